/* laurel-discount-tree.c - the table of discounts and groups, as a tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-discount-tree.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-discount-drag.h"
#include "desktop/pages/laurel-node-cell.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-column.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sentence.h"

#define GIVES_WIDTH 170
#define COST_WIDTH  120
/* With less for the names, the other columns go one by one. */
#define NAME_WIDTH 200

/* The ends of the row of a group, where something goes beside it and not into it. */
#define EDGE 0.25

/* Of a list item: its LaurelNodeItem. */
#define ITEM_KEY "laurel-node-item"

struct _LaurelDiscountTree
{
  GtkWidget parent_instance;

  LaurelDraft       *draft;
  LaurelCosts       *costs;
  LaurelNodeTree    *tree;
  GtkTreeListModel  *rows;
  GtkMultiSelection *selection;
  GPtrArray         *cells;      /* LaurelNodeCell that show something */
  GPtrArray         *cost_cells; /* GtkListItem that do */

  GtkScrolledWindow *scrolled;
  GtkColumnView     *view;
  GtkWidget         *menu;

  GtkColumnViewColumn *gives_column;
  GtkColumnViewColumn *cost_column;
  guint                fit_source;

  gboolean sorted;
  /* Rows come and go: what is selected in between means nothing. */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (LaurelDiscountTree, laurel_discount_tree, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* === Rows ================================================================================= */

static LaurelNodeItem *
get_item (LaurelDiscountTree *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, position);
  g_autoptr (LaurelNodeItem) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  /* The tree keeps it. */
  return item;
}

static const char *
get_id (LaurelDiscountTree *self, guint position)
{
  return laurel_node_item_get_node (get_item (self, position))->id;
}

static GListModel *
create_children (gpointer item, gpointer user_data)
{
  GListModel *children = laurel_node_item_get_children (LAUREL_NODE_ITEM (item));

  return children != NULL ? g_object_ref (children) : NULL;
}

static GtkWidget *
find_list (LaurelDiscountTree *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  g_assert (child != NULL);

  return child;
}

static void
scroll_to (LaurelDiscountTree *self, guint position)
{
  gtk_widget_activate_action (find_list (self), "list.scroll-to-item", "u", position);
}

/* === Cells ================================================================================ */

static void
name_setup_cb (LaurelDiscountTree *self, GtkListItem *list_item)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), laurel_node_cell_new (self->draft));
  gtk_list_item_set_child (list_item, expander);
}

static void
name_bind_cb (LaurelDiscountTree *self, GtkListItem *list_item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));
  GtkTreeListRow  *row = gtk_list_item_get_item (list_item);
  LaurelNodeCell  *cell = LAUREL_NODE_CELL (gtk_tree_expander_get_child (expander));
  g_autoptr (LaurelNodeItem) item = gtk_tree_list_row_get_item (row);

  gtk_tree_expander_set_list_row (expander, row);
  laurel_node_cell_set_item (cell, item);
  g_ptr_array_add (self->cells, cell);
}

static void
name_unbind_cb (LaurelDiscountTree *self, GtkListItem *list_item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));
  LaurelNodeCell  *cell = LAUREL_NODE_CELL (gtk_tree_expander_get_child (expander));

  g_ptr_array_remove_fast (self->cells, cell);
  laurel_node_cell_set_item (cell, NULL);
  gtk_tree_expander_set_list_row (expander, NULL);
}

static GtkListItemFactory *
new_name_factory (LaurelDiscountTree *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (name_setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (name_bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (name_unbind_cb), self);

  return factory;
}

/* What does not count now stands back. */
static void
set_cell (GtkLabel *label, const char *text, gboolean dim)
{
  gtk_label_set_text (label, text);

  if (dim)
    gtk_widget_add_css_class (GTK_WIDGET (label), "off-row");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "off-row");
}

static void
gives_changed_cb (GtkLabel *label, LaurelNodeItem *item)
{
  const LaurelNode *node = laurel_node_item_get_node (item);
  g_autofree char  *text = laurel_sentence_gives (node);

  set_cell (label, text, !node->enabled);
}

static void
label_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
}

/* A row that has gone forgets its item before its cells are told: they remember it themselves. */
static LaurelNodeItem *
bind_item (GtkListItem *list_item)
{
  LaurelNodeItem *item = gtk_tree_list_row_get_item (gtk_list_item_get_item (list_item));

  g_object_set_data_full (G_OBJECT (list_item), ITEM_KEY, item, g_object_unref);

  return item;
}

