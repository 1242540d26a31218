/* laurel-condition-editor.c - when something holds, edited as sentences
 *
 * What is seen is made anew when the shape of the condition changes: which tests and groups there
 * are. As long as only values change, rows and tokens stay as they are, with the popover in which
 * the change is being made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-condition-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-condition-field.h"
#include "desktop/widgets/laurel-condition-palette.h"
#include "desktop/widgets/laurel-condition-tree.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sentence-row.h"
#include "desktop/widgets/laurel-sentence-words.h"
#include "desktop/widgets/laurel-sentence.h"

/* Groups in groups that can be seen at once; the root is one. */
#define DEPTH_MAX 3

#define PATH_KEY "laurel-path"

struct _LaurelConditionEditor
{
  GtkWidget parent_instance;

  LaurelNames     *names;
  LaurelCondition *condition;
  gboolean         offers_schedule;

  char       *open;   /* path of the group that is shown as if it were the root */
  char       *shape;  /* of what is shown */
  GHashTable *rows;   /* path to LaurelSentenceRow */
  char       *key;    /* while "changed" is told */
  GHashTable *faults; /* JSON pointer to reason */

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (LaurelConditionEditor, laurel_condition_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  const char *token;  /* what the token of a group says */
  const char *at_top; /* the sentence of the outermost group */
  const char *nested;
  const char *css_class;
} GroupWords;

static const GroupWords group_words[] = {
  [LAUREL_GROUP_ALL] = { NC_ ("group of conditions", "all of these"),
                         N_ ("When {group} hold"),
                         N_ ("{group} hold"),
                         NULL },
  [LAUREL_GROUP_ANY] = { NC_ ("group of conditions", "any of these"),
                         N_ ("When {group} holds"),
                         N_ ("{group} holds"),
                         "any" },
  [LAUREL_GROUP_NONE] = { NC_ ("group of conditions", "none of these"),
                          N_ ("When {group} holds"),
                          N_ ("{group} holds"),
                          "none" },
  [LAUREL_GROUP_NOT_ALL] = { NC_ ("group of conditions", "not all of these"),
                             N_ ("When {group} hold"),
                             N_ ("{group} hold"),
                             "none" },
};

static const char *
group_token (LaurelGroupKind kind)
{
  return g_dpgettext2 (NULL, "group of conditions", group_words[kind].token);
}

/* === Changes ================================================================================== */

static void show (LaurelConditionEditor *self);

/* Takes @edited, which may be NULL; @key: (nullable) */
static void
change (LaurelConditionEditor *self, LaurelCondition *edited, const char *key)
{
  g_autoptr (LaurelCondition) before = self->condition;
  g_autoptr (LaurelCondition) after = edited;

  /* A group of nothing at the top is the same as no condition. */
  if (after != NULL && after->kind == LAUREL_CONDITION_ALL && after->children->len == 0)
    g_clear_pointer (&after, laurel_condition_unref);

  self->condition = g_steal_pointer (&after);
  g_free (self->key);
  self->key = g_strdup (key);
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->condition);
  g_clear_pointer (&self->key, g_free);
}

/* What a popover needs to know to tell its choice. */
typedef struct
{
  LaurelConditionEditor *editor; /* not owned: the popover is within it */
  char                  *path;
  char                  *slot;
} Place;

static Place *
place_new (LaurelConditionEditor *editor, const char *path, const char *slot)
{
  Place *place = g_new (Place, 1);

  *place = (Place){ editor, g_strdup (path), g_strdup (slot) };

  return place;
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->path);
  g_free (place->slot);
  g_free (place);
}

static void
field_cb (LaurelCondition *condition, gpointer data)
{
  Place                 *place = data;
  LaurelConditionEditor *self = place->editor;
  LaurelCondition       *found = laurel_condition_tree_find (self->condition, place->path);
  LaurelCondition       *edited = laurel_condition_ref (condition);
  g_autofree char       *key = g_strconcat (place->path, "/", place->slot, NULL);

  if (found != NULL && laurel_condition_view (found).negated)
    {
      LaurelCondition *not = laurel_condition_new (LAUREL_CONDITION_NOT);

      g_ptr_array_add (not ->children, edited);
      edited = not ;
    }

  change (self, laurel_condition_tree_replace (self->condition, place->path, edited), key);
}

