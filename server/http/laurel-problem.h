/* laurel-problem.h - problem documents, and which error is which status
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-faults.h"

G_BEGIN_DECLS

#define LAUREL_PROBLEM_TYPE "application/problem+json"

/**
 * laurel_problem_new:
 * @further_members: (transfer full) (nullable): an object; its members go beside the standard ones
 * @faults: (transfer none) (nullable): become `errors`
 *
 * The RFC 9457 document of a refusal: {"type": "urn:laurel:problem:CODE", "title", "status",
 * "detail", "code", ...}.
 *
 * Returns: (transfer full): an object
 */
json_t *laurel_problem_new (guint               status,
                            const char         *code,
                            const char         *detail,
                            json_t             *further_members,
                            const LaurelFaults *faults) G_GNUC_WARN_UNUSED_RESULT;

/* The reason phrase of @status, "Not Found". */
const char *laurel_problem_title (guint status);

/**
 * LaurelAnswer:
 * @detail: lives as long as the error it was made from
 * @retry_after: seconds for Retry-After, 0: none
 */
typedef struct
{
  guint       status;
  const char *code;
  const char *detail;
  guint       retry_after;
} LaurelAnswer;

/* What a client is told of @error; status 500 where it is nobody's fault but ours. */
LaurelAnswer laurel_problem_from_error (const GError *error);

G_END_DECLS
