/* laurel-draft-words.c - the state of the draft in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-draft-words.h"

#include <glib/gi18n.h>

static char *
describe_changes (LaurelDraft *draft)
{
  guint n_changes = laurel_draft_get_n_changes (draft);
  gint  version = laurel_draft_get_current_version (draft);

  if (version == 0)
    return g_strdup (_ ("Draft, nothing has been published yet"));

  if (n_changes == 0)
    return g_strdup_printf (_ ("No changes since program %d"), version);

  return g_strdup_printf (ngettext ("Draft, %u change since program %d",
                                    "Draft, %u changes since program %d",
                                    n_changes),
                          n_changes,
                          version);
}

char *
laurel_draft_words_state (LaurelDraft *draft)
{
  g_autofree char *changes = NULL;
  g_autofree char *time = NULL;

  if (laurel_draft_get_document (draft) == NULL)
    return g_strdup ("");

  changes = describe_changes (draft);

  if (laurel_draft_get_state (draft) == LAUREL_DRAFT_OFFLINE)
    /* TRANSLATORS: %s is "Draft, 3 changes since program 41" */
    return g_strdup_printf (_ ("%s · kept on this computer until there is a connection"), changes);

  if (laurel_draft_get_state (draft) != LAUREL_DRAFT_SAVED ||
      laurel_draft_get_saved_at (draft) == NULL)
    return g_steal_pointer (&changes);

  time = g_date_time_format (laurel_draft_get_saved_at (draft), "%H:%M");

  /* TRANSLATORS: "Draft, 3 changes since program 41", and a time such as 12:41 */
  return g_strdup_printf (_ ("%s · saved at %s"), changes, time);
}

typedef struct
{
  guint n_discounts;
  guint n_groups;
  guint n_off;
} Counts;

static void
count_below (const LaurelNode *group, Counts *counts)
{
  for (guint i = 0; i < group->children->len; i++)
    {
      const LaurelNode *node = g_ptr_array_index (group->children, i);

      if (node->is_group)
        counts->n_groups++;
      else
        counts->n_discounts++;

      if (!node->enabled)
        counts->n_off++;

      count_below (node, counts);
    }
}

char *
laurel_draft_words_counts (const LaurelDocument *document)
{
  Counts           counts = { 0 };
  g_autofree char *discounts = NULL;
  g_autofree char *groups = NULL;

  count_below (document->root, &counts);
  discounts = g_strdup_printf (ngettext ("%u discount", "%u discounts", counts.n_discounts),
                               counts.n_discounts);

  if (counts.n_groups == 0 && counts.n_off == 0)
    return g_steal_pointer (&discounts);

  groups =
      g_strdup_printf (ngettext ("in %u group", "in %u groups", counts.n_groups), counts.n_groups);

  if (counts.n_off == 0)
    /* TRANSLATORS: "14 discounts" "in 4 groups" */
    return g_strdup_printf (C_ ("counts", "%s %s"), discounts, groups);

  /* TRANSLATORS: "14 discounts" "in 4 groups", 2 off */
  return g_strdup_printf (_ ("%s %s, %u off"), discounts, groups, counts.n_off);
}
