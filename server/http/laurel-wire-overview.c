/* laurel-wire-overview.c - the overview of a period, as answers show it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store gives figures of days, stores and channels; everything else here is their sums.
 */

#include "server/http/laurel-wire-overview.h"

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/wire/laurel-wire-problem.h"

#define BASIS_POINTS 10000

/* What can be added up. */
typedef enum
{
  SUM_TURNOVER,
  SUM_RECEIPTS,
  SUM_WITH_CARD,
  SUM_DISCOUNT,
  SUM_ISSUED,
  SUM_REDEEMED,
  SUM_BURNT,
  SUM_NEW_CLIENTS,
  SUM_ACTIVE_CLIENTS,
  N_SUMS,
} Sum;

typedef struct
{
  gint64 of[N_SUMS];
} Sums;

/* What a store or a channel sold in both periods. */
typedef struct
{
  const char *id;
  const char *channel;
  gint64      turnover;
  gint64      receipts;
  gint64      before;
} Place;

typedef struct
{
  const LaurelOffice       *office;
  const LaurelPeriodFilter *filter;
  const LaurelOverview     *overview;
  gsize                     n_days;
  Sums                     *days;        /* of the period */
  Sums                     *beside_days; /* of as many days, whole weeks before */
  Sums                      total;
  Sums                      before_total;
  GArray                   *stores;   /* of Place */
  GArray                   *channels; /* of Place */
} Folding;

static gboolean
has_before (const Folding *folding)
{
  return folding->filter->before_from != LAUREL_DAY_NONE;
}

static void
add (Sums *sums, const Sums *more)
{
  for (gsize i = 0; i < N_SUMS; i++)
    sums->of[i] += more->of[i];
}

/* Where the figures of @day belong; a day may lie in several places. */
static void
add_to_day (Folding *folding, gint32 day, const Sums *more)
{
  const LaurelPeriodFilter *filter = folding->filter;

  if (day >= filter->from_day && day <= filter->to_day)
    {
      add (&folding->days[day - filter->from_day], more);
      add (&folding->total, more);
    }

  if (!has_before (folding))
    return;

  if (day >= filter->before_from && day <= filter->before_to)
    add (&folding->before_total, more);

  if (day >= filter->from_day - filter->beside_shift &&
      day <= filter->to_day - filter->beside_shift)
    add (&folding->beside_days[day + filter->beside_shift - filter->from_day], more);
}

static Place *
find_place (GArray *places, const char *id, const char *channel)
{
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      if (g_str_equal (place->id, id))
        return place;
    }

  g_array_append_val (places, ((Place){ .id = id, .channel = channel }));

  return &g_array_index (places, Place, places->len - 1);
}

static void
add_to_place (const Folding *folding, Place *place, const LaurelDayFigures *figures)
{
  const LaurelPeriodFilter *filter = folding->filter;

  if (figures->day >= filter->from_day && figures->day <= filter->to_day)
    {
      place->turnover += figures->turnover;
      place->receipts += figures->receipts;
    }

  if (has_before (folding) && figures->day >= filter->before_from &&
      figures->day <= filter->before_to)
    place->before += figures->turnover;
}

static void
fold_figures (Folding *folding)
{
  for (gsize i = 0; i < folding->overview->n_days; i++)
    {
      const LaurelDayFigures *figures = &folding->overview->days[i];
      const char             *channel = figures->channel[0] != '\0' ? figures->channel : NULL;
      const Sums              sums = { {
                       [SUM_TURNOVER] = figures->turnover,
                       [SUM_RECEIPTS] = figures->receipts,
                       [SUM_WITH_CARD] = figures->with_card,
                       [SUM_DISCOUNT] = figures->discount,
                       [SUM_ISSUED] = figures->issued,
                       [SUM_REDEEMED] = figures->redeemed,
      } };

      add_to_day (folding, figures->day, &sums);

      if (figures->store[0] != '\0')
        add_to_place (folding, find_place (folding->stores, figures->store, channel), figures);
      if (channel != NULL)
        add_to_place (folding, find_place (folding->channels, channel, channel), figures);
    }
}

