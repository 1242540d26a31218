/* laurel-loader.c - accounts that are asked for at the same time are loaded together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-loader.h"

#include "server/store/laurel-loaded.h"
#include "server/store/laurel-store-private.h"

enum
{
  TOGETHER_MAX = 64,
  /* While one answer is on its way the next one can be at work: with one at a time there is a tenth
   * more throughput, and everybody waits twice as long. */
  UNDER_WAY_MAX = 2,

  COLUMN_PLACE = 0,
  COLUMN_ROW = 1,
};

/* What @uses adds: $6 personal discounts, $7 shared ones; rows of the totals have the place 0,
 * because they are for all.
 *
 * $1 cards, $2 phones, $3 ids of clients, of which each place has one or none; $4 tills, $5 keys.
 * Rows of one account are one behind the other. Lateral joins with a limit are loops over an index,
 * however few rows the tables had when the statement was planned. */
/* clang-format off */
#define EPOCH(column) "extract (epoch from " column ")::bigint"
#define DAY(column) "(" column " - date '1970-01-01')::bigint"

#define LOAD_TOGETHER(of_account, of_all) \
  "select x.place, 'o', array[o.status]::bigint[], array[encode (o.digest, 'hex'), o.body]" \
  " from unnest ($4::bigint[], $5::text[]) with ordinality as x (till_id, key, place)" \
  " cross join lateral (select status, digest, body from laurel.operations" \
  "   where till_id = x.till_id and key = x.key limit 1) as o" \
  " union all select w.place, a.* from (" \
  "   select x.place, x.given, n.client_id" \
  "   from unnest ($1::text[]) with ordinality as x (given, place)" \
  "   cross join lateral (select client_id from laurel.card_numbers where number = x.given limit 1) as n" \
  "   union all select x.place, null, n.client_id" \
  "   from unnest ($2::text[]) with ordinality as x (phone, place)" \
  "   cross join lateral (select client_id from laurel.client_phones where phone = x.phone limit 1) as n" \
  "   union all select x.place, null, x.id" \
  "   from unnest ($3::bigint[]) with ordinality as x (id, place) where x.id is not null) as w" \
  " cross join lateral (select coalesce (merged_into, client_id) as client_id" \
  "   from laurel.clients where client_id = w.client_id limit 1) as who" \
  " cross join lateral (" \
  "   select 'b', array[c.client_id, c.registered::int, " DAY ("c.birth_date") ", c.referrer_id," \
  "     a.version, a.last_lot, " EPOCH ("a.posted") ", a.debt, a.turnover, a.purchase_count," \
  "     " EPOCH ("a.last_purchase_time") ", " DAY ("a.last_purchase_day") "," \
  "     " DAY ("a.activity_day") ", " EPOCH ("a.level_since") ", " DAY ("a.level_review") "," \
  "     " DAY ("a.manual_until") ", " EPOCH ("a.next_due") ", a.merged::int, a.open_ends]," \
  "   array[c.last_name, c.first_name, c.patronymic, c.gender, c.phone, c.email, a.level," \
  "     a.manual_level, k.number, k.state] || array (select segment from laurel.client_segments" \
  "       where client_id = who.client_id)" \
  "   from laurel.clients c join laurel.accounts a using (client_id)" \
  "   left join lateral (select number, state from laurel.cards where client_id = who.client_id" \
  "     order by (number is not distinct from w.given) desc, (state = 'active') desc, since desc" \
  "     limit 1) as k on true" \
  "   where client_id = who.client_id" \
  "   union all select 'l', array[lot_no, document, root, tx_no, " EPOCH ("active_from") "," \
  "     " EPOCH ("active_to") ", " DAY ("own_day") ", inactivity_days, sealed::int, granted," \
  "     remaining, held, expired, lost, consumed, reversed, paid, moved, undone::int]," \
  "   array[origin::text, document_kind::text, expiry::text]" \
  "   from laurel.lots where client_id = who.client_id and remaining > 0" \
  of_account ") as a" of_all

