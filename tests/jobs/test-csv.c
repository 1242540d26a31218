/* test-csv.c - reading comma-separated values, and numbers and times in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <lzma.h>
#include <string.h>

#include "server/jobs/laurel-csv-reader.h"
#include "server/jobs/laurel-decimal.h"
#include "server/jobs/laurel-local-time.h"

/* What a reader says of a text: fields in <>, records apart by a bar, faults by name. */
static char *
read_all (LaurelCsvReader *reader)
{
  GString        *said = g_string_new (NULL);
  LaurelCsvResult result = LAUREL_CSV_END;
  g_autoptr (GError) error = NULL;

  for (result = laurel_csv_reader_next (reader, &error);
       result == LAUREL_CSV_RECORD || result == LAUREL_CSV_BROKEN;
       result = laurel_csv_reader_next (reader, &error))
    {
      if (said->len > 0)
        g_string_append_c (said, '|');
      if (result == LAUREL_CSV_BROKEN)
        g_string_append_printf (said,
                                "%" G_GUINT64_FORMAT ":%s",
                                laurel_csv_reader_get_line (reader),
                                laurel_csv_reader_get_fault (reader));
      for (gsize i = 0; result == LAUREL_CSV_RECORD && i < laurel_csv_reader_get_n_fields (reader);
           i++)
        g_string_append_printf (said, "<%s>", laurel_csv_reader_get_field (reader, i));
    }
  if (result == LAUREL_CSV_ERROR)
    {
      g_assert_nonnull (error);
      g_string_append (said, "|error");
    }

  return g_string_free (said, FALSE);
}

static char *
read_bytes (const char *bytes, gsize length, char delimiter)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  g_autoptr (LaurelCsvReader) reader = laurel_csv_reader_new (stream, delimiter);

  return read_all (reader);
}

static void
test_records (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } rows[] = {
    { "", "" },
    { "a,b\nc,d\n", "<a><b>|<c><d>" },
    { "a,b\r\nc,d", "<a><b>|<c><d>" },
    { "a,b\rc,d\r", "<a><b>|<c><d>" },
    { "\n\r\n\na\n\n", "<a>" },
    { ",\n,,\n", "<><>|<><><>" },
    { " a , b\n", "< a >< b>" },
    { "\"a,b\",\"c\nd\",\"e\"\"f\",\"\"\n", "<a,b><c\nd><e\"f><>" },
    { "\xef\xbb\xbf"
      "a\n",
      "<a>" },
    { "a\"b,c\nd,e\n", "1:stray_quote|<d><e>" },
    { "\"a\"b,c\nd\n", "1:stray_quote|<d>" },
    { "x\n\"a\nb\"c\nd\n", "<x>|2:stray_quote|<d>" },
    { "a\n\"b\n", "<a>|error" },
    { "\xcf\xf0,b\nc\n", "1:encoding|<c>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *said = read_bytes (rows[i].text, strlen (rows[i].text), ',');

      g_assert_cmpstr (said, ==, rows[i].said);
    }
}

static void
test_nul_and_delimiter (void)
{
  g_autofree char *with_nul = read_bytes ("a\0b,c\nd;e\n", 10, ',');
  g_autofree char *semicolons = read_bytes ("a;b,c\n", 6, ';');

  g_assert_cmpstr (with_nul, ==, "1:nul_byte|<d;e>");
  g_assert_cmpstr (semicolons, ==, "<a><b,c>");
}

/* Fields, quotes and line ends that lie across the reader's buffer. */
static void
test_long_texts (void)
{
  for (gsize length = 64 * 1024 - 4; length <= 64 * 1024 + 4; length++)
    {
      g_autofree char *padding = g_strnfill (length, 'x');
      g_autofree char *text = g_strdup_printf ("%s\r\n\"a\"\"b\",c\r\nd\n", padding);
      g_autofree char *expected = g_strdup_printf ("<%s>|<a\"b><c>|<d>", padding);
      g_autofree char *said = read_bytes (text, strlen (text), ',');

      g_assert_cmpstr (said, ==, expected);
    }
}

