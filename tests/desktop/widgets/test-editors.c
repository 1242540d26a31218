/* test-editors.c - the editors of conditions and targets, in real windows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-condition-editor.h"
#include "desktop/widgets/laurel-condition-palette.h"
#include "desktop/widgets/laurel-condition-tree.h"
#include "desktop/widgets/laurel-number-entry.h"
#include "desktop/widgets/laurel-sentence-row.h"
#include "desktop/widgets/laurel-sentence.h"
#include "desktop/widgets/laurel-target-editor.h"
#include "tests/desktop/laurel-test-ui.h"

#include <string.h>

/* === Conditions to edit ======================================================================= */

static LaurelNames *
new_names (void)
{
  LaurelNames *names = laurel_names_new (NULL);

  laurel_names_put (names, LAUREL_NAME_LEVEL, "start", "Bronze");
  laurel_names_put (names, LAUREL_NAME_LEVEL, "friend", "Silver");
  laurel_names_put (names, LAUREL_NAME_LEVEL, "family", "Gold");
  laurel_names_put (names, LAUREL_NAME_CLIENT_SEGMENT, "coffee", "Coffee lovers");
  laurel_names_put (names, LAUREL_NAME_STORE, "S1", "Lesnaya 5");
  laurel_names_put (names, LAUREL_NAME_STORE, "S2", "Arbat 20");
  laurel_names_put (names, LAUREL_NAME_PRODUCT_SEGMENT, "beans", "Coffee beans");
  laurel_names_put (names, LAUREL_NAME_PRODUCT_SEGMENT, "gifts", "Gift packs");
  laurel_names_put (names, LAUREL_NAME_PRODUCT, "TEA", "Green tea");

  return names;
}

static LaurelCondition *
new_ids (LaurelConditionKind kind, const char *ids)
{
  LaurelCondition *condition = laurel_condition_new (kind);

  g_strfreev (condition->ids);
  condition->ids = g_strsplit (ids, " ", -1);

  return condition;
}

static LaurelCondition *
new_group (LaurelConditionKind kind, LaurelCondition *first, LaurelCondition *second)
{
  LaurelCondition *group = laurel_condition_new (kind);

  g_ptr_array_add (group->children, first);
  if (second != NULL)
    g_ptr_array_add (group->children, second);

  return group;
}

static LaurelCondition *
new_days (guint days)
{
  LaurelCondition *condition = laurel_condition_new (LAUREL_CONDITION_WEEKDAY);

  condition->days = days;

  return condition;
}

static LaurelCondition *
new_hours (const char *from, const char *to)
{
  LaurelCondition *condition = laurel_condition_new (LAUREL_CONDITION_TIME);

  condition->from = g_strdup (from);
  condition->to = g_strdup (to);

  return condition;
}

/* The conditions of the picture in the design: on a weekend morning, for some. */
static LaurelCondition *
new_weekend (void)
{
  LaurelCondition *all =
      new_group (LAUREL_CONDITION_ALL, new_days (0x60), new_hours ("08:00", "12:00"));

  g_ptr_array_add (all->children,
                   new_group (LAUREL_CONDITION_ANY,
                              new_ids (LAUREL_CONDITION_LEVEL, "friend family"),
                              new_ids (LAUREL_CONDITION_CLIENT_SEGMENT, "coffee")));
  g_ptr_array_add (all->children,
                   new_group (LAUREL_CONDITION_NOT,
                              new_group (LAUREL_CONDITION_ANY,
                                         new_ids (LAUREL_CONDITION_STORE, "S1"),
                                         laurel_condition_new (LAUREL_CONDITION_GENDER)),
                              NULL));

  return all;
}

/* === A window with an editor ================================================================== */

typedef struct
{
  LaurelNames           *names;
  GtkWindow             *window;
  LaurelConditionEditor *editor;
  LaurelCondition       *told;
  char                  *key;
  guint                  n_told;
} Fixture;

