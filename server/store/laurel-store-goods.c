/* laurel-store-goods.c - the assortment and its segments, as they are looked up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-goods.h"

#include "server/store/laurel-db-array.h"
#include "server/store/laurel-db-optional.h"
#include "server/store/laurel-store-access-private.h"

/* === Statements =============================================================================== */

/* clang-format off */
#define PRODUCT(rank) \
  "select " rank " as rank, p.product, p.name, p.product_group, g.name, p.price, p.min_price," \
  " p.max_discount, p.flags, array (select s.segment from laurel.product_segments s" \
  "   where s.product = p.product order by s.segment)"
#define PRODUCTS \
  " left join laurel.product_groups g using (product_group)"

/* $1 segment, $2 group, $3 limit, $4 and $5 name and code of the key. */
#define FILTER \
  "($1::text is null or exists (select from laurel.product_segments x" \
  "   where x.segment = $1::text and x.product = p.product))" \
  " and ($2::text is null or p.product_group in (with recursive below as (select $2::text as id" \
  "   union select c.product_group from laurel.product_groups c join below on c.parent = below.id)" \
  "   select id from below))"

static const LaurelStatement list_statement = {
  "office-products",
  PRODUCT ("0") " from laurel.products p" PRODUCTS " where " FILTER
  " and ($5::text is null or (p.name, p.product) > ($4::text, $5::text))"
  " order by p.name, p.product limit $3::bigint",
  5,
  TRUE,
};

/* $6 the key's rank, $7 what was typed, in lower case, $8 a pattern for each of its words. */
static const LaurelStatement found_statement = {
  "office-products-found",
  "with fitting as (select p.*, case when low_code = $7::text then 0"
  "   when starts_with (low_code, $7::text) then 1 when starts_with (low_name, $7::text) then 2"
  "   when strpos (low_name, ' ' || $7::text) > 0 then 3 else 4 end as rank"
  "   from laurel.products p, lateral (select lower (product) as low_code, lower (name) as low_name) w"
  "   where low_code || ' ' || low_name like all ($8::text[]) and " FILTER "),"
  " page as (select * from fitting"
  "   where $5::text is null or (rank, name, product) > ($6::int, $4::text, $5::text)"
  "   order by rank, name, product limit $3::bigint)"
  " " PRODUCT ("p.rank") " from page p" PRODUCTS " order by p.rank, p.name, p.product",
  8,
  TRUE,
};

static const LaurelStatement one_statement = {
  "office-product",
  PRODUCT ("0") " from laurel.products p" PRODUCTS " where p.product = $1::text",
  1,
  TRUE,
};

static const LaurelStatement names_statement = {
  "office-product-names",
  "select product, name, null, 1::bigint from laurel.products where product = any ($1::text[])",
  1,
  TRUE,
};

static const LaurelStatement groups_statement = {
  "office-product-groups",
  "select g.product_group, g.name, g.parent, (select count (*) from laurel.products p"
  "   where p.product_group = g.product_group)"
  " from laurel.product_groups g where $1::text is null or g.product_group > $1::text"
  " order by g.product_group limit $2::bigint",
  2,
  TRUE,
};

/* What has a name and no members (yet) is there as well. */
#define SEGMENTS(kind, table) \
  "select segment, coalesce (name, segment), null, coalesce (size, 0)" \
  " from (select segment, count (*) as size from " table " group by segment) m" \
  " full join (select segment, name from laurel.segment_names where kind = '" kind "') n using (segment)" \
  " where $1::text is null or segment > $1::text order by segment limit $2::bigint"

static const LaurelStatement segments_statements[LAUREL_N_SEGMENT_KINDS] = {
  [LAUREL_SEGMENTS_OF_PRODUCTS] = { "office-product-segments",
    SEGMENTS ("products", "laurel.product_segments"), 2, TRUE },
  [LAUREL_SEGMENTS_OF_STORES] = { "office-store-segments",
    SEGMENTS ("stores", "laurel.store_segments"), 2, TRUE },
  [LAUREL_SEGMENTS_OF_CLIENTS] = { "office-client-segments",
    SEGMENTS ("clients", "laurel.client_segments"), 2, TRUE },
};
/* $1 to $3 who, $4 kind, $5 segment, $6 name. */
static const LaurelStatement name_statement = {
  "name-segment",
  "with named as (insert into laurel.segment_names values ($4::text, $5::text, $6::text)"
  "   on conflict (kind, segment) do update set name = excluded.name"
  "   returning name)"
  " " LAUREL_STORE_AUDIT_COLUMNS
  " select $1::bigint, $2::text, $3::text, 'segment.name', 'segment of ' || $4::text || ' ' || $5::text,"
  "   (select jsonb_build_object ('name', o.name) from laurel.segment_names o"
  "     where o.kind = $4::text and o.segment = $5::text),"
  "   jsonb_build_object ('name', name) from named",
  6,
  FALSE,
};
/* clang-format on */

