/* laurel-program-condition-words.c - conditions of a program document in plain English
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-program-words-private.h"

/* Deeper ones are shown as they stand; a draft may be nested as deep as JSON is let in. */
#define DEPTH_MAX 32

static void append_inner (GString                  *text,
                          const LaurelProgramWords *words,
                          const json_t             *when,
                          guint                     depth,
                          gboolean                  outermost);

/* How a test that is no more than a list of things is said: @prefix, the list with @last. */
static const struct
{
  const char       *type;
  const char       *member;
  const char       *prefix;
  LaurelWordsAppend append;
} list_tests[] = {
  { "store", "ids", "in the stores ", laurel_words_append_item },
  { "store_segment", "ids", "in stores of ", laurel_words_append_item },
  { "channel", "in", "by the channel ", laurel_words_append_item },
  { "client_segment", "ids", "for clients of ", laurel_words_append_item },
  { "level", "ids", "for ", laurel_words_append_level },
  { "card_prefix", "prefixes", "with a card that begins with ", laurel_words_append_item },
  { "contains", "items", "with ", laurel_words_append_product },
  { "promo_code", "series", "with a promo code of ", laurel_words_append_item },
  { "payment", "in", "when paid by ", laurel_words_append_item },
};

static const struct
{
  const char *type;
  const char *text;
} plain_tests[] = {
  { "registered", "for registered clients" },
  { "first_purchase", "at the first purchase" },
  { "external_discount", "when the till has given a discount" },
};

