/* laurel-json-patch.c - changes a JSON document as a patch says: RFC 6902
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-json-patch.h"

#include <string.h>

/* What may be added and copied in all, in values and bytes of text: `copy` doubles as often as it
 * is said, and a short patch must not become a long document. */
#define WEIGHT_MAX (4 * 1024 * 1024)

typedef enum
{
  OP_ADD,
  OP_REMOVE,
  OP_REPLACE,
  OP_MOVE,
  OP_COPY,
  OP_TEST,
  N_OPS,
} Op;

static const struct
{
  const char *name;
  gboolean    has_value;
  gboolean    has_from;
} ops[] = {
  [OP_ADD] = { "add", TRUE, FALSE },         [OP_REMOVE] = { "remove", FALSE, FALSE },
  [OP_REPLACE] = { "replace", TRUE, FALSE }, [OP_MOVE] = { "move", FALSE, TRUE },
  [OP_COPY] = { "copy", FALSE, TRUE },       [OP_TEST] = { "test", TRUE, FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (ops) == N_OPS);

/**
 * Operation:
 * @path, @from: (element-type utf8) (nullable): the unescaped parts of a pointer
 * @path_text, @from_text: (transfer none): the pointers as they are written
 * @value: (transfer none) (nullable)
 */
typedef struct
{
  Op            op;
  GPtrArray    *path;
  GPtrArray    *from;
  const char   *path_text;
  const char   *from_text;
  const json_t *value;
} Operation;

/**
 * Patching:
 * @root: the document as it has become
 * @index: of the operation at work
 * @weight: what may still be added
 */
typedef struct
{
  json_t       *root;
  gsize         index;
  gint64        weight;
  LaurelFaults *faults;
} Patching;

/* === Pointers ================================================================================= */

/* NULL: a tilde is followed by something else than 0 or 1. */
static char *
unescape (const char *text, gsize length)
{
  g_autoptr (GString) token = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '~')
        g_string_append_c (token, text[i]);
      else if (i + 1 < length && (text[i + 1] == '0' || text[i + 1] == '1'))
        g_string_append_c (token, text[++i] == '0' ? '~' : '/');
      else
        return NULL;
    }

  return g_strdup (token->str);
}

/* (transfer full) (element-type utf8): the parts; NULL: @text is no pointer. */
static GPtrArray *
parse_pointer (const char *text)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  while (*text != '\0')
    {
      gsize length = 0;
      char *token = NULL;

      if (*text != '/')
        return NULL;

      text++;
      length = strcspn (text, "/");
      token = unescape (text, length);

      if (token == NULL)
        return NULL;

      g_ptr_array_add (parts, token);
      text += length;
    }

  return g_steal_pointer (&parts);
}

char *
laurel_json_pointer_escape (const char *token)
{
  g_autoptr (GString) escaped = g_string_new (token);

  g_string_replace (escaped, "~", "~0", 0);
  g_string_replace (escaped, "/", "~1", 0);

  return g_strdup (escaped->str);
}

/* Digits without a leading zero. */
static gboolean
parse_index (const char *token, gsize *index)
{
  guint64 number = 0;

  if (token[0] == '0' && token[1] != '\0')
    return FALSE;

  if (!g_ascii_string_to_unsigned (token, 10, 0, G_MAXINT32, &number, NULL))
    return FALSE;

  /* It takes a sign for granted that a pointer has not. */
  if (!g_ascii_isdigit (token[0]))
    return FALSE;

  *index = (gsize) number;

  return TRUE;
}

static json_t *
get_child (const json_t *parent, const char *token)
{
  gsize index = 0;

  if (json_is_object (parent))
    return json_object_get (parent, token);

  if (json_is_array (parent) && parse_index (token, &index))
    return json_array_get (parent, index);

  return NULL;
}

/* The value at the first @depth parts of @path. */
static json_t *
walk (json_t *root, const GPtrArray *path, guint depth)
{
  json_t *value = root;

  for (guint i = 0; i < depth && value != NULL; i++)
    value = get_child (value, g_ptr_array_index (path, i));

  return value;
}

json_t *
laurel_json_point (const json_t *document, const char *pointer)
{
  g_autoptr (GPtrArray) path = parse_pointer (pointer);

  return path != NULL ? walk ((json_t *) document, path, path->len) : NULL;
}

