/* laurel-db.c - PostgreSQL without waiting: the connections of one thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-db-private.h"
#include "server/store/laurel-db-session.h"

#include <string.h>

#define QUEUE_MAX 256

static const LaurelDbSession lane_sessions[LAUREL_DB_N_LANES] = {
  [LAUREL_DB_LANE_POS] = { 2000, 4000, TRUE },
  [LAUREL_DB_LANE_OFFICE] = { 4000, 4500, FALSE },
};

typedef struct
{
  LaurelDbSlot *slots;
  guint         n_slots;
  gboolean      was_up;
  GQueue        waiting; /* LaurelDbWaiter */
} Lane;

typedef struct
{
  LaurelDbCall     call;
  LaurelDb        *db;
  LaurelStatement  statement;
  char            *channel;
  LaurelDbNotified notified; /* NULL: nobody listens any more */
  gpointer         data;
} Listener;

/* A call outside of a transaction. */
typedef struct
{
  LaurelDbCall   call;
  LaurelDbWaiter waiter;
  LaurelDb      *db;
  LaurelDbDone   done;
  gpointer       data;
} Single;

struct _LaurelDb
{
  GMainContext *context;
  char         *conninfo;
  guint         queue_max;
  gboolean      allow_unsafe;
  gboolean      freeing;
  LaurelDbStats stats;

  Lane                lanes[LAUREL_DB_N_LANES];
  LaurelDbConnection *listening; /* NULL until somebody listens */
  GPtrArray          *listeners; /* Listener */

  GSource *clock;    /* the earliest deadline */
  GQueue   ended;    /* LaurelDbCall with its error, to be ended from the loop */
  GSource *end_soon; /* while there are such */
};

static gboolean
is_free (const LaurelDbSlot *slot)
{
  return laurel_db_connection_is_ready (slot->connection) && slot->transaction == NULL &&
         laurel_db_connection_get_n_calls (slot->connection) == 0;
}

static gboolean
lane_is_up (const Lane *lane)
{
  for (guint i = 0; i < lane->n_slots; i++)
    {
      if (laurel_db_connection_is_ready (lane->slots[i].connection))
        return TRUE;
    }

  return FALSE;
}

void
laurel_db_arm (LaurelDb *self, gint64 deadline)
{
  gint64 armed = g_source_get_ready_time (self->clock);

  if (deadline != G_MAXINT64 && (armed < 0 || deadline < armed))
    g_source_set_ready_time (self->clock, deadline);
}

void
laurel_db_count_end (LaurelDb *self, const GError *error)
{
  self->stats.n_calls++;
  if (error != NULL &&
      !g_error_matches (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_CONSTRAINT))
    self->stats.n_failed++;
}

static void
end_ended (LaurelDb *self)
{
  LaurelDbCall *call = NULL;

  while ((call = g_queue_pop_head (&self->ended)) != NULL)
    {
      g_autoptr (GError) error = g_steal_pointer (&call->error);

      call->ended (call, NULL, error);
    }
}

static gboolean
end_soon_cb (gpointer data)
{
  LaurelDb *self = data;

  g_clear_pointer (&self->end_soon, g_source_unref);
  end_ended (self);

  return G_SOURCE_REMOVE;
}

void
laurel_db_end_later (LaurelDb *self, LaurelDbCall *call, const GError *error)
{
  call->error = g_error_copy (error);
  g_queue_push_tail (&self->ended, call);

  if (self->end_soon == NULL)
    {
      self->end_soon = g_idle_source_new ();
      g_source_set_priority (self->end_soon, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->end_soon, end_soon_cb, self, NULL);
      g_source_attach (self->end_soon, self->context);
    }
}

void
laurel_db_send (LaurelDbSlot *slot, LaurelDbCall *call)
{
  call->deadline = g_get_monotonic_time () + LAUREL_DB_TIME_LIMIT_MS * G_TIME_SPAN_MILLISECOND;
  laurel_db_connection_send (slot->connection, call);
  laurel_db_arm (slot->db, call->deadline);
}

static void
refuse_unsafe (LaurelDbWaiter *waiter, const char *reason)
{
  g_autoptr (GError) error = g_error_new (LAUREL_DATABASE_ERROR,
                                          LAUREL_DATABASE_ERROR_UNSAFE,
                                          "the database may lose what it acknowledges: %s",
                                          reason);

  waiter->refused (waiter, error);
}

