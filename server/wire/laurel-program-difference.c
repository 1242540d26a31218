/* laurel-program-difference.c - what is different between two program documents, in plain words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-program-difference.h"

#include "server/wire/laurel-program-difference-private.h"

#define LIST_MAX 1000

/* === Settings ================================================================================= */

/**
 * Setting:
 * @path: from the root, with slashes
 * @name: "NAME: AFTER instead of BEFORE"
 * @fallback, @none: as those of a LaurelMember
 */
typedef struct
{
  const char         *path;
  const char         *section;
  const char         *name;
  LaurelProgramPhrase phrase;
  const char         *fallback;
  const char         *none;
} Setting;

/* clang-format off */
static const Setting settings[] = {
  { "format", "other", "The format", LAUREL_PHRASE_COUNT, NULL },
  { "name", "other", "The name of the program", LAUREL_PHRASE_TEXT, "\"\"" },
  { "description", "other", "The description of the program", LAUREL_PHRASE_TEXT, "\"\"" },
  { "currency", "other", "The currency", LAUREL_PHRASE_TEXT, "\"RUB\"" },
  { "time_zone", "other", "The time zone", LAUREL_PHRASE_TEXT, "\"Europe/Moscow\"" },
  { "slips", "other", "The texts on the slip", LAUREL_PHRASE_JSON, "[]" },
  { "receipt_rounding", "rounding", "Receipts are rounded to", LAUREL_PHRASE_MONEY, "0" },
  { "points/money_per_point", "other", "A point is worth", LAUREL_PHRASE_MONEY, "100" },
  { "accrual/on_discounted", "accrual", "Points on discounted goods", LAUREL_PHRASE_YES, "false" },
  { "accrual/on_redeemed", "accrual", "Points on what is paid with points", LAUREL_PHRASE_YES, "false" },
  { "accrual/while_redeeming", "accrual", "Points on receipts partly paid with points", LAUREL_PHRASE_YES, "true" },
  { "accrual/activation_days", "accrual", "Points become active after", LAUREL_PHRASE_DAYS, "14" },
  { "accrual/expiry", "expiry", "Points burn", LAUREL_PHRASE_EXPIRY, "{\"kind\":\"inactivity\",\"days\":365}" },
  { "accrual/rounding/unit", "rounding", "Points are rounded to", LAUREL_PHRASE_POINTS, "100" },
  { "accrual/rounding/mode", "rounding", "Points are rounded", LAUREL_PHRASE_WORD, "\"down\"" },
  { "accrual/rounding/level", "rounding", "Points are rounded for each", LAUREL_PHRASE_WORD, "\"receipt\"" },
  { "levels/basis", "levels", "The turnover that levels go by", LAUREL_PHRASE_WORD, "\"lifetime\"" },
  { "levels/downgrade", "levels", "Levels fall", LAUREL_PHRASE_WORD, "\"never\"" },
  { "redemption/max_share", "redemption", "Payable with points", LAUREL_PHRASE_PERCENT, "5000" },
  { "redemption/share_base", "redemption", "The goods whose share is payable with points", LAUREL_PHRASE_WORD, "\"all\"" },
  { "redemption/step", "redemption", "Points are spent in steps of", LAUREL_PHRASE_POINTS, "100" },
  { "redemption/min_payable_per_line", "redemption", "Left to pay for each line", LAUREL_PHRASE_MONEY, "1" },
  { "redemption/min_receipt", "redemption", "The smallest receipt to pay with points", LAUREL_PHRASE_MONEY, "0" },
  { "redemption/min_points", "redemption", "The fewest points to spend", LAUREL_PHRASE_POINTS, "0" },
  { "limits/max_line_share", "limits", "The largest discount of a line", LAUREL_PHRASE_PERCENT, "10000" },
  { "limits/max_receipt_share", "limits", "The largest discount of a receipt", LAUREL_PHRASE_PERCENT, "10000" },
  { "server/returns/shortfall", "other", "Points that are missing at a return", LAUREL_PHRASE_WORD, "\"debt\"" },
  { "server/returns/grace_days", "other", "Burnt points that come back live for", LAUREL_PHRASE_DAYS, "0" },
  { "server/holds/minutes", "other", "Holds last", LAUREL_PHRASE_MINUTES, "15" },
  { "server/holds/max_minutes", "other", "The longest hold", LAUREL_PHRASE_MINUTES, "10080" },
  { "server/late/minutes", "other", "A sale is late after", LAUREL_PHRASE_MINUTES, "15" },
  { "server/late/days", "other", "Late sales are taken for", LAUREL_PHRASE_DAYS, "30" },
  { "server/levels/rolling_days", "levels", "Turnover of levels counts for", LAUREL_PHRASE_DAYS, "365" },
  { "server/levels/calendar", "levels", "Turnover of levels counts by the", LAUREL_PHRASE_WORD, "\"year\"" },
  { "server/levels/period_days", "levels", "Levels are reviewed after", LAUREL_PHRASE_DAYS, "365" },
  { "server/verification/redeem_from", "redemption", "A code is asked for from", LAUREL_PHRASE_POINTS, "null", "never" },
  { "server/verification/minutes", "redemption", "A code is good for", LAUREL_PHRASE_MINUTES, "5" },
  { "server/verification/attempts", "redemption", "Attempts at a code", LAUREL_PHRASE_COUNT, "3" },
};
/* clang-format on */

