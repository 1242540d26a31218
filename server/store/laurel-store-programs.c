/* laurel-store-programs.c - published programs, those on their way, and the catalog they are
 * compiled with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-programs.h"

#include "server/store/laurel-db-array.h"

/* clang-format off */
static const LaurelStatement list_statement = {
  "list-programs",
  "select c.version, n.next_at, p.version, p.document, p.published_at, p.published_by, p.approved_by,"
  "   p.comment"
  " from laurel.catalog_state c"
  " cross join (select min (from_at) as next_at from laurel.program_submissions"
  "   where state = 'scheduled') n"
  " left join laurel.programs p on p.version > $1::int"
  " order by p.version",
  1,
  TRUE,
};

static const LaurelStatement program_statement = {
  "load-program",
  "select version, document, published_at, published_by, approved_by, comment from laurel.programs"
  " where version = case when $1::int > 0 then $1::int else (select max (version)"
  "   from laurel.programs) end",
  1,
  TRUE,
};

static const LaurelStatement release_statement = {
  "release-due-programs",
  "select laurel.release_due_programs ($1::timestamptz)",
  1,
  FALSE,
};

static const LaurelStatement versions_statement = {
  "list-program-versions",
  "select rank, first, second, submission, version, from_at, submitted_at, by, approved_by, comment"
  " from (select case state when 'waiting' then 2 else 1 end as rank,"
  "     case state when 'waiting' then submission"
  "       else (extract (epoch from from_at) * 1000000)::bigint end as first, submission as second,"
  "     submission, null::int as version, from_at, submitted_at, submitted_by as by,"
  "     decided_by as approved_by, comment"
  "   from laurel.program_submissions where state in ('waiting', 'scheduled')"
  "   union all select 0, version, 0, null, version, published_at, null, published_by, approved_by,"
  "     comment from laurel.programs) v"
  " where (rank, first, second) < ($1::int, $2::bigint, $3::bigint)"
  " order by rank desc, first desc, second desc limit $4::bigint",
  4,
  TRUE,
};

static const LaurelStatement submission_statement = {
  "load-program-submission",
  "select case state when 'waiting' then 2 else 1 end, document, 0, submission, null, from_at,"
  "   submitted_at, submitted_by, decided_by, comment"
  " from laurel.program_submissions"
  " where submission = $1::bigint and state in ('waiting', 'scheduled')",
  1,
  TRUE,
};

static const LaurelStatement catalog_statement = {
  "load-catalog",
  "select 's' as tag, store as id, channel as word, time_zone as zone, 0::bigint as low, 0 as share,"
  " coalesce (x.segments, '{}') as segments, '{}'::text[] as flags,"
  " (select version from laurel.catalog_state) as version"
  " from laurel.stores s left join (select store, array_agg (segment) as segments"
  "   from laurel.store_segments group by store) x using (store)"
  " union all select 'p', product, null, null, min_price, max_discount,"
  " coalesce (x.segments, '{}'), flags, (select version from laurel.catalog_state)"
  " from laurel.products p left join (select product, array_agg (segment) as segments"
  "   from laurel.product_segments group by product) x using (product)"
  " union all select 'v', null, null, null, 0, 0, '{}', '{}', version from laurel.catalog_state",
  0,
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

/* From six columns of row @i, of which @column is the first. */
static LaurelPublished
read_published (const PGresult *result, int i, int column)
{
  return (LaurelPublished){
    .version = laurel_db_get_int (result, i, column),
    .document = laurel_db_get_text (result, i, column + 1),
    .published_us = laurel_db_get_timestamp (result, i, column + 2),
    .published_by = laurel_db_get_text (result, i, column + 3),
    .approved_by = laurel_db_get_text (result, i, column + 4),
    .comment = laurel_db_get_text (result, i, column + 5),
  };
}

/* 0 for NULL. */
static gint64
get_instant (const PGresult *result, int i, int column)
{
  return laurel_db_is_null (result, i, column) ? 0 : laurel_db_get_timestamp (result, i, column);
}

static void
list_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call            *call = data;
  LaurelPublishedDone         done = (LaurelPublishedDone) call->done;
  LaurelProgramsState         state = { 0 };
  g_autofree LaurelPublished *programs = NULL;
  gsize                       n_programs = 0;
  int                         n_rows = result != NULL ? laurel_db_get_n_rows (result) : 0;

  if (result == NULL)
    {
      done (NULL, 0, NULL, error, call->data);
      return;
    }

  state.catalog_version = laurel_db_get_bigint (result, 0, 0);
  state.next_us = get_instant (result, 0, 1);
  programs = g_new0 (LaurelPublished, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    {
      if (!laurel_db_is_null (result, i, 2))
        programs[n_programs++] = read_published (result, i, 2);
    }

  done (programs, n_programs, &state, NULL, call->data);
}

void
laurel_store_list_programs (LaurelStore        *store,
                            gint                version,
                            LaurelPublishedDone done,
                            gpointer            data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_int (params, version);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &list_statement,
                   params,
                   list_cb,
                   call_new (G_CALLBACK (done), data));
}

