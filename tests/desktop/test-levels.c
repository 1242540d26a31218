/* test-levels.c - Levels and Points: worked examples, edits of levels, and the room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "desktop/models/laurel-examples.h"
#include "desktop/models/laurel-level-edits.h"
#include "desktop/pages/laurel-levels-page.h"
#include "desktop/pages/laurel-words-program.h"
#include "tests/desktop/laurel-test-desk.h"

#define MOVES "/v1/program/level-moves"

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

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

/* The sentences beside the rules, in both languages; the numbers are worked out by hand. */
static void
test_examples_in_words (void)
{
  g_autoptr (LaurelDocument) document = new_document ();
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 25, G_DATE_NOVEMBER, 2026);
  document->accrual.activation_days = 14;
  document->accrual.expiry = LAUREL_EXPIRY_INACTIVITY;
  document->accrual.expiry_days = 365;
  document->receipt_rounding = 1000;

  laurel_test_ui_set_language ("en");
  assert_text (laurel_words_accrual_example (document, &today),
               "A purchase of ₽2,000 at Friend gives 140 points, active on 9 December 2026.\n"
               "Start 100 · Friend 140 · Family 200");
  assert_text (laurel_words_redemption_example (document, &today),
               "A receipt of ₽2,000 can be paid with 1,000 points; ₽1,000.00 is left to pay.");
  assert_text (laurel_words_expiry_example (document, &today),
               "Points of a purchase of today can be spent from 9 December 2026 through "
               "25 November 2027.");
  assert_text (laurel_words_rounding_example (document, &today),
               "A receipt of ₽1,234.56 costs ₽1,230.00.");

  laurel_test_ui_set_language ("ru");
  assert_text (laurel_words_accrual_example (document, &today),
               "Покупка на 2\u00a0000\u00a0₽ на уровне «Friend» "
               "даёт баллов: 140. Их можно тратить "
               "с 9 декабря 2026.\nStart 100 · Friend 140 · Family 200");
  assert_text (
      laurel_words_redemption_example (document, &today),
      "В чеке на 2\u00a0000\u00a0₽ баллами можно оплатить 1\u00a0000, "
      "останется "
      "заплатить 1\u00a0000,00\u00a0₽.");
  laurel_test_ui_set_language ("en");

  /* Points that burn before anybody can spend them. */
  document->accrual.expiry_days = 5;
  assert_text (laurel_words_expiry_example (document, &today),
               "Points would burn before they can be spent: nobody would ever have any.");
}

static void
test_rules_in_words (void)
{
  g_autoptr (LaurelDocument) document = new_document ();
  LaurelRule *rule = add_rule (document, 3050);

  assert_text (laurel_words_redemption_rule (rule, NULL),
               "Points pay at most 30.5% of all products");
  rule->max_share = LAUREL_UNSET;
  assert_text (laurel_words_redemption_rule (rule, NULL), "Points pay at most … of all products");

  rule->target = laurel_target_new ();
  g_strfreev (rule->target->segments);
  rule->target->segments = g_strsplit ("tobacco", " ", -1);
  assert_text (laurel_words_restriction (rule, NULL), "“tobacco”: choose what is forbidden");
  rule->forbid_discount = TRUE;
  rule->forbid_redeem = TRUE;
  rule->forbid_accrue = TRUE;
  assert_text (laurel_words_restriction (rule, NULL), "“tobacco”: no discounts, no points");
}

/* === The room ================================================================================= */

static void
open_room (LaurelTestDesk *desk)
{
  laurel_test_desk_open (desk, "levels", 1400, 900);
  laurel_test_wait_until (
      laurel_draft_get_document (laurel_connection_get_draft (desk->connection)) != NULL);
  laurel_test_desk_settle (desk);
}

static const LaurelLevel *
get_level (LaurelTestDesk *desk, guint place)
{
  LaurelDraft *draft = laurel_connection_get_draft (desk->connection);

  return g_ptr_array_index (laurel_draft_get_document (draft)->levels, place);
}

static void
act (LaurelTestDesk *desk, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (laurel_window_get_page (desk->window)),
                                             action,
                                             NULL));
}

