/* laurel-discounts-page.c - the draft of the program: its discounts as a tree, and the selected one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-discounts-page.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-discount-tree.h"
#include "desktop/pages/laurel-draft-words.h"
#include "desktop/pages/laurel-pane-bin.h"
#include "desktop/pages/laurel-pane.h"
#include "desktop/widgets/laurel-filter-strip.h"
#include "desktop/widgets/laurel-node-editor.h"
#include "desktop/widgets/laurel-sentence.h"
#include "desktop/widgets/laurel-state-view.h"

/* The selection rests for as long before the pane follows. */
#define FOLLOW_MS 150

struct _LaurelDiscountsPage
{
  LaurelPage parent_instance;

  LaurelDraft *draft;
  LaurelCosts *costs;
  guint        follow_source;

  GtkWidget          *add_box;
  GtkMenuButton      *add_menu;
  GtkWidget          *add_icon;
  GtkWidget          *add_label;
  GtkWidget          *check_button;
  GtkInfoBar         *conflict_bar;
  GtkInfoBar         *failed_bar;
  GtkLabel           *failed_label;
  LaurelStateView    *state_view;
  AdwFlap            *flap;
  LaurelFilterStrip  *strip;
  GtkDropDown        *sort;
  GtkWidget          *sort_hint;
  GtkStack           *tree_stack;
  LaurelDiscountTree *tree;
  GtkStack           *bottom_stack;
  GtkLabel           *counts_label;
  GtkLabel           *several_label;
  GtkWidget          *pane;
  GtkStack           *pane_stack;
  AdwStatusPage      *several_page;
  LaurelNodeEditor   *editor;
};

G_DEFINE_FINAL_TYPE (LaurelDiscountsPage, laurel_discounts_page, LAUREL_TYPE_PAGE)

#define PAGE(widget) LAUREL_DISCOUNTS_PAGE (widget)

/* In the order of LaurelRewardKind; "group" is one more. */
static const char *const kinds[] = {
  "percent",        "amount", "fixed_price",      "nth", "gift", "set",
  "points_percent", "points", "points_multiplier"
};

/* What needs rows that are selected, and the right to edit. */
static const char *const selection_actions[] = {
  "discounts.rename", "discounts.duplicate", "discounts.delete",
  "discounts.enable", "discounts.disable",   "discounts.up",
  "discounts.down",   "discounts.into",      "discounts.out",
};

static const char *const moving_actions[] = {
  "discounts.up",
  "discounts.down",
  "discounts.into",
  "discounts.out",
};

/* === What is seen ========================================================================= */

static void
update_actions (LaurelDiscountsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self->tree);
  gboolean may_edit =
      laurel_draft_get_may_edit (self->draft) && laurel_draft_get_document (self->draft) != NULL;
  gboolean may_move = may_edit && !laurel_discount_tree_get_sorted (self->tree);

  for (gsize i = 0; i < G_N_ELEMENTS (selection_actions); i++)
    gtk_widget_action_set_enabled (widget, selection_actions[i], may_edit && *selected != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (moving_actions); i++)
    gtk_widget_action_set_enabled (widget, moving_actions[i], may_move && *selected != NULL);

  gtk_widget_action_set_enabled (widget, "discounts.add", may_edit);
  gtk_widget_action_set_enabled (widget, "discounts.save", may_edit);
  gtk_widget_action_set_enabled (widget,
                                 "discounts.undo",
                                 may_edit && laurel_draft_can_undo (self->draft));
  gtk_widget_action_set_enabled (widget,
                                 "discounts.redo",
                                 may_edit && laurel_draft_can_redo (self->draft));
}

static void
update_failure (LaurelDiscountsPage *self)
{
  const GError *error = laurel_draft_get_error (self->draft);
  gboolean      failed = laurel_draft_get_state (self->draft) == LAUREL_DRAFT_FAILED &&
                    laurel_draft_get_document (self->draft) != NULL;

  if (failed)
    gtk_label_set_text (self->failed_label, error->message);

  gtk_info_bar_set_revealed (self->failed_bar, failed);
}

static void
update_state (LaurelDiscountsPage *self)
{
  const LaurelDocument *document = laurel_draft_get_document (self->draft);
  LaurelDraftState      state = laurel_draft_get_state (self->draft);
  const GError         *error = laurel_draft_get_error (self->draft);

  if (document == NULL && state == LAUREL_DRAFT_FAILED)
    laurel_state_view_show_error (self->state_view,
                                  error->message,
                                  laurel_api_error_get_details (error));
  else if (document == NULL)
    laurel_state_view_set_state (self->state_view, LAUREL_STATE_LOADING);
  else
    laurel_state_view_set_state (self->state_view,
                                 document->root->children->len > 0 ? LAUREL_STATE_CONTENT
                                                                   : LAUREL_STATE_EMPTY);
}

