/* laurel-test-story.c - a random story of one account and its referrer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ledger/laurel-test-story.h"

#include "server/engine/laurel-ledger-dates.h"

LaurelTestStory *
laurel_test_story_new (LaurelLedgerTerms terms)
{
  LaurelTestStory *story = g_new0 (LaurelTestStory, 1);

  story->terms = terms;
  story->account = laurel_account_new ();
  story->referrer = laurel_account_new ();
  story->sales = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_sale_free);
  story->now = laurel_test_instant (20000, 0);

  return story;
}

void
laurel_test_story_free (LaurelTestStory *story)
{
  if (story == NULL)
    return;

  laurel_account_free (story->account);
  laurel_account_free (story->referrer);
  g_ptr_array_unref (story->sales);
  g_free (story);
}

LaurelLedgerTerms
laurel_test_random_terms (GRand *random)
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

/* === Loading ================================================================================== */

#define ROW(array, Type, i) (&g_array_index ((array), Type, (i)))

static gboolean
is_named (const LaurelSale *sale, gboolean referrer, gint64 lot_no)
{
  for (guint i = 0; i < sale->grants->len; i++)
    {
      const LaurelSaleGrant *grant = ROW (sale->grants, LaurelSaleGrant, i);

      if (grant->referrer == referrer && grant->lot_no == lot_no)
        return TRUE;
    }

  for (guint i = 0; i < sale->consumptions->len && !referrer; i++)
    {
      if (ROW (sale->consumptions, LaurelConsumption, i)->lot_no == lot_no)
        return TRUE;
    }

  return FALSE;
}

static gboolean
needs_lot (const LaurelLot *lot, LaurelAccountNeed need, const LaurelSale *sale, gboolean referrer)
{
  return lot->remaining > 0 || ((need & LAUREL_ACCOUNT_NEED_BURNT) && lot->expired > lot->lost) ||
         ((need & LAUREL_ACCOUNT_NEED_DOCUMENT) &&
          (is_named (sale, referrer, lot->lot_no) || is_named (sale, referrer, lot->root)));
}

static void
load_holds (LaurelAccount *to, const LaurelAccount *from, gint64 last_hold)
{
  for (guint i = 0; i < from->holds->len; i++)
    {
      const LaurelHold *hold = ROW (from->holds, LaurelHold, i);

      if (hold->end == LAUREL_HOLD_OPEN || hold->hold == last_hold)
        g_array_append_val (to->holds, *hold);
    }

  for (guint i = 0; i < from->hold_parts->len; i++)
    {
      const LaurelHoldPart *part = ROW (from->hold_parts, LaurelHoldPart, i);

      if (laurel_account_find_hold (to, part->hold) != NULL)
        g_array_append_val (to->hold_parts, *part);
    }
}

/* Summed up, and from the first date on that counts. */
static void
load_turnovers (LaurelAccount *to, const LaurelAccount *from, const LaurelLedgerTerms *terms)
{
  gint32 day = terms->zone.day_of (NULL, from->posted);
  gint32 first =
      terms->basis == LAUREL_LEDGER_BASIS_ROLLING
          ? day - terms->rolling_days
          : laurel_ledger_period_first (terms->calendar,
                                        laurel_ledger_period_first (terms->calendar, day) - 1);

  for (guint i = 0; i < from->turnovers->len; i++)
    {
      const LaurelTurnover *row = ROW (from->turnovers, LaurelTurnover, i);
      LaurelTurnover        sum = { 0, row->day, row->amount, LAUREL_ROW_CLEAN };
      guint                 place = 0;

      while (place < to->turnovers->len &&
             ROW (to->turnovers, LaurelTurnover, place)->day != row->day)
        place++;

      if (row->day < first)
        continue;
      if (place < to->turnovers->len)
        ROW (to->turnovers, LaurelTurnover, place)->amount += row->amount;
      else
        g_array_append_val (to->turnovers, sum);
    }
}

