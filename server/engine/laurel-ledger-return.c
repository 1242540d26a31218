/* laurel-ledger-return.c - goods come back, and sales are undone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing is priced again: each figure of a line goes back in proportion, by the difference of two
 * rounded shares, so that after the last unit exactly all of it has gone back in whatever order.
 */

#include "server/engine/laurel-ledger-back.h"
#include "server/engine/laurel-ledger-dates.h"
#include "server/engine/laurel-ledger-level.h"
#include "server/engine/laurel-ledger-refuse.h"

/* What comes back of one line. */
typedef struct
{
  LaurelSaleLine *line;
  gint64          quantity;
} Part;

/* === What is asked ============================================================================ */

static LaurelSaleLine *
find_line (const LaurelSale *sale, gint64 n)
{
  for (guint i = 0; i < sale->lines->len; i++)
    {
      LaurelSaleLine *line = &g_array_index (sale->lines, LaurelSaleLine, i);

      if (line->n == n)
        return line;
    }

  return NULL;
}

static gboolean
add_part (GArray                 *parts,
          const LaurelSale       *sale,
          const LaurelReturnLine *asked,
          LaurelRefusal          *refusal,
          GError                **error)
{
  LaurelRefusal numbers = { .n = asked->n };
  Part          part = { find_line (sale, asked->n), asked->quantity };

  if (part.line == NULL)
    return laurel_ledger_refuse (refusal,
                                 numbers,
                                 error,
                                 LAUREL_LEDGER_ERROR_UNKNOWN_LINE,
                                 "the sale has no such line");

  for (guint i = 0; i < parts->len; i++)
    {
      if (g_array_index (parts, Part, i).line == part.line)
        return laurel_ledger_refuse (refusal,
                                     numbers,
                                     error,
                                     LAUREL_LEDGER_ERROR_LINE_TWICE,
                                     "the line is named twice");
    }

  numbers.left = part.line->quantity - part.line->returned;
  if (asked->quantity <= 0)
    return laurel_ledger_refuse (refusal,
                                 numbers,
                                 error,
                                 LAUREL_LEDGER_ERROR_RANGE,
                                 "a quantity to return is above 0");

  if (asked->quantity > numbers.left)
    return laurel_ledger_refuse (refusal,
                                 numbers,
                                 error,
                                 LAUREL_LEDGER_ERROR_QUANTITY_EXCEEDS,
                                 "more than is left of the line");

  g_array_append_val (parts, part);

  return TRUE;
}

static GArray *
find_parts (const LaurelSale          *sale,
            const LaurelReturnRequest *request,
            LaurelRefusal             *refusal,
            GError                   **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  gboolean left = FALSE;

  if (sale->voided)
    {
      laurel_ledger_refuse (refusal,
                            (LaurelRefusal){ 0 },
                            error,
                            LAUREL_LEDGER_ERROR_SALE_VOIDED,
                            "the sale was voided");
      return NULL;
    }

  for (guint i = 0; i < sale->lines->len; i++)
    {
      LaurelSaleLine *line = &g_array_index (sale->lines, LaurelSaleLine, i);
      Part            part = { line, line->quantity - line->returned };

      left = left || part.quantity > 0;
      if (request->n_lines == 0 && part.quantity > 0)
        g_array_append_val (parts, part);
    }

  if (!left)
    {
      laurel_ledger_refuse (refusal,
                            (LaurelRefusal){ 0 },
                            error,
                            LAUREL_LEDGER_ERROR_NOTHING_TO_RETURN,
                            "all of the sale was returned");
      return NULL;
    }

  for (gsize i = 0; i < request->n_lines; i++)
    {
      if (!add_part (parts, sale, &request->lines[i], refusal, error))
        return NULL;
    }

  return g_steal_pointer (&parts);
}

/* === What that is ============================================================================= */

/* What of @x goes back with @part: the share after it less the share before. */
static gint64
reversed_now (gint64 x, const Part *part)
{
  const LaurelSaleLine *line = part->line;

  return laurel_ledger_round_share (x, line->returned + part->quantity, line->quantity) -
         laurel_ledger_round_share (x, line->returned, line->quantity);
}

static void
add_lack (GArray *lacks, gint64 lot_no, gint64 points)
{
  if (points == 0)
    return;

  for (guint i = 0; i < lacks->len; i++)
    {
      LaurelLack *lack = &g_array_index (lacks, LaurelLack, i);

      if (lack->lot_no == lot_no)
        {
          lack->points += points;
          return;
        }
    }

  g_array_append_val (lacks, ((LaurelLack){ lot_no, points }));
}

