/* laurel-golden.c - the golden cases of the pricing contract
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/laurel-golden.h"

#include <gio/gio.h>
#include <string.h>

gboolean
laurel_golden_agrees (json_t *expected, json_t *answer, GString *path)
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

        if (!laurel_golden_agrees (member, json_object_get (answer, name), path))
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

      if (!laurel_golden_agrees (json_array_get (expected, i), json_array_get (answer, i), path))
        return FALSE;

      g_string_truncate (path, length);
    }

  return TRUE;
}

json_t *
laurel_golden_load (const char *file)
{
  json_error_t error = { 0 };
  json_t      *golden = json_load_file (file, 0, &error);

  g_assert_cmpstr (error.text, ==, "");
  g_assert_nonnull (golden);
  g_test_summary (json_string_value (json_object_get (golden, "why")));

  return golden;
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
list_files (void)
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

static gboolean
is_among (const char *file, LaurelGoldenCases cases)
{
  json_t  *golden = json_load_file (file, 0, NULL);
  json_t  *expected = json_object_get (golden, "expect");
  gboolean at_fault = json_object_get (expected, "error") != NULL;

  json_decref (golden);

  return cases == LAUREL_GOLDEN_ALL || !at_fault;
}

void
laurel_golden_add_tests (const char *path, LaurelGoldenCases cases, GTestDataFunc test)
{
  g_autoptr (GPtrArray) files = list_files ();
  g_autofree char *missing = g_strdup_printf ("%s/missing", path);

  if (files->len == 0)
    g_test_add_func (missing, test_no_cases);

  for (guint i = 0; i < files->len; i++)
    {
      const char      *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_path_get_basename (file);
      g_autofree char *full = NULL;

      name[strlen (name) - strlen (".json")] = '\0';
      full = g_strdup_printf ("%s/%s", path, name);

      if (is_among (file, cases))
        g_test_add_data_func_full (full, g_strdup (file), test, g_free);
    }
}
