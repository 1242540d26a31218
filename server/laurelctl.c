/* laurelctl.c - the server's tools for a terminal: each command is an entry of one table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-audit.h"
#include "server/ctl/laurel-ctl-demo.h"
#include "server/ctl/laurel-ctl-doctor.h"
#include "server/ctl/laurel-ctl-import.h"
#include "server/ctl/laurel-ctl-key.h"
#include "server/ctl/laurel-ctl-migrate.h"
#include "server/ctl/laurel-ctl-price.h"
#include "server/ctl/laurel-ctl-token.h"
#include "server/ctl/laurel-ctl-user.h"
#include "server/ctl/laurel-ctl.h"

#include <locale.h>
#include <string.h>

static const LaurelCtlEntry commands[] = {
  { "migrate", "", "Bring the database's schema up to date", laurel_ctl_migrate },
  { "user", "add LOGIN --role ROLE", "Add a person", laurel_ctl_user },
  { "token", "create --role ROLE", "Make a token for a program", laurel_ctl_token },
  { "key", "create --store STORE | revoke ID", "Make or revoke a key of tills", laurel_ctl_key },
  { "price", "[--explain] CASE.json|-", "Price receipts without a server", laurel_ctl_price },
  { "import", "sales FILE --preset NAME", "Take past sales in from a file", laurel_ctl_import },
  { "demo", "load [--scale SCALE]", "Load a chain to try things on", laurel_ctl_demo },
  { "audit", "", "Look for violations of the ledger's invariants", laurel_ctl_audit },
  { "doctor", "", "Look whether all is well", laurel_ctl_doctor },
};

static char *
make_summary (void)
{
  GString *summary = g_string_new ("Commands:");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (summary,
                            "\n  %-8s %-34s %s",
                            commands[i].name,
                            commands[i].usage,
                            commands[i].summary);

  return g_string_free (summary, FALSE);
}

static const LaurelCtlEntry *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (commands[i].name, name) == 0)
        return &commands[i];
    }

  return NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("COMMAND ...");
  g_autofree char *summary = make_summary ();
  g_autoptr (GError) error = NULL;
  const LaurelCtlEntry *command = NULL;

  setlocale (LC_ALL, "");
  g_set_prgname ("laurelctl");
  g_option_context_set_summary (context, summary);
  g_option_context_set_strict_posix (context, TRUE); /* what follows the command is the command's */
  g_option_context_add_main_entries (context, laurel_ctl_get_options (), NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      laurel_ctl_fail ("%s", error->message);
      return 2;
    }

  command = argc > 1 ? find_command (argv[1]) : NULL;
  if (command == NULL)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      g_printerr ("%s", help);
      return 2;
    }

  return command->run (argc - 1, argv + 1);
}
