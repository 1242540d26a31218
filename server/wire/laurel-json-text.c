/* laurel-json-text.c - from text to JSON values, without trusting the text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "server/wire/laurel-json-reader.h"

#define DEPTH_MAX 256

/* Every integer of up to 18 digits fits in 64 bits. */
#define DIGITS_SAFE 18

/* Stands for each integer that 64 bits do not hold: just beyond what any reader accepts. */
#define BEYOND "9007199254740993"

/* jansson refuses the whole text for one number that it cannot hold. Such a number is a fault of
 * its own place: write something as unacceptable over it that can be held. */
static void
tame_number (char *number, gsize length)
{
  gsize            negative = number[0] == '-' ? 1 : 0;
  gsize            n_digits = strspn (number + negative, "0123456789");
  gboolean         integer = negative + n_digits == length;
  g_autofree char *copy = NULL;

  /* Leading zeros are no JSON, and must stay so. */
  if (integer && (n_digits <= DIGITS_SAFE || number[negative] == '0'))
    return;

  if (integer)
    {
      memset (number + negative, ' ', n_digits);
      memcpy (number + negative, BEYOND, strlen (BEYOND));
      return;
    }

  copy = g_strndup (number, length);

  if (!isfinite (g_ascii_strtod (copy, NULL)))
    {
      memset (number, ' ', length);
      memcpy (number, "0.5", strlen ("0.5"));
    }
}

/* Behind the string that begins at @at. */
static gsize
skip_string (const char *text, gsize size, gsize at)
{
  for (at++; at < size && text[at] != '"'; at++)
    {
      if (text[at] == '\\')
        at++;
    }

  return at + 1;
}

/* The depth of @text, which the parser would follow with its stack. Strange numbers are tamed on
 * the way. What is no JSON at all is left to the parser. */
static gsize
scan_text (char *text, gsize size)
{
  gsize depth = 0;
  gsize deepest = 0;
  gsize at = 0;

  while (at < size)
    {
      if (text[at] == '"')
        {
          at = skip_string (text, size, at);
        }
      else if (text[at] == '-' || g_ascii_isdigit (text[at]))
        {
          /* A NUL ends strspn(), and may be within the text. */
          gsize length = MIN (strspn (text + at, "+-.0123456789Ee"), size - at);

          tame_number (text + at, length);
          at += length;
        }
      else
        {
          if (text[at] == '[' || text[at] == '{')
            {
              depth++;
              deepest = MAX (deepest, depth);
            }
          else if ((text[at] == ']' || text[at] == '}') && depth > 0)
            depth--;

          at++;
        }
    }

  return deepest;
}

json_t *
laurel_json_parse (const char *text, gsize size, LaurelFaults *faults)
{
  g_autofree char *copy = g_malloc (size + 1);
  json_error_t     error = { 0 };
  json_t          *root = NULL;

  memcpy (copy, text, size);
  copy[size] = '\0';

  if (scan_text (copy, size) > DEPTH_MAX)
    {
      laurel_faults_add (faults,
                         "",
                         LAUREL_FAULT_RANGE,
                         "the document is more than %d levels deep",
                         DEPTH_MAX);
      return NULL;
    }

  root = json_loadb (copy, size, JSON_REJECT_DUPLICATES, &error);

  if (root == NULL)
    laurel_faults_add (faults,
                       "",
                       LAUREL_FAULT_FORMAT,
                       "line %d, column %d: %s",
                       error.line,
                       error.column,
                       error.text);

  return root;
}
