/* laurel-document-json.c - the program document as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-condition-json.h"
#include "desktop/api/laurel-document.h"
#include "desktop/api/laurel-node-json.h"

/* Each in the order of its enumeration. */
static const char *const modes[] = { "down", "half_up", "up", NULL };
static const char *const bases[] = { "lifetime", "rolling", "calendar", NULL };
static const char *const downgrades[] = { "never", "immediate", "period", NULL };
static const char *const share_bases[] = { "all", "eligible", NULL };
static const char *const rounding_levels[] = { "receipt", "line", NULL };
static const char *const expiries[] = { "none", "days", "end_of", "inactivity", NULL };
static const char *const periods[] = { "month", "quarter", "year", NULL };

/* In the order of the words of "expiry". */
enum
{
  EXPIRY_NONE,
  EXPIRY_DAYS,
  EXPIRY_END_OF,
  EXPIRY_INACTIVITY,
};

/* === Reading ================================================================================== */

static void
read_expiry (LaurelReply *reply, LaurelAccrual *accrual)
{
  static const LaurelExpiryKind kinds[] = {
    LAUREL_EXPIRY_NONE,
    LAUREL_EXPIRY_DAYS,
    LAUREL_EXPIRY_END_OF_MONTH,
    LAUREL_EXPIRY_INACTIVITY,
  };
  static const char *const members[] = { "kind", "days", NULL };
  static const char *const end_members[] = { "kind", "period", "grace", NULL };

  int kind = 0;

  if (!laurel_reply_begin_optional_object (reply, "expiry"))
    return;

  kind = laurel_reply_get_choice (reply, "kind", expiries);
  accrual->expiry = kinds[kind];
  laurel_reply_expect_members (reply, kind == EXPIRY_END_OF ? end_members : members);

  if (kind == EXPIRY_END_OF)
    {
      accrual->expiry += (guint) laurel_reply_get_choice (reply, "period", periods);
      accrual->expiry_days = laurel_reply_get_int_or (reply, "grace", 0);
    }
  else
    {
      accrual->expiry_days = laurel_reply_get_int_or (reply, "days", LAUREL_UNSET);
    }

  laurel_reply_end_object (reply);
}

static void
read_rounding (LaurelReply *reply, LaurelAccrual *accrual)
{
  static const char *const members[] = { "unit", "mode", "level", NULL };

  if (!laurel_reply_begin_optional_object (reply, "rounding"))
    return;

  laurel_reply_expect_members (reply, members);
  accrual->rounding_unit = laurel_reply_get_int_or (reply, "unit", accrual->rounding_unit);
  accrual->rounding_mode =
      (LaurelRoundingMode) laurel_reply_get_choice_or (reply, "mode", modes, 0);
  accrual->rounding_by_line = laurel_reply_get_choice_or (reply, "level", rounding_levels, 0) == 1;
  laurel_reply_end_object (reply);
}

static void
read_accrual (LaurelReply *reply, LaurelAccrual *accrual)
{
  static const char *const members[] = {
    "on_discounted", "on_redeemed", "while_redeeming", "rounding", "activation_days", "expiry", NULL
  };

  if (!laurel_reply_begin_optional_object (reply, "accrual"))
    return;

  laurel_reply_expect_members (reply, members);
  accrual->on_discounted = laurel_reply_get_optional_boolean (reply, "on_discounted");
  accrual->on_redeemed = laurel_reply_get_optional_boolean (reply, "on_redeemed");
  accrual->while_redeeming = laurel_reply_get_boolean_or (reply, "while_redeeming", TRUE);
  read_rounding (reply, accrual);
  accrual->activation_days =
      laurel_reply_get_int_or (reply, "activation_days", accrual->activation_days);
  read_expiry (reply, accrual);
  laurel_reply_end_object (reply);
}

