/* laurel-ctl-price.c - laurelctl price: prices cases without a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-price.h"

#include <stdio.h>
#include <string.h>

#include "server/wire/laurel-wire-case.h"

#define STATUS_UNREADABLE 1
#define STATUS_WRONG_CALL 2

static gboolean
print_answer (const char *text, gsize size)
{
  json_t  *answer = laurel_wire_price_text (text, size);
  gboolean printed = json_dumpf (answer, stdout, JSON_COMPACT) == 0 && putchar ('\n') != EOF &&
                     fflush (stdout) == 0;

  json_decref (answer);

  return printed;
}

static char *
read_rest (FILE *stream, gsize *size)
{
  GString *text = g_string_new (NULL);
  char     buffer[65536];
  gsize    n = 0;

  while ((n = fread (buffer, 1, sizeof buffer, stream)) > 0)
    g_string_append_len (text, buffer, (gssize) n);

  *size = text->len;

  return g_string_free (text, FALSE);
}

static gboolean
is_whole (const char *text, gsize size)
{
  json_t *value = json_loadb (text, size, 0, NULL);

  json_decref (value);

  return value != NULL;
}

static gboolean
is_blank (const char *text, gsize size)
{
  return strspn (text, " \t\r\n") >= size;
}

static gsize
measure_line (const char *text, gsize size)
{
  const char *end = memchr (text, '\n', size);

  return end != NULL ? (gsize) (end - text) + 1 : size;
}

static gboolean
answer_lines (const char *text, gsize size)
{
  while (size > 0)
    {
      gsize length = measure_line (text, size);

      if (!is_blank (text, length) && !print_answer (text, length))
        return FALSE;

      text += length;
      size -= length;
    }

  return TRUE;
}

/* Whoever keeps the stream open waits for the answer to a line before writing the next. */
static gboolean
answer_as_they_come (FILE *stream, char **line, gsize *capacity, gssize length)
{
  for (; length >= 0; length = getline (line, capacity, stream))
    {
      if (!is_blank (*line, (gsize) length) && !print_answer (*line, (gsize) length))
        return FALSE;
    }

  return TRUE;
}

/* A first line that is a whole JSON value begins a stream of cases, one on each line. Else the
 * input is one case on several lines, unless the second line shows that only the first case is
 * broken. */
static gboolean
price_stream (FILE *stream)
{
  g_autofree char *line = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (GString) text = NULL;
  gsize  capacity = 0;
  gsize  rest_size = 0;
  gssize length = getline (&line, &capacity, stream);

  if (length < 0)
    return print_answer ("", 0);

  if (is_whole (line, (gsize) length))
    return answer_as_they_come (stream, &line, &capacity, length);

  rest = read_rest (stream, &rest_size);
  text = g_string_new_len (line, length);
  g_string_append_len (text, rest, (gssize) rest_size);

  if (!is_whole (text->str, text->len) && is_whole (rest, measure_line (rest, rest_size)))
    return answer_lines (text->str, text->len);

  return print_answer (text->str, text->len);
}

static int
price_file (const char *name)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  if (!g_file_get_contents (name, &text, &size, &error))
    {
      fprintf (stderr, "laurelctl price: %s\n", error->message);
      return STATUS_UNREADABLE;
    }

  return print_answer (text, size) ? 0 : STATUS_UNREADABLE;
}

int
laurel_ctl_price (int argc, char **argv)
{
  if (argc != 2)
    {
      fputs ("usage: laurelctl price CASE.json|-\n", stderr);
      return STATUS_WRONG_CALL;
    }

  if (strcmp (argv[1], "-") != 0)
    return price_file (argv[1]);

  return price_stream (stdin) && ferror (stdin) == 0 ? 0 : STATUS_UNREADABLE;
}