static void
group_cb (GtkWidget *list, Place *place)
{
  g_auto (GStrv) chosen = laurel_choice_list_get_chosen (LAUREL_CHOICE_LIST (list), 0);
  LaurelConditionEditor *self = place->editor;

  if (chosen[0] != NULL)
    change (self,
            laurel_condition_tree_set_group (self->condition,
                                             place->path,
                                             (LaurelGroupKind) (*chosen[0] - '0')),
            NULL);
}

static GtkWidget *
new_group_choice (LaurelConditionEditor *self, const char *path, LaurelGroupKind kind)
{
  GtkWidget        *widget = laurel_choice_list_new (FALSE);
  LaurelChoiceList *list = LAUREL_CHOICE_LIST (widget);
  Place            *place = place_new (self, path, "group");

  laurel_choice_list_add_words (list, NULL);

  for (LaurelGroupKind i = LAUREL_GROUP_ALL; i <= LAUREL_GROUP_NOT_ALL; i++)
    {
      const char id[] = { (char) ('0' + i), '\0' };

      laurel_choice_list_add_word (list, 0, id, group_token (i), NULL);
      if (i == kind)
        laurel_choice_list_choose (list, 0, id);
    }

  laurel_choice_list_show (list);
  g_object_set_data_full (G_OBJECT (widget), PATH_KEY, place, place_free);
  g_signal_connect (widget, "changed", G_CALLBACK (group_cb), place);

  return widget;
}

static GtkWidget *
open_token (LaurelSentenceRow *row, const char *slot, gpointer data)
{
  LaurelConditionEditor *self = data;
  const char            *path = g_object_get_data (G_OBJECT (row), PATH_KEY);
  LaurelConditionView    view =
      laurel_condition_view (laurel_condition_tree_find (self->condition, path));

  if (laurel_condition_view_is_group (view))
    return new_group_choice (self, path, laurel_condition_view_get_group (view));

  return laurel_condition_field_new (view.condition,
                                     slot,
                                     self->names,
                                     field_cb,
                                     place_new (self, path, slot),
                                     place_free);
}

/* === Rows ===================================================================================== */

static void
show_test (LaurelConditionEditor *self, LaurelSentenceRow *row, LaurelConditionView view)
{
  const char *message = laurel_words_row (view.condition->kind, view.negated);
  g_autoptr (GPtrArray) pieces = laurel_template_split (message);

  laurel_sentence_row_set_template (row, message);

  for (guint i = 0; i < pieces->len; i++)
    {
      const LaurelPiece *piece = g_ptr_array_index (pieces, i);
      g_autofree char   *words = NULL;

      if (!piece->is_slot)
        continue;

      words = laurel_words_slot (view.condition,
                                 piece->text,
                                 LAUREL_STYLE_TOKEN,
                                 view.negated,
                                 self->names);
      laurel_sentence_row_set_token (row,
                                     piece->text,
                                     words,
                                     laurel_words_slot_lacks (view.condition, piece->text));
    }
}

/* The row whose pointer is the longest that @pointer begins with. */
static char *
find_path (LaurelConditionEditor *self, const char *pointer)
{
  GHashTableIter iter;
  gpointer       path = NULL;
  char          *found = NULL;
  gsize          longest = 0;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      g_autofree char *own = laurel_condition_tree_pointer (self->condition, path);
      gsize            length = own != NULL ? strlen (own) : 0;

      if (own == NULL || strncmp (pointer, own, length) != 0 ||
          (pointer[length] != '/' && pointer[length] != '\0') ||
          (found != NULL && length < longest))
        continue;

      g_free (found);
      found = g_strdup (path);
      longest = length;
    }

  return found;
}

