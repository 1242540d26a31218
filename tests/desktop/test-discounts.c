/* test-discounts.c - the pages of the draft: the tree of discounts, publishing, versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "desktop/models/laurel-draft-file.h"
#include "desktop/pages/laurel-change-list.h"
#include "desktop/pages/laurel-discount-tree.h"
#include "desktop/pages/laurel-node-cell.h"
#include "desktop/pages/laurel-publish-page.h"
#include "desktop/pages/laurel-table.h"
#include "desktop/widgets/laurel-filter-strip.h"
#include "desktop/widgets/laurel-node-editor.h"
#include "desktop/widgets/laurel-state-view.h"
#include "tests/desktop/laurel-test-desk.h"

#define DRAFT_PATH "/v1/program/draft"

/* With a sanitizer the stack of each allocation is walked by its frames. */
#ifdef __SANITIZE_ADDRESS__
#define LEAVES 1000
#define HITS   271
#else
#define LEAVES 10000
#define HITS   3439
#endif

static LaurelDraft *
get_draft (LaurelTestDesk *desk)
{
  return laurel_connection_get_draft (desk->connection);
}

static LaurelDocument *
get_document (LaurelTestDesk *desk)
{
  return laurel_draft_get_document (get_draft (desk));
}

static LaurelDiscountTree *
get_tree (LaurelTestDesk *desk)
{
  return LAUREL_DISCOUNT_TREE (laurel_test_desk_find (desk, "tree"));
}

static void
open_discounts (LaurelTestDesk *desk)
{
  laurel_test_desk_open (desk, "discounts", 1400, 900);
  laurel_test_wait_until (laurel_draft_get_state (get_draft (desk)) == LAUREL_DRAFT_SAVED);
}

static void
tear_down (LaurelTestDesk *desk, gconstpointer data)
{
  g_autofree char *address = g_strdup (laurel_fake_server_get_address (desk->server));

  laurel_test_desk_tear_down (desk, data);
  laurel_draft_file_remove (address);
}

static void
select_rows (LaurelTestDesk *desk, const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);

  laurel_discount_tree_select (get_tree (desk), (const char *const *) list);
}

static void
assert_selected (LaurelTestDesk *desk, const char *expected)
{
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (get_tree (desk));
  g_autofree char *text = g_strjoinv (" ", selected);

  g_assert_cmpstr (text, ==, expected);
}

static void
act (LaurelTestDesk *desk, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (laurel_window_get_page (desk->window)),
                                             action,
                                             NULL));
}

/* "goods: weekend-coffee third-half" */
static void
assert_children (LaurelTestDesk *desk, const char *group, const char *expected)
{
  const LaurelNode *node = laurel_document_find (get_document (desk), group);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < node->children->len; i++)
    g_string_append_printf (text,
                            "%s%s",
                            i > 0 ? " " : "",
                            ((LaurelNode *) g_ptr_array_index (node->children, i))->id);

  g_assert_cmpstr (text->str, ==, expected);
}

#define GOODS    "weekend-coffee third-half breakfast tea-month"
#define PERSONAL "birthday jubilee autumn"

/* === The tree ============================================================================= */

static void
test_shows_the_draft (LaurelTestDesk *desk, gconstpointer data)
{
  open_discounts (desk);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "₽5,310,284"));
  g_assert_true (laurel_test_desk_shows (desk, "14 discounts in 4 groups, 2 off"));
  g_assert_true (laurel_test_desk_shows (desk, "every 3rd, −50%"));
  g_assert_true (laurel_test_desk_shows (desk, "844,120 pts"));
  g_assert_cmpstr (laurel_page_get_subtitle (laurel_window_get_page (desk->window)),
                   ==,
                   "Draft, 3 changes since program 41");
}

static void
test_rows_are_moved_by_keys (LaurelTestDesk *desk, gconstpointer data)
{
  open_discounts (desk);
  select_rows (desk, "third-half");
  act (desk, "discounts.up");
  assert_children (desk, "goods", "third-half weekend-coffee breakfast tea-month");
  act (desk, "discounts.up");
  assert_children (desk, "goods", "third-half weekend-coffee breakfast tea-month");
  act (desk, "discounts.down");
  act (desk, "discounts.down");
  act (desk, "discounts.down");
  act (desk, "discounts.down");
  assert_children (desk, "goods", "weekend-coffee breakfast tea-month third-half");
  assert_selected (desk, "third-half");

  act (desk, "discounts.out");
  assert_children (desk, "root", "goods third-half personal online points ethiopia staff");
  act (desk, "discounts.into");
  assert_children (desk, "goods", "weekend-coffee breakfast tea-month third-half");
  assert_selected (desk, "third-half");

  /* All of it is undone one by one. */
  while (laurel_draft_can_undo (get_draft (desk)))
    act (desk, "discounts.undo");
  assert_children (desk, "goods", GOODS);
}

