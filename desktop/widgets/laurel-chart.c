/* laurel-chart.c - the chart widget: draws LaurelChartData and answers pointer and keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "desktop/widgets/laurel-chart-words.h"

#define PLOT_WIDTH_MIN      120
#define PLOT_WIDTH_NATURAL  240
#define PLOT_HEIGHT_NATURAL 178
#define SPARK_WIDTH_MIN     24
#define SPARK_WIDTH         84
#define SPARK_HEIGHT        38

struct _LaurelChart
{
  GtkWidget parent_instance;

  LaurelChartKind  kind;
  LaurelChartData *data;
  char            *title;
  char            *empty_text;
  gboolean         legend;
  int              selected;
};

G_DEFINE_FINAL_TYPE (LaurelChart, laurel_chart, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_DATA,
  PROP_TITLE,
  PROP_EMPTY_TEXT,
  PROP_LEGEND,
  PROP_SELECTED,
  N_PROPS,
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static guint
count_slots (LaurelChart *self)
{
  return self->data != NULL ? laurel_chart_data_get_n_slots (self->data) : 0;
}

static void
update_accessible (LaurelChart *self)
{
  g_autofree char *words = NULL;
  g_autofree char *slot = NULL;

  /* A spark line repeats what the text beside it says. */
  if (self->kind == LAUREL_CHART_SPARK)
    return;

  words = laurel_chart_words_for_all (self->data, self->title, laurel_chart_get_empty_text (self));
  if (self->selected >= 0)
    slot = laurel_chart_words_for_slot (self->data, (guint) self->selected);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  slot != NULL ? slot : "",
                                  -1);
}

static void
data_changed_cb (LaurelChart *self)
{
  if (self->selected >= (int) count_slots (self))
    laurel_chart_set_selected (self, -1);

  update_accessible (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_kind (LaurelChart *self, LaurelChartKind kind)
{
  self->kind = kind;
  gtk_widget_set_focusable (GTK_WIDGET (self), kind != LAUREL_CHART_SPARK);
  gtk_widget_set_can_target (GTK_WIDGET (self), kind != LAUREL_CHART_SPARK);

  if (kind == LAUREL_CHART_SPARK)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

static int
slot_at (LaurelChart *self, double x, double y)
{
  LaurelChartSpec spec;

  laurel_chart_get_spec (self, &spec);

  return laurel_chart_pick_slot (&spec,
                                 gtk_widget_get_pango_context (GTK_WIDGET (self)),
                                 gtk_widget_get_width (GTK_WIDGET (self)),
                                 gtk_widget_get_height (GTK_WIDGET (self)),
                                 x,
                                 y);
}

static void
activate_slot (LaurelChart *self, int slot)
{
  if (slot >= 0)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, (guint) slot);
}

static void
motion_cb (LaurelChart *self, double x, double y)
{
  laurel_chart_set_selected (self, slot_at (self, x, y));
}

static void
leave_cb (LaurelChart *self)
{
  laurel_chart_set_selected (self, -1);
}

static void
released_cb (LaurelChart *self, int n_press, double x, double y)
{
  activate_slot (self, slot_at (self, x, y));
}

/* Moves by the steps in @arguments; from nowhere to the end that the movement comes from. */
static gboolean
move_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LaurelChart *self = LAUREL_CHART (widget);
  int          n_slots = (int) count_slots (self);
  int          step = 0;

  g_variant_get (arguments, "(i)", &step);

  if (n_slots == 0 || laurel_chart_data_is_empty (self->data))
    return FALSE;

  if (self->selected < 0)
    laurel_chart_set_selected (self, step > 0 ? 0 : n_slots - 1);
  else
    laurel_chart_set_selected (self, CLAMP (self->selected + step, 0, n_slots - 1));

  return TRUE;
}

/* To the last slot or the first, by the boolean in @arguments. */
static gboolean
jump_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LaurelChart *self = LAUREL_CHART (widget);
  gboolean     last = FALSE;

  g_variant_get (arguments, "(b)", &last);
  laurel_chart_set_selected (self, last ? (int) count_slots (self) - 1 : 0);

  return TRUE;
}

static gboolean
activate_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LaurelChart *self = LAUREL_CHART (widget);

  if (self->selected < 0)
    return FALSE;

  activate_slot (self, self->selected);

  return TRUE;
}

/* Without a selection Escape is for whoever holds the chart. */
static gboolean
escape_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LaurelChart *self = LAUREL_CHART (widget);

  if (self->selected < 0)
    return FALSE;

  laurel_chart_set_selected (self, -1);

  return TRUE;
}

