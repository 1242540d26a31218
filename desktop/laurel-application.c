/* laurel-application.c - the program: actions, keys, one window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/laurel-application.h"

#include <glib/gi18n.h>

#include "desktop/laurel-rooms.h"
#include "desktop/laurel-window.h"
#include "desktop/models/laurel-session.h"

#define APPLICATION_ID "org.laurelproject.Laurel"

struct _LaurelApplication
{
  AdwApplication parent_instance;

  GSettings     *settings;
  LaurelSession *session;
};

G_DEFINE_FINAL_TYPE (LaurelApplication, laurel_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.find", { "<Control>k" } },
  { "win.filter", { "<Control>f" } },
  { "win.reload", { "F5", "<Control>r" } },
  { "win.back", { "<Alt>Left" } },
  { "win.escape", { "Escape" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.toggle-pane", { "<Shift>F9" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
};

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);

  adw_show_about_window (gtk_application_get_active_window (application),
                         "application-name",
                         "Laurel",
                         "application-icon",
                         APPLICATION_ID,
                         "version",
                         LAUREL_VERSION,
                         "comments",
                         _ ("Steer the loyalty system of a retail chain"),
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  /* Closing remembers the window; the program ends with its last one. */
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry actions[] = {
  { "about", about_action },
  { "quit", quit_action },
};

static void
add_accels (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (application, accels[i].action, accels[i].accels);

  for (gsize i = 0; i < laurel_n_rooms; i++)
    {
      const char      *keys[] = { laurel_rooms[i].accel, NULL };
      g_autofree char *action = g_strdup_printf ("win.room::%s", laurel_rooms[i].id);

      gtk_application_set_accels_for_action (application, action, keys);
    }
}

static void
laurel_application_startup (GApplication *application)
{
  LaurelApplication *self = LAUREL_APPLICATION (application);
  g_autofree char   *home = g_build_filename (g_get_user_data_dir (), "laurel", "demo", NULL);
  g_autoptr (LaurelDemo) demo = laurel_demo_new (NULL, home);

  G_APPLICATION_CLASS (laurel_application_parent_class)->startup (application);

  self->settings = g_settings_new (APPLICATION_ID);
  self->session = laurel_session_new (self->settings, demo);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  add_accels (GTK_APPLICATION (self));
}

static void
laurel_application_activate (GApplication *application)
{
  LaurelApplication *self = LAUREL_APPLICATION (application);
  GtkWindow         *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (laurel_window_new (GTK_APPLICATION (self), self->session, self->settings));

  gtk_window_present (window);
}

static void
laurel_application_shutdown (GApplication *application)
{
  LaurelApplication *self = LAUREL_APPLICATION (application);

  /* No window is open any more: nobody waits for the server of the demo to end. */
  if (self->session != NULL)
    laurel_demo_stop (laurel_session_get_demo (self->session));

  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (laurel_application_parent_class)->shutdown (application);
}

static void
laurel_application_class_init (LaurelApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = laurel_application_startup;
  application_class->activate = laurel_application_activate;
  application_class->shutdown = laurel_application_shutdown;
}

static void
laurel_application_init (LaurelApplication *self)
{
}

LaurelApplication *
laurel_application_new (void)
{
  return g_object_new (LAUREL_TYPE_APPLICATION,
                       "application-id",
                       APPLICATION_ID,
                       "resource-base-path",
                       "/org/laurelproject/Laurel",
                       NULL);
}
