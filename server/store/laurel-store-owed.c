/* laurel-store-owed.c - all the points that the chain owes at an instant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Burning is decided by the dates of the lots, so it does not matter what a sweep has posted. For
 * an instant that is past, lots are what their entries posted until then add up to.
 */

#include "server/store/laurel-db-optional.h"
#include "server/store/laurel-store-reports.h"

/* clang-format off */

/* $1 the instant, $2 the program's date of it */
#define OWED(with, activity, remaining) \
  with " lots as (select l.active_to, " remaining " as points," \
  "   case when l.expiry = 'inactivity' and l.active_to is null" \
  "   then greatest (l.own_day, " activity ") + l.inactivity_days + 1 end as day"
#define OF_LOTS(debts) \
  " select day - date '1970-01-01', active_to, sum (points)::bigint, 0::bigint from lots" \
  " where points > 0 and case when day is not null then day > $2::date" \
  "   else coalesce (active_to, 'infinity') > $1::timestamptz end" \
  " group by day, active_to" \
  " union all select null, null, 0, (" debts ")::bigint"

static const LaurelStatement now_statement = {
  "office-owed",
  OWED ("with", "a.activity_day", "l.remaining")
  "   from laurel.lots l join laurel.accounts a using (client_id) where l.remaining > 0)"
  OF_LOTS ("select coalesce (sum (debt), 0) from laurel.accounts"),
  2,
  TRUE,
};

/* What was posted since is taken back: of a closing date that is not long ago, the smaller part. */
static const LaurelStatement then_statement = {
  "office-owed-then",
  OWED ("with since as materialized (select e.client_id, e.account, e.lot_no, e.amount"
        "   from laurel.transactions t join laurel.entries e using (client_id, tx_no)"
        "   where t.posted > $1::timestamptz and e.account in ('lot', 'debt')),"
        " moved as (select client_id, lot_no, sum (amount)::bigint as points from since"
        "   where account = 'lot' group by 1, 2),"
        " active as (select client_id, max (day) as day from laurel.purchases"
        "   where posted <= $1::timestamptz and coalesce (voided, 'infinity') > $1::timestamptz"
        "   group by 1),",
        "b.day", "l.remaining - coalesce (m.points, 0)")
  "   from laurel.lots l left join moved m using (client_id, lot_no)"
  "   left join active b using (client_id) where l.remaining > 0 or m.points is not null)"
  OF_LOTS ("select (select coalesce (sum (debt), 0) from laurel.accounts)"
           " + (select coalesce (sum (amount), 0) from since where account = 'debt')"),
  2,
  TRUE,
};
/* clang-format on */

enum
{
  COLUMN_DAY,
  COLUMN_ACTIVE_TO,
  COLUMN_POINTS,
  COLUMN_DEBT,
};

typedef struct
{
  LaurelOwedDone done;
  gpointer       data;
} Load;

static void
load_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Load       *load = data;
  g_autofree LaurelOwed *owed = NULL;
  gsize                  n_owed = 0;
  gint64                 debt = 0;

  if (result == NULL)
    {
      load->done (NULL, 0, 0, error, load->data);
      return;
    }

  owed = g_new (LaurelOwed, (gsize) laurel_db_get_n_rows (result));

  for (int i = 0; i < laurel_db_get_n_rows (result); i++)
    {
      gint64 points = laurel_db_get_bigint (result, i, COLUMN_POINTS);

      debt += laurel_db_get_bigint (result, i, COLUMN_DEBT);
      if (points > 0)
        owed[n_owed++] = (LaurelOwed){
          .day = laurel_db_get_day (result, i, COLUMN_DAY),
          .end_us = laurel_db_get_timestamp_or (result, i, COLUMN_ACTIVE_TO, G_MAXINT64),
          .points = points,
        };
    }

  load->done (owed, n_owed, debt, NULL, load->data);
}

void
laurel_store_load_owed (LaurelStore   *store,
                        gint64         at_us,
                        gint32         at_day,
                        gint64         now_us,
                        LaurelOwedDone done,
                        gpointer       data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Load           *load = g_new (Load, 1);

  *load = (Load){ done, data };
  laurel_db_params_add_timestamp (params, at_us);
  laurel_db_params_add_day (params, at_day);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   at_us >= now_us ? &now_statement : &then_statement,
                   params,
                   load_cb,
                   load);
}
