/* laurel-check-lines.c - the lines of a receipt on trial, typed in, and their prices side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-check-lines.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-product-row.h"
#include "desktop/pages/laurel-search-list.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-number-entry.h"

/* Of a receipt's limits: engine.md, 1. */
#define QUANTITY_MAX G_GINT64_CONSTANT (1000000000)
#define PRICE_MAX    G_GINT64_CONSTANT (100000000000)
#define ONE_PIECE    1000

typedef enum
{
  COLUMN_N,
  COLUMN_QUANTITY,
  COLUMN_PRICE,
  COLUMN_DISCOUNT_LEFT,
  COLUMN_PAY_LEFT,
  COLUMN_DISCOUNT_RIGHT,
  COLUMN_PAY_RIGHT,
  COLUMN_END,
  N_COLUMNS,
} Column;

typedef struct
{
  LaurelCheckLines *list;
  gint64            n;
  GtkWidget        *row;
  GtkLabel         *number;
  GtkLabel         *name;
  GtkLabel         *fault;
  GtkWidget        *quantity;
  GtkWidget        *price;
  GtkWidget        *external;
  GtkLabel         *prices[N_COLUMNS];
} Row;

struct _LaurelCheckLines
{
  AdwBin parent_instance;

  LaurelConnection *connection;
  LaurelPricing    *pricing;
  GtkListBox       *box;
  GtkWidget        *heads[N_COLUMNS];
  GtkWidget        *add_button;
  GtkSizeGroup     *columns[N_COLUMNS];
  GPtrArray        *rows; /* Row */
  gboolean          narrow;
  gboolean          updating;
};

G_DEFINE_FINAL_TYPE (LaurelCheckLines, laurel_check_lines, ADW_TYPE_BIN)

enum
{
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The first that go where there is no room. */
static const Column dispensable[] = { COLUMN_PRICE, COLUMN_DISCOUNT_LEFT, COLUMN_DISCOUNT_RIGHT };

static LaurelTrial *
get_trial (LaurelCheckLines *self)
{
  return laurel_pricing_get_trial (self->pricing);
}

static LaurelTrialLine *
find_line (LaurelCheckLines *self, gint64 n)
{
  GPtrArray *lines = get_trial (self)->lines;

  for (guint i = 0; i < lines->len; i++)
    if (((LaurelTrialLine *) g_ptr_array_index (lines, i))->n == n)
      return g_ptr_array_index (lines, i);

  return NULL;
}

/* === Edits ==================================================================================== */

static void update (LaurelCheckLines *self);

static gint64
read_number (GtkWidget *entry)
{
  return laurel_number_entry_get_value (LAUREL_NUMBER_ENTRY (entry));
}

/* A number that is being typed anew is the old one until there is another: an entry is empty for a
 * moment while its text is replaced. */
static void
edited_cb (Row *row)
{
  LaurelTrialLine *line = find_line (row->list, row->n);
  gint64           quantity = read_number (row->quantity);
  gint64           price = read_number (row->price);
  gint64           external = read_number (row->external);

  if (row->list->updating || line == NULL || quantity == LAUREL_UNSET || price == LAUREL_UNSET ||
      external == LAUREL_UNSET)
    return;

  line->quantity = quantity;
  line->price = price;
  line->external = external;
  laurel_pricing_touch (row->list->pricing);
}

static void
remove_cb (Row *row)
{
  LaurelCheckLines *self = row->list;
  LaurelTrialLine  *line = find_line (self, row->n);

  g_ptr_array_remove (get_trial (self)->lines, line);
  laurel_pricing_touch (self->pricing);
  update (self);
}

static void
select_line (LaurelCheckLines *self, gint64 n)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->n == n)
        gtk_list_box_select_row (self->box, GTK_LIST_BOX_ROW (row->row));
    }
}

static void
product_chosen_cb (LaurelCheckLines *self, LaurelProductRow *product)
{
  LaurelTrialLine *line = laurel_trial_add_line (get_trial (self),
                                                 product->product,
                                                 product->name,
                                                 ONE_PIECE,
                                                 product->price);
  gint64           n = line->n;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->add_button));
  laurel_pricing_touch (self->pricing);
  update (self);
  select_line (self, n);
}

static LaurelListRequest *
search_products (const char *text)
{
  return laurel_product_list_new (text);
}

static GtkWidget *
new_product_row (gpointer item)
{
  LaurelProductRow *product = item;
  g_autofree char  *price =
      product->price > 0 ? laurel_format_price (product->price) : g_strdup (LAUREL_FORMAT_NOTHING);

  return laurel_search_list_new_row (product->name, product->product, price);
}

