/* test-check.c - Check: one receipt, two programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "desktop/pages/laurel-check-lines.h"
#include "desktop/widgets/laurel-number-entry.h"
#include "tests/desktop/laurel-test-desk.h"

#define EVALUATE "/v1/program/evaluate"
#define JOURNAL  "/v1/journal/sales"

static guint
count_questions (LaurelTestDesk *desk)
{
  return laurel_fake_server_count (desk->server, EVALUATE);
}

static gboolean
asked_for (LaurelTestDesk *desk, const char *text)
{
  const char *body = laurel_fake_server_get_body (desk->server, EVALUATE);

  return body != NULL && strstr (body, text) != NULL;
}

static void
open_check (LaurelTestDesk *desk, int width, int height)
{
  laurel_test_desk_open (desk, "check", width, height);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Coffee beans “Ethiopia”, 250 g"));
  laurel_test_desk_settle (desk);
}

static GtkListBoxRow *
get_row (LaurelTestDesk *desk, int place)
{
  GtkWidget *lines = gtk_widget_get_first_child (laurel_test_desk_find (desk, "lines"));
  GtkWidget *list = laurel_test_ui_find_type (lines, GTK_TYPE_LIST_BOX);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), place);
}

/* The first entry of a line is its quantity. */
static GtkEditable *
get_quantity (LaurelTestDesk *desk, int place)
{
  GtkWidget *number =
      laurel_test_ui_find_type (GTK_WIDGET (get_row (desk, place)), LAUREL_TYPE_NUMBER_ENTRY);

  return GTK_EDITABLE (laurel_number_entry_get_entry (LAUREL_NUMBER_ENTRY (number)));
}

static void
test_last_receipt_is_there_at_once (LaurelTestDesk *desk, gconstpointer data)
{
  open_check (desk, 1400, 900);

  g_assert_true (asked_for (desk, "\"versions\":[41,\"draft\"]"));
  g_assert_true (asked_for (desk, "\"receipt\":{\"sale\":\"s1\"}"));
  g_assert_true (laurel_test_desk_shows (desk, "Program 41"));
  g_assert_true (laurel_test_desk_shows (desk, "₽3,163.40"));
  g_assert_true (laurel_test_desk_shows (desk, "₽2,984.90"));
  g_assert_true (laurel_test_desk_shows (desk, "−₽178.50 to pay"));
  g_assert_true (laurel_test_desk_shows (desk, "2 of 5 lines are priced differently"));
  g_assert_true (laurel_test_desk_shows (desk, "12 points fewer are earned"));
}

/* Many keys in a row are one question, and it is no longer about the sale, but goes by its facts.
 */
static void
test_an_edit_prices_again_once (LaurelTestDesk *desk, gconstpointer data)
{
  guint n_questions = 0;

  open_check (desk, 1400, 900);
  n_questions = count_questions (desk);

  gtk_editable_set_text (get_quantity (desk, 0), "2");
  gtk_editable_set_text (get_quantity (desk, 0), "2.5");
  gtk_editable_set_text (get_quantity (desk, 0), "3");
  laurel_test_wait_until (count_questions (desk) > n_questions);
  laurel_test_desk_settle (desk);
  g_assert_cmpuint (count_questions (desk), ==, n_questions + 1);

  g_assert_false (asked_for (desk, "\"sale\""));
  g_assert_true (asked_for (desk, "\"product\":\"P1\",\"quantity\":3000,\"price\":119000"));
  g_assert_true (asked_for (desk, "\"promo_codes\":[\"AUTUMN-7K2Q\"]"));
  g_assert_true (asked_for (desk, "\"redeem\":50000"));
  g_assert_true (asked_for (desk, "\"level\":\"silver\""));
  g_assert_true (asked_for (desk, "\"time\":\"2026-11-21T10:30:00+03:00\""));
}

