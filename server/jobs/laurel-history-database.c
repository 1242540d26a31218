/* laurel-history-database.c - the database as the book that a history is written into
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-database.h"

#include "server/store/laurel-bulk.h"
#include "server/store/laurel-store-posting.h"

#include <string.h>

#define WAITING_MAX  2
#define USEC_PER_SEC G_GINT64_CONSTANT (1000000)
/* The advisory lock that keeps two histories apart: "history" in ASCII. */
#define LOCK_SQL "select pg_try_advisory_lock (x'686973746f7279'::bigint)"

struct _LaurelHistoryDatabase
{
  LaurelHistoryBook book; /* first: a book is its database */
  LaurelStore      *store;
  LaurelBulk       *bulk;  /* the writer's, once it runs */
  PGresult         *known; /* holds the keys of @keys */
  GHashTable       *keys;  /* (element-type utf8) */
  GThread          *writer;

  GMutex   mutex;
  GCond    changed;
  GQueue   waiting; /* (element-type LaurelHistoryBatch) */
  gboolean busy;
  gboolean closing;
  GError  *failure;
};

/* clang-format off */
static const LaurelStatement find_sale_statement = {
  "history-find-sale",
  "select document from laurel.operations"
  " where till_id = $1::bigint and key = $2::text and document_kind = 'sale'",
  2,
  TRUE,
};
/* clang-format on */

/* === Writing: the writer's thread ============================================================= */

static void
add_day (LaurelBulk *bulk, gint32 day)
{
  if (day == LAUREL_DAY_NONE)
    laurel_bulk_add_null (bulk);
  else
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) day * 24 * 60 * 60);
      g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

      laurel_bulk_add_text (bulk, text);
    }
}

static void
add_client_cells (LaurelBulk *bulk, const LaurelHistoryNewClient *client)
{
  const LaurelHistoryClient *profile = &client->profile;
  char                       gender[2] = { profile->gender, '\0' };

  laurel_bulk_add_bigint (bulk, client->client_id);
  laurel_bulk_add_boolean (bulk, TRUE);
  laurel_bulk_add_text (bulk, profile->last_name);
  laurel_bulk_add_text (bulk, profile->first_name);
  laurel_bulk_add_text (bulk, profile->patronymic);
  add_day (bulk, profile->birth_day);
  laurel_bulk_add_text (bulk, profile->gender != 0 ? gender : NULL);
  laurel_bulk_add_text (bulk, profile->phone);
  laurel_bulk_add_text (bulk, profile->email);
  laurel_bulk_add_text (bulk, profile->region);
  laurel_bulk_add_text (bulk, profile->city);
  laurel_bulk_add_text (bulk, profile->street);
  laurel_bulk_add_text (bulk, profile->house);
  laurel_bulk_add_text (bulk, profile->flat);
  laurel_bulk_add_text (bulk, profile->language != NULL ? profile->language : "ru");
  laurel_bulk_add_text (bulk, profile->channel);
  if (client->referrer_id != 0)
    laurel_bulk_add_bigint (bulk, client->referrer_id);
  else
    laurel_bulk_add_null (bulk);
  laurel_bulk_add_timestamp (bulk, client->time * USEC_PER_SEC);
  add_day (bulk, client->day);
  laurel_bulk_add_text (bulk, profile->how);
}

/* Writes the rows that one client has in a table; FALSE with @error when they cannot be sent. */
typedef gboolean (*WriteRows) (LaurelBulk                   *bulk,
                               const LaurelHistoryNewClient *client,
                               GError                      **error);

static gboolean
write_client (LaurelBulk *bulk, const LaurelHistoryNewClient *client, GError **error)
{
  add_client_cells (bulk, client);

  return laurel_bulk_end_row (bulk, error);
}

static gboolean
write_account (LaurelBulk *bulk, const LaurelHistoryNewClient *client, GError **error)
{
  laurel_bulk_add_bigint (bulk, client->client_id);

  return laurel_bulk_end_row (bulk, error);
}

static gboolean
write_phone (LaurelBulk *bulk, const LaurelHistoryNewClient *client, GError **error)
{
  if (client->profile.phone == NULL)
    return TRUE;

  laurel_bulk_add_text (bulk, client->profile.phone);
  laurel_bulk_add_bigint (bulk, client->client_id);

  return laurel_bulk_end_row (bulk, error);
}

