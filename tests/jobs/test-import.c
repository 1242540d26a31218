/* test-import.c - histories in a real database: whole, once, and after every interruption
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "server/jobs/laurel-demo-load.h"
#include "server/jobs/laurel-sales-import.h"
#include "server/store/laurel-migrations.h"
#include "tests/store/laurel-test-store.h"

#define NOW G_GINT64_CONSTANT (1795555555)

static LaurelTestCluster cluster;

/* An empty database of its own for each test. */
typedef struct
{
  char        *conninfo;
  LaurelStore *store;
  char        *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static guint     n;
  g_autofree char *sql = g_strdup_printf ("create database j%u", ++n);
  PGconn          *pg = PQconnectdb (cluster.conninfo);
  g_autoptr (PGresult) result = PQexec (pg, sql);
  g_autoptr (GError) error = NULL;
  LaurelDbSettings settings = { .n_pos = 1, .n_office = 1 };

  g_assert_cmpint (PQresultStatus (result), ==, PGRES_COMMAND_OK);
  PQfinish (pg);
  fixture->conninfo = g_strdup_printf ("%s dbname=j%u", cluster.conninfo, n);
  g_assert_true (
      laurel_migrations_run (fixture->conninfo, LAUREL_MIGRATIONS_RESOURCES, NULL, NULL, &error));
  g_assert_no_error (error);
  settings.conninfo = fixture->conninfo;
  fixture->store = laurel_store_new (&settings);
  fixture->folder = laurel_test_make_folder ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  laurel_store_free (fixture->store);
  laurel_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->conninfo);
}

static LaurelHistoryTarget
get_target (const Fixture *fixture)
{
  return (LaurelHistoryTarget){ fixture->conninfo, fixture->store, FALSE };
}

/* The ledger, without what differs from run to run: ids. */
#define SUMMARY                                                                                    \
  "select concat_ws (' ',"                                                                         \
  " (select count (*) || ':' || count (distinct client_id) || ':' || coalesce (sum (to_pay), 0)"   \
  "  || ':' || coalesce (sum (points), 0) || ':' || coalesce (sum (redeemed_points), 0)"           \
  "  from laurel.sales),"                                                                          \
  " (select count (*) || ':' || coalesce (sum (quantity), 0) from laurel.sale_lines),"             \
  " (select count (*) || ':' || coalesce (sum (to_pay), 0) || ':' ||"                              \
  "  coalesce (sum (reversed_points), 0) from laurel.returns),"                                    \
  " (select count (*) || ':' || coalesce (sum (remaining), 0) || ':' ||"                           \
  "  coalesce (sum (expired), 0) from laurel.lots),"                                               \
  " (select count (*) || ':' || coalesce (sum (abs (amount)), 0) from laurel.entries),"            \
  " (select coalesce (sum (version), 0) || ':' || coalesce (sum (turnover), 0)"                    \
  "  from laurel.accounts),"                                                                       \
  " (select count (*) from laurel.clients), (select count (*) from laurel.cards),"                 \
  " (select count (*) from laurel.operations))"

/* What the books promise, looked at from outside: each gives 0. */
static const char *const promises[] = {
  "select count (*) from (select 1 from laurel.entries group by client_id, tx_no"
  " having sum (amount) <> 0) t",
  "select count (*) from laurel.lots l where l.remaining <> (select coalesce (sum (e.amount), 0)"
  " from laurel.entries e where e.client_id = l.client_id and e.lot_no = l.lot_no"
  " and e.account = 'lot')",
  "select count (*) from laurel.accounts a where a.version <> (select count (*)"
  " from laurel.transactions t where t.client_id = a.client_id)",
  "select count (*) from laurel.accounts a where a.turnover <> (select coalesce (sum (amount), 0)"
  " from laurel.turnovers t where t.client_id = a.client_id)",
  "select count (*) from laurel.sales s where (to_pay, discount, points, turnover) <>"
  " (select sum (to_pay), sum (discount), sum (points), sum (turnover) from laurel.sale_lines l"
  "  where l.client_id = s.client_id and l.sale_id = s.sale_id)",
  "select count (*) from laurel.sale_lines l join (select client_id, sale_id, n,"
  " sum (quantity) as back from laurel.return_lines where sale_id is not null group by 1, 2, 3) r"
  " using (client_id, sale_id, n) where r.back > l.quantity",
  "select count (*) from laurel.clients c where not exists"
  " (select 1 from laurel.accounts a where a.client_id = c.client_id)",
  "select count (*) from laurel.use_totals t full join (select leaf, count (*) as count,"
  " sum (money) as money from laurel.uses where shared group by 1) u using (leaf)"
  " where (t.count, t.money) is distinct from (u.count, u.money)",
};

