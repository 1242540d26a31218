/* laurel-store-client.h - one client as they are looked at: the page, and everything that happened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a callback is given lives until it returns. Money is in minor units, points in hundredths,
 * days since 1970-01-01, instants in microseconds since 1970-01-01 00:00 UTC. A missing text is
 * %NULL. Whoever was merged into a client is a part of them: their sales, points and history too.
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/* The months of a page: this one and those before it. */
#define LAUREL_CLIENT_MONTHS 12

typedef struct
{
  const char *channel;
  gboolean    given;
  gint64      at_us;
  const char *how;
  const char *wording;
} LaurelConsentRow;

/**
 * LaurelCardRow:
 * @since_us: when the card came into its state
 * @reason: (nullable): why it is blocked
 */
typedef struct
{
  const char *number;
  const char *kind;
  const char *state;
  gint64      since_us;
  const char *reason;
} LaurelCardRow;

/**
 * LaurelTrade:
 * @count: receipts
 * @sum: money, paid or given back
 * @goods: pieces
 * @first, @last: dates, or %LAUREL_DAY_NONE
 */
typedef struct
{
  gint64 count;
  gint64 sum;
  gint64 goods;
  gint32 first;
  gint32 last;
} LaurelTrade;

typedef struct
{
  gint64 purchases;
  gint64 sum;
  gint64 returns;
  gint64 returned;
} LaurelMonthRow;

/**
 * LaurelClientView:
 * @client_id: the client asked for, or the one they were merged into
 * @gender: 'f', 'm' or 0
 * @birth_day: or %LAUREL_DAY_NONE
 * @referrer_id: who brought them, 0: nobody
 * @tags, @segments: (array zero-terminated=1)
 * @consents: (array length=n_consents): the latest of each channel
 * @purchases: sales that were not voided
 * @returns: of known sales and without; voids are none
 * @first_month: of @months, as the day it begins
 * @earned: points that sales, friends and people ever gave
 * @spent: points redeemed, less what was restored
 * @burnt: points burnt and not given back
 */
typedef struct
{
  gint64                  client_id;
  gboolean                registered;
  const char             *last_name;
  const char             *first_name;
  const char             *patronymic;
  gint32                  birth_day;
  char                    gender;
  const char             *phone;
  const char             *email;
  const char             *region;
  const char             *city;
  const char             *street;
  const char             *house;
  const char             *flat;
  const char             *postal_code;
  const char             *language;
  const char             *channel;
  const char             *notes;
  const char *const      *tags;
  gint64                  registered_us;
  gint64                  referrer_id;
  const char             *referrer_last_name;
  const char             *referrer_first_name;
  const char             *referrer_patronymic;
  const char *const      *segments;
  const LaurelConsentRow *consents;
  gsize                   n_consents;
  const LaurelCardRow    *cards;
  gsize                   n_cards;
  LaurelTrade             purchases;
  LaurelTrade             returns;
  gint64                  earned;
  gint64                  spent;
  gint64                  burnt;
  gint32                  first_month;
  LaurelMonthRow          months[LAUREL_CLIENT_MONTHS];
} LaurelClientView;

/* @view is %NULL without @error where there is no such client. */
typedef void (*LaurelClientDone) (const LaurelClientView *view, const GError *error, gpointer data);

/* @today: the program's date, whose month is the last of the page. */
void laurel_store_load_client (LaurelStore     *store,
                               gint64           client_id,
                               gint32           today,
                               LaurelClientDone done,
                               gpointer         data);

/**
 * LaurelHistoryKey:
 * @time_us: of the last event of the page before; G_MAXINT64: from the beginning
 * @rank, @number, @part: what it is among events of one instant
 */
typedef struct
{
  gint64 time_us;
  gint64 rank;
  gint64 number;
  gint64 part;
} LaurelHistoryKey;

/**
 * LaurelHistoryRow:
 * @key: where the event stands
 * @kind: "purchase", "return", "void", "earned", "activated", "redeemed", "burnt", "level_up",
 *   "level_down", "registered", "card_attached", "grant" or "write_off"
 * @time_zone: (nullable): the store's
 * @sale_id: 0: none
 * @has_amount, @amount: money
 * @has_points, @points: the change; of "activated" how many became active
 * @has_balance, @balance: remaining points less debt after it
 * @active_us: of "earned": when they become active, 0: they were at once
 * @level: (nullable): of a level's change: what it is now
 */
typedef struct
{
  LaurelHistoryKey key;
  const char      *kind;
  const char      *time_zone;
  const char      *store_name;
  const char      *receipt;
  gint64           sale_id;
  gboolean         has_amount;
  gint64           amount;
  gboolean         has_points;
  gint64           points;
  gboolean         has_balance;
  gint64           balance;
  gint64           active_us;
  const char      *level;
} LaurelHistoryRow;

/* @rows: (array length=n_rows): the newest first */
typedef void (*LaurelHistoryDone) (const LaurelHistoryRow *rows,
                                   gsize                   n_rows,
                                   const GError           *error,
                                   gpointer                data);

/* @now_us: what becomes active later has not happened yet. */
void laurel_store_list_history (LaurelStore            *store,
                                gint64                  client_id,
                                gint64                  now_us,
                                const LaurelHistoryKey *after,
                                gint64                  limit,
                                LaurelHistoryDone       done,
                                gpointer                data);

G_END_DECLS