static LaurelLevel *
read_level (LaurelReply *reply)
{
  static const char *const members[] = { "id",          "name",      "representation",
                                         "description", "order",     "threshold",
                                         "accrual",     "max_share", NULL };

  LaurelLevel *level = laurel_level_new (laurel_reply_get_string (reply, "id"));

  laurel_reply_expect_members (reply, members);
  level->name = g_strdup (laurel_reply_get_optional_string (reply, "name"));
  level->representation = g_strdup (laurel_reply_get_optional_string (reply, "representation"));
  level->description = g_strdup (laurel_reply_get_optional_string (reply, "description"));
  level->order = laurel_reply_get_int_or (reply, "order", 0);
  level->threshold = laurel_reply_get_int_or (reply, "threshold", 0);
  level->accrual = laurel_reply_get_int_or (reply, "accrual", 0);
  level->max_share = laurel_reply_get_int_or (reply, "max_share", LAUREL_UNSET);

  return level;
}

static gint
compare_levels (gconstpointer a, gconstpointer b)
{
  const LaurelLevel *one = *(const LaurelLevel *const *) a;
  const LaurelLevel *other = *(const LaurelLevel *const *) b;

  return (one->order > other->order) - (one->order < other->order);
}

static void
read_levels (LaurelReply *reply, LaurelDocument *self)
{
  static const char *const members[] = { "basis", "downgrade", "list", NULL };

  guint n_levels = 0;

  if (!laurel_reply_begin_optional_object (reply, "levels"))
    return;

  laurel_reply_expect_members (reply, members);
  self->levels_basis = (LaurelBasis) laurel_reply_get_choice_or (reply, "basis", bases, 0);
  self->levels_downgrade =
      (LaurelDowngrade) laurel_reply_get_choice_or (reply, "downgrade", downgrades, 0);
  n_levels = laurel_reply_begin_optional_array (reply, "list");

  for (guint i = 0; i < n_levels; i++)
    {
      laurel_reply_begin_element (reply, i);
      g_ptr_array_add (self->levels, read_level (reply));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);
  laurel_reply_end_object (reply);
  g_ptr_array_sort (self->levels, compare_levels);
}

/* What redemption rules and restrictions share. */
static LaurelRule *
read_rule (LaurelReply *reply)
{
  LaurelRule *rule = laurel_rule_new ();

  rule->id = g_strdup (laurel_reply_get_optional_string (reply, "id"));
  rule->name = g_strdup (laurel_reply_get_optional_string (reply, "name"));
  rule->description = g_strdup (laurel_reply_get_optional_string (reply, "description"));
  rule->enabled = laurel_reply_get_boolean_or (reply, "enabled", TRUE);
  rule->when = laurel_condition_read (reply, "when");
  rule->target = laurel_target_read (reply, "target");

  return rule;
}

static LaurelRule *
read_redemption_rule (LaurelReply *reply)
{
  static const char *const members[] = { "id",   "name",   "description", "enabled",
                                         "when", "target", "max_share",   NULL };

  LaurelRule *rule = read_rule (reply);

  laurel_reply_expect_members (reply, members);
  rule->max_share = laurel_reply_get_int_or (reply, "max_share", LAUREL_UNSET);

  return rule;
}

static LaurelRule *
read_restriction (LaurelReply *reply)
{
  static const char *const members[] = { "id",   "name",   "description", "enabled",
                                         "when", "target", "forbid",      NULL };

  LaurelRule *rule = read_rule (reply);
  g_auto (GStrv) forbid = laurel_reply_get_optional_strings (reply, "forbid");

  laurel_reply_expect_members (reply, members);

  for (gsize i = 0; forbid[i] != NULL; i++)
    if (g_str_equal (forbid[i], "discount"))
      rule->forbid_discount = TRUE;
    else if (g_str_equal (forbid[i], "redeem"))
      rule->forbid_redeem = TRUE;
    else if (g_str_equal (forbid[i], "accrue"))
      rule->forbid_accrue = TRUE;
    else
      laurel_reply_fault (reply, "forbid", "unknown word");

  return rule;
}

