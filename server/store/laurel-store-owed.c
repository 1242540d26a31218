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
#define GROUPED(lots, debts) \
  lots " select l.day - date '1970-01-01', l.active_to, sum (l.points)::bigint, 0::bigint from lots l" \
  " where l.points > 0 and coalesce (l.day > $2::date, coalesce (l.active_to, 'infinity') > $1::timestamptz)" \
  " group by l.day, l.active_to" \
  " union all select null, null, 0, (" debts ")"

/* Until when the points of a lot last that follow the activity of its account. */
#define FOLLOWS "l.expiry = 'inactivity' and l.active_to is null"
#define LAST_DAY(activity) \
  "case when " FOLLOWS " then greatest (l.own_day, " activity ") + l.inactivity_days + 1 end as day"

static const LaurelStatement now_statement = {
  "office-owed",
  GROUPED ("with lots as (select " LAST_DAY ("a.activity_day") ", l.active_to, l.remaining as points"
           " from laurel.lots l join laurel.accounts a using (client_id) where l.remaining > 0)",
           "select coalesce (sum (debt), 0)::bigint from laurel.accounts where not merged"),
  2,
  TRUE,
};

static const LaurelStatement then_statement = {
  "office-owed-then",
  GROUPED ("with moved as (select e.client_id, e.lot_no, sum (e.amount)::bigint as points"
           " from laurel.entries e join laurel.transactions t using (client_id, tx_no)"
           " where e.account = 'lot' and t.posted <= $1::timestamptz group by 1, 2),"
           " lots as (select " LAST_DAY ("(select max (p.day) from laurel.purchases p"
           "   where p.client_id = l.client_id and p.posted <= $1::timestamptz"
           "   and coalesce (p.voided, 'infinity') > $1::timestamptz)") ", l.active_to, m.points"
           " from moved m join laurel.lots l using (client_id, lot_no))",
           "select coalesce (- sum (e.amount), 0)::bigint from laurel.entries e"
           " join laurel.transactions t using (client_id, tx_no)"
           " where e.account = 'debt' and t.posted <= $1::timestamptz"),
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
