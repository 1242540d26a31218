/* laurel-node-editor.c - one discount or one group of discounts, in sentences
 *
 * Each part edits a value and tells the node that comes out of it; the draft takes it and says that
 * it has changed, and only then all parts are shown anew. So there is one way for edits from here,
 * for undo, and for what somebody else has saved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-node-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-combine-editor.h"
#include "desktop/widgets/laurel-condition-editor.h"
#include "desktop/widgets/laurel-limits-editor.h"
#include "desktop/widgets/laurel-reward-editor.h"
#include "desktop/widgets/laurel-schedule-editor.h"
#include "desktop/widgets/laurel-sentence.h"
#include "desktop/widgets/laurel-target-editor.h"
#include "desktop/widgets/laurel-terms-editor.h"

#define WHEN "/when"

struct _LaurelNodeEditor
{
  GtkWidget parent_instance;

  LaurelDraft      *draft;
  LaurelNames      *names;
  LaurelDraftCheck *check;
  char             *id;
  LaurelNode       *node; /* as it is shown; NULL where there is none */
  gboolean          updating;

  GtkWidget             *window;
  GtkWidget             *content;
  GtkEditableLabel      *name_label;
  GtkLabel              *badge;
  GtkLabel              *place_label;
  GtkSwitch             *enabled_switch;
  GtkWidget             *menu_button;
  GtkLabel              *reads_label;
  GtkWidget             *notes;
  GtkWidget             *reward_section;
  LaurelRewardEditor    *reward;
  LaurelTargetEditor    *target;
  GtkWidget             *combine_section;
  LaurelCombineEditor   *combine;
  GtkWidget             *conditions_section;
  LaurelScheduleEditor  *schedule;
  LaurelConditionEditor *conditions;
  GtkWidget             *limits_section;
  LaurelLimitsEditor    *limits;
  LaurelTermsEditor     *terms;
};

G_DEFINE_FINAL_TYPE (LaurelNodeEditor, laurel_node_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MENU_ACTION,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
name_of (const LaurelNode *node)
{
  return node->name != NULL && *node->name != '\0' ? node->name : node->id;
}

/* === Edits ==================================================================================== */

/* Takes @node; @part: (nullable): edits of the same part in a row are one undo */
static void
edit (LaurelNodeEditor *self, LaurelNode *node, const char *part)
{
  /* TRANSLATORS: %s is the name of a discount; said when it is undone */
  g_autofree char *what = g_strdup_printf (_ ("“%s” edited"), name_of (node));
  g_autofree char *key = part != NULL ? g_strconcat (node->id, "/", part, NULL) : NULL;

  laurel_draft_edit_node (self->draft, node, what, key);
}

static void
part_changed_cb (LaurelNodeEditor *self, LaurelNode *node, const char *part)
{
  edit (self, laurel_node_ref (node), part);
}

static void
target_changed_cb (LaurelNodeEditor *self)
{
  LaurelNode *edited = laurel_node_copy (self->node);

  laurel_target_free (edited->target);
  edited->target = laurel_target_copy (laurel_target_editor_get_target (self->target));
  edit (self, edited, "target");
}

/* Puts @schedule together as the condition of the node. */
static void
edit_when (LaurelNodeEditor *self, const LaurelSchedule *schedule, const char *part)
{
  LaurelNode *edited = laurel_node_copy (self->node);

  laurel_node_take_when (edited, laurel_schedule_join (schedule));
  edit (self, edited, part);
}

static void
conditions_changed_cb (LaurelNodeEditor *self, LaurelCondition *condition)
{
  const char      *key = laurel_condition_editor_get_key (self->conditions);
  g_autofree char *part = key != NULL ? g_strconcat ("when/", key, NULL) : NULL;
  g_auto (LaurelSchedule) schedule = { NULL };

  laurel_schedule_split (&schedule, self->node->when);
  g_clear_pointer (&schedule.rest, laurel_condition_unref);
  schedule.rest = condition != NULL ? laurel_condition_ref (condition) : NULL;
  edit_when (self, &schedule, part);
}

static void
schedule_changed_cb (LaurelNodeEditor *self, LaurelCondition *condition, int kind)
{
  g_autofree char *part = g_strdup_printf ("schedule/%d", kind);
  g_auto (LaurelSchedule) schedule = { NULL };
  LaurelCondition **place = NULL;

  laurel_schedule_split (&schedule, self->node->when);
  place = kind == LAUREL_CONDITION_DATE      ? &schedule.date
          : kind == LAUREL_CONDITION_WEEKDAY ? &schedule.weekday
                                             : &schedule.time;
  g_clear_pointer (place, laurel_condition_unref);
  *place = condition != NULL ? laurel_condition_ref (condition) : NULL;
  edit_when (self, &schedule, part);
}

static void
enabled_cb (LaurelNodeEditor *self)
{
  const char *const ids[] = { self->id, NULL };
  gboolean          on = gtk_switch_get_active (self->enabled_switch);

  if (!self->updating && self->node != NULL && on != self->node->enabled)
    laurel_draft_set_enabled (self->draft, ids, on);
}

/* The name is edited in place and taken when the entry is left. */
static void
name_edited_cb (LaurelNodeEditor *self)
{
  g_autofree char *name = NULL;
  LaurelNode      *edited = NULL;

  if (self->updating || self->node == NULL || gtk_editable_label_get_editing (self->name_label))
    return;

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_label))));
  if (strcmp (name, name_of (self->node)) == 0)
    return;

  edited = laurel_node_copy (self->node);
  g_free (edited->name);
  edited->name = *name != '\0' ? g_strdup (name) : NULL;
  edit (self, edited, NULL);
}

