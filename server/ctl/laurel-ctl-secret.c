/* laurel-ctl-secret.c - makes a key or a token and prints it alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-secret.h"

#include "server/services/laurel-access.h"

typedef struct
{
  gboolean done;
  int      status;
} Made;

static void
made_cb (const LaurelKey *key, const char *secret, const GError *error, gpointer data)
{
  Made *made = data;

  made->done = TRUE;
  if (error != NULL)
    made->status = laurel_ctl_fail ("%s", error->message);
  else
    g_print ("%s\n", secret);
}

int
laurel_ctl_print_new_key (LaurelCtl *ctl, const LaurelKey *key)
{
  LaurelStore *store = laurel_ctl_get_store (ctl);
  g_autoptr (LaurelAccess) access = laurel_access_new (store);
  Made made = { FALSE, 0 };

  laurel_access_add_key (access, laurel_ctl_get_actor (ctl), key, made_cb, &made);
  laurel_db_wait (laurel_store_get_db (store), &made.done);

  return made.status;
}
