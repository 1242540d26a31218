/* laurel-test-server.c - a whole laureld for a test, and raw conversations with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/http/laurel-test-server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <jansson.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define READY          "laureld: ready on http://127.0.0.1:"
#define READY_TIME_MS  120000
#define SUPERVISORS_FD 3
#define SETTLED_MS     1500
#define CALL_TIME_MS   20000

/* ---- the process ---- */

static const char *
get_program (const char *variable)
{
  const char *path = g_getenv (variable);

  g_assert_nonnull (path);

  return path;
}

/* Between fork and exec. A server does not outlive a test that was killed. */
static void
set_up_child (gpointer data)
{
  const LaurelTestServer *server = data;
  char                    pid[16];

  prctl (PR_SET_PDEATHSIG, SIGTERM);

  if (server->notify != NULL)
    setenv ("NOTIFY_SOCKET", server->notify, 1);

  if (server->listener >= 0)
    {
      g_snprintf (pid, sizeof pid, "%d", getpid ());
      setenv ("LISTEN_PID", pid, 1);
      setenv ("LISTEN_FDS", "1", 1);
      dup2 (server->listener, SUPERVISORS_FD);
    }
}

/* Where the server's data is, as both programs take it. */
static void
add_place (GPtrArray *command, const LaurelTestServer *server)
{
  gboolean own = server->database == NULL;

  g_ptr_array_add (command, (gpointer) (own ? "--home" : "--database"));
  g_ptr_array_add (command, own ? server->home : server->database);
}

static void
read_port (LaurelTestServer *server, int output)
{
  GString *text = g_string_new (NULL);
  gint64   end_us = g_get_monotonic_time () + READY_TIME_MS * 1000;

  while (strchr (text->str, '\n') == NULL)
    {
      struct pollfd wait = { .fd = output, .events = POLLIN };
      char          buffer[256];
      gssize        n = 0;

      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      if (poll (&wait, 1, 100) <= 0)
        continue;

      n = read (output, buffer, sizeof buffer);
      g_assert_cmpint (n, >, 0);
      g_string_append_len (text, buffer, n);
    }

  g_test_message ("%s", text->str);
  g_assert_true (g_str_has_prefix (text->str, READY));
  server->port = (guint16) g_ascii_strtoull (text->str + strlen (READY), NULL, 10);
  g_assert_cmpuint (server->port, >, 0);
  g_string_free (text, TRUE);
  close (output);
}

/* The descriptor that supervisors use, taken here so that no pipe of the spawning lies there. */
static void
reserve_descriptor (void)
{
  int null = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  if (fcntl (SUPERVISORS_FD, F_GETFD) < 0)
    dup3 (null, SUPERVISORS_FD, O_CLOEXEC);
  if (null != SUPERVISORS_FD)
    close (null);
}

void
laurel_test_server_restart (LaurelTestServer *server, const char *const *arguments)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int output = -1;

  reserve_descriptor ();
  g_ptr_array_add (command, (gpointer) get_program ("LAURELD"));
  add_place (command, server);
  g_ptr_array_add (command, (gpointer) "--listen");
  g_ptr_array_add (command, (gpointer) "127.0.0.1:0");
  g_ptr_array_add (command, (gpointer) "--log-level");
  g_ptr_array_add (command, (gpointer) "warning");
  for (gsize i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (command, (gpointer) arguments[i]);
  g_ptr_array_add (command, NULL);

  g_spawn_async_with_pipes (NULL,
                            (char **) command->pdata,
                            NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
                            set_up_child,
                            server,
                            &server->pid,
                            NULL,
                            &output,
                            NULL,
                            &error);
  g_assert_no_error (error);
  read_port (server, output);
}

char *
laurel_test_server_control (LaurelTestServer *server, const char *first, ...)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  va_list arguments;
  char   *output = NULL;
  int     status = 0;

  g_ptr_array_add (command, (gpointer) get_program ("LAURELCTL"));
  add_place (command, server);

  va_start (arguments, first);
  for (const char *word = first; word != NULL; word = va_arg (arguments, const char *))
    g_ptr_array_add (command, (gpointer) word);
  va_end (arguments);
  g_ptr_array_add (command, NULL);

  g_spawn_sync (NULL,
                (char **) command->pdata,
                NULL,
                G_SPAWN_DEFAULT,
                NULL,
                NULL,
                &output,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return g_strchomp (output);
}