static void
test_several_rows_go_together (LaurelTestDesk *desk, gconstpointer data)
{
  open_discounts (desk);
  select_rows (desk, "birthday autumn");
  g_assert_true (laurel_test_desk_shows (desk, "2 selected"));

  act (desk, "discounts.disable");
  g_assert_false (laurel_document_find (get_document (desk), "birthday")->enabled);
  g_assert_false (laurel_document_find (get_document (desk), "autumn")->enabled);
  act (desk, "discounts.enable");
  g_assert_true (laurel_document_find (get_document (desk), "autumn")->enabled);

  act (desk, "discounts.duplicate");
  assert_children (desk, "personal", "birthday birthday-2 jubilee autumn promo-code-autumn");
  assert_selected (desk, "birthday-2 promo-code-autumn");
  g_assert_cmpstr (laurel_document_find (get_document (desk), "birthday-2")->name,
                   ==,
                   "Birthday (copy)");

  act (desk, "discounts.delete");
  assert_children (desk, "personal", PERSONAL);
  assert_selected (desk, "jubilee");
}

/* The button of the toast, too, leads here. */
static void
test_a_deletion_is_undone (LaurelTestDesk *desk, gconstpointer data)
{
  open_discounts (desk);
  select_rows (desk, "autumn");
  act (desk, "discounts.delete");
  assert_children (desk, "personal", "birthday jubilee");
  assert_selected (desk, "jubilee");
  laurel_test_wait_until (laurel_test_ui_find_text (GTK_WIDGET (desk->window),
                                                    "“Promo code “Autumn”” deleted") != NULL);
  laurel_page_undo (laurel_window_get_page (desk->window));
  assert_children (desk, "personal", PERSONAL);
}

/* The root is nobody's child: what would move or delete it does nothing. */
static void
test_the_root_stays (LaurelTestDesk *desk, gconstpointer data)
{
  g_autoptr (LaurelDocument) before = NULL;

  open_discounts (desk);
  before = laurel_document_ref (get_document (desk));
  select_rows (desk, "root");
  act (desk, "discounts.delete");
  act (desk, "discounts.up");
  act (desk, "discounts.out");
  act (desk, "discounts.into");
  act (desk, "discounts.duplicate");
  g_assert_true (get_document (desk) == before);
}

static void
test_new_ones_go_behind_the_selected (LaurelTestDesk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  open_discounts (desk);
  page = GTK_WIDGET (laurel_window_get_page (desk->window));
  select_rows (desk, "birthday");
  g_assert_true (gtk_widget_activate_action (page, "discounts.add", "s", "points_percent"));
  assert_children (desk, "personal", "birthday new-discount jubilee autumn");
  g_assert_cmpint (laurel_document_find (get_document (desk), "new-discount")->reward.kind,
                   ==,
                   LAUREL_REWARD_POINTS_PERCENT);
  assert_selected (desk, "new-discount");

  select_rows (desk, "online");
  g_assert_true (gtk_widget_activate_action (page, "discounts.add", "s", "group"));
  assert_children (desk, "online", "first-order pick-up new-group");
}

