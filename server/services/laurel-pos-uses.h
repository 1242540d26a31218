/* laurel-pos-uses.h - uses of discounts and promo codes: asked for, judged, and taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of LaurelPos. A price is told what was used so far; what it uses itself is counted
 * in the posting, which is refused as stale where somebody else was faster (laurel.post_uses()).
 */

#pragma once

#include "server/services/laurel-pos-call.h"
#include "server/wire/laurel-promo-code.h"

G_BEGIN_DECLS

/**
 * LaurelPosVerdict:
 * @LAUREL_POS_CODE_GOOD: the price may use it
 * @LAUREL_POS_CODE_UNKNOWN: there is no such code
 * @LAUREL_POS_CODE_DISABLED: its series was switched off
 * @LAUREL_POS_CODE_OF_ANOTHER: it belongs to another client
 * @LAUREL_POS_CODE_NOT_YET, @LAUREL_POS_CODE_ENDED: by the sale's own date
 * @LAUREL_POS_CODE_NEEDS_CLIENT: clients may use it so many times, and nobody is known here
 * @LAUREL_POS_CODE_USED_BY_CLIENT: this client has
 * @LAUREL_POS_CODE_USED_UP: by everybody together
 * @LAUREL_POS_CODE_RESERVED: what is left of it is reserved by holds that were not named
 *
 * What becomes of a code that was presented. All but GOOD are unknown to the price.
 */
typedef enum
{
  LAUREL_POS_CODE_GOOD,
  LAUREL_POS_CODE_UNKNOWN,
  LAUREL_POS_CODE_DISABLED,
  LAUREL_POS_CODE_OF_ANOTHER,
  LAUREL_POS_CODE_NOT_YET,
  LAUREL_POS_CODE_ENDED,
  LAUREL_POS_CODE_NEEDS_CLIENT,
  LAUREL_POS_CODE_USED_BY_CLIENT,
  LAUREL_POS_CODE_USED_UP,
  LAUREL_POS_CODE_RESERVED,
} LaurelPosVerdict;

/* The code of a message or a refusal ("promo_code_used_up"), and the same in words. */
const char *laurel_pos_verdict_get_code (LaurelPosVerdict verdict);
const char *laurel_pos_verdict_get_text (LaurelPosVerdict verdict);

/**
 * LaurelPosCode:
 * @form: in the form that is kept; "": no code is written like that
 * @verdict: set by laurel_pos_codes_judge()
 */
typedef struct
{
  char             form[LAUREL_PROMO_CODE_SIZE];
  LaurelPosVerdict verdict;
} LaurelPosCode;

/**
 * LaurelPosCodes:
 * @codes: (array length=n_codes): those of the receipt, in its order
 * @forms: (array length=n_forms): the same to be looked for, each once
 */
typedef struct
{
  LaurelPosCode *codes;
  gsize          n_codes;
  const char   **forms;
  gsize          n_forms;
} LaurelPosCodes;

/* Reads the codes of @receipt. Everything lives in @arena. */
void laurel_pos_codes_init (LaurelPosCodes      *codes,
                            LaurelArena         *arena,
                            const LaurelReceipt *receipt);

/* Before a load: asks for what @codes and the limits of @program need to be told. */
void laurel_pos_uses_ask (LaurelPosCall        *call,
                          const LaurelPosCodes *codes,
                          const LaurelProgram  *program);

/* What becomes of the code @form on the local date @day. */
LaurelPosVerdict laurel_pos_code_judge (const LaurelLoaded *loaded, const char *form, gint32 day);

/* Judges the codes of @receipt on @day, and gives it the series of the good ones. */
void laurel_pos_codes_judge (LaurelPosCodes     *codes,
                             const LaurelLoaded *loaded,
                             gint32              day,
                             LaurelReceipt      *receipt);

/* Adds a message for each code that is not good. */
void laurel_pos_codes_add_messages (const LaurelPosCodes *codes,
                                    const LaurelReceipt  *receipt,
                                    json_t               *messages);

/* Adds to the call's rows what the sale in @header uses. */
void laurel_pos_uses_take (LaurelPosCall          *call,
                           const LaurelSaleHeader *header,
                           const LaurelPosCodes   *codes,
                           const LaurelPriced     *priced);

G_END_DECLS