typedef void (*Compare) (LaurelDifference *difference, const json_t *before, const json_t *after);

static void compare_levels (LaurelDifference *difference,
                            const json_t     *before,
                            const json_t     *after);
static void compare_redemption_rules (LaurelDifference *difference,
                                      const json_t     *before,
                                      const json_t     *after);
static void compare_restrictions (LaurelDifference *difference,
                                  const json_t     *before,
                                  const json_t     *after);
static void compare_operation_limits (LaurelDifference *difference,
                                      const json_t     *before,
                                      const json_t     *after);
static void compare_lots (LaurelDifference *difference, const json_t *before, const json_t *after);

/**
 * Part:
 * @type: what it has to be, to be compared by its parts
 * @compare: (nullable): %NULL: it has settings and parts
 */
typedef struct
{
  const char *path;
  const char *section;
  const char *name;
  json_type   type;
  Compare     compare;
} Part;

static const Part parts[] = {
  { "points", "other", "Points", JSON_OBJECT, NULL },
  { "accrual", "accrual", "The accrual", JSON_OBJECT, NULL },
  { "accrual/rounding", "rounding", "The rounding of points", JSON_OBJECT, NULL },
  { "levels", "levels", "The levels", JSON_OBJECT, NULL },
  { "levels/list", "levels", "The levels", JSON_ARRAY, compare_levels },
  { "redemption", "redemption", "The redemption", JSON_OBJECT, NULL },
  { "redemption/rules",
    "redemption",
    "The redemption rules",
    JSON_ARRAY,
    compare_redemption_rules },
  { "limits", "limits", "The limits", JSON_OBJECT, NULL },
  { "restrictions", "restrictions", "The restrictions", JSON_ARRAY, compare_restrictions },
  { "discounts", "discounts", "The discounts", JSON_OBJECT, laurel_difference_compare_trees },
  { "server", "other", "The server's settings", JSON_OBJECT, NULL },
  { "server/returns", "other", "Returns", JSON_OBJECT, NULL },
  { "server/holds", "other", "Holds", JSON_OBJECT, NULL },
  { "server/late", "other", "Late sales", JSON_OBJECT, NULL },
  { "server/levels", "levels", "The periods of levels", JSON_OBJECT, NULL },
  { "server/verification", "redemption", "The verification", JSON_OBJECT, NULL },
  { "server/operation_limits",
    "limits",
    "The limits of operations",
    JSON_ARRAY,
    compare_operation_limits },
  { "server/lots", "expiry", "The life of points", JSON_OBJECT, compare_lots },
};

static const Setting *
find_setting (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (g_str_equal (settings[i].path, path))
        return &settings[i];
    }

  return NULL;
}