static void
changed_cb (LaurelConditionEditor *editor, LaurelCondition *condition, Fixture *fixture)
{
  g_clear_pointer (&fixture->told, laurel_condition_unref);
  fixture->told = condition != NULL ? laurel_condition_ref (condition) : NULL;
  g_free (fixture->key);
  fixture->key = g_strdup (laurel_condition_editor_get_key (editor));
  fixture->n_told++;
}

static void
show (Fixture *fixture, LaurelCondition *condition, int height)
{
  GtkWidget *editor = laurel_condition_editor_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (LaurelCondition) owned = condition;

  gtk_widget_set_margin_top (editor, 18);
  gtk_widget_set_margin_start (editor, 18);
  gtk_widget_set_margin_end (editor, 18);
  gtk_box_append (GTK_BOX (box), editor);
  fixture->editor = LAUREL_CONDITION_EDITOR (editor);
  laurel_condition_editor_set_names (fixture->editor, fixture->names);
  laurel_condition_editor_set_condition (fixture->editor, condition);
  g_signal_connect (editor, "changed", G_CALLBACK (changed_cb), fixture);
  fixture->window = laurel_test_ui_show (box, 520, height);
  gtk_window_set_focus (fixture->window, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->names = new_names ();
}

/* GTK 4.8 waits half a second for a tooltip wherever the pointer is or is grabbed, and complains
 * when the popover or window under it has gone meanwhile. */
static void
outlast_tooltip (void)
{
  laurel_test_ui_idle (600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  outlast_tooltip ();
  laurel_test_ui_destroy (fixture->window);

  g_clear_pointer (&fixture->told, laurel_condition_unref);
  g_free (fixture->key);
  g_object_unref (fixture->names);
  laurel_test_ui_set_language ("en");
  laurel_test_ui_set_dark (FALSE);
}

static void
test_it_looks_right (Fixture *fixture, gconstpointer data)
{
  const char *name = data;

  laurel_test_ui_set_language (strstr (name, "-ru") != NULL ? "ru" : "en");
  laurel_test_ui_set_dark (strstr (name, "dark") != NULL);
  show (fixture, new_weekend (), 560);
  laurel_test_ui_idle (100);
  laurel_test_ui_assert_golden (GTK_WIDGET (fixture->window), name);
}

/* === What people do =========================================================================== */

static GtkWidget *
find_row (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  g_ptr_array_add (waiting, fixture->editor);

  while (waiting->len > 0)
    {
      GtkWidget *widget = g_ptr_array_steal_index (waiting, 0);

      if (LAUREL_IS_SENTENCE_ROW (widget))
        {
          g_autofree char *own = laurel_sentence_row_dup_text (LAUREL_SENTENCE_ROW (widget));

          if (strcmp (own, text) == 0)
            return widget;
        }

      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_ptr_array_add (waiting, child);
    }

  g_test_message ("no row reads: %s", text);
  g_test_fail ();
  g_assert_not_reached ();
}

/* The popover of a token of the row that reads @text, opened. */
static GtkWidget *
open_token (Fixture *fixture, const char *text, const char *slot)
{
  GtkWidget     *row = find_row (fixture, text);
  GtkMenuButton *token = laurel_sentence_row_get_token (LAUREL_SENTENCE_ROW (row), slot);
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

static char *
say_told (Fixture *fixture)
{
  return laurel_sentence_condition (fixture->told, fixture->names);
}

#define assert_told(fixture, text)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *assert_said = say_told (fixture);                                             \
    g_assert_cmpstr (assert_said, ==, text);                                                       \
  }                                                                                                \
  G_STMT_END

static void
act (Fixture *fixture, const char *text, const char *action)
{
  GtkWidget  *row = find_row (fixture, text);
  const char *path = g_object_get_data (G_OBJECT (row), "laurel-path");

  g_assert_true (gtk_widget_activate_action (row, action, "s", path));
}

static void
test_a_choice_tells_a_new_condition (Fixture *fixture, gconstpointer data)
{
  LaurelCondition *before = new_weekend ();
  GtkWidget       *popover = NULL;

  show (fixture, laurel_condition_ref (before), 600);
  popover = open_token (fixture, "the level is Silver or Gold", "ids");
  choose (popover, "Bronze");
  choose (popover, "Gold");

  /* Two choices, one popover, and what was given stays as it was. */
  g_assert_cmpuint (fixture->n_told, ==, 2);
  g_assert_true (gtk_widget_get_mapped (popover));
  g_assert_nonnull (find_row (fixture, "the level is Silver or Bronze"));
  g_assert_false (laurel_condition_equal (fixture->told, before));
  laurel_condition_unref (before);
}

static void
type_text (GtkWidget *entry, const char *text)
{
  int position = (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (entry)), -1);

  gtk_editable_insert_text (GTK_EDITABLE (entry), text, -1, &position);
}

static void
test_typing_keeps_its_popover_and_its_key (Fixture *fixture, gconstpointer data)
{
  LaurelCondition *receipt = laurel_condition_new (LAUREL_CONDITION_RECEIPT);
  GtkWidget       *popover = NULL;
  GtkWidget       *entry = NULL;
  g_autofree char *first_key = NULL;

  receipt->metric = LAUREL_METRIC_AMOUNT;
  show (fixture, new_group (LAUREL_CONDITION_ALL, receipt, NULL), 400);
  popover =
      open_token (fixture, "in the receipt, the sum of all products is enter a number", "value");
  entry = laurel_test_ui_find_type (popover, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1 500");
  first_key = g_strdup (fixture->key);
  assert_told (fixture, "the sum of the receipt is at least ₽1,500");
  type_text (entry, ",5");
  assert_told (fixture, "the sum of the receipt is at least ₽1,500.50");
  g_assert_nonnull (first_key);
  g_assert_cmpstr (fixture->key, ==, first_key);
  g_assert_true (gtk_widget_get_mapped (popover));

  /* What is no number changes nothing, and says so. */
  type_text (entry, " and more");
  assert_told (fixture, "the sum of the receipt is at least ₽1,500.50");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
}

static void
test_another_kind_of_group_keeps_its_tests (Fixture *fixture, gconstpointer data)
{
  show (fixture, new_weekend (), 600);
  choose (open_token (fixture, "any of these holds", "group"), "not all of these");
  assert_told (fixture,
               "the day is Saturday or Sunday, and the time is from 08:00 to 12:00, and (the level "
               "is not “Silver” or “Gold”, or the client is not in “Coffee lovers”), and (the "
               "store is not “Lesnaya 5”, and the client is not …)");
}

static void
test_the_menu_of_a_row (Fixture *fixture, gconstpointer data)
{
  show (fixture,
        new_group (LAUREL_CONDITION_ALL, new_days (1), new_ids (LAUREL_CONDITION_LEVEL, "family")),
        500);

  act (fixture, "the level is Gold", "condition.move-up");
  assert_told (fixture, "the level is “Gold”, and the day is Monday");
  act (fixture, "the level is Gold", "condition.negate");
  assert_told (fixture, "the level is not “Gold”, and the day is Monday");
  act (fixture, "the level is not Gold", "condition.duplicate");
  assert_told (fixture,
               "the level is not “Gold”, and the level is not “Gold”, and the day is Monday");
  act (fixture, "the day is Monday", "condition.wrap");
  g_assert_nonnull (find_row (fixture, "any of these holds"));
  act (fixture, "any of these holds", "condition.remove");
  act (fixture, "the level is not Gold", "condition.remove");
  assert_told (fixture, "the level is not “Gold”");
  act (fixture, "the level is not Gold", "condition.remove");
  g_assert_null (fixture->told);
  g_assert_cmpuint (fixture->n_told, ==, 7);
}

static void
press (Fixture *fixture, const char *text, guint key, GdkModifierType state)
{
  GtkWidget *row = find_row (fixture, text);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (row);
  gboolean handled = FALSE;

  g_assert_true (laurel_sentence_row_focus (LAUREL_SENTENCE_ROW (row)));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }

  g_assert_true (handled);
}

static void
test_keys_move_and_delete (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus = NULL;

  show (fixture,
        new_group (LAUREL_CONDITION_ALL, new_days (1), new_ids (LAUREL_CONDITION_LEVEL, "family")),
        500);

  press (fixture, "the day is Monday", GDK_KEY_Down, GDK_ALT_MASK);
  assert_told (fixture, "the level is “Gold”, and the day is Monday");
  press (fixture, "the level is Gold", GDK_KEY_Delete, 0);
  assert_told (fixture, "the day is Monday");

  /* The focus is on what came into the place of the deleted row. */
  focus = gtk_window_get_focus (fixture->window);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, find_row (fixture, "the day is Monday")));
}

