/* laurel-json-reader.c - reads JSON strictly and collects every fault in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-json-reader.h"

#include <string.h>

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-program-draft.h"

/* @name or @index say where the value stands in the one below it. The names that were asked for are
 * those from @first_asked on. */
typedef struct
{
  json_t     *value;
  const char *name;
  gsize       index;
  guint       first_asked;
} Frame;

struct _LaurelJsonReader
{
  json_t       *root;
  char         *path;
  LaurelFaults *faults;
  GArray       *frames;
  GPtrArray    *asked;
};

LaurelJsonReader *
laurel_json_reader_new (json_t *root, const char *path, LaurelFaults *faults)
{
  LaurelJsonReader *reader = g_new0 (LaurelJsonReader, 1);

  reader->root = root;
  reader->path = g_strdup (path);
  reader->faults = faults;
  reader->frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  reader->asked = g_ptr_array_new ();

  return reader;
}

void
laurel_json_reader_free (LaurelJsonReader *reader)
{
  if (reader == NULL)
    return;

  g_ptr_array_unref (reader->asked);
  g_array_unref (reader->frames);
  g_free (reader->path);
  g_free (reader);
}

static Frame *
top_frame (LaurelJsonReader *reader)
{
  return &g_array_index (reader->frames, Frame, reader->frames->len - 1);
}

static void
append_name (GString *path, const char *name)
{
  g_string_append_c (path, '/');

  for (; *name != '\0'; name++)
    {
      if (*name == '~')
        g_string_append (path, "~0");
      else if (*name == '/')
        g_string_append (path, "~1");
      else
        g_string_append_c (path, *name);
    }
}

/* The pointer to the value that is read. */
static GString *
build_path (const LaurelJsonReader *reader)
{
  GString *path = g_string_new (reader->path);

  /* The first frame is the root. */
  for (guint i = 1; i < reader->frames->len; i++)
    {
      const Frame *frame = &g_array_index (reader->frames, Frame, i);

      if (frame->name != NULL)
        append_name (path, frame->name);
      else
        g_string_append_printf (path, "/%" G_GSIZE_FORMAT, frame->index);
    }

  return path;
}

void
laurel_json_reader_fault (LaurelJsonReader *reader,
                          const char       *name,
                          const char       *code,
                          const char       *format,
                          ...)
{
  g_autoptr (GString) path = build_path (reader);
  g_autofree char *message = NULL;
  va_list          args;

  if (name != NULL)
    append_name (path, name);

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  laurel_faults_add (reader->faults, path->str, code, "%s", message);
}

static void
element_fault (LaurelJsonReader *reader, gsize index, const char *code, const char *message)
{
  g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT, index);

  laurel_json_reader_fault (reader, name, code, "%s", message);
}

static void
push_frame (LaurelJsonReader *reader, json_t *value, const char *name, gsize index)
{
  Frame frame = { value, name, index, reader->asked->len };

  g_array_append_val (reader->frames, frame);
}

static void
pop_frame (LaurelJsonReader *reader)
{
  g_ptr_array_set_size (reader->asked, (gint) top_frame (reader)->first_asked);
  g_array_set_size (reader->frames, reader->frames->len - 1);
}

gboolean
laurel_json_reader_begin (LaurelJsonReader *reader)
{
  push_frame (reader, reader->root, NULL, 0);

  if (json_is_object (reader->root))
    return TRUE;

  laurel_json_reader_fault (reader, NULL, LAUREL_FAULT_FORMAT, "must be an object");
  pop_frame (reader);

  return FALSE;
}

/* Finds a member, and remembers that it was asked for. */
static json_t *
find_member (LaurelJsonReader *reader, const char *name)
{
  json_t *member = json_object_get (top_frame (reader)->value, name);

  if (member != NULL)
    g_ptr_array_add (reader->asked, (gpointer) name);

  return member;
}

static json_t *
require_member (LaurelJsonReader *reader, const char *name)
{
  json_t *member = find_member (reader, name);

  if (member == NULL)
    laurel_json_reader_fault (reader, name, LAUREL_FAULT_MISSING, "is missing");

  return member;
}

static gboolean
begin_value (LaurelJsonReader *reader, json_t *value, const char *name, json_type type)
{
  if (value == NULL)
    return FALSE;

  if (json_typeof (value) != type)
    {
      laurel_json_reader_fault (reader,
                                name,
                                LAUREL_FAULT_FORMAT,
                                type == JSON_OBJECT ? "must be an object" : "must be a list");
      return FALSE;
    }

  push_frame (reader, value, name, 0);

  return TRUE;
}

gboolean
laurel_json_reader_begin_object (LaurelJsonReader *reader, const char *name)
{
  return begin_value (reader, require_member (reader, name), name, JSON_OBJECT);
}

