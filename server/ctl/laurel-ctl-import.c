/* laurel-ctl-import.c - laurelctl import: takes files of other systems in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-import.h"

#include "server/ctl/laurel-ctl-progress.h"
#include "server/jobs/laurel-decimal.h"
#include "server/jobs/laurel-sales-import.h"

#include <string.h>

#define USAGE "sales FILE --preset online-retail | --map COLUMN=HEADER ..."

typedef struct
{
  char    *preset;
  char   **maps;
  char    *report;
  char    *encoding;
  char    *delimiter;
  char    *currency;
  char    *time_zone;
  char    *store;
  char    *cancel_prefix;
  char    *not_goods;
  gboolean progress;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->preset);
  g_strfreev (options->maps);
  g_free (options->report);
  g_free (options->encoding);
  g_free (options->delimiter);
  g_free (options->currency);
  g_free (options->time_zone);
  g_free (options->store);
  g_free (options->cancel_prefix);
  g_free (options->not_goods);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static void
replace (char **field, const char *given)
{
  if (given == NULL)
    return;

  g_free (*field);
  *field = g_strdup (given);
}

/* (transfer full) (nullable): NULL after having said what is wrong. */
static LaurelSalesLayout *
new_layout (const Options *options)
{
  g_autoptr (LaurelSalesLayout) layout = options->preset != NULL
                                             ? laurel_sales_layout_new_preset (options->preset)
                                             : laurel_sales_layout_new ();
  g_autoptr (GError) error = NULL;

  if (layout == NULL)
    {
      laurel_ctl_fail ("there is no preset '%s'; there is: online-retail", options->preset);
      return NULL;
    }
  for (char **map = options->maps; map != NULL && *map != NULL; map++)
    {
      if (!laurel_sales_layout_map (layout, *map, &error))
        {
          laurel_ctl_fail ("%s", error->message);
          return NULL;
        }
    }
  if (options->delimiter != NULL)
    {
      gboolean tab = strcmp (options->delimiter, "tab") == 0;

      if (!tab && (strlen (options->delimiter) != 1 || strchr ("\"\r\n", *options->delimiter)))
        {
          laurel_ctl_fail ("a delimiter is one ASCII character, or 'tab'");
          return NULL;
        }
      layout->delimiter = tab ? '\t' : *options->delimiter;
    }

  if (options->currency != NULL && (strlen (options->currency) != 3 ||
                                    strspn (options->currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
    {
      laurel_ctl_fail ("a currency is a code of three capitals, such as RUB");
      return NULL;
    }

  replace (&layout->encoding, options->encoding);
  replace (&layout->currency, options->currency);
  replace (&layout->time_zone, options->time_zone);
  replace (&layout->store, options->store);
  replace (&layout->store_name, options->store);
  replace (&layout->cancel_prefix, options->cancel_prefix);
  if (options->not_goods != NULL)
    {
      g_strfreev (layout->not_goods);
      layout->not_goods = g_strsplit (options->not_goods, ",", -1);
    }

  return g_steal_pointer (&layout);
}

static void
print_sum (const char *name, const LaurelSalesSum *sum)
{
  g_autofree char *amount = laurel_decimal_format_minor (sum->amount);

  g_print ("%-30s %10" G_GUINT64_FORMAT " %18s\n", name, sum->n_lines, amount);
}

static void
print_accounts (const LaurelSalesImport *import)
{
  LaurelSalesSum sum = { 0 };

  g_print ("%-30s %10s %18s\n", "", "lines", "amount");
  print_sum ("file", &import->file);
  print_sum ("taken: sales", &import->sales);
  print_sum ("taken: returns of a sale", &import->returns);
  print_sum ("taken: returns without a sale", &import->unlinked);
  sum.n_lines = import->sales.n_lines + import->returns.n_lines + import->unlinked.n_lines;
  sum.amount = import->sales.amount + import->returns.amount + import->unlinked.amount;
  for (guint i = 0; i < LAUREL_SALES_N_REASONS; i++)
    {
      g_autofree char *name =
          g_strconcat ("not taken: ", laurel_sales_reason_to_string ((LaurelSalesReason) i), NULL);

      if (import->rejected[i].n_lines == 0)
        continue;
      print_sum (name, &import->rejected[i]);
      sum.n_lines += import->rejected[i].n_lines;
      sum.amount += import->rejected[i].amount;
    }
  print_sum ("taken and not taken", &sum);

  g_print ("posted now: %" G_GUINT64_FORMAT " clients, %" G_GUINT64_FORMAT
           " sales, %" G_GUINT64_FORMAT " returns; there already: %" G_GUINT64_FORMAT
           " sales and returns\n",
           import->totals.clients,
           import->totals.sales,
           import->totals.returns + import->totals.unlinked,
           import->totals.known);
}

static int
import_sales (LaurelCtl *ctl, const char *path, const Options *options, LaurelSalesLayout *layout)
{
  LaurelHistoryTarget target = { laurel_ctl_get_conninfo (ctl), laurel_ctl_get_store (ctl), FALSE };
  LaurelSalesImport   import = { 0 };
  g_autoptr (LaurelCtlProgress) progress = laurel_ctl_progress_new (options->progress, "receipts");
  g_autoptr (GError) error = NULL;
  gboolean good = laurel_sales_import_run (&target,
                                           path,
                                           layout,
                                           options->report,
                                           laurel_ctl_progress_tell,
                                           progress,
                                           &import,
                                           &error);

  g_clear_pointer (&progress, laurel_ctl_progress_free);
  if (!good)
    return laurel_ctl_fail ("%s", error->message);

  if (import.other_currency)
    g_printerr ("laurelctl: the program that priced this counts in another currency than %s\n",
                layout->currency);
  print_accounts (&import);

  return 0;
}

int
laurel_ctl_import (int argc, char **argv)
{
  g_auto (Options) given = { 0 };
  /* clang-format off */
  const GOptionEntry options[] = {
    { "preset", 0, 0, G_OPTION_ARG_STRING, &given.preset, "A known kind of file: online-retail", "NAME" },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.maps, "Which header a column has: invoice, product, quantity, price, time; name, client, store, region", "COLUMN=HEADER" },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &given.report, "Write the lines that were not taken, with the reason", "FILE" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &given.encoding, "UTF-8, CP1251 ...", "NAME" },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &given.delimiter, "What stands between two fields, or 'tab'", "CHARACTER" },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &given.currency, "RUB, GBP ...", "CODE" },
    { "time-zone", 0, 0, G_OPTION_ARG_STRING, &given.time_zone, "Zone of the file's times", "ZONE" },
    { "store", 0, 0, G_OPTION_ARG_STRING, &given.store, "The store, where the file names none", "CODE" },
    { "cancel-prefix", 0, 0, G_OPTION_ARG_STRING, &given.cancel_prefix, "How numbers of cancellations begin; none: quantities below zero are returns", "TEXT" },
    { "not-goods", 0, 0, G_OPTION_ARG_STRING, &given.not_goods, "Product codes of fees and corrections; 'X*' for all that begin so", "CODE,CODE" },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &given.progress, "Lines of progress on standard output", NULL },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */
  g_autoptr (LaurelSalesLayout) layout = NULL;
  g_autoptr (LaurelCtl) ctl = NULL;

  if (!laurel_ctl_parse (&argc, &argv, USAGE, options, 3))
    return 2;
  if (strcmp (argv[1], "sales") != 0 || (given.preset == NULL && given.maps == NULL))
    {
      laurel_ctl_fail ("import %s", USAGE);
      return 2;
    }

  layout = new_layout (&given);
  if (layout == NULL)
    return 2;

  ctl = laurel_ctl_open (LAUREL_CTL_CURRENT);

  return ctl != NULL ? import_sales (ctl, argv[2], &given, layout) : 1;
}
