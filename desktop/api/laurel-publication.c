/* laurel-publication.c - publishing the draft, and the versions that came of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-publication.h"

#include <string.h>

#include "desktop/api/laurel-json-out.h"
#include "desktop/api/laurel-query.h"

/* In the order of LaurelVersionState. */
static const char *const states[] = { "published", "scheduled", "waiting", NULL };

/* === Rows ================================================================================= */

G_DEFINE_FINAL_TYPE (LaurelVersion, laurel_version, G_TYPE_OBJECT)

static void
laurel_version_finalize (GObject *object)
{
  LaurelVersion *self = LAUREL_VERSION (object);

  g_free (self->submission);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->from, g_date_time_unref);
  g_free (self->by);
  g_free (self->approved_by);
  g_free (self->comment);

  G_OBJECT_CLASS (laurel_version_parent_class)->finalize (object);
}

static void
laurel_version_class_init (LaurelVersionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_version_finalize;
}

static void
laurel_version_init (LaurelVersion *self)
{
}

static gpointer
read_version (LaurelReply *reply)
{
  LaurelVersion *self = g_object_new (LAUREL_TYPE_VERSION, NULL);

  self->state = (LaurelVersionState) laurel_reply_get_choice (reply, "state", states);
  self->version = laurel_reply_get_int_or (reply, "version", 0);
  self->submission = g_strdup (laurel_reply_get_optional_string (reply, "submission"));
  self->from = laurel_reply_get_optional_moment (reply, "from");
  self->by = g_strdup (laurel_reply_get_string (reply, "by"));
  self->approved_by = g_strdup (laurel_reply_get_optional_string (reply, "approved_by"));
  self->comment = g_strdup (laurel_reply_get_string (reply, "comment"));
  self->at = laurel_reply_get_moment (reply,
                                      self->state == LAUREL_VERSION_PUBLISHED ? "published_at"
                                                                              : "submitted_at");

  return self;
}

LaurelListRequest *
laurel_version_list_new (void)
{
  return laurel_list_request_new ("v1/program/versions", NULL, read_version);
}

/* === What a version says ================================================================== */

static char *
make_path (LaurelVersion *version)
{
  g_autofree char *submission =
      version->submission != NULL ? laurel_query_escape (version->submission) : NULL;

  switch (version->state)
    {
    case LAUREL_VERSION_SCHEDULED:
      return g_strdup_printf ("v1/program/scheduled/%s", submission);
    case LAUREL_VERSION_WAITING:
      return g_strdup_printf ("v1/program/approvals/%s", submission);
    case LAUREL_VERSION_PUBLISHED:
    default:
      return g_strdup_printf ("v1/program/versions/%" G_GINT64_FORMAT, version->version);
    }
}

static gpointer
read_document (LaurelReply *reply, gpointer data)
{
  return laurel_document_read (reply, "document");
}

void
laurel_version_fetch_async (LaurelApi          *api,
                            LaurelVersion      *version,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autofree char *path = make_path (version);

  laurel_api_fetch_async (api,
                          path,
                          NULL,
                          read_document,
                          NULL,
                          (GDestroyNotify) laurel_document_unref,
                          cancellable,
                          callback,
                          user_data);
}

LaurelDocument *
laurel_version_fetch_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_fetch_finish (api, result, error);
}

/* === Acts ================================================================================= */

typedef struct
{
  LaurelVersionState state;
  gint64             version;
} Published;

static gpointer
read_published (LaurelReply *reply, gpointer data)
{
  Published *published = g_new (Published, 1);

  published->state = (LaurelVersionState) laurel_reply_get_choice (reply, "state", states);
  published->version = laurel_reply_get_int_or (reply, "version", 0);

  return published;
}

static GBytes *
write_publishing (const LaurelPublishing *publishing)
{
  LaurelJsonOut *out = laurel_json_out_new ();
  char          *text = NULL;

  laurel_json_out_string (out, "comment", publishing->comment);
  laurel_json_out_boolean_unless (out, "accept_warnings", publishing->accept_warnings, FALSE);

  if (publishing->from != NULL)
    {
      g_autofree char *from = g_date_time_format_iso8601 (publishing->from);

      laurel_json_out_string (out, "from", from);
    }

  text = laurel_json_out_end (out);

  return g_bytes_new_take (text, strlen (text));
}

void
laurel_publish_async (LaurelApi              *api,
                      const LaurelPublishing *publishing,
                      GCancellable           *cancellable,
                      GAsyncReadyCallback     callback,
                      gpointer                user_data)
{
  g_autoptr (GBytes) body = write_publishing (publishing);
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", publishing->revision);
  LaurelApiRequest request = {
    .method = "POST",
    .path = "v1/program/draft/publish",
    .body = body,
    .if_match = tag,
  };

  laurel_api_send_async (api,
                         &request,
                         read_published,
                         NULL,
                         g_free,
                         cancellable,
                         callback,
                         user_data);
}

gboolean
laurel_publish_finish (LaurelApi          *api,
                       GAsyncResult       *result,
                       LaurelVersionState *state,
                       gint64             *version,
                       GError            **error)
{
  gpointer              value = NULL;
  g_autofree Published *published = NULL;

  if (!laurel_api_send_finish (api, result, &value, NULL, error))
    return FALSE;

  published = value;
  *state = published->state;
  *version = published->version;

  return TRUE;
}

static void
act (LaurelApi          *api,
     const char         *method,
     const char         *path,
     const char         *if_match,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  LaurelApiRequest request = { .method = method, .path = path, .if_match = if_match };

  laurel_api_send_async (api, &request, NULL, NULL, NULL, cancellable, callback, user_data);
}

void
laurel_version_approve_async (LaurelApi          *api,
                              LaurelVersion      *version,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autofree char *path = make_path (version);

  g_return_if_fail (version->state == LAUREL_VERSION_WAITING);

  act (api, "POST", path, NULL, cancellable, callback, user_data);
}

void
laurel_version_withdraw_async (LaurelApi          *api,
                               LaurelVersion      *version,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autofree char *path = make_path (version);

  g_return_if_fail (version->state != LAUREL_VERSION_PUBLISHED);

  act (api, "DELETE", path, NULL, cancellable, callback, user_data);
}

void
laurel_version_restore_async (LaurelApi          *api,
                              LaurelVersion      *version,
                              gint64              revision,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autofree char *path =
      g_strdup_printf ("v1/program/versions/%" G_GINT64_FORMAT "/restore", version->version);
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", revision);

  g_return_if_fail (version->state == LAUREL_VERSION_PUBLISHED);

  act (api, "POST", path, tag, cancellable, callback, user_data);
}

gboolean
laurel_version_act_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_send_finish (api, result, NULL, NULL, error);
}
