/* laurel-page.c - what all pages have: a header bar, a title, the bar that says "no connection"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-page.h"

#include <glib/gi18n.h>

/* Work that is over before does not need to be seen. */
#define BUSY_DELAY_MS 100

/* Below it what stands side by side stands one below the other. */
#define NARROW_WIDTH 760

typedef struct
{
  LaurelConnection *connection;

  GtkWidget      *box;
  GtkWidget      *header;
  GtkWidget      *back;
  GtkWidget      *spinner;
  AdwWindowTitle *title;
  GtkWidget      *offline;
  GtkLabel       *offline_label;

  guint    busy_source;
  guint    arrange_source;
  gboolean narrow;
  gboolean on_top;
  gboolean folded;
} LaurelPagePrivate;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (LaurelPage,
                                  laurel_page,
                                  ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (LaurelPage)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum
{
  PROP_0,
  PROP_CONNECTION,
  PROP_TITLE,
  PROP_SUBTITLE,
  N_PROPS,
};

enum
{
  SIGNAL_OPEN_CLIENT,
  SIGNAL_OPEN_RECEIPT,
  SIGNAL_OPEN_SALES,
  SIGNAL_OPEN_CHECK,
  SIGNAL_OPEN_ROOM,
  SIGNAL_OPEN_PROGRAM,
  SIGNAL_TOAST,
  SIGNAL_UNDO_TOAST,
  N_SIGNALS,
};

static GParamSpec        *properties[N_PROPS];
static guint              signals[N_SIGNALS];
static GtkBuildableIface *parent_buildable;

static void
laurel_page_add_child (GtkBuildable *buildable,
                       GtkBuilder   *builder,
                       GObject      *child,
                       const char   *type)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (LAUREL_PAGE (buildable));

  if (g_strcmp0 (type, "start") == 0)
    {
      adw_header_bar_pack_start (ADW_HEADER_BAR (priv->header), GTK_WIDGET (child));
    }
  else if (g_strcmp0 (type, "end") == 0)
    {
      adw_header_bar_pack_end (ADW_HEADER_BAR (priv->header), GTK_WIDGET (child));
    }
  else if (GTK_IS_WIDGET (child))
    {
      gtk_widget_set_vexpand (GTK_WIDGET (child), TRUE);
      gtk_box_append (GTK_BOX (priv->box), GTK_WIDGET (child));
    }
  else
    {
      parent_buildable->add_child (buildable, builder, child, type);
    }
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = laurel_page_add_child;
}

static void
online_cb (LaurelPage *self)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);
  LaurelApi         *api = laurel_connection_get_api (priv->connection);
  GDateTime         *contact = laurel_api_get_last_contact (api);
  gboolean           online = laurel_api_get_online (api);

  if (!online && contact != NULL)
    {
      g_autofree char *time = g_date_time_format (contact, "%H:%M");
      /* TRANSLATORS: %s is a time such as 11:42 */
      g_autofree char *text = g_strdup_printf (_ ("No connection. What you see is from %s."), time);

      gtk_label_set_text (priv->offline_label, text);
    }
  else if (!online)
    {
      gtk_label_set_text (priv->offline_label, _ ("No connection."));
    }

  gtk_info_bar_set_revealed (GTK_INFO_BAR (priv->offline), !online);
}

static void
update_back (LaurelPage *self)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  gtk_widget_set_visible (priv->back, priv->on_top || priv->folded);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (priv->header), priv->folded);
}

static gboolean
busy_cb (gpointer user_data)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (LAUREL_PAGE (user_data));

  priv->busy_source = 0;
  gtk_widget_set_visible (priv->spinner, TRUE);
  gtk_spinner_start (GTK_SPINNER (priv->spinner));

  return G_SOURCE_REMOVE;
}

static gboolean
arrange_cb (gpointer user_data)
{
  LaurelPage        *self = LAUREL_PAGE (user_data);
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  priv->arrange_source = 0;
  priv->narrow = gtk_widget_get_width (GTK_WIDGET (self)) < NARROW_WIDTH;
  LAUREL_PAGE_GET_CLASS (self)->set_narrow (self, priv->narrow);

  return G_SOURCE_REMOVE;
}

