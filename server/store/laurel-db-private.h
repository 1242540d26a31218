/* laurel-db-private.h - what laurel-db.c and laurel-db-transaction.c know of each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-db-connection.h"

G_BEGIN_DECLS

/* How long a call waits for a connection, once there has been one. */
#define LAUREL_DB_QUEUE_LIMIT_MS 1000

/**
 * LaurelDbSlot:
 * @transaction: (nullable): who holds the connection
 *
 * A connection's place in a lane.
 */
typedef struct
{
  LaurelDb            *db;
  LaurelDbLane         lane;
  LaurelDbConnection  *connection;
  LaurelDbTransaction *transaction;
} LaurelDbSlot;

/**
 * LaurelDbWaiter:
 * @assigned: a connection is free and the waiter's
 * @refused: none was in time, or it is unsafe to write
 * @reads_only: may have an unsafe connection
 *
 * What stands in a lane's queue. Embedded in whatever waits.
 */
typedef struct _LaurelDbWaiter LaurelDbWaiter;

struct _LaurelDbWaiter
{
  void (*assigned) (LaurelDbWaiter *waiter, LaurelDbSlot *slot);
  void (*refused) (LaurelDbWaiter *waiter, const GError *error);
  gint64   deadline;
  gboolean reads_only;
};

/* Puts @waiter in the queue of @lane; @refused may be called at once. */
void laurel_db_enqueue (LaurelDb *self, LaurelDbLane lane, LaurelDbWaiter *waiter);
/* Takes it out again, where it still stands there. */
void laurel_db_dequeue (LaurelDb *self, LaurelDbLane lane, LaurelDbWaiter *waiter);
/* The transaction needs its connection no longer. */
void laurel_db_release (LaurelDbSlot *slot);

/* Sends @call over @slot with the usual time limit. */
void laurel_db_send (LaurelDbSlot *slot, LaurelDbCall *call);
/* Ends @call with a copy of @error from the main loop, after those given here before. */
void laurel_db_end_later (LaurelDb *self, LaurelDbCall *call, const GError *error);
/* A call has ended. */
void laurel_db_count_end (LaurelDb *self, const GError *error);
/* Sees to it that @deadline (monotonic) is not missed. */
void laurel_db_arm (LaurelDb *self, gint64 deadline);

/* When @transaction has been idle for too long, or G_MAXINT64. */
gint64 laurel_db_transaction_get_deadline (LaurelDbTransaction *transaction);
/* Its connection is gone. */
void laurel_db_transaction_lose (LaurelDbTransaction *transaction, const GError *error);

G_END_DECLS
