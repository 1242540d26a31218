/* laurel-rows.c - rows on their way into the database, written once for both ways in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-rows.h"

#include <string.h>

struct _LaurelRows
{
  LaurelRowsForm form;
  GString       *text;
  GString       *field;
  guint          n_rows;
  guint          n_fields;
  gboolean       in_row;
  gboolean       closed;
};

LaurelRows *
laurel_rows_new (LaurelRowsForm form)
{
  LaurelRows *self = g_new0 (LaurelRows, 1);

  self->form = form;
  self->text = g_string_sized_new (1024);
  self->field = g_string_sized_new (128);

  return self;
}

void
laurel_rows_free (LaurelRows *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_string_free (self->field, TRUE);
  g_free (self);
}

void
laurel_rows_clear (LaurelRows *self)
{
  g_assert (!self->in_row);

  g_string_truncate (self->text, 0);
  self->n_rows = 0;
  self->closed = FALSE;
}

void
laurel_rows_begin (LaurelRows *self)
{
  g_assert (!self->in_row && !self->closed);

  self->in_row = TRUE;
  self->n_fields = 0;

  if (self->form == LAUREL_ROWS_ARRAY)
    g_string_append (self->text, self->n_rows == 0 ? "{\"(" : ",\"(");
}

void
laurel_rows_end (LaurelRows *self)
{
  g_assert (self->in_row);

  self->in_row = FALSE;
  self->n_rows++;
  g_string_append (self->text, self->form == LAUREL_ROWS_ARRAY ? ")\"" : "\n");
}

static void
begin_field (LaurelRows *self)
{
  g_assert (self->in_row);

  if (self->n_fields > 0)
    g_string_append_c (self->text, self->form == LAUREL_ROWS_ARRAY ? ',' : '\t');

  self->n_fields++;
}

/* A field of digits, dates and the like: nothing in it needs a quote in either form. */
static void
add_plain (LaurelRows *self, const char *value)
{
  begin_field (self);
  g_string_append (self->text, value);
}

/* Inside a row a quoted field doubles its quotes and backslashes; the row is itself a quoted
 * element of the array, where each of these gets a backslash once more. The answer of a sale is
 * several kB in which every fifth byte is a quote, so it is written into room taken once. */
static void
append_row_field (GString *text, const char *value, gsize length)
{
  gsize begin = text->len;
  char *end = NULL;

  g_string_set_size (text, begin + 4 * length + 4);
  end = text->str + begin;
  *end++ = '\\';
  *end++ = '"';

  for (gsize i = 0; i < length; i++)
    {
      if (value[i] == '"')
        {
          memcpy (end, "\\\"\\\"", 4);
          end += 4;
        }
      else if (value[i] == '\\')
        {
          memcpy (end, "\\\\\\\\", 4);
          end += 4;
        }
      else
        {
          *end++ = value[i];
        }
    }

  *end++ = '\\';
  *end++ = '"';
  g_string_truncate (text, (gsize) (end - text->str));
}

static void
append_copy_field (GString *text, const char *value, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      switch (value[i])
        {
        case '\\':
          g_string_append (text, "\\\\");
          break;
        case '\t':
          g_string_append (text, "\\t");
          break;
        case '\n':
          g_string_append (text, "\\n");
          break;
        case '\r':
          g_string_append (text, "\\r");
          break;
        default:
          g_string_append_c (text, value[i]);
          break;
        }
    }
}

static void
add_quoted (LaurelRows *self, const char *value, gsize length)
{
  begin_field (self);

  if (self->form == LAUREL_ROWS_ARRAY)
    append_row_field (self->text, value, length);
  else
    append_copy_field (self->text, value, length);
}

void
laurel_rows_add_null (LaurelRows *self)
{
  add_plain (self, self->form == LAUREL_ROWS_ARRAY ? "" : "\\N");
}

void
laurel_rows_add_int (LaurelRows *self, gint64 value)
{
  char    digits[24];
  char   *at = digits + sizeof digits;
  guint64 rest = value < 0 ? 0 - (guint64) value : (guint64) value;

  *--at = '\0';

  do
    {
      *--at = (char) ('0' + rest % 10);
      rest /= 10;
    }
  while (rest > 0);

  if (value < 0)
    *--at = '-';

  add_plain (self, at);
}

void
laurel_rows_add_bool (LaurelRows *self, gboolean value)
{
  add_plain (self, value ? "t" : "f");
}

void
laurel_rows_add_text (LaurelRows *self, const char *value)
{
  if (value == NULL)
    laurel_rows_add_null (self);
  else
    add_quoted (self, value, strlen (value));
}

/* The proleptic Gregorian date of @day, by counting from 1 March of year 0 (whose leap day is
 * last). */
