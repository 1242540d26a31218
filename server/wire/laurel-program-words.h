/* laurel-program-words.h - parts of a program document in plain English
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For people who read what was changed. The document may be one that is being written: whatever is
 * not of its form is shown as it stands there.
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-faults.h"

G_BEGIN_DECLS

/**
 * LaurelProgramPhrase:
 * @LAUREL_PHRASE_MONEY: minor units, "₽1,000"; @LAUREL_PHRASE_POINTS: hundredths, "50 points";
 *   @LAUREL_PHRASE_PERCENT: basis points, "7.5%"
 * @LAUREL_PHRASE_DAYS, @LAUREL_PHRASE_MINUTES, @LAUREL_PHRASE_COUNT: "14 days"
 * @LAUREL_PHRASE_YES: "yes" or "no"
 * @LAUREL_PHRASE_WORD: one of the format's words, "half up"
 * @LAUREL_PHRASE_TEXT: what people have written
 * @LAUREL_PHRASE_EXPIRY: "365 days after the last purchase"
 * @LAUREL_PHRASE_FORBID: "no discounts and no points"
 * @LAUREL_PHRASE_CONDITION: "applies on Saturday and Sunday"
 * @LAUREL_PHRASE_TARGET: "counts for goods of shoes"
 * @LAUREL_PHRASE_REWARD: "takes 15%"
 * @LAUREL_PHRASE_LIMITS: "once a client"
 * @LAUREL_PHRASE_JSON: the JSON itself
 *
 * What kind of thing a value is. A missing one is its default.
 */
typedef enum
{
  LAUREL_PHRASE_MONEY,
  LAUREL_PHRASE_POINTS,
  LAUREL_PHRASE_PERCENT,
  LAUREL_PHRASE_DAYS,
  LAUREL_PHRASE_MINUTES,
  LAUREL_PHRASE_COUNT,
  LAUREL_PHRASE_YES,
  LAUREL_PHRASE_WORD,
  LAUREL_PHRASE_TEXT,
  LAUREL_PHRASE_EXPIRY,
  LAUREL_PHRASE_FORBID,
  LAUREL_PHRASE_CONDITION,
  LAUREL_PHRASE_TARGET,
  LAUREL_PHRASE_REWARD,
  LAUREL_PHRASE_LIMITS,
  LAUREL_PHRASE_JSON,
} LaurelProgramPhrase;

typedef struct _LaurelProgramWords LaurelProgramWords;

/* Borrows @document, which says the currency and the names of levels. */
LaurelProgramWords *laurel_program_words_new (const json_t *document) G_GNUC_WARN_UNUSED_RESULT;
void                laurel_program_words_free (LaurelProgramWords *words);

/* @value: (nullable): missing. (transfer full) */
char *laurel_program_words_say (const LaurelProgramWords *words,
                                LaurelProgramPhrase       phrase,
                                const json_t             *value) G_GNUC_WARN_UNUSED_RESULT;

/* What people call a level: how it is represented, else its name, else its id. (transfer full) */
char *laurel_program_words_name_level (const json_t *level) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelProgramWords, laurel_program_words_free)

G_END_DECLS
