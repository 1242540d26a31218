/* test-commands.c - laurelctl import and demo, called as a person calls them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>
#include <string.h>

#include "tests/store/laurel-test-store.h"

static const char *laurelctl;

/* Runs laurelctl with @words, a NULL-terminated list, in @home; gives what it said and its status.
 */
static int
run (const char *home, const char *const *words, char **output, char **errors)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_strv_builder_add (builder, laurelctl);
  g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_add_many (builder, "--home", home, NULL);
  argv = g_strv_builder_end (builder);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, output, errors, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));

  return WEXITSTATUS (status);
}

static void
test_usage (void)
{
  static const char *const calls[][6] = {
    { "import" },
    { "import", "sales", "x.csv" },
    { "import", "clients", "x.csv", "--preset", "online-retail" },
    { "import", "sales", "x.csv", "--preset", "elsewhere" },
    { "import", "sales", "x.csv", "--map", "colour=X" },
    { "demo" },
    { "demo", "drop" },
    { "demo", "load", "--scale", "huge" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *output = NULL;
      g_autofree char *errors = NULL;

      g_assert_cmpint (run ("/nonexistent", calls[i], &output, &errors), ==, 2);
      g_assert_cmpstr (output, ==, "");
      g_assert_cmpstr (errors, !=, "");
    }
}

/* A Russian till's file, in its own encoding, and what the accounts of it say. */
static void
test_import_with_a_map (void)
{
  static const char text[] = "Чек;Дата;Код;Название;Кол-во;Цена;Карта\n"
                             "1;01.02.2026 10:00;A;Кофе;2;349,90;29001\n"
                             "1;01.02.2026 10:00;P;Пакет;1;9,00;29001\n"
                             "2;02.02.2026 10:00;A;Кофе;-1;349,90;29001\n"
                             "3;03.02.2026 10:00;A;Кофе;один;349,90;\n";
  static const char accounts[] = "                                    lines             amount\n"
                                 "file                                    4             358.90\n"
                                 "taken: sales                            1             699.80\n"
                                 "taken: returns of a sale                1            -349.90\n"
                                 "taken: returns without a sale           0               0.00\n"
                                 "not taken: bad_quantity                 1               0.00\n"
                                 "not taken: not_goods                    1               9.00\n"
                                 "taken and not taken                     4             358.90\n";
  g_autofree char  *folder = laurel_test_make_folder ();
  g_autofree char  *home = g_build_filename (folder, "home", NULL);
  g_autofree char  *path = g_build_filename (folder, "sales.csv", NULL);
  g_autofree char  *report = g_build_filename (folder, "report.csv", NULL);
  g_autoptr (GError) error = NULL;
  gsize            length = 0;
  g_autofree char *russian = g_convert (text, -1, "CP1251", "UTF-8", NULL, &length, &error);
  const char      *words[] = { "import",
                               "sales",
                               path,
                               "--encoding",
                               "CP1251",
                               "--delimiter",
                               ";",
                               "--not-goods",
                               "P",
                               "--map",
                               "invoice=Чек",
                               "--map",
                               "time=Дата",
                               "--map",
                               "product=Код",
                               "--map",
                               "name=Название",
                               "--map",
                               "quantity=Кол-во",
                               "--map",
                               "price=Цена",
                               "--map",
                               "client=Карта",
                               "--progress",
                               "--report",
                               report,
                               NULL };
  const char      *demo[] = { "demo", "load", "--scale", "small", NULL };

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, russian, (gssize) length, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *output = NULL;
      g_autofree char *errors = NULL;
      const char      *table = NULL;

      g_assert_cmpint (run (home, words, &output, &errors), ==, 0);
      g_assert_nonnull (strstr (output, "PROGRESS 2 2 post\n"));
      table = strstr (output, "    ");
      g_assert_true (g_str_has_prefix (table, accounts));
      g_assert_cmpstr (table + strlen (accounts),
                       ==,
                       i == 0 ? "posted now: 1 clients, 1 sales, 1 returns; there already: 0 sales "
                                "and returns\n"
                              : "posted now: 0 clients, 0 sales, 0 returns; there already: 2 sales "
                                "and returns\n");
    }
  {
    g_autofree char *said = NULL;
    g_autofree char *output = NULL;
    g_autofree char *errors = NULL;

    g_assert_true (g_file_get_contents (report, &said, NULL, NULL));
    g_assert_cmpstr (said,
                     ==,
                     "line,reason,amount,detail,invoice,product,quantity,price\n"
                     "3,not_goods,9.00,,1,P,1,\"9,00\"\n"
                     "5,bad_quantity,0.00,,3,A,один,\"349,90\"\n");
    g_assert_cmpint (run (home, demo, &output, &errors), ==, 1);
    g_assert_nonnull (strstr (errors, "needs an empty one"));
  }

  laurel_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  laurelctl = argv[1];

  g_test_add_func ("/jobs/commands/usage", test_usage);
  g_test_add_func ("/jobs/commands/import-with-a-map", test_import_with_a_map);

  return g_test_run ();
}