static void
test_the_palette_adds_each_kind (Fixture *fixture, gconstpointer data)
{
  show (fixture, NULL, 300);

  for (LaurelConditionKind kind = LAUREL_CONDITION_DATE; kind < LAUREL_N_CONDITION_KINDS; kind++)
    {
      GtkWidget       *label = NULL;
      GtkMenuButton   *add = NULL;
      LaurelCondition *added = NULL;

      label = laurel_test_ui_find_text (GTK_WIDGET (fixture->editor), "Add a Condition");
      add = GTK_MENU_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_MENU_BUTTON));
      gtk_menu_button_popup (add);
      laurel_test_wait_until (
          gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (add))));
      choose (GTK_WIDGET (gtk_menu_button_get_popover (add)),
              laurel_condition_palette_title (kind));
      g_assert_cmpint (fixture->told->kind, ==, LAUREL_CONDITION_ALL);
      added = g_ptr_array_index (fixture->told->children, 0);
      g_assert_cmpint (added->kind, ==, kind);
      laurel_condition_editor_set_condition (fixture->editor, NULL);
    }
}

/* What is only looked at is not changed. */
static void
test_each_kind_goes_round (Fixture *fixture, gconstpointer data)
{
  show (fixture, NULL, 300);

  for (LaurelConditionKind kind = LAUREL_CONDITION_ALL; kind < LAUREL_N_CONDITION_KINDS; kind++)
    {
      g_autoptr (LaurelCondition) condition = laurel_condition_new (kind);
      g_autoptr (LaurelCondition) same = laurel_condition_copy (condition);

      laurel_condition_editor_set_condition (fixture->editor, condition);
      g_assert_true (laurel_condition_editor_get_condition (fixture->editor) == condition);
      g_assert_true (laurel_condition_equal (condition, same));
      g_assert_cmpuint (fixture->n_told, ==, 0);
    }
}

