/* laurel-query.c - the part of a target behind the question mark, held against a route's table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-query.h"

#include <string.h>

#include "server/engine/laurel-calendar.h"

#define TEXT_MAX        200
#define NAME_LENGTH_MAX 32
#define PARAMETERS_MAX  32

typedef struct
{
  const LaurelQueryParameter *parameter;
  char                       *text;
  gint64                      number;
} Value;

struct _LaurelQuery
{
  GArray *values; /* of Value, each parameter at most once */
};

static void
clear_value (gpointer data)
{
  g_clear_pointer (&((Value *) data)->text, g_free);
}

/* Forms say "+" for a space. NULL: a broken escape, or no text that may stand in a line. */
static char *
decode (const char *text, gsize length)
{
  g_autoptr (GString) decoded = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char byte = text[i];

      if (byte == '+')
        {
          byte = ' ';
        }
      else if (byte == '%')
        {
          if (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
            return NULL;

          byte =
              (char) (g_ascii_xdigit_value (text[i + 1]) * 16 + g_ascii_xdigit_value (text[i + 2]));
          i += 2;
        }

      if (g_ascii_iscntrl (byte))
        return NULL;

      g_string_append_c (decoded, byte);
    }

  if (!g_utf8_validate (decoded->str, (gssize) decoded->len, NULL))
    return NULL;

  return g_string_free (g_steal_pointer (&decoded), FALSE);
}

static void
add_fault (LaurelFaults *faults, const char *name, const char *code, const char *message)
{
  g_autofree char *path = g_strdup_printf ("?%s", name);

  laurel_faults_add (faults, path, code, "%s", message);
}

static gboolean
is_choice (const char *choices, const char *text)
{
  gsize length = strlen (text);

  for (const char *choice = choices; choice != NULL;)
    {
      gsize choice_length = strcspn (choice, "|");

      if (choice_length == length && memcmp (choice, text, length) == 0)
        return TRUE;

      choice = choice[choice_length] == '|' ? choice + choice_length + 1 : NULL;
    }

  return FALSE;
}

static gboolean
read_integer (const char *text, gint64 min, gint64 max, gint64 *number, const char **code)
{
  g_autoptr (GError) error = NULL;

  if (g_ascii_string_to_signed (text, 10, min, max, number, &error))
    return TRUE;

  if (g_error_matches (error, G_NUMBER_PARSER_ERROR, G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS))
    *code = LAUREL_FAULT_RANGE;

  return FALSE;
}

/* Sets @value's number; NULL, or what is wrong. */
static const char *
check_value (Value *value, const char **code)
{
  const LaurelQueryParameter *parameter = value->parameter;
  gint32                      day = 0;

  *code = LAUREL_FAULT_FORMAT;

  switch (parameter->kind)
    {
    case LAUREL_QUERY_TEXT:
      *code = LAUREL_FAULT_RANGE;
      if (strlen (value->text) > (gsize) (parameter->max > 0 ? parameter->max : TEXT_MAX))
        return "the text is too long";
      return NULL;

    case LAUREL_QUERY_INTEGER:
      if (!read_integer (value->text, parameter->min, parameter->max, &value->number, code))
        return "must be an integer in its range";
      return NULL;

    case LAUREL_QUERY_DATE:
      if (!laurel_date_parse (value->text, &day))
        return "must be a date, YYYY-MM-DD";
      value->number = day;
      return NULL;

    case LAUREL_QUERY_INSTANT:
      if (!laurel_time_parse (value->text, &value->number))
        return "must be an instant of RFC 3339 with an offset";
      value->number *= G_USEC_PER_SEC;
      return NULL;

    case LAUREL_QUERY_BOOLEAN:
      value->number = strcmp (value->text, "true") == 0;
      if (value->number == 0 && strcmp (value->text, "false") != 0)
        return "must be true or false";
      return NULL;

    case LAUREL_QUERY_CHOICE:
      if (!is_choice (parameter->choices, value->text))
        return "is none of the known words";
      return NULL;

    default:
      g_assert_not_reached ();
    }
}