static const Part *
find_part (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (g_str_equal (parts[i].path, path))
        return &parts[i];
    }

  return NULL;
}

static void compare_members (LaurelDifference *difference,
                             const char       *path,
                             const char       *section,
                             const json_t     *before,
                             const json_t     *after);

/* Items are looked for one by one, so of very long lists no more is said than that they differ. */
static gboolean
is_comparable (const Part *part, const json_t *value)
{
  return value == NULL ||
         (json_typeof (value) == part->type && json_array_size (value) <= LIST_MAX);
}

static void
compare_part (LaurelDifference *difference,
              const Part       *part,
              const json_t     *before,
              const json_t     *after)
{
  static const LaurelMember whole = { "", "", LAUREL_PHRASE_JSON, NULL, NULL };

  const LaurelChanged changed = {
    .name = part->name,
    .section = part->section,
    .member = part->path,
  };

  if (!is_comparable (part, before) || !is_comparable (part, after))
    laurel_difference_edit (difference, &changed, &whole, before, after);
  else if (part->compare != NULL)
    part->compare (difference, before, after);
  else
    compare_members (difference, part->path, part->section, before, after);
}

static void
compare_members (LaurelDifference *difference,
                 const char       *path,
                 const char       *section,
                 const json_t     *before,
                 const json_t     *after)
{
  g_autoptr (GPtrArray) names = laurel_difference_list_names (before, after);

  for (guint i = 0; i < names->len; i++)
    {
      const char      *name = g_ptr_array_index (names, i);
      g_autofree char *whole =
          *path != '\0' ? g_strconcat (path, "/", name, NULL) : g_strdup (name);
      const Setting *setting = find_setting (whole);
      const Part    *part = find_part (whole);
      const json_t  *old = json_object_get (before, name);
      const json_t *new = json_object_get (after, name);
      LaurelChanged changed = { .name = "The program", .section = section, .member = whole };

      if (part != NULL)
        {
          compare_part (difference, part, old, new);
        }
      else if (setting != NULL)
        {
          const LaurelMember member = {
            "", "", setting->phrase, setting->fallback, setting->none,
          };

          changed.name = setting->name;
          changed.section = setting->section;
          laurel_difference_edit (difference, &changed, &member, old, new);
        }
      else
        {
          laurel_difference_edit (difference, &changed, NULL, old, new);
        }
    }
}

/* === Lists ==================================================================================== */

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

static void
compare_levels (LaurelDifference *difference, const json_t *before, const json_t *after)
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

static void
compare_redemption_rules (LaurelDifference *difference, const json_t *before, const json_t *after)
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

static void
compare_restrictions (LaurelDifference *difference, const json_t *before, const json_t *after)
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

static void
compare_operation_limits (LaurelDifference *difference, const json_t *before, const json_t *after)
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

static void
compare_lots (LaurelDifference *difference, const json_t *before, const json_t *after)
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

/* === All of it ================================================================================ */

json_t *
laurel_program_difference (const json_t *before, const json_t *after)
{
  g_autoptr (LaurelProgramWords) old_words = laurel_program_words_new (before);
  g_autoptr (LaurelProgramWords) new_words = laurel_program_words_new (after);
  g_autoptr (LaurelProgramTree) old_tree =
      laurel_program_tree_new (json_object_get (before, "discounts"));
  g_autoptr (LaurelProgramTree) new_tree =
      laurel_program_tree_new (json_object_get (after, "discounts"));
  LaurelDifference difference = {
    .changes = json_array (),
    .before = old_words,
    .after = new_words,
    .before_tree = old_tree,
    .after_tree = new_tree,
  };

  compare_members (&difference, "", "other", before, after);

  return difference.changes;
}

json_t *
laurel_program_difference_texts (const json_t *changes, gsize limit)
{
  json_t *texts = json_array ();
  gsize   n = json_array_size (changes);

  for (gsize i = 0; i < MIN (n, limit); i++)
    json_array_append (texts, json_object_get (json_array_get (changes, i), "text"));

  if (n > limit)
    json_array_append_new (texts, json_sprintf ("and %zu more", n - limit));

  return texts;
}
