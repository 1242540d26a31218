/* laurel-filter-strip.h - search, active filters as chips, more filters, and a slot at the right
 *
 * The strip shows filters, the page keeps them: it adds a chip when a filter gets a value and
 * removes it when told so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_FILTER_STRIP (laurel_filter_strip_get_type ())
G_DECLARE_FINAL_TYPE (LaurelFilterStrip, laurel_filter_strip, LAUREL, FILTER_STRIP, GtkWidget)

/* Properties: placeholder, search-text, end-widget.
 * Signals:
 *   search-changed (strip): 150 ms after the last change of the text, at once when it is empty
 *   search-activated (strip): Enter in the entry
 *   filter-chosen (strip, const char *id): of the "Filter" popover; follow up with a popover on
 *     laurel_filter_strip_get_anchor (id)
 *   chip-clicked (strip, const char *id): to change its value
 *   chip-removed (strip, const char *id): its × was pressed; the chip is gone already
 * In a .ui file <child type="end"> is the end widget. */
GtkWidget *laurel_filter_strip_new (const char *placeholder) G_GNUC_WARN_UNUSED_RESULT;

void        laurel_filter_strip_set_placeholder (LaurelFilterStrip *self, const char *placeholder);
void        laurel_filter_strip_set_text (LaurelFilterStrip *self, const char *text);
const char *laurel_filter_strip_get_text (LaurelFilterStrip *self);

/* Focuses the search entry: Ctrl+F. */
void laurel_filter_strip_focus_search (LaurelFilterStrip *self);

/* Offers a filter in the popover, in the order of the calls; without any the button is absent. */
void laurel_filter_strip_add_filter (LaurelFilterStrip *self,
                                     const char        *id,
                                     const char        *title,
                                     const char        *icon_name);

/* Adds the chip of @id, or changes its label. */
void     laurel_filter_strip_set_chip (LaurelFilterStrip *self, const char *id, const char *label);
void     laurel_filter_strip_remove_chip (LaurelFilterStrip *self, const char *id);
gboolean laurel_filter_strip_has_chip (LaurelFilterStrip *self, const char *id);
guint    laurel_filter_strip_get_n_chips (LaurelFilterStrip *self);

/* Removes every chip and the search text; tells nobody about the chips. */
void laurel_filter_strip_clear (LaurelFilterStrip *self);

/* (transfer none): what a popover for @id points at: its chip, else the "Filter" button. */
GtkWidget *laurel_filter_strip_get_anchor (LaurelFilterStrip *self, const char *id);

/* (nullable): at the right: the column chooser. */
void laurel_filter_strip_set_end_widget (LaurelFilterStrip *self, GtkWidget *widget);

G_END_DECLS