static void
test_record_has_an_end (void)
{
  g_autofree char *padding = g_strnfill (LAUREL_CSV_RECORD_MAX + 10, 'x');
  g_autofree char *open = g_strconcat ("\"", padding, NULL);
  g_autofree char *commas = g_strnfill (LAUREL_CSV_FIELDS_MAX + 10, ',');
  g_autofree char *said_open = read_bytes (open, strlen (open), ',');
  g_autofree char *said_commas = read_bytes (commas, strlen (commas), ',');

  g_assert_cmpstr (said_open, ==, "|error");
  g_assert_cmpstr (said_commas, ==, "|error");
}

static char *
write_file (const char *folder, const char *name, const void *bytes, gsize length)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);

  return path;
}

static char *
read_file (const char *path, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelCsvReader) reader = laurel_csv_reader_open (path, encoding, ';', &error);

  g_assert_no_error (error);

  return read_all (reader);
}

static void
test_encodings (void)
{
  g_autofree char *folder = g_dir_make_tmp ("laurel-csv-XXXXXX", NULL);
  g_autofree char *path = write_file (folder, "a.csv", "\xca\xee\xf4\xe5;1\n", 7);
  g_autofree char *russian = read_file (path, "CP1251");
  g_autofree char *latin = read_file (path, "ISO-8859-1");
  g_autofree char *wrong = read_file (path, "UTF-8");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (russian, ==, "<Кофе><1>");
  g_assert_cmpstr (latin, ==, "<Êîôå><1>");
  g_assert_cmpstr (wrong, ==, "1:encoding");
  g_assert_null (laurel_csv_reader_open (path, "no-such-encoding", ';', &error));
  g_assert_nonnull (error);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_xz (void)
{
  g_autofree char *folder = g_dir_make_tmp ("laurel-csv-XXXXXX", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree guint8 *packed = g_malloc (1 << 20);
  size_t             n = 0;
  g_autofree char   *whole = NULL;
  g_autofree char   *twice = NULL;
  g_autofree char   *cut = NULL;
  g_autofree char   *damaged = NULL;
  g_autofree char   *empty = NULL;
  const char        *names[] = { "whole", "twice", "cut", "damaged", "empty" };
  char              *said[5] = { NULL };

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%u;%u\n", i, i * i % 9973);
  g_assert_cmpint (lzma_easy_buffer_encode (6,
                                            LZMA_CHECK_CRC64,
                                            NULL,
                                            (const guint8 *) text->str,
                                            text->len,
                                            packed,
                                            &n,
                                            1 << 19),
                   ==,
                   LZMA_OK);
  memcpy (packed + n, packed, n);
  whole = write_file (folder, "whole.xz", packed, n);
  twice = write_file (folder, "twice.xz", packed, 2 * n);
  cut = write_file (folder, "cut.xz", packed, n / 2);
  empty = write_file (folder, "empty.xz", packed, 0);
  packed[n / 2] ^= 0x10;
  damaged = write_file (folder, "damaged.xz", packed, n);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i], ".xz", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      said[i] = read_file (path, "UTF-8");
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_true (g_str_has_prefix (said[0], "<0><0>|<1><1>|"));
  g_assert_true (g_str_has_suffix (said[0], "|<19999><2809>"));
  g_assert_cmpuint (strlen (said[1]), ==, 2 * strlen (said[0]) + 1);
  g_assert_true (g_str_has_suffix (said[2], "|error"));
  g_assert_true (g_str_has_suffix (said[3], "|error"));
  g_assert_true (g_str_has_suffix (said[4], "|error"));

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    g_free (said[i]);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_append_field (void)
{
  static const char *const fields[] = { "plain", "a,b", "say \"x\"", "two\nlines", "", " blank " };
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *said = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      laurel_csv_append_field (line, fields[i], ',');
      g_string_append_printf (expected, "<%s>", fields[i]);
    }
  said = read_bytes (line->str, line->len, ',');

  g_assert_cmpstr (said, ==, expected->str);
}

static void
test_decimals (void)
{
  static const struct
  {
    const char *text;
    guint       places;
    gboolean    good;
    gint64      value;
  } rows[] = {
    { "2.55", 6, TRUE, 2550000 },
    { "-2,5", 2, TRUE, -250 },
    { "12", 3, TRUE, 12000 },
    { "0.001", 3, TRUE, 1 },
    { "1.5000", 3, TRUE, 1500 },
    { "007", 0, TRUE, 7 },
    { "9223372036854775807", 0, TRUE, G_MAXINT64 },
    { "9223372036854775808", 0, FALSE, 0 },
    { "99999999999999999999", 0, FALSE, 0 },
    { "1.0001", 3, FALSE, 0 },
    { "", 2, FALSE, 0 },
    { "-", 2, FALSE, 0 },
    { ".5", 2, FALSE, 0 },
    { "5.", 2, FALSE, 0 },
    { "1e3", 2, FALSE, 0 },
    { "1 000", 2, FALSE, 0 },
    { "+1", 2, FALSE, 0 },
    { "--1", 2, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 value = 0;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (laurel_decimal_parse (rows[i].text, rows[i].places, &value),
                       ==,
                       rows[i].good);
      g_assert_cmpint (value, ==, rows[i].value);
    }

  g_assert_cmpint (laurel_decimal_multiply_divide (5, 1, 2), ==, 3);
  g_assert_cmpint (laurel_decimal_multiply_divide (G_MAXINT64, 1000, 1000), ==, G_MAXINT64);
}

static void
test_minor_units (void)
{
  g_autofree char *some = laurel_decimal_format_minor (123456);
  g_autofree char *less = laurel_decimal_format_minor (-5);
  g_autofree char *least = laurel_decimal_format_minor (G_MININT64);

  g_assert_cmpstr (some, ==, "1234.56");
  g_assert_cmpstr (less, ==, "-0.05");
  g_assert_cmpstr (least, ==, "-92233720368547758.08");
}

static void
test_local_times (void)
{
  static const struct
  {
    const char *text;
    gint64      instant; /* 0: none */
  } rows[] = {
    { "2010-12-01 08:26:00", 1291191960 },
    { "2010-12-01T08:26", 1291191960 },
    { "01.12.2010 08:26", 1291191960 },
    { "2011-07-01 12:00:00", 1309518000 },
    { "2011-07-01", 1309474800 },
    { "2011-03-27 01:30:00", 1301189400 }, /* skipped: 02:30 summer time */
    { "2011-10-30 01:30:00", 1319934600 }, /* repeated: the first, still summer time */
    { "2011-02-29", 0 },
    { "2011-13-01", 0 },
    { "2011-12-01 24:00", 0 },
    { "2011-12-01 08:60", 0 },
    { "2011-12-01 8:26", 0 },
    { "2011-12-01 08:26:00Z", 0 },
    { "1999-12-31 23:59:59", 0 },
    { "12/1/2010 8:26", 0 },
    { "", 0 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelLocalTime) london = laurel_local_time_new ("Europe/London", &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 instant = 0;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (laurel_local_time_parse (london, rows[i].text, &instant),
                       ==,
                       rows[i].instant != 0);
      g_assert_cmpint (instant, ==, rows[i].instant);
    }

  g_assert_null (laurel_local_time_new ("Europe/Nowhere", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jobs/csv/records", test_records);
  g_test_add_func ("/jobs/csv/nul-and-delimiter", test_nul_and_delimiter);
  g_test_add_func ("/jobs/csv/long-texts", test_long_texts);
  g_test_add_func ("/jobs/csv/record-has-an-end", test_record_has_an_end);
  g_test_add_func ("/jobs/csv/encodings", test_encodings);
  g_test_add_func ("/jobs/csv/xz", test_xz);
  g_test_add_func ("/jobs/csv/append-field", test_append_field);
  g_test_add_func ("/jobs/decimal/parse", test_decimals);
  g_test_add_func ("/jobs/decimal/minor-units", test_minor_units);
  g_test_add_func ("/jobs/local-time/parse", test_local_times);

  return g_test_run ();
}