static void
state_cb (LaurelDiscountsPage *self)
{
  g_autofree char *subtitle = laurel_draft_words_state (self->draft);

  laurel_page_set_subtitle (LAUREL_PAGE (self), subtitle);
  gtk_info_bar_set_revealed (self->conflict_bar,
                             laurel_draft_get_state (self->draft) == LAUREL_DRAFT_CONFLICT);
  update_failure (self);
  update_state (self);
  update_actions (self);
}

static void
update_search (LaurelDiscountsPage *self)
{
  gboolean nothing = *laurel_filter_strip_get_text (self->strip) != '\0' &&
                     laurel_discount_tree_get_n_hits (self->tree) == 0;

  gtk_stack_set_visible_child_name (self->tree_stack, nothing ? "nothing" : "tree");
}

static void
changed_cb (LaurelDiscountsPage *self)
{
  const LaurelDocument *document = laurel_draft_get_document (self->draft);
  g_autofree char      *counts = NULL;

  state_cb (self);

  if (document == NULL)
    return;

  counts = laurel_draft_words_counts (document);
  gtk_label_set_text (self->counts_label, counts);
  update_search (self);
}

static void
show_several (LaurelDiscountsPage *self, guint n_selected)
{
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected), n_selected);

  gtk_label_set_text (self->several_label, title);
  adw_status_page_set_title (self->several_page, title);
}

static gboolean
follow_cb (gpointer user_data)
{
  LaurelDiscountsPage *self = user_data;
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self->tree);
  guint n_selected = g_strv_length (selected);

  self->follow_source = 0;

  if (n_selected == 1)
    laurel_node_editor_set_node (
        self->editor,
        self->draft,
        laurel_connection_get_names (laurel_page_get_connection (LAUREL_PAGE (self))),
        *selected);

  gtk_stack_set_visible_child_name (self->pane_stack,
                                    n_selected == 0   ? "none"
                                    : n_selected == 1 ? "editor"
                                                      : "several");

  return G_SOURCE_REMOVE;
}

static void
selection_changed_cb (LaurelDiscountsPage *self)
{
  g_auto (GStrv) selected = NULL;
  guint n_selected = 0;

  if (self->draft == NULL)
    return;

  selected = laurel_discount_tree_get_selected (self->tree);
  n_selected = g_strv_length (selected);
  show_several (self, n_selected);
  gtk_stack_set_visible_child_name (self->bottom_stack, n_selected > 1 ? "several" : "counts");
  update_actions (self);

  if (self->follow_source == 0)
    self->follow_source = g_timeout_add (FOLLOW_MS, follow_cb, self);
}

/* Beside the tree it is always there; over the tree it comes when it is asked for. */
static void
folded_cb (LaurelDiscountsPage *self)
{
  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_folded (self->flap));
}

static void
activated_cb (LaurelDiscountsPage *self)
{
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
selected_cb (LaurelDiscountsPage *self, const char *id)
{
  const char *const ids[] = { id, NULL };

  laurel_discount_tree_select (self->tree, ids);
}

/* === Search and order ===================================================================== */

static void
search_changed_cb (LaurelDiscountsPage *self)
{
  if (self->draft == NULL)
    return;

  laurel_discount_tree_set_search (self->tree, laurel_filter_strip_get_text (self->strip));
  update_search (self);
}

static void
search_activated_cb (LaurelDiscountsPage *self)
{
  laurel_discount_tree_next_hit (self->tree);
}

static void
clear_search_cb (LaurelDiscountsPage *self)
{
  laurel_filter_strip_set_text (self->strip, "");
}

static void
sort_changed_cb (LaurelDiscountsPage *self)
{
  gboolean sorted = gtk_drop_down_get_selected (self->sort) == 1;

  if (self->draft == NULL)
    return;

  laurel_discount_tree_set_sorted (self->tree, sorted);
  gtk_widget_set_visible (self->sort_hint, sorted);
  update_actions (self);
}

/* === Acts ================================================================================= */

/* Where a new node goes: into the selected group, behind the selected discount, else last. */
static const char *
pick_place (LaurelDiscountsPage *self, gint *position)
{
  const LaurelDocument *document = laurel_draft_get_document (self->draft);
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self->tree);
  const LaurelNode *node = *selected != NULL ? laurel_document_find (document, *selected) : NULL;

  *position = -1;

  if (node == NULL)
    return document->root->id;

  if (node->is_group)
    return node->id;

  node = laurel_draft_find_parent (self->draft, node->id, position);
  (*position)++;

  return node->id;
}

