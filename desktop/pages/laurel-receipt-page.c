/* laurel-receipt-page.c - one receipt on a page of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-receipt-page.h"

#include "desktop/pages/laurel-receipt-view.h"

struct _LaurelReceiptPage
{
  LaurelPage parent_instance;

  LaurelReceiptView *receipt;
};

G_DEFINE_FINAL_TYPE (LaurelReceiptPage, laurel_receipt_page, LAUREL_TYPE_PAGE)

static void
open_client_cb (LaurelReceiptPage *self, const char *client)
{
  laurel_page_open_client (LAUREL_PAGE (self), client);
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *sale = laurel_receipt_view_get_sale (LAUREL_RECEIPT_PAGE (widget)->receipt);

  if (sale != NULL)
    laurel_page_open_check (LAUREL_PAGE (widget), sale);
}

static void
laurel_receipt_page_reload (LaurelPage *page)
{
  laurel_receipt_view_reload (LAUREL_RECEIPT_PAGE (page)->receipt);
}

static void
laurel_receipt_page_class_init (LaurelReceiptPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  LAUREL_PAGE_CLASS (klass)->reload = laurel_receipt_page_reload;

  gtk_widget_class_install_action (widget_class, "receipt.check", NULL, check_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_c,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "receipt.check",
                                       NULL);

  g_type_ensure (LAUREL_TYPE_RECEIPT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-receipt-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelReceiptPage, receipt);
  gtk_widget_class_bind_template_callback (widget_class, open_client_cb);
}

static void
laurel_receipt_page_init (LaurelReceiptPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_receipt_page_new (LaurelConnection *connection, const char *sale)
{
  LaurelReceiptPage *self = g_object_new (LAUREL_TYPE_RECEIPT_PAGE, "connection", connection, NULL);

  laurel_receipt_view_show (self->receipt, connection, sale);

  return GTK_WIDGET (self);
}
