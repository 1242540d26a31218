/* test-widgets.c - tiles, the period picker, the filter strip, states, sums and columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-column.h"
#include "desktop/widgets/laurel-filter-strip.h"
#include "desktop/widgets/laurel-period-picker.h"
#include "desktop/widgets/laurel-state-view.h"
#include "desktop/widgets/laurel-sums-bar.h"
#include "desktop/widgets/laurel-tile.h"
#include "tests/desktop/laurel-test-ui.h"
#include "tests/desktop/widgets/laurel-test-charts.h"

#include <string.h>

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_a_tile_says_how_it_differs (void)
{
  static const struct
  {
    LaurelTileSense sense;
    gint64          before;
    const char     *note;
    const char     *css_class;
  } rows[] = {
    { LAUREL_TILE_MORE_IS_GOOD, 39908, "▲ 1,962 more", "gain" },
    { LAUREL_TILE_MORE_IS_BAD, 39908, "▲ 1,962 more", "loss" },
    { LAUREL_TILE_MORE_IS_NEITHER, 39908, "▲ 1,962 more", "dim-label" },
    { LAUREL_TILE_MORE_IS_GOOD, 41871, "▼ 1 less", "loss" },
    { LAUREL_TILE_MORE_IS_GOOD, 41870, "Same as before", "dim-label" },
  };
  GtkWidget  *tile = g_object_ref_sink (laurel_tile_new ("Receipts"));
  GtkWidget  *note = laurel_test_ui_find (tile, "note_label");
  LaurelTile *self = LAUREL_TILE (tile);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      laurel_tile_show (self, LAUREL_VALUE_COUNT, 41870, &rows[i].before, rows[i].sense);
      g_assert_cmpstr (laurel_tile_get_value (self), ==, "41,870");
      g_assert_cmpstr (laurel_tile_get_note (self), ==, rows[i].note);
      g_assert_true (gtk_widget_has_css_class (note, rows[i].css_class));
    }

  laurel_tile_show (self, LAUREL_VALUE_COUNT, 41870, NULL, LAUREL_TILE_MORE_IS_GOOD);
  g_assert_cmpstr (laurel_tile_get_note (self), ==, "No earlier period");
  g_assert_false (gtk_widget_has_css_class (note, "gain"));
  g_assert_finalize_object (tile);
}

static void
test_a_tile_is_a_button_that_reads_itself (void)
{
  GtkWidget *tile = laurel_tile_new ("Receipts");
  GtkWidget *plain = laurel_tile_new_plain ("Pending");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWindow *window = NULL;
  guint      n_clicks = 0;

  laurel_tile_set_value (LAUREL_TILE (tile), "41,870");
  laurel_tile_set_note (LAUREL_TILE (tile), "▲ 1,962 more", LAUREL_TILE_GAIN);
  g_signal_connect_swapped (tile, "clicked", G_CALLBACK (count_cb), &n_clicks);
  gtk_box_append (GTK_BOX (box), tile);
  gtk_box_append (GTK_BOX (box), plain);
  window = laurel_test_ui_show (box, 500, 100);

  gtk_widget_activate (tile);
  laurel_test_wait_until (n_clicks == 1);
  gtk_test_accessible_assert_role (tile, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (tile,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Receipts, 41,870, ▲ 1,962 more");
  gtk_test_accessible_assert_role (plain, GTK_ACCESSIBLE_ROLE_GROUP);
  g_assert_false (gtk_widget_get_focusable (plain));

  laurel_test_ui_destroy (window);
}

static void
assert_whole (GtkWidget *root, const char *text)
{
  GtkWidget *label = laurel_test_ui_find_text (root, text);

  g_assert_nonnull (label);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
}

static void
test_numbers_are_never_cut (void)
{
  static const LaurelSum sums[] = { { "Paid for everything", "₽43,204,118.60" },
                                    { "Discounts of all kinds", "−₽2,481,902.10" } };
  g_autoptr (LaurelChartData) course = laurel_test_charts_course ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *tile = laurel_tile_new ("Turnover");
  GtkWidget *bar = laurel_sums_bar_new ();
  GtkWindow *window = NULL;

  laurel_tile_set_value (LAUREL_TILE (tile), "₽84,236,510");
  laurel_tile_set_spark (LAUREL_TILE (tile), course);
  laurel_sums_bar_set_total (LAUREL_SUMS_BAR (bar),
                             "21,412 receipts of all stores",
                             sums,
                             G_N_ELEMENTS (sums));
  gtk_widget_set_halign (tile, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), tile);
  gtk_box_append (GTK_BOX (box), bar);
  window = laurel_test_ui_show (box, 1, 1);

  assert_whole (box, "₽84,236,510");
  assert_whole (box, "₽43,204,118.60");
  assert_whole (box, "−₽2,481,902.10");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <, 400);

  laurel_test_ui_destroy (window);
}

static void
test_one_choice_is_one_notification (void)
{
  GtkWidget          *picker = g_object_ref_sink (laurel_period_picker_new ());
  LaurelPeriodPicker *self = LAUREL_PERIOD_PICKER (picker);
  guint               n_notified = 0;

  g_signal_connect_swapped (picker, "notify::period", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpint (laurel_period_picker_get_period (self), ==, LAUREL_PERIOD_MONTH);

  laurel_test_ui_click (laurel_test_ui_find (picker, "quarter_button"));
  g_assert_cmpint (laurel_period_picker_get_period (self), ==, LAUREL_PERIOD_QUARTER);
  g_assert_cmpuint (n_notified, ==, 1);

  laurel_period_picker_set_period (self, LAUREL_PERIOD_QUARTER);
  g_assert_cmpuint (n_notified, ==, 1);

  laurel_period_picker_set_period (self, LAUREL_PERIOD_TODAY);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (laurel_test_ui_find (picker, "today_button"))));

  g_assert_finalize_object (picker);
}

static const char *
visible_page (GtkWidget *view)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (laurel_test_ui_find (view, "stack")));
}

static void
test_each_state_has_a_way_out (void)
{
  GtkWidget       *view = laurel_state_view_new (gtk_label_new ("Rows"));
  LaurelStateView *self = LAUREL_STATE_VIEW (view);
  GtkWindow       *window = laurel_test_ui_show (view, 640, 480);
  guint            n_retries = 0;
  guint            n_clears = 0;
  guint            n_empty = 0;

  g_signal_connect_swapped (view, "retry", G_CALLBACK (count_cb), &n_retries);
  g_signal_connect_swapped (view, "clear-filters", G_CALLBACK (count_cb), &n_clears);
  g_signal_connect_swapped (view, "empty-activated", G_CALLBACK (count_cb), &n_empty);
  g_assert_cmpstr (visible_page (view), ==, "loading");

  laurel_state_view_show_error (self, "The server <b>is</b> away & silent", "GET /v1/clients: 503");
  g_assert_cmpint (laurel_state_view_get_state (self), ==, LAUREL_STATE_ERROR);
  g_assert_nonnull (laurel_test_ui_find_text (view, "The server <b>is</b> away & silent"));
  laurel_test_ui_click (laurel_test_ui_find (view, "retry_button"));
  g_assert_cmpuint (n_retries, ==, 1);
  g_assert_true (gtk_widget_get_visible (laurel_test_ui_find (view, "details_expander")));
  laurel_state_view_show_error (self, "Away", NULL);
  g_assert_false (gtk_widget_get_visible (laurel_test_ui_find (view, "details_expander")));

  laurel_state_view_set_state (self, LAUREL_STATE_NOTHING_FOUND);
  laurel_test_ui_click (laurel_test_ui_find_text (view, "_Clear Filters"));
  g_assert_cmpuint (n_clears, ==, 1);

  laurel_state_view_set_empty (self,
                               "system-users-symbolic",
                               "No Clients Yet",
                               "Clients appear here & there",
                               "_Import…");
  laurel_state_view_set_state (self, LAUREL_STATE_EMPTY);
  g_assert_nonnull (laurel_test_ui_find_text (view, "Clients appear here & there"));
  laurel_test_ui_click (laurel_test_ui_find (view, "empty_button"));
  g_assert_cmpuint (n_empty, ==, 1);

  laurel_state_view_set_state (self, LAUREL_STATE_CONTENT);
  g_assert_cmpstr (visible_page (view), ==, "content");
  g_assert_nonnull (laurel_test_ui_find_text (view, "Rows"));

  laurel_test_ui_destroy (window);
}

static void
test_grey_lines_wait_a_moment (void)
{
  GtkWidget *view = laurel_state_view_new (NULL);
  GtkWidget *skeleton = laurel_test_ui_find (view, "skeleton");
  GtkWindow *window = NULL;

  g_assert_cmpfloat (gtk_widget_get_opacity (skeleton), ==, 0);
  window = laurel_test_ui_show (view, 320, 240);
  laurel_test_wait_until (gtk_widget_get_opacity (skeleton) > 0.99);

  laurel_state_view_set_state (LAUREL_STATE_VIEW (view), LAUREL_STATE_CONTENT);
  laurel_state_view_set_state (LAUREL_STATE_VIEW (view), LAUREL_STATE_LOADING);
  g_assert_cmpfloat (gtk_widget_get_opacity (skeleton), ==, 0);

  laurel_test_ui_destroy (window);
}

static void
test_a_state_view_takes_its_child_from_a_file (void)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GObject *view = NULL;
  GObject *child = NULL;

  g_type_ensure (LAUREL_TYPE_STATE_VIEW);
  builder = gtk_builder_new_from_string ("<interface><object class='LaurelStateView' id='view'>"
                                         "<property name='empty-title'>No Sales</property>"
                                         "<child><object class='GtkLabel' id='child'/></child>"
                                         "</object></interface>",
                                         -1);
  view = gtk_builder_get_object (builder, "view");
  child = gtk_builder_get_object (builder, "child");
  g_assert_true (laurel_state_view_get_child (LAUREL_STATE_VIEW (view)) == GTK_WIDGET (child));
}

typedef struct
{
  GtkWidget         *widget;
  LaurelFilterStrip *strip;
  GtkWindow         *window;
  char              *last;
  guint              n_searches;
} StripFixture;

static void
remember_cb (LaurelFilterStrip *strip, const char *id, gpointer user_data)
{
  StripFixture    *fixture = user_data;
  const char      *what = g_object_get_data (G_OBJECT (strip), "what");
  g_autofree char *text = g_strdup_printf ("%s%s", what != NULL ? what : "", id);

  g_free (fixture->last);
  fixture->last = g_steal_pointer (&text);
}

static void
strip_set_up (StripFixture *fixture, gconstpointer unused)
{
  fixture->widget = laurel_filter_strip_new ("Receipt, card, phone, client");
  fixture->strip = LAUREL_FILTER_STRIP (fixture->widget);
  laurel_filter_strip_add_filter (fixture->strip, "store", "Store", "mark-location-symbolic");
  laurel_filter_strip_add_filter (fixture->strip, "date", "Дата", "x-office-calendar-symbolic");
  g_signal_connect_swapped (fixture->strip,
                            "search-changed",
                            G_CALLBACK (count_cb),
                            &fixture->n_searches);
  fixture->window = laurel_test_ui_show (fixture->widget, 700, 60);
}

static void
strip_tear_down (StripFixture *fixture, gconstpointer unused)
{
  laurel_test_ui_destroy (fixture->window);
  g_clear_pointer (&fixture->last, g_free);
}

static void
test_chips_come_change_and_go (StripFixture *fixture, gconstpointer unused)
{
  LaurelFilterStrip *strip = fixture->strip;
  GtkWidget         *chip = NULL;

  g_signal_connect (strip, "chip-clicked", G_CALLBACK (remember_cb), fixture);
  laurel_filter_strip_set_chip (strip, "date", "1–22 Nov");
  laurel_filter_strip_set_chip (strip, "store", "Moscow");
  laurel_filter_strip_set_chip (strip, "date", "23 Oct – 22 Nov");
  g_assert_cmpuint (laurel_filter_strip_get_n_chips (strip), ==, 2);
  g_assert_null (laurel_test_ui_find_text (fixture->widget, "1–22 Nov"));

  laurel_test_ui_click (laurel_test_ui_find_text (fixture->widget, "23 Oct – 22 Nov"));
  g_assert_cmpstr (fixture->last, ==, "date");

  chip = laurel_filter_strip_get_anchor (strip, "date");
  gtk_test_accessible_assert_property (gtk_widget_get_last_child (chip),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Remove Filter “23 Oct – 22 Nov”");
  g_signal_connect (strip, "chip-removed", G_CALLBACK (remember_cb), fixture);
  g_object_set_data (G_OBJECT (strip), "what", (gpointer) "removed ");
  laurel_test_ui_click (gtk_widget_get_last_child (chip));
  g_assert_cmpstr (fixture->last, ==, "removed date");
  g_assert_false (laurel_filter_strip_has_chip (strip, "date"));
  g_assert_true (laurel_filter_strip_has_chip (strip, "store"));

  laurel_filter_strip_clear (strip);
  g_assert_cmpuint (laurel_filter_strip_get_n_chips (strip), ==, 0);
  g_assert_cmpstr (fixture->last, ==, "removed date");
}

static void
test_searching_waits_for_the_last_key (StripFixture *fixture, gconstpointer unused)
{
  GtkEditable *entry = GTK_EDITABLE (laurel_test_ui_find (fixture->widget, "search_entry"));
  int          position = 0;

  gtk_editable_insert_text (entry, "а", -1, &position);
  gtk_editable_insert_text (entry, "нн", -1, &position);
  gtk_editable_insert_text (entry, "а", -1, &position);
  g_assert_cmpuint (fixture->n_searches, ==, 0);
  laurel_test_wait_until (fixture->n_searches > 0);
  laurel_test_ui_idle (200);
  g_assert_cmpuint (fixture->n_searches, ==, 1);
  g_assert_cmpstr (laurel_filter_strip_get_text (fixture->strip), ==, "анна");
}

static void
test_another_text_is_one_search (StripFixture *fixture, gconstpointer unused)
{
  laurel_filter_strip_set_text (fixture->strip, "анна");
  laurel_filter_strip_set_text (fixture->strip, "пётр");
  laurel_filter_strip_set_text (fixture->strip, "пётр");
  laurel_test_wait_until (fixture->n_searches > 0);
  laurel_test_ui_idle (200);
  g_assert_cmpuint (fixture->n_searches, ==, 1);

  laurel_filter_strip_clear (fixture->strip);
  g_assert_cmpuint (fixture->n_searches, ==, 2);
}

static void
test_enter_takes_the_first_filter_that_fits (StripFixture *fixture, gconstpointer unused)
{
  GtkWidget *button = laurel_test_ui_find (fixture->widget, "filter_button");
  GtkWidget *entry = NULL;

  g_signal_connect (fixture->strip, "filter-chosen", G_CALLBACK (remember_cb), fixture);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  entry = laurel_test_ui_find (button, "filter_entry");
  laurel_test_wait_until (gtk_widget_get_mapped (entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "даТ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (fixture->last, ==, "date");
  laurel_test_wait_until (!gtk_widget_get_mapped (entry));
}

static void
test_a_selection_replaces_the_total (void)
{
  static const LaurelSum total[] = { { "Paid", "₽43,204,118.60" }, { "Points", "+1,618,204" } };
  static const LaurelSum some[] = { { "Paid", "₽12.00" } };
  GtkWidget             *bar = laurel_sums_bar_new ();
  LaurelSumsBar         *self = LAUREL_SUMS_BAR (bar);
  GtkWindow             *window = laurel_test_ui_show (bar, 600, 40);

  laurel_sums_bar_set_total (self, "21,412 receipts", total, G_N_ELEMENTS (total));
  g_assert_nonnull (laurel_test_ui_find_text (bar, "₽43,204,118.60"));

  laurel_sums_bar_set_selection (self, "12 selected", some, G_N_ELEMENTS (some));
  g_assert_null (laurel_test_ui_find_text (bar, "₽43,204,118.60"));
  g_assert_nonnull (laurel_test_ui_find_text (bar, "12 selected"));

  /* A total that arrives meanwhile waits behind the selection. */
  laurel_sums_bar_set_total (self, "21,413 receipts", total, G_N_ELEMENTS (total));
  g_assert_null (laurel_test_ui_find_text (bar, "21,413 receipts"));

  laurel_sums_bar_set_selection (self, NULL, NULL, 0);
  g_assert_null (laurel_test_ui_find_text (bar, "12 selected"));
  g_assert_nonnull (laurel_test_ui_find_text (bar, "21,413 receipts"));

  laurel_test_ui_destroy (window);
}

