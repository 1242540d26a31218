/* laurel-program-tab-expiry.c - when points burn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/pages/laurel-program-tab.h"
#include "desktop/pages/laurel-words-program.h"
#include "desktop/widgets/laurel-format.h"

#define DAYS_MAX  36500
#define DAYS_YEAR 365

static gboolean
has_days (const LaurelDocument *document)
{
  return document->accrual.expiry != LAUREL_EXPIRY_NONE;
}

static char *
describe_days (const LaurelDocument *document, const GDate *today)
{
  switch (document->accrual.expiry)
    {
    case LAUREL_EXPIRY_DAYS:
      return g_strdup (_ ("Counted from the first day on which the points can be spent."));
    case LAUREL_EXPIRY_INACTIVITY:
      return g_strdup (_ ("Counted from the last purchase: each one keeps all points of the client "
                          "for so long again."));
    case LAUREL_EXPIRY_END_OF_MONTH:
    case LAUREL_EXPIRY_END_OF_QUARTER:
    case LAUREL_EXPIRY_END_OF_YEAR:
      return g_strdup (_ ("Days of grace: points live on for so long after the period has ended."));
    case LAUREL_EXPIRY_NONE:
    default:
      return g_strdup ("");
    }
}

/* Days mean one thing to this kind and another to that: a year of grace would be a surprise. */
static void
adapt_days (LaurelDocument *document)
{
  gboolean counts_days = document->accrual.expiry == LAUREL_EXPIRY_DAYS ||
                         document->accrual.expiry == LAUREL_EXPIRY_INACTIVITY;

  if (!counts_days)
    document->accrual.expiry_days = 0;
  else if (document->accrual.expiry_days == 0)
    document->accrual.expiry_days = DAYS_YEAR;
}

#define NEW_KIND(kind_value, kind_id, kind_title)                                                  \
  {                                                                                                \
    .kind = LAUREL_FIELD_RADIO, .id = kind_id,                                                     \
    .offset = G_STRUCT_OFFSET (LaurelDocument, accrual.expiry), .title = kind_title,               \
    .edited = N_ ("Expiry changed"), .describe = laurel_words_expiry_example,                      \
    .follow = adapt_days, .value = kind_value,                                                     \
  }

static const LaurelField kind_fields[] = {
  NEW_KIND (LAUREL_EXPIRY_NONE, "expiry-none", N_ ("Never")),
  NEW_KIND (LAUREL_EXPIRY_INACTIVITY,
            "expiry-inactivity",
            N_ ("When a Client Has Bought Nothing for Some Days")),
  NEW_KIND (LAUREL_EXPIRY_DAYS, "expiry-days", N_ ("Some Days after They Became Active")),
  NEW_KIND (LAUREL_EXPIRY_END_OF_MONTH, "expiry-month", N_ ("At the End of the Month")),
  NEW_KIND (LAUREL_EXPIRY_END_OF_QUARTER, "expiry-quarter", N_ ("At the End of the Quarter")),
  NEW_KIND (LAUREL_EXPIRY_END_OF_YEAR, "expiry-year", N_ ("At the End of the Year")),
};

static const LaurelField days_field = {
  .kind = LAUREL_FIELD_NUMBER,
  .id = "expiry-n-days",
  .offset = G_STRUCT_OFFSET (LaurelDocument, accrual.expiry_days),
  .title = N_ ("How Many Days"),
  .edited = N_ ("Expiry changed"),
  .describe = describe_days,
  .is_there = has_days,
  .number = LAUREL_NUMBER_COUNT,
  .min = 0,
  .max = DAYS_MAX,
  .unit = N_ ("days"),
};

GtkWidget *
laurel_program_tab_new_expiry (LaurelConnection *connection)
{
  GtkBox    *content = NULL;
  GtkWidget *tab = laurel_program_tab_new (&content);

  laurel_program_tab_add_example (content, connection, laurel_words_expiry_example);
  laurel_program_tab_add_fields (content,
                                 connection,
                                 _ ("Points Burn"),
                                 kind_fields,
                                 G_N_ELEMENTS (kind_fields));
  laurel_program_tab_add_fields (content, connection, NULL, &days_field, 1);

  return tab;
}
