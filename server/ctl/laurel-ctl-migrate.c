/* laurel-ctl-migrate.c - laurelctl migrate: brings the database's schema up to date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-migrate.h"

#include "server/ctl/laurel-ctl.h"
#include "server/store/laurel-migrations.h"

static void
say_step (const char *name, gpointer data)
{
  g_print ("%s\n", name);
}

int
laurel_ctl_migrate (int argc, char **argv)
{
  g_autoptr (LaurelCtl) ctl = NULL;
  g_autoptr (GError) error = NULL;

  if (!laurel_ctl_parse (&argc, &argv, "", NULL, 1))
    return 2;

  ctl = laurel_ctl_open (LAUREL_CTL_AS_IT_IS);
  if (ctl == NULL)
    return 1;

  if (!laurel_migrations_run (laurel_ctl_get_conninfo (ctl),
                              LAUREL_MIGRATIONS_RESOURCES,
                              say_step,
                              NULL,
                              &error))
    return laurel_ctl_fail ("%s", error->message);

  return 0;
}
