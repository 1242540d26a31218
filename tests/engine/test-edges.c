/* test-edges.c - what the engine does where hardly any receipt goes: ranges, limits, odd documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cases of the contract come through readers that refuse most of this before the engine sees it.
 * Here it is called as any other program might.
 */

#include <jansson.h>
#include <string.h>

#include "server/engine/laurel-id-table.h"
#include "server/engine/laurel-price.h"
#include "server/wire/laurel-wire-program.h"

#define NOON        G_GINT64_CONSTANT (1795338000) /* of 2026-11-22 in Moscow */
#define PRICE_MOST  G_GINT64_CONSTANT (100000000000)
#define PIECES_MOST G_GINT64_CONSTANT (1000000000)

#define PROGRAM(more)       "{'format':1" more "}"
#define DISCOUNTS(children) ",'discounts':{'id':'root','kind':'group','children':[" children "]}"
#define LEAF(id, more)      "{'id':'" id "','kind':'discount'," more "}"
#define LEVEL(accrual)      ",'levels':{'list':[{'id':'l1','accrual':" accrual "}]}"

static json_t *
load (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  json_t          *root = json_loads (quoted, 0, NULL);

  g_assert_nonnull (root);

  return root;
}

static LaurelProgramDraft *
read_draft (const char *text, LaurelFaults *faults)
{
  json_t             *root = load (text);
  LaurelProgramDraft *draft =
      laurel_wire_read_program (root, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);

  json_decref (root);

  return draft;
}

/* Product A is sold for no less than the most money there is; B is in the segment s. */
static LaurelCatalog *
make_catalog (void)
{
  static const char *const segments[] = { "s" };

  const LaurelCatalogProduct products[] = {
    { .id = "A", .min_price = LAUREL_MONEY_MAX, .max_discount = LAUREL_SHARE_WHOLE },
    { .id = "B",
      .segments = segments,
      .n_segments = G_N_ELEMENTS (segments),
      .max_discount = LAUREL_SHARE_WHOLE },
  };
  const LaurelCatalogStore store = { .id = "S1", .channel = LAUREL_CHANNEL_SITE };
  LaurelCatalog           *catalog = laurel_catalog_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (products); i++)
    laurel_catalog_add_product (catalog, &products[i]);

  laurel_catalog_add_store (catalog, &store);

  return catalog;
}

static LaurelProgram *
compile (const char *text)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgramDraft) draft = read_draft (text, faults);
  g_autoptr (LaurelCatalog) catalog = make_catalog ();
  g_autoptr (GError) error = NULL;
  LaurelProgram *program = NULL;

  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  program = laurel_program_compile (draft, catalog, 7, &error);
  g_assert_no_error (error);

  return program;
}

/* Ranges of a receipt. */

typedef struct
{
  const char       *name;
  LaurelReceiptLine line;
  const char       *message;
} LineRow;

static const LineRow line_rows[] = {
  { "number-below", { 0, "B", 1000, 1, 0 }, "line 0: the number is out of range" },
  { "quantity-below", { 5, "B", 0, 1, 0 }, "line 5: the quantity is out of range" },
  { "quantity-above", { 5, "B", PIECES_MOST + 1, 1, 0 }, "line 5: the quantity is out of range" },
  { "price-below", { 5, "B", 1000, -1, 0 }, "line 5: the price is out of range" },
  { "price-above", { 5, "B", 1000, PRICE_MOST + 1, 0 }, "line 5: the price is out of range" },
  { "amount-above", { 5, "B", PIECES_MOST, PRICE_MOST, 0 }, "line 5: the amount is out of range" },
  { "external-below", { 5, "B", 1000, 1, -1 }, "line 5: the external discount is out of range" },
  { "external-above", { 5, "B", 1000, 1, 2 }, "line 5: the external discount is out of range" },
  { "twice", { 6, "B", 1000, 1, 0 }, "line 6 is there twice" },
  { "good", { 5, "B", 1000, 1, 1 }, NULL },
};

