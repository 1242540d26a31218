/* laurel-store-journal.h - sales and returns as they are looked at: lists, sums, one receipt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a callback is given lives until it returns. Money is in minor units, points in hundredths,
 * instants in seconds since 1970-01-01 00:00 UTC, days since 1970-01-01. A missing text is %NULL.
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelJournalFilter:
 * @from_day: first day (local to the store), or %LAUREL_DAY_NONE
 * @to_day: last day, or %LAUREL_DAY_NONE
 * @client_id: one client only, or 0
 * @store: (nullable): one store only
 * @channel: (nullable): one channel only
 * @q: (nullable): beginning of a receipt number, a card number, or words of a client's name
 * @limit: most rows to give
 * @after_time: keyset: rows before (@after_time, @after_document), microseconds; G_MAXINT64 for the
 * first page
 * @after_document: see @after_time
 */
typedef struct
{
  gint32      from_day;
  gint32      to_day;
  gint64      client_id;
  const char *store;
  const char *channel;
  const char *q;
  gint64      limit;
  gint64      after_time;
  gint64      after_document;
} LaurelJournalFilter;

/**
 * LaurelJournalRow:
 * @sale_id: the sale to open; 0 for an unlinked return
 * @document_id: the sale or the return itself
 * @kind: "sale", "return", "void" or "unlinked"
 * @time_us: microseconds since 1970-01-01 00:00 UTC
 * @offset: seconds that the store's clocks were ahead of UTC then
 * @client_id: 0 for an anonymous receipt
 * @to_pay: negative for what goes back
 */
typedef struct
{
  gint64      sale_id;
  gint64      document_id;
  const char *kind;
  gint64      time_us;
  gint32      offset;
  const char *receipt;
  const char *store;
  const char *store_name;
  const char *channel;
  gint64      client_id;
  const char *last_name;
  const char *first_name;
  const char *patronymic;
  const char *card;
  gint64      to_pay;
  gint64      discount;
  gint64      points;
  gint64      redeemed_points;
  gint64      lines;
} LaurelJournalRow;

typedef struct
{
  gint64 receipts;
  gint64 returns;
  gint64 to_pay;
  gint64 discount;
  gint64 points;
  gint64 redeemed_points;
} LaurelJournalSums;

typedef struct
{
  gint64      n;
  const char *product;
  const char *name;
  gint64      quantity;
  gint64      price;
  gint64      gross;
  gint64      external;
  gint64      discount;
  gint64      redeemed;
  gint64      rounding;
  gint64      to_pay;
  gint64      points;
  gint64      turnover;
  gint64      returned_quantity;
  char      **leaves;
  gint64     *leaf_money;
  gint64     *leaf_points;
  gsize       n_effects;
} LaurelReceiptRow;

typedef struct
{
  gint64      return_id;
  const char *kind;
  gint64      time_us;
  gint32      offset;
  gint64      refund;
  gint64      reversed_points;
  gint64      restored_points;
  gint64     *n;
  gint64     *quantity;
  gsize       n_lines;
} LaurelReturnRow;

/**
 * LaurelReceiptView:
 * @activates: day on which its points become active, or %LAUREL_DAY_NONE
 * @facts: what the engine was told, as laurel-wire-case writes it
 */
typedef struct
{
  gint64                  sale_id;
  gint64                  time_us;
  gint64                  posted_us;
  gint32                  offset;
  const char             *receipt;
  const char             *store;
  const char             *store_name;
  const char             *city;
  const char             *till;
  const char             *cashier;
  const char             *channel;
  const char             *card;
  gint64                  client_id;
  const char             *last_name;
  const char             *first_name;
  const char             *patronymic;
  gint                    program_version;
  gboolean                late;
  gboolean                voided;
  gint32                  activates;
  const char             *facts;
  gint64                  gross;
  gint64                  external;
  gint64                  discount;
  gint64                  redeemed;
  gint64                  redeemed_points;
  gint64                  rounding;
  gint64                  to_pay;
  gint64                  certificates;
  gint64                  points;
  gint64                  referrer_points;
  gint64                  turnover;
  const LaurelReceiptRow *lines;
  gsize                   n_lines;
  const LaurelReturnRow  *returns;
  gsize                   n_returns;
} LaurelReceiptView;

typedef void (*LaurelJournalDone) (const LaurelJournalRow *rows,
                                   gsize                   n_rows,
                                   const GError           *error,
                                   gpointer                data);
typedef void (*LaurelJournalSumsDone) (const LaurelJournalSums *sums,
                                       const GError            *error,
                                       gpointer                 data);
/* @view is %NULL without @error where there is no such sale. */
typedef void (*LaurelReceiptDone) (const LaurelReceiptView *view,
                                   const GError            *error,
                                   gpointer                 data);

void laurel_store_list_journal (LaurelStore               *store,
                                const LaurelJournalFilter *filter,
                                LaurelJournalDone          done,
                                gpointer                   data);
void laurel_store_sum_journal (LaurelStore               *store,
                               const LaurelJournalFilter *filter,
                               LaurelJournalSumsDone      done,
                               gpointer                   data);
void laurel_store_load_receipt (LaurelStore      *store,
                                gint64            sale_id,
                                LaurelReceiptDone done,
                                gpointer          data);

G_END_DECLS
