/* laurel-db-connection.c - one connection of a LaurelDb: comes up by itself, answers calls in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-db-connection.h"

#include "server/store/laurel-db-session.h"

#define RETRY_FIRST_MS 50u
#define RETRY_MAX_MS   2000u

typedef enum
{
  STATE_DOWN,
  STATE_CONNECTING,
  STATE_SETTING_UP,
  STATE_READY,
} State;

struct _LaurelDbConnection
{
  const char                    *conninfo; /* not ours */
  const LaurelDbSession         *session;  /* not ours */
  const LaurelDbConnectionHooks *hooks;    /* not ours */
  gpointer                       owner;    /* not ours */

  GMainContext *context;
  GSource      *retry;
  guint         n_attempts;

  PGconn      *pg;
  GSource     *source;
  gpointer     tag;
  int          fd;
  GIOCondition condition;
  State        state;
  gint64       up_deadline;

  /* A failed send is dealt with by the next dispatch: its caller may be in the middle of a result.
   */
  gboolean broken;
  /* The last commit did not reach the replica that must have it. */
  gboolean unreplicated;

  GQueue       calls;    /* LaurelDbCall, under way */
  GHashTable  *prepared; /* const LaurelStatement * */
  char        *unsafe;
  LaurelDbCall set_up;
};

typedef struct
{
  GSource             source;
  LaurelDbConnection *connection;
} ConnectionSource;

static void start_connecting (LaurelDbConnection *self);
static void handle_io (LaurelDbConnection *self, GIOCondition condition);

static gboolean
source_check (GSource *source)
{
  LaurelDbConnection *self = ((ConnectionSource *) source)->connection;

  return self->broken || g_source_query_unix_fd (source, self->tag) != 0;
}

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  LaurelDbConnection *self = ((ConnectionSource *) source)->connection;

  handle_io (self, g_source_query_unix_fd (source, self->tag));

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { NULL, source_check, source_dispatch, NULL, NULL, NULL };

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* While it connects libpq may go from one socket to another. */
static void
watch (LaurelDbConnection *self, GIOCondition condition)
{
  int fd = PQsocket (self->pg);

  if (self->source != NULL && self->fd != fd)
    drop_source (&self->source);

  if (self->source == NULL)
    {
      self->source = g_source_new (&source_funcs, sizeof (ConnectionSource));
      ((ConnectionSource *) self->source)->connection = self;
      g_source_set_static_name (self->source, "database connection");
      self->fd = fd;
      self->tag = g_source_add_unix_fd (self->source, fd, condition);
      self->condition = condition;
      g_source_attach (self->source, self->context);
    }
  else if (self->condition != condition)
    {
      self->condition = condition;
      g_source_modify_unix_fd (self->source, self->tag, condition);
    }
}

static void
mark_broken (LaurelDbConnection *self)
{
  self->broken = TRUE;
  g_source_set_ready_time (self->source, 0);
}

static void
flush (LaurelDbConnection *self)
{
  int left = PQflush (self->pg);

  if (left < 0)
    mark_broken (self);
  else
    watch (self, left > 0 ? G_IO_IN | G_IO_OUT : G_IO_IN);
}

static void
end_call (LaurelDbCall *call, const GError *error)
{
  g_autoptr (PGresult) result = g_steal_pointer (&call->result);
  g_autoptr (GError) own = g_steal_pointer (&call->error);

  if (own == NULL && error != NULL)
    own = g_error_copy (error);

  call->ended (call, own == NULL ? result : NULL, own);
}

static gboolean
retry_cb (gpointer data)
{
  LaurelDbConnection *self = data;

  drop_source (&self->retry);
  start_connecting (self);

  return G_SOURCE_REMOVE;
}

/* Twice as long each time, and never for all connections at the same moment. */
static void
retry_later (LaurelDbConnection *self)
{
  guint delay = MIN (RETRY_FIRST_MS << MIN (self->n_attempts, 6u), RETRY_MAX_MS);

  self->n_attempts++;
  delay = delay / 2 + (guint) g_random_int_range (0, (gint32) (delay / 2 + 1));
  self->retry = g_timeout_source_new (delay);
  g_source_set_callback (self->retry, retry_cb, self, NULL);
  g_source_attach (self->retry, self->context);
}

static void
close_connection (LaurelDbConnection *self, const GError *error)
{
  GQueue calls = self->calls;

  g_queue_init (&self->calls);
  self->state = STATE_DOWN;
  self->broken = FALSE;
  self->unreplicated = FALSE;
  g_hash_table_remove_all (self->prepared);
  drop_source (&self->source);
  g_clear_pointer (&self->pg, PQfinish);

  while (!g_queue_is_empty (&calls))
    end_call (g_queue_pop_head (&calls), error);
}

