/* test-price-command.c - laurelctl price: one case and streams of them, for programs and for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts for people are compared with those in tests/engine/explain, which LAUREL_UPDATE_GOLDEN=1
 * writes anew. The command runs in a process of its own: this very program, called with "price"
 * first.
 */

#include <gio/gio.h>
#include <jansson.h>
#include <string.h>

#include "server/ctl/laurel-ctl-price-table.h"
#include "server/ctl/laurel-ctl-price.h"
#include "server/wire/laurel-wire-case.h"

#define CASE "{\"program\":{\"format\":1},\"receipts\":[]}"

typedef struct
{
  const char *name;
  const char *argument; /* NULL: none */
  const char *input;
  gint        status;
  const char *output;
} CommandRow;

static const CommandRow rows[] = {
  { "one-case", "-", CASE, 0, "{\"results\":[]}\n" },
  { "one-case-on-lines",
    "-",
    "{\"program\":{\"format\":1},\n\"receipts\":[]}\n",
    0,
    "{\"results\":[]}\n" },
  { "stream",
    "-",
    CASE "\n" CASE "\n\n" CASE "\n",
    0,
    "{\"results\":[]}\n{\"results\":[]}\n{\"results\":[]}\n" },
  { "stream-with-a-bad-beginning",
    "-",
    "{\"program\":{\"format\":1},\"receipts\":12345678901234567890}\n" CASE "\n",
    0,
    "{\"error\":{\"code\":\"format\",\"message\":\"/receipts: must be a list\"}}\n"
    "{\"results\":[]}\n" },
  { "option-nobody-knows", "--colour", "", 2, "" },
  { "folder", "/", "", 1, "" },
  { "no-argument", NULL, "", 2, "" },
  { "no-file", "/nonexistent/case.json", "", 1, "" },
};

static const char *const golden_names[] = { "every-test", "outcomes", "stream" };

static const char *program_name;

static void
test_command (gconstpointer data)
{
  const CommandRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                  G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              &error,
                              program_name,
                              "price",
                              row->argument,
                              NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, row->input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, row->output);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, row->status);
}

/* Text that is no JSON is a case in error, which is an answer. */
static void
test_no_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error,
                              program_name,
                              "price",
                              "-",
                              NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, "{\"program\":\n", NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (output, "{\"error\":{\"code\":\"format\""));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static char *
run (const char *option, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  char *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error,
                              program_name,
                              "price",
                              file,
                              option,
                              NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);

  return output;
}

/* A stream in a file is answered as one on standard input is. */
static void
test_stream_in_file (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "explain", "stream.json", NULL);
  g_autofree char *output = run (NULL, file);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "{\"results\":[{\"id\":\"r1\",\"lines\""));
  g_assert_true (g_str_has_prefix (lines[1], "{\"error\":{\"code\":\"range\""));
  g_assert_true (g_str_has_prefix (lines[2], "{\"results\":[{\"id\":\"r2\",\"error\""));
  g_assert_true (g_str_has_prefix (lines[3], "{\"error\":{\"code\":\"format\""));
}

/* Each character is one column wide, but for the wide ones of the case, which are letters of
 * Chinese and Japanese. */
static void
assert_narrow (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      glong columns = 0;

      for (const char *c = lines[i]; *c != '\0'; c = g_utf8_next_char (c))
        {
          g_assert_false (g_unichar_iscntrl (g_utf8_get_char (c)));
          columns += g_unichar_iswide (g_utf8_get_char (c)) ? 2 : 1;
        }

      g_assert_cmpint (columns, <=, LAUREL_CTL_PRICE_WIDTH);
    }
}

static void
test_golden (gconstpointer data)
{
  const char      *name = data;
  g_autofree char *json = g_strconcat (name, ".json", NULL);
  g_autofree char *text = g_strconcat (name, ".txt", NULL);
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "explain", json, NULL);
  g_autofree char *golden_file = g_test_build_filename (G_TEST_DIST, "explain", text, NULL);
  g_autofree char *golden = NULL;
  g_autofree char *output = run ("--explain", file);
  g_autoptr (GError) error = NULL;

  assert_narrow (output);

  if (g_strcmp0 (g_getenv ("LAUREL_UPDATE_GOLDEN"), "1") == 0)
    g_file_set_contents (golden_file, output, -1, &error);
  else
    g_file_get_contents (golden_file, &golden, NULL, &error);

  g_assert_no_error (error);

  if (golden != NULL)
    g_assert_cmpstr (output, ==, golden);
}

/* Every case of the contract can be told: within the width, and with a reason for each discount
 * that does not apply. */
static void
test_contract (void)
{
  const char      *given = g_getenv ("LAUREL_SHARED");
  const char      *shared = given != NULL ? given : g_getenv ("LAUREL_SHARED_DEFAULT");
  g_autofree char *folder = g_build_filename (shared, "spec", "cases", NULL);
  g_autoptr (GError) error = NULL;
  GDir *dir = g_dir_open (folder, 0, &error);
  guint n = 0;

  if (dir == NULL && given == NULL)
    {
      g_test_skip ("the folder of the contract's cases is not there");
      return;
    }

  g_assert_no_error (error);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *table = NULL;
      json_t *golden = g_str_has_suffix (name, ".json") ? json_load_file (file, 0, NULL) : NULL;
      json_t *root = json_object_get (golden, "case");
      json_t *answer = NULL;

      if (golden == NULL)
        continue;

      answer = laurel_wire_price_case (root, LAUREL_PRICE_EXPLAIN);
      table = laurel_ctl_price_table (root, answer, FALSE);
      g_test_message ("%s", name);
      assert_narrow (table);
      g_assert_null (strstr (table, "applied: \n"));
      g_assert_null (strstr (table, ": ;"));
      json_decref (answer);
      json_decref (golden);
      n++;
    }

  g_dir_close (dir);
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char *argv[])
{
  if (argc > 1 && strcmp (argv[1], "price") == 0)
    return laurel_ctl_price (argc - 1, argv + 1);

  program_name = argv[0];
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ctl/price/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_command);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (golden_names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ctl/price/explain/%s", golden_names[i]);

      g_test_add_data_func (path, golden_names[i], test_golden);
    }

  g_test_add_func ("/ctl/price/no-json", test_no_json);
  g_test_add_func ("/ctl/price/stream-in-file", test_stream_in_file);
  g_test_add_func ("/ctl/price/explain/contract", test_contract);

  return g_test_run ();
}
