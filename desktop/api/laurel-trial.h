/* laurel-trial.h - a receipt that is tried out: who buys what, where and when; and what programs
 * make of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-document.h"
#include "desktop/api/laurel-sale.h"

G_BEGIN_DECLS

/**
 * LaurelTrialLine:
 * @n: unique in its receipt, from 1
 * @product: its code
 * @name: for the eye
 * @quantity: thousandths of the sales unit, above 0
 * @price: of a unit, minor units
 * @external: what another system takes off the line, minor units
 */
typedef struct
{
  gint64 n;
  char  *product;
  char  *name;
  gint64 quantity;
  gint64 price;
  gint64 external;
} LaurelTrialLine;

typedef enum
{
  LAUREL_BUYER_NOBODY,
  LAUREL_BUYER_CLIENT,
  LAUREL_BUYER_MADE_UP,
} LaurelBuyerKind;

/**
 * LaurelTrialFacts:
 * @level: (nullable): id
 * @gender: (nullable): "f" or "m"
 * @segments: never NULL
 * @available: hundredths of points
 * @birth_date, @last_purchase: not valid where there is none
 * @usage: (nullable): JSON: what the client has used, kept as it came
 * @referrer: (nullable)
 *
 * What a price goes by, of engine.md.
 */
typedef struct
{
  gboolean registered;
  char    *level;
  GDate    birth_date;
  char    *gender;
  GStrv    segments;
  gint64   turnover;
  gint64   purchases;
  GDate    last_purchase;
  gint64   available;
  char    *usage;
  char    *referrer;
} LaurelTrialFacts;

/* All that can be spent. */
#define LAUREL_REDEEM_MAX (-1)

/**
 * LaurelTrial:
 * @sale: (nullable): of the journal; everything else is what it was then
 * @store: (nullable): code
 * @time: (nullable): now
 * @channel: (nullable): the store's
 * @payments, @codes, @certificates: never NULL
 * @redeem: hundredths of points, LAUREL_REDEEM_MAX, or 0
 * @client, @client_name: (nullable): of a client
 * @card: (nullable)
 * @facts: made up, or those of a sale that has been changed
 * @lines: (element-type LaurelTrialLine): by @n
 */
typedef struct
{
  char            *sale;
  char            *store;
  GDateTime       *time;
  char            *channel;
  GStrv            payments;
  GStrv            codes;
  GStrv            certificates;
  gint64           redeem;
  LaurelBuyerKind  buyer;
  char            *client;
  char            *client_name;
  char            *card;
  LaurelTrialFacts facts;
  GPtrArray       *lines;
} LaurelTrial;

/* Nobody buys nothing, anywhere, now. */
LaurelTrial *laurel_trial_new (void) G_GNUC_WARN_UNUSED_RESULT;
LaurelTrial *laurel_trial_copy (const LaurelTrial *self) G_GNUC_WARN_UNUSED_RESULT;
void         laurel_trial_free (LaurelTrial *self);

/* Appends a line with a number of its own; (transfer none). */
LaurelTrialLine *laurel_trial_add_line (LaurelTrial *self,
                                        const char  *product,
                                        const char  *name,
                                        gint64       quantity,
                                        gint64       price);

/**
 * LaurelTrialOutcome:
 * @explanation: as of a receipt
 * @lines: (element-type LaurelTrialChange): what it did to each line it was applied to
 */
typedef struct
{
  gint64 n;
  gint64 before;
  gint64 after;
} LaurelTrialChange;

typedef struct
{
  LaurelExplanation explanation;
  char             *node;
  GArray           *lines;
} LaurelTrialOutcome;

/**
 * LaurelTrialResult:
 * @version: of a published program; 0: the draft
 * @fault: (nullable): why there is no price: English, for people; everything below is empty then
 * @lines: (element-type LaurelSaleLine): without names
 * @outcomes: (element-type LaurelTrialOutcome): in the order of the program
 * @redeemable: hundredths of points
 */
typedef struct
{
  gint64  version;
  char   *fault;
  gint64  gross;
  gint64  discount;
  gint64  redeemed;
  gint64  redeemed_points;
  gint64  to_pay;
  gint64  points;
  gint64  redeemable;
  GArray *lines;
  GArray *outcomes;
} LaurelTrialResult;

typedef enum
{
  LAUREL_FACTS_NONE,
  LAUREL_FACTS_MADE_UP,
  LAUREL_FACTS_NOW,
  LAUREL_FACTS_THEN,
} LaurelFactsSource;

/**
 * LaurelTrialAnswer:
 * @trial: what was priced; of a sale: as it was. Names of goods are there as far as they are known
 * @source: whose facts @trial has
 * @results: (element-type LaurelTrialResult): one for each version, in the order of the question
 */
typedef struct
{
  LaurelTrial      *trial;
  LaurelFactsSource source;
  GPtrArray        *results;
} LaurelTrialAnswer;

void laurel_trial_answer_free (LaurelTrialAnswer *answer);

/* (nullable): the line of that number. */
const LaurelSaleLine *laurel_trial_result_find_line (const LaurelTrialResult *self, gint64 n);

/**
 * laurel_trial_ask_async:
 * @versions: (array length=n_versions): numbers of programs, 0: the draft; at most four
 * @draft: (nullable): the draft where the server does not have it as it is
 *
 * Prices @trial by each of @versions. Faults of the receipt come as faults of the error, with
 * pointers such as "/receipt/lines/0/price".
 */
void               laurel_trial_ask_async (LaurelApi          *api,
                                           const LaurelTrial  *trial,
                                           const gint64       *versions,
                                           gsize               n_versions,
                                           LaurelDocument     *draft,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
LaurelTrialAnswer *laurel_trial_ask_finish (LaurelApi    *api,
                                            GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTrial, laurel_trial_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTrialAnswer, laurel_trial_answer_free)

G_END_DECLS
