/* laurel-sentence-words.c - the words of the parts of a condition, for prose and for tokens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-sentence-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-format.h"

#define UNCHOSEN       "\u2026"
#define NAMED_IN_PROSE 6
#define NAMED_IN_TOKEN 3
#define N_WEEKDAYS     7

typedef struct
{
  const char *holds;
  const char *fails;
} Clause;

/* TRANSLATORS: in these sentences {name} stands for a value that a person chooses; put each where
 * your language has it. Values are in the form that the dictionary has, names of things are
 * quoted. */
static const Clause rows[LAUREL_N_CONDITION_KINDS] = {
  [LAUREL_CONDITION_DATE] = { N_ ("the date is from {from} to {to}"),
                              N_ ("the date is not from {from} to {to}") },
  [LAUREL_CONDITION_WEEKDAY] = { N_ ("the day is {days}"), N_ ("the day is not {days}") },
  [LAUREL_CONDITION_TIME] = { N_ ("the time is from {from} to {to}"),
                              N_ ("the time is not from {from} to {to}") },
  [LAUREL_CONDITION_STORE] = { N_ ("the store is {ids}"), N_ ("the store is not {ids}") },
  [LAUREL_CONDITION_STORE_SEGMENT] = { N_ ("the store is in {ids}"),
                                       N_ ("the store is not in {ids}") },
  [LAUREL_CONDITION_CHANNEL] = { N_ ("the channel is {ids}"), N_ ("the channel is not {ids}") },
  [LAUREL_CONDITION_REGISTERED] = { N_ ("the client is registered"),
                                    N_ ("the client is not registered") },
  [LAUREL_CONDITION_CLIENT_SEGMENT] = { N_ ("the client is in {ids}"),
                                        N_ ("the client is not in {ids}") },
  [LAUREL_CONDITION_LEVEL] = { N_ ("the level is {ids}"), N_ ("the level is not {ids}") },
  [LAUREL_CONDITION_CARD_PREFIX] = { N_ ("the card number begins with {ids}"),
                                     N_ ("the card number does not begin with {ids}") },
  [LAUREL_CONDITION_GENDER] = { N_ ("the client is {ids}"), N_ ("the client is not {ids}") },
  [LAUREL_CONDITION_AGE] = { N_ ("the age is from {min} to {max}"),
                             N_ ("the age is not from {min} to {max}") },
  [LAUREL_CONDITION_AGE_MULTIPLE] = { N_ ("the age divides by {of}"),
                                      N_ ("the age does not divide by {of}") },
  [LAUREL_CONDITION_BIRTHDAY] = { N_ ("it is the birthday, {before} before or {after} after it"),
                                  N_ ("it is not the birthday, {before} before or {after} after "
                                      "it") },
  [LAUREL_CONDITION_FIRST_PURCHASE] = { N_ ("it is the first purchase"),
                                        N_ ("it is not the first purchase") },
  [LAUREL_CONDITION_PURCHASES] = { N_ ("{metric} is {value}"),
                                   N_ ("it is not so that {metric} is {value}") },
  [LAUREL_CONDITION_RECEIPT] = { N_ ("in the receipt, {metric} of {target} is {value}"),
                                 N_ ("in the receipt, it is not so that {metric} of {target} is "
                                     "{value}") },
  [LAUREL_CONDITION_CONTAINS] = { N_ ("the receipt has {items}"),
                                  N_ ("the receipt does not have {items}") },
  [LAUREL_CONDITION_PROMO_CODE] = { N_ ("a promo code of {ids} is presented"),
                                    N_ ("no promo code of {ids} is presented") },
  [LAUREL_CONDITION_PAYMENT] = { N_ ("the means of payment is {ids}"),
                                 N_ ("the means of payment is not {ids}") },
  [LAUREL_CONDITION_EXTERNAL_DISCOUNT] = { N_ ("some product has an external discount"),
                                           N_ ("no product has an external discount") },
};

static const Clause since = { N_ ("the date is from {from} on"), N_ ("the date is before {from}") };
static const Clause until = { N_ ("the date is up to {to}"), N_ ("the date is after {to}") };
static const Clause any_time = { N_ ("it is any time of the day"),
                                 N_ ("it is no time of the day") };
static const Clause age_from = { N_ ("the age is {min} or more"),
                                 N_ ("the age is less than {min}") };
