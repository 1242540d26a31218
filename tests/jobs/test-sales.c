/* test-sales.c - which lines of a file are taken, and what is told of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "server/jobs/laurel-sales-file.h"
#include "server/jobs/laurel-sales-match.h"
#include "server/jobs/laurel-sales-teller.h"

#define HEADER "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"

typedef struct
{
  char              *folder;
  char              *path;
  LaurelSalesLayout *layout;
  LaurelSalesFile   *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("laurel-sales-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sales.csv", NULL);
  fixture->layout = laurel_sales_layout_new_preset ("online-retail");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->file, laurel_sales_file_free);
  laurel_sales_layout_free (fixture->layout);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
read_text (Fixture *fixture, const char *header, const char *text)
{
  g_autofree char *whole = g_strconcat (header, text, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, whole, -1, NULL));
  g_clear_pointer (&fixture->file, laurel_sales_file_free);
  fixture->file = laurel_sales_file_read (fixture->path, fixture->layout, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What is taken and what is not must come to what the file says. */
static void
check_sum (const LaurelSalesFile *file)
{
  gint64 sum = 0;

  for (guint i = 0; i < file->lines->len; i++)
    {
      const LaurelSalesLine *line = &g_array_index (file->lines, LaurelSalesLine, i);
      gint64                 amount = laurel_sales_line_amount (line);

      sum += g_array_index (file->documents, LaurelSalesDocument, line->document).is_return
                 ? -amount
                 : amount;
    }
  for (guint i = 0; i < file->rejected->len; i++)
    sum += g_array_index (file->rejected, LaurelSalesRejected, i).amount;

  g_assert_cmpint (sum, ==, file->file_amount);
}

static void
test_reasons (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char       *line;
    LaurelSalesReason reason;
    gint64            amount;
  } rows[] = {
    { "1,A,a,2,2011-01-01 10:00,1.25,7.0,UK", LAUREL_SALES_TAKEN, 250 },
    { "1,A,a,2,2011-01-01 10:00,1.25,7.0", LAUREL_SALES_BROKEN_LINE, 0 },
    { "1,A,a\"b,2,2011-01-01 10:00,1.25,7.0,UK", LAUREL_SALES_BROKEN_LINE, 0 },
    { ",A,a,2,2011-01-01 10:00,1.25,7.0,UK", LAUREL_SALES_NO_NUMBER, 250 },
    { "1, ,a,2,2011-01-01 10:00,1.25,7.0,UK", LAUREL_SALES_NO_NUMBER, 250 },
    { "1,A,a,2,yesterday,1.25,7.0,UK", LAUREL_SALES_BAD_TIME, 250 },
    { "1,A,a,two,2011-01-01 10:00,1.25,7.0,UK", LAUREL_SALES_BAD_QUANTITY, 0 },
    { "1,A,a,2,2011-01-01 10:00,,7.0,UK", LAUREL_SALES_BAD_PRICE, 0 },
    { "1,POST,a,1,2011-01-01 10:00,18,7.0,UK", LAUREL_SALES_NOT_GOODS, 1800 },
    { "1,gift_0001_20,a,1,2011-01-01 10:00,20,7.0,UK", LAUREL_SALES_NOT_GOODS, 2000 },
    { "1,A,a,2,2011-01-01 10:00,0,7.0,UK", LAUREL_SALES_NO_PRICE, 0 },
    { "A1,A,a,1,2011-01-01 10:00,-11062.06,,UK", LAUREL_SALES_NEGATIVE_PRICE, -1106206 },
    { "1,A,a,-2,2011-01-01 10:00,1.25,7.0,UK", LAUREL_SALES_ADJUSTMENT, -250 },
    { "C1,A,a,2,2011-01-01 10:00,1.25,7.0,UK", LAUREL_SALES_NO_RETURN, 250 },
    { "1,A,a,1000001,2011-01-01 10:00,1.25,7.0,UK", LAUREL_SALES_TOO_LARGE, 0 },
    { "1,A,a,1000000,2011-01-01 10:00,999999999,7.0,UK",
      LAUREL_SALES_TOO_LARGE,
      G_GINT64_CONSTANT (99999999900000000) },
    { "1,A,a,1.5,2011-01-01 10:00,0.007,7.0,UK", LAUREL_SALES_TAKEN, 1 },
    { "1,A,a,1,2011-01-01 10:00,1.25,7 7,UK", LAUREL_SALES_BAD_CLIENT, 125 },
    { "1,A,a,1,2011-01-01 10:00,1.25,8.0,UK", LAUREL_SALES_OTHER_CLIENT, 125 },
    { " 1 , A ,, 2 ,2011-01-01 10:00, 1.25 , 7 ,UK", LAUREL_SALES_TAKEN, 250 },
    { "C2,A,a,-1,2011-01-02 10:00,1.25,7.0,UK", LAUREL_SALES_TAKEN, -125 },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  guint at = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (text, "%s\n", rows[i].line);
  read_text (fixture, HEADER, text->str);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const LaurelSalesRejected *rejected = NULL;

      g_test_message ("%s", rows[i].line);
      if (rows[i].reason == LAUREL_SALES_TAKEN)
        continue;
      g_assert_cmpuint (at, <, fixture->file->rejected->len);
      rejected = &g_array_index (fixture->file->rejected, LaurelSalesRejected, at++);
      g_assert_cmpuint (rejected->file_line, ==, i + 2);
      g_assert_cmpstr (laurel_sales_reason_to_string (rejected->reason),
                       ==,
                       laurel_sales_reason_to_string (rows[i].reason));
      g_assert_cmpint (rejected->amount, ==, rows[i].amount);
    }
  g_assert_cmpuint (at, ==, fixture->file->rejected->len);
  g_assert_cmpuint (fixture->file->n_file_lines, ==, G_N_ELEMENTS (rows));
  g_assert_cmpuint (fixture->file->clients->len, ==, 2); /* the other client was heard of */
  check_sum (fixture->file);
}

