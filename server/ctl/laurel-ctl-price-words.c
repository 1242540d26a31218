/* laurel-ctl-price-words.c - what became of a discount, in words for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-price-words.h"

typedef void (*TestTeller) (GString *text, json_t *program, json_t *test);

typedef struct
{
  const char *type;
  TestTeller  tell;
} TestWords;

static const char *
get_string (json_t *object, const char *name)
{
  return json_string_value (json_object_get (object, name));
}

static gint64
get_integer (json_t *object, const char *name)
{
  return json_integer_value (json_object_get (object, name));
}

void
laurel_ctl_price_append_hundredths (GString *text, gint64 hundredths)
{
  /* No number of a result is beyond 2^53. */
  gint64           whole = ABS (hundredths) / 100;
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, whole);

  if (hundredths < 0)
    g_string_append_c (text, '-');

  for (gsize i = 0, left = strlen (digits); left > 0; i++, left--)
    {
      if (i > 0 && left % 3 == 0)
        g_string_append_c (text, ',');

      g_string_append_c (text, digits[i]);
    }

  g_string_append_printf (text, ".%02d", (int) (ABS (hundredths) % 100));
}

static json_t *
find_below (json_t *node, const char *id)
{
  json_t *children = json_object_get (node, "children");

  if (g_strcmp0 (get_string (node, "id"), id) == 0)
    return node;

  for (gsize i = 0; i < json_array_size (children); i++)
    {
      json_t *found = find_below (json_array_get (children, i), id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

json_t *
laurel_ctl_price_find_node (json_t *program, const char *id)
{
  return find_below (json_object_get (program, "discounts"), id);
}

const char *
laurel_ctl_price_name (json_t *program, const char *id)
{
  const char *name = get_string (laurel_ctl_price_find_node (program, id), "name");

  if (g_str_equal (id, "base"))
    return "points of the level";

  if (g_str_equal (id, "rounding"))
    return "rounding of the receipt";

  return name != NULL && name[0] != '\0' ? name : id;
}

static const char *
name_level (json_t *program, const char *id)
{
  json_t *list = json_object_get (json_object_get (program, "levels"), "list");
  gsize   i = 0;
  json_t *level = NULL;

  json_array_foreach (list, i, level)
  {
    const char *name = get_string (level, "name");

    if (g_strcmp0 (get_string (level, "id"), id) == 0 && name != NULL)
      return name;
  }

  return id;
}

/* What stands between item @i of @n and the one before it. */
static const char *
between (gsize i, gsize n)
{
  if (i == 0)
    return "";

  return i + 1 == n ? " or " : ", ";
}

static void
append_words (GString *text, json_t *list)
{
  gsize   i = 0;
  json_t *word = NULL;

  json_array_foreach (list, i, word)
  {
    g_string_append (text, between (i, json_array_size (list)));
    g_string_append (text, json_string_value (word));
  }

  if (json_array_size (list) == 0)
    g_string_append (text, "one of none");
}

static void
append_quantity (GString *text, gint64 thousandths)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT, thousandths / 1000);

  if (thousandths % 1000 != 0)
    g_string_append_printf (text, ".%03d", (int) (thousandths % 1000));
}

static const char *
name_operator (const char *op)
{
  static const char *const names[][2] = { { "<", "less than" },
                                          { "<=", "at most" },
                                          { "==", "exactly" },
                                          { ">=", "at least" },
                                          { ">", "more than" } };
  gsize                    i = 0;

  while (!g_str_equal (names[i][0], op))
    i++;

  return names[i][1];
}

static void
tell_date (GString *text, json_t *program, json_t *test)
{
  const char *from = get_string (test, "from");
  const char *to = get_string (test, "to");

  if (from == NULL)
    g_string_append_printf (text, "the date is after %s", to);
  else if (to == NULL)
    g_string_append_printf (text, "the date is before %s", from);
  else
    g_string_append_printf (text, "the date is not from %s to %s", from, to);
}

static void
tell_weekday (GString *text, json_t *program, json_t *test)
{
  static const char *const names[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday" };

  json_t *days = json_object_get (test, "days");
  gsize   i = 0;
  json_t *day = NULL;

  g_string_append (text, "the day is not ");

  json_array_foreach (days, i, day)
  {
    g_string_append (text, between (i, json_array_size (days)));
    g_string_append (text, names[json_integer_value (day) - 1]);
  }

  if (json_array_size (days) == 0)
    g_string_append (text, "one of none");
}

static void
tell_time (GString *text, json_t *program, json_t *test)
{
  g_string_append_printf (text,
                          "the time is not from %s to %s",
                          get_string (test, "from"),
                          get_string (test, "to"));
}

static void
tell_store (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "the store is not ");
  append_words (text, json_object_get (test, "ids"));
}

static void
tell_store_segment (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "the store is not in ");
  append_words (text, json_object_get (test, "ids"));
}

