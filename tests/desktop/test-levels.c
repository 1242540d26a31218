/* test-levels.c - Levels and Points: worked examples, edits of levels, and the room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-examples.h"
#include "desktop/models/laurel-level-edits.h"
#include "desktop/pages/laurel-levels-page.h"
#include "tests/desktop/laurel-test-desk.h"

/* The program of engine.md, 2: 5, 7 and 10 % by lifetime purchases. */
static LaurelDocument *
new_document (void)
{
  static const struct
  {
    const char *id;
    const char *name;
    gint64      threshold;
    gint64      accrual;
  } levels[] = {
    { "start", "Start", 0, 500 },
    { "friend", "Friend", 5000000, 700 },
    { "family", "Family", 10000000, 1000 },
  };
  LaurelDocument *document = laurel_document_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      LaurelLevel *level = laurel_level_new (levels[i].id);

      level->name = g_strdup (levels[i].name);
      level->threshold = levels[i].threshold;
      level->accrual = levels[i].accrual;
      level->order = (gint64) i;
      g_ptr_array_add (document->levels, level);
    }

  return document;
}

/* Worked out by hand from engine.md, 3.7. */
static void
test_points_are_rounded_as_the_program_says (void)
{
  static const struct
  {
    gint64             paid;
    gint64             accrual;
    gint64             money_per_point;
    gint64             unit;
    LaurelRoundingMode mode;
    gint64             points;
  } rows[] = {
    /* ₽2,000 at 7 % are 140 points. */
    { 200000, 700, 100, 100, LAUREL_ROUNDING_DOWN, 14000 },
    /* ₽199.90 at 5 % are 9.995 points. */
    { 19990, 500, 100, 100, LAUREL_ROUNDING_DOWN, 900 },
    { 19990, 500, 100, 100, LAUREL_ROUNDING_HALF_UP, 1000 },
    { 19990, 500, 100, 100, LAUREL_ROUNDING_UP, 1000 },
    { 19990, 500, 100, 1, LAUREL_ROUNDING_DOWN, 999 },
    { 19990, 500, 100, 1, LAUREL_ROUNDING_HALF_UP, 1000 },
    /* ₽190 at 5 % are 9.5 points: the half is the border. */
    { 19000, 500, 100, 100, LAUREL_ROUNDING_HALF_UP, 1000 },
    { 18999, 500, 100, 100, LAUREL_ROUNDING_HALF_UP, 900 },
    /* In tens: 140 points are, 149 are not 150. */
    { 200000, 700, 100, 1000, LAUREL_ROUNDING_UP, 14000 },
    { 214000, 700, 100, 1000, LAUREL_ROUNDING_DOWN, 14000 },
    { 214000, 700, 100, 1000, LAUREL_ROUNDING_UP, 15000 },
    /* A point is worth ₽2: half as many. */
    { 200000, 700, 200, 100, LAUREL_ROUNDING_DOWN, 7000 },
    { 0, 700, 100, 100, LAUREL_ROUNDING_UP, 0 },
    /* The largest receipt of engine.md, 1, at its largest rate. */
    { G_GINT64_CONSTANT (100000000000000),
      10000,
      100,
      100,
      LAUREL_ROUNDING_DOWN,
      G_GINT64_CONSTANT (100000000000000) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LaurelDocument) document = new_document ();

      document->money_per_point = rows[i].money_per_point;
      document->accrual.rounding_unit = rows[i].unit;
      document->accrual.rounding_mode = rows[i].mode;
      g_assert_cmpint (laurel_examples_points (document, rows[i].accrual, rows[i].paid),
                       ==,
                       rows[i].points);
    }
}

static LaurelRule *
add_rule (LaurelDocument *document, gint64 share)
{
  LaurelRule *rule = laurel_rule_new ();

  rule->max_share = share;
  g_ptr_array_add (document->redemption.rules, rule);

  return rule;
}

