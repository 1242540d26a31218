/* laurel-target-editor.c - on which products, edited as sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-target-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-number-entry.h"
#include "desktop/widgets/laurel-sentence-row.h"
#include "desktop/widgets/laurel-sentence-words.h"

/* engine.md, 1 */
#define MONEY_MAX G_GINT64_CONSTANT (100000000000000)

typedef enum
{
  ROW_PICKED,
  ROW_EXCLUDED,
  ROW_PRICE,
  N_ROWS,
} Row;

struct _LaurelTargetEditor
{
  GtkWidget parent_instance;

  LaurelNames  *names;
  LaurelTarget *target;

  GtkWidget         *box;
  LaurelSentenceRow *rows[N_ROWS];
};

G_DEFINE_FINAL_TYPE (LaurelTargetEditor, laurel_target_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const messages[N_ROWS] = {
  /* TRANSLATORS: {picked} is a list of products and segments */
  [ROW_PICKED] = N_ ("on {picked}"),
  [ROW_EXCLUDED] = N_ ("except {excluded}"),
  [ROW_PRICE] = N_ ("at a price from {min} to {max}"),
};

static void
set_words (LaurelTargetEditor *self, Row row, const char *slot, char *words, const char *nothing)
{
  g_autofree char *owned = words;

  laurel_sentence_row_set_token (self->rows[row], slot, owned != NULL ? owned : nothing, FALSE);
}

static char *
price_of (gint64 price)
{
  return price != LAUREL_UNSET ? laurel_format_price (price) : NULL;
}

static void
show_target (LaurelTargetEditor *self)
{
  const LaurelTarget *target = self->target;

  for (guint i = 0; i < N_ROWS; i++)
    laurel_sentence_row_set_template (self->rows[i], _ (messages[i]));

  set_words (self,
             ROW_PICKED,
             "picked",
             laurel_words_picked (target, LAUREL_STYLE_TOKEN, self->names),
             C_ ("products", "all products"));
  set_words (self,
             ROW_EXCLUDED,
             "excluded",
             laurel_words_excluded (target, LAUREL_STYLE_TOKEN, self->names),
             C_ ("products", "nothing"));
  set_words (self, ROW_PRICE, "min", price_of (target->min_price), C_ ("price", "any"));
  set_words (self, ROW_PRICE, "max", price_of (target->max_price), C_ ("price", "any"));
}

static void
tell (LaurelTargetEditor *self)
{
  show_target (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take_list (GStrv *list, GStrv chosen)
{
  g_strfreev (*list);
  *list = chosen;
}

static void
picked_cb (LaurelTargetEditor *self, LaurelChoiceList *list)
{
  take_list (&self->target->segments, laurel_choice_list_get_chosen (list, 0));
  take_list (&self->target->products, laurel_choice_list_get_chosen (list, 1));
  tell (self);
}

static void
excluded_cb (LaurelTargetEditor *self, LaurelChoiceList *list)
{
  take_list (&self->target->exclude_segments, laurel_choice_list_get_chosen (list, 0));
  take_list (&self->target->exclude_products, laurel_choice_list_get_chosen (list, 1));
  tell (self);
}

static void
min_cb (LaurelTargetEditor *self, LaurelNumberEntry *entry)
{
  self->target->min_price = laurel_number_entry_get_value (entry);
  tell (self);
}

static void
max_cb (LaurelTargetEditor *self, LaurelNumberEntry *entry)
{
  self->target->max_price = laurel_number_entry_get_value (entry);
  tell (self);
}

static void
choose_all (LaurelChoiceList *list, guint source, GStrv ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    laurel_choice_list_choose (list, source, ids[i]);
}

static GtkWidget *
new_choice (LaurelTargetEditor *self, GStrv segments, GStrv products, GCallback changed)
{
  GtkWidget        *widget = laurel_choice_list_new (TRUE);
  LaurelChoiceList *list = LAUREL_CHOICE_LIST (widget);

  laurel_choice_list_add_names (list, self->names, LAUREL_NAME_PRODUCT_SEGMENT, _ ("Segments"));
  laurel_choice_list_add_names (list, self->names, LAUREL_NAME_PRODUCT, _ ("Products"));
  choose_all (list, 0, segments);
  choose_all (list, 1, products);
  laurel_choice_list_show (list);
  g_signal_connect_object (list, "changed", changed, self, G_CONNECT_SWAPPED);

  return widget;
}

static GtkWidget *
new_price (LaurelTargetEditor *self, const char *label, gint64 price, GCallback changed)
{
  GtkWidget *entry = laurel_number_entry_new (LAUREL_NUMBER_MONEY, label, 0, MONEY_MAX);

  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (entry), price);
  g_signal_connect_object (entry, "changed", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (laurel_token_close), entry);

  return entry;
}

static GtkWidget *
open_token (LaurelSentenceRow *row, const char *slot, gpointer data)
{
  LaurelTargetEditor *self = data;
  const LaurelTarget *target = self->target;

  if (strcmp (slot, "picked") == 0)
    return new_choice (self, target->segments, target->products, G_CALLBACK (picked_cb));

  if (strcmp (slot, "excluded") == 0)
    return new_choice (self,
                       target->exclude_segments,
                       target->exclude_products,
                       G_CALLBACK (excluded_cb));

  return strcmp (slot, "min") == 0
             ? new_price (self, _ ("Lowest price"), target->min_price, G_CALLBACK (min_cb))
             : new_price (self, _ ("Highest price"), target->max_price, G_CALLBACK (max_cb));
}

static void
laurel_target_editor_dispose (GObject *object)
{
  LaurelTargetEditor *self = LAUREL_TARGET_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  if (self->names != NULL)
    g_signal_handlers_disconnect_by_func (self->names, show_target, self);

  g_clear_object (&self->names);

  G_OBJECT_CLASS (laurel_target_editor_parent_class)->dispose (object);
}

static void
laurel_target_editor_finalize (GObject *object)
{
  laurel_target_free (LAUREL_TARGET_EDITOR (object)->target);

  G_OBJECT_CLASS (laurel_target_editor_parent_class)->finalize (object);
}

static void
laurel_target_editor_class_init (LaurelTargetEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_target_editor_dispose;
  object_class->finalize = laurel_target_editor_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_TARGET_EDITOR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
laurel_target_editor_init (LaurelTargetEditor *self)
{
  /* Until there are others, which know more. */
  g_autoptr (LaurelNames) names = laurel_names_new (NULL);

  self->target = laurel_target_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < N_ROWS; i++)
    {
      GtkWidget *row = laurel_sentence_row_new (open_token, self);

      if (i > 0)
        gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));

      gtk_box_append (GTK_BOX (self->box), row);
      self->rows[i] = LAUREL_SENTENCE_ROW (row);
    }

  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  laurel_target_editor_set_names (self, names);
}

