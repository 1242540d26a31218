/* laurel-ctl.h - what the commands of laurelctl have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A command gets its words with its own name first and gives the exit status: 0 done, 1 failed, 2
 * called wrongly. Results go to standard output, everything else to standard error.
 */

#pragma once

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

typedef int (*LaurelCtlCommand) (int argc, char **argv);

/**
 * LaurelCtlEntry:
 * @name: the word that calls the command
 * @usage: what may follow it
 * @summary: what it does, in a few words
 */
typedef struct
{
  const char      *name;
  const char      *usage;
  const char      *summary;
  LaurelCtlCommand run;
} LaurelCtlEntry;

typedef enum
{
  LAUREL_CTL_CURRENT, /* the schema is brought up to date, or must be */
  LAUREL_CTL_AS_IT_IS,
} LaurelCtlNeed;

typedef struct _LaurelCtl LaurelCtl;

/* --home and --database, which may stand before the command or behind it. */
const GOptionEntry *laurel_ctl_get_options (void);

/**
 * laurel_ctl_parse:
 * @usage: what follows the command's name
 * @options: (nullable): the command's own, besides --home and --database
 * @n_words: how many words must be left besides options, with the command's name
 *
 * Returns: FALSE after having said what is wrong; the exit status is then 2
 */
gboolean laurel_ctl_parse (int                *argc,
                           char             ***argv,
                           const char         *usage,
                           const GOptionEntry *options,
                           int                 n_words) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_ctl_open:
 *
 * Finds the database that --home or --database names. The PostgreSQL of a home that no server keeps
 * is started, and stopped by laurel_ctl_close().
 *
 * Returns: (transfer full): or NULL after having said what is wrong; the exit status is then 1
 */
LaurelCtl *laurel_ctl_open (LaurelCtlNeed need) G_GNUC_WARN_UNUSED_RESULT;
void       laurel_ctl_close (LaurelCtl *self);

const char *laurel_ctl_get_conninfo (LaurelCtl *self);
/* NULL with --database. */
const char *laurel_ctl_get_home (LaurelCtl *self);
/* Opened when it is first asked for. */
LaurelStore *laurel_ctl_get_store (LaurelCtl *self);

/* Who acts, for the audit: the system's user. */
const LaurelActor *laurel_ctl_get_actor (LaurelCtl *self);

/* Says "laurelctl: ..." on standard error, and gives 1. */
int laurel_ctl_fail (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelCtl, laurel_ctl_close)

G_END_DECLS