static void
test_renames_in_place (LaurelTestDesk *desk, gconstpointer data)
{
  GtkWidget *entry = NULL;

  open_discounts (desk);
  select_rows (desk, "birthday");
  laurel_test_desk_settle (desk);
  act (desk, "discounts.rename");
  entry = laurel_test_ui_find_type (GTK_WIDGET (get_tree (desk)), GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  Birthdays ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (laurel_document_find (get_document (desk), "birthday")->name, ==, "Birthdays");
  g_assert_null (laurel_test_ui_find_type (GTK_WIDGET (get_tree (desk)), GTK_TYPE_ENTRY));
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Birthdays"));
}

static void
test_a_search_keeps_the_groups (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelFilterStrip *strip = NULL;
  GtkWidget         *stack = NULL;

  open_discounts (desk);
  strip = LAUREL_FILTER_STRIP (laurel_test_desk_find (desk, "strip"));
  stack = laurel_test_desk_find (desk, "tree_stack");

  laurel_filter_strip_set_text (strip, "OF the");
  laurel_test_wait_until (laurel_discount_tree_get_n_hits (get_tree (desk)) == 2);
  laurel_test_desk_settle (desk);
  g_assert_true (laurel_test_desk_shows (desk, "Offers on goods"));
  g_assert_true (laurel_test_desk_shows (desk, "Tea of the month"));
  g_assert_false (laurel_test_desk_shows (desk, "Birthday"));

  /* Enter walks, and begins again. */
  for (guint i = 0; i < 2; i++)
    {
      g_signal_emit_by_name (strip, "search-activated");
      assert_selected (desk, "tea-month");
      g_signal_emit_by_name (strip, "search-activated");
      assert_selected (desk, "ethiopia");
    }

  laurel_filter_strip_set_text (strip, "nothing like it");
  laurel_test_wait_until (
      g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "nothing") == 0);
  laurel_filter_strip_set_text (strip, "");
  laurel_test_wait_until (
      g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "tree") == 0);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Birthday"));
}

typedef struct
{
  const char     *ids;
  const char     *target;
  double          share;
  LaurelDropPlace place;
  const char     *group; /* what is looked at after the drop, where there is one */
  const char     *children;
} DropRow;

static const DropRow drop_rows[] = {
  { "tea-month",
    "weekend-coffee",
    0.1,
    LAUREL_DROP_ABOVE,
    "goods",
    "tea-month weekend-coffee third-half breakfast" },
  { "weekend-coffee",
    "breakfast",
    0.9,
    LAUREL_DROP_BELOW,
    "goods",
    "third-half breakfast weekend-coffee tea-month" },
  { "staff", "personal", 0.5, LAUREL_DROP_INTO, "personal", "birthday jubilee autumn staff" },
  { "staff",
    "personal",
    0.1,
    LAUREL_DROP_ABOVE,
    "root",
    "goods staff personal online points ethiopia" },
  { "birthday autumn",
    "pick-up",
    0.2,
    LAUREL_DROP_ABOVE,
    "online",
    "first-order birthday autumn pick-up" },
  { "birthday",
    "root",
    0.1,
    LAUREL_DROP_INTO,
    "root",
    "goods personal online points ethiopia staff birthday" },
  { "goods", "weekend-coffee", 0.9, LAUREL_DROP_NOWHERE, NULL, NULL },
  { "goods", "goods", 0.5, LAUREL_DROP_NOWHERE, NULL, NULL },
  { "root", "personal", 0.5, LAUREL_DROP_NOWHERE, NULL, NULL },
};

static void
test_drops (LaurelTestDesk *desk, gconstpointer data)
{
  g_autoptr (LaurelDocument) before = NULL;

  open_discounts (desk);
  before = laurel_document_ref (get_document (desk));

  for (gsize i = 0; i < G_N_ELEMENTS (drop_rows); i++)
    {
      const DropRow *row = &drop_rows[i];
      g_auto (GStrv) ids = g_strsplit (row->ids, " ", -1);
      LaurelDropPlace place = laurel_discount_tree_find_place (get_tree (desk),
                                                               (const char *const *) ids,
                                                               row->target,
                                                               row->share);

      g_test_message ("%s on %s", row->ids, row->target);
      g_assert_cmpint (place, ==, row->place);

      if (place == LAUREL_DROP_NOWHERE)
        continue;

      laurel_discount_tree_drop (get_tree (desk), (const char *const *) ids, row->target, place);
      assert_children (desk, row->group, row->children);
      act (desk, "discounts.undo");
      g_assert_true (get_document (desk) == before);
    }
}

static void
test_sorted_rows_do_not_move (LaurelTestDesk *desk, gconstpointer data)
{
  static const char *const ids[] = { "tea-month", NULL };

  open_discounts (desk);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (laurel_test_desk_find (desk, "sort")), 1);
  g_assert_cmpint (laurel_discount_tree_find_place (get_tree (desk), ids, "personal", 0.5),
                   ==,
                   LAUREL_DROP_NOWHERE);
  select_rows (desk, "tea-month");
  act (desk, "discounts.up");
  assert_children (desk, "goods", GOODS);
  g_assert_true (gtk_widget_get_visible (laurel_test_desk_find (desk, "sort_hint")));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (laurel_test_desk_find (desk, "sort")), 0);
  act (desk, "discounts.up");
  assert_children (desk, "goods", "weekend-coffee third-half tea-month breakfast");
}

