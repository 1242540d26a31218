/* laurel-draft-file.c - edits of the draft that the server has not got, on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-draft-file.h"

#include <errno.h>
#include <glib/gstdio.h>

static char *
make_folder_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "laurel", "drafts", NULL);
}

static char *
make_path (const char *address)
{
  g_autofree char *folder = make_folder_path ();
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);
  g_autofree char *name = g_strconcat (sum, ".json", NULL);

  return g_build_filename (folder, name, NULL);
}

gboolean
laurel_draft_file_save (const char *address, const LaurelDraftFile *file, GError **error)
{
  g_autofree char *folder = make_folder_path ();
  g_autofree char *path = make_path (address);
  g_autofree char *base = laurel_document_to_json (file->base);
  g_autofree char *document = laurel_document_to_json (file->document);
  g_autofree char *text =
      g_strdup_printf ("{\"revision\":%" G_GINT64_FORMAT ",\"base\":%s,\"document\":%s}",
                       file->revision,
                       base,
                       document);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error_literal (error,
                           G_FILE_ERROR,
                           (gint) g_file_error_from_errno (code),
                           g_strerror (code));
      return FALSE;
    }

  return g_file_set_contents_full (path,
                                   text,
                                   -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

static LaurelDraftFile *
parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (LaurelReply) reply = laurel_reply_new (bytes, error);
  g_autoptr (LaurelDraftFile) self = NULL;

  if (reply == NULL)
    return NULL;

  self = g_new0 (LaurelDraftFile, 1);
  self->revision = laurel_reply_get_int (reply, "revision");
  self->base = laurel_document_read (reply, "base");
  self->document = laurel_document_read (reply, "document");

  return laurel_reply_finish (reply, error) ? g_steal_pointer (&self) : NULL;
}

LaurelDraftFile *
laurel_draft_file_load (const char *address, GError **error)
{
  g_autofree char *path = make_path (address);
  g_autofree char *text = NULL;
  gsize            length = 0;
  g_autoptr (GError) failure = NULL;

  if (g_file_get_contents (path, &text, &length, &failure))
    return parse (text, length, error);

  if (!g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

void
laurel_draft_file_remove (const char *address)
{
  g_autofree char *path = make_path (address);

  if (g_unlink (path) != 0 && errno != ENOENT)
    g_warning ("%s: %s", path, g_strerror (errno));
}

void
laurel_draft_file_free (LaurelDraftFile *self)
{
  laurel_document_unref (self->base);
  laurel_document_unref (self->document);
  g_free (self);
}
