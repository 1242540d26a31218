/* laurel-receipt-view.c - a receipt on paper: lines, what was given, and why not the others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-receipt-view.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-sale.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-state-view.h"

struct _LaurelReceiptView
{
  AdwBin parent_instance;

  LaurelConnection *connection;
  char             *sale;
  char             *client;
  char             *title;
  char             *subtitle;
  GCancellable     *cancellable;

  LaurelStateView *state_view;
  AdwActionRow    *client_row;
  AdwAvatar       *avatar;
  GtkWidget       *client_arrow;
  GtkBox          *lines;
  GtkBox          *totals;
  GtkWidget       *why;
  GtkLabel        *program_label;
  GtkListBox      *why_list;
  GtkLabel        *off_label;
};

G_DEFINE_FINAL_TYPE (LaurelReceiptView, laurel_receipt_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  N_PROPS,
};

enum
{
  SIGNAL_OPEN_CLIENT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static void
clear_box (GtkBox *box)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
set_heading (LaurelReceiptView *self, const char *title, const char *subtitle)
{
  g_free (self->title);
  self->title = g_strdup (title);
  g_free (self->subtitle);
  self->subtitle = g_strdup (subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

/* One line of the paper: words at the left, a number at the right. @classes: (nullable): of both,
 * separated by spaces */
static GtkWidget *
new_pair (const char *text, const char *number, const char *classes, gboolean dim)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *left = gtk_label_new (text);
  GtkWidget *right = gtk_label_new (number);
  g_auto (GStrv) names = g_strsplit (classes != NULL ? classes : "", " ", -1);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_wrap (GTK_LABEL (left), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (left), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_valign (right, GTK_ALIGN_START);
  gtk_widget_add_css_class (right, "numeric");

  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    {
      gtk_widget_add_css_class (left, names[i]);
      gtk_widget_add_css_class (right, names[i]);
    }

  if (dim)
    gtk_widget_add_css_class (left, "dim-label");

  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), right);

  return box;
}

static GtkWidget *
new_hairline (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (line, "hairline");

  return line;
}

/* ✓ Weekend coffee −10%   −₽119.00 */
static GtkWidget *
new_effect (const LaurelSaleEffect *effect)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *check = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
  g_autofree char *money = NULL;
  const char *name = g_str_equal (effect->id, "base") ? _ ("Accrual of the level") : effect->name;

  if (effect->money != 0)
    {
      money = laurel_format_money (-effect->money);
    }
  else
    {
      g_autofree char *points = laurel_words_points_change (effect->points);

      /* TRANSLATORS: points that a discount gave: "+92 points" */
      money = g_strdup_printf (_ ("%s points"), points);
    }

  gtk_image_set_pixel_size (GTK_IMAGE (check), 12);
  gtk_widget_add_css_class (check, "success");
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Applied"),
                                  -1);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), new_pair (name, money, "caption", FALSE));

  return box;
}

static GtkWidget *
new_line (const LaurelSaleLine *line)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *to_pay = laurel_format_money (line->to_pay);
  g_autofree char *quantity = laurel_words_quantity (line->quantity);
  g_autofree char *price =
      laurel_format_value (LAUREL_VALUE_MONEY, line->price, LAUREL_FORMAT_BARE);
  g_autofree char *times = g_strdup_printf ("%s × %s", quantity, price);
  GtkWidget       *detail = NULL;

  gtk_box_append (GTK_BOX (box), new_pair (line->name, to_pay, NULL, FALSE));
  gtk_widget_add_css_class (gtk_widget_get_last_child (gtk_widget_get_first_child (box)),
                            "heading");

  if (line->returned > 0)
    {
      g_autofree char *returned = laurel_words_quantity (line->returned);
      /* TRANSLATORS: quantity × price, and how many of them were returned */
      g_autofree char *text = g_strdup_printf (_ ("%s, returned %s"), times, returned);

      detail = new_pair (text, "", "caption", TRUE);
    }
  else
    {
      detail = new_pair (times, "", "caption", TRUE);
    }

  gtk_box_append (GTK_BOX (box), detail);

  for (guint i = 0; i < line->effects->len; i++)
    gtk_box_append (GTK_BOX (box),
                    new_effect (&g_array_index (line->effects, LaurelSaleEffect, i)));

  return box;
}

static void
add_total (LaurelReceiptView *self, const char *text, gint64 money)
{
  g_autofree char *number = laurel_format_money (money);

  gtk_box_append (self->totals, new_pair (text, number, NULL, TRUE));
}

static void
fill_points (LaurelReceiptView *self, const LaurelSale *sale)
{
  g_autofree char *points = laurel_words_points_change (sale->points);
  g_autofree char *text = NULL;
  g_autofree char *date = NULL;

  if (sale->points == 0)
    return;

  if (g_date_valid (&sale->activates))
    {
      date = laurel_format_date (&sale->activates);
      /* TRANSLATORS: %s is a date such as 6 December 2026 */
      text = g_strdup_printf (_ ("Points earned, active on %s"), date);
    }
  else
    {
      text = g_strdup (_ ("Points earned"));
    }

  gtk_box_append (self->totals, new_pair (text, points, NULL, TRUE));
}

