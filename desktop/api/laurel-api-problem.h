/* laurel-api-problem.h - turns failures of the network and of the server into words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "desktop/api/laurel-api-error.h"
#include "desktop/api/laurel-reply.h"

G_BEGIN_DECLS

/* (transfer full): the error that an answer of status 400 and above stands for. @body may be
 * anything: only a well-formed problem document is listened to. */
GError *laurel_api_problem_from_answer (SoupMessage *message,
                                        GBytes      *body) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the error for a call without an answer. Cancelled stays G_IO_ERROR_CANCELLED. */
GError *laurel_api_problem_from_network (SoupMessage  *message,
                                         const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (element-type LaurelApiFault): the array @name of faults, empty where there is
 * none. */
GPtrArray *laurel_api_problem_read_faults (LaurelReply *reply,
                                           const char  *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