static char *
describe_points (gpointer item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (GTK_STRING_OBJECT (item));

  return g_strdup (strcmp (text, "Alyev T. R.") == 0 ? LAUREL_FORMAT_NOTHING : user_data);
}

static GtkWidget *
new_table (void)
{
  static const char *const names[] = { "Sokolova M. I.", "Alyev T. R.", "Vasin O. P.", NULL };
  GtkStringList           *list = gtk_string_list_new (names);
  GtkSingleSelection      *selection = gtk_single_selection_new (G_LIST_MODEL (list));
  GtkWidget               *view = gtk_column_view_new (GTK_SELECTION_MODEL (selection));
  GtkColumnView           *table = GTK_COLUMN_VIEW (view);

  gtk_widget_add_css_class (view, "dense");
  gtk_column_view_set_show_row_separators (table, TRUE);
  laurel_column_append (table,
                        laurel_column_new_for_property ("Client",
                                                        LAUREL_COLUMN_TEXT,
                                                        GTK_TYPE_STRING_OBJECT,
                                                        "string"),
                        -1,
                        TRUE);
  laurel_column_append (table,
                        laurel_column_new_for_func ("Points",
                                                    LAUREL_COLUMN_NUMBER,
                                                    describe_points,
                                                    g_strdup ("+92"),
                                                    g_free),
                        140,
                        FALSE);

  return view;
}