static LaurelNodeItem *
get_bound_item (GtkListItem *list_item)
{
  return g_object_get_data (G_OBJECT (list_item), ITEM_KEY);
}

static void
gives_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkLabel       *label = GTK_LABEL (gtk_list_item_get_child (list_item));
  LaurelNodeItem *item = bind_item (list_item);

  g_signal_connect_object (item,
                           "changed",
                           G_CALLBACK (gives_changed_cb),
                           label,
                           G_CONNECT_SWAPPED);
  gives_changed_cb (label, item);
}

static void
gives_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_data (get_bound_item (list_item),
                                        gtk_list_item_get_child (list_item));
  g_object_set_data (G_OBJECT (list_item), ITEM_KEY, NULL);
}

static GtkListItemFactory *
new_gives_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (label_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (gives_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (gives_unbind_cb), NULL);

  return factory;
}

/* Of a group with both, the money: points have a group of their own where their sum matters. */
static char *
format_cost (LaurelDiscountTree *self, const LaurelNode *node)
{
  const LaurelDocument *current = laurel_draft_get_current (self->draft);
  LaurelCost            cost = { 0 };

  if (!laurel_costs_is_loaded (self->costs) || current == NULL ||
      laurel_document_find (current, node->id) == NULL)
    return g_strdup (LAUREL_FORMAT_NOTHING);

  cost = laurel_costs_get (self->costs, node);

  if (laurel_node_gives_points (node) || (cost.money == 0 && cost.points != 0))
    {
      g_autofree char *points = laurel_words_points (cost.points);

      /* TRANSLATORS: points in a column of money: 1,204,310 pts */
      return g_strdup_printf (_ ("%s pts"), points);
    }

  return laurel_format_money_whole (cost.money);
}

static void
show_cost (LaurelDiscountTree *self, GtkListItem *list_item)
{
  GtkLabel         *label = GTK_LABEL (gtk_list_item_get_child (list_item));
  const LaurelNode *node = laurel_node_item_get_node (get_bound_item (list_item));
  g_autofree char  *text = format_cost (self, node);

  set_cell (label, text, !node->enabled || g_str_equal (text, LAUREL_FORMAT_NOTHING));
}

static void
cost_setup_cb (LaurelDiscountTree *self, GtkListItem *list_item)
{
  label_setup_cb (NULL, list_item);
  gtk_label_set_xalign (GTK_LABEL (gtk_list_item_get_child (list_item)), 1);
}

static void
cost_bind_cb (LaurelDiscountTree *self, GtkListItem *list_item)
{
  bind_item (list_item);
  g_ptr_array_add (self->cost_cells, list_item);
  show_cost (self, list_item);
}

static void
cost_unbind_cb (LaurelDiscountTree *self, GtkListItem *list_item)
{
  g_ptr_array_remove_fast (self->cost_cells, list_item);
  g_object_set_data (G_OBJECT (list_item), ITEM_KEY, NULL);
}

static GtkListItemFactory *
new_cost_factory (LaurelDiscountTree *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (cost_setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (cost_bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (cost_unbind_cb), self);

  return factory;
}

/* The sums of groups change with what is below them, and all of them with the draft. */
static void
refresh_costs (LaurelDiscountTree *self)
{
  for (guint i = 0; i < self->cost_cells->len; i++)
    show_cost (self, g_ptr_array_index (self->cost_cells, i));
}

static void
add_columns (LaurelDiscountTree *self)
{
  GtkColumnViewColumn *name =
      gtk_column_view_column_new (C_ ("discount", "Name"), new_name_factory (self));
  GtkColumnViewColumn *gives = gtk_column_view_column_new (_ ("Gives"), new_gives_factory ());

  gtk_column_view_column_set_resizable (name, TRUE);
  gtk_column_view_column_set_resizable (gives, TRUE);
  laurel_column_append (self->view, name, -1, TRUE);
  self->gives_column = g_object_ref (gives);
  laurel_column_append (self->view, gives, GIVES_WIDTH, FALSE);
  self->cost_column =
      g_object_ref (laurel_column_new_number (_ ("Cost, 30 Days"), new_cost_factory (self)));
  laurel_column_append (self->view, self->cost_column, COST_WIDTH, FALSE);
}

/* Columns are taken out: GTK 4.8 leaves the room of one that is merely invisible empty. */
static void
show_column (LaurelDiscountTree *self, GtkColumnViewColumn *column, gboolean show)
{
  gboolean shown = gtk_column_view_column_get_column_view (column) != NULL;

  if (show && !shown)
    gtk_column_view_append_column (self->view, column);
  else if (!show && shown)
    gtk_column_view_remove_column (self->view, column);
}

static gboolean
fit_cb (gpointer user_data)
{
  LaurelDiscountTree *self = user_data;
  double              width =
      gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scrolled));

  self->fit_source = 0;

  /* In this order: what comes back goes to the end. */
  show_column (self, self->gives_column, width >= NAME_WIDTH + GIVES_WIDTH);
  show_column (self, self->cost_column, width >= NAME_WIDTH + GIVES_WIDTH + COST_WIDTH);

  return G_SOURCE_REMOVE;
}

