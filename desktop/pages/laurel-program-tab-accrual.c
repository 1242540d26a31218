/* laurel-program-tab-accrual.c - how purchases earn points
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/models/laurel-examples.h"
#include "desktop/pages/laurel-program-tab.h"
#include "desktop/pages/laurel-words-program.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"

/* Hundredths. */
#define HUNDRED_POINTS 10000

/* Of the document's limits: engine.md, 1. */
#define MONEY_MAX  G_GINT64_CONSTANT (1000000000)
#define POINTS_MAX G_GINT64_CONSTANT (1000000000)
#define DAYS_MAX   36500

static char *
describe_on_discounted (const LaurelDocument *document, const GDate *today)
{
  return g_strdup (document->accrual.on_discounted
                       ? _ ("Goods sold at a discount earn points as well.")
                       : _ ("Goods sold at a discount earn no points. They count to the level all "
                            "the same."));
}

static char *
describe_on_redeemed (const LaurelDocument *document, const GDate *today)
{
  return g_strdup (document->accrual.on_redeemed
                       ? _ ("The part of a receipt that points pay earns points as well.")
                       : _ ("Only money earns points: the part that points pay earns none."));
}

static char *
describe_while_redeeming (const LaurelDocument *document, const GDate *today)
{
  return g_strdup (document->accrual.while_redeeming
                       ? _ ("A client who pays with points earns points for the rest.")
                       : _ ("A client who pays with points earns none on that receipt."));
}

static char *
describe_worth (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *worth = laurel_format_money (laurel_examples_worth (document, HUNDRED_POINTS));

  /* TRANSLATORS: %s is an amount of money */
  return g_strdup_printf (_ ("100 points take %s off a receipt."), worth);
}

static char *
describe_unit (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *unit = laurel_words_points (document->accrual.rounding_unit);

  if (document->accrual.rounding_unit == 100)
    return g_strdup (_ ("Only whole points are given."));

  /* TRANSLATORS: %s is a number of points such as 10 or 0.5 */
  return g_strdup_printf (_ ("Points are given in multiples of %s."), unit);
}

static char *
describe_mode (const LaurelDocument *document, const GDate *today)
{
  switch (document->accrual.rounding_mode)
    {
    case LAUREL_ROUNDING_HALF_UP:
      return g_strdup (_ ("Half a step and more is given as a whole one."));
    case LAUREL_ROUNDING_UP:
      return g_strdup (_ ("A step that has begun is given whole: the client gains."));
    case LAUREL_ROUNDING_DOWN:
    default:
      return g_strdup (_ ("A step that is not full is not given: the chain gains."));
    }
}

static char *
describe_by_line (const LaurelDocument *document, const GDate *today)
{
  return g_strdup (document->accrual.rounding_by_line
                       ? _ ("Each line of a receipt is rounded by itself.")
                       : _ ("The points of a receipt are added up first, then rounded once."));
}

static char *
describe_activation (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *date = NULL;
  GDate            active;

  if (document->accrual.activation_days == 0)
    return g_strdup (_ ("Points can be spent at once, on the next receipt."));

  laurel_examples_active_on (document, today, &active);
  date = laurel_format_date (&active);

  /* TRANSLATORS: %s is a date such as 9 December 2026 */
  return g_strdup_printf (_ ("Points of today can be spent from %s on."), date);
}

static const char *const modes[] = {
  N_ ("Rounded Down"),
  N_ ("To the Nearest"),
  N_ ("Rounded Up"),
  NULL,
};

static const char *const scopes[] = {
  N_ ("The Receipt"),
  N_ ("Each Line"),
  NULL,
};

static const LaurelField earning_fields[] = {
  {
      .kind = LAUREL_FIELD_SWITCH,
      .id = "on-discounted",
      .offset = G_STRUCT_OFFSET (LaurelDocument, accrual.on_discounted),
      .title = N_ ("Points for Discounted Goods"),
      .edited = N_ ("Accrual changed"),
      .describe = describe_on_discounted,
  },
  {
      .kind = LAUREL_FIELD_SWITCH,
      .id = "on-redeemed",
      .offset = G_STRUCT_OFFSET (LaurelDocument, accrual.on_redeemed),
      .title = N_ ("Points for What Points Pay"),
      .edited = N_ ("Accrual changed"),
      .describe = describe_on_redeemed,
  },
  {
      .kind = LAUREL_FIELD_SWITCH,
      .id = "while-redeeming",
      .offset = G_STRUCT_OFFSET (LaurelDocument, accrual.while_redeeming),
      .title = N_ ("Earn While Paying with Points"),
      .edited = N_ ("Accrual changed"),
      .describe = describe_while_redeeming,
  },
};

static const LaurelField worth_fields[] = {
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "money-per-point",
      .offset = G_STRUCT_OFFSET (LaurelDocument, money_per_point),
      .title = N_ ("One Point Is Worth"),
      .edited = N_ ("Worth of a point changed"),
      .describe = describe_worth,
      .number = LAUREL_NUMBER_MONEY,
      .min = 1,
      .max = MONEY_MAX,
  },
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "activation-days",
      .offset = G_STRUCT_OFFSET (LaurelDocument, accrual.activation_days),
      .title = N_ ("Active After"),
      .edited = N_ ("Activation changed"),
      .describe = describe_activation,
      .number = LAUREL_NUMBER_COUNT,
      .min = 0,
      .max = DAYS_MAX,
      .unit = N_ ("days"),
  },
};

static const LaurelField rounding_fields[] = {
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "rounding-unit",
      .offset = G_STRUCT_OFFSET (LaurelDocument, accrual.rounding_unit),
      .title = N_ ("Step"),
      .edited = N_ ("Rounding of points changed"),
      .describe = describe_unit,
      .number = LAUREL_NUMBER_POINTS,
      .min = 1,
      .max = POINTS_MAX,
  },
  {
      .kind = LAUREL_FIELD_CHOICE,
      .id = "rounding-mode",
      .offset = G_STRUCT_OFFSET (LaurelDocument, accrual.rounding_mode),
      .title = N_ ("Round"),
      .edited = N_ ("Rounding of points changed"),
      .describe = describe_mode,
      .choices = modes,
  },
  {
      .kind = LAUREL_FIELD_CHOICE,
      .id = "rounding-by-line",
      .offset = G_STRUCT_OFFSET (LaurelDocument, accrual.rounding_by_line),
      .title = N_ ("What Is Rounded"),
      .edited = N_ ("Rounding of points changed"),
      .describe = describe_by_line,
      .choices = scopes,
  },
};

GtkWidget *
laurel_program_tab_new_accrual (LaurelConnection *connection)
{
  GtkBox    *content = NULL;
  GtkWidget *tab = laurel_program_tab_new (&content);

  laurel_program_tab_add_example (content, connection, laurel_words_accrual_example);
  laurel_program_tab_add_fields (content,
                                 connection,
                                 _ ("What Earns Points"),
                                 earning_fields,
                                 G_N_ELEMENTS (earning_fields));
  laurel_program_tab_add_fields (content,
                                 connection,
                                 _ ("Worth and Waiting"),
                                 worth_fields,
                                 G_N_ELEMENTS (worth_fields));
  laurel_program_tab_add_fields (content,
                                 connection,
                                 _ ("Rounding"),
                                 rounding_fields,
                                 G_N_ELEMENTS (rounding_fields));

  return tab;
}
