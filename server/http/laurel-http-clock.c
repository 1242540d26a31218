/* laurel-http-clock.c - PUT /v1/clock: sets the clock of a sandbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-instant.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-settings.h"
#include "server/wire/laurel-json-reader.h"

typedef struct
{
  LaurelExchange *exchange;
  gint64          now_us;
  gboolean        sweep;
} Setting;

static void
finish (Setting *setting, const GError *error)
{
  g_autoptr (LaurelExchange) exchange = setting->exchange;
  char now[LAUREL_INSTANT_SIZE];

  laurel_instant_format (setting->now_us, now);
  g_free (setting);

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else
    laurel_exchange_reply_json (exchange, 200, json_pack ("{s:s}", "now", now));
}

static void
swept_cb (const GError *error, gpointer user_data)
{
  finish (user_data, error);
}

/* What is due is booked by the program that is in force then. */
static void
advanced_cb (const GError *error, gpointer user_data)
{
  Setting            *setting = user_data;
  LaurelHttpServices *services = laurel_exchange_get_services (setting->exchange);

  if (error == NULL && setting->sweep && services->settings->sweep != NULL)
    services->settings->sweep (services, setting->now_us, swept_cb, setting);
  else
    finish (setting, error);
}

static void
kept_cb (const GError *error, gpointer user_data)
{
  Setting            *setting = user_data;
  LaurelHttpServices *services = laurel_exchange_get_services (setting->exchange);

  if (error == NULL)
    laurel_programs_advance (services->settings->programs,
                             services->store,
                             setting->now_us,
                             advanced_cb,
                             setting);
  else
    finish (setting, error);
}

/* The clock is kept in the database, so that a sandbox wakes up at the time at which it fell
 * asleep. */
static void
set_clock (LaurelExchange *exchange, gint64 now_us, gboolean sweep)
{
  Setting         *setting = NULL;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, now_us);

  if (!laurel_clock_set (laurel_exchange_get_services (exchange)->settings->clock, now_us))
    {
      laurel_exchange_problem (exchange,
                               422,
                               "backwards",
                               "the clock never goes backwards",
                               NULL,
                               NULL);
      return;
    }

  setting = g_new0 (Setting, 1);
  setting->exchange = laurel_exchange_ref (exchange);
  setting->now_us = now_us;
  setting->sweep = sweep;
  laurel_store_set_setting (laurel_exchange_get_store (exchange),
                            LAUREL_CLOCK_SETTING,
                            text,
                            kept_cb,
                            setting);
}

static void
put_clock (LaurelExchange *exchange)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  json_t  *body = laurel_exchange_read_object (exchange);
  gint64   now_s = 0;
  gboolean sweep = TRUE;

  if (body == NULL)
    return;

  reader = laurel_json_reader_new (body, "", faults);
  if (laurel_json_reader_begin (reader))
    {
      now_s = laurel_json_reader_get_time (reader, "now");
      sweep = laurel_json_reader_get_boolean_or (reader, "sweep", TRUE);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (faults) > 0)
    laurel_exchange_refuse (exchange, faults);
  else
    set_clock (exchange, now_s * G_USEC_PER_SEC, sweep);

  json_decref (body);
}

static const LaurelRoute routes[] = {
  {
      .method = "PUT",
      .pattern = "/v1/clock",
      .access = LAUREL_ROUTE_ADMIN,
      .flags = LAUREL_ROUTE_SANDBOX | LAUREL_ROUTE_OFFICE,
      .body_limit = LAUREL_BODY_SMALL,
      .handler = put_clock,
      .tag = "Operations",
      .summary = "Sets a sandbox's clock, and runs what falls due until then; on no other server",
      .request = "ClockSetting",
      .response = "Clock",
      .status = 200,
  },
};

const LaurelRoute *
laurel_http_clock_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
