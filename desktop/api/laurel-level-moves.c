/* laurel-level-moves.c - who would move where, were the levels others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-level-moves.h"

#include <string.h>

#include "desktop/api/laurel-query.h"

G_DEFINE_FINAL_TYPE (LaurelLevelMover, laurel_level_mover, G_TYPE_OBJECT)

static void
laurel_level_mover_finalize (GObject *object)
{
  LaurelLevelMover *self = LAUREL_LEVEL_MOVER (object);

  g_free (self->client);
  laurel_person_name_clear (&self->name);
  g_free (self->card);
  g_free (self->from);
  g_free (self->to);

  G_OBJECT_CLASS (laurel_level_mover_parent_class)->finalize (object);
}

static void
laurel_level_mover_class_init (LaurelLevelMoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_level_mover_finalize;
}

static void
laurel_level_mover_init (LaurelLevelMover *self)
{
}

static void
move_clear (gpointer data)
{
  LaurelLevelMove *move = data;

  g_free (move->from);
  g_free (move->to);
}

void
laurel_level_moves_free (LaurelLevelMoves *self)
{
  g_array_unref (self->by);
  g_ptr_array_unref (self->items);
  g_free (self->next);
  g_free (self);
}

static void
read_by (LaurelReply *reply, GArray *by)
{
  static const char *const directions[] = { "up", "down", NULL };
  guint                    n_moves = laurel_reply_begin_optional_array (reply, "by");

  for (guint i = 0; i < n_moves; i++)
    {
      LaurelLevelMove move = { 0 };

      laurel_reply_begin_element (reply, i);
      move.from = g_strdup (laurel_reply_get_optional_string (reply, "from_name"));
      move.to = g_strdup (laurel_reply_get_optional_string (reply, "to_name"));
      move.is_up = laurel_reply_get_choice (reply, "direction", directions) == 0;
      move.clients = laurel_reply_get_int (reply, "clients");
      laurel_reply_end_element (reply);

      g_array_append_val (by, move);
    }

  laurel_reply_end_array (reply);
}

static void
read_items (LaurelReply *reply, GPtrArray *items)
{
  guint n_items = laurel_reply_begin_array (reply, "items");

  for (guint i = 0; i < n_items; i++)
    {
      LaurelLevelMover *mover = g_object_new (LAUREL_TYPE_LEVEL_MOVER, NULL);

      laurel_reply_begin_element (reply, i);
      mover->client = g_strdup (laurel_reply_get_string (reply, "client"));
      laurel_person_name_read (&mover->name, reply);
      mover->card = g_strdup (laurel_reply_get_optional_string (reply, "card"));
      mover->from = g_strdup (laurel_reply_get_optional_string (reply, "from_name"));
      mover->to = g_strdup (laurel_reply_get_optional_string (reply, "to_name"));
      mover->turnover = laurel_reply_get_int (reply, "turnover");
      laurel_reply_end_element (reply);

      g_ptr_array_add (items, mover);
    }

  laurel_reply_end_array (reply);
}

static gpointer
read_moves (LaurelReply *reply, gpointer data)
{
  LaurelLevelMoves *moves = g_new0 (LaurelLevelMoves, 1);

  moves->by = g_array_new (FALSE, TRUE, sizeof (LaurelLevelMove));
  g_array_set_clear_func (moves->by, move_clear);
  moves->items = g_ptr_array_new_with_free_func (g_object_unref);
  laurel_reply_get_optional_int (reply, "up", &moves->up);
  laurel_reply_get_optional_int (reply, "down", &moves->down);
  laurel_reply_get_optional_int (reply, "down_at_review", &moves->down_at_review);
  read_by (reply, moves->by);
  read_items (reply, moves->items);
  moves->next = g_strdup (laurel_reply_get_optional_string (reply, "next"));

  return moves;
}

void
laurel_level_moves_ask_async (LaurelApi            *api,
                              const LaurelDocument *document,
                              const char           *after,
                              guint                 limit,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  char *json = laurel_document_levels_to_json (document);
  g_autoptr (GBytes) body = g_bytes_new_take (json, strlen (json));
  g_autoptr (GString) query = g_string_new (NULL);

  laurel_query_add (query, "after", after);
  laurel_query_add_int (query, "limit", limit);
  laurel_api_send_async (api,
                         &(LaurelApiRequest){ .method = "POST",
                                              .path = "v1/program/level-moves",
                                              .query = query->str,
                                              .body = body },
                         read_moves,
                         NULL,
                         (GDestroyNotify) laurel_level_moves_free,
                         cancellable,
                         callback,
                         user_data);
}

LaurelLevelMoves *
laurel_level_moves_ask_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  gpointer moves = NULL;

  return laurel_api_send_finish (api, result, &moves, NULL, error) ? moves : NULL;
}