static void
read_rules (LaurelReply *reply,
            const char  *name,
            GPtrArray   *rules,
            LaurelRule *(*read) (LaurelReply *reply))
{
  guint n_rules = laurel_reply_begin_optional_array (reply, name);

  for (guint i = 0; i < n_rules; i++)
    {
      laurel_reply_begin_element (reply, i);
      g_ptr_array_add (rules, read (reply));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);
}

static void
read_redemption (LaurelReply *reply, LaurelRedemption *redemption)
{
  static const char *const members[] = { "max_share",   "share_base",
                                         "step",        "min_payable_per_line",
                                         "min_receipt", "min_points",
                                         "rules",       NULL };

  if (!laurel_reply_begin_optional_object (reply, "redemption"))
    return;

  laurel_reply_expect_members (reply, members);
  redemption->max_share = laurel_reply_get_int_or (reply, "max_share", redemption->max_share);
  redemption->share_of_eligible =
      laurel_reply_get_choice_or (reply, "share_base", share_bases, 0) == 1;
  redemption->step = laurel_reply_get_int_or (reply, "step", redemption->step);
  redemption->min_payable_per_line =
      laurel_reply_get_int_or (reply, "min_payable_per_line", redemption->min_payable_per_line);
  redemption->min_receipt = laurel_reply_get_int_or (reply, "min_receipt", 0);
  redemption->min_points = laurel_reply_get_int_or (reply, "min_points", 0);
  read_rules (reply, "rules", redemption->rules, read_redemption_rule);
  laurel_reply_end_object (reply);
}

static void
read_points (LaurelReply *reply, LaurelDocument *self)
{
  static const char *const members[] = { "money_per_point", NULL };

  if (!laurel_reply_begin_optional_object (reply, "points"))
    return;

  laurel_reply_expect_members (reply, members);
  self->money_per_point = laurel_reply_get_int_or (reply, "money_per_point", 100);
  laurel_reply_end_object (reply);
}

static void
read_limits (LaurelReply *reply, LaurelDocument *self)
{
  static const char *const members[] = { "max_line_share", "max_receipt_share", NULL };

  if (!laurel_reply_begin_optional_object (reply, "limits"))
    return;

  laurel_reply_expect_members (reply, members);
  self->max_line_share = laurel_reply_get_int_or (reply, "max_line_share", self->max_line_share);
  self->max_receipt_share =
      laurel_reply_get_int_or (reply, "max_receipt_share", self->max_receipt_share);
  laurel_reply_end_object (reply);
}

static void
read_string (LaurelReply *reply, const char *name, char **field)
{
  const char *value = laurel_reply_get_optional_string (reply, name);

  if (value != NULL)
    {
      g_free (*field);
      *field = g_strdup (value);
    }
}

static void
read_root (LaurelReply *reply, LaurelDocument *self)
{
  if (!laurel_reply_begin_optional_object (reply, "discounts"))
    return;

  laurel_document_take_root (self, laurel_node_read (reply));
  laurel_reply_end_object (reply);

  if (!self->root->is_group)
    laurel_reply_fault (reply, "discounts", "not a group");
}

LaurelDocument *
laurel_document_read (LaurelReply *reply, const char *name)
{
  static const char *const members[] = {
    "format",    "name",   "description", "currency", "time_zone",        "points",
    "accrual",   "levels", "redemption",  "limits",   "receipt_rounding", "restrictions",
    "discounts", "slips",  "server",      NULL,
  };

  LaurelDocument *self = laurel_document_new ();

  laurel_reply_begin_object (reply, name);
  laurel_reply_expect_members (reply, members);
  if (laurel_reply_get_int (reply, "format") != 1)
    laurel_reply_fault (reply, "format", "not 1");

  read_string (reply, "name", &self->name);
  read_string (reply, "description", &self->description);
  read_string (reply, "currency", &self->currency);
  read_string (reply, "time_zone", &self->time_zone);
  read_points (reply, self);
  read_accrual (reply, &self->accrual);
  read_levels (reply, self);
  read_redemption (reply, &self->redemption);
  read_limits (reply, self);
  self->receipt_rounding = laurel_reply_get_int_or (reply, "receipt_rounding", 0);
  read_rules (reply, "restrictions", self->restrictions, read_restriction);
  read_root (reply, self);
  self->slips = laurel_reply_dup_json (reply, "slips");
  self->server = laurel_reply_dup_json (reply, "server");
  laurel_reply_end_object (reply);

  return self;
}

