/* laurel-period-picker.c - linked buttons that choose a period
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-period-picker.h"

#define N_PERIODS (LAUREL_PERIOD_YEAR + 1)

struct _LaurelPeriodPicker
{
  GtkWidget parent_instance;

  LaurelPeriod period;

  GtkWidget       *box;
  GtkToggleButton *buttons[N_PERIODS];
};

G_DEFINE_FINAL_TYPE (LaurelPeriodPicker, laurel_period_picker, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PERIOD,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *const button_ids[N_PERIODS] = {
  [LAUREL_PERIOD_TODAY] = "today_button", [LAUREL_PERIOD_SEVEN_DAYS] = "seven_days_button",
  [LAUREL_PERIOD_MONTH] = "month_button", [LAUREL_PERIOD_QUARTER] = "quarter_button",
  [LAUREL_PERIOD_YEAR] = "year_button",
};

/* Of the two buttons that a choice toggles, only the one that went down counts. */
static void
toggled_cb (LaurelPeriodPicker *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  for (guint period = 0; period < N_PERIODS; period++)
    if (self->buttons[period] == button && self->period != period)
      {
        self->period = (LaurelPeriod) period;
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERIOD]);
      }
}

static void
laurel_period_picker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelPeriodPicker *self = LAUREL_PERIOD_PICKER (object);

  switch (id)
    {
    case PROP_PERIOD:
      g_value_set_enum (value, (int) self->period);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_period_picker_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  LaurelPeriodPicker *self = LAUREL_PERIOD_PICKER (object);

  switch (id)
    {
    case PROP_PERIOD:
      laurel_period_picker_set_period (self, (LaurelPeriod) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_period_picker_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LAUREL_TYPE_PERIOD_PICKER);

  G_OBJECT_CLASS (laurel_period_picker_parent_class)->dispose (object);
}

static void
laurel_period_picker_class_init (LaurelPeriodPickerClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = laurel_period_picker_dispose;
  object_class->get_property = laurel_period_picker_get_property;
  object_class->set_property = laurel_period_picker_set_property;

  properties[PROP_PERIOD] =
      g_param_spec_enum ("period",
                         NULL,
                         NULL,
                         LAUREL_TYPE_PERIOD,
                         LAUREL_PERIOD_MONTH,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/widgets/laurel-period-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelPeriodPicker, box);
  for (guint period = 0; period < N_PERIODS; period++)
    gtk_widget_class_bind_template_child_full (widget_class,
                                               button_ids[period],
                                               FALSE,
                                               G_STRUCT_OFFSET (LaurelPeriodPicker, buttons) +
                                                   period * sizeof (GtkToggleButton *));

  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
laurel_period_picker_init (LaurelPeriodPicker *self)
{
  self->period = LAUREL_PERIOD_MONTH;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_period_picker_new (void)
{
  return g_object_new (LAUREL_TYPE_PERIOD_PICKER, NULL);
}

LaurelPeriod
laurel_period_picker_get_period (LaurelPeriodPicker *self)
{
  g_return_val_if_fail (LAUREL_IS_PERIOD_PICKER (self), LAUREL_PERIOD_MONTH);

  return self->period;
}

void
laurel_period_picker_set_period (LaurelPeriodPicker *self, LaurelPeriod period)
{
  g_return_if_fail (LAUREL_IS_PERIOD_PICKER (self) && period < N_PERIODS);

  gtk_toggle_button_set_active (self->buttons[period], TRUE);
}
