/* laurel-ctl-demo.c - laurelctl demo: loads the demo chain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/ctl/laurel-ctl-demo.h"

#include "server/ctl/laurel-ctl-progress.h"
#include "server/jobs/laurel-demo-load.h"

#include <string.h>

#define USAGE "load [--scale small|medium|large] [--seed N]"
#define SEED  20200202

static int
load_demo (LaurelCtl *ctl, const LaurelDemoScale *scale, guint64 seed, gboolean to_programs)
{
  LaurelHistoryTarget target = { laurel_ctl_get_conninfo (ctl), laurel_ctl_get_store (ctl), FALSE };
  LaurelDemoLoad      load = { 0 };
  g_autoptr (LaurelCtlProgress) progress = laurel_ctl_progress_new (to_programs, "days");
  g_autoptr (GError) error = NULL;
  gboolean good = laurel_demo_load (&target,
                                    scale,
                                    seed,
                                    g_get_real_time () / G_USEC_PER_SEC,
                                    laurel_ctl_progress_tell,
                                    progress,
                                    &load,
                                    &error);

  g_clear_pointer (&progress, laurel_ctl_progress_free);
  if (!good)
    return laurel_ctl_fail ("%s", error->message);

  g_print ("%s%" G_GUINT64_FORMAT " clients, %" G_GUINT64_FORMAT " sales, %" G_GUINT64_FORMAT
           " returns were posted\n",
           load.resumed ? "the chain was there; " : "",
           load.totals.clients,
           load.totals.sales,
           load.totals.returns);

  return 0;
}

int
laurel_ctl_demo (int argc, char **argv)
{
  g_autofree char       *scale_name = NULL;
  gint64                 seed = SEED;
  gboolean               to_programs = FALSE;
  const LaurelDemoScale *scale = NULL;
  const GOptionEntry     options[] = {
        { "scale",
          0,
          0,
          G_OPTION_ARG_STRING,
          &scale_name,
          "small, medium (default) or large",
          "SCALE" },
        { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Another chain of the same kind", "N" },
        { "progress",
          0,
          0,
          G_OPTION_ARG_NONE,
          &to_programs,
          "Lines of progress on standard output",
          NULL },
        G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LaurelCtl) ctl = NULL;

  if (!laurel_ctl_parse (&argc, &argv, USAGE, options, 2))
    return 2;

  scale = laurel_demo_scale_find (scale_name != NULL ? scale_name : "medium");
  if (strcmp (argv[1], "load") != 0 || scale == NULL || seed < 0)
    {
      laurel_ctl_fail ("demo %s", USAGE);
      return 2;
    }

  ctl = laurel_ctl_open (LAUREL_CTL_CURRENT);

  return ctl != NULL ? load_demo (ctl, scale, (guint64) seed, to_programs) : 1;
}
