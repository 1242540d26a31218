/* laurel-check-page.c - Check: one receipt, two programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-check-page.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-sale.h"
#include "desktop/models/laurel-pricing.h"
#include "desktop/pages/laurel-check-card.h"
#include "desktop/pages/laurel-check-chips.h"
#include "desktop/pages/laurel-check-lines.h"
#include "desktop/pages/laurel-check-why.h"
#include "desktop/pages/laurel-journal-window.h"
#include "desktop/pages/laurel-words.h"

struct _LaurelCheckPage
{
  LaurelPage parent_instance;

  LaurelDraft   *draft;
  LaurelPricing *pricing;
  GCancellable  *cancellable;
  GtkWidget     *lines_list;

  /* The first program is the one in force until a person chooses another. */
  gboolean follows_current;
  gboolean choosing;
  gint     n_versions;

  GtkMenuButton *versions_button;
  GtkDropDown   *left_version;
  GtkDropDown   *right_version;
  AdwBin        *chips;
  GtkFlowBox    *cards;
  GtkWidget     *failure;
  GtkLabel      *failure_label;
  AdwBin        *lines;
  GtkWidget     *empty;
  GtkWidget     *why;
  GtkLabel      *why_label;
  GtkLabel      *line_label;
  GtkSwitch     *differences;
  GtkBox        *why_boxes;
  GtkBox        *why_left;
  GtkBox        *why_right;
};

G_DEFINE_FINAL_TYPE (LaurelCheckPage, laurel_check_page, LAUREL_TYPE_PAGE)

/* === Which programs =========================================================================== */

/* The first row is the draft, then the newest program. */
static gint64
version_of_row (LaurelCheckPage *self, guint row)
{
  return row == 0 ? 0 : laurel_draft_get_current_version (self->draft) + 1 - (gint64) row;
}

static guint
row_of_version (LaurelCheckPage *self, gint64 version)
{
  return version == 0 ? 0 : (guint) (laurel_draft_get_current_version (self->draft) + 1 - version);
}

/* Only where there are others: a list that is made anew tells of a selection that nobody made. */
static void
list_versions (LaurelCheckPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint n_versions = laurel_draft_get_current_version (self->draft);

  if (n_versions == self->n_versions)
    return;

  for (gint row = 0; row <= n_versions; row++)
    {
      g_autofree char *name = laurel_check_why_title (version_of_row (self, (guint) row));

      gtk_string_list_append (names, name);
    }

  self->n_versions = n_versions;
  gtk_drop_down_set_model (self->left_version, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->right_version, G_LIST_MODEL (names));
}

static void
show_versions (LaurelCheckPage *self)
{
  gint64           left = laurel_pricing_get_version (self->pricing, 0);
  gint64           right = laurel_pricing_get_version (self->pricing, 1);
  g_autofree char *left_number = g_strdup_printf ("%d", (int) left);
  g_autofree char *right_number = g_strdup_printf ("%d", (int) right);
  g_autofree char *label = NULL;

  self->choosing = TRUE;
  list_versions (self);
  gtk_drop_down_set_selected (self->left_version, row_of_version (self, left));
  gtk_drop_down_set_selected (self->right_version, row_of_version (self, right));
  self->choosing = FALSE;

  /* TRANSLATORS: two programs that are compared, each a number or "Draft": "41 and Draft" */
  label = g_strdup_printf (_ ("%s and %s"),
                           left == 0 ? _ ("Draft") : left_number,
                           right == 0 ? _ ("Draft") : right_number);
  gtk_menu_button_set_label (self->versions_button, label);
}

static void
version_cb (LaurelCheckPage *self)
{
  gint64 left = 0;
  gint64 right = 0;

  if (self->choosing || self->pricing == NULL)
    return;

  left = version_of_row (self, gtk_drop_down_get_selected (self->left_version));
  right = version_of_row (self, gtk_drop_down_get_selected (self->right_version));
  if (left == laurel_pricing_get_version (self->pricing, 0) &&
      right == laurel_pricing_get_version (self->pricing, 1))
    return;

  self->follows_current = FALSE;
  laurel_pricing_set_version (self->pricing, 0, left);
  laurel_pricing_set_version (self->pricing, 1, right);
  show_versions (self);
}

static void
draft_changed_cb (LaurelCheckPage *self)
{
  if (self->follows_current)
    laurel_pricing_set_version (self->pricing, 0, laurel_draft_get_current_version (self->draft));

  show_versions (self);
}

/* === Why ====================================================================================== */

/* (nullable): what that program says, where it is known here. */
static const LaurelDocument *
get_document (LaurelCheckPage *self, gint64 version)
{
  if (version == 0)
    return laurel_draft_get_document (self->draft);

  return version == laurel_draft_get_current_version (self->draft)
             ? laurel_draft_get_current (self->draft)
             : NULL;
}

