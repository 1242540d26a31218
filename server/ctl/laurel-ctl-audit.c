/* laurel-ctl-audit.c - laurelctl audit: looks for violations of the ledger's invariants
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-audit.h"

#include <string.h>

#include "server/ctl/laurel-ctl.h"
#include "server/engine/laurel-price.h"
#include "server/services/laurel-programs.h"
#include "server/store/laurel-store-audit-checks.h"
#include "server/wire/laurel-promo-code.h"
#include "server/wire/laurel-wire-sale-facts.h"

/* How many violations of one promise are named. */
#define NAMED_MAX 20

/**
 * Findings:
 * @n: violations of the promise that is being looked at
 * @rows: (element-type utf8): the first of them
 */
typedef struct
{
  gint64     n;
  GPtrArray *rows;
} Findings;

static void
found_cb (const char *row, gpointer data)
{
  Findings *findings = data;

  if (findings->n++ < NAMED_MAX)
    g_ptr_array_add (findings->rows, g_strdup (row));
}

/* Says how one promise is kept, and begins the next one; FALSE: it is not. */
static gboolean
say (const char *name, const char *promise, Findings *findings)
{
  gboolean kept = findings->n == 0;

  g_print ("%-4s  %-13s %s\n", kept ? "ok" : "bad", name, promise);

  for (guint i = 0; i < findings->rows->len; i++)
    g_print ("      %s\n", (const char *) g_ptr_array_index (findings->rows, i));
  if (findings->n > NAMED_MAX)
    g_print ("      and more\n");

  g_ptr_array_set_size (findings->rows, 0);
  findings->n = 0;

  return kept;
}

/* === Prices =================================================================================== */

/**
 * Pricing:
 * @release: (nullable): that of the last sale
 *
 * Sales priced again.
 */
typedef struct
{
  LaurelPrograms *programs;
  LaurelArena    *arena;
  LaurelRelease  *release;
  Findings       *findings;
} Pricing;

static gboolean
has_equal_effects (const LaurelAuditLine *stored, const LaurelPricedLine *line)
{
  if (stored->n_effects != line->n_effects)
    return FALSE;

  for (gsize i = 0; i < line->n_effects; i++)
    {
      const LaurelEffect *effect = &line->effects[i];

      if (strcmp (stored->leaves[i], effect->leaf) != 0 || stored->leaf_money[i] != effect->money ||
          stored->leaf_points[i] != effect->points)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_equal_line (const LaurelAuditLine *stored, const LaurelPricedLine *line)
{
  return stored->n == line->n && stored->gross == line->gross &&
         stored->external == line->external && stored->discount == line->discount &&
         stored->redeemed == line->redeemed && stored->rounding == line->rounding &&
         stored->to_pay == line->to_pay && stored->points == line->points &&
         stored->turnover == line->turnover && has_equal_effects (stored, line);
}

static gboolean
has_text (char *const *texts, gsize n_texts, const char *text)
{
  for (gsize i = 0; i < n_texts; i++)
    if (strcmp (texts[i], text) == 0)
      return TRUE;

  return FALSE;
}

/* Whether the uses that were counted are those that @priced makes. */
static gboolean
has_equal_uses (const LaurelAuditSale *sale, const LaurelPriced *priced)
{
  gsize n = 0;

  for (gsize i = 0; i < priced->n_limited; i++)
    {
      if (!priced->limited[i].used)
        continue;

      n++;
      if (!has_text (sale->used_leaves, sale->n_used_leaves, priced->limited[i].leaf))
        return FALSE;
    }

  return n == sale->n_used_leaves;
}

/* The same of promo codes; one that was presented in two ways was used once. */
static gboolean
has_equal_codes (const LaurelAuditSale *sale,
                 const LaurelReceipt   *receipt,
                 const LaurelPriced    *priced)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < receipt->n_promo_codes; i++)
    {
      char form[LAUREL_PROMO_CODE_SIZE];

      if (priced->promo_codes[i] != LAUREL_CODE_APPLIED)
        continue;

      if (!laurel_promo_code_normalise (receipt->promo_codes[i].code, form) ||
          !has_text (sale->used_codes, sale->n_used_codes, form))
        return FALSE;

      g_hash_table_add (used, g_strdup (form));
    }

  return g_hash_table_size (used) == sale->n_used_codes;
}

/* (nullable): what of @sale is not as it is priced. The other totals are sums over the lines, which
 * a check of their own looks at. */
static const char *
find_difference (const LaurelAuditSale *sale,
                 const LaurelReceipt   *receipt,
                 const LaurelPriced    *priced)
{
  const LaurelTotals *totals = &priced->totals;

  if (sale->n_lines != priced->n_lines)
    return "it has other lines";

  for (gsize i = 0; i < sale->n_lines; i++)
    if (!is_equal_line (&sale->lines[i], &priced->lines[i]))
      return "a line has other numbers";

  if (sale->redeemed_points != totals->redeemed_points ||
      sale->certificates != totals->certificates ||
      sale->referrer_points != totals->referrer_points)
    return "it has other totals";

  if (!has_equal_uses (sale, priced))
    return "it used other discounts with limits";

  if (!has_equal_codes (sale, receipt, priced))
    return "it used other promo codes";

  return NULL;
}