static void
tell_channel (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "the channel is not ");
  append_words (text, json_object_get (test, "in"));
}

static void
tell_registered (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "the client is not registered");
}

static void
tell_client_segment (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "the client is not in ");
  append_words (text, json_object_get (test, "ids"));
}

static void
tell_level (GString *text, json_t *program, json_t *test)
{
  json_t *ids = json_object_get (test, "ids");
  gsize   i = 0;
  json_t *id = NULL;

  g_string_append (text, "the level is not ");

  json_array_foreach (ids, i, id)
  {
    g_string_append (text, between (i, json_array_size (ids)));
    g_string_append (text, name_level (program, json_string_value (id)));
  }

  if (json_array_size (ids) == 0)
    g_string_append (text, "one of none");
}

static void
tell_card_prefix (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "the card does not begin with ");
  append_words (text, json_object_get (test, "prefixes"));
}

static void
tell_gender (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "the client's gender is not ");
  append_words (text, json_object_get (test, "in"));
}

static void
tell_age (GString *text, json_t *program, json_t *test)
{
  json_t *min = json_object_get (test, "min");
  json_t *max = json_object_get (test, "max");

  if (min == NULL && max == NULL)
    g_string_append (text, "the client's age is not known");
  else if (min == NULL)
    g_string_append_printf (text,
                            "the client's age is not %" G_GINT64_FORMAT " or less",
                            (gint64) json_integer_value (max));
  else if (max == NULL)
    g_string_append_printf (text,
                            "the client's age is not %" G_GINT64_FORMAT " or more",
                            (gint64) json_integer_value (min));
  else
    g_string_append_printf (text,
                            "the client's age is not from %" G_GINT64_FORMAT
                            " to %" G_GINT64_FORMAT,
                            (gint64) json_integer_value (min),
                            (gint64) json_integer_value (max));
}

static void
tell_age_multiple (GString *text, json_t *program, json_t *test)
{
  g_string_append_printf (text,
                          "the client's age is no multiple of %" G_GINT64_FORMAT,
                          get_integer (test, "of"));
}

static void
tell_birthday (GString *text, json_t *program, json_t *test)
{
  g_string_append_printf (text,
                          "it is not from %" G_GINT64_FORMAT
                          " days before the client's birthday to %" G_GINT64_FORMAT " days after",
                          get_integer (test, "before"),
                          get_integer (test, "after"));
}

static void
tell_first_purchase (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "it is not the client's first purchase");
}

static void
tell_purchases (GString *text, json_t *program, json_t *test)
{
  const char *metric = get_string (test, "metric");
  gboolean    turnover = g_str_equal (metric, "turnover");

  if (turnover)
    g_string_append (text, "the client's turnover is not ");
  else if (g_str_equal (metric, "count"))
    g_string_append (text, "the number of the client's purchases is not ");
  else
    g_string_append (text, "the days since the client's last purchase are not ");

  g_string_append_printf (text, "%s ", name_operator (get_string (test, "op")));

  if (turnover)
    laurel_ctl_price_append_hundredths (text, get_integer (test, "value"));
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, get_integer (test, "value"));
}

