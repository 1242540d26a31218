/* laurel-program-tab-levels.c - the levels, how they are reached, and who would move
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/pages/laurel-program-tab.h"

static char *
describe_basis (const LaurelDocument *document, const GDate *today)
{
  switch (document->levels_basis)
    {
    case LAUREL_BASIS_ROLLING:
      return g_strdup (_ ("Only what was bought in the last days counts."));
    case LAUREL_BASIS_CALENDAR:
      return g_strdup (_ ("Only what was bought since the year or the quarter began counts."));
    case LAUREL_BASIS_LIFETIME:
    default:
      return g_strdup (_ ("Everything a client has ever bought counts."));
    }
}

static char *
describe_downgrade (const LaurelDocument *document, const GDate *today)
{
  switch (document->levels_downgrade)
    {
    case LAUREL_DOWNGRADE_IMMEDIATE:
      return g_strdup (_ ("A level is lost as soon as the sum falls below it."));
    case LAUREL_DOWNGRADE_PERIOD:
      return g_strdup (_ ("A level is kept until its review, and lost then if the sum is below "
                          "it."));
    case LAUREL_DOWNGRADE_NEVER:
    default:
      return g_strdup (_ ("A level once reached is kept for good."));
    }
}

static const char *const bases[] = {
  N_ ("All Purchases"),
  N_ ("The Last Days"),
  N_ ("The Calendar Period"),
  NULL,
};

static const char *const downgrades[] = {
  N_ ("Never"),
  N_ ("At Once"),
  N_ ("At a Review"),
  NULL,
};

static const LaurelField fields[] = {
  {
      .kind = LAUREL_FIELD_CHOICE,
      .id = "levels-basis",
      .offset = G_STRUCT_OFFSET (LaurelDocument, levels_basis),
      .title = N_ ("What Counts"),
      .edited = N_ ("Levels changed"),
      .describe = describe_basis,
      .choices = bases,
  },
  {
      .kind = LAUREL_FIELD_CHOICE,
      .id = "levels-downgrade",
      .offset = G_STRUCT_OFFSET (LaurelDocument, levels_downgrade),
      .title = N_ ("When a Level Is Lost"),
      .edited = N_ ("Levels changed"),
      .describe = describe_downgrade,
      .choices = downgrades,
  },
};

GtkWidget *
laurel_program_tab_new_levels (LaurelConnection *connection, GtkWidget *levels, GtkWidget *moves)
{
  GtkBox    *content = NULL;
  GtkWidget *tab = laurel_program_tab_new (&content);

  gtk_box_append (content, levels);
  gtk_box_append (content, moves);
  laurel_program_tab_add_fields (content,
                                 connection,
                                 _ ("How a Level Is Reached"),
                                 fields,
                                 G_N_ELEMENTS (fields));

  return tab;
}
