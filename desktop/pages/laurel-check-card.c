/* laurel-check-card.c - what a receipt comes to by one program, and what differs between two
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-check-card.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-check-lines.h"
#include "desktop/pages/laurel-check-why.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"

/* The small numbers beside the large one. */
typedef enum
{
  FIGURE_DISCOUNT,
  FIGURE_SPENT,
  FIGURE_EARNED,
  N_FIGURES,
} Figure;

static const char *const figure_titles[N_FIGURES] = {
  [FIGURE_DISCOUNT] = N_ ("Discount"),
  [FIGURE_SPENT] = N_ ("Points paid"),
  [FIGURE_EARNED] = N_ ("Points earned"),
};

struct _LaurelCheckCard
{
  AdwBin parent_instance;

  LaurelPricing *pricing;
  LaurelDraft   *draft;
  guint          side;
  GtkLabel      *title;
  GtkLabel      *about;
  GtkLabel      *badge;
  GtkWidget     *numbers;
  GtkLabel      *to_pay;
  GtkLabel      *figures[N_FIGURES];
  GtkLabel      *fault;
};

G_DEFINE_FINAL_TYPE (LaurelCheckCard, laurel_check_card, ADW_TYPE_BIN)

static GtkLabel *
new_label (const char *text, const char *class_name, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (class_name != NULL)
    gtk_widget_add_css_class (label, class_name);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");

  return GTK_LABEL (label);
}

static GtkLabel *
new_wrapped (const char *class_name, gboolean dim)
{
  GtkLabel *label = new_label (NULL, class_name, dim);

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);

  return label;
}

static gint64
read_figure (const LaurelTrialResult *result, Figure figure)
{
  switch (figure)
    {
    case FIGURE_DISCOUNT:
      return result->discount;
    case FIGURE_SPENT:
      return result->redeemed_points;
    case FIGURE_EARNED:
      return result->points;
    case N_FIGURES:
    default:
      g_return_val_if_reached (0);
    }
}

static char *
format_figure (const LaurelTrialResult *result, Figure figure)
{
  gint64 value = read_figure (result, figure);

  return figure == FIGURE_DISCOUNT ? laurel_format_money (value) : laurel_words_points (value);
}

static char *
describe_version (LaurelCheckCard *self, gint64 version)
{
  guint n_changes = laurel_draft_get_n_changes (self->draft);

  if (version == 0)
    return g_strdup_printf (ngettext ("%u change", "%u changes", n_changes), n_changes);

  return g_strdup (version == laurel_draft_get_current_version (self->draft) ? _ ("in force")
                                                                             : _ ("of before"));
}

static void
fill_head (LaurelCheckCard *self)
{
  gint64           version = laurel_pricing_get_version (self->pricing, self->side);
  g_autofree char *title = laurel_check_why_title (version);
  g_autofree char *about = describe_version (self, version);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->about, about);
  gtk_label_set_text (self->badge, version == 0 ? _ ("Draft") : _ ("Published"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->badge), version == 0 ? "good" : "warn");
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), version == 0 ? "warn" : "good");
}

static void
fill_figures (LaurelCheckCard         *self,
              const LaurelTrialResult *result,
              const LaurelTrialResult *first)
{
  g_autofree char *to_pay = laurel_format_money (result->to_pay);

  gtk_label_set_text (self->to_pay, to_pay);

  for (guint i = 0; i < N_FIGURES; i++)
    {
      g_autofree char *text = format_figure (result, i);
      gboolean         changed =
          first != NULL && first != result && read_figure (first, i) != read_figure (result, i);

      gtk_label_set_text (self->figures[i], text);
      if (changed)
        gtk_widget_add_css_class (GTK_WIDGET (self->figures[i]), "changed");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->figures[i]), "changed");
    }
}

/* While it is asked again, the numbers of before stay, dimmed. */
static void
update (LaurelCheckCard *self)
{
  const LaurelTrialResult *result = laurel_pricing_get_result (self->pricing, self->side);
  const LaurelTrialResult *first = laurel_pricing_get_result (self->pricing, 0);
  gboolean                 busy = laurel_pricing_get_busy (self->pricing);
  const char              *fault = result != NULL ? result->fault : NULL;

  fill_head (self);
  gtk_widget_set_visible (self->numbers, result != NULL && fault == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  gtk_label_set_text (self->fault, fault != NULL ? fault : "");

  if (result != NULL && fault == NULL)
    fill_figures (self, result, first != NULL && first->fault == NULL ? first : NULL);

  if (busy)
    gtk_widget_add_css_class (self->numbers, "dim-label");
  else
    gtk_widget_remove_css_class (self->numbers, "dim-label");
}

static GtkWidget *
new_numbers (LaurelCheckCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *large = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *grid = gtk_grid_new ();

  self->to_pay = new_label (NULL, "title-1", FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->to_pay), "numeric");
  gtk_box_append (GTK_BOX (large), GTK_WIDGET (new_label (_ ("To pay"), "caption", TRUE)));
  gtk_box_append (GTK_BOX (large), GTK_WIDGET (self->to_pay));
  gtk_widget_set_hexpand (large, TRUE);
  gtk_box_append (GTK_BOX (box), large);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      GtkLabel *title = new_label (_ (figure_titles[i]), NULL, TRUE);

      self->figures[i] = new_label (NULL, "numeric", FALSE);
      gtk_widget_add_css_class (GTK_WIDGET (self->figures[i]), "heading");
      gtk_widget_set_halign (GTK_WIDGET (self->figures[i]), GTK_ALIGN_END);
      gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (title), 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->figures[i]), 1, (int) i, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), grid);

  return box;
}

