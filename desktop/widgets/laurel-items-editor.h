/* laurel-items-editor.h - how many of which products
 *
 * For what a receipt must have, and for the parts of a set.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/api/laurel-condition.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_ITEMS_EDITOR (laurel_items_editor_get_type ())
G_DECLARE_FINAL_TYPE (LaurelItemsEditor, laurel_items_editor, LAUREL, ITEMS_EDITOR, GtkWidget)

/* Signal changed (editor): by a person.
 * @items: (element-type LaurelItem): copied
 * @whole: quantities are pieces; else thousandths */
GtkWidget *laurel_items_editor_new (LaurelNames *names,
                                    GPtrArray   *items,
                                    gboolean     whole) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) (element-type LaurelItem) */
GPtrArray *laurel_items_editor_get_items (LaurelItemsEditor *self);

G_END_DECLS
