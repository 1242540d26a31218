/* laurel-ledger-commit.c - a sale is committed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-distribute.h"
#include "server/engine/laurel-ledger-dates.h"
#include "server/engine/laurel-ledger-level.h"
#include "server/engine/laurel-ledger-queue.h"
#include "server/engine/laurel-ledger-refuse.h"

#define AHEAD_SECONDS (15 * 60)
#define DAY_SECONDS   ((gint64) 24 * 60 * 60)

gboolean
laurel_ledger_check_time (const LaurelLedgerTerms *terms,
                          gint64                   time,
                          gint64                   posted,
                          gboolean                *late,
                          LaurelRefusal           *refusal,
                          GError                 **error)
{
  const LaurelRefusal numbers = { .posted = posted };

  g_return_val_if_fail (terms != NULL && late != NULL, FALSE);

  if (time > posted + AHEAD_SECONDS)
    return laurel_ledger_refuse (refusal,
                                 numbers,
                                 error,
                                 LAUREL_LEDGER_ERROR_IN_FUTURE,
                                 "the time is more than 15 minutes ahead");

  if (time < posted - terms->late_days * DAY_SECONDS)
    return laurel_ledger_refuse (refusal,
                                 numbers,
                                 error,
                                 LAUREL_LEDGER_ERROR_TOO_OLD,
                                 "the time is more than the allowed days ago");

  *late = time < posted - terms->late_minutes * (gint64) 60;

  return TRUE;
}

LaurelAccountNeed
laurel_ledger_sale_need (const LaurelLedgerTerms *terms, gint64 time, gint64 posted)
{
  const LaurelLedgerZone *zone = &terms->zone;
  guint                   need = LAUREL_ACCOUNT_NEED_OPEN;

  if (terms->basis != LAUREL_LEDGER_BASIS_LIFETIME)
    need |= LAUREL_ACCOUNT_NEED_TURNOVER;

  /* Lots end at a midnight: with none in between, nothing can have burnt or been saved. */
  if (zone->day_of (zone->data, time) != zone->day_of (zone->data, posted))
    need |= LAUREL_ACCOUNT_NEED_PURCHASES | LAUREL_ACCOUNT_NEED_BURNT;

  return (LaurelAccountNeed) need;
}

const char *
laurel_ledger_level_then (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 time)
{
  g_autoptr (LaurelAccount) then = NULL;

  g_return_val_if_fail (account != NULL && terms != NULL, NULL);

  then = laurel_account_copy (account);
  laurel_account_rewind (then, &terms->zone, time);

  return laurel_ledger_level (then, terms, time);
}

gboolean
laurel_ledger_redeemable (LaurelAccount           *account,
                          const LaurelLedgerTerms *terms,
                          gint64                   posted,
                          const gint64            *holds,
                          gsize                    n_holds,
                          gint64                  *available,
                          LaurelRefusal           *refusal,
                          GError                 **error)
{
  gint64 now = 0;
  gint64 points = 0;

  g_return_val_if_fail (account != NULL && terms != NULL && available != NULL, FALSE);
  g_return_val_if_fail (holds != NULL || n_holds == 0, FALSE);

  if (account->merged)
    return laurel_ledger_refuse_merged (error);

  now = MAX (posted, account->posted);
  laurel_ledger_post_due (account, terms, now);
  points = laurel_ledger_available (account, &terms->zone, now);

  for (gsize i = 0; i < n_holds; i++)
    {
      const LaurelHold *hold = laurel_ledger_require_hold (account, holds[i], refusal, error);

      if (hold == NULL)
        return FALSE;

      /* Named twice, it counts once. */
      for (gsize j = 0; j < i && hold != NULL; j++)
        {
          if (holds[j] == holds[i])
            hold = NULL;
        }
      points += hold != NULL ? hold->points : 0;
    }

  *available = points;

  return TRUE;
}

