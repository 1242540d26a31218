/* laurel-rows.h - rows on their way into the database, written once for both ways in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row is written field by field in the order of its table's columns. The same function that
 * writes a row of a table can so feed the database function of a single posting (an array of rows
 * as one parameter) and the bulk load of a history (COPY's text format): the two can never differ.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LaurelRowsForm:
 * @LAUREL_ROWS_ARRAY: a literal of an array of rows, {"(1,a)","(2,b)"}
 * @LAUREL_ROWS_COPY: lines of COPY's text format
 */
typedef enum
{
  LAUREL_ROWS_ARRAY,
  LAUREL_ROWS_COPY,
} LaurelRowsForm;

typedef struct _LaurelRows LaurelRows;

LaurelRows *laurel_rows_new (LaurelRowsForm form) G_GNUC_WARN_UNUSED_RESULT;
void        laurel_rows_free (LaurelRows *self);

/* Empties @self for the next use and keeps its memory. */
void laurel_rows_clear (LaurelRows *self);

void laurel_rows_begin (LaurelRows *self);
void laurel_rows_end (LaurelRows *self);

void laurel_rows_add_null (LaurelRows *self);
void laurel_rows_add_int (LaurelRows *self, gint64 value);
void laurel_rows_add_bool (LaurelRows *self, gboolean value);
/* %NULL is a null. */
void laurel_rows_add_text (LaurelRows *self, const char *value);
/* Seconds since 1970-01-01 00:00 UTC; G_MAXINT64 is a null. */
void laurel_rows_add_time (LaurelRows *self, gint64 seconds);
/* Microseconds since 1970-01-01 00:00 UTC. */
void laurel_rows_add_time_us (LaurelRows *self, gint64 microseconds);
/* Days since 1970-01-01; G_MININT32 is a null. */
void laurel_rows_add_day (LaurelRows *self, gint32 day);
void laurel_rows_add_bytes (LaurelRows *self, const guint8 *bytes, gsize length);
void laurel_rows_add_int_array (LaurelRows *self, const gint64 *values, gsize n_values);
void laurel_rows_add_text_array (LaurelRows *self, const char *const *values, gsize n_values);

guint laurel_rows_get_n_rows (const LaurelRows *self);

/* The text so far: the array's literal, closed, or the lines. Owned by @self, good until it is
 * changed. @length may be %NULL. */
const char *laurel_rows_get_text (LaurelRows *self, gsize *length);

/* The literal of one array with the rows of all @n, of LAUREL_ROWS_ARRAY. (transfer full) */
GString *laurel_rows_join (LaurelRows *const *rows, gsize n) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelRows, laurel_rows_free)

G_END_DECLS
