/* laurel-sentence.h - what a program promises, in words that can be read aloud
 *
 * Every sentence is made of whole messages with places for values, so that a translator decides
 * about the order of words. Names of things stand in quotation marks where the language would
 * decline them. All functions return new text, without a capital at its beginning and a full stop
 * at its end unless said otherwise. @names is nullable: then ids stand for themselves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-fault.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

/* "the day is Saturday or Sunday"; groups: "the day is Saturday, and (the level is “Gold” or …)";
 * NULL: "always". */
char *laurel_sentence_condition (const LaurelCondition *condition,
                                 LaurelNames           *names) G_GNUC_WARN_UNUSED_RESULT;

/* "“Coffee beans” except “Gift packs”"; everything: "all products". */
char *laurel_sentence_target (const LaurelTarget *target,
                              LaurelNames        *names) G_GNUC_WARN_UNUSED_RESULT;

/* Of a discount: "15% off “Coffee beans”, at most ₽500 a receipt". */
char *laurel_sentence_reward (const LaurelNode *node, LaurelNames *names) G_GNUC_WARN_UNUSED_RESULT;

/* The whole node, as "Reads:" shows it: "on Saturdays and Sundays from 08:00 to 12:00, clients at
 * the level “Silver” or “Gold” get 15% off “Coffee beans” except “Gift packs”, at most
 * ₽500 a receipt." With its full stop. */
char *laurel_sentence_node (const LaurelNode *node, LaurelNames *names) G_GNUC_WARN_UNUSED_RESULT;

/* Short, for the tree: "−15%", "every 3rd, −50%", "set for ₽299", "×2"; of a group how it
 * combines: "the best one per line". */
char *laurel_sentence_gives (const LaurelNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* "A percentage off the price": the kind of a reward. (transfer none) */
const char *laurel_sentence_reward_kind (LaurelRewardKind kind);

/* What a way of combining means, a whole sentence or two with capital and full stop. */
char *laurel_sentence_combine (LaurelCombine combine,
                               LaurelScope   scope,
                               LaurelWinner  winner) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_sentence_failed_test:
 * @when: (nullable): of the node that refused
 * @test: the type of the test as an explanation names it: "level", "any", "account"
 *
 * Why a discount did not apply: "the level is not “Silver” or “Gold”". Where @when has several
 * tests of that type, all of those that all must hold are named.
 */
char *laurel_sentence_failed_test (const LaurelCondition *when,
                                   const char            *test,
                                   LaurelNames           *names) G_GNUC_WARN_UNUSED_RESULT;

/* What the server has found, in the language of the person where the code is known, with capital
 * and full stop; @other: (nullable): the name of the other node of a warning. */
char *laurel_sentence_fault (const LaurelFault *fault, const char *other) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): what is still missing in this condition itself, not in those below it: "Choose at
 * least one day"; NULL when nothing is. With its capital. */
const char *laurel_sentence_condition_lacks (const LaurelCondition *condition);

G_END_DECLS
