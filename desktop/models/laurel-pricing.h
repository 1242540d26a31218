/* laurel-pricing.h - a receipt on trial and its prices by two programs, kept up to date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-trial.h"
#include "desktop/models/laurel-draft.h"

G_BEGIN_DECLS

/* From the last edit to the question. */
#define LAUREL_PRICING_DELAY_MS 200

/* The two programs that are compared. */
#define LAUREL_PRICING_SIDES 2

#define LAUREL_TYPE_PRICING (laurel_pricing_get_type ())
G_DECLARE_FINAL_TYPE (LaurelPricing, laurel_pricing, LAUREL, PRICING, GObject)

/* Signals:
 *   changed (pricing): other prices, another error, or it began or ended to ask
 *   trial-changed (pricing): the trial is another one: not by laurel_pricing_touch() */
LaurelPricing *laurel_pricing_new (LaurelApi *api, LaurelDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none): to be changed, and touched then. */
LaurelTrial *laurel_pricing_get_trial (LaurelPricing *self);

/* A person has changed the trial: it is priced again in a moment, and a question under way is
 * given up. A sale that is changed is no sale any more, but keeps the facts it was priced by. */
void laurel_pricing_touch (LaurelPricing *self);

/* Another trial (transfer full), priced at once. */
void laurel_pricing_set_trial (LaurelPricing *self, LaurelTrial *trial);

/* A sale of the journal; @client, @client_name: (nullable): who bought. */
void laurel_pricing_set_sale (LaurelPricing *self,
                              const char    *sale,
                              const char    *client,
                              const char    *client_name);

/* The number of a published program, 0: the draft. */
void   laurel_pricing_set_version (LaurelPricing *self, guint side, gint64 version);
gint64 laurel_pricing_get_version (LaurelPricing *self, guint side);

/* F5. */
void laurel_pricing_reload (LaurelPricing *self);

/* Whether what is here is not the answer to what is asked now. */
gboolean laurel_pricing_get_busy (LaurelPricing *self);

/* (nullable): of that program; NULL until there is one. */
const LaurelTrialResult *laurel_pricing_get_result (LaurelPricing *self, guint side);

/* Whose facts the prices go by. */
LaurelFactsSource laurel_pricing_get_source (LaurelPricing *self);

/* (nullable): why there are no prices. */
const GError *laurel_pricing_get_error (LaurelPricing *self);

/**
 * laurel_pricing_dup_line_fault:
 * @n: of a line
 *
 * Returns: (transfer full) (nullable): what the server finds wrong with that line
 */
char *laurel_pricing_dup_line_fault (LaurelPricing *self, gint64 n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
