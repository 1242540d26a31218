/* test-node-editor.c - the editor of a discount, with a draft from a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-condition-editor.h"
#include "desktop/widgets/laurel-node-editor.h"
#include "desktop/widgets/laurel-number-entry.h"
#include "desktop/widgets/laurel-reward-editor.h"
#include "desktop/widgets/laurel-schedule-editor.h"
#include "desktop/widgets/laurel-sentence-row.h"
#include "desktop/widgets/laurel-sentence.h"
#include "tests/desktop/laurel-test-desk.h"

#include <string.h>

typedef struct
{
  LaurelTestDesk    desk;
  GtkWindow        *window;
  LaurelNodeEditor *editor;
  LaurelDraft      *draft;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  laurel_test_desk_set_up (&fixture->desk, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* GTK 4.8 waits half a second for a tooltip wherever the pointer is or is grabbed, and complains
   * when the popover or window under it has gone meanwhile. */
  if (fixture->window != NULL)
    laurel_test_ui_idle (600);

  if (fixture->window != NULL)
    laurel_test_ui_destroy (fixture->window);

  laurel_test_desk_tear_down (&fixture->desk, NULL);
}

/* Shows the node @id of the draft in a window of that size. */
static void
show (Fixture *fixture, const char *id, int width, int height)
{
  GtkWidget   *editor = laurel_node_editor_new ();
  LaurelNames *names = NULL;

  laurel_test_desk_sign_in (&fixture->desk);
  fixture->draft = laurel_connection_get_draft (fixture->desk.connection);
  names = laurel_connection_get_names (fixture->desk.connection);
  laurel_test_wait_until (laurel_draft_get_document (fixture->draft) != NULL);
  fixture->editor = LAUREL_NODE_EDITOR (editor);
  laurel_node_editor_set_node (fixture->editor, fixture->draft, names, id);
  laurel_node_editor_set_check (fixture->editor,
                                laurel_connection_get_check (fixture->desk.connection));
  fixture->window = laurel_test_ui_show (editor, width, height);
  gtk_window_set_focus (fixture->window, NULL);
  laurel_test_ui_idle (300);
}

static void
test_it_looks_right (Fixture *fixture, gconstpointer data)
{
  const char *name = data;
  gboolean    narrow = strstr (name, "360") != NULL;

  laurel_test_ui_set_language (strstr (name, "-ru") != NULL ? "ru" : "en");
  laurel_test_ui_set_dark (strstr (name, "dark") != NULL);
  show (fixture,
        strstr (name, "group") != NULL ? "personal" : "weekend-coffee",
        narrow ? 360 : 520,
        narrow ? 900 : 1180);
  laurel_test_ui_assert_golden (GTK_WIDGET (fixture->window), name);
}

/* === What people do =========================================================================== */

static LaurelNode *
get_node (Fixture *fixture, const char *id)
{
  return laurel_document_find (laurel_draft_get_document (fixture->draft), id);
}

/* How the node reads now, with ids in the place of names. */
static char *
read_node (Fixture *fixture, const char *id)
{
  return laurel_sentence_node (get_node (fixture, id), NULL);
}

static GtkMenuButton *
find_token (Fixture *fixture, GType editor, const char *slot)
{
  GtkWidget *part = laurel_test_ui_find_type (GTK_WIDGET (fixture->editor), editor);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  g_ptr_array_add (waiting, part);

  while (waiting->len > 0)
    {
      GtkWidget *widget = g_ptr_array_steal_index (waiting, 0);

      if (LAUREL_IS_SENTENCE_ROW (widget) &&
          laurel_sentence_row_get_token (LAUREL_SENTENCE_ROW (widget), slot) != NULL)
        return laurel_sentence_row_get_token (LAUREL_SENTENCE_ROW (widget), slot);

      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_ptr_array_add (waiting, child);
    }

  return NULL;
}

