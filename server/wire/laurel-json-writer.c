/* laurel-json-writer.c - JSON values as text, for answers that many tills wait for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answer of a sale is mostly integers and short strings that need no escapes. jansson sends
 * each of them through snprintf() and looks at each character of a string as a code point, which is
 * a sixth of what a sale cost the server.
 */

#include "server/wire/laurel-json-writer.h"

#include <stdlib.h>
#include <string.h>

/* Enough for every 64-bit integer with its sign. */
#define DIGITS_MAX 20
#define SIZE_FIRST 8192

static void
append_integer (GString *text, json_int_t value)
{
  char    digits[DIGITS_MAX];
  gsize   at = sizeof digits;
  guint64 left = value < 0 ? 0 - (guint64) value : (guint64) value;

  do
    {
      digits[--at] = (char) ('0' + left % 10);
      left /= 10;
    }
  while (left > 0);

  if (value < 0)
    digits[--at] = '-';

  g_string_append_len (text, digits + at, (gssize) (sizeof digits - at));
}

static void
append_escape (GString *text, unsigned char character)
{
  static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";

  for (gsize i = 0; i + 1 < sizeof letters; i += 2)
    {
      if ((unsigned char) letters[i] == character)
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, letters[i + 1]);
          return;
        }
    }

  g_string_append_printf (text, "\\u%04X", character);
}

static gboolean
needs_escape (unsigned char character)
{
  return character < ' ' || character == '"' || character == '\\';
}

static void
append_string (GString *text, const char *string, gsize length)
{
  gsize begin = 0;

  g_string_append_c (text, '"');

  for (gsize i = 0; i < length; i++)
    {
      if (!needs_escape ((unsigned char) string[i]))
        continue;

      g_string_append_len (text, string + begin, (gssize) (i - begin));
      append_escape (text, (unsigned char) string[i]);
      begin = i + 1;
    }

  g_string_append_len (text, string + begin, (gssize) (length - begin));
  g_string_append_c (text, '"');
}

/* How many digits a fraction has is jansson's affair; answers have none. */
static void
append_real (GString *text, const json_t *value)
{
  char *dumped = json_dumps (value, JSON_ENCODE_ANY);

  g_string_append (text, dumped);
  free (dumped);
}

static void append_value (GString *text, const json_t *value);

static void
append_array (GString *text, const json_t *array)
{
  gsize n = json_array_size (array);

  g_string_append_c (text, '[');

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');

      append_value (text, json_array_get (array, i));
    }

  g_string_append_c (text, ']');
}

/* jansson's iterators take an object that may be changed; nothing is. */
static void
append_object (GString *text, json_t *object)
{
  void *member = json_object_iter (object);

  g_string_append_c (text, '{');

  while (member != NULL)
    {
      const char *key = json_object_iter_key (member);

      append_string (text, key, strlen (key));
      g_string_append_c (text, ':');
      append_value (text, json_object_iter_value (member));
      member = json_object_iter_next (object, member);

      if (member != NULL)
        g_string_append_c (text, ',');
    }

  g_string_append_c (text, '}');
}

static void
append_value (GString *text, const json_t *value)
{
  switch (json_typeof (value))
    {
    case JSON_OBJECT:
      append_object (text, (json_t *) value);
      break;
    case JSON_ARRAY:
      append_array (text, value);
      break;
    case JSON_STRING:
      append_string (text, json_string_value (value), json_string_length (value));
      break;
    case JSON_INTEGER:
      append_integer (text, json_integer_value (value));
      break;
    case JSON_REAL:
      append_real (text, value);
      break;
    case JSON_TRUE:
      g_string_append (text, "true");
      break;
    case JSON_FALSE:
      g_string_append (text, "false");
      break;
    case JSON_NULL:
      g_string_append (text, "null");
      break;
    default:
      g_assert_not_reached ();
    }
}

char *
laurel_json_write (const json_t *value)
{
  GString *text = g_string_sized_new (SIZE_FIRST);

  append_value (text, value);

  return g_string_free (text, FALSE);
}
