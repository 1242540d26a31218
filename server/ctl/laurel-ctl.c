/* laurel-ctl.c - what the commands of laurelctl have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl.h"

#include "server/store/laurel-cluster.h"
#include "server/store/laurel-migrations.h"

static char *given_home;
static char *given_database;

static const GOptionEntry options[] = {
  { "home", 0, 0, G_OPTION_ARG_FILENAME, &given_home, "The server's folder", "DIR" },
  { "database", 0, 0, G_OPTION_ARG_STRING, &given_database, "A database elsewhere", "URI" },
  G_OPTION_ENTRY_NULL,
};

struct _LaurelCtl
{
  LaurelCluster *cluster; /* NULL with --database */
  char          *conninfo;
  LaurelStore   *store;
  char          *actor_name;
  LaurelActor    actor;
};

const GOptionEntry *
laurel_ctl_get_options (void)
{
  return options;
}

int
laurel_ctl_fail (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("laurelctl: %s\n", message);

  return 1;
}

gboolean
laurel_ctl_parse (int *argc, char ***argv, const char *usage, const GOptionEntry *own, int n_words)
{
  g_autofree char *call = g_strjoin (" ", (*argv)[0], usage, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (call);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (own != NULL)
    g_option_context_add_main_entries (context, own, NULL);

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      laurel_ctl_fail ("%s", error->message);
      return FALSE;
    }

  if (*argc != n_words)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      g_printerr ("%s", help);
      return FALSE;
    }

  return TRUE;
}

static gboolean
bring_up_to_date (LaurelCtl *self)
{
  g_autoptr (GError) error = NULL;
  int n_missing = 0;

  /* A home is ours to keep; somebody's database is changed only by `migrate`. */
  if (self->cluster != NULL)
    {
      if (laurel_migrations_run (self->conninfo, LAUREL_MIGRATIONS_RESOURCES, NULL, NULL, &error))
        return TRUE;

      laurel_ctl_fail ("%s", error->message);
      return FALSE;
    }

  n_missing = laurel_migrations_count_missing (self->conninfo, LAUREL_MIGRATIONS_RESOURCES, &error);
  if (n_missing < 0)
    laurel_ctl_fail ("%s", error->message);
  else if (n_missing > 0)
    laurel_ctl_fail ("the database is not up to date; run `laurelctl migrate` first");

  return n_missing == 0;
}

LaurelCtl *
laurel_ctl_open (LaurelCtlNeed need)
{
  g_autoptr (LaurelCtl) self = g_new0 (LaurelCtl, 1);
  g_autoptr (GError) error = NULL;

  if ((given_home == NULL) == (given_database == NULL))
    {
      laurel_ctl_fail ("give either --home or --database");
      return NULL;
    }

  self->actor_name = g_strdup_printf ("laurelctl (%s)", g_get_user_name ());
  self->actor.name = self->actor_name;

  if (given_database != NULL)
    self->conninfo = g_strdup (given_database);
  else if ((self->cluster = laurel_cluster_join (given_home, &self->conninfo, &error)) == NULL)
    {
      laurel_ctl_fail ("%s", error->message);
      return NULL;
    }

  if (need == LAUREL_CTL_CURRENT && !bring_up_to_date (self))
    return NULL;

  return g_steal_pointer (&self);
}

void
laurel_ctl_close (LaurelCtl *self)
{
  if (self == NULL)
    return;

  laurel_store_free (self->store);
  laurel_cluster_stop (self->cluster);
  g_free (self->conninfo);
  g_free (self->actor_name);
  g_free (self);
}

const char *
laurel_ctl_get_conninfo (LaurelCtl *self)
{
  return self->conninfo;
}

const char *
laurel_ctl_get_home (LaurelCtl *self)
{
  return self->cluster != NULL ? given_home : NULL;
}

LaurelStore *
laurel_ctl_get_store (LaurelCtl *self)
{
  if (self->store == NULL)
    self->store = laurel_store_new (
        &(LaurelDbSettings){ .conninfo = self->conninfo, .n_pos = 1, .n_office = 1 });

  return self->store;
}

const LaurelActor *
laurel_ctl_get_actor (LaurelCtl *self)
{
  return &self->actor;
}