static void
fold_counts (Folding *folding)
{
  static const Sum sums_of[LAUREL_N_DAY_COUNTS] = {
    [LAUREL_DAY_ACTIVE_CLIENTS] = SUM_ACTIVE_CLIENTS,
    [LAUREL_DAY_NEW_CLIENTS] = SUM_NEW_CLIENTS,
    [LAUREL_DAY_BURNT] = SUM_BURNT,
    [LAUREL_DAY_BY_HAND] = SUM_ISSUED,
  };

  for (gsize i = 0; i < folding->overview->n_counts; i++)
    {
      const LaurelDayCount *count = &folding->overview->counts[i];
      Sums                  sums = { { 0 } };

      sums.of[sums_of[count->kind]] = count->value;
      add_to_day (folding, count->day, &sums);
    }

  /* Who bought on two days is one active client of the period. */
  folding->total.of[SUM_ACTIVE_CLIENTS] = folding->overview->active;
  folding->before_total.of[SUM_ACTIVE_CLIENTS] = folding->overview->active_before;
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a;
  const Place *right = b;

  if (left->turnover != right->turnover)
    return left->turnover < right->turnover ? 1 : -1;

  return g_strcmp0 (left->id, right->id);
}

/* === Metrics ================================================================================== */

typedef gint64 (*Measure) (const Sums *sums, Sum sum);

static gint64
plain_sum (const Sums *sums, Sum sum)
{
  return sums->of[sum];
}

static gint64
average_receipt (const Sums *sums, Sum sum)
{
  return sums->of[SUM_RECEIPTS] > 0 ? sums->of[SUM_TURNOVER] / sums->of[SUM_RECEIPTS] : 0;
}

static gint64
card_share (const Sums *sums, Sum sum)
{
  return sums->of[SUM_RECEIPTS] > 0
             ? sums->of[SUM_WITH_CARD] * BASIS_POINTS / sums->of[SUM_RECEIPTS]
             : 0;
}

/* A new monitor is one line here, and if it is no sum a function above. */
static const struct
{
  const char *name;
  Measure     measure;
  Sum         sum;
} metrics[] = {
  { "turnover", plain_sum, SUM_TURNOVER },
  { "receipts", plain_sum, SUM_RECEIPTS },
  { "average_receipt", average_receipt, N_SUMS },
  { "card_share", card_share, N_SUMS },
  { "points_issued", plain_sum, SUM_ISSUED },
  { "points_redeemed", plain_sum, SUM_REDEEMED },
  { "points_burnt", plain_sum, SUM_BURNT },
  { "new_clients", plain_sum, SUM_NEW_CLIENTS },
  { "active_clients", plain_sum, SUM_ACTIVE_CLIENTS },
  { "discounts", plain_sum, SUM_DISCOUNT },
};

static json_t *
new_before (const Folding *folding, gint64 value)
{
  return has_before (folding) ? json_integer (value) : json_null ();
}

static json_t *
new_metrics (const Folding *folding)
{
  json_t *object = json_object ();

  for (gsize i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      Measure measure = metrics[i].measure;
      Sum     sum = metrics[i].sum;
      json_t *metric = json_object ();
      json_t *spark = json_array ();

      for (gsize day = 0; day < folding->n_days; day++)
        json_array_append_new (spark, json_integer (measure (&folding->days[day], sum)));

      json_object_set_new (metric, "value", json_integer (measure (&folding->total, sum)));
      json_object_set_new (metric,
                           "before",
                           new_before (folding, measure (&folding->before_total, sum)));
      json_object_set_new (metric, "spark", spark);
      json_object_set_new (object, metrics[i].name, metric);
    }

  return object;
}