/* Gives free connections to those who wait, in order. */
static void
hand_out (LaurelDb *self, Lane *lane)
{
  for (guint i = 0; i < lane->n_slots && !g_queue_is_empty (&lane->waiting); i++)
    {
      LaurelDbSlot *slot = &lane->slots[i];

      while (is_free (slot) && !g_queue_is_empty (&lane->waiting))
        {
          LaurelDbWaiter *waiter = g_queue_pop_head (&lane->waiting);
          const char     *unsafe = laurel_db_connection_get_unsafe_reason (slot->connection);

          if (unsafe != NULL && !waiter->reads_only && !self->allow_unsafe)
            refuse_unsafe (waiter, unsafe);
          else
            waiter->assigned (waiter, slot);
        }
    }
}

static void
refuse_all (Lane *lane, const GError *error)
{
  LaurelDbWaiter *waiter = NULL;

  while ((waiter = g_queue_pop_head (&lane->waiting)) != NULL)
    waiter->refused (waiter, error);
}

void
laurel_db_enqueue (LaurelDb *self, LaurelDbLane lane_id, LaurelDbWaiter *waiter)
{
  Lane *lane = &self->lanes[lane_id];
  g_autoptr (GError) error = NULL;
  gint64 limit = lane->was_up ? LAUREL_DB_QUEUE_LIMIT_MS : LAUREL_DB_TIME_LIMIT_MS;

  if (self->freeing || (lane->was_up && !lane_is_up (lane)))
    error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                                 LAUREL_DATABASE_ERROR_UNAVAILABLE,
                                 "no connection to the database");
  else if (g_queue_get_length (&lane->waiting) >= self->queue_max)
    error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                                 LAUREL_DATABASE_ERROR_BUSY,
                                 "too many calls wait for the database");

  if (error != NULL)
    {
      waiter->refused (waiter, error);
      return;
    }

  waiter->deadline = g_get_monotonic_time () + limit * G_TIME_SPAN_MILLISECOND;
  g_queue_push_tail (&lane->waiting, waiter);
  laurel_db_arm (self, waiter->deadline);
  hand_out (self, lane);
}

void
laurel_db_dequeue (LaurelDb *self, LaurelDbLane lane_id, LaurelDbWaiter *waiter)
{
  g_queue_remove (&self->lanes[lane_id].waiting, waiter);
}

void
laurel_db_release (LaurelDbSlot *slot)
{
  slot->transaction = NULL;
  if (!slot->db->freeing)
    hand_out (slot->db, &slot->db->lanes[slot->lane]);
}

static void
slot_ready (LaurelDbConnection *connection, gpointer owner)
{
  LaurelDbSlot *slot = owner;
  Lane         *lane = &slot->db->lanes[slot->lane];

  lane->was_up = TRUE;
  hand_out (slot->db, lane);
}

static void
slot_idle (LaurelDbConnection *connection, gpointer owner)
{
  LaurelDbSlot *slot = owner;

  hand_out (slot->db, &slot->db->lanes[slot->lane]);
}

static void
slot_lost (LaurelDbConnection *connection, const GError *error, gpointer owner)
{
  LaurelDbSlot *slot = owner;
  LaurelDb     *self = slot->db;
  Lane         *lane = &self->lanes[slot->lane];

  self->stats.n_reconnects++;
  if (slot->transaction != NULL)
    laurel_db_transaction_lose (slot->transaction, error);
  if (lane->was_up && !lane_is_up (lane))
    refuse_all (lane, error);
}

static void
slot_notified (LaurelDbConnection *connection,
               const char         *channel,
               const char         *payload,
               gpointer            owner)
{
  /* Nobody listens over these connections. */
}

static const LaurelDbConnectionHooks slot_hooks = {
  slot_ready,
  slot_idle,
  slot_lost,
  slot_notified,
};

static void
listened_cb (LaurelDbCall *call, const PGresult *result, const GError *error)
{
  Listener *listener = (Listener *) call;

  /* With an error the connection goes down or has gone, and the next one listens again. */
  if (error == NULL && listener->notified != NULL)
    listener->notified (listener->db, listener->channel, NULL, listener->data);
}