static GtkWidget *
open_token (Fixture *fixture, GType editor, const char *slot)
{
  GtkMenuButton *token = find_token (fixture, editor, slot);
  GtkWidget     *popover = NULL;

  g_assert_nonnull (token);
  gtk_menu_button_popup (token);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (token));
  laurel_test_wait_until (gtk_widget_get_mapped (popover));

  return popover;
}

static void
choose (GtkWidget *popover, const char *label)
{
  GtkWidget *text = NULL;

  laurel_test_wait_until ((text = laurel_test_ui_find_text (popover, label)) != NULL);
  gtk_widget_activate (gtk_widget_get_ancestor (text, GTK_TYPE_LIST_BOX_ROW));
}

static void
type_text (GtkWidget *entry, const char *text)
{
  int position = (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (entry)), -1);

  gtk_editable_insert_text (GTK_EDITABLE (entry), text, -1, &position);
}

static void
test_typing_is_one_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *what = NULL;
  GtkWidget       *popover = NULL;
  GtkWidget       *entry = NULL;

  show (fixture, "jubilee", 520, 900);
  before = read_node (fixture, "jubilee");
  popover = open_token (fixture, LAUREL_TYPE_REWARD_EDITOR, "rate");
  entry = laurel_test_ui_find_type (popover, GTK_TYPE_ENTRY);
  type_text (entry, ".");
  type_text (entry, "5");
  g_assert_true (gtk_widget_get_mapped (popover));
  typed = read_node (fixture, "jubilee");
  g_assert_cmpstr (typed, ==, "clients with an age that divides by 5 get 20.5% off all products.");

  what = laurel_draft_undo (fixture->draft);
  g_assert_nonnull (what);
  undone = read_node (fixture, "jubilee");
  g_assert_cmpstr (undone, ==, before);
  g_assert_false (laurel_draft_can_undo (fixture->draft));
}

static void
test_another_reward_asks_for_its_number (Fixture *fixture, gconstpointer data)
{
  show (fixture, "weekend-coffee", 520, 900);
  choose (open_token (fixture, LAUREL_TYPE_REWARD_EDITOR, "kind"), "a number of points");

  /* Ten percent are not ten points; and a limit of money makes no sense for them. */
  g_assert_cmpint (get_node (fixture, "weekend-coffee")->reward.kind, ==, LAUREL_REWARD_POINTS);
  g_assert_cmpint (get_node (fixture, "weekend-coffee")->max_amount, ==, LAUREL_UNSET);
  g_assert_nonnull (
      laurel_test_ui_find_text (GTK_WIDGET (fixture->editor), "Say how much it gives"));
  g_assert_null (laurel_test_ui_find_text (GTK_WIDGET (fixture->editor), "Budget"));
  g_assert_nonnull (
      laurel_test_ui_find_text (GTK_WIDGET (fixture->editor), "To Whoever Invited the Client"));
}

static void
test_a_schedule_is_part_of_the_conditions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *limited = NULL;
  LaurelNode      *node = NULL;

  show (fixture, "jubilee", 520, 900);
  choose (open_token (fixture, LAUREL_TYPE_SCHEDULE_EDITOR, "days"), "Friday");
  node = get_node (fixture, "jubilee");
  g_assert_cmpint (node->when->kind, ==, LAUREL_CONDITION_ALL);
  limited = read_node (fixture, "jubilee");
  g_assert_cmpstr (limited,
                   ==,
                   "on Fridays, clients with an age that divides by 5 get 20% off all products.");

  /* It stands in its own row, and not among the conditions as well. */
  g_assert_null (find_token (fixture, LAUREL_TYPE_CONDITION_EDITOR, "days"));
  g_assert_nonnull (find_token (fixture, LAUREL_TYPE_CONDITION_EDITOR, "of"));
}

