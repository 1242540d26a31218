/* laurel-problem.c - problem documents, and which error is which status
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-problem.h"

#include <string.h>

#include "server/services/laurel-access.h"

#define ANSWER(status, code, detail, retry_after)                                                  \
  ((LaurelAnswer){ status, code, detail, retry_after })

static const struct
{
  guint       status;
  const char *title;
} titles[] = {
  { 400, "Bad Request" },
  { 401, "Unauthorized" },
  { 403, "Forbidden" },
  { 404, "Not Found" },
  { 405, "Method Not Allowed" },
  { 406, "Not Acceptable" },
  { 409, "Conflict" },
  { 411, "Length Required" },
  { 412, "Precondition Failed" },
  { 413, "Content Too Large" },
  { 415, "Unsupported Media Type" },
  { 417, "Expectation Failed" },
  { 422, "Unprocessable Content" },
  { 428, "Precondition Required" },
  { 429, "Too Many Requests" },
  { 431, "Request Header Fields Too Large" },
  { 500, "Internal Server Error" },
  { 503, "Service Unavailable" },
  { 505, "HTTP Version Not Supported" },
};

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

const char *
laurel_problem_title (guint status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (titles[i].status == status)
        return titles[i].title;
    }

  return "Error";
}

static json_t *
faults_to_json (const LaurelFaults *faults)
{
  json_t *array = json_array ();

  for (guint i = 0; i < laurel_faults_get_n (faults); i++)
    {
      const LaurelFault *fault = laurel_faults_get (faults, i);

      json_array_append_new (array,
                             json_pack ("{s:s,s:s,s:s}",
                                        "path",
                                        fault->path,
                                        "code",
                                        fault->code,
                                        "message",
                                        fault->message));
    }

  return array;
}

json_t *
laurel_problem_new (guint               status,
                    const char         *code,
                    const char         *detail,
                    json_t             *further_members,
                    const LaurelFaults *faults)
{
  g_autofree char *type = NULL;
  json_t          *problem = NULL;

  g_return_val_if_fail (code != NULL && detail != NULL, NULL);

  type = g_strconcat ("urn:laurel:problem:", code, NULL);
  problem = json_pack ("{s:s,s:s,s:i,s:s,s:s}",
                       "type",
                       type,
                       "title",
                       laurel_problem_title (status),
                       "status",
                       (int) status,
                       "detail",
                       detail,
                       "code",
                       code);
  g_assert (problem != NULL);

  if (further_members != NULL)
    {
      json_object_update_missing (problem, further_members);
      json_decref (further_members);
    }

  if (faults != NULL && laurel_faults_get_n (faults) > 0)
    json_object_set_new (problem, "errors", faults_to_json (faults));

  return problem;
}

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
