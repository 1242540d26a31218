/* laurel-program.c - the published programs and the draft of the next, as the server keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-program.h"

#include <string.h>

#define DRAFT_PATH "v1/program/draft"

void
laurel_program_free (LaurelProgram *self)
{
  laurel_document_unref (self->document);
  g_free (self);
}

/* @data: what the number of the program is called. */
static gpointer
read_program (LaurelReply *reply, gpointer data)
{
  LaurelProgram *self = g_new (LaurelProgram, 1);

  self->version = laurel_reply_get_int (reply, data);
  self->document = laurel_document_read (reply, "document");

  return self;
}

void
laurel_program_fetch_current_async (LaurelApi          *api,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  laurel_api_fetch_async (api,
                          "v1/program",
                          NULL,
                          read_program,
                          (gpointer) "version",
                          (GDestroyNotify) laurel_program_free,
                          cancellable,
                          callback,
                          user_data);
}

LaurelProgram *
laurel_program_fetch_current_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_fetch_finish (api, result, error);
}

void
laurel_program_fetch_draft_async (LaurelApi          *api,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  laurel_api_fetch_async (api,
                          DRAFT_PATH,
                          NULL,
                          read_program,
                          (gpointer) "revision",
                          (GDestroyNotify) laurel_program_free,
                          cancellable,
                          callback,
                          user_data);
}

LaurelProgram *
laurel_program_fetch_draft_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_fetch_finish (api, result, error);
}

/* The answer repeats the document, which we know. */
static gpointer
read_revision (LaurelReply *reply, gpointer data)
{
  gint64 *revision = g_new (gint64, 1);

  *revision = laurel_reply_get_int (reply, "revision");

  return revision;
}

void
laurel_program_save_draft_async (LaurelApi            *api,
                                 const LaurelDocument *document,
                                 gint64                revision,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data)
{
  char            *text = laurel_document_to_json (document);
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", revision);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  LaurelApiRequest request = {
    .method = "PUT",
    .path = DRAFT_PATH,
    .body = body,
    .if_match = tag,
  };

  laurel_api_send_async (api,
                         &request,
                         read_revision,
                         NULL,
                         g_free,
                         cancellable,
                         callback,
                         user_data);
}

gint64
laurel_program_save_draft_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  gpointer value = NULL;
  gint64   revision = -1;

  if (!laurel_api_send_finish (api, result, &value, NULL, error))
    return -1;

  revision = *(gint64 *) value;
  g_free (value);

  return revision;
}
