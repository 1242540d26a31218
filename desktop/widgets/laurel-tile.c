/* laurel-tile.c - a number on a card: caption, value, how it differs, and its course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-tile.h"

#include "desktop/widgets/laurel-chart.h"

struct _LaurelTile
{
  GtkButton parent_instance;

  LaurelTileMood mood;
  gboolean       clickable;

  GtkLabel       *caption_label;
  GtkLabel       *value_label;
  GtkLabel       *note_label;
  GtkProgressBar *meter;
  LaurelChart    *spark;
};

G_DEFINE_FINAL_TYPE (LaurelTile, laurel_tile, GTK_TYPE_BUTTON)

G_DEFINE_ENUM_TYPE (LaurelTileMood,
                    laurel_tile_mood,
                    G_DEFINE_ENUM_VALUE (LAUREL_TILE_NEUTRAL, "neutral"),
                    G_DEFINE_ENUM_VALUE (LAUREL_TILE_GAIN, "gain"),
                    G_DEFINE_ENUM_VALUE (LAUREL_TILE_LOSS, "loss"))

enum
{
  PROP_0,
  PROP_CAPTION,
  PROP_VALUE,
  PROP_NOTE,
  PROP_MOOD,
  PROP_FRACTION,
  PROP_SPARK,
  PROP_CLICKABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *const mood_classes[] = {
  [LAUREL_TILE_NEUTRAL] = "dim-label",
  [LAUREL_TILE_GAIN] = "gain",
  [LAUREL_TILE_LOSS] = "loss",
};

/* The texts in reading order: a screen reader says the tile as a whole. */
static void
update_accessible (LaurelTile *self)
{
  const char      *note = laurel_tile_get_note (self);
  g_autofree char *words = g_strjoin (", ",
                                      gtk_label_get_text (self->caption_label),
                                      gtk_label_get_text (self->value_label),
                                      note,
                                      NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
set_mood (LaurelTile *self, LaurelTileMood mood)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->note_label), mood_classes[self->mood]);
  gtk_widget_add_css_class (GTK_WIDGET (self->note_label), mood_classes[mood]);
  self->mood = mood;
}

static double
get_fraction (LaurelTile *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->meter))
             ? gtk_progress_bar_get_fraction (self->meter)
             : -1;
}