static const Clause age_to = { N_ ("the age is {max} or less"), N_ ("the age is more than {max}") };
static const Clause birthday_only = { N_ ("it is the birthday"), N_ ("it is not the birthday") };
static const Clause birthday_before = {
  N_ ("it is the birthday or up to {before} before it"),
  N_ ("it is not the birthday, nor up to {before} before it"),
};
static const Clause birthday_after = {
  N_ ("it is the birthday or up to {after} after it"),
  N_ ("it is not the birthday, nor up to {after} after it"),
};

static const Clause whole_receipt[] = {
  [LAUREL_METRIC_AMOUNT] = { N_ ("the sum of the receipt is {value}"),
                             N_ ("it is not so that the sum of the receipt is {value}") },
  [LAUREL_METRIC_QUANTITY] = { N_ ("the quantity of products in the receipt is {value}"),
                               N_ ("it is not so that the quantity of products in the receipt is "
                                   "{value}") },
  [LAUREL_METRIC_LINES] = { N_ ("the number of lines in the receipt is {value}"),
                            N_ ("it is not so that the number of lines in the receipt is "
                                "{value}") },
};

static const char *const metrics[] = {
  [LAUREL_METRIC_COUNT] = N_ ("the number of purchases"),
  [LAUREL_METRIC_TURNOVER] = N_ ("the sum of purchases"),
  [LAUREL_METRIC_DAYS_SINCE] = N_ ("the number of days since the last purchase"),
  [LAUREL_METRIC_AMOUNT] = N_ ("the sum"),
  [LAUREL_METRIC_QUANTITY] = N_ ("the quantity"),
  [LAUREL_METRIC_LINES] = N_ ("the number of lines"),
};

static const char *const weekdays[N_WEEKDAYS] = {
  NC_ ("the day is", "Monday"),   NC_ ("the day is", "Tuesday"), NC_ ("the day is", "Wednesday"),
  NC_ ("the day is", "Thursday"), NC_ ("the day is", "Friday"),  NC_ ("the day is", "Saturday"),
  NC_ ("the day is", "Sunday"),
};

typedef struct
{
  const char *word;
  const char *name;
} Choice;

static const Choice choice_names[] = {
  { "store", NC_ ("the channel is", "store") },
  { "site", NC_ ("the channel is", "site") },
  { "delivery", NC_ ("the channel is", "delivery") },
  { "showroom", NC_ ("the channel is", "showroom") },
  { "app", NC_ ("the channel is", "app") },
  { "phone", NC_ ("the channel is", "phone") },
  { "f", NC_ ("the client is", "a woman") },
  { "m", NC_ ("the client is", "a man") },
  { "card", NC_ ("the means of payment is", "card") },
  { "cash", NC_ ("the means of payment is", "cash") },
  { "certificate", NC_ ("the means of payment is", "certificate") },
};

static const char *const channels[] = { "store", "site",  "delivery", "showroom",
                                        "app",   "phone", NULL };
static const char *const genders[] = { "f", "m", NULL };
static const char *const payments[] = { "card", "cash", "certificate", NULL };

const char *
laurel_words_row (LaurelConditionKind kind, gboolean negated)
{
  g_return_val_if_fail (rows[kind].holds != NULL, NULL);

  return _ (negated ? rows[kind].fails : rows[kind].holds);
}

/* Days of a birthday default to none. */
static gint64
days_or_none (gint64 days)
{
  return days == LAUREL_UNSET ? 0 : days;
}

static const Clause *
find_birthday (const LaurelCondition *condition)
{
  gboolean before = days_or_none (condition->before) > 0;
  gboolean after = days_or_none (condition->after) > 0;

  if (before && after)
    return &rows[LAUREL_CONDITION_BIRTHDAY];

  if (before)
    return &birthday_before;

  return after ? &birthday_after : &birthday_only;
}

static const Clause *
find_clause (const LaurelCondition *condition)
{
  const Clause *row = &rows[condition->kind];

  switch ((int) condition->kind)
    {
    case LAUREL_CONDITION_DATE:
      if (condition->to == NULL && condition->from != NULL)
        return &since;
      return condition->from == NULL && condition->to != NULL ? &until : row;
    case LAUREL_CONDITION_TIME:
      return condition->from != NULL && g_strcmp0 (condition->from, condition->to) == 0 ? &any_time
                                                                                        : row;
    case LAUREL_CONDITION_AGE:
      if (condition->max == LAUREL_UNSET && condition->min != LAUREL_UNSET)
        return &age_from;
      return condition->min == LAUREL_UNSET && condition->max != LAUREL_UNSET ? &age_to : row;
    case LAUREL_CONDITION_BIRTHDAY:
      return find_birthday (condition);
    case LAUREL_CONDITION_RECEIPT:
      return laurel_target_is_everything (condition->target) &&
                     condition->metric >= LAUREL_METRIC_AMOUNT
                 ? &whole_receipt[condition->metric]
                 : row;
    default:
      return row;
    }
}

