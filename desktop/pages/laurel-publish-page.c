/* laurel-publish-page.c - what the draft changes, what the server finds in it, and publishing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-publish-page.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-publication.h"
#include "desktop/pages/laurel-change-list.h"
#include "desktop/pages/laurel-draft-words.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sentence.h"
#include "desktop/widgets/laurel-state-view.h"

/* How wide the column at the right may be; below the other it takes all. */
#define SIDE_WIDE   400
#define SIDE_NARROW 760

#define NODE_KEY "laurel-fault-node"

struct _LaurelPublishPage
{
  LaurelPage parent_instance;

  LaurelDraft      *draft;
  LaurelDraftCheck *check;
  GCancellable     *cancellable;
  gboolean          publishing;

  GtkLabel         *publish_label;
  GtkWidget        *versions_button;
  LaurelStateView  *state_view;
  GtkWidget        *columns;
  GtkWidget        *side;
  LaurelChangeList *changes;
  GtkInfoBar       *failure_bar;
  GtkLabel         *failure_label;
  GtkListBox       *fault_list;
  GtkWidget        *accept_check;
  AdwComboRow      *when_row;
  GtkWidget        *date_row;
  GtkMenuButton    *date_button;
  GtkCalendar      *calendar;
  AdwEntryRow      *comment_row;
};

G_DEFINE_FINAL_TYPE (LaurelPublishPage, laurel_publish_page, LAUREL_TYPE_PAGE)

/* === The check ============================================================================ */

static guint
count_faults (LaurelPublishPage *self, gboolean errors)
{
  GPtrArray *faults = laurel_draft_check_get_faults (self->check);
  guint      n_faults = 0;

  for (guint i = 0; i < faults->len; i++)
    {
      const LaurelFault *fault = g_ptr_array_index (faults, i);

      n_faults += !fault->is_error == !errors ? 1 : 0;
    }

  return n_faults;
}

static GtkWidget *
new_plain_row (const char *icon_name, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static GtkWidget *
new_fault_row (LaurelPublishPage *self, const LaurelFault *fault)
{
  const LaurelDocument *document = laurel_draft_get_document (self->draft);
  const LaurelNode     *node =
      fault->node != NULL ? laurel_document_find (document, fault->node) : NULL;
  const char       *title = fault->is_error ? _ ("Error") : _ ("Warning");
  const LaurelNode *other =
      fault->other != NULL ? laurel_document_find (document, fault->other) : NULL;
  g_autofree char *text = laurel_sentence_fault (fault, other != NULL ? other->name : fault->other);
  GtkWidget       *row = NULL;

  if (node != NULL)
    title = node->name != NULL ? node->name : node->id;

  row = new_plain_row (fault->is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic",
                       title,
                       text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), node != NULL);
  g_object_set_data_full (G_OBJECT (row), NODE_KEY, g_strdup (fault->node), g_free);

  return row;
}

static void
show_faults (LaurelPublishPage *self)
{
  GPtrArray     *faults = laurel_draft_check_get_faults (self->check);
  const GError  *error = laurel_draft_check_get_error (self->check);
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->fault_list, 0)) != NULL)
    gtk_list_box_remove (self->fault_list, GTK_WIDGET (row));

  for (guint i = 0; i < faults->len; i++)
    gtk_list_box_append (self->fault_list, new_fault_row (self, g_ptr_array_index (faults, i)));

  if (error != NULL)
    gtk_list_box_append (
        self->fault_list,
        new_plain_row ("dialog-warning-symbolic", _ ("Could Not Check"), error->message));
  else if (faults->len == 0 && laurel_draft_check_get_loading (self->check))
    gtk_list_box_append (self->fault_list,
                         new_plain_row ("content-loading-symbolic", _ ("Checking…"), ""));
  else if (faults->len == 0)
    gtk_list_box_append (
        self->fault_list,
        new_plain_row ("object-select-symbolic", _ ("No Errors, No Warnings"), ""));
}

static void
fault_activated_cb (LaurelPublishPage *self, GtkListBoxRow *row)
{
  g_autofree char *node = g_strdup (g_object_get_data (G_OBJECT (row), NODE_KEY));
  g_autoptr (LaurelDraft) draft = g_object_ref (self->draft);

  /* The room takes our place. */
  laurel_page_open_room (LAUREL_PAGE (self), "discounts");
  laurel_draft_select (draft, node);
}

