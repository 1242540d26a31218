/* laurel-test-people.h - people of each role at a sandbox, and what they are answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/pos/laurel-test-chain.h"

G_BEGIN_DECLS

/* What the sandbox's clock says at the start. */
#define LAUREL_TEST_PEOPLE_NOW "2026-03-02T12:00:00Z"

/**
 * LaurelTestPeople:
 * @analyst, @marketer, @manager, @other, @admin: their tokens; two managers
 * @description: the OpenAPI document
 */
typedef struct
{
  LaurelTestChain *chain;
  char            *analyst;
  char            *marketer;
  char            *manager;
  char            *other;
  char            *admin;
  json_t          *description;
} LaurelTestPeople;

/* At an empty database, where nothing has been published. */
LaurelTestPeople *laurel_test_people_new (void) G_GNUC_WARN_UNUSED_RESULT;
void              laurel_test_people_free (LaurelTestPeople *people);

/**
 * laurel_test_people_call:
 * @if_match: (nullable): without its quotes
 * @body: (nullable): JSON with ' for "; of PATCH a patch
 * @status: that is expected
 * @schema: (nullable): name of the schema that the answer must fit; without one it has to be a
 *   problem document, or empty
 *
 * Returns: (transfer full): the answer, null where it is empty
 */
json_t *laurel_test_people_call (LaurelTestPeople *people,
                                 const char       *token,
                                 const char       *method,
                                 const char       *target,
                                 const char       *if_match,
                                 const char       *body,
                                 guint             status,
                                 const char       *schema);

/* The same where the answer says no more than its code. */
void laurel_test_people_refused (LaurelTestPeople *people,
                                 const char       *token,
                                 const char       *method,
                                 const char       *target,
                                 const char       *if_match,
                                 const char       *body,
                                 guint             status,
                                 const char       *code);

/* A number or a text of @object, whose member names are joined by dots. */
gint64      laurel_test_people_number (const json_t *object, const char *path);
const char *laurel_test_people_text (const json_t *object, const char *path);

/* Makes a program that takes @rate off everything the draft, and publishes it. */
void laurel_test_people_publish (LaurelTestPeople *people, gint rate);

/* The first cell of @sql must be @expected. */
void laurel_test_people_assert_kept (LaurelTestPeople *people,
                                     const char       *sql,
                                     const char       *expected);

/* (transfer full): a program that takes @rate off everything, with ' for ". */
char *laurel_test_people_write_program (gint rate);

G_END_DECLS
