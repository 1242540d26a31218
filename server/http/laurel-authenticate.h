/* laurel-authenticate.h - finds out who makes a request, and whether they may
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/http/laurel-route.h"

G_BEGIN_DECLS

/* (transfer full): from where the request comes: the peer, or, where a front is trusted to say it,
 * whom that names. */
char *laurel_authenticate_dup_address (LaurelExchange *exchange) G_GNUC_WARN_UNUSED_RESULT;

/* With the head alone: are there credentials of the right form where the route needs them, and does
 * this address not ask too often? FALSE: answered. */
gboolean laurel_authenticate_begin (LaurelExchange *exchange) G_GNUC_WARN_UNUSED_RESULT;

/* Who it is (the exchange's caller afterwards), whether they may make this call, and not too often.
 * Calls @done once that is so, now or later; or answers and never calls it. */
void laurel_authenticate (LaurelExchange *exchange, LaurelRouteHandler done);

G_END_DECLS
