/* laurel-level-list.h - the levels as rows that are edited in place, in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-connection.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_LEVEL_LIST (laurel_level_list_get_type ())
G_DECLARE_FINAL_TYPE (LaurelLevelList, laurel_level_list, LAUREL, LEVEL_LIST, AdwBin)

/* Edits the draft of @connection and follows it.
 * Signal: edited (list, const char *text): something that deserves a toast with Undo */
GtkWidget *laurel_level_list_new (LaurelConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

/* How many clients have each level now: those of the level with that id; -1: it is not known. */
void laurel_level_list_set_clients (LaurelLevelList *self, const char *level, gint64 clients);

/* One below the other what does not fit side by side. */
void laurel_level_list_set_narrow (LaurelLevelList *self, gboolean narrow);

G_END_DECLS