static void
test_faults_of_the_server_stand_where_they_are (Fixture *fixture, gconstpointer data)
{
  static const char answer[] =
      "{\"errors\":[{\"path\":\"/discounts/children/0/children/0/reward/rate\",\"code\":\"range\","
      "\"message\":\"x\"},{\"path\":\"/discounts/children/0/children/0/when/all/2/any/0/ids/1\","
      "\"code\":\"reference\",\"message\":\"x\"}],\"warnings\":[{\"code\":\"always_loses\","
      "\"node\":"
      "\"weekend-coffee\",\"path\":\"/discounts/children/0/children/0\",\"other\":\"third-half\","
      "\"message\":\"x\"}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer, strlen (answer));
  GtkWidget *editor = NULL;

  laurel_fake_server_answer_bytes (fixture->desk.server, "/v1/program/draft/check", bytes);
  show (fixture, "weekend-coffee", 520, 900);
  editor = GTK_WIDGET (fixture->editor);
  laurel_test_wait_until (laurel_test_ui_find_text (
                              editor,
                              "The number is too small, too large, or no multiple of the step.") !=
                          NULL);
  g_assert_nonnull (
      laurel_test_ui_find_text (editor, "It names something that is not in the program."));
  g_assert_nonnull (laurel_test_ui_find_text (
      editor,
      "“Third for half the price” always wins over it where both apply."));
}

static void
test_a_deleted_node_is_not_shown (Fixture *fixture, gconstpointer data)
{
  const char *const ids[] = { "jubilee", NULL };

  show (fixture, "jubilee", 520, 900);
  laurel_draft_remove (fixture->draft, ids);
  g_assert_null (laurel_test_ui_find_text (GTK_WIDGET (fixture->editor), "What It Gives"));
  g_free (laurel_draft_undo (fixture->draft));
  g_assert_nonnull (laurel_test_ui_find_text (GTK_WIDGET (fixture->editor), "What It Gives"));
}

static void
test_a_name_is_edited_in_place (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label = NULL;

  show (fixture, "jubilee", 520, 900);
  label = laurel_test_ui_find_type (GTK_WIDGET (fixture->editor), GTK_TYPE_EDITABLE_LABEL);
  laurel_node_editor_rename (fixture->editor);
  g_assert_true (gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (label)));
  gtk_editable_set_text (GTK_EDITABLE (label), " Round birthday ");

  /* Whoever goes on to another discount has named this one. */
  laurel_node_editor_set_node (fixture->editor,
                               fixture->draft,
                               laurel_connection_get_names (fixture->desk.connection),
                               "birthday");
  g_assert_cmpstr (get_node (fixture, "jubilee")->name, ==, "Round birthday");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (label)), ==, "Birthday");
  g_assert_cmpstr (get_node (fixture, "birthday")->name, ==, "Birthday");
}

/* Each node of the draft can be looked at without a change. */
static void
collect (LaurelNode *node, GPtrArray *ids)
{
  g_ptr_array_add (ids, g_strdup (node->id));

  for (guint i = 0; node->is_group && i < node->children->len; i++)
    collect (g_ptr_array_index (node->children, i), ids);
}

static void
test_looking_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  LaurelNames *names = NULL;

  show (fixture, "root", 520, 900);
  names = laurel_connection_get_names (fixture->desk.connection);
  collect (laurel_draft_get_document (fixture->draft)->root, ids);
  g_assert_cmpuint (ids->len, >, 10);

  for (guint i = 0; i < ids->len; i++)
    {
      laurel_node_editor_set_node (fixture->editor,
                                   fixture->draft,
                                   names,
                                   g_ptr_array_index (ids, i));
      laurel_test_ui_idle (5);
    }

  g_assert_false (laurel_draft_can_undo (fixture->draft));
}

/* === Names ==================================================================================== */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **found = user_data;
  g_autoptr (GError) error = NULL;

  *found = laurel_names_search_finish (LAUREL_NAMES (source), result, &error);
  g_assert_no_error (error);
}

