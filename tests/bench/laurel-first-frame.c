/* laurel-first-frame.c - how long a program takes to its first frame
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Starts a program, waits until a window of it has been drawn into, prints the milliseconds since
 * the start, and ends the program. What counts as drawn is what the X server says has changed, so
 * the program need not know that it is watched.
 */

#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <errno.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT_US (20 * G_USEC_PER_SEC)

static pid_t
start (char **argv)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGTERM);
      execvp (argv[0], argv);
      _exit (127);
    }

  return pid;
}

/* A window that is mapped is watched from then on; the first damage of one of them is the frame. */
static gboolean
take_event (Display *display, int damage_base)
{
  XEvent event;

  XNextEvent (display, &event);
  if (event.type == MapNotify)
    XDamageCreate (display, event.xmap.window, XDamageReportNonEmpty);

  return event.type == damage_base + XDamageNotify;
}

static gboolean
wait_for_frame (Display *display, int damage_base, gint64 end_us)
{
  struct pollfd watched = { .fd = ConnectionNumber (display), .events = POLLIN };

  for (;;)
    {
      gint64 left_us = end_us - g_get_monotonic_time ();

      while (XPending (display) > 0)
        if (take_event (display, damage_base))
          return TRUE;

      if (left_us <= 0 || poll (&watched, 1, (int) (left_us / 1000) + 1) < 0)
        return FALSE;
    }
}

/* A window may be gone before it is watched. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  int      damage_base = 0;
  int      unused = 0;
  gint64   begun_us = 0;
  gboolean drawn = FALSE;
  pid_t    pid = -1;

  if (argc < 2 || display == NULL || !XDamageQueryExtension (display, &damage_base, &unused))
    {
      g_printerr ("usage: laurel-first-frame PROGRAM [ARGUMENT...], on an X server with DAMAGE\n");
      return 2;
    }

  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);

  begun_us = g_get_monotonic_time ();
  pid = start (argv + 1);
  if (pid < 0)
    {
      g_printerr ("laurel-first-frame: fork: %s\n", g_strerror (errno));
      return 1;
    }

  drawn = wait_for_frame (display, damage_base, begun_us + LIMIT_US);
  if (drawn)
    g_print ("%.1f\n", (double) (g_get_monotonic_time () - begun_us) / 1000);

  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  XCloseDisplay (display);

  return drawn ? 0 : 1;
}
