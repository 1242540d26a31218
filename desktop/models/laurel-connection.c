/* laurel-connection.c - what every page shares about the server it is connected to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-connection.h"

#include "desktop/models/laurel-paged-list.h"

/* Tills send many sales a second; people read one number. */
#define SALES_PAUSE_MS 1000

struct _LaurelConnection
{
  GObject parent_instance;

  LaurelApi        *api;
  LaurelServerInfo *info;
  LaurelPagedList  *stores;
  LaurelEvents     *events;
  LaurelDraft      *draft;
  LaurelDraftCheck *check;
  LaurelNames      *names;
  GCancellable     *cancellable;

  guint    pause_source;
  gboolean sales_waiting;
};

G_DEFINE_FINAL_TYPE (LaurelConnection, laurel_connection, G_TYPE_OBJECT)

enum
{
  SIGNAL_SALES_CHANGED,
  SIGNAL_PROGRAM_CHANGED,
  SIGNAL_RESYNC,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
pause_cb (gpointer user_data)
{
  LaurelConnection *self = user_data;

  if (self->sales_waiting)
    {
      self->sales_waiting = FALSE;
      g_signal_emit (self, signals[SIGNAL_SALES_CHANGED], 0);
      return G_SOURCE_CONTINUE;
    }

  self->pause_source = 0;
  return G_SOURCE_REMOVE;
}

/* The first sale counts at once, those of the next second together. */
static void
sales_changed_cb (LaurelConnection *self)
{
  if (self->pause_source != 0)
    {
      self->sales_waiting = TRUE;
      return;
    }

  self->pause_source = g_timeout_add (SALES_PAUSE_MS, pause_cb, self);
  g_signal_emit (self, signals[SIGNAL_SALES_CHANGED], 0);
}

static void
info_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelConnection) self = LAUREL_CONNECTION (user_data);
  g_autoptr (GError) error = NULL;
  LaurelServerInfo *info = laurel_server_info_fetch_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (info == NULL)
    {
      g_info ("server info: %s", error->message);
      return;
    }

  laurel_server_info_free (self->info);
  self->info = info;
  g_signal_emit (self, signals[SIGNAL_PROGRAM_CHANGED], 0);
}

/* Every store is wanted, whatever the size of a page. */
static void
stores_loaded_cb (LaurelPagedList *stores)
{
  if (laurel_paged_list_get_error (stores) == NULL)
    laurel_paged_list_load_more (stores);
}

static void
program_changed_cb (LaurelConnection *self)
{
  if (self->draft != NULL)
    laurel_draft_load (self->draft);

  laurel_server_info_fetch_async (self->api, self->cancellable, info_cb, g_object_ref (self));
}

static void
resync_cb (LaurelConnection *self)
{
  program_changed_cb (self);
  g_signal_emit (self, signals[SIGNAL_RESYNC], 0);
}

static void
laurel_connection_dispose (GObject *object)
{
  LaurelConnection *self = LAUREL_CONNECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pause_source, g_source_remove);

  if (self->events != NULL)
    laurel_events_stop (self->events);

  g_clear_object (&self->events);
  g_clear_object (&self->names);
  g_clear_object (&self->check);
  g_clear_object (&self->draft);
  g_clear_object (&self->stores);
  g_clear_object (&self->api);

  G_OBJECT_CLASS (laurel_connection_parent_class)->dispose (object);
}

static void
laurel_connection_finalize (GObject *object)
{
  laurel_server_info_free (LAUREL_CONNECTION (object)->info);

  G_OBJECT_CLASS (laurel_connection_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       LAUREL_TYPE_CONNECTION,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
laurel_connection_class_init (LaurelConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_connection_dispose;
  object_class->finalize = laurel_connection_finalize;

  signals[SIGNAL_SALES_CHANGED] = new_signal ("sales-changed");
  signals[SIGNAL_PROGRAM_CHANGED] = new_signal ("program-changed");
  signals[SIGNAL_RESYNC] = new_signal ("resync");
}

static void
laurel_connection_init (LaurelConnection *self)
{
  self->cancellable = g_cancellable_new ();
}

LaurelConnection *
laurel_connection_new (LaurelApi *api, const LaurelServerInfo *info)
{
  LaurelConnection *self = g_object_new (LAUREL_TYPE_CONNECTION, NULL);
  g_autoptr (LaurelListRequest) stores = laurel_store_list_new ();

  self->api = g_object_ref (api);
  self->info = laurel_server_info_copy (info);
  self->stores = laurel_paged_list_new (api, LAUREL_TYPE_STORE);
  g_signal_connect (self->stores, "notify::loading", G_CALLBACK (stores_loaded_cb), NULL);
  laurel_paged_list_set_request (self->stores, stores);
  self->events = laurel_events_new (api);
  g_signal_connect_swapped (self->events, "sales-changed", G_CALLBACK (sales_changed_cb), self);
  g_signal_connect_swapped (self->events, "program-changed", G_CALLBACK (program_changed_cb), self);
  g_signal_connect_swapped (self->events, "resync", G_CALLBACK (resync_cb), self);

  return self;
}

LaurelApi *
laurel_connection_get_api (LaurelConnection *self)
{
  g_return_val_if_fail (LAUREL_IS_CONNECTION (self), NULL);

  return self->api;
}

const LaurelServerInfo *
laurel_connection_get_info (LaurelConnection *self)
{
  g_return_val_if_fail (LAUREL_IS_CONNECTION (self), NULL);

  return self->info;
}

GListModel *
laurel_connection_get_stores (LaurelConnection *self)
{
  g_return_val_if_fail (LAUREL_IS_CONNECTION (self), NULL);

  return G_LIST_MODEL (self->stores);
}

LaurelDraft *
laurel_connection_get_draft (LaurelConnection *self)
{
  g_return_val_if_fail (LAUREL_IS_CONNECTION (self), NULL);

  if (self->draft == NULL)
    {
      self->draft = laurel_draft_new (self->api, self->info->role >= LAUREL_ROLE_MARKETER);
      laurel_draft_load (self->draft);
    }

  return self->draft;
}

LaurelDraftCheck *
laurel_connection_get_check (LaurelConnection *self)
{
  g_return_val_if_fail (LAUREL_IS_CONNECTION (self), NULL);

  if (self->check == NULL)
    self->check = laurel_draft_check_new (self->api, laurel_connection_get_draft (self));

  return self->check;
}

LaurelNames *
laurel_connection_get_names (LaurelConnection *self)
{
  g_return_val_if_fail (LAUREL_IS_CONNECTION (self), NULL);

  if (self->names == NULL)
    {
      self->names = laurel_names_new (self->api);
      laurel_names_set_draft (self->names, laurel_connection_get_draft (self));
    }

  return self->names;
}

GDateTime *
laurel_connection_dup_now (LaurelConnection *self)
{
  g_return_val_if_fail (LAUREL_IS_CONNECTION (self), NULL);

  return laurel_server_info_dup_now (self->info);
}

void
laurel_connection_get_today (LaurelConnection *self, GDate *today)
{
  g_autoptr (GDateTime) now = laurel_connection_dup_now (self);
  int year = 0;
  int month = 0;
  int day = 0;

  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_set_dmy (today, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

void
laurel_connection_listen (LaurelConnection *self)
{
  g_return_if_fail (LAUREL_IS_CONNECTION (self));

  laurel_events_start (self->events);
}

void
laurel_connection_stop (LaurelConnection *self)
{
  g_return_if_fail (LAUREL_IS_CONNECTION (self));

  laurel_events_stop (self->events);
}
