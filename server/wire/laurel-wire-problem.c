/* laurel-wire-problem.c - refusals as RFC 9457 problem documents, and small things of all documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-problem.h"

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-receipt.h"
#include "server/wire/laurel-json-writer.h"

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

const char *
laurel_wire_status_title (guint status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (titles[i].status == status)
      return titles[i].title;

  return "Error";
}

json_t *
laurel_wire_new_faults (const LaurelFaults *faults)
{
  json_t *errors = json_array ();

  for (guint i = 0; i < laurel_faults_get_n (faults); i++)
    {
      const LaurelFault *fault = laurel_faults_get (faults, i);

      json_array_append_new (errors,
                             json_pack ("{s:s, s:s, s:s}",
                                        "path",
                                        fault->path,
                                        "code",
                                        fault->code,
                                        "message",
                                        fault->message));
    }

  return errors;
}

json_t *
laurel_wire_new_problem (guint               status,
                         const char         *code,
                         const char         *detail,
                         json_t             *further_members,
                         const LaurelFaults *faults)
{
  g_autofree char *type = g_strconcat ("urn:laurel:problem:", code, NULL);
  json_t          *problem = json_object ();

  json_object_set_new (problem, "type", json_string (type));
  json_object_set_new (problem, "title", json_string (laurel_wire_status_title (status)));
  json_object_set_new (problem, "status", json_integer (status));
  json_object_set_new (problem, "detail", json_string (detail));
  json_object_set_new (problem, "code", json_string (code));

  if (faults != NULL && laurel_faults_get_n (faults) > 0)
    json_object_set_new (problem, "errors", laurel_wire_new_faults (faults));

  if (further_members != NULL)
    {
      json_object_update_missing (problem, further_members);
      json_decref (further_members);
    }

  return problem;
}

char *
laurel_wire_to_text (json_t *document)
{
  char *text = laurel_json_write (document);

  json_decref (document);

  return text;
}

json_t *
laurel_wire_new_instant (gint64 seconds, gint32 offset)
{
  gint64 local = seconds + offset;
  gint64 day = local / 86400 - (local % 86400 < 0 ? 1 : 0);
  gint64 second = local - day * 86400;
  gint32 minutes = offset / 60;
  char   date[LAUREL_DATE_SIZE];
  char   zone[8] = "Z";
  char   text[32];

  if (minutes != 0)
    g_snprintf (zone,
                sizeof zone,
                "%c%02d:%02d",
                minutes < 0 ? '-' : '+',
                ABS (minutes) / 60 % 100,
                ABS (minutes) % 60);

  g_snprintf (text,
              sizeof text,
              "%sT%02d:%02d:%02d%s",
              laurel_date_format ((gint32) day, date),
              (int) (second / 3600),
              (int) (second / 60 % 60),
              (int) (second % 60),
              zone);

  return json_string (text);
}

json_t *
laurel_wire_new_text (const char *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

json_t *
laurel_wire_new_day (gint32 day)
{
  char date[LAUREL_DATE_SIZE];

  return day != LAUREL_DAY_NONE ? json_string (laurel_date_format (day, date)) : json_null ();
}
