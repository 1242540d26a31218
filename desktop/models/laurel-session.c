/* laurel-session.c - the way to a connection: sign in, go on from the last time, or the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-session.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-keyring.h"

/* What "server-address" holds for the demo, whose address is another each time. */
#define DEMO "demo"

struct _LaurelSession
{
  GObject parent_instance;

  GSettings     *settings;
  LaurelApi     *api;
  LaurelKeyring *keyring;
  LaurelDemo    *demo;
  gboolean       lasting;
};

G_DEFINE_FINAL_TYPE (LaurelSession, laurel_session, G_TYPE_OBJECT)

enum
{
  SIGNAL_SIGNED_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is remembered once the connection stands. */
typedef struct
{
  char *address;
  char *login;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_free (attempt->address);
  g_free (attempt->login);
  g_free (attempt);
}

static GTask *
new_attempt (LaurelSession      *self,
             const char         *address,
             const char         *login,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  GTask   *task = g_task_new (self, cancellable, callback, user_data);
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->address = g_strdup (address);
  attempt->login = g_strdup (login);
  g_task_set_task_data (task, attempt, attempt_free);

  return task;
}

/* Takes over @task. */
static void
give_up (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelSession) self = LAUREL_SESSION (user_data);

  self->lasting = laurel_keyring_store_finish (LAUREL_KEYRING (source), result);
}

static void
keep_token (LaurelSession *self)
{
  g_autofree char *address = g_settings_get_string (self->settings, "server-address");
  g_autofree char *login = g_settings_get_string (self->settings, "login");
  const char      *token = laurel_api_get_refresh_token (self->api);

  if (token != NULL && g_strcmp0 (address, laurel_api_get_address (self->api)) == 0)
    laurel_keyring_store_async (self->keyring,
                                address,
                                login,
                                token,
                                stored_cb,
                                g_object_ref (self));
}

static void
info_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask         *task = G_TASK (user_data);
  LaurelSession *self = g_task_get_source_object (task);
  Attempt       *attempt = g_task_get_task_data (task);
  GError        *error = NULL;
  g_autoptr (LaurelServerInfo) info =
      laurel_server_info_fetch_finish (LAUREL_API (source), result, &error);

  if (info == NULL)
    {
      give_up (task, error);
      return;
    }

  g_settings_set_string (self->settings, "server-address", attempt->address);
  if (attempt->login != NULL)
    g_settings_set_string (self->settings, "login", attempt->login);

  keep_token (self);
  g_task_return_pointer (task, laurel_connection_new (self->api, info), g_object_unref);
  g_object_unref (task);
}

/* There is a token: who is it that we talk to? Takes over @task. */
static void
fetch_info (GTask *task)
{
  LaurelSession *self = g_task_get_source_object (task);

  laurel_server_info_fetch_async (self->api, g_task_get_cancellable (task), info_cb, task);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask  *task = G_TASK (user_data);
  GError *error = NULL;

  if (laurel_api_sign_in_finish (LAUREL_API (source), result, &error))
    fetch_info (task);
  else
    give_up (task, error);
}

static void
resumed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask  *task = G_TASK (user_data);
  GError *error = NULL;

  if (laurel_api_resume_finish (LAUREL_API (source), result, &error))
    fetch_info (task);
  else
    give_up (task, error);
}

static void
token_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask           *task = G_TASK (user_data);
  LaurelSession   *self = g_task_get_source_object (task);
  g_autofree char *token = laurel_keyring_lookup_finish (LAUREL_KEYRING (source), result);

  if (token == NULL)
    {
      give_up (task,
               laurel_api_error_new (LAUREL_API_ERROR_SIGNED_OUT,
                                     _ ("The session has ended. Sign in again."),
                                     NULL));
      return;
    }

  laurel_api_resume_async (self->api, token, g_task_get_cancellable (task), resumed_cb, task);
}

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask         *task = G_TASK (user_data);
  LaurelSession *self = g_task_get_source_object (task);
  GError        *error = NULL;

  if (!laurel_demo_start_finish (self->demo, result, &error) ||
      !laurel_api_set_address (self->api, laurel_demo_get_address (self->demo), &error))
    {
      give_up (task, error);
      return;
    }

  laurel_api_set_token (self->api, laurel_demo_get_token (self->demo));
  fetch_info (task);
}

static void
signed_out_cb (LaurelSession *self)
{
  g_signal_emit (self, signals[SIGNAL_SIGNED_OUT], 0);
}

