/* laurel-store-programs.c - published programs, the draft, and the catalog they are compiled with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-programs.h"

#include "server/store/laurel-db-array.h"

/* clang-format off */
static const LaurelStatement list_statement = {
  "list-programs",
  "select c.version, p.version, p.document, p.published_at, p.published_by, p.comment"
  " from laurel.catalog_state c left join laurel.programs p on p.version > $1::int"
  " order by p.version",
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

static const LaurelStatement draft_statement = {
  "load-draft",
  "select document, revision, changed_at, changed_by from laurel.program_draft",
  0,
  TRUE,
};

static const LaurelStatement new_draft_statement = {
  "load-new-draft",
  "select case when revision <> $1::bigint then document end, revision, changed_at, changed_by"
  " from laurel.program_draft",
  1,
  TRUE,
};

static const LaurelStatement save_statement = {
  "save-draft",
  "insert into laurel.program_draft as d (document, changed_at, changed_by)"
  " values ($1::text, $3::timestamptz, $4::text)"
  " on conflict (one) do update set document = excluded.document, revision = d.revision + 1,"
  "   changed_at = excluded.changed_at, changed_by = excluded.changed_by"
  "   where $2::bigint = -1 or d.revision = $2::bigint"
  " returning document, revision, changed_at, changed_by",
  4,
  FALSE,
};

static const LaurelStatement publish_statement = {
  "publish-draft",
  "with next as (insert into laurel.programs (version, document, published_at, published_by, comment)"
  " select coalesce ((select max (version) from laurel.programs), 0) + 1, document, $2::timestamptz,"
  "   $3::text, $4::text"
  " from laurel.program_draft where revision = $1::bigint returning version)"
  " select version, pg_notify ('" LAUREL_STORE_PROGRAM_CHANNEL "', version::text) from next",
  4,
  FALSE,
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
list_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call            *call = data;
  LaurelPublishedDone         done = (LaurelPublishedDone) call->done;
  g_autofree LaurelPublished *programs = NULL;
  gsize                       n_programs = 0;
  int                         n_rows = result != NULL ? laurel_db_get_n_rows (result) : 0;

  if (result == NULL)
    {
      done (NULL, 0, 0, error, call->data);
      return;
    }

  programs = g_new0 (LaurelPublished, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    {
      if (laurel_db_is_null (result, i, 1))
        continue;

      programs[n_programs++] = (LaurelPublished){
        .version = laurel_db_get_int (result, i, 1),
        .document = laurel_db_get_text (result, i, 2),
        .published_us = laurel_db_get_timestamp (result, i, 3),
        .published_by = laurel_db_get_text (result, i, 4),
        .comment = laurel_db_get_text (result, i, 5),
      };
    }

  done (programs, n_programs, laurel_db_get_bigint (result, 0, 0), NULL, call->data);
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

static void
draft_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call *call = data;
  LaurelDraftDone  done = (LaurelDraftDone) call->done;
  LaurelDraftRow   draft = { 0 };

  if (result == NULL || laurel_db_get_n_rows (result) == 0)
    {
      done (NULL, error, call->data);
      return;
    }

  draft = (LaurelDraftRow){
    .document = laurel_db_get_text (result, 0, 0),
    .revision = laurel_db_get_bigint (result, 0, 1),
    .changed_us = laurel_db_get_timestamp (result, 0, 2),
    .changed_by = laurel_db_get_text (result, 0, 3),
  };
  done (&draft, NULL, call->data);
}

void
laurel_store_load_draft (LaurelStore *store, LaurelDraftDone done, gpointer data)
{
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &draft_statement,
                   NULL,
                   draft_cb,
                   call_new (G_CALLBACK (done), data));
}

void
laurel_store_load_new_draft (LaurelStore *store, gint64 known, LaurelDraftDone done, gpointer data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_bigint (params, known);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &new_draft_statement,
                   params,
                   draft_cb,
                   call_new (G_CALLBACK (done), data));
}