/* === Writing ================================================================================== */

static void
write_expiry (const LaurelAccrual *accrual, LaurelJsonOut *out)
{
  static const int words[] = {
    [LAUREL_EXPIRY_NONE] = EXPIRY_NONE,           [LAUREL_EXPIRY_DAYS] = EXPIRY_DAYS,
    [LAUREL_EXPIRY_END_OF_MONTH] = EXPIRY_END_OF, [LAUREL_EXPIRY_END_OF_QUARTER] = EXPIRY_END_OF,
    [LAUREL_EXPIRY_END_OF_YEAR] = EXPIRY_END_OF,  [LAUREL_EXPIRY_INACTIVITY] = EXPIRY_INACTIVITY,
  };

  int kind = words[accrual->expiry];

  laurel_json_out_begin_object (out, "expiry");
  laurel_json_out_string (out, "kind", expiries[kind]);

  if (kind == EXPIRY_END_OF)
    {
      laurel_json_out_string (out, "period", periods[accrual->expiry - LAUREL_EXPIRY_END_OF_MONTH]);
      laurel_json_out_int_unless (out, "grace", accrual->expiry_days, 0);
    }
  else if (kind != EXPIRY_NONE)
    {
      laurel_json_out_int_unless (out, "days", accrual->expiry_days, LAUREL_UNSET);
    }

  laurel_json_out_end_object (out);
}

static void
write_accrual (const LaurelAccrual *accrual, LaurelJsonOut *out)
{
  laurel_json_out_begin_object (out, "accrual");
  laurel_json_out_boolean_unless (out, "on_discounted", accrual->on_discounted, FALSE);
  laurel_json_out_boolean_unless (out, "on_redeemed", accrual->on_redeemed, FALSE);
  laurel_json_out_boolean_unless (out, "while_redeeming", accrual->while_redeeming, TRUE);
  laurel_json_out_begin_object (out, "rounding");
  laurel_json_out_int (out, "unit", accrual->rounding_unit);
  laurel_json_out_string (out, "mode", modes[accrual->rounding_mode]);
  laurel_json_out_string (out, "level", rounding_levels[accrual->rounding_by_line ? 1 : 0]);
  laurel_json_out_end_object (out);
  laurel_json_out_int (out, "activation_days", accrual->activation_days);
  write_expiry (accrual, out);
  laurel_json_out_end_object (out);
}

static void
write_level (const LaurelLevel *level, LaurelJsonOut *out)
{
  laurel_json_out_begin_object (out, NULL);
  laurel_json_out_string (out, "id", level->id);
  laurel_json_out_optional_string (out, "name", level->name);
  laurel_json_out_optional_string (out, "representation", level->representation);
  laurel_json_out_optional_string (out, "description", level->description);
  laurel_json_out_int_unless (out, "order", level->order, 0);
  laurel_json_out_int_unless (out, "threshold", level->threshold, 0);
  laurel_json_out_int_unless (out, "accrual", level->accrual, 0);
  laurel_json_out_int_unless (out, "max_share", level->max_share, LAUREL_UNSET);
  laurel_json_out_end_object (out);
}

static void
write_levels (const LaurelDocument *self, LaurelJsonOut *out)
{
  laurel_json_out_begin_object (out, "levels");
  laurel_json_out_string (out, "basis", bases[self->levels_basis]);
  laurel_json_out_string (out, "downgrade", downgrades[self->levels_downgrade]);
  laurel_json_out_begin_array (out, "list");
  for (guint i = 0; i < self->levels->len; i++)
    write_level (g_ptr_array_index (self->levels, i), out);
  laurel_json_out_end_array (out);
  laurel_json_out_end_object (out);
}

