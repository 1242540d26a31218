/* laurel-json-out.c - writes one JSON object as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-json-out.h"

#include <string.h>

struct _LaurelJsonOut
{
  GString *text;
  /* Whether something stands before the next member in the object or array that is open. */
  gboolean full;
};

LaurelJsonOut *
laurel_json_out_new (void)
{
  LaurelJsonOut *self = g_new0 (LaurelJsonOut, 1);

  self->text = g_string_new ("{");

  return self;
}

char *
laurel_json_out_end (LaurelJsonOut *self)
{
  char *text = NULL;

  g_string_append_c (self->text, '}');
  text = g_string_free (self->text, FALSE);
  g_free (self);

  return text;
}

static void
append_escaped (GString *text, char c)
{
  switch (c)
    {
    case '"':
    case '\\':
      g_string_append_c (text, '\\');
      g_string_append_c (text, c);
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    default:
      g_string_append_printf (text, "\\u%04x", (guint) c);
      break;
    }
}

static void
append_string (GString *text, const char *value)
{
  g_string_append_c (text, '"');

  for (const char *c = value; *c != '\0'; c++)
    if (*c == '"' || *c == '\\' || (guchar) *c < 0x20)
      append_escaped (text, *c);
    else
      g_string_append_c (text, *c);

  g_string_append_c (text, '"');
}

static void
begin_value (LaurelJsonOut *self, const char *name)
{
  if (self->full)
    g_string_append_c (self->text, ',');

  self->full = TRUE;

  if (name == NULL)
    return;

  append_string (self->text, name);
  g_string_append_c (self->text, ':');
}

static void
begin (LaurelJsonOut *self, const char *name, char bracket)
{
  begin_value (self, name);
  g_string_append_c (self->text, bracket);
  self->full = FALSE;
}

static void
end (LaurelJsonOut *self, char bracket)
{
  g_string_append_c (self->text, bracket);
  self->full = TRUE;
}

void
laurel_json_out_begin_object (LaurelJsonOut *self, const char *name)
{
  begin (self, name, '{');
}

void
laurel_json_out_end_object (LaurelJsonOut *self)
{
  end (self, '}');
}

void
laurel_json_out_begin_array (LaurelJsonOut *self, const char *name)
{
  begin (self, name, '[');
}

void
laurel_json_out_end_array (LaurelJsonOut *self)
{
  end (self, ']');
}

void
laurel_json_out_string (LaurelJsonOut *self, const char *name, const char *value)
{
  begin_value (self, name);
  append_string (self->text, value);
}

void
laurel_json_out_int (LaurelJsonOut *self, const char *name, gint64 value)
{
  begin_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
laurel_json_out_boolean (LaurelJsonOut *self, const char *name, gboolean value)
{
  laurel_json_out_raw (self, name, value ? "true" : "false");
}

void
laurel_json_out_raw (LaurelJsonOut *self, const char *name, const char *json)
{
  begin_value (self, name);
  g_string_append (self->text, json);
}

void
laurel_json_out_strings (LaurelJsonOut *self, const char *name, const char *const *values)
{
  laurel_json_out_begin_array (self, name);

  for (gsize i = 0; values[i] != NULL; i++)
    laurel_json_out_string (self, NULL, values[i]);

  laurel_json_out_end_array (self);
}

void
laurel_json_out_optional_string (LaurelJsonOut *self, const char *name, const char *value)
{
  if (value != NULL)
    laurel_json_out_string (self, name, value);
}

void
laurel_json_out_int_unless (LaurelJsonOut *self, const char *name, gint64 value, gint64 fallback)
{
  if (value != fallback)
    laurel_json_out_int (self, name, value);
}

void
laurel_json_out_boolean_unless (LaurelJsonOut *self,
                                const char    *name,
                                gboolean       value,
                                gboolean       fallback)
{
  if (!value != !fallback)
    laurel_json_out_boolean (self, name, value);
}

void
laurel_json_out_optional_strings (LaurelJsonOut *self, const char *name, const char *const *values)
{
  if (*values != NULL)
    laurel_json_out_strings (self, name, values);
}