/* === Tables =================================================================================== */

/* Each day beside the same weekday of the period before. */
static json_t *
new_days (const Folding *folding)
{
  json_t *array = json_array ();

  for (gsize i = 0; i < folding->n_days; i++)
    {
      const Sums *sums = &folding->days[i];
      gint32      day = folding->filter->from_day + (gint32) i;
      gint32  beside = has_before (folding) ? day - folding->filter->beside_shift : LAUREL_DAY_NONE;
      json_t *object = json_object ();

      json_object_set_new (object, "date", laurel_wire_new_day (day));
      json_object_set_new (object, "turnover", json_integer (sums->of[SUM_TURNOVER]));
      json_object_set_new (object, "receipts", json_integer (sums->of[SUM_RECEIPTS]));
      json_object_set_new (object, "before_date", laurel_wire_new_day (beside));
      json_object_set_new (object,
                           "before",
                           new_before (folding, folding->beside_days[i].of[SUM_TURNOVER]));
      json_array_append_new (array, object);
    }

  return array;
}

static json_t *
new_weeks (const Folding *folding)
{
  json_t *array = json_array ();
  gsize   day = 0;

  while (day < folding->n_days)
    {
      gint32  date = folding->filter->from_day + (gint32) day;
      gint32  monday = date - (laurel_day_weekday (date) - 1);
      Sums    sums = { { 0 } };
      json_t *object = json_object ();

      for (; day < folding->n_days && folding->filter->from_day + (gint32) day < monday + 7; day++)
        add (&sums, &folding->days[day]);

      json_object_set_new (object, "week", laurel_wire_new_day (monday));
      json_object_set_new (object, "issued", json_integer (sums.of[SUM_ISSUED]));
      json_object_set_new (object, "redeemed", json_integer (sums.of[SUM_REDEEMED]));
      json_object_set_new (object, "burnt", json_integer (sums.of[SUM_BURNT]));
      json_array_append_new (array, object);
    }

  return array;
}

static json_t *
new_place (const Folding *folding, const Place *place, const char *id_name)
{
  json_t *object = json_object ();

  json_object_set_new (object, id_name, json_string (place->id));
  json_object_set_new (object, "turnover", json_integer (place->turnover));
  json_object_set_new (object, "receipts", json_integer (place->receipts));
  json_object_set_new (object, "before", new_before (folding, place->before));

  return object;
}

static json_t *
new_channels (const Folding *folding)
{
  json_t *array = json_array ();

  for (guint i = 0; i < folding->channels->len; i++)
    json_array_append_new (
        array,
        new_place (folding, &g_array_index (folding->channels, Place, i), "channel"));

  return array;
}

static json_t *
new_stores (const Folding *folding)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  json_t *array = json_array ();

  for (gsize i = 0; i < folding->overview->n_stores; i++)
    g_hash_table_insert (names,
                         (gpointer) folding->overview->stores[i].store,
                         (gpointer) folding->overview->stores[i].name);

  for (guint i = 0; i < folding->stores->len; i++)
    {
      const Place *place = &g_array_index (folding->stores, Place, i);
      const char  *name = g_hash_table_lookup (names, place->id);
      json_t      *object = new_place (folding, place, "store");

      json_object_set_new (object, "name", json_string (name != NULL ? name : place->id));
      json_object_set_new (object, "channel", laurel_wire_new_text (place->channel));
      json_array_append_new (array, object);
    }

  return array;
}

static gint64
count_level (const Folding *folding, const char *id)
{
  gint64 clients = 0;

  for (gsize i = 0; i < folding->overview->n_levels; i++)
    {
      const LaurelLevelCount *count = &folding->overview->levels[i];

      if (g_strcmp0 (count->id != NULL ? count->id : folding->office->base_level, id) == 0)
        clients += count->clients;
    }

  return clients;
}

