/* laurel-versions-page.c - the programs that were published, and what lies between any two
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-versions-page.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-publication.h"
#include "desktop/pages/laurel-change-list.h"
#include "desktop/pages/laurel-table.h"
#include "desktop/widgets/laurel-column.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-state-view.h"

/* What a version is compared with: the one before it, what is in force, the draft, then each
 * version that is listed. */
enum
{
  COMPARE_BEFORE,
  COMPARE_CURRENT,
  COMPARE_DRAFT,
  N_COMPARE,
};

struct _LaurelVersionsPage
{
  LaurelPage parent_instance;

  LaurelDraft     *draft;
  LaurelPagedList *list;
  GHashTable      *documents; /* LaurelVersion to its LaurelDocument */
  LaurelVersion   *version;
  GCancellable    *cancellable;

  GtkWidget        *columns;
  LaurelTable      *table;
  GtkDropDown      *compare;
  GtkWidget        *approve_button;
  GtkWidget        *withdraw_button;
  GtkWidget        *restore_button;
  LaurelStateView  *state_view;
  LaurelChangeList *changes;
};

G_DEFINE_FINAL_TYPE (LaurelVersionsPage, laurel_versions_page, LAUREL_TYPE_PAGE)

static void show_difference (LaurelVersionsPage *self);

/* === The table ============================================================================ */

static char *
format_number (gpointer item, gpointer user_data)
{
  const LaurelVersion *version = item;

  return version->version > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, version->version)
                              : g_strdup (LAUREL_FORMAT_NOTHING);
}

static char *
format_moment (GDateTime *moment)
{
  GDate            date;
  g_autofree char *day = NULL;

  g_date_set_dmy (&date,
                  (GDateDay) g_date_time_get_day_of_month (moment),
                  (GDateMonth) g_date_time_get_month (moment),
                  (GDateYear) g_date_time_get_year (moment));
  day = laurel_format_date_year (&date);

  /* TRANSLATORS: a date and a time */
  return g_strdup_printf (C_ ("moment", "%s, %02d:%02d"),
                          day,
                          g_date_time_get_hour (moment),
                          g_date_time_get_minute (moment));
}

static char *
format_when (gpointer item, gpointer user_data)
{
  const LaurelVersion    *version = item;
  LaurelConnection       *connection = user_data;
  const LaurelServerInfo *info = laurel_connection_get_info (connection);
  g_autoptr (GDateTime) local =
      g_date_time_to_timezone (version->from != NULL ? version->from : version->at,
                               info->time_zone);

  return format_moment (local);
}

static char *
format_state (gpointer item, gpointer user_data)
{
  const LaurelVersion *version = item;
  LaurelConnection    *connection = user_data;

  switch (version->state)
    {
    case LAUREL_VERSION_SCHEDULED:
      return g_strdup (C_ ("version", "scheduled"));
    case LAUREL_VERSION_WAITING:
      return g_strdup (C_ ("version", "waits for approval"));
    case LAUREL_VERSION_PUBLISHED:
    default:
      return g_strdup (version->version == laurel_connection_get_info (connection)->program_version
                           ? C_ ("version", "in force")
                           : C_ ("version", "was in force"));
    }
}

static char *
format_by (gpointer item, gpointer user_data)
{
  const LaurelVersion *version = item;

  if (version->approved_by == NULL)
    return g_strdup (version->by);

  /* TRANSLATORS: who published a program, and who approved it */
  return g_strdup_printf (_ ("%s, approved by %s"), version->by, version->approved_by);
}

static char *
format_comment (gpointer item, gpointer user_data)
{
  const LaurelVersion *version = item;

  return g_strdup (*version->comment != '\0' ? version->comment : LAUREL_FORMAT_NOTHING);
}

static void
add_columns (LaurelVersionsPage *self)
{
  static const struct
  {
    const char      *title;
    LaurelColumnKind kind;
    LaurelCellFunc   func;
    int              width;
    gboolean         expand;
  } columns[] = {
    { NC_ ("version", "Program"), LAUREL_COLUMN_NUMBER, format_number, 86, FALSE },
    { NC_ ("version", "State"), LAUREL_COLUMN_TEXT, format_state, 150, FALSE },
    { NC_ ("version", "From"), LAUREL_COLUMN_TEXT, format_when, 150, FALSE },
    { NC_ ("version", "Comment"), LAUREL_COLUMN_TEXT, format_comment, -1, TRUE },
    { NC_ ("version", "By"), LAUREL_COLUMN_TEXT, format_by, 150, FALSE },
  };
  static const guint dispensable[] = { 4, 2 };

  LaurelConnection *connection = laurel_page_get_connection (LAUREL_PAGE (self));

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    laurel_column_append (
        laurel_table_get_view (self->table),
        laurel_column_new_for_func (g_dpgettext2 (NULL, "version", columns[i].title),
                                    columns[i].kind,
                                    columns[i].func,
                                    connection,
                                    NULL),
        columns[i].width,
        columns[i].expand);

  laurel_table_set_dispensable (self->table, dispensable, G_N_ELEMENTS (dispensable));
}

