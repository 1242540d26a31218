/* test-audit.c - laurelctl audit: finds what is planted, and nothing where all is well
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "tests/pos/laurel-test-shop.h"

/* More than an audit names. */
#define SALES 25

static void
sell (LaurelTestChain *chain, const char *key, const char *card, gint64 redeem)
{
  g_autoptr (json_t) sale = laurel_test_shop_sale (key, card, 10000);
  g_autoptr (LaurelTestReply) reply = NULL;

  if (redeem > 0)
    json_object_set_new (sale, "redeem", json_integer (redeem));

  reply = laurel_test_chain_call (chain, "POST", "/v1/pos/sales", "T1", key, sale);
  g_assert_cmpuint (reply->status, ==, 201);
}

/* One sale of each that is limited, one of them undone, and a code that is held. */
static void
use_limits (LaurelTestChain *chain)
{
  static const struct
  {
    const char *product;
    const char *code;
  } sales[] = {
    { "once", NULL },    { "budget", NULL },     { "ten", NULL },
    { "coded", "LAST" }, { "worded", "SPRING" },
  };
  g_autoptr (json_t) undo = json_pack ("{s:s, s:s}", "key", "ten", "time", LAUREL_TEST_SHOP_NOW);
  g_autoptr (json_t) hold = json_pack ("{s:s, s:s, s:s}",
                                       "time",
                                       LAUREL_TEST_SHOP_NOW,
                                       "card",
                                       "2",
                                       "promo_code",
                                       "SPRING");
  g_autoptr (LaurelTestReply) undone = NULL;
  g_autoptr (LaurelTestReply) held = NULL;

  laurel_test_shop_issue (chain, "2", 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sales); i++)
    {
      const char *product = sales[i].product;
      g_autoptr (LaurelTestReply) sold =
          laurel_test_shop_sell (chain, product, "1", product, sales[i].code);

      g_assert_cmpint (laurel_test_shop_discount (sold), ==, LAUREL_TEST_SHOP_TENTH);
    }

  undone = laurel_test_chain_call (chain, "POST", "/v1/pos/cancellations", "T1", "undo", undo);
  g_assert_cmpuint (undone->status, ==, 201);
  held = laurel_test_chain_call (chain, "POST", "/v1/pos/holds", "T1", "held", hold);
  g_assert_cmpuint (held->status, ==, 201);
}

/* A little of everything that the checks look at. */
static LaurelTestChain *
open_used_shop (void)
{
  LaurelTestChain *chain = laurel_test_shop_open_limited ();
  g_autoptr (json_t) hold =
      json_pack ("{s:s, s:s, s:i}", "time", LAUREL_TEST_SHOP_NOW, "card", "1", "points", 500);
  g_autoptr (json_t) back = json_pack ("{s:s, s:s, s:s}",
                                       "time",
                                       LAUREL_TEST_SHOP_NOW,
                                       "receipt",
                                       "back",
                                       "sale_receipt",
                                       "redeemed");
  g_autoptr (LaurelTestReply) held = NULL;
  g_autoptr (LaurelTestReply) returned = NULL;

  laurel_test_shop_issue (chain, "1", 100000, 30);
  for (guint i = 0; i < SALES; i++)
    {
      g_autofree char *key = g_strdup_printf ("sale-%u", i);

      sell (chain, key, "1", 0);
    }

  sell (chain, "redeemed", "1", 3000);
  sell (chain, "kept", "1", 2000);
  sell (chain, "anonymous", NULL, 0);
  held = laurel_test_chain_call (chain, "POST", "/v1/pos/holds", "T1", "hold", hold);
  g_assert_cmpuint (held->status, ==, 201);
  returned = laurel_test_chain_call (chain, "POST", "/v1/pos/returns", "T1", "back", back);
  g_assert_cmpuint (returned->status, ==, 201);
  use_limits (chain);

  return chain;
}

