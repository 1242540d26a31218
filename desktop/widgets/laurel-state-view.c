/* laurel-state-view.c - the four faces of a page: loading, empty, error, content
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-state-view.h"

#include <adwaita.h>

/* What comes sooner than this looks better without a flash of grey lines before it. */
#define SKELETON_DELAY_MS 100

struct _LaurelStateView
{
  GtkWidget parent_instance;

  LaurelState state;
  guint       skeleton_source;

  GtkStack      *stack;
  GtkWidget     *skeleton;
  AdwStatusPage *empty_page;
  GtkButton     *empty_button;
  AdwStatusPage *error_page;
  GtkWidget     *details_expander;
  GtkLabel      *details_label;
  AdwBin        *content_bin;
};

static GtkBuildableIface *parent_buildable_iface;

static void laurel_state_view_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LaurelStateView,
                               laurel_state_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      laurel_state_view_buildable_init))

G_DEFINE_ENUM_TYPE (LaurelState,
                    laurel_state,
                    G_DEFINE_ENUM_VALUE (LAUREL_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (LAUREL_STATE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (LAUREL_STATE_NOTHING_FOUND, "nothing-found"),
                    G_DEFINE_ENUM_VALUE (LAUREL_STATE_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (LAUREL_STATE_CONTENT, "content"))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_CHILD,
  PROP_EMPTY_ICON_NAME,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
  PROP_EMPTY_BUTTON,
  PROP_ERROR_TITLE,
  N_PROPS,
};

enum
{
  SIGNAL_RETRY,
  SIGNAL_CLEAR_FILTERS,
  SIGNAL_EMPTY_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static const char *const page_names[] = {
  [LAUREL_STATE_LOADING] = "loading",
  [LAUREL_STATE_EMPTY] = "empty",
  [LAUREL_STATE_NOTHING_FOUND] = "nothing-found",
  [LAUREL_STATE_ERROR] = "error",
  [LAUREL_STATE_CONTENT] = "content",
};

static gboolean
skeleton_due_cb (gpointer user_data)
{
  LaurelStateView *self = LAUREL_STATE_VIEW (user_data);

  self->skeleton_source = 0;
  gtk_widget_set_opacity (self->skeleton, 1);

  return G_SOURCE_REMOVE;
}

static void
restart_skeleton (LaurelStateView *self)
{
  g_clear_handle_id (&self->skeleton_source, g_source_remove);
  gtk_widget_set_opacity (self->skeleton, 0);

  if (self->state == LAUREL_STATE_LOADING)
    self->skeleton_source = g_timeout_add (SKELETON_DELAY_MS, skeleton_due_cb, self);
}

static void
set_empty_button (LaurelStateView *self, const char *label)
{
  gtk_button_set_label (self->empty_button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), label != NULL);
}

/* A status page takes its description for markup, and words from a server are none. */
static void
set_description (AdwStatusPage *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  adw_status_page_set_description (page, escaped);
}

static void
retry_clicked_cb (LaurelStateView *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
clear_clicked_cb (LaurelStateView *self)
{
  g_signal_emit (self, signals[SIGNAL_CLEAR_FILTERS], 0);
}

static void
empty_clicked_cb (LaurelStateView *self)
{
  g_signal_emit (self, signals[SIGNAL_EMPTY_ACTIVATED], 0);
}

/* The <child> of a page's .ui file is the content; the one of our own template is the stack. */
static void
laurel_state_view_add_child (GtkBuildable *buildable,
                             GtkBuilder   *builder,
                             GObject      *child,
                             const char   *type)
{
  LaurelStateView *self = LAUREL_STATE_VIEW (buildable);

  if (self->content_bin != NULL && GTK_IS_WIDGET (child))
    laurel_state_view_set_child (self, GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
laurel_state_view_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = laurel_state_view_add_child;
}

static void
laurel_state_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelStateView *self = LAUREL_STATE_VIEW (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_CHILD:
      g_value_set_object (value, laurel_state_view_get_child (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_state_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LaurelStateView *self = LAUREL_STATE_VIEW (object);

  switch (id)
    {
    case PROP_STATE:
      laurel_state_view_set_state (self, (LaurelState) g_value_get_enum (value));
      break;
    case PROP_CHILD:
      laurel_state_view_set_child (self, g_value_get_object (value));
      break;
    case PROP_EMPTY_ICON_NAME:
      adw_status_page_set_icon_name (self->empty_page, g_value_get_string (value));
      break;
    case PROP_EMPTY_TITLE:
      adw_status_page_set_title (self->empty_page, g_value_get_string (value));
      break;
    case PROP_EMPTY_DESCRIPTION:
      set_description (self->empty_page, g_value_get_string (value));
      break;
    case PROP_EMPTY_BUTTON:
      set_empty_button (self, g_value_get_string (value));
      break;
    case PROP_ERROR_TITLE:
      adw_status_page_set_title (self->error_page, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_state_view_dispose (GObject *object)
{
  LaurelStateView *self = LAUREL_STATE_VIEW (object);

  g_clear_handle_id (&self->skeleton_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAUREL_TYPE_STATE_VIEW);

  G_OBJECT_CLASS (laurel_state_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags write = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags both = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, LAUREL_TYPE_STATE, LAUREL_STATE_LOADING, both);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, both);
  properties[PROP_EMPTY_ICON_NAME] =
      g_param_spec_string ("empty-icon-name", NULL, NULL, NULL, write);
  properties[PROP_EMPTY_TITLE] = g_param_spec_string ("empty-title", NULL, NULL, NULL, write);
  properties[PROP_EMPTY_DESCRIPTION] =
      g_param_spec_string ("empty-description", NULL, NULL, NULL, write);
  properties[PROP_EMPTY_BUTTON] = g_param_spec_string ("empty-button", NULL, NULL, NULL, write);
  properties[PROP_ERROR_TITLE] = g_param_spec_string ("error-title", NULL, NULL, NULL, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       LAUREL_TYPE_STATE_VIEW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
laurel_state_view_class_init (LaurelStateViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = laurel_state_view_dispose;
  object_class->get_property = laurel_state_view_get_property;
  object_class->set_property = laurel_state_view_set_property;

  install_properties (object_class);
  signals[SIGNAL_RETRY] = new_signal ("retry");
  signals[SIGNAL_CLEAR_FILTERS] = new_signal ("clear-filters");
  signals[SIGNAL_EMPTY_ACTIVATED] = new_signal ("empty-activated");

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/widgets/laurel-state-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelStateView, stack);
  gtk_widget_class_bind_template_child (widget_class, LaurelStateView, skeleton);
  gtk_widget_class_bind_template_child (widget_class, LaurelStateView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, LaurelStateView, empty_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelStateView, error_page);
  gtk_widget_class_bind_template_child (widget_class, LaurelStateView, details_expander);
  gtk_widget_class_bind_template_child (widget_class, LaurelStateView, details_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelStateView, content_bin);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, empty_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
laurel_state_view_init (LaurelStateView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  restart_skeleton (self);
}

GtkWidget *
laurel_state_view_new (GtkWidget *child)
{
  return g_object_new (LAUREL_TYPE_STATE_VIEW, "child", child, NULL);
}

void
laurel_state_view_set_child (LaurelStateView *self, GtkWidget *child)
{
  g_return_if_fail (LAUREL_IS_STATE_VIEW (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (child == adw_bin_get_child (self->content_bin))
    return;

  adw_bin_set_child (self->content_bin, child);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

GtkWidget *
laurel_state_view_get_child (LaurelStateView *self)
{
  g_return_val_if_fail (LAUREL_IS_STATE_VIEW (self), NULL);

  return adw_bin_get_child (self->content_bin);
}

void
laurel_state_view_set_state (LaurelStateView *self, LaurelState state)
{
  g_return_if_fail (LAUREL_IS_STATE_VIEW (self) && state < G_N_ELEMENTS (page_names));

  if (state == self->state)
    return;

  self->state = state;
  restart_skeleton (self);
  gtk_stack_set_visible_child_name (self->stack, page_names[state]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

LaurelState
laurel_state_view_get_state (LaurelStateView *self)
{
  g_return_val_if_fail (LAUREL_IS_STATE_VIEW (self), LAUREL_STATE_LOADING);

  return self->state;
}

void
laurel_state_view_set_empty (LaurelStateView *self,
                             const char      *icon_name,
                             const char      *title,
                             const char      *description,
                             const char      *button)
{
  g_return_if_fail (LAUREL_IS_STATE_VIEW (self));

  adw_status_page_set_icon_name (self->empty_page, icon_name);
  adw_status_page_set_title (self->empty_page, title);
  set_description (self->empty_page, description);
  set_empty_button (self, button);
}

void
laurel_state_view_show_error (LaurelStateView *self, const char *message, const char *details)
{
  g_return_if_fail (LAUREL_IS_STATE_VIEW (self) && message != NULL);

  set_description (self->error_page, message);
  gtk_label_set_text (self->details_label, details != NULL ? details : "");
  gtk_widget_set_visible (self->details_expander, details != NULL);
  laurel_state_view_set_state (self, LAUREL_STATE_ERROR);
}