GtkWidget *
laurel_target_editor_new (void)
{
  return g_object_new (LAUREL_TYPE_TARGET_EDITOR, NULL);
}

void
laurel_target_editor_set_names (LaurelTargetEditor *self, LaurelNames *names)
{
  g_return_if_fail (LAUREL_IS_TARGET_EDITOR (self) && LAUREL_IS_NAMES (names));

  if (self->names == names)
    return;

  if (self->names != NULL)
    g_signal_handlers_disconnect_by_func (self->names, show_target, self);

  g_set_object (&self->names, names);
  g_signal_connect_swapped (names, "changed", G_CALLBACK (show_target), self);
  show_target (self);
}

void
laurel_target_editor_set_target (LaurelTargetEditor *self, const LaurelTarget *target)
{
  g_return_if_fail (LAUREL_IS_TARGET_EDITOR (self));

  if (target == self->target)
    return;

  laurel_target_free (self->target);
  self->target = target != NULL ? laurel_target_copy (target) : laurel_target_new ();
  show_target (self);
}

const LaurelTarget *
laurel_target_editor_get_target (LaurelTargetEditor *self)
{
  g_return_val_if_fail (LAUREL_IS_TARGET_EDITOR (self), NULL);

  return laurel_target_is_everything (self->target) ? NULL : self->target;
}

static Row
row_of (const char *member)
{
  if (g_str_has_prefix (member, "exclude"))
    return ROW_EXCLUDED;

  return g_str_has_prefix (member, "m") ? ROW_PRICE : ROW_PICKED;
}

void
laurel_target_editor_set_fault (LaurelTargetEditor *self, const char *member, const char *reason)
{
  g_return_if_fail (LAUREL_IS_TARGET_EDITOR (self));

  for (guint i = 0; i < N_ROWS; i++)
    laurel_sentence_row_set_reason (self->rows[i],
                                    member != NULL && row_of (member) == i ? reason : NULL);
}
