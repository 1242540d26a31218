/* laurel-check-buyer.h - who buys on trial: nobody, a client, or somebody made up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-connection.h"
#include "desktop/models/laurel-pricing.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHECK_BUYER (laurel_check_buyer_get_type ())
G_DECLARE_FINAL_TYPE (LaurelCheckBuyer, laurel_check_buyer, LAUREL, CHECK_BUYER, AdwBin)

/* Changes the trial of @pricing.
 * Signal: changed (buyer): the trial has another buyer: touch it */
GtkWidget *laurel_check_buyer_new (LaurelConnection *connection,
                                   LaurelPricing    *pricing) G_GNUC_WARN_UNUSED_RESULT;

/* "Marina Sokolova", "Marina Sokolova, as then", "Made up", "—": new text. */
char *laurel_check_buyer_describe (const LaurelTrial *trial,
                                   LaurelFactsSource  source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
