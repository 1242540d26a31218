/* laurel-xz-decoder.c - unpacks .xz files as they are read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-xz-decoder.h"

#include <lzma.h>

/* What a file may ask of us: xz -9 needs 65 MiB; a hostile header cannot claim gigabytes. */
#define MEMORY_MAX (G_GUINT64_CONSTANT (128) << 20)

struct _LaurelXzDecoder
{
  GObject     parent_instance;
  lzma_stream stream;
  lzma_ret    state;
};

static void laurel_xz_decoder_converter_init (GConverterIface *iface);

G_DEFINE_TYPE_WITH_CODE (LaurelXzDecoder,
                         laurel_xz_decoder,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_CONVERTER, laurel_xz_decoder_converter_init))

static void
start (LaurelXzDecoder *self)
{
  self->state = lzma_stream_decoder (&self->stream, MEMORY_MAX, LZMA_CONCATENATED);
}

static void
set_error (lzma_ret state, GError **error)
{
  if (state == LZMA_MEMLIMIT_ERROR || state == LZMA_MEM_ERROR)
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_FAILED,
                         "the xz file needs too much memory to be unpacked");
  else if (state == LZMA_FORMAT_ERROR)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "this is no xz file");
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the xz file is damaged");
}

static GConverterResult
laurel_xz_decoder_convert (GConverter     *converter,
                           const void     *inbuf,
                           gsize           inbuf_size,
                           void           *outbuf,
                           gsize           outbuf_size,
                           GConverterFlags flags,
                           gsize          *bytes_read,
                           gsize          *bytes_written,
                           GError        **error)
{
  LaurelXzDecoder *self = LAUREL_XZ_DECODER (converter);
  gboolean         at_end = (flags & G_CONVERTER_INPUT_AT_END) != 0;

  if (self->state == LZMA_STREAM_END)
    return G_CONVERTER_FINISHED;

  if (self->state == LZMA_OK)
    {
      self->stream.next_in = inbuf;
      self->stream.avail_in = inbuf_size;
      self->stream.next_out = outbuf;
      self->stream.avail_out = outbuf_size;
      self->state = lzma_code (&self->stream, at_end ? LZMA_FINISH : LZMA_RUN);
      *bytes_read = inbuf_size - self->stream.avail_in;
      *bytes_written = outbuf_size - self->stream.avail_out;
    }

  if (self->state == LZMA_STREAM_END)
    return G_CONVERTER_FINISHED;

  /* Nothing to be done with what there is: not a fault of the file, which may go on. */
  if (self->state == LZMA_BUF_ERROR)
    {
      self->state = LZMA_OK;
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_PARTIAL_INPUT,
                           "the xz file ends in the middle");
      return G_CONVERTER_ERROR;
    }
  if (self->state != LZMA_OK)
    {
      set_error (self->state, error);
      return G_CONVERTER_ERROR;
    }
  if (*bytes_read > 0 || *bytes_written > 0)
    return G_CONVERTER_CONVERTED;

  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_PARTIAL_INPUT,
                       "the xz file ends in the middle");
  return G_CONVERTER_ERROR;
}

static void
laurel_xz_decoder_reset (GConverter *converter)
{
  start (LAUREL_XZ_DECODER (converter));
}

static void
laurel_xz_decoder_converter_init (GConverterIface *iface)
{
  iface->convert = laurel_xz_decoder_convert;
  iface->reset = laurel_xz_decoder_reset;
}

static void
laurel_xz_decoder_finalize (GObject *object)
{
  LaurelXzDecoder *self = LAUREL_XZ_DECODER (object);

  lzma_end (&self->stream);

  G_OBJECT_CLASS (laurel_xz_decoder_parent_class)->finalize (object);
}

static void
laurel_xz_decoder_class_init (LaurelXzDecoderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_xz_decoder_finalize;
}

static void
laurel_xz_decoder_init (LaurelXzDecoder *self)
{
  self->stream = (lzma_stream) LZMA_STREAM_INIT;
  start (self);
}

LaurelXzDecoder *
laurel_xz_decoder_new (void)
{
  return g_object_new (LAUREL_TYPE_XZ_DECODER, NULL);
}