static void
test_the_pane_follows (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelNodeEditor *editor = NULL;
  GtkWidget        *stack = NULL;

  open_discounts (desk);
  editor = LAUREL_NODE_EDITOR (laurel_test_desk_find (desk, "editor"));
  stack = laurel_test_desk_find (desk, "pane_stack");

  select_rows (desk, "birthday");
  laurel_test_wait_until (g_strcmp0 (laurel_node_editor_get_node (editor), "birthday") == 0);
  select_rows (desk, "birthday jubilee");
  laurel_test_wait_until (
      g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "several") == 0);
  laurel_draft_select (get_draft (desk), "pick-up");
  laurel_test_wait_until (g_strcmp0 (laurel_node_editor_get_node (editor), "pick-up") == 0);
  assert_selected (desk, "pick-up");
}

static void
test_a_failure_can_be_retried (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelStateView *view = NULL;

  laurel_fake_server_answer (desk->server, DRAFT_PATH, 500, "failure");
  laurel_test_desk_open (desk, "discounts", 1400, 900);
  view = LAUREL_STATE_VIEW (laurel_test_desk_find (desk, "state_view"));
  laurel_test_wait_until (laurel_state_view_get_state (view) == LAUREL_STATE_ERROR);
  laurel_fake_server_answer (desk->server, DRAFT_PATH, 0, NULL);
  g_signal_emit_by_name (view, "retry");
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Weekend coffee"));
}

static void
test_an_empty_program_says_what_to_do (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelStateView *view = NULL;

  laurel_fake_server_set_draft (desk->server, "{\"format\":1}");
  open_discounts (desk);
  view = LAUREL_STATE_VIEW (laurel_test_desk_find (desk, "state_view"));
  laurel_test_wait_until (laurel_state_view_get_state (view) == LAUREL_STATE_EMPTY);
  g_signal_emit_by_name (view, "empty-activated");
  g_assert_cmpint (laurel_state_view_get_state (view), ==, LAUREL_STATE_CONTENT);
  assert_children (desk, "root", "new-discount");
}

static void
test_a_conflict_is_decided_by_the_person (LaurelTestDesk *desk, gconstpointer data)
{
  g_autofree char *theirs = NULL;
  GtkWidget       *bar = NULL;

  open_discounts (desk);
  bar = laurel_test_desk_find (desk, "conflict_bar");
  select_rows (desk, "birthday");
  act (desk, "discounts.delete");
  theirs = laurel_document_to_json (get_document (desk));
  act (desk, "discounts.undo");
  laurel_fake_server_set_draft (desk->server, theirs);
  select_rows (desk, "birthday");
  act (desk, "discounts.disable");
  act (desk, "discounts.save");
  laurel_test_wait_until (gtk_info_bar_get_revealed (GTK_INFO_BAR (bar)));
  laurel_test_ui_click (laurel_test_desk_find (desk, "take_theirs_button"));
  g_assert_false (gtk_info_bar_get_revealed (GTK_INFO_BAR (bar)));
  assert_children (desk, "personal", "jubilee autumn");
  act (desk, "discounts.undo");
  assert_children (desk, "personal", PERSONAL);
}

static void
test_an_analyst_only_looks (LaurelTestDesk *desk, gconstpointer data)
{
  static const char info[] =
      "{\"name\":\"Laurel\",\"version\":\"1\",\"chain\":\"Vesna\",\"program_version\":41,"
      "\"currency\":\"RUB\",\"time_zone\":\"Europe/Moscow\",\"demo\":false,"
      "\"user\":{\"login\":\"a\",\"name\":\"A\",\"role\":\"analyst\"}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (info, sizeof info - 1);

  laurel_fake_server_answer_bytes (desk->server, "/v1/server", bytes);
  open_discounts (desk);
  select_rows (desk, "birthday");
  act (desk, "discounts.delete");
  assert_children (desk, "personal", PERSONAL);
  g_assert_false (gtk_widget_get_visible (laurel_test_desk_find (desk, "add_box")));
}

/* === Ten thousand ========================================================================= */

