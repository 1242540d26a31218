/* laurel-pos-uses.c - uses of discounts and promo codes: asked for, judged, and taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-pos-uses.h"

#include <string.h>

#include "server/wire/laurel-wire-receipt.h"

static const struct
{
  const char *code;
  const char *text;
} verdicts[] = {
  [LAUREL_POS_CODE_GOOD] = { NULL, NULL },
  [LAUREL_POS_CODE_UNKNOWN] = { "promo_code_unknown", "There is no such promo code." },
  [LAUREL_POS_CODE_DISABLED] = { "promo_code_disabled", "This promo code was switched off." },
  [LAUREL_POS_CODE_OF_ANOTHER] = { "promo_code_of_another",
                                   "This promo code belongs to another client." },
  [LAUREL_POS_CODE_NOT_YET] = { "promo_code_not_yet", "This promo code is not yet valid." },
  [LAUREL_POS_CODE_ENDED] = { "promo_code_ended", "This promo code is no longer valid." },
  [LAUREL_POS_CODE_NEEDS_CLIENT] = { "promo_code_needs_client",
                                     "This promo code needs the client's card or phone." },
  [LAUREL_POS_CODE_USED_BY_CLIENT] = { "promo_code_used_by_client",
                                       "The client has used this promotion before." },
  [LAUREL_POS_CODE_USED_UP] = { "promo_code_used_up", "This promo code has been used up." },
  [LAUREL_POS_CODE_RESERVED] = { "promo_code_reserved",
                                 "This promo code is reserved for another purchase." },
};

const char *
laurel_pos_verdict_get_code (LaurelPosVerdict verdict)
{
  return verdicts[verdict].code;
}

const char *
laurel_pos_verdict_get_text (LaurelPosVerdict verdict)
{
  return verdicts[verdict].text;
}

/* === Codes ==================================================================================== */

static gboolean
has_form (const LaurelPosCodes *codes, const char *form)
{
  for (gsize i = 0; i < codes->n_forms; i++)
    if (g_str_equal (codes->forms[i], form))
      return TRUE;

  return FALSE;
}

void
laurel_pos_codes_init (LaurelPosCodes *codes, LaurelArena *arena, const LaurelReceipt *receipt)
{
  codes->n_codes = receipt->n_promo_codes;
  codes->codes = laurel_arena_new_array0 (arena, LaurelPosCode, codes->n_codes);
  codes->forms = laurel_arena_new_array (arena, const char *, codes->n_codes);
  codes->n_forms = 0;

  for (gsize i = 0; i < codes->n_codes; i++)
    {
      char *form = codes->codes[i].form;

      if (!laurel_promo_code_normalise (receipt->promo_codes[i].code, form))
        *form = '\0';
      else if (!has_form (codes, form))
        codes->forms[codes->n_forms++] = form;
    }
}

static const LaurelLoadedCode *
find_code (const LaurelLoaded *loaded, const char *form)
{
  for (gsize i = 0; i < loaded->n_codes; i++)
    if (g_str_equal (loaded->codes[i].code, form))
      return &loaded->codes[i];

  return NULL;
}

LaurelPosVerdict
laurel_pos_code_judge (const LaurelLoaded *loaded, const char *form, gint32 day)
{
  const LaurelLoadedCode *code = find_code (loaded, form);

  if (code == NULL)
    return LAUREL_POS_CODE_UNKNOWN;

  if (!code->enabled)
    return LAUREL_POS_CODE_DISABLED;

  if (code->owner_id != 0 && code->owner_id != loaded->client_id)
    return LAUREL_POS_CODE_OF_ANOTHER;

  if (code->valid_from != LAUREL_DAY_NONE && day < code->valid_from)
    return LAUREL_POS_CODE_NOT_YET;

  if (code->valid_to != LAUREL_DAY_NONE && day > code->valid_to)
    return LAUREL_POS_CODE_ENDED;

  if (code->per_client > 0 && loaded->client_id == 0)
    return LAUREL_POS_CODE_NEEDS_CLIENT;

  if (code->per_client > 0 && code->used_by_client >= code->per_client)
    return LAUREL_POS_CODE_USED_BY_CLIENT;

  if (code->uses > 0 && code->used >= code->uses)
    return LAUREL_POS_CODE_USED_UP;

  if (code->uses > 0 && code->used + code->held >= code->uses)
    return LAUREL_POS_CODE_RESERVED;

  return LAUREL_POS_CODE_GOOD;
}

