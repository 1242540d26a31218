/* laurel-program-desk-private.h - what the files behind laurel-program-desk.h share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/services/laurel-program-desk.h"

G_BEGIN_DECLS

/* How many sentences of a change the audit keeps. */
#define LAUREL_DESK_TEXTS_MAX 50

void laurel_desk_init_copy (LaurelDesk *copy, const LaurelDesk *desk);
void laurel_desk_clear_copy (LaurelDesk *copy);

/* (transfer full): the difference of two documents, as sentences for the audit. */
json_t *laurel_desk_new_changes (const char *before, const char *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