static LaurelAccount *
load (const LaurelAccount     *from,
      const LaurelLedgerTerms *terms,
      LaurelAccountNeed        need,
      const LaurelSale        *sale,
      gboolean                 referrer,
      gint64                   last_hold)
{
  LaurelAccount *to = laurel_account_copy (from);

  laurel_account_mark_stored (to);
  to->loaded = need;
  g_array_set_size (to->lots, 0);
  g_array_set_size (to->holds, 0);
  g_array_set_size (to->hold_parts, 0);
  g_array_set_size (to->turnovers, 0);
  g_array_set_size (to->forgivings, 0);
  g_array_set_size (to->transactions, 0);
  g_array_set_size (to->entries, 0);
  g_array_set_size (to->level_changes, 0);
  if (!(need & LAUREL_ACCOUNT_NEED_PURCHASES))
    g_array_set_size (to->purchases, 0);

  for (guint i = 0; i < from->lots->len; i++)
    {
      LaurelLot lot = *ROW (from->lots, LaurelLot, i);

      lot.state = LAUREL_ROW_CLEAN;
      if (needs_lot (&lot, need, sale, referrer))
        g_array_append_val (to->lots, lot);
    }

  load_holds (to, from, last_hold);
  if (need & LAUREL_ACCOUNT_NEED_TURNOVER)
    load_turnovers (to, from, terms);

  for (guint i = 0; i < from->forgivings->len; i++)
    {
      if (ROW (from->forgivings, LaurelForgiving, i)->left > 0)
        g_array_append_val (to->forgivings, *ROW (from->forgivings, LaurelForgiving, i));
    }

  for (guint i = 0; i < from->level_changes->len && (need & LAUREL_ACCOUNT_NEED_DOCUMENT); i++)
    {
      const LaurelLevelChange *change = ROW (from->level_changes, LaurelLevelChange, i);

      if (change->document.kind == LAUREL_DOCUMENT_SALE && change->document.id == sale->sale)
        g_array_append_val (to->level_changes, *change);
    }

  laurel_account_mark_stored (to);

  return to;
}

/* Writes one kind of rows: NEW ones behind the others, CHANGED ones over those with the same key.
 */