static void
program_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call  *call = data;
  LaurelProgramDone done = (LaurelProgramDone) call->done;
  LaurelPublished   program = { 0 };

  if (result == NULL || laurel_db_get_n_rows (result) == 0)
    {
      done (NULL, error, call->data);
      return;
    }

  program = read_published (result, 0, 0);
  done (&program, NULL, call->data);
}

void
laurel_store_load_program (LaurelStore *store, gint version, LaurelProgramDone done, gpointer data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_int (params, version);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &program_statement,
                   params,
                   program_cb,
                   call_new (G_CALLBACK (done), data));
}

/* === The catalog ============================================================================== */

static LaurelProductFlags
flags_from_words (char **words)
{
  LaurelProductFlags flags = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], "no_discount"))
        flags |= LAUREL_PRODUCT_NO_DISCOUNT;
      else if (g_str_equal (words[i], "no_accrual"))
        flags |= LAUREL_PRODUCT_NO_ACCRUAL;
      else if (g_str_equal (words[i], "no_turnover"))
        flags |= LAUREL_PRODUCT_NO_TURNOVER;
    }

  return flags;
}

/* Adds the store or product in row @i. */
static void
add_to_catalog (LaurelCatalog *catalog, const PGresult *result, int i)
{
  char   tag = laurel_db_get_text (result, i, 0)[0];
  gsize  n_segments = 0;
  gsize  n_flags = 0;
  char **segments = laurel_db_dup_texts (result, i, 6, &n_segments);
  char **flags = laurel_db_dup_texts (result, i, 7, &n_flags);

  if (tag == 's')
    laurel_catalog_add_store (
        catalog,
        &(LaurelCatalogStore){
            .id = laurel_db_get_text (result, i, 1),
            .segments = (const char *const *) segments,
            .n_segments = n_segments,
            .channel = laurel_channel_from_word (laurel_db_get_text (result, i, 2)),
            .time_zone = laurel_db_get_text (result, i, 3),
        });
  else if (tag == 'p')
    laurel_catalog_add_product (catalog,
                                &(LaurelCatalogProduct){
                                    .id = laurel_db_get_text (result, i, 1),
                                    .segments = (const char *const *) segments,
                                    .n_segments = n_segments,
                                    .min_price = laurel_db_get_bigint (result, i, 4),
                                    .max_discount = laurel_db_get_int (result, i, 5),
                                    .flags = flags_from_words (flags),
                                });

  laurel_db_free_texts (segments, n_segments);
  laurel_db_free_texts (flags, n_flags);
}

static void
catalog_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call  *call = data;
  LaurelCatalogDone done = (LaurelCatalogDone) call->done;
  LaurelCatalog    *catalog = NULL;

  if (result == NULL)
    {
      done (NULL, 0, error, call->data);
      return;
    }

  catalog = laurel_catalog_new ();

  for (int i = 0; i < laurel_db_get_n_rows (result); i++)
    add_to_catalog (catalog, result, i);

  done (catalog, laurel_db_get_bigint (result, 0, 8), NULL, call->data);
}

