/* laurel-ctl-user.c - laurelctl user: adds people who work with Laurel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-user.h"

#include "server/ctl/laurel-ctl.h"
#include "server/services/laurel-access.h"
#include "server/services/laurel-passwords.h"

#include <stdio.h>
#include <string.h>

#define USAGE "add LOGIN --role analyst|marketer|manager|admin"

typedef struct
{
  gboolean done;
  GError  *error;
} Added;

static void
added_cb (const LaurelUser *user, const GError *error, gpointer data)
{
  Added *added = data;

  added->done = TRUE;
  if (error != NULL)
    added->error = g_error_copy (error);
}

/* (transfer full) (nullable): one line of standard input */
static char *
read_password (void)
{
  char  line[1024];
  char *read = fgets (line, sizeof line, stdin);

  return read != NULL ? g_strdup (g_strchomp (read)) : NULL;
}

static const char *
explain (const GError *error, const char *login)
{
  if (g_str_equal (laurel_database_error_get_constraint (error), "users_login_unique"))
    return "this login is taken";
  if (g_str_equal (laurel_database_error_get_constraint (error), "users_login_form"))
    return "a login has lower case letters, digits and . _ @ -, and at most 64 of them";

  return error->message;
}

static int
add_user (const LaurelUser *user, const char *given_password)
{
  g_autoptr (LaurelCtl) ctl = laurel_ctl_open (LAUREL_CTL_CURRENT);
  g_autoptr (LaurelAccess) access = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *generated = NULL;
  Added            added = { FALSE, NULL };

  if (ctl == NULL)
    return 1;

  if (given_password == NULL)
    generated = laurel_passwords_generate ();

  access = laurel_access_new (laurel_ctl_get_store (ctl));
  laurel_access_add_user (access,
                          laurel_ctl_get_actor (ctl),
                          user,
                          generated != NULL ? generated : given_password,
                          added_cb,
                          &added);
  laurel_db_wait (laurel_store_get_db (laurel_ctl_get_store (ctl)), &added.done);
  error = added.error;

  if (error != NULL)
    return laurel_ctl_fail ("%s", explain (error, user->login));

  if (generated != NULL)
    g_print ("%s\n", generated);

  return 0;
}

int
laurel_ctl_user (int argc, char **argv)
{
  g_autofree char   *role = NULL;
  g_autofree char   *name = NULL;
  g_autofree char   *password = NULL;
  gboolean           from_stdin = FALSE;
  LaurelUser         user = { 0 };
  const GOptionEntry options[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, "What the person may do", "ROLE" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, "The person's name", "NAME" },
    { "password-stdin",
      0,
      0,
      G_OPTION_ARG_NONE,
      &from_stdin,
      "Read the password; without this one is made and printed",
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!laurel_ctl_parse (&argc, &argv, USAGE, options, 3))
    return 2;

  if (!g_str_equal (argv[1], "add") || !laurel_role_from_string (role, &user.role))
    {
      laurel_ctl_fail ("user %s", USAGE);
      return 2;
    }

  if (from_stdin && (password = read_password ()) == NULL)
    return laurel_ctl_fail ("there is no password on standard input");

  user.login = argv[2];
  user.name = name != NULL ? name : "";

  return add_user (&user, password);
}