static void
tell_receipt (GString *text, json_t *program, json_t *test)
{
  const char *metric = get_string (test, "metric");
  gboolean    some = json_object_get (test, "target") != NULL;

  if (g_str_equal (metric, "lines"))
    g_string_append (text, some ? "the number of lines that count here" : "the number of lines");
  else
    g_string_append_printf (text,
                            "the %s of the %s",
                            metric,
                            some ? "lines that count here" : "receipt");

  g_string_append_printf (text, " is not %s ", name_operator (get_string (test, "op")));

  if (g_str_equal (metric, "amount"))
    laurel_ctl_price_append_hundredths (text, get_integer (test, "value"));
  else if (g_str_equal (metric, "quantity"))
    append_quantity (text, get_integer (test, "value"));
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, get_integer (test, "value"));
}

static void
tell_contains (GString *text, json_t *program, json_t *test)
{
  json_t *items = json_object_get (test, "items");
  gsize   i = 0;
  json_t *item = NULL;

  g_string_append (text, "the receipt does not contain ");

  json_array_foreach (items, i, item)
  {
    const char *product = get_string (item, "product");

    g_string_append (text, i > 0 ? " and " : "");
    append_quantity (text, get_integer (item, "quantity"));
    g_string_append_printf (text,
                            product != NULL ? " of %s" : " of the segment %s",
                            product != NULL ? product : get_string (item, "segment"));
  }
}

static void
tell_promo_code (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "no promo code of ");
  append_words (text, json_object_get (test, "series"));
  g_string_append (text, " was presented");
}

static void
tell_payment (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "the payment is not by ");
  append_words (text, json_object_get (test, "in"));
}

static void
tell_external_discount (GString *text, json_t *program, json_t *test)
{
  g_string_append (text, "no line has a discount of the till's own");
}

/* A new test is one function above and one line here. */
static const TestWords test_words[] = {
  { "date", tell_date },
  { "weekday", tell_weekday },
  { "time", tell_time },
  { "store", tell_store },
  { "store_segment", tell_store_segment },
  { "channel", tell_channel },
  { "registered", tell_registered },
  { "client_segment", tell_client_segment },
  { "level", tell_level },
  { "card_prefix", tell_card_prefix },
  { "gender", tell_gender },
  { "age", tell_age },
  { "age_multiple", tell_age_multiple },
  { "birthday", tell_birthday },
  { "first_purchase", tell_first_purchase },
  { "purchases", tell_purchases },
  { "receipt", tell_receipt },
  { "contains", tell_contains },
  { "promo_code", tell_promo_code },
  { "payment", tell_payment },
  { "external_discount", tell_external_discount },
};

static TestTeller
find_teller (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (test_words); i++)
    {
      if (g_str_equal (test_words[i].type, type))
        return test_words[i].tell;
    }

  return NULL;
}

/* The tests of that type which @condition asks for, going down through `all`. Which of several it
 * was that failed is not told, so all of them are. */
static void
tell_failed (GString *text, json_t *program, json_t *condition, const char *type)
{
  json_t    *all = json_object_get (condition, "all");
  TestTeller tell = find_teller (type);

  for (gsize i = 0; i < json_array_size (all); i++)
    tell_failed (text, program, json_array_get (all, i), type);

  if (tell == NULL || g_strcmp0 (get_string (condition, "type"), type) != 0)
    return;

  if (text->len > 0)
    g_string_append (text, "; or ");

  tell (text, program, condition);
}

