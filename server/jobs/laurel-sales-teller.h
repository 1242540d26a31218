/* laurel-sales-teller.h - tells a file of sales as a history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clients come with their first receipt, known by the file's number as the number of a card. A
 * cancellation becomes one return for each sale that it takes goods back from, and one more,
 * without a sale, for the rest.
 */

#pragma once

#include "server/jobs/laurel-history-event.h"
#include "server/jobs/laurel-sales-file.h"

G_BEGIN_DECLS

typedef struct _LaurelSalesTeller LaurelSalesTeller;

/* @file and @layout must live as long as the teller. */
LaurelSalesTeller *laurel_sales_teller_new (const LaurelSalesFile   *file,
                                            const LaurelSalesLayout *layout);
void               laurel_sales_teller_free (LaurelSalesTeller *teller);

/* The next event, in order of time, or NULL at the end. */
const LaurelHistoryEvent *laurel_sales_teller_next (LaurelSalesTeller *teller);

/* How many of the file's documents were begun. */
guint laurel_sales_teller_get_n_begun (const LaurelSalesTeller *teller);

/* The lines of the file, as indices, that the last sale or return is made of; none for a client. */
const guint32 *laurel_sales_teller_get_lines (const LaurelSalesTeller *teller, guint *n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelSalesTeller, laurel_sales_teller_free)

G_END_DECLS
