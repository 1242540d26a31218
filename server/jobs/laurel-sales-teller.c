/* laurel-sales-teller.c - tells a file of sales as a history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-sales-teller.h"

#include "server/jobs/laurel-sales-match.h"

#include <string.h>

struct _LaurelSalesTeller
{
  const LaurelSalesFile   *file;
  const LaurelSalesLayout *layout;
  guint32                 *matches;     /* by line: the sale's line that it returns */
  guint8                  *is_returned; /* by document: something of it comes back */
  guint8                  *is_told;     /* by line of a return */
  guint8                  *is_client;   /* by client: has been told */
  guint                    document;    /* that is being told */
  guint                    n_begun;
  guint                    part; /* of a return, from 1 */

  GArray            *told;         /* (element-type guint32): lines of the last event */
  GArray            *lines;        /* (element-type LaurelReceiptLine) */
  GArray            *return_lines; /* (element-type LaurelHistoryReturnLine) */
  GString           *key;
  GString           *sale_key;
  GString           *number;
  LaurelHistoryCard  card;
  LaurelHistoryEvent event;
};

static const LaurelSalesDocument *
get_document (const LaurelSalesTeller *teller, guint index)
{
  return &g_array_index (teller->file->documents, LaurelSalesDocument, index);
}

static const LaurelSalesLine *
get_line (const LaurelSalesTeller *teller, guint index)
{
  return &g_array_index (teller->file->lines, LaurelSalesLine, index);
}

static const char *
get_store (const LaurelSalesTeller *teller, const LaurelSalesDocument *document)
{
  return g_ptr_array_index (teller->file->stores, document->store);
}

static const char *
get_product (const LaurelSalesTeller *teller, const LaurelSalesLine *line)
{
  return g_array_index (teller->file->products, LaurelSalesProduct, line->product).code;
}

/* Two stores may number their receipts alike. */
static void
print_key (const LaurelSalesTeller *teller, const LaurelSalesDocument *document, GString *key)
{
  g_string_printf (key, "%s/%s", get_store (teller, document), document->number);
}

LaurelSalesTeller *
laurel_sales_teller_new (const LaurelSalesFile *file, const LaurelSalesLayout *layout)
{
  LaurelSalesTeller *teller = NULL;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (layout != NULL, NULL);

  teller = g_new0 (LaurelSalesTeller, 1);
  teller->file = file;
  teller->layout = layout;
  teller->matches = laurel_sales_match (file);
  teller->is_returned = g_new0 (guint8, file->documents->len + 1);
  teller->is_told = g_new0 (guint8, file->lines->len + 1);
  teller->is_client = g_new0 (guint8, file->clients->len + 1);
  teller->told = g_array_new (FALSE, FALSE, sizeof (guint32));
  teller->lines = g_array_new (FALSE, FALSE, sizeof (LaurelReceiptLine));
  teller->return_lines = g_array_new (FALSE, FALSE, sizeof (LaurelHistoryReturnLine));
  teller->key = g_string_new (NULL);
  teller->sale_key = g_string_new (NULL);
  teller->number = g_string_new (NULL);

  for (guint i = 0; i < file->lines->len; i++)
    {
      if (teller->matches[i] != LAUREL_SALES_NONE)
        teller->is_returned[get_line (teller, teller->matches[i])->document] = 1;
    }

  return teller;
}

void
laurel_sales_teller_free (LaurelSalesTeller *teller)
{
  if (teller == NULL)
    return;

  g_free (teller->matches);
  g_free (teller->is_returned);
  g_free (teller->is_told);
  g_free (teller->is_client);
  g_array_unref (teller->told);
  g_array_unref (teller->lines);
  g_array_unref (teller->return_lines);
  g_string_free (teller->key, TRUE);
  g_string_free (teller->sale_key, TRUE);
  g_string_free (teller->number, TRUE);
  g_free (teller);
}

static void
tell_client (LaurelSalesTeller *teller, const LaurelSalesDocument *document)
{
  const LaurelSalesClient *client =
      &g_array_index (teller->file->clients, LaurelSalesClient, document->client);

  teller->is_client[document->client] = 1;
  teller->card = (LaurelHistoryCard){ client->number, "virtual", "active", document->time, NULL };
  teller->event.kind = LAUREL_HISTORY_CLIENT;
  teller->event.key = client->number;
  teller->event.profile.birth_day = LAUREL_DAY_NONE;
  teller->event.profile.region = client->region;
  teller->event.profile.language = teller->layout->language;
  teller->event.profile.how = "import";
  teller->event.profile.cards = &teller->card;
  teller->event.profile.n_cards = 1;
}

static void
tell_sale (LaurelSalesTeller *teller, const LaurelSalesDocument *document)
{
  LaurelReceipt *receipt = &teller->event.sale.receipt;

  g_array_set_size (teller->lines, 0);
  for (guint32 i = 0; i < document->n_lines; i++)
    {
      guint32                index = document->first_line + i;
      const LaurelSalesLine *line = get_line (teller, index);
      LaurelReceiptLine      receipt_line = { i + 1,
                                              get_product (teller, line),
                                              line->quantity,
                                              line->price };

      g_array_append_val (teller->lines, receipt_line);
      g_array_append_val (teller->told, index);
    }

  print_key (teller, document, teller->key);
  teller->event.kind = LAUREL_HISTORY_SALE;
  teller->event.key = teller->key->str;
  teller->event.number = document->number;
  teller->event.sale.is_returned = teller->is_returned[teller->document] != 0;
  receipt->store = get_store (teller, document);
  receipt->time = document->time;
  if (document->client != LAUREL_SALES_NONE)
    receipt->card =
        g_array_index (teller->file->clients, LaurelSalesClient, document->client).number;
  receipt->lines = (const LaurelReceiptLine *) (gpointer) teller->lines->data;
  receipt->n_lines = teller->lines->len;
}

