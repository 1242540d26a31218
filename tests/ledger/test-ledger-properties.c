/* test-ledger-properties.c - what holds for any story: seeded random ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ledger/laurel-test-story.h"

#define N_STORIES 150
#define N_STEPS   60

/* Two forgivings of different lots, one of them made good after the instant asked about. */
#define SEED_OF_FORGIVINGS 564

/* Downgrade immediate: the level is the supported one at every instant. */
static void
check_immediate_level (const LaurelTestStory *story, gint64 at)
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
      g_autoptr (LaurelTestStory) plain = laurel_test_story_new (laurel_test_random_terms (random));
      g_autoptr (LaurelTestStory) swept = laurel_test_story_new (laurel_test_random_terms (again));

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < N_STEPS; i++)
        {
          laurel_test_story_step (plain, random);
          laurel_ledger_post_due (swept->account, &swept->terms, plain->now - SHOP_DAY / 2);
          laurel_ledger_post_due (swept->account, &swept->terms, plain->now);
          laurel_test_story_step (swept, again);
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

/* Every story twice, once with nothing loaded but what each operation says it needs. */
static void
test_what_is_needed_is_enough (void)
{
  for (guint32 seed = 0; seed < N_STORIES; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GRand) again = g_rand_new_with_seed (seed);
      g_autoptr (LaurelTestStory) whole = laurel_test_story_new (laurel_test_random_terms (random));
      g_autoptr (LaurelTestStory) parts = laurel_test_story_new (laurel_test_random_terms (again));

      g_test_message ("seed %u", seed);
      parts->selective = TRUE;
      for (guint i = 0; i < N_STEPS; i++)
        {
          g_autofree char *one = NULL;
          g_autofree char *other = NULL;

          laurel_test_story_step (whole, random);
          laurel_test_story_step (parts, again);
          one = laurel_test_balance (whole->account, &whole->terms, whole->now + 2 * SHOP_DAY);
          other = laurel_test_balance (parts->account, &parts->terms, parts->now + 2 * SHOP_DAY);
          g_assert_cmpstr (one, ==, other);
          g_assert_cmpint (whole->account->version, ==, parts->account->version);
          g_assert_cmpint (whole->referrer->version, ==, parts->referrer->version);
        }
    }
}

static void
test_the_past_does_not_change (void)
{
  for (guint32 story_no = 0; story_no <= N_STORIES; story_no++)
    {
      guint32 seed = story_no < N_STORIES ? story_no : SEED_OF_FORGIVINGS;
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (LaurelTestStory) story = laurel_test_story_new (laurel_test_random_terms (random));
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GArray) instants = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < N_STEPS; i++)
        {
          gint64 then = 0;

          /* An instant at which the next step is still to come. */
          laurel_test_story_step (story, random);
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
      g_autoptr (LaurelTestStory) story = laurel_test_story_new (laurel_test_random_terms (random));
      g_autoptr (GArray) statement = NULL;
      gint64 points = 0;
      gint64 closing = 0;

      for (guint i = 0; i < N_STEPS; i++)
        laurel_test_story_step (story, random);
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
something_left (const LaurelTestStory *story)
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
  g_autoptr (LaurelTestStory) story = NULL;
  g_autofree char  *theirs = NULL;
  g_autofree char  *ours = NULL;
  LaurelLedgerTerms terms = laurel_test_terms ();

  terms.returns.shortfall = shortfall;
  terms.downgrade = LAUREL_LEDGER_DOWNGRADE_IMMEDIATE;
  story = laurel_test_story_new (terms);
  laurel_test_grant (story->account,
                     &terms,
                     story->now,
                     777,
                     (LaurelLedgerExpiry){ LAUREL_LEDGER_EXPIRY_NONE, 0, 0, 0 });

  for (guint i = 0; i < 6; i++)
    laurel_test_story_sell (story, random, 0);

  while (something_left (story))
    laurel_test_story_give_back (story, shuffle);

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
move_sales (LaurelTestStory *to, LaurelTestStory *from, gint64 lot_offset)
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
  g_autoptr (LaurelTestStory) target = NULL;
  g_autoptr (LaurelTestStory) source = NULL;
  g_autofree char  *end = NULL;
  LaurelLedgerTerms terms = laurel_test_terms ();
  LaurelPosting     posting = { &terms, 0, 0, 1 };
  LaurelMerge       merge = { 0 };
  LaurelTestStory  *stories[2] = { NULL };

  terms.returns.shortfall = shortfall;
  terms.downgrade = LAUREL_LEDGER_DOWNGRADE_IMMEDIATE;
  stories[0] = target = laurel_test_story_new (terms);
  stories[1] = source = laurel_test_story_new (terms);
  laurel_account_free (source->referrer);
  source->referrer = laurel_account_copy (target->referrer);
  posting.posted = posting.time = target->now;
  source->last_hold = 1000;

  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      laurel_test_grant (stories[i]->account, &terms, posting.posted, 777, terms.accrual.expiry);
      for (gint n = 0; n < 4; n++)
        laurel_test_story_sell (stories[i], random, 0);
      laurel_test_story_give_back (stories[i], random);
      laurel_test_story_hold_or_release (stories[i], random);
      laurel_test_story_give_back (stories[i], random);
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
    laurel_test_story_give_back (target, random);
  move_sales (target, source, merge.lot_offset);
  laurel_account_free (target->referrer);
  target->referrer = g_steal_pointer (&source->referrer);
  source->referrer = laurel_account_new ();
  while (something_left (target))
    laurel_test_story_give_back (target, random);

  target->now += SHOP_DAY * 7; /* the holds are over */
  end = laurel_test_balance (target->account, &terms, target->now);
  g_assert_cmpstr (end, ==, "available 1554 held 0 debt 0 turnover 0/0 level start pending burns");
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
      g_autoptr (LaurelTestStory) story = laurel_test_story_new (laurel_test_terms ());
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
  g_test_add_func ("/ledger/any-story/needs", test_what_is_needed_is_enough);
  g_test_add_func ("/ledger/any-story/past", test_the_past_does_not_change);
  g_test_add_func ("/ledger/any-story/entries", test_entries_give_the_balance);
  g_test_add_func ("/ledger/any-story/return-all", test_returning_all_ends_where_it_began);
  g_test_add_func ("/ledger/any-story/merge", test_merged_accounts_return_what_both_sold);
  g_test_add_func ("/ledger/any-story/order-of-parts", test_the_order_of_parts_does_not_matter);

  return g_test_run ();
}