static char *
write_large (void)
{
  GString *text = g_string_new ("{\"format\":1,\"discounts\":{\"id\":\"root\",\"kind\":\"group\","
                                "\"children\":[");

  for (guint i = 0; i < LEAVES / 100; i++)
    {
      g_string_append_printf (text,
                              "%s{\"id\":\"g%u\",\"kind\":\"group\",\"children\":[",
                              i > 0 ? "," : "",
                              i);

      for (guint j = 0; j < 100; j++)
        g_string_append_printf (text,
                                "%s{\"id\":\"d%u-%u\",\"name\":\"Discount %u\","
                                "\"kind\":\"discount\","
                                "\"reward\":{\"type\":\"percent\",\"rate\":%u}}",
                                j > 0 ? "," : "",
                                i,
                                j,
                                i * 100 + j,
                                j + 1);

      g_string_append (text, "]}");
    }

  g_string_append (text, "]}}");

  return g_string_free (text, FALSE);
}

/* Says how long a step took, with what is drawn after it; no test depends on it. */
static void
note (const char *what, gint64 *since)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_test_message ("%s: %" G_GINT64_FORMAT " ms", what, (g_get_monotonic_time () - *since) / 1000);
  *since = g_get_monotonic_time ();
}

static void
test_ten_thousand (LaurelTestDesk *desk, gconstpointer data)
{
  static const char *const moved[] = { "d5-50", NULL };
  g_autofree char         *text = write_large ();
  LaurelDiscountTree      *tree = NULL;
  gint64                   since = 0;

  laurel_fake_server_set_draft (desk->server, text);
  since = g_get_monotonic_time ();
  open_discounts (desk);
  tree = get_tree (desk);
  note ("open", &since);
  laurel_discount_tree_set_search (tree, "discount 9");
  note ("search", &since);
  g_assert_cmpuint (laurel_discount_tree_get_n_hits (tree), ==, HITS);
  laurel_discount_tree_set_search (tree, "");
  note ("search ends", &since);
  laurel_discount_tree_select (tree, moved);
  note ("select", &since);
  laurel_discount_tree_drop (tree, moved, "g0", LAUREL_DROP_INTO);
  note ("move", &since);
  assert_selected (desk, "d5-50");
  act (desk, "discounts.undo");
  note ("undo", &since);
  assert_selected (desk, "d5-50");
  laurel_draft_save (get_draft (desk));
  note ("save", &since);
}

/* === Publishing =========================================================================== */

static gboolean
may_publish (LaurelTestDesk *desk)
{
  return gtk_widget_get_sensitive (laurel_test_desk_find (desk, "publish_button"));
}

static void
open_publish (LaurelTestDesk *desk)
{
  open_discounts (desk);
  act (desk, "discounts.publish");
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Publish Program 42"));
}

static void
test_warnings_need_a_tick (LaurelTestDesk *desk, gconstpointer data)
{
  open_publish (desk);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "I have seen the warnings"));
  laurel_test_desk_settle (desk);
  g_assert_false (may_publish (desk));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (laurel_test_desk_find (desk, "accept_check")),
                               TRUE);
  g_assert_true (may_publish (desk));
}

static void
test_errors_keep_the_button_shut (LaurelTestDesk *desk, gconstpointer data)
{
  static const char check[] =
      "{\"revision\":7,\"errors\":[{\"path\":\"/discounts/children/1/children/0/reward/rate\","
      "\"code\":\"missing\",\"message\":\"is missing\"}],\"warnings\":[]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (check, sizeof check - 1);
  GtkWidget     *list = NULL;
  GtkListBoxRow *row = NULL;

  laurel_fake_server_answer_bytes (desk->server, "/v1/program/draft/check", bytes);
  open_publish (desk);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Birthday"));
  laurel_test_desk_settle (desk);
  g_assert_false (may_publish (desk));

  /* The error leads to its place. */
  list = laurel_test_desk_find (desk, "fault_list");
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);
  g_signal_emit_by_name (list, "row-activated", row);
  assert_selected (desk, "birthday");
}

static void
test_a_change_is_taken_back (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelChangeList *list = NULL;

  open_publish (desk);
  list = LAUREL_CHANGE_LIST (laurel_test_desk_find (desk, "changes"));
  laurel_test_wait_until (laurel_change_list_get_changes (list)->len == 3);
  g_signal_emit_by_name (list, "revert", 0);
  g_assert_cmpuint (laurel_change_list_get_changes (list)->len, ==, 2);
  laurel_page_undo (laurel_window_get_page (desk->window));
  g_assert_cmpuint (laurel_change_list_get_changes (list)->len, ==, 3);
}

