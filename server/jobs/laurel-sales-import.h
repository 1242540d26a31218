/* laurel-sales-import.h - takes a file of past sales into the ledger, and accounts for every line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * May be run again, with the same file or a longer one: what is there already is left alone. A run
 * that was cut off goes on where its last batch ended.
 */

#pragma once

#include "server/jobs/laurel-history-run.h"
#include "server/jobs/laurel-sales-file.h"

G_BEGIN_DECLS

/**
 * LaurelSalesSum:
 * @n_lines: lines of the file
 * @amount: what they come to, signed
 */
typedef struct
{
  guint64 n_lines;
  gint64  amount;
} LaurelSalesSum;

/**
 * LaurelSalesImport:
 * @file: the whole file
 * @sales: lines that are in the ledger as sales
 * @returns: lines that are in the ledger as returns of a known sale; a negative amount
 * @unlinked: likewise, of an unknown one
 * @rejected: by reason
 * @totals: what this run has done
 * @posted_amount: what the lines come to that this run has posted
 * @other_currency: the file's, where it is not that of the program
 *
 * @file is the sum of all the others, to the minor unit.
 */
typedef struct
{
  LaurelSalesSum      file;
  LaurelSalesSum      sales;
  LaurelSalesSum      returns;
  LaurelSalesSum      unlinked;
  LaurelSalesSum      rejected[LAUREL_SALES_N_REASONS];
  LaurelHistoryTotals totals;
  gint64              posted_amount;
  gboolean            other_currency;
} LaurelSalesImport;

/* @report: (nullable): where the lines that were not taken are written to, as CSV. Fails with
 * G_IO_ERROR_INVALID_DATA where the ledger's sums are not the file's: our own mistake, found out.
 */
gboolean laurel_sales_import_run (const LaurelHistoryTarget *target,
                                  const char                *path,
                                  const LaurelSalesLayout   *layout,
                                  const char                *report,
                                  LaurelHistoryProgress      progress,
                                  gpointer                   data,
                                  LaurelSalesImport         *import,
                                  GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
