/* laurel-store-stores.c - where the chain sells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-stores.h"

#include "server/store/laurel-db-array.h"

enum
{
  COLUMN_STORE,
  COLUMN_NAME,
  COLUMN_CHANNEL,
  COLUMN_REGION,
  COLUMN_CITY,
  COLUMN_TIME_ZONE,
  COLUMN_SEGMENTS,
};

static const LaurelStatement list_statement = {
  "office-stores",
  "select store, name, channel, region, city, time_zone,"
  " array (select g.segment from laurel.store_segments g where g.store = s.store order by "
  "g.segment)"
  " from laurel.stores s"
  " where deleted_at is null and ($1::text is null or store > $1::text)"
  " order by store limit $2::bigint",
  2,
  TRUE,
};

typedef struct
{
  LaurelStoresDone done;
  gpointer         data;
} List;

static void
list_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree List           *list = data;
  g_autofree LaurelStoreRow *rows = NULL;
  g_autofree gsize          *n_segments = NULL;
  int                        n_rows = 0;

  if (result == NULL)
    {
      list->done (NULL, 0, error, list->data);
      return;
    }

  n_rows = laurel_db_get_n_rows (result);
  rows = g_new0 (LaurelStoreRow, (gsize) n_rows);
  n_segments = g_new0 (gsize, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    {
      rows[i].store = laurel_db_get_text (result, i, COLUMN_STORE);
      rows[i].name = laurel_db_get_text (result, i, COLUMN_NAME);
      rows[i].channel = laurel_db_get_text (result, i, COLUMN_CHANNEL);
      rows[i].region = laurel_db_get_text (result, i, COLUMN_REGION);
      rows[i].city = laurel_db_get_text (result, i, COLUMN_CITY);
      rows[i].time_zone = laurel_db_get_text (result, i, COLUMN_TIME_ZONE);
      rows[i].segments = laurel_db_dup_texts (result, i, COLUMN_SEGMENTS, &n_segments[i]);
    }

  list->done (rows, (gsize) n_rows, NULL, list->data);

  for (int i = 0; i < n_rows; i++)
    laurel_db_free_texts (rows[i].segments, n_segments[i]);
}

void
laurel_store_list_stores (LaurelStore     *store,
                          const char      *after,
                          gint64           limit,
                          LaurelStoresDone done,
                          gpointer         data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  List           *list = g_new (List, 1);

  *list = (List){ done, data };
  laurel_db_params_add_text (params, after);
  laurel_db_params_add_bigint (params, limit);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &list_statement,
                   params,
                   list_cb,
                   list);
}