static void
send_listen (LaurelDb *self, Listener *listener)
{
  listener->call.deadline =
      g_get_monotonic_time () + LAUREL_DB_TIME_LIMIT_MS * G_TIME_SPAN_MILLISECOND;
  laurel_db_connection_send (self->listening, &listener->call);
  laurel_db_arm (self, listener->call.deadline);
}

static void
listening_ready (LaurelDbConnection *connection, gpointer owner)
{
  LaurelDb *self = owner;

  for (guint i = 0; i < self->listeners->len; i++)
    send_listen (self, g_ptr_array_index (self->listeners, i));
}

static void
listening_idle (LaurelDbConnection *connection, gpointer owner)
{
  /* Nothing waits for it. */
}

static void
listening_lost (LaurelDbConnection *connection, const GError *error, gpointer owner)
{
  LaurelDb *self = owner;

  self->stats.n_reconnects++;
}

static void
listening_notified (LaurelDbConnection *connection,
                    const char         *channel,
                    const char         *payload,
                    gpointer            owner)
{
  LaurelDb *self = owner;

  for (guint i = 0; i < self->listeners->len; i++)
    {
      Listener *listener = g_ptr_array_index (self->listeners, i);

      if (listener->notified != NULL && g_str_equal (listener->channel, channel))
        listener->notified (self, channel, payload, listener->data);
    }
}

static const LaurelDbConnectionHooks listening_hooks = {
  listening_ready,
  listening_idle,
  listening_lost,
  listening_notified,
};

static void
listener_free (gpointer data)
{
  Listener *listener = data;

  g_free (listener->channel);
  g_free ((char *) listener->statement.name);
  g_free ((char *) listener->statement.sql);
  g_free (listener);
}

/* Drops @connection when it is late, and gives when to look again. */
static gint64
check_connection (LaurelDbConnection *connection, gint64 now)
{
  g_autoptr (GError) error = NULL;
  gint64 deadline = laurel_db_connection_get_deadline (connection);

  if (deadline > now)
    return deadline;

  error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                               LAUREL_DATABASE_ERROR_TIMEOUT,
                               "the database did not answer in time");
  laurel_db_connection_drop (connection, error);

  return G_MAXINT64;
}

/* A transaction that its owner has forgotten, and who has waited for too long. */
static gint64
check_lane (LaurelDb *self, Lane *lane, gint64 now)
{
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < lane->n_slots; i++)
    {
      LaurelDbSlot *slot = &lane->slots[i];

      next = MIN (next, check_connection (slot->connection, now));

      if (slot->transaction != NULL &&
          laurel_db_transaction_get_deadline (slot->transaction) <= now)
        {
          g_autoptr (GError) error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                                                          LAUREL_DATABASE_ERROR_TIMEOUT,
                                                          "the transaction was left open");

          laurel_db_connection_drop (slot->connection, error);
        }

      if (slot->transaction != NULL)
        next = MIN (next, laurel_db_transaction_get_deadline (slot->transaction));
    }

  while (!g_queue_is_empty (&lane->waiting))
    {
      LaurelDbWaiter *first = g_queue_peek_head (&lane->waiting);
      g_autoptr (GError) error = NULL;

      if (first->deadline > now)
        return MIN (next, first->deadline);

      error = lane->was_up ? g_error_new_literal (LAUREL_DATABASE_ERROR,
                                                  LAUREL_DATABASE_ERROR_BUSY,
                                                  "no connection to the database is free")
                           : g_error_new_literal (LAUREL_DATABASE_ERROR,
                                                  LAUREL_DATABASE_ERROR_UNAVAILABLE,
                                                  "there is no connection to the database yet");
      g_queue_pop_head (&lane->waiting);
      first->refused (first, error);
    }

  return next;
}

static gboolean
clock_cb (gpointer data)
{
  LaurelDb *self = data;
  gint64    now = g_get_monotonic_time ();
  gint64    next = G_MAXINT64;

  g_source_set_ready_time (self->clock, -1);

  for (guint i = 0; i < LAUREL_DB_N_LANES; i++)
    next = MIN (next, check_lane (self, &self->lanes[i], now));
  if (self->listening != NULL)
    next = MIN (next, check_connection (self->listening, now));

  /* A connection that comes up anew has a deadline too, and nothing else may arm the clock for it.
   */
  laurel_db_arm (self, MIN (next, now + G_TIME_SPAN_SECOND));

  return G_SOURCE_CONTINUE;
}