static void
test_line (gconstpointer data)
{
  const LineRow          *row = data;
  const LaurelReceiptLine lines[] = { { 6, "B", 1000, 1, 0 }, row->line };
  const LaurelReceipt receipt = { .time = NOON, .lines = lines, .n_lines = G_N_ELEMENTS (lines) };

  g_autoptr (LaurelProgram) program = compile (PROGRAM (""));
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (GError) error = NULL;
  const LaurelPriced *priced =
      laurel_price (program, arena, &receipt, NULL, NULL, LAUREL_PRICE_PLAIN, &error);

  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, row->message);
  g_assert_true ((priced == NULL) == (error != NULL));
}

static void
test_too_many_lines (void)
{
  g_autoptr (LaurelProgram) program = compile (PROGRAM (""));
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (GError) error = NULL;
  g_autofree LaurelReceiptLine *lines = g_new0 (LaurelReceiptLine, 1001);
  LaurelReceipt                 receipt = { .time = NOON, .lines = lines, .n_lines = 1001 };

  for (gint i = 0; i < 1001; i++)
    lines[i] = (LaurelReceiptLine){ i + 1, "B", 1000, 1, 0 };

  g_assert_null (laurel_price (program, arena, &receipt, NULL, NULL, LAUREL_PRICE_PLAIN, &error));
  g_assert_error (error, LAUREL_ENGINE_ERROR, LAUREL_ENGINE_ERROR_RANGE);
  receipt.n_lines = 1000;
  g_assert_nonnull (laurel_price (program, arena, &receipt, NULL, NULL, 0, NULL));
}

static void
test_unknown_level (void)
{
  const LaurelClientFacts client = { .level = "l9" };
  const LaurelReceipt     receipt = { .time = NOON };

  g_autoptr (LaurelProgram) program = compile (PROGRAM (LEVEL ("1")));
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (laurel_price (program, arena, &receipt, &client, NULL, 0, &error));
  g_assert_error (error, LAUREL_ENGINE_ERROR, LAUREL_ENGINE_ERROR_REFERENCE);
}

/* A floor that no number holds is as high as numbers go: nothing is taken off. */
static void
test_floor_beyond_numbers (void)
{
  const LaurelReceiptLine line = { 1, "A", PIECES_MOST, 100000, 0 };
  const LaurelReceipt     receipt = { .time = NOON, .lines = &line, .n_lines = 1 };

  g_autoptr (LaurelProgram) program =
      compile (PROGRAM (DISCOUNTS (LEAF ("d", "'reward':{'type':'percent','rate':10000}"))));
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  const LaurelPriced *priced = laurel_price (program, arena, &receipt, NULL, NULL, 0, NULL);

  g_assert_cmpint (priced->totals.discount, ==, 0);
  g_assert_cmpint (priced->totals.to_pay, ==, PRICE_MOST);
}

/* Points beyond all numbers. */

#define ALL_POINTS "'reward':{'type':'points_percent','rate':1000000}"
#define RICH       "'points':{'money_per_point':1},"

typedef struct
{
  const char *name;
  const char *program;
  gint64      price;
  gboolean    fails;
} PointsRow;

