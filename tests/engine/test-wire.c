/* test-wire.c - what readers say of documents at fault, and what programs read as
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "server/wire/laurel-json-writer.h"
#include "server/wire/laurel-promo-code.h"
#include "server/wire/laurel-wire-case.h"
#include "server/wire/laurel-wire-program.h"
#include "server/wire/laurel-wire-receipt.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *faults; /* "path code;" for each, in order */
} FaultRow;

static char *
describe_faults (const LaurelFaults *faults)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < laurel_faults_get_n (faults); i++)
    {
      const LaurelFault *fault = laurel_faults_get (faults, i);

      g_string_append_printf (text, "%s %s;", fault->path, fault->code);
    }

  return g_string_free (text, FALSE);
}

#define LINE "{\"n\":1,\"product\":\"A\",\"quantity\":1000,\"price\":1}"
#define TIME "\"time\":\"2026-11-22T12:00:00Z\""

static const FaultRow receipt_rows[] = {
  { "good", "{" TIME ",\"lines\":[" LINE "]}", "" },
  { "nothing", "{}", "/time missing;/lines missing;" },
  { "no-object", "[]", " format;" },
  { "all-at-once",
    "{" TIME ",\"lines\":[{\"n\":0,\"product\":5,\"quantity\":1.5,\"prize\":1}],\"hat~/\":1}",
    "/lines/0/n range;/lines/0/product format;/lines/0/quantity format;/lines/0/price missing;"
    "/lines/0/prize unknown_member;/hat~0~1 unknown_member;" },
  { "line-twice", "{" TIME ",\"lines\":[" LINE "," LINE "]}", "/lines/1/n line_twice;" },
  { "line-no-object", "{" TIME ",\"lines\":[1]}", "/lines/0 format;" },
  { "lines-no-list", "{" TIME ",\"lines\":{}}", "/lines format;" },
  { "huge-integer",
    "{" TIME ",\"redeem\":99999999999999999999999,\"lines\":[]}",
    "/redeem range;" },
  { "huge-negative-integer",
    "{" TIME ",\"redeem\":-99999999999999999999999,\"lines\":[]}",
    "/redeem range;" },
  { "huge-real", "{" TIME ",\"redeem\":1e999,\"lines\":[]}", "/redeem format;" },
  { "huge-integer-in-string", "{" TIME ",\"store\":\"99999999999999999999999\",\"lines\":[]}", "" },
  { "beyond-exact", "{" TIME ",\"redeem\":9007199254740993,\"lines\":[]}", "/redeem range;" },
  { "null", "{" TIME ",\"store\":null,\"lines\":[]}", "/store format;" },
  { "code-no-string",
    "{" TIME ",\"promo_codes\":[\"A\",1],\"lines\":[]}",
    "/promo_codes/1 format;" },
};

static void
test_receipt_faults (gconstpointer data)
{
  const FaultRow *row = data;
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  g_autofree char *found = NULL;
  LaurelReceipt    receipt = { 0 };
  json_t          *root = laurel_json_parse (row->text, strlen (row->text), faults);

  g_assert_nonnull (root);
  reader = laurel_json_reader_new (root, "", faults);

  if (laurel_json_reader_begin (reader))
    {
      laurel_wire_read_receipt (reader, arena, &receipt);
      laurel_json_reader_end_object (reader);
    }

  found = describe_faults (faults);
  g_assert_cmpstr (found, ==, row->faults);
  json_decref (root);
}

#define GROUP(children)                                                                            \
  "\"discounts\":{\"id\":\"root\",\"kind\":\"group\",\"children\":[" children "]}"
#define LEAF(members) "{\"id\":\"a\",\"kind\":\"discount\"," members "}"
#define POINTS        "\"reward\":{\"type\":\"points_percent\",\"rate\":100}"

