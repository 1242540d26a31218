/* test-price-command.c - laurelctl price: files, one case and streams of them on standard input
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command runs in a process of its own: this very program, called with "price" first.
 */

#include <gio/gio.h>
#include <string.h>

#include "server/ctl/laurel-ctl-price.h"

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
  { "no-argument", NULL, "", 2, "" },
  { "no-file", "/nonexistent/case.json", "", 1, "" },
};

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

  g_test_add_func ("/ctl/price/no-json", test_no_json);

  return g_test_run ();
}