static const PointsRow points_rows[] = {
  { "base-by-receipt",
    PROGRAM ("," RICH "'receipt_rounding':0" LEVEL ("1000000")),
    PRICE_MOST,
    TRUE },
  { "base-by-line",
    PROGRAM ("," RICH "'accrual':{'rounding':{'level':'line'}}" LEVEL ("1000000")),
    PRICE_MOST,
    TRUE },
  { "leaf-by-receipt",
    PROGRAM ("," RICH "'receipt_rounding':0" LEVEL ("0") DISCOUNTS (LEAF ("p", ALL_POINTS))),
    PRICE_MOST,
    TRUE },
  { "leaf-by-line",
    PROGRAM ("," RICH "'accrual':{'rounding':{'level':'line'}}" LEVEL ("0")
                 DISCOUNTS (LEAF ("p", ALL_POINTS))),
    PRICE_MOST,
    TRUE },
  /* 6 * 10^15 each. */
  { "sum-of-two",
    PROGRAM ("," RICH "'receipt_rounding':0" LEVEL ("0")
                 DISCOUNTS (LEAF ("p", ALL_POINTS) "," LEAF ("q", ALL_POINTS))),
    G_GINT64_CONSTANT (6000000000),
    TRUE },
  { "one",
    PROGRAM ("," RICH "'receipt_rounding':0" LEVEL ("0") DISCOUNTS (LEAF ("p", ALL_POINTS))),
    G_GINT64_CONSTANT (6000000000),
    FALSE },
  { "sum-of-the-referrer",
    PROGRAM ("," RICH "'receipt_rounding':0" LEVEL ("0") DISCOUNTS (LEAF (
        "p",
        "'for_referrer':true," ALL_POINTS) "," LEAF ("q", "'for_referrer':true," ALL_POINTS))),
    G_GINT64_CONSTANT (6000000000),
    TRUE },
};

static void
test_points (gconstpointer data)
{
  const PointsRow        *row = data;
  const LaurelReceiptLine line = { 1, "B", 100000, row->price, 0 };
  const LaurelReceipt     receipt = { .time = NOON, .lines = &line, .n_lines = 1 };
  const LaurelClientFacts client = { .level = "l1", .has_referrer = TRUE };

  g_autoptr (LaurelProgram) program = compile (row->program);
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (GError) error = NULL;
  const LaurelPriced *priced = laurel_price (program, arena, &receipt, &client, NULL, 0, &error);

  if (row->fails)
    g_assert_error (error, LAUREL_ENGINE_ERROR, LAUREL_ENGINE_ERROR_RANGE);
  else
    g_assert_cmpint (priced->totals.points, ==, G_GINT64_CONSTANT (6000000000000000));
}

/* More of everything than there is room for at first. */

static void
test_many_effects_and_offers (void)
{
  g_autoptr (GString) children = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (LaurelProgram) program = NULL;
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  LaurelReceiptLine   lines[20];
  const LaurelReceipt receipt = { .time = NOON, .lines = lines, .n_lines = G_N_ELEMENTS (lines) };
  const LaurelPriced *priced = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    lines[i] = (LaurelReceiptLine){ (gint64) i + 1, "B", 1000, 10000, 0 };

  for (gint i = 0; i < 20; i++)
    g_string_append_printf (children,
                            "{'id':'d%d','kind':'discount','reward':"
                            "{'type':'percent','rate':100}},"
                            "{'id':'g%d','kind':'discount','target':{'products':['none']},"
                            "'reward':{'type':'gift','pieces':%d,'rate':1}},",
                            i,
                            i,
                            i + 1);

  g_string_truncate (children, children->len - 1);
  text = g_strdup_printf (PROGRAM (DISCOUNTS ("%s")), children->str);
  program = compile (text);
  priced = laurel_price (program, arena, &receipt, NULL, NULL, LAUREL_PRICE_PLAIN, NULL);

  g_assert_cmpint (priced->totals.discount, ==, 20 * 20 * 100);
  g_assert_cmpuint (priced->n_offers, ==, 20);

  for (gint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("g%d", i);

      g_assert_cmpstr (priced->offers[i].leaf, ==, id);
      g_assert_cmpint (priced->offers[i].pieces, ==, i + 1);
    }
}

