/* test-cases.c - the golden cases of the pricing engine, one test for each file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The contract's folder stands in LAUREL_SHARED. Where it is not there, the tests are skipped;
 * where somebody has set it to another folder, its absence is a failure.
 */

#include <gio/gio.h>
#include <jansson.h>
#include <string.h>

#include "server/wire/laurel-wire-case.h"

/* Whether @answer has all that @expected asks for; where it has not, @path leads to the place. */
static gboolean
agrees (json_t *expected, json_t *answer, GString *path)
{
  gsize       length = path->len;
  const char *name = NULL;
  json_t     *member = NULL;

  if (json_is_null (expected))
    return answer == NULL;

  if (answer == NULL || json_typeof (answer) != json_typeof (expected))
    return FALSE;

  if (json_is_object (expected))
    {
      json_object_foreach (expected, name, member)
      {
        g_string_append_printf (path, "/%s", name);

        if (!agrees (member, json_object_get (answer, name), path))
          return FALSE;

        g_string_truncate (path, length);
      }

      return TRUE;
    }

  if (!json_is_array (expected))
    return json_equal (expected, answer) == 1;

  if (json_array_size (expected) != json_array_size (answer))
    return FALSE;

  for (gsize i = 0; i < json_array_size (expected); i++)
    {
      g_string_append_printf (path, "/%" G_GSIZE_FORMAT, i);

      if (!agrees (json_array_get (expected, i), json_array_get (answer, i), path))
        return FALSE;

      g_string_truncate (path, length);
    }

  return TRUE;
}

static void
test_case (gconstpointer data)
{
  const char      *file = data;
  json_error_t     error = { 0 };
  json_t          *golden = json_load_file (file, 0, &error);
  json_t          *answer = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) path = g_string_new (NULL);

  g_assert_cmpstr (error.text, ==, "");
  g_assert_nonnull (golden);
  g_test_summary (json_string_value (json_object_get (golden, "why")));

  text = json_dumps (json_object_get (golden, "case"), JSON_REAL_PRECISION (17));
  answer = laurel_wire_price_text (text, strlen (text));

  if (!agrees (json_object_get (golden, "expect"), answer, path))
    {
      g_autofree char *got = json_dumps (answer, JSON_INDENT (1));

      g_test_message ("%s\n%s", json_string_value (json_object_get (golden, "why")), got);
      g_test_fail_printf ("the answer differs at %s", path->str);
    }

  json_decref (answer);
  json_decref (golden);
}

static void
test_no_cases (void)
{
  if (g_getenv ("LAUREL_SHARED") == NULL)
    g_test_skip ("the folder of the contract's cases is not there");
  else
    g_test_fail_printf ("LAUREL_SHARED has no spec/cases");
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_cases (void)
{
  const char      *given = g_getenv ("LAUREL_SHARED");
  const char      *shared = given != NULL ? given : g_getenv ("LAUREL_SHARED_DEFAULT");
  g_autofree char *folder = g_build_filename (shared, "spec", "cases", NULL);
  GDir            *dir = g_dir_open (folder, 0, NULL);
  GPtrArray       *files = g_ptr_array_new_with_free_func (g_free);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (files, g_build_filename (folder, name, NULL));
    }

  g_clear_pointer (&dir, g_dir_close);
  g_ptr_array_sort (files, compare_names);

  return files;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) files = NULL;

  g_test_init (&argc, &argv, NULL);
  files = list_cases ();

  if (files->len == 0)
    g_test_add_func ("/engine/cases", test_no_cases);

  for (guint i = 0; i < files->len; i++)
    {
      const char      *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_path_get_basename (file);
      g_autofree char *path = NULL;

      name[strlen (name) - strlen (".json")] = '\0';
      path = g_strdup_printf ("/engine/cases/%s", name);
      g_test_add_data_func (path, file, test_case);
    }

  return g_test_run ();
}
