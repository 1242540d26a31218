/* laurel-filter-strip.c - search, active filters as chips, more filters, and a slot at the right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-filter-strip.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* Of a chip and of a row of the popover: the id of the filter. */
#define ID_KEY "laurel-filter-id"

/* Of a row of the popover: what the search looks at. */
#define TITLE_KEY "laurel-filter-title"

struct _LaurelFilterStrip
{
  GtkWidget parent_instance;

  GtkWidget     *box;
  GtkEditable   *search_entry;
  GtkWidget     *chips_window;
  GtkWidget     *chips_box;
  GtkMenuButton *filter_button;
  GtkPopover    *popover;
  GtkEditable   *filter_entry;
  GtkListBox    *filter_list;
  AdwBin        *end_bin;
};

static GtkBuildableIface *parent_buildable_iface;

static void laurel_filter_strip_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LaurelFilterStrip,
                               laurel_filter_strip,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      laurel_filter_strip_buildable_init))

enum
{
  PROP_0,
  PROP_PLACEHOLDER,
  PROP_SEARCH_TEXT,
  PROP_END_WIDGET,
  N_PROPS,
};

enum
{
  SIGNAL_SEARCH_CHANGED,
  SIGNAL_SEARCH_ACTIVATED,
  SIGNAL_FILTER_CHOSEN,
  SIGNAL_CHIP_CLICKED,
  SIGNAL_CHIP_REMOVED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static const char *
id_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), ID_KEY);
}

static GtkWidget *
find_chip (LaurelFilterStrip *self, const char *id)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips_box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    if (strcmp (id_of (chip), id) == 0)
      return chip;

  return NULL;
}

static void
search_changed_cb (LaurelFilterStrip *self)
{
  g_signal_emit (self, signals[SIGNAL_SEARCH_CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
}

static void
search_activated_cb (LaurelFilterStrip *self)
{
  g_signal_emit (self, signals[SIGNAL_SEARCH_ACTIVATED], 0);
}

static gboolean
fits_search (GtkListBoxRow *row, gpointer user_data)
{
  LaurelFilterStrip *self = LAUREL_FILTER_STRIP (user_data);
  g_autofree char   *needle = g_utf8_casefold (gtk_editable_get_text (self->filter_entry), -1);
  g_autofree char   *title = g_utf8_casefold (g_object_get_data (G_OBJECT (row), TITLE_KEY), -1);

  return strstr (title, needle) != NULL;
}

static void
popover_shown_cb (LaurelFilterStrip *self)
{
  gtk_editable_set_text (self->filter_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_entry));
}

static void
filter_entry_changed_cb (LaurelFilterStrip *self)
{
  gtk_list_box_invalidate_filter (self->filter_list);
}

static void
choose_filter (LaurelFilterStrip *self, GtkListBoxRow *row)
{
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_FILTER_CHOSEN], 0, id_of (row));
}

static void
filter_activated_cb (LaurelFilterStrip *self, GtkListBoxRow *row)
{
  choose_filter (self, row);
}

/* Enter takes the first filter that fits. */
static void
filter_entry_activated_cb (LaurelFilterStrip *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->filter_list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        choose_filter (self, row);
        return;
      }
}

static void
stop_search_cb (LaurelFilterStrip *self)
{
  gtk_popover_popdown (self->popover);
}

static void
label_clicked_cb (LaurelFilterStrip *self, GtkWidget *button)
{
  g_signal_emit (self, signals[SIGNAL_CHIP_CLICKED], 0, id_of (gtk_widget_get_parent (button)));
}

static void
remove_clicked_cb (LaurelFilterStrip *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (id_of (gtk_widget_get_parent (button)));

  laurel_filter_strip_remove_chip (self, id);
  g_signal_emit (self, signals[SIGNAL_CHIP_REMOVED], 0, id);
}

static void
set_chip_label (GtkWidget *chip, const char *label)
{
  GtkWidget       *button = gtk_widget_get_first_child (chip);
  GtkWidget       *remove = gtk_widget_get_last_child (chip);
  g_autofree char *remove_words = NULL;

  /* TRANSLATORS: %s is an active filter: 23 Oct – 22 Nov */
  remove_words = g_strdup_printf (_ ("Remove Filter “%s”"), label);
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (remove, remove_words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove_words,
                                  -1);
}

