/* laurel-client-row.c - clients as a list shows them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-client-row.h"

#include "desktop/api/laurel-query.h"

G_DEFINE_FINAL_TYPE (LaurelClientRow, laurel_client_row, G_TYPE_OBJECT)

static const char *const sort_names[] = {
  [LAUREL_CLIENT_SORT_LAST_PURCHASE] = "last_purchase",
  [LAUREL_CLIENT_SORT_NAME] = "name",
  [LAUREL_CLIENT_SORT_TURNOVER] = "turnover",
  [LAUREL_CLIENT_SORT_POINTS] = "points",
};

void
laurel_person_name_read (LaurelPersonName *name, LaurelReply *reply)
{
  name->first = g_strdup (laurel_reply_get_optional_string (reply, "first_name"));
  name->last = g_strdup (laurel_reply_get_optional_string (reply, "last_name"));
  name->patronymic = g_strdup (laurel_reply_get_optional_string (reply, "patronymic"));
}

void
laurel_person_name_clear (LaurelPersonName *name)
{
  g_clear_pointer (&name->first, g_free);
  g_clear_pointer (&name->last, g_free);
  g_clear_pointer (&name->patronymic, g_free);
}

static void
laurel_client_row_finalize (GObject *object)
{
  LaurelClientRow *self = LAUREL_CLIENT_ROW (object);

  g_free (self->client);
  laurel_person_name_clear (&self->name);
  g_free (self->phone);
  g_free (self->email);
  g_free (self->city);
  g_free (self->card);
  g_free (self->level_name);

  G_OBJECT_CLASS (laurel_client_row_parent_class)->finalize (object);
}

static void
laurel_client_row_class_init (LaurelClientRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_client_row_finalize;
}

static void
laurel_client_row_init (LaurelClientRow *self)
{
}

static gpointer
read_client_row (LaurelReply *reply)
{
  LaurelClientRow *self = g_object_new (LAUREL_TYPE_CLIENT_ROW, NULL);

  self->client = g_strdup (laurel_reply_get_string (reply, "client"));
  laurel_person_name_read (&self->name, reply);
  self->phone = g_strdup (laurel_reply_get_optional_string (reply, "phone"));
  self->email = g_strdup (laurel_reply_get_optional_string (reply, "email"));
  self->city = g_strdup (laurel_reply_get_optional_string (reply, "city"));
  self->card = g_strdup (laurel_reply_get_optional_string (reply, "card"));
  self->level_name = g_strdup (laurel_reply_get_optional_string (reply, "level_name"));
  self->available = laurel_reply_get_int (reply, "available");
  self->pending = laurel_reply_get_int (reply, "pending");
  self->turnover = laurel_reply_get_int (reply, "turnover");
  laurel_reply_get_optional_date (reply, "last_purchase", &self->last_purchase);

  return self;
}

LaurelListRequest *
laurel_client_list_new (const char *search, LaurelClientSort sort)
{
  g_autoptr (GString) query = g_string_new (NULL);

  laurel_query_add (query, "q", search);
  laurel_query_add (query, "sort", sort_names[sort]);

  return laurel_list_request_new ("v1/clients", query->str, read_client_row);
}
