/* laurel-stream.h - an answer that goes on: pieces are sent as they come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Belongs to its exchange, and to its worker's thread. A client that does not take what it is sent
 * is ended: after 10 seconds without progress, or once LAUREL_STREAM_MAX bytes wait for it.
 */

#pragma once

#include "server/http/laurel-route.h"

G_BEGIN_DECLS

#define LAUREL_STREAM_MAX (64 * 1024)

typedef struct _LaurelStream LaurelStream;

/* The stream is over, for whatever reason, and will be gone when this returns. */
typedef void (*LaurelStreamClosed) (LaurelStream *stream, gpointer user_data);

/* Answers @exchange with 200 and the beginning of a stream. NULL: the client has left already. */
LaurelStream *laurel_stream_new (LaurelExchange    *exchange,
                                 const char        *content_type,
                                 LaurelStreamClosed closed,
                                 gpointer           user_data) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE: too much waits already, and the stream has been cut; it will be closed in a moment. */
gboolean laurel_stream_push (LaurelStream *stream, GBytes *piece);
/* Ends the stream once what waits has been sent. */
void laurel_stream_end (LaurelStream *stream);

/* For the exchange: nobody reads any more. */
void laurel_stream_free (LaurelStream *stream);

G_END_DECLS
