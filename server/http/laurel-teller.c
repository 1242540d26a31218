/* laurel-teller.c - gathers what has been committed and tells all servers of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-teller.h"

#include <string.h>

#include "server/http/laurel-events.h"
#include "server/store/laurel-store-events.h"

enum
{
  PERIOD_MS = 100,
  GATHERED_MAX = 1000, /* beyond it the oldest are dropped: nobody reads so fast */
};

struct _LaurelTeller
{
  LaurelStore *store;
  GPtrArray   *gathered; /* (element-type utf8) */
  GSource     *timer;    /* (nullable): NULL while nothing has been gathered */
};

LaurelTeller *
laurel_teller_new (LaurelStore *store)
{
  LaurelTeller *self = g_new0 (LaurelTeller, 1);

  self->store = store;
  self->gathered = g_ptr_array_new_with_free_func (g_free);

  return self;
}

static void
drop_timer (LaurelTeller *self)
{
  if (self->timer == NULL)
    return;

  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

void
laurel_teller_free (LaurelTeller *self)
{
  if (self == NULL)
    return;

  drop_timer (self);
  g_ptr_array_unref (self->gathered);
  g_free (self);
}

static void
told_cb (const GError *error, gpointer user_data)
{
  if (error != NULL)
    g_debug ("events were not told: %s", error->message);
}

static gboolean
tell_cb (gpointer user_data)
{
  LaurelTeller *self = user_data;

  laurel_store_notify (self->store,
                       LAUREL_EVENTS_CHANNEL,
                       (const char *const *) self->gathered->pdata,
                       self->gathered->len,
                       told_cb,
                       NULL);
  g_ptr_array_set_size (self->gathered, 0);
  drop_timer (self);

  return G_SOURCE_REMOVE;
}

void
laurel_teller_tell (LaurelTeller *self, const char *name, const char *json)
{
  char *payload = g_strdup_printf ("{\"event\":\"%s\",\"data\":%s}", name, json);

  if (strlen (payload) > LAUREL_EVENT_MAX)
    {
      g_warning ("an event '%s' is too long to be told", name);
      g_free (payload);
      return;
    }

  if (self->gathered->len == GATHERED_MAX)
    g_ptr_array_remove_index (self->gathered, 0);

  g_ptr_array_add (self->gathered, payload);

  if (self->timer == NULL)
    {
      self->timer = g_timeout_source_new (PERIOD_MS);
      g_source_set_callback (self->timer, tell_cb, self, NULL);
      g_source_attach (self->timer, g_main_context_get_thread_default ());
    }
}
