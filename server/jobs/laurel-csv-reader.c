/* laurel-csv-reader.c - reads records of comma-separated values (RFC 4180) from a stream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-csv-reader.h"

#include "server/jobs/laurel-xz-decoder.h"

#include <string.h>

#define BUFFER_SIZE (64 * 1024)
#define END_OF_FILE (-1)
#define READ_FAILED (-2)

struct _LaurelCsvReader
{
  GInputStream *stream;
  char          delimiter;
  guint8        buffer[BUFFER_SIZE];
  gsize         filled;
  gsize         at;
  gint          end; /* END_OF_FILE or READ_FAILED once it was met: a stream is not asked twice */
  guint64       next_line;
  guint64       line;
  GString      *text;   /* the record's fields, each ended by NUL */
  GArray       *fields; /* (element-type gsize): where each begins in text */
  const char   *fault;
  gboolean      too_long;
};

/* The next byte without taking it, or one of the two ends above. */
static gint
peek (LaurelCsvReader *reader, GError **error)
{
  if (reader->at == reader->filled)
    {
      gssize n = 0;

      if (reader->end != 0)
        return reader->end;
      n = g_input_stream_read (reader->stream, reader->buffer, BUFFER_SIZE, NULL, error);
      if (n <= 0)
        {
          reader->end = n < 0 ? READ_FAILED : END_OF_FILE;
          return reader->end;
        }
      reader->filled = (gsize) n;
      reader->at = 0;
    }

  return reader->buffer[reader->at];
}

static void
append (LaurelCsvReader *reader, gint byte)
{
  if (reader->text->len >= LAUREL_CSV_RECORD_MAX)
    reader->too_long = TRUE;
  else
    g_string_append_c (reader->text, (char) byte);
}

static void
begin_field (LaurelCsvReader *reader)
{
  gsize begin = reader->text->len;

  if (reader->fields->len >= LAUREL_CSV_FIELDS_MAX)
    reader->too_long = TRUE;
  else
    g_array_append_val (reader->fields, begin);
}

/* Takes the end of a line, of one or two bytes. */
static gint
take_line_end (LaurelCsvReader *reader, gint byte, GError **error)
{
  reader->at++;
  reader->next_line++;
  if (byte == '\r')
    {
      byte = peek (reader, error);
      if (byte == '\n')
        reader->at++;
    }

  return byte == READ_FAILED ? READ_FAILED : 0;
}

static gboolean
is_line_end (gint byte)
{
  return byte == '\n' || byte == '\r';
}

/* Inside quotes, up to and with the closing one. Returns FALSE at an end of the file. */
static gboolean
read_quoted (LaurelCsvReader *reader, GError **error)
{
  gint byte = 0;

  reader->at++;
  while (!reader->too_long)
    {
      byte = peek (reader, error);
      if (byte < 0)
        return FALSE;
      reader->at++;
      if (byte == '"')
        {
          if (peek (reader, error) != '"')
            return TRUE;
          reader->at++;
        }
      if (byte == '\n')
        reader->next_line++;
      append (reader, byte);
    }

  return TRUE;
}

/* Reads one field and leaves what ends it: a delimiter, a line's end, an end of the file. */
static gint
read_field (LaurelCsvReader *reader, GError **error)
{
  gint     byte = peek (reader, error);
  gboolean quoted = byte == '"';

  begin_field (reader);
  if (quoted && !read_quoted (reader, error))
    {
      reader->fault = "open_quote";
      return peek (reader, error);
    }

  for (byte = peek (reader, error); byte >= 0 && byte != reader->delimiter && !is_line_end (byte);
       byte = peek (reader, error))
    {
      if (quoted || byte == '"')
        reader->fault = "stray_quote";
      append (reader, byte);
      reader->at++;
    }
  append (reader, '\0');

  return byte;
}

static void
check_text (LaurelCsvReader *reader)
{
  gsize n_ends = 0;

  if (reader->fault != NULL || reader->fields->len == 0)
    return;

  for (gsize i = 0; i < reader->text->len; i++)
    n_ends += reader->text->str[i] == '\0';
  if (n_ends != reader->fields->len)
    {
      reader->fault = "nul_byte";
      return;
    }
  for (guint i = 0; i < reader->fields->len; i++)
    {
      if (!g_utf8_validate (laurel_csv_reader_get_field (reader, i), -1, NULL))
        reader->fault = "encoding";
    }
}

static gint
skip_empty_lines (LaurelCsvReader *reader, GError **error)
{
  gint byte = peek (reader, error);

  while (byte >= 0 && is_line_end (byte))
    {
      if (take_line_end (reader, byte, error) == READ_FAILED)
        return READ_FAILED;
      byte = peek (reader, error);
    }

  return byte;
}

