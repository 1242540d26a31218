/* laurel-history-row.c - what happened to one client, and the movements of his points
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-history-row.h"

#include "desktop/api/laurel-query.h"

G_DEFINE_FINAL_TYPE (LaurelHistoryRow, laurel_history_row, G_TYPE_OBJECT)

static const char *const kind_words[] = { "purchase",   "return",     "void",          "earned",
                                          "activated",  "redeemed",   "burnt",         "level_up",
                                          "level_down", "registered", "card_attached", "grant",
                                          "write_off",  NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (kind_words) == LAUREL_HISTORY_OTHER + 1);

static void
laurel_history_row_finalize (GObject *object)
{
  LaurelHistoryRow *self = LAUREL_HISTORY_ROW (object);

  g_date_time_unref (self->time);
  g_free (self->word);
  g_free (self->store_name);
  g_free (self->receipt);
  g_free (self->sale);
  g_free (self->level_name);
  g_free (self->comment);

  G_OBJECT_CLASS (laurel_history_row_parent_class)->finalize (object);
}

static void
laurel_history_row_class_init (LaurelHistoryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_history_row_finalize;
}

static void
laurel_history_row_init (LaurelHistoryRow *self)
{
}

/* What both lists have. */
static LaurelHistoryRow *
read_row (LaurelReply *reply)
{
  LaurelHistoryRow *self = g_object_new (LAUREL_TYPE_HISTORY_ROW, NULL);

  self->time = laurel_reply_get_moment (reply, "time");
  self->word = g_strdup (laurel_reply_get_string (reply, "kind"));
  self->kind =
      (LaurelHistoryKind) laurel_reply_get_word (reply, "kind", kind_words, LAUREL_HISTORY_OTHER);
  self->has_points = laurel_reply_get_optional_int (reply, "points", &self->points);
  self->has_balance = laurel_reply_get_optional_int (reply, "balance", &self->balance);
  self->comment = g_strdup (laurel_reply_get_optional_string (reply, "comment"));

  return self;
}

static gpointer
read_history_row (LaurelReply *reply)
{
  LaurelHistoryRow *self = read_row (reply);

  self->store_name = g_strdup (laurel_reply_get_optional_string (reply, "store_name"));
  self->receipt = g_strdup (laurel_reply_get_optional_string (reply, "receipt"));
  self->sale = g_strdup (laurel_reply_get_optional_string (reply, "sale"));
  self->level_name = g_strdup (laurel_reply_get_optional_string (reply, "level_name"));
  self->has_amount = laurel_reply_get_optional_int (reply, "amount", &self->amount);
  laurel_reply_get_optional_date (reply, "date", &self->date);

  return self;
}

static gpointer
read_statement_row (LaurelReply *reply)
{
  return read_row (reply);
}

static LaurelListRequest *
new_request (const char *client, const char *list, LaurelItemFunc item)
{
  g_autofree char *segment = laurel_query_escape (client);
  g_autofree char *path = g_strdup_printf ("v1/clients/%s/%s", segment, list);

  return laurel_list_request_new (path, NULL, item);
}

LaurelListRequest *
laurel_history_list_new (const char *client)
{
  return new_request (client, "history", read_history_row);
}

LaurelListRequest *
laurel_statement_list_new (const char *client)
{
  return new_request (client, "points", read_statement_row);
}
