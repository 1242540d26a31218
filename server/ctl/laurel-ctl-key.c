/* laurel-ctl-key.c - laurelctl key: makes and revokes keys of tills
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-key.h"

#include "server/ctl/laurel-ctl-secret.h"

#define USAGE "create --store STORE [--till TILL] | create --any-store | revoke ID"

typedef struct
{
  gboolean done;
  int      status;
} Revoked;

static void
revoked_cb (const LaurelKey *key, const GError *error, gpointer data)
{
  Revoked *revoked = data;

  revoked->done = TRUE;
  if (error != NULL)
    revoked->status = laurel_ctl_fail ("%s", error->message);
  else if (key == NULL)
    revoked->status = laurel_ctl_fail ("there is no such key, or it was revoked before");
}

static int
revoke_key (const char *id_text)
{
  g_autoptr (LaurelCtl) ctl = NULL;
  g_autoptr (GError) error = NULL;
  Revoked revoked = { FALSE, 0 };
  gint64  id = 0;

  if (!g_ascii_string_to_signed (id_text, 10, 1, G_MAXINT64, &id, &error))
    {
      laurel_ctl_fail ("%s", error->message);
      return 2;
    }

  ctl = laurel_ctl_open (LAUREL_CTL_CURRENT);
  if (ctl == NULL)
    return 1;

  laurel_store_revoke_key (laurel_ctl_get_store (ctl),
                           laurel_ctl_get_actor (ctl),
                           id,
                           revoked_cb,
                           &revoked);
  laurel_db_wait (laurel_store_get_db (laurel_ctl_get_store (ctl)), &revoked.done);

  return revoked.status;
}

static int
create_key (const LaurelKey *key)
{
  g_autoptr (LaurelCtl) ctl = laurel_ctl_open (LAUREL_CTL_CURRENT);

  return ctl != NULL ? laurel_ctl_print_new_key (ctl, key) : 1;
}

int
laurel_ctl_key (int argc, char **argv)
{
  g_autofree char   *store = NULL;
  g_autofree char   *till = NULL;
  g_autofree char   *name = NULL;
  gboolean           any_store = FALSE;
  const GOptionEntry options[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &store, "The only store it is good for", "STORE" },
    { "till", 0, 0, G_OPTION_ARG_STRING, &till, "The only till it is good for", "TILL" },
    { "any-store", 0, 0, G_OPTION_ARG_NONE, &any_store, "It is good for all stores", NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, "What it is for", "NAME" },
    G_OPTION_ENTRY_NULL,
  };
  gboolean revokes = argc > 1 && g_str_equal (argv[1], "revoke");

  if (!laurel_ctl_parse (&argc, &argv, USAGE, options, revokes ? 3 : 2))
    return 2;

  if (revokes)
    return revoke_key (argv[2]);

  if (!g_str_equal (argv[1], "create") || (store != NULL) == any_store ||
      (till != NULL && store == NULL))
    {
      laurel_ctl_fail ("key %s", USAGE);
      return 2;
    }

  return create_key (
      &(LaurelKey){ .store = store, .till = till, .name = name != NULL ? name : "" });
}
