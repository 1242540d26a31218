/* laurel-store-promo.c - series of promo codes, and the codes in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-promo.h"

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/store/laurel-db-array.h"

/* How many uses of one code are told. */
#define USES_TOLD "50"

/* clang-format off */
#define DAY(column) "(" column " - date '1970-01-01')"

#define SERIES_COLUMNS \
  "series, name, kind = 'unique', enabled, " DAY ("valid_from") ", " DAY ("valid_to") "," \
  " coalesce (valid_days, -1), coalesce (uses_per_code, 0), coalesce (uses_per_client, 0)," \
  " coalesce (issue_limit, 0), issued, revision, created_at, created_by"

static const LaurelStatement list_series_statement = {
  "promo-list-series",
  "select " SERIES_COLUMNS " from laurel.promo_code_series"
  " where $1::text is null or series > $1::text order by series limit $2::bigint",
  2,
  TRUE,
};

static const LaurelStatement load_series_statement = {
  "promo-load-series",
  "select " SERIES_COLUMNS " from laurel.promo_code_series where series = $1::text",
  1,
  TRUE,
};

static const LaurelStatement add_series_statement = {
  "promo-add-series",
  "insert into laurel.promo_code_series (series, name, enabled, valid_from, valid_to, valid_days,"
  "   uses_per_client, issue_limit, kind, uses_per_code, created_at, created_by)"
  " values ($1::text, $2::text, $3::boolean, date '1970-01-01' + $4::int, date '1970-01-01' + $5::int,"
  "   $6::int, $7::bigint, $8::bigint, $9::text, $10::bigint, $11::timestamptz, $12::text)"
  " on conflict on constraint promo_code_series_pkey do nothing returning " SERIES_COLUMNS,
  12,
  FALSE,
};

static const LaurelStatement change_series_statement = {
  "promo-change-series",
  "update laurel.promo_code_series set name = $2::text, enabled = $3::boolean,"
  "   valid_from = date '1970-01-01' + $4::int, valid_to = date '1970-01-01' + $5::int,"
  "   valid_days = $6::int, uses_per_client = $7::bigint, issue_limit = $8::bigint,"
  "   revision = revision + 1"
  " where series = $1::text and revision = $9::bigint"
  "   and ($8::bigint is null or issued <= $8::bigint)"
  " returning " SERIES_COLUMNS,
  9,
  FALSE,
};

static const LaurelStatement issue_statement = {
  "promo-issue",
  "select outcome, coalesce (room, 0), taken from laurel.issue_promo_codes ("
  "$1::text, $2::text[], $3::bigint, $4::bigint, date '1970-01-01' + $5::int, $6::timestamptz)",
  6,
  FALSE,
};

/* $1: the instant at which holds are looked at */
#define CODE_COLUMNS \
  "c.code, c.series, c.client_id, c.issued_at, s.enabled, " DAY ("s.valid_from") "," \
  " " DAY ("least (s.valid_to, c.valid_to)") ", coalesce (s.uses_per_code, 0)," \
  " case when s.uses_per_code is null then -1 else c.used end," \
  " (select count (*) from laurel.promo_code_holds p join laurel.holds h using (client_id, hold)" \
  "   where p.code = c.code and h.ending = 'open' and h.until > $1::timestamptz)"

static const LaurelStatement list_codes_statement = {
  "promo-list-codes",
  "select " CODE_COLUMNS
  " from laurel.promo_codes c join laurel.promo_code_series s using (series)"
  " where ($3::text is null or c.code > $3::text) and ($2::text is null or c.code ^@ $2::text)"
  " order by c.code limit $4::bigint",
  4,
  TRUE,
};

static const LaurelStatement list_series_codes_statement = {
  "promo-list-series-codes",
  "select " CODE_COLUMNS
  " from laurel.promo_codes c join laurel.promo_code_series s using (series)"
  " where c.series = $5::text and ($3::text is null or c.code > $3::text)"
  "   and ($2::text is null or c.code ^@ $2::text)"
  " order by c.series, c.code limit $4::bigint",
  5,
  TRUE,
};

static const LaurelStatement load_code_statement = {
  "promo-load-code",
  "select " CODE_COLUMNS ", u.sale_id, greatest (u.client_id, 0), u.\"time\", u.store, u.time_zone,"
  "   u.voided"
  " from laurel.promo_codes c join laurel.promo_code_series s using (series)"
  " left join lateral (select u.sale_id, u.client_id, x.\"time\", x.store, t.time_zone, u.voided"
  "   from laurel.promo_code_uses u join laurel.sales x using (client_id, sale_id)"
  "   left join laurel.stores t using (store)"
  "   where u.code = c.code order by u.sale_id desc limit " USES_TOLD ") u on true"
  " where c.code = $2::text order by u.sale_id desc",
  2,
  TRUE,
};
/* clang-format on */

