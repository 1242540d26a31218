/* laurel-json-out.h - writes one JSON object as text
 *
 * Straight into text: a program of ten thousand discounts is written at every autosave.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelJsonOut LaurelJsonOut;

/* An object is open in it. */
LaurelJsonOut *laurel_json_out_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Closes that object and frees @self. */
char *laurel_json_out_end (LaurelJsonOut *self) G_GNUC_WARN_UNUSED_RESULT;

/* @name: of the member; NULL for an element of an array. Each begin has its end. */
void laurel_json_out_begin_object (LaurelJsonOut *self, const char *name);
void laurel_json_out_end_object (LaurelJsonOut *self);
void laurel_json_out_begin_array (LaurelJsonOut *self, const char *name);
void laurel_json_out_end_array (LaurelJsonOut *self);

void laurel_json_out_string (LaurelJsonOut *self, const char *name, const char *value);
void laurel_json_out_int (LaurelJsonOut *self, const char *name, gint64 value);
void laurel_json_out_boolean (LaurelJsonOut *self, const char *name, gboolean value);
/* @json is a value as text. */
void laurel_json_out_raw (LaurelJsonOut *self, const char *name, const char *json);
void laurel_json_out_strings (LaurelJsonOut *self, const char *name, const char *const *values);

/* Left out where the value is NULL, or @fallback. */
void laurel_json_out_optional_string (LaurelJsonOut *self, const char *name, const char *value);
void laurel_json_out_int_unless (LaurelJsonOut *self,
                                 const char    *name,
                                 gint64         value,
                                 gint64         fallback);
void laurel_json_out_boolean_unless (LaurelJsonOut *self,
                                     const char    *name,
                                     gboolean       value,
                                     gboolean       fallback);
/* Left out where it is empty. */
void laurel_json_out_optional_strings (LaurelJsonOut     *self,
                                       const char        *name,
                                       const char *const *values);

G_END_DECLS
