/* laurel-sales-file.c - a file of past sales, read whole, sorted out and put in order of time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-sales-file.h"

#include "server/jobs/laurel-csv-reader.h"
#include "server/jobs/laurel-decimal.h"
#include "server/jobs/laurel-local-time.h"

#include <string.h>

/* A line's limits are the engine's; prices are read in millionths of the major unit. */
#define QUANTITY_MAX    G_GINT64_CONSTANT (1000000000)
#define PRICE_MAX_MICRO (G_GINT64_CONSTANT (100000000000) * MICRO_PER_MINOR)
#define AMOUNT_MAX      G_GINT64_CONSTANT (100000000000000)
#define MICRO_PER_MINOR 10000
#define MILLI           1000
#define CODE_LENGTH_MAX 64
#define CARD_CHARACTERS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"
#define PROGRESS_STEP   8192

typedef struct
{
  LaurelSalesFile         *file;
  const LaurelSalesLayout *layout;
  LaurelCsvReader         *reader;
  LaurelLocalTime         *local_time;
  gsize                    n_headers;
  gssize                   columns[LAUREL_SALES_N_COLUMNS]; /* -1: not in the file */
  GHashTable              *documents;                       /* (element-type utf8 guint) */
  GHashTable              *products;                        /* (element-type utf8 guint) */
  GHashTable              *clients;                         /* (element-type utf8 guint) */
  GHashTable              *stores;                          /* (element-type utf8 guint) */
  GString                 *text;
} Loader;

/* One line as it is understood so far. */
typedef struct
{
  const char *number;
  const char *product;
  gint64      time;
  gint64      quantity;
  gint64      price_micro;
  gint64      amount;
  gboolean    is_return;
  const char *detail;
} Candidate;

static const char *const reason_words[LAUREL_SALES_N_REASONS] = {
  [LAUREL_SALES_TAKEN] = "taken",
  [LAUREL_SALES_BROKEN_LINE] = "broken_line",
  [LAUREL_SALES_NO_NUMBER] = "no_number",
  [LAUREL_SALES_BAD_TIME] = "bad_time",
  [LAUREL_SALES_BAD_QUANTITY] = "bad_quantity",
  [LAUREL_SALES_BAD_PRICE] = "bad_price",
  [LAUREL_SALES_NOT_GOODS] = "not_goods",
  [LAUREL_SALES_NO_PRICE] = "no_price",
  [LAUREL_SALES_NEGATIVE_PRICE] = "negative_price",
  [LAUREL_SALES_ADJUSTMENT] = "adjustment",
  [LAUREL_SALES_NO_RETURN] = "no_return",
  [LAUREL_SALES_TOO_LARGE] = "too_large",
  [LAUREL_SALES_NO_SPLIT] = "no_split",
  [LAUREL_SALES_BAD_CLIENT] = "bad_client",
  [LAUREL_SALES_OTHER_CLIENT] = "other_client",
  [LAUREL_SALES_REFUSED] = "refused",
};

const char *
laurel_sales_reason_to_string (LaurelSalesReason reason)
{
  g_return_val_if_fail (reason < LAUREL_SALES_N_REASONS, NULL);

  return reason_words[reason];
}

/* The field without the blanks around it; "" where the file has no such column. */
static const char *
get_field (Loader *loader, LaurelSalesColumn column)
{
  if (loader->columns[column] < 0)
    return "";

  /* The record is the reader's, but nobody reads a field's blanks again. */
  return g_strstrip (
      (char *) laurel_csv_reader_get_field (loader->reader, (gsize) loader->columns[column]));
}

