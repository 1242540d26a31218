/* laurel-history-catalog.c - the stores and goods that a history speaks of, and its program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-catalog.h"

#include "server/store/laurel-store-programs.h"

#define USEC_PER_SEC G_GINT64_CONSTANT (1000000)
#define COLUMNS_MAX  6

typedef enum
{
  TABLE_STORES,
  TABLE_STORE_SEGMENTS,
  TABLE_GROUPS,
  TABLE_PRODUCTS,
  TABLE_PRODUCT_SEGMENTS,
  N_TABLES,
} Table;

struct _LaurelHistoryCatalog
{
  GPtrArray *texts[N_TABLES][COLUMNS_MAX]; /* (element-type utf8) (nullable elements) */
  GArray    *prices;                       /* (element-type gint64): of products */
};

static const guint n_text_columns[N_TABLES] = {
  [TABLE_STORES] = 6,   [TABLE_STORE_SEGMENTS] = 2,   [TABLE_GROUPS] = 3,
  [TABLE_PRODUCTS] = 3, [TABLE_PRODUCT_SEGMENTS] = 2,
};

/* clang-format off */
static const char *const statements[N_TABLES] = {
  [TABLE_STORES] =
    "insert into laurel.stores (store, name, channel, region, city, time_zone)"
    " select * from unnest ($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])"
    " on conflict (store) do nothing",
  [TABLE_STORE_SEGMENTS] =
    "insert into laurel.store_segments (segment, store)"
    " select * from unnest ($1::text[], $2::text[]) on conflict do nothing",
  /* In order of the array, so that a parent is there before its children. */
  [TABLE_GROUPS] =
    "insert into laurel.product_groups (product_group, parent, name, position)"
    " select g, p, n, o from unnest ($1::text[], $2::text[], $3::text[]) with ordinality t (g, p, n, o)"
    " order by o on conflict (product_group) do update set name = excluded.name",
  [TABLE_PRODUCTS] =
    "insert into laurel.products as t (product, name, product_group, price)"
    " select * from unnest ($1::text[], $2::text[], $3::text[], $4::bigint[])"
    " on conflict (product) do update set name = excluded.name, price = excluded.price",
  [TABLE_PRODUCT_SEGMENTS] =
    "insert into laurel.product_segments (segment, product)"
    " select * from unnest ($1::text[], $2::text[]) on conflict do nothing",
};

/* One statement: the draft follows exactly where a version was made. */
static const char publish_sql[] =
  "with made as (insert into laurel.programs"
  " (version, document, published_at, published_by, comment)"
  " select coalesce (max (version), 0) + 1, $1::text, $2::timestamptz, 'laurelctl', $3::text"
  " from laurel.programs"
  " having count (*) filter (where $4::boolean or document = $1::text) = 0 returning document)"
  " insert into laurel.program_draft as t (document, changed_at, changed_by)"
  " select document, $2::timestamptz, 'laurelctl' from made"
  " on conflict (one) do update set document = excluded.document, revision = t.revision + 1,"
  " changed_at = excluded.changed_at, changed_by = excluded.changed_by";

static const char tell_sql[] = "select pg_notify ('" LAUREL_STORE_PROGRAM_CHANNEL "', '')";
/* clang-format on */

LaurelHistoryCatalog *
laurel_history_catalog_new (void)
{
  LaurelHistoryCatalog *catalog = g_new0 (LaurelHistoryCatalog, 1);

  for (guint i = 0; i < N_TABLES; i++)
    {
      for (guint j = 0; j < n_text_columns[i]; j++)
        catalog->texts[i][j] = g_ptr_array_new ();
    }
  catalog->prices = g_array_new (FALSE, FALSE, sizeof (gint64));

  return catalog;
}

void
laurel_history_catalog_free (LaurelHistoryCatalog *catalog)
{
  if (catalog == NULL)
    return;

  for (guint i = 0; i < N_TABLES; i++)
    {
      for (guint j = 0; j < n_text_columns[i]; j++)
        g_ptr_array_unref (catalog->texts[i][j]);
    }
  g_array_unref (catalog->prices);
  g_free (catalog);
}

static void
add_row (LaurelHistoryCatalog *catalog, Table table, const char *const *texts)
{
  for (guint i = 0; i < n_text_columns[table]; i++)
    g_ptr_array_add (catalog->texts[table][i], (gpointer) texts[i]);
}

void
laurel_history_catalog_add_store (LaurelHistoryCatalog *catalog,
                                  const char           *store,
                                  const char           *name,
                                  const char           *channel,
                                  const char           *region,
                                  const char           *city,
                                  const char           *time_zone)
{
  const char *const texts[] = { store, name, channel, region, city, time_zone };

  g_return_if_fail (catalog != NULL);

  add_row (catalog, TABLE_STORES, texts);
}

