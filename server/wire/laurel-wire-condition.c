/* laurel-wire-condition.c - conditions, targets and items of the program document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-condition.h"

#include "server/wire/laurel-wire-words.h"

#define COUNT_MAX    G_GINT64_CONSTANT (1000000000)
#define ANYTHING     -LAUREL_INTEGER_MAX, LAUREL_INTEGER_MAX
#define WINDOW_MAX   366
#define CLOCK_FORMAT "must be a time of day such as 09:30"

typedef void (*TestReader) (LaurelJsonReader     *reader,
                            LaurelArena          *arena,
                            LaurelDraftCondition *condition);

static void read_condition (LaurelJsonReader     *reader,
                            LaurelArena          *arena,
                            LaurelDraftCondition *condition,
                            guint                 depth);

static LaurelDraftIds
read_strings (LaurelJsonReader *reader, LaurelArena *arena, gsize length)
{
  const char   **ids = laurel_arena_new_array (arena, const char *, length);
  LaurelDraftIds read = { ids, 0 };

  for (gsize i = 0; i < length; i++)
    {
      const char *id = laurel_json_reader_get_string_element (reader, i);

      if (id != NULL)
        ids[read.n++] = laurel_arena_strdup (arena, id);
    }

  laurel_json_reader_end_array (reader);

  return read;
}

LaurelDraftIds
laurel_wire_read_ids (LaurelJsonReader *reader, LaurelArena *arena, const char *name)
{
  gsize length = 0;

  if (!laurel_json_reader_begin_array (reader, name, &length))
    return (LaurelDraftIds){ 0 };

  return read_strings (reader, arena, length);
}

LaurelDraftIds
laurel_wire_read_ids_or_none (LaurelJsonReader *reader, LaurelArena *arena, const char *name)
{
  gsize length = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, name, &length))
    return (LaurelDraftIds){ 0 };

  return read_strings (reader, arena, length);
}

/* Prices of rules are money; conditions may compare with any integer. */
static const LaurelDraftTarget *
read_target (LaurelJsonReader *reader,
             LaurelArena      *arena,
             const char       *name,
             gint64            least,
             gint64            most)
{
  LaurelDraftTarget *target = NULL;

  if (!laurel_json_reader_begin_object_or_none (reader, name))
    return NULL;

  target = laurel_arena_new_array0 (arena, LaurelDraftTarget, 1);
  target->products = laurel_wire_read_ids_or_none (reader, arena, "products");
  target->segments = laurel_wire_read_ids_or_none (reader, arena, "segments");
  target->exclude_products = laurel_wire_read_ids_or_none (reader, arena, "exclude_products");
  target->exclude_segments = laurel_wire_read_ids_or_none (reader, arena, "exclude_segments");
  target->min_price =
      laurel_json_reader_get_integer_or (reader, "min_price", least, most, LAUREL_OPEN_BELOW);
  target->max_price =
      laurel_json_reader_get_integer_or (reader, "max_price", least, most, LAUREL_OPEN_ABOVE);
  laurel_json_reader_end_object (reader);

  return target;
}

const LaurelDraftTarget *
laurel_wire_read_target (LaurelJsonReader *reader, LaurelArena *arena, const char *name)
{
  return read_target (reader, arena, name, 0, LAUREL_MONEY_MAX);
}

static void
read_item (LaurelJsonReader *reader, LaurelArena *arena, const char *count, LaurelDraftItem *item)
{
  const char *product = laurel_json_reader_get_string_or (reader, "product", NULL);
  const char *segment = laurel_json_reader_get_string_or (reader, "segment", NULL);

  if (laurel_json_reader_has (reader, "product") == laurel_json_reader_has (reader, "segment"))
    laurel_json_reader_fault (reader,
                              NULL,
                              LAUREL_FAULT_FORMAT,
                              "must name either a product or a segment");

  item->product = product != NULL ? laurel_arena_strdup (arena, product) : NULL;
  item->segment = segment != NULL ? laurel_arena_strdup (arena, segment) : NULL;
  item->count = laurel_json_reader_get_integer (reader, count, 1, COUNT_MAX);
}

const LaurelDraftItem *
laurel_wire_read_items (LaurelJsonReader *reader,
                        LaurelArena      *arena,
                        const char       *count,
                        gsize            *n_items)
{
  LaurelDraftItem *items = NULL;
  gsize            length = 0;

  *n_items = 0;

  if (!laurel_json_reader_begin_array (reader, "items", &length))
    return NULL;

  items = laurel_arena_new_array0 (arena, LaurelDraftItem, length);

  for (gsize i = 0; i < length; i++)
    {
      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      read_item (reader, arena, count, &items[(*n_items)++]);
      laurel_json_reader_end_object (reader);
    }

  laurel_json_reader_end_array (reader);

  return items;
}

