/* laurel-change-words.h - what a change of the program means, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/models/laurel-change.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

/* "New", "Edited", ...: the heading above changes of that kind. */
const char *laurel_change_words_heading (LaurelChangeKind kind);

/* What is changed: the name of a discount, a level, a section. */
char *laurel_change_words_title (const LaurelChange   *change,
                                 const LaurelDocument *from,
                                 const LaurelDocument *to) G_GNUC_WARN_UNUSED_RESULT;

/* How: the sentence of a new discount; "Was: …" and "Now: …" on two lines of one that is edited. */
char *laurel_change_words_text (const LaurelChange   *change,
                                const LaurelDocument *from,
                                const LaurelDocument *to,
                                LaurelNames          *names) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