/* What is done to the tables, and how it is undone. */
static const struct
{
  const char *check;
  const char *plant;
  const char *undo;
} plants[] = {
  { "transactions",
    "update laurel.entries set amount = amount + 1 where account = 'issued'",
    "update laurel.entries set amount = amount - 1 where account = 'issued'" },
  { "entries",
    "update laurel.entries set tx_no = tx_no + 1000",
    "update laurel.entries set tx_no = tx_no - 1000" },
  { "lots",
    "alter table laurel.lots drop constraint lots_add_up;"
    "update laurel.lots set granted = granted + 1",
    "update laurel.lots set granted = granted - 1" },
  { "lot-entries",
    "update laurel.lots set remaining = remaining + 1, granted = granted + 1",
    "update laurel.lots set remaining = remaining - 1, granted = granted - 1" },
  { "holds",
    "update laurel.hold_parts set points = points + 1",
    "update laurel.hold_parts set points = points - 1" },
  { "debts",
    "update laurel.accounts set debt = debt + 1",
    "update laurel.accounts set debt = debt - 1" },
  { "settled",
    "update laurel.accounts set debt = debt + 5",
    "update laurel.accounts set debt = debt - 5" },
  { "turnovers",
    "update laurel.accounts set turnover = turnover + 1",
    "update laurel.accounts set turnover = turnover - 1" },
  { "purchases",
    "update laurel.accounts set purchase_count = purchase_count + 1",
    "update laurel.accounts set purchase_count = purchase_count - 1" },
  { "versions",
    "update laurel.accounts set version = version + 1",
    "update laurel.accounts set version = version - 1" },
  { "open-ends",
    "update laurel.accounts set open_ends = open_ends + 1",
    "update laurel.accounts set open_ends = open_ends - 1" },
  { "operations",
    "update laurel.operations set document = document + 1 where document_kind = 'sale'",
    "update laurel.operations set document = document - 1 where document_kind = 'sale'" },
  { "operations",
    "create table public.kept as select sale_id, key from laurel.sales;"
    "update laurel.sales set key = 'same'",
    "update laurel.sales s set key = k.key from public.kept k where k.sale_id = s.sale_id;"
    "drop table public.kept" },
  { "sale-totals",
    "update laurel.sales set gross = gross + 1",
    "update laurel.sales set gross = gross - 1" },
  { "sale-lines",
    "update laurel.sale_lines set rounding = rounding + 1",
    "update laurel.sale_lines set rounding = rounding - 1" },
  { "effects",
    "update laurel.sale_lines set leaf_points[1] = leaf_points[1] + 1"
    " where cardinality (leaf_points) > 0",
    "update laurel.sale_lines set leaf_points[1] = leaf_points[1] - 1"
    " where cardinality (leaf_points) > 0" },
  { "effects",
    "update laurel.sale_lines set lot_points[1] = lot_points[1] + 1"
    " where cardinality (lot_points) > 0",
    "update laurel.sale_lines set lot_points[1] = lot_points[1] - 1"
    " where cardinality (lot_points) > 0" },
  { "consumptions",
    "update laurel.consumptions set points = points + 1",
    "update laurel.consumptions set points = points - 1" },
  { "returned",
    "update laurel.return_lines set quantity = quantity + 1",
    "update laurel.return_lines set quantity = quantity - 1" },
  { "returned",
    "update laurel.return_lines set to_pay = to_pay - 1",
    "update laurel.return_lines set to_pay = to_pay + 1" },
  { "return-totals",
    "update laurel.returns set turnover = turnover + 1",
    "update laurel.returns set turnover = turnover - 1" },
  { "restored",
    "update laurel.returns set restored_points = restored_points - 1,"
    " expired_points = expired_points + 2",
    "update laurel.returns set restored_points = restored_points + 1,"
    " expired_points = expired_points - 2" },
  { "receipts",
    "update laurel.receipt_numbers set receipt = receipt || 'x'",
    "update laurel.receipt_numbers set receipt = left (receipt, -1)" },
  { "uses",
    "update laurel.uses set money = money + 1",
    "update laurel.uses set money = money - 1" },
  { "uses",
    "update laurel.uses set voided = not voided",
    "update laurel.uses set voided = not voided" },
  { "use-totals",
    "update laurel.use_totals set count = count + 1",
    "update laurel.use_totals set count = count - 1" },
  { "use-totals",
    "insert into laurel.use_totals values ('none', 1, 0)",
    "delete from laurel.use_totals where leaf = 'none'" },
  { "use-limits",
    "update laurel.use_totals set money = 100001 where leaf = 'budget'",
    "update laurel.use_totals set money = 7777 where leaf = 'budget'" },
  { "use-limits",
    "update laurel.use_totals set count = 11 where leaf = 'ten'",
    "update laurel.use_totals set count = 0 where leaf = 'ten'" },
  { "use-limits",
    "insert into laurel.uses select client_id, -1, leaf, day, money, shared, false"
    " from laurel.uses where leaf = 'once'",
    "delete from laurel.uses where sale_id = -1" },
  { "codes",
    "update laurel.promo_codes set used = used + 1",
    "update laurel.promo_codes set used = used - 1" },
  { "codes",
    "update laurel.promo_codes set series = series || 'x'",
    "update laurel.promo_codes set series = left (series, -1)" },
  { "code-uses",
    "update laurel.promo_code_uses set voided = not voided",
    "update laurel.promo_code_uses set voided = not voided" },
  { "code-uses",
    "update laurel.promo_code_uses set code = code || 'X'",
    "update laurel.promo_code_uses set code = left (code, -1)" },
  { "code-holds",
    "update laurel.promo_code_holds set hold = hold + 1",
    "update laurel.promo_code_holds set hold = hold - 1" },
  { "code-series",
    "update laurel.promo_code_series set issued = issued + 1",
    "update laurel.promo_code_series set issued = issued - 1" },
  { "prices",
    "create table public.uses as select * from laurel.uses; delete from laurel.uses",
    "insert into laurel.uses select * from public.uses; drop table public.uses" },
  { "prices",
    "create table public.uses as select * from laurel.promo_code_uses;"
    "delete from laurel.promo_code_uses",
    "insert into laurel.promo_code_uses select * from public.uses; drop table public.uses" },
  { "prices",
    "update laurel.sale_lines set price = price + 100",
    "update laurel.sale_lines set price = price - 100" },
  { "prices",
    "update laurel.sales set facts = replace (facts, '\"start\"', '\"friend\"')",
    "update laurel.sales set facts = replace (facts, '\"friend\"', '\"start\"')" },
};