static void
write_forbid (const LaurelRule *rule, LaurelJsonOut *out)
{
  if (!rule->forbid_discount && !rule->forbid_redeem && !rule->forbid_accrue)
    return;

  laurel_json_out_begin_array (out, "forbid");
  if (rule->forbid_discount)
    laurel_json_out_string (out, NULL, "discount");
  if (rule->forbid_redeem)
    laurel_json_out_string (out, NULL, "redeem");
  if (rule->forbid_accrue)
    laurel_json_out_string (out, NULL, "accrue");
  laurel_json_out_end_array (out);
}

/* Redemption rules have no "forbid", restrictions no share: what is not there is not written. */
static void
write_rules (GPtrArray *rules, LaurelJsonOut *out, const char *name)
{
  if (rules->len == 0)
    return;

  laurel_json_out_begin_array (out, name);

  for (guint i = 0; i < rules->len; i++)
    {
      const LaurelRule *rule = g_ptr_array_index (rules, i);

      laurel_json_out_begin_object (out, NULL);
      laurel_json_out_optional_string (out, "id", rule->id);
      laurel_json_out_optional_string (out, "name", rule->name);
      laurel_json_out_optional_string (out, "description", rule->description);
      laurel_json_out_boolean_unless (out, "enabled", rule->enabled, TRUE);
      laurel_condition_write (rule->when, out, "when");
      laurel_target_write (rule->target, out, "target");
      laurel_json_out_int_unless (out, "max_share", rule->max_share, LAUREL_UNSET);
      write_forbid (rule, out);
      laurel_json_out_end_object (out);
    }

  laurel_json_out_end_array (out);
}

static void
write_redemption (const LaurelRedemption *redemption, LaurelJsonOut *out)
{
  laurel_json_out_begin_object (out, "redemption");
  laurel_json_out_int (out, "max_share", redemption->max_share);
  laurel_json_out_string (out, "share_base", share_bases[redemption->share_of_eligible ? 1 : 0]);
  laurel_json_out_int (out, "step", redemption->step);
  laurel_json_out_int (out, "min_payable_per_line", redemption->min_payable_per_line);
  laurel_json_out_int_unless (out, "min_receipt", redemption->min_receipt, 0);
  laurel_json_out_int_unless (out, "min_points", redemption->min_points, 0);
  write_rules (redemption->rules, out, "rules");
  laurel_json_out_end_object (out);
}

static void
write_members (const LaurelDocument *self, LaurelJsonOut *out)
{
  laurel_json_out_int (out, "format", 1);
  laurel_json_out_string (out, "name", self->name);
  laurel_json_out_optional_string (out, "description", self->description);
  laurel_json_out_string (out, "currency", self->currency);
  laurel_json_out_string (out, "time_zone", self->time_zone);
  laurel_json_out_begin_object (out, "points");
  laurel_json_out_int (out, "money_per_point", self->money_per_point);
  laurel_json_out_end_object (out);
  write_accrual (&self->accrual, out);
  write_levels (self, out);
  write_redemption (&self->redemption, out);
  laurel_json_out_begin_object (out, "limits");
  laurel_json_out_int (out, "max_line_share", self->max_line_share);
  laurel_json_out_int (out, "max_receipt_share", self->max_receipt_share);
  laurel_json_out_end_object (out);
  laurel_json_out_int_unless (out, "receipt_rounding", self->receipt_rounding, 0);
  write_rules (self->restrictions, out, "restrictions");
  laurel_node_write (self->root, out, "discounts");
  if (self->slips != NULL)
    laurel_json_out_raw (out, "slips", self->slips);
  if (self->server != NULL)
    laurel_json_out_raw (out, "server", self->server);
}

char *
laurel_document_to_json (const LaurelDocument *self)
{
  LaurelJsonOut *out = laurel_json_out_new ();

  write_members (self, out);

  return laurel_json_out_end (out);
}

char *
laurel_document_levels_to_json (const LaurelDocument *self)
{
  LaurelJsonOut *out = laurel_json_out_new ();

  write_levels (self, out);

  return laurel_json_out_end (out);
}