static void
check_promises (const Fixture *fixture)
{
  for (gsize i = 0; i < G_N_ELEMENTS (promises); i++)
    {
      g_autofree char *broken = laurel_test_ask (fixture->conninfo, promises[i]);

      g_test_message ("%s", promises[i]);
      g_assert_cmpstr (broken, ==, "0");
    }
}

/* === A file =================================================================================== */

/* A file of @n_days days: a dozen sales a day, now and then a return, sometimes of nothing known.
 */
static char *
write_sales (const Fixture *fixture, const char *name, guint n_days)
{
  g_autoptr (GString) text = g_string_new (
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
  g_autoptr (GDateTime) start = g_date_time_new_utc (2011, 1, 1, 9, 0, 0);
  char *path = g_build_filename (fixture->folder, name, NULL);

  for (guint i = 0; i < n_days * 12; i++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_minutes (start, (gint) (i / 12 * 1440 + i % 12));
      g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
      gboolean         is_back = i % 20 == 19;

      for (guint j = 0; j < 4; j++)
        g_string_append_printf (text,
                                "%s%u,P%u,Thing %u,%s%u,%s,%u.%u5,%u.0,France\n",
                                is_back ? "C" : "",
                                1000 + i,
                                (i * 7 + j) % 50,
                                (i * 7 + j) % 50,
                                is_back ? "-" : "",
                                1 + (i + j) % 6,
                                stamp,
                                (i * 7 + j) % 50 + 1,
                                j,
                                100 + i % 5);
    }
  g_string_append (text, "9999,POST,Postage,1,2011-03-01 10:00:00,18.0,,France\n");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  return path;
}

static LaurelSalesImport
import_file (const Fixture *fixture, const char *path, const char *report)
{
  g_autoptr (LaurelSalesLayout) layout = laurel_sales_layout_new_preset ("online-retail");
  LaurelHistoryTarget target = get_target (fixture);
  LaurelSalesImport   import = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean good =
      laurel_sales_import_run (&target, path, layout, report, NULL, NULL, &import, &error);

  g_assert_no_error (error);
  g_assert_true (good);

  return import;
}

static void
test_import_twice_is_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char  *path = write_sales (fixture, "sales.csv", 30);
  g_autofree char  *report = g_build_filename (fixture->folder, "report.csv", NULL);
  LaurelSalesImport first = import_file (fixture, path, report);
  g_autofree char  *after_first = laurel_test_ask (fixture->conninfo, SUMMARY);
  g_autofree char  *said = NULL;
  g_autofree char  *posted = NULL;
  LaurelSalesImport second = { 0 };
  g_autofree char  *after_second = NULL;

  g_assert_cmpuint (first.file.n_lines, ==, 30 * 48 + 1);
  g_assert_cmpuint (first.rejected[LAUREL_SALES_NOT_GOODS].n_lines, ==, 1);
  g_assert_cmpuint (first.totals.refused, ==, 0);
  g_assert_cmpuint (first.totals.sales, ==, 342);
  g_assert_cmpuint (first.unlinked.n_lines + first.returns.n_lines, ==, 18 * 4);
  g_assert_true (g_file_get_contents (report, &said, NULL, NULL));
  g_assert_cmpstr (said,
                   ==,
                   "line,reason,amount,detail,invoice,product,quantity,price\n"
                   "1442,not_goods,18.00,,9999,POST,1,18.0\n");
  posted = laurel_test_ask (fixture->conninfo, "select sum (gross) from laurel.sales");
  g_assert_cmpint (g_ascii_strtoll (posted, NULL, 10), ==, first.sales.amount);
  check_promises (fixture);

  second = import_file (fixture, path, NULL);
  after_second = laurel_test_ask (fixture->conninfo, SUMMARY);
  g_assert_cmpstr (after_second, ==, after_first);
  g_assert_cmpuint (second.totals.sales, ==, 0);
  g_assert_cmpuint (second.totals.known,
                    ==,
                    360 + (first.totals.returns + first.totals.unlinked - 18));
  g_assert_cmpint (second.sales.amount, ==, first.sales.amount);
}

