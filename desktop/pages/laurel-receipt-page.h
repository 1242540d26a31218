/* laurel-receipt-page.h - one receipt on a page of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_RECEIPT_PAGE (laurel_receipt_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelReceiptPage, laurel_receipt_page, LAUREL, RECEIPT_PAGE, LaurelPage)

GtkWidget *laurel_receipt_page_new (LaurelConnection *connection,
                                    const char       *sale) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