/* A leaf that loses each line to another child names them all. */
static void
test_many_winners (void)
{
  g_autoptr (GString) children = g_string_new ("{'id':'loser','kind':'discount','reward':"
                                               "{'type':'percent','rate':1}}");
  g_autofree char *text = NULL;
  g_autoptr (LaurelProgram) program = NULL;
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  LaurelReceiptLine   lines[9];
  const LaurelReceipt receipt = { .time = NOON, .lines = lines, .n_lines = G_N_ELEMENTS (lines) };
  const LaurelPriced *priced = NULL;

  for (gint i = 0; i < 9; i++)
    {
      lines[i] = (LaurelReceiptLine){ i + 1, "B", 1000, 10000 * (i + 1), 0 };
      g_string_append_printf (children,
                              ",{'id':'w%d','kind':'discount','target':"
                              "{'min_price':%d,'max_price':%d},"
                              "'reward':{'type':'percent','rate':100}}",
                              i,
                              10000 * (i + 1),
                              10000 * (i + 1));
    }

  text = g_strdup_printf (PROGRAM (",'discounts':{'id':'root','kind':'group','combine':'max',"
                                   "'children':[%s]}"),
                          children->str);
  program = compile (text);
  priced = laurel_price (program, arena, &receipt, NULL, NULL, LAUREL_PRICE_EXPLAIN, NULL);

  g_assert_cmpint (priced->explain[0].kind, ==, LAUREL_OUTCOME_DISPLACED);
  g_assert_cmpuint (priced->explain[0].n_by, ==, 9);

  for (gsize i = 0; i < 9; i++)
    g_assert_cmpstr (priced->explain[0].by[i], ==, priced->explain[i + 1].leaf);
}

/* Sets of more ids than are looked through one by one; of some the numbers fall together in what
 * turns most lines away. */
static void
test_many_ids (void)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (LaurelProgram) program = NULL;
  g_autoptr (LaurelArena) arena = laurel_arena_new ();

  for (gint i = 0; i < 200; i += 2)
    g_string_append_printf (ids, "%s'p%d'", i > 0 ? "," : "", i);

  text = g_strdup_printf (
      PROGRAM (DISCOUNTS (LEAF (
          "d",
          "'target':{'products':[%s],'max_price':600},"
          "'reward':{'type':'percent','rate':10000}") "," LEAF ("all",
                                                                "'when':{'type':'contains','items':"
                                                                "[]},'target':{'products':["
                                                                "'p1','p3','p5','p7']},"
                                                                "'reward':{'type':'percent','rate':"
                                                                "10000}"))),
      ids->str);
  program = compile (text);

  for (gint i = 0; i < 210; i++)
    {
      g_autofree char        *id = g_strdup_printf ("p%d", i);
      gint64                  price = i % 8 == 0 ? 700 : 500;
      const LaurelReceiptLine line = { 1, id, 1000, price, 0 };
      const LaurelReceipt     receipt = { .time = NOON, .lines = &line, .n_lines = 1 };
      const LaurelPriced     *priced = NULL;
      gboolean                in = (i % 2 == 0 && i < 200 && price <= 600) || (i % 2 == 1 && i < 8);

      laurel_arena_reset (arena);
      priced = laurel_price (program, arena, &receipt, NULL, NULL, LAUREL_PRICE_PLAIN, NULL);
      g_assert_cmpint (priced->totals.discount, ==, in ? 500 : 0);
    }
}

/* Usage is found by leaf among that of many, known and unknown. */
static void
test_many_usages (void)
{
  g_autoptr (GString) children = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (LaurelProgram) program = NULL;
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  char                    names[40][8];
  LaurelUsage             usage[41] = { { .leaf = "gone", .count = 9 } };
  LaurelClientFacts       client = { .usage = usage, .n_usage = G_N_ELEMENTS (usage) };
  const LaurelReceiptLine line = { 1, "B", 1000, 100000, 0 };
  const LaurelReceipt     receipt = { .time = NOON, .lines = &line, .n_lines = 1 };
  const LaurelPriced     *priced = NULL;

  for (gint i = 0; i < 40; i++)
    {
      g_snprintf (names[i], sizeof names[i], "d%d", i);
      usage[i + 1] = (LaurelUsage){ .leaf = names[i], .count = i % 3 };
      g_string_append_printf (children,
                              "%s{'id':'d%d','kind':'discount','limits':{'per_client':2},"
                              "'reward':{'type':'amount','amount':1,'per':'line'}}",
                              i > 0 ? "," : "",
                              i);
    }

  text = g_strdup_printf (PROGRAM (DISCOUNTS ("%s")), children->str);
  program = compile (text);
  priced = laurel_price (program, arena, &receipt, &client, NULL, LAUREL_PRICE_PLAIN, NULL);
  g_assert_cmpint (priced->totals.discount, ==, 27);
}

