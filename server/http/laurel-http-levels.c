/* laurel-http-levels.c - POST /v1/program/level-moves: who would move where, were levels changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-level-moves.h"
#include "server/wire/laurel-wire-problem.h"
#include "server/wire/laurel-wire-program.h"

/**
 * Moves:
 * @next: a program that has nothing but the levels asked about
 * @answer: (nullable): what has been found so far
 * @after_turnover, @after_client: the last of the page before
 */
typedef struct
{
  LaurelExchange     *exchange;
  LaurelOffice        office;
  LaurelProgramDraft *next;
  json_t             *answer;
  gint64              after_turnover;
  gint64              after_client;
} Moves;

static void
moves_free (Moves *moves)
{
  laurel_exchange_unref (moves->exchange);
  laurel_office_clear (&moves->office);
  g_clear_pointer (&moves->next, laurel_program_draft_free);
  json_decref (moves->answer);
  g_free (moves);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Moves, moves_free)

static LaurelLevelQuestion
question_of (const Moves *moves)
{
  return (LaurelLevelQuestion){
    .current = laurel_program_get_terms (moves->office.release->program),
    .next = &moves->next->terms,
    .base_level = moves->office.base_level,
    .today = moves->office.today,
  };
}

/* The level's name among those to be, its id where it has none; null without a level. */
static json_t *
new_next_name (const Moves *moves, const char *id)
{
  const LaurelProgramTerms *terms = &moves->next->terms;

  for (gsize i = 0; id != NULL && i < terms->n_levels; i++)
    if (g_str_equal (terms->levels[i].id, id) && terms->levels[i].name != NULL)
      return json_string (terms->levels[i].name);

  return laurel_wire_new_text (id);
}

static void
add_move (const Moves *moves, json_t *object, const char *from, const char *to)
{
  json_object_set_new (object, "from", laurel_wire_new_text (from));
  json_object_set_new (object, "from_name", laurel_office_new_level_name (&moves->office, from));
  json_object_set_new (object, "to", laurel_wire_new_text (to));
  json_object_set_new (object, "to_name", new_next_name (moves, to));
}

/* === Those who move =========================================================================== */

static json_t *
new_mover (const Moves *moves, const LaurelMoverRow *row)
{
  json_t *object = json_object ();

  json_object_set_new (object, "client", laurel_office_new_id (row->client_id));
  json_object_set_new (object, "first_name", laurel_wire_new_text (row->first_name));
  json_object_set_new (object, "last_name", laurel_wire_new_text (row->last_name));
  json_object_set_new (object, "patronymic", laurel_wire_new_text (row->patronymic));
  json_object_set_new (object, "card", laurel_wire_new_text (row->card));
  json_object_set_new (object, "turnover", json_integer (row->turnover));
  add_move (moves, object, row->from, row->to);

  return object;
}

static void
movers_cb (const LaurelMoverRow *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (Moves) moves = user_data;
  json_t *items = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (moves->exchange, error);
      return;
    }

  items = json_array ();
  for (gsize i = 0; i < n_rows; i++)
    json_array_append_new (items, new_mover (moves, &rows[i]));

  json_object_set_new (moves->answer, "items", items);
  if (n_rows == laurel_exchange_get_page_size (moves->exchange))
    {
      const LaurelMoverRow *last = &rows[n_rows - 1];

      json_object_set_new (
          moves->answer,
          "next",
          laurel_office_new_cursor (
              json_pack ("[I, I]", (json_int_t) last->turnover, (json_int_t) last->client_id)));
    }

  laurel_exchange_reply_json (moves->exchange, 200, g_steal_pointer (&moves->answer));
}

/* (transfer full) @moves */
static void
list_movers (Moves *moves)
{
  LaurelLevelQuestion question = question_of (moves);

  laurel_store_list_movers (laurel_exchange_get_store (moves->exchange),
                            &question,
                            moves->after_turnover,
                            moves->after_client,
                            (gint64) laurel_exchange_get_page_size (moves->exchange),
                            movers_cb,
                            moves);
}

/* === How many ================================================================================= */

static json_t *
new_move (const Moves *moves, const LaurelLevelMove *move)
{
  json_t *object = json_object ();

  add_move (moves, object, move->from, move->to);
  json_object_set_new (object, "direction", json_string (move->direction > 0 ? "up" : "down"));
  json_object_set_new (object, "clients", json_integer (move->clients));

  return object;
}

