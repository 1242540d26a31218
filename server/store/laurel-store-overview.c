/* laurel-store-overview.c - figures of the whole chain by day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * First the days that are out of date are rolled up, some at a time, so that no statement runs into
 * its time limit after a large import; then one statement reads everything.
 */

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/store/laurel-db-optional.h"
#include "server/store/laurel-store-reports.h"

/* How many days one call rolls up: a small part of a statement's time limit, on a busy machine too.
 */
#define DAYS_AT_ONCE 20

/* clang-format off */
static const LaurelStatement roll_up_statement = {
  "office-roll-up",
  "select laurel.roll_up ($1::date, $2::date, $3::integer)",
  3,
  FALSE,
};

#define DAYS(date) date " - date '1970-01-01'"
#define IN_PERIODS(day) \
  "(" day " between $1::date and $2::date or " day " between $3::date and $4::date)"
#define IN_PLACE \
  "($5::text is null or store = $5::text) and ($6::text is null or channel = $6::text)"
#define EVERYWHERE "$5::text is null and $6::text is null"
#define BUYERS(from, to) \
  " from laurel.sales where day between " from " and " to " and client_id > 0 and " IN_PLACE

/* $1 and $2 the period, $3 and $4 the one before, $5 store, $6 channel, $7 today, $8 discounts.
 * Rows of several kinds: tag, day, two texts, six numbers. */
static const LaurelStatement overview_statement = {
  "office-overview",
  "select 'd' as tag, " DAYS ("day") " as day, store, channel, receipts as a, with_card as b,"
  " turnover as c, discount as d, issued as e, redeemed as f"
  " from laurel.day_figures where (day between $1::date and $2::date or day between $3::date and $9::date)"
  " and " IN_PLACE
  " union all select 'a', " DAYS ("day") ", null, null, count (distinct client_id), 0, 0, 0, 0, 0"
  BUYERS ("$1::date", "$2::date") " group by day"
  " union all select 'A', null, null, null,"
  " (select count (*) from (select client_id" BUYERS ("$1::date", "$2::date") " group by client_id) x),"
  " (select count (*) from (select client_id" BUYERS ("$3::date", "$4::date") " group by client_id) x),"
  " (select count (*) from laurel.clients where registered and merged_into is null), 0, 0, 0"
  " union all select 'n', " DAYS ("created_day") ", null, null, count (*), 0, 0, 0, 0, 0"
  " from laurel.clients where registered and merged_into is null and " EVERYWHERE
  " and " IN_PERIODS ("created_day") " group by created_day"
  " union all select 'b', " DAYS ("day") ", null, null, sum (amount)::bigint, 0, 0, 0, 0, 0"
  " from laurel.entries where account = 'expired' and " EVERYWHERE " and " IN_PERIODS ("day")
  " group by day"
  " union all select 'h', " DAYS ("day") ", null, null, - sum (amount)::bigint, 0, 0, 0, 0, 0"
  " from laurel.entries where account = 'issued' and movement in ('manual', 'import')"
  " and " EVERYWHERE " and " IN_PERIODS ("day") " group by day"
  " union all select 's', null, store, name, 0, 0, 0, 0, 0, 0 from laurel.stores"
  " union all select 'l', null, case when manual_level is not null"
  "   and coalesce (manual_until, 'infinity') >= $7::date then manual_level else level end, null,"
  "   count (*), 0, 0, 0, 0, 0 from laurel.accounts where not merged group by 3"
  " union all (select 'c', null, leaf, null, sum (money)::bigint as money, sum (receipts)::bigint,"
  "   0, 0, 0, 0 from laurel.day_discounts where day between $1::date and $2::date"
  "   and leaf <> 'rounding' and " IN_PLACE
  "   group by leaf having sum (money) > 0 order by money desc, leaf limit $8::bigint)"
  " order by tag, day, a desc, store",
  9,
  TRUE,
};
/* clang-format on */

enum
{
  COLUMN_TAG,
  COLUMN_DAY,
  COLUMN_TEXT,
  COLUMN_TEXT_2,
  COLUMN_NUMBER, /* the first of six */
};