static LaurelNode *
new_node (LaurelDiscountsPage *self, const char *kind)
{
  gboolean         is_group = g_str_equal (kind, "group");
  const char      *name = is_group ? _ ("New Group") : _ ("New Discount");
  g_autofree char *id = laurel_draft_new_id (self->draft, name);
  LaurelNode      *node = NULL;

  if (is_group)
    node = laurel_node_new_group (id);

  for (gsize i = 0; node == NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], kind))
      node = laurel_node_new_discount (id, (LaurelRewardKind) i);

  g_assert (node != NULL);
  node->name = g_strdup (name);

  return node;
}

static void
add_node (LaurelDiscountsPage *self, const char *kind)
{
  LaurelNode      *node = new_node (self, kind);
  g_autofree char *id = g_strdup (node->id);
  const char      *ids[] = { id, NULL };
  gint             position = 0;
  const char      *parent = pick_place (self, &position);

  /* What a search hides could not be seen. */
  laurel_filter_strip_set_text (self->strip, "");
  laurel_discount_tree_set_search (self->tree, "");
  laurel_draft_insert (self->draft, node, parent, position);
  laurel_discount_tree_select (self->tree, ids);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_node (PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
add_first_cb (LaurelDiscountsPage *self)
{
  add_node (self, kinds[0]);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelDiscountsPage *self = PAGE (widget);
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self->tree);

  laurel_discount_tree_rename (self->tree, *selected);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelDiscountsPage *self = PAGE (widget);
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self->tree);
  g_auto (GStrv) copies = laurel_draft_duplicate (self->draft, (const char *const *) selected);

  laurel_discount_tree_select (self->tree, (const char *const *) copies);
}

/* What is selected once @ids are gone: the next row of the group, the one before, or the group. */
static char *
pick_next (LaurelDiscountsPage *self, const char *const *ids)
{
  gint              position = 0;
  const LaurelNode *parent = laurel_draft_find_parent (self->draft, ids[0], &position);
  guint             start = (guint) position;

  if (parent == NULL)
    return NULL;

  for (guint i = start; i < parent->children->len; i++)
    {
      const LaurelNode *node = g_ptr_array_index (parent->children, i);

      if (!g_strv_contains (ids, node->id))
        return g_strdup (node->id);
    }

  for (guint i = start; i-- > 0;)
    {
      const LaurelNode *node = g_ptr_array_index (parent->children, i);

      if (!g_strv_contains (ids, node->id))
        return g_strdup (node->id);
    }

  return g_strdup (parent->id);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelDiscountsPage *self = PAGE (widget);
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self->tree);
  const char *const    *ids = (const char *const *) selected;
  const LaurelDocument *before = laurel_draft_get_document (self->draft);
  g_autofree char      *next = pick_next (self, ids);
  const char *const     next_ids[] = { next, NULL };
  g_autofree char      *what = laurel_draft_remove (self->draft, ids);

  if (laurel_draft_get_document (self->draft) == before)
    return;

  laurel_discount_tree_select (self->tree, next_ids);
  laurel_page_undo_toast (LAUREL_PAGE (self), what);
}

static void
switch_selected (LaurelDiscountsPage *self, gboolean enabled)
{
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self->tree);
  const LaurelDocument *before = laurel_draft_get_document (self->draft);
  g_autofree char      *what =
      laurel_draft_set_enabled (self->draft, (const char *const *) selected, enabled);

  if (laurel_draft_get_document (self->draft) != before)
    laurel_page_undo_toast (LAUREL_PAGE (self), what);
}

static void
enable_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  switch_selected (PAGE (widget), TRUE);
}

static void
disable_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  switch_selected (PAGE (widget), FALSE);
}

/* Moves what is selected, where that can be done. */
static void
move_selected (LaurelDiscountsPage *self, const char *parent, gint position)
{
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self->tree);
  const char *const *ids = (const char *const *) selected;

  if (!laurel_draft_can_move (self->draft, ids, parent))
    return;

  laurel_draft_move (self->draft, ids, parent, position);
  laurel_discount_tree_select (self->tree, ids);
}

/* The group of the first that is selected, NULL of the root; @first and @last: the places of the
 * first and the last of them in it. */
static const LaurelNode *
find_block (LaurelDiscountsPage *self, gint *first, gint *last)
{
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self->tree);
  const LaurelNode *parent = NULL;

  if (*selected == NULL)
    return NULL;

  parent = laurel_draft_find_parent (self->draft, *selected, first);
  *last = *first;

  for (char **id = selected; parent != NULL && *id != NULL; id++)
    {
      gint position = 0;

      if (laurel_draft_find_parent (self->draft, *id, &position) == parent)
        *last = MAX (*last, position);
    }

  return parent;
}