/* A longer file of the same shop: what is new follows, on the accounts as they are. */
static void
test_longer_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *part = write_sales (fixture, "part.csv", 17);
  g_autofree char *whole = write_sales (fixture, "whole.csv", 40);
  g_autofree char *in_parts = NULL;
  Fixture          other = { 0 };
  g_autofree char *at_once = NULL;

  import_file (fixture, part, NULL);
  import_file (fixture, whole, NULL);
  in_parts = laurel_test_ask (fixture->conninfo, SUMMARY);
  check_promises (fixture);

  set_up (&other, NULL);
  import_file (&other, whole, NULL);
  at_once = laurel_test_ask (other.conninfo, SUMMARY);
  g_assert_cmpstr (in_parts, ==, at_once);
  tear_down (&other, NULL);
}

/* Limited for each client, for all together, and by a budget. */
static const char limited_program[] =
    "{\"format\": 1, \"currency\": \"GBP\", \"time_zone\": \"Europe/London\","
    " \"discounts\": {\"id\": \"root\", \"kind\": \"group\", \"children\": ["
    "{\"id\": \"two\", \"kind\": \"discount\", \"limits\": {\"per_client\": 2},"
    " \"reward\": {\"type\": \"percent\", \"rate\": 100}},"
    "{\"id\": \"hundred\", \"kind\": \"discount\", \"limits\": {\"total\": 100},"
    " \"reward\": {\"type\": \"percent\", \"rate\": 100}},"
    "{\"id\": \"budget\", \"kind\": \"discount\", \"limits\": {\"total_money\": 12345},"
    " \"reward\": {\"type\": \"percent\", \"rate\": 300}}]}}";

#define USES                                                                                       \
  "select string_agg (concat_ws (':', leaf, count, money), ' ' order by leaf) || ' ' ||"           \
  " (select count (*) || ':' || max (n) from (select count (*) as n from laurel.uses"              \
  "  where leaf = 'two' group by client_id) x) from laurel.use_totals"

static void
publish_limits (const Fixture *fixture)
{
  g_autofree char *sql =
      g_strdup_printf ("insert into laurel.programs (version, document, published_at, published_by)"
                       " values (1, '%s', '2000-01-01', 'test') returning version",
                       limited_program);
  g_autofree char *version = laurel_test_ask (fixture->conninfo, sql);

  g_assert_cmpstr (version, ==, "1");
}

/* What an earlier run has used, the next one does not use again. */
static void
test_limits_in_parts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *part = write_sales (fixture, "part.csv", 7);
  g_autofree char *whole = write_sales (fixture, "whole.csv", 40);
  g_autofree char *in_parts = NULL;
  Fixture          other = { 0 };
  g_autofree char *at_once = NULL;

  publish_limits (fixture);
  import_file (fixture, part, NULL);
  import_file (fixture, whole, NULL);
  in_parts = laurel_test_ask (fixture->conninfo, USES);
  check_promises (fixture);

  set_up (&other, NULL);
  publish_limits (&other);
  import_file (&other, whole, NULL);
  at_once = laurel_test_ask (other.conninfo, USES);
  check_promises (&other);
  tear_down (&other, NULL);

  g_test_message ("%s", at_once);
  g_assert_cmpstr (in_parts, ==, at_once);
  g_assert_nonnull (strstr (at_once, "hundred:100:"));
  g_assert_nonnull (strstr (at_once, ":12345 "));
  g_assert_true (g_str_has_suffix (at_once, ":2"));
}