/* === Reading the patch ======================================================================== */

static void
operation_clear (gpointer data)
{
  Operation *operation = data;

  g_clear_pointer (&operation->path, g_ptr_array_unref);
  g_clear_pointer (&operation->from, g_ptr_array_unref);
}

static void
add_fault (LaurelFaults *faults,
           gsize         index,
           const char   *member,
           const char   *code,
           const char   *message)
{
  g_autofree char *path = g_strdup_printf ("/%zu%s%s", index, *member != '\0' ? "/" : "", member);

  laurel_faults_add (faults, path, code, "%s", message);
}

static GPtrArray *
read_pointer (const json_t *object,
              gsize         index,
              const char   *member,
              const char  **text,
              LaurelFaults *faults)
{
  const json_t *value = json_object_get (object, member);
  GPtrArray    *path = NULL;

  *text = json_string_value (value);

  if (value == NULL)
    add_fault (faults, index, member, LAUREL_FAULT_MISSING, "is missing");
  else if (*text == NULL)
    add_fault (faults, index, member, LAUREL_FAULT_FORMAT, "must be a string");
  else if ((path = parse_pointer (*text)) == NULL)
    add_fault (faults, index, member, LAUREL_FAULT_FORMAT, "is no JSON pointer");
  else if (path->len > LAUREL_JSON_PATCH_DEPTH_MAX)
    add_fault (faults, index, member, LAUREL_FAULT_RANGE, "is too deep");

  return path;
}

static gboolean
read_op (const json_t *object, gsize index, Op *op, LaurelFaults *faults)
{
  const json_t *value = json_object_get (object, "op");

  for (gsize i = 0; json_is_string (value) && i < G_N_ELEMENTS (ops); i++)
    {
      if (g_str_equal (ops[i].name, json_string_value (value)))
        {
          *op = (Op) i;
          return TRUE;
        }
    }

  if (value == NULL)
    add_fault (faults, index, "op", LAUREL_FAULT_MISSING, "is missing");
  else
    add_fault (faults,
               index,
               "op",
               LAUREL_FAULT_FORMAT,
               "must be add, remove, replace, move, copy or test");

  return FALSE;
}

/* Members that the RFC does not know are passed over, as it says. */
static void
read_operation (const json_t *object, gsize index, Operation *operation, LaurelFaults *faults)
{
  if (!json_is_object (object))
    {
      add_fault (faults, index, "", LAUREL_FAULT_FORMAT, "must be an object");
      return;
    }

  operation->path = read_pointer (object, index, "path", &operation->path_text, faults);

  if (!read_op (object, index, &operation->op, faults))
    return;

  if (ops[operation->op].has_from)
    operation->from = read_pointer (object, index, "from", &operation->from_text, faults);

  if (ops[operation->op].has_value)
    {
      operation->value = json_object_get (object, "value");

      if (operation->value == NULL)
        add_fault (faults, index, "value", LAUREL_FAULT_MISSING, "is missing");
    }
}

/* NULL: @patch has faults. */
static GArray *
read_patch (const json_t *patch, LaurelFaults *faults)
{
  guint   n_before = laurel_faults_get_n (faults);
  GArray *operations = NULL;

  if (!json_is_array (patch))
    {
      laurel_faults_add (faults, "", LAUREL_FAULT_FORMAT, "a patch is a list of operations");
      return NULL;
    }

  if (json_array_size (patch) > LAUREL_JSON_PATCH_MAX)
    {
      laurel_faults_add (faults,
                         "",
                         LAUREL_FAULT_RANGE,
                         "a patch has at most %d operations",
                         LAUREL_JSON_PATCH_MAX);
      return NULL;
    }

  operations = g_array_new (FALSE, TRUE, sizeof (Operation));
  g_array_set_clear_func (operations, operation_clear);
  g_array_set_size (operations, (guint) json_array_size (patch));

  for (guint i = 0; i < operations->len; i++)
    read_operation (json_array_get (patch, i),
                    i,
                    &g_array_index (operations, Operation, i),
                    faults);

  if (laurel_faults_get_n (faults) > n_before)
    g_clear_pointer (&operations, g_array_unref);

  return operations;
}

/* === Carrying it out ========================================================================== */

