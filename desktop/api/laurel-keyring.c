/* laurel-keyring.c - where the token of a session waits for the next start
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-keyring.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

struct _LaurelKeyring
{
  GObject parent_instance;

  /* "login\naddress" to token, for when there is no keyring. */
  GHashTable *memory;
};

G_DEFINE_FINAL_TYPE (LaurelKeyring, laurel_keyring, G_TYPE_OBJECT)

static const SecretSchema schema = {
  "org.laurelproject.Laurel",
  SECRET_SCHEMA_NONE,
  {
      { "address", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "login", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static char *
make_key (const char *address, const char *login)
{
  return g_strdup_printf ("%s\n%s", login, address);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  gboolean lasting = secret_password_store_finish (result, &error);

  if (!lasting)
    g_info ("no keyring: %s", error->message);

  g_task_return_boolean (task, lasting);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  LaurelKeyring *self = g_task_get_source_object (task);
  const char    *key = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *token = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_info ("no keyring: %s", error->message);

  if (token == NULL)
    token = g_strdup (g_hash_table_lookup (self->memory, key));

  g_task_return_pointer (task, token, g_free);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);

  if (error != NULL)
    g_info ("no keyring: %s", error->message);
}

static void
laurel_keyring_finalize (GObject *object)
{
  g_hash_table_unref (LAUREL_KEYRING (object)->memory);

  G_OBJECT_CLASS (laurel_keyring_parent_class)->finalize (object);
}

static void
laurel_keyring_class_init (LaurelKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_keyring_finalize;
}

static void
laurel_keyring_init (LaurelKeyring *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

LaurelKeyring *
laurel_keyring_new (void)
{
  return g_object_new (LAUREL_TYPE_KEYRING, NULL);
}

void
laurel_keyring_store_async (LaurelKeyring      *self,
                            const char         *address,
                            const char         *login,
                            const char         *token,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autofree char *label = NULL;
  GTask           *task = NULL;

  g_return_if_fail (LAUREL_IS_KEYRING (self));

  /* TRANSLATORS: what a keyring calls the entry; %s are a login and an address */
  label = g_strdup_printf (_ ("Laurel: %s at %s"), login, address);
  task = g_task_new (self, NULL, callback, user_data);
  g_hash_table_replace (self->memory, make_key (address, login), g_strdup (token));
  secret_password_store (&schema,
                         SECRET_COLLECTION_DEFAULT,
                         label,
                         token,
                         NULL,
                         stored_cb,
                         task,
                         "address",
                         address,
                         "login",
                         login,
                         NULL);
}

gboolean
laurel_keyring_store_finish (LaurelKeyring *self, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

void
laurel_keyring_lookup_async (LaurelKeyring      *self,
                             const char         *address,
                             const char         *login,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LAUREL_IS_KEYRING (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, make_key (address, login), g_free);
  secret_password_lookup (&schema, NULL, found_cb, task, "address", address, "login", login, NULL);
}

char *
laurel_keyring_lookup_finish (LaurelKeyring *self, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
laurel_keyring_clear (LaurelKeyring *self, const char *address, const char *login)
{
  g_autofree char *key = NULL;

  g_return_if_fail (LAUREL_IS_KEYRING (self));

  key = make_key (address, login);
  g_hash_table_remove (self->memory, key);
  secret_password_clear (&schema, NULL, cleared_cb, NULL, "address", address, "login", login, NULL);
}