/* A group within a group within a group, @depth of them, with one test at the end. */
static LaurelCondition *
new_deep (guint depth)
{
  LaurelCondition *condition = new_ids (LAUREL_CONDITION_LEVEL, "family");

  for (guint i = 0; i < depth; i++)
    condition = new_group (i % 2 == 0 ? LAUREL_CONDITION_ANY : LAUREL_CONDITION_ALL,
                           condition,
                           new_days (1u << (i % 7)));

  return condition;
}

static void
test_what_lies_deep_is_opened (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = NULL;

  show (fixture, new_deep (8), 600);

  /* Three groups are in sight, the fourth is a way to it. */
  g_assert_nonnull (find_row (fixture, "When all of these hold"));
  button = laurel_test_ui_find_text (GTK_WIDGET (fixture->editor), "any of these: 2 conditions");
  g_assert_nonnull (button);
  laurel_test_ui_click (gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON));
  g_assert_nonnull (find_row (fixture, "When any of these holds"));

  /* An edit in there is an edit of the whole. */
  choose (open_token (fixture, "the day is Friday", "days"), "Sunday");
  g_assert_cmpint (fixture->told->kind, ==, LAUREL_CONDITION_ALL);
  outlast_tooltip ();

  button = laurel_test_ui_find_text (GTK_WIDGET (fixture->editor), "Back to the Outer Conditions");
  laurel_test_ui_click (gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON));
  g_assert_nonnull (find_row (fixture, "When all of these hold"));
}

