/* laurel-coverage.c - what of the contract the answers to many cases have shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/laurel-coverage.h"

#include <string.h>

struct _LaurelCoverage
{
  GHashTable *counts; /* name -> how often */
};

static void count (LaurelCoverage *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
count (LaurelCoverage *self, const char *format, ...)
{
  char   *name = NULL;
  va_list arguments;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_hash_table_insert (self->counts, name, GUINT_TO_POINTER (laurel_coverage_get (self, name) + 1));
}

static const char *
get_word (json_t *object, const char *name, const char *otherwise)
{
  json_t *member = json_object_get (object, name);

  return json_is_string (member) ? json_string_value (member) : otherwise;
}

static gint64
get_integer (json_t *object, const char *name)
{
  return json_integer_value (json_object_get (object, name));
}

/* The node with @id below @node, or the group that it is a child of. */
static json_t *
find_node (json_t *node, const char *id, gboolean parent)
{
  gsize   i = 0;
  json_t *child = NULL;
  json_t *found = NULL;

  if (!parent && strcmp (get_word (node, "id", ""), id) == 0)
    return node;

  json_array_foreach (json_object_get (node, "children"), i, child)
  {
    if (parent && strcmp (get_word (child, "id", ""), id) == 0)
      return node;

    found = find_node (child, id, parent);

    if (found != NULL)
      return found;
  }

  return NULL;
}

/* The way in which the group above the winner @id chose. */
static void
count_winner (LaurelCoverage *self, json_t *root, const char *id)
{
  json_t     *group = find_node (root, id, TRUE);
  const char *combine = get_word (group, "combine", "add");
  const char *scope = get_word (group, "scope", "line");

  if (strcmp (combine, "displace") == 0)
    count (self, "winner displace %s %s", scope, get_word (group, "winner", "last"));
  else
    count (self, "winner %s %s", combine, scope);
}

static void
count_tests (LaurelCoverage *self, json_t *condition)
{
  const char *name = NULL;
  json_t     *member = NULL;
  json_t     *element = NULL;
  gsize       i = 0;

  if (json_object_get (condition, "type") != NULL)
    {
      count (self, "asked %s", get_word (condition, "type", NULL));
      return;
    }

  json_object_foreach (condition, name, member)
  {
    count (self, "asked %s", name);

    if (json_is_object (member))
      count_tests (self, member);

    json_array_foreach (member, i, element) { count_tests (self, element); }
  }
}

/* A leaf that kept an effect: its reward, how it is given, and each member that it has. */
static void
count_applied (LaurelCoverage *self, json_t *leaf)
{
  json_t     *reward = json_object_get (leaf, "reward");
  json_t     *per = json_object_get (reward, "per");
  json_t     *limit = NULL;
  const char *type = get_word (reward, "type", NULL);
  const char *name = NULL;
  json_t     *member = NULL;

  if (json_is_object (per))
    count (self, "reward %s every", type);
  else if (per != NULL)
    count (self, "reward %s %s", type, json_string_value (per));
  else
    count (self, "reward %s", type);

  json_object_foreach (leaf, name, member)
  {
    if (!json_is_false (member))
      count (self, "applied with %s", name);
  }

  json_object_foreach (json_object_get (leaf, "limits"), name, limit)
  {
    count (self, "applied with limit %s", name);
  }

  count_tests (self, json_object_get (leaf, "when"));
}

static void
see_entry (LaurelCoverage *self, json_t *root, json_t *entry)
{
  json_t *by = json_object_get (entry, "by");
  json_t *winner = NULL;
  gsize   i = 0;

  count (self, "outcome %s", get_word (entry, "outcome", NULL));

  if (json_object_get (entry, "limit") != NULL)
    count (self, "limit %s", get_word (entry, "limit", NULL));

  if (json_object_get (entry, "test") != NULL)
    count (self, "failed %s", get_word (entry, "test", NULL));

  if (json_array_size (by) > 1)
    count (self, "displaced by several");

  json_array_foreach (by, i, winner) { count_winner (self, root, json_string_value (winner)); }

  if (strcmp (get_word (entry, "outcome", NULL), "applied") == 0)
    count_applied (self, find_node (root, get_word (entry, "id", NULL), FALSE));
}

/* The way of combining of the lowest group above two effects on one line. */
static void
count_together (LaurelCoverage *self, json_t *root, json_t *effects)
{
  for (gsize i = 1; i < json_array_size (effects); i++)
    {
      const char *id = get_word (json_array_get (effects, i), "id", NULL);
      const char *before = get_word (json_array_get (effects, i - 1), "id", NULL);
      json_t     *group = find_node (root, id, TRUE);

      if (group != NULL && find_node (group, before, FALSE) != NULL)
        count (self, "together %s", get_word (group, "combine", "add"));
    }
}

static gboolean
see_line (LaurelCoverage *self, json_t *root, json_t *line)
{
  static const char *const amounts[] = { "external", "discount", "redeemed", "rounding", "points" };

  json_t  *effects = json_object_get (line, "effects");
  json_t  *effect = NULL;
  gsize    i = 0;
  gboolean eventful = get_integer (line, "redeemed") > 0;

  for (i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      if (get_integer (line, amounts[i]) > 0)
        count (self, "line %s", amounts[i]);
    }

  count (self, json_array_size (json_object_get (line, "split")) > 1 ? "line split" : "line even");

  if (json_object_get (line, "split") == NULL)
    count (self, "line weighed");

  if (get_integer (line, "turnover") == 0 && get_integer (line, "to_pay") > 0)
    count (self, "line out of turnover");

  json_array_foreach (effects, i, effect)
  {
    eventful = eventful || strcmp (get_word (effect, "id", NULL), "base") != 0;

    if (json_is_true (json_object_get (effect, "referrer")))
      count (self, "effect for referrer");
  }

  count_together (self, root, effects);

  return eventful;
}

static void
see_result (LaurelCoverage *self, json_t *root, json_t *result)
{
  json_t     *totals = json_object_get (result, "totals");
  gboolean    eventful = FALSE;
  const char *name = NULL;
  json_t     *member = NULL;
  gsize       i = 0;

  if (json_object_get (result, "error") != NULL)
    {
      count (self, "error %s", get_word (json_object_get (result, "error"), "code", NULL));
      return;
    }

  json_array_foreach (json_object_get (result, "lines"), i, member)
  {
    eventful = see_line (self, root, member) || eventful;
  }

  json_array_foreach (json_object_get (result, "explain"), i, member)
  {
    see_entry (self, root, member);
  }

  json_object_foreach (json_object_get (result, "promo_codes"), name, member)
  {
    count (self, "code %s", json_string_value (member));
  }

  if (json_array_size (json_object_get (result, "offers")) > 0)
    count (self, "receipt with offers");

  if (get_integer (totals, "certificates") > 0)
    count (self, "receipt with certificates");

  count (self, "receipt");
  count (self, eventful ? "receipt with effects" : "receipt without effects");
}

LaurelCoverage *
laurel_coverage_new (void)
{
  LaurelCoverage *self = g_new0 (LaurelCoverage, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
laurel_coverage_free (LaurelCoverage *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

void
laurel_coverage_see (LaurelCoverage *self, json_t *document, json_t *answer)
{
  json_t *root = json_object_get (json_object_get (document, "program"), "discounts");
  json_t *result = NULL;
  gsize   i = 0;

  json_array_foreach (json_object_get (answer, "results"), i, result)
  {
    see_result (self, root, result);
  }
}

guint
laurel_coverage_get (LaurelCoverage *self, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, name));
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

void
laurel_coverage_tell (LaurelCoverage *self)
{
  GList *names = g_list_sort (g_hash_table_get_keys (self->counts), compare_names);

  for (const GList *name = names; name != NULL; name = name->next)
    g_test_message ("%8u  %s", laurel_coverage_get (self, name->data), (const char *) name->data);

  g_list_free (names);
}
