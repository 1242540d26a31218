/* test-ledger-properties.c - what holds for any story: seeded random ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ledger/laurel-test-shop.h"

#define N_STORIES 150
#define N_STEPS   40

typedef struct
{
  LaurelLedgerTerms terms;
  LaurelAccount    *account;
  LaurelAccount    *referrer;
  GPtrArray        *sales; /* (element-type LaurelSale) */
  gint64            last_hold;
  gint64            now;
} Story;

static Story *
story_new (LaurelLedgerTerms terms)
{
  Story *story = g_new0 (Story, 1);

  story->terms = terms;
  story->account = laurel_account_new ();
  story->referrer = laurel_account_new ();
  story->sales = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_sale_free);
  story->now = laurel_test_instant (20000, 0);

  return story;
}

static void
story_free (Story *story)
{
  laurel_account_free (story->account);
  laurel_account_free (story->referrer);
  g_ptr_array_unref (story->sales);
  g_free (story);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Story, story_free)

static LaurelLedgerTerms
random_terms (GRand *random)
{
  static const LaurelLedgerExpiry expiries[] = {
    { LAUREL_LEDGER_EXPIRY_NONE, 0, 0, 0 },
    { LAUREL_LEDGER_EXPIRY_DAYS, 3, 0, 0 },
    { LAUREL_LEDGER_EXPIRY_END_OF, 0, LAUREL_LEDGER_MONTH, 2 },
    { LAUREL_LEDGER_EXPIRY_INACTIVITY, 4, 0, 0 },
  };
  LaurelLedgerTerms terms = laurel_test_terms ();

  terms.accrual.activation_days = g_rand_int_range (random, 0, 3);
  terms.accrual.expiry = expiries[g_rand_int_range (random, 0, G_N_ELEMENTS (expiries))];
  terms.returns.shortfall = (LaurelLedgerShortfall) g_rand_int_range (random, 0, 3);
  terms.returns.grace_days = g_rand_int_range (random, 0, 3);
  terms.basis = (LaurelLedgerBasis) g_rand_int_range (random, 0, 3);
  terms.downgrade = (LaurelLedgerDowngrade) g_rand_int_range (random, 0, 3);
  terms.rolling_days = g_rand_int_range (random, 1, 9);
  terms.period_days = g_rand_int_range (random, 1, 9);
  terms.calendar = g_rand_boolean (random) ? LAUREL_LEDGER_QUARTER : LAUREL_LEDGER_YEAR;

  return terms;
}

/* === Steps ==================================================================================== */

static gint64
available (Story *story)
{
  g_autoptr (LaurelBalance) balance =
      laurel_ledger_balance (story->account, &story->terms, story->now);

  return balance->available;
}

/* @lateness seconds before now; redeems up to half of what is there. */
static void
sell (Story *story, GRand *random, gint64 lateness)
{
  g_autoptr (GError) error = NULL;
  LaurelTestLine lines[3];
  gint64         left = available (story) / 2;
  gsize          n_lines = (gsize) g_rand_int_range (random, 1, 4);
  LaurelSale    *sale = NULL;

  for (gsize i = 0; i < n_lines; i++)
    {
      gint64 redeemed = left > 0 ? g_rand_int_range (random, 0, (gint32) left + 1) : 0;

      left -= redeemed;
      lines[i] = (LaurelTestLine){
        .quantity = g_rand_int_range (random, 1, 5) * 1000,
        .to_pay = g_rand_int_range (random, 0, 4000000),
        .points = g_rand_int_range (random, 0, 1000),
        .referrer_points = g_rand_int_range (random, 0, 100),
        .redeemed = redeemed,
      };
    }

  sale = laurel_test_sell (story->account,
                           story->referrer,
                           &story->terms,
                           story->sales->len + 1,
                           story->now - lateness,
                           story->now,
                           lines,
                           n_lines,
                           NULL,
                           0,
                           &error);
  g_assert_no_error (error);
  g_ptr_array_add (story->sales, sale);
}

/* Some of what is left of a random line; FALSE where the sale picked has nothing left of it. */
static gboolean
give_back (Story *story, GRand *random)
{
  LaurelSale           *sale = NULL;
  const LaurelSaleLine *line = NULL;
  gint64                left = 0;

  if (story->sales->len == 0)
    return FALSE;

  sale = g_ptr_array_index (story->sales, g_rand_int_range (random, 0, (gint32) story->sales->len));
  line = &g_array_index (sale->lines,
                         LaurelSaleLine,
                         g_rand_int_range (random, 0, (gint32) sale->lines->len));
  left = line->quantity - line->returned;
  if (left == 0 || sale->voided)
    return FALSE;

  laurel_test_return (story->account,
                      story->referrer,
                      sale,
                      &story->terms,
                      story->now,
                      line->n,
                      g_rand_int_range (random, 1, (gint32) left + 1));

  return TRUE;
}

