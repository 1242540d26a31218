/* laurel-rule-list.h - redemption rules or restrictions as sentences, in order, edited in place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-connection.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_RULE_LIST (laurel_rule_list_get_type ())
G_DECLARE_FINAL_TYPE (LaurelRuleList, laurel_rule_list, LAUREL, RULE_LIST, AdwBin)

typedef enum
{
  LAUREL_RULES_REDEMPTION,
  LAUREL_RULES_RESTRICTIONS,
} LaurelRulesKind;

/* Edits the draft of @connection and follows it.
 * Signal: edited (list, const char *text): something that deserves a toast with Undo */
GtkWidget *laurel_rule_list_new (LaurelConnection *connection,
                                 LaurelRulesKind   kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
