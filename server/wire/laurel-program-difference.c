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
  { "levels/list", "levels", "The levels", JSON_ARRAY, laurel_difference_compare_levels },
  { "redemption", "redemption", "The redemption", JSON_OBJECT, NULL },
  { "redemption/rules",
    "redemption",
    "The redemption rules",
    JSON_ARRAY,
    laurel_difference_compare_redemption_rules },
  { "limits", "limits", "The limits", JSON_OBJECT, NULL },
  { "restrictions",
    "restrictions",
    "The restrictions",
    JSON_ARRAY,
    laurel_difference_compare_restrictions },
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
    laurel_difference_compare_operation_limits },
  { "server/lots", "expiry", "The life of points", JSON_OBJECT, laurel_difference_compare_lots },
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
