/* laurel-poster.h - postings that wait together go together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * While one call of the database's function is under way, what else is to be posted waits, and then
 * goes in one call and one transaction: each call costs the same to begin and to commit, with one
 * sale in it or with thirty. Every posting still gets an answer of its own. Where one of them
 * cannot be posted nothing of the call has happened, and each goes alone.
 */

#pragma once

#include "server/store/laurel-store-posting.h"

G_BEGIN_DECLS

typedef struct _LaurelPoster LaurelPoster;

LaurelPoster *laurel_poster_new (LaurelStore *store, LaurelDbLane lane) G_GNUC_WARN_UNUSED_RESULT;
/* What waits ends with UNAVAILABLE, and nothing is sent any more. */
void laurel_poster_end (LaurelPoster *self);
/* After the end of what was under way. */
void laurel_poster_free (LaurelPoster *self);

/* @rows, without uses, and @versions must stay as they are until @done: of one account at most,
 * since accounts are locked in the order of their ids. */
void laurel_poster_post (LaurelPoster      *self,
                         LaurelPostingRows *rows,
                         const gint64      *versions,
                         gsize              n_versions,
                         LaurelPostDone     done,
                         gpointer           data);

G_END_DECLS