/* What an overview is made of while it is read. */
typedef struct
{
  LaurelOverview overview;
  GArray        *days;      /* of LaurelDayFigures */
  GArray        *counts;    /* of LaurelDayCount */
  GArray        *stores;    /* of LaurelStoreName */
  GArray        *levels;    /* of LaurelLevelCount */
  GArray        *discounts; /* of LaurelDiscountCost */
} Reading;

typedef struct
{
  LaurelStore       *store;
  LaurelPeriodFilter filter;
  char              *place_store;
  char              *place_channel;
  LaurelOverviewDone done;
  gpointer           data;
} Load;

static void
load_free (Load *load)
{
  g_free (load->place_store);
  g_free (load->place_channel);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static gint64
number (const PGresult *result, int row, int index)
{
  return laurel_db_get_bigint (result, row, COLUMN_NUMBER + index);
}

static void
read_day (Reading *reading, const PGresult *result, int row)
{
  LaurelDayFigures figures = {
    .day = laurel_db_get_int (result, row, COLUMN_DAY),
    .store = laurel_db_get_text (result, row, COLUMN_TEXT),
    .channel = laurel_db_get_text (result, row, COLUMN_TEXT_2),
    .receipts = number (result, row, 0),
    .with_card = number (result, row, 1),
    .turnover = number (result, row, 2),
    .discount = number (result, row, 3),
    .issued = number (result, row, 4),
    .redeemed = number (result, row, 5),
  };

  g_array_append_val (reading->days, figures);
}

static void
read_count (Reading *reading, LaurelDayCountKind kind, const PGresult *result, int row)
{
  LaurelDayCount count = { kind,
                           laurel_db_get_int (result, row, COLUMN_DAY),
                           number (result, row, 0) };

  g_array_append_val (reading->counts, count);
}

static void
read_row (Reading *reading, const PGresult *result, int row)
{
  const char *text = laurel_db_get_text (result, row, COLUMN_TEXT);
  const char *text_2 = laurel_db_get_text (result, row, COLUMN_TEXT_2);

  switch (laurel_db_get_text (result, row, COLUMN_TAG)[0])
    {
    case 'd':
      read_day (reading, result, row);
      break;
    case 'a':
      read_count (reading, LAUREL_DAY_ACTIVE_CLIENTS, result, row);
      break;
    case 'n':
      read_count (reading, LAUREL_DAY_NEW_CLIENTS, result, row);
      break;
    case 'b':
      read_count (reading, LAUREL_DAY_BURNT, result, row);
      break;
    case 'h':
      read_count (reading, LAUREL_DAY_BY_HAND, result, row);
      break;
    case 'A':
      reading->overview.active = number (result, row, 0);
      reading->overview.active_before = number (result, row, 1);
      reading->overview.clients = number (result, row, 2);
      break;
    case 's':
      g_array_append_val (reading->stores, ((LaurelStoreName){ text, text_2 }));
      break;
    case 'l':
      g_array_append_val (reading->levels, ((LaurelLevelCount){ text, number (result, row, 0) }));
      break;
    case 'c':
      g_array_append_val (
          reading->discounts,
          ((LaurelDiscountCost){ text, number (result, row, 0), number (result, row, 1) }));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
overview_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autoptr (Load) load = data;
  Reading reading = { 0 };

  if (result == NULL)
    {
      load->done (NULL, error, load->data);
      return;
    }

  reading.days = g_array_new (FALSE, FALSE, sizeof (LaurelDayFigures));
  reading.counts = g_array_new (FALSE, FALSE, sizeof (LaurelDayCount));
  reading.stores = g_array_new (FALSE, FALSE, sizeof (LaurelStoreName));
  reading.levels = g_array_new (FALSE, FALSE, sizeof (LaurelLevelCount));
  reading.discounts = g_array_new (FALSE, FALSE, sizeof (LaurelDiscountCost));

  for (int i = 0; i < laurel_db_get_n_rows (result); i++)
    read_row (&reading, result, i);

  reading.overview.days = (const LaurelDayFigures *) (gpointer) reading.days->data;
  reading.overview.n_days = reading.days->len;
  reading.overview.counts = (const LaurelDayCount *) (gpointer) reading.counts->data;
  reading.overview.n_counts = reading.counts->len;
  reading.overview.stores = (const LaurelStoreName *) (gpointer) reading.stores->data;
  reading.overview.n_stores = reading.stores->len;
  reading.overview.levels = (const LaurelLevelCount *) (gpointer) reading.levels->data;
  reading.overview.n_levels = reading.levels->len;
  reading.overview.discounts = (const LaurelDiscountCost *) (gpointer) reading.discounts->data;
  reading.overview.n_discounts = reading.discounts->len;
  load->done (&reading.overview, NULL, load->data);

  g_array_unref (reading.days);
  g_array_unref (reading.counts);
  g_array_unref (reading.stores);
  g_array_unref (reading.levels);
  g_array_unref (reading.discounts);
}

static void
read_overview (Load *load)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_day (params, load->filter.from_day);
  laurel_db_params_add_day (params, load->filter.to_day);
  laurel_db_params_add_day (params, load->filter.before_from);
  laurel_db_params_add_day (params, load->filter.before_to);
  laurel_db_params_add_text (params, load->place_store);
  laurel_db_params_add_text (params, load->place_channel);
  laurel_db_params_add_day (params, load->filter.today);
  laurel_db_params_add_bigint (params, load->filter.n_discounts);
  laurel_db_params_add_day (params, load->filter.beside_to);
  laurel_db_query (laurel_store_get_db (load->store),
                   LAUREL_DB_LANE_OFFICE,
                   &overview_statement,
                   params,
                   overview_cb,
                   load);
}

/* === Rolling up =============================================================================== */

typedef struct
{
  LaurelStore    *store;
  gint32          from_day;
  gint32          to_day;
  LaurelStoreDone done;
  gpointer        data;
} RollUp;

static void roll_some_up (RollUp *roll_up);

static void
roll_up_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree RollUp *roll_up = data;

  if (result != NULL && laurel_db_get_int (result, 0, 0) > 0)
    roll_some_up (g_steal_pointer (&roll_up));
  else
    roll_up->done (error, roll_up->data);
}

