/* laurel-pane-bin.c - what a wide pane stands in: as wide as a person made it, where there is room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-pane-bin.h"

/* What stays for what stands beside the pane, as long as the pane gives way. */
#define CONTENT_WIDTH 500

struct _LaurelPaneBin
{
  AdwBin parent_instance;

  int   natural_width;
  int   measured_width;
  guint measure_source;
};

G_DEFINE_FINAL_TYPE (LaurelPaneBin, laurel_pane_bin, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_NATURAL_WIDTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* A flap gives its pane no more than that needs: so it needs as much as there is room for. */
static int
get_wanted_width (LaurelPaneBin *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  int        room = parent != NULL ? gtk_widget_get_width (parent) - CONTENT_WIDTH : 0;

  return MIN (self->natural_width, room);
}

static void
laurel_pane_bin_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)),
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      LaurelPaneBin *self = LAUREL_PANE_BIN (widget);

      self->measured_width = get_wanted_width (self);
      *minimum = MAX (*minimum, self->measured_width);
      *natural = *minimum;
    }
}

static gboolean
measure_cb (gpointer user_data)
{
  LaurelPaneBin *self = user_data;

  self->measure_source = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
laurel_pane_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LaurelPaneBin *self = LAUREL_PANE_BIN (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);

  /* The room is another; sizes may not change while they are being given, but right after. */
  if (get_wanted_width (self) != self->measured_width && self->measure_source == 0)
    self->measure_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, measure_cb, self, NULL);
}

static void
laurel_pane_bin_dispose (GObject *object)
{
  g_clear_handle_id (&LAUREL_PANE_BIN (object)->measure_source, g_source_remove);

  G_OBJECT_CLASS (laurel_pane_bin_parent_class)->dispose (object);
}

static void
laurel_pane_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NATURAL_WIDTH:
      g_value_set_int (value, LAUREL_PANE_BIN (object)->natural_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_pane_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NATURAL_WIDTH:
      LAUREL_PANE_BIN (object)->natural_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (object));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_pane_bin_class_init (LaurelPaneBinClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = laurel_pane_bin_dispose;
  object_class->get_property = laurel_pane_bin_get_property;
  object_class->set_property = laurel_pane_bin_set_property;
  widget_class->measure = laurel_pane_bin_measure;
  widget_class->size_allocate = laurel_pane_bin_size_allocate;

  properties[PROP_NATURAL_WIDTH] = g_param_spec_int ("natural-width",
                                                     NULL,
                                                     NULL,
                                                     0,
                                                     G_MAXINT,
                                                     0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
laurel_pane_bin_init (LaurelPaneBin *self)
{
  /* With the manager of AdwBin nobody would ask us how wide we want to be. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}