/* engine.md, 3.5. */
static void
test_redeemable_follows_the_rules (void)
{
  g_autoptr (LaurelDocument) document = new_document ();
  LaurelRule  *rule = NULL;
  LaurelLevel *family = g_ptr_array_index (document->levels, 2);

  /* Half of ₽2,000. */
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 200000), ==, 100000);
  /* Half of ₽199.99 is ₽99.99: 99 points. */
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 19999), ==, 9900);
  /* In steps of 10 points: 90. */
  document->redemption.step = 1000;
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 19999), ==, 9000);
  document->redemption.step = 100;

  /* A level with a share of its own. */
  family->max_share = 7000;
  g_assert_cmpint (laurel_examples_redeemable (document, family, 200000), ==, 140000);

  /* The whole receipt, but for the kopeck that keeps a line paid; with a step of one point ₽1. */
  document->redemption.max_share = 10000;
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 200000), ==, 199900);
  document->redemption.min_payable_per_line = 0;
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 200000), ==, 200000);
  document->redemption.min_payable_per_line = 50000;
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 200000), ==, 150000);
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 40000), ==, 0);
  document->redemption.min_payable_per_line = 1;

  /* Rules that ask for something do not fit; the first that asks nothing does. */
  rule = add_rule (document, 1000);
  rule->when = laurel_condition_new (LAUREL_CONDITION_REGISTERED);
  rule = add_rule (document, 3000);
  rule->enabled = FALSE;
  add_rule (document, 2500);
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 200000), ==, 50000);

  /* Too small a receipt, too few points. */
  document->redemption.min_receipt = 200001;
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 200000), ==, 0);
  document->redemption.min_receipt = 200000;
  document->redemption.min_points = 50000;
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 200000), ==, 50000);
  document->redemption.min_points = 50001;
  g_assert_cmpint (laurel_examples_redeemable (document, NULL, 200000), ==, 0);
}

static void
test_receipts_are_rounded_down (void)
{
  g_autoptr (LaurelDocument) document = new_document ();

  g_assert_cmpint (laurel_examples_rounding (document, 123456), ==, 0);
  document->receipt_rounding = 100;
  g_assert_cmpint (laurel_examples_rounding (document, 123456), ==, 56);
  document->receipt_rounding = 1000;
  g_assert_cmpint (laurel_examples_rounding (document, 123456), ==, 456);
  /* A receipt smaller than the step stays. */
  g_assert_cmpint (laurel_examples_rounding (document, 999), ==, 0);
}

static void
assert_date (const GDate *date, guint day, guint month, guint year)
{
  g_assert_cmpuint (g_date_get_day (date), ==, day);
  g_assert_cmpuint (g_date_get_month (date), ==, month);
  g_assert_cmpuint (g_date_get_year (date), ==, year);
}

/* points.md, 2. */
static void
test_dates_are_those_of_the_ledger (void)
{
  static const struct
  {
    LaurelExpiryKind kind;
    gint64           days;
    guint            day, month, year;
  } rows[] = {
    /* The first day is 9 December 2026; 30 days after it through the end of the last. */
    { LAUREL_EXPIRY_DAYS, 30, 9, 1, 2027 },
    { LAUREL_EXPIRY_DAYS, 0, 10, 12, 2026 },
    { LAUREL_EXPIRY_END_OF_MONTH, 0, 1, 1, 2027 },
    { LAUREL_EXPIRY_END_OF_MONTH, 10, 11, 1, 2027 },
    { LAUREL_EXPIRY_END_OF_QUARTER, 0, 1, 1, 2027 },
    { LAUREL_EXPIRY_END_OF_YEAR, 31, 1, 2, 2027 },
    /* From the purchase, not from the first day. */
    { LAUREL_EXPIRY_INACTIVITY, 365, 26, 11, 2027 },
  };
  g_autoptr (LaurelDocument) document = new_document ();
  GDate sale;
  GDate date;

  g_date_clear (&sale, 1);
  g_date_set_dmy (&sale, 25, G_DATE_NOVEMBER, 2026);
  document->accrual.activation_days = 14;
  laurel_examples_active_on (document, &sale, &date);
  assert_date (&date, 9, 12, 2026);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      document->accrual.expiry = rows[i].kind;
      document->accrual.expiry_days = rows[i].days;
      g_assert_true (laurel_examples_burn_on (document, &sale, &date));
      assert_date (&date, rows[i].day, rows[i].month, rows[i].year);
    }

  document->accrual.expiry = LAUREL_EXPIRY_NONE;
  g_assert_false (laurel_examples_burn_on (document, &sale, &date));

  /* The middle of a quarter, and a leap day. */
  document->accrual.activation_days = 0;
  document->accrual.expiry = LAUREL_EXPIRY_END_OF_QUARTER;
  document->accrual.expiry_days = 0;
  g_date_set_dmy (&sale, 29, G_DATE_FEBRUARY, 2028);
  g_assert_true (laurel_examples_burn_on (document, &sale, &date));
  assert_date (&date, 1, 4, 2028);
}