/* Numbers of leaves that fall together in a table of a few. */
static void
test_usages_that_meet (void)
{
  static const LaurelUsage       usage[] = { { .leaf = "d16", .count = 1 },
                                             { .leaf = "d0", .count = 1 },
                                             { .leaf = "d8", .count = 1 } };
  static const LaurelClientFacts client = { .usage = usage, .n_usage = G_N_ELEMENTS (usage) };
  static const LaurelReceiptLine line = { 1, "B", 1000, 100000, 0 };
  static const LaurelReceipt     receipt = { .time = NOON, .lines = &line, .n_lines = 1 };

  g_autoptr (GString) children = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (LaurelProgram) program = NULL;
  g_autoptr (LaurelArena) arena = laurel_arena_new ();

  for (gint i = 0; i < 25; i++)
    g_string_append_printf (children,
                            "%s{'id':'d%d','kind':'discount','limits':{'once':true},"
                            "'reward':{'type':'amount','amount':1,'per':'line'}}",
                            i > 0 ? "," : "",
                            i);

  text = g_strdup_printf (PROGRAM (DISCOUNTS ("%s")), children->str);
  program = compile (text);
  g_assert_cmpint (laurel_price (program, arena, &receipt, &client, NULL, 0, NULL)->totals.discount,
                   ==,
                   22);
}

/* Two ids with one hash (FNV-1a, folded) are two ids. */
static void
test_ids_with_one_hash (void)
{
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  LaurelIdTable table = { 0 };

  laurel_id_table_init (&table, arena);
  g_assert_cmpuint (laurel_id_table_add (&table, "yiijsv"), ==, 0);
  g_assert_cmpuint (laurel_id_table_find (&table, "ktodoe"), ==, LAUREL_ID_NONE);
  g_assert_cmpuint (laurel_id_table_add (&table, "ktodoe"), ==, 1);
  g_assert_cmpuint (laurel_id_table_find (&table, "yiijsv"), ==, 0);
  g_assert_cmpuint (laurel_id_table_get_n (&table), ==, 2);
  laurel_id_table_clear (&table);
}

/* A segment that a client is said to be in twice is one segment. */
static void
test_segments_of_a_client (void)
{
  static const char *const       segments[] = { "z", "nobody", "c", "z", "a" };
  static const LaurelClientFacts client = { .segments = segments,
                                            .n_segments = G_N_ELEMENTS (segments) };
  static const LaurelReceiptLine line = { 1, "B", 1000, 100000, 0 };
  static const LaurelReceipt     receipt = { .time = NOON, .lines = &line, .n_lines = 1 };
  static const char              text[] = PROGRAM (
      DISCOUNTS (LEAF ("d",
                       "'when':{'type':'client_segment','ids':['a']},'reward':{'type':'percent','"
                                    "rate':100}") "," LEAF ("e",
                                               "'when':{'type':'client_segment','ids':['z','c']},"
                                                            "'reward':{'type':'percent','rate':100}")));

  g_autoptr (LaurelProgram) program = compile (text);
  g_autoptr (LaurelArena) arena = laurel_arena_new ();

  g_assert_cmpint (laurel_price (program, arena, &receipt, &client, NULL, 0, NULL)->totals.discount,
                   ==,
                   2000);
}

