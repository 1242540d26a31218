/* laurel-exchange.c - one request and its answer, as a handler sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-exchange-private.h"

#include <string.h>

#include "server/http/laurel-log.h"
#include "server/http/laurel-problem.h"
#include "server/http/laurel-worker.h"
#include "server/wire/laurel-json-reader.h"
#include "server/wire/laurel-wire-problem.h"

#define DEPTH_MAX 32
#define PAGE_SIZE 50

LaurelExchange *
laurel_exchange_new (LaurelConnection *connection, const char *target)
{
  LaurelExchange *exchange = g_new0 (LaurelExchange, 1);

  exchange->ref_count = 1;
  exchange->worker = connection->worker;
  exchange->connection = connection;
  exchange->target = g_strdup (target);
  exchange->match.number =
      laurel_router_get_n_routes (laurel_worker_get_router (connection->worker));
  laurel_worker_count_exchange (connection->worker, 1);
  laurel_worker_make_request_id (connection->worker,
                                 exchange->request_id,
                                 sizeof exchange->request_id);

  return exchange;
}

LaurelExchange *
laurel_exchange_ref (LaurelExchange *exchange)
{
  g_return_val_if_fail (exchange != NULL, NULL);

  exchange->ref_count++;

  return exchange;
}

static void
exchange_free (LaurelExchange *exchange)
{
  g_assert (exchange->connection == NULL && exchange->stream == NULL);

  g_clear_pointer (&exchange->query, laurel_query_free);
  g_clear_pointer (&exchange->incoming, g_byte_array_unref);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_clear_pointer (&exchange->texts, g_ptr_array_unref);
  g_clear_pointer (&exchange->headers, g_ptr_array_unref);
  g_clear_pointer (&exchange->response, MHD_destroy_response);
  laurel_caller_clear (&exchange->caller);
  g_free (exchange->target);
  g_free (exchange->key);
  g_free (exchange->address);
  laurel_worker_count_exchange (exchange->worker, -1);
  g_free (exchange);
}

void
laurel_exchange_unref (LaurelExchange *exchange)
{
  g_return_if_fail (exchange != NULL);
  g_assert (exchange->ref_count > 0);

  if (--exchange->ref_count == 0)
    {
      exchange_free (exchange);
      return;
    }

  /* Only the connection's reference is left, so nobody is going to answer. */
  if (exchange->ref_count == 1 && exchange->dispatched && !laurel_exchange_is_over (exchange))
    {
      g_critical ("%s %s was left without an answer",
                  exchange->method,
                  exchange->match.route->pattern);
      laurel_exchange_problem (exchange, 500, "internal", "something went wrong here", NULL, NULL);
    }
}

/* ---- the question ---- */

const LaurelRoute *
laurel_exchange_get_route (LaurelExchange *exchange)
{
  return exchange->match.route;
}

const char *
laurel_exchange_get_method (LaurelExchange *exchange)
{
  return exchange->method;
}

static const char *
keep (LaurelExchange *exchange, char *text)
{
  if (exchange->texts == NULL)
    exchange->texts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (exchange->texts, text);

  return text;
}

const char *
laurel_exchange_get_path (LaurelExchange *exchange)
{
  return keep (exchange, g_strndup (exchange->target, strcspn (exchange->target, "?")));
}

const LaurelCaller *
laurel_exchange_get_caller (LaurelExchange *exchange)
{
  return &exchange->caller;
}

const char *
laurel_exchange_get_address (LaurelExchange *exchange)
{
  return exchange->address;
}

const char *
laurel_exchange_get_request_id (LaurelExchange *exchange)
{
  return exchange->request_id;
}

const char *
laurel_exchange_get_parameter (LaurelExchange *exchange, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; i < exchange->match.n_parameters; i++)
    {
      if (exchange->match.names[i].length == length &&
          memcmp (exchange->match.names[i].start, name, length) == 0)
        return keep (exchange,
                     g_strndup (exchange->match.values[i].start, exchange->match.values[i].length));
    }

  g_assert_not_reached ();
}

const char *
laurel_exchange_get_query (LaurelExchange *exchange, const char *name)
{
  return laurel_query_get (exchange->query, name);
}