/* === What lies between ==================================================================== */

static char *
describe_version (const LaurelVersion *version)
{
  if (version->version > 0)
    return g_strdup_printf (_ ("Program %d"), (int) version->version);

  return g_strdup (version->state == LAUREL_VERSION_SCHEDULED ? _ ("The scheduled program")
                                                              : _ ("The program that waits"));
}

/* The model keeps what is chosen by its place: it only ever grows at its end. */
static void
fill_compare (LaurelVersionsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_versions = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint selected = gtk_drop_down_get_selected (self->compare);

  gtk_string_list_append (names, _ ("Compared with the Version Before"));
  gtk_string_list_append (names, _ ("Compared with the Program in Force"));
  gtk_string_list_append (names, _ ("Compared with the Draft"));

  for (guint i = 0; i < n_versions; i++)
    {
      g_autoptr (LaurelVersion) version = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      g_autofree char *name = describe_version (version);
      g_autofree char *text = g_strdup_printf (_ ("Compared with: %s"), name);

      gtk_string_list_append (names, text);
    }

  gtk_drop_down_set_model (self->compare, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->compare,
                              selected != GTK_INVALID_LIST_POSITION ? selected : COMPARE_BEFORE);
}

typedef struct
{
  LaurelVersionsPage *page;
  LaurelVersion      *version;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->page);
  g_object_unref (wanted->version);
  g_free (wanted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wanted, wanted_free)

static Wanted *
new_wanted (LaurelVersionsPage *self, LaurelVersion *version)
{
  Wanted *wanted = g_new (Wanted, 1);

  *wanted = (Wanted){ g_object_ref (self), g_object_ref (version) };

  return wanted;
}

static void
label_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
label_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* The labels of a GtkDropDown insist on all of their words; ours give way. */
static void
init_compare (LaurelVersionsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (label_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (label_bind_cb), NULL);
  gtk_drop_down_set_factory (self->compare, factory);
}

static void
document_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wanted) wanted = user_data;
  LaurelVersionsPage *self = wanted->page;
  g_autoptr (GError) error = NULL;
  LaurelDocument *document = laurel_version_fetch_finish (LAUREL_API (source), result, &error);

  if (document != NULL)
    {
      g_hash_table_replace (self->documents, g_object_ref (wanted->version), document);
      show_difference (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      laurel_state_view_show_error (self->state_view,
                                    error->message,
                                    laurel_api_error_get_details (error));
    }
}

/* (nullable) (transfer none): what @version says; NULL: it has been asked for. */
static LaurelDocument *
find_document (LaurelVersionsPage *self, LaurelVersion *version)
{
  LaurelDocument *document = g_hash_table_lookup (self->documents, version);

  if (document == NULL)
    {
      laurel_state_view_set_state (self->state_view, LAUREL_STATE_LOADING);
      laurel_version_fetch_async (laurel_page_get_api (LAUREL_PAGE (self)),
                                  version,
                                  self->cancellable,
                                  document_cb,
                                  new_wanted (self, version));
    }

  return document;
}

/* (nullable) (transfer full): the published version before the one that is shown. */
static LaurelVersion *
find_before (LaurelVersionsPage *self)
{
  guint    n_versions = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gboolean passed = FALSE;

  for (guint i = 0; i < n_versions; i++)
    {
      g_autoptr (LaurelVersion) version = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (passed && version->state == LAUREL_VERSION_PUBLISHED)
        return g_steal_pointer (&version);

      passed = passed || version == self->version;
    }

  return NULL;
}

static void
show_changes (LaurelVersionsPage *self, LaurelDocument *from, LaurelDocument *to)
{
  LaurelConnection *connection = laurel_page_get_connection (LAUREL_PAGE (self));

  laurel_change_list_show (self->changes,
                           from,
                           to,
                           laurel_connection_get_names (connection),
                           FALSE);
  laurel_state_view_set_state (self->state_view,
                               laurel_change_list_get_changes (self->changes)->len > 0
                                   ? LAUREL_STATE_CONTENT
                                   : LAUREL_STATE_EMPTY);
}

/* The two versions in the order of their numbers; those without one come after all others. */
static void
show_between (LaurelVersionsPage *self, LaurelVersion *other, LaurelDocument *document)
{
  LaurelDocument *other_document = find_document (self, other);
  gboolean        newer = other->version == 0 ||
                   (self->version->version != 0 && other->version > self->version->version);

  if (other_document == NULL)
    return;

  show_changes (self, newer ? document : other_document, newer ? other_document : document);
}

