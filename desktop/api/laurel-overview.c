/* laurel-overview.c - the figures of the first page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-overview.h"

#include "desktop/api/laurel-query.h"

static const char *const metric_names[] = {
  [LAUREL_FIGURE_TURNOVER] = "turnover",
  [LAUREL_FIGURE_RECEIPTS] = "receipts",
  [LAUREL_FIGURE_AVERAGE_RECEIPT] = "average_receipt",
  [LAUREL_FIGURE_CARD_SHARE] = "card_share",
  [LAUREL_FIGURE_POINTS_ISSUED] = "points_issued",
  [LAUREL_FIGURE_POINTS_REDEEMED] = "points_redeemed",
  [LAUREL_FIGURE_POINTS_BURNT] = "points_burnt",
  [LAUREL_FIGURE_NEW_CLIENTS] = "new_clients",
  [LAUREL_FIGURE_ACTIVE_CLIENTS] = "active_clients",
  [LAUREL_FIGURE_DISCOUNTS] = "discounts",
};

G_STATIC_ASSERT (G_N_ELEMENTS (metric_names) == LAUREL_N_FIGURES);

static void
turnover_clear (gpointer data)
{
  LaurelTurnover *turnover = data;

  g_free (turnover->id);
  g_free (turnover->name);
}

static void
named_value_clear (gpointer data)
{
  LaurelNamedValue *value = data;

  g_free (value->id);
  g_free (value->name);
}

void
laurel_overview_free (LaurelOverview *overview)
{
  for (guint i = 0; i < LAUREL_N_FIGURES; i++)
    g_array_unref (overview->metrics[i].spark);

  g_array_unref (overview->days);
  g_array_unref (overview->channels);
  g_array_unref (overview->stores);
  g_array_unref (overview->weeks);
  g_array_unref (overview->levels);
  g_array_unref (overview->discounts);
  g_free (overview);
}

static void
read_metrics (LaurelReply *reply, LaurelFigure *metrics)
{
  laurel_reply_begin_object (reply, "metrics");

  for (guint i = 0; i < LAUREL_N_FIGURES; i++)
    {
      LaurelFigure *metric = &metrics[i];

      laurel_reply_begin_object (reply, metric_names[i]);
      metric->value = laurel_reply_get_int (reply, "value");
      metric->has_before = laurel_reply_get_optional_int (reply, "before", &metric->before);
      metric->spark = laurel_reply_get_ints (reply, "spark");
      laurel_reply_end_object (reply);
    }

  laurel_reply_end_object (reply);
}

/* @id and @name: the members that say what it is the turnover of, NULL for days. */
static GArray *
read_turnovers (LaurelReply *reply, const char *member, const char *id, const char *name)
{
  GArray *turnovers = g_array_new (FALSE, TRUE, sizeof (LaurelTurnover));
  guint   n_turnovers = laurel_reply_begin_array (reply, member);

  g_array_set_clear_func (turnovers, turnover_clear);

  for (guint i = 0; i < n_turnovers; i++)
    {
      LaurelTurnover turnover = { 0 };

      laurel_reply_begin_element (reply, i);
      if (id != NULL)
        {
          turnover.id = g_strdup (laurel_reply_get_string (reply, id));
          turnover.name = g_strdup (laurel_reply_get_optional_string (reply, name));
        }
      else
        {
          laurel_reply_get_date (reply, "date", &turnover.date);
        }
      turnover.turnover = laurel_reply_get_int (reply, "turnover");
      turnover.receipts = laurel_reply_get_int (reply, "receipts");
      turnover.has_before = laurel_reply_get_optional_int (reply, "before", &turnover.before);
      laurel_reply_end_element (reply);

      g_array_append_val (turnovers, turnover);
    }

  laurel_reply_end_array (reply);
  return turnovers;
}

static GArray *
read_weeks (LaurelReply *reply)
{
  GArray *weeks = g_array_new (FALSE, TRUE, sizeof (LaurelPointsWeek));
  guint   n_weeks = laurel_reply_begin_array (reply, "weeks");

  for (guint i = 0; i < n_weeks; i++)
    {
      LaurelPointsWeek week = { 0 };

      laurel_reply_begin_element (reply, i);
      laurel_reply_get_date (reply, "week", &week.monday);
      week.issued = laurel_reply_get_int (reply, "issued");
      week.redeemed = laurel_reply_get_int (reply, "redeemed");
      week.burnt = laurel_reply_get_int (reply, "burnt");
      laurel_reply_end_element (reply);

      g_array_append_val (weeks, week);
    }

  laurel_reply_end_array (reply);
  return weeks;
}

/* @label: a member that is a better name, where it is there; @value: the member that counts */
static GArray *
read_named_values (LaurelReply *reply, const char *member, const char *label, const char *value)
{
  GArray *values = g_array_new (FALSE, TRUE, sizeof (LaurelNamedValue));
  guint   n_values = laurel_reply_begin_array (reply, member);

  g_array_set_clear_func (values, named_value_clear);

  for (guint i = 0; i < n_values; i++)
    {
      LaurelNamedValue named = { 0 };
      const char      *name = NULL;

      laurel_reply_begin_element (reply, i);
      named.id = g_strdup (laurel_reply_get_string (reply, "id"));
      name = label != NULL ? laurel_reply_get_optional_string (reply, label) : NULL;
      if (name == NULL || *name == '\0')
        name = laurel_reply_get_optional_string (reply, "name");
      named.name = g_strdup (name != NULL ? name : named.id);
      named.value = laurel_reply_get_int (reply, value);
      laurel_reply_end_element (reply);

      g_array_append_val (values, named);
    }

  laurel_reply_end_array (reply);
  return values;
}

static gpointer
read_overview (LaurelReply *reply, gpointer data)
{
  LaurelOverview *overview = g_new0 (LaurelOverview, 1);

  laurel_reply_get_date (reply, "today", &overview->today);
  read_metrics (reply, overview->metrics);
  overview->days = read_turnovers (reply, "days", NULL, NULL);
  overview->channels = read_turnovers (reply, "channels", "channel", "channel");
  overview->stores = read_turnovers (reply, "stores", "store", "name");
  overview->weeks = read_weeks (reply);
  overview->levels = read_named_values (reply, "levels", "representation", "clients");
  overview->discounts = read_named_values (reply, "discounts_by_cost", NULL, "money");
  overview->clients = laurel_reply_get_int (reply, "clients");

  return overview;
}

void
laurel_overview_fetch_async (LaurelApi                  *api,
                             const LaurelOverviewFilter *filter,
                             GCancellable               *cancellable,
                             GAsyncReadyCallback         callback,
                             gpointer                    user_data)
{
  g_autoptr (GString) query = g_string_new (NULL);

  laurel_query_add_date (query, "from", &filter->from);
  laurel_query_add_date (query, "to", &filter->to);
  laurel_query_add_date (query, "before_from", &filter->before_from);
  laurel_query_add_date (query, "before_to", &filter->before_to);
  laurel_query_add (query, "store", filter->store);

  laurel_api_fetch_async (api,
                          "v1/reports/overview",
                          query->str,
                          read_overview,
                          NULL,
                          (GDestroyNotify) laurel_overview_free,
                          cancellable,
                          callback,
                          user_data);
}

LaurelOverview *
laurel_overview_fetch_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_fetch_finish (api, result, error);
}
