/* laurel-journal-window.h - chooses a receipt of the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/api/laurel-sale-row.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_JOURNAL_WINDOW (laurel_journal_window_get_type ())
G_DECLARE_FINAL_TYPE (LaurelJournalWindow, laurel_journal_window, LAUREL, JOURNAL_WINDOW, AdwWindow)

/* Signal: chosen (window, LaurelSaleRow *sale); the window closes. */
GtkWidget *laurel_journal_window_new (GtkWindow *parent, LaurelApi *api) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