static void
laurel_session_dispose (GObject *object)
{
  LaurelSession *self = LAUREL_SESSION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->api);
  g_clear_object (&self->keyring);
  g_clear_object (&self->demo);

  G_OBJECT_CLASS (laurel_session_parent_class)->dispose (object);
}

static void
laurel_session_class_init (LaurelSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_session_dispose;

  signals[SIGNAL_SIGNED_OUT] = g_signal_new ("signed-out",
                                             LAUREL_TYPE_SESSION,
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             0);
}

static void
laurel_session_init (LaurelSession *self)
{
  self->lasting = TRUE;
  self->keyring = laurel_keyring_new ();
  self->api = laurel_api_new ();
  g_signal_connect_object (self->api,
                           "signed-out",
                           G_CALLBACK (signed_out_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->api,
                           "tokens-changed",
                           G_CALLBACK (keep_token),
                           self,
                           G_CONNECT_SWAPPED);
}

LaurelSession *
laurel_session_new (GSettings *settings, LaurelDemo *demo)
{
  LaurelSession *self = g_object_new (LAUREL_TYPE_SESSION, NULL);

  self->settings = g_object_ref (settings);
  self->demo = g_object_ref (demo);

  return self;
}

LaurelDemo *
laurel_session_get_demo (LaurelSession *self)
{
  g_return_val_if_fail (LAUREL_IS_SESSION (self), NULL);

  return self->demo;
}

gboolean
laurel_session_is_remembered (LaurelSession *self)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (LAUREL_IS_SESSION (self), FALSE);

  address = g_settings_get_string (self->settings, "server-address");

  return *address != '\0';
}

gboolean
laurel_session_is_demo (LaurelSession *self)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (LAUREL_IS_SESSION (self), FALSE);

  address = g_settings_get_string (self->settings, "server-address");

  return g_str_equal (address, DEMO);
}

void
laurel_session_sign_in_async (LaurelSession      *self,
                              const char         *address,
                              const char         *login,
                              const char         *password,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GError *error = NULL;

  g_return_if_fail (LAUREL_IS_SESSION (self));

  if (!laurel_api_set_address (self->api, address, &error))
    {
      give_up (g_task_new (self, cancellable, callback, user_data), error);
      return;
    }

  laurel_api_sign_in_async (self->api,
                            login,
                            password,
                            cancellable,
                            signed_in_cb,
                            new_attempt (self,
                                         laurel_api_get_address (self->api),
                                         login,
                                         cancellable,
                                         callback,
                                         user_data));
}

void
laurel_session_resume_async (LaurelSession      *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autofree char *address = NULL;
  g_autofree char *login = NULL;
  GTask           *task = NULL;
  GError          *error = NULL;

  g_return_if_fail (LAUREL_IS_SESSION (self));

  if (laurel_session_is_demo (self))
    {
      laurel_session_try_demo_async (self, cancellable, callback, user_data);
      return;
    }

  address = g_settings_get_string (self->settings, "server-address");
  login = g_settings_get_string (self->settings, "login");
  task = new_attempt (self, address, login, cancellable, callback, user_data);

  if (laurel_api_set_address (self->api, address, &error))
    laurel_keyring_lookup_async (self->keyring, address, login, token_found_cb, task);
  else
    give_up (task, error);
}

void
laurel_session_try_demo_async (LaurelSession      *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (LAUREL_IS_SESSION (self));

  laurel_demo_start_async (self->demo,
                           cancellable,
                           demo_started_cb,
                           new_attempt (self, DEMO, NULL, cancellable, callback, user_data));
}

LaurelConnection *
laurel_session_connect_finish (LaurelSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
laurel_session_is_lasting (LaurelSession *self)
{
  g_return_val_if_fail (LAUREL_IS_SESSION (self), FALSE);

  return self->lasting;
}

void
laurel_session_sign_out (LaurelSession *self)
{
  g_autofree char *address = NULL;
  g_autofree char *login = NULL;

  g_return_if_fail (LAUREL_IS_SESSION (self));

  if (laurel_session_is_demo (self))
    {
      g_settings_reset (self->settings, "server-address");
      laurel_demo_stop (self->demo);
    }
  else
    {
      address = g_settings_get_string (self->settings, "server-address");
      login = g_settings_get_string (self->settings, "login");
      laurel_keyring_clear (self->keyring, address, login);
    }

  laurel_api_sign_out (self->api);
}
