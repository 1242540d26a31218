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
 * laurel_problem_from_error:
 * @code: (out) (transfer none): static
 * @detail: (out) (transfer none): lives as long as @error
 * @retry_after: (out): seconds for Retry-After, 0: none
 *
 * Returns: the status for @error; 500 where it is nobody's fault but ours
 */
guint laurel_problem_from_error (const GError *error,
                                 const char  **code,
                                 const char  **detail,
                                 guint        *retry_after);

G_END_DECLS