gboolean
laurel_ledger_check_redeem (const LaurelReceipt *receipt,
                            const LaurelPriced  *priced,
                            gint64               available,
                            LaurelRefusal       *refusal,
                            GError             **error)
{
  const LaurelRefusal numbers = { .available = available, .redeemable = priced->redeemable };

  if (receipt->redeem != LAUREL_REDEEM_POINTS)
    return TRUE;

  if (receipt->redeem_points > available)
    return laurel_ledger_refuse (refusal,
                                 numbers,
                                 error,
                                 LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS,
                                 "not so many points are available");

  if (receipt->redeem_points > priced->redeemable)
    return laurel_ledger_refuse (refusal,
                                 numbers,
                                 error,
                                 LAUREL_LEDGER_ERROR_REDEEM_LIMIT,
                                 "this receipt cannot redeem so many points");

  return TRUE;
}

/* === The document ============================================================================= */

/* Redeemed points per line, by the lines' redeemed money. */
static void
distribute_redeemed (GArray *lines, const LaurelPriced *priced)
{
  g_autofree LaurelClaim *claims = NULL;
  g_autofree LaurelWide  *weights = NULL;
  g_autofree LaurelWide  *shares = NULL;
  gint64                  left = priced->totals.redeemed_points;

  if (left == 0)
    return;

  claims = g_new (LaurelClaim, priced->n_lines);
  weights = g_new (LaurelWide, priced->n_lines);
  shares = g_new (LaurelWide, priced->n_lines);

  for (gsize i = 0; i < priced->n_lines; i++)
    weights[i] = priced->lines[i].redeemed;

  laurel_distribute (claims,
                     priced->totals.redeemed_points,
                     weights,
                     NULL,
                     priced->n_lines,
                     shares);
  for (gsize i = 0; i < priced->n_lines; i++)
    {
      g_array_index (lines, LaurelSaleLine, i).redeemed_points = (gint64) shares[i];
      left -= (gint64) shares[i];
    }

  /* Points that are worth no money at all go back with the first line. */
  g_array_index (lines, LaurelSaleLine, 0).redeemed_points += left;
}

static LaurelSale *
write_document (const LaurelSaleRequest *request, gint64 time, gint64 posted)
{
  const LaurelPriced *priced = request->priced;
  LaurelSale         *sale = laurel_sale_new ();

  sale->sale = request->sale;
  sale->time = time;
  sale->day = request->day;
  sale->posted = posted;

  for (gsize i = 0; i < priced->n_lines; i++)
    {
      LaurelSaleLine line = {
        .n = priced->lines[i].n,
        .quantity = priced->lines[i].quantity,
        .discount = priced->lines[i].discount,
        .to_pay = priced->lines[i].to_pay,
        .turnover = priced->lines[i].turnover,
      };

      g_array_append_val (sale->lines, line);
    }
  distribute_redeemed (sale->lines, priced);

  for (gsize i = 0; i < request->receipt->n_certificates; i++)
    {
      LaurelSaleCertificate certificate = {
        .code = g_strdup (request->receipt->certificates[i].code),
        .paid = priced->certificates[i],
      };

      if (certificate.paid > 0)
        g_array_append_val (sale->certificates, certificate);
      else
        g_free (certificate.code);
    }

  return sale;
}

/* === The lots ================================================================================= */

static gboolean
same_dates (const LaurelLot *one, const LaurelLot *other)
{
  return one->active_from == other->active_from && one->expiry == other->expiry &&
         one->active_to == other->active_to && one->own_day == other->own_day &&
         one->inactivity_days == other->inactivity_days;
}

static void
add_grant (GArray *grants, gint64 n, gboolean referrer, gint64 lot_no, gint64 points)
{
  for (guint i = grants->len; i > 0; i--)
    {
      LaurelSaleGrant *last = &g_array_index (grants, LaurelSaleGrant, i - 1);

      if (last->n != n)
        break;

      if (last->lot_no == lot_no && last->referrer == referrer)
        {
          last->points += points;
          return;
        }
    }

  g_array_append_val (grants, ((LaurelSaleGrant){ n, referrer, lot_no, points }));
}

/* One owner's points of the receipt: drafts of lots (numbered as they are going to be, from
 * @first_lot) and, in @grants, which line gave how many of each. */