/* === What is shown ============================================================================ */

static void
show_place (LaurelNodeEditor *self)
{
  LaurelDocument *document = laurel_draft_get_document (self->draft);
  LaurelNode     *parent = laurel_document_find_parent (document, self->id);
  const char     *kind = self->node->is_group                    ? _ ("group of discounts")
                         : laurel_node_gives_points (self->node) ? _ ("points discount")
                                                                 : _ ("money discount");
  /* TRANSLATORS: a group of discounts, and what kind of discount is in it */
  g_autofree char *place = parent != NULL
                               ? g_strdup_printf (_ ("%1$s › %2$s"), name_of (parent), kind)
                               : g_strdup (kind);

  gtk_label_set_text (self->place_label, place);
  gtk_widget_set_visible (GTK_WIDGET (self->enabled_switch), parent != NULL);
  gtk_widget_set_visible (self->menu_button, parent != NULL);
}

static void
show_badge (LaurelNodeEditor *self)
{
  LaurelNodeChange change = laurel_draft_compare_node (self->draft, self->id);
  GtkWidget       *badge = GTK_WIDGET (self->badge);

  gtk_widget_remove_css_class (badge, "good");
  gtk_widget_remove_css_class (badge, "warn");
  gtk_widget_set_visible (badge, change != LAUREL_NODE_SAME);

  if (change == LAUREL_NODE_NEW)
    {
      gtk_label_set_text (self->badge, C_ ("discount", "New"));
      gtk_widget_add_css_class (badge, "good");
    }
  else if (change == LAUREL_NODE_EDITED)
    {
      gtk_label_set_text (self->badge, C_ ("discount", "Edited"));
      gtk_widget_add_css_class (badge, "warn");
    }
}

static void
show_sentence (LaurelNodeEditor *self)
{
  g_autofree char *sentence = laurel_sentence_node (self->node, self->names);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  /* TRANSLATORS: %s is a discount in one sentence; keep <b> and </b> */
  g_autofree char *reads = g_strdup_printf (_ ("<b>Reads:</b> %s"), escaped);

  gtk_label_set_markup (self->reads_label, reads);
}

static void
show_head (LaurelNodeEditor *self)
{
  if (!gtk_editable_label_get_editing (self->name_label))
    gtk_editable_set_text (GTK_EDITABLE (self->name_label), name_of (self->node));

  gtk_switch_set_active (self->enabled_switch, self->node->enabled);
  show_place (self);
  show_badge (self);
  show_sentence (self);
}

static void
show_conditions (LaurelNodeEditor *self)
{
  g_auto (LaurelSchedule) schedule = { NULL };

  laurel_schedule_split (&schedule, self->node->when);
  laurel_schedule_editor_set_schedule (self->schedule, &schedule);
  laurel_condition_editor_set_condition (self->conditions, schedule.rest);
}