/* The program's levels in its order. */
static json_t *
new_levels (const Folding *folding)
{
  const LaurelProgramTerms *terms = laurel_program_get_terms (folding->office->release->program);
  json_t                   *array = json_array ();

  for (gsize i = 0; i < terms->n_levels; i++)
    {
      const LaurelLevel *level = &terms->levels[i];
      const char        *name = level->name != NULL ? level->name : level->id;
      json_t            *object = json_object ();

      json_object_set_new (object, "id", json_string (level->id));
      json_object_set_new (object, "name", json_string (name));
      json_object_set_new (
          object,
          "representation",
          json_string (level->representation != NULL ? level->representation : name));
      json_object_set_new (object, "clients", json_integer (count_level (folding, level->id)));
      json_array_append_new (array, object);
    }

  return array;
}

static const char *
find_discount_name (const LaurelOffice *office, const char *id)
{
  gsize                 n = 0;
  const LaurelLeafInfo *leaves = laurel_program_get_leaves (office->release->program, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (leaves[i].id, id) && leaves[i].name != NULL)
      return leaves[i].name;

  return id;
}

static json_t *
new_discounts (const Folding *folding)
{
  json_t *array = json_array ();

  for (gsize i = 0; i < folding->overview->n_discounts; i++)
    {
      const LaurelDiscountCost *cost = &folding->overview->discounts[i];
      json_t                   *object = json_object ();

      json_object_set_new (object, "id", json_string (cost->leaf));
      json_object_set_new (object,
                           "name",
                           json_string (find_discount_name (folding->office, cost->leaf)));
      json_object_set_new (object, "money", json_integer (cost->money));
      json_object_set_new (object, "receipts", json_integer (cost->receipts));
      json_array_append_new (array, object);
    }

  return array;
}

static json_t *
new_body (const Folding *folding)
{
  const LaurelOffice *office = folding->office;
  json_t             *body = json_object ();

  json_object_set_new (body, "from", laurel_wire_new_day (folding->filter->from_day));
  json_object_set_new (body, "to", laurel_wire_new_day (folding->filter->to_day));
  json_object_set_new (body,
                       "currency",
                       json_string (laurel_program_get_terms (office->release->program)->currency));
  json_object_set_new (body, "updated", laurel_office_new_instant (office, office->now_us, NULL));
  json_object_set_new (body, "today", laurel_wire_new_day (office->today));
  json_object_set_new (body, "metrics", new_metrics (folding));
  json_object_set_new (body, "days", new_days (folding));
  json_object_set_new (body, "channels", new_channels (folding));
  json_object_set_new (body, "stores", new_stores (folding));
  json_object_set_new (body, "weeks", new_weeks (folding));
  json_object_set_new (body, "levels", new_levels (folding));
  json_object_set_new (body, "discounts_by_cost", new_discounts (folding));
  json_object_set_new (body, "clients", json_integer (folding->overview->clients));

  return body;
}

json_t *
laurel_wire_new_overview (const LaurelOffice       *office,
                          const LaurelPeriodFilter *filter,
                          const LaurelOverview     *overview)
{
  Folding folding = {
    .office = office,
    .filter = filter,
    .overview = overview,
    .n_days = (gsize) (filter->to_day - filter->from_day) + 1,
    .stores = g_array_new (FALSE, FALSE, sizeof (Place)),
    .channels = g_array_new (FALSE, FALSE, sizeof (Place)),
  };
  json_t *body = NULL;

  folding.days = g_new0 (Sums, folding.n_days);
  folding.beside_days = g_new0 (Sums, folding.n_days);
  fold_figures (&folding);
  fold_counts (&folding);
  g_array_sort (folding.stores, compare_places);
  g_array_sort (folding.channels, compare_places);
  body = new_body (&folding);

  g_array_unref (folding.stores);
  g_array_unref (folding.channels);
  g_free (folding.days);
  g_free (folding.beside_days);

  return body;
}