gint64
laurel_exchange_get_query_integer (LaurelExchange *exchange, const char *name, gint64 otherwise)
{
  return laurel_query_get_number (exchange->query, name, otherwise);
}

gboolean
laurel_exchange_get_query_boolean (LaurelExchange *exchange, const char *name, gboolean otherwise)
{
  return laurel_query_get_number (exchange->query, name, otherwise) != 0;
}

gint32
laurel_exchange_get_query_day (LaurelExchange *exchange, const char *name, gint32 otherwise)
{
  return (gint32) laurel_query_get_number (exchange->query, name, otherwise);
}

gint64
laurel_exchange_get_query_instant (LaurelExchange *exchange, const char *name, gint64 otherwise)
{
  return laurel_query_get_number (exchange->query, name, otherwise);
}

gsize
laurel_exchange_get_page_size (LaurelExchange *exchange)
{
  return (gsize) laurel_query_get_number (exchange->query, "limit", PAGE_SIZE);
}

const char *
laurel_exchange_get_header (LaurelExchange *exchange, const char *name)
{
  const char *value = NULL;

  if (exchange->connection != NULL)
    value = MHD_lookup_connection_value (exchange->connection->mhd, MHD_HEADER_KIND, name);

  return value != NULL ? keep (exchange, g_strdup (value)) : NULL;
}

const char *
laurel_exchange_get_idempotency_key (LaurelExchange *exchange)
{
  return exchange->key;
}

GBytes *
laurel_exchange_get_body (LaurelExchange *exchange)
{
  if (exchange->body == NULL)
    exchange->body = exchange->incoming != NULL
                         ? g_byte_array_free_to_bytes (g_steal_pointer (&exchange->incoming))
                         : g_bytes_new_static ("", 0);

  return exchange->body;
}

/* A parser that calls itself for each level must not be given more of them than the stack holds. */
static gboolean
is_too_deep (const char *text, gsize size, guint depth_max)
{
  guint    depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '[' || text[i] == '{') && ++depth > depth_max)
        return TRUE;
      else if (!in_string && (text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }

  return FALSE;
}

json_t *
laurel_exchange_read_value (LaurelExchange *exchange, guint depth_max, json_type type)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  const char *wanted = type == JSON_OBJECT ? "object" : "array";
  gsize       size = 0;
  const char *text = g_bytes_get_data (laurel_exchange_get_body (exchange), &size);
  json_t     *root = NULL;

  if (size == 0)
    laurel_faults_add (faults, "", LAUREL_FAULT_FORMAT, "a JSON %s is needed", wanted);
  else if (is_too_deep (text, size, depth_max))
    laurel_faults_add (faults,
                       "",
                       LAUREL_FAULT_FORMAT,
                       "the document is nested more than %u levels deep",
                       depth_max);
  else
    root = laurel_json_parse (text, size, faults);

  if (root != NULL && json_typeof (root) != type)
    {
      laurel_faults_add (faults, "", LAUREL_FAULT_FORMAT, "must be an %s", wanted);
      g_clear_pointer (&root, json_decref);
    }

  if (root == NULL)
    laurel_exchange_refuse (exchange, faults);

  return root;
}

json_t *
laurel_exchange_read_object (LaurelExchange *exchange)
{
  return laurel_exchange_read_value (exchange, DEPTH_MAX, JSON_OBJECT);
}

/* ---- the surroundings ---- */

LaurelHttpServices *
laurel_exchange_get_services (LaurelExchange *exchange)
{
  return laurel_worker_get_services (exchange->worker);
}

LaurelStore *
laurel_exchange_get_store (LaurelExchange *exchange)
{
  return laurel_worker_get_services (exchange->worker)->store;
}

LaurelDbLane
laurel_exchange_get_lane (LaurelExchange *exchange)
{
  return (exchange->match.route->flags & LAUREL_ROUTE_OFFICE) != 0 ? LAUREL_DB_LANE_OFFICE
                                                                   : LAUREL_DB_LANE_POS;
}

