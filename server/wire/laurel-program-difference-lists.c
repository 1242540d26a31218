/* laurel-program-difference-lists.c - what is different between two lists: levels, rules, limits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-program-difference-private.h"

/**
 * List:
 * @order: "The order of the redemption rules"
 * @members: what an item has
 * @dup_name: (transfer full): what an item is called; @index counts from 0
 * @say: (transfer full): what a new or removed item is, "from ₽1,000"
 */
typedef struct
{
  const char         *path;
  const char         *section;
  const char         *order;
  const LaurelMember *members;
  char *(*dup_name) (const json_t *item, gsize index);
  char *(*say) (const LaurelProgramWords *words, const json_t *item);
} List;

/* Which element of @before each of @after was, or -1: those with the same id, then those that are
 * equal, then those without an id that stand at the same place. */
static gssize *
match (const json_t *before, const json_t *after)
{
  gsize                n_before = json_array_size (before);
  gsize                n_after = json_array_size (after);
  g_autofree gboolean *taken = g_new0 (gboolean, n_before + 1);
  gssize              *matched = g_new (gssize, n_after + 1);

  for (gsize j = 0; j < n_after; j++)
    matched[j] = -1;

  for (guint round = 0; round < 3; round++)
    {
      for (gsize j = 0; j < n_after; j++)
        {
          const json_t *item = json_array_get (after, j);
          const json_t *id = json_object_get (item, "id");

          for (gsize i = 0; i < n_before && matched[j] < 0; i++)
            {
              const json_t *old = json_array_get (before, i);
              const json_t *old_id = json_object_get (old, "id");
              gboolean      fits = FALSE;

              if (round == 0)
                fits = id != NULL && old_id != NULL && json_equal (id, old_id);
              else if (round == 1)
                fits = id == NULL && json_equal (item, old);
              else
                fits = id == NULL && old_id == NULL && i == j;

              if (fits && !taken[i])
                {
                  taken[i] = TRUE;
                  matched[j] = (gssize) i;
                }
            }
        }
    }

  return matched;
}

static void
compare_items (LaurelDifference *difference,
               const List       *list,
               const json_t     *before,
               const json_t     *after,
               gsize             index)
{
  static const char *const skip[] = { "enabled", NULL };

  static const LaurelMember whole = { "", "", LAUREL_PHRASE_JSON, NULL, NULL };

  g_autofree char *name = list->dup_name (after, index);
  LaurelChanged    changed = {
       .node = json_string_value (json_object_get (after, "id")),
       .name = name,
       .section = list->section,
       .member = list->path,
  };

  if (!json_is_object (before) || !json_is_object (after))
    {
      laurel_difference_edit (difference, &changed, &whole, before, after);
      return;
    }

  laurel_difference_switch (difference,
                            &changed,
                            json_object_get (before, "enabled"),
                            json_object_get (after, "enabled"));
  laurel_difference_edit_members (difference, &changed, list->members, skip, before, after);
}

static void
add_item (LaurelDifference *difference,
          const List       *list,
          const json_t     *item,
          gsize             index,
          gboolean          is_new)
{
  g_autofree char    *name = list->dup_name (item, index);
  g_autofree char    *words = list->say (is_new ? difference->after : difference->before, item);
  const LaurelChanged changed = {
    .kind = is_new ? "added" : "removed",
    .node = json_string_value (json_object_get (item, "id")),
    .name = name,
    .section = list->section,
    .before = is_new ? NULL : item,
    .after = is_new ? item : NULL,
  };

  laurel_difference_add (difference,
                         &changed,
                         "%s is %s: %s",
                         name,
                         is_new ? "new" : "removed",
                         words);
}