/* A callback of any of the kinds above, with its data, while the database is at work. */
typedef struct
{
  GCallback done;
  gpointer  data;
} Call;

static Call *
call_new (GCallback done, gpointer data)
{
  Call *call = g_new (Call, 1);

  *call = (Call){ done, data };

  return call;
}

static void
query (LaurelStore           *store,
       const LaurelStatement *statement,
       LaurelDbParams        *params,
       LaurelDbDone           answered,
       GCallback              done,
       gpointer               data)
{
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   statement,
                   params,
                   answered,
                   call_new (done, data));
}

static void
add_day (LaurelDbParams *params, gint32 day)
{
  if (day == LAUREL_DAY_NONE)
    laurel_db_params_add_null (params);
  else
    laurel_db_params_add_int (params, day);
}

/* A number of which 0 says that there is no limit. */
static void
add_limit (LaurelDbParams *params, gint64 limit)
{
  if (limit == 0)
    laurel_db_params_add_null (params);
  else
    laurel_db_params_add_bigint (params, limit);
}

static gint32
get_day (const PGresult *result, int row, int column)
{
  return laurel_db_is_null (result, row, column) ? LAUREL_DAY_NONE
                                                 : laurel_db_get_int (result, row, column);
}

static gint64
get_id (const PGresult *result, int row, int column)
{
  return laurel_db_is_null (result, row, column) ? 0 : laurel_db_get_bigint (result, row, column);
}

/* === A change with its audit ================================================================== */

/**
 * Change:
 * @result: (nullable): what the change answered, kept until it is on disk
 * @is_made: whether the answer says that something was changed
 * @answer: tells whoever asked; @result or @error is NULL
 */
typedef struct _Change Change;

struct _Change
{
  LaurelDbTransaction *transaction;
  LaurelDbParams      *audit;
  PGresult            *result;
  gboolean (*is_made) (const PGresult *result);
  void (*answer) (const PGresult *result, const GError *error, const Call *call);
  Call call;
};

static void
end_change (Change *change, const PGresult *result, const GError *error)
{
  change->answer (result, error, &change->call);
  g_clear_pointer (&change->result, PQclear);
  g_free (change);
}

static void
committed_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  Change *change = data;

  end_change (change, result != NULL ? change->result : NULL, error);
}

/* Whether it went well is what the commit will say. */
static void
audited_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
}

static void
changed_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  Change *change = data;

  if (result == NULL || !change->is_made (result))
    {
      laurel_db_rollback (change->transaction);
      laurel_db_params_free (change->audit);
      end_change (change, result, error);
      return;
    }

  change->result = PQcopyResult (result, PG_COPYRES_ATTRS | PG_COPYRES_TUPLES);
  g_assert (change->result != NULL);
  laurel_db_transaction_query (change->transaction,
                               &laurel_store_audit_statement,
                               change->audit,
                               audited_cb,
                               NULL);
  laurel_db_commit (change->transaction, committed_cb, change);
}

/* (transfer full) @params, @audit; @change is copied. */
static void
run_change (LaurelStore           *store,
            const LaurelStatement *statement,
            LaurelDbParams        *params,
            LaurelDbParams        *audit,
            const Change          *change)
{
  Change *own = g_memdup2 (change, sizeof *change);

  own->audit = audit;
  own->transaction = laurel_db_begin (laurel_store_get_db (store), LAUREL_DB_LANE_OFFICE);
  laurel_db_transaction_query (own->transaction, statement, params, changed_cb, own);
}

/* === Series =================================================================================== */

static void
read_series (const PGresult *result, int row, LaurelPromoSeries *series)
{
  int column = 0;

  *series = (LaurelPromoSeries){ 0 };
  series->series = laurel_db_get_text (result, row, column++);
  series->name = laurel_db_get_text (result, row, column++);
  series->unique = laurel_db_get_boolean (result, row, column++);
  series->enabled = laurel_db_get_boolean (result, row, column++);
  series->valid_from = get_day (result, row, column++);
  series->valid_to = get_day (result, row, column++);
  series->valid_days = laurel_db_get_int (result, row, column++);
  series->uses_per_code = laurel_db_get_bigint (result, row, column++);
  series->uses_per_client = laurel_db_get_bigint (result, row, column++);
  series->issue_limit = laurel_db_get_bigint (result, row, column++);
  series->issued = laurel_db_get_bigint (result, row, column++);
  series->revision = laurel_db_get_bigint (result, row, column++);
  series->created_us = laurel_db_get_timestamp (result, row, column++);
  series->created_by = laurel_db_get_text (result, row, column);
}