static gboolean
find_columns (Loader *loader, GError **error)
{
  LaurelCsvResult result = laurel_csv_reader_next (loader->reader, error);

  if (result == LAUREL_CSV_ERROR)
    return FALSE;
  if (result != LAUREL_CSV_RECORD)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_DATA,
                           "the file has no line of column names");
      return FALSE;
    }

  loader->n_headers = laurel_csv_reader_get_n_fields (loader->reader);
  for (gsize i = 0; i < LAUREL_SALES_N_COLUMNS; i++)
    {
      const char *header = loader->layout->headers[i];

      loader->columns[i] = -1;
      for (gsize j = 0; header != NULL && j < loader->n_headers; j++)
        {
          if (strcmp (laurel_csv_reader_get_field (loader->reader, j), header) == 0)
            loader->columns[i] = (gssize) j;
        }
      if (loader->columns[i] < 0 && (header != NULL || i < LAUREL_SALES_FIRST_OPTIONAL))
        {
          g_set_error (error,
                       G_IO_ERROR,
                       G_IO_ERROR_INVALID_DATA,
                       "the file has no column '%s' for the %s",
                       header != NULL ? header : "",
                       laurel_sales_column_name ((LaurelSalesColumn) i));
          return FALSE;
        }
    }

  return TRUE;
}

/* Where @key stands in @table, or where it will stand: then *@is_new. The key is copied once. */
static guint32
intern (Loader *loader, GHashTable *table, const char *key, const char **copy, gboolean *is_new)
{
  gpointer stored = NULL;
  gpointer index = NULL;

  *is_new = !g_hash_table_lookup_extended (table, key, &stored, &index);
  if (*is_new)
    {
      stored = g_string_chunk_insert (loader->file->strings, key);
      index = GUINT_TO_POINTER (g_hash_table_size (table));
      g_hash_table_insert (table, stored, index);
    }
  *copy = stored;

  return GPOINTER_TO_UINT (index);
}

static guint32
intern_product (Loader *loader, const Candidate *candidate)
{
  GArray             *products = loader->file->products;
  const char         *name = get_field (loader, LAUREL_SALES_COLUMN_NAME);
  const char         *code = NULL;
  gboolean            is_new = FALSE;
  guint32             index = intern (loader, loader->products, candidate->product, &code, &is_new);
  LaurelSalesProduct *product = NULL;

  if (is_new)
    {
      LaurelSalesProduct blank = { code, code, 0 };

      g_array_append_val (products, blank);
    }

  product = &g_array_index (products, LaurelSalesProduct, index);
  product->price = candidate->price_micro / MICRO_PER_MINOR;
  if (*name != '\0')
    product->name = g_string_chunk_insert_const (loader->file->strings, name);

  return index;
}

/* The client's number without the mark of a spreadsheet that took it for a measurement: "17850.0".
 * (transfer full) (nullable): NULL where no card can have it. */
static char *
dup_client_number (Loader *loader)
{
  char *number = g_strdup (get_field (loader, LAUREL_SALES_COLUMN_CLIENT));
  gsize length = strlen (number);

  if (g_str_has_suffix (number, ".0") && strspn (number, "0123456789") == length - 2)
    number[length - 2] = '\0';
  if (strlen (number) <= CODE_LENGTH_MAX && strspn (number, CARD_CHARACTERS) == strlen (number))
    return number;

  g_free (number);

  return NULL;
}

static guint32
intern_client (Loader *loader, const char *plain)
{
  GArray            *clients = loader->file->clients;
  const char        *region = get_field (loader, LAUREL_SALES_COLUMN_REGION);
  const char        *number = NULL;
  gboolean           is_new = FALSE;
  guint32            index = 0;
  LaurelSalesClient *client = NULL;

  if (*plain == '\0')
    return LAUREL_SALES_NONE;

  index = intern (loader, loader->clients, plain, &number, &is_new);
  if (is_new)
    {
      LaurelSalesClient blank = { number, NULL };

      g_array_append_val (clients, blank);
    }

  client = &g_array_index (clients, LaurelSalesClient, index);
  if (*region != '\0')
    client->region = g_string_chunk_insert_const (loader->file->strings, region);

  return index;
}