const char *
laurel_words_clause (const LaurelCondition *condition, gboolean negated)
{
  const Clause *clause = find_clause (condition);

  return _ (negated ? clause->fails : clause->holds);
}

const char *const *
laurel_words_choices (LaurelConditionKind kind)
{
  switch ((int) kind)
    {
    case LAUREL_CONDITION_CHANNEL:
      return channels;
    case LAUREL_CONDITION_GENDER:
      return genders;
    case LAUREL_CONDITION_PAYMENT:
      return payments;
    default:
      return NULL;
    }
}

char *
laurel_words_choice (LaurelConditionKind kind, const char *word)
{
  static const char *const contexts[] = {
    [LAUREL_CONDITION_CHANNEL] = "the channel is",
    [LAUREL_CONDITION_GENDER] = "the client is",
    [LAUREL_CONDITION_PAYMENT] = "the means of payment is",
  };
  const char *const *choices = laurel_words_choices (kind);

  if (choices == NULL || !g_strv_contains (choices, word))
    return g_strdup (word);

  for (gsize i = 0; i < G_N_ELEMENTS (choice_names); i++)
    if (strcmp (choice_names[i].word, word) == 0)
      return g_strdup (g_dpgettext2 (NULL, contexts[kind], choice_names[i].name));

  return g_strdup (word);
}

gboolean
laurel_words_name_kind (LaurelConditionKind kind, LaurelNameKind *name_kind)
{
  switch ((int) kind)
    {
    case LAUREL_CONDITION_STORE:
      *name_kind = LAUREL_NAME_STORE;
      return TRUE;
    case LAUREL_CONDITION_STORE_SEGMENT:
      *name_kind = LAUREL_NAME_STORE_SEGMENT;
      return TRUE;
    case LAUREL_CONDITION_CLIENT_SEGMENT:
      *name_kind = LAUREL_NAME_CLIENT_SEGMENT;
      return TRUE;
    case LAUREL_CONDITION_LEVEL:
      *name_kind = LAUREL_NAME_LEVEL;
      return TRUE;
    case LAUREL_CONDITION_PROMO_CODE:
      *name_kind = LAUREL_NAME_SERIES;
      return TRUE;
    default:
      return FALSE;
    }
}

const char *
laurel_words_weekday (guint day)
{
  g_return_val_if_fail (day < N_WEEKDAYS, NULL);

  return g_dpgettext2 (NULL, "the day is", weekdays[day]);
}

const char *
laurel_words_metric (LaurelMetric metric)
{
  return _ (metrics[metric]);
}

char *
laurel_words_compared (LaurelComparison comparison, const char *value)
{
  switch (comparison)
    {
    case LAUREL_COMPARISON_LESS:
      return g_strdup_printf (C_ ("comparison", "less than %s"), value);
    case LAUREL_COMPARISON_AT_MOST:
      return g_strdup_printf (C_ ("comparison", "at most %s"), value);
    case LAUREL_COMPARISON_EQUAL:
      return g_strdup_printf (C_ ("comparison", "exactly %s"), value);
    case LAUREL_COMPARISON_MORE:
      return g_strdup_printf (C_ ("comparison", "more than %s"), value);
    case LAUREL_COMPARISON_AT_LEAST:
    default:
      return g_strdup_printf (C_ ("comparison", "at least %s"), value);
    }
}

guint
laurel_words_metric_decimals (LaurelMetric metric)
{
  switch (metric)
    {
    case LAUREL_METRIC_TURNOVER:
    case LAUREL_METRIC_AMOUNT:
      return 2;
    case LAUREL_METRIC_QUANTITY:
      return 3;
    case LAUREL_METRIC_COUNT:
    case LAUREL_METRIC_DAYS_SINCE:
    case LAUREL_METRIC_LINES:
    default:
      return 0;
    }
}