void
laurel_store_load_catalog (LaurelStore *store, LaurelCatalogDone done, gpointer data)
{
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &catalog_statement,
                   NULL,
                   catalog_cb,
                   call_new (G_CALLBACK (done), data));
}

/* === On their way ============================================================================= */

static void
released_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call *call = data;

  ((LaurelStoreDone) call->done) (error, call->data);
}

void
laurel_store_release_due_programs (LaurelStore    *store,
                                   gint64          now_us,
                                   LaurelStoreDone done,
                                   gpointer        data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_timestamp (params, now_us);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &release_statement,
                   params,
                   released_cb,
                   call_new (G_CALLBACK (done), data));
}

/* What the list and one row have in common; @rank is that of a LaurelVersionKey. */
static LaurelSubmissionRow
read_submission (const PGresult *result, int i, gint rank)
{
  /* By rank. */
  static const LaurelSubmissionState states[] = { LAUREL_SUBMISSION_PUBLISHED,
                                                  LAUREL_SUBMISSION_SCHEDULED,
                                                  LAUREL_SUBMISSION_WAITING };

  return (LaurelSubmissionRow){
    .state = states[rank],
    .submission = laurel_db_is_null (result, i, 3) ? 0 : laurel_db_get_bigint (result, i, 3),
    .version = laurel_db_is_null (result, i, 4) ? 0 : laurel_db_get_int (result, i, 4),
    .from_us = get_instant (result, i, 5),
    .submitted_us = get_instant (result, i, 6),
    .by = laurel_db_get_text (result, i, 7),
    .approved_by = laurel_db_get_text (result, i, 8),
    .comment = laurel_db_get_text (result, i, 9),
  };
}

static void
versions_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call                *call = data;
  LaurelVersionsDone              done = (LaurelVersionsDone) call->done;
  g_autofree LaurelSubmissionRow *rows = NULL;
  LaurelVersionKey                key = { 0 };
  int                             n_rows = result != NULL ? laurel_db_get_n_rows (result) : 0;

  if (result == NULL)
    {
      done (NULL, 0, NULL, error, call->data);
      return;
    }

  rows = g_new0 (LaurelSubmissionRow, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    {
      key.rank = laurel_db_get_int (result, i, 0);
      key.first = laurel_db_get_bigint (result, i, 1);
      key.second = laurel_db_get_bigint (result, i, 2);
      rows[i] = read_submission (result, i, key.rank);
    }

  done (rows, (gsize) n_rows, n_rows > 0 ? &key : NULL, NULL, call->data);
}

void
laurel_store_list_versions (LaurelStore            *store,
                            const LaurelVersionKey *after,
                            gint64                  limit,
                            LaurelVersionsDone      done,
                            gpointer                data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_int (params, after->rank);
  laurel_db_params_add_bigint (params, after->first);
  laurel_db_params_add_bigint (params, after->second);
  laurel_db_params_add_bigint (params, limit);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &versions_statement,
                   params,
                   versions_cb,
                   call_new (G_CALLBACK (done), data));
}

static void
submission_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call     *call = data;
  LaurelSubmissionDone done = (LaurelSubmissionDone) call->done;
  LaurelSubmissionRow  row = { 0 };

  if (result == NULL || laurel_db_get_n_rows (result) == 0)
    {
      done (NULL, error, call->data);
      return;
    }

  row = read_submission (result, 0, laurel_db_get_int (result, 0, 0));
  row.document = laurel_db_get_text (result, 0, 1);
  done (&row, NULL, call->data);
}

void
laurel_store_load_submission (LaurelStore         *store,
                              gint64               submission,
                              LaurelSubmissionDone done,
                              gpointer             data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_bigint (params, submission);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &submission_statement,
                   params,
                   submission_cb,
                   call_new (G_CALLBACK (done), data));
}