/* The label in the header over the column at @position. */
static GtkLabel *
header_label (GtkWidget *view, guint position)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  while (position-- > 0)
    title = gtk_widget_get_next_sibling (title);

  return GTK_LABEL (laurel_test_ui_find_type (title, GTK_TYPE_LABEL));
}

static void
test_numbers_and_their_header_stand_at_the_right (void)
{
  GtkWidget     *view = new_table ();
  GtkColumnView *table = GTK_COLUMN_VIEW (view);
  GtkWindow     *window = laurel_test_ui_show (view, 400, 160);
  g_autoptr (GtkColumnViewColumn) points =
      g_list_model_get_item (gtk_column_view_get_columns (table), 1);
  GtkWidget *dash = laurel_test_ui_find_text (view, LAUREL_FORMAT_NOTHING);
  GtkWidget *header = NULL;

  laurel_test_wait_until (gtk_label_get_xalign (header_label (view, 1)) > 0.9f);
  g_assert_cmpfloat (gtk_label_get_xalign (header_label (view, 0)), <, 0.1f);
  g_assert_nonnull (dash);
  g_assert_cmpfloat (gtk_label_get_xalign (GTK_LABEL (dash)), >, 0.9f);
  g_assert_true (gtk_widget_has_css_class (dash, "dim-label"));
  g_assert_false (gtk_widget_has_css_class (laurel_test_ui_find_text (view, "+92"), "dim-label"));

  /* The first place: its header is made anew, and is aligned again. */
  gtk_column_view_insert_column (table, 0, points);
  laurel_test_wait_until (gtk_label_get_xalign (header_label (view, 0)) > 0.9f);
  g_assert_cmpstr (gtk_label_get_text (header_label (view, 0)), ==, "Points");
  laurel_test_wait_until (gtk_label_get_xalign (header_label (view, 1)) < 0.1f);

  /* A hidden column keeps its header out of sight, and no other takes its side. */
  gtk_column_view_column_set_visible (points, FALSE);
  laurel_test_ui_idle (50);
  g_assert_cmpfloat (gtk_label_get_xalign (header_label (view, 1)), <, 0.1f);
  gtk_column_view_column_set_visible (points, TRUE);
  laurel_test_ui_idle (50);
  g_assert_cmpfloat (gtk_label_get_xalign (header_label (view, 0)), >, 0.9f);

  /* One that was taken out and comes back to the first place has its header at the end. */
  gtk_column_view_remove_column (table, points);
  laurel_test_ui_idle (50);
  gtk_column_view_insert_column (table, 0, points);
  header = gtk_widget_get_first_child (view);
  laurel_test_wait_until (laurel_test_ui_find_text (header, "Points") != NULL);
  laurel_test_wait_until (
      gtk_label_get_xalign (GTK_LABEL (laurel_test_ui_find_text (header, "Points"))) > 0.9f);

  laurel_test_ui_destroy (window);
}

