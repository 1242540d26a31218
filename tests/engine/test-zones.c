/* test-zones.c - the tables of zones against those of the C library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both come from the system's tzdata, ours through Python when the program was built: whoever
 * changes the package in between builds again.
 */

#include <glib.h>
#include <string.h>
#include <time.h>

#include "server/engine/laurel-zone.h"

#define NAMES_FILE "/usr/share/zoneinfo/tzdata.zi"

#define FIRST_TIME 946684800           /* 2000-01-01 */
#define LAST_TIME  4102444799          /* 2099-12-31, the last second */
#define STRIDE     (11 * 86400 + 4321) /* comes to all times of the day */

static void
compare_zone (const char *name)
{
  const LaurelZone *zone = laurel_zone_find (name);

  g_test_message ("%s", name);
  g_assert_nonnull (zone);
  g_setenv ("TZ", name, TRUE);
  tzset ();

  for (gint64 time = FIRST_TIME; time <= LAST_TIME; time += STRIDE)
    {
      time_t    instant = (time_t) time;
      struct tm local = { 0 };

      g_assert_nonnull (localtime_r (&instant, &local));
      g_assert_cmpint (laurel_zone_get_offset (zone, time), ==, local.tm_gmtoff);
    }
}

/* Zones and links stand in the file as `Z NAME ...` and `L TARGET NAME`. */
static void
test_zones (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (NAMES_FILE, &text, NULL, NULL))
    {
      g_test_skip ("the system has no list of its zones, " NAMES_FILE);
      return;
    }

  lines = g_strsplit (text, "\n", 0);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 4);

      if (g_strcmp0 (words[0], "Z") != 0 && g_strcmp0 (words[0], "L") != 0)
        continue;

      compare_zone (words[strcmp (words[0], "Z") == 0 ? 1 : 2]);
      n++;
    }

  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/zones/as-the-c-library", test_zones);

  return g_test_run ();
}