static void
test_levels_keep_their_order (void)
{
  g_autoptr (LaurelDocument) document = new_document ();
  LaurelLevel *level = NULL;

  laurel_level_edits_add (document, "Gold");
  level = g_ptr_array_index (document->levels, 3);
  g_assert_cmpstr (level->id, ==, "level-4");
  g_assert_cmpstr (level->name, ==, "Gold");
  g_assert_cmpint (level->threshold, ==, 15000000);
  g_assert_cmpint (level->accrual, ==, 1000);
  g_assert_cmpint (level->order, ==, 3);

  laurel_level_edits_copy (document, 0, "Start (copy)");
  level = g_ptr_array_index (document->levels, 1);
  g_assert_cmpstr (level->id, ==, "level-5");
  g_assert_cmpint (level->accrual, ==, 500);
  g_assert_cmpint (laurel_level_edits_find_disorder (document), ==, -1);

  laurel_level_edits_move (document, 4, 0);
  g_assert_cmpstr (((LaurelLevel *) g_ptr_array_index (document->levels, 0))->name, ==, "Gold");
  g_assert_cmpint (laurel_level_edits_find_disorder (document), ==, 1);

  for (guint i = 0; i < document->levels->len; i++)
    g_assert_cmpint (((LaurelLevel *) g_ptr_array_index (document->levels, i))->order, ==, i);
}

static LaurelCondition *
new_level_condition (const char *first, const char *second)
{
  const char      *ids[] = { first, second, NULL };
  LaurelCondition *condition = laurel_condition_new (LAUREL_CONDITION_LEVEL);

  g_strfreev (condition->ids);
  condition->ids = g_strdupv ((GStrv) ids);

  return condition;
}

static LaurelNode *
new_discount (const char *id, LaurelCondition *when)
{
  LaurelNode *node = laurel_node_new_discount (id, LAUREL_REWARD_PERCENT);

  node->reward.rate = 1000;
  laurel_node_take_when (node, when);

  return node;
}

/* A condition that loses its only level does not open its discount to everybody. */
static void
test_a_level_goes_with_its_conditions (void)
{
  g_autoptr (LaurelDocument) before = new_document ();
  g_autoptr (LaurelDocument) document = NULL;
  LaurelNode       *root = laurel_node_copy (before->root);
  LaurelNode       *untouched = new_discount ("a", new_level_condition ("start", NULL));
  LaurelCondition  *nested = laurel_condition_new (LAUREL_CONDITION_ALL);
  LaurelCondition  *inner = laurel_condition_new (LAUREL_CONDITION_NOT);
  LaurelRule       *rule = add_rule (before, 1000);
  LaurelLevelTraces traces = { 0 };
  const LaurelNode *found = NULL;

  g_ptr_array_add (inner->children, new_level_condition ("friend", NULL));
  g_ptr_array_add (nested->children, laurel_condition_new (LAUREL_CONDITION_REGISTERED));
  g_ptr_array_add (nested->children, inner);
  g_ptr_array_add (root->children, untouched);
  g_ptr_array_add (root->children, new_discount ("b", new_level_condition ("start", "friend")));
  g_ptr_array_add (root->children, new_discount ("c", nested));
  laurel_document_take_root (before, root);
  rule->when = new_level_condition ("friend", NULL);

  document = laurel_document_copy (before);
  laurel_level_edits_remove (document, 1, &traces);
  g_assert_cmpuint (traces.conditions, ==, 3);
  g_assert_cmpuint (traces.alone, ==, 2);
  g_assert_cmpuint (document->levels->len, ==, 2);
  g_assert_null (laurel_document_find_level (document, "friend"));

  g_assert_true (laurel_document_find (document, "a") == untouched);
  found = laurel_document_find (document, "b");
  g_assert_cmpuint (g_strv_length (found->when->ids), ==, 1);
  g_assert_cmpstr (found->when->ids[0], ==, "start");
  found = laurel_document_find (document, "c");
  inner = g_ptr_array_index (found->when->children, 1);
  g_assert_cmpint (inner->kind, ==, LAUREL_CONDITION_NOT);
  inner = g_ptr_array_index (inner->children, 0);
  g_assert_cmpuint (g_strv_length (inner->ids), ==, 0);
  rule = g_ptr_array_index (document->redemption.rules, 0);
  g_assert_cmpuint (g_strv_length (rule->when->ids), ==, 0);

  /* What undo goes back to is as it was. */
  g_assert_nonnull (laurel_document_find_level (before, "friend"));
  found = laurel_document_find (before, "b");
  g_assert_cmpuint (g_strv_length (found->when->ids), ==, 2);
}

