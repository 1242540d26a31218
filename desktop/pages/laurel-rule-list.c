/* laurel-rule-list.c - redemption rules or restrictions as sentences, in order, edited in place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-rule-list.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-words-program.h"
#include "desktop/widgets/laurel-condition-editor.h"
#include "desktop/widgets/laurel-number-entry.h"
#include "desktop/widgets/laurel-reorder.h"
#include "desktop/widgets/laurel-target-editor.h"

#define SHARE_ALL 10000
#define N_FORBIDS 3

typedef struct
{
  LaurelRuleList *list;
  guint           position;
  GtkWidget      *row;
  GtkWidget      *enabled;
  GtkWidget      *share;
  GtkWidget      *forbids[N_FORBIDS];
  GtkWidget      *target;
  GtkWidget      *when;
} Row;

struct _LaurelRuleList
{
  AdwBin parent_instance;

  LaurelConnection *connection;
  LaurelRulesKind   kind;
  GtkListBox       *box;
  GPtrArray        *rows; /* Row */
  gboolean          updating;
};

G_DEFINE_FINAL_TYPE (LaurelRuleList, laurel_rule_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order of a restriction's switches. */
static const struct
{
  const char *title;
  gsize       offset;
} forbids[N_FORBIDS] = {
  { N_ ("No Discounts"), G_STRUCT_OFFSET (LaurelRule, forbid_discount) },
  { N_ ("No Points Earned"), G_STRUCT_OFFSET (LaurelRule, forbid_accrue) },
  { N_ ("No Paying with Points"), G_STRUCT_OFFSET (LaurelRule, forbid_redeem) },
};

static LaurelDraft *
get_draft (LaurelRuleList *self)
{
  return laurel_connection_get_draft (self->connection);
}

static GPtrArray *
get_rules (LaurelRuleList *self, const LaurelDocument *document)
{
  return self->kind == LAUREL_RULES_REDEMPTION ? document->redemption.rules
                                               : document->restrictions;
}

static const char *
get_edited_text (LaurelRuleList *self)
{
  return self->kind == LAUREL_RULES_REDEMPTION ? _ ("Redemption rule changed")
                                               : _ ("Restriction changed");
}

/* (nullable) (transfer full): a copy of the draft to be changed. */
static LaurelDocument *
begin_edit (LaurelRuleList *self)
{
  LaurelDocument *document = laurel_draft_get_document (get_draft (self));

  return document != NULL && !self->updating ? laurel_document_copy (document) : NULL;
}

/* (transfer full) @document */
static void
end_edit (Row *row, LaurelDocument *document, const char *member)
{
  g_autofree char *key = NULL;

  if (member != NULL)
    key = g_strdup_printf ("rule:%d:%u:%s", row->list->kind, row->position, member);

  laurel_draft_edit (get_draft (row->list), document, get_edited_text (row->list), key);
}

static LaurelRule *
get_rule (Row *row, const LaurelDocument *document)
{
  return g_ptr_array_index (get_rules (row->list, document), row->position);
}

/* === Edits of one rule ======================================================================== */

static void
enabled_cb (Row *row)
{
  g_autoptr (LaurelDocument) document = begin_edit (row->list);

  if (document == NULL)
    return;

  get_rule (row, document)->enabled = gtk_switch_get_active (GTK_SWITCH (row->enabled));
  end_edit (row, g_steal_pointer (&document), NULL);
}

static void
share_cb (Row *row)
{
  g_autoptr (LaurelDocument) document = begin_edit (row->list);

  if (document == NULL)
    return;

  get_rule (row, document)->max_share =
      laurel_number_entry_get_value (LAUREL_NUMBER_ENTRY (row->share));
  end_edit (row, g_steal_pointer (&document), "share");
}

static void
forbid_cb (Row *row)
{
  g_autoptr (LaurelDocument) document = begin_edit (row->list);
  LaurelRule *rule = NULL;

  if (document == NULL)
    return;

  rule = get_rule (row, document);
  for (guint i = 0; i < N_FORBIDS; i++)
    G_STRUCT_MEMBER (gboolean, rule, forbids[i].offset) =
        gtk_switch_get_active (GTK_SWITCH (row->forbids[i]));
  end_edit (row, g_steal_pointer (&document), NULL);
}

static void
target_cb (Row *row)
{
  g_autoptr (LaurelDocument) document = begin_edit (row->list);
  LaurelRule *rule = NULL;

  if (document == NULL)
    return;

  rule = get_rule (row, document);
  laurel_target_free (rule->target);
  rule->target =
      laurel_target_copy (laurel_target_editor_get_target (LAUREL_TARGET_EDITOR (row->target)));
  end_edit (row, g_steal_pointer (&document), "target");
}

static void
when_cb (Row *row, LaurelCondition *condition)
{
  g_autoptr (LaurelDocument) document = begin_edit (row->list);
  LaurelRule *rule = NULL;

  if (document == NULL)
    return;

  rule = get_rule (row, document);
  g_clear_pointer (&rule->when, laurel_condition_unref);
  rule->when = condition != NULL ? laurel_condition_ref (condition) : NULL;
  end_edit (row,
            g_steal_pointer (&document),
            laurel_condition_editor_get_key (LAUREL_CONDITION_EDITOR (row->when)));
}

static void
copy_cb (Row *row)
{
  LaurelRuleList *self = row->list;
  g_autoptr (LaurelDocument) document = begin_edit (self);
  LaurelRule *copy = NULL;

  if (document == NULL)
    return;

  /* Ids are unique, and a rule needs none. */
  copy = laurel_rule_copy (get_rule (row, document));
  g_clear_pointer (&copy->id, g_free);
  g_ptr_array_insert (get_rules (self, document), (int) row->position + 1, copy);
  end_edit (row, g_steal_pointer (&document), NULL);
}

static void
delete_cb (Row *row)
{
  LaurelRuleList *self = row->list;
  g_autoptr (LaurelDocument) document = begin_edit (self);
  const char *text = self->kind == LAUREL_RULES_REDEMPTION ? _ ("Redemption rule deleted")
                                                           : _ ("Restriction deleted");

  if (document == NULL)
    return;

  g_ptr_array_remove_index (get_rules (self, document), row->position);
  laurel_draft_edit (get_draft (self), g_steal_pointer (&document), text, NULL);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, text);
}