static guint32
intern_store (Loader *loader)
{
  const char *code = get_field (loader, LAUREL_SALES_COLUMN_STORE);
  const char *copy = NULL;
  gboolean    is_new = FALSE;
  guint32     index =
      intern (loader, loader->stores, *code != '\0' ? code : loader->layout->store, &copy, &is_new);

  if (is_new)
    g_ptr_array_add (loader->file->stores, (gpointer) copy);

  return index;
}

/* The document of a line; the first line of each makes it. Stores may number their receipts alike.
 */
static guint32
intern_document (Loader *loader, const Candidate *candidate, guint32 client, guint32 store)
{
  const char *store_code = g_ptr_array_index (loader->file->stores, store);
  const char *copy = NULL;
  gboolean    is_new = FALSE;
  guint32     index = 0;

  g_string_printf (loader->text, "%s/%s", store_code, candidate->number);
  /* Where cancellations have no numbers of their own, an exchange has both kinds under one. */
  if (candidate->is_return && *loader->layout->cancel_prefix == '\0')
    g_string_append (loader->text, "/return");

  index = intern (loader, loader->documents, loader->text->str, &copy, &is_new);
  if (is_new)
    {
      LaurelSalesDocument document = { 0 };

      document.number = copy + strlen (store_code) + 1;
      document.time = candidate->time;
      document.client = client;
      document.store = store;
      document.is_return = candidate->is_return;
      g_array_append_val (loader->file->documents, document);
    }

  return index;
}

/* Splits an amount over two prices that differ by one minor unit; FALSE where none fit. */
static gboolean
split_line (const LaurelSalesLine *line, gint64 amount, LaurelSalesLine parts[2])
{
  parts[0] = parts[1] = *line;
  parts[0].price = (gint64) ((__int128) amount * MILLI / line->quantity);
  parts[1].price = parts[0].price + 1;
  parts[1].quantity =
      (gint64) ((__int128) amount * MILLI - (__int128) parts[0].price * line->quantity);
  parts[0].quantity = line->quantity - parts[1].quantity;

  return laurel_sales_line_amount (&parts[0]) +
             (parts[1].quantity > 0 ? laurel_sales_line_amount (&parts[1]) : 0) ==
         amount;
}

static LaurelSalesReason
take_line (Loader *loader, Candidate *candidate)
{
  LaurelSalesLine            line = { 0 };
  LaurelSalesLine            parts[2];
  g_autofree char           *number = dup_client_number (loader);
  guint32                    client = 0;
  guint32                    store = 0;
  const LaurelSalesDocument *document = NULL;
  gboolean                   whole_price = candidate->price_micro % MICRO_PER_MINOR == 0;

  line.quantity = ABS (candidate->quantity);
  line.price = candidate->price_micro / MICRO_PER_MINOR;
  line.file_line = (guint32) laurel_csv_reader_get_line (loader->reader);
  if (!whole_price && !split_line (&line, ABS (candidate->amount), parts))
    return LAUREL_SALES_NO_SPLIT;
  if (number == NULL)
    return LAUREL_SALES_BAD_CLIENT;

  client = intern_client (loader, number);
  store = intern_store (loader);
  line.document = intern_document (loader, candidate, client, store);
  document = &g_array_index (loader->file->documents, LaurelSalesDocument, line.document);
  if (document->client != client)
    return LAUREL_SALES_OTHER_CLIENT;

  line.product = intern_product (loader, candidate);
  if (whole_price)
    {
      g_array_append_val (loader->file->lines, line);
      return LAUREL_SALES_TAKEN;
    }

  for (gsize i = 0; i < 2; i++)
    {
      parts[i].product = line.product;
      parts[i].document = line.document;
      if (parts[i].quantity > 0)
        g_array_append_val (loader->file->lines, parts[i]);
    }

  return LAUREL_SALES_TAKEN;
}

