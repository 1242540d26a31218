/* laurel-log.c - the log: one JSON object a line on standard error
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-log.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

static GLogLevelFlags log_level = G_LOG_LEVEL_INFO;

void
laurel_log_append_string (GString *line, const char *text)
{
  g_autofree char *valid = NULL;

  /* Requests are logged by the thousand, and what they hold is nearly always valid. */
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  g_string_append_c (line, '"');

  for (; *text != '\0'; text++)
    {
      guchar byte = (guchar) *text;

      if (byte == '"' || byte == '\\')
        {
          g_string_append_c (line, '\\');
          g_string_append_c (line, *text);
        }
      else if (byte < 0x20 || byte == 0x7f)
        {
          g_string_append_printf (line, "\\u%04x", byte);
        }
      else
        {
          g_string_append_c (line, *text);
        }
    }

  g_string_append_c (line, '"');
}

static const char *
name_level (GLogLevelFlags level)
{
  switch (level & G_LOG_LEVEL_MASK)
    {
    case G_LOG_LEVEL_ERROR:
    case G_LOG_LEVEL_CRITICAL:
      return "critical";
    case G_LOG_LEVEL_WARNING:
      return "warning";
    case G_LOG_LEVEL_MESSAGE:
    case G_LOG_LEVEL_INFO:
      return "info";
    default:
      return "debug";
    }
}

static GString *
line_begin (GLogLevelFlags level)
{
  GString  *line = g_string_sized_new (320);
  gint64    now_us = g_get_real_time ();
  time_t    seconds = (time_t) (now_us / G_USEC_PER_SEC);
  struct tm utc = { 0 };

  gmtime_r (&seconds, &utc);
  g_string_append_printf (line,
                          "{\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\",\"level\":\"%s\"",
                          utc.tm_year + 1900,
                          utc.tm_mon + 1,
                          utc.tm_mday,
                          utc.tm_hour,
                          utc.tm_min,
                          utc.tm_sec,
                          (int) (now_us % G_USEC_PER_SEC / 1000),
                          name_level (level));

  return line;
}

static void
add_text (GString *line, const char *name, const char *text)
{
  g_string_append_printf (line, ",\"%s\":", name);
  laurel_log_append_string (line, text);
}

/* One write for a line, so that lines of several threads do not mix. A log that cannot be written
 * is no reason to stop serving. */
static void
line_end (GString *line)
{
  gssize written = 0;

  g_string_append (line, "}\n");
  written = write (STDERR_FILENO, line->str, line->len);
  (void) written;
  g_string_free (line, TRUE);
}

static GLogWriterOutput
write_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  GString *line = NULL;

  if ((level & G_LOG_LEVEL_MASK) > log_level)
    return G_LOG_WRITER_HANDLED;

  line = line_begin (level);

  for (gsize i = 0; i < n_fields; i++)
    {
      if (fields[i].length < 0 && strcmp (fields[i].key, "GLIB_DOMAIN") == 0)
        add_text (line, "domain", fields[i].value);
      else if (fields[i].length < 0 && strcmp (fields[i].key, "MESSAGE") == 0)
        add_text (line, "message", fields[i].value);
    }

  line_end (line);

  return G_LOG_WRITER_HANDLED;
}

void
laurel_log_install (GLogLevelFlags level)
{
  log_level = level;
  g_log_set_writer_func (write_message, NULL, NULL);
}

void
laurel_log_request (const LaurelLogRequest *request)
{
  GLogLevelFlags level =
      request->quiet && request->status < 400 ? G_LOG_LEVEL_DEBUG : G_LOG_LEVEL_INFO;
  GString *line = NULL;

  if (level > log_level)
    return;

  line = line_begin (level);
  add_text (line, "request", request->request_id);
  add_text (line, "method", request->method);
  add_text (line, "route", request->pattern != NULL ? request->pattern : "none");
  g_string_append_printf (line,
                          ",\"status\":%u,\"ms\":%" G_GINT64_FORMAT
                          ".%03d,\"bytes\":%" G_GUINT64_FORMAT,
                          request->status,
                          request->duration_us / 1000,
                          (int) (request->duration_us % 1000),
                          request->sent);
  if (request->caller != NULL)
    add_text (line, "caller", request->caller);
  add_text (line, "address", request->address);
  line_end (line);
}