static void
failed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  g_assert_null (laurel_names_search_finish (LAUREL_NAMES (source), result, error));
}

static void
changed_cb (guint *count)
{
  (*count)++;
}

static void
test_names_are_asked_for_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LaurelNames) names = NULL;
  g_autoptr (GPtrArray) found = NULL;
  LaurelNamed *named = NULL;
  guint        n_changed = 0;

  laurel_test_desk_sign_in (&fixture->desk);
  names = laurel_names_new (laurel_connection_get_api (fixture->desk.connection));
  g_signal_connect_swapped (names, "changed", G_CALLBACK (changed_cb), &n_changed);

  /* What is not known is called by its id, until there is an answer. */
  g_assert_cmpstr (laurel_names_get (names, LAUREL_NAME_PRODUCT, "ET-250"), ==, "ET-250");
  g_assert_cmpstr (laurel_names_get (names, LAUREL_NAME_PRODUCT, "GONE"), ==, "GONE");
  g_assert_cmpstr (laurel_names_get (names, LAUREL_NAME_PRODUCT_SEGMENT, "tea"), ==, "tea");
  g_assert_cmpstr (laurel_names_get (names, LAUREL_NAME_PRODUCT_SEGMENT, "sweets"), ==, "sweets");
  laurel_test_wait_until (n_changed == 2);
  g_assert_cmpstr (laurel_names_get (names, LAUREL_NAME_PRODUCT, "ET-250"),
                   ==,
                   "Ethiopia Sidamo, 250 g");
  g_assert_cmpstr (laurel_names_get (names, LAUREL_NAME_PRODUCT, "GONE"), ==, "GONE");
  g_assert_cmpstr (laurel_names_get (names, LAUREL_NAME_PRODUCT_SEGMENT, "sweets"), ==, "Sweets");
  laurel_test_ui_idle (50);
  g_assert_cmpuint (laurel_fake_server_count (fixture->desk.server, "/v1/products/GONE"), ==, 1);
  g_assert_cmpuint (laurel_fake_server_count (fixture->desk.server, "/v1/segments/products"),
                    ==,
                    1);

  /* Lists are sifted here, products are searched there. */
  laurel_names_search_async (names, LAUREL_NAME_PRODUCT_SEGMENT, "COFF", NULL, found_cb, &found);
  laurel_test_wait_until (found != NULL);
  g_assert_cmpuint (found->len, ==, 2);
  g_clear_pointer (&found, g_ptr_array_unref);
  laurel_names_search_async (names, LAUREL_NAME_PRODUCT, "sid", NULL, found_cb, &found);
  laurel_test_wait_until (found != NULL);
  g_assert_cmpuint (found->len, >, 0);
  named = g_ptr_array_index (found, 0);
  g_assert_cmpstr (laurel_names_peek (names, LAUREL_NAME_PRODUCT, named->id), ==, named->name);
  g_assert_nonnull (
      strstr (laurel_fake_server_get_query (fixture->desk.server, "/v1/products"), "q=sid"));
}

static void
test_a_failed_search_can_be_repeated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LaurelNames) names = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  laurel_test_desk_sign_in (&fixture->desk);
  names = laurel_names_new (laurel_connection_get_api (fixture->desk.connection));
  laurel_fake_server_answer (fixture->desk.server, "/v1/promo-code-series", 503, "failure");
  laurel_names_search_async (names, LAUREL_NAME_SERIES, "", NULL, failed_cb, &error);
  laurel_test_wait_until (error != NULL);
  laurel_fake_server_answer (fixture->desk.server, "/v1/promo-code-series", 0, NULL);
  laurel_names_search_async (names, LAUREL_NAME_SERIES, "", NULL, found_cb, &found);
  laurel_test_wait_until (found != NULL);
  g_assert_cmpuint (found->len, ==, 1);
}

/* === A schedule by itself ===================================================================== */

