/* laurel-store-private.h - what belongs to a store besides its database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-poster.h"

G_BEGIN_DECLS

/* Of the POS lane. */
LaurelPoster *laurel_store_get_poster (LaurelStore *self);

G_END_DECLS
