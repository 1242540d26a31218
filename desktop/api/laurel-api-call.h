/* laurel-api-call.h - one request on its way to the server and back
 *
 * Knows nothing of sessions: laurel-api.c gives it the token and decides what follows a 401.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * laurel_api_call_send_async:
 * @session: the connection pool
 * @message: the request
 *
 * Ends with the whole body of an answer below 400; everything else is an error of
 * LAUREL_API_ERROR, or G_IO_ERROR_CANCELLED.
 */
void    laurel_api_call_send_async (SoupSession        *session,
                                    SoupMessage        *message,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
GBytes *laurel_api_call_send_finish (GAsyncResult *result,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same, but ends as soon as the head of a good answer is here. */
void          laurel_api_call_open_async (SoupSession        *session,
                                          SoupMessage        *message,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
GInputStream *laurel_api_call_open_finish (GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether any answer came, be it a refusal. */
gboolean laurel_api_call_was_answered (SoupMessage *message);

G_END_DECLS
