/* laurel-sweeper.h - books what the clock makes due: burnt points, ends of holds, level reviews
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No answer depends on it: whoever looks at an account counts what is due on it by himself, and
 * whoever posts on it books that first. The sweeper does the same for accounts on which nobody
 * posts, so that journals and lists show it. It may run late, twice, on several servers at once,
 * and may be stopped at any moment: a posting made from an account that has moved on is refused.
 */

#pragma once

#include "server/services/laurel-clock.h"
#include "server/services/laurel-programs.h"

G_BEGIN_DECLS

/* Books all that is due by @now_us, microseconds since 1970, over @store's OFFICE lane and on its
 * thread; nothing where no program has been published. @store must outlive the call of @done. */
void laurel_sweeper_run (LaurelStore    *store,
                         LaurelPrograms *programs,
                         gint64          now_us,
                         LaurelStoreDone done,
                         gpointer        data);

typedef struct _LaurelSweeper LaurelSweeper;

/* Runs now and then every minute, on the default main context. */
LaurelSweeper *laurel_sweeper_new (const char     *conninfo,
                                   LaurelPrograms *programs,
                                   LaurelClock    *clock) G_GNUC_WARN_UNUSED_RESULT;
/* Stops in the middle of whatever it is doing. */
void laurel_sweeper_free (LaurelSweeper *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelSweeper, laurel_sweeper_free)

G_END_DECLS