static char *
quote (const char *name, LaurelSentenceStyle style)
{
  return style == LAUREL_STYLE_TOKEN ? g_strdup (name)
                                     /* TRANSLATORS: the name of a thing within a sentence */
                                     : g_strdup_printf (C_ ("name in a sentence", "“%s”"), name);
}

static guint
n_named (LaurelSentenceStyle style)
{
  return style == LAUREL_STYLE_TOKEN ? NAMED_IN_TOKEN : NAMED_IN_PROSE;
}

static const char *
name_of (LaurelNames *names, LaurelNameKind kind, const char *id)
{
  return names != NULL ? laurel_names_get (names, kind, id) : id;
}

static void
add_names (GPtrArray          *words,
           GStrv               ids,
           LaurelNameKind      kind,
           LaurelSentenceStyle style,
           LaurelNames        *names)
{
  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (words, quote (name_of (names, kind, ids[i]), style));
}

char *
laurel_words_ids (GStrv               ids,
                  LaurelNameKind      kind,
                  LaurelListStyle     list,
                  LaurelSentenceStyle style,
                  LaurelNames        *names)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  add_names (words, ids, kind, style, names);

  return words->len > 0 ? laurel_template_list (words, list, n_named (style)) : NULL;
}

static char *
describe_words (const LaurelCondition *condition, LaurelListStyle list, LaurelSentenceStyle style)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *const *choices = laurel_words_choices (condition->kind);

  for (guint i = 0; condition->ids[i] != NULL; i++)
    {
      const char *word = condition->ids[i];

      if (choices != NULL && g_strv_contains (choices, word))
        g_ptr_array_add (words, laurel_words_choice (condition->kind, word));
      else
        g_ptr_array_add (words, quote (word, style));
    }

  return laurel_template_list (words, list, n_named (style));
}

static char *
describe_ids (const LaurelCondition *condition,
              LaurelSentenceStyle    style,
              gboolean               negated,
              LaurelNames           *names)
{
  LaurelListStyle list = negated ? LAUREL_LIST_NONE : LAUREL_LIST_OR;
  LaurelNameKind  kind = LAUREL_NAME_STORE;

  /* "Not in A or B": only "is not" is said of each. */
  if (condition->kind == LAUREL_CONDITION_STORE_SEGMENT ||
      condition->kind == LAUREL_CONDITION_CLIENT_SEGMENT ||
      condition->kind == LAUREL_CONDITION_PROMO_CODE ||
      condition->kind == LAUREL_CONDITION_CARD_PREFIX)
    list = LAUREL_LIST_OR;

  if (laurel_words_name_kind (condition->kind, &kind))
    return laurel_words_ids (condition->ids, kind, list, style, names);

  return describe_words (condition, list, style);
}

static char *
describe_days (guint days, gboolean negated)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint day = 0; day < N_WEEKDAYS; day++)
    if ((days & 1u << day) != 0)
      g_ptr_array_add (words, (gpointer) laurel_words_weekday (day));

  return laurel_template_list (words, negated ? LAUREL_LIST_NONE : LAUREL_LIST_OR, N_WEEKDAYS);
}

char *
laurel_words_items (GPtrArray          *items,
                    guint               n_decimals,
                    LaurelSentenceStyle style,
                    LaurelNames        *names)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < items->len; i++)
    {
      const LaurelItem *item = g_ptr_array_index (items, i);
      LaurelNameKind    kind = item->is_segment ? LAUREL_NAME_PRODUCT_SEGMENT : LAUREL_NAME_PRODUCT;
      g_autofree char  *name = quote (name_of (names, kind, item->id), style);
      g_autofree char  *number = laurel_format_number (item->quantity, n_decimals);

      /* TRANSLATORS: how many of which product: 2 × “Coffee beans” */
      g_ptr_array_add (words, g_strdup_printf (C_ ("item", "%1$s × %2$s"), number, name));
    }

  return words->len > 0 ? laurel_template_list (words, LAUREL_LIST_AND, n_named (style)) : NULL;
}

static char *
describe_both (GStrv segments, GStrv products, LaurelSentenceStyle style, LaurelNames *names)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  add_names (words, segments, LAUREL_NAME_PRODUCT_SEGMENT, style, names);
  add_names (words, products, LAUREL_NAME_PRODUCT, style, names);

  return words->len > 0 ? laurel_template_list (words, LAUREL_LIST_AND, n_named (style)) : NULL;
}