/* Bits of the words of the list @name: @bits says which bit each word is. */
static guint
read_mask (LaurelJsonReader *reader, const char *name, const char *const *words, const guint *bits)
{
  guint mask = 0;
  gsize length = 0;

  if (!laurel_json_reader_begin_array (reader, name, &length))
    return 0;

  for (gsize i = 0; i < length; i++)
    mask |= bits[laurel_json_reader_get_word_element (reader, i, words)];

  laurel_json_reader_end_array (reader);

  return mask;
}

static void
read_date (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  gint32 from = laurel_json_reader_get_date_or (reader, "from", G_MININT32);
  gint32 to = laurel_json_reader_get_date_or (reader, "to", G_MAXINT32);

  condition->from = from != G_MININT32 ? from : LAUREL_OPEN_BELOW;
  condition->to = to != G_MAXINT32 ? to : LAUREL_OPEN_ABOVE;
}

static void
read_weekday (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  gsize length = 0;

  if (!laurel_json_reader_begin_array (reader, "days", &length))
    return;

  for (gsize i = 0; i < length; i++)
    condition->mask |= 1u << laurel_json_reader_get_integer_element (reader, i, 1, 7);

  laurel_json_reader_end_array (reader);
}

/* "HH:MM", as seconds of the day. */
static gint64
read_clock (LaurelJsonReader *reader, const char *name)
{
  const char *text = laurel_json_reader_get_string (reader, name);
  gint        hour = 0;
  gint        minute = 0;

  if (text == NULL)
    return 0;

  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || text[2] != ':' ||
      !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]) || text[5] != '\0')
    {
      laurel_json_reader_fault (reader, name, LAUREL_FAULT_FORMAT, CLOCK_FORMAT);
      return 0;
    }

  hour = g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1]);
  minute = g_ascii_digit_value (text[3]) * 10 + g_ascii_digit_value (text[4]);

  if (hour > 23 || minute > 59)
    laurel_json_reader_fault (reader, name, LAUREL_FAULT_FORMAT, CLOCK_FORMAT);

  return hour * 3600 + minute * 60;
}

static void
read_time (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->from = read_clock (reader, "from");
  condition->to = read_clock (reader, "to");
}

static void
read_test_ids (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->ids = laurel_wire_read_ids (reader, arena, "ids");
}

static void
read_channel (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->mask = read_mask (reader, "in", laurel_wire_channel_words, laurel_wire_channel_bits);
}

static void
read_nothing (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
}

static void
read_card_prefix (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->ids = laurel_wire_read_ids (reader, arena, "prefixes");
}

static void
read_gender (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  static const guint bits[] = { LAUREL_GENDER_FEMALE, LAUREL_GENDER_MALE };

  condition->mask = read_mask (reader, "in", laurel_wire_gender_words, bits);
}

static void
read_age (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->from = laurel_json_reader_get_integer_or (reader, "min", ANYTHING, LAUREL_OPEN_BELOW);
  condition->to = laurel_json_reader_get_integer_or (reader, "max", ANYTHING, LAUREL_OPEN_ABOVE);
}

static void
read_age_multiple (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->from = laurel_json_reader_get_integer (reader, "of", 1, COUNT_MAX);
}

static void
read_birthday (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->from = laurel_json_reader_get_integer_or (reader, "before", 0, WINDOW_MAX, 0);
  condition->to = laurel_json_reader_get_integer_or (reader, "after", 0, WINDOW_MAX, 0);
}

static void
read_comparison (LaurelJsonReader *reader, LaurelDraftCondition *condition)
{
  static const char *const operators[] = { "<", "<=", "==", ">=", ">", NULL };

  condition->op = (LaurelOperator) laurel_json_reader_get_word (reader, "op", operators);
  condition->value = laurel_json_reader_get_integer (reader, "value", ANYTHING);
}

static void
read_purchases (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  static const char *const metrics[] = { "count", "turnover", "days_since", NULL };

  condition->metric = LAUREL_METRIC_COUNT;
  condition->metric += (guint) laurel_json_reader_get_word (reader, "metric", metrics);
  read_comparison (reader, condition);
}

static void
read_receipt (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  static const char *const metrics[] = { "amount", "quantity", "lines", NULL };

  condition->metric = LAUREL_METRIC_AMOUNT;
  condition->metric += (guint) laurel_json_reader_get_word (reader, "metric", metrics);
  condition->target = read_target (reader, arena, "target", ANYTHING);
  read_comparison (reader, condition);
}

static void
read_contains (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->items = laurel_wire_read_items (reader, arena, "quantity", &condition->n_items);
}

static void
read_promo_code (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->ids = laurel_wire_read_ids (reader, arena, "series");
}

static void
read_payment (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  condition->ids = laurel_wire_read_ids (reader, arena, "in");
}