static const FaultRow program_rows[] = {
  { "smallest", "{\"format\":1}", "" },
  { "format", "{\"format\":2}", "/format range;" },
  { "no-format", "{}", "/format missing;" },
  { "unknown-reward",
    "{\"format\":1," GROUP (LEAF ("\"reward\":{\"type\":\"gold\",\"x\":1}")) "}",
    "/discounts/children/0/reward/type format;" },
  { "reward-without-members",
    "{\"format\":1," GROUP (LEAF ("\"reward\":{\"type\":\"amount\"}")) "}",
    "/discounts/children/0/reward/amount missing;/discounts/children/0/reward/per missing;" },
  { "money-members-on-points",
    "{\"format\":1," GROUP (LEAF (POINTS ",\"max_amount\":5,\"keeps_accrual\":true")) "}",
    "/discounts/children/0/max_amount format;/discounts/children/0/keeps_accrual format;" },
  { "same-id",
    "{\"format\":1," GROUP (LEAF (POINTS) "," LEAF (POINTS)) "}",
    "/discounts/children/1/id reference;" },
  { "unknown-level-deep",
    "{\"format\":1," GROUP (
        LEAF (POINTS ",\"when\":{\"all\":[{\"not\":{\"type\":\"level\",\"ids\":[\"x\"]}}]}")) "}",
    "/discounts/children/0/when/all/0/not/ids/0 reference;" },
  { "root-is-a-leaf", "{\"format\":1,\"discounts\":" LEAF (POINTS) "}", "/discounts/kind format;" },
  { "step",
    "{\"format\":1,\"points\":{\"money_per_point\":30},\"redemption\":{\"step\":1}}",
    "/redemption/step range;" },
  { "lots-of-nobody",
    "{\"format\":1,\"server\":{\"lots\":{\"x\":{}}}}",
    "/server/lots/x reference;" },
  { "server-members",
    "{\"format\":1,\"server\":{\"holds\":{\"minutes\":0},\"hat\":1}}",
    "/server/holds/minutes range;/server/hat unknown_member;" },
  { "expiry",
    "{\"format\":1,\"accrual\":{\"expiry\":{\"kind\":\"end_of\",\"days\":3}}}",
    "/accrual/expiry/period missing;/accrual/expiry/days unknown_member;" },
};

static void
test_program_faults (gconstpointer data)
{
  const FaultRow *row = data;
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgramDraft) draft = NULL;
  g_autofree char *found = NULL;
  json_t          *root = laurel_json_parse (row->text, strlen (row->text), faults);

  g_assert_nonnull (root);
  draft = laurel_wire_read_program (root, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);
  found = describe_faults (faults);
  g_assert_cmpstr (found, ==, row->faults);
  g_assert_cmpint (draft != NULL, ==, row->faults[0] == '\0');
  json_decref (root);
}

static const FaultRow text_rows[] = {
  { "empty", "", " format;" },
  { "no-json", "{\"a\":}", " format;" },
  { "repeated-member", "{\"a\":1,\"a\":2}", " format;" },
  { "leading-zeros", "[000000000000000000000001]", " format;" },
  { "more-behind", "{} {}", " format;" },
  { "open-string", "[\"a", " format;" },
  { "open-escape", "[\"a\\", " format;" },
};

static void
test_text_faults (gconstpointer data)
{
  const FaultRow *row = data;
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autofree char *found = NULL;

  g_assert_null (laurel_json_parse (row->text, strlen (row->text), faults));
  found = describe_faults (faults);
  g_assert_cmpstr (found, ==, row->faults);
}

/* A text may be nothing but brackets, as many as its size lets it. */
static void
test_depth (void)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autofree char *text = g_strnfill (1000000, '[');
  g_autofree char *found = NULL;

  g_assert_null (laurel_json_parse (text, 1000000, faults));
  found = describe_faults (faults);
  g_assert_cmpstr (found, ==, " range;");
}

static LaurelProgramDraft *
read_program (const char *text, LaurelWireProgramFlags flags)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  json_t             *root = laurel_json_parse (text, strlen (text), faults);
  LaurelProgramDraft *draft = laurel_wire_read_program (root, "", flags, faults);

  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  json_decref (root);

  return draft;
}

