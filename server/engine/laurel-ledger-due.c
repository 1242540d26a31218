/* laurel-ledger-due.c - what the clock posts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each instant's postings are made as if they had been made at that instant, so that it makes no
 * difference when somebody gets round to them.
 */

#include "server/engine/laurel-ledger-level.h"

static guint
end_holds (LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 posted, gint64 due)
{
  guint n = 0;

  for (guint i = 0; i < account->holds->len; i++)
    {
      LaurelHold *hold = &g_array_index (account->holds, LaurelHold, i);
      LaurelBook  book;

      if (hold->end != LAUREL_HOLD_OPEN || hold->until != due)
        continue;

      laurel_book_open_due (&book,
                            account,
                            terms,
                            posted,
                            LAUREL_TX_HOLD_END,
                            (LaurelDocument){ LAUREL_DOCUMENT_HOLD, hold->hold },
                            due);
      laurel_book_end_hold (&book, hold, LAUREL_HOLD_TIMED_OUT, due, NULL, NULL);
      laurel_book_close (&book);
      n++;
    }

  return n;
}

static gboolean
burns_at (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 due)
{
  for (guint i = 0; i < account->lots->len; i++)
    {
      const LaurelLot *lot = &g_array_index (account->lots, LaurelLot, i);

      if (lot->remaining > lot->held && laurel_account_lot_end (account, lot, &terms->zone) <= due)
        return TRUE;
    }

  return FALSE;
}

static guint
post_instant (LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 posted, gint64 due)
{
  const LaurelDocument nobody = { LAUREL_DOCUMENT_NONE, 0 };
  gboolean             review = laurel_ledger_next_level (account, terms, due - 1) <= due;
  guint                n = end_holds (account, terms, posted, due);
  LaurelBook           book;

  if (burns_at (account, terms, due))
    {
      /* Closing burns what is dead. */
      laurel_book_open_due (&book, account, terms, posted, LAUREL_TX_EXPIRE, nobody, due);
      laurel_book_close (&book);
      n++;
    }

  if (review)
    {
      laurel_book_open_due (&book, account, terms, posted, LAUREL_TX_LEVEL, nobody, due);
      laurel_ledger_review_level (&book);
      laurel_book_close (&book);
      n++;
    }

  return n;
}

guint
laurel_ledger_post_due (LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 posted)
{
  guint  n = 0;
  gint64 due = 0;

  g_return_val_if_fail (account != NULL && terms != NULL, 0);
  g_assert (account->loaded & LAUREL_ACCOUNT_NEED_OPEN);

  if (account->merged || posted < account->next_due)
    return 0;

  for (due = laurel_ledger_find_due (account, terms, account->posted); due <= posted;
       due = laurel_ledger_find_due (account, terms, due))
    {
      guint posted_now = post_instant (account, terms, posted, due);

      g_assert (posted_now > 0);
      n += posted_now;
    }

  account->next_due = due;

  return n;
}