/* The palette is fixed, and the rest comes from the style sheet. */
static void
resolve_colours (LaurelChart *self, LaurelChartColours *colours)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA          window = { 0 };
  GdkRGBA          card = { 0 };

  laurel_chart_colours_init (colours, adw_style_manager_get_dark (manager));
  colours->high_contrast = adw_style_manager_get_high_contrast (manager);
  gtk_style_context_get_color (style, &colours->text);

  if (!gtk_style_context_lookup_color (style, "card_bg_color", &card) ||
      !gtk_style_context_lookup_color (style, "window_bg_color", &window))
    return;

  /* A dark card is a veil over the window. */
  colours->card.red = card.red * card.alpha + window.red * (1 - card.alpha);
  colours->card.green = card.green * card.alpha + window.green * (1 - card.alpha);
  colours->card.blue = card.blue * card.alpha + window.blue * (1 - card.alpha);
}

static void
laurel_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LaurelChart       *self = LAUREL_CHART (widget);
  LaurelChartSpec    spec;
  LaurelChartColours colours;

  laurel_chart_get_spec (self, &spec);
  spec.selected = self->selected;
  resolve_colours (self, &colours);
  laurel_chart_draw (&spec,
                     snapshot,
                     gtk_widget_get_pango_context (widget),
                     gtk_widget_get_width (widget),
                     gtk_widget_get_height (widget),
                     &colours);
}

static void
laurel_chart_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  LaurelChart    *self = LAUREL_CHART (widget);
  gboolean        spark = self->kind == LAUREL_CHART_SPARK;
  gboolean        plot = self->kind == LAUREL_CHART_LINE || self->kind == LAUREL_CHART_BARS;
  LaurelChartSpec spec;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = spark ? SPARK_WIDTH_MIN : PLOT_WIDTH_MIN;
      *natural = spark ? SPARK_WIDTH : PLOT_WIDTH_NATURAL;
      return;
    }

  laurel_chart_get_spec (self, &spec);
  *minimum =
      (int) (laurel_chart_measure_height (&spec, gtk_widget_get_pango_context (widget)) + 0.5);
  *natural = *minimum;

  if (spark)
    *natural = SPARK_HEIGHT;
  else if (plot)
    *natural = PLOT_HEIGHT_NATURAL;
}

