/* laurel-json-reader.h - reads JSON strictly and collects every fault in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading is straight-line code: begin an object, ask for member after member, end it. A member at
 * fault reads as 0, NULL or its default, and the fault is kept with its JSON pointer, so that a
 * client hears of all its mistakes in one answer. Members that nobody asked for are faults when
 * their object ends. What begin returned TRUE for must be ended, and nothing else.
 *
 * Strings belong to the JSON value that is read.
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-faults.h"

G_BEGIN_DECLS

/* Parses @size bytes of UTF-8 text: an object or array without repeated members, not deeper than
 * 256 levels. Integers that 64 bits do not hold become some integer beyond 2^53, for the reader to
 * find out of range at its place. Returns NULL with one more fault. The caller limits @size. */
json_t *laurel_json_parse (const char   *text,
                           gsize         size,
                           LaurelFaults *faults) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _LaurelJsonReader LaurelJsonReader;

/* Borrows @root and @faults. @path is put before the path of each fault. */
LaurelJsonReader *laurel_json_reader_new (json_t       *root,
                                          const char   *path,
                                          LaurelFaults *faults) G_GNUC_WARN_UNUSED_RESULT;
void              laurel_json_reader_free (LaurelJsonReader *reader);

/* The root, which must be an object. */
gboolean laurel_json_reader_begin (LaurelJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
/* A member that must be an object; where it is missing that is a fault, or just FALSE. */
gboolean laurel_json_reader_begin_object (LaurelJsonReader *reader,
                                          const char       *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean laurel_json_reader_begin_object_or_none (LaurelJsonReader *reader,
                                                  const char       *name) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a fault for each member that was not asked for. */
void laurel_json_reader_end_object (LaurelJsonReader *reader);
/* Ends it without looking at what was not asked for. */
void laurel_json_reader_skip_object (LaurelJsonReader *reader);

/* A member that must be an array; where it is missing that is a fault, or just FALSE. */
gboolean laurel_json_reader_begin_array (LaurelJsonReader *reader,
                                         const char       *name,
                                         gsize            *length) G_GNUC_WARN_UNUSED_RESULT;
gboolean laurel_json_reader_begin_array_or_none (LaurelJsonReader *reader,
                                                 const char       *name,
                                                 gsize *length) G_GNUC_WARN_UNUSED_RESULT;
void     laurel_json_reader_end_array (LaurelJsonReader *reader);
/* An element of the array that was begun last. */
gboolean    laurel_json_reader_begin_element (LaurelJsonReader *reader,
                                              gsize             index) G_GNUC_WARN_UNUSED_RESULT;
const char *laurel_json_reader_get_string_element (LaurelJsonReader *reader, gsize index);
gint64      laurel_json_reader_get_integer_element (LaurelJsonReader *reader,
                                                    gsize             index,
                                                    gint64            min,
                                                    gint64            max);
gint        laurel_json_reader_get_word_element (LaurelJsonReader  *reader,
                                                 gsize              index,
                                                 const char *const *words);

/* The members of an object with any names, NULL at the end; such an object is skipped when it ends.
 */
gsize       laurel_json_reader_get_n_members (LaurelJsonReader *reader);
gpointer    laurel_json_reader_first_member (LaurelJsonReader *reader);
gpointer    laurel_json_reader_next_member (LaurelJsonReader *reader, gpointer member);
const char *laurel_json_reader_get_member_name (gpointer member);

/* The value of a member as it is, for whoever reads it otherwise; NULL where it is missing. */
json_t *laurel_json_reader_get_value (LaurelJsonReader *reader, const char *name);

gboolean laurel_json_reader_has (LaurelJsonReader *reader, const char *name);
gboolean laurel_json_reader_is_object (LaurelJsonReader *reader, const char *name);

const char *laurel_json_reader_get_string (LaurelJsonReader *reader, const char *name);
const char *laurel_json_reader_get_string_or (LaurelJsonReader *reader,
                                              const char       *name,
                                              const char       *fallback);
gint64      laurel_json_reader_get_integer (LaurelJsonReader *reader,
                                            const char       *name,
                                            gint64            min,
                                            gint64            max);
gint64      laurel_json_reader_get_integer_or (LaurelJsonReader *reader,
                                               const char       *name,
                                               gint64            min,
                                               gint64            max,
                                               gint64            fallback);
gboolean    laurel_json_reader_get_boolean_or (LaurelJsonReader *reader,
                                               const char       *name,
                                               gboolean          fallback);
/* The index of the member's word among @words, which end with NULL. */
gint laurel_json_reader_get_word (LaurelJsonReader  *reader,
                                  const char        *name,
                                  const char *const *words);
gint laurel_json_reader_get_word_or (LaurelJsonReader  *reader,
                                     const char        *name,
                                     const char *const *words,
                                     gint               fallback);
/* RFC 3339: seconds since 1970. */
gint64 laurel_json_reader_get_time (LaurelJsonReader *reader, const char *name);
/* YYYY-MM-DD: days since 1970. */
gint32 laurel_json_reader_get_date (LaurelJsonReader *reader, const char *name);
gint32 laurel_json_reader_get_date_or (LaurelJsonReader *reader, const char *name, gint32 fallback);

/* A fault at a member of the object, or at the object itself where @name is NULL. */
void laurel_json_reader_fault (LaurelJsonReader *reader,
                               const char       *name,
                               const char       *code,
                               const char       *format,
                               ...) G_GNUC_PRINTF (4, 5);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelJsonReader, laurel_json_reader_free)

G_END_DECLS
