/* laurel-http-reports.c - GET /v1/reports: the overview of a period, and what is owed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-ledger-dates.h"
#include "server/engine/laurel-ledger.h"
#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/http/laurel-wire-overview.h"
#include "server/wire/laurel-wire-balance.h"
#include "server/wire/laurel-wire-problem.h"

/* Three years, and a leap day. */
#define DAYS_MAX    1096
#define N_DISCOUNTS 8

/* === The overview ============================================================================= */

typedef struct
{
  LaurelExchange    *exchange;
  LaurelPeriodFilter filter; /* its texts are the exchange's */
} Overview;

static void
overview_free (Overview *overview)
{
  laurel_exchange_unref (overview->exchange);
  g_free (overview);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Overview, overview_free)

static void
check_period (LaurelFaults *faults, gint32 from, gint32 to, const char *path)
{
  if (from == LAUREL_DAY_NONE || to == LAUREL_DAY_NONE)
    laurel_faults_add (faults, path, LAUREL_FAULT_MISSING, "a period has a first and a last date");
  else if (to < from || to - from >= DAYS_MAX)
    laurel_faults_add (faults,
                       path,
                       LAUREL_FAULT_RANGE,
                       "a period ends after it begins, and has at most %d days",
                       DAYS_MAX);
}

/* The period before is as long ago as it is, but days are set beside those of whole weeks ago. */
static void
set_beside (LaurelPeriodFilter *filter)
{
  gint32 apart = filter->from_day - filter->before_from;

  filter->beside_shift = MAX ((apart + 3) / 7, 1) * 7;
  filter->beside_to = MAX (filter->before_to, filter->to_day - filter->beside_shift);
}

/* FALSE: 400 has been answered. */
static gboolean
read_period (LaurelExchange *exchange, LaurelPeriodFilter *filter)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();

  *filter = (LaurelPeriodFilter){
    .from_day = laurel_exchange_get_query_day (exchange, "from", LAUREL_DAY_NONE),
    .to_day = laurel_exchange_get_query_day (exchange, "to", LAUREL_DAY_NONE),
    .before_from = laurel_exchange_get_query_day (exchange, "before_from", LAUREL_DAY_NONE),
    .before_to = laurel_exchange_get_query_day (exchange, "before_to", LAUREL_DAY_NONE),
    .store = laurel_exchange_get_query (exchange, "store"),
    .channel = laurel_exchange_get_query (exchange, "channel"),
    .n_discounts = N_DISCOUNTS,
  };

  check_period (faults, filter->from_day, filter->to_day, "?to");
  if (filter->before_from != LAUREL_DAY_NONE || filter->before_to != LAUREL_DAY_NONE)
    check_period (faults, filter->before_from, filter->before_to, "?before_to");

  if (laurel_faults_get_n (faults) == 0)
    {
      filter->beside_to = LAUREL_DAY_NONE;

      if (filter->before_from != LAUREL_DAY_NONE)
        set_beside (filter);

      return TRUE;
    }

  laurel_exchange_refuse (exchange, faults);

  return FALSE;
}

static void
overview_cb (const LaurelOverview *figures, const GError *error, gpointer user_data)
{
  g_autoptr (Overview) overview = user_data;
  g_auto (LaurelOffice) office = { 0 };

  if (error != NULL)
    laurel_exchange_fail (overview->exchange, error);
  else if (laurel_office_init_with_program (&office, overview->exchange))
    laurel_exchange_reply_json (overview->exchange,
                                200,
                                laurel_wire_new_overview (&office, &overview->filter, figures));
}

static void
get_overview (LaurelExchange *exchange)
{
  g_auto (LaurelOffice) office = { 0 };
  LaurelPeriodFilter filter = { 0 };
  Overview          *overview = NULL;

  if (!read_period (exchange, &filter) || !laurel_office_init_with_program (&office, exchange))
    return;

  filter.today = office.today;
  overview = g_new (Overview, 1);
  *overview = (Overview){ laurel_exchange_ref (exchange), filter };
  laurel_store_load_overview (laurel_exchange_get_store (exchange), &filter, overview_cb, overview);
}

/* === Liability ================================================================================ */

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  const LaurelBalanceItem *left = a;
  const LaurelBalanceItem *right = b;

  /* "Never" is the lowest number and the last place. */
  if ((left->day == LAUREL_DAY_NONE) != (right->day == LAUREL_DAY_NONE))
    return left->day == LAUREL_DAY_NONE ? 1 : -1;

  return left->day < right->day ? -1 : left->day > right->day;
}

