/* laurel-reply.c - reads one JSON object that a server sent and remembers every fault in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-reply.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "desktop/api/laurel-api-error.h"
#include "desktop/api/laurel-json-check.h"

/* Of a reply that is wrong throughout, the first faults tell enough. */
#define FAULTS_MAX 8

/* One open object or array. Both are NULL below a member that was at fault: reading goes on and
 * finds nothing, and the fault is reported once. */
typedef struct
{
  JsonObject *object;
  JsonArray  *array;
  gsize       path_length;
} Frame;

struct _LaurelReply
{
  JsonNode *root;
  GArray   *frames;
  GString  *path;
  GString  *faults;
  guint     n_faults;
};

static Frame *
get_frame (LaurelReply *self)
{
  return &g_array_index (self->frames, Frame, self->frames->len - 1);
}

static void
push_frame (LaurelReply *self, JsonObject *object, JsonArray *array, const char *step)
{
  Frame frame = { .object = object, .array = array, .path_length = self->path->len };

  g_string_append_printf (self->path, "/%s", step);
  g_array_append_val (self->frames, frame);
}

static void
pop_frame (LaurelReply *self)
{
  g_assert (self->frames->len > 1);

  g_string_truncate (self->path, get_frame (self)->path_length);
  g_array_set_size (self->frames, self->frames->len - 1);
}

static void
add_fault (LaurelReply *self, const char *name, const char *what)
{
  if (self->n_faults++ < FAULTS_MAX)
    g_string_append_printf (self->faults, "%s/%s: %s\n", self->path->str, name, what);
}

static GError *
new_reply_error (const char *details)
{
  return laurel_api_error_new (LAUREL_API_ERROR_REPLY,
                               _ ("The server’s answer could not be understood."),
                               details);
}

/* The member of that name unless it is missing or null. */
static JsonNode *
find_member (LaurelReply *self, const char *name, gboolean optional)
{
  JsonObject *object = get_frame (self)->object;
  JsonNode   *node = NULL;

  if (object == NULL)
    return NULL;

  node = json_object_get_member (object, name);
  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    return node;

  if (!optional)
    add_fault (self, name, "missing");

  return NULL;
}

/* As find_member(), and the value must be of @type. */
static JsonNode *
find_value (LaurelReply *self, const char *name, gboolean optional, GType type)
{
  JsonNode *node = find_member (self, name, optional);

  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type)
    return node;

  add_fault (self, name, "type");
  return NULL;
}

LaurelReply *
laurel_reply_new (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  LaurelReply *self = NULL;
  const char  *fault = NULL;
  gsize        length = 0;
  const char  *text = g_bytes_get_data (bytes, &length);

  if (!laurel_json_check (text != NULL ? text : "", length, &fault))
    {
      g_propagate_error (error, new_reply_error (fault));
      return NULL;
    }

  if (json_parser_load_from_data (parser, text, (gssize) length, NULL))
    root = json_parser_steal_root (parser);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_propagate_error (error, new_reply_error ("not an object"));
      return NULL;
    }

  self = g_new0 (LaurelReply, 1);
  self->frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  self->path = g_string_new (NULL);
  self->faults = g_string_new (NULL);
  self->root = g_steal_pointer (&root);
  push_frame (self, json_node_get_object (self->root), NULL, "");
  g_string_truncate (self->path, 0);

  return self;
}

void
laurel_reply_free (LaurelReply *self)
{
  json_node_unref (self->root);
  g_array_unref (self->frames);
  g_string_free (self->path, TRUE);
  g_string_free (self->faults, TRUE);
  g_free (self);
}

gboolean
laurel_reply_finish (LaurelReply *self, GError **error)
{
  g_assert (self->frames->len == 1);

  if (self->n_faults == 0)
    return TRUE;

  g_propagate_error (error, new_reply_error (self->faults->str));
  return FALSE;
}

static gboolean
read_int (LaurelReply *self, const char *name, gboolean optional, gint64 *value)
{
  JsonNode *node = find_value (self, name, optional, G_TYPE_INT64);

  *value = node != NULL ? json_node_get_int (node) : 0;

  return node != NULL;
}