static void
skip_byte_order_mark (LaurelCsvReader *reader, GError **error)
{
  static const guint8 mark[] = { 0xef, 0xbb, 0xbf };

  if (peek (reader, error) == mark[0] && reader->filled >= sizeof mark &&
      memcmp (reader->buffer, mark, sizeof mark) == 0)
    reader->at += sizeof mark;
}

LaurelCsvResult
laurel_csv_reader_next (LaurelCsvReader *reader, GError **error)
{
  gint byte = 0;

  g_return_val_if_fail (reader != NULL, LAUREL_CSV_ERROR);
  g_return_val_if_fail (error == NULL || *error == NULL, LAUREL_CSV_ERROR);

  g_string_truncate (reader->text, 0);
  g_array_set_size (reader->fields, 0);
  reader->fault = NULL;
  reader->too_long = FALSE;

  if (reader->filled == 0)
    skip_byte_order_mark (reader, error);
  byte = skip_empty_lines (reader, error);
  reader->line = reader->next_line;
  if (byte == READ_FAILED)
    return LAUREL_CSV_ERROR;
  if (byte == END_OF_FILE)
    return LAUREL_CSV_END;

  for (byte = read_field (reader, error); byte == reader->delimiter;
       byte = read_field (reader, error))
    reader->at++;

  if (byte == READ_FAILED || (byte >= 0 && take_line_end (reader, byte, error) == READ_FAILED))
    return LAUREL_CSV_ERROR;
  if (reader->too_long || g_strcmp0 (reader->fault, "open_quote") == 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_DATA,
                   "line %" G_GUINT64_FORMAT ": the quote that opens here is never closed",
                   reader->line);
      return LAUREL_CSV_ERROR;
    }

  check_text (reader);

  return reader->fault != NULL ? LAUREL_CSV_BROKEN : LAUREL_CSV_RECORD;
}

gsize
laurel_csv_reader_get_n_fields (const LaurelCsvReader *reader)
{
  g_return_val_if_fail (reader != NULL, 0);

  return reader->fields->len;
}

const char *
laurel_csv_reader_get_field (const LaurelCsvReader *reader, gsize index)
{
  g_return_val_if_fail (reader != NULL, NULL);
  g_return_val_if_fail (index < reader->fields->len, NULL);

  return reader->text->str + g_array_index (reader->fields, gsize, index);
}

guint64
laurel_csv_reader_get_line (const LaurelCsvReader *reader)
{
  g_return_val_if_fail (reader != NULL, 0);

  return reader->line;
}

const char *
laurel_csv_reader_get_fault (const LaurelCsvReader *reader)
{
  g_return_val_if_fail (reader != NULL, NULL);

  return reader->fault;
}

LaurelCsvReader *
laurel_csv_reader_new (GInputStream *stream, char delimiter)
{
  LaurelCsvReader *reader = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (delimiter > 0 && delimiter != '"' && !is_line_end (delimiter), NULL);

  reader = g_new0 (LaurelCsvReader, 1);
  reader->stream = g_object_ref (stream);
  reader->delimiter = delimiter;
  reader->next_line = 1;
  reader->text = g_string_sized_new (1024);
  reader->fields = g_array_new (FALSE, FALSE, sizeof (gsize));

  return reader;
}

LaurelCsvReader *
laurel_csv_reader_open (const char *path, const char *encoding, char delimiter, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GInputStream) stream = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (encoding != NULL, NULL);

  file = g_file_new_for_path (path);
  stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
  if (stream == NULL)
    return NULL;

  if (g_str_has_suffix (path, ".xz"))
    {
      g_autoptr (LaurelXzDecoder) decoder = laurel_xz_decoder_new ();
      GInputStream *unpacked = g_converter_input_stream_new (stream, G_CONVERTER (decoder));

      g_object_unref (stream);
      stream = unpacked;
    }
  if (g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    {
      g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", encoding, error);
      GInputStream *converted = NULL;

      if (converter == NULL)
        return NULL;
      converted = g_converter_input_stream_new (stream, G_CONVERTER (converter));
      g_object_unref (stream);
      stream = converted;
    }

  return laurel_csv_reader_new (stream, delimiter);
}

void
laurel_csv_reader_free (LaurelCsvReader *reader)
{
  if (reader == NULL)
    return;

  g_object_unref (reader->stream);
  g_string_free (reader->text, TRUE);
  g_array_unref (reader->fields);
  g_free (reader);
}

void
laurel_csv_append_field (GString *line, const char *field, char delimiter)
{
  g_return_if_fail (line != NULL);
  g_return_if_fail (field != NULL);

  if (strchr (field, delimiter) == NULL && strpbrk (field, "\"\r\n") == NULL)
    {
      g_string_append (line, field);
      return;
    }

  g_string_append_c (line, '"');
  for (const char *c = field; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *c);
    }
  g_string_append_c (line, '"');
}