/* Columns may not come and go while they are being laid out: they do right after. */
static void
width_cb (LaurelDiscountTree *self)
{
  if (self->fit_source == 0 && self->gives_column != NULL)
    self->fit_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fit_cb, self, NULL);
}

/* === Selection ============================================================================ */

static void
selection_changed_cb (LaurelDiscountTree *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

GStrv
laurel_discount_tree_get_selected (LaurelDiscountTree *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint         position = 0;

  g_return_val_if_fail (LAUREL_IS_DISCOUNT_TREE (self), NULL);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      g_strv_builder_add (ids, get_id (self, position));
    while (gtk_bitset_iter_next (&iter, &position));

  return g_strv_builder_end (ids);
}

static void
select_positions (LaurelDiscountTree *self, const char *const *ids, gboolean into_view)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = NULL;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint n_wanted = g_strv_length ((char **) ids);

  for (guint i = 0; i < n_rows && gtk_bitset_get_size (selected) < n_wanted; i++)
    if (g_strv_contains (ids, get_id (self, i)))
      gtk_bitset_add (selected, i);

  mask = gtk_bitset_new_range (0, n_rows);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);

  if (into_view && !gtk_bitset_is_empty (selected))
    scroll_to (self, gtk_bitset_get_minimum (selected));
}

/* The rows of the groups above must be open for the row to be there. */
static void
expand_above (LaurelDiscountTree *self, const char *id)
{
  const LaurelNode *parent = laurel_draft_find_parent (self->draft, id, NULL);
  guint             n_rows = 0;

  if (parent == NULL)
    return;

  expand_above (self, parent->id);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n_rows; i++)
    if (g_str_equal (get_id (self, i), parent->id))
      {
        g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, i);

        gtk_tree_list_row_set_expanded (row, TRUE);
        return;
      }
}

/* Whoever works with keys goes on from the row that is selected now. */
static void
follow_focus (LaurelDiscountTree *self, const char *id)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *list = find_list (self);

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget        *widget = g_ptr_array_index (self->cells, i);
      const LaurelNode *node =
          laurel_node_item_get_node (laurel_node_cell_get_item (LAUREL_NODE_CELL (widget)));

      if (!g_str_equal (node->id, id))
        continue;

      while (widget != NULL && gtk_widget_get_parent (widget) != list)
        widget = gtk_widget_get_parent (widget);

      if (widget != NULL)
        gtk_widget_grab_focus (widget);
      return;
    }
}

void
laurel_discount_tree_select (LaurelDiscountTree *self, const char *const *ids)
{
  g_return_if_fail (LAUREL_IS_DISCOUNT_TREE (self));

  if (*ids == NULL)
    return;

  expand_above (self, *ids);
  select_positions (self, ids, TRUE);
  follow_focus (self, *ids);
}

/* === The draft ============================================================================ */

/* Runs @update, which changes rows, and keeps what is selected selected. */
static void
update_rows (LaurelDiscountTree *self, void (*update) (LaurelDiscountTree *self))
{
  g_auto (GStrv) before = laurel_discount_tree_get_selected (self);
  g_auto (GStrv) after = NULL;

  self->updating = TRUE;
  update (self);
  after = laurel_discount_tree_get_selected (self);

  if (!g_strv_equal ((const char *const *) before, (const char *const *) after))
    select_positions (self, (const char *const *) before, FALSE);

  self->updating = FALSE;
  selection_changed_cb (self);
}