static void
compare_lists (LaurelDifference *difference,
               const List       *list,
               const json_t     *before,
               const json_t     *after)
{
  g_autofree gssize   *matched = match (before, after);
  g_autofree gboolean *kept = g_new0 (gboolean, json_array_size (before) + 1);
  gssize               last = -1;
  gboolean             in_order = TRUE;

  for (gsize j = 0; j < json_array_size (after); j++)
    {
      const json_t *item = json_array_get (after, j);

      if (matched[j] < 0)
        {
          add_item (difference, list, item, j, TRUE);
          continue;
        }

      kept[matched[j]] = TRUE;
      in_order &= matched[j] > last;
      last = matched[j];
      compare_items (difference, list, json_array_get (before, (gsize) matched[j]), item, j);
    }

  for (gsize i = 0; i < json_array_size (before); i++)
    {
      if (!kept[i])
        add_item (difference, list, json_array_get (before, i), i, FALSE);
    }

  if (!in_order)
    laurel_difference_add (difference,
                           &(LaurelChanged){ .kind = "moved",
                                             .name = list->order,
                                             .section = list->section,
                                             .member = list->path },
                           "%s is another one",
                           list->order);
}

/* --- Levels --- */

static const LaurelMember level_members[] = {
  { "name", "is called", LAUREL_PHRASE_TEXT, "\"\"", NULL },
  { "representation", "is represented by", LAUREL_PHRASE_TEXT, "\"\"", NULL },
  { "description", "is described as", LAUREL_PHRASE_TEXT, "\"\"", NULL },
  { "order", "has the rank", LAUREL_PHRASE_COUNT, "0", NULL },
  { "threshold", "is reached from", LAUREL_PHRASE_MONEY, "0", NULL },
  { "accrual", "gives", LAUREL_PHRASE_PERCENT, "0", NULL },
  { "max_share", "can pay with points", LAUREL_PHRASE_PERCENT, NULL, "as others" },
  { NULL, NULL, LAUREL_PHRASE_JSON, NULL, NULL },
};

static char *
name_level (const json_t *level, gsize index)
{
  return laurel_program_words_name_level (level);
}

static char *
say_level (const LaurelProgramWords *words, const json_t *level)
{
  g_autofree char *threshold =
      laurel_program_words_say (words, LAUREL_PHRASE_MONEY, json_object_get (level, "threshold"));
  g_autofree char *accrual =
      laurel_program_words_say (words, LAUREL_PHRASE_PERCENT, json_object_get (level, "accrual"));

  return g_strdup_printf ("from %s, gives %s", threshold, accrual);
}

void
laurel_difference_compare_levels (LaurelDifference *difference,
                                  const json_t     *before,
                                  const json_t     *after)
{
  static const List list = {
    .path = "levels/list",
    .section = "levels",
    .order = "The order of the levels",
    .members = level_members,
    .dup_name = name_level,
    .say = say_level,
  };

  compare_lists (difference, &list, before, after);
}

/* --- Rules --- */

static const LaurelMember rule_members[] = {
  { "name", "is called", LAUREL_PHRASE_TEXT, "\"\"", NULL },
  { "description", "is described as", LAUREL_PHRASE_TEXT, "\"\"", NULL },
  { "when", NULL, LAUREL_PHRASE_CONDITION, NULL, NULL },
  { "target", NULL, LAUREL_PHRASE_TARGET, "{}", NULL },
  { "max_share", "at most", LAUREL_PHRASE_PERCENT, NULL, NULL },
  { "forbid", "says", LAUREL_PHRASE_FORBID, "[]", NULL },
  { NULL, NULL, LAUREL_PHRASE_JSON, NULL, NULL },
};

static char *
name_rule (const json_t *rule, gsize index, const char *noun)
{
  const char *name = json_string_value (json_object_get (rule, "name"));
  const char *id = json_string_value (json_object_get (rule, "id"));

  if (name != NULL && *name != '\0')
    return g_strdup (name);

  if (id != NULL)
    return g_strdup (id);

  return g_strdup_printf ("%s %zu", noun, index + 1);
}

static char *
name_redemption_rule (const json_t *rule, gsize index)
{
  return name_rule (rule, index, "Redemption rule");
}

static char *
name_restriction (const json_t *rule, gsize index)
{
  return name_rule (rule, index, "Restriction");
}

static char *
say_redemption_rule (const LaurelProgramWords *words, const json_t *rule)
{
  g_autofree char *share =
      laurel_program_words_say (words, LAUREL_PHRASE_PERCENT, json_object_get (rule, "max_share"));
  g_autofree char *when =
      laurel_program_words_say (words, LAUREL_PHRASE_CONDITION, json_object_get (rule, "when"));

  return g_strdup_printf ("at most %s, %s", share, when);
}

