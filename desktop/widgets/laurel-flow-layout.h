/* laurel-flow-layout.h - lays children out like the words of a text
 *
 * Each child has its natural width; what does not fit on a line any more goes to the next. A child
 * that is wider than a whole line gets that line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_FLOW_LAYOUT (laurel_flow_layout_get_type ())
G_DECLARE_FINAL_TYPE (LaurelFlowLayout, laurel_flow_layout, LAUREL, FLOW_LAYOUT, GtkLayoutManager)

GtkLayoutManager *laurel_flow_layout_new (int spacing, int line_spacing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
