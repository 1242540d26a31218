/* test-figures.c - figures by day are those of the sales, whoever wrote them and when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of 0006-office, and of 0010-lookups, which adds what discounts gave and whom they reached.
 */

#include "tests/store/laurel-test-store.h"

static LaurelTestCluster cluster;

#define FIGURES                                                                                    \
  "select coalesce (string_agg (concat_ws (',', day, store, channel, receipts, with_card,"         \
  " turnover, discount, issued, redeemed), ';' order by day, store), '') from laurel.day_figures"
#define DISCOUNTS                                                                                  \
  "select coalesce (string_agg (concat_ws (',', day, store, leaf, money, receipts, points, "       \
  "lines), ';'"                                                                                    \
  " order by day, store, leaf), '') from laurel.day_discounts"
#define CLIENTS                                                                                    \
  "select coalesce (string_agg (concat_ws (',', day, store, leaf, clients), ';'"                   \
  " order by day, store, leaf), '') from laurel.day_discount_clients"
#define ROLL_UP "select laurel.roll_up ('2026-01-01', '2026-01-31', 100)"

static void
assert_answer (const char *sql, const char *expected)
{
  g_autofree char *answer = laurel_test_ask (cluster.conninfo, sql);

  g_assert_cmpstr (answer, ==, expected);
}

/* A sale of two lines for 100 and 50, 10 of them taken off by "ten" on the first. */
static void
add_sale (gint64 client, gint64 sale, const char *day, const char *store)
{
  g_autofree char *sql = g_strdup_printf (
      "with s as (insert into laurel.sales select %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
      ", 1, 'k', 'r', '%s', null, null, 'site', null, '%s', '%s', '%s', false, 1, null, 2, 2, 150,"
      " 0, 10, 0, 3, 0, 140, 0, 7, 1, 140, null, '{}' returning client_id, sale_id, \"time\", "
      "store)"
      " , l as (insert into laurel.sale_lines select client_id, sale_id, n, 'p', 1000, 0, 0, 0, 0, "
      "0, 0, 0,"
      " 0, 0, 0, array['ten', 'base'], array[case n when 1 then 10 else 0 end, 0], array[0, 7],"
      " '{}', '{}', '{}', '{}', \"time\", store from s, generate_series (1, 2) n returning 1) "
      "select count (*) from l",
      client,
      sale,
      store,
      day,
      day,
      day);
  g_autofree char *answer = laurel_test_ask (cluster.conninfo, sql);

  g_assert_cmpstr (answer, ==, "2");
}

static void
add_return (gint64 client, gint64 sale, gint64 number, const char *kind, const char *day)
{
  g_autofree char *sql =
      g_strdup_printf ("insert into laurel.returns select %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                       ", %" G_GINT64_FORMAT
                       ", '%s', 1, 'k', null, 'S1', null, null, 'site', null, '%s', '%s', '%s',"
                       " null, 1, 1, 4, 60, 50, 10, 60, 1, 0, 2, 1, 0, 0 returning 1",
                       client,
                       number,
                       sale,
                       kind,
                       day,
                       day,
                       day);
  g_autofree char *answer = laurel_test_ask (cluster.conninfo, sql);

  g_assert_cmpstr (answer, ==, "1");
}

static void
test_sales_are_summed (void)
{
  add_sale (5, 1, "2026-01-10", "S1");
  add_sale (-1, 2, "2026-01-10", "S1");
  assert_answer (FIGURES, "");
  assert_answer (ROLL_UP, "0");
  assert_answer (FIGURES, "2026-01-10,S1,site,2,1,280,20,16,6");
  assert_answer (DISCOUNTS, "2026-01-10,S1,base,0,2,28,4;2026-01-10,S1,ten,20,2,0,2");

  /* Nobody is an account of a receipt without a card. */
  assert_answer (CLIENTS, "2026-01-10,S1,ten,{5}");
}

static void
test_late_sales_are_seen (void)
{
  g_test_summary ("A sale that comes for a day which has its figures already makes it out of date");

  add_sale (6, 3, "2026-01-10", "S2");
  assert_answer ("select string_agg (d::text, ',') from laurel.days_out_of_date ('2026-01-01',"
                 " '2026-01-31') d",
                 "2026-01-10");
  assert_answer (ROLL_UP, "0");
  assert_answer (FIGURES, "2026-01-10,S1,site,2,1,280,20,16,6;2026-01-10,S2,site,1,1,140,10,8,3");
}

