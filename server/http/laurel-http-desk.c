/* laurel-http-desk.c - what the calls about programs share: who acts, what was seen, how it is
 * refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-http-desk.h"

#include <string.h>

#include "server/wire/laurel-wire-problem.h"

LaurelActor
laurel_http_desk_get_actor (LaurelExchange *exchange)
{
  const LaurelCaller *caller = laurel_exchange_get_caller (exchange);

  return (LaurelActor){
    .user = caller->id,
    .name = caller->login != NULL ? caller->login : "",
    .address = laurel_exchange_get_address (exchange),
  };
}

LaurelDesk
laurel_http_desk_get (LaurelExchange *exchange)
{
  const LaurelHttpServices *services = laurel_exchange_get_services (exchange);

  return (LaurelDesk){
    .store = services->store,
    .programs = services->settings->programs,
    .actor = laurel_http_desk_get_actor (exchange),
    .now_us = laurel_exchange_get_now_us (exchange),
  };
}

gboolean
laurel_http_desk_read_if_match (LaurelExchange *exchange, gboolean needed, gint64 *seen)
{
  const char *header = laurel_exchange_get_header (exchange, "If-Match");
  gsize       length = header != NULL ? strlen (header) : 0;

  *seen = LAUREL_DRAFT_ANY;

  if (header == NULL && needed)
    {
      laurel_exchange_problem (exchange,
                               428,
                               "precondition_required",
                               "If-Match must say which revision of the draft was seen",
                               NULL,
                               NULL);
      return FALSE;
    }

  if (header == NULL || g_str_equal (header, "*"))
    return TRUE;

  if (length > 2 && header[0] == '"' && header[length - 1] == '"')
    {
      g_autofree char *digits = g_strndup (header + 1, length - 2);

      if (g_ascii_string_to_signed (digits, 10, 0, G_MAXINT64, seen, NULL))
        return TRUE;
    }

  laurel_exchange_problem (exchange,
                           400,
                           LAUREL_FAULT_FORMAT,
                           "If-Match is not an ETag of the draft",
                           NULL,
                           NULL);

  return FALSE;
}

void
laurel_http_desk_refuse_program (LaurelExchange *exchange)
{
  laurel_exchange_problem (exchange, 404, "no_program", "there is no such program", NULL, NULL);
}

gboolean
laurel_http_desk_read_version (LaurelExchange *exchange, gint *version)
{
  const char *text = laurel_exchange_get_parameter (exchange, "version");
  gint64      number = 0;

  if (!g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, &number, NULL))
    {
      laurel_http_desk_refuse_program (exchange);
      return FALSE;
    }

  *version = (gint) number;

  return TRUE;
}

void
laurel_http_desk_refuse (LaurelExchange *exchange, const LaurelDeskAnswer *answer)
{
  static const struct
  {
    guint       status;
    const char *code;
    const char *detail;
  } refusals[] = {
    [LAUREL_DESK_STALE] = { 412, "stale", "somebody else has changed the draft: look at it again" },
    [LAUREL_DESK_NO_DRAFT] = { 404, "no_draft", "there is no draft that could be published" },
    [LAUREL_DESK_NONE] = { 404, "no_program", "there is no such program" },
    [LAUREL_DESK_PATCH_FAILED] = { 409,
                                   "patch_failed",
                                   "the patch does not fit this draft: nothing was changed" },
    [LAUREL_DESK_UNFIT] = { 422,
                            "unfit_draft",
                            "a draft is an object of at most a megabyte: nothing was changed" },
    [LAUREL_DESK_FAULTY] = { 422, "program_faults", "it has faults: nothing was published" },
    [LAUREL_DESK_WARNED] = { 422,
                             "program_warnings",
                             "it has warnings, which are to be accepted: nothing was published" },
    [LAUREL_DESK_PAST] = { 422, "past", "a program cannot take effect in the past" },
    [LAUREL_DESK_OWN] = { 403, "own_approval", "another person has to approve what one hands in" },
  };

  if (answer->outcome == LAUREL_DESK_BAD_PATCH)
    laurel_exchange_refuse (exchange, answer->faults);
  else
    laurel_exchange_problem (
        exchange,
        refusals[answer->outcome].status,
        refusals[answer->outcome].code,
        refusals[answer->outcome].detail,
        answer->warnings != NULL ? json_pack ("{s:O}", "warnings", answer->warnings) : NULL,
        answer->faults);
}

json_t *
laurel_http_desk_parse (const char *document)
{
  json_t *root = json_loads (document, 0, NULL);

  g_assert (root != NULL);

  return root;
}

json_t *
laurel_http_desk_new_instant (gint64 us)
{
  return laurel_wire_new_instant (us / G_USEC_PER_SEC, 0);
}