static const char terms_text[] =
    "{\"format\":1,\"name\":\"Spring\",\"accrual\":{\"activation_days\":3,"
    " \"expiry\":{\"kind\":\"end_of\",\"period\":\"quarter\",\"grace\":10}},"
    "\"levels\":{\"basis\":\"rolling\",\"downgrade\":\"period\","
    " \"list\":[{\"id\":\"l\",\"name\":\"Level\",\"order\":2,\"threshold\":500,\"accrual\":700}]},"
    "" GROUP (LEAF (
        POINTS)) ","
                 "\"server\":{\"lots\":{\"a\":{\"activation_days\":0}},\"returns\":{\"shortfall\":"
                 "\"forgive\"},"
                 " \"levels\":{\"calendar\":\"quarter\"},\"verification\":{\"redeem_from\":null},"
                 " \"operation_limits\":[{\"period\":\"week\",\"count\":5,\"mode\":\"hard\"}]}}";

static void
test_terms (void)
{
  g_autoptr (LaurelProgramDraft) draft = read_program (terms_text, LAUREL_WIRE_PROGRAM_WHOLE);
  const LaurelProgramTerms *terms = &draft->terms;

  g_assert_cmpstr (terms->name, ==, "Spring");
  g_assert_cmpint (terms->activation_days, ==, 3);
  g_assert_cmpint (terms->expiry.kind, ==, LAUREL_EXPIRY_END_OF);
  g_assert_cmpint (terms->expiry.period, ==, LAUREL_PERIOD_QUARTER);
  g_assert_cmpint (terms->expiry.grace, ==, 10);
  g_assert_cmpint (terms->basis, ==, LAUREL_BASIS_ROLLING);
  g_assert_cmpint (terms->downgrade, ==, LAUREL_DOWNGRADE_PERIOD);
  g_assert_cmpuint (terms->n_levels, ==, 1);
  g_assert_cmpstr (terms->levels[0].name, ==, "Level");
  g_assert_cmpint (terms->levels[0].threshold, ==, 500);
  g_assert_cmpint (terms->levels[0].max_share, ==, -1);
  g_assert_cmpuint (terms->n_lots, ==, 1);
  g_assert_cmpstr (terms->lots[0].leaf, ==, "a");
  g_assert_cmpint (terms->lots[0].activation_days, ==, 0);
  g_assert_cmpint (terms->lots[0].expiry.kind, ==, LAUREL_EXPIRY_END_OF);
  g_assert_cmpint (terms->shortfall, ==, LAUREL_SHORTFALL_FORGIVE);
  g_assert_cmpint (terms->calendar, ==, LAUREL_PERIOD_QUARTER);
  g_assert_cmpint (terms->redeem_from, ==, -1);
  g_assert_cmpint (terms->hold_minutes, ==, 15);
  g_assert_cmpuint (terms->n_operation_limits, ==, 1);
  g_assert_true (terms->operation_limits[0].hard);
}

/* For the engine alone, what is the server's passes unseen. */
static void
test_engine_passes_the_servers (void)
{
  g_autoptr (LaurelProgramDraft) draft =
      read_program ("{\"format\":1,\"name\":5,\"slips\":true,\"accrual\":{\"expiry\":7},"
                    "\"levels\":{\"basis\":1,\"list\":[{\"id\":\"l\",\"order\":\"x\"}]},"
                    "\"server\":{\"hat\":1}}",
                    LAUREL_WIRE_PROGRAM_ENGINE);

  g_assert_cmpuint (draft->terms.n_levels, ==, 1);
  g_assert_cmpint (draft->terms.activation_days, ==, 14);
}

/* What stands side by side does not add up to depth. */
static void
test_breadth (void)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (GString) text = g_string_new ("[");
  json_t *root = NULL;

  for (gint i = 0; i < 1000; i++)
    g_string_append (text, i > 0 ? ",{\"lines\":[]}" : "{\"lines\":[]}");

  g_string_append (text, "]");
  root = laurel_json_parse (text->str, text->len, faults);

  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  g_assert_cmpuint (json_array_size (root), ==, 1000);
  json_decref (root);
}

