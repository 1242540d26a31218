/* test-history-program.c - programs that histories are priced by in tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/jobs/test-history-program.h"

#include "server/wire/laurel-wire-program.h"

static LaurelProgram *
compile (const char *document, const LaurelCatalog *catalog)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgramDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  LaurelProgram *program = NULL;
  json_t        *root = json_loads (document, JSON_REJECT_DUPLICATES, NULL);

  g_assert_nonnull (root);
  draft = laurel_wire_read_program (root, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);
  for (guint i = 0; i < laurel_faults_get_n (faults); i++)
    g_test_message ("%s: %s",
                    laurel_faults_get (faults, i)->path,
                    laurel_faults_get (faults, i)->message);
  g_assert_nonnull (draft);
  program = laurel_program_compile (draft, catalog, 1, &error);
  g_assert_no_error (error);
  json_decref (root);

  return program;
}

LaurelProgram *
test_program_of_text (const char *document)
{
  g_autoptr (LaurelCatalog) catalog = laurel_catalog_new ();

  return compile (document, catalog);
}

LaurelProgram *
test_program_of_demo (const LaurelDemo *demo)
{
  g_autoptr (LaurelCatalog) catalog = laurel_catalog_new ();
  g_autofree char       *document = laurel_demo_dup_program (demo);
  const GArray          *products = laurel_demo_get_products (demo);
  const GArray          *shops = laurel_demo_get_shops (demo);
  guint                  n_groups = 0;
  const LaurelDemoGroup *groups = laurel_demo_goods_get_groups (&n_groups);

  for (guint i = 0; i < products->len; i++)
    {
      const LaurelDemoProduct *product = &g_array_index (products, LaurelDemoProduct, i);
      const char              *segment = groups[product->group].segment;

      laurel_catalog_add_product (
          catalog,
          &(LaurelCatalogProduct){ product->code, &segment, 1, 0, LAUREL_SHARE_WHOLE, 0 });
    }
  for (guint i = 0; i < shops->len; i++)
    {
      const LaurelDemoShop *shop = &g_array_index (shops, LaurelDemoShop, i);

      laurel_catalog_add_store (catalog,
                                &(LaurelCatalogStore){ shop->code,
                                                       &shop->segment,
                                                       1,
                                                       laurel_channel_from_word (shop->channel),
                                                       shop->zone_name });
    }

  return compile (document, catalog);
}