/* Adds a line to the return; what comes back of one and the same line is one line. */
static void
add_return_line (LaurelSalesTeller *teller, gint64 n, const LaurelSalesLine *line)
{
  LaurelHistoryReturnLine return_line = { n,
                                          get_product (teller, line),
                                          line->quantity,
                                          line->price };

  for (guint i = 0; i < teller->return_lines->len; i++)
    {
      LaurelHistoryReturnLine *other =
          &g_array_index (teller->return_lines, LaurelHistoryReturnLine, i);

      if (other->n == n)
        {
          other->quantity += line->quantity;
          return;
        }
    }

  g_array_append_val (teller->return_lines, return_line);
}

/* The document that gets the first line back which has not been told yet; NULL for none. */
static const LaurelSalesDocument *
find_next_sale (const LaurelSalesTeller *teller, const LaurelSalesDocument *document)
{
  for (guint32 i = document->first_line; i < document->first_line + document->n_lines; i++)
    {
      if (!teller->is_told[i] && teller->matches[i] != LAUREL_SALES_NONE)
        return get_document (teller, get_line (teller, teller->matches[i])->document);
    }

  return NULL;
}

static void
tell_return (LaurelSalesTeller *teller, const LaurelSalesDocument *document)
{
  const LaurelSalesDocument *sale = find_next_sale (teller, document);
  LaurelHistoryReturn       *back = &teller->event.back;

  g_array_set_size (teller->return_lines, 0);
  for (guint32 i = document->first_line; i < document->first_line + document->n_lines; i++)
    {
      const LaurelSalesLine *line = get_line (teller, i);
      guint32                match = teller->matches[i];

      if (teller->is_told[i])
        continue;
      if (sale == NULL)
        add_return_line (teller, i - document->first_line + 1, line);
      else if (match != LAUREL_SALES_NONE &&
               get_document (teller, get_line (teller, match)->document) == sale)
        add_return_line (teller, match - sale->first_line + 1, line);
      else
        continue;
      teller->is_told[i] = 1;
      g_array_append_val (teller->told, i);
    }

  teller->part++;
  print_key (teller, document, teller->key);
  g_string_assign (teller->number, document->number);
  if (teller->part > 1)
    {
      g_string_append_printf (teller->key, "#%u", teller->part);
      g_string_append_printf (teller->number, "#%u", teller->part);
    }
  teller->event.kind = LAUREL_HISTORY_RETURN;
  teller->event.key = teller->key->str;
  teller->event.number = teller->number->str;
  if (sale != NULL)
    {
      print_key (teller, sale, teller->sale_key);
      back->sale_key = teller->sale_key->str;
    }
  back->store = get_store (teller, document);
  back->lines = (const LaurelHistoryReturnLine *) (gpointer) teller->return_lines->data;
  back->n_lines = teller->return_lines->len;
}

/* Whether everything of a return has been told. */
static gboolean
is_done (const LaurelSalesTeller *teller, const LaurelSalesDocument *document)
{
  for (guint32 i = document->first_line; i < document->first_line + document->n_lines; i++)
    {
      if (!teller->is_told[i])
        return FALSE;
    }

  return TRUE;
}

const LaurelHistoryEvent *
laurel_sales_teller_next (LaurelSalesTeller *teller)
{
  const LaurelSalesDocument *document = NULL;

  g_return_val_if_fail (teller != NULL, NULL);

  g_array_set_size (teller->told, 0);
  if (teller->document >= teller->file->documents->len)
    return NULL;

  document = get_document (teller, teller->document);
  teller->n_begun = teller->document + 1;
  memset (&teller->event, 0, sizeof teller->event);
  teller->event.time = document->time;
  if (document->client != LAUREL_SALES_NONE)
    teller->event.client = document->client + 1;

  if (document->client != LAUREL_SALES_NONE && !teller->is_client[document->client])
    {
      tell_client (teller, document);
      return &teller->event;
    }

  if (document->is_return)
    tell_return (teller, document);
  else
    tell_sale (teller, document);
  if (!document->is_return || is_done (teller, document))
    {
      teller->document++;
      teller->part = 0;
    }

  return &teller->event;
}

guint
laurel_sales_teller_get_n_begun (const LaurelSalesTeller *teller)
{
  g_return_val_if_fail (teller != NULL, 0);

  return teller->n_begun;
}

const guint32 *
laurel_sales_teller_get_lines (const LaurelSalesTeller *teller, guint *n_lines)
{
  g_return_val_if_fail (teller != NULL, NULL);
  g_return_val_if_fail (n_lines != NULL, NULL);

  *n_lines = teller->told->len;

  return (const guint32 *) (gpointer) teller->told->data;
}