static void
fill_totals (LaurelReceiptView *self, const LaurelSale *sale)
{
  g_autofree char *paid = laurel_format_money (sale->to_pay);

  clear_box (self->totals);
  add_total (self, _ ("Total before discounts"), sale->gross);

  if (sale->external != 0)
    add_total (self, _ ("Discounts of the till"), -sale->external);

  if (sale->discount != 0)
    add_total (self, _ ("Discounts"), -sale->discount);

  if (sale->redeemed != 0)
    add_total (self, _ ("Paid with points"), -sale->redeemed);

  if (sale->rounding != 0)
    add_total (self, _ ("Rounding"), -sale->rounding);

  gtk_box_append (self->totals, new_pair (_ ("Paid"), paid, "title-3", FALSE));
  fill_points (self, sale);

  for (guint i = 0; i < sale->returns->len; i++)
    {
      const LaurelSaleReturn *entry = &g_array_index (sale->returns, LaurelSaleReturn, i);
      g_autofree char        *moment =
          laurel_format_moment (entry->time, g_date_time_get_timezone (entry->time), NULL);
      /* TRANSLATORS: %s is a time such as 22 Nov 2026, 11:54 */
      g_autofree char *text = g_strdup_printf (_ ("Returned on %s"), moment);

      add_total (self, text, -entry->refund);
    }

  if (sale->voided)
    gtk_box_append (self->totals, new_pair (_ ("This receipt was voided"), "", "error", FALSE));
}

static void
fill_lines (LaurelReceiptView *self, const LaurelSale *sale)
{
  clear_box (self->lines);

  for (guint i = 0; i < sale->lines->len; i++)
    {
      gtk_box_append (self->lines, new_line (&g_array_index (sale->lines, LaurelSaleLine, i)));
      gtk_box_append (self->lines, new_hairline ());
    }
}

static GtkWidget *
new_explanation (const LaurelExplanation *explanation)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *icon = gtk_image_new_from_icon_name (laurel_words_outcome_icon (explanation));
  g_autofree char *words = laurel_words_outcome (explanation);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), explanation->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_add_css_class (icon,
                            explanation->outcome == LAUREL_OUTCOME_DISPLACED ? "warning"
                                                                             : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  return row;
}

/* What is switched off, or for other stores, was never meant for this receipt: it is counted. */
static gboolean
is_worth_a_row (const LaurelExplanation *explanation)
{
  if (explanation->outcome == LAUREL_OUTCOME_APPLIED ||
      explanation->outcome == LAUREL_OUTCOME_DISABLED)
    return FALSE;

  return explanation->outcome != LAUREL_OUTCOME_CONDITION ||
         (g_strcmp0 (explanation->test, "store") != 0 &&
          g_strcmp0 (explanation->test, "store_segment") != 0 &&
          g_strcmp0 (explanation->test, "channel") != 0);
}

static void
fill_why (LaurelReceiptView *self, const LaurelSale *sale)
{
  g_autofree char *program = g_strdup_printf (_ ("Program %d"), (int) sale->program_version);
  GtkListBoxRow   *row = NULL;
  guint            n_rows = 0;
  guint            n_off = 0;

  while ((row = gtk_list_box_get_row_at_index (self->why_list, 0)) != NULL)
    gtk_list_box_remove (self->why_list, GTK_WIDGET (row));

  for (guint i = 0; i < sale->explanations->len; i++)
    {
      const LaurelExplanation *explanation =
          &g_array_index (sale->explanations, LaurelExplanation, i);

      if (is_worth_a_row (explanation))
        {
          gtk_list_box_append (self->why_list, new_explanation (explanation));
          n_rows++;
        }
      else if (explanation->outcome != LAUREL_OUTCOME_APPLIED)
        {
          n_off++;
        }
    }

  gtk_label_set_text (self->program_label, program);
  gtk_widget_set_visible (GTK_WIDGET (self->why_list), n_rows > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->off_label), n_off > 0);
  gtk_widget_set_visible (self->why, n_rows > 0 || n_off > 0);

  if (n_off > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u more is switched off or for other stores",
                                     "%u more are switched off or for other stores",
                                     n_off),
                           n_off);

      gtk_label_set_text (self->off_label, text);
    }
}

static void
fill_client (LaurelReceiptView *self, const LaurelSale *sale)
{
  g_autofree char *name = NULL;
  g_autofree char *about = NULL;

  g_free (self->client);
  self->client = g_strdup (sale->client);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->client_row), sale->client != NULL);
  gtk_widget_set_visible (self->client_arrow, sale->client != NULL);

  if (sale->client == NULL)
    {
      name = g_strdup (_ ("No card"));
      about = g_strdup (_ ("The buyer is not known"));
    }
  else
    {
      g_autofree char *points = laurel_words_points (sale->available);

      name = laurel_words_person_short (&sale->client_name, _ ("Client without a name"));
      if (sale->level_name != NULL)
        /* TRANSLATORS: the level of a client, and the points he has now */
        about = g_strdup_printf (_ ("%s, now %s points"), sale->level_name, points);
      else
        about = g_strdup_printf (_ ("now %s points"), points);
    }

  adw_avatar_set_text (self->avatar, sale->client != NULL ? name : NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->client_row), name);
  adw_action_row_set_subtitle (self->client_row, about);
}

