/* laurel-check-why.c - why a line costs what it costs by one program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-check-why.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sentence.h"

/* The level's own accrual has no node in the tree. */
#define BASE "base"

static const LaurelTrialOutcome *
find_outcome (const LaurelTrialResult *result, const char *id)
{
  for (guint i = 0; result != NULL && i < result->outcomes->len; i++)
    {
      const LaurelTrialOutcome *outcome = &g_array_index (result->outcomes, LaurelTrialOutcome, i);

      if (g_str_equal (outcome->explanation.id, id))
        return outcome;
    }

  return NULL;
}

static const LaurelSaleEffect *
find_effect (const LaurelTrialResult *result, gint64 n, const char *id)
{
  const LaurelSaleLine *line = laurel_trial_result_find_line (result, n);

  for (guint i = 0; line != NULL && i < line->effects->len; i++)
    {
      const LaurelSaleEffect *effect = &g_array_index (line->effects, LaurelSaleEffect, i);

      if (g_str_equal (effect->id, id))
        return effect;
    }

  return NULL;
}

static const LaurelTrialChange *
find_change (const LaurelTrialOutcome *outcome, gint64 n)
{
  for (guint i = 0; i < outcome->lines->len; i++)
    {
      const LaurelTrialChange *change = &g_array_index (outcome->lines, LaurelTrialChange, i);

      if (change->n == n)
        return change;
    }

  return NULL;
}

/* Whether it was applied, but to other lines. */
static gboolean
is_elsewhere (const LaurelTrialOutcome *outcome, gint64 n)
{
  return outcome->explanation.outcome == LAUREL_OUTCOME_APPLIED && find_change (outcome, n) == NULL;
}

static gboolean
is_same_for_line (const LaurelTrialResult  *one,
                  const LaurelTrialOutcome *outcome,
                  const LaurelTrialResult  *other,
                  gint64                    n)
{
  const char               *id = outcome->explanation.id;
  const LaurelTrialOutcome *twin = find_outcome (other, id);
  const LaurelSaleEffect   *effect = find_effect (one, n, id);
  const LaurelSaleEffect   *twin_effect = find_effect (other, n, id);

  if (twin == NULL || twin->explanation.outcome != outcome->explanation.outcome ||
      g_strcmp0 (twin->explanation.test, outcome->explanation.test) != 0 ||
      g_strcmp0 (twin->node, outcome->node) != 0 ||
      !g_strv_equal ((const char *const *) twin->explanation.by,
                     (const char *const *) outcome->explanation.by))
    return FALSE;

  if (effect == NULL || twin_effect == NULL)
    return effect == twin_effect;

  return effect->money == twin_effect->money && effect->points == twin_effect->points;
}

/* === Words ==================================================================================== */

/* The condition in its own words, and the group whose it is. */
static char *
describe_condition (const LaurelTrialOutcome *outcome,
                    const LaurelDocument     *document,
                    LaurelNames              *names)
{
  const LaurelNode *node = document != NULL && outcome->node != NULL
                               ? laurel_document_find (document, outcome->node)
                               : NULL;
  g_autofree char  *reason = NULL;

  if (node == NULL || node->when == NULL)
    return laurel_words_outcome (&outcome->explanation);

  reason = laurel_sentence_failed_test (node->when, outcome->explanation.test, names);

  if (!node->is_group || node->name == NULL)
    /* TRANSLATORS: why a discount does not apply: %s is such as "the level is not “Gold”" */
    return g_strdup_printf (_ ("Not here: %s"), reason);

  /* TRANSLATORS: 1 is such as "the level is not “Gold”", 2 the group of discounts that asks for it
   */
  return g_strdup_printf (_ ("Not here: %1$s (group “%2$s”)"), reason, node->name);
}

static char *
describe_change (const LaurelTrialChange *change)
{
  g_autofree char *before = laurel_format_money (change->before);
  g_autofree char *after = laurel_format_money (change->after);

  if (change->before == change->after)
    return g_strdup (_ ("Applied"));

  /* TRANSLATORS: the price of a line before and after a discount */
  return g_strdup_printf (_ ("%s → %s"), before, after);
}

static char *
describe (const LaurelTrialOutcome *outcome,
          const LaurelDocument     *document,
          LaurelNames              *names,
          gint64                    n)
{
  const LaurelTrialChange *change = find_change (outcome, n);

  if (change != NULL)
    return describe_change (change);

  if (is_elsewhere (outcome, n))
    return g_strdup (_ ("Applied to other lines only"));

  if (outcome->explanation.outcome == LAUREL_OUTCOME_CONDITION)
    return describe_condition (outcome, document, names);

  return laurel_words_outcome (&outcome->explanation);
}

static char *
format_effect (const LaurelSaleEffect *effect)
{
  g_autofree char *points = NULL;

  if (effect == NULL)
    return g_strdup ("");

  if (effect->money != 0)
    return laurel_format_money (-effect->money);

  points = laurel_words_points_change (effect->points);

  return g_strdup_printf (_ ("%s points"), points);
}