static void
show_difference (LaurelVersionsPage *self)
{
  guint           choice = gtk_drop_down_get_selected (self->compare);
  LaurelDocument *document = self->version != NULL ? find_document (self, self->version) : NULL;
  LaurelDocument *other = NULL;
  g_autoptr (LaurelVersion) version = NULL;

  if (document == NULL)
    return;

  if (choice == COMPARE_CURRENT || choice == COMPARE_DRAFT)
    {
      other = choice == COMPARE_CURRENT ? laurel_draft_get_current (self->draft)
                                        : laurel_draft_get_document (self->draft);
      if (other != NULL)
        show_changes (self, document, other);
      return;
    }

  if (choice == COMPARE_BEFORE)
    version = find_before (self);
  else
    version = g_list_model_get_item (G_LIST_MODEL (self->list), choice - N_COMPARE);

  if (version != NULL)
    show_between (self, version, document);
  else
    show_changes (self, NULL, document);
}

static void
compare_changed_cb (LaurelVersionsPage *self)
{
  if (self->draft != NULL)
    show_difference (self);
}

static void
retry_cb (LaurelVersionsPage *self)
{
  show_difference (self);
}

static void
update_acts (LaurelVersionsPage *self)
{
  LaurelConnection *connection = laurel_page_get_connection (LAUREL_PAGE (self));
  LaurelRole        role = laurel_connection_get_info (connection)->role;
  GtkWidget        *widget = GTK_WIDGET (self);
  gboolean published = self->version != NULL && self->version->state == LAUREL_VERSION_PUBLISHED;
  gboolean waits = self->version != NULL && self->version->state == LAUREL_VERSION_WAITING;
  gboolean open = self->version != NULL && !published;

  gtk_widget_set_visible (self->approve_button, waits && role >= LAUREL_ROLE_MANAGER);
  gtk_widget_set_visible (self->withdraw_button, open && role >= LAUREL_ROLE_MANAGER);
  gtk_widget_set_visible (self->restore_button, published && role >= LAUREL_ROLE_MARKETER);
  gtk_button_set_label (GTK_BUTTON (self->withdraw_button), waits ? _ ("Refuse…") : _ ("Cancel…"));
  gtk_widget_action_set_enabled (widget, "versions.approve", waits);
  gtk_widget_action_set_enabled (widget, "versions.withdraw", open);
  gtk_widget_action_set_enabled (widget,
                                 "versions.restore",
                                 published &&
                                     laurel_draft_get_state (self->draft) == LAUREL_DRAFT_SAVED);
}

static void
row_selected_cb (LaurelVersionsPage *self, LaurelVersion *version)
{
  g_set_object (&self->version, version);
  update_acts (self);
  show_difference (self);
}

static void
loading_cb (LaurelVersionsPage *self)
{
  gboolean loading = laurel_paged_list_get_loading (self->list);

  laurel_page_set_busy (LAUREL_PAGE (self), loading);

  if (loading)
    return;

  fill_compare (self);
  if (self->version == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    laurel_table_select (self->table, 0);
}

/* === Acts ================================================================================= */

typedef struct
{
  const char *heading;
  const char *body;
  const char *verb;
  gboolean    destructive;
  void (*act) (LaurelVersionsPage *self);
} Question;

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelVersionsPage) self = LAUREL_VERSIONS_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (laurel_version_act_finish (LAUREL_API (source), result, &error))
    {
      laurel_draft_load (self->draft);
      g_clear_object (&self->version);
      laurel_paged_list_reload (self->list);
      laurel_page_toast (LAUREL_PAGE (self), _ ("Done"));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      laurel_page_toast (LAUREL_PAGE (self), error->message);
    }
}

static void
approve (LaurelVersionsPage *self)
{
  laurel_version_approve_async (laurel_page_get_api (LAUREL_PAGE (self)),
                                self->version,
                                self->cancellable,
                                acted_cb,
                                g_object_ref (self));
}

static void
withdraw (LaurelVersionsPage *self)
{
  laurel_version_withdraw_async (laurel_page_get_api (LAUREL_PAGE (self)),
                                 self->version,
                                 self->cancellable,
                                 acted_cb,
                                 g_object_ref (self));
}

static void
restore (LaurelVersionsPage *self)
{
  laurel_version_restore_async (laurel_page_get_api (LAUREL_PAGE (self)),
                                self->version,
                                laurel_draft_get_revision (self->draft),
                                self->cancellable,
                                acted_cb,
                                g_object_ref (self));
}