/* (transfer full) @roll_up */
static void
roll_some_up (RollUp *roll_up)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_day (params, roll_up->from_day);
  laurel_db_params_add_day (params, roll_up->to_day);
  laurel_db_params_add_int (params, DAYS_AT_ONCE);
  laurel_db_query (laurel_store_get_db (roll_up->store),
                   LAUREL_DB_LANE_OFFICE,
                   &roll_up_statement,
                   params,
                   roll_up_cb,
                   roll_up);
}

void
laurel_store_roll_up (LaurelStore    *store,
                      gint32          from_day,
                      gint32          to_day,
                      LaurelStoreDone done,
                      gpointer        data)
{
  RollUp *roll_up = g_new (RollUp, 1);

  *roll_up = (RollUp){ store, from_day, to_day, done, data };
  roll_some_up (roll_up);
}

/* === The overview ============================================================================= */

static void
rolled_up_cb (const GError *error, gpointer data)
{
  g_autoptr (Load) load = data;

  if (error != NULL)
    load->done (NULL, error, load->data);
  else
    read_overview (g_steal_pointer (&load));
}

static void
period_rolled_up_cb (const GError *error, gpointer data)
{
  Load *load = data;

  if (error != NULL || load->filter.before_from == LAUREL_DAY_NONE)
    rolled_up_cb (error, load);
  else
    laurel_store_roll_up (load->store,
                          load->filter.before_from,
                          load->filter.beside_to,
                          rolled_up_cb,
                          load);
}

void
laurel_store_load_overview (LaurelStore              *store,
                            const LaurelPeriodFilter *filter,
                            LaurelOverviewDone        done,
                            gpointer                  data)
{
  Load *load = g_new (Load, 1);

  *load = (Load){
    .store = store,
    .filter = *filter,
    .place_store = g_strdup (filter->store),
    .place_channel = g_strdup (filter->channel),
    .done = done,
    .data = data,
  };
  laurel_store_roll_up (store, filter->from_day, filter->to_day, period_rolled_up_cb, load);
}