static GArray *
find_lacks (const LaurelSale *sale, const GArray *parts, gboolean referrer)
{
  GArray *lacks = g_array_new (FALSE, FALSE, sizeof (LaurelLack));

  for (guint p = 0; p < parts->len; p++)
    {
      const Part *part = &g_array_index (parts, Part, p);

      for (guint g = 0; g < sale->grants->len; g++)
        {
          const LaurelSaleGrant *grant = &g_array_index (sale->grants, LaurelSaleGrant, g);

          if (grant->n == part->line->n && grant->referrer == referrer)
            add_lack (lacks, grant->lot_no, reversed_now (grant->points, part));
        }
    }

  return lacks;
}

/* Certificates get their share of the money that has gone back so far, the last presented first. */
static gint64
restore_certificates (LaurelSale *sale, gint64 back)
{
  gint64 paid = 0;
  gint64 by_certificates = 0;
  gint64 restored = 0;
  gint64 left = 0;
  gint64 returned = back;

  for (guint i = 0; i < sale->lines->len; i++)
    {
      const LaurelSaleLine *line = &g_array_index (sale->lines, LaurelSaleLine, i);

      paid += line->to_pay;
      returned += laurel_ledger_round_share (line->to_pay, line->returned, line->quantity);
    }

  for (guint i = 0; i < sale->certificates->len; i++)
    {
      const LaurelSaleCertificate *certificate =
          &g_array_index (sale->certificates, LaurelSaleCertificate, i);

      by_certificates += certificate->paid;
      restored += certificate->restored;
    }

  if (by_certificates == 0)
    return 0;

  left = laurel_ledger_round_share (by_certificates, returned, paid) - restored;
  restored = left;
  for (guint i = sale->certificates->len; i > 0; i--)
    {
      LaurelSaleCertificate *certificate =
          &g_array_index (sale->certificates, LaurelSaleCertificate, i - 1);
      gint64 part = MIN (left, certificate->paid - certificate->restored);

      certificate->restored += part;
      left -= part;
    }

  g_assert (left == 0 && restored >= 0);

  return restored;
}

/* Money and goods; @redeemed: the redeemed points that go back. */
static void
reverse_lines (LaurelSale *sale, GArray *parts, gint64 *redeemed, LaurelReturnTotals *totals)
{
  gint64 to_pay = 0;

  for (guint p = 0; p < parts->len; p++)
    {
      const Part *part = &g_array_index (parts, Part, p);

      totals->discount += reversed_now (part->line->discount, part);
      totals->turnover += reversed_now (part->line->turnover, part);
      *redeemed += reversed_now (part->line->redeemed_points, part);
      to_pay += reversed_now (part->line->to_pay, part);
    }

  totals->certificates = restore_certificates (sale, to_pay);
  totals->refund = to_pay - totals->certificates;

  for (guint p = 0; p < parts->len; p++)
    {
      Part *part = &g_array_index (parts, Part, p);

      part->line->returned += part->quantity;
      g_assert (part->line->returned <= part->line->quantity);
    }
}

/* === Return and void ========================================================================== */

static void
remove_purchase (LaurelBook *book, const LaurelSale *sale)
{
  LaurelAccount *account = book->account;
  gboolean       found = FALSE;

  for (guint i = 0; i < account->purchases->len; i++)
    {
      LaurelPurchase *purchase = &g_array_index (account->purchases, LaurelPurchase, i);

      if (purchase->sale == sale->sale && purchase->voided == LAUREL_INSTANT_NEVER)
        {
          purchase->voided = book->posted;
          if (purchase->state == LAUREL_ROW_CLEAN)
            purchase->state = LAUREL_ROW_CHANGED;
          found = TRUE;
        }
    }

  g_assert (found);
  laurel_ledger_count_purchases (account);
}

static void
reverse_buyer (LaurelAccount             *buyer,
               LaurelSale                *sale,
               const LaurelPosting       *posting,
               const LaurelReturnRequest *request,
               gboolean                   whole,
               gint64                     redeemed,
               GArray                    *lacks,
               LaurelReturnTotals        *totals)
{
  LaurelBook book;

  laurel_book_open (&book,
                    buyer,
                    posting,
                    whole ? LAUREL_TX_VOID : LAUREL_TX_RETURN,
                    request->document);
  if (whole)
    remove_purchase (&book, sale);
  if (whole || redeemed > 0)
    laurel_ledger_reckon_ends (buyer, &book.terms->zone);

  laurel_ledger_give_back (&book,
                           sale->consumptions,
                           redeemed,
                           sale->posted,
                           sale->tx_no,
                           LAUREL_ENTRY_REDEEMED,
                           request->policy,
                           totals);
  laurel_book_settle (&book);
  laurel_ledger_take_back (&book, lacks, request->policy, totals);
  laurel_book_add_turnover (&book, sale->day, -totals->turnover);
  if (whole)
    laurel_ledger_unraise_level (&book, (LaurelDocument){ LAUREL_DOCUMENT_SALE, sale->sale });
  laurel_book_close (&book);
}