char *
laurel_words_picked (const LaurelTarget *target, LaurelSentenceStyle style, LaurelNames *names)
{
  return target != NULL ? describe_both (target->segments, target->products, style, names) : NULL;
}

char *
laurel_words_excluded (const LaurelTarget *target, LaurelSentenceStyle style, LaurelNames *names)
{
  return target != NULL
             ? describe_both (target->exclude_segments, target->exclude_products, style, names)
             : NULL;
}

/* Takes @words and returns them with the prices that limit them. */
static char *
add_prices (char *words, const LaurelTarget *target)
{
  g_autofree char *head = words;
  g_autofree char *min =
      target->min_price != LAUREL_UNSET ? laurel_format_price (target->min_price) : NULL;
  g_autofree char *max =
      target->max_price != LAUREL_UNSET ? laurel_format_price (target->max_price) : NULL;

  if (min != NULL && max != NULL)
    /* TRANSLATORS: products, and the lowest and highest price of one */
    return g_strdup_printf (C_ ("products", "%1$s priced from %2$s to %3$s"), head, min, max);

  if (min != NULL)
    return g_strdup_printf (C_ ("products", "%1$s priced %2$s or more"), head, min);

  if (max != NULL)
    return g_strdup_printf (C_ ("products", "%1$s priced %2$s or less"), head, max);

  return g_steal_pointer (&head);
}

char *
laurel_words_target (const LaurelTarget *target, LaurelSentenceStyle style, LaurelNames *names)
{
  g_autofree char *picked = laurel_words_picked (target, style, names);
  g_autofree char *excluded = laurel_words_excluded (target, style, names);
  char            *words = NULL;

  if (picked == NULL)
    picked = g_strdup (C_ ("products", "all products"));

  if (target == NULL)
    return g_steal_pointer (&picked);

  words = add_prices (g_steal_pointer (&picked), target);

  if (excluded != NULL)
    {
      g_autofree char *head = words;

      /* TRANSLATORS: products, and those of them that are left out */
      words = g_strdup_printf (C_ ("products", "%1$s except %2$s"), head, excluded);
    }

  return words;
}

char *
laurel_words_n_days (gint64 days)
{
  g_autofree char *number = laurel_format_count (days);

  /* TRANSLATORS: %s is a number such as 14 */
  return g_strdup_printf (ngettext ("%s day", "%s days", (gulong) ABS (days)), number);
}

char *
laurel_words_n_points (gint64 hundredths)
{
  g_autofree char *number = laurel_format_number (hundredths, 2);
  /* A broken number takes the plural of "some of a point", which is that of two. */
  gulong plural = hundredths % 100 == 0 ? (gulong) ABS (hundredths / 100) : 2;

  /* TRANSLATORS: %s is a number such as 3,480 */
  return g_strdup_printf (ngettext ("%s point", "%s points", plural), number);
}

char *
laurel_words_ordinal (gint64 n)
{
  g_autofree char *number = laurel_format_count (n);

  switch ((n / 10) % 10 != 1 ? n % 10 : 0)
    {
    case 1:
      /* TRANSLATORS: every 21st product; English has four endings, one may do */
      return g_strdup_printf (C_ ("every", "%sst"), number);
    case 2:
      /* TRANSLATORS: every 2nd product */
      return g_strdup_printf (C_ ("every", "%snd"), number);
    case 3:
      /* TRANSLATORS: every 3rd product */
      return g_strdup_printf (C_ ("every", "%srd"), number);
    default:
      /* TRANSLATORS: every 5th product */
      return g_strdup_printf (C_ ("every", "%sth"), number);
    }
}