static void
show_parts (LaurelNodeEditor *self)
{
  gboolean is_group = self->node->is_group;

  gtk_widget_set_visible (self->reward_section, !is_group);
  gtk_widget_set_visible (self->limits_section, !is_group);
  gtk_widget_set_visible (self->combine_section, is_group);

  if (is_group)
    {
      laurel_combine_editor_set_node (self->combine, self->node);
    }
  else
    {
      laurel_reward_editor_set_node (self->reward, self->node, self->names);
      laurel_target_editor_set_target (self->target, self->node->target);
      laurel_limits_editor_set_node (self->limits, self->node);
    }

  show_conditions (self);
  laurel_terms_editor_set_node (self->terms, self->node);
}

/* === Faults =================================================================================== */

static void
add_note (LaurelNodeEditor *self, const LaurelFault *fault, const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name (fault->is_error ? "dialog-error-symbolic"
                                                                  : "dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (icon, fault->is_error ? "error" : "warning");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->notes), line);
  gtk_widget_set_visible (self->notes, TRUE);
}

static void
show_condition_fault (LaurelNodeEditor *self, const char *pointer, const char *words)
{
  LaurelConditionKind kind = LAUREL_CONDITION_ALL;
  g_autofree char    *rest = NULL;

  if (self->node->when == NULL)
    return;

  rest = laurel_schedule_locate (self->node->when, pointer, &kind);
  if (rest != NULL)
    laurel_condition_editor_add_fault (self->conditions, rest, words);
  else
    laurel_schedule_editor_add_fault (self->schedule, kind, words);
}

/* Where it is, as far as there is a place for it; warnings are about the whole. */
static void
show_fault (LaurelNodeEditor *self, const LaurelFault *fault)
{
  LaurelDocument *document = laurel_draft_get_document (self->draft);
  LaurelNode *other = fault->other != NULL ? laurel_document_find (document, fault->other) : NULL;
  g_autofree char *words = laurel_sentence_fault (fault, other != NULL ? name_of (other) : NULL);
  const char      *member = fault->member;
  gboolean         is_group = self->node->is_group;

  if (!fault->is_error)
    add_note (self, fault, words);
  else if (g_str_has_prefix (member, WHEN))
    show_condition_fault (self, member + strlen (WHEN), words);
  else if (!is_group && g_str_has_prefix (member, "/target/"))
    laurel_target_editor_set_fault (self->target, strrchr (member, '/') + 1, words);
  else if (!is_group && g_str_has_prefix (member, "/limits/"))
    laurel_limits_editor_add_fault (self->limits, member, words);
  else if (!is_group &&
           (g_str_has_prefix (member, "/reward") || g_str_has_prefix (member, "/max_amount")))
    laurel_reward_editor_add_fault (self->reward, member, words);
  else
    add_note (self, fault, words);
}

static void
show_faults (LaurelNodeEditor *self)
{
  GPtrArray *faults = NULL;
  GtkWidget *note = NULL;

  if (self->node == NULL)
    return;

  while ((note = gtk_widget_get_first_child (self->notes)) != NULL)
    gtk_box_remove (GTK_BOX (self->notes), note);

  gtk_widget_set_visible (self->notes, FALSE);
  laurel_schedule_editor_clear_faults (self->schedule);
  laurel_condition_editor_clear_faults (self->conditions);
  laurel_reward_editor_clear_faults (self->reward);
  laurel_limits_editor_clear_faults (self->limits);
  laurel_target_editor_set_fault (self->target, NULL, NULL);

  if (self->check == NULL)
    return;

  faults = laurel_draft_check_get_faults (self->check);
  for (guint i = 0; i < faults->len; i++)
    {
      const LaurelFault *fault = g_ptr_array_index (faults, i);

      if (g_strcmp0 (fault->node, self->id) == 0)
        show_fault (self, fault);
    }
}

/* === Following the draft ====================================================================== */

static void
follow (LaurelNodeEditor *self)
{
  LaurelDocument *document = self->draft != NULL ? laurel_draft_get_document (self->draft) : NULL;
  LaurelNode     *node = document != NULL ? laurel_document_find (document, self->id) : NULL;
  gboolean        same = node != NULL && node == self->node;

  if (node != NULL)
    laurel_node_ref (node);

  g_clear_pointer (&self->node, laurel_node_unref);
  self->node = node;
  gtk_widget_set_visible (self->window, node != NULL);

  if (node == NULL)
    return;

  self->updating = TRUE;
  show_head (self);
  gtk_widget_set_sensitive (self->content, laurel_draft_get_may_edit (self->draft));

  /* Edits of other nodes are none of these parts' business. */
  if (!same)
    {
      show_parts (self);
      show_faults (self);
    }

  self->updating = FALSE;
}

static void
names_changed_cb (LaurelNodeEditor *self)
{
  if (self->node != NULL)
    {
      show_sentence (self);
      if (!self->node->is_group)
        laurel_reward_editor_set_node (self->reward, self->node, self->names);
    }
}

static void
leave (LaurelNodeEditor *self)
{
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_func (self->draft, follow, self);

  if (self->names != NULL)
    g_signal_handlers_disconnect_by_func (self->names, names_changed_cb, self);

  g_clear_object (&self->draft);
  g_clear_object (&self->names);
  g_clear_pointer (&self->id, g_free);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *target)
{
  laurel_node_editor_rename (LAUREL_NODE_EDITOR (widget));
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *target)
{
  g_signal_emit (widget, signals[SIGNAL_MENU_ACTION], 0, g_variant_get_string (target, NULL));
}

static void
laurel_node_editor_dispose (GObject *object)
{
  LaurelNodeEditor *self = LAUREL_NODE_EDITOR (object);

  laurel_node_editor_set_check (self, NULL);
  leave (self);
  g_clear_pointer (&self->node, laurel_node_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), LAUREL_TYPE_NODE_EDITOR);

  G_OBJECT_CLASS (laurel_node_editor_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/widgets/laurel-node-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, window);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, content);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, name_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, badge);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, place_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, enabled_switch);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, reads_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, notes);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, reward_section);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, reward);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, target);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, combine_section);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, combine);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, conditions_section);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, schedule);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, conditions);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, limits_section);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, limits);
  gtk_widget_class_bind_template_child (widget_class, LaurelNodeEditor, terms);
}