/* === What is seen ========================================================================= */

static gboolean
is_dated (LaurelPublishPage *self)
{
  return adw_combo_row_get_selected (self->when_row) == 1;
}

/* (transfer full) (nullable): midnight of the chosen day in the chain's zone; NULL: at once. */
static GDateTime *
get_from (LaurelPublishPage *self)
{
  const LaurelServerInfo *info =
      laurel_connection_get_info (laurel_page_get_connection (LAUREL_PAGE (self)));
  g_autoptr (GDateTime) day = NULL;

  if (!is_dated (self))
    return NULL;

  day = gtk_calendar_get_date (self->calendar);

  return g_date_time_new (info->time_zone,
                          g_date_time_get_year (day),
                          g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day),
                          0,
                          0,
                          0);
}

static char *
format_from (GDateTime *from)
{
  GDate date;

  g_date_set_dmy (&date,
                  (GDateDay) g_date_time_get_day_of_month (from),
                  (GDateMonth) g_date_time_get_month (from),
                  (GDateYear) g_date_time_get_year (from));

  return laurel_format_date (&date);
}

/* A date that has begun is none to wait for. */
static gboolean
is_future (LaurelPublishPage *self)
{
  g_autoptr (GDateTime) from = get_from (self);
  g_autoptr (GDateTime) now =
      laurel_connection_dup_now (laurel_page_get_connection (LAUREL_PAGE (self)));

  return from == NULL || g_date_time_compare (from, now) > 0;
}

static gboolean
may_publish (LaurelPublishPage *self)
{
  const LaurelServerInfo *info =
      laurel_connection_get_info (laurel_page_get_connection (LAUREL_PAGE (self)));
  gboolean warned = count_faults (self, FALSE) > 0;

  return info->role >= LAUREL_ROLE_MANAGER && !self->publishing && is_future (self) &&
         laurel_draft_get_state (self->draft) == LAUREL_DRAFT_SAVED &&
         laurel_draft_get_n_changes (self->draft) > 0 &&
         !laurel_draft_check_get_loading (self->check) && count_faults (self, TRUE) == 0 &&
         (!warned || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->accept_check)));
}

static void
update_cb (LaurelPublishPage *self)
{
  g_autofree char *label = NULL;
  g_autofree char *date = NULL;
  g_autoptr (GDateTime) from = NULL;

  if (self->draft == NULL)
    return;

  from = get_from (self);
  gtk_widget_set_visible (self->date_row, from != NULL);
  if (from != NULL)
    {
      date = format_from (from);
      gtk_menu_button_set_label (self->date_button, date);
    }

  /* TRANSLATORS: the number of the program that publishing makes */
  label = g_strdup_printf (_ ("Publish Program %d"),
                           laurel_draft_get_current_version (self->draft) + 1);
  gtk_label_set_text (self->publish_label, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "publish.ask", may_publish (self));
}

static void
check_changed_cb (LaurelPublishPage *self)
{
  show_faults (self);
  gtk_widget_set_visible (self->accept_check, count_faults (self, FALSE) > 0);
  update_cb (self);
}

static void
state_cb (LaurelPublishPage *self)
{
  g_autofree char *subtitle = laurel_draft_words_state (self->draft);
  const GError    *error = laurel_draft_get_error (self->draft);

  laurel_page_set_subtitle (LAUREL_PAGE (self), subtitle);

  if (laurel_draft_get_document (self->draft) != NULL)
    laurel_state_view_set_state (self->state_view,
                                 laurel_draft_get_n_changes (self->draft) > 0 ? LAUREL_STATE_CONTENT
                                                                              : LAUREL_STATE_EMPTY);
  else if (error != NULL)
    laurel_state_view_show_error (self->state_view,
                                  error->message,
                                  laurel_api_error_get_details (error));

  update_cb (self);
}

static void
changed_cb (LaurelPublishPage *self)
{
  LaurelConnection *connection = laurel_page_get_connection (LAUREL_PAGE (self));

  if (laurel_draft_get_document (self->draft) != NULL)
    laurel_change_list_show (self->changes,
                             laurel_draft_get_current (self->draft),
                             laurel_draft_get_document (self->draft),
                             laurel_connection_get_names (connection),
                             laurel_draft_get_may_edit (self->draft) &&
                                 laurel_draft_get_current (self->draft) != NULL);

  check_changed_cb (self);
  state_cb (self);
}

