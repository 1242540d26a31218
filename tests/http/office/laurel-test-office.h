/* laurel-test-office.h - a sandbox whose office is read, for the tests of what it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <jansson.h>

#include "tests/http/laurel-test-server.h"

G_BEGIN_DECLS

/**
 * LaurelTestOffice:
 * @description: its OpenAPI document
 */
typedef struct
{
  LaurelTestServer *server;
  json_t           *description;
} LaurelTestOffice;

/* The one of this program. */
extern LaurelTestOffice laurel_test_office;

/* @now: what its clock says. */
void laurel_test_office_start (const char *now);
void laurel_test_office_stop (void);

/* The body of an answer, which must have that status. (transfer full) */
json_t *laurel_test_parse (const LaurelTestAnswer *answer, guint status) G_GNUC_WARN_UNUSED_RESULT;

/* What an administrator does. */
void laurel_test_manage (const char *method, const char *target, const char *body);
void laurel_test_set_clock (const char *now);
/* Makes @program the one in force. */
void laurel_test_publish (const char *program);
/* What the database's owner does. */
void laurel_test_run_sql (const char *sql);

/* What a till does, and the answer; the operation's id is new each time. */
json_t *laurel_test_operate (const char *target, const char *body) G_GNUC_WARN_UNUSED_RESULT;

/* What an analyst reads, or asks by a body, held against the schema of that name. */
json_t *laurel_test_read_as (const char *schema_name, const char *target) G_GNUC_WARN_UNUSED_RESULT;
json_t *laurel_test_ask_as (const char *schema_name,
                            const char *target,
                            const char *body) G_GNUC_WARN_UNUSED_RESULT;
void    laurel_test_assert_refused (const char *target,
                                    const char *token,
                                    guint       status,
                                    const char *code);
/* The list, read by ones and by threes, is the list read at once, and has that many items. */
void laurel_test_assert_pages_fit (const char *schema_name, const char *target, gsize n_items);

char      *laurel_test_dup_text (json_t *object, const char *name);
json_int_t laurel_test_get_number (json_t *object, const char *name);

G_END_DECLS