static void
laurel_chart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelChart *self = LAUREL_CHART (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;
    case PROP_DATA:
      g_value_set_object (value, self->data);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_EMPTY_TEXT:
      g_value_set_string (value, self->empty_text);
      break;
    case PROP_LEGEND:
      g_value_set_boolean (value, self->legend);
      break;
    case PROP_SELECTED:
      g_value_set_int (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_chart_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LaurelChart *self = LAUREL_CHART (object);

  switch (id)
    {
    case PROP_KIND:
      set_kind (self, (LaurelChartKind) g_value_get_enum (value));
      break;
    case PROP_DATA:
      laurel_chart_set_data (self, g_value_get_object (value));
      break;
    case PROP_TITLE:
      laurel_chart_set_title (self, g_value_get_string (value));
      break;
    case PROP_EMPTY_TEXT:
      laurel_chart_set_empty_text (self, g_value_get_string (value));
      break;
    case PROP_LEGEND:
      laurel_chart_set_legend (self, g_value_get_boolean (value));
      break;
    case PROP_SELECTED:
      laurel_chart_set_selected (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_chart_constructed (GObject *object)
{
  LaurelChart *self = LAUREL_CHART (object);

  G_OBJECT_CLASS (laurel_chart_parent_class)->constructed (object);

  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify",
                           G_CALLBACK (gtk_widget_queue_draw),
                           self,
                           G_CONNECT_SWAPPED);
  update_accessible (self);
}

static void
laurel_chart_dispose (GObject *object)
{
  LaurelChart *self = LAUREL_CHART (object);

  if (self->data != NULL)
    g_signal_handlers_disconnect_by_data (self->data, self);

  g_clear_object (&self->data);

  G_OBJECT_CLASS (laurel_chart_parent_class)->dispose (object);
}

static void
laurel_chart_finalize (GObject *object)
{
  LaurelChart *self = LAUREL_CHART (object);

  g_free (self->title);
  g_free (self->empty_text);

  G_OBJECT_CLASS (laurel_chart_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_KIND] =
      g_param_spec_enum ("kind",
                         NULL,
                         NULL,
                         LAUREL_TYPE_CHART_KIND,
                         LAUREL_CHART_LINE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DATA] = g_param_spec_object ("data", NULL, NULL, LAUREL_TYPE_CHART_DATA, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  properties[PROP_LEGEND] = g_param_spec_boolean ("legend", NULL, NULL, TRUE, flags);
  properties[PROP_SELECTED] = g_param_spec_int ("selected", NULL, NULL, -1, G_MAXINT, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int   step;
  } arrows[] = {
    { GDK_KEY_Left, -1 },    { GDK_KEY_Right, 1 },    { GDK_KEY_Up, -1 },    { GDK_KEY_Down, 1 },
    { GDK_KEY_KP_Left, -1 }, { GDK_KEY_KP_Right, 1 }, { GDK_KEY_KP_Up, -1 }, { GDK_KEY_KP_Down, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, move_key, "(i)", arrows[i].step);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, jump_key, "(b)", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, jump_key, "(b)", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_key, NULL);
}

static void
laurel_chart_class_init (LaurelChartClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = laurel_chart_constructed;
  object_class->dispose = laurel_chart_dispose;
  object_class->finalize = laurel_chart_finalize;
  object_class->get_property = laurel_chart_get_property;
  object_class->set_property = laurel_chart_set_property;

  widget_class->snapshot = laurel_chart_snapshot;
  widget_class->measure = laurel_chart_measure;

  install_properties (object_class);

  /**
   * LaurelChart::activated:
   * @self: the chart
   * @slot: the slot whose rows someone wants to see
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            LAUREL_TYPE_CHART,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            G_TYPE_UINT);

  bind_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
laurel_chart_init (LaurelChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture         *click = gtk_gesture_click_new ();

  self->legend = TRUE;
  self->selected = -1;

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
laurel_chart_new (LaurelChartKind kind)
{
  return g_object_new (LAUREL_TYPE_CHART, "kind", kind, NULL);
}

void
laurel_chart_set_data (LaurelChart *self, LaurelChartData *data)
{
  g_return_if_fail (LAUREL_IS_CHART (self));
  g_return_if_fail (data == NULL || LAUREL_IS_CHART_DATA (data));

  if (data == self->data)
    return;

  if (self->data != NULL)
    g_signal_handlers_disconnect_by_data (self->data, self);

  g_set_object (&self->data, data);

  if (data != NULL)
    g_signal_connect_swapped (data, "changed", G_CALLBACK (data_changed_cb), self);

  data_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA]);
}

LaurelChartData *
laurel_chart_get_data (LaurelChart *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART (self), NULL);

  return self->data;
}

void
laurel_chart_set_title (LaurelChart *self, const char *title)
{
  g_return_if_fail (LAUREL_IS_CHART (self));

  if (g_strcmp0 (title, self->title) == 0)
    return;

  g_free (self->title);
  self->title = g_strdup (title);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const char *
laurel_chart_get_title (LaurelChart *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART (self), NULL);

  return self->title;
}

void
laurel_chart_set_empty_text (LaurelChart *self, const char *text)
{
  g_return_if_fail (LAUREL_IS_CHART (self));

  if (g_strcmp0 (text, self->empty_text) == 0)
    return;

  g_free (self->empty_text);
  self->empty_text = g_strdup (text);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY_TEXT]);
}

const char *
laurel_chart_get_empty_text (LaurelChart *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART (self), NULL);

  return self->empty_text != NULL ? self->empty_text : _ ("No sales in this period");
}

void
laurel_chart_set_legend (LaurelChart *self, gboolean legend)
{
  g_return_if_fail (LAUREL_IS_CHART (self));

  if (legend == self->legend)
    return;

  self->legend = legend;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEGEND]);
}

void
laurel_chart_set_selected (LaurelChart *self, int slot)
{
  g_return_if_fail (LAUREL_IS_CHART (self));

  if (slot < 0 || slot >= (int) count_slots (self))
    slot = -1;

  if (slot == self->selected)
    return;

  self->selected = slot;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

int
laurel_chart_get_selected (LaurelChart *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART (self), -1);

  return self->selected;
}

void
laurel_chart_get_spec (LaurelChart *self, LaurelChartSpec *spec)
{
  g_return_if_fail (LAUREL_IS_CHART (self) && spec != NULL);

  spec->kind = self->kind;
  spec->data = self->data;
  spec->legend = self->legend;
  spec->selected = -1;
  spec->empty_text = laurel_chart_get_empty_text (self);
}