static void
create_search_cb (GtkMenuButton *button, gpointer user_data)
{
  LaurelCheckLines *self = LAUREL_CHECK_LINES (user_data);
  GtkWidget        *popover = gtk_popover_new ();
  GtkWidget        *list = laurel_search_list_new (laurel_connection_get_api (self->connection),
                                            _ ("Product or code"),
                                            search_products,
                                            new_product_row);

  gtk_widget_set_size_request (list, 360, 320);
  g_signal_connect_object (list, "chosen", G_CALLBACK (product_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_menu_button_set_popover (button, popover);
}

/* === Rows ===================================================================================== */

static void
append_column (LaurelCheckLines *self, GtkWidget *box, Column column, GtkWidget *widget)
{
  gtk_size_group_add_widget (self->columns[column], widget);
  gtk_box_append (GTK_BOX (box), widget);
}

static GtkLabel *
append_label (LaurelCheckLines *self, GtkWidget *box, Column column)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *holder = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  /* The mark of a change is as wide as the number, not as the column. */
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (holder), label);
  gtk_widget_set_hexpand (holder, FALSE);
  append_column (self, box, column, holder);

  return GTK_LABEL (label);
}

static GtkWidget *
new_number (Row *row, LaurelNumberKind kind, const char *label, gint64 min, gint64 max, int width)
{
  GtkWidget *number = laurel_number_entry_new (kind, label, min, max);
  GtkWidget *entry = laurel_number_entry_get_entry (LAUREL_NUMBER_ENTRY (number));

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (number, "changed", G_CALLBACK (edited_cb), row);

  return number;
}

static GtkWidget *
new_names (Row *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (row->name, 0);
  gtk_label_set_ellipsize (row->name, PANGO_ELLIPSIZE_END);
  row->fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (row->fault, 0);
  gtk_label_set_wrap (row->fault, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row->fault), "error");
  gtk_widget_add_css_class (GTK_WIDGET (row->fault), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->fault));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

/* What is needed rarely: a discount from outside, and to remove the line. */
static GtkWidget *
new_end (Row *row)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *outside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *remove = gtk_button_new_with_mnemonic (_ ("_Remove This Line"));

  row->external =
      new_number (row, LAUREL_NUMBER_MONEY, _ ("Discount from Outside"), 0, PRICE_MAX, 9);
  gtk_box_append (GTK_BOX (outside), gtk_label_new (_ ("Discount from Outside")));
  gtk_box_append (GTK_BOX (outside), row->external);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_cb), row);
  gtk_box_append (GTK_BOX (box), outside);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("More about This Line"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static Row *
new_row (LaurelCheckLines *self)
{
  Row       *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  row->list = self;
  row->row = gtk_list_box_row_new ();
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  row->number = append_label (self, box, COLUMN_N);
  gtk_widget_add_css_class (GTK_WIDGET (row->number), "dim-label");
  gtk_box_append (GTK_BOX (box), new_names (row));
  row->quantity = new_number (row, LAUREL_NUMBER_QUANTITY, _ ("Quantity"), 1, QUANTITY_MAX, 4);
  append_column (self, box, COLUMN_QUANTITY, row->quantity);
  row->price = new_number (row, LAUREL_NUMBER_MONEY, _ ("Price"), 0, PRICE_MAX, 8);
  laurel_number_entry_set_unit (LAUREL_NUMBER_ENTRY (row->price), "");
  append_column (self, box, COLUMN_PRICE, row->price);

  for (guint i = COLUMN_DISCOUNT_LEFT; i <= COLUMN_PAY_RIGHT; i++)
    row->prices[i] = append_label (self, box, i);

  append_column (self, box, COLUMN_END, new_end (row));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_list_box_append (self->box, row->row);

  return row;
}

/* === What is shown ============================================================================ */

static void
set_price (GtkLabel *label, const char *text, gboolean changed)
{
  g_autofree char *spoken =
      /* TRANSLATORS: for screen readers: a number that differs from that of the other program */
      changed ? g_strdup_printf (_ ("%s, changed"), text) : g_strdup (text);

  gtk_label_set_text (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
  if (changed)
    gtk_widget_add_css_class (GTK_WIDGET (label), "changed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "changed");
}

static void
fill_prices (Row *row, guint side, const LaurelSaleLine *left)
{
  LaurelPricing           *pricing = row->list->pricing;
  const LaurelTrialResult *result = laurel_pricing_get_result (pricing, side);
  const LaurelSaleLine    *line =
      result != NULL ? laurel_trial_result_find_line (result, row->n) : NULL;
  GtkLabel        *discount = row->prices[side == 0 ? COLUMN_DISCOUNT_LEFT : COLUMN_DISCOUNT_RIGHT];
  GtkLabel        *pay = row->prices[side == 0 ? COLUMN_PAY_LEFT : COLUMN_PAY_RIGHT];
  g_autofree char *discount_text = NULL;
  g_autofree char *pay_text = NULL;

  if (line == NULL)
    {
      set_price (discount, LAUREL_FORMAT_NOTHING, FALSE);
      set_price (pay, LAUREL_FORMAT_NOTHING, FALSE);
      return;
    }

  discount_text = laurel_format_money_or_nothing (-line->discount);
  pay_text = laurel_format_money (line->to_pay);
  set_price (discount, discount_text, left != NULL && left->discount != line->discount);
  set_price (pay, pay_text, left != NULL && left->to_pay != line->to_pay);
}

static void
fill_row (Row *row, guint position, const LaurelTrialLine *line)
{
  LaurelPricing           *pricing = row->list->pricing;
  const LaurelTrialResult *left = laurel_pricing_get_result (pricing, 0);
  g_autofree char         *number = g_strdup_printf ("%u", position + 1);
  g_autofree char         *fault = laurel_pricing_dup_line_fault (pricing, line->n);

  row->n = line->n;
  gtk_label_set_text (row->number, number);
  gtk_label_set_text (row->name, line->name != NULL ? line->name : line->product);
  gtk_label_set_text (row->fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (row->fault), fault != NULL);
  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (row->quantity), line->quantity);
  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (row->price), line->price);
  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (row->external), line->external);
  fill_prices (row, 0, NULL);
  fill_prices (row, 1, left != NULL ? laurel_trial_result_find_line (left, line->n) : NULL);
}

