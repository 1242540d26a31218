/* laurel-program-draft.c - a program as it was read, before it is compiled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-program-draft.h"

static const char *const test_words[] = {
  [LAUREL_TEST_ALL] = "all",
  [LAUREL_TEST_ANY] = "any",
  [LAUREL_TEST_NOT] = "not",
  [LAUREL_TEST_DATE] = "date",
  [LAUREL_TEST_WEEKDAY] = "weekday",
  [LAUREL_TEST_TIME] = "time",
  [LAUREL_TEST_STORE] = "store",
  [LAUREL_TEST_STORE_SEGMENT] = "store_segment",
  [LAUREL_TEST_CHANNEL] = "channel",
  [LAUREL_TEST_REGISTERED] = "registered",
  [LAUREL_TEST_CLIENT_SEGMENT] = "client_segment",
  [LAUREL_TEST_LEVEL] = "level",
  [LAUREL_TEST_CARD_PREFIX] = "card_prefix",
  [LAUREL_TEST_GENDER] = "gender",
  [LAUREL_TEST_AGE] = "age",
  [LAUREL_TEST_AGE_MULTIPLE] = "age_multiple",
  [LAUREL_TEST_BIRTHDAY] = "birthday",
  [LAUREL_TEST_FIRST_PURCHASE] = "first_purchase",
  [LAUREL_TEST_PURCHASES] = "purchases",
  [LAUREL_TEST_RECEIPT] = "receipt",
  [LAUREL_TEST_CONTAINS] = "contains",
  [LAUREL_TEST_PROMO_CODE] = "promo_code",
  [LAUREL_TEST_PAYMENT] = "payment",
  [LAUREL_TEST_EXTERNAL_DISCOUNT] = "external_discount",
};

G_STATIC_ASSERT (G_N_ELEMENTS (test_words) == LAUREL_N_TESTS);

const char *
laurel_test_to_word (LaurelTest test)
{
  return test_words[test];
}

LaurelProgramDraft *
laurel_program_draft_new (void)
{
  LaurelProgramDraft *draft = g_new0 (LaurelProgramDraft, 1);

  draft->arena = laurel_arena_new ();
  draft->terms = (LaurelProgramTerms){
    .name = "",
    .currency = "RUB",
    .time_zone = "Europe/Moscow",
    .money_per_point = 100,
    .activation_days = 14,
    .expiry = { .kind = LAUREL_EXPIRY_INACTIVITY, .days = 365 },
    .hold_minutes = 15,
    .hold_max_minutes = 10080,
    .late_minutes = 15,
    .late_days = 30,
    .rolling_days = 365,
    .calendar = LAUREL_PERIOD_YEAR,
    .period_days = 365,
    .redeem_from = -1,
    .verification_minutes = 5,
    .verification_attempts = 3,
  };
  draft->while_redeeming = TRUE;
  draft->rounding_unit = 100;
  draft->max_share = 5000;
  draft->step = 100;
  draft->min_payable_per_line = 1;
  draft->max_line_share = LAUREL_SHARE_WHOLE;
  draft->max_receipt_share = LAUREL_SHARE_WHOLE;

  return draft;
}

void
laurel_program_draft_free (LaurelProgramDraft *draft)
{
  if (draft == NULL)
    return;

  laurel_arena_free (draft->arena);
  g_free (draft);
}