static const LaurelStatement load_together_statement = {
  "load-together",
  LOAD_TOGETHER ("", ""),
  5,
  TRUE,
};

static const LaurelStatement load_uses_together_statement = {
  "load-uses-together",
  LOAD_TOGETHER (
    "   union all select 'w', array[count (*), max (" DAY ("day") ")], array[leaf]"
    "   from (select leaf, day from (select who.client_id union all select c.client_id"
    "       from laurel.clients c where c.merged_into = who.client_id) as a (client_id)"
    "     cross join lateral (select leaf, day from laurel.uses where client_id = a.client_id"
    "       and client_id > 0 and not voided offset 0) as u) as u"
    "   where leaf = any ($6::text[]) group by leaf",
    " union all select 0, 'W', array[count, money], array[leaf] from unnest ($7::text[]) as x (id)"
    " cross join lateral (select leaf, count, money from laurel.use_totals where leaf = x.id limit 1) as t"),
  7,
  TRUE,
};
/* clang-format on */

typedef struct
{
  LaurelAccountQuery query;
  LaurelLoadDone     done;
  gpointer           data;
  LaurelLoaded      *loaded;
} Load;

/**
 * LaurelLoader:
 * @waiting: (element-type Load): in the order in which they came
 * @n_under_way: how many statements are under way
 */
struct _LaurelLoader
{
  LaurelStore *store;
  LaurelDbLane lane;
  GArray      *waiting;
  guint        n_under_way;
  gboolean     ended;
};

LaurelLoader *
laurel_loader_new (LaurelStore *store, LaurelDbLane lane)
{
  LaurelLoader *self = g_new0 (LaurelLoader, 1);

  self->store = store;
  self->lane = lane;
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Load));

  return self;
}

void
laurel_loader_end (LaurelLoader *self)
{
  g_autoptr (GError) error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                                                  LAUREL_DATABASE_ERROR_UNAVAILABLE,
                                                  "the program lets go of the database");

  self->ended = TRUE;

  while (self->waiting->len > 0)
    {
      Load load = g_array_index (self->waiting, Load, 0);

      g_array_remove_index (self->waiting, 0);
      load.done (NULL, error, load.data);
    }
}

void
laurel_loader_free (LaurelLoader *self)
{
  if (self == NULL)
    return;

  g_assert (self->waiting->len == 0 && self->n_under_way == 0);
  g_array_unref (self->waiting);
  g_free (self);
}

gboolean
laurel_loader_takes (const LaurelAccountQuery *query)
{
  return query->owner <= LAUREL_OWNER_CLIENT && query->depth == LAUREL_ACCOUNT_DEPTH_OPEN &&
         query->n_holds == 0 && query->n_codes == 0;
}

/* @loads: (element-type Load): of one statement under way, in the order of their places */
typedef struct
{
  LaurelLoader *loader;
  GArray       *loads;
} Batch;

static void go_on (LaurelLoader *self);

static void
load_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Batch *batch = data;
  LaurelLoader     *self = batch->loader;
  g_autoptr (GArray) loads = batch->loads;
  int n_rows = result != NULL ? laurel_db_get_n_rows (result) : 0;

  self->n_under_way--;

  for (guint i = 0; result != NULL && i < loads->len; i++)
    g_array_index (loads, Load, i).loaded = laurel_loaded_new (LAUREL_ACCOUNT_DEPTH_OPEN, 0);

  for (int i = 0; i < n_rows; i++)
    {
      gint64 place = laurel_db_get_bigint (result, i, COLUMN_PLACE);

      g_assert (place >= 0 && place <= loads->len);

      for (guint k = 0; k < loads->len; k++)
        if (place == 0 || place == k + 1)
          laurel_loaded_read_row (g_array_index (loads, Load, k).loaded, result, i, COLUMN_ROW);
    }

  /* The next ones are looked for while these are priced. */
  go_on (self);

  for (guint i = 0; i < loads->len; i++)
    {
      Load *load = &g_array_index (loads, Load, i);

      if (load->loaded != NULL)
        laurel_loaded_end (load->loaded);

      if (load->loaded != NULL && load->loaded->open_ends)
        {
          laurel_loaded_free (load->loaded);
          laurel_store_load_account_alone (self->store,
                                           self->lane,
                                           &load->query,
                                           load->done,
                                           load->data);
        }
      else
        {
          load->done (load->loaded, error, load->data);
        }
    }
}