/* A new test is one function above and one line here. */
static const TestReader readers[] = {
  [LAUREL_TEST_DATE] = read_date,
  [LAUREL_TEST_WEEKDAY] = read_weekday,
  [LAUREL_TEST_TIME] = read_time,
  [LAUREL_TEST_STORE] = read_test_ids,
  [LAUREL_TEST_STORE_SEGMENT] = read_test_ids,
  [LAUREL_TEST_CHANNEL] = read_channel,
  [LAUREL_TEST_REGISTERED] = read_nothing,
  [LAUREL_TEST_CLIENT_SEGMENT] = read_test_ids,
  [LAUREL_TEST_LEVEL] = read_test_ids,
  [LAUREL_TEST_CARD_PREFIX] = read_card_prefix,
  [LAUREL_TEST_GENDER] = read_gender,
  [LAUREL_TEST_AGE] = read_age,
  [LAUREL_TEST_AGE_MULTIPLE] = read_age_multiple,
  [LAUREL_TEST_BIRTHDAY] = read_birthday,
  [LAUREL_TEST_FIRST_PURCHASE] = read_nothing,
  [LAUREL_TEST_PURCHASES] = read_purchases,
  [LAUREL_TEST_RECEIPT] = read_receipt,
  [LAUREL_TEST_CONTAINS] = read_contains,
  [LAUREL_TEST_PROMO_CODE] = read_promo_code,
  [LAUREL_TEST_PAYMENT] = read_payment,
  [LAUREL_TEST_EXTERNAL_DISCOUNT] = read_nothing,
};

G_STATIC_ASSERT (G_N_ELEMENTS (readers) == LAUREL_N_TESTS);

static void
read_test (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftCondition *condition)
{
  const char *word = laurel_json_reader_get_string (reader, "type");

  for (guint type = LAUREL_TEST_DATE; word != NULL && type < LAUREL_N_TESTS; type++)
    {
      if (g_str_equal (word, laurel_test_to_word (type)))
        {
          condition->type = type;
          readers[type](reader, arena, condition);
          return;
        }
    }

  if (word != NULL)
    laurel_json_reader_fault (reader, "type", LAUREL_FAULT_FORMAT, "there is no such test");
}

static void
read_list (LaurelJsonReader     *reader,
           LaurelArena          *arena,
           const char           *name,
           LaurelDraftCondition *condition,
           guint                 depth)
{
  LaurelDraftCondition *children = NULL;
  gsize                 length = 0;

  if (!laurel_json_reader_begin_array (reader, name, &length))
    return;

  children = laurel_arena_new_array0 (arena, LaurelDraftCondition, length);

  for (gsize i = 0; i < length; i++)
    {
      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      read_condition (reader, arena, &children[condition->n_children++], depth + 1);
    }

  laurel_json_reader_end_array (reader);
  condition->children = children;
}

static void
read_not (LaurelJsonReader     *reader,
          LaurelArena          *arena,
          LaurelDraftCondition *condition,
          guint                 depth)
{
  LaurelDraftCondition *child = laurel_arena_new_array0 (arena, LaurelDraftCondition, 1);

  if (!laurel_json_reader_begin_object (reader, "not"))
    return;

  read_condition (reader, arena, child, depth + 1);
  condition->children = child;
  condition->n_children = 1;
}

/* Reads and ends the object that the reader is in. */
static void
read_condition (LaurelJsonReader     *reader,
                LaurelArena          *arena,
                LaurelDraftCondition *condition,
                guint                 depth)
{
  condition->type = LAUREL_TEST_ALL;

  if (depth > LAUREL_DEPTH_MAX)
    {
      laurel_json_reader_fault (reader,
                                NULL,
                                LAUREL_FAULT_RANGE,
                                "the condition is more than %d levels deep",
                                LAUREL_DEPTH_MAX);
      laurel_json_reader_skip_object (reader);
      return;
    }

  if (laurel_json_reader_has (reader, "all"))
    read_list (reader, arena, "all", condition, depth);
  else if (laurel_json_reader_has (reader, "any"))
    {
      condition->type = LAUREL_TEST_ANY;
      read_list (reader, arena, "any", condition, depth);
    }
  else if (laurel_json_reader_has (reader, "not"))
    {
      condition->type = LAUREL_TEST_NOT;
      read_not (reader, arena, condition, depth);
    }
  else
    read_test (reader, arena, condition);

  laurel_json_reader_end_object (reader);
}

const LaurelDraftCondition *
laurel_wire_read_condition (LaurelJsonReader *reader, LaurelArena *arena, const char *name)
{
  LaurelDraftCondition *condition = NULL;

  if (!laurel_json_reader_begin_object_or_none (reader, name))
    return NULL;

  condition = laurel_arena_new_array0 (arena, LaurelDraftCondition, 1);
  read_condition (reader, arena, condition, 1);

  return condition;
}
