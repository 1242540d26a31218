/* laurel-condition-json.c - conditions, targets and items as they stand in documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-condition-json.h"

#define DAYS_MAX 7

/* In the order of LaurelConditionKind; the first three are members of their own. */
static const char *const kinds[] = {
  "all",         "any",           "not",      "date",         "weekday",        "time",
  "store",       "store_segment", "channel",  "registered",   "client_segment", "level",
  "card_prefix", "gender",        "age",      "age_multiple", "birthday",       "first_purchase",
  "purchases",   "receipt",       "contains", "promo_code",   "payment",        "external_discount",
  NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == LAUREL_N_CONDITION_KINDS + 1);

static const char *const comparisons[] = { "<", "<=", "==", ">=", ">", NULL };

static const char *const metrics[] = { "count",    "turnover", "days_since", "amount",
                                       "quantity", "lines",    NULL };

/* What a kind calls its list of ids; NULL: it has none. */
static const char *
get_list_member (LaurelConditionKind kind)
{
  switch ((guint) kind)
    {
    case LAUREL_CONDITION_STORE:
    case LAUREL_CONDITION_STORE_SEGMENT:
    case LAUREL_CONDITION_CLIENT_SEGMENT:
    case LAUREL_CONDITION_LEVEL:
      return "ids";
    case LAUREL_CONDITION_CHANNEL:
    case LAUREL_CONDITION_GENDER:
    case LAUREL_CONDITION_PAYMENT:
      return "in";
    case LAUREL_CONDITION_CARD_PREFIX:
      return "prefixes";
    case LAUREL_CONDITION_PROMO_CODE:
      return "series";
    default:
      return NULL;
    }
}

/* === Reading ================================================================================== */

static void
take_strings (GStrv *field, GStrv strings)
{
  g_strfreev (*field);
  *field = strings;
}

LaurelTarget *
laurel_target_read (LaurelReply *reply, const char *name)
{
  static const char *const members[] = {
    "products", "segments", "exclude_products", "exclude_segments", "min_price", "max_price", NULL
  };

  LaurelTarget *self = NULL;

  if (!laurel_reply_begin_optional_object (reply, name))
    return NULL;

  self = laurel_target_new ();
  laurel_reply_expect_members (reply, members);
  take_strings (&self->products, laurel_reply_get_optional_strings (reply, "products"));
  take_strings (&self->segments, laurel_reply_get_optional_strings (reply, "segments"));
  take_strings (&self->exclude_products,
                laurel_reply_get_optional_strings (reply, "exclude_products"));
  take_strings (&self->exclude_segments,
                laurel_reply_get_optional_strings (reply, "exclude_segments"));
  self->min_price = laurel_reply_get_int_or (reply, "min_price", LAUREL_UNSET);
  self->max_price = laurel_reply_get_int_or (reply, "max_price", LAUREL_UNSET);
  laurel_reply_end_object (reply);

  return self;
}

static LaurelItem *
read_item (LaurelReply *reply, const char *quantity)
{
  const char *const members[] = { "product", "segment", quantity, NULL };
  const char       *segment = laurel_reply_get_optional_string (reply, "segment");
  const char       *id = segment;

  laurel_reply_expect_members (reply, members);

  if (segment == NULL)
    id = laurel_reply_get_string (reply, "product");
  else if (laurel_reply_get_optional_string (reply, "product") != NULL)
    laurel_reply_fault (reply, "product", "beside a segment");

  return laurel_item_new (id,
                          segment != NULL,
                          laurel_reply_get_int_or (reply, quantity, LAUREL_UNSET));
}

GPtrArray *
laurel_items_read (LaurelReply *reply, const char *quantity)
{
  GPtrArray *items = laurel_items_new ();
  guint      n_items = laurel_reply_begin_optional_array (reply, "items");

  for (guint i = 0; i < n_items; i++)
    {
      laurel_reply_begin_element (reply, i);
      g_ptr_array_add (items, read_item (reply, quantity));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);

  return items;
}

static guint
read_days (LaurelReply *reply)
{
  g_autoptr (GArray) days = laurel_reply_get_optional_ints (reply, "days");
  guint mask = 0;

  for (guint i = 0; i < days->len; i++)
    {
      gint64 day = g_array_index (days, gint64, i);

      if (day >= 1 && day <= DAYS_MAX)
        mask |= 1u << (day - 1);
      else
        laurel_reply_fault (reply, "days", "not a weekday");
    }

  return mask;
}

