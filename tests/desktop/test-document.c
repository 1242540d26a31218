/* test-document.c - the program document is read and written without loss
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "desktop/api/laurel-api-error.h"
#include "desktop/api/laurel-document.h"

#define LEAVES 10000

/* Each member stands once, and none has its default: what is written is the very same text. */
static const char everything[] =
    "{\"format\":1,\"name\":\"Spring\",\"description\":\"d\",\"currency\":\"EUR\","
    "\"time_zone\":\"Asia/Omsk\",\"points\":{\"money_per_point\":50},"
    "\"accrual\":{\"on_discounted\":true,\"on_redeemed\":true,\"while_redeeming\":false,"
    "\"rounding\":{\"unit\":50,\"mode\":\"half_up\",\"level\":\"line\"},\"activation_days\":3,"
    "\"expiry\":{\"kind\":\"end_of\",\"period\":\"quarter\",\"grace\":4}},"
    "\"levels\":{\"basis\":\"rolling\",\"downgrade\":\"period\",\"list\":["
    "{\"id\":\"a\",\"name\":\"A\",\"representation\":\"R\",\"description\":\"d\",\"order\":1,"
    "\"threshold\":5,\"accrual\":6,\"max_share\":7}]},"
    "\"redemption\":{\"max_share\":1,\"share_base\":\"eligible\",\"step\":2,"
    "\"min_payable_per_line\":3,\"min_receipt\":4,\"min_points\":5,\"rules\":["
    "{\"id\":\"r\",\"name\":\"R\",\"description\":\"d\",\"enabled\":false,"
    "\"when\":{\"type\":\"registered\"},\"target\":{\"products\":[\"P\"]},\"max_share\":9}]},"
    "\"limits\":{\"max_line_share\":8,\"max_receipt_share\":9},\"receipt_rounding\":100,"
    "\"restrictions\":[{\"id\":\"x\",\"forbid\":[\"discount\",\"redeem\",\"accrue\"]}],"
    "\"discounts\":{\"id\":\"root\",\"name\":\"All \\\"x\\\"\\\\\\n\\u0001\",\"description\":\"d\","
    "\"kind\":\"group\",\"enabled\":false,\"combine\":\"displace\",\"scope\":\"receipt\","
    "\"winner\":\"first\",\"children\":["
    "{\"id\":\"1\",\"kind\":\"discount\",\"when\":{\"all\":["
    "{\"type\":\"date\",\"from\":\"2026-01-01\",\"to\":\"2026-02-01\"},"
    "{\"type\":\"weekday\",\"days\":[1,7]},{\"type\":\"time\",\"from\":\"10:00\",\"to\":\"11:00\"},"
    "{\"type\":\"store\",\"ids\":[\"S\"]},{\"type\":\"store_segment\",\"ids\":[\"s\"]},"
    "{\"type\":\"channel\",\"in\":[\"site\"]},{\"type\":\"client_segment\",\"ids\":[\"c\"]},"
    "{\"type\":\"level\",\"ids\":[\"a\"]},{\"type\":\"card_prefix\",\"prefixes\":[\"29\"]},"
    "{\"type\":\"gender\",\"in\":[\"f\",\"m\"]},{\"type\":\"age\",\"min\":1,\"max\":2},"
    "{\"type\":\"age_multiple\",\"of\":5},{\"type\":\"birthday\",\"before\":1,\"after\":2},"
    "{\"any\":[{\"type\":\"first_purchase\"},{\"not\":{\"type\":\"external_discount\"}},"
    "{\"not\":{}}]},"
    "{\"type\":\"purchases\",\"metric\":\"days_since\",\"op\":\"<\",\"value\":-1},"
    "{\"type\":\"receipt\",\"metric\":\"lines\",\"op\":\"==\",\"value\":0,"
    "\"target\":{\"segments\":[\"g\"],\"min_price\":-5,\"max_price\":0}},"
    "{\"type\":\"contains\",\"items\":[{\"product\":\"P\",\"quantity\":1},"
    "{\"segment\":\"g\",\"quantity\":2}]},{\"type\":\"promo_code\",\"series\":[\"k\"]},"
    "{\"type\":\"payment\",\"in\":[\"card\"]}]},"
    "\"target\":{\"products\":[\"P\"],\"segments\":[\"g\"],\"exclude_products\":[\"E\"],"
    "\"exclude_segments\":[\"e\"],\"min_price\":1,\"max_price\":2},"
    "\"reward\":{\"type\":\"percent\",\"rate\":1},\"max_amount\":2,\"limits\":{\"once\":true,"
    "\"once_days\":1,\"per_client\":2,\"total\":3,\"total_money\":4},\"keeps_accrual\":true,"
    "\"exclude_from_turnover\":true,\"external\":true},"
    "{\"id\":\"2\",\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":1,"
    "\"per\":{\"every\":2}}},"
    "{\"id\":\"3\",\"kind\":\"discount\",\"reward\":{\"type\":\"fixed_price\",\"price\":0}},"
    "{\"id\":\"4\",\"kind\":\"discount\",\"reward\":{\"type\":\"nth\",\"n\":3,\"rate\":5000}},"
    "{\"id\":\"5\",\"kind\":\"discount\",\"reward\":{\"type\":\"gift\",\"pieces\":1,\"rate\":2}},"
    "{\"id\":\"6\",\"kind\":\"discount\",\"reward\":{\"type\":\"set\",\"price\":5,"
    "\"items\":[{\"segment\":\"g\",\"pieces\":2}]}},"
    "{\"id\":\"7\",\"kind\":\"discount\",\"reward\":{\"type\":\"points_percent\",\"rate\":500},"
    "\"replaces_base\":true},"
    "{\"id\":\"8\",\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":100,"
    "\"per\":\"unit\"},\"for_referrer\":true},"
    "{\"id\":\"9\",\"kind\":\"discount\",\"reward\":{\"type\":\"points_multiplier\","
    "\"factor\":200}},"
    "{\"id\":\"10\",\"kind\":\"discount\",\"when\":{\"type\":\"weekday\"},"
    "\"reward\":{\"type\":\"percent\"}}]},"
    "\"slips\":[{\"id\":\"s\",\"unknown\":null}],\"server\":{\"holds\":{\"minutes\":7}}}";