/* Prices of parts of a penny: the line's amount is kept, over two prices. */
static void
test_split (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *quantity;
    const char *price;
    gint64      amount;
  } rows[] = {
    { "3", "0.335", 101 },    { "3", "0.333", 100 }, { "1000", "0.001", 100 },
    { "7", "12.3456", 8642 }, { "1", "0.001", 0 },   { "2.5", "0.333", 83 },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (text,
                            "%u,A,a,%s,2011-01-01 10:00,%s,7,UK\n",
                            (guint) i,
                            rows[i].quantity,
                            rows[i].price);
  read_text (fixture, HEADER, text->str);

  g_assert_cmpuint (fixture->file->documents->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < fixture->file->documents->len; i++)
    {
      const LaurelSalesDocument *document =
          &g_array_index (fixture->file->documents, LaurelSalesDocument, i);
      gint64 amount = 0;
      gint64 quantity = 0;
      gint64 given = 0;

      for (guint j = 0; j < document->n_lines; j++)
        {
          const LaurelSalesLine *line =
              &g_array_index (fixture->file->lines, LaurelSalesLine, document->first_line + j);

          amount += laurel_sales_line_amount (line);
          quantity += line->quantity;
        }
      given = (gint64) (g_ascii_strtod (rows[i].quantity, NULL) * 1000);
      g_assert_cmpint (amount, ==, rows[i].amount);
      g_assert_cmpint (quantity, ==, given);
    }
  check_sum (fixture->file);
}

static void
test_long_invoice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const LaurelSalesDocument *documents = NULL;

  for (guint i = 0; i < 2100; i++)
    g_string_append_printf (text, "5,P%u,a,1,2011-01-01 10:00,1,7,UK\n", i);
  read_text (fixture, HEADER, text->str);

  documents = (const LaurelSalesDocument *) (gpointer) fixture->file->documents->data;
  g_assert_cmpuint (fixture->file->documents->len, ==, 3);
  g_assert_cmpstr (documents[0].number, ==, "5");
  g_assert_cmpstr (documents[1].number, ==, "5/2");
  g_assert_cmpstr (documents[2].number, ==, "5/3");
  g_assert_cmpuint (documents[0].n_lines, ==, 1000);
  g_assert_cmpuint (documents[2].n_lines, ==, 100);
  g_assert_cmpuint (documents[2].first_line, ==, 2000);
}