#define STORE_ROWS(to, from, Type, same_key)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (guint new_i = 0; new_i < (from)->len; new_i++)                                            \
      {                                                                                            \
        const Type *row = ROW (from, Type, new_i);                                                 \
                                                                                                   \
        if (row->state == LAUREL_ROW_NEW)                                                          \
          g_array_append_val (to, *row);                                                           \
                                                                                                   \
        for (guint old_i = 0; old_i < (to)->len && row->state == LAUREL_ROW_CHANGED; old_i++)      \
          {                                                                                        \
            Type *old = ROW (to, Type, old_i);                                                     \
                                                                                                   \
            if (same_key)                                                                          \
              *old = *row;                                                                         \
          }                                                                                        \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static void
store (LaurelAccount *to, const LaurelAccount *from)
{
  LaurelAccount kept = *to;

  STORE_ROWS (to->lots, from->lots, LaurelLot, old->lot_no == row->lot_no);
  STORE_ROWS (to->holds, from->holds, LaurelHold, old->hold == row->hold);
  STORE_ROWS (to->hold_parts, from->hold_parts, LaurelHoldPart, FALSE);
  STORE_ROWS (to->purchases, from->purchases, LaurelPurchase, old->sale == row->sale);
  STORE_ROWS (to->turnovers, from->turnovers, LaurelTurnover, FALSE);
  STORE_ROWS (to->forgivings,
              from->forgivings,
              LaurelForgiving,
              old->tx_no == row->tx_no && old->lot_no == row->lot_no);
  STORE_ROWS (to->transactions, from->transactions, LaurelTransaction, FALSE);
  STORE_ROWS (to->entries, from->entries, LaurelEntry, FALSE);
  STORE_ROWS (to->level_changes, from->level_changes, LaurelLevelChange, FALSE);

  *to = *from;
  to->loaded = kept.loaded;
  to->lots = kept.lots;
  to->holds = kept.holds;
  to->hold_parts = kept.hold_parts;
  to->purchases = kept.purchases;
  to->turnovers = kept.turnovers;
  to->forgivings = kept.forgivings;
  to->transactions = kept.transactions;
  to->entries = kept.entries;
  to->level_changes = kept.level_changes;
  laurel_account_mark_stored (to);
}

/* The two accounts as an operation gets them. */
typedef struct
{
  LaurelAccount *account;
  LaurelAccount *referrer;
} Pair;

static Pair
begin (LaurelTestStory *story, guint need, const LaurelSale *sale)
{
  if (story->terms.basis != LAUREL_LEDGER_BASIS_LIFETIME)
    need |= LAUREL_ACCOUNT_NEED_TURNOVER;

  if (!story->selective)
    return (Pair){ story->account, story->referrer };

  return (Pair){
    load (story->account, &story->terms, (LaurelAccountNeed) need, sale, FALSE, story->last_hold),
    load (story->referrer, &story->terms, (LaurelAccountNeed) need, sale, TRUE, 0),
  };
}

static void
finish (LaurelTestStory *story, Pair *pair)
{
  if (!story->selective)
    return;

  store (story->account, pair->account);
  store (story->referrer, pair->referrer);
  laurel_account_free (pair->account);
  laurel_account_free (pair->referrer);
}

/* === Steps ==================================================================================== */

static gint64
available (LaurelTestStory *story)
{
  g_autoptr (LaurelBalance) balance =
      laurel_ledger_balance (story->account, &story->terms, story->now);

  return balance->available;
}

/* @lateness seconds before now; redeems up to half of what is there. */
void
laurel_test_story_sell (LaurelTestStory *story, GRand *random, gint64 lateness)
{
  g_autoptr (GError) error = NULL;
  LaurelTestLine lines[3];
  gint64         left = available (story) / 2;
  gsize          n_lines = (gsize) g_rand_int_range (random, 1, 4);
  LaurelSale    *sale = NULL;
  Pair           pair;

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

  pair = begin (story,
                laurel_ledger_sale_need (&story->terms, story->now - lateness, story->now),
                NULL);
  sale = laurel_test_sell (pair.account,
                           pair.referrer,
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
  finish (story, &pair);
  g_ptr_array_add (story->sales, sale);
}

/* Some of what is left of a random line; FALSE where the sale picked has nothing left of it. */
void
laurel_test_story_give_back (LaurelTestStory *story, GRand *random)
{
  LaurelSale           *sale = NULL;
  const LaurelSaleLine *line = NULL;
  gint64                left = 0;
  Pair                  pair;

  if (story->sales->len == 0)
    return;

  sale = g_ptr_array_index (story->sales, g_rand_int_range (random, 0, (gint32) story->sales->len));
  line = &g_array_index (sale->lines,
                         LaurelSaleLine,
                         g_rand_int_range (random, 0, (gint32) sale->lines->len));
  left = line->quantity - line->returned;
  if (left == 0 || sale->voided)
    return;

  pair = begin (story,
                LAUREL_ACCOUNT_NEED_OPEN | LAUREL_ACCOUNT_NEED_DOCUMENT |
                    (sale->consumptions->len > 0 ? LAUREL_ACCOUNT_NEED_PURCHASES : 0),
                sale);
  laurel_test_return (pair.account,
                      pair.referrer,
                      sale,
                      &story->terms,
                      story->now,
                      line->n,
                      g_rand_int_range (random, 1, (gint32) left + 1));
  finish (story, &pair);
}

void
laurel_test_story_hold_or_release (LaurelTestStory *story, GRand *random)
{
  const LaurelPosting posting = { &story->terms, story->now, story->now, 1 };
  gint64              points = available (story);
  gint64              until = 0;
  Pair                pair;

  if (points > 0)
    {
      pair = begin (story, LAUREL_ACCOUNT_NEED_OPEN, NULL);
      g_assert_true (laurel_ledger_hold (pair.account,
                                         &posting,
                                         ++story->last_hold,
                                         g_rand_int_range (random, 1, (gint32) points + 1),
                                         g_rand_int_range (random, 1, 10000),
                                         &until,
                                         NULL,
                                         NULL));
      finish (story, &pair);
    }
  else if (story->last_hold > 0) /* it may have ended: a refusal is fine */
    {
      pair = begin (story, LAUREL_ACCOUNT_NEED_OPEN, NULL);
      g_assert_true (laurel_ledger_release (pair.account, &posting, story->last_hold, NULL, NULL) ||
                     laurel_account_find_hold (pair.account, story->last_hold)->end !=
                         LAUREL_HOLD_OPEN);
      finish (story, &pair);
    }
}

static void
void_last (LaurelTestStory *story)
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
  Pair               pair;

  if (story->sales->len == 0)
    return;

  sale = g_ptr_array_index (story->sales, story->sales->len - 1);
  if (sale->voided || laurel_sale_has_returns (sale))
    return;

  pair = begin (story,
                LAUREL_ACCOUNT_NEED_OPEN | LAUREL_ACCOUNT_NEED_DOCUMENT |
                    LAUREL_ACCOUNT_NEED_PURCHASES,
                sale);
  g_assert_true (laurel_ledger_void (pair.account,
                                     pair.referrer,
                                     sale,
                                     &posting,
                                     &request,
                                     LAUREL_DAY_NONE,
                                     &totals,
                                     NULL,
                                     NULL));
  finish (story, &pair);
}

void
laurel_test_story_step (LaurelTestStory *story, GRand *random)
{
  Pair pair;

  story->now += g_rand_int_range (random, 0, SHOP_DAY);

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
    case 1:
      laurel_test_story_sell (story, random, 0);
      break;
    case 2:
      laurel_test_story_sell (story, random, g_rand_int_range (random, 0, 3 * SHOP_DAY));
      break;
    case 3:
    case 4:
      laurel_test_story_give_back (story, random);
      break;
    case 5:
      laurel_test_story_hold_or_release (story, random);
      break;
    case 6:
      void_last (story);
      break;
    default:
      pair = begin (story, LAUREL_ACCOUNT_NEED_OPEN, NULL);
      laurel_test_grant (pair.account,
                         &story->terms,
                         story->now,
                         g_rand_int_range (random, 1, 500),
                         story->terms.accrual.expiry);
      finish (story, &pair);
      break;
    }

  laurel_account_check (story->account);
  laurel_account_check (story->referrer);
}
