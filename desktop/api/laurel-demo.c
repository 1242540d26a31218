/* laurel-demo.c - a server with invented data on this very computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-demo.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

#define STOP_WAIT_S 10
#define ENDING_MAX  4096
#define PIPE_CHUNK  4096

struct _LaurelDemo
{
  GObject parent_instance;

  char *programs;
  char *home;

  GSubprocess *server;
  char        *address;
  char        *token;
};

G_DEFINE_FINAL_TYPE (LaurelDemo, laurel_demo, G_TYPE_OBJECT)

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One program whose lines are read until it ends, or until the server is ready. */
typedef struct
{
  GSubprocess      *process;
  GDataInputStream *lines;
  char             *last_line;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->process);
  g_clear_object (&run->lines);
  g_free (run->last_line);
  g_free (run);
}

static void
report (LaurelDemo *self, LaurelDemoStep step, double fraction, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, step, fraction, text);
}

/* Takes over @task. */
static void
fail (GTask *task, const char *sentence, const char *details)
{
  LaurelDemo *self = g_task_get_source_object (task);

  laurel_demo_stop (self);
  g_task_return_error (task, laurel_api_error_new (LAUREL_API_ERROR_PROGRAM, sentence, details));
  g_object_unref (task);
}

/* Takes over @task. A cancelled start stops what it had begun. */
static gboolean
give_up_if_cancelled (GTask *task)
{
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;

  laurel_demo_stop (g_task_get_source_object (task));
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
  return TRUE;
}

/* The program's path in one of the folders where it may be, or NULL. */
static char *
find_program (LaurelDemo *self, const char *name)
{
  g_autofree char *here = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *beside = NULL;
  g_autofree char *built = NULL;

  if (self->programs != NULL)
    return g_build_filename (self->programs, name, NULL);

  here = g_file_read_link ("/proc/self/exe", NULL);
  if (here != NULL)
    {
      folder = g_path_get_dirname (here);
      beside = g_build_filename (folder, name, NULL);
      built = g_build_filename (folder, "..", "server", name, NULL);
    }

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);

  if (built != NULL && g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);

  return g_find_program_in_path (name);
}

/* In the child, between fork and exec: it ends with us, even if we crash. */
static void
end_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static GSubprocess *
spawn (LaurelDemo *self, const char *const *arguments, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autofree char *program = find_program (self, arguments[0]);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;

  if (program == NULL)
    {
      g_set_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT, "%s", arguments[0]);
      return NULL;
    }

  g_strv_builder_add (builder, program);
  for (guint i = 1; arguments[i] != NULL; i++)
    g_strv_builder_add (builder, arguments[i]);

  argv = g_strv_builder_end (builder);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);

  return g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, error);
}

/* Starts a program and has @line_cb read its lines. Takes over @task. */
static void
start_run (GTask *task, const char *const *arguments, GAsyncReadyCallback line_cb)
{
  LaurelDemo *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = spawn (self, arguments, &error);
  Run *run = NULL;

  if (process == NULL)
    {
      fail (task, _ ("The server of the demo is not installed on this computer."), error->message);
      return;
    }

  run = g_new0 (Run, 1);
  run->process = g_steal_pointer (&process);
  run->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (run->process));
  g_task_set_task_data (task, run, run_free);
  g_data_input_stream_read_line_async (run->lines,
                                       G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task),
                                       line_cb,
                                       task);
}

static void
read_next_line (GTask *task, GAsyncReadyCallback line_cb)
{
  Run *run = g_task_get_task_data (task);

  g_data_input_stream_read_line_async (run->lines,
                                       G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task),
                                       line_cb,
                                       task);
}

/* The line that was read, valid UTF-8, or NULL at the end; it becomes the last line. */
static const char *
take_line (GTask *task, GAsyncResult *result)
{
  Run             *run = g_task_get_task_data (task);
  g_autofree char *bytes = g_data_input_stream_read_line_finish (run->lines, result, NULL, NULL);

  if (bytes == NULL)
    return NULL;

  if (*bytes != '\0')
    {
      g_free (run->last_line);
      run->last_line = g_utf8_make_valid (bytes, (gssize) MIN (strlen (bytes), ENDING_MAX));
    }

  return run->last_line != NULL ? run->last_line : "";
}

/* Where the server has been filled already. */
static char *
get_marker (LaurelDemo *self)
{
  return g_build_filename (self->home, "demo-is-filled", NULL);
}

