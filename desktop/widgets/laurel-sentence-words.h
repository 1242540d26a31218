/* laurel-sentence-words.h - the words of the parts of a condition, for prose and for tokens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-condition.h"
#include "desktop/models/laurel-names.h"
#include "desktop/widgets/laurel-sentence-template.h"

G_BEGIN_DECLS

typedef enum
{
  /* Names in quotation marks; "…" where nothing has been chosen. */
  LAUREL_STYLE_PROSE,
  /* Names as they are, long lists cut; what to do where nothing has been chosen. */
  LAUREL_STYLE_TOKEN,
} LaurelSentenceStyle;

/* (transfer none): the template of a row: always with the same slots in the same order. Of a test
 * only. */
const char *laurel_words_row (LaurelConditionKind kind, gboolean negated);

/* (transfer none): the template of a clause in prose, which leaves out what is not limited. */
const char *laurel_words_clause (const LaurelCondition *condition, gboolean negated);

/* What stands in a slot of either. */
char *laurel_words_slot (const LaurelCondition *condition,
                         const char            *slot,
                         LaurelSentenceStyle    style,
                         gboolean               negated,
                         LaurelNames           *names) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the slot waits for a choice. */
gboolean laurel_words_slot_lacks (const LaurelCondition *condition, const char *slot);

/* What stands in a slot of a date, weekday or time that is not limited. */
const char *laurel_words_no_limit (LaurelConditionKind kind, const char *slot);

/* A choice of words, not of ids: channels, genders, payments. NULL at the end; NULL for kinds that
 * list ids. */
const char *const *laurel_words_choices (LaurelConditionKind kind);
char *laurel_words_choice (LaurelConditionKind kind, const char *word) G_GNUC_WARN_UNUSED_RESULT;

/* Of which kind the ids are; FALSE where they are words or free text. */
gboolean laurel_words_name_kind (LaurelConditionKind kind, LaurelNameKind *name_kind);

const char *laurel_words_weekday (guint day); /* 0 is Monday: "Monday" */
const char *laurel_words_metric (LaurelMetric metric);
char       *laurel_words_compared (LaurelComparison comparison,
                                   const char      *value) G_GNUC_WARN_UNUSED_RESULT;

/* Parts of a whole that the values of @metric count in: 2 for money, 3 for quantities. */
guint laurel_words_metric_decimals (LaurelMetric metric);

char *laurel_words_ids (GStrv               ids,
                        LaurelNameKind      kind,
                        LaurelListStyle     list,
                        LaurelSentenceStyle style,
                        LaurelNames        *names) G_GNUC_WARN_UNUSED_RESULT;
char *laurel_words_items (GPtrArray          *items,
                          guint               n_decimals,
                          LaurelSentenceStyle style,
                          LaurelNames        *names) G_GNUC_WARN_UNUSED_RESULT;
/* The parts of a target; NULL where there are none. */
char *laurel_words_picked (const LaurelTarget *target,
                           LaurelSentenceStyle style,
                           LaurelNames        *names) G_GNUC_WARN_UNUSED_RESULT;
char *laurel_words_excluded (const LaurelTarget *target,
                             LaurelSentenceStyle style,
                             LaurelNames        *names) G_GNUC_WARN_UNUSED_RESULT;
char *laurel_words_target (const LaurelTarget *target,
                           LaurelSentenceStyle style,
                           LaurelNames        *names) G_GNUC_WARN_UNUSED_RESULT;

char *laurel_words_n_days (gint64 days) G_GNUC_WARN_UNUSED_RESULT;
/* "100 points", "12.5 points" of hundredths; "3rd". */
char *laurel_words_n_points (gint64 hundredths) G_GNUC_WARN_UNUSED_RESULT;
char *laurel_words_ordinal (gint64 n) G_GNUC_WARN_UNUSED_RESULT;
/* "2026-11-22" as "22 November 2026"; what is no date stays. */
char *laurel_words_day (const char *date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