static void
laurel_tile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelTile *self = LAUREL_TILE (object);

  switch (id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, gtk_label_get_text (self->caption_label));
      break;
    case PROP_VALUE:
      g_value_set_string (value, laurel_tile_get_value (self));
      break;
    case PROP_NOTE:
      g_value_set_string (value, laurel_tile_get_note (self));
      break;
    case PROP_MOOD:
      g_value_set_enum (value, (int) self->mood);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, get_fraction (self));
      break;
    case PROP_SPARK:
      g_value_set_object (value, laurel_chart_get_data (self->spark));
      break;
    case PROP_CLICKABLE:
      g_value_set_boolean (value, self->clickable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_tile_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LaurelTile *self = LAUREL_TILE (object);

  switch (id)
    {
    case PROP_CAPTION:
      laurel_tile_set_caption (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      laurel_tile_set_value (self, g_value_get_string (value));
      break;
    case PROP_NOTE:
      laurel_tile_set_note (self, g_value_get_string (value), self->mood);
      break;
    case PROP_MOOD:
      set_mood (self, (LaurelTileMood) g_value_get_enum (value));
      break;
    case PROP_FRACTION:
      laurel_tile_set_fraction (self, g_value_get_double (value));
      break;
    case PROP_SPARK:
      laurel_tile_set_spark (self, g_value_get_object (value));
      break;
    case PROP_CLICKABLE:
      self->clickable = g_value_get_boolean (value);
      gtk_widget_set_can_target (GTK_WIDGET (self), self->clickable);
      gtk_widget_set_focusable (GTK_WIDGET (self), self->clickable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_tile_class_init (LaurelTileClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = laurel_tile_get_property;
  object_class->set_property = laurel_tile_set_property;

  properties[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  properties[PROP_MOOD] =
      g_param_spec_enum ("mood", NULL, NULL, LAUREL_TYPE_TILE_MOOD, LAUREL_TILE_NEUTRAL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_SPARK] = g_param_spec_object ("spark", NULL, NULL, LAUREL_TYPE_CHART_DATA, flags);
  properties[PROP_CLICKABLE] =
      g_param_spec_boolean ("clickable", NULL, NULL, TRUE, flags | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LAUREL_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/laurelproject/Laurel/widgets/laurel-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelTile, caption_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelTile, value_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelTile, note_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelTile, meter);
  gtk_widget_class_bind_template_child (widget_class, LaurelTile, spark);
}

static void
laurel_tile_init (LaurelTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_mood (self, LAUREL_TILE_NEUTRAL);
}

GtkWidget *
laurel_tile_new (const char *caption)
{
  return g_object_new (LAUREL_TYPE_TILE, "caption", caption, NULL);
}

GtkWidget *
laurel_tile_new_plain (const char *caption)
{
  return g_object_new (LAUREL_TYPE_TILE,
                       "accessible-role",
                       GTK_ACCESSIBLE_ROLE_GROUP,
                       "clickable",
                       FALSE,
                       "caption",
                       caption,
                       NULL);
}

void
laurel_tile_set_caption (LaurelTile *self, const char *caption)
{
  g_return_if_fail (LAUREL_IS_TILE (self));

  gtk_label_set_text (self->caption_label, caption != NULL ? caption : "");
  update_accessible (self);
}

void
laurel_tile_set_value (LaurelTile *self, const char *value)
{
  g_return_if_fail (LAUREL_IS_TILE (self));

  gtk_label_set_text (self->value_label, value != NULL ? value : "");
  update_accessible (self);
}

const char *
laurel_tile_get_value (LaurelTile *self)
{
  g_return_val_if_fail (LAUREL_IS_TILE (self), NULL);

  return gtk_label_get_text (self->value_label);
}

void
laurel_tile_set_note (LaurelTile *self, const char *note, LaurelTileMood mood)
{
  g_return_if_fail (LAUREL_IS_TILE (self) && mood < G_N_ELEMENTS (mood_classes));

  gtk_label_set_text (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), note);
  set_mood (self, mood);
  update_accessible (self);
}

const char *
laurel_tile_get_note (LaurelTile *self)
{
  g_return_val_if_fail (LAUREL_IS_TILE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->note_label))
             ? gtk_label_get_text (self->note_label)
             : NULL;
}

void
laurel_tile_set_fraction (LaurelTile *self, double fraction)
{
  g_return_if_fail (LAUREL_IS_TILE (self) && fraction <= 1);

  gtk_widget_set_visible (GTK_WIDGET (self->meter), fraction >= 0);
  gtk_progress_bar_set_fraction (self->meter, MAX (fraction, 0));
}

void
laurel_tile_set_spark (LaurelTile *self, LaurelChartData *data)
{
  g_return_if_fail (LAUREL_IS_TILE (self));

  laurel_chart_set_data (self->spark, data);
  gtk_widget_set_visible (GTK_WIDGET (self->spark), data != NULL);
}

static LaurelTileMood
judge (gint64 now, gint64 before, LaurelTileSense sense)
{
  if (sense == LAUREL_TILE_MORE_IS_NEITHER || now == before)
    return LAUREL_TILE_NEUTRAL;

  return (now > before) == (sense == LAUREL_TILE_MORE_IS_GOOD) ? LAUREL_TILE_GAIN
                                                               : LAUREL_TILE_LOSS;
}

void
laurel_tile_show (LaurelTile     *self,
                  LaurelValueKind kind,
                  gint64          now,
                  const gint64   *before,
                  LaurelTileSense sense)
{
  LaurelFormatFlags flags = kind == LAUREL_VALUE_MONEY ? LAUREL_FORMAT_WHOLE : LAUREL_FORMAT_PLAIN;
  g_autofree char  *value = laurel_format_value (kind, now, flags);
  g_autofree char  *note = laurel_format_difference (kind, now, before);

  laurel_tile_set_value (self, value);
  laurel_tile_set_note (self,
                        note,
                        before != NULL ? judge (now, *before, sense) : LAUREL_TILE_NEUTRAL);
}