typedef struct
{
  const char *name;
  const char *tab;
  const char *language;
  gboolean    dark;
  int         width;
  int         height;
} Picture;

static const Picture pictures[] = {
  { "levels-en-light", "levels", "en", FALSE, 1400, 900 },
  { "levels-ru-dark", "levels", "ru", TRUE, 1400, 900 },
  { "redemption-en-light", "redemption", "en", FALSE, 1400, 900 },
  { "accrual-ru-light", "accrual", "ru", FALSE, 1024, 700 },
  { "expiry-en-light", "expiry", "en", FALSE, 1024, 700 },
};

/* What is worth a look, and too much to keep: LAUREL_TEST_PICTURES=FOLDER shows them. */
static const Picture looks[] = {
  { "levels-ru-600", "levels", "ru", FALSE, 600, 800 },
  { "redemption-ru-600", "redemption", "ru", FALSE, 600, 800 },
  { "accrual-en-600", "accrual", "en", TRUE, 600, 800 },
  { "expiry-ru-1024", "expiry", "ru", TRUE, 1024, 700 },
  { "limits-ru-1024", "limits", "ru", FALSE, 1024, 700 },
  { "restrictions-ru-1024", "restrictions", "ru", FALSE, 1024, 700 },
  { "restrictions-en-600", "restrictions", "en", FALSE, 600, 800 },
};

static void
open_tab (LaurelTestDesk *desk, const Picture *picture)
{
  laurel_test_ui_set_language (picture->language);
  laurel_test_ui_set_dark (picture->dark);
  laurel_test_desk_open (desk, "levels", picture->width, picture->height);
  laurel_levels_page_show_tab (LAUREL_LEVELS_PAGE (laurel_window_get_page (desk->window)),
                               picture->tab);
  laurel_test_wait_until (laurel_draft_get_document (
                              laurel_connection_get_draft (desk->connection)) != NULL);
  laurel_test_desk_settle (desk);
  laurel_test_desk_settle (desk);
}

static void
test_page_looks_as_it_did (LaurelTestDesk *desk, gconstpointer data)
{
  const Picture *picture = data;

  open_tab (desk, picture);
  laurel_test_ui_assert_golden (GTK_WIDGET (desk->window), picture->name);
}

/* However narrow, the window keeps its size: nothing in it insists on more. */
static void
test_page_fits (LaurelTestDesk *desk, gconstpointer data)
{
  const Picture *picture = data;
  const char    *folder = g_getenv ("LAUREL_TEST_PICTURES");
  GtkRequisition minimum;

  open_tab (desk, picture);
  gtk_widget_get_preferred_size (GTK_WIDGET (desk->window), &minimum, NULL);
  g_assert_cmpint (minimum.width, <=, 480);
  g_assert_cmpint (minimum.height, <=, 600);

  if (folder != NULL)
    {
      g_autofree char *file = g_strdup_printf ("%s/%s.png", folder, picture->name);
      g_autoptr (GdkTexture) texture = laurel_test_ui_render (GTK_WIDGET (desk->window));

      g_assert_true (gdk_texture_save_to_png (texture, file));
    }
}

static void
add_pictures (const char *prefix, const Picture *list, gsize n, gpointer test)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/desktop/levels/%s/%s", prefix, list[i].name);

      g_test_add (path,
                  LaurelTestDesk,
                  &list[i],
                  laurel_test_desk_set_up,
                  test,
                  laurel_test_desk_tear_down);
    }
}

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);

  g_test_add_func ("/desktop/levels/points", test_points_are_rounded_as_the_program_says);
  g_test_add_func ("/desktop/levels/redeemable", test_redeemable_follows_the_rules);
  g_test_add_func ("/desktop/levels/receipts", test_receipts_are_rounded_down);
  g_test_add_func ("/desktop/levels/dates", test_dates_are_those_of_the_ledger);
  g_test_add_func ("/desktop/levels/order", test_levels_keep_their_order);
  g_test_add_func ("/desktop/levels/remove", test_a_level_goes_with_its_conditions);
  add_pictures ("pictures", pictures, G_N_ELEMENTS (pictures), test_page_looks_as_it_did);
  add_pictures ("fits", looks, G_N_ELEMENTS (looks), test_page_fits);

  return g_test_run ();
}
