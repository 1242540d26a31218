/* laurel-store-level-moves.c - who would move where, were other levels in force
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Levels are handed over in ascending order, so that a level is its place among them: the place
 * that a turnover supports is the number of thresholds that it has reached.
 */

#include "server/store/laurel-store-level-moves.h"

#include "server/engine/laurel-ledger-dates.h"
#include "server/store/laurel-db-optional.h"

/* === Statements =============================================================================== */

/* clang-format off */
#define BY_HAND(levels) \
  "(a.manual_level = any (" levels ") and coalesce (a.manual_until, 'infinity') >= $5::date)"

/* $1 levels of now, $2 the one that is earned by nothing, $3 and $4 levels to be and their
 * thresholds, $5 today, $6 whether levels fall at once, $7 whether at reviews. */
#define JUDGED(turnover, accounts) \
  "with placed as (select a.*, " turnover " as basis," \
  "   coalesce (array_position ($3::text[], a.level), width_bucket (0::bigint, $4::bigint[])) as earned," \
  "   width_bucket (greatest (" turnover ", 0), $4::bigint[]) as supported" \
  "   from " accounts " where not a.merged)," \
  " judged as (select a.client_id, a.basis," \
  "   case when " BY_HAND ("$1::text[]") " then a.manual_level" \
  "     when a.level = any ($1::text[]) then a.level else $2::text end as before," \
  "   case when " BY_HAND ("$3::text[]") " then a.manual_level" \
  "     when a.supported > a.earned or $6::boolean then ($3::text[])[a.supported]" \
  "     else ($3::text[])[a.earned] end as after," \
  "   $7::boolean and a.supported < a.earned and a.level_review is not null" \
  "     and " BY_HAND ("$3::text[]") " is not true as falling" \
  "   from placed a)"

#define OF_LIFETIME JUDGED ("a.turnover", "laurel.accounts a")
/* $8 and $9 the first and the last date that count. */
#define OF_PERIOD \
  JUDGED ("coalesce (t.amount, 0)", "laurel.accounts a left join (select client_id," \
          " sum (amount)::bigint as amount from laurel.turnovers where day between $8::date and $9::date" \
          " group by client_id) t using (client_id)")

#define COUNTS \
  " select before, after, count (*), count (*) filter (where falling)" \
  " from judged group by before, after order by 3 desc, 1, 2"

#define MOVERS(turnover, client, limit) \
  ", page as (select * from judged where before is distinct from after" \
  "   and (basis, client_id) < (" turnover "::bigint, " client "::bigint)" \
  "   order by basis desc, client_id desc limit " limit "::bigint)" \
  " select p.client_id, c.last_name, c.first_name, c.patronymic," \
  "   (select number from laurel.cards k where k.client_id = p.client_id" \
  "     order by (state = 'active') desc, since desc, number limit 1)," \
  "   p.basis, p.before, p.after" \
  " from page p join laurel.clients c using (client_id) order by p.basis desc, p.client_id desc"

#define N_PARAMS        7
#define N_PERIOD_PARAMS 9
#define N_PAGE_PARAMS   3

/* [whether dates count] */
static const LaurelStatement count_statements[2] = {
  { "office-level-moves", OF_LIFETIME COUNTS, N_PARAMS, TRUE },
  { "office-level-moves-period", OF_PERIOD COUNTS, N_PERIOD_PARAMS, TRUE },
};
static const LaurelStatement mover_statements[2] = {
  { "office-level-movers", OF_LIFETIME MOVERS ("$8", "$9", "$10"), N_PARAMS + N_PAGE_PARAMS, TRUE },
  { "office-level-movers-period", OF_PERIOD MOVERS ("$10", "$11", "$12"),
    N_PERIOD_PARAMS + N_PAGE_PARAMS, TRUE },
};
/* clang-format on */

/* === Levels =================================================================================== */

