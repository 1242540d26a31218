/* laurel-level-moves.h - who would move where, were the levels others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-client-row.h"
#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/* (nullable) @from, @to: names of levels */
typedef struct
{
  char    *from;
  char    *to;
  gboolean is_up;
  gint64   clients;
} LaurelLevelMove;

#define LAUREL_TYPE_LEVEL_MOVER (laurel_level_mover_get_type ())
G_DECLARE_FINAL_TYPE (LaurelLevelMover, laurel_level_mover, LAUREL, LEVEL_MOVER, GObject)

/* One of them; the fields do not change. @card, @from and @to, the names of levels, may be NULL;
 * @turnover, in minor units, is what the level would go by. */
struct _LaurelLevelMover
{
  GObject parent_instance;

  char            *client;
  LaurelPersonName name;
  char            *card;
  char            *from;
  char            *to;
  gint64           turnover;
};

/**
 * LaurelLevelMoves:
 * @up, @down: how many would move in their next purchase
 * @down_at_review: how many would at their next review, unless they buy more
 * @by: (element-type LaurelLevelMove)
 * @items: (element-type LaurelLevelMover): a page of those that move
 * @next: (nullable): where the next page begins
 *
 * The numbers are those of the first page: on others they are 0 and @by is empty.
 */
typedef struct
{
  gint64     up;
  gint64     down;
  gint64     down_at_review;
  GArray    *by;
  GPtrArray *items;
  char      *next;
} LaurelLevelMoves;

void laurel_level_moves_free (LaurelLevelMoves *self);

/* @document: whose levels are asked about; @after: (nullable): the "next" of the page before */
void              laurel_level_moves_ask_async (LaurelApi            *api,
                                                const LaurelDocument *document,
                                                const char           *after,
                                                guint                 limit,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
LaurelLevelMoves *laurel_level_moves_ask_finish (LaurelApi    *api,
                                                 GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelLevelMoves, laurel_level_moves_free)

G_END_DECLS
