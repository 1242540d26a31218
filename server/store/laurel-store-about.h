/* laurel-store-about.h - what a server tells of the chain it serves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/* The settings that it reads. */
#define LAUREL_ABOUT_CHAIN "chain.name"
#define LAUREL_ABOUT_DEMO  "chain.demo"

/**
 * LaurelAbout:
 * @chain: the chain's name, "" where none is set
 * @demo: the data is made up
 * @program_version: of the published program, 0: none is published yet
 * @currency, @time_zone: (nullable): of the published program
 */
typedef struct
{
  const char *chain;
  gboolean    demo;
  gint32      program_version;
  const char *currency;
  const char *time_zone;
} LaurelAbout;

/* @about: (nullable): NULL with an error */
typedef void (*LaurelStoreAboutDone) (const LaurelAbout *about, const GError *error, gpointer data);

void laurel_store_get_about (LaurelStore *store, LaurelStoreAboutDone done, gpointer data);

G_END_DECLS