void
laurel_history_catalog_add_store_segment (LaurelHistoryCatalog *catalog,
                                          const char           *segment,
                                          const char           *store)
{
  const char *const texts[] = { segment, store };

  g_return_if_fail (catalog != NULL);

  add_row (catalog, TABLE_STORE_SEGMENTS, texts);
}

void
laurel_history_catalog_add_group (LaurelHistoryCatalog *catalog,
                                  const char           *group,
                                  const char           *parent,
                                  const char           *name)
{
  const char *const texts[] = { group, parent, name };

  g_return_if_fail (catalog != NULL);

  add_row (catalog, TABLE_GROUPS, texts);
}

void
laurel_history_catalog_add_product (LaurelHistoryCatalog *catalog,
                                    const char           *product,
                                    const char           *name,
                                    const char           *group,
                                    gint64                price)
{
  const char *const texts[] = { product, name, group };

  g_return_if_fail (catalog != NULL);

  add_row (catalog, TABLE_PRODUCTS, texts);
  g_array_append_val (catalog->prices, price);
}

void
laurel_history_catalog_add_product_segment (LaurelHistoryCatalog *catalog,
                                            const char           *segment,
                                            const char           *product)
{
  const char *const texts[] = { segment, product };

  g_return_if_fail (catalog != NULL);

  add_row (catalog, TABLE_PRODUCT_SEGMENTS, texts);
}

static gboolean
execute (LaurelBulk *bulk, const char *sql, LaurelDbParams *params, GError **error)
{
  g_autoptr (PGresult) result = laurel_bulk_execute (bulk, sql, params, error);

  return result != NULL;
}

static gboolean
write_table (LaurelHistoryCatalog *catalog, Table table, LaurelBulk *bulk, GError **error)
{
  g_autoptr (LaurelDbParams) params = laurel_db_params_new ();

  for (guint i = 0; i < n_text_columns[table]; i++)
    laurel_db_params_add_text_array (params,
                                     (const char *const *) catalog->texts[table][i]->pdata,
                                     catalog->texts[table][i]->len);
  if (table == TABLE_PRODUCTS)
    laurel_db_params_add_bigint_array (params,
                                       (const gint64 *) (gpointer) catalog->prices->data,
                                       catalog->prices->len);

  return execute (bulk, statements[table], params, error);
}

static gboolean
write_tables (LaurelHistoryCatalog *catalog, LaurelBulk *bulk, GError **error)
{
  for (guint i = 0; i < N_TABLES; i++)
    {
      if (!write_table (catalog, (Table) i, bulk, error))
        return FALSE;
    }

  return execute (bulk, "update laurel.catalog_state set version = version + 1", NULL, error) &&
         execute (bulk, tell_sql, NULL, error);
}

gboolean
laurel_history_catalog_write (LaurelHistoryCatalog *catalog, LaurelBulk *bulk, GError **error)
{
  g_return_val_if_fail (catalog != NULL, FALSE);
  g_return_val_if_fail (bulk != NULL, FALSE);

  if (laurel_bulk_begin (bulk, error) && write_tables (catalog, bulk, error) &&
      laurel_bulk_commit (bulk, error))
    return TRUE;

  laurel_bulk_rollback (bulk);

  return FALSE;
}

static gboolean
publish (LaurelBulk *bulk,
         const char *document,
         gint64      published,
         const char *comment,
         gboolean    only_first,
         GError    **error)
{
  g_autoptr (LaurelDbParams) params = laurel_db_params_new ();

  laurel_db_params_add_text (params, document);
  laurel_db_params_add_timestamp (params, published * USEC_PER_SEC);
  laurel_db_params_add_text (params, comment);
  laurel_db_params_add_boolean (params, only_first);

  return execute (bulk, publish_sql, params, error) && execute (bulk, tell_sql, NULL, error);
}

gboolean
laurel_history_publish (LaurelBulk *bulk,
                        const char *document,
                        gint64      published,
                        const char *comment,
                        gboolean    only_first,
                        GError    **error)
{
  g_return_val_if_fail (bulk != NULL, FALSE);
  g_return_val_if_fail (document != NULL, FALSE);
  g_return_val_if_fail (comment != NULL, FALSE);

  if (laurel_bulk_begin (bulk, error) &&
      publish (bulk, document, published, comment, only_first, error) &&
      laurel_bulk_commit (bulk, error))
    return TRUE;

  laurel_bulk_rollback (bulk);

  return FALSE;
}