static GtkWindow *
find_dialog (LaurelTestDesk *desk)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

static void
test_publishes (LaurelTestDesk *desk, gconstpointer data)
{
  GtkWindow *dialog = NULL;

  open_publish (desk);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "I have seen the warnings"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (laurel_test_desk_find (desk, "accept_check")),
                               TRUE);
  laurel_test_wait_until (may_publish (desk));
  act (desk, "publish.ask");
  laurel_test_wait_until (find_dialog (desk) != NULL);
  dialog = find_dialog (desk);
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "3 changes"));
  g_assert_cmpuint (laurel_fake_server_count (desk->server, "/v1/program/draft/publish"), ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "publish");
  laurel_test_wait_until (
      laurel_test_ui_find_text (GTK_WIDGET (desk->window), "Program 42 is in force") != NULL);
  g_assert_cmpuint (laurel_fake_server_count (desk->server, "/v1/program/draft/publish"), ==, 1);
  g_assert_cmpstr (laurel_page_get_title (laurel_window_get_page (desk->window)), ==, "Discounts");
}

static void
test_versions_are_compared_and_rolled_back (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelChangeList *list = NULL;
  LaurelTable      *table = NULL;
  GtkWidget        *restore = NULL;

  open_discounts (desk);
  laurel_page_open_program (laurel_window_get_page (desk->window), "versions");
  list = LAUREL_CHANGE_LIST (laurel_test_desk_find (desk, "changes"));
  table = LAUREL_TABLE (laurel_test_desk_find (desk, "table"));
  restore = laurel_test_desk_find (desk, "restore_button");

  /* What waits comes first, against the program in force. */
  laurel_test_wait_until (laurel_change_list_get_changes (list) != NULL);
  g_assert_cmpuint (laurel_change_list_get_changes (list)->len, ==, 3);
  g_assert_false (gtk_widget_get_visible (restore));
  g_assert_true (gtk_widget_get_visible (laurel_test_desk_find (desk, "approve_button")));

  laurel_table_select (table, 2);
  laurel_test_wait_until (gtk_widget_get_visible (restore));
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Put in Another Order · 1"));
  g_assert_true (laurel_test_desk_shows (desk, "Third for half the price"));

  laurel_table_select (table, 3);
  laurel_test_desk_settle (desk);
  act (desk, "versions.restore");
  laurel_test_wait_until (find_dialog (desk) != NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog (desk)), "act");
  laurel_test_wait_until (
      laurel_fake_server_count (desk->server, "/v1/program/versions/40/restore") == 1);
  laurel_test_wait_until (laurel_test_ui_find_text (GTK_WIDGET (desk->window), "Done") != NULL);
}

static void
add (const char *path, void (*test) (LaurelTestDesk *desk, gconstpointer data))
{
  g_test_add (path, LaurelTestDesk, NULL, laurel_test_desk_set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);

  add ("/discounts/shows-the-draft", test_shows_the_draft);
  add ("/discounts/moves-by-keys", test_rows_are_moved_by_keys);
  add ("/discounts/several-rows", test_several_rows_go_together);
  add ("/discounts/a-deletion-is-undone", test_a_deletion_is_undone);
  add ("/discounts/the-root-stays", test_the_root_stays);
  add ("/discounts/new-ones", test_new_ones_go_behind_the_selected);
  add ("/discounts/renames-in-place", test_renames_in_place);
  add ("/discounts/search", test_a_search_keeps_the_groups);
  add ("/discounts/drops", test_drops);
  add ("/discounts/sorted-rows-do-not-move", test_sorted_rows_do_not_move);
  add ("/discounts/the-pane-follows", test_the_pane_follows);
  add ("/discounts/failure", test_a_failure_can_be_retried);
  add ("/discounts/empty", test_an_empty_program_says_what_to_do);
  add ("/discounts/conflict", test_a_conflict_is_decided_by_the_person);
  add ("/discounts/analyst", test_an_analyst_only_looks);
  add ("/discounts/ten-thousand", test_ten_thousand);
  add ("/publish/warnings-need-a-tick", test_warnings_need_a_tick);
  add ("/publish/errors-keep-the-button-shut", test_errors_keep_the_button_shut);
  add ("/publish/a-change-is-taken-back", test_a_change_is_taken_back);
  add ("/publish/publishes", test_publishes);
  add ("/versions/compared-and-rolled-back", test_versions_are_compared_and_rolled_back);

  return g_test_run ();
}
