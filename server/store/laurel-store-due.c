/* laurel-store-due.c - accounts on which the clock has something to book
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-due.h"

static const LaurelStatement due_statement = {
  .name = "accounts_due",
  /* While a history is being told (its writer holds this lock) everything is booked by the history
   * itself, in the order of its own dates; whatever is left over is booked afterwards. */
  .sql = "with free as materialized (select pg_try_advisory_xact_lock_shared "
         "(x'686973746f7279'::bigint)"
         " as sweeping)"
         " select client_id, next_due from accounts, free"
         " where free.sweeping and next_due <= $1::timestamptz and not merged"
         " and (next_due, client_id) > ($2::timestamptz, $3::bigint)"
         " order by next_due, client_id limit $4::int",
  .n_params = 4,
  .reads_only = TRUE,
};

typedef struct
{
  LaurelDueDone done;
  gpointer      data;
} Call;

static void
due_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call             *call = data;
  g_autofree LaurelDueAccount *accounts = NULL;
  int                          n = 0;

  if (result == NULL)
    {
      call->done (NULL, 0, error, call->data);
      return;
    }

  n = laurel_db_get_n_rows (result);
  accounts = g_new (LaurelDueAccount, n);
  for (int i = 0; i < n; i++)
    accounts[i] = (LaurelDueAccount){
      .client_id = laurel_db_get_bigint (result, i, 0),
      .due_us = laurel_db_get_timestamp (result, i, 1),
    };

  call->done (accounts, (gsize) n, NULL, call->data);
}

void
laurel_store_list_due (LaurelStore            *store,
                       gint64                  now_us,
                       const LaurelDueAccount *after,
                       gint32                  limit,
                       LaurelDueDone           done,
                       gpointer                data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Call           *call = g_new (Call, 1);

  *call = (Call){ done, data };
  laurel_db_params_add_timestamp (params, now_us);
  laurel_db_params_add_timestamp (params, after->due_us);
  laurel_db_params_add_bigint (params, after->client_id);
  laurel_db_params_add_int (params, limit);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &due_statement,
                   params,
                   due_cb,
                   call);
}