static void
arrange (LaurelCheckLines *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (dispensable); i++)
    {
      Column column = dispensable[i];

      gtk_widget_set_visible (self->heads[column], !self->narrow);

      for (guint j = 0; j < self->rows->len; j++)
        {
          Row       *row = g_ptr_array_index (self->rows, j);
          GtkWidget *cell = column == COLUMN_PRICE
                                ? row->price
                                : gtk_widget_get_parent (GTK_WIDGET (row->prices[column]));

          gtk_widget_set_visible (cell, !self->narrow);
        }
    }
}

/* "41: Discount" */
static void
fill_head (LaurelCheckLines *self, guint side)
{
  gint64           version = laurel_pricing_get_version (self->pricing, side);
  g_autofree char *number = g_strdup_printf ("%d", (int) version);
  const char      *name = version == 0 ? _ ("Draft") : number;
  /* TRANSLATORS: a column: %s is the number of a program or "Draft" */
  g_autofree char *discount = g_strdup_printf (_ ("%s: Discount"), name);
  g_autofree char *pay = g_strdup_printf (_ ("%s: to Pay"), name);

  gtk_label_set_text (
      GTK_LABEL (self->heads[side == 0 ? COLUMN_DISCOUNT_LEFT : COLUMN_DISCOUNT_RIGHT]),
      discount);
  gtk_label_set_text (GTK_LABEL (self->heads[side == 0 ? COLUMN_PAY_LEFT : COLUMN_PAY_RIGHT]), pay);
}

static void
update (LaurelCheckLines *self)
{
  GPtrArray *lines = get_trial (self)->lines;

  self->updating = TRUE;

  /* Rows stay where they can: somebody may be typing in one. */
  while (self->rows->len > lines->len)
    {
      Row *last = g_ptr_array_index (self->rows, self->rows->len - 1);

      gtk_list_box_remove (self->box, last->row);
      g_ptr_array_remove_index (self->rows, self->rows->len - 1);
    }

  while (self->rows->len < lines->len)
    g_ptr_array_add (self->rows, new_row (self));

  for (guint i = 0; i < lines->len; i++)
    fill_row (g_ptr_array_index (self->rows, i), i, g_ptr_array_index (lines, i));

  fill_head (self, 0);
  fill_head (self, 1);
  arrange (self);
  self->updating = FALSE;

  if (gtk_list_box_get_selected_row (self->box) == NULL && self->rows->len > 0)
    gtk_list_box_select_row (self->box, gtk_list_box_get_row_at_index (self->box, 0));
}

static void
selected_cb (LaurelCheckLines *self)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static gboolean
delete_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LaurelCheckLines *self = LAUREL_CHECK_LINES (user_data);
  GtkListBoxRow    *row = gtk_list_box_get_selected_row (self->box);
  GtkWidget        *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  /* In an entry the key deletes a digit. */
  if (row == NULL || focus != GTK_WIDGET (row))
    return FALSE;

  remove_cb (g_ptr_array_index (self->rows, gtk_list_box_row_get_index (row)));

  return TRUE;
}

/* === The list ================================================================================= */

