/* laurel-program-tab-redemption.c - what points may pay
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/models/laurel-examples.h"
#include "desktop/pages/laurel-program-tab.h"
#include "desktop/pages/laurel-rule-list.h"
#include "desktop/pages/laurel-words-program.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"

/* Of the document's limits: engine.md, 1. */
#define SHARE_ALL  10000
#define MONEY_MAX  G_GINT64_CONSTANT (100000000000000)
#define POINTS_MAX G_GINT64_CONSTANT (1000000000)

/* A whole minor unit, in hundredths of it. */
#define WHOLE 100

static char *
describe_share (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *share = laurel_format_rate (document->redemption.max_share);

  /* TRANSLATORS: %s is a share such as 50% */
  return g_strdup_printf (_ ("At most %s of a receipt, unless a rule below or the level says "
                             "otherwise."),
                          share);
}

static char *
describe_base (const LaurelDocument *document, const GDate *today)
{
  return g_strdup (document->redemption.share_of_eligible
                       ? _ ("Goods that points cannot pay do not count for the share.")
                       : _ ("Goods that points cannot pay count for the share as well."));
}

static char *
describe_step (const LaurelDocument *document, const GDate *today)
{
  gint64           step = document->redemption.step;
  g_autofree char *points = laurel_words_points (step);

  if (step * document->money_per_point % WHOLE != 0)
    return g_strdup (_ ("Such a step is not worth a whole amount of money: it cannot be paid."));

  if (step == WHOLE)
    return g_strdup (_ ("Clients spend whole points."));

  /* TRANSLATORS: %s is a number of points */
  return g_strdup_printf (_ ("Clients spend points in multiples of %s."), points);
}

static char *
describe_keep (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *money = laurel_format_money (document->redemption.min_payable_per_line);

  if (document->redemption.min_payable_per_line == 0)
    return g_strdup (_ ("Points may pay for a line whole."));

  /* TRANSLATORS: %s is a sum */
  return g_strdup_printf (_ ("At least %s of each line is paid in money."), money);
}

static char *
describe_min_receipt (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *money = laurel_format_money_whole (document->redemption.min_receipt);

  if (document->redemption.min_receipt == 0)
    return g_strdup (_ ("Points can be spent on a receipt of any size."));

  /* TRANSLATORS: %s is a sum */
  return g_strdup_printf (_ ("Receipts below %s are paid in money."), money);
}

static char *
describe_min_points (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *points = laurel_words_points (document->redemption.min_points);

  if (document->redemption.min_points == 0)
    return g_strdup (_ ("A client may spend as few points as they like."));

  /* TRANSLATORS: %s is a number of points */
  return g_strdup_printf (_ ("Whoever spends points spends at least %s."), points);
}

static const char *const bases[] = {
  N_ ("The Whole Receipt"),
  N_ ("Goods That Points May Pay"),
  NULL,
};

static const LaurelField fields[] = {
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "max-share",
      .offset = G_STRUCT_OFFSET (LaurelDocument, redemption.max_share),
      .title = N_ ("Points Pay at Most"),
      .edited = N_ ("Redemption changed"),
      .describe = describe_share,
      .number = LAUREL_NUMBER_RATE,
      .min = 0,
      .max = SHARE_ALL,
  },
  {
      .kind = LAUREL_FIELD_CHOICE,
      .id = "share-base",
      .offset = G_STRUCT_OFFSET (LaurelDocument, redemption.share_of_eligible),
      .title = N_ ("Share Of"),
      .edited = N_ ("Redemption changed"),
      .describe = describe_base,
      .choices = bases,
  },
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "step",
      .offset = G_STRUCT_OFFSET (LaurelDocument, redemption.step),
      .title = N_ ("Step"),
      .edited = N_ ("Redemption changed"),
      .describe = describe_step,
      .number = LAUREL_NUMBER_POINTS,
      .min = 1,
      .max = POINTS_MAX,
  },
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "min-payable",
      .offset = G_STRUCT_OFFSET (LaurelDocument, redemption.min_payable_per_line),
      .title = N_ ("Money for Each Line"),
      .edited = N_ ("Redemption changed"),
      .describe = describe_keep,
      .number = LAUREL_NUMBER_MONEY,
      .min = 0,
      .max = MONEY_MAX,
  },
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "min-receipt",
      .offset = G_STRUCT_OFFSET (LaurelDocument, redemption.min_receipt),
      .title = N_ ("Smallest Receipt"),
      .edited = N_ ("Redemption changed"),
      .describe = describe_min_receipt,
      .number = LAUREL_NUMBER_MONEY,
      .min = 0,
      .max = MONEY_MAX,
  },
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "min-points",
      .offset = G_STRUCT_OFFSET (LaurelDocument, redemption.min_points),
      .title = N_ ("Fewest Points"),
      .edited = N_ ("Redemption changed"),
      .describe = describe_min_points,
      .number = LAUREL_NUMBER_POINTS,
      .min = 0,
      .max = POINTS_MAX,
  },
};

GtkWidget *
laurel_program_tab_new_redemption (LaurelConnection *connection, GtkWidget **rules)
{
  GtkBox    *content = NULL;
  GtkWidget *tab = laurel_program_tab_new (&content);

  *rules = laurel_rule_list_new (connection, LAUREL_RULES_REDEMPTION);
  laurel_program_tab_add_example (content, connection, laurel_words_redemption_example);
  laurel_program_tab_add_fields (content,
                                 connection,
                                 _ ("For Every Receipt"),
                                 fields,
                                 G_N_ELEMENTS (fields));
  laurel_program_tab_add_widget (content,
                                 _ ("Rules for Goods and Moments"),
                                 _ ("The first rule that fits a line decides about it."),
                                 *rules);

  return tab;
}