/* Without an explanation only what can fire is looked at; what is told then is told to nobody. */
static void
test_plain_finds_the_same (void)
{
  static const char       text[] = PROGRAM (LEVEL ("500") DISCOUNTS (LEAF (
      "future",
      "'when':{'type':'date','from':'2026-11-23'},"
            "'reward':{'type':'percent','rate':100}") "," LEAF ("past",
                                                          "'when':{'type':'date','to':'2026-11-"
                                                                "21'},"
                                                                "'reward':{'type':'percent','rate':"
                                                                "100}") "," LEAF ("now",
                                                                            "'when':{'type':'"
                                                                                  "date','from':'"
                                                                                  "2026-11-22','to':'"
                                                                                  "2026-11-22'},"
                                                                                  "'reward':{'type':'"
                                                                                  "percent','rate':"
                                                                                  "100}") "," LEAF ("poin"
                                                                                                    "ts",
                                                                                              "'rew"
                                                                                                    "ard'"
                                                                                                    ":{'"
                                                                                                    "type"
                                                                                                    "':'"
                                                                                                    "poin"
                                                                                                    "ts_"
                                                                                                    "perc"
                                                                                                    "ent'"
                                                                                                    ",'"
                                                                                                    "rate"
                                                                                                    "':"
                                                                                                    "1}") "," LEAF ("once",
                                                                                                              "'limits':{'once':true},'reward':{'type':'percent','rate':100}") ","
                                                                                                                                                                                     "{'id':'off','kind':'discount','enabled':false,'reward':{'type':'percent','rate':100}}"));
  const LaurelReceiptLine line = { 1, "B", 1000, 100000, 0 };
  const LaurelReceipt     receipt = { .time = NOON, .lines = &line, .n_lines = 1 };
  const LaurelClientFacts client = { .registered = TRUE };

  g_autoptr (LaurelProgram) program = compile (text);
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  const LaurelPriced *priced = laurel_price (program, arena, &receipt, NULL, NULL, 0, NULL);

  g_assert_cmpint (priced->totals.discount, ==, 1000);
  g_assert_cmpuint (priced->n_explain, ==, 0);

  priced = laurel_price (program, arena, &receipt, &client, NULL, 0, NULL);
  g_assert_cmpint (priced->totals.discount, ==, 2000);
}

/* Programs that do not agree with themselves. */

typedef struct
{
  const char *name;
  const char *program;
  const char *path;
} FaultRow;

#define POINTS "'reward':{'type':'points_percent','rate':1}"
#define MONEY  "'reward':{'type':'percent','rate':1}"

