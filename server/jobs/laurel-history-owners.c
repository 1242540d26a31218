/* laurel-history-owners.c - whose points a history moves: accounts in memory, found by the teller's
 * numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-owners.h"

#include "server/wire/laurel-id.h"

typedef struct
{
  LaurelHistoryEvent  event; /* its texts belong to the owners */
  LaurelHistoryOwner *owner; /* (nullable): once looked up or made */
} Client;

struct _LaurelHistoryOwners
{
  LaurelProgram     *program;
  LaurelHistoryBook *book;
  GArray            *clients; /* (element-type Client): by number - 1 */
  GHashTable        *by_id;   /* (element-type gint64 LaurelHistoryOwner): owns them */
  GStringChunk      *strings;
};

static void
free_owner (gpointer data)
{
  LaurelHistoryOwner *owner = data;

  laurel_account_free (owner->account);
  laurel_history_usage_free (owner->usage);
  g_free (owner);
}

static void
clear_client (gpointer data)
{
  Client *client = data;

  g_free ((gpointer) client->event.profile.cards);
}

LaurelHistoryOwners *
laurel_history_owners_new (LaurelProgram *program, LaurelHistoryBook *book)
{
  LaurelHistoryOwners *self = NULL;

  g_return_val_if_fail (program != NULL, NULL);
  g_return_val_if_fail (book != NULL, NULL);

  self = g_new0 (LaurelHistoryOwners, 1);
  self->program = program;
  self->book = book;
  self->clients = g_array_new (FALSE, TRUE, sizeof (Client));
  g_array_set_clear_func (self->clients, clear_client);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_owner);
  self->strings = g_string_chunk_new (4096);

  return self;
}

void
laurel_history_owners_free (LaurelHistoryOwners *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->clients);
  g_hash_table_unref (self->by_id);
  g_string_chunk_free (self->strings);
  g_free (self);
}

static const char *
copy_text (GStringChunk *strings, const char *text)
{
  return text != NULL ? g_string_chunk_insert (strings, text) : NULL;
}

/* The texts go to @strings; the array of cards is to be freed. */
static void
copy_profile (GStringChunk *strings, LaurelHistoryClient *profile)
{
  LaurelHistoryCard *cards = g_memdup2 (profile->cards, profile->n_cards * sizeof *cards);
  const char       **texts[] = {
          &profile->last_name, &profile->first_name, &profile->patronymic, &profile->phone,
          &profile->email,     &profile->region,     &profile->city,       &profile->street,
          &profile->house,     &profile->flat,       &profile->language,   &profile->channel,
          &profile->how,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = copy_text (strings, *texts[i]);
  for (gsize i = 0; i < profile->n_cards; i++)
    {
      cards[i].number = copy_text (strings, cards[i].number);
      cards[i].kind = copy_text (strings, cards[i].kind);
      cards[i].state = copy_text (strings, cards[i].state);
      cards[i].reason = copy_text (strings, cards[i].reason);
    }
  profile->cards = cards;
}

void
laurel_history_owners_tell (LaurelHistoryOwners *self, const LaurelHistoryEvent *event)
{
  Client *client = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (event->kind == LAUREL_HISTORY_CLIENT && event->client != 0);

  if (self->clients->len < event->client)
    g_array_set_size (self->clients, event->client);
  client = &g_array_index (self->clients, Client, event->client - 1);
  g_return_if_fail (client->event.key == NULL);

  client->event = *event;
  client->event.key = copy_text (self->strings, event->key);
  copy_profile (self->strings, &client->event.profile);
}

static LaurelHistoryOwner *
add_owner (LaurelHistoryOwners *self, gint64 client_id, LaurelAccount *account)
{
  LaurelHistoryOwner *owner = g_new0 (LaurelHistoryOwner, 1);

  owner->client_id = client_id;
  owner->account = account;
  owner->stored_version = account->version;
  owner->usage = laurel_history_usage_new (self->program, FALSE);
  g_hash_table_insert (self->by_id, &owner->client_id, owner);

  return owner;
}

static LaurelHistoryOwner *
adopt (LaurelHistoryOwners *self, LaurelLoaded *loaded)
{
  LaurelHistoryOwner *owner = NULL;

  owner = g_hash_table_lookup (self->by_id, &loaded->client_id);
  if (owner != NULL)
    return owner;

  owner = add_owner (self, loaded->client_id, g_steal_pointer (&loaded->account));
  owner->registered = loaded->registered;
  owner->birth_day = loaded->birth_day;
  owner->gender = loaded->gender;
  owner->referrer_id = loaded->referrer_id;
  laurel_history_usage_learn (owner->usage, loaded->usage, loaded->n_usage);

  return owner;
}

static LaurelHistoryOwner *
create_owner (LaurelHistoryOwners      *self,
              const LaurelHistoryEvent *event,
              const LaurelHistoryOwner *referrer,
              LaurelHistoryBatch       *batch)
{
  LaurelHistoryNewClient client = { 0 };
  LaurelHistoryOwner    *owner =
      add_owner (self, laurel_id_next (g_get_real_time () / 1000), laurel_account_new ());

  owner->registered = TRUE;
  owner->birth_day = event->profile.birth_day;
  owner->gender = event->profile.gender;
  owner->referrer_id = referrer != NULL ? referrer->client_id : 0;

  client.client_id = owner->client_id;
  client.referrer_id = owner->referrer_id;
  client.time = event->time;
  client.day = laurel_program_day (self->program, event->time);
  client.profile = event->profile;
  copy_profile (batch->strings, &client.profile);
  g_array_append_val (batch->clients, client);
  batch->n_events++;

  return owner;
}

gboolean
laurel_history_owners_find (LaurelHistoryOwners *self,
                            guint32              number,
                            LaurelHistoryBatch  *batch,
                            LaurelHistoryOwner **owner,
                            GError             **error)
{
  g_autoptr (LaurelLoaded) loaded = NULL;
  g_autoptr (GError) local = NULL;
  Client             *client = NULL;
  LaurelHistoryOwner *referrer = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (number <= self->clients->len, FALSE);

  *owner = NULL;
  if (number == 0)
    return TRUE;

  client = &g_array_index (self->clients, Client, number - 1);
  if (client->owner == NULL && !self->book->is_fresh)
    {
      loaded = self->book->load_owner (self->book, client->event.key, 0, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (loaded != NULL)
        client->owner = adopt (self, loaded);
    }
  if (client->owner == NULL)
    {
      if (!laurel_history_owners_find (self,
                                       client->event.profile.referrer,
                                       batch,
                                       &referrer,
                                       error))
        return FALSE;
      client->owner = create_owner (self, &client->event, referrer, batch);
    }
  *owner = client->owner;

  return TRUE;
}

gboolean
laurel_history_owners_find_id (LaurelHistoryOwners *self,
                               gint64               client_id,
                               LaurelHistoryOwner **owner,
                               GError             **error)
{
  g_autoptr (LaurelLoaded) loaded = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  *owner = client_id != 0 ? g_hash_table_lookup (self->by_id, &client_id) : NULL;
  if (client_id == 0 || *owner != NULL)
    return TRUE;

  loaded = self->book->load_owner (self->book, NULL, client_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (loaded != NULL)
    *owner = adopt (self, loaded);

  return TRUE;
}
