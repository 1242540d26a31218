/* test-histories.c - the golden histories, told in process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each history is told three times: as it is, with a sweep before every step, and with every keyed
 * step sent again at the end. LAUREL_SHARED names the folder that has spec/histories; where it is
 * not set and there is none beside the checkout, the test is skipped.
 */

#include <string.h>

#include "server/engine/laurel-calendar.h"
#include "tests/ledger/laurel-test-server.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (json_t, json_decref)

/* Whether @actual has everything that @expected names; else says where it does not. */
static gboolean
matches (json_t *expected, json_t *actual, const char *path)
{
  const char *key = NULL;
  json_t     *value = NULL;
  gsize       index = 0;

  if (json_is_object (expected) && json_is_object (actual))
    {
      json_object_foreach (expected, key, value)
      {
        g_autofree char *below = g_strconcat (path, "/", key, NULL);
        json_t          *member = json_object_get (actual, key);

        if (json_is_null (value) ? member != NULL : !matches (value, member, below))
          {
            g_test_message ("%s differs", below);
            return FALSE;
          }
      }

      return TRUE;
    }

  if (json_is_array (expected) && json_is_array (actual))
    {
      if (json_array_size (expected) != json_array_size (actual))
        return FALSE;

      json_array_foreach (expected, index, value)
      {
        if (!matches (value, json_array_get (actual, index), path))
          return FALSE;
      }

      return TRUE;
    }

  return json_equal (expected, actual);
}

static void
check_answer (json_t *step, json_t *answer, gsize index)
{
  json_t  *expected = json_object_get (step, "expect");
  gboolean good = TRUE;

  if (expected != NULL)
    good = matches (expected, answer, "");
  if (json_object_get (expected, "status") == NULL && json_object_get (expected, "code") == NULL)
    good = good && json_integer_value (json_object_get (answer, "status")) < 300;

  if (!good)
    {
      char *shown = json_dumps (answer, JSON_COMPACT);
      char *asked = json_dumps (step, JSON_COMPACT);

      g_test_message ("step %" G_GSIZE_FORMAT " %s", index, asked);
      g_test_message ("answered %s", shown);
      free (shown);
      free (asked);
      g_test_fail ();
    }
}

static gint64
at_of (json_t *step)
{
  gint64 at = 0;

  g_assert_true (laurel_time_parse (json_string_value (json_object_get (step, "at")), &at));

  return at;
}

static void
tell (json_t *history, gboolean swept)
{
  g_autoptr (LaurelTestServer) server = laurel_test_server_new (history);
  json_t *step = NULL;
  gsize   index = 0;

  json_array_foreach (json_object_get (history, "steps"), index, step)
  {
    g_autoptr (json_t) answer = NULL;

    if (swept)
      {
        laurel_test_server_sweep (server, at_of (step));
        laurel_test_server_sweep (server, at_of (step));
      }
    answer = laurel_test_server_do (server, step);
    check_answer (step, answer, index);
  }

  laurel_test_server_audit (server);
}

/* Every keyed step once more, all at the end: its first answer, and no effect. */
static void
tell_again (json_t *history)
{
  g_autoptr (LaurelTestServer) server = laurel_test_server_new (history);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  json_t *steps = json_object_get (history, "steps");
  json_t *step = NULL;
  gsize   index = 0;

  json_array_foreach (steps, index, step)
      g_ptr_array_add (answers, laurel_test_server_do (server, step));

  json_array_foreach (steps, index, step)
  {
    json_t *first = g_ptr_array_index (answers, index);
    g_autoptr (json_t) again = NULL;

    if (json_object_get (step, "key") == NULL ||
        g_strcmp0 (json_string_value (json_object_get (first, "code")), "key_reused") == 0 ||
        g_strcmp0 (json_string_value (json_object_get (first, "code")), "line_twice") == 0)
      continue;

    again = laurel_test_server_do (server, step);
    g_assert_true (json_is_true (json_object_get (again, "replay")));
    json_object_del (again, "replay");
    json_object_del (first, "replay");
    if (!json_equal (first, again))
      {
        g_test_message ("step %" G_GSIZE_FORMAT " has another answer", index);
        g_test_fail ();
      }
  }
}

static void
test_history (gconstpointer data)
{
  const char  *path = data;
  json_error_t error;
  g_autoptr (json_t) history = json_load_file (path, 0, &error);

  g_assert_nonnull (history);
  tell (history, FALSE);
  tell (history, TRUE);
  tell_again (history);
}

static void
test_no_histories (void)
{
  g_test_skip ("no spec/histories beside the checkout, and LAUREL_SHARED is not set");
}

static void
add_histories (const char *folder, GDir *dir)
{
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = NULL;
      g_autofree char *test_path = NULL;

      if (!g_str_has_suffix (name, ".json"))
        continue;

      stem = g_strndup (name, strlen (name) - strlen (".json"));
      test_path = g_strconcat ("/histories/", stem, NULL);
      g_test_add_data_func_full (test_path,
                                 g_build_filename (folder, name, NULL),
                                 test_history,
                                 g_free);
    }
}

int
main (int argc, char **argv)
{
  const char      *given = g_getenv ("LAUREL_SHARED");
  const char      *shared = given != NULL ? given : g_getenv ("LAUREL_SHARED_DEFAULT");
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;

  g_test_init (&argc, &argv, NULL);

  folder = g_build_filename (shared != NULL ? shared : ".", "spec", "histories", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_true (dir != NULL || given == NULL);

  if (dir != NULL)
    add_histories (folder, dir);
  else
    g_test_add_func ("/histories/none", test_no_histories);

  return g_test_run ();
}
