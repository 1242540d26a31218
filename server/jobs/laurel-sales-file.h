/* laurel-sales-file.h - a file of past sales, read whole, sorted out and put in order of time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each line of the file is either taken, as a line of a sale or of a return, or not taken for one
 * of the reasons below. The sums of both kinds make up the file's, to the minor unit: a line's
 * amount is its price times its quantity, rounded half-up to the minor unit, the sign apart.
 *
 * A price that is no whole number of minor units cannot be a receipt's. Such a line becomes two, as
 * tills split an amount over pieces: some at the price rounded down and the rest at one more, so
 * that the two add up to the line's amount. (A line of a part of a piece that no such pair fits is
 * not taken.)
 */

#pragma once

#include <gio/gio.h>

#include "server/jobs/laurel-sales-layout.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_SALES_TAKEN,
  LAUREL_SALES_BROKEN_LINE,    /* no record of comma-separated values, or of another width */
  LAUREL_SALES_NO_NUMBER,      /* no invoice number, or no product code */
  LAUREL_SALES_BAD_TIME,       /* no date and time, or none from 2000 to 2099 */
  LAUREL_SALES_BAD_QUANTITY,   /* no number with up to three decimals */
  LAUREL_SALES_BAD_PRICE,      /* no number with up to six decimals */
  LAUREL_SALES_NOT_GOODS,      /* postage, a fee, a correction: see LaurelSalesLayout.not_goods */
  LAUREL_SALES_NO_PRICE,       /* a price of 0 */
  LAUREL_SALES_NEGATIVE_PRICE, /* a price below 0 */
  LAUREL_SALES_ADJUSTMENT,     /* a quantity of 0 or less outside a cancellation */
  LAUREL_SALES_NO_RETURN,      /* a quantity of 0 or more in a cancellation */
  LAUREL_SALES_TOO_LARGE,      /* beyond what a receipt's line can hold */
  LAUREL_SALES_NO_SPLIT,       /* see above */
  LAUREL_SALES_BAD_CLIENT,     /* a client's number that no card can have */
  LAUREL_SALES_OTHER_CLIENT,   /* names another client than the invoice's first line */
  LAUREL_SALES_REFUSED,        /* the engine or the ledger did not take the receipt */
  LAUREL_SALES_N_REASONS,
} LaurelSalesReason;

/* The word for a reason in the report: "not_goods". */
const char *laurel_sales_reason_to_string (LaurelSalesReason reason);

/* What is not there: a receipt without a client, a return without a sale. */
#define LAUREL_SALES_NONE G_MAXUINT32

/* The most lines of one receipt; an invoice of more becomes several. */
#define LAUREL_SALES_LINES_MAX 1000

/**
 * LaurelSalesLine:
 * @quantity: thousandths, above 0 for returns too
 * @price: minor units
 * @file_line: line of the file
 * @product: index into LaurelSalesFile.products
 * @document: index into LaurelSalesFile.documents
 */
typedef struct
{
  gint64  quantity;
  gint64  price;
  guint32 file_line;
  guint32 product;
  guint32 document;
} LaurelSalesLine;

/**
 * LaurelSalesDocument:
 * @number: the invoice's number; "/2" and so on behind it for the further parts of a long one
 * @time: the instant of its first line
 * @client: index into LaurelSalesFile.clients, or %LAUREL_SALES_NONE
 * @store: index into LaurelSalesFile.stores
 * @first_line: index into LaurelSalesFile.lines
 * @n_lines: how many; above 0
 * @is_return: a cancellation
 */
typedef struct
{
  const char *number;
  gint64      time;
  guint32     client;
  guint32     store;
  guint32     first_line;
  guint32     n_lines;
  gboolean    is_return;
} LaurelSalesDocument;

typedef struct
{
  const char *code;
  const char *name;  /* as last written; the code where the file has none */
  gint64      price; /* as last seen */
} LaurelSalesProduct;

typedef struct
{
  const char *number; /* as written, but a spreadsheet's ".0" is taken off a whole number */
  const char *region; /* (nullable): as last written */
} LaurelSalesClient;

/**
 * LaurelSalesRejected:
 * @file_line: line of the file
 * @reason: why it was not taken
 * @amount: signed, in minor units; 0 where it cannot be told
 * @detail: (nullable): more about it
 * @text: invoice, product, quantity and price as written, ready for the report
 */
typedef struct
{
  guint32           file_line;
  LaurelSalesReason reason;
  gint64            amount;
  const char       *detail;
  const char       *text;
} LaurelSalesRejected;

/**
 * LaurelSalesFile:
 * @documents: (element-type LaurelSalesDocument): in order of time, then of the file
 * @lines: (element-type LaurelSalesLine): those of a document stand together
 * @products: (element-type LaurelSalesProduct)
 * @clients: (element-type LaurelSalesClient)
 * @stores: (element-type utf8)
 * @rejected: (element-type LaurelSalesRejected): in order of the file
 * @n_file_lines: records of the file, without its header
 * @file_amount: their signed amounts
 */
typedef struct
{
  GArray       *documents;
  GArray       *lines;
  GArray       *products;
  GArray       *clients;
  GPtrArray    *stores;
  GArray       *rejected;
  guint64       n_file_lines;
  gint64        file_amount;
  GStringChunk *strings;
} LaurelSalesFile;

/* Called now and then with the number of lines read so far; may be %NULL. */
typedef void (*LaurelSalesProgress) (guint64 n_lines, gpointer data);

LaurelSalesFile *laurel_sales_file_read (const char              *path,
                                         const LaurelSalesLayout *layout,
                                         LaurelSalesProgress      progress,
                                         gpointer                 data,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void             laurel_sales_file_free (LaurelSalesFile *file);

/* What @line is worth: a sale's as a positive amount, a return's too. */
gint64 laurel_sales_line_amount (const LaurelSalesLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelSalesFile, laurel_sales_file_free)

G_END_DECLS
