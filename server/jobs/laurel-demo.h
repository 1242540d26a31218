/* laurel-demo.h - the demo chain «Весна»: eighteen months of a chain that never was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything is made up from a seed. The same seed, scale and end give the same chain to the last
 * receipt; the history ends a few minutes before @now.
 */

#pragma once

#include "server/jobs/laurel-demo-goods.h"
#include "server/jobs/laurel-demo-shops.h"
#include "server/jobs/laurel-history-event.h"

G_BEGIN_DECLS

/**
 * LaurelDemoScale:
 * @name: "small", "medium" or "large"
 * @n_shops: without the site, the delivery and the showroom
 * @receipts_a_day: on a common day of the first month
 */
typedef struct
{
  const char *name;
  guint       n_clients;
  guint       n_shops;
  guint       n_products;
  guint       receipts_a_day;
} LaurelDemoScale;

/* NULL for an unknown name. Static. */
const LaurelDemoScale *laurel_demo_scale_find (const char *name);

/* Days of the history, the last one counted. */
#define LAUREL_DEMO_DAYS 548

typedef struct _LaurelDemo LaurelDemo;

/* @now: seconds since 1970-01-01 00:00 UTC, in the years 2002 to 2099. */
LaurelDemo *laurel_demo_new (const LaurelDemoScale *scale, guint64 seed, gint64 now);
void        laurel_demo_free (LaurelDemo *demo);

/* (element-type LaurelDemoShop) and (element-type LaurelDemoProduct); they belong to @demo. */
const GArray *laurel_demo_get_shops (const LaurelDemo *demo);
const GArray *laurel_demo_get_products (const LaurelDemo *demo);

/* The chain's program: the document, as it is published. */
char *laurel_demo_dup_program (const LaurelDemo *demo);
/* When the history begins: 00:00 in Moscow on its first day. */
gint64 laurel_demo_get_start (const LaurelDemo *demo);

/* The next event, in order of time, or NULL when the present is reached. */
const LaurelHistoryEvent *laurel_demo_next (LaurelDemo *demo);
/* How many of the LAUREL_DEMO_DAYS days were told. */
guint laurel_demo_get_days_done (const LaurelDemo *demo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelDemo, laurel_demo_free)

G_END_DECLS