static const FaultRow fault_rows[] = {
  { "zone", PROGRAM (",'time_zone':'Moon/Tranquility'"), "/time_zone" },
  { "step",
    PROGRAM (",'points':{'money_per_point':3},'redemption':{'step':50}"),
    "/redemption/step" },
  { "level-twice",
    PROGRAM (",'levels':{'list':[{'id':'a'},{'id':'b'},{'id':'a'}]}"),
    "/levels/list/2/id" },
  { "level-of-a-test",
    PROGRAM (LEVEL ("1") ",'restrictions':[{'when':{'all':[{'not':{'type':'level',"
                         "'ids':['l1','l2']}}]},'forbid':['redeem']}]"),
    "/restrictions/0/when/all/0/not/ids/1" },
  { "id-twice",
    PROGRAM (DISCOUNTS (LEAF ("d", MONEY) "," LEAF ("d", MONEY))),
    "/discounts/children/1/id" },
  { "id-base", PROGRAM (DISCOUNTS (LEAF ("base", MONEY))), "/discounts/children/0/id" },
  { "id-rounding", PROGRAM (DISCOUNTS (LEAF ("rounding", MONEY))), "/discounts/children/0/id" },
  { "root-is-a-leaf",
    PROGRAM (",'discounts':{'id':'root','kind':'discount'," MONEY "}"),
    "/discounts/kind" },
  { "points-with-amount",
    PROGRAM (DISCOUNTS (LEAF ("d", "'max_amount':0," POINTS))),
    "/discounts/children/0/max_amount" },
  { "points-with-budget",
    PROGRAM (DISCOUNTS (LEAF ("d", "'limits':{'total_money':5}," POINTS))),
    "/discounts/children/0/limits/total_money" },
  { "points-keep-accrual",
    PROGRAM (DISCOUNTS (LEAF ("d", "'keeps_accrual':true," POINTS))),
    "/discounts/children/0/keeps_accrual" },
  { "multiplier-replaces",
    PROGRAM (DISCOUNTS (LEAF ("d",
                              "'replaces_base':true,"
                              "'reward':{'type':'points_multiplier','factor':200}"))),
    "/discounts/children/0/replaces_base" },
  { "referrer-replaces",
    PROGRAM (DISCOUNTS (LEAF ("d", "'replaces_base':true,'for_referrer':true," POINTS))),
    "/discounts/children/0/replaces_base" },
  { "points-between-units",
    PROGRAM (DISCOUNTS (LEAF ("d", "'reward':{'type':'points','points':150,'per':'line'}"))),
    "/discounts/children/0/reward/points" },
  { "money-replaces",
    PROGRAM (DISCOUNTS (LEAF ("d", "'replaces_base':true," MONEY))),
    "/discounts/children/0/replaces_base" },
  { "money-for-referrer",
    PROGRAM (DISCOUNTS (LEAF ("d", "'for_referrer':true," MONEY))),
    "/discounts/children/0/for_referrer" },
  { "lot-of-nothing", PROGRAM (",'server':{'lots':{'d':{}}}"), "/server/lots/d" },
  { "lot-of-money",
    PROGRAM (",'server':{'lots':{'d':{}}}" DISCOUNTS (LEAF ("d", MONEY))),
    "/server/lots/d" },
  { "lot-of-a-group",
    PROGRAM (",'server':{'lots':{'root':{}}}" DISCOUNTS (LEAF ("d", MONEY))),
    "/server/lots/root" },
};

static void
test_fault (gconstpointer data)
{
  const FaultRow *row = data;
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  LaurelProgramDraft *draft = read_draft (row->program, faults);

  g_assert_null (draft);
  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 1);
  g_assert_cmpstr (laurel_faults_get (faults, 0)->path, ==, row->path);
}

/* A draft that nobody checked does not compile; nor does a store of a zone that is not there. */
static void
test_no_program (void)
{
  g_autoptr (LaurelProgramDraft) draft = laurel_program_draft_new ();
  g_autoptr (LaurelCatalog) catalog = make_catalog ();
  g_autoptr (GError) error = NULL;
  const LaurelCatalogStore store = { .id = "S2", .time_zone = "Moon/Tranquility" };

  draft->terms.time_zone = "Moon/Tranquility";
  g_assert_null (laurel_program_compile (draft, catalog, 1, &error));
  g_assert_error (error, LAUREL_ENGINE_ERROR, LAUREL_ENGINE_ERROR_REFERENCE);
  g_clear_error (&error);

  draft->terms.time_zone = "Europe/Moscow";
  laurel_catalog_add_store (catalog, &store);
  g_assert_null (laurel_program_compile (draft, catalog, 1, &error));
  g_assert_error (error, LAUREL_ENGINE_ERROR, LAUREL_ENGINE_ERROR_REFERENCE);
}