static void
answer_series (const PGresult *result, const GError *error, const Call *call)
{
  LaurelPromoSeriesDone         done = (LaurelPromoSeriesDone) call->done;
  g_autofree LaurelPromoSeries *rows = NULL;
  int                           n_rows = result != NULL ? laurel_db_get_n_rows (result) : 0;

  rows = g_new (LaurelPromoSeries, (gsize) n_rows);
  for (int i = 0; i < n_rows; i++)
    read_series (result, i, &rows[i]);

  done (rows, (gsize) n_rows, error, call->data);
}

static void
series_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call *call = data;

  answer_series (result, error, call);
}

void
laurel_store_list_promo_series (LaurelStore          *store,
                                const char           *after,
                                gint64                limit,
                                LaurelPromoSeriesDone done,
                                gpointer              data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text (params, after);
  laurel_db_params_add_bigint (params, limit);
  query (store, &list_series_statement, params, series_cb, G_CALLBACK (done), data);
}

void
laurel_store_load_promo_series (LaurelStore          *store,
                                const char           *series,
                                LaurelPromoSeriesDone done,
                                gpointer              data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text (params, series);
  query (store, &load_series_statement, params, series_cb, G_CALLBACK (done), data);
}

static gboolean
has_row (const PGresult *result)
{
  return laurel_db_get_n_rows (result) > 0;
}

/* What can be changed, $1 to $8. */
static LaurelDbParams *
new_series_params (const LaurelPromoSeries *series)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text (params, series->series);
  laurel_db_params_add_text (params, series->name);
  laurel_db_params_add_boolean (params, series->enabled);
  add_day (params, series->valid_from);
  add_day (params, series->valid_to);

  if (series->valid_days < 0)
    laurel_db_params_add_null (params);
  else
    laurel_db_params_add_int (params, series->valid_days);

  add_limit (params, series->uses_per_client);
  add_limit (params, series->issue_limit);

  return params;
}

static LaurelDbParams *
new_audit (const LaurelActor *actor,
           const char        *action,
           const char        *series,
           const char        *before,
           const char        *after)
{
  g_autofree char *subject = g_strconcat ("promo_code_series ", series, NULL);

  return laurel_store_audit_params (actor, action, subject, before, after);
}

void
laurel_store_add_promo_series (LaurelStore             *store,
                               const LaurelActor       *actor,
                               const LaurelPromoSeries *series,
                               gint64                   now_us,
                               const char              *after,
                               LaurelPromoSeriesDone    done,
                               gpointer                 data)
{
  LaurelDbParams *params = new_series_params (series);

  laurel_db_params_add_text (params, series->unique ? "unique" : "shared");
  add_limit (params, series->uses_per_code);
  laurel_db_params_add_timestamp (params, now_us);
  laurel_db_params_add_text (params, actor->name);
  run_change (store,
              &add_series_statement,
              params,
              new_audit (actor, "promo_code_series.add", series->series, NULL, after),
              &(Change){ .is_made = has_row,
                         .answer = answer_series,
                         .call = { G_CALLBACK (done), data } });
}

void
laurel_store_change_promo_series (LaurelStore             *store,
                                  const LaurelActor       *actor,
                                  const LaurelPromoSeries *series,
                                  const char              *before,
                                  const char              *after,
                                  LaurelPromoSeriesDone    done,
                                  gpointer                 data)
{
  LaurelDbParams *params = new_series_params (series);

  laurel_db_params_add_bigint (params, series->revision);
  run_change (store,
              &change_series_statement,
              params,
              new_audit (actor, "promo_code_series.change", series->series, before, after),
              &(Change){ .is_made = has_row,
                         .answer = answer_series,
                         .call = { G_CALLBACK (done), data } });
}

/* === Issuing ================================================================================== */

static gboolean
is_issued (const PGresult *result)
{
  return g_str_equal (laurel_db_get_text (result, 0, 0), "issued");
}

static void
answer_issue (const PGresult *result, const GError *error, const Call *call)
{
  static const char *const words[] = {
    [LAUREL_PROMO_ISSUED] = "issued",
    [LAUREL_PROMO_UNKNOWN_SERIES] = "unknown_series",
    [LAUREL_PROMO_UNKNOWN_CLIENT] = "unknown_client",
    [LAUREL_PROMO_ISSUE_LIMIT] = "issue_limit",
    [LAUREL_PROMO_TAKEN] = "taken",
  };
  LaurelPromoIssueDone    done = (LaurelPromoIssueDone) call->done;
  LaurelPromoIssueOutcome outcome = LAUREL_PROMO_ISSUED;
  char                  **taken = NULL;
  gsize                   n_taken = 0;

  if (result == NULL)
    {
      done (outcome, 0, NULL, 0, error, call->data);
      return;
    }

  while (!g_str_equal (words[outcome], laurel_db_get_text (result, 0, 0)))
    outcome++;

  taken = laurel_db_dup_texts (result, 0, 2, &n_taken);
  done (outcome,
        laurel_db_get_bigint (result, 0, 1),
        (const char *const *) taken,
        n_taken,
        NULL,
        call->data);
  laurel_db_free_texts (taken, n_taken);
}