static LaurelCondition *
new_all (LaurelConditionKind first, LaurelConditionKind second, LaurelConditionKind third)
{
  LaurelCondition    *all = laurel_condition_new (LAUREL_CONDITION_ALL);
  LaurelConditionKind kinds[] = { first, second, third };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_ptr_array_add (all->children, laurel_condition_new (kinds[i]));

  return all;
}

static void
test_a_schedule_is_taken_apart_and_put_together (void)
{
  g_autoptr (LaurelCondition) when =
      new_all (LAUREL_CONDITION_LEVEL, LAUREL_CONDITION_WEEKDAY, LAUREL_CONDITION_REGISTERED);
  g_autoptr (LaurelCondition) joined = NULL;
  LaurelCondition    *weekday = g_ptr_array_index (when->children, 1);
  LaurelConditionKind kind = LAUREL_CONDITION_ALL;
  g_autofree char    *level = NULL;
  g_autofree char    *registered = NULL;
  g_autofree char    *day = NULL;
  g_auto (LaurelSchedule) schedule = { NULL };

  weekday->days = 3;
  laurel_schedule_split (&schedule, when);
  g_assert_true (schedule.weekday == weekday);
  g_assert_null (schedule.date);
  g_assert_cmpuint (schedule.rest->children->len, ==, 2);

  /* The schedule comes first; nothing is lost. */
  joined = laurel_schedule_join (&schedule);
  g_assert_cmpuint (joined->children->len, ==, 3);
  g_assert_true (g_ptr_array_index (joined->children, 0) == weekday);

  level = laurel_schedule_locate (when, "/all/0/ids/0", &kind);
  g_assert_cmpstr (level, ==, "/all/0/ids/0");
  registered = laurel_schedule_locate (when, "/all/2", &kind);
  g_assert_cmpstr (registered, ==, "/all/1");
  day = laurel_schedule_locate (when, "/all/1/days", &kind);
  g_assert_null (day);
  g_assert_cmpint (kind, ==, LAUREL_CONDITION_WEEKDAY);
}

int
main (int argc, char **argv)
{
  static const char *const pictures[] = {
    "discount-en-light",
    "discount-ru-dark",
    "discount-ru-360",
    "discount-group-ru",
  };

  laurel_test_ui_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path = g_strconcat ("/node-editor/picture/", pictures[i], NULL);

      g_test_add (path, Fixture, pictures[i], set_up, test_it_looks_right, tear_down);
    }

  g_test_add ("/node-editor/typing", Fixture, NULL, set_up, test_typing_is_one_undo, tear_down);
  g_test_add ("/node-editor/reward",
              Fixture,
              NULL,
              set_up,
              test_another_reward_asks_for_its_number,
              tear_down);
  g_test_add ("/node-editor/schedule",
              Fixture,
              NULL,
              set_up,
              test_a_schedule_is_part_of_the_conditions,
              tear_down);
  g_test_add ("/node-editor/faults",
              Fixture,
              NULL,
              set_up,
              test_faults_of_the_server_stand_where_they_are,
              tear_down);
  g_test_add ("/node-editor/deleted",
              Fixture,
              NULL,
              set_up,
              test_a_deleted_node_is_not_shown,
              tear_down);
  g_test_add ("/node-editor/name",
              Fixture,
              NULL,
              set_up,
              test_a_name_is_edited_in_place,
              tear_down);
  g_test_add ("/node-editor/looking",
              Fixture,
              NULL,
              set_up,
              test_looking_changes_nothing,
              tear_down);
  g_test_add ("/names/once", Fixture, NULL, set_up, test_names_are_asked_for_once, tear_down);
  g_test_add ("/names/failed",
              Fixture,
              NULL,
              set_up,
              test_a_failed_search_can_be_repeated,
              tear_down);
  g_test_add_func ("/schedule/parts", test_a_schedule_is_taken_apart_and_put_together);

  return g_test_run ();
}
