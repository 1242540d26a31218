/* laurel-demo-load.c - puts the demo chain into a database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-demo-load.h"

#include "server/store/laurel-store-about.h"
#include "server/store/laurel-store-settings.h"

#include <gio/gio.h>
#include <string.h>

/* What is being loaded, as "scale seed now". */
#define SETTING    "demo.chain"
#define CHAIN_NAME "Сеть «Весна»"

typedef struct
{
  char    *value;
  GError  *error;
  gboolean done;
} Setting;

/* clang-format off */
static const LaurelStatement is_used_statement = {
  "demo-is-used",
  "select exists (select 1 from laurel.sales) or exists (select 1 from laurel.clients)",
  0,
  TRUE,
};
/* clang-format on */

static void
setting_cb (const char *value, const GError *error, gpointer data)
{
  Setting *setting = data;

  setting->value = g_strdup (value);
  setting->error = error != NULL ? g_error_copy (error) : NULL;
  setting->done = TRUE;
}

/* (transfer full) (nullable): NULL without an error: no chain. */
static char *
get_chain (LaurelStore *store, GError **error)
{
  Setting setting = { 0 };

  laurel_store_get_setting (store, SETTING, setting_cb, &setting);
  laurel_db_wait (laurel_store_get_db (store), &setting.done);
  if (setting.error != NULL)
    g_propagate_error (error, setting.error);

  return setting.value;
}

static char *
claim_setting (LaurelStore *store, const char *name, const char *value, GError **error)
{
  Setting setting = { 0 };

  laurel_store_claim_setting (store, name, value, setting_cb, &setting);
  laurel_db_wait (laurel_store_get_db (store), &setting.done);
  if (setting.error != NULL)
    g_propagate_error (error, setting.error);

  return setting.value;
}

static gboolean
check_empty (LaurelStore *store, GError **error)
{
  g_autoptr (PGresult) result = laurel_db_query_sync (laurel_store_get_db (store),
                                                      LAUREL_DB_LANE_OFFICE,
                                                      &is_used_statement,
                                                      NULL,
                                                      error);

  if (result == NULL)
    return FALSE;
  if (laurel_db_get_boolean (result, 0, 0))
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_EXISTS,
                           "the database has clients or sales; the demo chain needs an empty one");
      return FALSE;
    }

  return TRUE;
}

/* Whose chain it is from now on. Gives the instant of the run that began it. */
static gboolean
begin_chain (LaurelStore           *store,
             const LaurelDemoScale *scale,
             guint64                seed,
             gint64                *now,
             gboolean              *resumed,
             GError               **error)
{
  g_autofree char *mine = g_strdup_printf ("%s %" G_GUINT64_FORMAT " ", scale->name, seed);
  g_autofree char *claim = g_strdup_printf ("%s%" G_GINT64_FORMAT, mine, *now);
  g_autofree char *chain = NULL;
  g_autoptr (GError) local = NULL;

  chain = get_chain (store, &local);
  *resumed = chain != NULL;
  if (chain == NULL && local == NULL && check_empty (store, &local))
    chain = claim_setting (store, SETTING, claim, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!g_str_has_prefix (chain, mine))
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_EXISTS,
                   "another demo chain is in this database (%s)",
                   chain);
      return FALSE;
    }
  *now = g_ascii_strtoll (chain + strlen (mine), NULL, 10);

  return TRUE;
}

/* What the desktop shows of the chain: its name, and that it is made up. */
static gboolean
name_chain (LaurelStore *store, GError **error)
{
  g_autofree char *name = claim_setting (store, LAUREL_ABOUT_CHAIN, CHAIN_NAME, error);
  g_autofree char *demo = NULL;

  if (name == NULL)
    return FALSE;

  demo = claim_setting (store, LAUREL_ABOUT_DEMO, "true", error);

  return demo != NULL;
}

static LaurelHistoryCatalog *
new_catalog (const LaurelDemo *demo)
{
  LaurelHistoryCatalog  *catalog = laurel_history_catalog_new ();
  const GArray          *shops = laurel_demo_get_shops (demo);
  const GArray          *products = laurel_demo_get_products (demo);
  guint                  n_groups = 0;
  const LaurelDemoGroup *groups = laurel_demo_goods_get_groups (&n_groups);

  for (guint i = 0; i < shops->len; i++)
    {
      const LaurelDemoShop *shop = &g_array_index (shops, LaurelDemoShop, i);

      laurel_history_catalog_add_store (catalog,
                                        shop->code,
                                        shop->name,
                                        shop->channel,
                                        shop->region,
                                        shop->city_name,
                                        shop->zone_name);
      laurel_history_catalog_add_store_segment (catalog, shop->segment, shop->code);
    }
  for (guint i = 0; i < n_groups; i++)
    laurel_history_catalog_add_group (catalog, groups[i].code, groups[i].parent, groups[i].name);
  for (guint i = 0; i < products->len; i++)
    {
      const LaurelDemoProduct *product = &g_array_index (products, LaurelDemoProduct, i);
      const LaurelDemoGroup   *group = &groups[product->group];

      laurel_history_catalog_add_product (catalog,
                                          product->code,
                                          product->name,
                                          group->code,
                                          product->price);
      laurel_history_catalog_add_product_segment (catalog, group->segment, product->code);
    }

  return catalog;
}

static gboolean
post_all (LaurelDemo           *demo,
          LaurelHistoryRun     *run,
          LaurelHistoryProgress progress,
          gpointer              data,
          GError              **error)
{
  const LaurelHistoryEvent *event = NULL;

  for (event = laurel_demo_next (demo); event != NULL; event = laurel_demo_next (demo))
    {
      g_autoptr (GError) local = NULL;

      if (laurel_history_post (laurel_history_run_get_history (run), event, &local) ==
          LAUREL_HISTORY_FAILED)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (local != NULL)
        g_warning ("%s: %s", event->key, local->message);
      if (progress != NULL)
        progress ("post", laurel_demo_get_days_done (demo), LAUREL_DEMO_DAYS, data);
    }

  return laurel_history_run_finish (run, progress, data, error);
}

gboolean
laurel_demo_load (const LaurelHistoryTarget *target,
                  const LaurelDemoScale     *scale,
                  guint64                    seed,
                  gint64                     now,
                  LaurelHistoryProgress      progress,
                  gpointer                   data,
                  LaurelDemoLoad            *load,
                  GError                   **error)
{
  g_autoptr (LaurelDemo) demo = NULL;
  g_autoptr (LaurelHistoryCatalog) catalog = NULL;
  g_autoptr (LaurelHistoryRun) run = NULL;
  g_autofree char *program = NULL;
  gboolean         good = FALSE;

  g_return_val_if_fail (target != NULL, FALSE);
  g_return_val_if_fail (scale != NULL, FALSE);
  g_return_val_if_fail (load != NULL, FALSE);

  *load = (LaurelDemoLoad){ 0 };
  if (!begin_chain (target->store, scale, seed, &now, &load->resumed, error) ||
      !name_chain (target->store, error))
    return FALSE;

  demo = laurel_demo_new (scale, seed, now);
  catalog = new_catalog (demo);
  program = laurel_demo_dup_program (demo);
  run = laurel_history_run_start (target,
                                  catalog,
                                  program,
                                  CHAIN_NAME,
                                  FALSE,
                                  laurel_demo_get_start (demo),
                                  error);
  if (run == NULL)
    return FALSE;

  good = post_all (demo, run, progress, data, error);
  load->totals = *laurel_history_get_totals (laurel_history_run_get_history (run));

  return good;
}