/* Ascending, as the ledger compares them. */
static gint
compare_levels (gconstpointer a, gconstpointer b)
{
  const LaurelLevel *one = *(const LaurelLevel *const *) a;
  const LaurelLevel *other = *(const LaurelLevel *const *) b;

  if (one->threshold != other->threshold)
    return one->threshold < other->threshold ? -1 : 1;

  return one->order < other->order ? -1 : one->order > other->order;
}

/* (element-type LaurelLevel) */
static GPtrArray *
new_order (const LaurelProgramTerms *terms)
{
  GPtrArray *levels = g_ptr_array_new ();

  for (gsize i = 0; i < terms->n_levels; i++)
    g_ptr_array_add (levels, (gpointer) &terms->levels[i]);

  g_ptr_array_sort (levels, compare_levels);

  return levels;
}

static const LaurelLevel *
find_level (const GPtrArray *levels, const char *id)
{
  for (guint i = 0; i < levels->len; i++)
    {
      const LaurelLevel *level = g_ptr_array_index (levels, i);

      if (g_str_equal (level->id, id))
        return level;
    }

  return NULL;
}

/* (nullable): without a level one is below all of them. */
static const LaurelLevel *
place_of (const GPtrArray *next, const GPtrArray *current, const char *id)
{
  const LaurelLevel *level = id != NULL ? find_level (next, id) : NULL;

  return level != NULL || id == NULL ? level : find_level (current, id);
}

static gint
direction_of (const GPtrArray *next, const GPtrArray *current, const char *from, const char *to)
{
  const LaurelLevel *before = place_of (next, current, from);
  const LaurelLevel *after = place_of (next, current, to);

  if (before == NULL || after == NULL)
    return (after != NULL) - (before != NULL);

  return compare_levels (&after, &before);
}

/* === Asking =================================================================================== */

/**
 * Ask:
 * @current, @next: (element-type LaurelLevel): of the question, whose levels outlive it
 */
typedef struct
{
  GPtrArray *current;
  GPtrArray *next;
  GCallback  done;
  gpointer   data;
} Ask;

static void
ask_free (Ask *ask)
{
  g_ptr_array_unref (ask->current);
  g_ptr_array_unref (ask->next);
  g_free (ask);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ask, ask_free)

static Ask *
ask_new (const LaurelLevelQuestion *question, GCallback done, gpointer data)
{
  Ask *ask = g_new (Ask, 1);

  *ask = (Ask){ new_order (question->current), new_order (question->next), done, data };

  return ask;
}

static void
add_ids (LaurelDbParams *params, const GPtrArray *levels)
{
  g_autofree const char **ids = g_new (const char *, levels->len + 1);

  for (guint i = 0; i < levels->len; i++)
    ids[i] = ((const LaurelLevel *) g_ptr_array_index (levels, i))->id;

  laurel_db_params_add_text_array (params, ids, levels->len);
}

static void
add_thresholds (LaurelDbParams *params, const GPtrArray *levels)
{
  g_autofree gint64 *thresholds = g_new (gint64, levels->len + 1);

  for (guint i = 0; i < levels->len; i++)
    thresholds[i] = ((const LaurelLevel *) g_ptr_array_index (levels, i))->threshold;

  laurel_db_params_add_bigint_array (params, thresholds, levels->len);
}

static gboolean
goes_by_dates (const LaurelProgramTerms *terms)
{
  return terms->basis != LAUREL_BASIS_LIFETIME;
}

static gint32
first_date (const LaurelProgramTerms *terms, gint32 today)
{
  if (terms->basis == LAUREL_BASIS_ROLLING)
    return today - terms->rolling_days + 1;

  return laurel_ledger_period_first (
      terms->calendar == LAUREL_PERIOD_QUARTER ? LAUREL_LEDGER_QUARTER : LAUREL_LEDGER_YEAR,
      today);
}

static gint32
last_date (const LaurelProgramTerms *terms, gint32 today)
{
  if (terms->basis == LAUREL_BASIS_ROLLING)
    return today;

  return laurel_ledger_period_next (terms->calendar == LAUREL_PERIOD_QUARTER ? LAUREL_LEDGER_QUARTER
                                                                             : LAUREL_LEDGER_YEAR,
                                    today) -
         1;
}