static void
answered_cb (LaurelVersionsPage *self, const char *response, GtkWidget *dialog)
{
  void (*act) (LaurelVersionsPage *) = g_object_get_data (G_OBJECT (dialog), "laurel-act");

  if (g_str_equal (response, "act") && self->version != NULL)
    act (self);
}

static void
ask (LaurelVersionsPage *self, const Question *question)
{
  g_autofree char *name = describe_version (self->version);
  g_autofree char *heading = g_strdup_printf ("%s · %s", name, question->heading);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              heading,
                                              question->body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "act",
                                    question->verb,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "act",
                                              question->destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                                    : ADW_RESPONSE_SUGGESTED);
  g_object_set_data (G_OBJECT (dialog), "laurel-act", question->act);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
approve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (LAUREL_VERSIONS_PAGE (widget),
       &(Question){ _ ("Approve"),
                    _ ("It takes effect at once, or at its date where it has one."),
                    _ ("_Approve"),
                    FALSE,
                    approve });
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (LAUREL_VERSIONS_PAGE (widget),
       &(Question){ _ ("Take Back"),
                    _ ("It will not take effect. The draft stays as it is."),
                    _ ("_Take Back"),
                    TRUE,
                    withdraw });
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (LAUREL_VERSIONS_PAGE (widget),
       &(Question){ _ ("Roll Back"),
                    _ ("The draft will say what this version said. Nothing changes at the tills "
                       "until you publish it."),
                    _ ("_Make It the Draft"),
                    TRUE,
                    restore });
}

/* === The page ============================================================================= */

static void
laurel_versions_page_connected (LaurelPage *page)
{
  LaurelVersionsPage *self = LAUREL_VERSIONS_PAGE (page);
  g_autoptr (LaurelListRequest) request = laurel_version_list_new ();

  self->draft = g_object_ref (laurel_connection_get_draft (laurel_page_get_connection (page)));
  self->list = laurel_paged_list_new (laurel_page_get_api (page), LAUREL_TYPE_VERSION);
  add_columns (self);
  fill_compare (self);
  update_acts (self);
  g_signal_connect_object (self->list,
                           "notify::loading",
                           G_CALLBACK (loading_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft,
                           "notify::state",
                           G_CALLBACK (update_acts),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft,
                           "changed",
                           G_CALLBACK (compare_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  laurel_table_set_list (self->table, self->list);
  laurel_table_set_empty (self->table,
                          "document-open-recent-symbolic",
                          _ ("Nothing Published Yet"),
                          _ ("Each program that is published is kept here for ever."));
  laurel_paged_list_set_request (self->list, request);
}

static void
laurel_versions_page_reload (LaurelPage *page)
{
  laurel_paged_list_reload (LAUREL_VERSIONS_PAGE (page)->list);
}

static void
laurel_versions_page_set_narrow (LaurelPage *page, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (LAUREL_VERSIONS_PAGE (page)->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
laurel_versions_page_dispose (GObject *object)
{
  LaurelVersionsPage *self = LAUREL_VERSIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->version);
  g_clear_object (&self->list);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->documents, g_hash_table_unref);

  G_OBJECT_CLASS (laurel_versions_page_parent_class)->dispose (object);
}

static void
laurel_versions_page_class_init (LaurelVersionsPageClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  LaurelPageClass *page_class = LAUREL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_versions_page_dispose;
  page_class->connected = laurel_versions_page_connected;
  page_class->reload = laurel_versions_page_reload;
  page_class->set_narrow = laurel_versions_page_set_narrow;

  g_type_ensure (LAUREL_TYPE_CHANGE_LIST);
  g_type_ensure (LAUREL_TYPE_STATE_VIEW);
  g_type_ensure (LAUREL_TYPE_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-versions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelVersionsPage, columns);
  gtk_widget_class_bind_template_child (widget_class, LaurelVersionsPage, table);
  gtk_widget_class_bind_template_child (widget_class, LaurelVersionsPage, compare);
  gtk_widget_class_bind_template_child (widget_class, LaurelVersionsPage, approve_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelVersionsPage, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelVersionsPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelVersionsPage, state_view);
  gtk_widget_class_bind_template_child (widget_class, LaurelVersionsPage, changes);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);

  gtk_widget_class_install_action (widget_class, "versions.approve", NULL, approve_action);
  gtk_widget_class_install_action (widget_class, "versions.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (widget_class, "versions.restore", NULL, restore_action);
}

static void
laurel_versions_page_init (LaurelVersionsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->documents =
      g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) laurel_document_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  init_compare (self);
}

GtkWidget *
laurel_versions_page_new (LaurelConnection *connection)
{
  return g_object_new (LAUREL_TYPE_VERSIONS_PAGE, "connection", connection, NULL);
}