gint64
laurel_exchange_get_now_us (LaurelExchange *exchange)
{
  if (exchange->now_us == 0)
    exchange->now_us =
        laurel_clock_now_us (laurel_exchange_get_services (exchange)->settings->clock);

  return exchange->now_us;
}

gboolean
laurel_exchange_is_over (LaurelExchange *exchange)
{
  return exchange->answered || exchange->connection == NULL;
}

/* ---- sleeping ---- */

void
laurel_exchange_suspend (LaurelExchange *exchange)
{
  g_assert (!exchange->suspended && exchange->connection != NULL);

  exchange->suspended = TRUE;
  MHD_suspend_connection (exchange->connection->mhd);
}

void
laurel_exchange_resume (LaurelExchange *exchange)
{
  if (!exchange->suspended)
    return;

  g_assert (exchange->connection != NULL);

  exchange->suspended = FALSE;
  MHD_resume_connection (exchange->connection->mhd);
  laurel_worker_kick (exchange->worker);
}

/* ---- answers ---- */

void
laurel_exchange_add_header (LaurelExchange *exchange, const char *name, const char *value)
{
  g_return_if_fail (name != NULL && value != NULL);

  if (exchange->headers == NULL)
    exchange->headers = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (exchange->headers, g_strdup (name));
  g_ptr_array_add (exchange->headers, g_strdup (value));
}

/* A guard's refusal ends the connection: what follows on it cannot be trusted, or is not wanted. */
static gboolean
ends_connection (LaurelExchange *exchange)
{
  return exchange->closes || laurel_worker_is_draining (exchange->worker) ||
         (!exchange->dispatched && exchange->head.length > 0);
}

void
laurel_exchange_answer (LaurelExchange      *exchange,
                        guint                status,
                        const char          *content_type,
                        struct MHD_Response *response)
{
  if (laurel_exchange_is_over (exchange))
    {
      MHD_destroy_response (response);
      return;
    }