void
laurel_store_issue_promo_codes (LaurelStore            *store,
                                const LaurelActor      *actor,
                                const LaurelPromoIssue *issue,
                                LaurelPromoIssueDone    done,
                                gpointer                data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text (params, issue->series);
  laurel_db_params_add_text_array (params, issue->codes, issue->n_codes);
  laurel_db_params_add_bigint (params, issue->count);
  add_limit (params, issue->client_id);
  laurel_db_params_add_int (params, issue->day);
  laurel_db_params_add_timestamp (params, issue->now_us);
  run_change (store,
              &issue_statement,
              params,
              new_audit (actor, "promo_codes.issue", issue->series, NULL, issue->after),
              &(Change){ .is_made = is_issued,
                         .answer = answer_issue,
                         .call = { G_CALLBACK (done), data } });
}

/* === Codes ==================================================================================== */

enum
{
  CODE_COLUMNS_END = 10,
};

static void
read_code (const PGresult *result, int row, LaurelPromoCode *code)
{
  int column = 0;

  *code = (LaurelPromoCode){ 0 };
  code->code = laurel_db_get_text (result, row, column++);
  code->series = laurel_db_get_text (result, row, column++);
  code->client_id = get_id (result, row, column++);
  code->issued_us = laurel_db_get_timestamp (result, row, column++);
  code->enabled = laurel_db_get_boolean (result, row, column++);
  code->valid_from = get_day (result, row, column++);
  code->valid_to = get_day (result, row, column++);
  code->uses = laurel_db_get_bigint (result, row, column++);
  code->used = laurel_db_get_bigint (result, row, column++);
  code->held = laurel_db_get_bigint (result, row, column++);
  g_assert (column == CODE_COLUMNS_END);
}

static void
codes_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call            *call = data;
  LaurelPromoCodesDone        done = (LaurelPromoCodesDone) call->done;
  g_autofree LaurelPromoCode *rows = NULL;
  int                         n_rows = result != NULL ? laurel_db_get_n_rows (result) : 0;

  rows = g_new (LaurelPromoCode, (gsize) n_rows);
  for (int i = 0; i < n_rows; i++)
    read_code (result, i, &rows[i]);

  done (rows, (gsize) n_rows, error, call->data);
}

void
laurel_store_list_promo_codes (LaurelStore         *store,
                               const char          *prefix,
                               const char          *series,
                               const char          *after,
                               gint64               limit,
                               gint64               now_us,
                               LaurelPromoCodesDone done,
                               gpointer             data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_timestamp (params, now_us);
  laurel_db_params_add_text (params, prefix);
  laurel_db_params_add_text (params, after);
  laurel_db_params_add_bigint (params, limit);

  if (series != NULL)
    laurel_db_params_add_text (params, series);

  query (store,
         series != NULL ? &list_series_codes_statement : &list_codes_statement,
         params,
         codes_cb,
         G_CALLBACK (done),
         data);
}

static void
read_use (const PGresult *result, int row, LaurelPromoUse *use)
{
  int column = CODE_COLUMNS_END;

  *use = (LaurelPromoUse){ 0 };
  use->sale_id = laurel_db_get_bigint (result, row, column++);
  use->client_id = laurel_db_get_bigint (result, row, column++);
  use->time_us = laurel_db_get_timestamp (result, row, column++);
  use->store = laurel_db_get_text (result, row, column++);
  use->time_zone = laurel_db_get_text (result, row, column++);
  use->voided = laurel_db_get_boolean (result, row, column);
}

static void
code_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call           *call = data;
  LaurelPromoCodeDone        done = (LaurelPromoCodeDone) call->done;
  g_autofree LaurelPromoUse *uses = NULL;
  LaurelPromoCode            code = { 0 };
  gsize                      n_uses = 0;
  int                        n_rows = result != NULL ? laurel_db_get_n_rows (result) : 0;

  if (n_rows == 0)
    {
      done (NULL, NULL, 0, error, call->data);
      return;
    }

  /* A code that was never used is one row without a sale. */
  read_code (result, 0, &code);
  uses = g_new (LaurelPromoUse, (gsize) n_rows);
  for (int i = 0; i < n_rows && !laurel_db_is_null (result, i, CODE_COLUMNS_END); i++)
    read_use (result, i, &uses[n_uses++]);

  done (&code, uses, n_uses, NULL, call->data);
}

void
laurel_store_load_promo_code (LaurelStore        *store,
                              const char         *code,
                              gint64              now_us,
                              LaurelPromoCodeDone done,
                              gpointer            data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_timestamp (params, now_us);
  laurel_db_params_add_text (params, code);
  query (store, &load_code_statement, params, code_cb, G_CALLBACK (done), data);
}