static gboolean
refuse (Patching *patching, const char *member, const char *code, const char *message)
{
  add_fault (patching->faults, patching->index, member, code, message);

  return FALSE;
}

/* Takes what @value weighs off the weight that is left; FALSE: it is too heavy, or with it
 * something would lie deeper than @depth levels. */
static gboolean
weigh (const json_t *value, guint depth, gint64 *weight)
{
  const char   *key = NULL;
  const json_t *child = NULL;
  size_t        i = 0;

  *weight -= 1 + (json_is_string (value) ? (gint64) json_string_length (value) : 0);

  if (*weight < 0)
    return FALSE;

  if ((json_is_object (value) || json_is_array (value)) && depth == 0)
    return FALSE;

  json_object_foreach ((json_t *) value, key, child)
  {
    *weight -= (gint64) strlen (key);

    if (!weigh (child, depth - 1, weight))
      return FALSE;
  }

  json_array_foreach (value, i, child)
  {
    if (!weigh (child, depth - 1, weight))
      return FALSE;
  }

  return TRUE;
}

static gboolean values_equal (const json_t *a, const json_t *b);

static gboolean
objects_equal (const json_t *a, const json_t *b)
{
  const char   *key = NULL;
  const json_t *value = NULL;

  if (json_object_size (a) != json_object_size (b))
    return FALSE;

  json_object_foreach ((json_t *) a, key, value)
  {
    if (!values_equal (value, json_object_get (b, key)))
      return FALSE;
  }

  return TRUE;
}

static gboolean
arrays_equal (const json_t *a, const json_t *b)
{
  const json_t *value = NULL;
  size_t        i = 0;

  if (json_array_size (a) != json_array_size (b))
    return FALSE;

  json_array_foreach (a, i, value)
  {
    if (!values_equal (value, json_array_get (b, i)))
      return FALSE;
  }

  return TRUE;
}

/* @b: (nullable) */
static gboolean
values_equal (const json_t *a, const json_t *b)
{
  if (json_is_object (a) && json_is_object (b))
    return objects_equal (a, b);

  if (json_is_array (a) && json_is_array (b))
    return arrays_equal (a, b);

  if (json_is_integer (a) != json_is_integer (b) && json_is_number (a) && json_is_number (b))
    return json_number_value (a) == json_number_value (b);

  return b != NULL && json_equal (a, b);
}

/* Takes the value at @path out of the document. (transfer full) (nullable) */
static json_t *
detach (json_t *root, const GPtrArray *path)
{
  json_t     *parent = walk (root, path, path->len - 1);
  const char *token = g_ptr_array_index (path, path->len - 1);
  json_t     *value = json_incref (parent != NULL ? get_child (parent, token) : NULL);
  gsize       index = 0;

  if (value == NULL)
    return NULL;

  if (json_is_object (parent))
    json_object_del (parent, token);
  else if (parse_index (token, &index))
    json_array_remove (parent, index);

  return value;
}

/* (transfer full) @value */
static gboolean
attach (Patching *patching, const GPtrArray *path, json_t *value)
{
  json_t     *parent = NULL;
  const char *token = NULL;
  gsize       index = 0;

  if (path->len == 0)
    {
      json_decref (patching->root);
      patching->root = value;
      return TRUE;
    }

  parent = walk (patching->root, path, path->len - 1);
  token = g_ptr_array_index (path, path->len - 1);

  if (json_is_object (parent))
    {
      json_object_set_new (parent, token, value);
      return TRUE;
    }

  if (json_is_array (parent))
    {
      if (g_str_equal (token, "-"))
        index = json_array_size (parent);
      else if (!parse_index (token, &index))
        index = G_MAXSIZE;

      if (index <= json_array_size (parent))
        {
          json_array_insert_new (parent, index, value);
          return TRUE;
        }
    }

  json_decref (value);

  return refuse (patching, "path", LAUREL_FAULT_UNKNOWN_PLACE, "there is no such place");
}

/* Puts a copy of @source at @path. */
static gboolean
attach_copy (Patching *patching, const GPtrArray *path, const json_t *source)
{
  if (!weigh (source, LAUREL_JSON_PATCH_DEPTH_MAX - path->len, &patching->weight))
    return refuse (patching,
                   "path",
                   LAUREL_FAULT_RANGE,
                   "the document would become too large or too deep");

  return attach (patching, path, json_deep_copy (source));
}

