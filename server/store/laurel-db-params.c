/* laurel-db-params.c - the values of one statement, in the order of $1, $2, ...
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-db-params.h"

#include "server/store/laurel-db-literal.h"

/* Values stand one behind the other in one buffer, which moves while it grows: so positions are
 * kept, and pointers made when libpq asks. */
struct _LaurelDbParams
{
  GString *buffer;
  GArray  *positions; /* gssize; -1 is NULL */
  GArray  *lengths;   /* int */
  GArray  *formats;   /* int: 0 text, 1 binary */
  GArray  *values;    /* const char *, made on demand */
};

LaurelDbParams *
laurel_db_params_new (void)
{
  LaurelDbParams *self = g_new0 (LaurelDbParams, 1);

  self->buffer = g_string_sized_new (256);
  self->positions = g_array_new (FALSE, FALSE, sizeof (gssize));
  self->lengths = g_array_new (FALSE, FALSE, sizeof (int));
  self->formats = g_array_new (FALSE, FALSE, sizeof (int));
  self->values = g_array_new (FALSE, FALSE, sizeof (const char *));

  return self;
}

void
laurel_db_params_free (LaurelDbParams *self)
{
  if (self == NULL)
    return;

  g_string_free (self->buffer, TRUE);
  g_array_unref (self->positions);
  g_array_unref (self->lengths);
  g_array_unref (self->formats);
  g_array_unref (self->values);
  g_free (self);
}

guint
laurel_db_params_get_n (const LaurelDbParams *self)
{
  return self->positions->len;
}

/* What was written from @start on becomes a value. */
static void
end_value (LaurelDbParams *self, gsize start, int format)
{
  gssize position = (gssize) start;
  int    length = (int) (self->buffer->len - start);

  g_assert (self->buffer->len < G_MAXINT);
  g_string_append_c (self->buffer, '\0');
  g_array_append_val (self->positions, position);
  g_array_append_val (self->lengths, length);
  g_array_append_val (self->formats, format);
}

void
laurel_db_params_add_null (LaurelDbParams *self)
{
  gssize position = -1;
  int    zero = 0;

  g_array_append_val (self->positions, position);
  g_array_append_val (self->lengths, zero);
  g_array_append_val (self->formats, zero);
}

void
laurel_db_params_add_text (LaurelDbParams *self, const char *text)
{
  gsize start = self->buffer->len;

  if (text == NULL)
    {
      laurel_db_params_add_null (self);
      return;
    }

  g_string_append (self->buffer, text);
  end_value (self, start, 0);
}

void
laurel_db_params_add_bigint (LaurelDbParams *self, gint64 value)
{
  gsize start = self->buffer->len;

  g_string_append_printf (self->buffer, "%" G_GINT64_FORMAT, value);
  end_value (self, start, 0);
}

void
laurel_db_params_add_int (LaurelDbParams *self, gint32 value)
{
  laurel_db_params_add_bigint (self, value);
}

void
laurel_db_params_add_boolean (LaurelDbParams *self, gboolean value)
{
  laurel_db_params_add_text (self, value ? "t" : "f");
}

void
laurel_db_params_add_bytes (LaurelDbParams *self, const void *bytes, gsize length)
{
  gsize start = self->buffer->len;

  if (bytes == NULL)
    {
      laurel_db_params_add_null (self);
      return;
    }

  g_assert (length < G_MAXINT);
  g_string_append_len (self->buffer, bytes, (gssize) length);
  end_value (self, start, 1);
}

void
laurel_db_params_add_timestamp (LaurelDbParams *self, gint64 unix_us)
{
  gsize start = self->buffer->len;

  laurel_db_literal_append_timestamp (self->buffer, unix_us);
  end_value (self, start, 0);
}

void
laurel_db_params_add_bigint_array (LaurelDbParams *self, const gint64 *values, gsize n)
{
  gsize start = self->buffer->len;

  laurel_db_literal_append_bigint_array (self->buffer, values, n);
  end_value (self, start, 0);
}

void
laurel_db_params_add_text_array (LaurelDbParams *self, const char *const *values, gsize n)
{
  gsize start = self->buffer->len;

  laurel_db_literal_append_text_array (self->buffer, values, n);
  end_value (self, start, 0);
}

const char *const *
laurel_db_params_get_values (LaurelDbParams *self)
{
  g_array_set_size (self->values, self->positions->len);

  for (guint i = 0; i < self->positions->len; i++)
    {
      gssize position = g_array_index (self->positions, gssize, i);

      g_array_index (self->values, const char *, i) =
          position < 0 ? NULL : self->buffer->str + position;
    }

  return (const char *const *) self->values->data;
}

const int *
laurel_db_params_get_lengths (LaurelDbParams *self)
{
  return (const int *) self->lengths->data;
}

const int *
laurel_db_params_get_formats (LaurelDbParams *self)
{
  return (const int *) self->formats->data;
}