static void
fill (LaurelReceiptView *self, const LaurelSale *sale)
{
  /* TRANSLATORS: %s is the number of a receipt */
  g_autofree char *title = g_strdup_printf (_ ("Receipt %s"), sale->receipt);
  g_autofree char *moment =
      laurel_format_moment (sale->time, g_date_time_get_timezone (sale->time), NULL);
  g_autofree char *subtitle = NULL;

  if (sale->store_name != NULL && sale->till != NULL)
    /* TRANSLATORS: a time, a store and its till */
    subtitle = g_strdup_printf (_ ("%s · %s, till %s"), moment, sale->store_name, sale->till);
  else if (sale->store_name != NULL)
    subtitle = g_strdup_printf ("%s · %s", moment, sale->store_name);
  else
    subtitle = g_strdup (moment);

  set_heading (self, title, subtitle);
  fill_client (self, sale);
  fill_lines (self, sale);
  fill_totals (self, sale);
  fill_why (self, sale);
  laurel_state_view_set_state (self->state_view, LAUREL_STATE_CONTENT);
}

static void
sale_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelReceiptView) self = LAUREL_RECEIPT_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelSale) sale = laurel_sale_fetch_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);

  if (sale != NULL)
    fill (self, sale);
  else
    laurel_state_view_show_error (self->state_view,
                                  error->message,
                                  laurel_api_error_get_details (error));
}

static void
cancel (LaurelReceiptView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
retry_cb (LaurelReceiptView *self)
{
  laurel_receipt_view_reload (self);
}

static void
client_activated_cb (LaurelReceiptView *self)
{
  if (self->client != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN_CLIENT], 0, self->client);
}

static void
laurel_receipt_view_dispose (GObject *object)
{
  LaurelReceiptView *self = LAUREL_RECEIPT_VIEW (object);

  cancel (self);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->sale, g_free);
  g_clear_pointer (&self->client, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->subtitle, g_free);

  G_OBJECT_CLASS (laurel_receipt_view_parent_class)->dispose (object);
}

static void
laurel_receipt_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelReceiptView *self = LAUREL_RECEIPT_VIEW (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_receipt_view_class_init (LaurelReceiptViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = laurel_receipt_view_dispose;
  object_class->get_property = laurel_receipt_view_get_property;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] =
      g_param_spec_string ("subtitle", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_OPEN_CLIENT] = g_signal_new ("open-client",
                                              LAUREL_TYPE_RECEIPT_VIEW,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_STRING);

  g_type_ensure (LAUREL_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-receipt-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, state_view);
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, client_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, avatar);
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, client_arrow);
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, lines);
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, totals);
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, why);
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, program_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, why_list);
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptView, off_label);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, client_activated_cb);
}

static void
laurel_receipt_view_init (LaurelReceiptView *self)
{
  self->title = g_strdup ("");
  self->subtitle = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
laurel_receipt_view_reload (LaurelReceiptView *self)
{
  g_return_if_fail (LAUREL_IS_RECEIPT_VIEW (self));

  if (self->sale == NULL)
    return;

  cancel (self);
  self->cancellable = g_cancellable_new ();
  laurel_sale_fetch_async (laurel_connection_get_api (self->connection),
                           self->sale,
                           self->cancellable,
                           sale_cb,
                           g_object_ref (self));
}

const char *
laurel_receipt_view_get_sale (LaurelReceiptView *self)
{
  g_return_val_if_fail (LAUREL_IS_RECEIPT_VIEW (self), NULL);

  return self->sale;
}

void
laurel_receipt_view_show (LaurelReceiptView *self, LaurelConnection *connection, const char *sale)
{
  g_return_if_fail (LAUREL_IS_RECEIPT_VIEW (self));

  g_set_object (&self->connection, connection);

  if (g_strcmp0 (self->sale, sale) != 0)
    {
      g_free (self->sale);
      self->sale = g_strdup (sale);
      laurel_state_view_set_state (self->state_view, LAUREL_STATE_LOADING);
    }

  laurel_receipt_view_reload (self);
}

void
laurel_receipt_view_show_nothing (LaurelReceiptView *self,
                                  const char        *title,
                                  const char        *description)
{
  g_return_if_fail (LAUREL_IS_RECEIPT_VIEW (self));

  cancel (self);
  g_clear_pointer (&self->sale, g_free);
  set_heading (self, "", "");
  laurel_state_view_set_empty (self->state_view,
                               "x-office-spreadsheet-symbolic",
                               title,
                               description,
                               NULL);
  laurel_state_view_set_state (self->state_view, LAUREL_STATE_EMPTY);
}
