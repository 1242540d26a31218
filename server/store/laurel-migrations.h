/* laurel-migrations.h - brings a database's schema up to this program's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files NNNN-name.sql travel in the program as resources. Each is one transaction together with
 * its row in laurel.schema_migrations, so a run that was killed goes on where it stopped. Two runs
 * at a time wait for each other. Blocking.
 */

#pragma once

#include "server/store/laurel-database-error.h"

G_BEGIN_DECLS

/**
 * LaurelMigrationsError:
 * @LAUREL_MIGRATIONS_ERROR_CHANGED: a file that was applied is not the one in this program
 * @LAUREL_MIGRATIONS_ERROR_NEWER: the database knows files that this program does not
 * @LAUREL_MIGRATIONS_ERROR_BROKEN: files of this program are not numbered 1, 2, 3 ...
 */
#define LAUREL_MIGRATIONS_ERROR (laurel_migrations_error_quark ())

typedef enum
{
  LAUREL_MIGRATIONS_ERROR_CHANGED,
  LAUREL_MIGRATIONS_ERROR_NEWER,
  LAUREL_MIGRATIONS_ERROR_BROKEN,
} LaurelMigrationsError;

GQuark laurel_migrations_error_quark (void);

/* Where the program's own files are. */
#define LAUREL_MIGRATIONS_RESOURCES "resource:///laurel/schema"

/* Called before each file is applied. */
typedef void (*LaurelMigrationsStep) (const char *name, gpointer data);

/**
 * laurel_migrations_run:
 * @folder_uri: LAUREL_MIGRATIONS_RESOURCES, or a folder of a test
 * @step: (nullable)
 *
 * Applies what is missing, as the role laurel_owner.
 */
gboolean laurel_migrations_run (const char          *conninfo,
                                const char          *folder_uri,
                                LaurelMigrationsStep step,
                                gpointer             data,
                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many files are missing in the database; -1 with @error, also where CHANGED or NEWER. Reads
 * only. */
int laurel_migrations_count_missing (const char *conninfo,
                                     const char *folder_uri,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