/* An answer to an older question does not come in after the newer one. */
static void
test_an_edit_gives_the_question_before_up (LaurelTestDesk *desk, gconstpointer data)
{
  guint n_questions = 0;

  open_check (desk, 1400, 900);
  n_questions = count_questions (desk);
  laurel_fake_server_hold (desk->server, EVALUATE);
  gtk_editable_set_text (get_quantity (desk, 0), "2");
  laurel_test_wait_until (count_questions (desk) == n_questions + 1);
  gtk_editable_set_text (get_quantity (desk, 0), "4");
  laurel_test_wait_until (count_questions (desk) == n_questions + 2);
  laurel_fake_server_answer (desk->server, EVALUATE, 500, "failure");
  laurel_fake_server_release (desk->server);
  laurel_test_desk_settle (desk);
  g_assert_true (asked_for (desk, "\"quantity\":4000"));
  g_assert_false (gtk_widget_get_visible (laurel_test_desk_find (desk, "failure")));
}

static void
test_a_fault_stands_at_its_line (LaurelTestDesk *desk, gconstpointer data)
{
  open_check (desk, 1400, 900);
  laurel_fake_server_answer (desk->server, EVALUATE, 400, "line-fault");
  gtk_editable_set_text (get_quantity (desk, 1), "7");
  laurel_test_wait_until (gtk_widget_get_visible (laurel_test_desk_find (desk, "failure")));
  g_assert_nonnull (
      laurel_test_ui_find_text (GTK_WIDGET (get_row (desk, 1)), "must be at most 1000000000"));
  g_assert_null (
      laurel_test_ui_find_text (GTK_WIDGET (get_row (desk, 0)), "must be at most 1000000000"));

  /* Nothing that was typed is lost, and the next answer clears it. */
  laurel_fake_server_answer (desk->server, EVALUATE, 0, NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_quantity (desk, 1)), ==, "7");
  gtk_editable_set_text (get_quantity (desk, 1), "6");
  laurel_test_wait_until (!gtk_widget_get_visible (laurel_test_desk_find (desk, "failure")));
}

static void
test_why_says_what_became_of_each (LaurelTestDesk *desk, gconstpointer data)
{
  GtkWidget *left = NULL;
  GtkWidget *right = NULL;

  open_check (desk, 1400, 900);
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (get_row (desk, 1)))),
                           get_row (desk, 1));
  left = laurel_test_desk_find (desk, "why_left");
  right = laurel_test_desk_find (desk, "why_right");
  g_assert_nonnull (laurel_test_ui_find_text (left, "₽1,180.00 → ₽1,062.00"));
  g_assert_nonnull (laurel_test_ui_find_text (right, "₽1,180.00 → ₽1,003.00"));
  g_assert_nonnull (laurel_test_ui_find_text (left, "Displaced by “Autumn promo code”"));
  g_assert_nonnull (laurel_test_ui_find_text (left, "Not in: Program 41"));
  g_assert_nonnull (laurel_test_ui_find_text (right, "−₽60.00"));

  /* The same on both sides goes. */
  gtk_switch_set_active (GTK_SWITCH (laurel_test_desk_find (desk, "differences")), TRUE);
  g_assert_null (laurel_test_ui_find_text (left, "Displaced by “Autumn promo code”"));
  g_assert_nonnull (laurel_test_ui_find_text (left, "₽1,180.00 → ₽1,062.00"));
}

static void
test_lines_come_and_go (LaurelTestDesk *desk, gconstpointer data)
{
  open_check (desk, 1400, 900);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (laurel_window_get_page (desk->window)),
                                             "check.clear",
                                             NULL));
  laurel_test_wait_until (gtk_widget_get_visible (laurel_test_desk_find (desk, "empty")));
  g_assert_null (get_row (desk, 0));
  g_assert_false (gtk_widget_get_visible (laurel_test_desk_find (desk, "cards")));
}

static void
test_any_two_programs (LaurelTestDesk *desk, gconstpointer data)
{
  open_check (desk, 1400, 900);

  /* The draft, 41, 40, ... */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (laurel_test_desk_find (desk, "right_version")), 2);
  laurel_test_wait_until (asked_for (desk, "\"versions\":[41,40]"));
  g_assert_cmpstr (
      gtk_menu_button_get_label (GTK_MENU_BUTTON (laurel_test_desk_find (desk, "versions_button"))),
      ==,
      "41 and 40");
}

