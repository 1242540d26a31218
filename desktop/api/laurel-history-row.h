/* laurel-history-row.h - what happened to one client, and the movements of his points
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-list.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_HISTORY_PURCHASE,
  LAUREL_HISTORY_RETURN,
  LAUREL_HISTORY_VOID,
  LAUREL_HISTORY_EARNED,
  LAUREL_HISTORY_ACTIVATED,
  LAUREL_HISTORY_REDEEMED,
  LAUREL_HISTORY_BURNT,
  LAUREL_HISTORY_LEVEL_UP,
  LAUREL_HISTORY_LEVEL_DOWN,
  LAUREL_HISTORY_REGISTERED,
  LAUREL_HISTORY_CARD_ATTACHED,
  LAUREL_HISTORY_GRANT,
  LAUREL_HISTORY_WRITE_OFF,
  LAUREL_HISTORY_OTHER,
} LaurelHistoryKind;

#define LAUREL_TYPE_HISTORY_ROW (laurel_history_row_get_type ())
G_DECLARE_FINAL_TYPE (LaurelHistoryRow, laurel_history_row, LAUREL, HISTORY_ROW, GObject)

/**
 * LaurelHistoryRow:
 * @kind: what happened
 * @word: the server's word for it, for kinds that we do not know
 * @store_name: (nullable)
 * @receipt: (nullable): the till's number
 * @sale: (nullable): opens the receipt
 * @level_name: (nullable): of a change of level
 * @comment: (nullable)
 * @amount: minor units, where @has_amount
 * @points: the change, hundredths, where @has_points
 * @balance: the points after it, where @has_balance
 * @date: not valid, or the day when earned points become active
 */
struct _LaurelHistoryRow
{
  GObject parent_instance;

  GDateTime        *time;
  LaurelHistoryKind kind;
  char             *word;
  char             *store_name;
  char             *receipt;
  char             *sale;
  char             *level_name;
  char             *comment;
  gint64            amount;
  gint64            points;
  gint64            balance;
  gboolean          has_amount;
  gboolean          has_points;
  gboolean          has_balance;
  GDate             date;
};

/* Newest first; rows are LaurelHistoryRow. */
LaurelListRequest *laurel_history_list_new (const char *client) G_GNUC_WARN_UNUSED_RESULT;

/* The statement of the points, in order of posting; rows are LaurelHistoryRow. */
LaurelListRequest *laurel_statement_list_new (const char *client) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