/* The entry below the page whose accessible name is not asked for: the first that shows @text. */
static GtkWidget *
find_entry (GtkWidget *root, const char *text)
{
  if (GTK_IS_ENTRY (root) && gtk_widget_get_mapped (root) &&
      g_str_equal (gtk_editable_get_text (GTK_EDITABLE (root)), text))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
type_into (LaurelTestDesk *desk, const char *before, const char *text)
{
  GtkWidget *entry = find_entry (GTK_WIDGET (laurel_window_get_page (desk->window)), before);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* Typing is one undo, counts who moves once, and takes what people type. */
static void
test_a_threshold_is_typed (LaurelTestDesk *desk, gconstpointer data)
{
  open_room (desk);
  g_assert_cmpuint (laurel_fake_server_count (desk->server, MOVES), ==, 0);

  type_into (desk, "50,000", "4");
  type_into (desk, "4", "45 000");
  type_into (desk, "45 000", "45 000,50");
  g_assert_cmpint (get_level (desk, 1)->threshold, ==, 4500050);
  laurel_test_wait_until (
      laurel_test_desk_shows (desk, "382 clients move up, 12 clients move down"));
  g_assert_cmpuint (laurel_fake_server_count (desk->server, MOVES), ==, 1);
  g_assert_nonnull (
      strstr (laurel_fake_server_get_body (desk->server, MOVES), "\"threshold\":4500050"));

  act (desk, "levels.undo");
  g_assert_cmpint (get_level (desk, 1)->threshold, ==, 5000000);
  laurel_test_wait_until (
      !laurel_test_desk_shows (desk, "382 clients move up, 12 clients move down"));
  act (desk, "levels.redo");
  g_assert_cmpint (get_level (desk, 1)->threshold, ==, 4500050);
}

static void
test_nonsense_changes_nothing (LaurelTestDesk *desk, gconstpointer data)
{
  open_room (desk);
  type_into (desk, "50,000", "fifty");
  g_assert_cmpint (get_level (desk, 1)->threshold, ==, 5000000);
  g_assert_true (gtk_widget_has_css_class (
      find_entry (GTK_WIDGET (laurel_window_get_page (desk->window)), "fifty"),
      "error"));
}

static void
test_levels_are_added_and_named (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelDraft *draft = NULL;

  open_room (desk);
  draft = laurel_connection_get_draft (desk->connection);
  laurel_test_ui_click (
      laurel_test_ui_find_text (GTK_WIDGET (laurel_window_get_page (desk->window)),
                                "_Add a Level"));
  g_assert_cmpuint (laurel_draft_get_document (draft)->levels->len, ==, 4);
  type_into (desk, "New Level", "Platinum");
  g_assert_cmpstr (get_level (desk, 3)->name, ==, "Platinum");
  g_assert_cmpint (get_level (desk, 3)->threshold, ==, 15000000);
  act (desk, "levels.undo");
  act (desk, "levels.undo");
  g_assert_cmpuint (laurel_draft_get_document (draft)->levels->len, ==, 3);
  g_assert_null (find_entry (GTK_WIDGET (laurel_window_get_page (desk->window)), "Platinum"));
}

/* Choosing what kind of days are meant does not leave the other kind's number. */
static void
test_expiry_keeps_its_days_sensible (LaurelTestDesk *desk, gconstpointer data)
{
  const LaurelDocument *document = NULL;

  open_room (desk);
  laurel_levels_page_show_tab (LAUREL_LEVELS_PAGE (laurel_window_get_page (desk->window)),
                               "expiry");
  laurel_test_desk_settle (desk);
  for (guint i = 0; i < 2; i++)
    {
      const char *title = i == 0 ? "At the End of the Year" : "Some Days after They Became Active";
      GtkWidget  *row = gtk_widget_get_ancestor (
          laurel_test_ui_find_text (GTK_WIDGET (laurel_window_get_page (desk->window)), title),
          ADW_TYPE_ACTION_ROW);

      adw_action_row_activate (ADW_ACTION_ROW (row));
      document = laurel_draft_get_document (laurel_connection_get_draft (desk->connection));
      g_assert_cmpint (document->accrual.expiry,
                       ==,
                       i == 0 ? LAUREL_EXPIRY_END_OF_YEAR : LAUREL_EXPIRY_DAYS);
      g_assert_cmpint (document->accrual.expiry_days, ==, i == 0 ? 0 : 365);
    }
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
  laurel_test_wait_until (
      laurel_draft_get_document (laurel_connection_get_draft (desk->connection)) != NULL);
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
add (const char *name, gpointer test)
{
  g_autofree char *path = g_strconcat ("/desktop/levels/", name, NULL);

  g_test_add (path,
              LaurelTestDesk,
              NULL,
              laurel_test_desk_set_up,
              test,
              laurel_test_desk_tear_down);
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
  g_test_add_func ("/desktop/levels/examples", test_examples_in_words);
  g_test_add_func ("/desktop/levels/rules", test_rules_in_words);
  add ("threshold", test_a_threshold_is_typed);
  add ("nonsense", test_nonsense_changes_nothing);
  add ("add", test_levels_are_added_and_named);
  add ("expiry-days", test_expiry_keeps_its_days_sensible);
  add_pictures ("pictures", pictures, G_N_ELEMENTS (pictures), test_page_looks_as_it_did);
  add_pictures ("fits", looks, G_N_ELEMENTS (looks), test_page_fits);

  return g_test_run ();
}
