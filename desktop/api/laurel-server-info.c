/* laurel-server-info.c - who the server is, and its stores
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-server-info.h"

G_DEFINE_FINAL_TYPE (LaurelStore, laurel_store, G_TYPE_OBJECT)

LaurelServerInfo *
laurel_server_info_copy (const LaurelServerInfo *info)
{
  LaurelServerInfo *copy = g_new (LaurelServerInfo, 1);

  *copy = *info;
  copy->chain = g_strdup (info->chain);
  copy->version = g_strdup (info->version);
  copy->currency = g_strdup (info->currency);
  copy->time_zone = g_time_zone_ref (info->time_zone);
  copy->now = g_date_time_ref (info->now);
  copy->user_name = g_strdup (info->user_name);

  return copy;
}

void
laurel_server_info_free (LaurelServerInfo *info)
{
  g_free (info->chain);
  g_free (info->version);
  g_free (info->currency);
  g_time_zone_unref (info->time_zone);
  g_date_time_unref (info->now);
  g_free (info->user_name);
  g_free (info);
}

GDateTime *
laurel_server_info_dup_now (const LaurelServerInfo *info)
{
  return g_date_time_add (info->now, g_get_monotonic_time () - info->taken_usec);
}

static GTimeZone *
read_zone (LaurelReply *reply)
{
  GTimeZone *zone = g_time_zone_new_identifier (laurel_reply_get_string (reply, "time_zone"));

  return zone != NULL ? zone : g_time_zone_new_local ();
}

/* The first of three that says something; a new server has no names yet. */
static char *
dup_first (const char *first, const char *second, const char *third)
{
  if (first != NULL && *first != '\0')
    return g_strdup (first);

  return g_strdup (second != NULL && *second != '\0' ? second : third);
}

/* Of a role that we do not know, as of none, nothing is presumed. */
static LaurelRole
read_role (LaurelReply *reply)
{
  static const char *const words[] = { "analyst", "marketer", "manager", "admin", NULL };

  if (!laurel_reply_has (reply, "role"))
    return LAUREL_ROLE_ANALYST;

  return (LaurelRole) laurel_reply_get_word (reply, "role", words, LAUREL_ROLE_ANALYST);
}

static gpointer
read_server_info (LaurelReply *reply, gpointer data)
{
  LaurelServerInfo *info = g_new0 (LaurelServerInfo, 1);
  g_autoptr (GDateTime) now = laurel_reply_get_optional_moment (reply, "now");

  info->chain = dup_first (laurel_reply_get_string (reply, "chain"),
                           laurel_reply_get_optional_string (reply, "name"),
                           "Laurel");
  info->version = g_strdup (laurel_reply_get_string (reply, "version"));
  laurel_reply_get_optional_int (reply, "program_version", &info->program_version);
  info->currency = g_strdup (laurel_reply_get_string (reply, "currency"));
  info->time_zone = read_zone (reply);
  info->demo = laurel_reply_get_optional_boolean (reply, "demo");
  info->taken_usec = g_get_monotonic_time ();
  info->now = now != NULL ? g_date_time_to_timezone (now, info->time_zone)
                          : g_date_time_new_now (info->time_zone);

  if (laurel_reply_begin_optional_object (reply, "user"))
    {
      info->role = read_role (reply);
      info->user_name = dup_first (laurel_reply_get_optional_string (reply, "name"),
                                   laurel_reply_get_optional_string (reply, "login"),
                                   NULL);
      laurel_reply_end_object (reply);
    }

  return info;
}

void
laurel_server_info_fetch_async (LaurelApi          *api,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  laurel_api_fetch_async (api,
                          "v1/server",
                          NULL,
                          read_server_info,
                          NULL,
                          (GDestroyNotify) laurel_server_info_free,
                          cancellable,
                          callback,
                          user_data);
}

LaurelServerInfo *
laurel_server_info_fetch_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_fetch_finish (api, result, error);
}

static void
laurel_store_finalize (GObject *object)
{
  LaurelStore *self = LAUREL_STORE (object);

  g_free (self->store);
  g_free (self->name);
  g_free (self->channel);
  g_free (self->city);

  G_OBJECT_CLASS (laurel_store_parent_class)->finalize (object);
}

static void
laurel_store_class_init (LaurelStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_store_finalize;
}

static void
laurel_store_init (LaurelStore *self)
{
}

static gpointer
read_store (LaurelReply *reply)
{
  LaurelStore *self = g_object_new (LAUREL_TYPE_STORE, NULL);

  self->store = g_strdup (laurel_reply_get_string (reply, "store"));
  self->name = g_strdup (laurel_reply_get_optional_string (reply, "name"));
  self->channel = g_strdup (laurel_reply_get_optional_string (reply, "channel"));
  self->city = g_strdup (laurel_reply_get_optional_string (reply, "city"));

  if (self->name == NULL)
    self->name = g_strdup (self->store);

  return self;
}

LaurelListRequest *
laurel_store_list_new (void)
{
  return laurel_list_request_new ("v1/stores", NULL, read_store);
}
