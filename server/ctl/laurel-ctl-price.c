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

/* All that is left of @channel. */
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

/* A first line that is a whole JSON value begins a stream of cases, one on each line, and each is
 * answered at once; else the whole input is one case. */
static gboolean
is_whole (const char *line, gsize length)
{
  json_t *value = json_loadb (line, length, 0, NULL);

  json_decref (value);

  return value != NULL;
}

static gboolean
is_blank (const char *line, gsize length)
{
  return strspn (line, " \t\r\n") >= length;
}

static gboolean
price_stream (FILE *stream)
{
  g_autofree char *first = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (GString) whole = NULL;
  gsize   capacity = 0;
  gsize   rest_size = 0;
  ssize_t length = getline (&first, &capacity, stream);
  int     next = EOF;

  if (length < 0)
    return print_answer ("", 0);

  next = getc (stream);

  if (next != EOF)
    ungetc (next, stream);

  if (next != EOF && !is_whole (first, (gsize) length))
    {
      rest = read_rest (stream, &rest_size);
      whole = g_string_new_len (first, length);
      g_string_append_len (whole, rest, (gssize) rest_size);
      return print_answer (whole->str, whole->len);
    }

  while (length >= 0)
    {
      if (!is_blank (first, (gsize) length) && !print_answer (first, (gsize) length))
        return FALSE;

      length = getline (&first, &capacity, stream);
    }

  return TRUE;
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