static void
laurel_page_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (LAUREL_PAGE (widget));

  gtk_widget_measure (priv->box,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

/* The layout may not change while it is under way: it does right after. */
static void
laurel_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LaurelPage        *self = LAUREL_PAGE (widget);
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  gtk_widget_allocate (priv->box, width, height, baseline, NULL);

  if (LAUREL_PAGE_GET_CLASS (self)->set_narrow != NULL && (width < NARROW_WIDTH) != priv->narrow &&
      priv->arrange_source == 0)
    priv->arrange_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, arrange_cb, self, NULL);
}

static void
laurel_page_constructed (GObject *object)
{
  LaurelPage        *self = LAUREL_PAGE (object);
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  G_OBJECT_CLASS (laurel_page_parent_class)->constructed (object);

  g_signal_connect_object (laurel_connection_get_api (priv->connection),
                           "notify::online",
                           G_CALLBACK (online_cb),
                           self,
                           G_CONNECT_SWAPPED);
  online_cb (self);

  if (LAUREL_PAGE_GET_CLASS (self)->connected != NULL)
    LAUREL_PAGE_GET_CLASS (self)->connected (self);
}

static void
laurel_page_dispose (GObject *object)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (LAUREL_PAGE (object));

  g_clear_handle_id (&priv->busy_source, g_source_remove);
  g_clear_handle_id (&priv->arrange_source, g_source_remove);
  g_clear_object (&priv->connection);

  G_OBJECT_CLASS (laurel_page_parent_class)->dispose (object);
}