/* (nullable): the first fault of what the row of @path shows. */
static const char *
find_fault (LaurelConditionEditor *self, const char *path)
{
  GHashTableIter iter;
  gpointer       pointer = NULL;
  gpointer       reason = NULL;

  g_hash_table_iter_init (&iter, self->faults);
  while (g_hash_table_iter_next (&iter, &pointer, &reason))
    {
      g_autofree char *found = find_path (self, pointer);

      if (g_strcmp0 (found, path) == 0)
        return reason;
    }

  return NULL;
}

static void
show_row (LaurelConditionEditor *self, const char *path, LaurelSentenceRow *row)
{
  LaurelCondition    *condition = laurel_condition_tree_find (self->condition, path);
  LaurelConditionView view = laurel_condition_view (condition);
  const char         *reason = laurel_sentence_condition_lacks (view.condition);

  if (laurel_condition_view_is_group (view))
    {
      const GroupWords *words = &group_words[laurel_condition_view_get_group (view)];

      laurel_sentence_row_set_template (
          row,
          _ (strcmp (path, self->open) == 0 ? words->at_top : words->nested));
      laurel_sentence_row_set_token (row,
                                     "group",
                                     group_token (laurel_condition_view_get_group (view)),
                                     FALSE);
    }
  else
    {
      show_test (self, row, view);
    }

  if (reason == NULL)
    reason = find_fault (self, path);

  laurel_sentence_row_set_reason (row, reason);
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *path)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", path);
  g_menu_append_item (menu, item);
}

static void
add_section (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static GMenu *
new_menu (LaurelConditionEditor *self, const char *path)
{
  GMenu           *menu = g_menu_new ();
  GMenu           *section = g_menu_new ();
  g_autofree char *parent = laurel_condition_path_parent (path);
  guint            index = laurel_condition_path_index (path);

  if (parent != NULL)
    add_item (section, _ ("Duplicate"), "condition.duplicate", path);
  add_item (section, _ ("Say the Opposite"), "condition.negate", path);
  add_item (section, _ ("Put into a Group"), "condition.wrap", path);
  add_section (menu, section);

  if (parent != NULL)
    {
      LaurelConditionView group =
          laurel_condition_view (laurel_condition_tree_find (self->condition, parent));

      section = g_menu_new ();
      if (index > 0)
        add_item (section, _ ("Move Up"), "condition.move-up", path);
      if (index + 1 < laurel_condition_view_get_n_children (group))
        add_item (section, _ ("Move Down"), "condition.move-down", path);
      add_section (menu, section);
    }

  section = g_menu_new ();
  add_item (section, _ ("Delete"), "condition.remove", path);
  add_section (menu, section);

  return menu;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                gpointer               user_data)
{
  GtkWidget  *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  const char *path = g_object_get_data (G_OBJECT (row), PATH_KEY);
  GtkWidget  *focus = gtk_root_get_focus (gtk_widget_get_root (row));
  const char *action = NULL;

  /* A popover has its own use for keys. */
  if (focus == NULL || !gtk_widget_is_ancestor (focus, row) ||
      gtk_widget_get_native (focus) != gtk_widget_get_native (row))
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Delete && (state & GDK_MODIFIER_MASK) == 0)
    action = "condition.remove";
  else if (key == GDK_KEY_Up && (state & GDK_ALT_MASK) != 0)
    action = "condition.move-up";
  else if (key == GDK_KEY_Down && (state & GDK_ALT_MASK) != 0)
    action = "condition.move-down";

  return action != NULL && gtk_widget_activate_action (row, action, "s", path);
}