/* Reads the numbers of a line; the amount is known as soon as they are. */
static LaurelSalesReason
read_numbers (Loader *loader, Candidate *candidate)
{
  const char *quantity = get_field (loader, LAUREL_SALES_COLUMN_QUANTITY);
  const char *price = get_field (loader, LAUREL_SALES_COLUMN_PRICE);
  gint64      size = 0;

  if (!laurel_decimal_parse (quantity, 3, &candidate->quantity))
    return LAUREL_SALES_BAD_QUANTITY;
  if (!laurel_decimal_parse (price, 6, &candidate->price_micro))
    return LAUREL_SALES_BAD_PRICE;
  if (ABS (candidate->quantity) > QUANTITY_MAX || ABS (candidate->price_micro) > PRICE_MAX_MICRO)
    return LAUREL_SALES_TOO_LARGE;

  size = laurel_decimal_multiply_divide (ABS (candidate->price_micro),
                                         ABS (candidate->quantity),
                                         MICRO_PER_MINOR * MILLI);
  candidate->amount = (candidate->quantity < 0) != (candidate->price_micro < 0) ? -size : size;
  if (size > AMOUNT_MAX)
    return LAUREL_SALES_TOO_LARGE;

  return LAUREL_SALES_TAKEN;
}

static LaurelSalesReason
judge_line (Loader *loader, Candidate *candidate)
{
  const char       *prefix = loader->layout->cancel_prefix;
  LaurelSalesReason reason = read_numbers (loader, candidate);

  candidate->number = get_field (loader, LAUREL_SALES_COLUMN_INVOICE);
  candidate->product = get_field (loader, LAUREL_SALES_COLUMN_PRODUCT);
  if (reason != LAUREL_SALES_TAKEN)
    return reason;
  if (*candidate->number == '\0' || *candidate->product == '\0')
    return LAUREL_SALES_NO_NUMBER;
  if (strlen (candidate->number) > CODE_LENGTH_MAX || strlen (candidate->product) > CODE_LENGTH_MAX)
    return LAUREL_SALES_TOO_LARGE;
  if (!laurel_local_time_parse (loader->local_time,
                                get_field (loader, LAUREL_SALES_COLUMN_TIME),
                                &candidate->time))
    return LAUREL_SALES_BAD_TIME;
  if (!laurel_sales_layout_is_goods (loader->layout, candidate->product))
    return LAUREL_SALES_NOT_GOODS;
  if (candidate->price_micro == 0)
    return LAUREL_SALES_NO_PRICE;
  if (candidate->price_micro < 0)
    return LAUREL_SALES_NEGATIVE_PRICE;

  candidate->is_return =
      *prefix != '\0' ? g_str_has_prefix (candidate->number, prefix) : candidate->quantity < 0;
  if (candidate->is_return && candidate->quantity >= 0)
    return LAUREL_SALES_NO_RETURN;
  if (!candidate->is_return && candidate->quantity <= 0)
    return LAUREL_SALES_ADJUSTMENT;

  return take_line (loader, candidate);
}

static const char *
describe_line (Loader *loader)
{
  static const LaurelSalesColumn shown[] = { LAUREL_SALES_COLUMN_INVOICE,
                                             LAUREL_SALES_COLUMN_PRODUCT,
                                             LAUREL_SALES_COLUMN_QUANTITY,
                                             LAUREL_SALES_COLUMN_PRICE };

  g_string_truncate (loader->text, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      if (i > 0)
        g_string_append_c (loader->text, ',');
      laurel_csv_append_field (loader->text, get_field (loader, shown[i]), ',');
    }

  return g_string_chunk_insert (loader->file->strings, loader->text->str);
}