static gboolean
write_email (LaurelBulk *bulk, const LaurelHistoryNewClient *client, GError **error)
{
  if (client->profile.email == NULL)
    return TRUE;

  laurel_bulk_add_text (bulk, client->profile.email);
  laurel_bulk_add_bigint (bulk, client->client_id);

  return laurel_bulk_end_row (bulk, error);
}

static gboolean
write_card_numbers (LaurelBulk *bulk, const LaurelHistoryNewClient *client, GError **error)
{
  for (gsize i = 0; i < client->profile.n_cards; i++)
    {
      laurel_bulk_add_text (bulk, client->profile.cards[i].number);
      laurel_bulk_add_bigint (bulk, client->client_id);
      if (!laurel_bulk_end_row (bulk, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_cards (LaurelBulk *bulk, const LaurelHistoryNewClient *client, GError **error)
{
  for (gsize i = 0; i < client->profile.n_cards; i++)
    {
      const LaurelHistoryCard *card = &client->profile.cards[i];

      laurel_bulk_add_bigint (bulk, client->client_id);
      laurel_bulk_add_text (bulk, card->number);
      laurel_bulk_add_text (bulk, card->kind);
      laurel_bulk_add_text (bulk, card->state);
      laurel_bulk_add_timestamp (bulk, card->since * USEC_PER_SEC);
      laurel_bulk_add_text (bulk, card->reason);
      if (!laurel_bulk_end_row (bulk, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_consents (LaurelBulk *bulk, const LaurelHistoryNewClient *client, GError **error)
{
  static const struct
  {
    LaurelHistoryConsents consent;
    const char           *channel;
  } consents[] = { { LAUREL_HISTORY_CONSENT_SMS, "sms" },
                   { LAUREL_HISTORY_CONSENT_EMAIL, "email" } };

  for (gsize i = 0; i < G_N_ELEMENTS (consents); i++)
    {
      if ((client->profile.consents & consents[i].consent) == 0)
        continue;
      laurel_bulk_add_bigint (bulk, client->client_id);
      laurel_bulk_add_text (bulk, consents[i].channel);
      laurel_bulk_add_timestamp (bulk, client->time * USEC_PER_SEC);
      laurel_bulk_add_boolean (bulk, TRUE);
      laurel_bulk_add_text (bulk, client->profile.how);
      if (!laurel_bulk_end_row (bulk, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_clients (LaurelBulk *bulk, const GArray *clients, GError **error)
{
  static const struct
  {
    const char *table;
    WriteRows   write;
    const char *columns[24];
  } tables[] = {
    { "clients", write_client, { "client_id",   "registered", "last_name",   "first_name",
                                 "patronymic",  "birth_date", "gender",      "phone",
                                 "email",       "region",     "city",        "street",
                                 "house",       "flat",       "language",    "channel",
                                 "referrer_id", "created_at", "created_day", "created_how" } },
    { "accounts", write_account, { "client_id" } },
    { "client_phones", write_phone, { "phone", "client_id" } },
    { "client_emails", write_email, { "email", "client_id" } },
    { "card_numbers", write_card_numbers, { "number", "client_id" } },
    { "cards", write_cards, { "client_id", "number", "kind", "state", "since", "reason" } },
    { "consents", write_consents, { "client_id", "channel", "at", "given", "how" } },
  };

  if (clients->len == 0)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (!laurel_bulk_copy (bulk, tables[i].table, tables[i].columns, error))
        return FALSE;
      for (guint j = 0; j < clients->len; j++)
        {
          if (!tables[i].write (bulk, &g_array_index (clients, LaurelHistoryNewClient, j), error))
            return FALSE;
        }
      if (!laurel_bulk_copy_end (bulk, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
post_rows (LaurelBulk *bulk, const LaurelHistoryBatch *batch, GError **error)
{
  g_autoptr (LaurelDbParams) params = laurel_db_params_new ();
  g_autoptr (PGresult) result = NULL;
  const LaurelStatement *statement = NULL;
  const char            *outcome = NULL;

  statement = laurel_store_post_params (batch->rows,
                                        (const gint64 *) (gpointer) batch->versions->data,
                                        batch->versions->len,
                                        params);
  result = laurel_bulk_execute (bulk, statement->sql, params, error);
  if (result == NULL)
    return FALSE;

  outcome = laurel_db_get_text (result, 0, 0);
  if (strcmp (outcome, "posted") == 0)
    return TRUE;

  g_set_error (error,
               LAUREL_DATABASE_ERROR,
               LAUREL_DATABASE_ERROR_CLASH,
               "somebody else has changed what this history changes (%s): run it again",
               outcome);

  return FALSE;
}

static gboolean
write_batch (LaurelBulk *bulk, const LaurelHistoryBatch *batch, GError **error)
{
  if (laurel_bulk_begin (bulk, error) && write_clients (bulk, batch->clients, error) &&
      post_rows (bulk, batch, error) && laurel_bulk_commit (bulk, error))
    return TRUE;

  laurel_bulk_rollback (bulk);

  return FALSE;
}

static gpointer
write_batches (gpointer data)
{
  LaurelHistoryDatabase *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->closing || !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (LaurelHistoryBatch) batch = g_queue_pop_head (&self->waiting);
      g_autoptr (GError) error = NULL;

      if (batch == NULL)
        {
          g_cond_wait (&self->changed, &self->mutex);
          continue;
        }

      /* What follows a batch that failed would stand on nothing. */
      self->busy = self->failure == NULL;
      if (self->busy)
        {
          g_mutex_unlock (&self->mutex);
          write_batch (self->bulk, batch, &error);
          g_mutex_lock (&self->mutex);
          self->failure = g_steal_pointer (&error);
          self->busy = FALSE;
        }
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

/* === The book: the teller's thread ============================================================ */

static gboolean
knows (LaurelHistoryBook *book, const char *key)
{
  LaurelHistoryDatabase *self = (LaurelHistoryDatabase *) book;

  return g_hash_table_contains (self->keys, key);
}

typedef struct
{
  LaurelLoaded *loaded;
  GError       *error;
  gboolean      done;
} Load;

static void
load_cb (LaurelLoaded *loaded, const GError *error, gpointer data)
{
  Load *load = data;

  load->loaded = loaded;
  load->error = error != NULL ? g_error_copy (error) : NULL;
  load->done = TRUE;
}

static LaurelLoaded *
load_account (LaurelHistoryDatabase *self, const LaurelAccountQuery *query, GError **error)
{
  Load load = { 0 };

  laurel_store_load_account (self->store, LAUREL_DB_LANE_OFFICE, query, load_cb, &load);
  laurel_db_wait (laurel_store_get_db (self->store), &load.done);
  if (load.error != NULL)
    g_propagate_error (error, load.error);

  return load.loaded;
}

static LaurelLoaded *
load_owner (LaurelHistoryBook *book, const char *card, gint64 client_id, GError **error)
{
  LaurelAccountQuery query = { 0 };
  g_autoptr (LaurelLoaded) loaded = NULL;

  query.owner = card != NULL ? LAUREL_OWNER_CARD : LAUREL_OWNER_CLIENT;
  query.text = card;
  query.id = client_id;
  query.personal = book->personal;
  query.n_personal = book->n_personal;
  query.depth = LAUREL_ACCOUNT_DEPTH_FULL;
  loaded = load_account ((LaurelHistoryDatabase *) book, &query, error);

  return loaded != NULL && loaded->client_id != 0 ? g_steal_pointer (&loaded) : NULL;
}

static LaurelLoaded *
load_sale (LaurelHistoryBook *book, const char *key, GError **error)
{
  LaurelHistoryDatabase *self = (LaurelHistoryDatabase *) book;
  LaurelDbParams        *params = laurel_db_params_new ();
  LaurelAccountQuery     query = { 0 };
  g_autoptr (PGresult) result = NULL;
  g_autoptr (LaurelLoaded) loaded = NULL;

  laurel_db_params_add_bigint (params, LAUREL_HISTORY_TILL);
  laurel_db_params_add_text (params, key);
  result = laurel_db_query_sync (laurel_store_get_db (self->store),
                                 LAUREL_DB_LANE_OFFICE,
                                 &find_sale_statement,
                                 params,
                                 error);
  if (result == NULL || laurel_db_get_n_rows (result) == 0)
    return NULL;

  query.owner = LAUREL_OWNER_SALE;
  query.id = laurel_db_get_bigint (result, 0, 0);
  query.depth = LAUREL_ACCOUNT_DEPTH_FULL;
  loaded = load_account (self, &query, error);

  return loaded != NULL && loaded->sale != NULL ? g_steal_pointer (&loaded) : NULL;
}

static LaurelLoaded *
load_totals (LaurelHistoryBook *book, const char *const *leaves, gsize n_leaves, GError **error)
{
  LaurelAccountQuery query = { 0 };

  query.owner = LAUREL_OWNER_NONE;
  query.shared = leaves;
  query.n_shared = n_leaves;

  return load_account ((LaurelHistoryDatabase *) book, &query, error);
}

static gboolean
take_failure (LaurelHistoryDatabase *self, GError **error)
{
  if (self->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->failure));

  return FALSE;
}

static gboolean
write_later (LaurelHistoryBook *book, LaurelHistoryBatch *batch, GError **error)
{
  LaurelHistoryDatabase *self = (LaurelHistoryDatabase *) book;
  gboolean               good = FALSE;

  g_mutex_lock (&self->mutex);
  while (g_queue_get_length (&self->waiting) >= WAITING_MAX)
    g_cond_wait (&self->changed, &self->mutex);
  g_queue_push_tail (&self->waiting, batch);
  g_cond_broadcast (&self->changed);
  good = take_failure (self, error);
  g_mutex_unlock (&self->mutex);

  return good;
}

static gboolean
finish (LaurelHistoryBook *book, GError **error)
{
  LaurelHistoryDatabase *self = (LaurelHistoryDatabase *) book;
  gboolean               good = FALSE;

  g_mutex_lock (&self->mutex);
  while (!g_queue_is_empty (&self->waiting) || self->busy)
    g_cond_wait (&self->changed, &self->mutex);
  good = take_failure (self, error);
  g_mutex_unlock (&self->mutex);

  return good;
}

/* === Open and close =========================================================================== */

static gboolean
lock_histories (LaurelHistoryDatabase *self, GError **error)
{
  g_autoptr (PGresult) result = laurel_bulk_execute (self->bulk, LOCK_SQL, NULL, error);

  if (result == NULL)
    return FALSE;
  if (!laurel_db_get_boolean (result, 0, 0))
    {
      g_set_error_literal (error,
                           LAUREL_DATABASE_ERROR,
                           LAUREL_DATABASE_ERROR_BUSY,
                           "another history is being written to this database");
      return FALSE;
    }

  return TRUE;
}

static gboolean
find_known (LaurelHistoryDatabase *self, GError **error)
{
  g_autoptr (LaurelDbParams) params = laurel_db_params_new ();
  g_autoptr (PGresult) cards = NULL;

  laurel_db_params_add_bigint (params, LAUREL_HISTORY_TILL);
  self->known = laurel_bulk_execute (self->bulk,
                                     "select key from laurel.operations where till_id = $1::bigint",
                                     params,
                                     error);
  if (self->known == NULL)
    return FALSE;
  for (int i = 0; i < laurel_db_get_n_rows (self->known); i++)
    g_hash_table_add (self->keys, (gpointer) laurel_db_get_text (self->known, i, 0));

  cards = laurel_bulk_execute (self->bulk,
                               "select exists (select 1 from laurel.card_numbers)",
                               NULL,
                               error);
  if (cards == NULL)
    return FALSE;
  self->book.is_fresh = g_hash_table_size (self->keys) == 0 && !laurel_db_get_boolean (cards, 0, 0);

  return TRUE;
}

LaurelHistoryDatabase *
laurel_history_database_open (const char  *conninfo,
                              gboolean     allow_unsafe,
                              LaurelStore *store,
                              GError     **error)
{
  g_autoptr (LaurelHistoryDatabase) self = NULL;

  g_return_val_if_fail (conninfo != NULL, NULL);
  g_return_val_if_fail (store != NULL, NULL);

  self = g_new0 (LaurelHistoryDatabase, 1);
  self->store = store;
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  self->book.till_id = LAUREL_HISTORY_TILL;
  self->book.knows = knows;
  self->book.load_owner = load_owner;
  self->book.load_sale = load_sale;
  self->book.load_totals = load_totals;
  self->book.write = write_later;
  self->book.finish = finish;

  self->bulk = laurel_bulk_open (conninfo, allow_unsafe, error);
  if (self->bulk == NULL || !lock_histories (self, error) || !find_known (self, error))
    return NULL;

  self->writer = g_thread_new ("history", write_batches, self);

  return g_steal_pointer (&self);
}

void
laurel_history_database_free (LaurelHistoryDatabase *self)
{
  if (self == NULL)
    return;

  if (self->writer != NULL)
    {
      g_mutex_lock (&self->mutex);
      self->closing = TRUE;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->mutex);
      g_thread_join (self->writer);
    }

  g_clear_pointer (&self->bulk, laurel_bulk_free);
  g_clear_error (&self->failure);
  g_hash_table_unref (self->keys);
  g_clear_pointer (&self->known, PQclear);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

LaurelHistoryBook *
laurel_history_database_get_book (LaurelHistoryDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->book;
}
