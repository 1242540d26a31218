/* laurel-stream.c - an answer that goes on: pieces are sent as they come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-stream.h"

#include <string.h>

#include "server/http/laurel-exchange-private.h"

#define BLOCK_SIZE 4096

struct _LaurelStream
{
  LaurelExchange    *exchange; /* not owned: it owns us */
  GQueue             pieces;   /* of GBytes */
  gsize              waiting;
  gsize              offset; /* in the first piece */
  gboolean           ended;
  LaurelStreamClosed closed;
  gpointer           user_data;
};

static ssize_t
read_cb (void *data, uint64_t position, char *buffer, size_t max)
{
  LaurelStream *stream = data;
  GBytes       *piece = g_queue_peek_head (&stream->pieces);
  const char   *bytes = NULL;
  gsize         size = 0;
  gsize         n = 0;

  if (piece == NULL && stream->ended)
    return MHD_CONTENT_READER_END_OF_STREAM;

  if (piece == NULL)
    {
      /* To return nothing without sleeping would be asked again at once, for ever. */
      laurel_connection_grant (stream->exchange->connection, LAUREL_TIME_QUIET);
      laurel_exchange_suspend (stream->exchange);
      return 0;
    }

  laurel_connection_grant (stream->exchange->connection, LAUREL_TIME_PIECE);
  bytes = g_bytes_get_data (piece, &size);
  n = MIN (max, size - stream->offset);
  memcpy (buffer, bytes + stream->offset, n);
  stream->offset += n;
  stream->exchange->sent += n;

  if (stream->offset == size)
    {
      stream->offset = 0;
      stream->waiting -= size;
      g_bytes_unref (g_queue_pop_head (&stream->pieces));
    }

  return (ssize_t) n;
}

LaurelStream *
laurel_stream_new (LaurelExchange    *exchange,
                   const char        *content_type,
                   LaurelStreamClosed closed,
                   gpointer           user_data)
{
  LaurelStream        *stream = NULL;
  struct MHD_Response *response = NULL;

  if (laurel_exchange_is_over (exchange))
    return NULL;

  stream = g_new0 (LaurelStream, 1);
  stream->exchange = exchange;
  stream->closed = closed;
  stream->user_data = user_data;
  g_queue_init (&stream->pieces);
  exchange->stream = stream;

  response =
      MHD_create_response_from_callback (MHD_SIZE_UNKNOWN, BLOCK_SIZE, read_cb, stream, NULL);
  /* A front must not gather what is meant for now. */
  MHD_add_response_header (response, "X-Accel-Buffering", "no");
  laurel_exchange_answer (exchange, 200, content_type, response);

  return stream;
}

gboolean
laurel_stream_push (LaurelStream *stream, GBytes *piece)
{
  if (stream->ended)
    return FALSE;

  if (stream->waiting + g_bytes_get_size (piece) > LAUREL_STREAM_MAX)
    {
      laurel_connection_cut (stream->exchange->connection);
      laurel_stream_end (stream);
      return FALSE;
    }

  g_queue_push_tail (&stream->pieces, g_bytes_ref (piece));
  stream->waiting += g_bytes_get_size (piece);

  if (stream->exchange->suspended)
    laurel_connection_grant (stream->exchange->connection, LAUREL_TIME_PIECE);
  laurel_exchange_resume (stream->exchange);

  return TRUE;
}

void
laurel_stream_end (LaurelStream *stream)
{
  stream->ended = TRUE;
  laurel_exchange_resume (stream->exchange);
}

void
laurel_stream_free (LaurelStream *stream)
{
  stream->closed (stream, stream->user_data);

  g_queue_clear_full (&stream->pieces, (GDestroyNotify) g_bytes_unref);
  g_free (stream);
}