static void
read_comparison (LaurelReply *reply, LaurelCondition *self)
{
  /* `purchases` has the first three metrics, `receipt` the others. */
  guint             first = self->kind == LAUREL_CONDITION_RECEIPT ? LAUREL_METRIC_AMOUNT : 0;
  const char *const words[] = { metrics[first], metrics[first + 1], metrics[first + 2], NULL };

  self->metric = (LaurelMetric) ((guint) laurel_reply_get_choice (reply, "metric", words) + first);
  self->comparison = (LaurelComparison) laurel_reply_get_choice (reply, "op", comparisons);
  self->value = laurel_reply_get_int_or (reply, "value", LAUREL_UNSET);
}

/* The members of the kind, and beside them nothing but "type". */
static void
read_test (LaurelReply *reply, LaurelCondition *self)
{
  const char *list = get_list_member (self->kind);
  const char *members[6] = { "type", list };

  if (list != NULL)
    take_strings (&self->ids, laurel_reply_get_optional_strings (reply, list));

  switch ((guint) self->kind)
    {
    case LAUREL_CONDITION_DATE:
    case LAUREL_CONDITION_TIME:
      members[1] = "from";
      members[2] = "to";
      self->from = g_strdup (laurel_reply_get_optional_string (reply, "from"));
      self->to = g_strdup (laurel_reply_get_optional_string (reply, "to"));
      break;
    case LAUREL_CONDITION_WEEKDAY:
      members[1] = "days";
      self->days = read_days (reply);
      break;
    case LAUREL_CONDITION_AGE:
      members[1] = "min";
      members[2] = "max";
      self->min = laurel_reply_get_int_or (reply, "min", LAUREL_UNSET);
      self->max = laurel_reply_get_int_or (reply, "max", LAUREL_UNSET);
      break;
    case LAUREL_CONDITION_AGE_MULTIPLE:
      members[1] = "of";
      self->of = laurel_reply_get_int_or (reply, "of", LAUREL_UNSET);
      break;
    case LAUREL_CONDITION_BIRTHDAY:
      members[1] = "before";
      members[2] = "after";
      self->before = laurel_reply_get_int_or (reply, "before", 0);
      self->after = laurel_reply_get_int_or (reply, "after", 0);
      break;
    case LAUREL_CONDITION_RECEIPT:
      members[4] = "target";
      self->target = laurel_target_read (reply, "target");
      G_GNUC_FALLTHROUGH;
    case LAUREL_CONDITION_PURCHASES:
      members[1] = "metric";
      members[2] = "op";
      members[3] = "value";
      read_comparison (reply, self);
      break;
    case LAUREL_CONDITION_CONTAINS:
      members[1] = "items";
      g_ptr_array_unref (self->items);
      self->items = laurel_items_read (reply, "quantity");
      break;
    default:
      break;
    }

  laurel_reply_expect_members (reply, members);
}

static LaurelCondition *read_condition (LaurelReply *reply);

static LaurelCondition *
read_list (LaurelReply *reply, LaurelConditionKind kind)
{
  const char *const members[] = { kinds[kind], NULL };
  LaurelCondition  *self = laurel_condition_new (kind);
  guint             n_children = laurel_reply_begin_array (reply, kinds[kind]);

  for (guint i = 0; i < n_children; i++)
    {
      laurel_reply_begin_element (reply, i);
      g_ptr_array_add (self->children, read_condition (reply));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);
  laurel_reply_expect_members (reply, members);

  return self;
}

/* A "not" of nothing is one whose test has not been chosen yet. */
static LaurelCondition *
read_not (LaurelReply *reply)
{
  static const char *const members[] = { "not", NULL };

  LaurelCondition *self = laurel_condition_new (LAUREL_CONDITION_NOT);

  laurel_reply_expect_members (reply, members);
  laurel_reply_begin_object (reply, "not");
  if (!laurel_reply_is_empty (reply))
    g_ptr_array_add (self->children, read_condition (reply));
  laurel_reply_end_object (reply);

  return self;
}

static LaurelCondition *
read_condition (LaurelReply *reply)
{
  LaurelCondition *self = NULL;

  if (laurel_reply_has (reply, "all"))
    return read_list (reply, LAUREL_CONDITION_ALL);

  if (laurel_reply_has (reply, "any"))
    return read_list (reply, LAUREL_CONDITION_ANY);

  if (laurel_reply_has (reply, "not"))
    return read_not (reply);

  self = laurel_condition_new (
      (LaurelConditionKind) (LAUREL_CONDITION_DATE +
                             laurel_reply_get_choice (reply,
                                                      "type",
                                                      kinds + LAUREL_CONDITION_DATE)));
  read_test (reply, self);

  return self;
}

LaurelCondition *
laurel_condition_read (LaurelReply *reply, const char *name)
{
  LaurelCondition *self = NULL;

  if (!laurel_reply_begin_optional_object (reply, name))
    return NULL;

  self = read_condition (reply);
  laurel_reply_end_object (reply);

  return self;
}

