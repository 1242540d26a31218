/* laurel-ctl-doctor.c - laurelctl doctor: looks whether all is well
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-doctor.h"

#include "server/ctl/laurel-ctl.h"
#include "server/store/laurel-migrations.h"

#include <sys/statvfs.h>

#define VERSION_MIN 150000

/* Below these shares of the disk an operator should act, and nothing big should be begun. */
#define FREE_LOW_PERCENT  20
#define FREE_NONE_PERCENT 10

typedef enum
{
  STATE_OK,
  STATE_WARN,
  STATE_BAD,
} State;

static const LaurelStatement facts_statement = {
  .name = "doctor_facts",
  .sql = "select current_setting ('server_version_num')::int,"
         " pg_catalog.pg_size_pretty (pg_catalog.pg_database_size (current_database ())),"
         " (select count (*) from users where role = 'admin' and not disabled),"
         " abs (extract (epoch from clock_timestamp () - $1::timestamptz))::bigint",
  .n_params = 1,
  .reads_only = TRUE,
};

/* A function, because MAX() would say things twice. */
static State
worse_of (State a, State b)
{
  return MAX (a, b);
}

G_GNUC_PRINTF (3, 4)
static State
say (State state, const char *what, const char *format, ...)
{
  static const char *const words[] = { "ok", "warn", "bad" };
  g_autofree char         *detail = NULL;
  va_list                  args;

  va_start (args, format);
  detail = g_strdup_vprintf (format, args);
  va_end (args);
  g_print ("%-4s  %-9s %s\n", words[state], what, detail);

  return state;
}

static State
check_schema (LaurelCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  int n_missing = laurel_migrations_count_missing (laurel_ctl_get_conninfo (ctl),
                                                   LAUREL_MIGRATIONS_RESOURCES,
                                                   &error);

  if (n_missing < 0)
    return say (STATE_BAD, "schema", "%s", error->message);
  if (n_missing > 0)
    return say (STATE_BAD, "schema", "%d files to apply: laurelctl migrate", n_missing);

  return say (STATE_OK, "schema", "up to date");
}

static State
check_space (const char *home)
{
  struct statvfs info = { 0 };
  guint64        percent = 0;
  State          state = STATE_OK;

  if (home == NULL)
    return STATE_OK; /* the database's disk is elsewhere */

  if (statvfs (home, &info) != 0 || info.f_blocks == 0)
    return say (STATE_BAD, "space", "cannot be found out");

  percent = (guint64) info.f_bavail * 100 / info.f_blocks;
  if (percent < FREE_NONE_PERCENT)
    state = STATE_BAD;
  else if (percent < FREE_LOW_PERCENT)
    state = STATE_WARN;

  return say (state, "space", "%" G_GUINT64_FORMAT " %% of the disk are free", percent);
}

static State
say_facts (const PGresult *facts)
{
  gint32 version = laurel_db_get_int (facts, 0, 0);
  gint64 n_admins = laurel_db_get_bigint (facts, 0, 2);
  gint64 skew_s = laurel_db_get_bigint (facts, 0, 3);
  State  state = STATE_OK;

  state = say (version >= VERSION_MIN ? STATE_OK : STATE_BAD,
               "version",
               "PostgreSQL %d.%d",
               version / 10000,
               version % 10000);
  state = worse_of (state, say (STATE_OK, "size", "%s", laurel_db_get_text (facts, 0, 1)));
  state =
      worse_of (state,
                say (n_admins > 0 ? STATE_OK : STATE_WARN,
                     "admins",
                     n_admins > 0 ? "%" G_GINT64_FORMAT
                                  : "%" G_GINT64_FORMAT ": laurelctl user add LOGIN --role admin",
                     n_admins));

  return worse_of (state,
                   say (skew_s < 5 ? STATE_OK : STATE_BAD,
                        "clock",
                        "%" G_GINT64_FORMAT " s between the database and this system",
                        skew_s));
}

static State
check_database (LaurelCtl *ctl)
{
  LaurelDb       *db = laurel_store_get_db (laurel_ctl_get_store (ctl));
  LaurelDbParams *params = laurel_db_params_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) facts = NULL;
  const char *unsafe = NULL;

  laurel_db_params_add_timestamp (params, g_get_real_time ());
  facts = laurel_db_query_sync (db, LAUREL_DB_LANE_OFFICE, &facts_statement, params, &error);
  if (facts == NULL)
    return say (STATE_BAD, "database", "%s", error->message);

  unsafe = laurel_db_get_unsafe_reason (db);

  return worse_of (say_facts (facts),
                   unsafe == NULL
                       ? say (STATE_OK, "safety", "what is acknowledged stays")
                       : say (STATE_BAD, "safety", "may lose what it acknowledges: %s", unsafe));
}

int
laurel_ctl_doctor (int argc, char **argv)
{
  g_autoptr (LaurelCtl) ctl = NULL;
  State state = STATE_OK;

  if (!laurel_ctl_parse (&argc, &argv, "", NULL, 1))
    return 2;

  ctl = laurel_ctl_open (LAUREL_CTL_AS_IT_IS);
  if (ctl == NULL)
    return 1;

  /* Without the schema there is no role to ask the rest as. */
  state = check_schema (ctl);
  if (state == STATE_OK)
    state = check_database (ctl);
  state = worse_of (state, check_space (laurel_ctl_get_home (ctl)));

  return state == STATE_BAD ? 1 : 0;
}