/* A client who may use a series once more uses one of its codes, however many are presented. */
static gboolean
is_one_too_many (const LaurelPosCodes *codes, const LaurelLoaded *loaded, gsize index)
{
  const LaurelLoadedCode *code = find_code (loaded, codes->codes[index].form);
  gint64                  used = code->used_by_client;

  for (gsize i = 0; i < index; i++)
    {
      const LaurelLoadedCode *before = find_code (loaded, codes->codes[i].form);

      if (codes->codes[i].verdict == LAUREL_POS_CODE_GOOD && before != code &&
          g_str_equal (before->series, code->series))
        used++;
    }

  return code->per_client > 0 && used >= code->per_client;
}

void
laurel_pos_codes_judge (LaurelPosCodes     *codes,
                        const LaurelLoaded *loaded,
                        gint32              day,
                        LaurelReceipt      *receipt)
{
  LaurelPresentedCode *presented = laurel_wire_receipt_get_codes (receipt);

  for (gsize i = 0; i < codes->n_codes; i++)
    {
      LaurelPosCode *code = &codes->codes[i];

      code->verdict = laurel_pos_code_judge (loaded, code->form, day);

      if (code->verdict == LAUREL_POS_CODE_GOOD && is_one_too_many (codes, loaded, i))
        code->verdict = LAUREL_POS_CODE_USED_BY_CLIENT;

      presented[i].series =
          code->verdict == LAUREL_POS_CODE_GOOD ? find_code (loaded, code->form)->series : NULL;
    }
}

void
laurel_pos_codes_add_messages (const LaurelPosCodes *codes,
                               const LaurelReceipt  *receipt,
                               json_t               *messages)
{
  for (gsize i = 0; i < codes->n_codes; i++)
    {
      LaurelPosVerdict verdict = codes->codes[i].verdict;

      if (verdict != LAUREL_POS_CODE_GOOD)
        json_array_append_new (messages,
                               json_pack ("{s:s, s:s, s:s}",
                                          "code",
                                          laurel_pos_verdict_get_code (verdict),
                                          "promo_code",
                                          receipt->promo_codes[i].code,
                                          "text",
                                          laurel_pos_verdict_get_text (verdict)));
    }
}

/* === Facts ==================================================================================== */

void
laurel_pos_uses_ask (LaurelPosCall *call, const LaurelPosCodes *codes, const LaurelProgram *program)
{
  LaurelAccountQuery *query = &call->query;

  query->personal = laurel_program_get_personal_limits (program, &query->n_personal);
  query->shared = laurel_program_get_shared_limits (program, &query->n_shared);
  query->codes = codes->forms;
  query->n_codes = codes->n_forms;
  query->now = call->posted;
}

/* === Taking =================================================================================== */

static void
claim_totals (LaurelPosCall *call, const LaurelPriced *priced)
{
  LaurelUseClaim *claims = laurel_arena_new_array (call->arena, LaurelUseClaim, priced->n_limited);
  gsize           n = 0;

  for (gsize i = 0; i < priced->n_limited; i++)
    {
      const LaurelLimited *limited = &priced->limited[i];

      if (limited->used && laurel_limits_are_shared (limited->limits))
        claims[n++] = (LaurelUseClaim){ .leaf = limited->leaf,
                                        .limits = limited->limits,
                                        .count = 1,
                                        .money = limited->money };
    }

  laurel_posting_rows_add_use_claims (call->rows, claims, n);
}

static void
use_codes (LaurelPosCall          *call,
           const LaurelSaleHeader *header,
           const LaurelPosCodes   *codes,
           const LaurelPriced     *priced)
{
  LaurelUsedCode *used = laurel_arena_new_array (call->arena, LaurelUsedCode, codes->n_codes);
  gsize           n = 0;

  for (gsize i = 0; i < codes->n_codes; i++)
    {
      const char *form = codes->codes[i].form;
      gboolean    known = FALSE;

      if (priced->promo_codes[i] != LAUREL_CODE_APPLIED)
        continue;

      /* Written in two ways it is one code all the same. */
      for (gsize k = 0; k < n; k++)
        known = known || g_str_equal (used[k].code, form);

      if (!known)
        used[n++] = (LaurelUsedCode){ form, find_code (call->loaded, form)->series };
    }

  laurel_posting_rows_add_code_uses (call->rows,
                                     header->client_id,
                                     header->sale_id,
                                     header->posted,
                                     used,
                                     n);
}

void
laurel_pos_uses_take (LaurelPosCall          *call,
                      const LaurelSaleHeader *header,
                      const LaurelPosCodes   *codes,
                      const LaurelPriced     *priced)
{
  if (priced->n_limited > 0)
    {
      laurel_posting_rows_add_uses (call->rows,
                                    header->client_id,
                                    header->sale_id,
                                    header->day,
                                    priced->limited,
                                    priced->n_limited);
      claim_totals (call, priced);
    }

  if (codes->n_codes > 0)
    use_codes (call, header, codes, priced);
}
