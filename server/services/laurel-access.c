/* laurel-access.c - who may come in: keys of tills, tokens of programs, sessions of people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-access.h"

#include "server/services/laurel-passwords.h"
#include "server/services/laurel-token.h"

#include <string.h>

#define REMEMBER_US    (5 * G_TIME_SPAN_SECOND)
#define REMEMBERED_MAX 10000

/* Hashers are busy for a second or so. */
#define BUSY_WAIT_S 2

typedef struct
{
  guint wait_s;
} LaurelAccessErrorPrivate;

static void
laurel_access_error_private_init (LaurelAccessErrorPrivate *priv)
{
  priv->wait_s = 1;
}

static void
laurel_access_error_private_copy (const LaurelAccessErrorPrivate *from,
                                  LaurelAccessErrorPrivate       *to)
{
  *to = *from;
}

static void
laurel_access_error_private_clear (LaurelAccessErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (LaurelAccessError, laurel_access_error)

struct _LaurelAccess
{
  LaurelStore *store; /* not ours */
  GHashTable  *known; /* hash as GBytes -> Known */
  guint64      generation;
};

typedef struct
{
  LaurelIdentity identity; /* its strings are ours */
  gint64         until;
} Known;

/* A question to the database about a token. */
typedef struct
{
  LaurelAccess          *access;
  GBytes                *hash;
  guint64                generation;
  LaurelAccessIdentified done;
  gpointer               data;
} Question;

/* A login or a refresh under way. */
typedef struct
{
  LaurelAccess         *access;
  char                 *login;
  char                 *password;
  char                 *address;
  char                 *token;
  char                 *refresh_token;
  LaurelAccessLoginDone done;
  gpointer              data;
} Entry;

/* A user to be added, or a password to be set, once it is hashed. */
typedef struct
{
  LaurelAccess       *access;
  LaurelActor         actor; /* its strings are ours */
  gint64              user;
  char               *login;
  char               *name;
  LaurelRole          role;
  const char         *weakness; /* static */
  LaurelStoreUserDone added;    /* one of the two */
  LaurelStoreDone     changed;
  gpointer            data;
} Change;

typedef struct
{
  char               *secret;
  LaurelAccessKeyDone done;
  gpointer            data;
} NewKey;

guint
laurel_access_error_get_wait (const GError *error)
{
  g_assert (error->domain == LAUREL_ACCESS_ERROR);

  return laurel_access_error_get_private (error)->wait_s;
}

static GError *
new_unknown_error (void)
{
  return g_error_new_literal (LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN, "not known here");
}

static GError *
new_slow_down_error (guint wait_s)
{
  GError *error =
      g_error_new_literal (LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_SLOW_DOWN, "too many attempts");
  LaurelAccessErrorPrivate *priv = laurel_access_error_get_private (error);

  priv->wait_s = MAX (wait_s, 1);

  return error;
}

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free ((char *) known->identity.store);
  g_free ((char *) known->identity.till);
  g_free ((char *) known->identity.login);
  g_free ((char *) known->identity.name);
  g_free (known);
}

/* A change of users or keys, or the chance that one was missed. An answer that is under way may be
 * of the time before, and must not be remembered: hence the generation. */
static void
changed_cb (LaurelDb *db, const char *channel, const char *payload, gpointer data)
{
  LaurelAccess *self = data;

  self->generation++;
  g_hash_table_remove_all (self->known);
}

LaurelAccess *
laurel_access_new (LaurelStore *store)
{
  LaurelAccess *self = g_new0 (LaurelAccess, 1);

  self->store = store;
  self->known = g_hash_table_new_full (g_bytes_hash,
                                       g_bytes_equal,
                                       (GDestroyNotify) g_bytes_unref,
                                       known_free);
  laurel_db_listen (laurel_store_get_db (store), LAUREL_STORE_ACCESS_CHANNEL, changed_cb, self);

  return self;
}

