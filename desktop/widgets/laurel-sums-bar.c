/* laurel-sums-bar.c - labelled sums at the bottom of a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-sums-bar.h"

#define SUM_SPACING   18
#define LABEL_SPACING 6

struct _LaurelSumsBar
{
  GtkWidget parent_instance;

  GtkWidget *row;
  GtkWidget *total;
  GtkWidget *selection;
};

G_DEFINE_FINAL_TYPE (LaurelSumsBar, laurel_sums_bar, GTK_TYPE_WIDGET)

static GtkWidget *
new_sum (const LaurelSum *sum)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, LABEL_SPACING);
  GtkWidget *label = gtk_label_new (sum->label);
  GtkWidget *value = gtk_label_new (sum->value);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (value, GTK_ALIGN_BASELINE);

  /* Words may be cut where it is narrow, a number never: the rest of it would be another number. */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), value);

  /* A label and its value are one thing to a screen reader. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label,
                                  NULL,
                                  -1);

  return box;
}

static GtkWidget *
new_line (const char *lead, const LaurelSum *sums, gsize n_sums)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SUM_SPACING);
  GtkWidget *label = gtk_label_new (lead);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (line), label);

  for (gsize i = 0; i < n_sums; i++)
    gtk_box_append (GTK_BOX (line), new_sum (&sums[i]));

  return line;
}

/* Puts @line into the place of *@place; NULL leaves the place empty. */
static void
replace_line (LaurelSumsBar *self, GtkWidget **place, GtkWidget *line)
{
  if (*place != NULL)
    gtk_box_remove (GTK_BOX (self->row), *place);

  *place = line;
  if (line != NULL)
    gtk_box_append (GTK_BOX (self->row), line);

  if (self->total != NULL)
    gtk_widget_set_visible (self->total, self->selection == NULL);
}

static void
laurel_sums_bar_dispose (GObject *object)
{
  LaurelSumsBar *self = LAUREL_SUMS_BAR (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);

  G_OBJECT_CLASS (laurel_sums_bar_parent_class)->dispose (object);
}

static void
laurel_sums_bar_class_init (LaurelSumsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_sums_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
laurel_sums_bar_init (LaurelSumsBar *self)
{
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "sums");
}

GtkWidget *
laurel_sums_bar_new (void)
{
  return g_object_new (LAUREL_TYPE_SUMS_BAR, NULL);
}

void
laurel_sums_bar_set_total (LaurelSumsBar   *self,
                           const char      *lead,
                           const LaurelSum *sums,
                           gsize            n_sums)
{
  g_return_if_fail (LAUREL_IS_SUMS_BAR (self) && (sums != NULL || n_sums == 0));

  replace_line (self, &self->total, new_line (lead, sums, n_sums));
}

void
laurel_sums_bar_set_selection (LaurelSumsBar   *self,
                               const char      *lead,
                               const LaurelSum *sums,
                               gsize            n_sums)
{
  g_return_if_fail (LAUREL_IS_SUMS_BAR (self) && (sums != NULL || n_sums == 0));

  replace_line (self, &self->selection, lead != NULL ? new_line (lead, sums, n_sums) : NULL);
}
