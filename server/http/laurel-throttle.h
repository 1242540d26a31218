/* laurel-throttle.h - how many requests somebody may make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One token bucket for each name (a key, an address): it holds @burst tokens and gets @rate more a
 * minute; each request takes one. Safe on any thread.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelThrottle LaurelThrottle;

/* @rate: tokens a minute, above 0; @burst: at least 1 */
LaurelThrottle *laurel_throttle_new (guint rate, guint burst) G_GNUC_WARN_UNUSED_RESULT;
void            laurel_throttle_free (LaurelThrottle *throttle);

/* Takes a token at the monotonic instant @now_us. 0: it was there; else the seconds until the next.
 */
guint laurel_throttle_take (LaurelThrottle *throttle, const char *name, gint64 now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelThrottle, laurel_throttle_free)

G_END_DECLS
