/* laurel-pane.c - lets the pane beside a table be made wider, and remembers how wide
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-pane.h"

#include "desktop/pages/laurel-pane-bin.h"

#define EDGE      8
#define WIDTH_MIN 360
#define WIDTH_MAX 520

typedef struct
{
  GtkWidget *pane; /* not owned: it owns us */
  GSettings *settings;
  char      *key;
} Resizer;

static void
resizer_free (gpointer data)
{
  Resizer *resizer = data;

  g_object_unref (resizer->settings);
  g_free (resizer->key);
  g_free (resizer);
}

static gboolean
is_on_edge (Resizer *resizer, double x)
{
  gboolean rtl = gtk_widget_get_direction (resizer->pane) == GTK_TEXT_DIR_RTL;

  return rtl ? x > gtk_widget_get_width (resizer->pane) - EDGE : x < EDGE;
}

static void
motion_cb (Resizer *resizer, double x, double y)
{
  gtk_widget_set_cursor_from_name (resizer->pane, is_on_edge (resizer, x) ? "col-resize" : NULL);
}

static void
drag_begin_cb (Resizer *resizer, double x, double y, GtkGesture *gesture)
{
  if (!is_on_edge (resizer, x))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The offset is that from the edge, which follows: what is left of it is what is still to do. */
static void
drag_update_cb (Resizer *resizer, double offset_x, double offset_y, GtkGesture *gesture)
{
  gboolean rtl = gtk_widget_get_direction (resizer->pane) == GTK_TEXT_DIR_RTL;
  int      now = g_settings_get_int (resizer->settings, resizer->key);
  int      width = now + (int) (rtl ? offset_x : -offset_x);

  g_settings_set_int (resizer->settings, resizer->key, CLAMP (width, WIDTH_MIN, WIDTH_MAX));
}

void
laurel_pane_make_resizable (GtkWidget *pane, GSettings *settings, const char *key)
{
  Resizer            *resizer = g_new0 (Resizer, 1);
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  resizer->pane = pane;
  resizer->settings = g_object_ref (settings);
  resizer->key = g_strdup (key);
  g_object_set_data_full (G_OBJECT (pane), "laurel-pane-resizer", resizer, resizer_free);

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), resizer);
  gtk_widget_add_controller (pane, motion);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), resizer);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), resizer);
  gtk_widget_add_controller (pane, GTK_EVENT_CONTROLLER (drag));

  g_settings_bind (settings,
                   key,
                   pane,
                   LAUREL_IS_PANE_BIN (pane) ? "natural-width" : "width-request",
                   G_SETTINGS_BIND_GET);
}