static void
up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelDiscountsPage *self = PAGE (widget);
  gint                 first = 0;
  gint                 last = 0;
  const LaurelNode    *parent = find_block (self, &first, &last);

  if (parent != NULL && first > 0)
    move_selected (self, parent->id, first - 1);
}

static void
down_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelDiscountsPage *self = PAGE (widget);
  gint                 first = 0;
  gint                 last = 0;
  const LaurelNode    *parent = find_block (self, &first, &last);

  if (parent != NULL && last + 1 < (gint) parent->children->len)
    move_selected (self, parent->id, last + 2);
}

static void
into_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelDiscountsPage *self = PAGE (widget);
  gint                 first = 0;
  gint                 last = 0;
  const LaurelNode    *parent = find_block (self, &first, &last);
  const LaurelNode    *above = NULL;

  if (parent == NULL || first == 0)
    return;

  above = g_ptr_array_index (parent->children, first - 1);
  if (above->is_group)
    move_selected (self, above->id, -1);
}

static void
out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelDiscountsPage *self = PAGE (widget);
  gint                 first = 0;
  gint                 last = 0;
  gint                 position = 0;
  const LaurelNode    *parent = find_block (self, &first, &last);
  const LaurelNode    *above = NULL;

  if (parent == NULL)
    return;

  above = laurel_draft_find_parent (self->draft, parent->id, &position);
  if (above != NULL)
    move_selected (self, above->id, position + 1);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_undo (LAUREL_PAGE (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelDiscountsPage *self = PAGE (widget);
  g_autofree char     *what = laurel_draft_redo (self->draft);
  g_autofree char     *text = what != NULL ? g_strdup_printf (_ ("Done again: %s"), what) : NULL;

  if (text != NULL)
    laurel_page_toast (LAUREL_PAGE (self), text);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_draft_save (PAGE (widget)->draft);
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_open_program (LAUREL_PAGE (widget), "publish");
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_open_room (LAUREL_PAGE (widget), "check");
}

/* The ⋮ of the editor: its node is the one that is selected. */
static void
editor_action_cb (LaurelDiscountsPage *self, const char *action)
{
  g_autofree char *name = g_strconcat ("discounts.", action, NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), name, NULL);
}

static void
keep_mine_cb (LaurelDiscountsPage *self)
{
  laurel_draft_resolve (self->draft, TRUE);
}

static void
take_theirs_cb (LaurelDiscountsPage *self)
{
  laurel_draft_resolve (self->draft, FALSE);
  laurel_page_undo_toast (LAUREL_PAGE (self), _ ("The other version taken"));
}

static void
retry_cb (LaurelDiscountsPage *self)
{
  laurel_draft_load (self->draft);
}

/* === The page ============================================================================= */

