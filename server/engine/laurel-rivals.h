/* laurel-rivals.h - whether a discount always loses to another one of its group
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-premise.h"

G_BEGIN_DECLS

/* Whether @loser never gives anything where @winner, another child of @group, is asked as well: it
 * is displaced each time, or worth no more (in a `min`: no less). Both are discounts of which
 * @premise, what holds when @loser is asked, is not impossible. @loser_comes_first says how they
 * stand in the group. */
gboolean laurel_rivals_always_lose (LaurelPremiseWorld    *world,
                                    const LaurelPremise   *premise,
                                    const LaurelDraftNode *group,
                                    const LaurelDraftNode *loser,
                                    const LaurelDraftNode *winner,
                                    gboolean               loser_comes_first);

/* Whether @leaf, a discount that gives points, gives some on each line that it sees. */
gboolean laurel_rivals_gives_on_each_line (const LaurelDraftNode *leaf);

G_END_DECLS