static void
laurel_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelPage *self = LAUREL_PAGE (object);

  switch (id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, laurel_page_get_connection (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, laurel_page_get_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, laurel_page_get_subtitle (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LaurelPage        *self = LAUREL_PAGE (object);
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  switch (id)
    {
    case PROP_CONNECTION:
      priv->connection = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      laurel_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      laurel_page_set_subtitle (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static guint
new_signal (const char *name, GType type)
{
  return g_signal_new (name,
                       LAUREL_TYPE_PAGE,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       type | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
laurel_page_class_init (LaurelPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = laurel_page_constructed;
  object_class->dispose = laurel_page_dispose;
  object_class->get_property = laurel_page_get_property;
  object_class->set_property = laurel_page_set_property;
  GTK_WIDGET_CLASS (klass)->measure = laurel_page_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = laurel_page_size_allocate;

  properties[PROP_CONNECTION] =
      g_param_spec_object ("connection",
                           NULL,
                           NULL,
                           LAUREL_TYPE_CONNECTION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] =
      g_param_spec_string ("subtitle", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_OPEN_CLIENT] = new_signal ("open-client", G_TYPE_STRING);
  signals[SIGNAL_OPEN_RECEIPT] = new_signal ("open-receipt", G_TYPE_STRING);
  signals[SIGNAL_OPEN_SALES] = new_signal ("open-sales", LAUREL_TYPE_SALES_FILTER);
  signals[SIGNAL_OPEN_CHECK] = new_signal ("open-check", G_TYPE_STRING);
  signals[SIGNAL_OPEN_ROOM] = new_signal ("open-room", G_TYPE_STRING);
  signals[SIGNAL_OPEN_PROGRAM] = new_signal ("open-program", G_TYPE_STRING);
  signals[SIGNAL_TOAST] = new_signal ("toast", G_TYPE_STRING);
  signals[SIGNAL_UNDO_TOAST] = new_signal ("undo-toast", G_TYPE_STRING);
}

static void
init_header (LaurelPagePrivate *priv)
{
  GtkWidget *title_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  priv->header = adw_header_bar_new ();
  gtk_widget_add_css_class (priv->header, "flat");

  priv->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (priv->back, _ ("Back"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->back), "win.back");
  gtk_widget_set_visible (priv->back, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (priv->header), priv->back);

  priv->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (priv->spinner, FALSE);
  gtk_box_append (GTK_BOX (title_box), priv->spinner);

  priv->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  gtk_box_append (GTK_BOX (title_box), GTK_WIDGET (priv->title));
  gtk_widget_set_halign (title_box, GTK_ALIGN_CENTER);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (priv->header), title_box);
}

static void
init_offline (LaurelPagePrivate *priv)
{
  GtkWidget *label = gtk_label_new ("");
  GtkWidget *again = NULL;

  priv->offline = gtk_info_bar_new ();
  gtk_info_bar_set_message_type (GTK_INFO_BAR (priv->offline), GTK_MESSAGE_WARNING);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (priv->offline), FALSE);

  priv->offline_label = GTK_LABEL (label);
  gtk_label_set_xalign (priv->offline_label, 0);
  gtk_label_set_wrap (priv->offline_label, TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (priv->offline), label);

  again = gtk_button_new_with_mnemonic (_ ("_Try Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (again), "win.reload");
  gtk_info_bar_add_action_widget (GTK_INFO_BAR (priv->offline), again, GTK_RESPONSE_OK);
}

static void
laurel_page_init (LaurelPage *self)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  priv->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (priv->box, "laurel-content");
  init_header (priv);
  init_offline (priv);
  gtk_box_append (GTK_BOX (priv->box), priv->header);
  gtk_box_append (GTK_BOX (priv->box), priv->offline);
  adw_bin_set_child (ADW_BIN (self), priv->box);

  /* With the manager of AdwBin nobody would tell us how wide we are. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

LaurelConnection *
laurel_page_get_connection (LaurelPage *self)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  return priv->connection;
}

LaurelApi *
laurel_page_get_api (LaurelPage *self)
{
  return laurel_connection_get_api (laurel_page_get_connection (self));
}

void
laurel_page_set_title (LaurelPage *self, const char *title)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  adw_window_title_set_title (priv->title, title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const char *
laurel_page_get_title (LaurelPage *self)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  return adw_window_title_get_title (priv->title);
}

void
laurel_page_set_subtitle (LaurelPage *self, const char *subtitle)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  adw_window_title_set_subtitle (priv->title, subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

const char *
laurel_page_get_subtitle (LaurelPage *self)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  return adw_window_title_get_subtitle (priv->title);
}

void
laurel_page_set_busy (LaurelPage *self, gboolean busy)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  if (busy && priv->busy_source == 0 && !gtk_widget_get_visible (priv->spinner))
    {
      priv->busy_source = g_timeout_add (BUSY_DELAY_MS, busy_cb, self);
    }
  else if (!busy)
    {
      g_clear_handle_id (&priv->busy_source, g_source_remove);
      gtk_spinner_stop (GTK_SPINNER (priv->spinner));
      gtk_widget_set_visible (priv->spinner, FALSE);
    }
}

void
laurel_page_set_on_top (LaurelPage *self, gboolean on_top)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  priv->on_top = on_top;
  update_back (self);
}

void
laurel_page_set_folded (LaurelPage *self, gboolean folded)
{
  LaurelPagePrivate *priv = laurel_page_get_instance_private (self);

  priv->folded = folded;
  update_back (self);
}

void
laurel_page_reload (LaurelPage *self)
{
  if (LAUREL_PAGE_GET_CLASS (self)->reload != NULL)
    LAUREL_PAGE_GET_CLASS (self)->reload (self);
}

void
laurel_page_search (LaurelPage *self)
{
  if (LAUREL_PAGE_GET_CLASS (self)->search != NULL)
    LAUREL_PAGE_GET_CLASS (self)->search (self);
}

gboolean
laurel_page_close_pane (LaurelPage *self)
{
  return LAUREL_PAGE_GET_CLASS (self)->close_pane != NULL &&
         LAUREL_PAGE_GET_CLASS (self)->close_pane (self);
}

void
laurel_page_toggle_pane (LaurelPage *self)
{
  if (LAUREL_PAGE_GET_CLASS (self)->toggle_pane != NULL)
    LAUREL_PAGE_GET_CLASS (self)->toggle_pane (self);
}

void
laurel_page_undo (LaurelPage *self)
{
  if (LAUREL_PAGE_GET_CLASS (self)->undo != NULL)
    LAUREL_PAGE_GET_CLASS (self)->undo (self);
}

void
laurel_page_open_client (LaurelPage *self, const char *client)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_CLIENT], 0, client);
}

void
laurel_page_open_receipt (LaurelPage *self, const char *sale)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_RECEIPT], 0, sale);
}

void
laurel_page_open_sales (LaurelPage *self, const LaurelSalesFilter *filter)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_SALES], 0, filter);
}

void
laurel_page_open_check (LaurelPage *self, const char *sale)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_CHECK], 0, sale);
}

void
laurel_page_open_room (LaurelPage *self, const char *room)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_ROOM], 0, room);
}

void
laurel_page_open_program (LaurelPage *self, const char *what)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_PROGRAM], 0, what);
}

void
laurel_page_undo_toast (LaurelPage *self, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_UNDO_TOAST], 0, text);
}

void
laurel_page_toast (LaurelPage *self, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_TOAST], 0, text);
}