LaurelTestServer *
laurel_test_server_start (const char *const *arguments)
{
  LaurelTestServer *server = g_new0 (LaurelTestServer, 1);
  g_autoptr (GError) error = NULL;

  server->listener = -1;
  server->home = g_dir_make_tmp ("laurel-http-XXXXXX", &error);
  g_assert_no_error (error);

  laurel_test_server_restart (server, arguments);
  server->till = laurel_test_server_control (server, "key", "create", "--any-store", NULL);
  server->analyst =
      laurel_test_server_control (server, "token", "create", "--role", "analyst", NULL);
  server->admin = laurel_test_server_control (server, "token", "create", "--role", "admin", NULL);

  return server;
}

LaurelTestServer *
laurel_test_server_start_on (const char *database, const char *const *arguments)
{
  LaurelTestServer *server = g_new0 (LaurelTestServer, 1);

  server->database = g_strdup (database);
  server->listener = -1;
  laurel_test_server_restart (server, arguments);

  return server;
}

void
laurel_test_server_end (LaurelTestServer *server)
{
  int status = 0;

  g_assert_cmpint (kill (server->pid, SIGTERM), ==, 0);
  g_assert_cmpint (waitpid (server->pid, &status, 0), ==, server->pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  server->pid = 0;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFile *child = NULL;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) ==
      G_FILE_TYPE_DIRECTORY)
    {
      children = g_file_enumerate_children (file,
                                            "standard::name",
                                            G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                            NULL,
                                            NULL);
      while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
             child != NULL)
        remove_tree (child);
    }

  g_file_delete (file, NULL, NULL);
}

void
laurel_test_server_stop (LaurelTestServer *server)
{
  if (server->pid != 0)
    laurel_test_server_end (server);

  if (server->home != NULL)
    {
      g_autoptr (GFile) home = g_file_new_for_path (server->home);

      remove_tree (home);
      g_assert_false (g_file_query_exists (home, NULL));
    }

  g_free (server->home);
  g_free (server->database);
  g_free (server->till);
  g_free (server->analyst);
  g_free (server->admin);
  g_free (server->notify);
  g_free (server);
}

guint
laurel_test_server_count_descriptors (LaurelTestServer *server)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd", server->pid);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (folder);
  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

guint
laurel_test_server_count_settled_descriptors (LaurelTestServer *server)
{
  guint  n = 0;
  gint64 since_us = g_get_monotonic_time ();

  while (g_get_monotonic_time () - since_us < SETTLED_MS * 1000)
    {
      guint now = laurel_test_server_count_descriptors (server);

      if (now != n)
        {
          n = now;
          since_us = g_get_monotonic_time ();
        }

      g_usleep (10000);
    }

  return n;
}

/* ---- conversations ---- */

void
laurel_test_answer_free (LaurelTestAnswer *answer)
{
  g_string_free (answer->head, TRUE);
  g_string_free (answer->body, TRUE);
  g_free (answer);
}

char *
laurel_test_answer_dup_field (const LaurelTestAnswer *answer, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (answer->head->str, "\r\n", -1);
  gsize length = strlen (name);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
        return g_strdup (g_strstrip (lines[i] + length + 1));
    }

  return NULL;
}

gboolean
laurel_test_answer_has (const LaurelTestAnswer *answer, const char *name, const char *value)
{
  json_t  *root = json_loadb (answer->body->str, answer->body->len, 0, NULL);
  gboolean has = g_strcmp0 (json_string_value (json_object_get (root, name)), value) == 0;

  json_decref (root);

  return has;
}

int
laurel_test_try_connect (LaurelTestServer *server)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons (server->port),
    .sin_addr = { .s_addr = htonl (INADDR_LOOPBACK) },
  };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  if (connect (fd, (const struct sockaddr *) &address, sizeof address) == 0)
    return fd;

  close (fd);

  return -1;
}

int
laurel_test_connect (LaurelTestServer *server)
{
  int fd = laurel_test_try_connect (server);

  g_assert_cmpint (fd, >=, 0);

  return fd;
}