static void
test_nothing_to_take (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_sales (fixture, "sales.csv", 0);
  g_autoptr (LaurelSalesLayout) layout = laurel_sales_layout_new_preset ("online-retail");
  LaurelHistoryTarget target = get_target (fixture);
  LaurelSalesImport   import = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (
      laurel_sales_import_run (&target, path, layout, NULL, NULL, NULL, &import, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* === The demo chain =========================================================================== */

static gboolean
load_demo (const Fixture *fixture, guint64 seed, LaurelHistoryProgress progress, GError **error)
{
  LaurelHistoryTarget target = get_target (fixture);
  LaurelDemoLoad      load = { 0 };

  return laurel_demo_load (&target,
                           laurel_demo_scale_find ("small"),
                           seed,
                           NOW,
                           progress,
                           NULL,
                           &load,
                           error);
}

static void
die_cb (const char *phase, guint64 done, guint64 total, gpointer data)
{
  if (done >= total / 2)
    raise (SIGKILL);
}

/* Killed in the middle, then run again: the same chain as without an interruption. */
static void
test_cut_off_demo_goes_on (Fixture *fixture, gconstpointer data)
{
  Fixture          other = { 0 };
  g_autofree char *after_kill = NULL;
  g_autofree char *resumed = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;
  pid_t child = 0;
  int   status = 0;

  laurel_store_free (g_steal_pointer (&fixture->store));
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      LaurelDbSettings settings = { .conninfo = fixture->conninfo, .n_pos = 1, .n_office = 1 };

      fixture->store = laurel_store_new (&settings);
      load_demo (fixture, 5, die_cb, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  after_kill = laurel_test_ask (fixture->conninfo, "select count (*) from laurel.sales");
  g_assert_cmpint (g_ascii_strtoll (after_kill, NULL, 10), >, 1000);
  check_promises (fixture);

  fixture->store = laurel_store_new (
      &(LaurelDbSettings){ .conninfo = fixture->conninfo, .n_pos = 1, .n_office = 1 });
  g_assert_true (load_demo (fixture, 5, NULL, &error));
  g_assert_no_error (error);
  resumed = laurel_test_ask (fixture->conninfo, SUMMARY);
  check_promises (fixture);

  set_up (&other, NULL);
  g_assert_true (load_demo (&other, 5, NULL, &error));
  g_assert_no_error (error);
  whole = laurel_test_ask (other.conninfo, SUMMARY);
  g_assert_cmpstr (resumed, ==, whole);

  g_assert_false (load_demo (&other, 6, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  tear_down (&other, NULL);
}

static void
test_demo_wants_an_empty_database (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_sales (fixture, "sales.csv", 2);
  g_autoptr (GError) error = NULL;

  import_file (fixture, path, NULL);
  g_assert_false (load_demo (fixture, 5, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);

  laurel_test_cluster_start (&cluster);
  add ("/jobs/import/twice-is-once", test_import_twice_is_once);
  add ("/jobs/import/longer-file", test_longer_file);
  add ("/jobs/import/limits-in-parts", test_limits_in_parts);
  add ("/jobs/import/nothing-to-take", test_nothing_to_take);
  add ("/jobs/demo-load/cut-off-goes-on", test_cut_off_demo_goes_on);
  add ("/jobs/demo-load/wants-an-empty-database", test_demo_wants_an_empty_database);
  status = g_test_run ();
  laurel_test_cluster_stop (&cluster);

  return status;
}
