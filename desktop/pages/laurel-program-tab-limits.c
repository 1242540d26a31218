/* laurel-program-tab-limits.c - what discounts may not exceed, and how a receipt is rounded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/pages/laurel-program-tab.h"
#include "desktop/pages/laurel-words-program.h"
#include "desktop/widgets/laurel-format.h"

#define SHARE_ALL 10000
#define MONEY_MAX G_GINT64_CONSTANT (1000000000)

/* ₽1,000 and ₽2,000. */
#define EXAMPLE_LINE    100000
#define EXAMPLE_RECEIPT 200000

/* What is left of @sum at least. */
static char *
format_least (gint64 share, gint64 sum)
{
  return laurel_format_money (sum - sum * share / SHARE_ALL);
}

static char *
describe_line (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *price = laurel_format_money_whole (EXAMPLE_LINE);
  g_autofree char *least = format_least (document->max_line_share, EXAMPLE_LINE);

  /* TRANSLATORS: two sums: a price, and the least that remains of it */
  return g_strdup_printf (_ ("However many discounts meet, goods for %s cost at least %s."),
                          price,
                          least);
}

static char *
describe_receipt (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *sum = laurel_format_money_whole (EXAMPLE_RECEIPT);
  g_autofree char *least = format_least (document->max_receipt_share, EXAMPLE_RECEIPT);

  /* TRANSLATORS: two sums: that of a receipt, and the least that remains of it */
  return g_strdup_printf (_ ("However many discounts meet, a receipt of %s costs at least %s."),
                          sum,
                          least);
}

static const LaurelField guard_fields[] = {
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "max-line-share",
      .offset = G_STRUCT_OFFSET (LaurelDocument, max_line_share),
      .title = N_ ("Largest Discount of a Line"),
      .edited = N_ ("Limits changed"),
      .describe = describe_line,
      .number = LAUREL_NUMBER_RATE,
      .min = 0,
      .max = SHARE_ALL,
  },
  {
      .kind = LAUREL_FIELD_NUMBER,
      .id = "max-receipt-share",
      .offset = G_STRUCT_OFFSET (LaurelDocument, max_receipt_share),
      .title = N_ ("Largest Discount of a Receipt"),
      .edited = N_ ("Limits changed"),
      .describe = describe_receipt,
      .number = LAUREL_NUMBER_RATE,
      .min = 0,
      .max = SHARE_ALL,
  },
};

static const LaurelField rounding_field = {
  .kind = LAUREL_FIELD_NUMBER,
  .id = "receipt-rounding",
  .offset = G_STRUCT_OFFSET (LaurelDocument, receipt_rounding),
  .title = N_ ("Round the Sum Down to Multiples of"),
  .edited = N_ ("Rounding of receipts changed"),
  .describe = laurel_words_rounding_example,
  .number = LAUREL_NUMBER_MONEY,
  .min = 0,
  .max = MONEY_MAX,
};

GtkWidget *
laurel_program_tab_new_limits (LaurelConnection *connection)
{
  GtkBox    *content = NULL;
  GtkWidget *tab = laurel_program_tab_new (&content);

  laurel_program_tab_add_fields (content,
                                 connection,
                                 _ ("Discounts"),
                                 guard_fields,
                                 G_N_ELEMENTS (guard_fields));
  laurel_program_tab_add_fields (content, connection, _ ("Rounding"), &rounding_field, 1);

  return tab;
}
