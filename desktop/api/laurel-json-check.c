/* laurel-json-check.c - a look at JSON text before a parser gets it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-json-check.h"

#include <string.h>

#define INTEGER_MAX (G_GINT64_CONSTANT (1) << 53)

/* Each level of nesting is one stack frame of check_value(); DEPTH_MAX bounds them. */
typedef struct
{
  const char *at;
  const char *end;
  guint       depth;
  const char *fault;
} Scan;

static gboolean check_value (Scan *scan);

static gboolean
fail (Scan *scan, const char *fault)
{
  if (scan->fault == NULL)
    scan->fault = fault;

  return FALSE;
}

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->end && memchr (" \t\n\r", *scan->at, 4) != NULL)
    scan->at++;
}

/* Steps over @wanted if it is next. */
static gboolean
take (Scan *scan, char wanted)
{
  if (scan->at == scan->end || *scan->at != wanted)
    return FALSE;

  scan->at++;
  return TRUE;
}

static gboolean
check_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return fail (scan, "unknown word");

  scan->at += length;
  return TRUE;
}

/* The four digits after \u, or -1. */
static int
take_unit (Scan *scan)
{
  int unit = 0;

  if (scan->end - scan->at < 4)
    return -1;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (scan->at[i]);

      if (digit < 0)
        return -1;

      unit = unit * 16 + digit;
    }

  scan->at += 4;
  return unit;
}

static gboolean
check_unicode_escape (Scan *scan)
{
  int unit = take_unit (scan);

  if (unit <= 0)
    return fail (scan, "bad \\u escape");

  if (unit >= 0xDC00 && unit <= 0xDFFF)
    return fail (scan, "half a surrogate pair");

  if (unit >= 0xD800 && unit <= 0xDBFF)
    {
      int low = take (scan, '\\') && take (scan, 'u') ? take_unit (scan) : -1;

      if (low < 0xDC00 || low > 0xDFFF)
        return fail (scan, "half a surrogate pair");
    }

  return TRUE;
}

static gboolean
check_string (Scan *scan)
{
  if (!take (scan, '"'))
    return fail (scan, "string expected");

  while (scan->at < scan->end)
    {
      char c = *scan->at++;

      if (c == '"')
        return TRUE;

      if ((guchar) c < 0x20)
        return fail (scan, "control character in a string");

      if (c != '\\')
        continue;

      if (take (scan, 'u'))
        {
          if (!check_unicode_escape (scan))
            return FALSE;
        }
      else if (scan->at == scan->end || strchr ("\"\\/bfnrt", *scan->at++) == NULL)
        {
          return fail (scan, "unknown escape");
        }
    }

  return fail (scan, "string without end");
}

static gboolean
skip_digits (Scan *scan)
{
  const char *start = scan->at;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;

  return scan->at > start;
}

static gboolean
check_number (Scan *scan)
{
  const char *digits = NULL;
  gint64      value = 0;

  take (scan, '-');
  digits = scan->at;

  if (!skip_digits (scan))
    return fail (scan, "value expected");

  if (*digits == '0' && scan->at - digits > 1)
    return fail (scan, "number with a leading zero");

  for (const char *digit = digits; digit < scan->at; digit++)
    {
      value = value * 10 + (*digit - '0');
      if (value > INTEGER_MAX)
        return fail (scan, "number out of range");
    }

  if (take (scan, '.') && !skip_digits (scan))
    return fail (scan, "fraction without digits");

  if (take (scan, 'e') || take (scan, 'E'))
    {
      if (!take (scan, '+'))
        take (scan, '-');

      if (!skip_digits (scan))
        return fail (scan, "exponent without digits");
    }

  return TRUE;
}

static gboolean
check_members (Scan *scan)
{
  skip_space (scan);
  if (take (scan, '}'))
    return TRUE;

  for (;;)
    {
      skip_space (scan);
      if (!check_string (scan))
        return FALSE;

      skip_space (scan);
      if (!take (scan, ':'))
        return fail (scan, "colon expected");

      if (!check_value (scan))
        return FALSE;

      if (take (scan, '}'))
        return TRUE;

      if (!take (scan, ','))
        return fail (scan, "comma expected");
    }
}

static gboolean
check_elements (Scan *scan)
{
  skip_space (scan);
  if (take (scan, ']'))
    return TRUE;

  for (;;)
    {
      if (!check_value (scan))
        return FALSE;

      if (take (scan, ']'))
        return TRUE;

      if (!take (scan, ','))
        return fail (scan, "comma expected");
    }
}

static gboolean
check_container (Scan *scan)
{
  gboolean good = FALSE;

  if (++scan->depth > LAUREL_JSON_DEPTH_MAX)
    return fail (scan, "nested too deeply");

  good = take (scan, '{') ? check_members (scan) : take (scan, '[') && check_elements (scan);
  scan->depth--;

  return good;
}

/* One value with the space around it. */
static gboolean
check_value (Scan *scan)
{
  gboolean good = FALSE;

  skip_space (scan);
  if (scan->at == scan->end)
    return fail (scan, "value expected");

  switch (*scan->at)
    {
    case '{':
    case '[':
      good = check_container (scan);
      break;
    case '"':
      good = check_string (scan);
      break;
    case 't':
      good = check_word (scan, "true");
      break;
    case 'f':
      good = check_word (scan, "false");
      break;
    case 'n':
      good = check_word (scan, "null");
      break;
    default:
      good = check_number (scan);
      break;
    }

  skip_space (scan);
  return good;
}

gboolean
laurel_json_check (const char *text, gsize length, const char **fault)
{
  Scan     scan = { .at = text, .end = text + length };
  gboolean good = FALSE;

  if (length > LAUREL_JSON_SIZE_MAX)
    fail (&scan, "too large");
  else if (!g_utf8_validate_len (text, length, NULL))
    fail (&scan, "not UTF-8");
  else if (check_value (&scan))
    good = scan.at == scan.end || fail (&scan, "more than one document");

  if (fault != NULL)
    *fault = scan.fault;

  return good;
}