static gboolean
fill_why_box (LaurelCheckPage *self, GtkBox *box, guint side, gint64 n)
{
  const LaurelTrialResult *result = laurel_pricing_get_result (self->pricing, side);
  const LaurelTrialResult *other = laurel_pricing_get_result (self->pricing, 1 - side);

  if (result == NULL || result->fault != NULL)
    return FALSE;

  laurel_check_why_fill (
      box,
      result,
      other != NULL && other->fault == NULL ? other : NULL,
      gtk_switch_get_active (self->differences),
      get_document (self, result->version),
      laurel_connection_get_names (laurel_page_get_connection (LAUREL_PAGE (self))),
      n);

  return TRUE;
}

static void
show_why (LaurelCheckPage *self)
{
  const LaurelTrialLine *line =
      self->lines_list != NULL
          ? laurel_check_lines_get_selected (LAUREL_CHECK_LINES (self->lines_list))
          : NULL;
  g_autofree char *title = NULL;
  g_autofree char *quantity = NULL;
  g_autofree char *about = NULL;
  gboolean         left = FALSE;
  gboolean         right = FALSE;

  if (line == NULL)
    {
      gtk_widget_set_visible (self->why, FALSE);
      return;
    }

  /* TRANSLATORS: %d is the number of a line of a receipt */
  title = g_strdup_printf (_ ("Why Line %d Costs This Much"), (int) line->n);
  quantity = laurel_words_quantity (line->quantity);
  about = g_strdup_printf ("%s × %s", line->name != NULL ? line->name : line->product, quantity);
  gtk_label_set_text (self->why_label, title);
  gtk_label_set_text (self->line_label, about);
  left = fill_why_box (self, self->why_left, 0, line->n);
  right = fill_why_box (self, self->why_right, 1, line->n);
  gtk_widget_set_visible (GTK_WIDGET (self->why_left), left);
  gtk_widget_set_visible (GTK_WIDGET (self->why_right), right);
  gtk_widget_set_visible (self->why, left || right);
}

static void
pricing_changed_cb (LaurelCheckPage *self)
{
  const GError *error = laurel_pricing_get_error (self->pricing);
  gboolean      has_lines = laurel_pricing_get_trial (self->pricing)->lines->len > 0;
  gboolean      busy = laurel_pricing_get_busy (self->pricing);

  laurel_page_set_busy (LAUREL_PAGE (self), busy);
  gtk_widget_set_visible (self->failure, error != NULL);
  gtk_label_set_text (self->failure_label, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->cards), has_lines);
  gtk_widget_set_visible (self->empty, !has_lines && !busy);

  /* While it is asked, what was said of the prices before stays. */
  if (!busy)
    show_why (self);
}

static void
differences_cb (LaurelCheckPage *self)
{
  if (self->pricing != NULL)
    show_why (self);
}

/* === Which receipt ============================================================================ */

static void
take_row (LaurelCheckPage *self, LaurelSaleRow *row)
{
  if (row->sale != NULL)
    laurel_pricing_set_sale (self->pricing, row->sale, row->client, row->client_name);
}

static void
last_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelCheckPage) self = LAUREL_CHECK_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelListPage) page = laurel_list_fetch_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);

  /* Without one there is an empty receipt, which anything can be typed into. */
  if (page != NULL && page->items->len > 0 &&
      laurel_pricing_get_trial (self->pricing)->lines->len == 0)
    take_row (self, g_ptr_array_index (page->items, 0));
}

static void
fetch_last (LaurelCheckPage *self)
{
  g_autoptr (LaurelSalesFilter) filter = laurel_sales_filter_new ();
  g_autoptr (LaurelListRequest) request = laurel_sale_list_new (filter);

  self->cancellable = g_cancellable_new ();
  laurel_list_fetch_async (laurel_page_get_api (LAUREL_PAGE (self)),
                           request,
                           NULL,
                           1,
                           self->cancellable,
                           last_cb,
                           g_object_ref (self));
}

static void
sale_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelCheckPage) self = LAUREL_CHECK_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelSale) sale = laurel_sale_fetch_finish (LAUREL_API (source), result, &error);
  g_autofree char *name = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);

  if (sale == NULL)
    {
      laurel_page_toast (LAUREL_PAGE (self), error->message);
      return;
    }

  if (sale->client != NULL)
    name = laurel_words_person_short (&sale->client_name, _ ("Client without a name"));

  laurel_pricing_set_sale (self->pricing, sale->sale, sale->client, name);
}

static void
chosen_cb (LaurelCheckPage *self, LaurelSaleRow *row)
{
  take_row (self, row);
}

static void
journal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelCheckPage *self = LAUREL_CHECK_PAGE (widget);
  GtkWidget       *window = laurel_journal_window_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                 laurel_page_get_api (LAUREL_PAGE (self)));

  g_signal_connect_object (window, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_pricing_set_trial (LAUREL_CHECK_PAGE (widget)->pricing, laurel_trial_new ());
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_check_lines_add (LAUREL_CHECK_LINES (LAUREL_CHECK_PAGE (widget)->lines_list));
}