/* === Edits of the list ======================================================================== */

static void
move_cb (GtkListBox *box, guint from, guint to, gpointer user_data)
{
  LaurelRuleList *self = user_data;
  g_autoptr (LaurelDocument) document = begin_edit (self);
  GPtrArray  *rules = NULL;
  LaurelRule *rule = NULL;

  if (document == NULL)
    return;

  rules = get_rules (self, document);
  rule = g_ptr_array_steal_index (rules, from);
  g_ptr_array_insert (rules, (int) to, rule);
  laurel_draft_edit (get_draft (self),
                     g_steal_pointer (&document),
                     self->kind == LAUREL_RULES_REDEMPTION ? _ ("Redemption rule moved")
                                                           : _ ("Restriction moved"),
                     NULL);
}

static void
add_cb (LaurelRuleList *self)
{
  g_autoptr (LaurelDocument) document = begin_edit (self);
  LaurelRule *rule = NULL;
  Row        *row = NULL;

  if (document == NULL)
    return;

  rule = laurel_rule_new ();
  if (self->kind == LAUREL_RULES_REDEMPTION)
    rule->max_share = document->redemption.max_share;
  g_ptr_array_add (get_rules (self, document), rule);
  laurel_draft_edit (get_draft (self),
                     g_steal_pointer (&document),
                     self->kind == LAUREL_RULES_REDEMPTION ? _ ("Redemption rule added")
                                                           : _ ("Restriction added"),
                     NULL);

  row = g_ptr_array_index (self->rows, self->rows->len - 1);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row->row), TRUE);
  gtk_widget_grab_focus (row->row);
}

/* === Rows ===================================================================================== */

static void
add_setting (Row *row, const char *title, GtkWidget *editor)
{
  GtkWidget *setting = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (setting), title);
  gtk_widget_set_valign (editor, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (setting), editor);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (setting), editor);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row->row), setting);
}

static void
add_share (Row *row)
{
  row->share = laurel_number_entry_new (LAUREL_NUMBER_RATE, _ ("At Most"), 0, SHARE_ALL);
  g_signal_connect_swapped (row->share, "changed", G_CALLBACK (share_cb), row);
  add_setting (row, _ ("Points Pay at Most"), row->share);
}

static void
add_forbids (Row *row)
{
  for (guint i = 0; i < N_FORBIDS; i++)
    {
      row->forbids[i] = gtk_switch_new ();
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->forbids[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (forbids[i].title),
                                      -1);
      g_signal_connect_swapped (row->forbids[i], "notify::active", G_CALLBACK (forbid_cb), row);
      add_setting (row, _ (forbids[i].title), row->forbids[i]);
    }
}

/* An editor of sentences under a heading, in a row of its own. */
static void
add_sentences (Row *row, const char *title, GtkWidget *editor)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *holder = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), editor);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (holder), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (holder), FALSE);
  gtk_widget_set_focusable (holder, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row->row), holder);
}

static void
add_editors (Row *row)
{
  LaurelNames *names = laurel_connection_get_names (row->list->connection);

  row->target = laurel_target_editor_new ();
  laurel_target_editor_set_names (LAUREL_TARGET_EDITOR (row->target), names);
  g_signal_connect_swapped (row->target, "changed", G_CALLBACK (target_cb), row);
  add_sentences (row, _ ("Goods"), row->target);

  row->when = laurel_condition_editor_new ();
  laurel_condition_editor_set_names (LAUREL_CONDITION_EDITOR (row->when), names);
  g_signal_connect_swapped (row->when, "changed", G_CALLBACK (when_cb), row);
  add_sentences (row, _ ("When"), row->when);
}