static LaurelSentenceRow *
new_row (LaurelConditionEditor *self, const char *path)
{
  GtkWidget          *row = laurel_sentence_row_new (open_token, self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set_data_full (G_OBJECT (row), PATH_KEY, g_strdup (path), g_free);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  gtk_widget_add_controller (row, keys);

  /* The outermost group goes when its last condition does. */
  if (*path != '\0' || self->condition->kind > LAUREL_CONDITION_ANY)
    {
      g_autoptr (GMenu) menu = new_menu (self, path);

      laurel_sentence_row_set_menu (LAUREL_SENTENCE_ROW (row), G_MENU_MODEL (menu));
    }

  g_hash_table_replace (self->rows, g_strdup (path), row);

  return LAUREL_SENTENCE_ROW (row);
}

/* === Adding =================================================================================== */

static void focus_row (LaurelConditionEditor *self, const char *path);

static void
chosen_cb (GtkWidget *palette, LaurelCondition *condition, Place *place)
{
  LaurelConditionEditor *self = place->editor;
  g_autofree char       *path = g_strdup (place->path);
  g_autofree char       *added = NULL;
  LaurelCondition       *group = NULL;

  /* What has been added is the last of its group; a single test at the top gets one. */
  change (self,
          laurel_condition_tree_add (self->condition, path, laurel_condition_ref (condition)),
          NULL);
  group = laurel_condition_tree_find (self->condition, path);
  added = laurel_condition_path_child (
      path,
      laurel_condition_view_get_n_children (laurel_condition_view (group)) - 1);
  focus_row (self, added);
}

static void
open_palette_cb (GtkMenuButton *button, gpointer user_data)
{
  Place     *place = user_data;
  GtkWidget *popover = gtk_popover_new ();
  gboolean   at_top = *place->path == '\0';
  GtkWidget *palette = laurel_condition_palette_new (!at_top || place->editor->offers_schedule);

  g_signal_connect (palette, "chosen", G_CALLBACK (chosen_cb), place);
  gtk_popover_set_child (GTK_POPOVER (popover), palette);
  gtk_menu_button_set_popover (button, popover);
}

static GtkWidget *
new_add_button (LaurelConditionEditor *self, const char *path, const char *label)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (label));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "add-condition");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button),
                                         open_palette_cb,
                                         place_new (self, path, "add"),
                                         place_free);

  return button;
}

/* === Groups =================================================================================== */

static void add_children (LaurelConditionEditor *self,
                          GtkWidget             *box,
                          LaurelConditionView    group,
                          const char            *path,
                          guint                  depth);

static GtkWidget *
new_group (LaurelConditionEditor *self, LaurelConditionView view, const char *path, guint depth)
{
  const GroupWords *words = &group_words[laurel_condition_view_get_group (view)];
  GtkWidget        *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "rule-group");
  if (words->css_class != NULL)
    gtk_widget_add_css_class (box, words->css_class);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (new_row (self, path)));
  add_children (self, box, view, path, depth);
  gtk_box_append (GTK_BOX (box), new_add_button (self, path, _ ("Add to This Group")));

  return box;
}

static void
open_group_cb (GtkWidget *button, gpointer user_data)
{
  LaurelConditionEditor *self = user_data;

  g_free (self->open);
  self->open = g_strdup (g_object_get_data (G_OBJECT (button), PATH_KEY));
  show (self);
  focus_row (self, self->open);
}

/* A group that lies too deep to be drawn within the others. */
static GtkWidget *
new_deep_group (LaurelConditionEditor *self, LaurelConditionView view, const char *path)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  guint            n_children = laurel_condition_view_get_n_children (view);
  g_autofree char *number = laurel_format_count (n_children);
  g_autofree char *count =
      /* TRANSLATORS: %s is a number such as 3 */
      g_strdup_printf (ngettext ("%s condition", "%s conditions", n_children), number);
  /* TRANSLATORS: a group of conditions and how many it has: any of these: 3 conditions */
  g_autofree char *words = g_strdup_printf (_ ("%1$s: %2$s"),
                                            group_token (laurel_condition_view_get_group (view)),
                                            count);
  GtkWidget       *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "deep-group");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), PATH_KEY, g_strdup (path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_group_cb), self);

  return button;
}