static const char *const kind_words[LAUREL_N_SEGMENT_KINDS] = {
  [LAUREL_SEGMENTS_OF_PRODUCTS] = "products",
  [LAUREL_SEGMENTS_OF_STORES] = "stores",
  [LAUREL_SEGMENTS_OF_CLIENTS] = "clients",
};

/* === Products ================================================================================= */

enum
{
  COLUMN_RANK,
  COLUMN_PRODUCT,
  COLUMN_NAME,
  COLUMN_GROUP,
  COLUMN_GROUP_NAME,
  COLUMN_PRICE,
  COLUMN_MIN_PRICE,
  COLUMN_MAX_DISCOUNT,
  COLUMN_FLAGS,
  COLUMN_SEGMENTS,
};

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

/* The lists of texts in a row, which are its own. */
typedef struct
{
  char **flags;
  gsize  n_flags;
  char **segments;
  gsize  n_segments;
} RowTexts;

static void
texts_clear (gpointer data)
{
  RowTexts *texts = data;

  laurel_db_free_texts (texts->flags, texts->n_flags);
  laurel_db_free_texts (texts->segments, texts->n_segments);
}

static void
products_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call             *call = data;
  LaurelProductsDone           done = (LaurelProductsDone) call->done;
  g_autofree LaurelProductRow *rows = NULL;
  g_autoptr (GArray) texts = NULL;
  int n_rows = 0;

  if (result == NULL)
    {
      done (NULL, 0, error, call->data);
      return;
    }

  n_rows = laurel_db_get_n_rows (result);
  rows = g_new (LaurelProductRow, (gsize) n_rows);
  texts = g_array_new (FALSE, TRUE, sizeof (RowTexts));
  g_array_set_clear_func (texts, texts_clear);
  g_array_set_size (texts, (guint) n_rows);

  for (int i = 0; i < n_rows; i++)
    {
      RowTexts *own = &g_array_index (texts, RowTexts, i);

      own->flags = laurel_db_dup_texts (result, i, COLUMN_FLAGS, &own->n_flags);
      own->segments = laurel_db_dup_texts (result, i, COLUMN_SEGMENTS, &own->n_segments);
      rows[i] = (LaurelProductRow){
        .rank = laurel_db_get_int (result, i, COLUMN_RANK),
        .product = laurel_db_get_text (result, i, COLUMN_PRODUCT),
        .name = laurel_db_get_text (result, i, COLUMN_NAME),
        .group = laurel_db_get_text (result, i, COLUMN_GROUP),
        .group_name = laurel_db_get_text (result, i, COLUMN_GROUP_NAME),
        .price = laurel_db_get_bigint_or (result, i, COLUMN_PRICE, -1),
        .min_price = laurel_db_get_bigint (result, i, COLUMN_MIN_PRICE),
        .max_discount = laurel_db_get_int (result, i, COLUMN_MAX_DISCOUNT),
        .flags = (const char *const *) own->flags,
        .segments = (const char *const *) own->segments,
      };
    }

  done (rows, (gsize) n_rows, NULL, call->data);
}

/* A pattern of LIKE for each word of @q, which is in lower case: it may stand anywhere. */
static GPtrArray *
new_patterns (const char *q)
{
  GPtrArray *patterns = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (q, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autoptr (GString) pattern = g_string_new ("%");

      if (words[i][0] == '\0')
        continue;

      for (const char *at = words[i]; *at != '\0'; at++)
        {
          if (*at == '%' || *at == '_' || *at == '\\')
            g_string_append_c (pattern, '\\');

          g_string_append_c (pattern, *at);
        }

      g_string_append_c (pattern, '%');
      g_ptr_array_add (patterns, g_string_free (g_steal_pointer (&pattern), FALSE));
    }

  return patterns;
}