/* What is written is what jansson writes, to the byte. */
static void
test_writer (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "[0,-1,9223372036854775807,-9223372036854775808,10,99]",
    "{\"b\":1,\"a\":[true,false,null,{\"\":\"\"}],\"c\":0.1}",
    "[1e3,-0.5,1.5e300]",
    "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\\u0000 after\"]",
    "{\"\xd0\xa7\xd0\xb0\xd0\xb9 \\\"\\n\":\"\xe2\x82\xbd \xf0\x9f\x8d\x83\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      json_t          *value = json_loads (texts[i], JSON_ALLOW_NUL, NULL);
      char            *dumped = json_dumps (value, JSON_COMPACT);
      g_autofree char *written = laurel_json_write (value);

      g_assert_nonnull (value);
      g_assert_cmpstr (written, ==, dumped);
      free (dumped);
      json_decref (value);
    }
}

/* Whatever a text is cut down to, there is one answer. */
static void
test_cut_texts (void)
{
  static const char text[] = "{\"program\":{\"format\":1},\"receipts\":[{\"id\":\"\\u00e9\"," TIME
                             ",\"lines\":[" LINE "]}]}";

  for (gsize size = 0; size < sizeof text - 1; size++)
    {
      json_t *answer = laurel_wire_price_text (text, size);

      g_assert_nonnull (json_object_get (answer, "error"));
      json_decref (answer);
    }
}

static void
add_rows (const char *folder, const FaultRow *rows, gsize n_rows, GTestDataFunc test)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/wire/%s/%s", folder, rows[i].name);

      g_test_add_data_func (path, &rows[i], test);
    }
}

/* === Promo codes ============================================================================== */

/* One form, however it was typed; or none. */
static void
test_promo_codes (void)
{
  static const struct
  {
    const char *typed;
    const char *kept; /* NULL: it is no code */
  } codes[] = {
    { "SPRING", "SPRING" },
    { "spring-26_a", "SPRING-26_A" },
    { " sp ri\tng ", "SPRING" },
    { "\xd1\x81\xd0\x9e\xd0\xb4", NULL }, /* no Latin letter looks like the last */
    { "\xd0\x90\xd0\x92\xd0\x95\xd0\x9a\xd0\x9c\xd0\x9d", "ABEKMH" },
    { "\xd0\xbe\xd1\x80\xd1\x81\xd1\x82\xd1\x83\xd1\x85", "OPCTYX" },
    { "A\xe2\x80\x8b"
      "B\xe2\x80\xae"
      "C\xef\xbb\xbf",
      "ABC" }, /* of no width, from right to left */
    { "A\xc2\xa0"
      "B",
      "AB" },
    { "\xef\xbc\xa1", NULL }, /* a wide A */
    { "a.b", NULL },
    { "", NULL },
    { "  ", NULL },
    { "0123456789012345678901234567890123456789012345678901234567890123",
      "0123456789012345678901234567890123456789012345678901234567890123" },
    { "01234567890123456789012345678901234567890123456789012345678901234", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      char     code[LAUREL_PROMO_CODE_SIZE];
      gboolean good = laurel_promo_code_normalise (codes[i].typed, code);

      g_test_message ("%s", codes[i].typed);
      g_assert_cmpint (good, ==, codes[i].kept != NULL);
      if (good)
        g_assert_cmpstr (code, ==, codes[i].kept);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_rows ("receipt", receipt_rows, G_N_ELEMENTS (receipt_rows), test_receipt_faults);
  add_rows ("program", program_rows, G_N_ELEMENTS (program_rows), test_program_faults);
  add_rows ("text", text_rows, G_N_ELEMENTS (text_rows), test_text_faults);
  g_test_add_func ("/wire/text/depth", test_depth);
  g_test_add_func ("/wire/text/breadth", test_breadth);
  g_test_add_func ("/wire/text/cut", test_cut_texts);
  g_test_add_func ("/wire/text/writer", test_writer);
  g_test_add_func ("/wire/program/terms", test_terms);
  g_test_add_func ("/wire/promo-codes", test_promo_codes);
  g_test_add_func ("/wire/program/engine-passes-the-servers", test_engine_passes_the_servers);

  return g_test_run ();
}
