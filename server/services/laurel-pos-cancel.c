/* laurel-pos-cancel.c - undoes the operation of a key, seen or not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For a till that got no answer and goes on without. What the key has made is undone; a key that
 * has not been seen is taken, so that the operation has no effect if it still comes. Whichever of
 * the two writes the key first has won: the other one finds it there.
 */

#include "server/services/laurel-pos-call.h"
#include "server/wire/laurel-wire-problem.h"

/* The request; strings are those of the call's body. */
typedef struct
{
  gint64      time;
  const char *time_text;
  const char *key;
} Cancellation;

static void search (LaurelPosCall *call);

void
laurel_pos_call_cancel_nothing (LaurelPosCall *call)
{
  laurel_pos_call_settle (call, 201, g_strdup ("{\"cancelled\":\"nothing\"}"));
}

/* Takes the key of the operation that has not come, with the answer that it will get. */
static void
compute_never_seen (LaurelPosCall *call)
{
  const Cancellation *detail = call->detail;
  char               *refusal =
      laurel_wire_to_text (laurel_wire_new_problem (422,
                                                    "cancelled",
                                                    "the till has cancelled this operation",
                                                    NULL,
                                                    NULL));
  LaurelOperation operation = { 0 };
  LaurelOperation cancelled = {
    .till_id = call->till_id,
    .key = detail->key,
    .status = 422,
    .body = refusal,
    .document_kind = LAUREL_DOCUMENT_NONE,
    .posted = call->posted,
  };

  laurel_pos_call_set_answer (call,
                              (LaurelDocument){ LAUREL_DOCUMENT_NONE, 0 },
                              0,
                              201,
                              g_strdup ("{\"cancelled\":\"never_seen\"}"),
                              &operation);
  /* A key that is known by now ends the posting, and nothing of it may be written before. */
  laurel_posting_rows_add_operation (call->rows, &cancelled);
  laurel_posting_rows_add_operation (call->rows, &operation);
  laurel_store_post (laurel_pos_get_store (call->pos),
                     LAUREL_DB_LANE_POS,
                     call->rows,
                     NULL,
                     0,
                     NULL,
                     laurel_pos_call_posted,
                     call);
  g_free (refusal);
}

static void
found_cb (gboolean known, LaurelDocument document, const GError *error, gpointer data)
{
  LaurelPosCall *call = data;
  Cancellation   detail = *(Cancellation *) call->detail;

  if (error != NULL)
    {
      laurel_pos_call_fail (call, error);
      return;
    }

  if (!known)
    {
      call->restart = search;
      call->compute = compute_never_seen;
      laurel_pos_call_start (call);
      return;
    }

  /* What was found does not change any more: from here on it is a void or a release. */
  call->restart = NULL;

  if (document.kind != LAUREL_DOCUMENT_SALE && document.kind != LAUREL_DOCUMENT_HOLD)
    {
      call->compute = laurel_pos_call_cancel_nothing;
      laurel_pos_call_start (call);
      return;
    }

  g_clear_pointer (&call->detail, call->free_detail);

  if (document.kind == LAUREL_DOCUMENT_SALE)
    laurel_pos_call_cancel_sale (call, document.id, detail.time, detail.time_text);
  else
    laurel_pos_call_cancel_hold (call, document.id);
}

static void
search (LaurelPosCall *call)
{
  const Cancellation *detail = call->detail;

  laurel_store_find_operation (laurel_pos_get_store (call->pos),
                               LAUREL_DB_LANE_POS,
                               call->till_id,
                               detail->key,
                               found_cb,
                               call);
}

void
laurel_pos_cancel (LaurelPos             *self,
                   const LaurelPosCaller *caller,
                   const char            *key,
                   json_t                *body,
                   LaurelPosDone          done,
                   gpointer               data)
{
  LaurelPosCall *call = laurel_pos_call_new (self, caller, key, "cancel", NULL, body, done, data);
  Cancellation  *detail = g_new0 (Cancellation, 1);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);

  call->detail = detail;
  call->free_detail = g_free;

  if (laurel_json_reader_begin (reader))
    {
      detail->time = laurel_json_reader_get_time (reader, "time");
      detail->time_text = laurel_json_reader_get_string_or (reader, "time", NULL);
      detail->key = laurel_pos_read_label (reader, "key", TRUE);

      if (detail->key != NULL && g_strcmp0 (detail->key, key) == 0)
        laurel_json_reader_fault (reader, "key", "range", "a cancellation has a key of its own");

      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (call->faults) > 0)
    laurel_pos_call_reject (call);
  else
    search (call);
}