static void
show_document (LaurelDiscountTree *self)
{
  laurel_node_tree_set_document (self->tree, laurel_draft_get_document (self->draft));
}

/* Badges compare with the program in force, which may have changed alone. */
static void
refresh_cells (LaurelDiscountTree *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      LaurelNodeCell *cell = g_ptr_array_index (self->cells, i);

      laurel_node_cell_refresh (cell);
    }
}

static void
draft_changed_cb (LaurelDiscountTree *self)
{
  if (laurel_draft_get_document (self->draft) == NULL)
    return;

  update_rows (self, show_document);
  refresh_cells (self);
  refresh_costs (self);
}

void
laurel_discount_tree_set_draft (LaurelDiscountTree *self, LaurelDraft *draft, LaurelCosts *costs)
{
  g_return_if_fail (LAUREL_IS_DISCOUNT_TREE (self));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  self->costs = g_object_ref (costs);
  add_columns (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (draft,
                           "changed",
                           G_CALLBACK (draft_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (costs, "changed", G_CALLBACK (refresh_costs), self, G_CONNECT_SWAPPED);
  draft_changed_cb (self);
}

LaurelDraft *
laurel_discount_tree_get_draft (LaurelDiscountTree *self)
{
  g_return_val_if_fail (LAUREL_IS_DISCOUNT_TREE (self), NULL);

  return self->draft;
}

static void
apply_sorted (LaurelDiscountTree *self)
{
  laurel_node_tree_set_sorted (self->tree, self->sorted);
}

void
laurel_discount_tree_set_sorted (LaurelDiscountTree *self, gboolean sorted)
{
  g_return_if_fail (LAUREL_IS_DISCOUNT_TREE (self));

  self->sorted = sorted;
  update_rows (self, apply_sorted);
}

gboolean
laurel_discount_tree_get_sorted (LaurelDiscountTree *self)
{
  g_return_val_if_fail (LAUREL_IS_DISCOUNT_TREE (self), FALSE);

  return self->sorted;
}

void
laurel_discount_tree_set_search (LaurelDiscountTree *self, const char *text)
{
  g_return_if_fail (LAUREL_IS_DISCOUNT_TREE (self));

  self->updating = TRUE;
  laurel_node_tree_set_search (self->tree, text);
  self->updating = FALSE;
  selection_changed_cb (self);
}

guint
laurel_discount_tree_get_n_hits (LaurelDiscountTree *self)
{
  g_return_val_if_fail (LAUREL_IS_DISCOUNT_TREE (self), 0);

  return laurel_node_tree_get_n_hits (self->tree);
}

void
laurel_discount_tree_next_hit (LaurelDiscountTree *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  guint n_rows = 0;
  guint start = 0;

  g_return_if_fail (LAUREL_IS_DISCOUNT_TREE (self));

  n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  start = gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_maximum (selected) + 1;

  for (guint i = 0; i < n_rows; i++)
    {
      guint position = (start + i) % n_rows;

      if (laurel_node_item_is_hit (get_item (self, position)))
        {
          gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
          scroll_to (self, position);
          return;
        }
    }
}

void
laurel_discount_tree_rename (LaurelDiscountTree *self, const char *id)
{
  g_return_if_fail (LAUREL_IS_DISCOUNT_TREE (self));

  for (guint i = 0; i < self->cells->len; i++)
    {
      LaurelNodeCell *cell = g_ptr_array_index (self->cells, i);

      if (g_str_equal (laurel_node_item_get_node (laurel_node_cell_get_item (cell))->id, id))
        {
          laurel_node_cell_rename (cell);
          return;
        }
    }
}

void
laurel_discount_tree_focus (LaurelDiscountTree *self)
{
  g_return_if_fail (LAUREL_IS_DISCOUNT_TREE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* === Dropping ============================================================================= */

/* The cell that the row widget @row has inside. */
static LaurelNodeCell *
find_cell (LaurelDiscountTree *self, GtkWidget *row)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      LaurelNodeCell *cell = g_ptr_array_index (self->cells, i);

      if (gtk_widget_is_ancestor (GTK_WIDGET (cell), row))
        return cell;
    }

  return NULL;
}

LaurelNodeItem *
laurel_discount_tree_pick (LaurelDiscountTree *self,
                           double              x,
                           double              y,
                           double             *share,
                           GtkWidget         **row)
{
  GtkWidget      *list = NULL;
  GtkWidget      *widget = NULL;
  LaurelNodeCell *cell = NULL;
  graphene_rect_t bounds;

  g_return_val_if_fail (LAUREL_IS_DISCOUNT_TREE (self), NULL);

  list = find_list (self);
  widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);

  cell = widget != NULL ? find_cell (self, widget) : NULL;

  if (cell == NULL || !gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    return NULL;

  *share = (y - (double) bounds.origin.y) / (double) bounds.size.height;
  *row = widget;

  return laurel_node_cell_get_item (cell);
}

LaurelDropPlace
laurel_discount_tree_find_place (LaurelDiscountTree *self,
                                 const char *const  *ids,
                                 const char         *target,
                                 double              share)
{
  const LaurelNode *node = laurel_document_find (laurel_draft_get_document (self->draft), target);
  const LaurelNode *parent = laurel_draft_find_parent (self->draft, target, NULL);
  LaurelDropPlace   place = share < 0.5 ? LAUREL_DROP_ABOVE : LAUREL_DROP_BELOW;

  if (self->sorted || !laurel_draft_get_may_edit (self->draft))
    return LAUREL_DROP_NOWHERE;

  /* The root has nothing beside it. */
  if (node->is_group && (parent == NULL || (share >= EDGE && share <= 1 - EDGE)))
    place = LAUREL_DROP_INTO;

  return laurel_draft_can_move (self->draft, ids, place == LAUREL_DROP_INTO ? target : parent->id)
             ? place
             : LAUREL_DROP_NOWHERE;
}

void
laurel_discount_tree_drop (LaurelDiscountTree *self,
                           const char *const  *ids,
                           const char         *target,
                           LaurelDropPlace     place)
{
  const LaurelNode *parent = NULL;
  gint              position = 0;

  g_return_if_fail (LAUREL_IS_DISCOUNT_TREE (self));
  g_return_if_fail (place != LAUREL_DROP_NOWHERE);

  if (place == LAUREL_DROP_INTO)
    {
      laurel_draft_move (self->draft, ids, target, -1);
      return;
    }

  parent = laurel_draft_find_parent (self->draft, target, &position);
  laurel_draft_move (self->draft,
                     ids,
                     parent->id,
                     place == LAUREL_DROP_ABOVE ? position : position + 1);
}

/* === The widget =========================================================================== */

/* The row below the pointer becomes the selected one, unless it is among the selected. */
static void
select_under (LaurelDiscountTree *self, double x, double y)
{
  double          share = 0;
  GtkWidget      *row = NULL;
  LaurelNodeItem *item = laurel_discount_tree_pick (self, x, y, &share, &row);
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self);
  const char *ids[] = { NULL, NULL };

  if (item == NULL)
    return;

  ids[0] = laurel_node_item_get_node (item)->id;
  if (!g_strv_contains ((const char *const *) selected, ids[0]))
    select_positions (self, ids, FALSE);
}

static void
pop_up (LaurelDiscountTree *self, double x, double y)
{
  const GdkRectangle point = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &point);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
right_clicked_cb (LaurelDiscountTree *self, int n_press, double x, double y)
{
  select_under (self, x, y);
  pop_up (self, x, y);
}

/* Menu, Shift+F10: at the selected row. */
static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelDiscountTree *self = LAUREL_DISCOUNT_TREE (widget);
  g_auto (GStrv) selected = laurel_discount_tree_get_selected (self);
  graphene_rect_t bounds;

  for (guint i = 0; *selected != NULL && i < self->cells->len; i++)
    {
      GtkWidget        *cell = g_ptr_array_index (self->cells, i);
      const LaurelNode *node =
          laurel_node_item_get_node (laurel_node_cell_get_item (LAUREL_NODE_CELL (cell)));

      if (g_str_equal (node->id, *selected) && gtk_widget_compute_bounds (cell, widget, &bounds))
        {
          pop_up (self,
                  (double) bounds.origin.x + 24,
                  (double) (bounds.origin.y + bounds.size.height));
          return;
        }
    }

  pop_up (self, 24, 48);
}

static void
activate_cb (LaurelDiscountTree *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
laurel_discount_tree_dispose (GObject *object)
{
  LaurelDiscountTree *self = LAUREL_DISCOUNT_TREE (object);

  /* The cells are unbound while we are still there. */
  self->updating = TRUE;
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);

  g_clear_handle_id (&self->fit_source, g_source_remove);
  g_clear_object (&self->gives_column);
  g_clear_object (&self->cost_column);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->scrolled, gtk_widget_unparent);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  g_clear_object (&self->costs);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (laurel_discount_tree_parent_class)->dispose (object);
}

