/* laurel-combine-editor.c - what becomes of the discounts of a group where several apply
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-combine-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-sentence-row.h"
#include "desktop/widgets/laurel-sentence.h"

struct _LaurelCombineEditor
{
  GtkWidget parent_instance;

  LaurelNode *node;

  GtkWidget         *box;
  LaurelSentenceRow *row;
  GtkWidget         *meaning;
};

G_DEFINE_FINAL_TYPE (LaurelCombineEditor, laurel_combine_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* TRANSLATORS: how the discounts of a group combine; {name} stands for a value that a person
 * chooses */
static const char *const messages[] = {
  [LAUREL_COMBINE_ADD] = N_ ("the discounts of this group {combine}"),
  [LAUREL_COMBINE_MULTIPLY] = N_ ("the discounts of this group {combine}"),
  [LAUREL_COMBINE_MAX] = N_ ("of the discounts of this group {combine} {scope}"),
  [LAUREL_COMBINE_MIN] = N_ ("of the discounts of this group {combine} {scope}"),
  [LAUREL_COMBINE_DISPLACE] =
      N_ ("of the discounts of this group {combine} {scope} and it is {winner}"),
};

static const char *const ways[] = {
  [LAUREL_COMBINE_ADD] = NC_ ("discounts", "are added up"),
  [LAUREL_COMBINE_MULTIPLY] = NC_ ("discounts", "apply one after another"),
  [LAUREL_COMBINE_MAX] = NC_ ("discounts", "the largest stays"),
  [LAUREL_COMBINE_MIN] = NC_ ("discounts", "the smallest stays"),
  [LAUREL_COMBINE_DISPLACE] = NC_ ("discounts", "one displaces the others"),
};

static const char *
say (const LaurelNode *node, const char *slot, int choice)
{
  if (strcmp (slot, "combine") == 0)
    return g_dpgettext2 (NULL, "discounts", ways[choice]);

  if (strcmp (slot, "scope") == 0)
    return choice == LAUREL_SCOPE_LINE ? C_ ("discounts", "on each line")
                                       : C_ ("discounts", "on the whole receipt");

  return choice == LAUREL_WINNER_LAST ? C_ ("discounts", "the last one")
                                      : C_ ("discounts", "the first one");
}

static char *
explain (const LaurelNode *node, const char *slot, int choice)
{
  gboolean combine = strcmp (slot, "combine") == 0;
  gboolean scope = strcmp (slot, "scope") == 0;

  return laurel_sentence_combine (combine ? (LaurelCombine) choice : node->combine,
                                  scope ? (LaurelScope) choice : node->scope,
                                  combine || scope ? node->winner : (LaurelWinner) choice);
}

static int
get (const LaurelNode *node, const char *slot)
{
  if (strcmp (slot, "combine") == 0)
    return (int) node->combine;

  return strcmp (slot, "scope") == 0 ? (int) node->scope : (int) node->winner;
}

static void
put (LaurelNode *node, const char *slot, int choice)
{
  if (strcmp (slot, "combine") == 0)
    node->combine = (LaurelCombine) choice;
  else if (strcmp (slot, "scope") == 0)
    node->scope = (LaurelScope) choice;
  else
    node->winner = (LaurelWinner) choice;
}

static void
show (LaurelCombineEditor *self)
{
  static const char *const slots[] = { "combine", "scope", "winner" };
  g_autofree char         *meaning =
      laurel_sentence_combine (self->node->combine, self->node->scope, self->node->winner);

  laurel_sentence_row_set_template (self->row, _ (messages[self->node->combine]));

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    laurel_sentence_row_set_token (self->row,
                                   slots[i],
                                   say (self->node, slots[i], get (self->node, slots[i])),
                                   FALSE);

  gtk_label_set_text (GTK_LABEL (self->meaning), meaning);
}

#define SLOT_KEY "laurel-slot"

static void
chosen_cb (LaurelCombineEditor *self, LaurelChoiceList *list)
{
  const char *slot = g_object_get_data (G_OBJECT (list), SLOT_KEY);
  g_auto (GStrv) chosen = laurel_choice_list_get_chosen (list, 0);
  LaurelNode *edited = NULL;

  if (chosen[0] == NULL)
    return;

  edited = laurel_node_copy (self->node);
  put (edited, slot, *chosen[0] - '0');
  laurel_node_unref (self->node);
  self->node = edited;
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, edited, slot);
}

static GtkWidget *
open_token (LaurelSentenceRow *row, const char *slot, gpointer data)
{
  LaurelCombineEditor *self = data;
  GtkWidget           *widget = laurel_choice_list_new (FALSE);
  LaurelChoiceList    *list = LAUREL_CHOICE_LIST (widget);
  int                  n_choices = strcmp (slot, "combine") == 0 ? LAUREL_COMBINE_DISPLACE + 1 : 2;

  laurel_choice_list_add_words (list, NULL);

  for (int i = 0; i < n_choices; i++)
    {
      const char       id[] = { (char) ('0' + i), '\0' };
      g_autofree char *meaning = explain (self->node, slot, i);

      laurel_choice_list_add_word (list, 0, id, say (self->node, slot, i), meaning);
      if (i == get (self->node, slot))
        laurel_choice_list_choose (list, 0, id);
    }

  laurel_choice_list_show (list);
  g_object_set_data_full (G_OBJECT (widget), SLOT_KEY, g_strdup (slot), g_free);
  g_signal_connect_object (widget, "changed", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);

  return widget;
}

static void
laurel_combine_editor_dispose (GObject *object)
{
  LaurelCombineEditor *self = LAUREL_COMBINE_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (laurel_combine_editor_parent_class)->dispose (object);
}

static void
laurel_combine_editor_finalize (GObject *object)
{
  g_clear_pointer (&LAUREL_COMBINE_EDITOR (object)->node, laurel_node_unref);

  G_OBJECT_CLASS (laurel_combine_editor_parent_class)->finalize (object);
}

static void
laurel_combine_editor_class_init (LaurelCombineEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_combine_editor_dispose;
  object_class->finalize = laurel_combine_editor_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_COMBINE_EDITOR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_POINTER,
                                          G_TYPE_STRING);
}

static void
laurel_combine_editor_init (LaurelCombineEditor *self)
{
  GtkWidget *row = laurel_sentence_row_new (open_token, self);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->row = LAUREL_SENTENCE_ROW (row);
  self->meaning = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->meaning), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->meaning), 0);
  gtk_widget_add_css_class (self->meaning, "caption");
  gtk_widget_add_css_class (self->meaning, "sentence-note");
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "rules");
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_box_append (GTK_BOX (self->box), self->meaning);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
laurel_combine_editor_new (void)
{
  return g_object_new (LAUREL_TYPE_COMBINE_EDITOR, NULL);
}

void
laurel_combine_editor_set_node (LaurelCombineEditor *self, LaurelNode *node)
{
  g_return_if_fail (LAUREL_IS_COMBINE_EDITOR (self) && node != NULL && node->is_group);

  laurel_node_ref (node);
  g_clear_pointer (&self->node, laurel_node_unref);
  self->node = node;
  show (self);
}