/* Two buttons that look like one: the words change the filter, the cross removes it. */
static GtkWidget *
new_chip (LaurelFilterStrip *self, const char *id)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_button_new_with_label ("");
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

  g_object_set_data_full (G_OBJECT (chip), ID_KEY, g_strdup (id), g_free);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "on");
  gtk_widget_add_css_class (label, "flat");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "remove");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (label, "clicked", G_CALLBACK (label_clicked_cb), self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), remove);

  return chip;
}

static void
laurel_filter_strip_add_child (GtkBuildable *buildable,
                               GtkBuilder   *builder,
                               GObject      *child,
                               const char   *type)
{
  if (g_strcmp0 (type, "end") == 0)
    laurel_filter_strip_set_end_widget (LAUREL_FILTER_STRIP (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
laurel_filter_strip_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = laurel_filter_strip_add_child;
}

static void
laurel_filter_strip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelFilterStrip *self = LAUREL_FILTER_STRIP (object);

  switch (id)
    {
    case PROP_PLACEHOLDER:
      g_object_get_property (G_OBJECT (self->search_entry), "placeholder-text", value);
      break;
    case PROP_SEARCH_TEXT:
      g_value_set_string (value, laurel_filter_strip_get_text (self));
      break;
    case PROP_END_WIDGET:
      g_value_set_object (value, adw_bin_get_child (self->end_bin));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_filter_strip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LaurelFilterStrip *self = LAUREL_FILTER_STRIP (object);

  switch (id)
    {
    case PROP_PLACEHOLDER:
      laurel_filter_strip_set_placeholder (self, g_value_get_string (value));
      break;
    case PROP_SEARCH_TEXT:
      laurel_filter_strip_set_text (self, g_value_get_string (value));
      break;
    case PROP_END_WIDGET:
      laurel_filter_strip_set_end_widget (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_filter_strip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LAUREL_TYPE_FILTER_STRIP);

  G_OBJECT_CLASS (laurel_filter_strip_parent_class)->dispose (object);
}

static void
install_signals (void)
{
  static const struct
  {
    const char *name;
    gboolean    has_id;
  } rows[N_SIGNALS] = {
    [SIGNAL_SEARCH_CHANGED] = { "search-changed", FALSE },
    [SIGNAL_SEARCH_ACTIVATED] = { "search-activated", FALSE },
    [SIGNAL_FILTER_CHOSEN] = { "filter-chosen", TRUE },
    [SIGNAL_CHIP_CLICKED] = { "chip-clicked", TRUE },
    [SIGNAL_CHIP_REMOVED] = { "chip-removed", TRUE },
  };

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (rows[i].name,
                               LAUREL_TYPE_FILTER_STRIP,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               rows[i].has_id ? 1 : 0,
                               G_TYPE_STRING);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/widgets/laurel-filter-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelFilterStrip, box);
  gtk_widget_class_bind_template_child (widget_class, LaurelFilterStrip, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LaurelFilterStrip, chips_window);
  gtk_widget_class_bind_template_child (widget_class, LaurelFilterStrip, chips_box);
  gtk_widget_class_bind_template_child (widget_class, LaurelFilterStrip, filter_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelFilterStrip, popover);
  gtk_widget_class_bind_template_child (widget_class, LaurelFilterStrip, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, LaurelFilterStrip, filter_list);
  gtk_widget_class_bind_template_child (widget_class, LaurelFilterStrip, end_bin);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activated_cb);
}

static void
laurel_filter_strip_class_init (LaurelFilterStripClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = laurel_filter_strip_dispose;
  object_class->get_property = laurel_filter_strip_get_property;
  object_class->set_property = laurel_filter_strip_set_property;

  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_SEARCH_TEXT] =
      g_param_spec_string ("search-text", NULL, NULL, NULL, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_END_WIDGET] =
      g_param_spec_object ("end-widget", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_signals ();
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
laurel_filter_strip_init (LaurelFilterStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "toolbar-strip");
  gtk_list_box_set_filter_func (self->filter_list, fits_search, self, NULL);
}

GtkWidget *
laurel_filter_strip_new (const char *placeholder)
{
  return g_object_new (LAUREL_TYPE_FILTER_STRIP, "placeholder", placeholder, NULL);
}

void
laurel_filter_strip_set_placeholder (LaurelFilterStrip *self, const char *placeholder)
{
  g_return_if_fail (LAUREL_IS_FILTER_STRIP (self));

  g_object_set (self->search_entry, "placeholder-text", placeholder, NULL);
}

void
laurel_filter_strip_set_text (LaurelFilterStrip *self, const char *text)
{
  g_return_if_fail (LAUREL_IS_FILTER_STRIP (self));

  if (g_strcmp0 (text != NULL ? text : "", laurel_filter_strip_get_text (self)) == 0)
    return;

  /* An editable replaces its text by way of the empty one, which a search entry tells at once. */
  g_signal_handlers_block_by_func (self->search_entry, search_changed_cb, self);
  gtk_editable_set_text (self->search_entry, text != NULL ? text : "");
  g_signal_handlers_unblock_by_func (self->search_entry, search_changed_cb, self);

  if (text == NULL || *text == '\0')
    search_changed_cb (self);
}

const char *
laurel_filter_strip_get_text (LaurelFilterStrip *self)
{
  g_return_val_if_fail (LAUREL_IS_FILTER_STRIP (self), NULL);

  return gtk_editable_get_text (self->search_entry);
}

void
laurel_filter_strip_focus_search (LaurelFilterStrip *self)
{
  g_return_if_fail (LAUREL_IS_FILTER_STRIP (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
laurel_filter_strip_add_filter (LaurelFilterStrip *self,
                                const char        *id,
                                const char        *title,
                                const char        *icon_name)
{
  GtkWidget *row = NULL;
  GtkWidget *box = NULL;
  GtkWidget *label = NULL;

  g_return_if_fail (LAUREL_IS_FILTER_STRIP (self));
  g_return_if_fail (id != NULL && title != NULL && icon_name != NULL);

  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  label = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), ID_KEY, g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), TITLE_KEY, g_strdup (title), g_free);
  gtk_list_box_append (self->filter_list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_button), TRUE);
}