static void
read_line (Loader *loader, LaurelCsvResult result)
{
  LaurelSalesRejected rejected = { 0 };
  Candidate           candidate = { 0 };

  rejected.file_line = (guint32) laurel_csv_reader_get_line (loader->reader);
  rejected.text = ",,,";
  if (result == LAUREL_CSV_BROKEN)
    {
      rejected.reason = LAUREL_SALES_BROKEN_LINE;
      rejected.detail = laurel_csv_reader_get_fault (loader->reader);
    }
  else if (laurel_csv_reader_get_n_fields (loader->reader) != loader->n_headers)
    {
      rejected.reason = LAUREL_SALES_BROKEN_LINE;
      rejected.detail = "width";
    }
  else
    {
      rejected.reason = judge_line (loader, &candidate);
      rejected.amount = candidate.amount;
      if (rejected.reason != LAUREL_SALES_TAKEN)
        rejected.text = describe_line (loader);
    }

  loader->file->n_file_lines++;
  loader->file->file_amount += rejected.amount;
  if (rejected.reason != LAUREL_SALES_TAKEN)
    g_array_append_val (loader->file->rejected, rejected);
}

static gboolean
read_lines (Loader *loader, LaurelSalesProgress progress, gpointer data, GError **error)
{
  LaurelCsvResult result = LAUREL_CSV_END;

  for (result = laurel_csv_reader_next (loader->reader, error);
       result == LAUREL_CSV_RECORD || result == LAUREL_CSV_BROKEN;
       result = laurel_csv_reader_next (loader->reader, error))
    {
      if (laurel_csv_reader_get_line (loader->reader) >= G_MAXUINT32)
        {
          g_set_error_literal (error,
                               G_IO_ERROR,
                               G_IO_ERROR_INVALID_DATA,
                               "the file has too many lines");
          return FALSE;
        }
      read_line (loader, result);
      if (progress != NULL && loader->file->n_file_lines % PROGRESS_STEP == 0)
        progress (loader->file->n_file_lines, data);
    }

  return result == LAUREL_CSV_END;
}

static gint
compare_times (gconstpointer a, gconstpointer b, gpointer documents)
{
  guint32 index_a = *(const guint32 *) a;
  guint32 index_b = *(const guint32 *) b;
  gint64  time_a = g_array_index ((GArray *) documents, LaurelSalesDocument, index_a).time;
  gint64  time_b = g_array_index ((GArray *) documents, LaurelSalesDocument, index_b).time;

  if (time_a != time_b)
    return time_a < time_b ? -1 : 1;

  return index_a < index_b ? -1 : index_a > index_b;
}

/* The line numbers of each document, one after the other; *@starts has where each begins. */
static guint32 *
group_lines (const LaurelSalesFile *file, guint32 **starts)
{
  guint32 *order = g_new (guint32, file->lines->len + 1);
  guint32 *next = g_new0 (guint32, file->documents->len + 1);

  for (guint i = 0; i < file->lines->len; i++)
    next[g_array_index (file->lines, LaurelSalesLine, i).document + 1]++;
  for (guint i = 0; i < file->documents->len; i++)
    next[i + 1] += next[i];
  *starts = g_memdup2 (next, (file->documents->len + 1) * sizeof (guint32));
  for (guint i = 0; i < file->lines->len; i++)
    order[next[g_array_index (file->lines, LaurelSalesLine, i).document]++] = i;
  g_free (next);

  return order;
}

/* Moves one document with its lines to the new arrays, in parts where it is too long. */
static void
move_document (LaurelSalesFile           *file,
               const LaurelSalesDocument *document,
               const guint32             *order,
               guint32                    n_lines,
               GArray                    *documents,
               GArray                    *lines)
{
  for (guint32 done = 0; done < n_lines;)
    {
      LaurelSalesDocument part = *document;

      part.first_line = lines->len;
      part.n_lines = MIN (n_lines - done, LAUREL_SALES_LINES_MAX);
      if (done > 0)
        {
          g_autofree char *number =
              g_strdup_printf ("%s/%u", document->number, done / LAUREL_SALES_LINES_MAX + 1);

          part.number = g_string_chunk_insert (file->strings, number);
        }
      for (guint32 i = 0; i < part.n_lines; i++)
        {
          LaurelSalesLine line = g_array_index (file->lines, LaurelSalesLine, order[done + i]);

          line.document = documents->len;
          g_array_append_val (lines, line);
        }
      g_array_append_val (documents, part);
      done += part.n_lines;
    }
}