static void
test_a_receipt_leads_here (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_test_desk_open (desk, "sales", 1400, 900);
  g_signal_emit_by_name (laurel_window_get_page (desk->window), "open-receipt", "s1");
  laurel_test_desk_settle (desk);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (laurel_window_get_page (desk->window)),
                                             "receipt.check",
                                             NULL));
  laurel_test_wait_until (laurel_test_desk_shows (desk, "₽2,984.90"));
  g_assert_true (asked_for (desk, "\"receipt\":{\"sale\":\"s1\"}"));
  g_assert_true (laurel_test_desk_shows (desk, "Marina Sokolova, as then"));
}

/* A chain without a sale yet types its own. */
static void
test_an_empty_journal (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_fake_server_answer (desk->server, JOURNAL, 200, "empty");
  laurel_test_desk_open (desk, "check", 1024, 700);
  laurel_test_wait_until (gtk_widget_get_visible (laurel_test_desk_find (desk, "empty")));
  laurel_test_desk_settle (desk);
  g_assert_cmpuint (count_questions (desk), ==, 0);
}

typedef struct
{
  const char *name;
  const char *language;
  gboolean    dark;
  int         width;
  int         height;
} Picture;

static const Picture pictures[] = {
  { "check-en-light", "en", FALSE, 1400, 900 },
  { "check-ru-dark", "ru", TRUE, 1400, 900 },
};

/* What is worth a look, and too much to keep: LAUREL_TEST_PICTURES=FOLDER shows them. */
static const Picture looks[] = {
  { "check-ru-light-1024", "ru", FALSE, 1024, 700 },
  { "check-en-600", "en", FALSE, 600, 800 },
  { "check-ru-600", "ru", TRUE, 600, 800 },
};

static void
show (LaurelTestDesk *desk, const Picture *picture)
{
  laurel_test_ui_set_language (picture->language);
  laurel_test_ui_set_dark (picture->dark);
  open_check (desk, picture->width, picture->height);
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (get_row (desk, 1)))),
                           get_row (desk, 1));
  laurel_test_desk_settle (desk);
  laurel_test_desk_settle (desk);
}

static void
test_page_looks_as_it_did (LaurelTestDesk *desk, gconstpointer data)
{
  const Picture *picture = data;

  show (desk, picture);
  laurel_test_ui_assert_golden (GTK_WIDGET (desk->window), picture->name);
}

/* However narrow, the window keeps its size: nothing in it insists on more. */
static void
test_page_fits (LaurelTestDesk *desk, gconstpointer data)
{
  const Picture *picture = data;
  const char    *folder = g_getenv ("LAUREL_TEST_PICTURES");
  GtkRequisition minimum;

  show (desk, picture);

  if (folder != NULL)
    {
      g_autofree char *file = g_strdup_printf ("%s/%s.png", folder, picture->name);
      g_autoptr (GdkTexture) texture = laurel_test_ui_render (GTK_WIDGET (desk->window));

      g_assert_true (gdk_texture_save_to_png (texture, file));
    }

  gtk_widget_get_preferred_size (GTK_WIDGET (desk->window), &minimum, NULL);
  g_assert_cmpint (minimum.width, <=, picture->width);
  g_assert_cmpint (minimum.height, <=, 600);
}

static void
add (const char *name, gpointer test, gconstpointer data)
{
  g_autofree char *path = g_strconcat ("/desktop/check/", name, NULL);

  g_test_add (path,
              LaurelTestDesk,
              data,
              laurel_test_desk_set_up,
              test,
              laurel_test_desk_tear_down);
}

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);

  add ("last-receipt", test_last_receipt_is_there_at_once, NULL);
  add ("edit", test_an_edit_prices_again_once, NULL);
  add ("edit-again", test_an_edit_gives_the_question_before_up, NULL);
  add ("fault", test_a_fault_stands_at_its_line, NULL);
  add ("why", test_why_says_what_became_of_each, NULL);
  add ("lines", test_lines_come_and_go, NULL);
  add ("programs", test_any_two_programs, NULL);
  add ("from-receipt", test_a_receipt_leads_here, NULL);
  add ("empty-journal", test_an_empty_journal, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    add (pictures[i].name, test_page_looks_as_it_did, &pictures[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    add (looks[i].name, test_page_fits, &looks[i]);

  return g_test_run ();
}