static gboolean
clock_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs clock_funcs = { NULL, NULL, clock_dispatch, NULL, NULL, NULL };

static void
open_lane (LaurelDb *self, LaurelDbLane lane_id, guint n_slots)
{
  Lane *lane = &self->lanes[lane_id];

  lane->n_slots = n_slots;
  lane->slots = g_new0 (LaurelDbSlot, n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      LaurelDbSlot *slot = &lane->slots[i];

      slot->db = self;
      slot->lane = lane_id;
      slot->connection =
          laurel_db_connection_new (self->conninfo, &lane_sessions[lane_id], &slot_hooks, slot);
    }
}

LaurelDb *
laurel_db_new (const LaurelDbSettings *settings)
{
  LaurelDb *self = g_new0 (LaurelDb, 1);

  g_assert (settings->n_pos > 0 && settings->n_office > 0);

  self->context = g_main_context_ref_thread_default ();
  self->conninfo = g_strdup (settings->conninfo);
  self->queue_max = settings->queue_max > 0 ? settings->queue_max : QUEUE_MAX;
  self->allow_unsafe = settings->allow_unsafe;
  self->listeners = g_ptr_array_new_with_free_func (listener_free);
  self->clock = g_source_new (&clock_funcs, sizeof (GSource));
  g_source_set_static_name (self->clock, "database deadlines");
  g_source_set_callback (self->clock, clock_cb, self, NULL);
  g_source_attach (self->clock, self->context);
  laurel_db_arm (self, g_get_monotonic_time () + G_TIME_SPAN_SECOND);
  open_lane (self, LAUREL_DB_LANE_POS, settings->n_pos);
  open_lane (self, LAUREL_DB_LANE_OFFICE, settings->n_office);

  return self;
}

void
laurel_db_free (LaurelDb *self)
{
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;

  self->freeing = TRUE;
  error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                               LAUREL_DATABASE_ERROR_UNAVAILABLE,
                               "the program lets go of the database");

  for (guint i = 0; i < LAUREL_DB_N_LANES; i++)
    {
      Lane *lane = &self->lanes[i];

      refuse_all (lane, error);
      for (guint j = 0; j < lane->n_slots; j++)
        {
          laurel_db_connection_free (lane->slots[j].connection);
          if (lane->slots[j].transaction != NULL)
            laurel_db_transaction_lose (lane->slots[j].transaction, error);
        }
    }

  g_clear_pointer (&self->listening, laurel_db_connection_free);
  end_ended (self);

  for (guint i = 0; i < LAUREL_DB_N_LANES; i++)
    g_free (self->lanes[i].slots);
  if (self->end_soon != NULL)
    g_source_destroy (self->end_soon);
  g_clear_pointer (&self->end_soon, g_source_unref);
  g_source_destroy (self->clock);
  g_source_unref (self->clock);
  g_ptr_array_unref (self->listeners);
  g_main_context_unref (self->context);
  g_free (self->conninfo);
  g_free (self);
}

gboolean
laurel_db_is_up (LaurelDb *self)
{
  for (guint i = 0; i < LAUREL_DB_N_LANES; i++)
    {
      if (lane_is_up (&self->lanes[i]))
        return TRUE;
    }

  return FALSE;
}

const char *
laurel_db_get_unsafe_reason (LaurelDb *self)
{
  for (guint i = 0; i < LAUREL_DB_N_LANES && !self->allow_unsafe; i++)
    {
      for (guint j = 0; j < self->lanes[i].n_slots; j++)
        {
          const char *reason =
              laurel_db_connection_get_unsafe_reason (self->lanes[i].slots[j].connection);

          if (reason != NULL)
            return reason;
        }
    }

  return NULL;
}

void
laurel_db_get_stats (LaurelDb *self, LaurelDbStats *stats)
{
  *stats = self->stats;

  for (guint i = 0; i < LAUREL_DB_N_LANES; i++)
    {
      const Lane *lane = &self->lanes[i];

      stats->n_waiting += g_queue_get_length ((GQueue *) &lane->waiting);
      for (guint j = 0; j < lane->n_slots; j++)
        {
          gboolean up = laurel_db_connection_is_ready (lane->slots[j].connection);

          stats->n_up += up ? 1 : 0;
          stats->n_busy += up && !is_free (&lane->slots[j]) ? 1 : 0;
        }
    }
}

