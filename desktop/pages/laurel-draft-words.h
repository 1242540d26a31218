/* laurel-draft-words.h - the state of the draft in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/models/laurel-draft.h"

G_BEGIN_DECLS

/* "Draft, 3 changes since program 41 · saved at 12:41": the subtitle of its pages. */
char *laurel_draft_words_state (LaurelDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

/* "14 discounts in 4 groups, 2 off"; the root is no group here. */
char *laurel_draft_words_counts (const LaurelDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
