/* laurel-welcome-page.c - the first start: connect to a server, or try it on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-welcome-page.h"

#include <glib/gi18n.h>

#define PULSE_MS 100

struct _LaurelWelcomePage
{
  AdwBin parent_instance;

  LaurelSession *session;
  GSettings     *settings;
  GCancellable  *cancellable;
  guint          pulse_source;
  GtkWidget     *step_labels[LAUREL_DEMO_READY];

  GtkLabel       *heading;
  GtkStack       *stack;
  GtkEditable    *address;
  GtkEditable    *login;
  GtkEditable    *password;
  GtkLabel       *error_label;
  GtkLabel       *demo_error_label;
  GtkBox         *steps;
  GtkProgressBar *progress;
  GtkLabel       *progress_label;
};

G_DEFINE_FINAL_TYPE (LaurelWelcomePage, laurel_welcome_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_CONNECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const step_names[] = {
  [LAUREL_DEMO_STARTING] = N_ ("Start the server"),
  [LAUREL_DEMO_FILLING] = N_ ("Make stores, clients and receipts"),
  [LAUREL_DEMO_SIGNING_IN] = N_ ("Sign in"),
};

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (LAUREL_WELCOME_PAGE (user_data)->progress);

  return G_SOURCE_CONTINUE;
}

static void
set_fraction (LaurelWelcomePage *self, double fraction)
{
  if (fraction >= 0)
    {
      g_clear_handle_id (&self->pulse_source, g_source_remove);
      gtk_progress_bar_set_fraction (self->progress, fraction);
    }
  else if (self->pulse_source == 0)
    {
      self->pulse_source = g_timeout_add (PULSE_MS, pulse_cb, self);
    }
}

static void
update_sign_in (LaurelWelcomePage *self)
{
  gboolean ready = self->cancellable == NULL && *gtk_editable_get_text (self->address) != '\0' &&
                   *gtk_editable_get_text (self->login) != '\0' &&
                   *gtk_editable_get_text (self->password) != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.sign-in", ready);
}

static void
show_error (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* @demo: whether the steps of the demo are shown */
static void
begin (LaurelWelcomePage *self, gboolean demo)
{
  self->cancellable = g_cancellable_new ();
  show_error (self->error_label, NULL);
  show_error (self->demo_error_label, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), demo);
  gtk_label_set_text (self->progress_label, "");
  gtk_label_set_text (self->heading, demo ? _ ("Preparing the Demo") : _ ("Connecting…"));
  gtk_stack_set_visible_child_name (self->stack, "progress");
  set_fraction (self, -1);
  update_sign_in (self);
}

static void
end (LaurelWelcomePage *self)
{
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  gtk_label_set_text (self->heading, _ ("Welcome to Laurel"));
  gtk_stack_set_visible_child_name (self->stack, "choice");
  update_sign_in (self);
}

static void
fail (LaurelWelcomePage *self, const GError *error)
{
  gboolean demo = g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_PROGRAM);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      GtkLabel *label = demo ? self->demo_error_label : self->error_label;

      show_error (label, error->message);
      gtk_widget_set_tooltip_text (GTK_WIDGET (label), laurel_api_error_get_details (error));
    }

  if (!demo)
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelWelcomePage) self = LAUREL_WELCOME_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelConnection) connection =
      laurel_session_connect_finish (LAUREL_SESSION (source), result, &error);

  /* The window was closed meanwhile. */
  if (self->session == NULL)
    return;

  end (self);

  if (connection == NULL)
    {
      fail (self, error);
      return;
    }

  gtk_editable_set_text (self->password, "");
  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, connection);
}

static void
progress_cb (LaurelWelcomePage *self, int step, double fraction, const char *text)
{
  for (int i = 0; i < LAUREL_DEMO_READY; i++)
    {
      gtk_widget_set_sensitive (self->step_labels[i], i <= step);

      if (i == step)
        gtk_widget_add_css_class (self->step_labels[i], "heading");
      else
        gtk_widget_remove_css_class (self->step_labels[i], "heading");
    }

  gtk_label_set_text (self->progress_label, text);
  set_fraction (self, fraction);
}

static void
sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelWelcomePage *self = LAUREL_WELCOME_PAGE (widget);

  begin (self, FALSE);
  laurel_session_sign_in_async (self->session,
                                gtk_editable_get_text (self->address),
                                gtk_editable_get_text (self->login),
                                gtk_editable_get_text (self->password),
                                self->cancellable,
                                connected_cb,
                                g_object_ref (self));
}

static void
try_demo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelWelcomePage *self = LAUREL_WELCOME_PAGE (widget);

  begin (self, TRUE);
  laurel_session_try_demo_async (self->session,
                                 self->cancellable,
                                 connected_cb,
                                 g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (LAUREL_WELCOME_PAGE (widget)->cancellable);
}

static void
entry_changed_cb (LaurelWelcomePage *self)
{
  update_sign_in (self);
}

static void
entry_activated_cb (LaurelWelcomePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "welcome.sign-in", NULL);
}

static void
laurel_welcome_page_dispose (GObject *object)
{
  LaurelWelcomePage *self = LAUREL_WELCOME_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (laurel_welcome_page_parent_class)->dispose (object);
}

static void
laurel_welcome_page_class_init (LaurelWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_welcome_page_dispose;

  signals[SIGNAL_CONNECTED] = g_signal_new ("connected",
                                            LAUREL_TYPE_WELCOME_PAGE,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            LAUREL_TYPE_CONNECTION);

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, heading);
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, address);
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, login);
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, password);
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, error_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, demo_error_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, steps);
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, progress);
  gtk_widget_class_bind_template_child (widget_class, LaurelWelcomePage, progress_label);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);

  gtk_widget_class_install_action (widget_class, "welcome.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (widget_class, "welcome.try-demo", NULL, try_demo_action);
  gtk_widget_class_install_action (widget_class, "welcome.cancel", NULL, cancel_action);
}

static void
laurel_welcome_page_init (LaurelWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (int i = 0; i < LAUREL_DEMO_READY; i++)
    {
      self->step_labels[i] = gtk_label_new (_ (step_names[i]));
      gtk_label_set_xalign (GTK_LABEL (self->step_labels[i]), 0);
      gtk_widget_set_sensitive (self->step_labels[i], FALSE);
      gtk_box_append (self->steps, self->step_labels[i]);
    }
}

GtkWidget *
laurel_welcome_page_new (LaurelSession *session, GSettings *settings)
{
  LaurelWelcomePage *self = g_object_new (LAUREL_TYPE_WELCOME_PAGE, NULL);
  g_autofree char   *address = g_settings_get_string (settings, "server-address");
  g_autofree char   *login = g_settings_get_string (settings, "login");

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);

  if (!laurel_session_is_demo (session))
    gtk_editable_set_text (self->address, address);

  gtk_editable_set_text (self->login, login);
  update_sign_in (self);
  g_signal_connect_object (laurel_session_get_demo (session),
                           "progress",
                           G_CALLBACK (progress_cb),
                           self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
laurel_welcome_page_resume (LaurelWelcomePage *self)
{
  g_return_if_fail (LAUREL_IS_WELCOME_PAGE (self));

  begin (self, laurel_session_is_demo (self->session));
  laurel_session_resume_async (self->session, self->cancellable, connected_cb, g_object_ref (self));
}