static void
test_cells_follow_their_rows (void)
{
  GtkWidget         *view = new_table ();
  GtkWindow         *window = laurel_test_ui_show (view, 400, 160);
  GtkSelectionModel *selection = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
  GtkStringList     *list =
      GTK_STRING_LIST (gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection)));

  g_assert_nonnull (laurel_test_ui_find_text (view, "Vasin O. P."));
  gtk_string_list_remove (list, 2);
  gtk_string_list_append (list, "Orlov P. V.");
  laurel_test_wait_until (laurel_test_ui_find_text (view, "Orlov P. V.") != NULL);
  g_assert_null (laurel_test_ui_find_text (view, "Vasin O. P."));

  laurel_test_ui_destroy (window);
}

static GtkWidget *
new_tile (const char     *caption,
          LaurelValueKind kind,
          gint64          now,
          gint64          before,
          LaurelTileSense sense)
{
  GtkWidget *tile = laurel_tile_new (caption);
  g_autoptr (LaurelChartData) course = laurel_test_charts_course ();

  laurel_tile_show (LAUREL_TILE (tile), kind, now, &before, sense);
  laurel_tile_set_spark (LAUREL_TILE (tile), course);
  gtk_widget_set_hexpand (tile, TRUE);

  return tile;
}

static GtkWidget *
new_tiles (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *meter = laurel_tile_new_plain ("Purchases for All Time");

  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  laurel_tile_set_value (LAUREL_TILE (meter), "₽72,416");
  laurel_tile_set_fraction (LAUREL_TILE (meter), 0.72);
  laurel_tile_set_note (LAUREL_TILE (meter), "₽27,584 left to Gold", LAUREL_TILE_NEUTRAL);
  gtk_box_append (
      GTK_BOX (box),
      new_tile ("Turnover", LAUREL_VALUE_MONEY, 8423651000, 7811811000, LAUREL_TILE_MORE_IS_GOOD));
  gtk_box_append (
      GTK_BOX (box),
      new_tile ("Receipts with a Card", LAUREL_VALUE_SHARE, 7140, 7220, LAUREL_TILE_MORE_IS_GOOD));
  gtk_box_append (GTK_BOX (box),
                  new_tile ("Points Issued",
                            LAUREL_VALUE_POINTS,
                            3164820,
                            2960705,
                            LAUREL_TILE_MORE_IS_NEITHER));
  gtk_box_append (GTK_BOX (box), meter);

  return box;
}