static void
append_weekday (GString *text, const LaurelProgramWords *words, const json_t *day)
{
  static const char *const names[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday" };

  json_int_t number = json_integer_value (day);

  if (number >= 1 && number <= 7)
    g_string_append (text, names[number - 1]);
  else
    laurel_words_append_text (text, day);
}

static void
append_gender (GString *text, const LaurelProgramWords *words, const json_t *gender)
{
  const char *word = json_string_value (gender);

  if (g_strcmp0 (word, "f") == 0)
    g_string_append (text, "women");
  else if (g_strcmp0 (word, "m") == 0)
    g_string_append (text, "men");
  else
    laurel_words_append_text (text, gender);
}

/* "from 1 May 2026 until 9 May 2026" */
static void
append_span (GString      *text,
             const json_t *test,
             const char   *from_member,
             const char   *to_member,
             void (*append) (GString *text, const json_t *value))
{
  const json_t *from = json_object_get (test, from_member);
  const json_t *to = json_object_get (test, to_member);

  if (from != NULL)
    {
      g_string_append (text, "from ");
      append (text, from);
    }

  if (to != NULL)
    {
      g_string_append (text, from != NULL ? " until " : "until ");
      append (text, to);
    }

  if (from == NULL && to == NULL)
    g_string_append (text, "at any");
}

static void
append_comparison (GString *text, const json_t *test)
{
  static const struct
  {
    const char *op;
    const char *text;
  } ops[] = {
    { "<", " less than " }, { "<=", " at most " },  { "==", " exactly " },
    { ">=", " at least " }, { ">", " more than " },
  };

  const char *op = json_string_value (json_object_get (test, "op"));

  for (gsize i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      if (g_strcmp0 (ops[i].op, op) == 0)
        {
          g_string_append (text, ops[i].text);
          return;
        }
    }

  g_string_append_c (text, ' ');
  laurel_words_append_text (text, json_object_get (test, "op"));
  g_string_append_c (text, ' ');
}

static void
append_purchases (GString *text, const LaurelProgramWords *words, const json_t *test)
{
  const char   *metric = json_string_value (json_object_get (test, "metric"));
  const json_t *value = json_object_get (test, "value");

  if (g_strcmp0 (metric, "turnover") == 0)
    {
      g_string_append (text, "after purchases of");
      append_comparison (text, test);
      laurel_words_append_money (text, words, value);
    }
  else if (g_strcmp0 (metric, "days_since") == 0)
    {
      g_string_append (text, "when the last purchase is");
      append_comparison (text, test);
      laurel_words_append_count (text, value, "day", "days");
      g_string_append (text, " ago");
    }
  else
    {
      g_string_append (text, "after");
      append_comparison (text, test);
      laurel_words_append_count (text, value, "purchase", "purchases");
    }
}

static void
append_receipt (GString *text, const LaurelProgramWords *words, const json_t *test)
{
  const char   *metric = json_string_value (json_object_get (test, "metric"));
  const json_t *value = json_object_get (test, "value");
  const json_t *target = json_object_get (test, "target");

  g_string_append (text, "on receipts of");
  append_comparison (text, test);

  if (g_strcmp0 (metric, "amount") == 0)
    {
      laurel_words_append_money (text, words, value);
    }
  else if (g_strcmp0 (metric, "quantity") == 0 && json_is_integer (value))
    {
      json_int_t thousandths = json_integer_value (value);

      g_string_append_printf (text, "%" JSON_INTEGER_FORMAT, thousandths / 1000);
      if (thousandths % 1000 != 0)
        g_string_append_printf (text, ".%03d", ABS ((int) (thousandths % 1000)));
      g_string_append (text, " pieces");
    }
  else
    {
      laurel_words_append_count (text, value, "line", "lines");
    }

  if (target != NULL)
    {
      g_string_append (text, " in ");
      laurel_words_append_target (text, words, target);
    }
}

static void
append_birthday (GString *text, const json_t *test)
{
  const json_t *before = json_object_get (test, "before");
  const json_t *after = json_object_get (test, "after");

  if (before == NULL && after == NULL)
    {
      g_string_append (text, "on the birthday");
      return;
    }

  g_string_append (text, "from ");
  if (before != NULL)
    {
      laurel_words_append_count (text, before, "day", "days");
      g_string_append (text, " before ");
    }
  g_string_append (text, "the birthday");
  if (after != NULL)
    {
      g_string_append (text, " until ");
      laurel_words_append_count (text, after, "day", "days");
      g_string_append (text, " after it");
    }
}

/* FALSE: @type is none of these. */
static gboolean
append_person_test (GString                  *text,
                    const LaurelProgramWords *words,
                    const char               *type,
                    const json_t             *test)
{
  if (g_str_equal (type, "gender"))
    {
      g_string_append (text, "for ");
      laurel_words_append_list (text, words, json_object_get (test, "in"), "or", append_gender);
    }
  else if (g_str_equal (type, "age"))
    {
      g_string_append (text, "at the age ");
      append_span (text, test, "min", "max", laurel_words_append_number);
    }
  else if (g_str_equal (type, "age_multiple"))
    {
      g_string_append (text, "at an age that is a multiple of ");
      laurel_words_append_number (text, json_object_get (test, "of"));
    }
  else if (g_str_equal (type, "birthday"))
    append_birthday (text, test);
  else if (g_str_equal (type, "purchases"))
    append_purchases (text, words, test);
  else
    return FALSE;

  return TRUE;
}

static gboolean
append_other_test (GString                  *text,
                   const LaurelProgramWords *words,
                   const char               *type,
                   const json_t             *test)
{
  if (g_str_equal (type, "date"))
    append_span (text, test, "from", "to", laurel_words_append_date);
  else if (g_str_equal (type, "time"))
    append_span (text, test, "from", "to", laurel_words_append_text);
  else if (g_str_equal (type, "weekday"))
    {
      g_string_append (text, "on ");
      laurel_words_append_list (text, words, json_object_get (test, "days"), "and", append_weekday);
    }
  else if (g_str_equal (type, "receipt"))
    append_receipt (text, words, test);
  else
    return FALSE;

  return TRUE;
}

static void
append_test (GString *text, const LaurelProgramWords *words, const json_t *test)
{
  const char *type = json_string_value (json_object_get (test, "type"));

  for (gsize i = 0; i < G_N_ELEMENTS (plain_tests); i++)
    {
      if (g_strcmp0 (plain_tests[i].type, type) == 0)
        {
          g_string_append (text, plain_tests[i].text);
          return;
        }
    }

  for (gsize i = 0; i < G_N_ELEMENTS (list_tests); i++)
    {
      if (g_strcmp0 (list_tests[i].type, type) == 0)
        {
          g_string_append (text, list_tests[i].prefix);
          laurel_words_append_list (text,
                                    words,
                                    json_object_get (test, list_tests[i].member),
                                    g_str_equal (type, "contains") ? "and" : "or",
                                    list_tests[i].append);
          return;
        }
    }

  if (type == NULL || (!append_person_test (text, words, type, test) &&
                       !append_other_test (text, words, type, test)))
    {
      g_string_append (text, "when ");
      laurel_words_append_raw (text, test);
    }
}

/* @word: what stands between the parts. */
static void
append_parts (GString                  *text,
              const LaurelProgramWords *words,
              const json_t             *parts,
              const char               *word,
              guint                     depth,
              gboolean                  outermost)
{
  gsize    n = json_array_size (parts);
  gboolean in_brackets = n > 1 && !outermost;

  if (in_brackets)
    g_string_append_c (text, '(');

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_printf (text, " %s ", word);
      append_inner (text, words, json_array_get (parts, i), depth + 1, n == 1 && outermost);
    }

  if (in_brackets)
    g_string_append_c (text, ')');
}

static void
append_inner (GString                  *text,
              const LaurelProgramWords *words,
              const json_t             *when,
              guint                     depth,
              gboolean                  outermost)
{
  const json_t *all = json_object_get (when, "all");
  const json_t *any = json_object_get (when, "any");
  const json_t *not = json_object_get (when, "not");

  if (depth > DEPTH_MAX)
    laurel_words_append_raw (text, when);
  else if (when == NULL || (json_is_array (all) && json_array_size (all) == 0))
    g_string_append (text, "always");
  else if (json_is_array (all))
    append_parts (text, words, all, "and", depth, outermost);
  else if (json_is_array (any) && json_array_size (any) == 0)
    g_string_append (text, "never");
  else if (json_is_array (any))
    append_parts (text, words, any, "or", depth, outermost);
  else if (not != NULL)
    {
      g_string_append (text, "not ");
      append_inner (text, words, not, depth + 1, FALSE);
    }
  else
    append_test (text, words, when);
}

void
laurel_words_append_condition (GString *text, const LaurelProgramWords *words, const json_t *when)
{
  g_string_append (text, "applies ");
  append_inner (text, words, when, 0, TRUE);
}