static void
token_exit_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask      *task = G_TASK (user_data);
  Run        *run = g_task_get_task_data (task);
  LaurelDemo *self = g_task_get_source_object (task);
  gboolean    good = g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, NULL);

  if (give_up_if_cancelled (task))
    return;

  if (!good || run->last_line == NULL)
    {
      fail (task, _ ("The demo’s server gives no token."), run->last_line);
      return;
    }

  g_free (self->token);
  self->token = g_strdup (run->last_line);
  report (self, LAUREL_DEMO_READY, 1, "");
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
token_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  Run   *run = g_task_get_task_data (task);

  if (take_line (task, result) != NULL)
    read_next_line (task, token_line_cb);
  else
    g_subprocess_wait_check_async (run->process, NULL, token_exit_cb, task);
}

static void
get_token (GTask *task)
{
  LaurelDemo       *self = g_task_get_source_object (task);
  const char *const arguments[] = { "laurelctl", "--home", self->home, "token",
                                    "create",    "--role", "manager",  NULL };

  report (self, LAUREL_DEMO_SIGNING_IN, -1, "");
  start_run (task, arguments, token_line_cb);
}

static void
load_exit_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask           *task = G_TASK (user_data);
  Run             *run = g_task_get_task_data (task);
  LaurelDemo      *self = g_task_get_source_object (task);
  g_autofree char *marker = get_marker (self);
  g_autoptr (GError) error = NULL;
  gboolean good = g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, NULL);

  if (give_up_if_cancelled (task))
    return;

  if (!good)
    {
      fail (task, _ ("The demo’s data could not be made."), run->last_line);
      return;
    }

  if (!g_file_set_contents (marker, "", 0, &error))
    {
      fail (task, _ ("The demo’s data could not be made."), error->message);
      return;
    }

  get_token (task);
}

/* What laurelctl is at, in words for people; (transfer full). */
static char *
dup_phase (const char *phase, unsigned long done, unsigned long total)
{
  if (g_str_has_prefix (phase, "post"))
    /* TRANSLATORS: the made-up sales of one day after the other are written */
    return g_strdup_printf (_ ("Day %lu of %lu"), done, total);

  if (g_str_has_prefix (phase, "figures"))
    return g_strdup (_ ("Adding up the figures of each day"));

  return g_strdup ("");
}

/* "PROGRESS done total phase" */
static void
report_progress (LaurelDemo *self, const char *line)
{
  g_autofree char *words = NULL;

  unsigned long done = 0;
  unsigned long total = 0;
  int           text = 0;

  if (sscanf (line, "PROGRESS %lu %lu %n", &done, &total, &text) < 2 || total == 0)
    return;

  words = dup_phase (text > 0 ? line + text : "", done, total);
  report (self, LAUREL_DEMO_FILLING, CLAMP ((double) done / (double) total, 0, 1), words);
}

static void
load_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask      *task = G_TASK (user_data);
  Run        *run = g_task_get_task_data (task);
  const char *line = take_line (task, result);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_subprocess_send_signal (run->process, SIGTERM);

  if (line == NULL)
    {
      g_subprocess_wait_check_async (run->process, NULL, load_exit_cb, task);
      return;
    }

  report_progress (g_task_get_source_object (task), line);
  read_next_line (task, load_line_cb);
}

static void
fill (GTask *task)
{
  LaurelDemo       *self = g_task_get_source_object (task);
  g_autofree char  *marker = get_marker (self);
  const char *const arguments[] = { "laurelctl", "--home",     self->home, "demo",
                                    "load",      "--progress", NULL };

  if (g_file_test (marker, G_FILE_TEST_EXISTS))
    {
      get_token (task);
      return;
    }

  report (self, LAUREL_DEMO_FILLING, -1, "");
  start_run (task, arguments, load_line_cb);
}

static void
drained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GInputStream *stream = G_INPUT_STREAM (source);

  if (g_input_stream_skip_finish (stream, result, NULL) > 0)
    g_input_stream_skip_async (stream, PIPE_CHUNK, G_PRIORITY_LOW, NULL, drained_cb, NULL);
}

/* Whatever the server still says is thrown away: a full pipe would stop it. */
static void
drain (Run *run)
{
  g_input_stream_skip_async (G_INPUT_STREAM (run->lines),
                             PIPE_CHUNK,
                             G_PRIORITY_LOW,
                             NULL,
                             drained_cb,
                             NULL);
}

