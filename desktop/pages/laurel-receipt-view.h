/* laurel-receipt-view.h - a receipt on paper: lines, what was given, and why not the others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-connection.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_RECEIPT_VIEW (laurel_receipt_view_get_type ())
G_DECLARE_FINAL_TYPE (LaurelReceiptView, laurel_receipt_view, LAUREL, RECEIPT_VIEW, AdwBin)

/* Properties: title, subtitle (both read only): "Receipt 004-18-2217", where and when.
 * Signal: open-client (view, const char *client). */

/* Loads and shows a sale; what was there before is forgotten. */
void laurel_receipt_view_show (LaurelReceiptView *self,
                               LaurelConnection  *connection,
                               const char        *sale);

/* (nullable): the sale that is shown. */
const char *laurel_receipt_view_get_sale (LaurelReceiptView *self);

void laurel_receipt_view_reload (LaurelReceiptView *self);

/* Shows nothing but words: a document that has no receipt behind it. */
void laurel_receipt_view_show_nothing (LaurelReceiptView *self,
                                       const char        *title,
                                       const char        *description);

G_END_DECLS