void
laurel_access_free (LaurelAccess *self)
{
  if (self == NULL)
    return;

  laurel_db_unlisten (laurel_store_get_db (self->store), changed_cb, self);
  g_hash_table_unref (self->known);
  g_free (self);
}

static void
remember (LaurelAccess *self, GBytes *hash, const LaurelIdentity *identity)
{
  Known *known = g_new0 (Known, 1);

  if (g_hash_table_size (self->known) >= REMEMBERED_MAX)
    g_hash_table_remove_all (self->known);

  known->identity = *identity;
  known->identity.store = g_strdup (identity->store);
  known->identity.till = g_strdup (identity->till);
  known->identity.login = g_strdup (identity->login);
  known->identity.name = g_strdup (identity->name);
  known->until = g_get_monotonic_time () + REMEMBER_US;
  g_hash_table_replace (self->known, g_bytes_ref (hash), known);
}

static void
identified_cb (const LaurelIdentity *identity, const GError *error, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (GBytes) hash = question->hash;
  g_autoptr (GError) unknown = NULL;

  if (identity != NULL && question->generation == question->access->generation)
    remember (question->access, hash, identity);
  else if (identity == NULL && error == NULL)
    unknown = new_unknown_error ();

  question->done (identity, error != NULL ? error : unknown, question->data);
}

void
laurel_access_identify (LaurelAccess          *self,
                        LaurelDbLane           lane,
                        const char            *token,
                        LaurelAccessIdentified done,
                        gpointer               data)
{
  guint8          hash[LAUREL_TOKEN_HASH_SIZE];
  LaurelTokenKind kind = LAUREL_N_TOKEN_KINDS;
  g_autoptr (GBytes) key = NULL;
  Known    *known = NULL;
  Question *question = NULL;

  if (!laurel_token_read (token, &kind, hash) || kind == LAUREL_TOKEN_REFRESH)
    {
      g_autoptr (GError) error = new_unknown_error ();

      done (NULL, error, data);
      return;
    }

  key = g_bytes_new (hash, sizeof hash);
  known = g_hash_table_lookup (self->known, key);
  if (known != NULL && known->until > g_get_monotonic_time ())
    {
      done (&known->identity, NULL, data);
      return;
    }

  question = g_new0 (Question, 1);
  question->access = self;
  question->hash = g_bytes_ref (key);
  question->generation = self->generation;
  question->done = done;
  question->data = data;

  if (kind == LAUREL_TOKEN_KEY)
    laurel_store_find_key (self->store, lane, hash, identified_cb, question);
  else
    laurel_store_find_session (self->store, hash, identified_cb, question);
}