void
laurel_db_connection_drop (LaurelDbConnection *self, const GError *error)
{
  gboolean was_ready = self->state == STATE_READY;

  if (was_ready || self->n_attempts == 0)
    g_message ("connection to the database lost: %s", error->message);

  close_connection (self, error);
  retry_later (self);
  self->hooks->lost (self, error, self->owner);
}

/* The connection failed of itself. */
static void
lose (LaurelDbConnection *self)
{
  g_autoptr (GError) error = laurel_database_error_from_connection (self->pg);

  laurel_db_connection_drop (self, error);
}

static void
notice_cb (void *data, const PGresult *notice)
{
  LaurelDbConnection *self = data;
  const char         *function = PQresultErrorField (notice, PG_DIAG_SOURCE_FUNCTION);

  /* "canceling wait for synchronous replication", whatever language it comes in. */
  if (g_strcmp0 (function, "SyncRepWaitForLSN") == 0)
    self->unreplicated = TRUE;

  g_debug ("database: %s", PQresultErrorField (notice, PG_DIAG_MESSAGE_PRIMARY));
}

static void
set_up_cb (LaurelDbCall *call, const PGresult *result, const GError *error)
{
  LaurelDbConnection *self =
      (LaurelDbConnection *) (gpointer) ((char *) call -
                                         G_STRUCT_OFFSET (LaurelDbConnection, set_up));

  g_clear_pointer (&call->params, laurel_db_params_free);

  if (self->state != STATE_SETTING_UP)
    return; /* lost meanwhile, and being closed */

  if (error != NULL)
    {
      g_message ("the database does not let us in: %s", error->message);
      mark_broken (self);
      return;
    }

  g_free (self->unsafe);
  self->unsafe = laurel_db_session_dup_unsafe_reason (result);
  self->n_attempts = 0;
  self->state = STATE_READY;
  self->hooks->ready (self, self->owner);
}

static void
begin_set_up (LaurelDbConnection *self)
{
  self->state = STATE_SETTING_UP;

  if (PQsetnonblocking (self->pg, 1) != 0 || PQenterPipelineMode (self->pg) == 0)
    {
      lose (self);
      return;
    }

  self->set_up.statement = &laurel_db_session_statement;
  self->set_up.params = laurel_db_session_params (self->session);
  self->set_up.ended = set_up_cb;
  self->set_up.deadline = self->up_deadline;
  laurel_db_connection_send (self, &self->set_up);
}

static void
go_on_connecting (LaurelDbConnection *self)
{
  switch (PQconnectPoll (self->pg))
    {
    case PGRES_POLLING_READING:
      watch (self, G_IO_IN);
      break;

    case PGRES_POLLING_WRITING:
      watch (self, G_IO_OUT);
      break;

    case PGRES_POLLING_OK:
      watch (self, G_IO_IN);
      begin_set_up (self);
      break;

    case PGRES_POLLING_FAILED:
    case PGRES_POLLING_ACTIVE:
    default:
      lose (self);
      break;
    }
}

static void
start_connecting (LaurelDbConnection *self)
{
  self->up_deadline = g_get_monotonic_time () + LAUREL_DB_TIME_LIMIT_MS * G_TIME_SPAN_MILLISECOND;
  self->state = STATE_CONNECTING;
  self->pg = laurel_db_session_start (self->conninfo);

  if (PQstatus (self->pg) == CONNECTION_BAD)
    {
      lose (self);
      return;
    }

  PQsetNoticeReceiver (self->pg, notice_cb, self);
  watch (self, G_IO_OUT);
}

/* Keeps @result, or what it says, with the call that is answered now. */
static void
take_result (LaurelDbConnection *self, LaurelDbCall *call, PGresult *taken)
{
  g_autoptr (PGresult) result = taken;
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_PIPELINE_ABORTED)
    return; /* a consequence of the error before it */

  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
    {
      if (call->error == NULL)
        call->error = laurel_database_error_from_result (result);
      if (call->prepares)
        g_hash_table_remove (self->prepared, call->statement);
      return;
    }

  if (call->prepares)
    {
      call->prepares = FALSE;
      return;
    }

  g_clear_pointer (&call->result, PQclear);
  call->result = g_steal_pointer (&result);
}

static void
finish_first (LaurelDbConnection *self)
{
  LaurelDbCall *call = g_queue_pop_head (&self->calls);

  if (self->unreplicated && call->error == NULL)
    call->error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                                       LAUREL_DATABASE_ERROR_UNAVAILABLE,
                                       "the replica has not confirmed the commit");
  self->unreplicated = FALSE;
  end_call (call, NULL);
}

