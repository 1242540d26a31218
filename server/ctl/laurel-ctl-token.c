/* laurel-ctl-token.c - laurelctl token: makes tokens for programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-token.h"

#include "server/ctl/laurel-ctl-secret.h"
#include "server/services/laurel-passwords.h"

#define USAGE "create --role analyst|marketer|manager|admin"

typedef struct
{
  gboolean done;
  gint64   user;
  GError  *error;
} Added;

static void
added_cb (const LaurelUser *user, const GError *error, gpointer data)
{
  Added *added = data;

  added->done = TRUE;
  if (error != NULL)
    added->error = g_error_copy (error);
  else
    added->user = user->id;
}

/* The technical user behind the token; the audit names it. */
static gint64
add_technical_user (LaurelCtl *ctl, LaurelRole role, const char *name)
{
  LaurelStore     *store = laurel_ctl_get_store (ctl);
  g_autofree char *unique = laurel_passwords_generate ();
  g_autofree char *login = g_strdup_printf ("token-%.11s", unique);
  g_autoptr (GError) error = NULL;
  Added added = { FALSE, 0, NULL };

  laurel_store_add_user (
      store,
      laurel_ctl_get_actor (ctl),
      &(LaurelUser){ .login = login, .name = name, .role = role, .technical = TRUE },
      added_cb,
      &added);
  laurel_db_wait (laurel_store_get_db (store), &added.done);
  error = added.error;
  if (error != NULL)
    laurel_ctl_fail ("%s", error->message);

  return added.user;
}

int
laurel_ctl_token (int argc, char **argv)
{
  g_autofree char *role_name = NULL;
  g_autofree char *name = NULL;
  LaurelRole       role = LAUREL_ROLE_ANALYST;
  LaurelKey        key = { 0 };
  g_autoptr (LaurelCtl) ctl = NULL;
  const GOptionEntry options[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role_name, "What the program may do", "ROLE" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, "What it is for", "NAME" },
    G_OPTION_ENTRY_NULL,
  };

  if (!laurel_ctl_parse (&argc, &argv, USAGE, options, 2))
    return 2;

  if (!g_str_equal (argv[1], "create") || !laurel_role_from_string (role_name, &role))
    {
      laurel_ctl_fail ("token %s", USAGE);
      return 2;
    }

  ctl = laurel_ctl_open (LAUREL_CTL_CURRENT);
  if (ctl == NULL)
    return 1;

  key.name = name != NULL ? name : "";
  key.user = add_technical_user (ctl, role, key.name);

  return key.user != 0 ? laurel_ctl_print_new_key (ctl, &key) : 1;
}