static void
hold_or_release (Story *story, GRand *random)
{
  const LaurelPosting posting = { &story->terms, story->now, story->now, 1 };
  gint64              points = available (story);
  gint64              until = 0;

  if (points > 0)
    g_assert_true (laurel_ledger_hold (story->account,
                                       &posting,
                                       ++story->last_hold,
                                       g_rand_int_range (random, 1, (gint32) points + 1),
                                       g_rand_int_range (random, 1, 10000),
                                       &until,
                                       NULL,
                                       NULL));
  else if (story->last_hold > 0) /* it may have ended: a refusal is fine */
    g_assert_true (laurel_ledger_release (story->account, &posting, story->last_hold, NULL, NULL) ||
                   laurel_account_find_hold (story->account, story->last_hold)->end !=
                       LAUREL_HOLD_OPEN);
}

static void
void_last (Story *story)
{
  const LaurelPosting       posting = { &story->terms, story->now, story->now, 1 };
  const LaurelReturnRequest request = {
    { LAUREL_DOCUMENT_VOID, 1 },
    &story->terms.returns,
    NULL,
    0,
  };
  LaurelReturnTotals totals = { 0 };
  LaurelSale        *sale = NULL;

  if (story->sales->len == 0)
    return;

  sale = g_ptr_array_index (story->sales, story->sales->len - 1);
  if (sale->voided || laurel_sale_has_returns (sale))
    return;

  g_assert_true (laurel_ledger_void (story->account,
                                     story->referrer,
                                     sale,
                                     &posting,
                                     &request,
                                     LAUREL_DAY_NONE,
                                     &totals,
                                     NULL,
                                     NULL));
}

static void
step (Story *story, GRand *random)
{
  story->now += g_rand_int_range (random, 0, SHOP_DAY);

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
    case 1:
      sell (story, random, 0);
      break;
    case 2:
      sell (story, random, g_rand_int_range (random, 0, 3 * SHOP_DAY));
      break;
    case 3:
    case 4:
      give_back (story, random);
      break;
    case 5:
      hold_or_release (story, random);
      break;
    case 6:
      void_last (story);
      break;
    default:
      laurel_test_grant (story->account,
                         &story->terms,
                         story->now,
                         g_rand_int_range (random, 1, 500),
                         story->terms.accrual.expiry);
      break;
    }

  laurel_account_check (story->account);
  laurel_account_check (story->referrer);
}

/* === Promises ================================================================================= */

/* Downgrade immediate: the level is the supported one at every instant. */
static void
check_immediate_level (const Story *story, gint64 at)
{
  const LaurelLedgerTerms *terms = &story->terms;
  g_autoptr (LaurelBalance) balance = laurel_ledger_balance (story->account, terms, at);
  const char *supported = NULL;

  if (terms->downgrade != LAUREL_LEDGER_DOWNGRADE_IMMEDIATE)
    return;

  for (gsize i = 0; i < terms->n_levels; i++)
    {
      if (terms->levels[i].threshold <= balance->level_turnover)
        supported = terms->levels[i].id;
    }
  g_assert_cmpstr (balance->level, ==, supported);
}

/* Every story twice, once with a sweep before each step; each balance now, in between and ahead. */
static void
test_a_sweep_changes_no_answer (void)
{
  for (guint32 seed = 0; seed < N_STORIES; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GRand) again = g_rand_new_with_seed (seed);
      g_autoptr (Story) plain = story_new (random_terms (random));
      g_autoptr (Story) swept = story_new (random_terms (again));

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < N_STEPS; i++)
        {
          step (plain, random);
          laurel_ledger_post_due (swept->account, &swept->terms, plain->now - SHOP_DAY / 2);
          laurel_ledger_post_due (swept->account, &swept->terms, plain->now);
          step (swept, again);
          g_assert_cmpint (plain->now, ==, swept->now);

          for (gint ahead = 0; ahead < 10; ahead += 3)
            {
              gint64           at = plain->now + ahead * SHOP_DAY;
              g_autofree char *one = laurel_test_balance (plain->account, &plain->terms, at);
              g_autofree char *other = laurel_test_balance (swept->account, &swept->terms, at);

              g_assert_cmpstr (one, ==, other);
              check_immediate_level (plain, at);
            }
        }
    }
}