static void
forget_secret (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
end_entry (Entry *entry, const LaurelIdentity *identity, const GError *error)
{
  LaurelLogin login = { entry->token, entry->refresh_token, identity };

  entry->done (identity != NULL ? &login : NULL, error, entry->data);
  g_free (entry->login);
  forget_secret (entry->password);
  g_free (entry->address);
  forget_secret (entry->token);
  forget_secret (entry->refresh_token);
  g_free (entry);
}

static void
entered_cb (const LaurelIdentity *identity, const GError *error, gpointer data)
{
  g_autoptr (GError) unknown = NULL;

  if (identity == NULL && error == NULL)
    unknown = new_unknown_error ();

  end_entry (data, identity, error != NULL ? error : unknown);
}

static void
verified_cb (LaurelPasswordVerdict verdict, gpointer data)
{
  Entry *entry = data;
  guint8 hash[LAUREL_TOKEN_HASH_SIZE];
  guint8 refresh_hash[LAUREL_TOKEN_HASH_SIZE];
  g_autoptr (GError) error = NULL;

  if (verdict == LAUREL_PASSWORD_RIGHT)
    {
      entry->token = laurel_token_make (LAUREL_TOKEN_SESSION, hash);
      entry->refresh_token = laurel_token_make (LAUREL_TOKEN_REFRESH, refresh_hash);
      laurel_store_add_session (entry->access->store,
                                entry->login,
                                entry->address,
                                hash,
                                refresh_hash,
                                entered_cb,
                                entry);
      return;
    }

  error =
      verdict == LAUREL_PASSWORD_BUSY ? new_slow_down_error (BUSY_WAIT_S) : new_unknown_error ();
  end_entry (entry, NULL, error);
}

static void
found_user_cb (const LaurelUser *user, const GError *error, gpointer data)
{
  Entry   *entry = data;
  gboolean may_enter = user != NULL && !user->disabled;

  if (error != NULL)
    {
      end_entry (entry, NULL, error);
      return;
    }

  laurel_passwords_verify (may_enter ? user->password : NULL, entry->password, verified_cb, entry);
}

static void
attempt_cb (guint wait_s, const GError *error, gpointer data)
{
  Entry *entry = data;
  g_autoptr (GError) slow_down = NULL;

  if (error == NULL && wait_s == 0)
    {
      laurel_store_find_user (entry->access->store, entry->login, found_user_cb, entry);
      return;
    }

  if (error == NULL)
    slow_down = new_slow_down_error (wait_s);
  end_entry (entry, NULL, error != NULL ? error : slow_down);
}

void
laurel_access_login (LaurelAccess         *self,
                     const char           *login,
                     const char           *password,
                     const char           *address,
                     LaurelAccessLoginDone done,
                     gpointer              data)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->access = self;
  entry->login = g_utf8_strdown (login, -1);
  entry->password = g_strdup (password);
  entry->address = g_strdup (address);
  entry->done = done;
  entry->data = data;

  /* Counted before it is known to be wrong, so that a crowd of attempts at once counts as a crowd.
   */
  laurel_store_begin_attempt (self->store, entry->login, address, attempt_cb, entry);
}

typedef struct
{
  LaurelAccessLoginDone done;
  gpointer              data;
} Refused;

static gboolean
refuse_cb (gpointer data)
{
  const Refused *refused = data;
  g_autoptr (GError) error = new_unknown_error ();

  refused->done (NULL, error, refused->data);

  return G_SOURCE_REMOVE;
}