static void
put_in_order (LaurelSalesFile *file)
{
  g_autofree guint32 *starts = NULL;
  g_autofree guint32 *lines_of = group_lines (file, &starts);
  g_autofree guint32 *order = g_new (guint32, file->documents->len + 1);
  guint               n = file->documents->len;
  GArray             *documents = g_array_sized_new (FALSE, FALSE, sizeof (LaurelSalesDocument), n);
  GArray *lines = g_array_sized_new (FALSE, FALSE, sizeof (LaurelSalesLine), file->lines->len);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) n, sizeof (guint32), compare_times, file->documents);

  for (guint i = 0; i < n; i++)
    move_document (file,
                   &g_array_index (file->documents, LaurelSalesDocument, order[i]),
                   lines_of + starts[order[i]],
                   starts[order[i] + 1] - starts[order[i]],
                   documents,
                   lines);

  g_array_unref (file->documents);
  g_array_unref (file->lines);
  file->documents = documents;
  file->lines = lines;
}

static LaurelSalesFile *
new_file (void)
{
  LaurelSalesFile *file = g_new0 (LaurelSalesFile, 1);

  file->documents = g_array_new (FALSE, FALSE, sizeof (LaurelSalesDocument));
  file->lines = g_array_new (FALSE, FALSE, sizeof (LaurelSalesLine));
  file->products = g_array_new (FALSE, FALSE, sizeof (LaurelSalesProduct));
  file->clients = g_array_new (FALSE, FALSE, sizeof (LaurelSalesClient));
  file->stores = g_ptr_array_new ();
  file->rejected = g_array_new (FALSE, FALSE, sizeof (LaurelSalesRejected));
  file->strings = g_string_chunk_new (64 * 1024);

  return file;
}

LaurelSalesFile *
laurel_sales_file_read (const char              *path,
                        const LaurelSalesLayout *layout,
                        LaurelSalesProgress      progress,
                        gpointer                 data,
                        GError                 **error)
{
  g_autoptr (LaurelSalesFile) file = NULL;
  g_autoptr (LaurelCsvReader) reader = NULL;
  g_autoptr (LaurelLocalTime) local_time = NULL;
  g_autoptr (GHashTable) documents = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) products = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) clients = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) stores = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  Loader loader = { 0 };

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (layout != NULL, NULL);

  reader = laurel_csv_reader_open (path, layout->encoding, layout->delimiter, error);
  if (reader == NULL)
    return NULL;
  local_time = laurel_local_time_new (layout->time_zone, error);
  if (local_time == NULL)
    return NULL;

  file = new_file ();
  loader.file = file;
  loader.layout = layout;
  loader.reader = reader;
  loader.local_time = local_time;
  loader.documents = documents;
  loader.products = products;
  loader.clients = clients;
  loader.stores = stores;
  loader.text = text;
  if (!find_columns (&loader, error) || !read_lines (&loader, progress, data, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }

  put_in_order (file);

  return g_steal_pointer (&file);
}

void
laurel_sales_file_free (LaurelSalesFile *file)
{
  if (file == NULL)
    return;

  g_array_unref (file->documents);
  g_array_unref (file->lines);
  g_array_unref (file->products);
  g_array_unref (file->clients);
  g_ptr_array_unref (file->stores);
  g_array_unref (file->rejected);
  g_string_chunk_free (file->strings);
  g_free (file);
}

gint64
laurel_sales_line_amount (const LaurelSalesLine *line)
{
  g_return_val_if_fail (line != NULL, 0);

  return laurel_decimal_multiply_divide (line->price, line->quantity, MILLI);
}
