/* laurel-store-costs.c - what each discount cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Read from the figures by day that laurel.roll_up() keeps: a sale is not burdened with them, and
 * ten million sales are as many rows here as there are days, stores and discounts. Only how many
 * accounts a discount reached is no sum; the accounts of the days are looked through for the
 * discounts of the page alone.
 */

#include "server/store/laurel-db-optional.h"
#include "server/store/laurel-store-reports.h"

/* clang-format off */
#define IN_PLACE \
  "day between $1::date and $2::date and ($3::text is null or store = $3::text)" \
  " and ($4::text is null or channel = $4::text)"

/* For one transaction: a million accounts are told apart in memory, several times as fast as on disk. */
static const LaurelStatement memory_statement = {
  "office-discount-memory",
  "select set_config ('work_mem', '64MB', true)",
  0,
  TRUE,
};

/* $1 and $2 the period, $3 store, $4 channel, $5 what a point is worth, $6 and $7 the key, $8 limit.
 * First all discounts, then base accrual and rounding, then those of the page. */
static const LaurelStatement costs_statement = {
  "office-discount-costs",
  "with sums as (select leaf, sum (money)::bigint as money, sum (points)::bigint as points,"
  "   sum (receipts)::bigint as receipts, sum (lines)::bigint as lines"
  "   from laurel.day_discounts where " IN_PLACE " group by leaf),"
  " costs as (select *, (money + div (points::numeric * $5::bigint + 50, 100))::bigint as cost"
  "   from sums where leaf not in ('base', 'rounding')),"
  " page as (select *, row_number () over () as place from costs"
  "   where $7::text is null or cost < $6::bigint or (cost = $6::bigint and leaf > $7::text)"
  "   order by cost desc, leaf limit $8::bigint),"
  " reached as (select place, count (*) as clients from (select distinct place, account"
  "   from page join laurel.day_discount_clients using (leaf), unnest (clients) account"
  "   where " IN_PLACE ") each group by place)"
  " select 1 as part, null as leaf, coalesce (sum (money), 0)::bigint as money,"
  "   coalesce (sum (points), 0)::bigint as points, coalesce (sum (cost), 0)::bigint as cost,"
  "   0::bigint as receipts, 0::bigint as lines, 0::bigint as clients from costs"
  " union all select 2, null, coalesce (sum (money) filter (where leaf = 'rounding'), 0)::bigint,"
  "   coalesce (sum (points) filter (where leaf = 'base'), 0)::bigint, 0, 0, 0, 0 from sums"
  " union all select 3, leaf, money, points, cost, receipts, lines, coalesce (clients, 0)"
  "   from page left join reached using (place)"
  " order by part, cost desc, leaf",
  8,
  TRUE,
};
/* clang-format on */

enum
{
  COLUMN_LEAF = 1,
  COLUMN_MONEY,
  COLUMN_POINTS,
  COLUMN_COST,
  COLUMN_RECEIPTS,
  COLUMN_LINES,
  COLUMN_CLIENTS,
};

enum
{
  ROW_DISCOUNTS,
  ROW_OTHERS,
  ROW_FIRST,
};

typedef struct
{
  LaurelStore    *store;
  LaurelDbParams *params;
  LaurelCostsDone done;
  gpointer        data;
} Load;

static void
costs_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Load          *load = data;
  g_autofree LaurelCostRow *rows = NULL;
  LaurelCosts               costs = { 0 };

  if (result == NULL)
    {
      load->done (NULL, error, load->data);
      return;
    }

  costs.n_rows = (gsize) laurel_db_get_n_rows (result) - ROW_FIRST;
  rows = g_new (LaurelCostRow, costs.n_rows);

  for (gsize i = 0; i < costs.n_rows; i++)
    {
      int row = (int) i + ROW_FIRST;

      rows[i] = (LaurelCostRow){
        .leaf = laurel_db_get_text (result, row, COLUMN_LEAF),
        .money = laurel_db_get_bigint (result, row, COLUMN_MONEY),
        .points = laurel_db_get_bigint (result, row, COLUMN_POINTS),
        .cost = laurel_db_get_bigint (result, row, COLUMN_COST),
        .receipts = laurel_db_get_bigint (result, row, COLUMN_RECEIPTS),
        .lines = laurel_db_get_bigint (result, row, COLUMN_LINES),
        .clients = laurel_db_get_bigint (result, row, COLUMN_CLIENTS),
      };
    }

  costs.rows = rows;
  costs.money = laurel_db_get_bigint (result, ROW_DISCOUNTS, COLUMN_MONEY);
  costs.points = laurel_db_get_bigint (result, ROW_DISCOUNTS, COLUMN_POINTS);
  costs.cost = laurel_db_get_bigint (result, ROW_DISCOUNTS, COLUMN_COST);
  costs.rounding = laurel_db_get_bigint (result, ROW_OTHERS, COLUMN_MONEY);
  costs.base_points = laurel_db_get_bigint (result, ROW_OTHERS, COLUMN_POINTS);
  load->done (&costs, NULL, load->data);
}

/* Where it fails the costs fail after it, and the commit of what was only read says nothing new. */
static void
ignored_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
}

static void
rolled_up_cb (const GError *error, gpointer data)
{
  Load                *load = data;
  LaurelDbTransaction *transaction = NULL;

  if (error != NULL)
    {
      load->done (NULL, error, load->data);
      laurel_db_params_free (load->params);
      g_free (load);
      return;
    }

  transaction = laurel_db_begin (laurel_store_get_db (load->store), LAUREL_DB_LANE_OFFICE);
  laurel_db_transaction_query (transaction, &memory_statement, NULL, ignored_cb, NULL);
  laurel_db_transaction_query (transaction, &costs_statement, load->params, costs_cb, load);
  laurel_db_commit (transaction, ignored_cb, NULL);
}

void
laurel_store_load_costs (LaurelStore             *store,
                         const LaurelCostsFilter *filter,
                         LaurelCostsDone          done,
                         gpointer                 data)
{
  Load           *load = g_new (Load, 1);
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_day (params, filter->from_day);
  laurel_db_params_add_day (params, filter->to_day);
  laurel_db_params_add_text (params, filter->store);
  laurel_db_params_add_text (params, filter->channel);
  laurel_db_params_add_bigint (params, filter->money_per_point);
  laurel_db_params_add_bigint (params, filter->after_cost);
  laurel_db_params_add_text (params, filter->after_leaf);
  laurel_db_params_add_bigint (params, filter->limit);

  *load = (Load){ store, params, done, data };
  laurel_store_roll_up (store, filter->from_day, filter->to_day, rolled_up_cb, load);
}
