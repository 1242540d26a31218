/* laurel-problem.c - which error is which status
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-problem.h"

#include <string.h>

#include "server/engine/laurel-engine-error.h"
#include "server/engine/laurel-faults.h"
#include "server/services/laurel-access.h"

#define ANSWER(status, code, detail, retry_after)                                                  \
  ((LaurelAnswer){ status, code, detail, retry_after })

/* What the database's errors are to a client. The words are ours: a database talks of tables, and
 * strangers need not hear of them. An error that is not here is our own fault. */
static const struct
{
  LaurelDatabaseError error;
  LaurelAnswer        answer;
} database_answers[] = {
  {
      LAUREL_DATABASE_ERROR_UNAVAILABLE,
      { 503, "unavailable", "the database is away; try again in a moment", 1 },
  },
  {
      LAUREL_DATABASE_ERROR_TIMEOUT,
      { 503, "too_slow", "the database did not answer in time; try again in a moment", 2 },
  },
  {
      LAUREL_DATABASE_ERROR_UNSAFE,
      { 503, "unsafe", "the database is not set to keep what it acknowledges", 5 },
  },
  {
      LAUREL_DATABASE_ERROR_CLASH,
      { 503, "clash", "too many requests changed the same thing; try again", 1 },
  },
  {
      LAUREL_DATABASE_ERROR_BUSY,
      { 503, "busy", "too much is asked of the database; try again in a moment", 1 },
  },
};

/* A row lock that was not free in time: somebody else works on the same thing. */
static gboolean
is_locked (const GError *error)
{
  return g_error_matches (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_BUSY) &&
         strcmp (laurel_database_error_get_sqlstate (error), "55P03") == 0;
}

static LaurelAnswer
answer_access_error (const GError *error)
{
  switch ((LaurelAccessError) error->code)
    {
    case LAUREL_ACCESS_ERROR_SLOW_DOWN:
      return ANSWER (429,
                     "slow_down",
                     "too many attempts; wait a moment",
                     laurel_access_error_get_wait (error));
    case LAUREL_ACCESS_ERROR_WEAK_PASSWORD:
      return ANSWER (422, "weak_password", error->message, 0);
    case LAUREL_ACCESS_ERROR_UNKNOWN:
    default:
      return ANSWER (401, "unauthorized", "the key or token is not known, or has ended", 0);
    }
}

LaurelAnswer
laurel_problem_from_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, ANSWER (500, "internal", "", 0));

  if (is_locked (error))
    return ANSWER (409,
                   "in_progress",
                   "the same thing is being worked on; try again in a moment",
                   1);

  for (gsize i = 0; i < G_N_ELEMENTS (database_answers); i++)
    {
      if (g_error_matches (error, LAUREL_DATABASE_ERROR, (gint) database_answers[i].error))
        return database_answers[i].answer;
    }

  if (error->domain == LAUREL_ACCESS_ERROR)
    return answer_access_error (error);

  if (error->domain == LAUREL_ENGINE_ERROR)
    return ANSWER (400,
                   error->code == LAUREL_ENGINE_ERROR_RANGE ? LAUREL_FAULT_RANGE
                                                            : LAUREL_FAULT_FORMAT,
                   error->message,
                   0);

  return ANSWER (500, "internal", "something went wrong here; it has been written down", 0);
}