gboolean
laurel_json_reader_begin_object_or_none (LaurelJsonReader *reader, const char *name)
{
  return begin_value (reader, find_member (reader, name), name, JSON_OBJECT);
}

static gboolean
was_asked (const LaurelJsonReader *reader, guint first, const char *name)
{
  for (guint i = first; i < reader->asked->len; i++)
    {
      if (strcmp (g_ptr_array_index (reader->asked, i), name) == 0)
        return TRUE;
    }

  return FALSE;
}

void
laurel_json_reader_end_object (LaurelJsonReader *reader)
{
  const Frame *frame = top_frame (reader);
  json_t      *object = frame->value;
  guint        first = frame->first_asked;
  const char  *name = NULL;
  json_t      *member = NULL;

  json_object_foreach (object, name, member)
  {
    if (!was_asked (reader, first, name))
      laurel_json_reader_fault (reader, name, LAUREL_FAULT_UNKNOWN_MEMBER, "is not known here");
  }

  pop_frame (reader);
}

void
laurel_json_reader_skip_object (LaurelJsonReader *reader)
{
  pop_frame (reader);
}

static gboolean
begin_array (LaurelJsonReader *reader, json_t *value, const char *name, gsize *length)
{
  *length = 0;

  if (!begin_value (reader, value, name, JSON_ARRAY))
    return FALSE;

  *length = json_array_size (value);

  return TRUE;
}

gboolean
laurel_json_reader_begin_array (LaurelJsonReader *reader, const char *name, gsize *length)
{
  return begin_array (reader, require_member (reader, name), name, length);
}

gboolean
laurel_json_reader_begin_array_or_none (LaurelJsonReader *reader, const char *name, gsize *length)
{
  return begin_array (reader, find_member (reader, name), name, length);
}

void
laurel_json_reader_end_array (LaurelJsonReader *reader)
{
  pop_frame (reader);
}

static json_t *
get_element (LaurelJsonReader *reader, gsize index)
{
  return json_array_get (top_frame (reader)->value, index);
}

gboolean
laurel_json_reader_begin_element (LaurelJsonReader *reader, gsize index)
{
  json_t *element = get_element (reader, index);

  if (!json_is_object (element))
    {
      element_fault (reader, index, LAUREL_FAULT_FORMAT, "must be an object");
      return FALSE;
    }

  push_frame (reader, element, NULL, index);

  return TRUE;
}

/* What is wrong with @value as an integer of that range, or NULL. */
static const char *
read_integer (const json_t *value, gint64 min, gint64 max, gint64 *integer, const char **message)
{
  json_int_t number = json_integer_value (value);

  if (!json_is_integer (value))
    {
      *message = "must be an integer";
      return LAUREL_FAULT_FORMAT;
    }

  if (number < min || number > max || number > LAUREL_INTEGER_MAX || number < -LAUREL_INTEGER_MAX)
    {
      *message = number < min && min >= 0 ? "is too small" : "is out of range";
      return LAUREL_FAULT_RANGE;
    }

  *integer = number;

  return NULL;
}

static gint
find_word (const char *word, const char *const *words)
{
  for (gint i = 0; word != NULL && words[i] != NULL; i++)
    {
      if (strcmp (words[i], word) == 0)
        return i;
    }

  return -1;
}

static char *
describe_words (const char *const *words)
{
  g_autofree char *list = g_strjoinv (", ", (char **) words);

  return g_strdup_printf ("must be one of: %s", list);
}

const char *
laurel_json_reader_get_string_element (LaurelJsonReader *reader, gsize index)
{
  const char *string = json_string_value (get_element (reader, index));

  if (string == NULL)
    element_fault (reader, index, LAUREL_FAULT_FORMAT, "must be a string");

  return string;
}

gint64
laurel_json_reader_get_integer_element (LaurelJsonReader *reader,
                                        gsize             index,
                                        gint64            min,
                                        gint64            max)
{
  gint64      integer = 0;
  const char *message = NULL;
  const char *code = read_integer (get_element (reader, index), min, max, &integer, &message);

  if (code != NULL)
    element_fault (reader, index, code, message);

  return integer;
}

gint
laurel_json_reader_get_word_element (LaurelJsonReader  *reader,
                                     gsize              index,
                                     const char *const *words)
{
  gint word = find_word (json_string_value (get_element (reader, index)), words);

  if (word < 0)
    {
      g_autofree char *message = describe_words (words);

      element_fault (reader, index, LAUREL_FAULT_FORMAT, message);
      return 0;
    }

  return word;
}

gsize
laurel_json_reader_get_n_members (LaurelJsonReader *reader)
{
  return json_object_size (top_frame (reader)->value);
}

gpointer
laurel_json_reader_first_member (LaurelJsonReader *reader)
{
  return json_object_iter (top_frame (reader)->value);
}

gpointer
laurel_json_reader_next_member (LaurelJsonReader *reader, gpointer member)
{
  return json_object_iter_next (top_frame (reader)->value, member);
}

