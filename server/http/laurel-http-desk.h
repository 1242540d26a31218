/* laurel-http-desk.h - what the calls about programs share: who acts, what was seen, how it is
 * refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/http/laurel-exchange.h"
#include "server/services/laurel-program-desk.h"

G_BEGIN_DECLS

/* Who calls; its strings live as long as the exchange. */
LaurelActor laurel_http_desk_get_actor (LaurelExchange *exchange);
/* The desk at which the caller sits; as long. */
LaurelDesk laurel_http_desk_get (LaurelExchange *exchange);

/**
 * laurel_http_desk_read_if_match:
 * @needed: without it 428 is answered
 * @seen: (out): the revision in If-Match, LAUREL_DRAFT_ANY without one
 *
 * FALSE: it has been answered, return.
 */
gboolean laurel_http_desk_read_if_match (LaurelExchange *exchange,
                                         gboolean        needed,
                                         gint64         *seen) G_GNUC_WARN_UNUSED_RESULT;

/* The version in the pattern's {version}. FALSE: 404 has been answered, return. */
gboolean laurel_http_desk_read_version (LaurelExchange *exchange,
                                        gint           *version) G_GNUC_WARN_UNUSED_RESULT;

/* Answers an outcome that is not LAUREL_DESK_DONE. */
void laurel_http_desk_refuse (LaurelExchange *exchange, const LaurelDeskAnswer *answer);
/* 404: no such program was published, or is on its way. */
void laurel_http_desk_refuse_program (LaurelExchange *exchange);

/* An instant of ours, microseconds since 1970. (transfer full) */
json_t *laurel_http_desk_new_instant (gint64 us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
