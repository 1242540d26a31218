/* laurel-exchange.h - one request and its answer, as a handler sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An exchange belongs to one worker and is touched by that worker's thread only: it needs no lock,
 * and every callback of the worker's store comes on the same thread. A handler that waits for the
 * database takes a reference, gives it as user data, and the callback drops it:
 *
 *   static void
 *   card_cb (const LaurelCard *card, const GError *error, gpointer user_data)
 *   {
 *     g_autoptr (LaurelExchange) exchange = user_data;
 *
 *     if (card == NULL)
 *       laurel_exchange_fail (exchange, error);
 *     else
 *       laurel_exchange_reply_json (exchange, 200, laurel_wire_card (card));
 *   }
 *
 * Exactly one of the functions below "Answers" ends an exchange. A client that left in the meantime
 * is fine, and so is an exchange that was answered 503 because its handler took too long: the
 * answer then goes nowhere. An exchange whose last reference is dropped without an answer is our
 * fault; it is logged and answered with 500.
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-faults.h"
#include "server/http/laurel-caller.h"
#include "server/http/laurel-http-services.h"
#include "server/http/laurel-route.h"

G_BEGIN_DECLS

LaurelExchange *laurel_exchange_ref (LaurelExchange *exchange);
void            laurel_exchange_unref (LaurelExchange *exchange);

/* The question. Strings live as long as the exchange. */

const LaurelRoute  *laurel_exchange_get_route (LaurelExchange *exchange);
const char         *laurel_exchange_get_method (LaurelExchange *exchange);
const char         *laurel_exchange_get_path (LaurelExchange *exchange);
const LaurelCaller *laurel_exchange_get_caller (LaurelExchange *exchange);
const char         *laurel_exchange_get_address (LaurelExchange *exchange);
const char         *laurel_exchange_get_request_id (LaurelExchange *exchange);

/* What is in the pattern's {name}. Never %NULL or empty. */
const char *laurel_exchange_get_parameter (LaurelExchange *exchange, const char *name);

/* A query parameter that the route declares: its decoded text, or %NULL where it was not given. An
 * empty one counts as not given. */
const char *laurel_exchange_get_query (LaurelExchange *exchange, const char *name);
gint64      laurel_exchange_get_query_integer (LaurelExchange *exchange,
                                               const char     *name,
                                               gint64          otherwise);
gboolean    laurel_exchange_get_query_boolean (LaurelExchange *exchange,
                                               const char     *name,
                                               gboolean        otherwise);
/* Days since 1970-01-01. */
gint32 laurel_exchange_get_query_day (LaurelExchange *exchange, const char *name, gint32 otherwise);
/* Microseconds since 1970-01-01 00:00 UTC. */
gint64 laurel_exchange_get_query_instant (LaurelExchange *exchange,
                                          const char     *name,
                                          gint64          otherwise);
/* The `limit` of LAUREL_QUERY_PAGE. */
gsize laurel_exchange_get_page_size (LaurelExchange *exchange);

/* Header names are compared without case; of a repeated header the first is given. */
const char *laurel_exchange_get_header (LaurelExchange *exchange, const char *name);
/* %NULL only where the route does not need one and none was sent. */
const char *laurel_exchange_get_idempotency_key (LaurelExchange *exchange);

/* (transfer none): as received; empty where there is none. */
GBytes *laurel_exchange_get_body (LaurelExchange *exchange);

/**
 * laurel_exchange_read_object:
 *
 * The body as one JSON object: RFC 8259, UTF-8, at most 32 levels, no repeated members. Member
 * names and types are for a LaurelJsonReader on top of it.
 *
 * Returns: (transfer full) (nullable): the object; %NULL: 400 or 415 has been answered, return
 */
json_t *laurel_exchange_read_object (LaurelExchange *exchange) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_exchange_read_value:
 * @depth_max: how many levels there may be, at most 256
 * @type: %JSON_OBJECT or %JSON_ARRAY
 *
 * The same for documents that are deep by nature, and for lists.
 */
json_t *laurel_exchange_read_value (LaurelExchange *exchange,
                                    guint           depth_max,
                                    json_type       type) G_GNUC_WARN_UNUSED_RESULT;

/* The surroundings. */

LaurelHttpServices *laurel_exchange_get_services (LaurelExchange *exchange);
LaurelStore        *laurel_exchange_get_store (LaurelExchange *exchange);
/* The lane for statements of this call, by the route's LAUREL_ROUTE_OFFICE. */
LaurelDbLane laurel_exchange_get_lane (LaurelExchange *exchange);
/* The instant of this request by the server's clock (a sandbox has its own), the same however often
 * it is asked for: microseconds since 1970-01-01 00:00 UTC. */
gint64 laurel_exchange_get_now_us (LaurelExchange *exchange);

/* TRUE once there is nobody to answer any more: a long chain of steps may stop here. */
gboolean laurel_exchange_is_over (LaurelExchange *exchange);

/* Answers. */

/* Goes out with the answer, whichever it is. Names and values must not hold control characters. */
void laurel_exchange_add_header (LaurelExchange *exchange, const char *name, const char *value);

/* @body: (transfer full) */
void laurel_exchange_reply_json (LaurelExchange *exchange, guint status, json_t *body);
/* @bytes: (transfer full); @content_type: static */
void laurel_exchange_reply_bytes (LaurelExchange *exchange,
                                  guint           status,
                                  const char     *content_type,
                                  GBytes         *bytes);
/* @text: (transfer full), UTF-8; @content_type: static */
void laurel_exchange_reply_text (LaurelExchange *exchange,
                                 guint           status,
                                 const char     *content_type,
                                 char           *text);
void laurel_exchange_reply_empty (LaurelExchange *exchange, guint status);

/**
 * laurel_exchange_problem:
 * @status: 400 to 599
 * @code: static: one of api.md's, lower case with underscores
 * @detail: a sentence for people, without internals
 * @further_members: (transfer full) (nullable): an object; its members go beside the standard ones
 * @faults: (transfer none) (nullable): become `errors`
 *
 * Answers with an RFC 9457 problem document.
 */
void laurel_exchange_problem (LaurelExchange     *exchange,
                              guint               status,
                              const char         *code,
                              const char         *detail,
                              json_t             *further_members,
                              const LaurelFaults *faults);

/* Answers 400 `format` (or the code of the only fault) with all of @faults. */
void laurel_exchange_refuse (LaurelExchange *exchange, const LaurelFaults *faults);

/**
 * laurel_exchange_fail:
 * @error: (transfer none): from a layer below
 *
 * Answers with the status that laurel_problem_from_error() knows for @error. An error that is not
 * in its table is our own fault: it is logged with its words, and the client is told 500
 * `internal`.
 */
void laurel_exchange_fail (LaurelExchange *exchange, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelExchange, laurel_exchange_unref)

G_END_DECLS
