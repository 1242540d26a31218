/* laurel-store-events.c - tells every server on this database what has happened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-events.h"

static const LaurelStatement notify_statement = {
  "notify",
  "select pg_notify ($1::text, payload) from unnest ($2::text[]) with ordinality"
  " as x (payload, n) order by n",
  2,
  TRUE,
};

typedef struct
{
  LaurelStoreDone done;
  gpointer        data;
} Call;

static void
notified_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call *call = data;

  call->done (error, call->data);
}

void
laurel_store_notify (LaurelStore       *store,
                     const char        *channel,
                     const char *const *payloads,
                     gsize              n_payloads,
                     LaurelStoreDone    done,
                     gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Call           *call = g_new (Call, 1);

  *call = (Call){ done, data };
  laurel_db_params_add_text (params, channel);
  laurel_db_params_add_text_array (params, payloads, n_payloads);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &notify_statement,
                   params,
                   notified_cb,
                   call);
}
