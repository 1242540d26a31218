/* laurel-change-words.c - what a change of the program means, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-change-words.h"

#include <glib/gi18n.h>

#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sentence.h"

const char *
laurel_change_words_heading (LaurelChangeKind kind)
{
  switch (kind)
    {
    case LAUREL_CHANGE_NEW:
      return C_ ("changes", "New");
    case LAUREL_CHANGE_EDITED:
      return C_ ("changes", "Edited");
    case LAUREL_CHANGE_ON:
      return C_ ("changes", "Switched On");
    case LAUREL_CHANGE_OFF:
      return C_ ("changes", "Switched Off");
    case LAUREL_CHANGE_REMOVED:
      return C_ ("changes", "Removed");
    case LAUREL_CHANGE_MOVED:
      return C_ ("changes", "Moved");
    case LAUREL_CHANGE_ORDER:
    default:
      return C_ ("changes", "Put in Another Order");
    }
}

static char *
dup_node_name (const LaurelNode *node)
{
  return g_strdup (node->name != NULL ? node->name : node->id);
}

static const char *
get_section_title (LaurelSection section)
{
  switch (section)
    {
    case LAUREL_SECTION_ABOUT:
      return _ ("The Program");
    case LAUREL_SECTION_POINTS:
      return _ ("The Worth of a Point");
    case LAUREL_SECTION_ACCRUAL:
      return _ ("Accrual");
    case LAUREL_SECTION_LIFE:
      return _ ("The Life of Points");
    case LAUREL_SECTION_LEVELS:
      return _ ("Levels");
    case LAUREL_SECTION_REDEMPTION:
      return _ ("Redemption");
    case LAUREL_SECTION_REDEMPTION_RULES:
      return _ ("Redemption Rules");
    case LAUREL_SECTION_LIMITS:
      return _ ("Limits");
    case LAUREL_SECTION_ROUNDING:
      return _ ("Rounding of Receipts");
    case LAUREL_SECTION_RESTRICTIONS:
      return _ ("Restrictions");
    case LAUREL_SECTION_SLIPS:
      return _ ("Slip Texts");
    case LAUREL_SECTION_SERVER:
    case LAUREL_N_SECTIONS:
    default:
      return _ ("Returns, Holds and Verification");
    }
}

static char *
dup_level_name (const LaurelLevel *level)
{
  return g_strdup (level->name != NULL ? level->name : level->id);
}

char *
laurel_change_words_title (const LaurelChange   *change,
                           const LaurelDocument *from,
                           const LaurelDocument *to)
{
  const LaurelDocument *document = change->kind == LAUREL_CHANGE_REMOVED ? from : to;

  switch (change->subject)
    {
    case LAUREL_CHANGE_OF_NODE:
      return dup_node_name (laurel_document_find (document, change->id));
    case LAUREL_CHANGE_OF_LEVEL:
      return dup_level_name (laurel_document_find_level (document, change->id));
    case LAUREL_CHANGE_OF_SECTION:
    default:
      return g_strdup (get_section_title (change->section));
    }
}

/* === Sections and levels ================================================================== */

static char *
describe_level (const LaurelLevel *level)
{
  g_autofree char *threshold = laurel_format_money_whole (level->threshold);
  g_autofree char *accrual = laurel_format_rate (level->accrual);

  /* TRANSLATORS: a level: its threshold, and the share of a purchase that it gives in points */
  return g_strdup_printf (_ ("from %s, %s in points"), threshold, accrual);
}

static char *
describe_life (const LaurelAccrual *accrual)
{
  gint days = (gint) accrual->expiry_days;
  gint activation = (gint) accrual->activation_days;

  switch (accrual->expiry)
    {
    case LAUREL_EXPIRY_DAYS:
      return g_strdup_printf (_ ("active after %d days, burn %d days after that"),
                              activation,
                              days);
    case LAUREL_EXPIRY_END_OF_MONTH:
      return g_strdup_printf (_ ("active after %d days, burn at the end of the month"), activation);
    case LAUREL_EXPIRY_END_OF_QUARTER:
      return g_strdup_printf (_ ("active after %d days, burn at the end of the quarter"),
                              activation);
    case LAUREL_EXPIRY_END_OF_YEAR:
      return g_strdup_printf (_ ("active after %d days, burn at the end of the year"), activation);
    case LAUREL_EXPIRY_INACTIVITY:
      return g_strdup_printf (_ ("active after %d days, burn after %d days without a purchase"),
                              activation,
                              days);
    case LAUREL_EXPIRY_NONE:
    default:
      return g_strdup_printf (_ ("active after %d days, never burn"), activation);
    }
}

static char *
describe_redemption (const LaurelRedemption *redemption)
{
  g_autofree char *share = laurel_format_rate (redemption->max_share);
  g_autofree char *receipt = laurel_format_money_whole (redemption->min_receipt);
  g_autofree char *points = laurel_format_points (redemption->min_points);

  return g_strdup_printf (_ ("up to %s of a receipt from %s on, at least %s points"),
                          share,
                          receipt,
                          points);
}

static char *
describe_limits (const LaurelDocument *document)
{
  g_autofree char *line = laurel_format_rate (document->max_line_share);
  g_autofree char *receipt = laurel_format_rate (document->max_receipt_share);

  return g_strdup_printf (_ ("discounts take up to %s of a line and %s of a receipt"),
                          line,
                          receipt);
}

static char *
describe_rules (const GPtrArray *rules)
{
  return g_strdup_printf (ngettext ("%u rule", "%u rules", rules->len), rules->len);
}