static LaurelDocument *
read_text (const char *text, const char *member, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (LaurelReply) reply = laurel_reply_new (bytes, error);
  g_autoptr (LaurelDocument) document = NULL;

  if (reply == NULL)
    return NULL;

  document = laurel_document_read (reply, member);

  return laurel_reply_finish (reply, error) ? g_steal_pointer (&document) : NULL;
}

static LaurelDocument *
read_document (const char *text, GError **error)
{
  g_autofree char *whole = g_strdup_printf ("{\"document\":%s}", text);

  return read_text (whole, "document", error);
}

static void
test_every_member (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelDocument) document = read_document (everything, &error);
  g_autoptr (LaurelDocument) copy = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = laurel_document_to_json (document);
  g_assert_cmpstr (text, ==, everything);

  copy = laurel_document_copy (document);
  g_assert_true (laurel_document_equal (copy, document));
  g_assert_cmpstr (laurel_document_find_parent (document, "9")->id, ==, "root");
  g_assert_null (laurel_document_find_parent (document, "root"));
  g_assert_null (laurel_document_find (document, "11"));
  g_assert_cmpuint (laurel_document_get_n_nodes (document), ==, 11);
}

/* An empty one is the program of the defaults. */
static void
test_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelDocument) document = read_document ("{\"format\":1}", &error);
  g_autoptr (LaurelDocument) empty = laurel_document_new ();

  g_assert_no_error (error);
  g_assert_true (laurel_document_equal (document, empty));
}

typedef struct
{
  const char *name;
  const char *text;
  const char *fault;
} FaultRow;

#define LEAF(members)                                                                              \
  "{\"format\":1,\"discounts\":{\"id\":\"root\",\"kind\":\"group\",\"children\":"                  \
  "[{\"id\":\"1\",\"kind\":\"discount\"," members "}]}}"
#define LEAF_PATH "/document/discounts/children/0"

