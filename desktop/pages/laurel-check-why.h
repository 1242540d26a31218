/* laurel-check-why.h - why a line costs what it costs by one program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/api/laurel-document.h"
#include "desktop/api/laurel-trial.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

/**
 * laurel_check_why_fill:
 * @box: what was in it goes
 * @result: by which program
 * @other: (nullable): only what differs from it is shown, and what it has that @result lacks
 * @document: (nullable): that program, for the words of conditions
 * @n: the line
 */
void laurel_check_why_fill (GtkBox                  *box,
                            const LaurelTrialResult *result,
                            const LaurelTrialResult *other,
                            gboolean                 only_differences,
                            const LaurelDocument    *document,
                            LaurelNames             *names,
                            gint64                   n);

/* "Program 41", "Draft": new text. */
char *laurel_check_why_title (gint64 version) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