static void
read_results (LaurelDbConnection *self)
{
  gboolean was_busy = !g_queue_is_empty (&self->calls);

  while (!self->broken && !g_queue_is_empty (&self->calls) && PQisBusy (self->pg) == 0)
    {
      PGresult *result = PQgetResult (self->pg);

      if (result == NULL)
        {
          /* The end of one statement's results; on a dead connection, of everything. */
          if (PQstatus (self->pg) == CONNECTION_BAD)
            mark_broken (self);
        }
      else if (PQresultStatus (result) == PGRES_PIPELINE_SYNC)
        {
          PQclear (result);
          finish_first (self);
        }
      else
        {
          take_result (self, g_queue_peek_head (&self->calls), result);
        }
    }

  if (was_busy && !self->broken && self->state == STATE_READY && g_queue_is_empty (&self->calls))
    self->hooks->idle (self, self->owner);
}

static void
read_notifications (LaurelDbConnection *self)
{
  PGnotify *notify = NULL;

  while ((notify = PQnotifies (self->pg)) != NULL)
    {
      self->hooks->notified (self, notify->relname, notify->extra, self->owner);
      PQfreemem (notify);
    }
}

static void
handle_io (LaurelDbConnection *self, GIOCondition condition)
{
  if (self->state == STATE_CONNECTING)
    {
      go_on_connecting (self);
      return;
    }

  g_source_set_ready_time (self->source, -1);

  if (!self->broken && (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0 &&
      PQconsumeInput (self->pg) == 0)
    {
      /* What came before the end, a FATAL with its reason for instance, still counts. */
      read_results (self);
      self->broken = TRUE;
    }

  if (!self->broken && (self->condition & G_IO_OUT) != 0)
    flush (self);
  if (!self->broken)
    read_results (self);
  if (!self->broken)
    read_notifications (self);
  if (self->broken)
    lose (self);
}

LaurelDbConnection *
laurel_db_connection_new (const char                    *conninfo,
                          const LaurelDbSession         *session,
                          const LaurelDbConnectionHooks *hooks,
                          gpointer                       owner)
{
  LaurelDbConnection *self = g_new0 (LaurelDbConnection, 1);

  self->conninfo = conninfo;
  self->session = session;
  self->hooks = hooks;
  self->owner = owner;
  self->context = g_main_context_ref_thread_default ();
  self->prepared = g_hash_table_new (NULL, NULL);

  /* From the loop, so that no hook is called before the owner has this pointer. */
  self->retry = g_idle_source_new ();
  g_source_set_priority (self->retry, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->retry, retry_cb, self, NULL);
  g_source_attach (self->retry, self->context);

  return self;
}

void
laurel_db_connection_free (LaurelDbConnection *self)
{
  g_autoptr (GError) error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                                                  LAUREL_DATABASE_ERROR_UNAVAILABLE,
                                                  "the program lets go of the database");

  close_connection (self, error);
  drop_source (&self->retry);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->prepared);
  g_free (self->unsafe);
  g_free (self);
}

gboolean
laurel_db_connection_is_ready (LaurelDbConnection *self)
{
  return self->state == STATE_READY && !self->broken;
}

guint
laurel_db_connection_get_n_calls (LaurelDbConnection *self)
{
  return g_queue_get_length (&self->calls);
}

const char *
laurel_db_connection_get_unsafe_reason (LaurelDbConnection *self)
{
  return self->unsafe;
}

gint64
laurel_db_connection_get_deadline (LaurelDbConnection *self)
{
  LaurelDbCall *first = g_queue_peek_head (&self->calls);

  if (self->state == STATE_DOWN)
    return G_MAXINT64;
  if (self->state != STATE_READY)
    return self->up_deadline;

  return first != NULL ? first->deadline : G_MAXINT64;
}

void
laurel_db_connection_send (LaurelDbConnection *self, LaurelDbCall *call)
{
  const LaurelStatement *statement = call->statement;
  guint                  n = call->params != NULL ? laurel_db_params_get_n (call->params) : 0;
  gboolean               sent = TRUE;

  g_assert (self->pg != NULL && n == statement->n_params);

  g_queue_push_tail (&self->calls, call);
  if (self->broken)
    return;

  if (!g_hash_table_contains (self->prepared, statement))
    {
      call->prepares = TRUE;
      g_hash_table_add (self->prepared, (gpointer) statement);
      sent = PQsendPrepare (self->pg, statement->name, statement->sql, 0, NULL) != 0;
    }

  sent = sent &&
         PQsendQueryPrepared (self->pg,
                              statement->name,
                              (int) n,
                              n > 0 ? laurel_db_params_get_values (call->params) : NULL,
                              n > 0 ? laurel_db_params_get_lengths (call->params) : NULL,
                              n > 0 ? laurel_db_params_get_formats (call->params) : NULL,
                              0) != 0 &&
         PQpipelineSync (self->pg) != 0;

  if (sent)
    flush (self);
  else
    mark_broken (self);
}
