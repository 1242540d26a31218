/* laurel-program-tab-restrictions.c - goods that have no part in the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/pages/laurel-program-tab.h"
#include "desktop/pages/laurel-rule-list.h"

GtkWidget *
laurel_program_tab_new_restrictions (LaurelConnection *connection, GtkWidget **rules)
{
  GtkBox    *content = NULL;
  GtkWidget *tab = laurel_program_tab_new (&content);

  *rules = laurel_rule_list_new (connection, LAUREL_RULES_RESTRICTIONS);
  laurel_program_tab_add_widget (
      content,
      _ ("Goods Apart"),
      _ ("What the law or a contract keeps out of the program. A line is bound by every "
         "restriction that fits it."),
      *rules);

  return tab;
}