static const FaultRow fault_rows[] = {
  { "format", "{\"format\":2}", "/document/format: not 1\n" },
  { "member", "{\"format\":1,\"discount\":{}}", "/document/discount: unknown member\n" },
  { "leaf-member",
    LEAF ("\"reward\":{\"type\":\"percent\",\"rate\":1},\"enable\":false"),
    LEAF_PATH "/enable: unknown member\n" },
  { "reward-member",
    LEAF ("\"reward\":{\"type\":\"percent\",\"rate\":1,\"n\":2}"),
    LEAF_PATH "/reward/n: unknown member\n" },
  { "reward", LEAF ("\"reward\":{\"type\":\"free\"}"), LEAF_PATH "/reward/type: unknown word\n" },
  { "per",
    LEAF ("\"reward\":{\"type\":\"amount\",\"amount\":1}"),
    LEAF_PATH "/reward/per: missing\n" },
  { "test-member",
    LEAF ("\"reward\":{\"type\":\"percent\"},\"when\":{\"type\":\"age\",\"of\":5}"),
    LEAF_PATH "/when/of: unknown member\n" },
  { "two-in-one",
    LEAF ("\"reward\":{\"type\":\"percent\"},\"when\":{\"all\":[],\"any\":[]}"),
    LEAF_PATH "/when/any: unknown member\n" },
  { "day",
    LEAF ("\"reward\":{\"type\":\"percent\"},\"when\":{\"type\":\"weekday\",\"days\":[8]}"),
    LEAF_PATH "/when/days: not a weekday\n" },
  { "root",
    "{\"format\":1,\"discounts\":{\"id\":\"root\",\"kind\":\"discount\","
    "\"reward\":{\"type\":\"percent\"}}}",
    "/document/discounts: not a group\n" },
};

static void
test_fault (gconstpointer data)
{
  const FaultRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelDocument) document = read_document (row->text, &error);

  g_assert_null (document);
  g_assert_error (error, LAUREL_API_ERROR, LAUREL_API_ERROR_REPLY);
  g_assert_cmpstr (laurel_api_error_get_details (error), ==, row->fault);
}

/* === By the server's own meaning ============================================================== */

static char *
price (const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) ctl = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                  &error,
                                                  g_getenv ("LAURELCTL"),
                                                  "price",
                                                  file,
                                                  NULL);
  char *results = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (ctl, NULL, NULL, &results, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (ctl));

  return results;
}

/* @program in the place of the case's own. */
static char *
rewrite_case (LaurelReply *reply, const char *program)
{
  static const char *const others[] = { "catalog",     "clients",      "usage",
                                        "promo_codes", "certificates", "receipts" };

  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "{\"program\":%s", program);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *member = laurel_reply_dup_json (reply, others[i]);

      if (member != NULL)
        g_string_append_printf (text, ",\"%s\":%s", others[i], member);
    }

  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

static char *
price_with (LaurelReply *reply, const char *program, const char *file)
{
  g_autofree char *text = rewrite_case (reply, program);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);

  return price (file);
}

/* Prices the case with its own program, and with that as we write it; FALSE for a case whose
 * program the desktop refuses, as the engine does. */
static gboolean
check_case (const char *path, const char *file)
{
  g_autofree char *text = NULL;
  gsize            length = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LaurelReply) reply = NULL;
  g_autoptr (LaurelDocument) document = NULL;
  g_autofree char *program = NULL;
  g_autofree char *rewritten = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (text, length);
  reply = laurel_reply_new (bytes, NULL);

  if (reply == NULL || !laurel_reply_is_object (reply, "case"))
    return FALSE;

  laurel_reply_begin_object (reply, "case");
  program = laurel_reply_dup_json (reply, "program");
  document = program != NULL ? read_document (program, NULL) : NULL;

  if (document == NULL)
    {
      laurel_reply_end_object (reply);
      return FALSE;
    }

  rewritten = laurel_document_to_json (document);
  before = price_with (reply, program, file);
  after = price_with (reply, rewritten, file);
  laurel_reply_end_object (reply);

  if (!g_str_equal (before, after))
    g_test_message ("%s", path);
  g_assert_cmpstr (after, ==, before);

  return TRUE;
}