static void
refuse_later (LaurelAccessLoginDone done, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Refused *refused = g_new (Refused, 1);

  *refused = (Refused){ done, data };
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, refuse_cb, refused, g_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

void
laurel_access_refresh (LaurelAccess         *self,
                       const char           *refresh_token,
                       LaurelAccessLoginDone done,
                       gpointer              data)
{
  guint8          old_hash[LAUREL_TOKEN_HASH_SIZE];
  guint8          hash[LAUREL_TOKEN_HASH_SIZE];
  guint8          refresh_hash[LAUREL_TOKEN_HASH_SIZE];
  LaurelTokenKind kind = LAUREL_N_TOKEN_KINDS;
  Entry          *entry = NULL;

  if (!laurel_token_read (refresh_token, &kind, old_hash) || kind != LAUREL_TOKEN_REFRESH)
    {
      refuse_later (done, data);
      return;
    }

  entry = g_new0 (Entry, 1);
  entry->access = self;
  entry->done = done;
  entry->data = data;
  entry->token = laurel_token_make (LAUREL_TOKEN_SESSION, hash);
  entry->refresh_token = laurel_token_make (LAUREL_TOKEN_REFRESH, refresh_hash);
  laurel_store_renew_session (self->store, old_hash, hash, refresh_hash, entered_cb, entry);
}

void
laurel_access_logout (LaurelAccess *self, gint64 session, LaurelStoreDone done, gpointer data)
{
  g_hash_table_remove_all (self->known);
  self->generation++;
  laurel_store_end_session (self->store, session, done, data);
}

static void
change_free (Change *change)
{
  g_free ((char *) change->actor.name);
  g_free ((char *) change->actor.address);
  g_free (change->login);
  g_free (change->name);
  g_free (change);
}

static void
end_change (Change *change, const GError *error)
{
  if (change->added != NULL)
    change->added (NULL, error, change->data);
  else
    change->changed (error, change->data);
  change_free (change);
}

static void
hashed_cb (const char *hash, gpointer data)
{
  Change *change = data;
  g_autoptr (GError) error = NULL;

  if (hash == NULL)
    {
      error = new_slow_down_error (BUSY_WAIT_S);
      end_change (change, error);
      return;
    }

  if (change->added != NULL)
    {
      const LaurelUser user = { .login = change->login,
                                .name = change->name,
                                .role = change->role,
                                .password = hash };

      laurel_store_add_user (change->access->store,
                             &change->actor,
                             &user,
                             change->added,
                             change->data);
    }
  else
    {
      laurel_store_set_password (change->access->store,
                                 &change->actor,
                                 change->user,
                                 hash,
                                 change->changed,
                                 change->data);
    }
  change_free (change);
}

static gboolean
weak_cb (gpointer data)
{
  Change *change = data;
  g_autoptr (GError) error = g_error_new_literal (LAUREL_ACCESS_ERROR,
                                                  LAUREL_ACCESS_ERROR_WEAK_PASSWORD,
                                                  change->weakness);

  end_change (change, error);

  return G_SOURCE_REMOVE;
}

/* Goes on with @change once @password is found good and hashed. */
static void
hash_for_change (Change *change, const char *password)
{
  g_autoptr (GSource) source = NULL;

  change->weakness = laurel_passwords_find_weakness (change->login, password);
  if (change->weakness == NULL)
    {
      laurel_passwords_hash (password, hashed_cb, change);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, weak_cb, change, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static Change *
change_new (LaurelAccess *self, const LaurelActor *actor, const char *login, gpointer data)
{
  Change *change = g_new0 (Change, 1);

  change->access = self;
  change->actor.user = actor->user;
  change->actor.name = g_strdup (actor->name);
  change->actor.address = g_strdup (actor->address);
  change->login = g_strdup (login);
  change->data = data;

  return change;
}

void
laurel_access_add_user (LaurelAccess       *self,
                        const LaurelActor  *actor,
                        const LaurelUser   *user,
                        const char         *password,
                        LaurelStoreUserDone done,
                        gpointer            data)
{
  Change *change = NULL;

  if (password == NULL)
    {
      LaurelUser technical = *user;

      technical.technical = TRUE;
      technical.password = NULL;
      laurel_store_add_user (self->store, actor, &technical, done, data);
      return;
    }

  change = change_new (self, actor, user->login, data);
  change->name = g_strdup (user->name);
  change->role = user->role;
  change->added = done;
  hash_for_change (change, password);
}

void
laurel_access_set_password (LaurelAccess      *self,
                            const LaurelActor *actor,
                            gint64             user,
                            const char        *login,
                            const char        *password,
                            LaurelStoreDone    done,
                            gpointer           data)
{
  Change *change = change_new (self, actor, login, data);

  change->user = user;
  change->changed = done;
  hash_for_change (change, password);
}

static void
added_key_cb (const LaurelKey *key, const GError *error, gpointer data)
{
  NewKey *new_key = data;

  new_key->done (key, key != NULL ? new_key->secret : NULL, error, new_key->data);
  forget_secret (new_key->secret);
  g_free (new_key);
}

void
laurel_access_add_key (LaurelAccess       *self,
                       const LaurelActor  *actor,
                       const LaurelKey    *key,
                       LaurelAccessKeyDone done,
                       gpointer            data)
{
  NewKey *new_key = g_new0 (NewKey, 1);
  guint8  hash[LAUREL_TOKEN_HASH_SIZE];

  new_key->secret = laurel_token_make (LAUREL_TOKEN_KEY, hash);
  new_key->done = done;
  new_key->data = data;
  laurel_store_add_key (self->store, actor, key, hash, added_key_cb, new_key);
}