static void
laurel_node_editor_class_init (LaurelNodeEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LAUREL_TYPE_REWARD_EDITOR);
  g_type_ensure (LAUREL_TYPE_TARGET_EDITOR);
  g_type_ensure (LAUREL_TYPE_COMBINE_EDITOR);
  g_type_ensure (LAUREL_TYPE_SCHEDULE_EDITOR);
  g_type_ensure (LAUREL_TYPE_CONDITION_EDITOR);
  g_type_ensure (LAUREL_TYPE_LIMITS_EDITOR);
  g_type_ensure (LAUREL_TYPE_TERMS_EDITOR);

  G_OBJECT_CLASS (klass)->dispose = laurel_node_editor_dispose;
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "node.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "node.act", "s", act_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "node.rename", NULL);

  signals[SIGNAL_MENU_ACTION] = g_signal_new ("menu-action",
                                              LAUREL_TYPE_NODE_EDITOR,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_STRING);
}

/* An editable label insists on all of its text; the label within need not. */
static void
shorten (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    shorten (child);
}

static void
laurel_node_editor_init (LaurelNodeEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->window, FALSE);
  shorten (GTK_WIDGET (self->name_label));
  laurel_condition_editor_set_offers_schedule (self->conditions, FALSE);
  g_signal_connect_swapped (self->reward, "changed", G_CALLBACK (part_changed_cb), self);
  g_signal_connect_swapped (self->combine, "changed", G_CALLBACK (part_changed_cb), self);
  g_signal_connect_swapped (self->limits, "changed", G_CALLBACK (part_changed_cb), self);
  g_signal_connect_swapped (self->terms, "changed", G_CALLBACK (part_changed_cb), self);
  g_signal_connect_swapped (self->target, "changed", G_CALLBACK (target_changed_cb), self);
  g_signal_connect_swapped (self->schedule, "changed", G_CALLBACK (schedule_changed_cb), self);
  g_signal_connect_swapped (self->conditions, "changed", G_CALLBACK (conditions_changed_cb), self);
  g_signal_connect_swapped (self->name_label, "notify::editing", G_CALLBACK (name_edited_cb), self);
  g_signal_connect_swapped (self->enabled_switch, "notify::active", G_CALLBACK (enabled_cb), self);
}