  if (content_type != NULL)
    MHD_add_response_header (response, "Content-Type", content_type);
  MHD_add_response_header (response, "Cache-Control", "no-store");
  MHD_add_response_header (response, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header (response, "X-Request-Id", exchange->request_id);
  if (ends_connection (exchange))
    MHD_add_response_header (response, "Connection", "close");

  for (guint i = 0; exchange->headers != NULL && i < exchange->headers->len; i += 2)
    MHD_add_response_header (response,
                             g_ptr_array_index (exchange->headers, i),
                             g_ptr_array_index (exchange->headers, i + 1));

  exchange->answered = TRUE;
  exchange->status = status;
  exchange->response = response;
  laurel_exchange_resume (exchange);
}

static void
unref_bytes (void *bytes)
{
  g_bytes_unref (bytes);
}

void
laurel_exchange_reply_bytes (LaurelExchange *exchange,
                             guint           status,
                             const char     *content_type,
                             GBytes         *bytes)
{
  gsize       size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  if (!laurel_exchange_is_over (exchange))
    exchange->sent = size;

  /* libmicrohttpd does not write to it; its interface is older than const. */
  laurel_exchange_answer (exchange,
                          status,
                          content_type,
                          MHD_create_response_from_buffer_with_free_callback_cls (size,
                                                                                  (void *) data,
                                                                                  unref_bytes,
                                                                                  bytes));
}

void
laurel_exchange_reply_text (LaurelExchange *exchange,
                            guint           status,
                            const char     *content_type,
                            char           *text)
{
  laurel_exchange_reply_bytes (exchange,
                               status,
                               content_type,
                               g_bytes_new_take (text, strlen (text)));
}

static void
free_dump (gpointer text)
{
  free (text);
}

static void
reply_document (LaurelExchange *exchange, guint status, const char *content_type, json_t *document)
{
  char *text = json_dumps (document, JSON_COMPACT);

  g_assert (text != NULL);
  json_decref (document);

  laurel_exchange_reply_bytes (exchange,
                               status,
                               content_type,
                               g_bytes_new_with_free_func (text, strlen (text), free_dump, text));
}

void
laurel_exchange_reply_json (LaurelExchange *exchange, guint status, json_t *body)
{
  g_return_if_fail (body != NULL);

  reply_document (exchange, status, "application/json", body);
}

void
laurel_exchange_reply_empty (LaurelExchange *exchange, guint status)
{
  laurel_exchange_reply_bytes (exchange, status, NULL, g_bytes_new_static ("", 0));
}

static gboolean
has_header (LaurelExchange *exchange, const char *name)
{
  for (guint i = 0; exchange->headers != NULL && i < exchange->headers->len; i += 2)
    {
      if (g_ascii_strcasecmp (g_ptr_array_index (exchange->headers, i), name) == 0)
        return TRUE;
    }

  return FALSE;
}

void
laurel_exchange_problem (LaurelExchange     *exchange,
                         guint               status,
                         const char         *code,
                         const char         *detail,
                         json_t             *further_members,
                         const LaurelFaults *faults)
{
  if (status == 503 && !has_header (exchange, "Retry-After"))
    laurel_exchange_add_header (exchange, "Retry-After", "1");

  reply_document (exchange,
                  status,
                  LAUREL_PROBLEM_TYPE,
                  laurel_wire_new_problem (status, code, detail, further_members, faults));
}

void
laurel_exchange_refuse (LaurelExchange *exchange, const LaurelFaults *faults)
{
  const LaurelFault *fault = NULL;

  g_return_if_fail (faults != NULL && laurel_faults_get_n (faults) > 0);

  fault = laurel_faults_get (faults, 0);
  laurel_exchange_problem (exchange, 400, fault->code, fault->message, NULL, faults);
}

void
laurel_exchange_fail (LaurelExchange *exchange, const GError *error)
{
  LaurelAnswer answer = laurel_problem_from_error (error);

  if (answer.status == 500)
    g_warning ("request %s failed: %s", exchange->request_id, error->message);

  if (answer.retry_after > 0 && !has_header (exchange, "Retry-After"))
    {
      g_autofree char *seconds = g_strdup_printf ("%u", answer.retry_after);

      laurel_exchange_add_header (exchange, "Retry-After", seconds);
    }

  laurel_exchange_problem (exchange, answer.status, answer.code, answer.detail, NULL, NULL);
}

/* ---- the end ---- */

enum MHD_Result
laurel_exchange_queue (LaurelExchange *exchange)
{
  if (exchange->response == NULL)
    {
      laurel_exchange_suspend (exchange);
      return MHD_YES;
    }

  laurel_connection_grant (exchange->connection, LAUREL_TIME_REQUEST);

  return MHD_queue_response (exchange->connection->mhd, exchange->status, exchange->response);
}

static void
write_down (LaurelExchange *exchange)
{
  const LaurelRoute *route = exchange->match.route;
  gint64             start_us = exchange->complete_us;
  gint64             duration_us = start_us > 0 ? g_get_monotonic_time () - start_us : 0;
  char               caller[32] = "";

  if (exchange->caller.kind != LAUREL_CALLER_NOBODY)
    g_snprintf (caller,
                sizeof caller,
                "%s:%" G_GINT64_FORMAT,
                exchange->caller.kind == LAUREL_CALLER_TILL ? "till" : "user",
                exchange->caller.id);

  laurel_metrics_request (laurel_exchange_get_services (exchange)->settings->metrics,
                          exchange->match.number,
                          exchange->status,
                          duration_us);
  laurel_log_request (&(LaurelLogRequest){
      .request_id = exchange->request_id,
      .method = exchange->method,
      .pattern = route != NULL ? route->pattern : NULL,
      .caller = caller[0] != '\0' ? caller : NULL,
      .address = exchange->address,
      .status = exchange->status,
      .duration_us = duration_us,
      .sent = exchange->sent,
      .quiet = route != NULL && (route->flags & LAUREL_ROUTE_QUIET) != 0,
  });
}

void
laurel_exchange_finish (LaurelExchange *exchange)
{
  if (exchange->answered)
    write_down (exchange);

  exchange->connection->exchange = NULL;
  exchange->connection = NULL;
  exchange->suspended = FALSE;
  g_clear_pointer (&exchange->stream, laurel_stream_free);
  laurel_exchange_unref (exchange);
}
