/* laurel-client.c - everything about one client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-client.h"

#include <stdio.h>

#include "desktop/api/laurel-query.h"

static const char *const how_words[] = { "till", "site", "desktop", "import", NULL };
static const char *const card_words[] = { "issued", "active", "blocked", "replaced", "lost", NULL };

static void
consent_clear (gpointer data)
{
  g_date_time_unref (((LaurelConsent *) data)->at);
}

static void
card_clear (gpointer data)
{
  LaurelCard *card = data;

  g_free (card->number);
  g_free (card->reason);
}

void
laurel_client_free (LaurelClient *client)
{
  g_free (client->client);
  laurel_person_name_clear (&client->name);
  g_free (client->phone);
  g_free (client->email);
  g_free (client->region);
  g_free (client->city);
  g_free (client->street);
  g_free (client->house);
  g_free (client->flat);
  g_free (client->notes);
  g_strfreev (client->tags);
  g_strfreev (client->segments);
  g_clear_pointer (&client->registered_at, g_date_time_unref);
  g_array_unref (client->consents);
  g_array_unref (client->cards);
  g_free (client->level_name);
  g_free (client->next_level);
  g_array_unref (client->pending);
  g_array_unref (client->burns);
  g_array_unref (client->months);
  g_free (client);
}

static char *
dup_optional (LaurelReply *reply, const char *name)
{
  return g_strdup (laurel_reply_get_optional_string (reply, name));
}

static void
read_person (LaurelReply *reply, LaurelClient *client)
{
  client->client = g_strdup (laurel_reply_get_string (reply, "client"));
  laurel_person_name_read (&client->name, reply);
  laurel_reply_get_optional_date (reply, "birth_date", &client->birth_date);
  laurel_reply_get_optional_int (reply, "age", &client->age);
  client->phone = dup_optional (reply, "phone");
  client->email = dup_optional (reply, "email");
  client->notes = dup_optional (reply, "notes");
  client->tags = laurel_reply_get_strings (reply, "tags");
  client->segments = laurel_reply_get_strings (reply, "segments");
  client->registered_at = laurel_reply_get_optional_moment (reply, "registered_at");

  if (laurel_reply_begin_optional_object (reply, "address"))
    {
      client->region = dup_optional (reply, "region");
      client->city = dup_optional (reply, "city");
      client->street = dup_optional (reply, "street");
      client->house = dup_optional (reply, "house");
      client->flat = dup_optional (reply, "flat");
      laurel_reply_end_object (reply);
    }
}

static GArray *
read_consents (LaurelReply *reply)
{
  GArray *consents = g_array_new (FALSE, TRUE, sizeof (LaurelConsent));
  guint   n_consents = laurel_reply_begin_array (reply, "consents");

  g_array_set_clear_func (consents, consent_clear);

  for (guint i = 0; i < n_consents; i++)
    {
      LaurelConsent consent = { 0 };

      laurel_reply_begin_element (reply, i);
      consent.email = g_str_equal (laurel_reply_get_string (reply, "channel"), "email");
      consent.given = laurel_reply_get_boolean (reply, "given");
      consent.at = laurel_reply_get_moment (reply, "at");
      consent.how = (LaurelConsentHow)
          laurel_reply_get_word (reply, "how", how_words, LAUREL_CONSENT_OTHERWISE);
      laurel_reply_end_element (reply);

      g_array_append_val (consents, consent);
    }

  laurel_reply_end_array (reply);
  return consents;
}

static GArray *
read_cards (LaurelReply *reply)
{
  GArray *cards = g_array_new (FALSE, TRUE, sizeof (LaurelCard));
  guint   n_cards = laurel_reply_begin_array (reply, "cards");

  g_array_set_clear_func (cards, card_clear);

  for (guint i = 0; i < n_cards; i++)
    {
      LaurelCard card = { 0 };

      laurel_reply_begin_element (reply, i);
      card.number = g_strdup (laurel_reply_get_string (reply, "number"));
      card.is_virtual = g_str_equal (laurel_reply_get_string (reply, "kind"), "virtual");
      card.state =
          (LaurelCardState) laurel_reply_get_word (reply, "state", card_words, LAUREL_CARD_UNKNOWN);
      laurel_reply_get_optional_date (reply, "since", &card.since);
      card.reason = dup_optional (reply, "reason");
      laurel_reply_end_element (reply);

      g_array_append_val (cards, card);
    }

  laurel_reply_end_array (reply);
  return cards;
}

static GArray *
read_points_on_dates (LaurelReply *reply, const char *member)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (LaurelPointsOnDate));
  guint   n_points = laurel_reply_begin_array (reply, member);

  for (guint i = 0; i < n_points; i++)
    {
      LaurelPointsOnDate entry = { 0 };

      laurel_reply_begin_element (reply, i);
      laurel_reply_get_date (reply, "date", &entry.date);
      entry.points = laurel_reply_get_int (reply, "points");
      laurel_reply_end_element (reply);

      g_array_append_val (points, entry);
    }

  laurel_reply_end_array (reply);
  return points;
}

static void
read_points (LaurelReply *reply, LaurelClient *client)
{
  laurel_reply_begin_object (reply, "points");
  client->available = laurel_reply_get_int (reply, "available");
  client->held = laurel_reply_get_int (reply, "held");
  client->pending = read_points_on_dates (reply, "pending");
  client->pending_total = laurel_reply_get_int (reply, "pending_total");
  client->debt = laurel_reply_get_int (reply, "debt");
  client->burns = read_points_on_dates (reply, "burns");
  client->worth = laurel_reply_get_int (reply, "worth");
  laurel_reply_end_object (reply);
}

static void
read_levels (LaurelReply *reply, LaurelClient *client)
{
  if (laurel_reply_begin_optional_object (reply, "level"))
    {
      client->level_name = dup_optional (reply, "representation");
      if (client->level_name == NULL)
        client->level_name = dup_optional (reply, "name");
      laurel_reply_get_optional_date (reply, "until", &client->level_until);
      laurel_reply_end_object (reply);
    }

  if (laurel_reply_begin_optional_object (reply, "next_level"))
    {
      client->next_level = g_strdup (laurel_reply_get_string (reply, "name"));
      client->next_missing = laurel_reply_get_int (reply, "missing");
      laurel_reply_end_object (reply);
    }
}

static GArray *
read_months (LaurelReply *reply)
{
  GArray *months = g_array_new (FALSE, TRUE, sizeof (LaurelClientMonth));
  guint   n_months = laurel_reply_begin_array (reply, "months");

  for (guint i = 0; i < n_months; i++)
    {
      LaurelClientMonth month = { 0 };
      guint             year = 0;
      guint             number = 0;

      laurel_reply_begin_element (reply, i);
      if (sscanf (laurel_reply_get_string (reply, "month"), "%4u-%2u", &year, &number) == 2 &&
          g_date_valid_dmy (1, (GDateMonth) number, (GDateYear) year))
        g_date_set_dmy (&month.first, 1, (GDateMonth) number, (GDateYear) year);
      month.purchases = laurel_reply_get_int (reply, "purchases");
      month.sum = laurel_reply_get_int (reply, "sum");
      month.returns = laurel_reply_get_int (reply, "returns");
      month.returned = laurel_reply_get_int (reply, "returned");
      laurel_reply_end_element (reply);

      /* A month that is none cannot be drawn. */
      if (g_date_valid (&month.first))
        g_array_append_val (months, month);
    }

  laurel_reply_end_array (reply);
  return months;
}

