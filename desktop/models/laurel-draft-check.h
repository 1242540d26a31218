/* laurel-draft-check.h - what the server thinks of the draft
 *
 * There is one for a draft. It asks again each time the draft has been saved, so that it speaks of
 * what was saved last; "changed" tells. Errors keep a draft from being published, warnings are
 * advice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-fault.h"
#include "desktop/models/laurel-draft.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_DRAFT_CHECK (laurel_draft_check_get_type ())
G_DECLARE_FINAL_TYPE (LaurelDraftCheck, laurel_draft_check, LAUREL, DRAFT_CHECK, GObject)

/* Signal changed (check). */
LaurelDraftCheck *laurel_draft_check_new (LaurelApi   *api,
                                          LaurelDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) (element-type LaurelFault): errors first; until "changed". */
GPtrArray *laurel_draft_check_get_faults (LaurelDraftCheck *self);

/* Asks now: before publishing. */
void     laurel_draft_check_reload (LaurelDraftCheck *self);
gboolean laurel_draft_check_get_loading (LaurelDraftCheck *self);
/* (nullable): why it could not ask. */
const GError *laurel_draft_check_get_error (LaurelDraftCheck *self);

G_END_DECLS