static void
ready_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask      *task = G_TASK (user_data);
  Run        *run = g_task_get_task_data (task);
  LaurelDemo *self = g_task_get_source_object (task);
  const char *line = take_line (task, result);
  const char *address = line != NULL ? strstr (line, "http://") : NULL;

  if (give_up_if_cancelled (task))
    return;

  if (line == NULL)
    {
      fail (task, _ ("The demo’s server does not start."), run->last_line);
      return;
    }

  if (address == NULL)
    {
      read_next_line (task, ready_line_cb);
      return;
    }

  g_free (self->address);
  self->address = g_strndup (address, strcspn (address, " \t"));
  drain (run);
  fill (task);
}

static void
laurel_demo_dispose (GObject *object)
{
  laurel_demo_stop (LAUREL_DEMO (object));

  G_OBJECT_CLASS (laurel_demo_parent_class)->dispose (object);
}

static void
laurel_demo_finalize (GObject *object)
{
  LaurelDemo *self = LAUREL_DEMO (object);

  g_free (self->programs);
  g_free (self->home);
  g_free (self->address);
  g_free (self->token);

  G_OBJECT_CLASS (laurel_demo_parent_class)->finalize (object);
}

static void
laurel_demo_class_init (LaurelDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_demo_dispose;
  object_class->finalize = laurel_demo_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress",
                                           LAUREL_TYPE_DEMO,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           3,
                                           G_TYPE_INT,
                                           G_TYPE_DOUBLE,
                                           G_TYPE_STRING);
}

static void
laurel_demo_init (LaurelDemo *self)
{
}

LaurelDemo *
laurel_demo_new (const char *programs, const char *home)
{
  LaurelDemo *self = g_object_new (LAUREL_TYPE_DEMO, NULL);

  self->programs = g_strdup (programs);
  self->home = g_strdup (home);

  return self;
}

void
laurel_demo_start_async (LaurelDemo         *self,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  const char *const arguments[] = {
    "laureld", "--home", self->home, "--listen", "127.0.0.1:0", NULL
  };
  GTask *task = NULL;
  Run   *run = NULL;

  g_return_if_fail (LAUREL_IS_DEMO (self));

  laurel_demo_stop (self);
  task = g_object_ref (g_task_new (self, cancellable, callback, user_data));

  if (g_mkdir_with_parents (self->home, 0700) != 0)
    {
      fail (task, _ ("The demo’s folder could not be made."), self->home);
      g_object_unref (task);
      return;
    }

  report (self, LAUREL_DEMO_STARTING, -1, "");
  start_run (task, arguments, ready_line_cb);

  run = g_task_get_task_data (task);
  if (run != NULL)
    self->server = g_object_ref (run->process);

  g_object_unref (task);
}

gboolean
laurel_demo_start_finish (LaurelDemo *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
laurel_demo_get_address (LaurelDemo *self)
{
  g_return_val_if_fail (LAUREL_IS_DEMO (self), NULL);

  return self->address;
}

const char *
laurel_demo_get_token (LaurelDemo *self)
{
  g_return_val_if_fail (LAUREL_IS_DEMO (self), NULL);

  return self->token;
}

static gboolean
kill_cb (gpointer user_data)
{
  g_subprocess_force_exit (G_SUBPROCESS (user_data));

  return G_SOURCE_CONTINUE;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *ended = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  *ended = TRUE;
}

void
laurel_demo_stop (LaurelDemo *self)
{
  g_autoptr (GSubprocess) server = NULL;
  g_autoptr (GMainContext) context = NULL;
  g_autoptr (GSource) timer = NULL;
  gboolean ended = FALSE;

  g_return_if_fail (LAUREL_IS_DEMO (self));

  server = g_steal_pointer (&self->server);
  if (server == NULL)
    return;

  /* A context of its own: nothing else may happen while we wait. */
  context = g_main_context_new ();
  g_main_context_push_thread_default (context);
  g_subprocess_send_signal (server, SIGTERM);
  g_subprocess_wait_async (server, NULL, ended_cb, &ended);
  timer = g_timeout_source_new_seconds (STOP_WAIT_S);
  g_source_set_callback (timer, kill_cb, server, NULL);
  g_source_attach (timer, context);

  while (!ended)
    g_main_context_iteration (context, TRUE);

  g_source_destroy (timer);
  g_main_context_pop_thread_default (context);
}
