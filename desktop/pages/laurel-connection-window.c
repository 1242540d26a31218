/* laurel-connection-window.c - which server this is, who is signed in, and whether it answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-connection-window.h"

#include <glib/gi18n.h>

#include "desktop/widgets/laurel-format.h"

struct _LaurelConnectionWindow
{
  AdwWindow parent_instance;

  LaurelConnection *connection;

  AdwActionRow *chain_row;
  AdwActionRow *address_row;
  AdwActionRow *version_row;
  AdwActionRow *program_row;
  AdwActionRow *user_row;
  AdwActionRow *contact_row;
};

G_DEFINE_FINAL_TYPE (LaurelConnectionWindow, laurel_connection_window, ADW_TYPE_WINDOW)

static void
fill (LaurelConnectionWindow *self)
{
  const LaurelServerInfo *info = laurel_connection_get_info (self->connection);
  LaurelApi              *api = laurel_connection_get_api (self->connection);
  GDateTime              *contact = laurel_api_get_last_contact (api);
  g_autofree char        *program = g_strdup (LAUREL_FORMAT_NOTHING);
  g_autofree char        *time = g_strdup (LAUREL_FORMAT_NOTHING);

  if (info->program_version > 0)
    {
      g_free (program);
      program = laurel_format_count (info->program_version);
    }

  if (contact != NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      g_free (time);
      time = laurel_format_moment (contact, g_date_time_get_timezone (contact), now);
    }

  adw_action_row_set_subtitle (self->chain_row, info->chain);
  adw_action_row_set_subtitle (self->address_row, laurel_api_get_address (api));
  adw_action_row_set_subtitle (self->version_row, info->version);
  adw_action_row_set_subtitle (self->program_row, program);
  adw_action_row_set_subtitle (self->user_row,
                               info->user_name != NULL ? info->user_name : LAUREL_FORMAT_NOTHING);
  adw_action_row_set_subtitle (self->contact_row, time);
}

static void
laurel_connection_window_dispose (GObject *object)
{
  g_clear_object (&LAUREL_CONNECTION_WINDOW (object)->connection);

  G_OBJECT_CLASS (laurel_connection_window_parent_class)->dispose (object);
}

static void
laurel_connection_window_class_init (LaurelConnectionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_connection_window_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-connection-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelConnectionWindow, chain_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelConnectionWindow, address_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelConnectionWindow, version_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelConnectionWindow, program_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelConnectionWindow, user_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelConnectionWindow, contact_row);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
laurel_connection_window_init (LaurelConnectionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_connection_window_new (GtkWindow *parent, LaurelConnection *connection)
{
  LaurelConnectionWindow *self =
      g_object_new (LAUREL_TYPE_CONNECTION_WINDOW, "transient-for", parent, NULL);

  self->connection = g_object_ref (connection);
  fill (self);

  return GTK_WIDGET (self);
}