static void
civil_from_day (gint64 day, gint64 *year, gint64 *month, gint64 *day_of_month)
{
  gint64 z = day + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  gint64 day_of_era = z - era * 146097;
  gint64 year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 shifted = (5 * day_of_year + 2) / 153;

  *day_of_month = day_of_year - (153 * shifted + 2) / 5 + 1;
  *month = shifted < 10 ? shifted + 3 : shifted - 9;
  *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

void
laurel_rows_add_time_us (LaurelRows *self, gint64 microseconds)
{
  gint64 seconds = microseconds / G_USEC_PER_SEC - (microseconds % G_USEC_PER_SEC < 0 ? 1 : 0);
  gint64 fraction = microseconds - seconds * G_USEC_PER_SEC;
  gint64 day = seconds / 86400 - (seconds % 86400 < 0 ? 1 : 0);
  gint64 second = seconds - day * 86400;
  gint64 year = 0;
  gint64 month = 0;
  gint64 day_of_month = 0;
  char   text[64];

  civil_from_day (day, &year, &month, &day_of_month);
  g_assert (year > 0 && year < 10000);
  g_snprintf (text,
              sizeof text,
              "%04d-%02d-%02d %02d:%02d:%02d.%06d+00",
              (int) year,
              (int) month,
              (int) day_of_month,
              (int) (second / 3600),
              (int) (second / 60 % 60),
              (int) (second % 60),
              (int) fraction);
  add_plain (self, text);
}

void
laurel_rows_add_time (LaurelRows *self, gint64 seconds)
{
  if (seconds == G_MAXINT64)
    laurel_rows_add_null (self);
  else
    laurel_rows_add_time_us (self, seconds * G_USEC_PER_SEC);
}

void
laurel_rows_add_day (LaurelRows *self, gint32 day)
{
  gint64 year = 0;
  gint64 month = 0;
  gint64 day_of_month = 0;
  char   text[16];

  if (day == G_MININT32)
    {
      laurel_rows_add_null (self);
      return;
    }

  civil_from_day (day, &year, &month, &day_of_month);
  g_assert (year > 0 && year < 10000);
  g_snprintf (text, sizeof text, "%04d-%02d-%02d", (int) year, (int) month, (int) day_of_month);
  add_plain (self, text);
}

void
laurel_rows_add_bytes (LaurelRows *self, const guint8 *bytes, gsize length)
{
  static const char hex[] = "0123456789abcdef";

  g_string_assign (self->field, "\\x");

  for (gsize i = 0; i < length; i++)
    {
      g_string_append_c (self->field, hex[bytes[i] >> 4]);
      g_string_append_c (self->field, hex[bytes[i] & 15]);
    }

  add_quoted (self, self->field->str, self->field->len);
}

void
laurel_rows_add_int_array (LaurelRows *self, const gint64 *values, gsize n_values)
{
  g_string_assign (self->field, "{");

  for (gsize i = 0; i < n_values; i++)
    g_string_append_printf (self->field, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", values[i]);

  g_string_append_c (self->field, '}');
  add_quoted (self, self->field->str, self->field->len);
}

void
laurel_rows_add_text_array (LaurelRows *self, const char *const *values, gsize n_values)
{
  g_string_assign (self->field, "{");

  for (gsize i = 0; i < n_values; i++)
    {
      g_string_append (self->field, i > 0 ? ",\"" : "\"");

      for (const char *at = values[i]; *at != '\0'; at++)
        {
          if (*at == '"' || *at == '\\')
            g_string_append_c (self->field, '\\');

          g_string_append_c (self->field, *at);
        }

      g_string_append_c (self->field, '"');
    }

  g_string_append_c (self->field, '}');
  add_quoted (self, self->field->str, self->field->len);
}

guint
laurel_rows_get_n_rows (const LaurelRows *self)
{
  return self->n_rows;
}

const char *
laurel_rows_get_text (LaurelRows *self, gsize *length)
{
  g_assert (!self->in_row);

  if (self->form == LAUREL_ROWS_ARRAY && !self->closed)
    {
      g_string_append (self->text, self->n_rows == 0 ? "{}" : "}");
      self->closed = TRUE;
    }

  if (length != NULL)
    *length = self->text->len;

  return self->text->str;
}

GString *
laurel_rows_join (LaurelRows *const *rows, gsize n)
{
  GString *text = g_string_new ("{");

  for (gsize i = 0; i < n; i++)
    {
      gsize       length = 0;
      const char *literal = laurel_rows_get_text (rows[i], &length);

      if (rows[i]->n_rows == 0)
        continue;

      if (text->len > 1)
        g_string_append_c (text, ',');

      g_string_append_len (text, literal + 1, (gssize) length - 2);
    }

  g_string_append_c (text, '}');

  return text;
}