static gboolean
is_bad (const char *output, const char *check)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  g_autofree char *begin = g_strdup_printf ("bad   %s ", check);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], begin))
        /* And it names rows. */
        return lines[i + 1] != NULL && g_str_has_prefix (lines[i + 1], "      ");
    }

  return FALSE;
}

static void
test_planted (void)
{
  g_autoptr (LaurelTestChain) chain = open_used_shop ();

  g_assert_true (laurel_test_chain_audit (chain));

  for (gsize i = 0; i < G_N_ELEMENTS (plants); i++)
    {
      gboolean         clean = FALSE;
      g_autofree char *output = NULL;

      g_free (laurel_test_chain_ask (chain, plants[i].plant, NULL));
      output = laurel_test_chain_dup_audit (chain, &clean);
      if (clean || !is_bad (output, plants[i].check))
        {
          g_test_message ("%s is not found: %s", plants[i].plant, output);
          g_test_fail ();
        }

      g_free (laurel_test_chain_ask (chain, plants[i].undo, NULL));
    }

  g_assert_true (laurel_test_chain_audit (chain));
}

/* Every promise is planted against: a check that finds nothing would not be missed otherwise. */
static void
test_all_are_planted (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  gboolean         clean = FALSE;
  g_autofree char *output = laurel_test_chain_dup_audit (chain, &clean);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (output), "\n", -1);

  g_assert_true (clean);
  g_assert_cmpuint (g_strv_length (lines), >, 0);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (lines[i] + strlen ("ok    "), " ", 2);
      gboolean planted = FALSE;

      g_assert_true (g_str_has_prefix (lines[i], "ok    "));
      for (gsize k = 0; k < G_N_ELEMENTS (plants); k++)
        planted = planted || g_str_equal (plants[k].check, words[0]);
      if (!planted)
        {
          g_test_message ("nothing is planted against '%s'", words[0]);
          g_test_fail ();
        }
    }
}

/* Of much that is wrong, the first twenty rows are named. */
static void
test_names_twenty (void)
{
  g_autoptr (LaurelTestChain) chain = open_used_shop ();
  gboolean         clean = FALSE;
  g_autofree char *output = NULL;
  const char      *at = NULL;
  guint            n = 0;

  g_free (laurel_test_chain_ask (chain, "update laurel.sales set gross = gross + 1", NULL));
  output = laurel_test_chain_dup_audit (chain, &clean);
  g_assert_false (clean);
  at = strstr (output, "bad   sale-totals ");
  g_assert_nonnull (at);

  for (at = strchr (at, '\n'); at != NULL && g_str_has_prefix (at, "\n      sale ");
       at = strchr (at + 1, '\n'))
    n++;

  g_assert_cmpuint (n, ==, 20);
  g_assert_nonnull (at);
  g_assert_true (g_str_has_prefix (at, "\n      and more\n"));
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/planted", test_planted);
  g_test_add_func ("/audit/all-are-planted", test_all_are_planted);
  g_test_add_func ("/audit/names-twenty", test_names_twenty);

  laurel_test_chains_begin ();
  status = g_test_run ();
  laurel_test_chains_end ();

  return status;
}
