/* laurel-sales-import.c - takes a file of past sales into the ledger, and accounts for every line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-sales-import.h"

#include "server/jobs/laurel-csv-reader.h"
#include "server/jobs/laurel-decimal.h"
#include "server/jobs/laurel-jobs-resources.h"
#include "server/jobs/laurel-sales-teller.h"

#include <string.h>

typedef struct
{
  LaurelSalesFile         *file;
  const LaurelSalesLayout *layout;
  LaurelSalesTeller       *teller;
  LaurelHistory           *history;
  LaurelSalesImport       *import;
  LaurelHistoryProgress    progress;
  gpointer                 data;
  LaurelHistoryRun        *run;
} Import;

static void
read_cb (guint64 n_lines, gpointer data)
{
  const Import *self = data;

  if (self->progress != NULL)
    self->progress ("read", n_lines, 0, self->data);
}

/* The program for a database that has none: that of the layout's currency and zone. */
static char *
dup_first_program (const LaurelSalesLayout *layout)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (laurel_jobs_get_resource (),
                                                     "/laurel/jobs/laurel-sales-program.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     NULL);
  g_autoptr (GString) text = NULL;
  g_autofree char *second = g_strdup_printf ("%" G_GINT64_FORMAT, layout->thresholds[0]);
  g_autofree char *third = g_strdup_printf ("%" G_GINT64_FORMAT, layout->thresholds[1]);

  g_assert (bytes != NULL);
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (text, "@CURRENCY@", layout->currency, 0);
  g_string_replace (text, "@TIME-ZONE@", layout->time_zone, 0);
  g_string_replace (text, "@SECOND@", second, 0);
  g_string_replace (text, "@THIRD@", third, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static LaurelHistoryCatalog *
new_catalog (const LaurelSalesFile *file, const LaurelSalesLayout *layout)
{
  LaurelHistoryCatalog *catalog = laurel_history_catalog_new ();

  for (guint i = 0; i < file->stores->len; i++)
    {
      const char *store = g_ptr_array_index (file->stores, i);
      gboolean    is_only = strcmp (store, layout->store) == 0;

      laurel_history_catalog_add_store (catalog,
                                        store,
                                        is_only ? layout->store_name : store,
                                        layout->channel,
                                        NULL,
                                        NULL,
                                        layout->time_zone);
    }
  for (guint i = 0; i < file->products->len; i++)
    {
      const LaurelSalesProduct *product = &g_array_index (file->products, LaurelSalesProduct, i);

      laurel_history_catalog_add_product (catalog,
                                          product->code,
                                          product->name,
                                          NULL,
                                          product->price);
    }

  return catalog;
}

static void
add_sum (LaurelSalesSum *sum, gint64 amount)
{
  sum->n_lines++;
  sum->amount += amount;
}

/* A line of the file can be two of a receipt: it is counted once, with the amount of both. */
static void
count_told (Import *self, const LaurelHistoryEvent *event, LaurelSalesSum *sum)
{
  guint          n = 0;
  const guint32 *told = laurel_sales_teller_get_lines (self->teller, &n);
  guint32        last = 0;

  for (guint i = 0; i < n; i++)
    {
      const LaurelSalesLine *line = &g_array_index (self->file->lines, LaurelSalesLine, told[i]);
      gint64                 amount = laurel_sales_line_amount (line);

      if (line->file_line != last)
        sum->n_lines++;
      last = line->file_line;
      sum->amount += event->kind == LAUREL_HISTORY_RETURN ? -amount : amount;
    }
}

static void
reject_told (Import *self, const LaurelHistoryEvent *event, const char *detail)
{
  guint          n = 0;
  const guint32 *told = laurel_sales_teller_get_lines (self->teller, &n);
  const char    *kept = g_string_chunk_insert_const (self->file->strings, detail);

  for (guint i = 0; i < n; i++)
    {
      const LaurelSalesLine *line = &g_array_index (self->file->lines, LaurelSalesLine, told[i]);
      const LaurelSalesDocument *document =
          &g_array_index (self->file->documents, LaurelSalesDocument, line->document);
      gboolean            is_back = event->kind == LAUREL_HISTORY_RETURN;
      gint64              amount = laurel_sales_line_amount (line);
      LaurelSalesRejected rejected = { line->file_line, LAUREL_SALES_REFUSED, 0, kept, NULL };
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *price = laurel_decimal_format_minor (line->price);

      rejected.amount = is_back ? -amount : amount;
      laurel_csv_append_field (text, document->number, ',');
      g_string_append_c (text, ',');
      laurel_csv_append_field (
          text,
          g_array_index (self->file->products, LaurelSalesProduct, line->product).code,
          ',');
      g_string_append_printf (text,
                              ",%s%" G_GINT64_FORMAT ".%03u,%s",
                              is_back ? "-" : "",
                              line->quantity / 1000,
                              (guint) (line->quantity % 1000),
                              price);
      rejected.text = g_string_chunk_insert (self->file->strings, text->str);
      g_array_append_val (self->file->rejected, rejected);
    }
}

static gboolean
post_event (Import *self, const LaurelHistoryEvent *event, GError **error)
{
  g_autoptr (GError) local = NULL;
  LaurelHistoryResult result = laurel_history_post (self->history, event, &local);
  LaurelSalesSum      sum = { 0 };
  LaurelSalesSum     *taken = &self->import->sales;

  if (result == LAUREL_HISTORY_FAILED)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (event->kind == LAUREL_HISTORY_CLIENT)
    return TRUE;
  if (result == LAUREL_HISTORY_REFUSED)
    {
      reject_told (self, event, local->message);
      return TRUE;
    }

  count_told (self, event, &sum);
  if (event->kind == LAUREL_HISTORY_RETURN)
    taken = event->back.sale_key != NULL ? &self->import->returns : &self->import->unlinked;
  taken->n_lines += sum.n_lines;
  taken->amount += sum.amount;
  if (result == LAUREL_HISTORY_POSTED)
    self->import->posted_amount += sum.amount;

  return TRUE;
}

static gboolean
post_all (Import *self, GError **error)
{
  const LaurelHistoryEvent *event = NULL;
  guint64                   total = self->file->documents->len;

  for (event = laurel_sales_teller_next (self->teller); event != NULL;
       event = laurel_sales_teller_next (self->teller))
    {
      if (!post_event (self, event, error))
        return FALSE;
      if (self->progress != NULL)
        self->progress ("post", laurel_sales_teller_get_n_begun (self->teller), total, self->data);
    }

  return laurel_history_run_finish (self->run, self->progress, self->data, error);
}

/* === The accounts ============================================================================= */

static gint
compare_rejected (gconstpointer a, gconstpointer b)
{
  const LaurelSalesRejected *rejected_a = a;
  const LaurelSalesRejected *rejected_b = b;

  return rejected_a->file_line < rejected_b->file_line
             ? -1
             : rejected_a->file_line > rejected_b->file_line;
}

static gboolean
write_report (const LaurelSalesFile *file, const char *path, GError **error)
{
  g_autoptr (GString) text =
      g_string_new ("line,reason,amount,detail,invoice,product,quantity,price\n");

  for (guint i = 0; i < file->rejected->len; i++)
    {
      const LaurelSalesRejected *rejected = &g_array_index (file->rejected, LaurelSalesRejected, i);
      g_autofree char           *amount = laurel_decimal_format_minor (rejected->amount);

      g_string_append_printf (text,
                              "%u,%s,%s,",
                              rejected->file_line,
                              laurel_sales_reason_to_string (rejected->reason),
                              amount);
      laurel_csv_append_field (text, rejected->detail != NULL ? rejected->detail : "", ',');
      g_string_append_printf (text, ",%s\n", rejected->text);
    }

  return g_file_set_contents (path, text->str, (gssize) text->len, error);
}

/* The file's lines against what was made of them, and what was posted against the ledger's own
 * sums. */
static gboolean
check_sums (const LaurelSalesImport *import, GError **error)
{
  gint64 sum = import->sales.amount + import->returns.amount + import->unlinked.amount;
  gint64 ledger =
      import->totals.sales_gross - import->totals.returns_gross - import->totals.unlinked_gross;

  for (gsize i = 0; i < LAUREL_SALES_N_REASONS; i++)
    sum += import->rejected[i].amount;
  if (sum == import->file.amount && ledger == import->posted_amount)
    return TRUE;

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_DATA,
               "the sums disagree: file %" G_GINT64_FORMAT ", its lines %" G_GINT64_FORMAT
               "; posted %" G_GINT64_FORMAT ", ledger %" G_GINT64_FORMAT,
               import->file.amount,
               sum,
               import->posted_amount,
               ledger);

  return FALSE;
}

static gboolean
close_import (Import *self, const char *report, GError **error)
{
  LaurelSalesFile *file = self->file;

  g_array_sort (file->rejected, compare_rejected);
  for (guint i = 0; i < file->rejected->len; i++)
    {
      const LaurelSalesRejected *rejected = &g_array_index (file->rejected, LaurelSalesRejected, i);

      add_sum (&self->import->rejected[rejected->reason], rejected->amount);
    }
  self->import->file = (LaurelSalesSum){ file->n_file_lines, file->file_amount };
  self->import->totals = *laurel_history_get_totals (self->history);

  return (report == NULL || write_report (file, report, error)) && check_sums (self->import, error);
}

static gint64
get_start (const LaurelSalesFile *file)
{
  return g_array_index (file->documents, LaurelSalesDocument, 0).time;
}

gboolean
laurel_sales_import_run (const LaurelHistoryTarget *target,
                         const char                *path,
                         const LaurelSalesLayout   *layout,
                         const char                *report,
                         LaurelHistoryProgress      progress,
                         gpointer                   data,
                         LaurelSalesImport         *import,
                         GError                   **error)
{
  Import self = { NULL, layout, NULL, NULL, import, progress, data };
  g_autoptr (LaurelSalesFile) file = NULL;
  g_autoptr (LaurelHistoryCatalog) catalog = NULL;
  g_autoptr (LaurelHistoryRun) run = NULL;
  g_autoptr (LaurelSalesTeller) teller = NULL;
  g_autofree char *document = NULL;

  g_return_val_if_fail (target != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (layout != NULL, FALSE);
  g_return_val_if_fail (import != NULL, FALSE);

  *import = (LaurelSalesImport){ 0 };
  file = laurel_sales_file_read (path, layout, read_cb, &self, error);
  if (file == NULL)
    return FALSE;
  if (file->documents->len == 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_DATA,
                   "%s: none of its %" G_GUINT64_FORMAT " lines can be taken",
                   path,
                   file->n_file_lines);
      return FALSE;
    }

  document = dup_first_program (layout);
  catalog = new_catalog (file, layout);
  run = laurel_history_run_start (target,
                                  catalog,
                                  document,
                                  "Import of sales",
                                  TRUE,
                                  get_start (file),
                                  error);
  if (run == NULL)
    return FALSE;

  teller = laurel_sales_teller_new (file, layout);
  self.file = file;
  self.teller = teller;
  self.run = run;
  self.history = laurel_history_run_get_history (run);
  import->other_currency = g_strcmp0 (laurel_history_run_get_currency (run), layout->currency) != 0;

  return post_all (&self, error) && close_import (&self, report, error);
}