static void
retry_cb (LaurelCheckPage *self)
{
  laurel_pricing_reload (self->pricing);
}

/* === The page ================================================================================= */

static void
add_card (LaurelCheckPage *self, GtkWidget *card)
{
  gtk_flow_box_insert (self->cards, card, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
}

static void
build (LaurelCheckPage *self)
{
  LaurelConnection *connection = laurel_page_get_connection (LAUREL_PAGE (self));

  adw_bin_set_child (self->chips, laurel_check_chips_new (connection, self->pricing));
  add_card (self, laurel_check_card_new (self->pricing, self->draft, 0));
  add_card (self, laurel_check_card_new (self->pricing, self->draft, 1));
  add_card (self, laurel_check_card_new_difference (self->pricing));
  self->lines_list = laurel_check_lines_new (connection, self->pricing);
  g_signal_connect_swapped (self->lines_list, "selected", G_CALLBACK (show_why), self);
  adw_bin_set_child (self->lines, self->lines_list);
}

static void
laurel_check_page_connected (LaurelPage *page)
{
  LaurelCheckPage *self = LAUREL_CHECK_PAGE (page);

  self->draft = g_object_ref (laurel_connection_get_draft (laurel_page_get_connection (page)));
  self->pricing = laurel_pricing_new (laurel_page_get_api (page), self->draft);
  self->follows_current = TRUE;
  self->n_versions = -1;
  build (self);
  g_signal_connect_object (self->draft,
                           "changed",
                           G_CALLBACK (draft_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pricing,
                           "changed",
                           G_CALLBACK (pricing_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (laurel_connection_get_names (laurel_page_get_connection (page)),
                           "changed",
                           G_CALLBACK (show_why),
                           self,
                           G_CONNECT_SWAPPED);
  draft_changed_cb (self);
  pricing_changed_cb (self);
}

static void
laurel_check_page_reload (LaurelPage *page)
{
  laurel_pricing_reload (LAUREL_CHECK_PAGE (page)->pricing);
}

static void
laurel_check_page_search (LaurelPage *page)
{
  laurel_check_lines_add (LAUREL_CHECK_LINES (LAUREL_CHECK_PAGE (page)->lines_list));
}

static void
laurel_check_page_set_narrow (LaurelPage *page, gboolean narrow)
{
  LaurelCheckPage *self = LAUREL_CHECK_PAGE (page);
  GtkOrientation   orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->why_boxes), orientation);
  gtk_widget_set_visible (GTK_WIDGET (self->line_label), !narrow);
  laurel_check_lines_set_narrow (LAUREL_CHECK_LINES (self->lines_list), narrow);
}

static void
laurel_check_page_dispose (GObject *object)
{
  LaurelCheckPage *self = LAUREL_CHECK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->pricing);
  g_clear_object (&self->draft);
  self->lines_list = NULL;

  G_OBJECT_CLASS (laurel_check_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/laurelproject/Laurel/ui/laurel-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, versions_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, left_version);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, right_version);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, chips);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, cards);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, failure);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, failure_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, lines);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, empty);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, why);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, why_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, line_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, differences);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, why_boxes);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, why_left);
  gtk_widget_class_bind_template_child (widget_class, LaurelCheckPage, why_right);
  gtk_widget_class_bind_template_callback (widget_class, version_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, differences_cb);
}

static void
laurel_check_page_class_init (LaurelCheckPageClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  LaurelPageClass *page_class = LAUREL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_check_page_dispose;
  page_class->connected = laurel_check_page_connected;
  page_class->reload = laurel_check_page_reload;
  page_class->search = laurel_check_page_search;
  page_class->set_narrow = laurel_check_page_set_narrow;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "check.journal", NULL, journal_action);
  gtk_widget_class_install_action (widget_class, "check.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "check.add", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_n,
                                       GDK_CONTROL_MASK,
                                       "check.add",
                                       NULL);
}

static void
laurel_check_page_init (LaurelCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_check_page_new (LaurelConnection *connection, GSettings *settings)
{
  LaurelCheckPage *self = g_object_new (LAUREL_TYPE_CHECK_PAGE, "connection", connection, NULL);

  fetch_last (self);

  return GTK_WIDGET (self);
}

GtkWidget *
laurel_check_page_new_for_sale (LaurelConnection *connection, const char *sale)
{
  LaurelCheckPage *self = g_object_new (LAUREL_TYPE_CHECK_PAGE, "connection", connection, NULL);

  self->cancellable = g_cancellable_new ();
  laurel_sale_fetch_async (laurel_connection_get_api (connection),
                           sale,
                           self->cancellable,
                           sale_cb,
                           g_object_ref (self));

  return GTK_WIDGET (self);
}