gboolean
laurel_test_send (int fd, const char *data, gssize size)
{
  gsize left = size >= 0 ? (gsize) size : strlen (data);

  while (left > 0)
    {
      gssize n = send (fd, data, left, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;

      data += n;
      left -= (gsize) n;
    }

  return TRUE;
}

/* The next byte or more into @text; FALSE: the end, or the time is up. */
static gboolean
receive_some (int fd, GString *text, gsize max, gint64 end_us, gboolean *ended)
{
  struct pollfd wait = { .fd = fd, .events = POLLIN };
  gint64        left_ms = (end_us - g_get_monotonic_time ()) / 1000;
  char          buffer[4096];
  gssize        n = 0;

  if (left_ms <= 0 || poll (&wait, 1, (int) left_ms) <= 0)
    return FALSE;

  n = recv (fd, buffer, MIN (max, sizeof buffer), 0);
  if (n <= 0)
    {
      *ended = TRUE;
      return FALSE;
    }

  g_string_append_len (text, buffer, n);

  return TRUE;
}

LaurelTestAnswer *
laurel_test_receive (int fd, gboolean of_head, int time_ms)
{
  LaurelTestAnswer *answer = g_new0 (LaurelTestAnswer, 1);
  gint64            end_us = g_get_monotonic_time () + time_ms * 1000;
  gboolean          ended = FALSE;
  g_autofree char  *length = NULL;
  gsize             size = 0;

  answer->head = g_string_new (NULL);
  answer->body = g_string_new (NULL);

  /* Byte by byte: what follows belongs to the next answer. */
  while (!g_str_has_suffix (answer->head->str, "\r\n\r\n"))
    {
      if (!receive_some (fd, answer->head, 1, end_us, &ended))
        return answer;
    }

  g_assert_true (g_str_has_prefix (answer->head->str, "HTTP/1."));
  answer->status = (guint) g_ascii_strtoull (answer->head->str + strlen ("HTTP/1.1 "), NULL, 10);

  length = laurel_test_answer_dup_field (answer, "Content-Length");
  if (length != NULL && !of_head)
    size = (gsize) g_ascii_strtoull (length, NULL, 10);

  while (answer->body->len < size)
    {
      if (!receive_some (fd, answer->body, size - answer->body->len, end_us, &ended))
        {
          answer->status = 0;
          break;
        }
    }

  return answer;
}

GString *
laurel_test_receive_rest (int fd, int time_ms, gboolean *ended)
{
  GString *text = g_string_new (NULL);
  gint64   end_us = g_get_monotonic_time () + time_ms * 1000;

  *ended = FALSE;
  while (receive_some (fd, text, G_MAXSIZE, end_us, ended))
    ;

  return text;
}

LaurelTestAnswer *
laurel_test_call_with (LaurelTestServer *server,
                       const char       *method,
                       const char       *target,
                       const char       *token,
                       const char       *fields,
                       const char       *type,
                       const char       *body)
{
  GString          *request = g_string_new (NULL);
  LaurelTestAnswer *answer = NULL;
  int               fd = laurel_test_connect (server);

  g_string_append_printf (request,
                          "%s %s HTTP/1.1\r\nHost: laurel\r\nConnection: close\r\n%s",
                          method,
                          target,
                          fields);
  if (token != NULL)
    g_string_append_printf (request, "Authorization: Bearer %s\r\n", token);
  if (body != NULL)
    g_string_append_printf (request,
                            "Content-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n",
                            type,
                            strlen (body));
  g_string_append_printf (request, "\r\n%s", body != NULL ? body : "");

  g_assert_true (laurel_test_send (fd, request->str, (gssize) request->len));
  answer = laurel_test_receive (fd, g_str_equal (method, "HEAD"), CALL_TIME_MS);
  g_string_free (request, TRUE);
  close (fd);

  return answer;
}

LaurelTestAnswer *
laurel_test_call (LaurelTestServer *server,
                  const char       *method,
                  const char       *target,
                  const char       *token,
                  const char       *body)
{
  return laurel_test_call_with (server, method, target, token, "", "application/json", body);
}