static void
single_ended (LaurelDbCall *call, const PGresult *result, const GError *error)
{
  Single *single = (Single *) call;

  laurel_db_count_end (single->db, error);
  single->done (single->db, result, error, single->data);
  laurel_db_params_free (call->params);
  g_free (single);
}

static Single *
single_of_waiter (LaurelDbWaiter *waiter)
{
  return (Single *) (gpointer) ((char *) waiter - G_STRUCT_OFFSET (Single, waiter));
}

static void
single_assigned (LaurelDbWaiter *waiter, LaurelDbSlot *slot)
{
  laurel_db_send (slot, &single_of_waiter (waiter)->call);
}

static void
single_refused (LaurelDbWaiter *waiter, const GError *error)
{
  Single *single = single_of_waiter (waiter);

  laurel_db_end_later (single->db, &single->call, error);
}

void
laurel_db_query (LaurelDb              *self,
                 LaurelDbLane           lane,
                 const LaurelStatement *statement,
                 LaurelDbParams        *params,
                 LaurelDbDone           done,
                 gpointer               data)
{
  Single *single = g_new0 (Single, 1);

  single->db = self;
  single->done = done;
  single->data = data;
  single->call.statement = statement;
  single->call.params = params;
  single->call.ended = single_ended;
  single->waiter.assigned = single_assigned;
  single->waiter.refused = single_refused;
  single->waiter.reads_only = statement->reads_only;
  laurel_db_enqueue (self, lane, &single->waiter);
}

void
laurel_db_listen (LaurelDb *self, const char *channel, LaurelDbNotified notified, gpointer data)
{
  Listener *listener = g_new0 (Listener, 1);

  g_assert (channel[0] != '\0' &&
            strspn (channel, "abcdefghijklmnopqrstuvwxyz_") == strlen (channel));

  listener->db = self;
  listener->channel = g_strdup (channel);
  listener->notified = notified;
  listener->data = data;
  listener->statement.name = g_strdup_printf ("listen_%u", self->listeners->len);
  listener->statement.sql = g_strconcat ("listen ", channel, NULL);
  listener->call.statement = &listener->statement;
  listener->call.ended = listened_cb;
  g_ptr_array_add (self->listeners, listener);

  if (self->listening == NULL)
    self->listening = laurel_db_connection_new (self->conninfo,
                                                &lane_sessions[LAUREL_DB_LANE_OFFICE],
                                                &listening_hooks,
                                                self);
  else if (laurel_db_connection_is_ready (self->listening))
    send_listen (self, listener);
}

void
laurel_db_unlisten (LaurelDb *self, LaurelDbNotified notified, gpointer data)
{
  /* Silenced and not freed: its LISTEN may be under way. */
  for (guint i = 0; i < self->listeners->len; i++)
    {
      Listener *listener = g_ptr_array_index (self->listeners, i);

      if (listener->notified == notified && listener->data == data)
        listener->notified = NULL;
    }
}

void
laurel_db_wait (LaurelDb *self, const gboolean *done)
{
  while (!*done)
    g_main_context_iteration (self->context, TRUE);
}

typedef struct
{
  gboolean  done;
  PGresult *result;
  GError   *error;
} Waited;

static void
waited_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  Waited *waited = data;

  waited->done = TRUE;
  if (error != NULL)
    waited->error = g_error_copy (error);
  else
    waited->result = PQcopyResult (result, PG_COPYRES_ATTRS | PG_COPYRES_TUPLES);
}

PGresult *
laurel_db_query_sync (LaurelDb              *self,
                      LaurelDbLane           lane,
                      const LaurelStatement *statement,
                      LaurelDbParams        *params,
                      GError               **error)
{
  Waited waited = { FALSE, NULL, NULL };

  laurel_db_query (self, lane, statement, params, waited_cb, &waited);
  laurel_db_wait (self, &waited.done);

  if (waited.error != NULL)
    g_propagate_error (error, waited.error);

  return waited.result;
}