gint64
laurel_reply_get_int (LaurelReply *self, const char *name)
{
  gint64 value = 0;

  read_int (self, name, FALSE, &value);

  return value;
}

gboolean
laurel_reply_get_optional_int (LaurelReply *self, const char *name, gint64 *value)
{
  return read_int (self, name, TRUE, value);
}

gint64
laurel_reply_get_int_or (LaurelReply *self, const char *name, gint64 fallback)
{
  gint64 value = 0;

  return read_int (self, name, TRUE, &value) ? value : fallback;
}

gboolean
laurel_reply_get_boolean (LaurelReply *self, const char *name)
{
  JsonNode *node = find_value (self, name, FALSE, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

gboolean
laurel_reply_get_optional_boolean (LaurelReply *self, const char *name)
{
  JsonNode *node = find_value (self, name, TRUE, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

gboolean
laurel_reply_get_boolean_or (LaurelReply *self, const char *name, gboolean fallback)
{
  JsonNode *node = find_value (self, name, TRUE, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

const char *
laurel_reply_get_string (LaurelReply *self, const char *name)
{
  JsonNode *node = find_value (self, name, FALSE, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : "";
}

const char *
laurel_reply_get_optional_string (LaurelReply *self, const char *name)
{
  JsonNode *node = find_value (self, name, TRUE, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

int
laurel_reply_get_word (LaurelReply *self, const char *name, const char *const *words, int other)
{
  const char *word = laurel_reply_get_string (self, name);

  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (word, words[i]))
      return i;

  return other;
}

/* The place of @word, 0 and a fault where it has none. */
static int
find_choice (LaurelReply *self, const char *name, const char *word, const char *const *words)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (word, words[i]))
      return i;

  add_fault (self, name, "unknown word");
  return 0;
}

int
laurel_reply_get_choice (LaurelReply *self, const char *name, const char *const *words)
{
  JsonNode *node = find_value (self, name, FALSE, G_TYPE_STRING);

  return node != NULL ? find_choice (self, name, json_node_get_string (node), words) : 0;
}

int
laurel_reply_get_choice_or (LaurelReply       *self,
                            const char        *name,
                            const char *const *words,
                            int                fallback)
{
  JsonNode *node = find_value (self, name, TRUE, G_TYPE_STRING);

  return node != NULL ? find_choice (self, name, json_node_get_string (node), words) : fallback;
}

/* Exactly YYYY-MM-DD. */
static gboolean
parse_date (const char *text, GDate *date)
{
  guint year = 0;
  guint month = 0;
  guint day = 0;

  if (strlen (text) != 10 || sscanf (text, "%4u-%2u-%2u", &year, &month, &day) != 3)
    return FALSE;

  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

gboolean
laurel_reply_get_optional_date (LaurelReply *self, const char *name, GDate *date)
{
  const char *text = laurel_reply_get_optional_string (self, name);

  g_date_clear (date, 1);

  if (text == NULL)
    return FALSE;

  if (parse_date (text, date))
    return TRUE;

  add_fault (self, name, "date");
  return FALSE;
}

void
laurel_reply_get_date (LaurelReply *self, const char *name, GDate *date)
{
  if (find_member (self, name, FALSE) == NULL || !laurel_reply_get_optional_date (self, name, date))
    g_date_set_dmy (date, 1, G_DATE_JANUARY, 1970);
}

GDateTime *
laurel_reply_get_optional_moment (LaurelReply *self, const char *name)
{
  const char *text = laurel_reply_get_optional_string (self, name);
  GDateTime  *moment = NULL;

  if (text == NULL)
    return NULL;

  /* Without a zone of its own a text is not an instant: NULL makes GLib refuse it. */
  moment = g_date_time_new_from_iso8601 (text, NULL);
  if (moment == NULL)
    add_fault (self, name, "time");

  return moment;
}

GDateTime *
laurel_reply_get_moment (LaurelReply *self, const char *name)
{
  GDateTime *moment = NULL;

  if (find_member (self, name, FALSE) != NULL)
    moment = laurel_reply_get_optional_moment (self, name);

  return moment != NULL ? moment : g_date_time_new_from_unix_utc (0);
}

/* The array of that name, or NULL. */
static JsonArray *
find_array (LaurelReply *self, const char *name, gboolean optional)
{
  JsonNode *node = find_member (self, name, optional);

  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  add_fault (self, name, "type");
  return NULL;
}

static GArray *
read_ints (LaurelReply *self, const char *name, gboolean optional)
{
  GArray    *values = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonArray *array = find_array (self, name, optional);
  guint      length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gint64    value = 0;

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
        value = json_node_get_int (node);
      else
        add_fault (self, name, "type");

      g_array_append_val (values, value);
    }

  return values;
}

GArray *
laurel_reply_get_ints (LaurelReply *self, const char *name)
{
  return read_ints (self, name, FALSE);
}

GArray *
laurel_reply_get_optional_ints (LaurelReply *self, const char *name)
{
  return read_ints (self, name, TRUE);
}

static GStrv
read_strings (LaurelReply *self, const char *name, gboolean optional)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  JsonArray *array = find_array (self, name, optional);
  guint      length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (values, json_node_get_string (node));
      else
        add_fault (self, name, "type");
    }

  return g_strv_builder_end (values);
}

GStrv
laurel_reply_get_strings (LaurelReply *self, const char *name)
{
  return read_strings (self, name, FALSE);
}

GStrv
laurel_reply_get_optional_strings (LaurelReply *self, const char *name)
{
  return read_strings (self, name, TRUE);
}

char *
laurel_reply_dup_json (LaurelReply *self, const char *name)
{
  JsonNode *node = find_member (self, name, TRUE);

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

gboolean
laurel_reply_has (LaurelReply *self, const char *name)
{
  return find_member (self, name, TRUE) != NULL;
}

gboolean
laurel_reply_is_object (LaurelReply *self, const char *name)
{
  JsonNode *node = find_member (self, name, TRUE);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node);
}

gboolean
laurel_reply_is_empty (LaurelReply *self)
{
  JsonObject *object = get_frame (self)->object;

  return object == NULL || json_object_get_size (object) == 0;
}

void
laurel_reply_expect_members (LaurelReply *self, const char *const *names)
{
  JsonObject    *object = get_frame (self)->object;
  JsonObjectIter iter;
  const char    *name = NULL;

  if (object == NULL)
    return;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!g_strv_contains (names, name))
      add_fault (self, name, "unknown member");
}

void
laurel_reply_fault (LaurelReply *self, const char *name, const char *what)
{
  add_fault (self, name, what);
}

void
laurel_reply_begin_object (LaurelReply *self, const char *name)
{
  JsonNode *node = find_member (self, name, FALSE);

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    {
      add_fault (self, name, "type");
      node = NULL;
    }

  push_frame (self, node != NULL ? json_node_get_object (node) : NULL, NULL, name);
}

gboolean
laurel_reply_begin_optional_object (LaurelReply *self, const char *name)
{
  if (find_member (self, name, TRUE) == NULL)
    return FALSE;

  laurel_reply_begin_object (self, name);
  return TRUE;
}

void
laurel_reply_end_object (LaurelReply *self)
{
  pop_frame (self);
}

static guint
begin_array (LaurelReply *self, const char *name, gboolean optional)
{
  JsonArray *array = find_array (self, name, optional);

  push_frame (self, NULL, array, name);

  return array != NULL ? json_array_get_length (array) : 0;
}

guint
laurel_reply_begin_array (LaurelReply *self, const char *name)
{
  return begin_array (self, name, FALSE);
}

guint
laurel_reply_begin_optional_array (LaurelReply *self, const char *name)
{
  return begin_array (self, name, TRUE);
}

void
laurel_reply_begin_element (LaurelReply *self, guint index)
{
  g_autofree char *step = g_strdup_printf ("%u", index);
  JsonNode        *node = json_array_get_element (get_frame (self)->array, index);
  gboolean         good = JSON_NODE_HOLDS_OBJECT (node);

  if (!good)
    add_fault (self, step, "type");

  push_frame (self, good ? json_node_get_object (node) : NULL, NULL, step);
}

void
laurel_reply_end_element (LaurelReply *self)
{
  pop_frame (self);
}

void
laurel_reply_end_array (LaurelReply *self)
{
  pop_frame (self);
}