GtkWidget *
laurel_node_editor_new (void)
{
  return g_object_new (LAUREL_TYPE_NODE_EDITOR, NULL);
}

void
laurel_node_editor_set_node (LaurelNodeEditor *self,
                             LaurelDraft      *draft,
                             LaurelNames      *names,
                             const char       *id)
{
  g_autofree char *wanted = g_strdup (id);
  g_autoptr (LaurelDraft) kept_draft = NULL;
  g_autoptr (LaurelNames) kept_names = NULL;

  g_return_if_fail (LAUREL_IS_NODE_EDITOR (self));
  g_return_if_fail (id == NULL || (LAUREL_IS_DRAFT (draft) && LAUREL_IS_NAMES (names)));

  if (g_strcmp0 (id, self->id) == 0 && draft == self->draft)
    return;

  /* A name that is being typed belongs to the node before, as do popovers and opened groups. */
  gtk_editable_label_stop_editing (self->name_label, TRUE);
  gtk_widget_set_visible (self->window, FALSE);
  laurel_condition_editor_set_condition (self->conditions, NULL);

  /* They may be held by us alone. */
  if (id != NULL)
    {
      kept_draft = g_object_ref (draft);
      kept_names = g_object_ref (names);
    }

  leave (self);

  if (id != NULL)
    {
      self->draft = g_steal_pointer (&kept_draft);
      self->names = g_steal_pointer (&kept_names);
      self->id = g_steal_pointer (&wanted);
      laurel_target_editor_set_names (self->target, names);
      laurel_condition_editor_set_names (self->conditions, names);
      g_signal_connect_swapped (draft, "changed", G_CALLBACK (follow), self);
      g_signal_connect_swapped (names, "changed", G_CALLBACK (names_changed_cb), self);
      gtk_adjustment_set_value (
          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->window)),
          0);
    }

  follow (self);
}

const char *
laurel_node_editor_get_node (LaurelNodeEditor *self)
{
  g_return_val_if_fail (LAUREL_IS_NODE_EDITOR (self), NULL);

  return self->id;
}

void
laurel_node_editor_set_check (LaurelNodeEditor *self, LaurelDraftCheck *check)
{
  g_return_if_fail (LAUREL_IS_NODE_EDITOR (self));

  if (check == self->check)
    return;

  if (self->check != NULL)
    g_signal_handlers_disconnect_by_func (self->check, show_faults, self);

  g_set_object (&self->check, check);

  if (check != NULL)
    {
      g_signal_connect_swapped (check, "changed", G_CALLBACK (show_faults), self);
      show_faults (self);
    }
}

void
laurel_node_editor_rename (LaurelNodeEditor *self)
{
  g_return_if_fail (LAUREL_IS_NODE_EDITOR (self));

  if (self->node != NULL && laurel_draft_get_may_edit (self->draft))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->name_label));
      gtk_editable_label_start_editing (self->name_label);
      gtk_editable_select_region (GTK_EDITABLE (self->name_label), 0, -1);
    }
}

void
laurel_node_editor_show_member (LaurelNodeEditor *self, const char *member)
{
  const struct
  {
    const char *prefix;
    GtkWidget  *part;
  } parts[] = {
    { WHEN, GTK_WIDGET (self->conditions_section) }, { "/target", GTK_WIDGET (self->target) },
    { "/reward", GTK_WIDGET (self->reward) },        { "/max_amount", GTK_WIDGET (self->reward) },
    { "/limits", GTK_WIDGET (self->limits) },        { "/combine", GTK_WIDGET (self->combine) },
    { "/scope", GTK_WIDGET (self->combine) },        { "/winner", GTK_WIDGET (self->combine) },
    { "/name", GTK_WIDGET (self->name_label) },      { "/", GTK_WIDGET (self->terms) },
  };

  g_return_if_fail (LAUREL_IS_NODE_EDITOR (self) && member != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (member, parts[i].prefix))
      {
        /* The scrolled window follows the focus. */
        gtk_widget_child_focus (parts[i].part, GTK_DIR_TAB_FORWARD);
        return;
      }
}