/* Sorts, and makes one of those of one date. */
static void
merge_items (GArray *items)
{
  guint n = 0;

  g_array_sort (items, compare_items);

  for (guint i = 0; i < items->len; i++)
    {
      LaurelBalanceItem  item = g_array_index (items, LaurelBalanceItem, i);
      LaurelBalanceItem *last = n > 0 ? &g_array_index (items, LaurelBalanceItem, n - 1) : NULL;

      if (last != NULL && last->day == item.day)
        last->points += item.points;
      else
        g_array_index (items, LaurelBalanceItem, n++) = item;
    }

  g_array_set_size (items, n);
}

static LaurelLiability *
new_liability (const LaurelLedgerTerms *terms, const LaurelOwed *owed, gsize n_owed, gint64 debt)
{
  LaurelLiability *liability = laurel_liability_new ();

  liability->debt = debt;

  for (gsize i = 0; i < n_owed; i++)
    {
      LaurelBalanceItem item = { owed[i].day, owed[i].points };

      if (item.day == LAUREL_DAY_NONE && owed[i].end_us != G_MAXINT64)
        item.day = laurel_ledger_day_without (&terms->zone, owed[i].end_us / G_USEC_PER_SEC);

      liability->points += item.points;
      g_array_append_val (liability->by_burn, item);
    }

  merge_items (liability->by_burn);

  return liability;
}

static void
owed_cb (const LaurelOwed *owed, gsize n_owed, gint64 debt, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_autoptr (LaurelLiability) liability = NULL;
  g_auto (LaurelOffice) office = { 0 };
  const LaurelLedgerTerms *terms = NULL;
  json_t                  *body = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  if (!laurel_office_init_with_program (&office, exchange))
    return;

  terms = office.release->terms;
  liability = new_liability (terms, owed, n_owed, debt);
  body = json_object ();
  json_object_set_new (body, "points", json_integer (liability->points));
  json_object_set_new (body, "money", json_integer (laurel_liability_get_money (liability, terms)));
  json_object_set_new (body, "debt", json_integer (liability->debt));
  json_object_set_new (body, "by_burn", laurel_wire_new_balance_items (liability->by_burn));
  laurel_exchange_reply_json (exchange, 200, body);
}

static void
get_liability (LaurelExchange *exchange)
{
  g_auto (LaurelOffice) office = { 0 };
  gint64 now_us = 0;
  gint64 at_us = 0;

  if (!laurel_office_init_with_program (&office, exchange))
    return;

  /* The ledger knows whole seconds: an instant of this second is now, not past. */
  now_us = office.now_us / G_USEC_PER_SEC * G_USEC_PER_SEC;
  at_us = laurel_exchange_get_query_instant (exchange, "at", now_us);
  laurel_store_load_owed (laurel_exchange_get_store (exchange),
                          at_us,
                          laurel_office_get_day (&office, at_us),
                          now_us,
                          owed_cb,
                          laurel_exchange_ref (exchange));
}

/* clang-format off */
static const LaurelQueryParameter overview_query[] = {
  { "from", LAUREL_QUERY_DATE, "First date of the period", .needed = TRUE },
  { "to", LAUREL_QUERY_DATE, "Its last date", .needed = TRUE },
  { "before_from", LAUREL_QUERY_DATE, "First date of the period to compare with" },
  { "before_to", LAUREL_QUERY_DATE, "Its last date" },
  { "store", LAUREL_QUERY_TEXT, "One store", 0, 64 },
  { "channel", LAUREL_QUERY_TEXT, "One channel", 0, 64 },
  { NULL },
};
static const LaurelQueryParameter liability_query[] = {
  { "at", LAUREL_QUERY_INSTANT, "The instant asked about; now, if not said" },
  { NULL },
};

static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/reports/overview", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_overview, .query = overview_query, .tag = "Reports",
    .summary = "The monitors of a period, beside another one", .response = "Overview", .status = 200 },
  { .method = "GET", .pattern = "/v1/reports/liability", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_liability, .query = liability_query, .tag = "Reports",
    .summary = "The points that are owed, by the date they burn", .response = "Liability",
    .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_reports_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