const char *
laurel_json_reader_get_member_name (gpointer member)
{
  return json_object_iter_key (member);
}

json_t *
laurel_json_reader_get_value (LaurelJsonReader *reader, const char *name)
{
  return find_member (reader, name);
}

gboolean
laurel_json_reader_has (LaurelJsonReader *reader, const char *name)
{
  return json_object_get (top_frame (reader)->value, name) != NULL;
}

gboolean
laurel_json_reader_is_object (LaurelJsonReader *reader, const char *name)
{
  return json_is_object (json_object_get (top_frame (reader)->value, name));
}

static const char *
read_string (LaurelJsonReader *reader, const char *name, const json_t *value, const char *fallback)
{
  if (value == NULL)
    return fallback;

  if (!json_is_string (value))
    {
      laurel_json_reader_fault (reader, name, LAUREL_FAULT_FORMAT, "must be a string");
      return fallback;
    }

  return json_string_value (value);
}

const char *
laurel_json_reader_get_string (LaurelJsonReader *reader, const char *name)
{
  return read_string (reader, name, require_member (reader, name), NULL);
}

const char *
laurel_json_reader_get_string_or (LaurelJsonReader *reader, const char *name, const char *fallback)
{
  return read_string (reader, name, find_member (reader, name), fallback);
}

static gint64
get_integer (LaurelJsonReader *reader,
             const char       *name,
             const json_t     *value,
             gint64            min,
             gint64            max,
             gint64            fallback)
{
  gint64      integer = fallback;
  const char *message = NULL;
  const char *code = NULL;

  if (value == NULL)
    return fallback;

  code = read_integer (value, min, max, &integer, &message);

  if (code != NULL)
    laurel_json_reader_fault (reader, name, code, "%s", message);

  return integer;
}

gint64
laurel_json_reader_get_integer (LaurelJsonReader *reader, const char *name, gint64 min, gint64 max)
{
  return get_integer (reader, name, require_member (reader, name), min, max, 0);
}

gint64
laurel_json_reader_get_integer_or (LaurelJsonReader *reader,
                                   const char       *name,
                                   gint64            min,
                                   gint64            max,
                                   gint64            fallback)
{
  return get_integer (reader, name, find_member (reader, name), min, max, fallback);
}

gboolean
laurel_json_reader_get_boolean_or (LaurelJsonReader *reader, const char *name, gboolean fallback)
{
  const json_t *value = find_member (reader, name);

  if (value == NULL)
    return fallback;

  if (!json_is_boolean (value))
    {
      laurel_json_reader_fault (reader, name, LAUREL_FAULT_FORMAT, "must be true or false");
      return fallback;
    }

  return json_is_true (value);
}

static gint
get_word (LaurelJsonReader  *reader,
          const char        *name,
          const json_t      *value,
          const char *const *words,
          gint               fallback)
{
  gint word = find_word (json_string_value (value), words);

  if (value == NULL)
    return fallback;

  if (word < 0)
    {
      g_autofree char *message = describe_words (words);

      laurel_json_reader_fault (reader, name, LAUREL_FAULT_FORMAT, "%s", message);
      return fallback;
    }

  return word;
}

gint
laurel_json_reader_get_word (LaurelJsonReader *reader, const char *name, const char *const *words)
{
  return get_word (reader, name, require_member (reader, name), words, 0);
}

gint
laurel_json_reader_get_word_or (LaurelJsonReader  *reader,
                                const char        *name,
                                const char *const *words,
                                gint               fallback)
{
  return get_word (reader, name, find_member (reader, name), words, fallback);
}

gint64
laurel_json_reader_get_time (LaurelJsonReader *reader, const char *name)
{
  const char *text = laurel_json_reader_get_string (reader, name);
  gint64      time = 0;

  if (text != NULL && !laurel_time_parse (text, &time))
    laurel_json_reader_fault (reader,
                              name,
                              LAUREL_FAULT_FORMAT,
                              "must be a time such as 2026-11-22T12:00:00+03:00");

  return time;
}

static gint32
read_date (LaurelJsonReader *reader, const char *name, const char *text, gint32 fallback)
{
  gint32 day = fallback;

  if (text != NULL && !laurel_date_parse (text, &day))
    laurel_json_reader_fault (reader,
                              name,
                              LAUREL_FAULT_FORMAT,
                              "must be a date such as 2026-11-22");

  return day;
}

gint32
laurel_json_reader_get_date (LaurelJsonReader *reader, const char *name)
{
  return read_date (reader, name, laurel_json_reader_get_string (reader, name), 0);
}

gint32
laurel_json_reader_get_date_or (LaurelJsonReader *reader, const char *name, gint32 fallback)
{
  return read_date (reader, name, laurel_json_reader_get_string_or (reader, name, NULL), fallback);
}