static void
test_faults_stand_where_they_are (Fixture *fixture, gconstpointer data)
{
  show (fixture, new_weekend (), 600);
  laurel_condition_editor_add_fault (fixture->editor, "/all/2/any/0/ids/1", "no such level");
  laurel_condition_editor_add_fault (fixture->editor, "/all/3/not/any/0", "no such store");
  g_assert_true (
      gtk_widget_has_css_class (find_row (fixture, "the level is Silver or Gold"), "at-fault"));
  g_assert_true (
      gtk_widget_has_css_class (find_row (fixture, "the store is Lesnaya 5"), "at-fault"));
  g_assert_nonnull (laurel_test_ui_find_text (GTK_WIDGET (fixture->editor), "no such level"));
  laurel_condition_editor_clear_faults (fixture->editor);
  g_assert_false (
      gtk_widget_has_css_class (find_row (fixture, "the store is Lesnaya 5"), "at-fault"));
}

/* === The tree of conditions =================================================================== */

/* Without "not not", of which the opposite is "not", and not a third one. */
static LaurelCondition *
new_random (GRand *random, guint depth, LaurelConditionKind around)
{
  LaurelConditionKind kind =
      (LaurelConditionKind) g_rand_int_range (random,
                                              depth > 0 ? 0 : LAUREL_CONDITION_DATE,
                                              LAUREL_N_CONDITION_KINDS);
  LaurelCondition *condition = NULL;
  guint            n_children = 0;

  if (kind == LAUREL_CONDITION_NOT && around == LAUREL_CONDITION_NOT)
    kind = LAUREL_CONDITION_ANY;

  if (kind <= LAUREL_CONDITION_NOT)
    n_children = kind == LAUREL_CONDITION_NOT ? 1 : (guint) g_rand_int_range (random, 0, 4);

  condition = laurel_condition_new (kind);
  for (guint i = 0; i < n_children; i++)
    g_ptr_array_add (condition->children, new_random (random, depth - 1, kind));

  return condition;
}

static void
collect_paths (LaurelCondition *root, const char *path, GPtrArray *paths)
{
  LaurelConditionView view = laurel_condition_view (laurel_condition_tree_find (root, path));

  g_ptr_array_add (paths, g_strdup (path));

  if (!laurel_condition_view_is_group (view))
    return;

  for (guint i = 0; i < laurel_condition_view_get_n_children (view); i++)
    {
      g_autofree char *child = laurel_condition_path_child (path, i);

      collect_paths (root, child, paths);
    }
}

/* Whatever the condition is: denying twice, and moving there and back, change nothing; what is put
 * somewhere is found there; and nothing of it touches what was given. */
static void
test_edits_of_any_tree (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261125);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (LaurelCondition) root = new_random (random, 4, LAUREL_CONDITION_ALL);
      g_autoptr (LaurelCondition) other = laurel_condition_new (LAUREL_CONDITION_REGISTERED);
      g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

      collect_paths (root, "", paths);

      for (guint i = 0; i < paths->len; i++)
        {
          const char *path = g_ptr_array_index (paths, i);
          g_autoptr (LaurelCondition) denied = laurel_condition_tree_negate (root, path);
          g_autoptr (LaurelCondition) again = laurel_condition_tree_negate (denied, path);
          g_autoptr (LaurelCondition) replaced =
              laurel_condition_tree_replace (root, path, laurel_condition_ref (other));
          g_autoptr (LaurelCondition) wrapped = laurel_condition_tree_wrap (root, path);
          g_autofree char *inner = laurel_condition_path_child (path, 0);
          g_autofree char *pointer = laurel_condition_tree_pointer (root, path);

          g_assert_true (laurel_condition_equal (again, root));
          g_assert_false (laurel_condition_equal (denied, root));
          g_assert_true (laurel_condition_tree_find (replaced, path) == other);
          g_assert_true (laurel_condition_tree_find (wrapped, inner) ==
                         laurel_condition_tree_find (root, path));
          g_assert_nonnull (pointer);
        }
    }
}

