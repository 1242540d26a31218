/* laurel-posting-uses.c - what a posting uses of discounts and promo codes, and what it gives back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of fields is that of the columns in schema/0007-uses.sql.
 */

#include "server/store/laurel-posting-rows.h"

#include <stdlib.h>
#include <string.h>

gboolean
laurel_posting_rows_has_uses (const LaurelPostingRows *self)
{
  for (LaurelTable table = LAUREL_TABLE_USES; table < LAUREL_N_TABLES; table++)
    if (laurel_rows_get_n_rows (laurel_posting_rows_get (self, table)) > 0)
      return TRUE;

  return FALSE;
}

void
laurel_posting_rows_add_uses (LaurelPostingRows   *self,
                              gint64               client_id,
                              gint64               sale_id,
                              gint32               day,
                              const LaurelLimited *limited,
                              gsize                n_limited)
{
  LaurelRows *rows = laurel_posting_rows_get (self, LAUREL_TABLE_USES);

  for (gsize i = 0; i < n_limited; i++)
    {
      if (!limited[i].used)
        continue;

      laurel_rows_begin (rows);
      laurel_rows_add_int (rows, client_id);
      laurel_rows_add_int (rows, sale_id);
      laurel_rows_add_text (rows, limited[i].leaf);
      laurel_rows_add_day (rows, day);
      laurel_rows_add_int (rows, limited[i].money);
      laurel_rows_add_bool (rows, laurel_limits_are_shared (limited[i].limits));
      laurel_rows_add_bool (rows, FALSE);
      laurel_rows_end (rows);
    }
}

static int
compare_claims (const void *a, const void *b)
{
  return strcmp (((const LaurelUseClaim *) a)->leaf, ((const LaurelUseClaim *) b)->leaf);
}

void
laurel_posting_rows_add_use_claims (LaurelPostingRows *self, LaurelUseClaim *claims, gsize n_claims)
{
  LaurelRows *rows = laurel_posting_rows_get (self, LAUREL_TABLE_USE_CLAIMS);

  if (n_claims > 1)
    qsort (claims, n_claims, sizeof *claims, compare_claims);

  for (gsize i = 0; i < n_claims; i++)
    {
      const LaurelDraftLimits *limits = claims[i].limits;

      laurel_rows_begin (rows);
      laurel_rows_add_text (rows, claims[i].leaf);
      laurel_rows_add_int (rows, claims[i].count);
      laurel_rows_add_int (rows, claims[i].money);

      if (limits->total > 0)
        laurel_rows_add_int (rows, limits->total);
      else
        laurel_rows_add_null (rows);

      if (limits->total_money >= 0)
        laurel_rows_add_int (rows, limits->total_money);
      else
        laurel_rows_add_null (rows);

      laurel_rows_end (rows);
    }
}

static int
compare_codes (const void *a, const void *b)
{
  return strcmp (((const LaurelUsedCode *) a)->code, ((const LaurelUsedCode *) b)->code);
}

void
laurel_posting_rows_add_code_uses (LaurelPostingRows *self,
                                   gint64             client_id,
                                   gint64             sale_id,
                                   gint64             posted,
                                   LaurelUsedCode    *codes,
                                   gsize              n_codes)
{
  LaurelRows *rows = laurel_posting_rows_get (self, LAUREL_TABLE_CODE_USES);

  if (n_codes > 1)
    qsort (codes, n_codes, sizeof *codes, compare_codes);

  for (gsize i = 0; i < n_codes; i++)
    {
      laurel_rows_begin (rows);
      laurel_rows_add_int (rows, client_id);
      laurel_rows_add_int (rows, sale_id);
      laurel_rows_add_text (rows, codes[i].code);
      laurel_rows_add_text (rows, codes[i].series);
      laurel_rows_add_bool (rows, FALSE); /* counted: the database finds out */
      laurel_rows_add_bool (rows, FALSE);
      laurel_rows_add_time (rows, posted);
      laurel_rows_end (rows);
    }
}

void
laurel_posting_rows_add_code_hold (LaurelPostingRows *self,
                                   gint64             client_id,
                                   gint64             hold,
                                   const char        *code,
                                   gint64             posted)
{
  LaurelRows *rows = laurel_posting_rows_get (self, LAUREL_TABLE_CODE_HOLDS);

  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, hold);
  laurel_rows_add_text (rows, code);
  laurel_rows_add_time (rows, posted);
  laurel_rows_end (rows);
}

void
laurel_posting_rows_add_voided (LaurelPostingRows *self, gint64 client_id, gint64 sale_id)
{
  LaurelRows *rows = laurel_posting_rows_get (self, LAUREL_TABLE_VOIDED);

  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, sale_id);
  laurel_rows_end (rows);
}