static void
test_what_a_program_tells (void)
{
  g_autoptr (LaurelProgram) program = compile (PROGRAM (
      LEVEL ("700") ",'restrictions':[{'enabled':false,'forbid':['discount']}],"
                    "'server':{'operation_limits':[{'period':'day','count':5,"
                    "'mode':'hard'},{'period':'week','count':9,'mode':'soft'}]}" DISCOUNTS (
                        LEAF ("d", MONEY))));
  const LaurelProgramTerms *terms = laurel_program_get_terms (program);
  const LaurelReceiptLine   line = { 1, "B", 1000, 10000, 0 };
  const LaurelReceipt       receipt = { .time = NOON, .lines = &line, .n_lines = 1 };
  g_autoptr (LaurelArena) arena = laurel_arena_new ();

  g_assert_cmpint (laurel_program_get_version (program), ==, 7);
  g_assert_cmpint (laurel_program_get_level (program, "l1")->accrual, ==, 700);
  g_assert_null (laurel_program_get_level (program, "l2"));
  g_assert_cmpint (laurel_program_get_store_channel (program, "S1"), ==, LAUREL_CHANNEL_SITE);
  g_assert_cmpint (laurel_program_get_store_channel (program, "S9"), ==, LAUREL_CHANNEL_NONE);
  g_assert_cmpint (laurel_program_get_store_channel (program, NULL), ==, LAUREL_CHANNEL_NONE);
  g_assert_cmpuint (terms->n_operation_limits, ==, 2);
  g_assert_true (terms->operation_limits[0].hard);
  g_assert_cmpint (terms->operation_limits[1].count, ==, 9);

  /* A disabled restriction is not there. */
  g_assert_cmpint (laurel_price (program, arena, &receipt, NULL, NULL, 0, NULL)->totals.discount,
                   ==,
                   1);
}

/* Small things. */

static void
test_faults_are_kept_to_a_hundred (void)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();

  for (gint i = 0; i < 150; i++)
    laurel_faults_add (faults, "/a", LAUREL_FAULT_FORMAT, "fault %d", i);

  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 100);
  g_assert_cmpstr (laurel_faults_get (faults, 99)->message, ==, "fault 99");
}

static void
test_channels (void)
{
  static const char *const words[] = { "store", "site", "delivery", "showroom", "app", "phone" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpstr (laurel_channel_to_word (laurel_channel_from_word (words[i])), ==, words[i]);

  g_assert_null (laurel_channel_to_word (LAUREL_CHANNEL_NONE));
  g_assert_cmpint (laurel_channel_from_word ("pigeon"), ==, LAUREL_CHANNEL_NONE);
}

static void
test_nothing_is_freed (void)
{
  laurel_arena_free (NULL);
  laurel_catalog_free (NULL);
  laurel_faults_free (NULL);
  laurel_program_draft_free (NULL);
  laurel_program_unref (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (line_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/edges/line/%s", line_rows[i].name);

      g_test_add_data_func (path, &line_rows[i], test_line);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (points_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/edges/points/%s", points_rows[i].name);

      g_test_add_data_func (path, &points_rows[i], test_points);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/edges/fault/%s", fault_rows[i].name);

      g_test_add_data_func (path, &fault_rows[i], test_fault);
    }

  g_test_add_func ("/engine/edges/too-many-lines", test_too_many_lines);
  g_test_add_func ("/engine/edges/unknown-level", test_unknown_level);
  g_test_add_func ("/engine/edges/floor-beyond-numbers", test_floor_beyond_numbers);
  g_test_add_func ("/engine/edges/many-effects-and-offers", test_many_effects_and_offers);
  g_test_add_func ("/engine/edges/many-winners", test_many_winners);
  g_test_add_func ("/engine/edges/many-ids", test_many_ids);
  g_test_add_func ("/engine/edges/many-usages", test_many_usages);
  g_test_add_func ("/engine/edges/usages-that-meet", test_usages_that_meet);
  g_test_add_func ("/engine/edges/ids-with-one-hash", test_ids_with_one_hash);
  g_test_add_func ("/engine/edges/segments-of-a-client", test_segments_of_a_client);
  g_test_add_func ("/engine/edges/plain-finds-the-same", test_plain_finds_the_same);
  g_test_add_func ("/engine/edges/no-program", test_no_program);
  g_test_add_func ("/engine/edges/what-a-program-tells", test_what_a_program_tells);
  g_test_add_func ("/engine/edges/faults-are-kept-to-a-hundred", test_faults_are_kept_to_a_hundred);
  g_test_add_func ("/engine/edges/channels", test_channels);
  g_test_add_func ("/engine/edges/nothing-is-freed", test_nothing_is_freed);

  return g_test_run ();
}