void
laurel_store_list_products (LaurelStore               *store,
                            const LaurelProductFilter *filter,
                            LaurelProductsDone         done,
                            gpointer                   data)
{
  LaurelDbParams  *params = laurel_db_params_new ();
  g_autofree char *q = filter->q != NULL ? g_strstrip (g_utf8_strdown (filter->q, -1)) : NULL;

  laurel_db_params_add_text (params, filter->segment);
  laurel_db_params_add_text (params, filter->group);
  laurel_db_params_add_bigint (params, filter->limit);
  laurel_db_params_add_text (params, filter->after_name);
  laurel_db_params_add_text (params, filter->after_product);

  if (q != NULL)
    {
      g_autoptr (GPtrArray) patterns = new_patterns (q);

      laurel_db_params_add_int (params, filter->after_rank);
      laurel_db_params_add_text (params, q);
      laurel_db_params_add_text_array (params,
                                       (const char *const *) patterns->pdata,
                                       patterns->len);
    }

  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   q != NULL ? &found_statement : &list_statement,
                   params,
                   products_cb,
                   call_new (G_CALLBACK (done), data));
}

void
laurel_store_load_product (LaurelStore       *store,
                           const char        *product,
                           LaurelProductsDone done,
                           gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text (params, product);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &one_statement,
                   params,
                   products_cb,
                   call_new (G_CALLBACK (done), data));
}

/* === Names ==================================================================================== */

static void
named_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call           *call = data;
  LaurelNamedDone            done = (LaurelNamedDone) call->done;
  g_autofree LaurelNamedRow *rows = NULL;
  int                        n_rows = 0;

  if (result == NULL)
    {
      done (NULL, 0, error, call->data);
      return;
    }

  n_rows = laurel_db_get_n_rows (result);
  rows = g_new (LaurelNamedRow, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    rows[i] = (LaurelNamedRow){
      .id = laurel_db_get_text (result, i, 0),
      .name = laurel_db_get_text (result, i, 1),
      .parent = laurel_db_get_text (result, i, 2),
      .size = laurel_db_get_bigint (result, i, 3),
    };

  done (rows, (gsize) n_rows, NULL, call->data);
}

void
laurel_store_name_products (LaurelStore       *store,
                            const char *const *products,
                            gsize              n_products,
                            LaurelNamedDone    done,
                            gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text_array (params, products, n_products);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &names_statement,
                   params,
                   named_cb,
                   call_new (G_CALLBACK (done), data));
}

static void
list_named (LaurelStore           *store,
            const LaurelStatement *statement,
            const char            *after,
            gint64                 limit,
            LaurelNamedDone        done,
            gpointer               data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text (params, after);
  laurel_db_params_add_bigint (params, limit);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   statement,
                   params,
                   named_cb,
                   call_new (G_CALLBACK (done), data));
}

void
laurel_store_list_groups (LaurelStore    *store,
                          const char     *after,
                          gint64          limit,
                          LaurelNamedDone done,
                          gpointer        data)
{
  list_named (store, &groups_statement, after, limit, done, data);
}

void
laurel_store_list_segments (LaurelStore      *store,
                            LaurelSegmentKind kind,
                            const char       *after,
                            gint64            limit,
                            LaurelNamedDone   done,
                            gpointer          data)
{
  g_assert (kind < LAUREL_N_SEGMENT_KINDS);

  list_named (store, &segments_statements[kind], after, limit, done, data);
}

static void
segment_named_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call *call = data;

  ((LaurelStoreDone) call->done) (error, call->data);
}

void
laurel_store_name_segment (LaurelStore       *store,
                           const LaurelActor *actor,
                           LaurelSegmentKind  kind,
                           const char        *segment,
                           const char        *name,
                           LaurelStoreDone    done,
                           gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  g_assert (kind < LAUREL_N_SEGMENT_KINDS);

  laurel_store_add_actor (params, actor);
  laurel_db_params_add_text (params, kind_words[kind]);
  laurel_db_params_add_text (params, segment);
  laurel_db_params_add_text (params, name);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &name_statement,
                   params,
                   segment_named_cb,
                   call_new (G_CALLBACK (done), data));
}