static const Value *
find_value (const LaurelQuery *query, const char *name)
{
  for (guint i = 0; query != NULL && i < query->values->len; i++)
    {
      const Value *value = &g_array_index (query->values, Value, i);

      if (strcmp (value->parameter->name, name) == 0)
        return value;
    }

  return NULL;
}

static const LaurelQueryParameter *
find_parameter (const LaurelQueryParameter *table, const char *name)
{
  for (; table != NULL && table->name != NULL; table++)
    {
      if (strcmp (table->name, name) == 0)
        return table;
    }

  return NULL;
}

/* One "name=value". Strangers' names are not repeated in answers where they are odd or long. */
static void
parse_pair (LaurelQuery                *query,
            const LaurelQueryParameter *table,
            const char                 *pair,
            gsize                       length,
            LaurelFaults               *faults)
{
  const char      *equals = memchr (pair, '=', length);
  gsize            name_length = equals != NULL ? (gsize) (equals - pair) : length;
  g_autofree char *name = decode (pair, name_length);
  Value            value = { 0 };
  const char      *code = NULL;
  const char      *wrong = NULL;

  if (name == NULL || name_length > NAME_LENGTH_MAX)
    {
      add_fault (faults, "", LAUREL_FAULT_FORMAT, "a parameter's name is malformed");
      return;
    }

  value.parameter = find_parameter (table, name);
  if (value.parameter == NULL)
    {
      add_fault (faults, name, LAUREL_FAULT_UNKNOWN_MEMBER, "this call has no such parameter");
      return;
    }

  if (find_value (query, name) != NULL)
    {
      add_fault (faults, name, LAUREL_FAULT_FORMAT, "is given twice");
      return;
    }

  value.text =
      decode (pair + name_length + (equals != NULL), length - name_length - (equals != NULL));
  if (value.text == NULL)
    wrong = "must be UTF-8 without control characters";
  else if (*value.text != '\0')
    wrong = check_value (&value, &code);

  if (wrong != NULL)
    {
      add_fault (faults, name, code != NULL ? code : LAUREL_FAULT_FORMAT, wrong);
      clear_value (&value);
      return;
    }

  g_array_append_val (query->values, value);
}

LaurelQuery *
laurel_query_parse (const LaurelQueryParameter *table, const char *text, LaurelFaults *faults)
{
  LaurelQuery *query = NULL;
  guint        n = 0;

  if (text != NULL && *text != '\0')
    {
      query = g_new0 (LaurelQuery, 1);
      query->values = g_array_new (FALSE, FALSE, sizeof (Value));
      g_array_set_clear_func (query->values, clear_value);
    }

  for (const char *pair = query != NULL ? text : NULL; pair != NULL;)
    {
      gsize length = strcspn (pair, "&");

      if (++n > PARAMETERS_MAX)
        {
          add_fault (faults, "", LAUREL_FAULT_RANGE, "there are too many parameters");
          break;
        }

      parse_pair (query, table, pair, length, faults);
      pair = pair[length] == '&' ? pair + length + 1 : NULL;
    }

  for (; table != NULL && table->name != NULL; table++)
    {
      if (table->needed && laurel_query_get (query, table->name) == NULL)
        add_fault (faults, table->name, LAUREL_FAULT_MISSING, "the call needs this parameter");
    }

  return query;
}

void
laurel_query_free (LaurelQuery *query)
{
  if (query == NULL)
    return;

  g_array_unref (query->values);
  g_free (query);
}

const char *
laurel_query_get (const LaurelQuery *query, const char *name)
{
  const Value *value = find_value (query, name);

  return value != NULL && *value->text != '\0' ? value->text : NULL;
}

gint64
laurel_query_get_number (const LaurelQuery *query, const char *name, gint64 otherwise)
{
  const Value *value = find_value (query, name);

  return value != NULL && *value->text != '\0' ? value->number : otherwise;
}
