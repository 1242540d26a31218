/* laurel-json-writer.c - JSON text, written from front to back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answer of a sale is mostly integers and short strings that need no escapes. jansson sends
 * each of them through snprintf() and looks at each character of a string as a code point, and
 * making the values first costs more than the answer's price.
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

/* === The writer =============================================================================== */

/**
 * LaurelJsonWriter:
 * @comma: something stands before, in the same object or array
 */
struct _LaurelJsonWriter
{
  GString *text;
  gboolean comma;
};

LaurelJsonWriter *
laurel_json_writer_new (void)
{
  LaurelJsonWriter *self = g_new (LaurelJsonWriter, 1);

  self->text = g_string_sized_new (SIZE_FIRST);
  self->comma = FALSE;

  return self;
}

void
laurel_json_writer_free (LaurelJsonWriter *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_free (self);
}

char *
laurel_json_writer_finish (LaurelJsonWriter *self)
{
  char *text = g_string_free (self->text, FALSE);

  g_free (self);

  return text;
}

json_t *
laurel_json_writer_read_back (LaurelJsonWriter *self)
{
  json_t *value = json_loadb (self->text->str, self->text->len, JSON_DECODE_ANY, NULL);

  /* What we have written is JSON. */
  g_assert (value != NULL);
  laurel_json_writer_free (self);

  return value;
}

/* What comes before a value. Names of members are ours or codes that people chose: any text. */
static void
lead (LaurelJsonWriter *self, const char *name)
{
  if (self->comma)
    g_string_append_c (self->text, ',');

  if (name != NULL)
    {
      append_string (self->text, name, strlen (name));
      g_string_append_c (self->text, ':');
    }

  self->comma = TRUE;
}

void
laurel_json_writer_begin_object (LaurelJsonWriter *self, const char *name)
{
  lead (self, name);
  g_string_append_c (self->text, '{');
  self->comma = FALSE;
}

void
laurel_json_writer_end_object (LaurelJsonWriter *self)
{
  g_string_append_c (self->text, '}');
  self->comma = TRUE;
}

void
laurel_json_writer_begin_array (LaurelJsonWriter *self, const char *name)
{
  lead (self, name);
  g_string_append_c (self->text, '[');
  self->comma = FALSE;
}

void
laurel_json_writer_end_array (LaurelJsonWriter *self)
{
  g_string_append_c (self->text, ']');
  self->comma = TRUE;
}

void
laurel_json_writer_add_integer (LaurelJsonWriter *self, const char *name, gint64 value)
{
  lead (self, name);
  append_integer (self->text, value);
}

void
laurel_json_writer_add_boolean (LaurelJsonWriter *self, const char *name, gboolean value)
{
  lead (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

void
laurel_json_writer_add_string (LaurelJsonWriter *self, const char *name, const char *value)
{
  lead (self, name);

  if (value != NULL)
    append_string (self->text, value, strlen (value));
  else
    g_string_append (self->text, "null");
}

void
laurel_json_writer_add_value (LaurelJsonWriter *self, const char *name, const json_t *value)
{
  lead (self, name);
  append_value (self->text, value);
}

char *
laurel_json_write (const json_t *value)
{
  GString *text = g_string_sized_new (SIZE_FIRST);

  append_value (text, value);

  return g_string_free (text, FALSE);
}
