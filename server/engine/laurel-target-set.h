/* laurel-target-set.h - targets, compared with each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-premise-world.h"

G_BEGIN_DECLS

/* The prices that a line may have. */
#define LAUREL_LINE_PRICE_MAX G_GINT64_CONSTANT (100000000000)

/**
 * LaurelTargetSet:
 * @everything: no products and segments are named, so that all are meant
 * @min_price: 0 at least
 * @max_price: %LAUREL_LINE_PRICE_MAX at most
 *
 * A target with its ids in order and each once.
 */
typedef struct
{
  gboolean       everything;
  LaurelDraftIds products;
  LaurelDraftIds segments;
  LaurelDraftIds exclude_products;
  LaurelDraftIds exclude_segments;
  gint64         min_price;
  gint64         max_price;
} LaurelTargetSet;

/* A missing target picks everything. Made once for each target; lives in the world. */
const LaurelTargetSet *laurel_target_set_get (LaurelPremiseWorld      *world,
                                              const LaurelDraftTarget *target);

/* Whether each line that @inner picks is picked by @outer too, as far as that can be proven. */
gboolean laurel_target_set_is_within (LaurelPremiseWorld    *world,
                                      const LaurelTargetSet *inner,
                                      const LaurelTargetSet *outer);

/* FALSE where no line can be picked that a product with one of @flags does not rule out. */
gboolean laurel_target_set_can_pick (LaurelPremiseWorld    *world,
                                     const LaurelTargetSet *set,
                                     LaurelProductFlags     flags);

G_END_DECLS