char *
laurel_words_day (const char *date)
{
  gint  year = 0;
  gint  month = 0;
  gint  day = 0;
  GDate parsed;

  if (strlen (date) != 10 || date[4] != '-' || date[7] != '-')
    return g_strdup (date);

  year = (gint) g_ascii_strtoll (date, NULL, 10);
  month = (gint) g_ascii_strtoll (date + 5, NULL, 10);
  day = (gint) g_ascii_strtoll (date + 8, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return g_strdup (date);

  g_date_clear (&parsed, 1);
  g_date_set_dmy (&parsed, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return laurel_format_date (&parsed);
}

static char *
describe_value (const LaurelCondition *condition)
{
  guint            n_decimals = laurel_words_metric_decimals (condition->metric);
  g_autofree char *value = n_decimals == 2 ? laurel_format_price (condition->value)
                                           : laurel_format_number (condition->value, n_decimals);

  return laurel_words_compared (condition->comparison, value);
}

gboolean
laurel_words_slot_lacks (const LaurelCondition *condition, const char *slot)
{
  gboolean is_time = condition->kind == LAUREL_CONDITION_TIME;

  if (strcmp (slot, "ids") == 0)
    return condition->ids[0] == NULL;
  if (strcmp (slot, "days") == 0)
    return condition->days == 0;
  if (strcmp (slot, "from") == 0)
    return is_time && condition->from == NULL;
  if (strcmp (slot, "to") == 0)
    return is_time && condition->to == NULL;
  if (strcmp (slot, "of") == 0)
    return condition->of == LAUREL_UNSET;
  if (strcmp (slot, "value") == 0)
    return condition->value == LAUREL_UNSET;

  return strcmp (slot, "items") == 0 && condition->items->len == 0;
}

/* What a token that waits for a choice says. */
static char *
describe_lack (const LaurelCondition *condition, const char *slot)
{
  if (strcmp (slot, "days") == 0)
    return g_strdup (C_ ("token", "choose days"));
  if (strcmp (slot, "from") == 0 || strcmp (slot, "to") == 0)
    return g_strdup (C_ ("token", "choose a time"));
  if (strcmp (slot, "of") == 0 || strcmp (slot, "value") == 0)
    return g_strdup (C_ ("token", "enter a number"));
  if (strcmp (slot, "items") == 0)
    return g_strdup (C_ ("token", "choose products"));
  if (condition->kind == LAUREL_CONDITION_CARD_PREFIX)
    return g_strdup (C_ ("token", "enter first digits"));

  return g_strdup (C_ ("token", "choose"));
}

const char *
laurel_words_no_limit (LaurelConditionKind kind, const char *slot)
{
  if (kind == LAUREL_CONDITION_WEEKDAY)
    return C_ ("the day is", "any day");

  if (kind == LAUREL_CONDITION_TIME)
    return C_ ("the time is from or to", "any time");

  return strcmp (slot, "from") == 0 ? C_ ("the date is from", "any day")
                                    : C_ ("the date is to", "any day");
}

static char *
describe_limit (gint64 value)
{
  return value == LAUREL_UNSET ? g_strdup (C_ ("token", "any")) : laurel_format_number (value, 0);
}

static char *
describe_end (const LaurelCondition *condition, const char *slot, const char *end)
{
  if (end == NULL)
    return g_strdup (laurel_words_no_limit (condition->kind, slot));

  return condition->kind == LAUREL_CONDITION_DATE ? laurel_words_day (end) : g_strdup (end);
}

char *
laurel_words_slot (const LaurelCondition *condition,
                   const char            *slot,
                   LaurelSentenceStyle    style,
                   gboolean               negated,
                   LaurelNames           *names)
{
  if (laurel_words_slot_lacks (condition, slot))
    return style == LAUREL_STYLE_TOKEN ? describe_lack (condition, slot) : g_strdup (UNCHOSEN);

  if (strcmp (slot, "ids") == 0)
    return describe_ids (condition, style, negated, names);
  if (strcmp (slot, "days") == 0)
    return describe_days (condition->days, negated);
  if (strcmp (slot, "from") == 0)
    return describe_end (condition, slot, condition->from);
  if (strcmp (slot, "to") == 0)
    return describe_end (condition, slot, condition->to);
  if (strcmp (slot, "min") == 0)
    return describe_limit (condition->min);
  if (strcmp (slot, "max") == 0)
    return describe_limit (condition->max);
  if (strcmp (slot, "of") == 0)
    return laurel_format_number (condition->of, 0);
  if (strcmp (slot, "before") == 0)
    return laurel_words_n_days (days_or_none (condition->before));
  if (strcmp (slot, "after") == 0)
    return laurel_words_n_days (days_or_none (condition->after));
  if (strcmp (slot, "metric") == 0)
    return g_strdup (laurel_words_metric (condition->metric));
  if (strcmp (slot, "value") == 0)
    return describe_value (condition);
  if (strcmp (slot, "target") == 0)
    return laurel_words_target (condition->target, style, names);
  if (strcmp (slot, "items") == 0)
    return laurel_words_items (condition->items, 3, style, names);

  /* A translation with a slot of its own invention. */
  return g_strdup (UNCHOSEN);
}