static char *
say_restriction (const LaurelProgramWords *words, const json_t *rule)
{
  g_autofree char *forbid =
      laurel_program_words_say (words, LAUREL_PHRASE_FORBID, json_object_get (rule, "forbid"));
  g_autofree char *when =
      laurel_program_words_say (words, LAUREL_PHRASE_CONDITION, json_object_get (rule, "when"));

  return g_strdup_printf ("%s, %s", forbid, when);
}

void
laurel_difference_compare_redemption_rules (LaurelDifference *difference,
                                            const json_t     *before,
                                            const json_t     *after)
{
  static const List list = {
    .path = "redemption/rules",
    .section = "redemption",
    .order = "The order of the redemption rules",
    .members = rule_members,
    .dup_name = name_redemption_rule,
    .say = say_redemption_rule,
  };

  compare_lists (difference, &list, before, after);
}

void
laurel_difference_compare_restrictions (LaurelDifference *difference,
                                        const json_t     *before,
                                        const json_t     *after)
{
  static const List list = {
    .path = "restrictions",
    .section = "restrictions",
    .order = "The order of the restrictions",
    .members = rule_members,
    .dup_name = name_restriction,
    .say = say_restriction,
  };

  compare_lists (difference, &list, before, after);
}

/* --- Limits of operations --- */

static const LaurelMember operation_limit_members[] = {
  { "period", "counts by", LAUREL_PHRASE_WORD, NULL, NULL },
  { "count", "at most", LAUREL_PHRASE_COUNT, NULL, NULL },
  { "mode", "is", LAUREL_PHRASE_WORD, NULL, NULL },
  { NULL, NULL, LAUREL_PHRASE_JSON, NULL, NULL },
};

static char *
name_operation_limit (const json_t *limit, gsize index)
{
  return g_strdup_printf ("Limit of operations %zu", index + 1);
}

static char *
say_operation_limit (const LaurelProgramWords *words, const json_t *limit)
{
  g_autofree char *count =
      laurel_program_words_say (words, LAUREL_PHRASE_COUNT, json_object_get (limit, "count"));
  g_autofree char *period =
      laurel_program_words_say (words, LAUREL_PHRASE_WORD, json_object_get (limit, "period"));

  return g_strdup_printf ("%s sales a %s", count, period);
}

void
laurel_difference_compare_operation_limits (LaurelDifference *difference,
                                            const json_t     *before,
                                            const json_t     *after)
{
  static const List list = {
    .path = "server/operation_limits",
    .section = "limits",
    .order = "The order of the limits of operations",
    .members = operation_limit_members,
    .dup_name = name_operation_limit,
    .say = say_operation_limit,
  };

  compare_lists (difference, &list, before, after);
}

/* --- The life of a discount's own points --- */

void
laurel_difference_compare_lots (LaurelDifference *difference,
                                const json_t     *before,
                                const json_t     *after)
{
  static const LaurelMember members[] = {
    { "activation_days",
      "its points become active after",
      LAUREL_PHRASE_DAYS,
      NULL,
      "as many days as others" },
    { "expiry", "its points burn", LAUREL_PHRASE_EXPIRY, NULL, "as others" },
    { NULL, NULL, LAUREL_PHRASE_JSON, NULL, NULL },
  };
  static const LaurelMember whole = { "", "its points", LAUREL_PHRASE_JSON, "{}", NULL };
  static const char *const  skip[] = { NULL };

  g_autoptr (GPtrArray) leaves = laurel_difference_list_names (before, after);

  for (guint i = 0; i < leaves->len; i++)
    {
      const char   *leaf = g_ptr_array_index (leaves, i);
      const json_t *old = json_object_get (before, leaf);
      const json_t *new = json_object_get (after, leaf);
      g_autofree char *name = laurel_difference_dup_node_name (difference, leaf);
      LaurelChanged    changed = {
           .node = leaf,
           .name = name,
           .section = "expiry",
           .member = "server/lots",
      };

      if ((old != NULL && !json_is_object (old)) || (new != NULL && !json_is_object (new)) ||
          json_object_size (old) + json_object_size (new) == 0)
        laurel_difference_edit (difference, &changed, &whole, old, new);
      else
        laurel_difference_edit_members (difference, &changed, members, skip, old, new);
    }
}