static void
laurel_check_card_dispose (GObject *object)
{
  LaurelCheckCard *self = LAUREL_CHECK_CARD (object);

  g_clear_object (&self->pricing);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (laurel_check_card_parent_class)->dispose (object);
}

static void
laurel_check_card_class_init (LaurelCheckCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_check_card_dispose;
}

static void
laurel_check_card_init (LaurelCheckCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *titles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = new_label (NULL, "heading", FALSE);
  self->about = new_label (NULL, "caption", TRUE);
  self->badge = new_label (NULL, "badge", FALSE);
  gtk_label_set_ellipsize (self->about, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (titles, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->badge), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (titles), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (titles), GTK_WIDGET (self->about));
  gtk_box_append (GTK_BOX (head), titles);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->badge));
  gtk_box_append (GTK_BOX (box), head);
  self->numbers = new_numbers (self);
  gtk_box_append (GTK_BOX (box), self->numbers);
  self->fault = new_wrapped ("error", FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fault));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "panel");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
laurel_check_card_new (LaurelPricing *pricing, LaurelDraft *draft, guint side)
{
  LaurelCheckCard *self = g_object_new (LAUREL_TYPE_CHECK_CARD, NULL);

  self->pricing = g_object_ref (pricing);
  self->draft = g_object_ref (draft);
  self->side = side;
  g_signal_connect_object (pricing, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/* === What differs ============================================================================= */

typedef struct
{
  LaurelPricing *pricing;
  GtkLabel      *title;
  GtkLabel      *money;
  GtkLabel      *lines;
  GtkLabel      *points;
} Difference;

static char *
describe_money (gint64 difference)
{
  g_autofree char *money =
      laurel_format_value (LAUREL_VALUE_MONEY, difference, LAUREL_FORMAT_SIGNED);

  if (difference == 0)
    return g_strdup (_ ("The same to pay"));

  /* TRANSLATORS: %s is a sum with its sign: "−₽178.50 to pay" */
  return g_strdup_printf (_ ("%s to pay"), money);
}

static char *
describe_points (gint64 difference)
{
  gint64           distance = ABS (difference);
  g_autofree char *points = laurel_words_points (distance);

  if (difference == 0)
    return g_strdup (_ ("The same points"));

  /* TRANSLATORS: %s is a number of points */
  return g_strdup_printf (difference > 0 ? _ ("%s points more are earned")
                                         : _ ("%s points fewer are earned"),
                          points);
}

static void
update_difference (GtkWidget *card)
{
  Difference              *self = g_object_get_data (G_OBJECT (card), "laurel-difference");
  const LaurelTrialResult *left = laurel_pricing_get_result (self->pricing, 0);
  const LaurelTrialResult *right = laurel_pricing_get_result (self->pricing, 1);
  gboolean there = left != NULL && right != NULL && left->fault == NULL && right->fault == NULL;
  guint    n_lines = there ? right->lines->len : 0;
  guint    n_differences = laurel_check_lines_count_differences (self->pricing);
  g_autofree char *money = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *points = NULL;

  gtk_label_set_text (self->title,
                      laurel_pricing_get_version (self->pricing, 1) == 0 ? _ ("The Draft Changes")
                                                                         : _ ("What Changes"));
  gtk_widget_set_visible (GTK_WIDGET (self->lines), there);
  gtk_widget_set_visible (GTK_WIDGET (self->points), there);

  if (!there)
    {
      gtk_label_set_text (self->money, LAUREL_FORMAT_NOTHING);
      return;
    }

  money = describe_money (right->to_pay - left->to_pay);
  /* TRANSLATORS: how many lines of a receipt, of how many */
  lines = g_strdup_printf (ngettext ("%u of %u line is priced differently",
                                     "%u of %u lines are priced differently",
                                     n_lines),
                           n_differences,
                           n_lines);
  points = describe_points (right->points - left->points);
  gtk_label_set_text (self->money, money);
  gtk_label_set_text (self->lines, lines);
  gtk_label_set_text (self->points, points);
}

static void
difference_free (gpointer data)
{
  Difference *self = data;

  g_object_unref (self->pricing);
  g_free (self);
}

GtkWidget *
laurel_check_card_new_difference (LaurelPricing *pricing)
{
  Difference *self = g_new0 (Difference, 1);
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->pricing = g_object_ref (pricing);
  self->title = new_label (NULL, "heading", FALSE);
  self->money = new_wrapped ("title-2", FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->money), "numeric");
  self->lines = new_wrapped (NULL, FALSE);
  self->points = new_wrapped ("caption", TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->money));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lines));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->points));
  gtk_widget_add_css_class (box, "reads");
  gtk_widget_set_size_request (box, 220, -1);
  g_object_set_data_full (G_OBJECT (box), "laurel-difference", self, difference_free);
  g_signal_connect_object (pricing,
                           "changed",
                           G_CALLBACK (update_difference),
                           box,
                           G_CONNECT_SWAPPED);
  update_difference (box);

  return box;
}
