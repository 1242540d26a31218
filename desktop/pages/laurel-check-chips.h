/* laurel-check-chips.h - the facts of a receipt on trial as chips: where, when, who, with what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-connection.h"
#include "desktop/models/laurel-pricing.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHECK_CHIPS (laurel_check_chips_get_type ())
G_DECLARE_FINAL_TYPE (LaurelCheckChips, laurel_check_chips, LAUREL, CHECK_CHIPS, AdwBin)

/* Each chip opens what changes its fact, in @pricing. */
GtkWidget *laurel_check_chips_new (LaurelConnection *connection,
                                   LaurelPricing    *pricing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