/* A change that is audited in its own transaction: the change answers, the audit's row follows
 * where something was changed, and the commit confirms. */
typedef struct
{
  LaurelDbTransaction *transaction;
  LaurelDbParams      *audit;
  GCallback            done;
  gpointer             data;
  gboolean             publishing;
  char                *document;
  gint64               number; /* revision or version; 0: nothing was changed */
  gint64               changed_us;
  char                *changed_by;
} Change;

static void
change_free (Change *change)
{
  g_free (change->document);
  g_free (change->changed_by);
  g_free (change);
}

static void
end_change (Change *change, const GError *error)
{
  LaurelDraftRow draft = { change->document,
                           change->number,
                           change->changed_us,
                           change->changed_by };

  if (change->publishing)
    ((LaurelPublishDone) change->done) ((gint) change->number, error, change->data);
  else
    ((LaurelDraftDone) change->done) (change->number > 0 ? &draft : NULL, error, change->data);

  change_free (change);
}

static void
committed_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  Change *change = data;

  if (result == NULL)
    change->number = 0;

  end_change (change, error);
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

  if (result == NULL || laurel_db_get_n_rows (result) == 0)
    {
      laurel_db_rollback (change->transaction);
      laurel_db_params_free (change->audit);
      end_change (change, error);
      return;
    }

  if (change->publishing)
    {
      change->number = laurel_db_get_int (result, 0, 0);
    }
  else
    {
      change->document = g_strdup (laurel_db_get_text (result, 0, 0));
      change->number = laurel_db_get_bigint (result, 0, 1);
      change->changed_us = laurel_db_get_timestamp (result, 0, 2);
      change->changed_by = g_strdup (laurel_db_get_text (result, 0, 3));
    }

  laurel_db_transaction_query (change->transaction,
                               &laurel_store_audit_statement,
                               change->audit,
                               audited_cb,
                               NULL);
  laurel_db_commit (change->transaction, committed_cb, change);
}

/* (transfer full) @params, @audit */
static void
run_change (LaurelStore           *store,
            const LaurelStatement *statement,
            LaurelDbParams        *params,
            LaurelDbParams        *audit,
            Change                *change)
{
  change->audit = audit;
  change->transaction = laurel_db_begin (laurel_store_get_db (store), LAUREL_DB_LANE_OFFICE);
  laurel_db_transaction_query (change->transaction, statement, params, changed_cb, change);
}

void
laurel_store_save_draft (LaurelStore       *store,
                         const LaurelActor *actor,
                         const char        *document,
                         gint64             revision,
                         gint64             now_us,
                         LaurelDraftDone    done,
                         gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Change         *change = g_new0 (Change, 1);

  change->done = G_CALLBACK (done);
  change->data = data;

  laurel_db_params_add_text (params, document);
  laurel_db_params_add_bigint (params, revision);
  laurel_db_params_add_timestamp (params, now_us);
  laurel_db_params_add_text (params, actor->name);
  run_change (
      store,
      &save_statement,
      params,
      laurel_store_audit_params (actor, "program.save_draft", "program draft", NULL, document),
      change);
}

void
laurel_store_publish_draft (LaurelStore       *store,
                            const LaurelActor *actor,
                            gint64             revision,
                            const char        *comment,
                            gint64             now_us,
                            LaurelPublishDone  done,
                            gpointer           data)
{
  g_autofree char *subject = g_strdup_printf ("program draft %" G_GINT64_FORMAT, revision);
  LaurelDbParams  *params = laurel_db_params_new ();
  Change          *change = g_new0 (Change, 1);

  change->done = G_CALLBACK (done);
  change->data = data;
  change->publishing = TRUE;

  laurel_db_params_add_bigint (params, revision);
  laurel_db_params_add_timestamp (params, now_us);
  laurel_db_params_add_text (params, actor->name);
  laurel_db_params_add_text (params, comment);
  run_change (store,
              &publish_statement,
              params,
              laurel_store_audit_params (actor, "program.publish", subject, NULL, NULL),
              change);
}
