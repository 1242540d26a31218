/* laurel-store-clients.h - clients as they are looked for: lists in several orders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a callback is given lives until it returns. Money is in minor units, points in hundredths,
 * days since 1970-01-01, instants in microseconds since 1970-01-01 00:00 UTC. A missing text is
 * %NULL. Clients who were merged into another one are found, and shown as that one.
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelClientsSort:
 * @LAUREL_CLIENTS_BY_LAST_PURCHASE: the latest first, those who never bought at the end
 * @LAUREL_CLIENTS_BY_NAME: by last and first name, those without one at the end
 * @LAUREL_CLIENTS_BY_TURNOVER: the largest first
 * @LAUREL_CLIENTS_BY_POINTS: by available points, the most first
 */
typedef enum
{
  LAUREL_CLIENTS_BY_LAST_PURCHASE,
  LAUREL_CLIENTS_BY_NAME,
  LAUREL_CLIENTS_BY_TURNOVER,
  LAUREL_CLIENTS_BY_POINTS,
  LAUREL_N_CLIENTS_SORTS,
} LaurelClientsSort;

/**
 * LaurelClientsKey:
 * @client_id: the last client of the page before; 0: from the beginning
 * @number: of them what is sorted by: turnover, points, or the day of the last purchase, -1 for
 * none; by name: whether there is no last name
 * @last_name, @first_name: of them, "" for none; by name only
 */
typedef struct
{
  gint64      client_id;
  gint64      number;
  const char *last_name;
  const char *first_name;
} LaurelClientsKey;

/**
 * LaurelClientsFilter:
 * @q: (nullable): what was typed, see laurel-search.h
 * @after: where the page begins
 * @limit: most rows to give, above 0
 * @now_us: the instant that points are counted at
 * @today: the program's date of it
 */
typedef struct
{
  const char       *q;
  LaurelClientsSort sort;
  LaurelClientsKey  after;
  gint64            limit;
  gint64            now_us;
  gint32            today;
} LaurelClientsFilter;

/**
 * LaurelClientRow:
 * @registered: it is a person; else a card that nobody has claimed
 * @card: one that is active, if any is
 * @level: (nullable): id of the level that counts today; %NULL: the program's lowest
 * @available: points that can be spent now
 * @pending: points that will become active
 * @last_purchase: or %LAUREL_DAY_NONE
 */
typedef struct
{
  gint64      client_id;
  gboolean    registered;
  const char *last_name;
  const char *first_name;
  const char *patronymic;
  const char *phone;
  const char *email;
  const char *city;
  const char *card;
  const char *level;
  gint64      available;
  gint64      pending;
  gint32      last_purchase;
  gint64      turnover;
} LaurelClientRow;

/* Nobody counts further than this. */
#define LAUREL_CLIENTS_COUNT_MAX 10000

/* @rows: (array length=n_rows) */
typedef void (*LaurelClientsDone) (const LaurelClientRow *rows,
                                   gsize                  n_rows,
                                   const GError          *error,
                                   gpointer               data);
/* @count: LAUREL_CLIENTS_COUNT_MAX + 1 where there are more */
typedef void (*LaurelClientsCountDone) (gint64 count, const GError *error, gpointer data);

void laurel_store_list_clients (LaurelStore               *store,
                                const LaurelClientsFilter *filter,
                                LaurelClientsDone          done,
                                gpointer                   data);
/* @q: (nullable) */
void laurel_store_count_clients (LaurelStore           *store,
                                 const char            *q,
                                 LaurelClientsCountDone done,
                                 gpointer               data);

G_END_DECLS