static void
send (LaurelLoader *self, Batch *batch)
{
  LaurelDbParams           *params = laurel_db_params_new ();
  const char               *cards[TOGETHER_MAX];
  const char               *phones[TOGETHER_MAX];
  const char               *keys[TOGETHER_MAX];
  gint64                    ids[TOGETHER_MAX];
  gint64                    tills[TOGETHER_MAX];
  guint                     n = batch->loads->len;
  const LaurelAccountQuery *first = &g_array_index (batch->loads, Load, 0).query;
  gboolean                  uses = first->n_personal > 0 || first->n_shared > 0;

  for (guint i = 0; i < n; i++)
    {
      const LaurelAccountQuery *query = &g_array_index (batch->loads, Load, i).query;

      cards[i] = query->owner == LAUREL_OWNER_CARD ? query->text : NULL;
      phones[i] = query->owner == LAUREL_OWNER_PHONE ? query->text : NULL;
      ids[i] = query->owner == LAUREL_OWNER_CLIENT ? query->id : 0;
      tills[i] = query->till_id;
      keys[i] = query->key;
    }

  laurel_db_params_add_text_array (params, cards, n);
  laurel_db_params_add_text_array (params, phones, n);
  laurel_db_params_add_bigint_array (params, ids, n);
  laurel_db_params_add_bigint_array (params, tills, n);
  laurel_db_params_add_text_array (params, keys, n);

  if (uses)
    {
      laurel_db_params_add_text_array (params, first->personal, first->n_personal);
      laurel_db_params_add_text_array (params, first->shared, first->n_shared);
    }

  laurel_db_query (laurel_store_get_db (self->store),
                   self->lane,
                   uses ? &load_uses_together_statement : &load_together_statement,
                   params,
                   load_cb,
                   batch);
}

/* What is asked of one program; those of another wait for the next statement. */
static gboolean
goes_with (const LaurelAccountQuery *first, const LaurelAccountQuery *query)
{
  return query->n_personal == first->n_personal && query->n_shared == first->n_shared &&
         (query->n_personal == 0 || query->personal == first->personal) &&
         (query->n_shared == 0 || query->shared == first->shared);
}

static void
go_on (LaurelLoader *self)
{
  Batch *batch = NULL;
  guint  n = 0;

  if (self->ended || self->n_under_way == UNDER_WAY_MAX || self->waiting->len == 0)
    return;

  while (n < MIN (self->waiting->len, TOGETHER_MAX) &&
         goes_with (&g_array_index (self->waiting, Load, 0).query,
                    &g_array_index (self->waiting, Load, n).query))
    n++;

  batch = g_new (Batch, 1);
  *batch = (Batch){ self, g_array_sized_new (FALSE, FALSE, sizeof (Load), n) };
  g_array_append_vals (batch->loads, self->waiting->data, n);
  g_array_remove_range (self->waiting, 0, n);
  self->n_under_way++;
  send (self, batch);
}

void
laurel_loader_load (LaurelLoader             *self,
                    const LaurelAccountQuery *query,
                    LaurelLoadDone            done,
                    gpointer                  data)
{
  Load load = { .query = *query, .done = done, .data = data };

  g_array_append_val (self->waiting, load);
  go_on (self);
}
