/* laurel-reply.h - reads one JSON object that a server sent and remembers every fault in it
 *
 * Reading is straight-line code: ask for member after member, then finish once. A member at fault
 * reads as 0, "", FALSE, an empty array or an empty object. Members that nobody asks for are
 * ignored, since a server may be newer than we are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LaurelReply LaurelReply;

/* The root must be an object; else, or where laurel_json_check() objects,
 * LAUREL_API_ERROR_REPLY. */
LaurelReply *laurel_reply_new (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void         laurel_reply_free (LaurelReply *self);

/* Whether everything asked for was there and right; else LAUREL_API_ERROR_REPLY, whose details
 * name each fault by its JSON pointer. */
gboolean laurel_reply_finish (LaurelReply *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gint64      laurel_reply_get_int (LaurelReply *self, const char *name);
gboolean    laurel_reply_get_boolean (LaurelReply *self, const char *name);
const char *laurel_reply_get_string (LaurelReply *self, const char *name);
void        laurel_reply_get_date (LaurelReply *self, const char *name, GDate *date);

/* (transfer full): an instant with the offset it was written in; never NULL. */
GDateTime *laurel_reply_get_moment (LaurelReply *self, const char *name);

/* The place of the string in @words, @other for a word that is not among them. */
int laurel_reply_get_word (LaurelReply       *self,
                           const char        *name,
                           const char *const *words,
                           int                other);

/* The same, where a word that is not among them is a fault. */
int laurel_reply_get_choice (LaurelReply *self, const char *name, const char *const *words);

/* Members that may be missing or null: then FALSE, 0 or NULL. */
gboolean    laurel_reply_get_optional_int (LaurelReply *self, const char *name, gint64 *value);
gboolean    laurel_reply_get_optional_boolean (LaurelReply *self, const char *name);
const char *laurel_reply_get_optional_string (LaurelReply *self, const char *name);
gboolean    laurel_reply_get_optional_date (LaurelReply *self, const char *name, GDate *date);
GDateTime  *laurel_reply_get_optional_moment (LaurelReply *self, const char *name);

/* Members that may be missing or null: then @fallback. */
gint64   laurel_reply_get_int_or (LaurelReply *self, const char *name, gint64 fallback);
gboolean laurel_reply_get_boolean_or (LaurelReply *self, const char *name, gboolean fallback);
int      laurel_reply_get_choice_or (LaurelReply       *self,
                                     const char        *name,
                                     const char *const *words,
                                     int                fallback);

/* (transfer full) (element-type gint64); the optional one is empty where there is none. */
GArray *laurel_reply_get_ints (LaurelReply *self, const char *name);
GArray *laurel_reply_get_optional_ints (LaurelReply *self, const char *name);

/* (transfer full) */
GStrv laurel_reply_get_strings (LaurelReply *self, const char *name);
GStrv laurel_reply_get_optional_strings (LaurelReply *self, const char *name);

/* (transfer full) (nullable): the member as text, whatever it is. */
char *laurel_reply_dup_json (LaurelReply *self, const char *name);

/* Whether the member is there and not null; whether it is an object; whether the object that is
 * open has no members. */
gboolean laurel_reply_has (LaurelReply *self, const char *name);
gboolean laurel_reply_is_object (LaurelReply *self, const char *name);
gboolean laurel_reply_is_empty (LaurelReply *self);

/* For what will be written back: other members of the open object than @names are faults. */
void laurel_reply_expect_members (LaurelReply *self, const char *const *names);
/* Reports a fault of the member that the reader cannot see; @what is a static string. */
void laurel_reply_fault (LaurelReply *self, const char *name, const char *what);

/* An object within: begin and end it. The optional one gives FALSE, and is not begun, where it is
 * missing or null. */
void     laurel_reply_begin_object (LaurelReply *self, const char *name);
gboolean laurel_reply_begin_optional_object (LaurelReply *self, const char *name);
void     laurel_reply_end_object (LaurelReply *self);

/* An array of objects: begin gives its length; each element is begun and ended. The optional one
 * is empty where it is missing or null, and is ended all the same. */
guint laurel_reply_begin_array (LaurelReply *self, const char *name);
guint laurel_reply_begin_optional_array (LaurelReply *self, const char *name);
void  laurel_reply_begin_element (LaurelReply *self, guint index);
void  laurel_reply_end_element (LaurelReply *self);
void  laurel_reply_end_array (LaurelReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelReply, laurel_reply_free)

G_END_DECLS