static gpointer
read_client (LaurelReply *reply, gpointer data)
{
  LaurelClient *client = g_new0 (LaurelClient, 1);

  read_person (reply, client);
  client->consents = read_consents (reply);
  client->cards = read_cards (reply);
  read_levels (reply, client);

  laurel_reply_begin_object (reply, "purchases");
  client->n_purchases = laurel_reply_get_int (reply, "count");
  laurel_reply_get_optional_date (reply, "first", &client->first_purchase);
  laurel_reply_get_optional_date (reply, "last", &client->last_purchase);
  laurel_reply_get_optional_int (reply, "average", &client->average_receipt);
  laurel_reply_end_object (reply);

  read_points (reply, client);
  client->turnover = laurel_reply_get_int (reply, "turnover");
  client->level_turnover = laurel_reply_get_int (reply, "level_turnover");
  client->months = read_months (reply);

  return client;
}

void
laurel_client_fetch_async (LaurelApi          *api,
                           const char         *client,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autofree char *segment = laurel_query_escape (client);
  g_autofree char *path = g_strconcat ("v1/clients/", segment, NULL);

  laurel_api_fetch_async (api,
                          path,
                          NULL,
                          read_client,
                          NULL,
                          (GDestroyNotify) laurel_client_free,
                          cancellable,
                          callback,
                          user_data);
}

LaurelClient *
laurel_client_fetch_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_fetch_finish (api, result, error);
}