/* The parts of a list page, one under the other. */
static GtkWidget *
new_gallery (void)
{
  static const LaurelSum sums[] = {
    { "Paid", "₽43,204,118.60" },
    { "Discounts", "−₽2,481,902.10" },
    { "Points", "+1,618,204" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picker = laurel_period_picker_new ();
  GtkWidget *strip = laurel_filter_strip_new ("Receipt, card, phone, client");
  GtkWidget *table = new_table ();
  GtkWidget *bar = laurel_sums_bar_new ();
  GtkWidget *columns = gtk_button_new_from_icon_name ("view-list-bullet-symbolic");

  gtk_widget_add_css_class (columns, "flat");
  gtk_widget_set_halign (picker, GTK_ALIGN_START);
  gtk_widget_set_margin_top (picker, 6);
  gtk_widget_set_margin_start (picker, 18);
  laurel_filter_strip_add_filter (LAUREL_FILTER_STRIP (strip),
                                  "store",
                                  "Store",
                                  "mark-location-symbolic");
  laurel_filter_strip_set_chip (LAUREL_FILTER_STRIP (strip), "date", "23 Oct – 22 Nov");
  laurel_filter_strip_set_chip (LAUREL_FILTER_STRIP (strip), "store", "Moscow stores");
  laurel_filter_strip_set_end_widget (LAUREL_FILTER_STRIP (strip), columns);
  laurel_sums_bar_set_total (LAUREL_SUMS_BAR (bar), "21,412 receipts", sums, G_N_ELEMENTS (sums));
  gtk_widget_set_vexpand (table, TRUE);

  gtk_box_append (GTK_BOX (box), picker);
  gtk_box_append (GTK_BOX (box), new_tiles ());
  gtk_box_append (GTK_BOX (box), strip);
  gtk_box_append (GTK_BOX (box), table);
  gtk_box_append (GTK_BOX (box), bar);

  return box;
}

static void
test_the_widgets_look_right (gconstpointer name)
{
  gboolean   russian = strstr (name, "-ru-") != NULL;
  GtkWindow *window = NULL;

  laurel_test_ui_set_language (russian ? "ru" : "en");
  laurel_test_ui_set_dark (g_str_has_suffix (name, "-dark"));
  window = laurel_test_ui_show (new_gallery (), 1000, 400);
  gtk_window_set_focus (window, NULL);
  laurel_test_ui_assert_golden (GTK_WIDGET (window), name);
  laurel_test_ui_destroy (window);
  laurel_test_ui_set_dark (FALSE);
  laurel_test_ui_set_language ("en");
}

static void
test_an_error_looks_right (void)
{
  GtkWidget *view = laurel_state_view_new (NULL);
  GtkWindow *window = NULL;

  laurel_state_view_show_error (LAUREL_STATE_VIEW (view),
                                "The server does not answer. Nothing is lost.",
                                "GET /v1/clients: 503");
  window = laurel_test_ui_show (view, 480, 400);
  gtk_window_set_focus (window, NULL);
  laurel_test_ui_assert_golden (GTK_WIDGET (window), "state-error");
  laurel_test_ui_destroy (window);
}

int
main (int argc, char **argv)
{
  laurel_test_ui_init (&argc, &argv);

  g_test_add_func ("/tile/difference", test_a_tile_says_how_it_differs);
  g_test_add_func ("/tile/button", test_a_tile_is_a_button_that_reads_itself);
  g_test_add_func ("/widgets/numbers", test_numbers_are_never_cut);
  g_test_add_func ("/period-picker/choice", test_one_choice_is_one_notification);
  g_test_add_func ("/state-view/ways-out", test_each_state_has_a_way_out);
  g_test_add_func ("/state-view/skeleton", test_grey_lines_wait_a_moment);
  g_test_add_func ("/state-view/builder", test_a_state_view_takes_its_child_from_a_file);
  g_test_add ("/filter-strip/chips",
              StripFixture,
              NULL,
              strip_set_up,
              test_chips_come_change_and_go,
              strip_tear_down);
  g_test_add ("/filter-strip/search",
              StripFixture,
              NULL,
              strip_set_up,
              test_searching_waits_for_the_last_key,
              strip_tear_down);
  g_test_add ("/filter-strip/another-text",
              StripFixture,
              NULL,
              strip_set_up,
              test_another_text_is_one_search,
              strip_tear_down);
  g_test_add ("/filter-strip/popover",
              StripFixture,
              NULL,
              strip_set_up,
              test_enter_takes_the_first_filter_that_fits,
              strip_tear_down);
  g_test_add_func ("/sums-bar/selection", test_a_selection_replaces_the_total);
  g_test_add_func ("/column/alignment", test_numbers_and_their_header_stand_at_the_right);
  g_test_add_func ("/column/rows", test_cells_follow_their_rows);
  g_test_add_data_func ("/widgets/picture-en-light",
                        "widgets-en-light",
                        test_the_widgets_look_right);
  g_test_add_data_func ("/widgets/picture-ru-dark", "widgets-ru-dark", test_the_widgets_look_right);
  g_test_add_func ("/widgets/picture-error", test_an_error_looks_right);

  return g_test_run ();
}