static const LaurelReceiptLine *
make_lines (LaurelArena *arena, const LaurelAuditSale *sale)
{
  LaurelReceiptLine *lines = laurel_arena_new_array0 (arena, LaurelReceiptLine, sale->n_lines);

  for (gsize i = 0; i < sale->n_lines; i++)
    {
      const LaurelAuditLine *line = &sale->lines[i];

      lines[i] = (LaurelReceiptLine){ .n = line->n,
                                      .product = line->product,
                                      .quantity = line->quantity,
                                      .price = line->price,
                                      .external_discount = line->external };
    }

  return lines;
}

/* (nullable): what is wrong with the price of @sale. */
static const char *
price_again (Pricing *pricing, const LaurelAuditSale *sale)
{
  LaurelReceipt       receipt = { .store = sale->store, .time = sale->time, .card = sale->card };
  LaurelClientFacts   client = { 0 };
  LaurelUsageTotals   totals = { 0 };
  gboolean            anonymous = FALSE;
  const LaurelPriced *priced = NULL;

  if (pricing->release == NULL || pricing->release->version != sale->program_version)
    {
      g_clear_pointer (&pricing->release, laurel_release_unref);
      pricing->release = laurel_programs_dup_version (pricing->programs, sale->program_version);
    }

  if (pricing->release == NULL)
    return "its program is not there";

  if (!laurel_wire_read_sale_facts (sale->facts,
                                    pricing->arena,
                                    &receipt,
                                    &client,
                                    &anonymous,
                                    &totals))
    return "its facts cannot be read";

  receipt.lines = make_lines (pricing->arena, sale);
  receipt.n_lines = sale->n_lines;
  priced = laurel_price (pricing->release->program,
                         pricing->arena,
                         &receipt,
                         anonymous ? NULL : &client,
                         &totals,
                         LAUREL_PRICE_PLAIN,
                         NULL);

  return priced == NULL ? "it cannot be priced" : find_difference (sale, &receipt, priced);
}

static gboolean
sale_cb (const LaurelAuditSale *sale, gpointer data)
{
  Pricing    *pricing = data;
  const char *wrong = price_again (pricing, sale);

  if (wrong != NULL)
    {
      g_autofree char *row = g_strdup_printf ("sale %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                                              ", priced by program %d: %s",
                                              sale->sale_id,
                                              sale->client_id,
                                              sale->program_version,
                                              wrong);

      found_cb (row, pricing->findings);
    }

  laurel_arena_reset (pricing->arena);

  return pricing->findings->n <= NAMED_MAX;
}

static void
refreshed_cb (const GError *error, gpointer user_data)
{
  gboolean *done = user_data;

  if (error != NULL)
    laurel_ctl_fail ("%s", error->message);

  *done = TRUE;
}

static gboolean
check_prices (LaurelCtl *ctl, LaurelAudit *audit, Findings *findings, GError **error)
{
  g_autoptr (LaurelPrograms) programs = laurel_programs_new ();
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  LaurelStore *store = laurel_ctl_get_store (ctl);
  Pricing      pricing = { programs, arena, NULL, findings };
  gboolean     done = FALSE;

  laurel_programs_refresh (programs, store, refreshed_cb, &done);
  laurel_db_wait (laurel_store_get_db (store), &done);
  done = laurel_audit_read_sales (audit, sale_cb, &pricing, error);
  g_clear_pointer (&pricing.release, laurel_release_unref);

  return done;
}

/* === All ====================================================================================== */

/* @clean: nothing was found; TRUE unless it could not be found out. */
static gboolean
look (LaurelCtl *ctl, LaurelAudit *audit, Findings *findings, gboolean *clean, GError **error)
{
  for (gsize i = 0; i < laurel_audit_get_n_checks (); i++)
    {
      const LaurelAuditCheck check = laurel_audit_get_check (i);

      if (!laurel_audit_run (audit, i, NAMED_MAX + 1, found_cb, findings, error))
        return FALSE;

      *clean = say (check.name, check.promise, findings) && *clean;
    }

  if (!check_prices (ctl, audit, findings, error))
    return FALSE;

  *clean = say ("prices", "each sale, priced again, costs the same", findings) && *clean;

  return TRUE;
}

int
laurel_ctl_audit (int argc, char **argv)
{
  g_autoptr (LaurelCtl) ctl = NULL;
  g_autoptr (LaurelAudit) audit = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  Findings findings = { 0, rows };
  gboolean clean = TRUE;

  if (!laurel_ctl_parse (&argc, &argv, "", NULL, 1))
    return 2;

  ctl = laurel_ctl_open (LAUREL_CTL_CURRENT);
  if (ctl == NULL)
    return 1;

  audit = laurel_audit_open (laurel_ctl_get_conninfo (ctl), &error);
  if (audit == NULL || !look (ctl, audit, &findings, &clean, &error))
    return laurel_ctl_fail ("%s", error->message);

  return clean ? 0 : 1;
}
