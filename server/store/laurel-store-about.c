/* laurel-store-about.c - what a server tells of the chain it serves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-about.h"

typedef struct
{
  LaurelStoreAboutDone done;
  gpointer             data;
} Call;

static const LaurelStatement get_about = {
  .name = "get_about",
  .sql =
      "select coalesce ((select value from settings where name = '" LAUREL_ABOUT_CHAIN "'), ''), "
      "       exists (select from settings where name = '" LAUREL_ABOUT_DEMO
      "' and value = 'true'), "
      "       coalesce (p.version, 0), p.document::json ->> 'currency', p.document::json ->> "
      "'time_zone' "
      "  from (select 1) as one "
      "  left join (select version, document from programs order by version desc limit 1) as p on "
      "true",
  .reads_only = TRUE,
};

static void
about_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call *call = data;

  if (result == NULL)
    {
      call->done (NULL, error, call->data);
      return;
    }

  call->done (
      &(LaurelAbout){
          .chain = laurel_db_get_text (result, 0, 0),
          .demo = laurel_db_get_boolean (result, 0, 1),
          .program_version = laurel_db_get_int (result, 0, 2),
          .currency = laurel_db_get_text (result, 0, 3),
          .time_zone = laurel_db_get_text (result, 0, 4),
      },
      NULL,
      call->data);
}

void
laurel_store_get_about (LaurelStore *store, LaurelStoreAboutDone done, gpointer data)
{
  Call *call = g_new0 (Call, 1);

  call->done = done;
  call->data = data;
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &get_about,
                   NULL,
                   about_cb,
                   call);
}
