/* laurel-section.c - what a program says beside its discounts, in parts that are compared as wholes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-section.h"

typedef struct
{
  gboolean (*equal) (const LaurelDocument *a, const LaurelDocument *b);
  void (*take) (LaurelDocument *to, const LaurelDocument *from);
} Part;

static void
take_string (char **to, const char *from)
{
  g_free (*to);
  *to = g_strdup (from);
}

static void
take_array (GPtrArray **to, GPtrArray *copy)
{
  g_ptr_array_unref (*to);
  *to = copy;
}

static gboolean
about_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return g_str_equal (a->name, b->name) && g_strcmp0 (a->description, b->description) == 0 &&
         g_str_equal (a->currency, b->currency) && g_str_equal (a->time_zone, b->time_zone);
}

static void
take_about (LaurelDocument *to, const LaurelDocument *from)
{
  take_string (&to->name, from->name);
  take_string (&to->description, from->description);
  take_string (&to->currency, from->currency);
  take_string (&to->time_zone, from->time_zone);
}

static gboolean
points_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return a->money_per_point == b->money_per_point;
}

static void
take_points (LaurelDocument *to, const LaurelDocument *from)
{
  to->money_per_point = from->money_per_point;
}

/* @to with the accrual of @from, but its own days of activation and expiry. */
static LaurelAccrual
combine_accrual (const LaurelAccrual *to, const LaurelAccrual *from)
{
  LaurelAccrual accrual = *from;

  accrual.activation_days = to->activation_days;
  accrual.expiry = to->expiry;
  accrual.expiry_days = to->expiry_days;

  return accrual;
}

static gboolean
accrual_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  LaurelAccrual other = combine_accrual (&a->accrual, &b->accrual);

  return laurel_accrual_equal (&a->accrual, &other);
}

static void
take_accrual (LaurelDocument *to, const LaurelDocument *from)
{
  to->accrual = combine_accrual (&to->accrual, &from->accrual);
}

static gboolean
life_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  LaurelAccrual other = combine_accrual (&b->accrual, &a->accrual);

  return laurel_accrual_equal (&a->accrual, &other);
}

static void
take_life (LaurelDocument *to, const LaurelDocument *from)
{
  to->accrual = combine_accrual (&from->accrual, &to->accrual);
}

static gboolean
levels_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return a->levels_basis == b->levels_basis && a->levels_downgrade == b->levels_downgrade &&
         laurel_levels_equal (a->levels, b->levels);
}

static void
take_levels (LaurelDocument *to, const LaurelDocument *from)
{
  to->levels_basis = from->levels_basis;
  to->levels_downgrade = from->levels_downgrade;
  take_array (&to->levels, laurel_levels_copy (from->levels));
}

static gboolean
redemption_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return laurel_redemption_equal_alone (&a->redemption, &b->redemption);
}

static void
take_redemption (LaurelDocument *to, const LaurelDocument *from)
{
  GPtrArray *rules = to->redemption.rules;

  to->redemption = from->redemption;
  to->redemption.rules = rules;
}

static gboolean
redemption_rules_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return laurel_rules_equal (a->redemption.rules, b->redemption.rules);
}

static void
take_redemption_rules (LaurelDocument *to, const LaurelDocument *from)
{
  take_array (&to->redemption.rules, laurel_rules_copy (from->redemption.rules));
}

static gboolean
limits_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return a->max_line_share == b->max_line_share && a->max_receipt_share == b->max_receipt_share;
}

static void
take_limits (LaurelDocument *to, const LaurelDocument *from)
{
  to->max_line_share = from->max_line_share;
  to->max_receipt_share = from->max_receipt_share;
}

static gboolean
rounding_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return a->receipt_rounding == b->receipt_rounding;
}

static void
take_rounding (LaurelDocument *to, const LaurelDocument *from)
{
  to->receipt_rounding = from->receipt_rounding;
}

static gboolean
restrictions_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return laurel_rules_equal (a->restrictions, b->restrictions);
}

static void
take_restrictions (LaurelDocument *to, const LaurelDocument *from)
{
  take_array (&to->restrictions, laurel_rules_copy (from->restrictions));
}

static gboolean
slips_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return g_strcmp0 (a->slips, b->slips) == 0;
}

static void
take_slips (LaurelDocument *to, const LaurelDocument *from)
{
  take_string (&to->slips, from->slips);
}

static gboolean
server_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  return g_strcmp0 (a->server, b->server) == 0;
}

static void
take_server (LaurelDocument *to, const LaurelDocument *from)
{
  take_string (&to->server, from->server);
}

static const Part parts[] = {
  [LAUREL_SECTION_ABOUT] = { about_equal, take_about },
  [LAUREL_SECTION_POINTS] = { points_equal, take_points },
  [LAUREL_SECTION_ACCRUAL] = { accrual_equal, take_accrual },
  [LAUREL_SECTION_LIFE] = { life_equal, take_life },
  [LAUREL_SECTION_LEVELS] = { levels_equal, take_levels },
  [LAUREL_SECTION_REDEMPTION] = { redemption_equal, take_redemption },
  [LAUREL_SECTION_REDEMPTION_RULES] = { redemption_rules_equal, take_redemption_rules },
  [LAUREL_SECTION_LIMITS] = { limits_equal, take_limits },
  [LAUREL_SECTION_ROUNDING] = { rounding_equal, take_rounding },
  [LAUREL_SECTION_RESTRICTIONS] = { restrictions_equal, take_restrictions },
  [LAUREL_SECTION_SLIPS] = { slips_equal, take_slips },
  [LAUREL_SECTION_SERVER] = { server_equal, take_server },
};

G_STATIC_ASSERT (G_N_ELEMENTS (parts) == LAUREL_N_SECTIONS);

gboolean
laurel_section_equal (LaurelSection section, const LaurelDocument *a, const LaurelDocument *b)
{
  return parts[section].equal (a, b);
}

void
laurel_section_take (LaurelSection section, LaurelDocument *document, const LaurelDocument *from)
{
  parts[section].take (document, from);
}