static GArray *
draft_lots (const LaurelSaleRequest *request,
            const LaurelPosting     *posting,
            gboolean                 referrer,
            gint64                   first_lot,
            GArray                  *grants)
{
  GArray *drafts = g_array_new (FALSE, FALSE, sizeof (LaurelLot));

  for (gsize i = 0; i < request->priced->n_lines; i++)
    {
      const LaurelPricedLine *line = &request->priced->lines[i];

      for (gsize e = 0; e < line->n_effects; e++)
        {
          const LaurelEffect *effect = &line->effects[e];
          LaurelLot           draft = {
                      .origin = referrer ? LAUREL_LOT_REFERRAL : LAUREL_LOT_SALE,
                      .document = { LAUREL_DOCUMENT_SALE, request->sale },
          };
          guint place = 0;

          if (effect->points == 0 || effect->referrer != referrer)
            continue;

          g_assert (effect->points > 0);
          laurel_ledger_date_lot (&draft,
                                  laurel_ledger_terms_get_lots (request->terms, effect->leaf),
                                  &posting->terms->zone,
                                  request->day,
                                  posting->time);
          while (place < drafts->len &&
                 !same_dates (&g_array_index (drafts, LaurelLot, place), &draft))
            place++;
          if (place == drafts->len)
            g_array_append_val (drafts, draft);

          g_array_index (drafts, LaurelLot, place).granted += effect->points;
          add_grant (grants, line->n, referrer, first_lot + place, effect->points);
        }
    }

  return drafts;
}

static void
grant_lots (LaurelBook              *book,
            const LaurelSaleRequest *request,
            const LaurelPosting     *posting,
            gboolean                 referrer,
            GArray                  *grants)
{
  gint64 first_lot = book->account->last_lot + 1;
  g_autoptr (GArray) drafts = draft_lots (request, posting, referrer, first_lot, grants);

  for (guint i = 0; i < drafts->len; i++)
    {
      LaurelLot *lot =
          laurel_book_grant (book,
                             &g_array_index (drafts, LaurelLot, i),
                             referrer ? LAUREL_MOVEMENT_REFERRAL : LAUREL_MOVEMENT_GRANT);

      g_assert (lot->lot_no == first_lot + i);
    }

  /* A late sale's lots were moved by purchases that are known already. */
  if (drafts->len > 0 && (book->account->loaded & LAUREL_ACCOUNT_NEED_PURCHASES))
    laurel_ledger_reckon_ends (book->account, &book->terms->zone);
}

/* === The buyer ================================================================================ */

static void
add_purchase (LaurelBook *book, const LaurelSaleRequest *request)
{
  LaurelAccount *account = book->account;
  LaurelPurchase purchase = {
    .sale = request->sale,
    .time = book->time,
    .day = request->day,
    .posted = book->posted,
    .voided = LAUREL_INSTANT_NEVER,
    .state = LAUREL_ROW_NEW,
  };

  laurel_ledger_follow_purchase (account, &book->terms->zone, book->now, book->time, request->day);
  g_array_append_val (account->purchases, purchase);

  if (account->loaded & LAUREL_ACCOUNT_NEED_PURCHASES)
    laurel_ledger_reckon_ends (account, &book->terms->zone);
}

static void
unburn (LaurelBook *book)
{
  GArray *lots = book->account->lots;

  for (guint i = 0; i < lots->len; i++)
    {
      LaurelLot *lot = &g_array_index (lots, LaurelLot, i);
      gint64     points = lot->expired - lot->lost;

      if (points > 0 && lot->expiry == LAUREL_LEDGER_EXPIRY_INACTIVITY && !lot->sealed &&
          laurel_account_lot_end (book->account, lot, &book->terms->zone) > book->now)
        {
          laurel_book_unexpire (book, lot, points);
          laurel_book_make_good (book, lot, points, LAUREL_INSTANT_NEVER, 0);
        }
    }
}

static void
redeem (LaurelBook *book, const LaurelSaleRequest *request, GArray *consumptions)
{
  gint64 wanted = request->priced->totals.redeemed_points;

  for (gsize i = 0; i < request->n_holds; i++)
    {
      LaurelHold *hold = laurel_account_find_hold (book->account, request->holds[i]);

      g_assert (hold != NULL);
      if (hold->end == LAUREL_HOLD_OPEN) /* not named twice */
        laurel_book_end_hold (book, hold, LAUREL_HOLD_USED, book->posted, &wanted, consumptions);
    }

  laurel_book_consume_queue (book, wanted, LAUREL_MOVEMENT_REDEEM, consumptions);
}

