/* laurel-fault.c - what the server finds in a program document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-fault.h"

#include <string.h>

#define ROOT     "/discounts"
#define CHILDREN "/children/"

void
laurel_fault_free (LaurelFault *self)
{
  g_free (self->code);
  g_free (self->node);
  g_free (self->member);
  g_free (self->other);
  g_free (self->message);
  g_free (self);
}

LaurelNode *
laurel_fault_locate (const LaurelDocument *document, const char *path, const char **member)
{
  LaurelNode *node = document->root;
  const char *rest = path + strlen (ROOT);

  *member = path;
  if (!g_str_has_prefix (path, ROOT) || (*rest != '/' && *rest != '\0'))
    return NULL;

  while (node->is_group && g_str_has_prefix (rest, CHILDREN))
    {
      char   *end = NULL;
      guint64 index = g_ascii_strtoull (rest + strlen (CHILDREN), &end, 10);

      if (index >= node->children->len)
        break;

      node = g_ptr_array_index (node->children, (guint) index);
      rest = end;
    }

  *member = rest;
  return node;
}

static LaurelFault *
read_fault (LaurelReply *reply, const LaurelDocument *document, gboolean is_error)
{
  LaurelFault *fault = g_new0 (LaurelFault, 1);
  const char  *path = laurel_reply_get_optional_string (reply, "path");
  const char  *named = is_error ? NULL : laurel_reply_get_optional_string (reply, "node");
  const char  *member = "";
  LaurelNode  *node = path != NULL ? laurel_fault_locate (document, path, &member) : NULL;

  fault->is_error = is_error;
  fault->code = g_strdup (laurel_reply_get_string (reply, "code"));
  fault->message = g_strdup (laurel_reply_get_string (reply, "message"));
  fault->member = g_strdup (member);
  fault->node = g_strdup (node != NULL ? node->id : named);

  if (!is_error)
    fault->other = g_strdup (laurel_reply_get_optional_string (reply, "other"));

  return fault;
}

static void
read_faults (LaurelReply          *reply,
             const char           *name,
             const LaurelDocument *document,
             gboolean              is_error,
             GPtrArray            *faults)
{
  guint n_faults = laurel_reply_begin_array (reply, name);

  for (guint i = 0; i < n_faults; i++)
    {
      laurel_reply_begin_element (reply, i);
      g_ptr_array_add (faults, read_fault (reply, document, is_error));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);
}

static gpointer
parse_faults (LaurelReply *reply, gpointer data)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_fault_free);

  read_faults (reply, "errors", data, TRUE, faults);
  read_faults (reply, "warnings", data, FALSE, faults);

  return faults;
}

static void
faults_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError    *error = NULL;
  GPtrArray *faults = laurel_api_fetch_finish (LAUREL_API (source), result, &error);

  if (faults != NULL)
    g_task_return_pointer (task, faults, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
laurel_faults_fetch_async (LaurelApi          *api,
                           LaurelDocument     *document,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task = g_task_new (api, cancellable, callback, user_data);

  /* The task keeps the document for as long as the answer may be read by it. */
  g_task_set_task_data (task,
                        laurel_document_ref (document),
                        (GDestroyNotify) laurel_document_unref);
  laurel_api_fetch_async (api,
                          "v1/program/draft/check",
                          NULL,
                          parse_faults,
                          document,
                          (GDestroyNotify) g_ptr_array_unref,
                          cancellable,
                          faults_cb,
                          task);
}

GPtrArray *
laurel_faults_fetch_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
