/* laurel.c - the desktop application starts here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <locale.h>

#include "desktop/laurel-application.h"

/* Where the translations are: beside an uninstalled program, else where they were installed. */
static char *
find_locale_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *built = folder != NULL ? g_build_filename (folder, "..", "po", NULL) : NULL;

  if (built != NULL && g_file_test (built, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&built);

  return g_strdup (LAUREL_LOCALE_DIR);
}

int
main (int argc, char *argv[])
{
  g_autofree char *locale_folder = find_locale_folder ();
  g_autoptr (LaurelApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = laurel_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