/* The lots lived on with the purchase: what was left of their life is told from their new ends. */
static void
tell_lives (LaurelBook *book, GArray *consumptions)
{
  for (guint i = 0; i < consumptions->len; i++)
    {
      LaurelConsumption *consumption = &g_array_index (consumptions, LaurelConsumption, i);
      const LaurelLot   *lot = laurel_account_find_lot (book->account, consumption->lot_no);
      gint64             end = laurel_account_lot_end (book->account, lot, &book->terms->zone);

      consumption->life = end == LAUREL_INSTANT_NEVER ? LAUREL_INSTANT_NEVER : end - book->posted;
    }
}

static void
commit_buyer (LaurelAccount           *buyer,
              const LaurelPosting     *posting,
              const LaurelSaleRequest *request,
              LaurelSale              *sale)
{
  const LaurelDocument document = { LAUREL_DOCUMENT_SALE, request->sale };
  LaurelBook           book;

  laurel_book_open (&book, buyer, posting, LAUREL_TX_SALE, document);
  sale->tx_no = book.tx_no;
  redeem (&book, request, sale->consumptions);
  add_purchase (&book, request);
  tell_lives (&book, sale->consumptions);
  grant_lots (&book, request, posting, FALSE, sale->grants);
  unburn (&book);
  laurel_book_add_turnover (&book, request->day, request->priced->totals.turnover);
  laurel_book_close (&book);
}

static void
commit_referrer (LaurelAccount           *referrer,
                 const LaurelPosting     *posting,
                 const LaurelSaleRequest *request,
                 LaurelSale              *sale)
{
  const LaurelDocument document = { LAUREL_DOCUMENT_SALE, request->sale };
  LaurelBook           book;

  laurel_book_open (&book, referrer, posting, LAUREL_TX_REFERRAL, document);
  grant_lots (&book, request, posting, TRUE, sale->grants);
  laurel_book_close (&book);
}

static gint
compare_grants (gconstpointer a, gconstpointer b)
{
  const LaurelSaleGrant *left = a;
  const LaurelSaleGrant *right = b;

  if (left->n != right->n)
    return left->n < right->n ? -1 : 1;
  if (left->referrer != right->referrer)
    return left->referrer - right->referrer;

  return left->lot_no < right->lot_no ? -1 : left->lot_no > right->lot_no;
}

LaurelSale *
laurel_ledger_sale (LaurelAccount           *buyer,
                    LaurelAccount           *referrer,
                    const LaurelPosting     *posting,
                    const LaurelSaleRequest *request,
                    LaurelRefusal           *refusal,
                    GError                 **error)
{
  const LaurelTotals *totals = NULL;
  LaurelSale         *sale = NULL;
  gint64              available = 0;

  g_return_val_if_fail (posting != NULL && request != NULL, NULL);
  g_return_val_if_fail (buyer != NULL || referrer == NULL, NULL);

  totals = &request->priced->totals;
  g_return_val_if_fail (buyer != NULL || (totals->points == 0 && totals->redeemed_points == 0),
                        NULL);
  g_return_val_if_fail (referrer != NULL || totals->referrer_points == 0, NULL);

  if (referrer != NULL && referrer->merged)
    {
      laurel_ledger_refuse_merged (error);
      return NULL;
    }

  if (buyer != NULL)
    {
      LaurelAccountNeed need =
          laurel_ledger_sale_need (posting->terms, posting->time, posting->posted);

      g_assert ((buyer->loaded & need) == need);
      if (!laurel_ledger_redeemable (buyer,
                                     posting->terms,
                                     posting->posted,
                                     request->holds,
                                     request->n_holds,
                                     &available,
                                     refusal,
                                     error))
        return NULL;

      if (totals->redeemed_points > available)
        {
          laurel_ledger_refuse (
              refusal,
              (LaurelRefusal){ .available = available, .redeemable = request->priced->redeemable },
              error,
              LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS,
              "not so many points are available");
          return NULL;
        }
    }

  sale = write_document (request,
                         posting->time,
                         buyer != NULL ? MAX (posting->posted, buyer->posted) : posting->posted);
  if (buyer != NULL)
    commit_buyer (buyer, posting, request, sale);
  if (referrer != NULL && totals->referrer_points > 0)
    commit_referrer (referrer, posting, request, sale);
  g_array_sort (sale->grants, compare_grants);

  return sale;
}