static void
add_children (LaurelConditionEditor *self,
              GtkWidget             *box,
              LaurelConditionView    group,
              const char            *path,
              guint                  depth)
{
  for (guint i = 0; i < laurel_condition_view_get_n_children (group); i++)
    {
      g_autofree char    *child_path = laurel_condition_path_child (path, i);
      LaurelConditionView child =
          laurel_condition_view (laurel_condition_view_get_child (group, i));

      if (depth == 1)
        gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));

      if (!laurel_condition_view_is_group (child))
        gtk_box_append (GTK_BOX (box), GTK_WIDGET (new_row (self, child_path)));
      else if (depth < DEPTH_MAX)
        gtk_box_append (GTK_BOX (box), new_group (self, child, child_path, depth + 1));
      else
        gtk_box_append (GTK_BOX (box), new_deep_group (self, child, child_path));
    }
}

static void
back_cb (GtkWidget *button, gpointer user_data)
{
  LaurelConditionEditor *self = user_data;
  g_autofree char       *left = self->open;
  GtkWidget             *child = NULL;

  /* Back to where the group could be opened, which is where it lies in sight. */
  self->open = laurel_condition_path_parent (left);
  while (laurel_condition_path_depth (self->open) % DEPTH_MAX != 0)
    {
      g_autofree char *below = self->open;

      self->open = laurel_condition_path_parent (below);
    }

  show (self);
  child = gtk_widget_get_first_child (self->box);
  if (child != NULL)
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
new_back_button (LaurelConditionEditor *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("go-previous-symbolic"));
  gtk_box_append (GTK_BOX (line), gtk_label_new (_ ("Back to the Outer Conditions")));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to the Outer Conditions"),
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (back_cb), self);

  return button;
}

/* === What is shown ============================================================================ */

static void
append_shape (GString *shape, LaurelCondition *condition)
{
  LaurelConditionView view = laurel_condition_view (condition);

  g_string_append_printf (shape, "%s%d", view.negated ? "!" : "", (int) view.condition->kind);

  if (!laurel_condition_view_is_group (view))
    return;

  g_string_append_c (shape, '(');
  for (guint i = 0; i < laurel_condition_view_get_n_children (view); i++)
    {
      append_shape (shape, laurel_condition_view_get_child (view, i));
      g_string_append_c (shape, ' ');
    }
  g_string_append_c (shape, ')');
}

static char *
shape_of (LaurelConditionEditor *self)
{
  GString *shape = g_string_new (self->open);

  g_string_append_c (shape, ':');
  if (self->condition != NULL)
    append_shape (shape, self->condition);

  return g_string_free (shape, FALSE);
}

static void
build_rows (LaurelConditionEditor *self)
{
  LaurelCondition    *condition = laurel_condition_tree_find (self->condition, self->open);
  LaurelConditionView view;

  if (*self->open != '\0')
    gtk_box_append (GTK_BOX (self->box), new_back_button (self));

  if (condition != NULL)
    {
      view = laurel_condition_view (condition);
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (new_row (self, self->open)));
      if (laurel_condition_view_is_group (view))
        add_children (self, self->box, view, self->open, 1);
      gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
    }

  gtk_box_append (GTK_BOX (self->box), new_add_button (self, self->open, _ ("Add a Condition")));
}

static void
update_rows (LaurelConditionEditor *self)
{
  GHashTableIter iter;
  gpointer       path = NULL;
  gpointer       row = NULL;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &path, &row))
    show_row (self, path, row);
}

static void
show (LaurelConditionEditor *self)
{
  g_autofree char *shape = NULL;
  GtkWidget       *child = NULL;

  /* The group that was opened may be gone. */
  if (laurel_condition_tree_find (self->condition, self->open) == NULL)
    {
      g_free (self->open);
      self->open = g_strdup ("");
    }

  shape = shape_of (self);
  if (g_strcmp0 (shape, self->shape) != 0)
    {
      g_free (self->shape);
      self->shape = g_steal_pointer (&shape);
      g_hash_table_remove_all (self->rows);

      while ((child = gtk_widget_get_first_child (self->box)) != NULL)
        gtk_box_remove (GTK_BOX (self->box), child);

      build_rows (self);
    }

  update_rows (self);
}