/* === The target =============================================================================== */

static void
count_cb (GtkWidget *widget, guint *count)
{
  (*count)++;
}

static void
test_a_target_is_chosen (Fixture *fixture, gconstpointer data)
{
  GtkWidget          *widget = laurel_target_editor_new ();
  LaurelTargetEditor *editor = LAUREL_TARGET_EDITOR (widget);
  g_autoptr (LaurelTarget) target = laurel_target_new ();
  g_autofree char *said = NULL;
  GtkWidget       *row = NULL;
  GtkMenuButton   *token = NULL;
  guint            n_told = 0;

  laurel_target_editor_set_names (editor, fixture->names);
  laurel_target_editor_set_target (editor, NULL);
  g_signal_connect (editor, "changed", G_CALLBACK (count_cb), &n_told);
  fixture->window = laurel_test_ui_show (widget, 480, 300);
  g_assert_null (laurel_target_editor_get_target (editor));

  row = laurel_test_ui_find_type (widget, LAUREL_TYPE_SENTENCE_ROW);
  token = laurel_sentence_row_get_token (LAUREL_SENTENCE_ROW (row), "picked");
  gtk_menu_button_popup (token);
  choose (GTK_WIDGET (gtk_menu_button_get_popover (token)), "Coffee beans");
  choose (GTK_WIDGET (gtk_menu_button_get_popover (token)), "Green tea");
  said = laurel_sentence_target (laurel_target_editor_get_target (editor), fixture->names);
  g_assert_cmpstr (said, ==, "“Coffee beans” and “Green tea”");
  g_assert_cmpuint (n_told, ==, 2);
  choose (GTK_WIDGET (gtk_menu_button_get_popover (token)), "Green tea");
  choose (GTK_WIDGET (gtk_menu_button_get_popover (token)), "Coffee beans");
  g_assert_null (laurel_target_editor_get_target (editor));
}

int
main (int argc, char **argv)
{
  laurel_test_ui_init (&argc, &argv);

  g_test_add ("/condition-editor/picture-en-light",
              Fixture,
              "conditions-en-light",
              set_up,
              test_it_looks_right,
              tear_down);
  g_test_add ("/condition-editor/picture-ru-dark",
              Fixture,
              "conditions-ru-dark",
              set_up,
              test_it_looks_right,
              tear_down);

  g_test_add ("/condition-editor/choice",
              Fixture,
              NULL,
              set_up,
              test_a_choice_tells_a_new_condition,
              tear_down);
  g_test_add ("/condition-editor/typing",
              Fixture,
              NULL,
              set_up,
              test_typing_keeps_its_popover_and_its_key,
              tear_down);
  g_test_add ("/condition-editor/group",
              Fixture,
              NULL,
              set_up,
              test_another_kind_of_group_keeps_its_tests,
              tear_down);
  g_test_add ("/condition-editor/menu", Fixture, NULL, set_up, test_the_menu_of_a_row, tear_down);
  g_test_add ("/condition-editor/keys",
              Fixture,
              NULL,
              set_up,
              test_keys_move_and_delete,
              tear_down);
  g_test_add ("/condition-editor/palette",
              Fixture,
              NULL,
              set_up,
              test_the_palette_adds_each_kind,
              tear_down);
  g_test_add ("/condition-editor/round",
              Fixture,
              NULL,
              set_up,
              test_each_kind_goes_round,
              tear_down);
  g_test_add ("/condition-editor/deep",
              Fixture,
              NULL,
              set_up,
              test_what_lies_deep_is_opened,
              tear_down);
  g_test_add ("/condition-editor/faults",
              Fixture,
              NULL,
              set_up,
              test_faults_stand_where_they_are,
              tear_down);
  g_test_add_func ("/condition-tree/edits", test_edits_of_any_tree);
  g_test_add ("/target-editor/choice", Fixture, NULL, set_up, test_a_target_is_chosen, tear_down);

  return g_test_run ();
}