static LaurelDbParams *
new_params (const LaurelLevelQuestion *question, const Ask *ask)
{
  const LaurelProgramTerms *next = question->next;
  LaurelDbParams           *params = laurel_db_params_new ();

  add_ids (params, ask->current);
  laurel_db_params_add_text (params, question->base_level);
  add_ids (params, ask->next);
  add_thresholds (params, ask->next);
  laurel_db_params_add_day (params, question->today);
  laurel_db_params_add_boolean (params, next->downgrade == LAUREL_DOWNGRADE_IMMEDIATE);
  laurel_db_params_add_boolean (params, next->downgrade == LAUREL_DOWNGRADE_PERIOD);

  if (goes_by_dates (next))
    {
      laurel_db_params_add_day (params, first_date (next, question->today));
      laurel_db_params_add_day (params, last_date (next, question->today));
    }

  return params;
}

static void
count_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autoptr (Ask) ask = data;
  LaurelLevelMovesDone        done = (LaurelLevelMovesDone) ask->done;
  g_autofree LaurelLevelMove *moves = NULL;
  int                         n_rows = 0;

  if (result == NULL)
    {
      done (NULL, 0, error, ask->data);
      return;
    }

  n_rows = laurel_db_get_n_rows (result);
  moves = g_new (LaurelLevelMove, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    {
      const char *from = laurel_db_get_text (result, i, 0);
      const char *to = laurel_db_get_text (result, i, 1);

      moves[i] = (LaurelLevelMove){
        .from = from,
        .to = to,
        .direction = direction_of (ask->next, ask->current, from, to),
        .clients = laurel_db_get_bigint (result, i, 2),
        .falling = laurel_db_get_bigint (result, i, 3),
      };
    }

  done (moves, (gsize) n_rows, NULL, ask->data);
}

void
laurel_store_count_level_moves (LaurelStore               *store,
                                const LaurelLevelQuestion *question,
                                LaurelLevelMovesDone       done,
                                gpointer                   data)
{
  Ask *ask = ask_new (question, G_CALLBACK (done), data);

  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &count_statements[goes_by_dates (question->next)],
                   new_params (question, ask),
                   count_cb,
                   ask);
}

static void
movers_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autoptr (Ask) ask = data;
  LaurelMoversDone           done = (LaurelMoversDone) ask->done;
  g_autofree LaurelMoverRow *rows = NULL;
  int                        n_rows = 0;

  if (result == NULL)
    {
      done (NULL, 0, error, ask->data);
      return;
    }

  n_rows = laurel_db_get_n_rows (result);
  rows = g_new (LaurelMoverRow, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    rows[i] = (LaurelMoverRow){
      .client_id = laurel_db_get_bigint (result, i, 0),
      .last_name = laurel_db_get_text (result, i, 1),
      .first_name = laurel_db_get_text (result, i, 2),
      .patronymic = laurel_db_get_text (result, i, 3),
      .card = laurel_db_get_text (result, i, 4),
      .turnover = laurel_db_get_bigint (result, i, 5),
      .from = laurel_db_get_text (result, i, 6),
      .to = laurel_db_get_text (result, i, 7),
    };

  done (rows, (gsize) n_rows, NULL, ask->data);
}

void
laurel_store_list_movers (LaurelStore               *store,
                          const LaurelLevelQuestion *question,
                          gint64                     after_turnover,
                          gint64                     after_client,
                          gint64                     limit,
                          LaurelMoversDone           done,
                          gpointer                   data)
{
  Ask            *ask = ask_new (question, G_CALLBACK (done), data);
  LaurelDbParams *params = new_params (question, ask);
  gboolean        beginning = after_client == 0;

  laurel_db_params_add_bigint (params, beginning ? G_MAXINT64 : after_turnover);
  laurel_db_params_add_bigint (params, beginning ? G_MAXINT64 : after_client);
  laurel_db_params_add_bigint (params, limit);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &mover_statements[goes_by_dates (question->next)],
                   params,
                   movers_cb,
                   ask);
}