static void
focus_row (LaurelConditionEditor *self, const char *path)
{
  LaurelSentenceRow *row = g_hash_table_lookup (self->rows, path);

  if (row == NULL || !laurel_sentence_row_focus (row))
    gtk_widget_child_focus (self->box, GTK_DIR_TAB_FORWARD);
}

/* === Actions ================================================================================== */

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *target)
{
  LaurelConditionEditor *self = LAUREL_CONDITION_EDITOR (widget);
  const char            *path = g_variant_get_string (target, NULL);
  g_autofree char       *parent = laurel_condition_path_parent (path);
  g_autofree char       *copy = NULL;

  if (parent == NULL)
    return;

  copy = laurel_condition_path_child (parent, laurel_condition_path_index (path) + 1);
  change (self, laurel_condition_tree_duplicate (self->condition, path), NULL);
  focus_row (self, copy);
}

static void
negate_action (GtkWidget *widget, const char *name, GVariant *target)
{
  LaurelConditionEditor *self = LAUREL_CONDITION_EDITOR (widget);
  const char            *path = g_variant_get_string (target, NULL);

  change (self, laurel_condition_tree_negate (self->condition, path), NULL);
  focus_row (self, path);
}

static void
wrap_action (GtkWidget *widget, const char *name, GVariant *target)
{
  LaurelConditionEditor *self = LAUREL_CONDITION_EDITOR (widget);
  const char            *path = g_variant_get_string (target, NULL);

  change (self, laurel_condition_tree_wrap (self->condition, path), NULL);
  focus_row (self, path);
}

static void
move (LaurelConditionEditor *self, const char *path, gint step)
{
  g_autofree char *parent = laurel_condition_path_parent (path);
  g_autofree char *moved = NULL;
  gint             to = (gint) laurel_condition_path_index (path) + step;
  guint            n_siblings = 0;

  if (parent == NULL)
    return;

  n_siblings = laurel_condition_view_get_n_children (
      laurel_condition_view (laurel_condition_tree_find (self->condition, parent)));
  if (to < 0 || to >= (gint) n_siblings)
    return;

  moved = laurel_condition_path_child (parent, (guint) to);
  change (self, laurel_condition_tree_move (self->condition, path, step), NULL);
  focus_row (self, moved);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *target)
{
  move (LAUREL_CONDITION_EDITOR (widget),
        g_variant_get_string (target, NULL),
        strcmp (name, "condition.move-up") == 0 ? -1 : 1);
}

/* The focus goes to the next row, else to the one before. */
static void
remove_action (GtkWidget *widget, const char *name, GVariant *target)
{
  LaurelConditionEditor *self = LAUREL_CONDITION_EDITOR (widget);
  const char            *path = g_variant_get_string (target, NULL);
  g_autofree char       *parent = laurel_condition_path_parent (path);
  guint                  index = laurel_condition_path_index (path);
  g_autofree char       *before =
      parent != NULL && index > 0 ? laurel_condition_path_child (parent, index - 1) : NULL;
  g_autofree char *removed = g_strdup (path);

  change (self, laurel_condition_tree_replace (self->condition, path, NULL), NULL);

  if (laurel_condition_tree_find (self->condition, removed) != NULL || before == NULL)
    focus_row (self, removed);
  else
    focus_row (self, before);
}

static void
laurel_condition_editor_dispose (GObject *object)
{
  LaurelConditionEditor *self = LAUREL_CONDITION_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  if (self->names != NULL)
    g_signal_handlers_disconnect_by_func (self->names, update_rows, self);

  g_clear_object (&self->names);

  G_OBJECT_CLASS (laurel_condition_editor_parent_class)->dispose (object);
}