/* Documents go by time, whatever the order of the file; lines of one may stand apart. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  const LaurelSalesDocument *documents = NULL;

  read_text (fixture,
             HEADER,
             "3,A,a,1,2011-01-03 10:00,1,7,UK\n"
             "1,A,a,1,2011-01-01 10:00,1,7,UK\n"
             "3,E,e,1,2011-01-03 10:01,1,7,UK\n"
             "2,A,a,1,2011-01-01 10:00,1,7,UK\n");
  documents = (const LaurelSalesDocument *) (gpointer) fixture->file->documents->data;
  g_assert_cmpuint (fixture->file->documents->len, ==, 3);
  g_assert_cmpstr (documents[0].number, ==, "1");
  g_assert_cmpstr (documents[1].number, ==, "2");
  g_assert_cmpstr (documents[2].number, ==, "3");
  g_assert_cmpuint (documents[2].n_lines, ==, 2);
}

/* Each event in short: kind, key, sale, and lines as n*quantity. */
static char *
tell_all (const Fixture *fixture)
{
  g_autoptr (LaurelSalesTeller) teller = laurel_sales_teller_new (fixture->file, fixture->layout);
  const LaurelHistoryEvent *event = NULL;
  GString                  *said = g_string_new (NULL);

  for (event = laurel_sales_teller_next (teller); event != NULL;
       event = laurel_sales_teller_next (teller))
    {
      const char *key = strchr (event->key, '/');

      if (event->kind == LAUREL_HISTORY_CLIENT)
        g_string_append_printf (said, "client %s;", event->key);
      else if (event->kind == LAUREL_HISTORY_SALE)
        g_string_append_printf (said,
                                "sale%s%s;",
                                key,
                                event->sale.is_returned ? " (returned)" : "");
      else
        {
          g_string_append_printf (said,
                                  "back%s of %s:",
                                  key,
                                  event->back.sale_key != NULL ? strchr (event->back.sale_key, '/')
                                                               : "-");
          for (gsize i = 0; i < event->back.n_lines; i++)
            g_string_append_printf (said,
                                    " %d*%d",
                                    (gint) event->back.lines[i].n,
                                    (gint) event->back.lines[i].quantity);
          g_string_append_c (said, ';');
        }
    }

  return g_string_free (said, FALSE);
}

static void
test_matches (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *told;
  } rows[] = {
    /* the latest with just that quantity, before one with more */
    { "1,A,a,5,2011-01-01 10:00,1,7,UK\n2,A,a,9,2011-01-02 10:00,1,7,UK\nC3,A,a,-5,2011-01-03 "
      "10:00,1,7,UK\n",
      "client 7;sale/1 (returned);sale/2;back/C3 of /1: 1*5000;" },
    { "1,A,a,5,2011-01-01 10:00,1,7,UK\n2,A,a,5,2011-01-02 10:00,1,7,UK\nC3,A,a,-5,2011-01-03 "
      "10:00,1,7,UK\n",
      "client 7;sale/1;sale/2 (returned);back/C3 of /2: 1*5000;" },
    /* part of one, then what is left of it */
    { "1,A,a,5,2011-01-01 10:00,1,7,UK\nC2,A,a,-2,2011-01-02 10:00,1,7,UK\nC3,A,a,-3,2011-01-03 "
      "10:00,1,7,UK\nC4,A,a,-1,2011-01-04 10:00,1,7,UK\n",
      "client 7;sale/1 (returned);back/C2 of /1: 1*2000;back/C3 of /1: 1*3000;back/C4 of -: "
      "1*1000;" },
    /* not of the future, another client, another price, nobody */
    { "C1,A,a,-5,2011-01-01 10:00,1,7,UK\n2,A,a,5,2011-01-02 10:00,1,7,UK\n",
      "client 7;back/C1 of -: 1*5000;sale/2;" },
    { "1,A,a,5,2011-01-01 10:00,1,7,UK\nC2,A,a,-5,2011-01-02 10:00,1,8,UK\n",
      "client 7;sale/1;client 8;back/C2 of -: 1*5000;" },
    { "1,A,a,5,2011-01-01 10:00,1,7,UK\nC2,A,a,-5,2011-01-02 10:00,2,7,UK\n",
      "client 7;sale/1;back/C2 of -: 1*5000;" },
    { "1,A,a,5,2011-01-01 10:00,1,,UK\nC2,A,a,-5,2011-01-02 10:00,1,,UK\n",
      "sale/1;back/C2 of -: 1*5000;" },
    /* one cancellation of two sales and of what was sold before the file began */
    { "1,A,a,5,2011-01-01 10:00,1,7,UK\n2,E,e,4,2011-01-02 10:00,1,7,UK\n2,A,a,1,2011-01-02 "
      "10:00,1,7,UK\n"
      "C3,E,e,-4,2011-01-03 10:00,1,7,UK\nC3,X,x,-1,2011-01-03 10:00,1,7,UK\nC3,A,a,-5,2011-01-03 "
      "10:00,1,7,UK\nC3,A,a,-1,2011-01-03 10:00,1,7,UK\n",
      "client 7;sale/1 (returned);sale/2 (returned);back/C3 of /2: 1*4000 2*1000;back/C3#2 of /1: "
      "1*5000;back/C3#3 of -: 2*1000;" },
    /* twice from one line is one line of the return */
    { "1,A,a,5,2011-01-01 10:00,1,7,UK\nC2,A,a,-2,2011-01-02 10:00,1,7,UK\nC2,A,a,-1,2011-01-02 "
      "10:00,1,7,UK\n",
      "client 7;sale/1 (returned);back/C2 of /1: 1*3000;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *told = NULL;

      read_text (fixture, HEADER, rows[i].text);
      told = tell_all (fixture);
      g_assert_cmpstr (told, ==, rows[i].told);
      check_sum (fixture->file);
    }
}

