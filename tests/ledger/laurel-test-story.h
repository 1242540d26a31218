/* laurel-test-story.h - a random story of one account and its referrer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/ledger/laurel-test-shop.h"

G_BEGIN_DECLS

/**
 * LaurelTestStory:
 * @selective: each operation works on a copy with nothing in it but what it says it needs, and what
 * it changed there is put back, as a store would do it
 */
typedef struct
{
  LaurelLedgerTerms terms;
  gboolean          selective;
  LaurelAccount    *account;
  LaurelAccount    *referrer;
  GPtrArray        *sales; /* (element-type LaurelSale) */
  gint64            last_hold;
  gint64            now;
} LaurelTestStory;

LaurelTestStory *laurel_test_story_new (LaurelLedgerTerms terms) G_GNUC_WARN_UNUSED_RESULT;
void             laurel_test_story_free (LaurelTestStory *story);

LaurelLedgerTerms laurel_test_random_terms (GRand *random);

/* Something happens, up to a day later. */
void laurel_test_story_step (LaurelTestStory *story, GRand *random);

/* One to three lines, posted now, @lateness seconds late; redeems up to half of what is there. */
void laurel_test_story_sell (LaurelTestStory *story, GRand *random, gint64 lateness);

/* Some of what is left of a random line, if any is. */
void laurel_test_story_give_back (LaurelTestStory *story, GRand *random);

/* Holds some of what is there, or else releases the last hold. */
void laurel_test_story_hold_or_release (LaurelTestStory *story, GRand *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTestStory, laurel_test_story_free)

G_END_DECLS