static void
append_condition (GString *text, json_t *program, json_t *outcome)
{
  g_autoptr (GString) failed = g_string_new (NULL);
  const char *test = get_string (outcome, "test");
  const char *node = get_string (outcome, "node");

  if (g_str_equal (test, "account"))
    g_string_append (failed, "points need a client");
  else if (g_str_equal (test, "referrer"))
    g_string_append (failed, "nobody brought the client");
  else if (g_str_equal (test, "any"))
    g_string_append (failed, "none of its alternatives holds");
  else if (g_str_equal (test, "not"))
    g_string_append (failed, "what it excludes is the case");
  else
    tell_failed (failed,
                 program,
                 json_object_get (laurel_ctl_price_find_node (program, node), "when"),
                 test);

  if (!g_str_equal (node, get_string (outcome, "id")))
    g_string_append_printf (text, "group %s: ", laurel_ctl_price_name (program, node));

  g_string_append (text, failed->str);
}

static void
append_limit (GString *text, json_t *program, json_t *outcome)
{
  const char *limit = get_string (outcome, "limit");
  json_t     *node = laurel_ctl_price_find_node (program, get_string (outcome, "id"));
  gint64      value = get_integer (json_object_get (node, "limits"), limit);

  g_string_append (text, "limit: ");

  if (g_str_equal (limit, "once"))
    g_string_append (text, "once a client is used up");
  else if (g_str_equal (limit, "once_days"))
    g_string_append_printf (text, "once in %" G_GINT64_FORMAT " days is used up", value);
  else if (g_str_equal (limit, "per_client"))
    g_string_append_printf (text, "%" G_GINT64_FORMAT " times a client are used up", value);
  else if (g_str_equal (limit, "total"))
    g_string_append_printf (text, "%" G_GINT64_FORMAT " times in all are used up", value);
  else
    {
      g_string_append (text, "the budget of ");
      laurel_ctl_price_append_hundredths (text, value);
      g_string_append (text, " is spent");
    }
}

static void
append_winners (GString *text, json_t *program, json_t *outcome)
{
  json_t *by = json_object_get (outcome, "by");
  gsize   n = json_array_size (by);

  g_string_append (text, "displaced by ");

  for (gsize i = 0; i < n; i++)
    {
      g_string_append (text, i == 0 ? "" : i + 1 == n ? " and " : ", ");
      g_string_append (text,
                       laurel_ctl_price_name (program, json_string_value (json_array_get (by, i))));
    }
}

static void
append_disabled (GString *text, json_t *program, json_t *outcome)
{
  const char *node = get_string (outcome, "node");

  if (!g_str_equal (node, get_string (outcome, "id")))
    g_string_append_printf (text, "group %s: ", laurel_ctl_price_name (program, node));

  g_string_append (text, "switched off");
}

static void
append_lines (GString *text, json_t *outcome)
{
  json_t *lines = json_object_get (outcome, "lines");
  gsize   i = 0;
  json_t *line = NULL;

  g_string_append (text, json_array_size (lines) == 1 ? "applied to line " : "applied to lines ");

  json_array_foreach (lines, i, line)
  {
    g_string_append_printf (text,
                            "%s%" G_GINT64_FORMAT,
                            i > 0 ? ", " : "",
                            get_integer (line, "n"));
  }
}

char *
laurel_ctl_price_outcome (json_t *program, json_t *outcome)
{
  GString    *text = g_string_new (NULL);
  const char *kind = get_string (outcome, "outcome");

  if (g_str_equal (kind, "applied"))
    {
      append_lines (text, outcome);
      return g_string_free (text, FALSE);
    }

  g_string_append (text, "not applied: ");

  if (g_str_equal (kind, "condition"))
    append_condition (text, program, outcome);
  else if (g_str_equal (kind, "limit"))
    append_limit (text, program, outcome);
  else if (g_str_equal (kind, "displaced"))
    append_winners (text, program, outcome);
  else if (g_str_equal (kind, "disabled"))
    append_disabled (text, program, outcome);
  else if (g_str_equal (kind, "no_lines"))
    g_string_append (text, "no line is meant by it");
  else if (g_str_equal (kind, "guard"))
    g_string_append (text, "trimmed to nothing by what may be taken off at most");
  else
    g_string_append (text, "it comes to nothing");

  return g_string_free (text, FALSE);
}
