/* laurel-ctl-progress.h - tells how far a long command has come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People read a line on standard error with the rate and the time that is left. Programs read lines
 * "PROGRESS done total text" on standard output, where they have asked for them.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelCtlProgress LaurelCtlProgress;

/* @to_programs: the lines on standard output as well. @unit: what is counted: "receipts" */
LaurelCtlProgress *laurel_ctl_progress_new (gboolean to_programs, const char *unit);
/* Ends the line, if one was begun. */
void laurel_ctl_progress_free (LaurelCtlProgress *self);

/* A LaurelHistoryProgress; @data is the progress. A @total of 0 is not known. */
void laurel_ctl_progress_tell (const char *phase, guint64 done, guint64 total, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelCtlProgress, laurel_ctl_progress_free)

G_END_DECLS
