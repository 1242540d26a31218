/* laurel-problem.h - which error is which status
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAUREL_PROBLEM_TYPE "application/problem+json"

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