static void
test_the_past_does_not_change (void)
{
  for (guint32 seed = 0; seed < N_STORIES; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (Story) story = story_new (random_terms (random));
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GArray) instants = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < N_STEPS; i++)
        {
          gint64 then = 0;

          /* An instant at which the next step is still to come. */
          step (story, random);
          story->now++;
          then = story->now;
          g_array_append_val (instants, then);
          g_ptr_array_add (texts, laurel_test_balance (story->account, &story->terms, then));
          story->now++;
        }

      for (guint i = 0; i < instants->len; i++)
        {
          g_autofree char *text = laurel_test_balance_then (story->account,
                                                            &story->terms,
                                                            g_array_index (instants, gint64, i));

          g_assert_cmpstr (text, ==, g_ptr_array_index (texts, i));
        }
    }
}

static void
test_entries_give_the_balance (void)
{
  for (guint32 seed = 0; seed < N_STORIES; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (Story) story = story_new (random_terms (random));
      g_autoptr (GArray) statement = NULL;
      gint64 points = 0;
      gint64 closing = 0;

      for (guint i = 0; i < N_STEPS; i++)
        step (story, random);
      laurel_ledger_post_due (story->account, &story->terms, story->now);

      for (guint i = 0; i < story->account->lots->len; i++)
        points += g_array_index (story->account->lots, LaurelLot, i).remaining;
      statement = laurel_ledger_statement (story->account, &story->terms, story->now);
      for (guint i = 0; i < statement->len; i++)
        closing += g_array_index (statement, LaurelStatementItem, i).points;

      g_assert_cmpint (closing, ==, points - story->account->debt);
    }
}

static gboolean
something_left (const Story *story)
{
  for (guint i = 0; i < story->sales->len; i++)
    {
      const LaurelSale *sale = g_ptr_array_index (story->sales, i);

      for (guint l = 0; l < sale->lines->len; l++)
        {
          const LaurelSaleLine *line = &g_array_index (sale->lines, LaurelSaleLine, l);

          if (line->returned < line->quantity)
            return TRUE;
        }
    }

  return FALSE;
}

/* Sells a few receipts that spend each other's points and returns all of them in parts, in an order
 * of its own. */
static char *
sell_and_return_all (guint32 seed, guint32 order, LaurelLedgerShortfall shortfall)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GRand) shuffle = g_rand_new_with_seed (order);
  g_autoptr (Story) story = NULL;
  g_autofree char  *theirs = NULL;
  g_autofree char  *ours = NULL;
  LaurelLedgerTerms terms = laurel_test_terms ();

  terms.returns.shortfall = shortfall;
  terms.downgrade = LAUREL_LEDGER_DOWNGRADE_IMMEDIATE;
  story = story_new (terms);
  laurel_test_grant (story->account,
                     &terms,
                     story->now,
                     777,
                     (LaurelLedgerExpiry){ LAUREL_LEDGER_EXPIRY_NONE, 0, 0, 0 });

  for (guint i = 0; i < 6; i++)
    sell (story, random, 0);

  while (something_left (story))
    give_back (story, shuffle);

  ours = laurel_test_balance (story->account, &terms, story->now);
  theirs = laurel_test_balance (story->referrer, &terms, story->now);

  return g_strconcat (ours, " | ", theirs, NULL);
}

static void
test_returning_all_ends_where_it_began (void)
{
  static const char beginning[] =
      "available 777 held 0 debt 0 turnover 0/0 level start pending burns"
      " | available 0 held 0 debt 0 turnover 0/0 level start pending burns";

  for (guint32 seed = 0; seed < N_STORIES; seed++)
    {
      for (gint shortfall = 0; shortfall < 3; shortfall++)
        {
          g_autofree char *end =
              sell_and_return_all (seed, seed + 1000, (LaurelLedgerShortfall) shortfall);

          g_test_message ("seed %u, shortfall %d", seed, shortfall);
          g_assert_cmpstr (end, ==, beginning);
        }
    }
}

/* What a store does with the documents of the account that goes. */
static void
move_sales (Story *to, Story *from, gint64 lot_offset)
{
  while (from->sales->len > 0)
    {
      LaurelSale *sale = g_ptr_array_steal_index (from->sales, 0);

      for (guint i = 0; i < sale->grants->len; i++)
        {
          LaurelSaleGrant *grant = &g_array_index (sale->grants, LaurelSaleGrant, i);

          grant->lot_no += grant->referrer ? 0 : lot_offset;
        }
      for (guint i = 0; i < sale->consumptions->len; i++)
        g_array_index (sale->consumptions, LaurelConsumption, i).lot_no += lot_offset;
      g_ptr_array_add (to->sales, sale);
    }
}

/* Two accounts, each with sales, returns and a hold, become one; both referrers are one from the
 * beginning. Then everything comes back. */
