/* laurel-change-list.h - the changes from one program to another, in words, by their kinds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-change.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHANGE_LIST (laurel_change_list_get_type ())
G_DECLARE_FINAL_TYPE (LaurelChangeList, laurel_change_list, LAUREL, CHANGE_LIST, AdwBin)

/* Signals:
 *   open (list, const char *node): a row of a node of the newer program was activated
 *   revert (list, guint index): the button of that change was pressed */

/* @from: (nullable): nothing; @may_revert: rows have a button to take the change back. */
void laurel_change_list_show (LaurelChangeList *self,
                              LaurelDocument   *from,
                              LaurelDocument   *to,
                              LaurelNames      *names,
                              gboolean          may_revert);

/* (transfer none) (element-type LaurelChange): what is shown, until the next call. */
GPtrArray *laurel_change_list_get_changes (LaurelChangeList *self);

G_END_DECLS