static void
laurel_discounts_page_connected (LaurelPage *page)
{
  LaurelDiscountsPage *self = PAGE (page);

  self->draft = g_object_ref (laurel_connection_get_draft (laurel_page_get_connection (page)));
  self->costs = laurel_costs_new (laurel_page_get_api (page));
  laurel_discount_tree_set_draft (self->tree, self->draft, self->costs);
  laurel_node_editor_set_check (self->editor,
                                laurel_connection_get_check (laurel_page_get_connection (page)));
  laurel_costs_load (self->costs);
  g_signal_connect_object (self->draft,
                           "notify::state",
                           G_CALLBACK (state_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft,
                           "selected",
                           G_CALLBACK (selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->add_box, laurel_draft_get_may_edit (self->draft));
  changed_cb (self);
}

static void
laurel_discounts_page_reload (LaurelPage *page)
{
  LaurelDiscountsPage *self = PAGE (page);

  laurel_draft_load (self->draft);
  laurel_costs_load (self->costs);
}

static void
laurel_discounts_page_search (LaurelPage *page)
{
  laurel_filter_strip_focus_search (PAGE (page)->strip);
}

static gboolean
laurel_discounts_page_close_pane (LaurelPage *page)
{
  LaurelDiscountsPage *self = PAGE (page);

  if (!adw_flap_get_reveal_flap (self->flap))
    return FALSE;

  adw_flap_set_reveal_flap (self->flap, FALSE);
  laurel_discount_tree_focus (self->tree);

  return TRUE;
}

static void
laurel_discounts_page_toggle_pane (LaurelPage *page)
{
  AdwFlap *flap = PAGE (page)->flap;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
laurel_discounts_page_undo (LaurelPage *page)
{
  LaurelDiscountsPage *self = PAGE (page);
  g_autofree char     *what = laurel_draft_undo (self->draft);
  g_autofree char     *text = what != NULL ? g_strdup_printf (_ ("Undone: %s"), what) : NULL;

  if (text != NULL)
    laurel_page_toast (page, text);
}

static void
laurel_discounts_page_set_narrow (LaurelPage *page, gboolean narrow)
{
  LaurelDiscountsPage *self = PAGE (page);

  gtk_widget_set_visible (self->add_icon, narrow);
  gtk_widget_set_visible (self->add_label, !narrow);
  gtk_widget_set_visible (self->check_button, !narrow);
}

static void
laurel_discounts_page_dispose (GObject *object)
{
  LaurelDiscountsPage *self = PAGE (object);

  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_object (&self->costs);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (laurel_discounts_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                 *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "discounts.rename", rename_action },   { "discounts.duplicate", duplicate_action },
    { "discounts.delete", delete_action },   { "discounts.enable", enable_action },
    { "discounts.disable", disable_action }, { "discounts.up", up_action },
    { "discounts.down", down_action },       { "discounts.into", into_action },
    { "discounts.out", out_action },         { "discounts.undo", undo_action },
    { "discounts.redo", redo_action },       { "discounts.save", save_action },
    { "discounts.publish", publish_action }, { "discounts.check", check_action },
  };
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "discounts.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "discounts.redo" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "discounts.save" },
    { GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "discounts.publish" },
    { GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "discounts.check" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "discounts.publish" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);

  gtk_widget_class_install_action (widget_class, "discounts.add", "s", add_action);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         keys[i].key,
                                         keys[i].modifiers,
                                         keys[i].action,
                                         NULL);

  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_n,
                                       GDK_CONTROL_MASK,
                                       "discounts.add",
                                       "s",
                                       kinds[0]);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, add_box);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, add_menu);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, add_icon);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, add_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, conflict_bar);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, failed_bar);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, failed_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, state_view);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, flap);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, strip);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, sort);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, sort_hint);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, tree_stack);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, tree);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, bottom_stack);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, counts_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, several_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, pane);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, pane_stack);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, several_page);
  gtk_widget_class_bind_template_child (widget_class, LaurelDiscountsPage, editor);
  gtk_widget_class_bind_template_callback (widget_class, keep_mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, editor_action_cb);
}

static void
laurel_discounts_page_class_init (LaurelDiscountsPageClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  LaurelPageClass *page_class = LAUREL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_discounts_page_dispose;
  page_class->connected = laurel_discounts_page_connected;
  page_class->reload = laurel_discounts_page_reload;
  page_class->search = laurel_discounts_page_search;
  page_class->close_pane = laurel_discounts_page_close_pane;
  page_class->toggle_pane = laurel_discounts_page_toggle_pane;
  page_class->undo = laurel_discounts_page_undo;
  page_class->set_narrow = laurel_discounts_page_set_narrow;

  g_type_ensure (LAUREL_TYPE_DISCOUNT_TREE);
  g_type_ensure (LAUREL_TYPE_FILTER_STRIP);
  g_type_ensure (LAUREL_TYPE_NODE_EDITOR);
  g_type_ensure (LAUREL_TYPE_PANE_BIN);
  g_type_ensure (LAUREL_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-discounts-page.ui");
  bind_template (widget_class);
  install_actions (widget_class);
}

/* Money, points, and a group. */
static GMenuModel *
new_add_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) money = g_menu_new ();
  g_autoptr (GMenu) points = g_menu_new ();
  g_autoptr (GMenu) groups = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *action = g_strdup_printf ("discounts.add('%s')", kinds[i]);

      g_menu_append (i < LAUREL_REWARD_POINTS_PERCENT ? money : points,
                     laurel_sentence_reward_kind ((LaurelRewardKind) i),
                     action);
    }

  g_menu_append (groups, _ ("Group"), "discounts.add('group')");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (money));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (points));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (groups));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
laurel_discounts_page_init (LaurelDiscountsPage *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  menu = new_add_menu ();
  gtk_menu_button_set_menu_model (self->add_menu, menu);
}

GtkWidget *
laurel_discounts_page_new (LaurelConnection *connection, GSettings *settings)
{
  LaurelDiscountsPage *self =
      g_object_new (LAUREL_TYPE_DISCOUNTS_PAGE, "connection", connection, NULL);

  laurel_pane_make_resizable (self->pane, settings, "discount-pane-width");

  return GTK_WIDGET (self);
}