static void
merge_and_return_all (guint32 seed, LaurelLedgerShortfall shortfall)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (Story) target = NULL;
  g_autoptr (Story) source = NULL;
  g_autofree char  *end = NULL;
  LaurelLedgerTerms terms = laurel_test_terms ();
  LaurelPosting     posting = { &terms, 0, 0, 1 };
  LaurelMerge       merge = { 0 };
  Story            *stories[2] = { NULL };

  terms.returns.shortfall = shortfall;
  stories[0] = target = story_new (terms);
  stories[1] = source = story_new (terms);
  laurel_account_free (source->referrer);
  source->referrer = laurel_account_copy (target->referrer);
  posting.posted = posting.time = target->now;
  source->last_hold = 1000;

  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      laurel_test_grant (stories[i]->account, &terms, posting.posted, 777, terms.accrual.expiry);
      for (gint n = 0; n < 4; n++)
        sell (stories[i], random, 0);
      give_back (stories[i], random);
      hold_or_release (stories[i], random);
      give_back (stories[i], random);
    }

  g_assert_true (laurel_ledger_merge (target->account,
                                      source->account,
                                      &posting,
                                      (LaurelDocument){ LAUREL_DOCUMENT_MERGE, 1 },
                                      &merge,
                                      NULL));
  g_assert_false (laurel_ledger_merge (target->account,
                                       source->account,
                                       &posting,
                                       (LaurelDocument){ LAUREL_DOCUMENT_MERGE, 2 },
                                       &merge,
                                       NULL));
  g_assert_cmpint (target->account->purchase_count, ==, 8);

  /* Theirs are returned first: their referrer's points lie in an account of their own. */
  while (something_left (target))
    give_back (target, random);
  move_sales (target, source, merge.lot_offset);
  laurel_account_free (target->referrer);
  target->referrer = g_steal_pointer (&source->referrer);
  source->referrer = laurel_account_new ();
  while (something_left (target))
    give_back (target, random);

  target->now += SHOP_DAY * 7; /* the holds are over */
  end = laurel_test_balance (target->account, &terms, target->now);
  g_assert_cmpstr (end, ==, "available 1554 held 0 debt 0 turnover 0/0 level family pending burns");
}

static void
test_merged_accounts_return_what_both_sold (void)
{
  for (guint32 seed = 0; seed < N_STORIES; seed++)
    {
      for (gint shortfall = 0; shortfall < 3; shortfall++)
        {
          g_test_message ("seed %u, shortfall %d", seed, shortfall);
          merge_and_return_all (seed, (LaurelLedgerShortfall) shortfall);
        }
    }
}

/* The same parts of the same sale in three orders. */
static void
test_the_order_of_parts_does_not_matter (void)
{
  static const gint64         orders[][4] = { { 1, 2, 3, 4 }, { 4, 3, 2, 1 }, { 2, 4, 1, 3 } };
  static const LaurelTestLine lines[] = {
    { 3000, 3333, 499, 7, 101 },
    { 7000, 1, 1, 1, 0 },
    { 999, 100001, 333, 0, 57 },
    { 2000, 0, 2, 5, 99 },
  };
  g_autofree char *expected = NULL;

  for (gsize o = 0; o < G_N_ELEMENTS (orders); o++)
    {
      g_autoptr (Story) story = story_new (laurel_test_terms ());
      g_autoptr (LaurelSale) sale = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      laurel_test_grant (story->account,
                         &story->terms,
                         story->now,
                         500,
                         story->terms.accrual.expiry);
      sale = laurel_test_sell (story->account,
                               story->referrer,
                               &story->terms,
                               1,
                               story->now,
                               story->now,
                               lines,
                               G_N_ELEMENTS (lines),
                               NULL,
                               0,
                               &error);
      g_assert_no_error (error);

      for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          gint64 n = orders[o][i];

          laurel_test_return (story->account,
                              story->referrer,
                              sale,
                              &story->terms,
                              story->now,
                              n,
                              lines[n - 1].quantity / 2 + 1);
        }

      text = laurel_test_balance (story->account, &story->terms, story->now);
      if (expected == NULL)
        expected = g_strdup (text);
      g_assert_cmpstr (text, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ledger/any-story/sweep", test_a_sweep_changes_no_answer);
  g_test_add_func ("/ledger/any-story/past", test_the_past_does_not_change);
  g_test_add_func ("/ledger/any-story/entries", test_entries_give_the_balance);
  g_test_add_func ("/ledger/any-story/return-all", test_returning_all_ends_where_it_began);
  g_test_add_func ("/ledger/any-story/merge", test_merged_accounts_return_what_both_sold);
  g_test_add_func ("/ledger/any-story/order-of-parts", test_the_order_of_parts_does_not_matter);

  return g_test_run ();
}