static void
reverse_referrer (LaurelAccount             *referrer,
                  const LaurelPosting       *posting,
                  const LaurelReturnRequest *request,
                  gboolean                   whole,
                  GArray                    *lacks,
                  LaurelReturnTotals        *totals)
{
  LaurelReturnTotals theirs = { 0 };
  LaurelBook         book;

  laurel_book_open (&book,
                    referrer,
                    posting,
                    whole ? LAUREL_TX_VOID : LAUREL_TX_RETURN,
                    request->document);
  laurel_ledger_take_back (&book, lacks, request->policy, &theirs);
  laurel_book_close (&book);
  totals->referrer_points = theirs.reversed_points;
}

static gboolean
reverse_sale (LaurelAccount             *buyer,
              LaurelAccount             *referrer,
              LaurelSale                *sale,
              const LaurelPosting       *posting,
              const LaurelReturnRequest *request,
              gboolean                   whole,
              LaurelReturnTotals        *totals,
              LaurelRefusal             *refusal,
              GError                   **error)
{
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) lacks = NULL;
  g_autoptr (GArray) referrer_lacks = NULL;
  gint64 redeemed = 0;

  parts = find_parts (sale, request, refusal, error);
  if (parts == NULL)
    return FALSE;

  if ((buyer != NULL && buyer->merged) || (referrer != NULL && referrer->merged))
    return laurel_ledger_refuse_merged (error);

  lacks = find_lacks (sale, parts, FALSE);
  referrer_lacks = find_lacks (sale, parts, TRUE);
  g_assert (lacks->len == 0 || buyer != NULL);
  g_assert (referrer_lacks->len == 0 || referrer != NULL);

  *totals = (LaurelReturnTotals){ 0 };
  reverse_lines (sale, parts, &redeemed, totals);
  sale->voided = whole;

  if (buyer != NULL)
    reverse_buyer (buyer, sale, posting, request, whole, redeemed, lacks, totals);
  if (referrer_lacks->len > 0)
    reverse_referrer (referrer, posting, request, whole, referrer_lacks, totals);

  return TRUE;
}

gboolean
laurel_ledger_return (LaurelAccount             *buyer,
                      LaurelAccount             *referrer,
                      LaurelSale                *sale,
                      const LaurelPosting       *posting,
                      const LaurelReturnRequest *request,
                      LaurelReturnTotals        *totals,
                      LaurelRefusal             *refusal,
                      GError                   **error)
{
  g_return_val_if_fail (sale != NULL && posting != NULL && request != NULL, FALSE);
  g_return_val_if_fail (totals != NULL, FALSE);

  return reverse_sale (buyer, referrer, sale, posting, request, FALSE, totals, refusal, error);
}

gboolean
laurel_ledger_void (LaurelAccount             *buyer,
                    LaurelAccount             *referrer,
                    LaurelSale                *sale,
                    const LaurelPosting       *posting,
                    const LaurelReturnRequest *request,
                    gint32                     day,
                    LaurelReturnTotals        *totals,
                    LaurelRefusal             *refusal,
                    GError                   **error)
{
  g_return_val_if_fail (sale != NULL && posting != NULL && request != NULL, FALSE);
  g_return_val_if_fail (totals != NULL && request->n_lines == 0, FALSE);

  if (!sale->voided && laurel_sale_has_returns (sale))
    return laurel_ledger_refuse (refusal,
                                 (LaurelRefusal){ 0 },
                                 error,
                                 LAUREL_LEDGER_ERROR_HAS_RETURNS,
                                 "some of the sale was returned");

  if (!sale->voided && day != LAUREL_DAY_NONE && day != sale->day)
    return laurel_ledger_refuse (refusal,
                                 (LaurelRefusal){ 0 },
                                 error,
                                 LAUREL_LEDGER_ERROR_VOID_TOO_LATE,
                                 "a sale is voided on its own date only");

  return reverse_sale (buyer, referrer, sale, posting, request, TRUE, totals, refusal, error);
}

gboolean
laurel_ledger_return_unlinked (LaurelAccount       *account,
                               const LaurelPosting *posting,
                               LaurelDocument       document,
                               gint32               day,
                               gint64               gross,
                               GError             **error)
{
  LaurelBook book;

  g_return_val_if_fail (account != NULL && posting != NULL, FALSE);
  g_return_val_if_fail (gross >= 0, FALSE);

  if (account->merged)
    return laurel_ledger_refuse_merged (error);

  laurel_book_open (&book, account, posting, LAUREL_TX_RETURN, document);
  laurel_book_add_turnover (&book, day, -gross);
  laurel_book_close (&book);

  return TRUE;
}
