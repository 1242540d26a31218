/* laurel-store-journal.h - sales and returns as they are looked at: lists and sums
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a callback is given lives until it returns. Money is in minor units, points in hundredths,
 * instants in microseconds since 1970-01-01 00:00 UTC, days since 1970-01-01. A missing text is
 * %NULL. Clients who were merged are shown as the one they went to.
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/* After every sale: 9999-12-31. */
#define LAUREL_JOURNAL_START (G_GINT64_CONSTANT (253402214400) * G_USEC_PER_SEC)

/**
 * LaurelJournalFilter:
 * @from_day: first day (local to the store), or %LAUREL_DAY_NONE
 * @to_day: last day, or %LAUREL_DAY_NONE
 * @client_id: one client only, or 0
 * @store: (nullable): one store only
 * @channel: (nullable): one channel only
 * @q: (nullable): beginning of a receipt number, a card number, or words of a client's name
 * @limit: most rows to give, above 0
 * @after_us: keyset: rows before (@after_us, @after_document); %LAUREL_JOURNAL_START for the first
 * page
 * @after_document: see @after_us
 *
 * Sums are asked for without the last three.
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
  gint64      after_us;
  gint64      after_document;
} LaurelJournalFilter;

/**
 * LaurelJournalRow:
 * @sale_id: the sale to open; 0 for an unlinked return
 * @document_id: the sale or the return itself
 * @kind: "sale", "return", "void" or "unlinked"
 * @time_zone: (nullable): the store's, %NULL: the program's
 * @client_id: 0 for an anonymous receipt
 * @to_pay: negative for what goes back, as @discount, @points and @redeemed_points then are
 */
typedef struct
{
  gint64      sale_id;
  gint64      document_id;
  const char *kind;
  gint64      time_us;
  const char *time_zone;
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

/**
 * LaurelJournalSums:
 * @receipts: sales
 * @returns: all other rows
 * @to_pay: of sales, less what went back; so the others
 */
typedef struct
{
  gint64 receipts;
  gint64 returns;
  gint64 to_pay;
  gint64 discount;
  gint64 points;
  gint64 redeemed_points;
} LaurelJournalSums;

typedef void (*LaurelJournalDone) (const LaurelJournalRow *rows,
                                   gsize                   n_rows,
                                   const GError           *error,
                                   gpointer                data);
typedef void (*LaurelJournalSumsDone) (const LaurelJournalSums *sums,
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

G_END_DECLS