static char *
find_cases (void)
{
  const char      *given = g_getenv ("LAUREL_SHARED");
  const char      *shared = given != NULL ? given : g_getenv ("LAUREL_SHARED_DEFAULT");
  g_autofree char *cases = g_build_filename (shared, "spec", "cases", NULL);

  if (g_file_test (cases, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&cases);

  if (given != NULL)
    g_test_fail_printf ("%s is not there", cases);
  else
    g_test_skip ("the specification is not beside the checkout");

  return NULL;
}

/* Whoever prices by what we saved prices as before. */
static void
test_cases_price_alike (void)
{
  g_autofree char *cases = find_cases ();
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name = NULL;
  guint       n_checked = 0;

  if (cases == NULL)
    return;

  folder = g_dir_make_tmp ("laurel-document-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (folder, "case.json", NULL);
  dir = g_dir_open (cases, 0, &error);
  g_assert_no_error (error);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (cases, name, NULL);

      if (g_str_has_suffix (name, ".json") && check_case (path, file))
        n_checked++;
    }

  g_unlink (file);
  g_rmdir (folder);
  g_test_message ("%u cases", n_checked);
  g_assert_cmpuint (n_checked, >, 100);
}

/* === A large one ============================================================================== */

/* A hundred groups of a hundred discounts. */
static char *
write_large (void)
{
  GString *text = g_string_new ("{\"format\":1,\"discounts\":{\"id\":\"root\",\"kind\":\"group\","
                                "\"children\":[");

  for (guint i = 0; i < LEAVES / 100; i++)
    {
      g_string_append_printf (text,
                              "%s{\"id\":\"g%u\",\"kind\":\"group\",\"combine\":\"max\","
                              "\"children\":[",
                              i > 0 ? "," : "",
                              i);

      for (guint j = 0; j < 100; j++)
        g_string_append_printf (text,
                                "%s{\"id\":\"d%u-%u\",\"name\":\"Скидка %u\",\"kind\":\"discount\","
                                "\"when\":{\"all\":[{\"type\":\"weekday\",\"days\":[%u]},"
                                "{\"type\":\"store\",\"ids\":[\"S%u\"]}]},"
                                "\"target\":{\"segments\":[\"p%u\"]},"
                                "\"reward\":{\"type\":\"percent\",\"rate\":%u}}",
                                j > 0 ? "," : "",
                                i,
                                j,
                                i * 100 + j,
                                j % 7 + 1,
                                i,
                                j,
                                j * 10);

      g_string_append (text, "]}");
    }

  g_string_append (text, "]}}");

  return g_string_free (text, FALSE);
}

static void
test_large (void)
{
  g_autofree char *text = write_large ();
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelDocument) document = read_document (text, &error);
  g_autoptr (LaurelDocument) copy = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (laurel_document_get_n_nodes (document), ==, LEAVES + LEAVES / 100 + 1);
  written = laurel_document_to_json (document);
  copy = read_document (written, &error);
  g_assert_no_error (error);
  g_assert_true (laurel_document_equal (copy, document));
  again = laurel_document_to_json (copy);
  g_assert_cmpstr (again, ==, written);
}

/* As deep as the engine goes, conditions too. */
static void
test_deep (void)
{
  GString *text = g_string_new ("{\"format\":1,\"discounts\":{\"id\":\"n0\",\"kind\":\"group\"");
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelDocument) document = NULL;

  for (guint i = 1; i < 31; i++)
    g_string_append_printf (text, ",\"children\":[{\"id\":\"n%u\",\"kind\":\"group\"", i);

  g_string_append (text,
                   ",\"children\":[{\"id\":\"leaf\",\"kind\":\"discount\","
                   "\"reward\":{\"type\":\"percent\",\"rate\":1},\"when\":");
  for (guint i = 0; i < 31; i++)
    g_string_append (text, "{\"all\":[");
  g_string_append (text, "{\"type\":\"registered\"}");
  for (guint i = 0; i < 31; i++)
    g_string_append (text, "]}");
  for (guint i = 0; i < 31; i++)
    g_string_append (text, "}]");
  g_string_append (text, "}}");

  whole = g_string_free (text, FALSE);
  document = read_document (whole, &error);
  g_assert_no_error (error);
  g_assert_nonnull (laurel_document_find (document, "leaf"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/every-member", test_every_member);
  g_test_add_func ("/document/defaults", test_defaults);
  g_test_add_func ("/document/cases-price-alike", test_cases_price_alike);
  g_test_add_func ("/document/large", test_large);
  g_test_add_func ("/document/deep", test_deep);

  for (gsize i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/document/fault/", fault_rows[i].name, NULL);

      g_test_add_data_func (path, &fault_rows[i], test_fault);
    }

  return g_test_run ();
}