static void
laurel_condition_editor_finalize (GObject *object)
{
  LaurelConditionEditor *self = LAUREL_CONDITION_EDITOR (object);

  g_clear_pointer (&self->condition, laurel_condition_unref);
  g_hash_table_unref (self->rows);
  g_free (self->open);
  g_free (self->shape);
  g_hash_table_unref (self->faults);

  G_OBJECT_CLASS (laurel_condition_editor_parent_class)->finalize (object);
}

static void
laurel_condition_editor_class_init (LaurelConditionEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = laurel_condition_editor_dispose;
  object_class->finalize = laurel_condition_editor_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "condition.duplicate", "s", duplicate_action);
  gtk_widget_class_install_action (widget_class, "condition.negate", "s", negate_action);
  gtk_widget_class_install_action (widget_class, "condition.wrap", "s", wrap_action);
  gtk_widget_class_install_action (widget_class, "condition.move-up", "s", move_action);
  gtk_widget_class_install_action (widget_class, "condition.move-down", "s", move_action);
  gtk_widget_class_install_action (widget_class, "condition.remove", "s", remove_action);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_CONDITION_EDITOR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_POINTER);
}

static void
laurel_condition_editor_init (LaurelConditionEditor *self)
{
  /* Until there are others, which know more. */
  g_autoptr (LaurelNames) names = laurel_names_new (NULL);

  self->open = g_strdup ("");
  self->offers_schedule = TRUE;
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "rules");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  laurel_condition_editor_set_names (self, names);
}

GtkWidget *
laurel_condition_editor_new (void)
{
  return g_object_new (LAUREL_TYPE_CONDITION_EDITOR, NULL);
}

void
laurel_condition_editor_set_names (LaurelConditionEditor *self, LaurelNames *names)
{
  g_return_if_fail (LAUREL_IS_CONDITION_EDITOR (self) && LAUREL_IS_NAMES (names));

  if (self->names == names)
    return;

  if (self->names != NULL)
    g_signal_handlers_disconnect_by_func (self->names, update_rows, self);

  g_set_object (&self->names, names);
  g_signal_connect_swapped (names, "changed", G_CALLBACK (update_rows), self);
  show (self);
}

void
laurel_condition_editor_set_condition (LaurelConditionEditor *self, LaurelCondition *condition)
{
  g_return_if_fail (LAUREL_IS_CONDITION_EDITOR (self));

  if (condition == self->condition)
    return;

  if (condition != NULL)
    laurel_condition_ref (condition);

  g_clear_pointer (&self->condition, laurel_condition_unref);
  self->condition = condition;
  show (self);
}

LaurelCondition *
laurel_condition_editor_get_condition (LaurelConditionEditor *self)
{
  g_return_val_if_fail (LAUREL_IS_CONDITION_EDITOR (self), NULL);

  return self->condition;
}

const char *
laurel_condition_editor_get_key (LaurelConditionEditor *self)
{
  g_return_val_if_fail (LAUREL_IS_CONDITION_EDITOR (self), NULL);

  return self->key;
}

void
laurel_condition_editor_set_offers_schedule (LaurelConditionEditor *self, gboolean offers)
{
  g_return_if_fail (LAUREL_IS_CONDITION_EDITOR (self));

  self->offers_schedule = offers;
}

void
laurel_condition_editor_clear_faults (LaurelConditionEditor *self)
{
  g_return_if_fail (LAUREL_IS_CONDITION_EDITOR (self));

  g_hash_table_remove_all (self->faults);
  update_rows (self);
}

void
laurel_condition_editor_add_fault (LaurelConditionEditor *self,
                                   const char            *pointer,
                                   const char            *reason)
{
  g_return_if_fail (LAUREL_IS_CONDITION_EDITOR (self) && pointer != NULL && reason != NULL);

  g_hash_table_replace (self->faults, g_strdup (pointer), g_strdup (reason));
  update_rows (self);
}