/* === Writing ================================================================================== */

static void
write_strings (LaurelJsonOut *out, const char *name, GStrv strings)
{
  laurel_json_out_optional_strings (out, name, (const char *const *) strings);
}

void
laurel_target_write (const LaurelTarget *self, LaurelJsonOut *out, const char *name)
{
  if (laurel_target_is_everything (self))
    return;

  laurel_json_out_begin_object (out, name);
  write_strings (out, "products", self->products);
  write_strings (out, "segments", self->segments);
  write_strings (out, "exclude_products", self->exclude_products);
  write_strings (out, "exclude_segments", self->exclude_segments);
  laurel_json_out_int_unless (out, "min_price", self->min_price, LAUREL_UNSET);
  laurel_json_out_int_unless (out, "max_price", self->max_price, LAUREL_UNSET);
  laurel_json_out_end_object (out);
}

void
laurel_items_write (GPtrArray *items, LaurelJsonOut *out, const char *quantity)
{
  if (items->len == 0)
    return;

  laurel_json_out_begin_array (out, "items");

  for (guint i = 0; i < items->len; i++)
    {
      const LaurelItem *item = g_ptr_array_index (items, i);

      laurel_json_out_begin_object (out, NULL);
      laurel_json_out_string (out, item->is_segment ? "segment" : "product", item->id);
      laurel_json_out_int_unless (out, quantity, item->quantity, LAUREL_UNSET);
      laurel_json_out_end_object (out);
    }

  laurel_json_out_end_array (out);
}

static void
write_days (LaurelJsonOut *out, guint mask)
{
  if (mask == 0)
    return;

  laurel_json_out_begin_array (out, "days");

  for (gint64 day = 1; day <= DAYS_MAX; day++)
    if (mask & (1u << (day - 1)))
      laurel_json_out_int (out, NULL, day);

  laurel_json_out_end_array (out);
}

static void
write_test (const LaurelCondition *self, LaurelJsonOut *out)
{
  laurel_json_out_string (out, "type", kinds[self->kind]);

  if (get_list_member (self->kind) != NULL)
    write_strings (out, get_list_member (self->kind), self->ids);

  switch ((guint) self->kind)
    {
    case LAUREL_CONDITION_DATE:
    case LAUREL_CONDITION_TIME:
      laurel_json_out_optional_string (out, "from", self->from);
      laurel_json_out_optional_string (out, "to", self->to);
      break;
    case LAUREL_CONDITION_WEEKDAY:
      write_days (out, self->days);
      break;
    case LAUREL_CONDITION_AGE:
      laurel_json_out_int_unless (out, "min", self->min, LAUREL_UNSET);
      laurel_json_out_int_unless (out, "max", self->max, LAUREL_UNSET);
      break;
    case LAUREL_CONDITION_AGE_MULTIPLE:
      laurel_json_out_int_unless (out, "of", self->of, LAUREL_UNSET);
      break;
    case LAUREL_CONDITION_BIRTHDAY:
      laurel_json_out_int_unless (out, "before", self->before, 0);
      laurel_json_out_int_unless (out, "after", self->after, 0);
      break;
    case LAUREL_CONDITION_PURCHASES:
    case LAUREL_CONDITION_RECEIPT:
      laurel_json_out_string (out, "metric", metrics[self->metric]);
      laurel_json_out_string (out, "op", comparisons[self->comparison]);
      laurel_json_out_int_unless (out, "value", self->value, LAUREL_UNSET);
      laurel_target_write (self->target, out, "target");
      break;
    case LAUREL_CONDITION_CONTAINS:
      laurel_items_write (self->items, out, "quantity");
      break;
    default:
      break;
    }
}

void
laurel_condition_write (const LaurelCondition *self, LaurelJsonOut *out, const char *name)
{
  if (self == NULL)
    return;

  if (self->kind == LAUREL_CONDITION_NOT)
    {
      laurel_json_out_begin_object (out, name);
      if (self->children->len > 0)
        laurel_condition_write (g_ptr_array_index (self->children, 0), out, "not");
      else
        laurel_json_out_raw (out, "not", "{}");
      laurel_json_out_end_object (out);
      return;
    }

  laurel_json_out_begin_object (out, name);

  if (self->kind <= LAUREL_CONDITION_ANY)
    {
      laurel_json_out_begin_array (out, kinds[self->kind]);
      for (guint i = 0; i < self->children->len; i++)
        laurel_condition_write (g_ptr_array_index (self->children, i), out, NULL);
      laurel_json_out_end_array (out);
    }
  else
    {
      write_test (self, out);
    }

  laurel_json_out_end_object (out);
}
