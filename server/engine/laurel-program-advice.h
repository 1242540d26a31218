/* laurel-program-advice.h - what is valid in a program and still hardly meant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program that laurel_program_draft_check() finds nothing wrong with may hold discounts that no
 * receipt can ever bring about: conditions that contradict each other, dates that are over, a
 * discount that a better one beside it always beats. Each becomes an advice. What cannot be proven
 * is not advised: a program may well hold more of them than are found, but none that is found is
 * a false alarm.
 *
 * A disabled node or rule, and what is below it, is somebody's intention and gets no advice.
 */

#pragma once

#include <glib.h>

#include "server/engine/laurel-catalog.h"
#include "server/engine/laurel-program-draft.h"

G_BEGIN_DECLS

/**
 * LaurelAdviceCode:
 * @LAUREL_ADVICE_DEAD: never fires, whatever is bought, by whom, when and where
 * @LAUREL_ADVICE_PAST: could have fired; its dates are over
 * @LAUREL_ADVICE_ALWAYS_LOSES: whenever it gives something, its group prefers another child, or
 *   one that gives a buyer as much
 * @LAUREL_ADVICE_SHADOWED: fires or fits, but something else has always decided already
 * @LAUREL_ADVICE_UNKNOWN_ID: names products, stores or segments that the catalog does not have
 * @LAUREL_ADVICE_NEVER_ACTIVE: its points burn before they can be spent
 */
typedef enum
{
  LAUREL_ADVICE_DEAD,
  LAUREL_ADVICE_PAST,
  LAUREL_ADVICE_ALWAYS_LOSES,
  LAUREL_ADVICE_SHADOWED,
  LAUREL_ADVICE_UNKNOWN_ID,
  LAUREL_ADVICE_NEVER_ACTIVE,
} LaurelAdviceCode;

/**
 * LaurelAdvice:
 * @node: (nullable): id of the discount or group; %NULL for a rule or a member of the program
 * @path: JSON pointer into the program, such as "/discounts/children/3" or "/restrictions/0"
 * @other: (nullable): id of the discount or group that is in its way
 * @message: a sentence for people, in English
 */
typedef struct
{
  LaurelAdviceCode code;
  const char      *node;
  const char      *path;
  const char      *other;
  const char      *message;
} LaurelAdvice;

typedef struct _LaurelAdviceList LaurelAdviceList;

/**
 * laurel_program_advise:
 * @draft: a program without faults; must outlive the list
 * @catalog: (nullable): products and stores. %NULL or one without any products says nothing about
 *   products, and one without any stores nothing about stores
 * @now: receipts of this instant and later are thought of
 *
 * Takes a time that grows with the program, but for groups that compare very many children with
 * very long lists, where it gives up proving.
 *
 * Returns: (transfer full): the advice, in the order of the document
 */
LaurelAdviceList *laurel_program_advise (const LaurelProgramDraft *draft,
                                         const LaurelCatalog      *catalog,
                                         gint64                    now) G_GNUC_WARN_UNUSED_RESULT;
void              laurel_advice_list_free (LaurelAdviceList *self);

guint               laurel_advice_list_get_n (const LaurelAdviceList *self);
const LaurelAdvice *laurel_advice_list_get (const LaurelAdviceList *self, guint index);

/* The words for codes in documents, such as "always_loses". */
const char *laurel_advice_code_to_word (LaurelAdviceCode code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelAdviceList, laurel_advice_list_free)

G_END_DECLS
