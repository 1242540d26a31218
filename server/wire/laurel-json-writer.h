/* laurel-json-writer.h - JSON text, written from front to back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For answers that many tills wait for: there are no values in between. The writer puts the commas;
 * that what is begun is ended, and that each member of an object has a name, is the caller's
 * affair.
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

typedef struct _LaurelJsonWriter LaurelJsonWriter;

LaurelJsonWriter *laurel_json_writer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void              laurel_json_writer_free (LaurelJsonWriter *self);
/* (transfer full): what has been written, whose writer goes with it. */
char *laurel_json_writer_finish (LaurelJsonWriter *self) G_GNUC_WARN_UNUSED_RESULT;

/* A new reference to the same as values; the writer goes with it. */
json_t *laurel_json_writer_read_back (LaurelJsonWriter *self) G_GNUC_WARN_UNUSED_RESULT;

/* @name: (nullable): of the member; NULL in an array and for the root */
void laurel_json_writer_begin_object (LaurelJsonWriter *self, const char *name);
void laurel_json_writer_end_object (LaurelJsonWriter *self);
void laurel_json_writer_begin_array (LaurelJsonWriter *self, const char *name);
void laurel_json_writer_end_array (LaurelJsonWriter *self);

void laurel_json_writer_add_integer (LaurelJsonWriter *self, const char *name, gint64 value);
void laurel_json_writer_add_boolean (LaurelJsonWriter *self, const char *name, gboolean value);
/* @value: (nullable): UTF-8; NULL: null */
void laurel_json_writer_add_string (LaurelJsonWriter *self, const char *name, const char *value);
void laurel_json_writer_add_value (LaurelJsonWriter *self, const char *name, const json_t *value);

/* The text of @value without spaces, members in the order in which they were set: the very bytes of
 * json_dumps() with %JSON_COMPACT and %JSON_ENCODE_ANY, in a third of its time. (transfer full) */
char *laurel_json_write (const json_t *value) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelJsonWriter, laurel_json_writer_free)

G_END_DECLS
