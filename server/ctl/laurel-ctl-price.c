/* laurel-ctl-price.c - laurelctl price: prices cases without a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-price.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "server/ctl/laurel-ctl-price-table.h"
#include "server/ctl/laurel-ctl.h"
#include "server/wire/laurel-json-reader.h"
#include "server/wire/laurel-wire-case.h"

#define STATUS_WRONG_CALL 2

static gboolean explains;
/* Cases that were answered; an empty line parts their texts. */
static guint n_answered;

static const GOptionEntry options[] = {
  { "explain", 0, 0, G_OPTION_ARG_NONE, &explains, "Tell people what happens, and why", NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
is_styled (void)
{
  return isatty (STDOUT_FILENO) == 1 && g_getenv ("NO_COLOR") == NULL &&
         g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

static gboolean
print_table (const char *text, gsize size, json_t *answer)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  json_t          *root = laurel_json_parse (text, size, faults);
  g_autofree char *table = laurel_ctl_price_table (root, answer, is_styled ());

  json_decref (root);

  if (n_answered++ > 0 && putchar ('\n') == EOF)
    return FALSE;

  return fputs (table, stdout) != EOF;
}

static gboolean
print_json (json_t *answer)
{
  return json_dumpf (answer, stdout, JSON_COMPACT) == 0 && putchar ('\n') != EOF;
}

static gboolean
print_answer (const char *text, gsize size)
{
  json_t  *answer = laurel_wire_price_text (text, size);
  gboolean printed = explains ? print_table (text, size, answer) : print_json (answer);

  json_decref (answer);

  return printed && fflush (stdout) == 0;
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
    return ferror (stream) == 0 && print_answer ("", 0);

  if (is_whole (line, (gsize) length))
    return answer_as_they_come (stream, &line, &capacity, length);

  rest = read_rest (stream, &rest_size);
  text = g_string_new_len (line, length);
  g_string_append_len (text, rest, (gssize) rest_size);

  if (!is_whole (text->str, text->len) && is_whole (rest, measure_line (rest, rest_size)))
    return answer_lines (text->str, text->len);

  return print_answer (text->str, text->len);
}

/* A folder can be opened, and then not be read. */
static gboolean
price_file (const char *name)
{
  FILE    *file = fopen (name, "re");
  gboolean priced = file != NULL && price_stream (file) && ferror (file) == 0;

  if (!priced)
    laurel_ctl_fail ("%s: %s", name, g_strerror (errno));

  if (file != NULL)
    fclose (file);

  return priced;
}

int
laurel_ctl_price (int argc, char **argv)
{
  if (!laurel_ctl_parse (&argc, &argv, "CASE.json|-", options, 2))
    return STATUS_WRONG_CALL;

  if (strcmp (argv[1], "-") != 0)
    return price_file (argv[1]) ? 0 : 1;

  return price_stream (stdin) && ferror (stdin) == 0 ? 0 : 1;
}