static void
open_cb (LaurelPublishPage *self, const char *id)
{
  g_autofree char *node = g_strdup (id);
  g_autoptr (LaurelDraft) draft = g_object_ref (self->draft);

  laurel_page_open_room (LAUREL_PAGE (self), "discounts");
  laurel_draft_select (draft, node);
}

static void
revert_cb (LaurelPublishPage *self, guint index)
{
  const LaurelChange *change =
      g_ptr_array_index (laurel_change_list_get_changes (self->changes), index);

  laurel_draft_edit (self->draft,
                     laurel_change_revert (change,
                                           laurel_draft_get_current (self->draft),
                                           laurel_draft_get_document (self->draft)),
                     _ ("Change taken back"),
                     NULL);
  laurel_page_undo_toast (LAUREL_PAGE (self), _ ("Change taken back"));
}

static void
retry_cb (LaurelPublishPage *self)
{
  laurel_draft_load (self->draft);
}

/* === Publishing =========================================================================== */

static void
fail (LaurelPublishPage *self, const GError *error)
{
  gtk_label_set_text (self->failure_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->failure_bar), TRUE);

  /* Somebody has edited the draft, or the server has found something new in it. */
  laurel_draft_load (self->draft);
  laurel_draft_check_reload (self->check);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelPublishPage) self = LAUREL_PUBLISH_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char   *text = NULL;
  LaurelVersionState state = LAUREL_VERSION_PUBLISHED;
  gint64             version = 0;
  gboolean good = laurel_publish_finish (LAUREL_API (source), result, &state, &version, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->publishing = FALSE;
  laurel_page_set_busy (LAUREL_PAGE (self), FALSE);

  if (!good)
    {
      fail (self, error);
      update_cb (self);
      return;
    }

  if (state == LAUREL_VERSION_WAITING)
    text = g_strdup (_ ("Handed in: another person has to approve it"));
  else if (state == LAUREL_VERSION_SCHEDULED)
    text = g_strdup (_ ("Scheduled: it takes effect at its date"));
  else
    text = g_strdup_printf (_ ("Program %d is in force"), (int) version);

  laurel_draft_load (self->draft);
  laurel_page_toast (LAUREL_PAGE (self), text);
  laurel_page_open_room (LAUREL_PAGE (self), "discounts");
}

static void
publish (LaurelPublishPage *self)
{
  g_autoptr (GDateTime) from = get_from (self);
  LaurelPublishing publishing = {
    .comment = gtk_editable_get_text (GTK_EDITABLE (self->comment_row)),
    .from = from,
    .accept_warnings = count_faults (self, FALSE) > 0,
    .revision = laurel_draft_get_revision (self->draft),
  };

  self->publishing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->failure_bar), FALSE);
  laurel_page_set_busy (LAUREL_PAGE (self), TRUE);
  laurel_publish_async (laurel_page_get_api (LAUREL_PAGE (self)),
                        &publishing,
                        self->cancellable,
                        published_cb,
                        g_object_ref (self));
  update_cb (self);
}

static void
response_cb (LaurelPublishPage *self, const char *response)
{
  if (g_str_equal (response, "publish") && may_publish (self))
    publish (self);
}

/* What cannot be undone by a toast says its consequences in numbers. */
static char *
describe_consequences (LaurelPublishPage *self)
{
  GListModel *stores =
      laurel_connection_get_stores (laurel_page_get_connection (LAUREL_PAGE (self)));
  guint n_changes = laurel_draft_get_n_changes (self->draft);
  guint n_stores = g_list_model_get_n_items (stores);
  g_autoptr (GDateTime) from = get_from (self);
  g_autofree char *date = from != NULL ? format_from (from) : NULL;
  g_autofree char *changes =
      g_strdup_printf (ngettext ("%u change", "%u changes", n_changes), n_changes);
  g_autofree char *places =
      g_strdup_printf (ngettext ("in %u store", "in %u stores", n_stores), n_stores);

  if (date != NULL)
    /* TRANSLATORS: a date, "in 24 stores", "3 changes" */
    return g_strdup_printf (_ ("Holds from %s on %s: %s. Until then it can be cancelled."),
                            date,
                            places,
                            changes);

  /* TRANSLATORS: "in 24 stores", "3 changes" */
  return g_strdup_printf (_ ("Holds at once %s: %s. Rolling back is an act of its own."),
                          places,
                          changes);
}