static GtkWidget *
new_icon_button (Row *row, const char *icon_name, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, row);

  return button;
}

static Row *
new_row (LaurelRuleList *self, guint position)
{
  Row       *row = g_new0 (Row, 1);
  GtkWidget *handle = laurel_reorder_new_handle ();

  row->list = self;
  row->position = position;
  row->row = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->row), FALSE);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row->row), handle);

  row->enabled = gtk_switch_new ();
  gtk_widget_set_valign (row->enabled, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->enabled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Switched On"),
                                  -1);
  g_signal_connect_swapped (row->enabled, "notify::active", G_CALLBACK (enabled_cb), row);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row->row), row->enabled);
  adw_expander_row_add_action (
      ADW_EXPANDER_ROW (row->row),
      new_icon_button (row, "user-trash-symbolic", _ ("Delete"), G_CALLBACK (delete_cb)));
  adw_expander_row_add_action (
      ADW_EXPANDER_ROW (row->row),
      new_icon_button (row, "edit-copy-symbolic", _ ("Copy"), G_CALLBACK (copy_cb)));

  if (self->kind == LAUREL_RULES_REDEMPTION)
    add_share (row);
  else
    add_forbids (row);

  add_editors (row);
  gtk_list_box_append (self->box, row->row);
  laurel_reorder_add_row (self->box, GTK_LIST_BOX_ROW (row->row), handle);

  return row;
}

static void
fill_row (Row *row, const LaurelRule *rule)
{
  LaurelNames     *names = laurel_connection_get_names (row->list->connection);
  g_autofree char *sentence = row->list->kind == LAUREL_RULES_REDEMPTION
                                  ? laurel_words_redemption_rule (rule, names)
                                  : laurel_words_restriction (rule, names);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), sentence);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row->row), rule->name != NULL ? rule->name : "");
  gtk_switch_set_active (GTK_SWITCH (row->enabled), rule->enabled);

  if (row->share != NULL)
    laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (row->share), rule->max_share);

  for (guint i = 0; row->forbids[0] != NULL && i < N_FORBIDS; i++)
    gtk_switch_set_active (GTK_SWITCH (row->forbids[i]),
                           G_STRUCT_MEMBER (gboolean, rule, forbids[i].offset));

  laurel_target_editor_set_target (LAUREL_TARGET_EDITOR (row->target), rule->target);
  laurel_condition_editor_set_condition (LAUREL_CONDITION_EDITOR (row->when), rule->when);
}

static void
update (LaurelRuleList *self)
{
  LaurelDocument *document = laurel_draft_get_document (get_draft (self));
  GPtrArray      *rules = NULL;

  if (document == NULL)
    return;

  rules = get_rules (self, document);
  self->updating = TRUE;

  /* Rows stay where they can: somebody may be typing in one. */
  while (self->rows->len > rules->len)
    {
      Row *last = g_ptr_array_index (self->rows, self->rows->len - 1);

      gtk_list_box_remove (self->box, last->row);
      g_ptr_array_remove_index (self->rows, self->rows->len - 1);
    }

  while (self->rows->len < rules->len)
    g_ptr_array_add (self->rows, new_row (self, self->rows->len));

  for (guint i = 0; i < rules->len; i++)
    fill_row (g_ptr_array_index (self->rows, i), g_ptr_array_index (rules, i));

  gtk_widget_set_visible (GTK_WIDGET (self->box), rules->len > 0);
  self->updating = FALSE;
}

static void
laurel_rule_list_dispose (GObject *object)
{
  g_clear_object (&LAUREL_RULE_LIST (object)->connection);

  G_OBJECT_CLASS (laurel_rule_list_parent_class)->dispose (object);
}

static void
laurel_rule_list_finalize (GObject *object)
{
  g_ptr_array_unref (LAUREL_RULE_LIST (object)->rows);

  G_OBJECT_CLASS (laurel_rule_list_parent_class)->finalize (object);
}

static void
laurel_rule_list_class_init (LaurelRuleListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_rule_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = laurel_rule_list_finalize;

  signals[SIGNAL_EDITED] = g_signal_new ("edited",
                                         LAUREL_TYPE_RULE_LIST,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
}

static void
laurel_rule_list_init (LaurelRuleList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
}

static void
build (LaurelRuleList *self)
{
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *label =
      self->kind == LAUREL_RULES_REDEMPTION ? _ ("_Add a Rule") : _ ("_Add a Restriction");
  GtkWidget *add = gtk_button_new_with_mnemonic (label);

  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "boxed-list");
  laurel_reorder_init (self->box, move_cb, self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->box));

  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), add);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
laurel_rule_list_new (LaurelConnection *connection, LaurelRulesKind kind)
{
  LaurelRuleList *self = g_object_new (LAUREL_TYPE_RULE_LIST, NULL);

  self->connection = g_object_ref (connection);
  self->kind = kind;
  build (self);
  g_object_bind_property (get_draft (self), "may-edit", self, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (get_draft (self),
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (laurel_connection_get_names (connection),
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
