/* test-fuzz.c - the targets of the fuzzer, with some thousands of inputs that are the same each
 * time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Seeds are the cases of the contract, as far as they are there, and those of tests/engine/explain.
 * LAUREL_FUZZ_MUTATIONS says how many inputs are made of each.
 */

#include <jansson.h>

#include "tests/fuzz/laurel-fuzz.h"

#define MUTATIONS 100

typedef int (*Target) (const guint8 *data, gsize size);

static GPtrArray *seeds;

static void
add_seeds (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      json_t *golden = g_str_has_suffix (name, ".json") ? json_load_file (file, 0, NULL) : NULL;
      json_t *root = json_object_get (golden, "case");
      char *text = golden != NULL ? json_dumps (root != NULL ? root : golden, JSON_COMPACT) : NULL;

      if (text != NULL)
        g_ptr_array_add (seeds, g_string_new (text));

      free (text);
      json_decref (golden);
    }

  g_clear_pointer (&dir, g_dir_close);
}

/* The order of a folder differs from machine to machine. */
static gint
compare_seeds (gconstpointer a, gconstpointer b)
{
  const GString *const *left = a;
  const GString *const *right = b;

  return g_strcmp0 ((*left)->str, (*right)->str);
}

static void
free_seed (gpointer seed)
{
  g_string_free (seed, TRUE);
}

static void
test_target (gconstpointer data)
{
  Target      target = *(const Target *) data;
  const char *given = g_getenv ("LAUREL_FUZZ_MUTATIONS");
  guint64     n = given != NULL ? g_ascii_strtoull (given, NULL, 10) : MUTATIONS;

  for (guint i = 0; i < seeds->len; i++)
    {
      const GString *seed = g_ptr_array_index (seeds, i);
      g_autoptr (GRand) random = g_rand_new_with_seed (i);

      g_test_message ("seed %u", i);
      g_assert_cmpint (target ((const guint8 *) seed->str, seed->len), ==, 0);

      for (guint64 k = 0; k < n; k++)
        {
          const GString *other =
              g_ptr_array_index (seeds, g_rand_int_range (random, 0, (gint32) seeds->len));
          g_autoptr (GString) mutated = laurel_fuzz_mutate (random, seed, other);

          g_assert_cmpint (target ((const guint8 *) mutated->str, mutated->len), ==, 0);
        }
    }
}

int
main (int argc, char *argv[])
{
  static const Target targets[] = { laurel_fuzz_case, laurel_fuzz_program };

  const char      *shared = g_getenv ("LAUREL_SHARED");
  g_autofree char *cases = NULL;
  gint             status = 0;

  g_test_init (&argc, &argv, NULL);
  shared = shared != NULL ? shared : g_getenv ("LAUREL_SHARED_DEFAULT");
  cases = g_build_filename (shared, "spec", "cases", NULL);
  seeds = g_ptr_array_new_with_free_func (free_seed);
  add_seeds (cases);
  add_seeds (g_getenv ("LAUREL_FUZZ_SEEDS"));
  g_ptr_array_sort (seeds, compare_seeds);
  g_assert_cmpuint (seeds->len, >, 0);

  g_test_add_data_func ("/fuzz/case", &targets[0], test_target);
  g_test_add_data_func ("/fuzz/program", &targets[1], test_target);
  status = g_test_run ();
  g_ptr_array_unref (seeds);

  return status;
}