static GtkWidget *
new_head (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static GtkWidget *
new_heads (LaurelCheckLines *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *product = new_head (_ ("Product"));

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  self->heads[COLUMN_N] = new_head ("#");
  append_column (self, box, COLUMN_N, self->heads[COLUMN_N]);
  gtk_label_set_xalign (GTK_LABEL (product), 0);
  gtk_widget_set_hexpand (product, TRUE);
  gtk_box_append (GTK_BOX (box), product);
  self->heads[COLUMN_QUANTITY] = new_head (_ ("Quantity"));
  self->heads[COLUMN_PRICE] = new_head (_ ("Price"));

  for (guint i = COLUMN_DISCOUNT_LEFT; i <= COLUMN_PAY_RIGHT; i++)
    self->heads[i] = new_head (NULL);

  self->heads[COLUMN_END] = new_head (NULL);
  for (guint i = COLUMN_QUANTITY; i < N_COLUMNS; i++)
    append_column (self, box, i, self->heads[i]);

  return box;
}

static void
add_keys (LaurelCheckLines *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                        gtk_callback_action_new (delete_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->box), keys);
}

static void
laurel_check_lines_dispose (GObject *object)
{
  LaurelCheckLines *self = LAUREL_CHECK_LINES (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);

  g_clear_object (&self->pricing);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (laurel_check_lines_parent_class)->dispose (object);
}

static void
laurel_check_lines_finalize (GObject *object)
{
  g_ptr_array_unref (LAUREL_CHECK_LINES (object)->rows);

  G_OBJECT_CLASS (laurel_check_lines_parent_class)->finalize (object);
}

static void
laurel_check_lines_class_init (LaurelCheckLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_check_lines_dispose;
  G_OBJECT_CLASS (klass)->finalize = laurel_check_lines_finalize;

  signals[SIGNAL_SELECTED] = g_signal_new ("selected",
                                           LAUREL_TYPE_CHECK_LINES,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           0);
}

static void
laurel_check_lines_init (LaurelCheckLines *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  gtk_box_append (GTK_BOX (box), new_heads (self));
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_show_separators (self->box, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "lines");
  g_signal_connect_swapped (self->box, "row-selected", G_CALLBACK (selected_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->box));
  add_keys (self);

  self->add_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->add_button), _ ("_Add a Product"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->add_button), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add_button),
                                         create_search_cb,
                                         self,
                                         NULL);
  gtk_widget_set_halign (self->add_button, GTK_ALIGN_START);
  gtk_widget_set_margin_start (self->add_button, 6);
  gtk_widget_set_margin_top (self->add_button, 6);
  gtk_widget_set_margin_bottom (self->add_button, 6);
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_box_append (GTK_BOX (box), self->add_button);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_set_overflow (box, GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
laurel_check_lines_new (LaurelConnection *connection, LaurelPricing *pricing)
{
  LaurelCheckLines *self = g_object_new (LAUREL_TYPE_CHECK_LINES, NULL);

  self->connection = g_object_ref (connection);
  self->pricing = g_object_ref (pricing);
  g_signal_connect_object (pricing, "trial-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pricing, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

const LaurelTrialLine *
laurel_check_lines_get_selected (LaurelCheckLines *self)
{
  GtkListBoxRow *row = NULL;
  guint          place = 0;

  g_return_val_if_fail (LAUREL_IS_CHECK_LINES (self), NULL);

  row = gtk_list_box_get_selected_row (self->box);
  if (row == NULL)
    return NULL;

  place = (guint) gtk_list_box_row_get_index (row);

  return place < get_trial (self)->lines->len ? g_ptr_array_index (get_trial (self)->lines, place)
                                              : NULL;
}

void
laurel_check_lines_set_narrow (LaurelCheckLines *self, gboolean narrow)
{
  g_return_if_fail (LAUREL_IS_CHECK_LINES (self));

  self->narrow = narrow;
  arrange (self);
}

void
laurel_check_lines_add (LaurelCheckLines *self)
{
  g_return_if_fail (LAUREL_IS_CHECK_LINES (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->add_button));
}

guint
laurel_check_lines_count_differences (LaurelPricing *pricing)
{
  const LaurelTrialResult *left = laurel_pricing_get_result (pricing, 0);
  const LaurelTrialResult *right = laurel_pricing_get_result (pricing, 1);
  guint                    n_differences = 0;

  for (guint i = 0; left != NULL && right != NULL && i < right->lines->len; i++)
    {
      const LaurelSaleLine *line = &g_array_index (right->lines, LaurelSaleLine, i);
      const LaurelSaleLine *before = laurel_trial_result_find_line (left, line->n);

      if (before != NULL && before->to_pay != line->to_pay)
        n_differences++;
    }

  return n_differences;
}