static void
counted_cb (const LaurelLevelMove *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (Moves) moves = user_data;
  json_t *by = NULL;
  gint64  up = 0;
  gint64  down = 0;
  gint64  stay = 0;
  gint64  falling = 0;

  if (error != NULL)
    {
      laurel_exchange_fail (moves->exchange, error);
      return;
    }

  by = json_array ();
  for (gsize i = 0; i < n_rows; i++)
    {
      falling += rows[i].falling;

      if (g_strcmp0 (rows[i].from, rows[i].to) == 0)
        {
          stay += rows[i].clients;
          continue;
        }

      *(rows[i].direction > 0 ? &up : &down) += rows[i].clients;
      json_array_append_new (by, new_move (moves, &rows[i]));
    }

  json_object_set_new (moves->answer, "up", json_integer (up));
  json_object_set_new (moves->answer, "down", json_integer (down));
  json_object_set_new (moves->answer, "stay", json_integer (stay));
  json_object_set_new (moves->answer, "down_at_review", json_integer (falling));
  json_object_set_new (moves->answer, "by", by);
  list_movers (g_steal_pointer (&moves));
}

/* === Asking =================================================================================== */

/* A program of nothing but the levels in @body; its periods, which no section of levels speaks of,
 * are those of @current. NULL with @faults. */
static LaurelProgramDraft *
read_levels (json_t *body, const LaurelProgramTerms *current, LaurelFaults *faults)
{
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (body, "", faults);
  json_t             *levels = NULL;
  json_t             *document = NULL;
  LaurelProgramDraft *next = NULL;

  if (!laurel_json_reader_begin (reader))
    return NULL;

  levels = laurel_json_reader_get_value (reader, "levels");

  if (levels == NULL)
    laurel_json_reader_fault (reader, "levels", LAUREL_FAULT_MISSING, "is missing");

  laurel_json_reader_end_object (reader);

  if (levels == NULL)
    return NULL;

  document = json_pack ("{s:i, s:O}", "format", 1, "levels", levels);
  next = laurel_wire_read_program (document, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);
  json_decref (document);

  if (next != NULL)
    {
      next->terms.rolling_days = current->rolling_days;
      next->terms.calendar = current->calendar;
      next->terms.period_days = current->period_days;
    }

  return next;
}

static void
ask_level_moves (LaurelExchange *exchange)
{
  g_autoptr (Moves) moves = g_new0 (Moves, 1);
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  LaurelLevelQuestion question = { 0 };
  json_t             *key = NULL;
  json_t             *body = NULL;
  json_int_t          turnover = 0;
  json_int_t          client_id = 0;

  moves->exchange = laurel_exchange_ref (exchange);

  if (!laurel_office_init_with_program (&moves->office, exchange) ||
      !laurel_office_read_cursor (exchange, &key, "[I, I]", &turnover, &client_id))
    return;

  moves->after_turnover = turnover;
  moves->after_client = client_id;
  json_decref (key);
  body = laurel_exchange_read_object (exchange);

  if (body == NULL)
    return;

  moves->next =
      read_levels (body, laurel_program_get_terms (moves->office.release->program), faults);
  json_decref (body);

  if (laurel_faults_get_n (faults) > 0)
    {
      laurel_exchange_refuse (exchange, faults);
      return;
    }

  moves->answer = json_object ();

  /* They have been counted for the first page. */
  if (moves->after_client != 0)
    {
      list_movers (g_steal_pointer (&moves));
      return;
    }

  question = question_of (moves);
  laurel_store_count_level_moves (laurel_exchange_get_store (exchange),
                                  &question,
                                  counted_cb,
                                  g_steal_pointer (&moves));
}

/* clang-format off */
static const LaurelQueryParameter page_query[] = { LAUREL_QUERY_PAGE, { NULL } };

static const LaurelRoute routes[] = {
  { .method = "POST", .pattern = "/v1/program/level-moves", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_RECEIPT, .handler = ask_level_moves,
    .query = page_query, .tag = "Program",
    .summary = "Who would move where in their next purchase, were these levels in force",
    .request = "LevelMovesAsked", .response = "LevelMoves", .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_levels_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
