/* laurel-merge.h - two people's edits of one document, put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/**
 * laurel_merge:
 * @base: what both began with
 * @mine, @theirs: what each made of it
 *
 * What only one of them changed is as that one has it: each node with its place, the order of each
 * group, each LaurelSection.
 *
 * Returns: (nullable) (transfer full): NULL where both changed the same, each in another way
 */
LaurelDocument *laurel_merge (const LaurelDocument *base,
                              const LaurelDocument *mine,
                              const LaurelDocument *theirs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
