/* laurel-db-params.h - the values of one statement, in the order of $1, $2, ...
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values travel beside the SQL and never in it. All but bytes go as text; the statement gives each
 * parameter its type (`$1::bigint`). Strings must be UTF-8 without NUL, which the JSON reader and
 * the URL decoder have seen to.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelDbParams LaurelDbParams;

LaurelDbParams *laurel_db_params_new (void) G_GNUC_WARN_UNUSED_RESULT;
void            laurel_db_params_free (LaurelDbParams *self);

guint laurel_db_params_get_n (const LaurelDbParams *self);

void laurel_db_params_add_null (LaurelDbParams *self);
/* @text NULL is SQL's NULL. */
void laurel_db_params_add_text (LaurelDbParams *self, const char *text);
void laurel_db_params_add_bigint (LaurelDbParams *self, gint64 value);
void laurel_db_params_add_int (LaurelDbParams *self, gint32 value);
void laurel_db_params_add_boolean (LaurelDbParams *self, gboolean value);
/* @bytes NULL is SQL's NULL; for bytea. */
void laurel_db_params_add_bytes (LaurelDbParams *self, const void *bytes, gsize length);
/* An instant in microseconds since 1970-01-01 00:00 UTC, for timestamptz; years 1 to 9999. */
void laurel_db_params_add_timestamp (LaurelDbParams *self, gint64 unix_us);
/* For bigint[]. */
void laurel_db_params_add_bigint_array (LaurelDbParams *self, const gint64 *values, gsize n);
/* For text[]; an element may be NULL. */
void laurel_db_params_add_text_array (LaurelDbParams *self, const char *const *values, gsize n);

/* As libpq wants them, each an array of laurel_db_params_get_n() elements that belongs to @self and
 * is good until the next call on it. */
const char *const *laurel_db_params_get_values (LaurelDbParams *self);
const int         *laurel_db_params_get_lengths (LaurelDbParams *self);
const int         *laurel_db_params_get_formats (LaurelDbParams *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelDbParams, laurel_db_params_free)

G_END_DECLS
