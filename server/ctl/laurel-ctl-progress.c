/* laurel-ctl-progress.c - tells how far a long command has come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-progress.h"

#include <stdio.h>
#include <unistd.h>

/* A terminal's line is renewed five times a second; a log gets a line every ten seconds. */
#define TERMINAL_USEC (G_USEC_PER_SEC / 5)
#define LOG_USEC      (10 * G_USEC_PER_SEC)

struct _LaurelCtlProgress
{
  gboolean    to_programs;
  gboolean    terminal;
  const char *unit;
  const char *phase;
  gint64      phase_usec;
  gint64      person_usec; /* when each was told last */
  gint64      program_usec;
  gboolean    open_line;
};

LaurelCtlProgress *
laurel_ctl_progress_new (gboolean to_programs, const char *unit)
{
  LaurelCtlProgress *self = g_new0 (LaurelCtlProgress, 1);

  self->to_programs = to_programs;
  self->terminal = isatty (STDERR_FILENO) != 0;
  self->unit = unit;
  self->person_usec = self->terminal ? 0 : g_get_monotonic_time ();

  return self;
}

void
laurel_ctl_progress_free (LaurelCtlProgress *self)
{
  if (self == NULL)
    return;

  if (self->open_line)
    g_printerr ("\n");
  g_free (self);
}

static void
tell_person (LaurelCtlProgress *self, guint64 done, guint64 total, gint64 now)
{
  guint64 usec = (guint64) (now - self->phase_usec) + 1;
  guint64 rate = done * G_USEC_PER_SEC / usec;
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%s: %" G_GUINT64_FORMAT, self->phase, done);
  if (total > 0)
    g_string_append_printf (line,
                            " of %" G_GUINT64_FORMAT " %s (%" G_GUINT64_FORMAT " %%)",
                            total,
                            self->unit,
                            done * 100 / total);
  if (usec >= G_USEC_PER_SEC)
    g_string_append_printf (line, ", %" G_GUINT64_FORMAT " a second", rate);
  if (usec >= G_USEC_PER_SEC && total > 0 && rate > 0)
    g_string_append_printf (line, ", %" G_GUINT64_FORMAT " s left", (total - done) / rate);

  if (self->terminal)
    g_printerr ("\r\033[K%s", line->str);
  else
    g_printerr ("%s\n", line->str);
  self->open_line = self->terminal;
}

void
laurel_ctl_progress_tell (const char *phase, guint64 done, guint64 total, gpointer data)
{
  LaurelCtlProgress *self = data;
  gint64             now = g_get_monotonic_time ();
  gboolean           ends = total > 0 && done == total;

  if (self->phase != phase)
    {
      self->phase = phase;
      self->phase_usec = now;
    }
  if (now - self->person_usec >= (self->terminal ? TERMINAL_USEC : LOG_USEC))
    {
      tell_person (self, done, total, now);
      self->person_usec = now;
    }
  if (self->to_programs && (ends || now - self->program_usec >= TERMINAL_USEC))
    {
      g_print ("PROGRESS %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s\n", done, total, phase);
      fflush (stdout);
      self->program_usec = now;
    }
}
