/* laurel-exchange-private.h - what the worker, the authentication and streams see of an exchange
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <microhttpd.h>

#include "server/http/laurel-connection.h"
#include "server/http/laurel-exchange.h"
#include "server/http/laurel-guard.h"
#include "server/http/laurel-query.h"
#include "server/http/laurel-router.h"
#include "server/http/laurel-stream.h"

G_BEGIN_DECLS

#define LAUREL_REQUEST_ID_SIZE 20
#define LAUREL_METHOD_SIZE     12
#define LAUREL_KEY_MAX         64

/**
 * LaurelExchange:
 * @connection: (nullable): %NULL once the client has left or has its answer
 * @begun: the handler's first call has been
 * @dispatched: the request is complete and has been handed on
 * @suspended: libmicrohttpd does not look at the connection
 * @answered: the answer is decided, whether or not anybody gets it
 * @texts: (nullable): copies of header values and parameters that were asked for
 * @give_up_us: monotonic; when the client is told 503 instead, 0: never
 */
struct _LaurelExchange
{
  guint                ref_count;
  LaurelWorker        *worker;
  LaurelConnection    *connection;
  char                 request_id[LAUREL_REQUEST_ID_SIZE];
  char                 method[LAUREL_METHOD_SIZE];
  char                *target;
  LaurelHead           head;
  LaurelRouteMatch     match;
  LaurelQuery         *query;
  GByteArray          *incoming;
  GBytes              *body;
  char                *key;
  char                *address;
  LaurelCaller         caller;
  GPtrArray           *texts;
  GPtrArray           *headers; /* name, value, name, value */
  struct MHD_Response *response;
  guint                status;
  guint64              sent;
  LaurelStream        *stream;
  gint64               now_us;
  gint64               complete_us;
  gint64               give_up_us;
  gboolean             begun;
  gboolean             dispatched;
  gboolean             suspended;
  gboolean             answered;
  gboolean             closes;
};

/* The request line has arrived; @target as received. */
LaurelExchange *laurel_exchange_new (LaurelConnection *connection,
                                     const char       *target) G_GNUC_WARN_UNUSED_RESULT;

/* The head has arrived: guards, route, type and size of the body. Answers if one refuses. */
void laurel_exchange_begin (LaurelExchange *exchange, const char *method, const char *version);

/* A piece of the body. FALSE: more than was announced. */
gboolean laurel_exchange_take (LaurelExchange *exchange,
                               const char     *data,
                               gsize           size) G_GNUC_WARN_UNUSED_RESULT;

/* The request is complete: query, key, caller, throttle, and then the route's handler. FALSE: it is
 * not complete after all, and nothing of it may be done. */
gboolean laurel_exchange_dispatch (LaurelExchange *exchange) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the answer to libmicrohttpd, or, where there is none yet, lets the connection sleep. */
enum MHD_Result laurel_exchange_queue (LaurelExchange *exchange);

/* The request has ended, well or not: logs, counts, and lets go of the connection and its
 * reference. */
void laurel_exchange_finish (LaurelExchange *exchange);

/* Wakes a sleeping connection. On the worker's thread only, and never twice for one sleep. */
void laurel_exchange_resume (LaurelExchange *exchange);
void laurel_exchange_suspend (LaurelExchange *exchange);

/* Answers with @response, which is taken; for streams. */
void laurel_exchange_answer (LaurelExchange      *exchange,
                             guint                status,
                             const char          *content_type,
                             struct MHD_Response *response);

G_END_DECLS