static void
laurel_discount_tree_finalize (GObject *object)
{
  LaurelDiscountTree *self = LAUREL_DISCOUNT_TREE (object);

  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->cost_cells);

  G_OBJECT_CLASS (laurel_discount_tree_parent_class)->finalize (object);
}

/* Here and not for the whole page: Delete in an entry of the editor is something else. */
static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_F2, 0, "discounts.rename" },
    { GDK_KEY_Delete, 0, "discounts.delete" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "discounts.duplicate" },
    { GDK_KEY_Up, GDK_ALT_MASK, "discounts.up" },
    { GDK_KEY_Down, GDK_ALT_MASK, "discounts.down" },
    { GDK_KEY_Right, GDK_ALT_MASK | GDK_SHIFT_MASK, "discounts.into" },
    { GDK_KEY_Left, GDK_ALT_MASK | GDK_SHIFT_MASK, "discounts.out" },
    { GDK_KEY_Menu, 0, "tree.menu" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "tree.menu" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         keys[i].key,
                                         keys[i].modifiers,
                                         keys[i].action,
                                         NULL);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       LAUREL_TYPE_DISCOUNT_TREE,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
laurel_discount_tree_class_init (LaurelDiscountTreeClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = laurel_discount_tree_dispose;
  object_class->finalize = laurel_discount_tree_finalize;

  signals[SIGNAL_SELECTION_CHANGED] = new_signal ("selection-changed");
  signals[SIGNAL_ACTIVATED] = new_signal ("activated");

  gtk_widget_class_install_action (widget_class, "tree.menu", NULL, menu_action);
  add_keys (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
append_items (GMenu *menu, const char *const (*items)[2])
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (; (*items)[0] != NULL; items++)
    g_menu_append (section, _ ((*items)[0]), (*items)[1]);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GtkWidget *
new_menu (void)
{
  static const char *const edits[][2] = {
    { N_ ("Rename"), "discounts.rename" },
    { N_ ("Copy"), "discounts.duplicate" },
    { N_ ("Switch On"), "discounts.enable" },
    { N_ ("Switch Off"), "discounts.disable" },
    { NULL },
  };
  static const char *const moves[][2] = {
    { N_ ("Move Up"), "discounts.up" },
    { N_ ("Move Down"), "discounts.down" },
    { N_ ("Move into the Group Above"), "discounts.into" },
    { N_ ("Move out of the Group"), "discounts.out" },
    { NULL },
  };
  static const char *const ends[][2] = {
    { N_ ("Delete"), "discounts.delete" },
    { NULL },
  };

  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover = NULL;

  append_items (menu, edits);
  append_items (menu, moves);
  append_items (menu, ends);

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);

  return popover;
}

static void
init_view (LaurelDiscountTree *self)
{
  GtkWidget *view = gtk_column_view_new (NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (view);
  gtk_widget_add_css_class (view, "dense");
  gtk_widget_add_css_class (view, "tree");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Discounts"),
                                  -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);

  self->scrolled = GTK_SCROLLED_WINDOW (scrolled);
  gtk_scrolled_window_set_child (self->scrolled, view);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled),
                           "notify::page-size",
                           G_CALLBACK (width_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
laurel_discount_tree_init (LaurelDiscountTree *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->cells = g_ptr_array_new ();
  self->cost_cells = g_ptr_array_new ();
  self->tree = laurel_node_tree_new ();
  self->rows = gtk_tree_list_model_new (
      G_LIST_MODEL (g_object_ref (laurel_node_tree_get_roots (self->tree))),
      FALSE,
      TRUE,
      create_children,
      NULL,
      NULL);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (self->rows));
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  init_view (self);
  self->menu = new_menu ();
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (right_clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  laurel_discount_drag_attach (self);
}
