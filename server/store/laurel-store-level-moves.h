/* laurel-store-level-moves.h - who would move where, were other levels in force
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ledger's rule (laurel-ledger-level.h) for all accounts at once, in one pass of the database:
 * what each account's next commit would make of its level. What a callback is given lives until it
 * returns.
 */

#pragma once

#include "server/engine/laurel-program-terms.h"
#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelLevelQuestion:
 * @current: the program in force
 * @next: with the levels that might be
 * @base_level: (nullable): what an account has by @current that never moved
 * @today: the program's date
 */
typedef struct
{
  const LaurelProgramTerms *current;
  const LaurelProgramTerms *next;
  const char               *base_level;
  gint32                    today;
} LaurelLevelQuestion;

/**
 * LaurelLevelMove:
 * @from, @to: (nullable): levels as they count, set by hand or earned; equal: no move
 * @direction: below 0: down, above: up, as @next orders levels. A level that it has no more stands
 *   where its threshold would be
 * @clients: how many accounts
 * @falling: how many of them do not have the turnover for @to any more, and keep it until their
 *   next review only
 */
typedef struct
{
  const char *from;
  const char *to;
  gint        direction;
  gint64      clients;
  gint64      falling;
} LaurelLevelMove;

/* @moves: (array length=n_moves): each pair once, the most clients first */
typedef void (*LaurelLevelMovesDone) (const LaurelLevelMove *moves,
                                      gsize                  n_moves,
                                      const GError          *error,
                                      gpointer               data);

/**
 * LaurelMoverRow:
 * @turnover: by the basis of @next
 * @last_name, @first_name, @patronymic, @card: (nullable)
 */
typedef struct
{
  gint64      client_id;
  const char *last_name;
  const char *first_name;
  const char *patronymic;
  const char *card;
  gint64      turnover;
  const char *from;
  const char *to;
} LaurelMoverRow;

/* @rows: (array length=n_rows) */
typedef void (*LaurelMoversDone) (const LaurelMoverRow *rows,
                                  gsize                 n_rows,
                                  const GError         *error,
                                  gpointer              data);

void laurel_store_count_level_moves (LaurelStore               *store,
                                     const LaurelLevelQuestion *question,
                                     LaurelLevelMovesDone       done,
                                     gpointer                   data);

/* Those who would move, the largest turnover first: at most @limit behind the client @after_client
 * of @after_turnover (0: from the beginning). */
void laurel_store_list_movers (LaurelStore               *store,
                               const LaurelLevelQuestion *question,
                               gint64                     after_turnover,
                               gint64                     after_client,
                               gint64                     limit,
                               LaurelMoversDone           done,
                               gpointer                   data);

G_END_DECLS