/* === Rows ===================================================================================== */

static GtkWidget *
new_label (const char *text, const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class_name != NULL)
    gtk_widget_add_css_class (label, class_name);

  return label;
}

static void
append_row (GtkBox     *box,
            const char *icon_name,
            const char *icon_class,
            const char *title,
            gboolean    strong,
            const char *words,
            const char *number)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *about = new_label (words, "caption");
  GtkWidget *value = new_label (number, "numeric");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_add_css_class (icon, icon_class);
  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_add_css_class (value, "heading");
  gtk_widget_set_valign (value, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (value), FALSE);
  gtk_box_append (GTK_BOX (texts), new_label (title, strong ? "heading" : NULL));
  gtk_box_append (GTK_BOX (texts), about);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), value);
  gtk_widget_add_css_class (row, "outcome");
  gtk_box_append (box, row);
}

static void
append_outcome (GtkBox                   *box,
                const LaurelTrialResult  *result,
                const LaurelTrialOutcome *outcome,
                const LaurelDocument     *document,
                LaurelNames              *names,
                gint64                    n)
{
  const LaurelExplanation *explanation = &outcome->explanation;
  gboolean                 applied = find_change (outcome, n) != NULL;
  g_autofree char         *words = describe (outcome, document, names, n);
  g_autofree char         *number = format_effect (find_effect (result, n, explanation->id));
  const char              *icon_class = "dim-label";

  if (applied)
    icon_class = "success";
  else if (explanation->outcome == LAUREL_OUTCOME_DISPLACED)
    icon_class = "warning";

  append_row (box,
              is_elsewhere (outcome, n) ? "action-unavailable-symbolic"
                                        : laurel_words_outcome_icon (explanation),
              icon_class,
              explanation->name,
              applied,
              words,
              number);
}

/* The accrual of the level, which stands beside the discounts. */
static void
append_base (GtkBox *box, const LaurelTrialResult *result, gint64 n)
{
  const LaurelSaleEffect *effect = find_effect (result, n, BASE);
  g_autofree char        *number = format_effect (effect);

  if (effect != NULL)
    append_row (box,
                "emblem-ok-symbolic",
                "success",
                _ ("Accrual of the level"),
                TRUE,
                _ ("Applied"),
                number);
}

/* What is for other goods or switched off says nothing about this line. */
static gboolean
is_worth_a_row (const LaurelTrialOutcome *outcome, gint64 n)
{
  return outcome->explanation.outcome != LAUREL_OUTCOME_DISABLED &&
         outcome->explanation.outcome != LAUREL_OUTCOME_NO_LINES && !is_elsewhere (outcome, n);
}

static void
append_missing (GtkBox                  *box,
                const LaurelTrialResult *result,
                const LaurelTrialResult *other,
                gint64                   n)
{
  g_autofree char *title = laurel_check_why_title (result->version);
  /* TRANSLATORS: of a discount; %s is such as "Program 41" */
  g_autofree char *words = g_strdup_printf (_ ("Not in: %s"), title);

  for (guint i = 0; i < other->outcomes->len; i++)
    {
      const LaurelTrialOutcome *outcome = &g_array_index (other->outcomes, LaurelTrialOutcome, i);

      if (is_worth_a_row (outcome, n) && find_outcome (result, outcome->explanation.id) == NULL)
        append_row (box,
                    "window-close-symbolic",
                    "dim-label",
                    outcome->explanation.name,
                    FALSE,
                    words,
                    "");
    }
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

void
laurel_check_why_fill (GtkBox                  *box,
                       const LaurelTrialResult *result,
                       const LaurelTrialResult *other,
                       gboolean                 only_differences,
                       const LaurelDocument    *document,
                       LaurelNames             *names,
                       gint64                   n)
{
  g_autofree char *title = laurel_check_why_title (result->version);
  GtkWidget       *heading = new_label (title, "caption-heading");
  gboolean         differs_only = only_differences && other != NULL;

  clear_box (box);
  gtk_widget_add_css_class (heading, "dim-label");
  gtk_box_append (box, heading);

  for (guint i = 0; i < result->outcomes->len; i++)
    {
      const LaurelTrialOutcome *outcome = &g_array_index (result->outcomes, LaurelTrialOutcome, i);

      if (is_worth_a_row (outcome, n) &&
          !(differs_only && is_same_for_line (result, outcome, other, n)))
        append_outcome (box, result, outcome, document, names, n);
    }

  if (!differs_only)
    append_base (box, result, n);

  if (other != NULL && other != result)
    append_missing (box, result, other, n);

  if (gtk_widget_get_next_sibling (heading) == NULL)
    gtk_box_append (box, new_label (_ ("Nothing here."), NULL));
}

char *
laurel_check_why_title (gint64 version)
{
  return version == 0 ? g_strdup (_ ("Draft")) : g_strdup_printf (_ ("Program %d"), (int) version);
}