void
laurel_filter_strip_set_chip (LaurelFilterStrip *self, const char *id, const char *label)
{
  GtkWidget *chip = NULL;

  g_return_if_fail (LAUREL_IS_FILTER_STRIP (self) && id != NULL && label != NULL);

  chip = find_chip (self, id);
  if (chip == NULL)
    {
      chip = new_chip (self, id);
      gtk_box_append (GTK_BOX (self->chips_box), chip);
    }

  set_chip_label (chip, label);
  gtk_widget_set_visible (self->chips_window, TRUE);
}

void
laurel_filter_strip_remove_chip (LaurelFilterStrip *self, const char *id)
{
  GtkWidget *chip = NULL;

  g_return_if_fail (LAUREL_IS_FILTER_STRIP (self) && id != NULL);

  chip = find_chip (self, id);
  if (chip == NULL)
    return;

  gtk_box_remove (GTK_BOX (self->chips_box), chip);
  gtk_widget_set_visible (self->chips_window, laurel_filter_strip_get_n_chips (self) > 0);
}

gboolean
laurel_filter_strip_has_chip (LaurelFilterStrip *self, const char *id)
{
  g_return_val_if_fail (LAUREL_IS_FILTER_STRIP (self) && id != NULL, FALSE);

  return find_chip (self, id) != NULL;
}

guint
laurel_filter_strip_get_n_chips (LaurelFilterStrip *self)
{
  guint n_chips = 0;

  g_return_val_if_fail (LAUREL_IS_FILTER_STRIP (self), 0);

  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips_box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    n_chips++;

  return n_chips;
}

void
laurel_filter_strip_clear (LaurelFilterStrip *self)
{
  GtkWidget *chip = NULL;

  g_return_if_fail (LAUREL_IS_FILTER_STRIP (self));

  while ((chip = gtk_widget_get_first_child (self->chips_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips_box), chip);

  gtk_widget_set_visible (self->chips_window, FALSE);
  laurel_filter_strip_set_text (self, "");
}

GtkWidget *
laurel_filter_strip_get_anchor (LaurelFilterStrip *self, const char *id)
{
  GtkWidget *chip = NULL;

  g_return_val_if_fail (LAUREL_IS_FILTER_STRIP (self) && id != NULL, NULL);

  chip = find_chip (self, id);

  return chip != NULL ? chip : GTK_WIDGET (self->filter_button);
}

void
laurel_filter_strip_set_end_widget (LaurelFilterStrip *self, GtkWidget *widget)
{
  g_return_if_fail (LAUREL_IS_FILTER_STRIP (self));
  g_return_if_fail (widget == NULL || GTK_IS_WIDGET (widget));

  adw_bin_set_child (self->end_bin, widget);
}