/* (nullable): NULL where there is more to it than a line can say. */
static char *
describe_section (LaurelSection section, const LaurelDocument *document)
{
  switch ((guint) section)
    {
    case LAUREL_SECTION_ABOUT:
      return g_strdup (document->name);
    case LAUREL_SECTION_POINTS:
      return laurel_format_money (document->money_per_point);
    case LAUREL_SECTION_LIFE:
      return describe_life (&document->accrual);
    case LAUREL_SECTION_REDEMPTION:
      return describe_redemption (&document->redemption);
    case LAUREL_SECTION_REDEMPTION_RULES:
      return describe_rules (document->redemption.rules);
    case LAUREL_SECTION_LIMITS:
      return describe_limits (document);
    case LAUREL_SECTION_ROUNDING:
      return laurel_format_money (document->receipt_rounding);
    case LAUREL_SECTION_RESTRICTIONS:
      return describe_rules (document->restrictions);
    default:
      return NULL;
    }
}

/* === Texts ================================================================================ */

/* @before, @after: (nullable) (transfer full) */
static char *
compare (char *before, char *after)
{
  g_autofree char *was = before;
  g_autofree char *now = after;

  if (was == NULL || now == NULL || g_str_equal (was, now))
    return g_strdup (_ ("changed"));

  /* TRANSLATORS: on two lines, a thing before and after a change */
  return g_strdup_printf (_ ("Was: %s\nNow: %s"), was, now);
}

static char *
describe_node (const LaurelNode *node, LaurelNames *names)
{
  return node->is_group ? laurel_sentence_combine (node->combine, node->scope, node->winner)
                        : laurel_sentence_node (node, names);
}

static char *
compare_nodes (const LaurelNode *before, const LaurelNode *after, LaurelNames *names)
{
  if (g_strcmp0 (before->name, after->name) != 0)
    {
      g_autoptr (LaurelNode) renamed = laurel_node_copy (before);

      g_free (renamed->name);
      renamed->name = g_strdup (after->name);

      if (laurel_node_equal_alone (renamed, after))
        return compare (dup_node_name (before), dup_node_name (after));
    }

  if (before->is_group && !laurel_condition_equal (before->when, after->when))
    return compare (laurel_sentence_condition (before->when, names),
                    laurel_sentence_condition (after->when, names));

  return compare (describe_node (before, names), describe_node (after, names));
}

static char *
describe_move (const LaurelChange *change, const LaurelDocument *from, const LaurelDocument *to)
{
  const LaurelNode *old_parent = laurel_document_find_parent (from, change->id);
  const LaurelNode *parent = laurel_document_find_parent (to, change->id);
  g_autofree char  *before = old_parent != NULL ? dup_node_name (old_parent) : NULL;
  g_autofree char  *after = parent != NULL ? dup_node_name (parent) : NULL;

  /* TRANSLATORS: names of groups of discounts */
  return g_strdup_printf (_ ("From “%s” to “%s”"),
                          before != NULL ? before : "",
                          after != NULL ? after : "");
}

/* "A, B, C": enough to see what comes first. */
static char *
list_children (const LaurelNode *group)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < group->children->len && i < 6; i++)
    {
      const LaurelNode *child = g_ptr_array_index (group->children, i);

      g_strv_builder_add (builder, child->name != NULL ? child->name : child->id);
    }

  if (group->children->len > 6)
    g_strv_builder_add (builder, "…");

  names = g_strv_builder_end (builder);

  return g_strjoinv (", ", names);
}

static char *
describe_node_change (const LaurelChange   *change,
                      const LaurelDocument *from,
                      const LaurelDocument *to,
                      LaurelNames          *names)
{
  const LaurelNode *before = laurel_document_find (from, change->id);
  const LaurelNode *after = laurel_document_find (to, change->id);

  switch (change->kind)
    {
    case LAUREL_CHANGE_EDITED:
      return compare_nodes (before, after, names);
    case LAUREL_CHANGE_MOVED:
      return describe_move (change, from, to);
    case LAUREL_CHANGE_ORDER:
      return compare (list_children (before), list_children (after));
    case LAUREL_CHANGE_NEW:
    case LAUREL_CHANGE_ON:
    case LAUREL_CHANGE_OFF:
    case LAUREL_CHANGE_REMOVED:
    default:
      return describe_node (after != NULL ? after : before, names);
    }
}

static char *
describe_level_change (const LaurelChange   *change,
                       const LaurelDocument *from,
                       const LaurelDocument *to)
{
  const LaurelLevel *before = laurel_document_find_level (from, change->id);
  const LaurelLevel *after = laurel_document_find_level (to, change->id);

  if (before == NULL || after == NULL)
    return describe_level (after != NULL ? after : before);

  if (g_strcmp0 (before->name, after->name) != 0)
    return compare (dup_level_name (before), dup_level_name (after));

  return compare (describe_level (before), describe_level (after));
}

char *
laurel_change_words_text (const LaurelChange   *change,
                          const LaurelDocument *from,
                          const LaurelDocument *to,
                          LaurelNames          *names)
{
  switch (change->subject)
    {
    case LAUREL_CHANGE_OF_NODE:
      return describe_node_change (change, from, to, names);
    case LAUREL_CHANGE_OF_LEVEL:
      return describe_level_change (change, from, to);
    case LAUREL_CHANGE_OF_SECTION:
    default:
      return compare (describe_section (change->section, from),
                      describe_section (change->section, to));
    }
}
