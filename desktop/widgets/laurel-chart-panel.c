/* laurel-chart-panel.c - a card with a title, a menu and a chart in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-panel.h"

#include "desktop/widgets/laurel-chart-actions.h"

struct _LaurelChartPanel
{
  AdwBin parent_instance;

  LaurelChartKind kind;
  LaurelChart    *chart;

  GtkBox   *box;
  GtkLabel *title_label;
  GtkLabel *remark_label;
  GtkBox   *value_box;
  GtkLabel *value_label;
  GtkLabel *value_note_label;
  GtkLabel *note_label;
};

G_DEFINE_FINAL_TYPE (LaurelChartPanel, laurel_chart_panel, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_KIND,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* An absent text takes no room. */
static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  laurel_chart_actions_copy (LAUREL_CHART_PANEL (widget)->chart);
}

static void
save_png_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  laurel_chart_actions_save (LAUREL_CHART_PANEL (widget)->chart, LAUREL_CHART_FILE_PNG);
}

static void
save_svg_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  laurel_chart_actions_save (LAUREL_CHART_PANEL (widget)->chart, LAUREL_CHART_FILE_SVG);
}

static void
save_pdf_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  laurel_chart_actions_save (LAUREL_CHART_PANEL (widget)->chart, LAUREL_CHART_FILE_PDF);
}

static void
print_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  laurel_chart_actions_print (LAUREL_CHART_PANEL (widget)->chart);
}

static void
laurel_chart_panel_constructed (GObject *object)
{
  LaurelChartPanel *self = LAUREL_CHART_PANEL (object);

  G_OBJECT_CLASS (laurel_chart_panel_parent_class)->constructed (object);

  /* Its kind is known only now. Rows keep their height, a plot takes what there is. */
  self->chart = LAUREL_CHART (laurel_chart_new (self->kind));
  gtk_widget_set_vexpand (GTK_WIDGET (self->chart),
                          self->kind == LAUREL_CHART_LINE || self->kind == LAUREL_CHART_BARS);
  gtk_box_insert_child_after (self->box, GTK_WIDGET (self->chart), GTK_WIDGET (self->value_box));
  laurel_chart_set_title (self->chart, gtk_label_get_text (self->title_label));
}

static void
laurel_chart_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelChartPanel *self = LAUREL_CHART_PANEL (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, laurel_chart_panel_get_title (self));
      break;
    case PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_chart_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LaurelChartPanel *self = LAUREL_CHART_PANEL (object);

  switch (id)
    {
    case PROP_TITLE:
      laurel_chart_panel_set_title (self, g_value_get_string (value));
      break;
    case PROP_KIND:
      self->kind = (LaurelChartKind) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_chart_panel_class_init (LaurelChartPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = laurel_chart_panel_constructed;
  object_class->get_property = laurel_chart_panel_get_property;
  object_class->set_property = laurel_chart_panel_set_property;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind",
                         NULL,
                         NULL,
                         LAUREL_TYPE_CHART_KIND,
                         LAUREL_CHART_LINE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/widgets/laurel-chart-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelChartPanel, box);
  gtk_widget_class_bind_template_child (widget_class, LaurelChartPanel, title_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelChartPanel, remark_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelChartPanel, value_box);
  gtk_widget_class_bind_template_child (widget_class, LaurelChartPanel, value_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelChartPanel, value_note_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelChartPanel, note_label);

  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "chart.save-png", NULL, save_png_action);
  gtk_widget_class_install_action (widget_class, "chart.save-svg", NULL, save_svg_action);
  gtk_widget_class_install_action (widget_class, "chart.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print_action);
}

static void
laurel_chart_panel_init (LaurelChartPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_chart_panel_new (LaurelChartKind kind, const char *title)
{
  return g_object_new (LAUREL_TYPE_CHART_PANEL, "kind", kind, "title", title, NULL);
}

LaurelChart *
laurel_chart_panel_get_chart (LaurelChartPanel *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART_PANEL (self), NULL);

  return self->chart;
}

void
laurel_chart_panel_set_title (LaurelChartPanel *self, const char *title)
{
  g_return_if_fail (LAUREL_IS_CHART_PANEL (self));

  gtk_label_set_text (self->title_label, title != NULL ? title : "");

  /* While the panel is made its title comes before its chart. */
  if (self->chart != NULL)
    laurel_chart_set_title (self->chart, title);
}

const char *
laurel_chart_panel_get_title (LaurelChartPanel *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART_PANEL (self), NULL);

  return gtk_label_get_text (self->title_label);
}

void
laurel_chart_panel_set_remark (LaurelChartPanel *self, const char *remark)
{
  g_return_if_fail (LAUREL_IS_CHART_PANEL (self));

  show_text (self->remark_label, remark);
}

void
laurel_chart_panel_set_value (LaurelChartPanel *self, const char *value, const char *value_note)
{
  g_return_if_fail (LAUREL_IS_CHART_PANEL (self));

  show_text (self->value_label, value);
  show_text (self->value_note_label, value_note);
  gtk_widget_set_visible (GTK_WIDGET (self->value_box), value != NULL);
}

void
laurel_chart_panel_set_note (LaurelChartPanel *self, const char *note)
{
  g_return_if_fail (LAUREL_IS_CHART_PANEL (self));

  show_text (self->note_label, note);
}