/* A file of another system: own headers, semicolons, Russian dates, returns by sign. */
static void
test_mapping (Fixture *fixture, gconstpointer data)
{
  static const char *const maps[] = { "invoice=Чек",  "product=Код", "quantity=Кол-во",
                                      "price=Цена",   "time=Дата",   "client=Карта",
                                      "store=Магазин" };
  g_autofree char         *told = NULL;
  g_autoptr (GError) error = NULL;

  laurel_sales_layout_free (fixture->layout);
  fixture->layout = laurel_sales_layout_new ();
  fixture->layout->delimiter = ';';
  for (gsize i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_assert_true (laurel_sales_layout_map (fixture->layout, maps[i], &error));
      g_assert_no_error (error);
    }

  read_text (fixture,
             "Магазин;Чек;Дата;Код;Кол-во;Цена;Карта\n",
             "M1;1;01.02.2026 10:00;A;2;349,90;29001\n"
             "M2;1;01.02.2026 10:00;A;2;349,90;29002\n"
             "M1;2;02.02.2026 10:00;A;-1;349,90;29001\n"
             "M1;2;02.02.2026 10:00;B;0,385;1290;29001\n");
  told = tell_all (fixture);

  /* Two stores number their receipts alike. */
  g_assert_cmpuint (fixture->file->rejected->len, ==, 0);
  g_assert_cmpstr (told,
                   ==,
                   "client 29001;sale/1 (returned);client 29002;sale/1;"
                   "back/2/return of /1: 1*1000;sale/2;");
  g_assert_cmpint (fixture->file->file_amount, ==, 69980 + 69980 - 34990 + 49665);
  check_sum (fixture->file);

  g_assert_false (laurel_sales_layout_map (fixture->layout, "colour=X", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_missing_columns (Fixture *fixture, gconstpointer data)
{
  static const char *const headers[] = { "", "InvoiceNo,StockCode\n", "\"InvoiceNo\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, headers[i], -1, NULL));
      g_assert_null (laurel_sales_file_read (fixture->path, fixture->layout, NULL, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

/* The real year: what is in it does not change, so neither does what is made of it. */
static void
test_real_year (void)
{
  const char      *given = g_getenv ("LAUREL_SHARED");
  const char      *shared = given != NULL ? given : g_getenv ("LAUREL_SHARED_DEFAULT");
  g_autofree char *path =
      g_build_filename (shared, "data", "online-retail", "online-retail.csv.xz", NULL);
  g_autoptr (LaurelSalesLayout) layout = laurel_sales_layout_new_preset ("online-retail");
  g_autoptr (LaurelSalesFile) file = NULL;
  g_autofree guint32 *matches = NULL;
  g_autoptr (GError) error = NULL;
  guint n_matched = 0;

  if (given == NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the data set is not here; LAUREL_SHARED names its folder");
      return;
    }

  file = laurel_sales_file_read (path, layout, NULL, NULL, &error);
  g_assert_no_error (error);
  matches = laurel_sales_match (file);
  for (guint i = 0; i < file->lines->len; i++)
    n_matched += matches[i] != LAUREL_SALES_NONE;

  g_assert_cmpuint (file->n_file_lines, ==, 541909);
  g_assert_cmpint (file->file_amount, ==, 974774793);
  g_assert_cmpuint (file->lines->len, ==, 541909 - 2950 - 2497);
  g_assert_cmpuint (file->rejected->len, ==, 2950 + 2497);
  g_assert_cmpuint (file->clients->len, ==, 4362);
  g_assert_cmpuint (n_matched, ==, 7076);
  check_sum (file);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/jobs/sales/reasons", test_reasons);
  add ("/jobs/sales/split", test_split);
  add ("/jobs/sales/long-invoice", test_long_invoice);
  add ("/jobs/sales/order", test_order);
  add ("/jobs/sales/matches", test_matches);
  add ("/jobs/sales/mapping", test_mapping);
  add ("/jobs/sales/missing-columns", test_missing_columns);
  g_test_add_func ("/jobs/sales/real-year", test_real_year);

  return g_test_run ();
}