static void
test_returns_are_taken_off (void)
{
  add_return (5, 1, 11, "return", "2026-01-12");
  assert_answer (ROLL_UP, "0");
  assert_answer (FIGURES,
                 "2026-01-10,S1,site,2,1,280,20,16,6;2026-01-10,S2,site,1,1,140,10,8,3;"
                 "2026-01-12,S1,site,0,0,-60,-4,-3,-1");
}

static void
test_a_voided_sale_is_none (void)
{
  add_return (-1, 2, 12, "void", "2026-01-10");
  assert_answer (ROLL_UP, "0");
  assert_answer (FIGURES,
                 "2026-01-10,S1,site,1,1,220,16,13,5;2026-01-10,S2,site,1,1,140,10,8,3;"
                 "2026-01-12,S1,site,0,0,-60,-4,-3,-1");
  assert_answer (DISCOUNTS,
                 "2026-01-10,S1,base,0,1,14,2;2026-01-10,S1,ten,10,1,0,1;"
                 "2026-01-10,S2,base,0,1,14,2;2026-01-10,S2,ten,10,1,0,1");
}

static void
test_some_days_at_a_time (void)
{
  g_test_summary ("The latest first, and it says how many are left");

  add_sale (5, 21, "2026-01-20", "S1");
  add_sale (5, 22, "2026-01-21", "S1");
  add_sale (5, 23, "2026-01-22", "S1");
  assert_answer ("select laurel.roll_up ('2026-01-01', '2026-01-31', 2)", "1");
  assert_answer ("select string_agg (d::text, ',') from laurel.days_out_of_date ('2026-01-01',"
                 " '2026-01-31') d",
                 "2026-01-20");
  assert_answer ("select laurel.roll_up ('2026-01-01', '2026-01-31', 2)", "0");
  assert_answer ("select laurel.roll_up ('2026-01-01', '2026-01-31', 2)", "0");
}

static void
test_many_sales_are_enough (void)
{
  g_test_summary ("A day of many sales is summed up alone, however many days were allowed");

  add_sale (5, 31, "2026-01-24", "S1");
  add_sale (5, 32, "2026-01-25", "S1");
  assert_answer ("with s as (insert into laurel.sales select 7, 1000 + n, 1, 'k' || n, 'r', 'S1',"
                 " null, null, 'site', null, '2026-01-26', '2026-01-26', '2026-01-26', false, 1,"
                 " null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, '{}'"
                 " from generate_series (1, 20001) n returning 1) select count (*) from s",
                 "20001");
  assert_answer (ROLL_UP, "2");
  assert_answer (ROLL_UP, "0");
}

static void
test_clients_are_there_once (void)
{
  add_sale (5, 41, "2026-01-28", "S1");
  add_sale (5, 42, "2026-01-28", "S1");
  add_sale (4, 43, "2026-01-28", "S1");
  assert_answer (ROLL_UP, "0");
  assert_answer ("select clients::text from laurel.day_discount_clients where day = '2026-01-28'",
                 "{4,5}");
  assert_answer ("select concat_ws (',', money, receipts, lines) from laurel.day_discounts"
                 " where day = '2026-01-28' and leaf = 'ten'",
                 "30,3,3");
}

static void
test_merged_accounts_are_one_client (void)
{
  assert_answer ("with c as (insert into laurel.clients (client_id, registered, merged_into,"
                 " created_at, created_day) values (70, true, null, now (), now ()),"
                 " (71, true, 70, now (), now ()), (72, true, 70, now (), now ()) returning 1)"
                 " select count (*) from c",
                 "3");
  assert_answer ("select string_agg (a::text, ',' order by a) from laurel.accounts_of (70) a",
                 "70,71,72");
  assert_answer ("select string_agg (a::text, ',' order by a) from laurel.accounts_of (71) a",
                 "71");
}

int
main (int argc, char *argv[])
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_cluster_start (&cluster);

  g_test_add_func ("/store/figures/sales", test_sales_are_summed);
  g_test_add_func ("/store/figures/late-sales", test_late_sales_are_seen);
  g_test_add_func ("/store/figures/returns", test_returns_are_taken_off);
  g_test_add_func ("/store/figures/voids", test_a_voided_sale_is_none);
  g_test_add_func ("/store/figures/some-days", test_some_days_at_a_time);
  g_test_add_func ("/store/figures/many-sales", test_many_sales_are_enough);
  g_test_add_func ("/store/figures/clients", test_clients_are_there_once);
  g_test_add_func ("/store/figures/merged", test_merged_accounts_are_one_client);

  result = g_test_run ();
  laurel_test_cluster_stop (&cluster);

  return result;
}