void
laurel_publish_page_ask (LaurelPublishPage *self)
{
  g_autofree char *body = NULL;
  g_autofree char *heading = NULL;
  GtkWidget       *dialog = NULL;

  g_return_if_fail (LAUREL_IS_PUBLISH_PAGE (self));

  body = describe_consequences (self);
  heading = g_strdup_printf (_ ("Publish Program %d?"),
                             laurel_draft_get_current_version (self->draft) + 1);
  dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "publish",
                                    _ ("_Publish"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "publish",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "publish");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_publish_page_ask (LAUREL_PUBLISH_PAGE (widget));
}

static void
versions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_open_program (LAUREL_PAGE (widget), "versions");
}

/* === The page ============================================================================= */

static void
laurel_publish_page_connected (LaurelPage *page)
{
  LaurelPublishPage *self = LAUREL_PUBLISH_PAGE (page);
  LaurelConnection  *connection = laurel_page_get_connection (page);
  g_autoptr (GDateTime) now = laurel_connection_dup_now (connection);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);

  self->draft = g_object_ref (laurel_connection_get_draft (connection));
  self->check = g_object_ref (laurel_connection_get_check (connection));
  gtk_calendar_select_day (self->calendar, tomorrow);
  g_signal_connect_object (self->draft,
                           "notify::state",
                           G_CALLBACK (state_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check,
                           "changed",
                           G_CALLBACK (check_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  /* What is published is what is saved. */
  laurel_draft_save (self->draft);
  laurel_draft_check_reload (self->check);
  changed_cb (self);
}

static void
laurel_publish_page_reload (LaurelPage *page)
{
  LaurelPublishPage *self = LAUREL_PUBLISH_PAGE (page);

  laurel_draft_load (self->draft);
  laurel_draft_check_reload (self->check);
}

static void
laurel_publish_page_undo (LaurelPage *page)
{
  g_autofree char *what = laurel_draft_undo (LAUREL_PUBLISH_PAGE (page)->draft);

  if (what != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Undone: %s"), what);

      laurel_page_toast (page, text);
    }
}

static void
laurel_publish_page_set_narrow (LaurelPage *page, gboolean narrow)
{
  LaurelPublishPage *self = LAUREL_PUBLISH_PAGE (page);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->side), narrow ? SIDE_NARROW : SIDE_WIDE);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->side), narrow ? SIDE_NARROW : SIDE_WIDE);
  gtk_widget_set_visible (self->versions_button, !narrow);
}

static void
laurel_publish_page_dispose (GObject *object)
{
  LaurelPublishPage *self = LAUREL_PUBLISH_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->check);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (laurel_publish_page_parent_class)->dispose (object);
}

static void
laurel_publish_page_class_init (LaurelPublishPageClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  LaurelPageClass *page_class = LAUREL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_publish_page_dispose;
  page_class->connected = laurel_publish_page_connected;
  page_class->reload = laurel_publish_page_reload;
  page_class->undo = laurel_publish_page_undo;
  page_class->set_narrow = laurel_publish_page_set_narrow;

  g_type_ensure (LAUREL_TYPE_CHANGE_LIST);
  g_type_ensure (LAUREL_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-publish-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, publish_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, versions_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, state_view);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, columns);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, side);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, changes);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, failure_bar);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, failure_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, fault_list);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, accept_check);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, when_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, date_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, date_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, LaurelPublishPage, comment_row);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, revert_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, fault_activated_cb);

  gtk_widget_class_install_action (widget_class, "publish.ask", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "publish.versions", NULL, versions_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "publish.ask",
                                       NULL);
}

static void
laurel_publish_page_init (LaurelPublishPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_publish_page_new (LaurelConnection *connection)
{
  return g_object_new (LAUREL_TYPE_PUBLISH_PAGE, "connection", connection, NULL);
}
