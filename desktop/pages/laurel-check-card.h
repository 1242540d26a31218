/* laurel-check-card.h - what a receipt comes to by one program, and what differs between two
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-pricing.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHECK_CARD (laurel_check_card_get_type ())
G_DECLARE_FINAL_TYPE (LaurelCheckCard, laurel_check_card, LAUREL, CHECK_CARD, AdwBin)

/* Follows @pricing; what differs from the first program is marked in the second. */
GtkWidget *laurel_check_card_new (LaurelPricing *pricing,
                                  LaurelDraft   *draft,
                                  guint          side) G_GNUC_WARN_UNUSED_RESULT;

/* What the second program changes, in words: follows @pricing. */
GtkWidget *laurel_check_card_new_difference (LaurelPricing *pricing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