static gboolean
replace (Patching *patching, const Operation *operation)
{
  const GPtrArray *path = operation->path;
  json_t          *parent = NULL;
  const char      *token = NULL;
  gsize            index = 0;

  if (walk (patching->root, path, path->len) == NULL)
    return refuse (patching, "path", LAUREL_FAULT_UNKNOWN_PLACE, "there is nothing at this place");

  if (path->len > 0)
    {
      parent = walk (patching->root, path, path->len - 1);
      token = g_ptr_array_index (path, path->len - 1);

      /* An element is taken out first: `add` moves those behind it. A member is set over. */
      if (json_is_array (parent) && parse_index (token, &index))
        json_array_remove (parent, index);
    }

  return attach_copy (patching, path, operation->value);
}

static gboolean
remove_value (Patching *patching, const GPtrArray *path, const char *member, json_t **value)
{
  if (path->len == 0)
    return refuse (patching, member, LAUREL_FAULT_RANGE, "the whole document cannot be taken away");

  *value = detach (patching->root, path);

  return *value != NULL ||
         refuse (patching, member, LAUREL_FAULT_UNKNOWN_PLACE, "there is nothing at this place");
}

static gboolean
move (Patching *patching, const Operation *operation)
{
  gsize   length = strlen (operation->from_text);
  json_t *value = NULL;

  if (g_str_equal (operation->from_text, operation->path_text))
    {
      if (walk (patching->root, operation->from, operation->from->len) != NULL)
        return TRUE;

      return refuse (patching,
                     "from",
                     LAUREL_FAULT_UNKNOWN_PLACE,
                     "there is nothing at this place");
    }

  if (g_str_has_prefix (operation->path_text, operation->from_text) &&
      operation->path_text[length] == '/')
    return refuse (patching, "path", LAUREL_FAULT_RANGE, "nothing can be moved into itself");

  if (!remove_value (patching, operation->from, "from", &value))
    return FALSE;

  if (weigh (value, LAUREL_JSON_PATCH_DEPTH_MAX - operation->path->len, &patching->weight))
    return attach (patching, operation->path, value);

  json_decref (value);

  return refuse (patching,
                 "path",
                 LAUREL_FAULT_RANGE,
                 "the document would become too large or too deep");
}

static gboolean
copy (Patching *patching, const Operation *operation)
{
  const json_t *source = walk (patching->root, operation->from, operation->from->len);

  if (source == NULL)
    return refuse (patching, "from", LAUREL_FAULT_UNKNOWN_PLACE, "there is nothing at this place");

  return attach_copy (patching, operation->path, source);
}

static gboolean
test (Patching *patching, const Operation *operation)
{
  const json_t *value = walk (patching->root, operation->path, operation->path->len);

  if (value == NULL)
    return refuse (patching, "path", LAUREL_FAULT_UNKNOWN_PLACE, "there is nothing at this place");

  return values_equal (operation->value, value) ||
         refuse (patching, "value", LAUREL_FAULT_TEST_FAILED, "the value is another one");
}

static gboolean
carry_out (Patching *patching, const Operation *operation)
{
  json_t  *removed = NULL;
  gboolean done = FALSE;

  switch (operation->op)
    {
    case OP_ADD:
      return attach_copy (patching, operation->path, operation->value);
    case OP_REMOVE:
      done = remove_value (patching, operation->path, "path", &removed);
      json_decref (removed);
      return done;
    case OP_REPLACE:
      return replace (patching, operation);
    case OP_MOVE:
      return move (patching, operation);
    case OP_COPY:
      return copy (patching, operation);
    case OP_TEST:
      return test (patching, operation);
    case N_OPS:
    default:
      g_assert_not_reached ();
    }
}

json_t *
laurel_json_patch (const json_t *document, const json_t *patch, LaurelFaults *faults)
{
  g_autoptr (GArray) operations = read_patch (patch, faults);
  Patching patching = { .weight = WEIGHT_MAX, .faults = faults };

  if (operations == NULL)
    return NULL;

  patching.root = json_deep_copy (document);

  for (patching.index = 0; patching.index < operations->len; patching.index++)
    {
      if (!carry_out (&patching, &g_array_index (operations, Operation, patching.index)))
        {
          json_decref (patching.root);
          return NULL;
        }
    }

  return patching.root;
}
