/* laurel-sales-match.h - finds the sale that each cancellation of a file cancels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file names what is returned, but not the receipt. A line of a return belongs to the latest
 * earlier sale of the same goods at the same price to the same client, first to one whose quantity
 * is just what comes back and is still there whole, then to one of which as much is left. The price
 * must agree, because a linked return gives back what was paid. What finds no sale is an unlinked
 * return, and so is all that anonymous clients bring back.
 */

#pragma once

#include "server/jobs/laurel-sales-file.h"

G_BEGIN_DECLS

/* For each line of @file: the line of the sale that it returns, or %LAUREL_SALES_NONE; that also
 * for the lines of sales. (transfer full) (array length=file->lines->len) */
guint32 *laurel_sales_match (const LaurelSalesFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
