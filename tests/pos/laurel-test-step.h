/* laurel-test-step.h - the steps of golden histories as calls of a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/pos/laurel-test-chain.h"

G_BEGIN_DECLS

/* From a history's names of clients, sales and holds to the server's ids. */
typedef struct _LaurelTestNames LaurelTestNames;

LaurelTestNames *laurel_test_names_new (void) G_GNUC_WARN_UNUSED_RESULT;
void             laurel_test_names_free (LaurelTestNames *names);
/* Takes the id of what @step has made from the server's answer to it. */
void laurel_test_names_learn (LaurelTestNames *names, json_t *step, const LaurelTestReply *reply);

/**
 * LaurelTestStep:
 * @till: (nullable): its till; an admin's call without one
 * @key: (nullable): the operation id
 * @body: (nullable)
 */
typedef struct
{
  const char *method;
  char       *target;
  char       *till;
  char       *key;
  json_t     *body;
} LaurelTestStep;

/* The call that @step stands for; any but publishing, which is two. */
LaurelTestStep *laurel_test_step_new (LaurelTestNames *names,
                                      json_t          *step) G_GNUC_WARN_UNUSED_RESULT;
void            laurel_test_step_free (LaurelTestStep *call);

LaurelTestReply *laurel_test_step_send (LaurelTestChain      *chain,
                                        const LaurelTestStep *call) G_GNUC_WARN_UNUSED_RESULT;

/* The till of @step as it stands in the history: T1 unless it says another. */
const char *laurel_test_step_till (json_t *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTestNames, laurel_test_names_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTestStep, laurel_test_step_free)

G_END_DECLS
