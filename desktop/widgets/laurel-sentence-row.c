/* laurel-sentence-row.c - a sentence whose words can be chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-sentence-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-flow-layout.h"
#include "desktop/widgets/laurel-sentence-template.h"

/* Of a token: its slot. */
#define SLOT_KEY "laurel-slot"

#define SPACING         7
#define LINE_SPACING    4
#define TOKEN_WIDTH_MAX 40

struct _LaurelSentenceRow
{
  GtkWidget parent_instance;

  LaurelTokenFunc func;
  gpointer        data;

  GtkWidget *box;
  GtkWidget *sentence;
  GtkWidget *note;
  GtkWidget *menu_button;
  GtkWidget *reason;
};

G_DEFINE_FINAL_TYPE (LaurelSentenceRow, laurel_sentence_row, GTK_TYPE_WIDGET)

static const char *
slot_of (GtkWidget *piece)
{
  return g_object_get_data (G_OBJECT (piece), SLOT_KEY);
}

static void
open_token_cb (GtkMenuButton *token, gpointer user_data)
{
  LaurelSentenceRow *self = user_data;
  GtkWidget         *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover),
                         self->func (self, slot_of (GTK_WIDGET (token)), self->data));
  gtk_menu_button_set_popover (token, popover);
}

static GtkWidget *
new_token (LaurelSentenceRow *self, const char *slot)
{
  GtkWidget *token = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  g_object_set_data_full (G_OBJECT (token), SLOT_KEY, g_strdup (slot), g_free);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TOKEN_WIDTH_MAX);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (token), label);
  gtk_widget_add_css_class (token, "token");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (token), open_token_cb, self, NULL);

  return token;
}

static GtkWidget *
new_words (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

static gboolean
begins_with_mark (const char *words)
{
  return *words != '\0' && strchr (",.:;)", *words) != NULL;
}

/* A comma stands at the word before it, and not at a distance. */
static void
set_words (GtkWidget *label, const char *words)
{
  gtk_label_set_text (GTK_LABEL (label), words);

  if (begins_with_mark (words))
    gtk_widget_add_css_class (label, "closing");
  else
    gtk_widget_remove_css_class (label, "closing");
}

/* Whether the widgets that are there fit @pieces: words where words are, the same slots. */
static gboolean
fits (LaurelSentenceRow *self, GPtrArray *pieces)
{
  GtkWidget *widget = gtk_widget_get_first_child (self->sentence);

  for (guint i = 0; i < pieces->len; i++)
    {
      const LaurelPiece *piece = g_ptr_array_index (pieces, i);

      if (widget == NULL || widget == self->note ||
          g_strcmp0 (slot_of (widget), piece->is_slot ? piece->text : NULL) != 0)
        return FALSE;

      widget = gtk_widget_get_next_sibling (widget);
    }

  return widget == self->note;
}

static void
remove_pieces (LaurelSentenceRow *self)
{
  GtkWidget *widget = NULL;

  while ((widget = gtk_widget_get_first_child (self->sentence)) != self->note)
    gtk_box_remove (GTK_BOX (self->sentence), widget);
}

static void
add_pieces (LaurelSentenceRow *self, GPtrArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const LaurelPiece *piece = g_ptr_array_index (pieces, i);

      gtk_widget_insert_before (piece->is_slot ? new_token (self, piece->text) : new_words (),
                                self->sentence,
                                self->note);
    }
}

void
laurel_sentence_row_set_template (LaurelSentenceRow *self, const char *message)
{
  g_autoptr (GPtrArray) pieces = laurel_template_split (message);
  GtkWidget *widget = NULL;

  g_return_if_fail (LAUREL_IS_SENTENCE_ROW (self));

  if (!fits (self, pieces))
    {
      remove_pieces (self);
      add_pieces (self, pieces);
    }

  widget = gtk_widget_get_first_child (self->sentence);
  for (guint i = 0; i < pieces->len; i++)
    {
      const LaurelPiece *piece = g_ptr_array_index (pieces, i);

      if (!piece->is_slot)
        set_words (widget, piece->text);

      widget = gtk_widget_get_next_sibling (widget);
    }
}

GtkMenuButton *
laurel_sentence_row_get_token (LaurelSentenceRow *self, const char *slot)
{
  g_return_val_if_fail (LAUREL_IS_SENTENCE_ROW (self), NULL);

  for (GtkWidget *widget = gtk_widget_get_first_child (self->sentence); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    if (g_strcmp0 (slot_of (widget), slot) == 0)
      return GTK_MENU_BUTTON (widget);

  return NULL;
}

void
laurel_sentence_row_set_token (LaurelSentenceRow *self,
                               const char        *slot,
                               const char        *label,
                               gboolean           lacks)
{
  GtkMenuButton   *token = laurel_sentence_row_get_token (self, slot);
  g_autofree char *sentence = NULL;

  if (token == NULL)
    return;

  gtk_label_set_text (GTK_LABEL (gtk_menu_button_get_child (token)), label);

  if (lacks)
    gtk_widget_add_css_class (GTK_WIDGET (token), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (token), "problem");

  sentence = laurel_sentence_row_dup_text (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (token),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

char *
laurel_sentence_row_dup_text (LaurelSentenceRow *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (LAUREL_IS_SENTENCE_ROW (self), NULL);

  for (GtkWidget *widget = gtk_widget_get_first_child (self->sentence); widget != self->note;
       widget = gtk_widget_get_next_sibling (widget))
    {
      GtkWidget *label =
          slot_of (widget) != NULL ? gtk_menu_button_get_child (GTK_MENU_BUTTON (widget)) : widget;
      const char *words = gtk_label_get_text (GTK_LABEL (label));

      /* No space before the punctuation that follows a token. */
      if (text->len > 0 && !begins_with_mark (words))
        g_string_append_c (text, ' ');

      g_string_append (text, words);
    }

  return g_string_free (text, FALSE);
}

void
laurel_sentence_row_set_menu (LaurelSentenceRow *self, GMenuModel *menu)
{
  g_return_if_fail (LAUREL_IS_SENTENCE_ROW (self));

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  gtk_widget_set_visible (self->menu_button, menu != NULL);
}

void
laurel_sentence_row_set_reason (LaurelSentenceRow *self, const char *reason)
{
  g_return_if_fail (LAUREL_IS_SENTENCE_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->reason), reason != NULL ? reason : "");
  gtk_widget_set_visible (self->reason, reason != NULL);

  if (reason != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "at-fault");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "at-fault");

  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               reason != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                              : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason != NULL ? reason : "",
                                  -1);
}

void
laurel_sentence_row_set_note (LaurelSentenceRow *self, const char *note)
{
  g_return_if_fail (LAUREL_IS_SENTENCE_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_widget_set_visible (self->note, note != NULL);
}

gboolean
laurel_sentence_row_focus (LaurelSentenceRow *self)
{
  g_return_val_if_fail (LAUREL_IS_SENTENCE_ROW (self), FALSE);

  for (GtkWidget *widget = gtk_widget_get_first_child (self->sentence); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    if (slot_of (widget) != NULL)
      return gtk_widget_grab_focus (widget);

  return gtk_widget_get_visible (self->menu_button) && gtk_widget_grab_focus (self->menu_button);
}

/* A plain entry leaves Escape to the popover, where a search entry would only forget its text. */
GtkWidget *
laurel_token_search_new (const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (entry),
                                     GTK_ENTRY_ICON_PRIMARY,
                                     "edit-find-symbolic");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  placeholder,
                                  -1);

  return entry;
}

void
laurel_token_close (GtkWidget *content)
{
  GtkWidget *popover = gtk_widget_get_ancestor (content, GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
laurel_sentence_row_dispose (GObject *object)
{
  LaurelSentenceRow *self = LAUREL_SENTENCE_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (laurel_sentence_row_parent_class)->dispose (object);
}

static void
laurel_sentence_row_class_init (LaurelSentenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_sentence_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_menu_button (LaurelSentenceRow *self, GtkWidget *line)
{
  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "view-more-symbolic");
  gtk_widget_add_css_class (self->menu_button, "flat");
  gtk_widget_set_valign (self->menu_button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->menu_button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More"),
                                  -1);
  gtk_box_append (GTK_BOX (line), self->menu_button);
}

static void
laurel_sentence_row_init (LaurelSentenceRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->sentence = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->sentence, laurel_flow_layout_new (SPACING, LINE_SPACING));
  gtk_widget_set_hexpand (self->sentence, TRUE);
  gtk_widget_set_valign (self->sentence, GTK_ALIGN_CENTER);

  self->note = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->note), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->note, "caption");
  gtk_widget_add_css_class (self->note, "dim-label");
  gtk_widget_set_visible (self->note, FALSE);
  gtk_box_append (GTK_BOX (self->sentence), self->note);

  self->reason = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->reason), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->reason), 0);
  gtk_widget_add_css_class (self->reason, "caption");
  gtk_widget_add_css_class (self->reason, "error");
  gtk_widget_set_visible (self->reason, FALSE);

  gtk_box_append (GTK_BOX (line), self->sentence);
  add_menu_button (self, line);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->reason);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "sentence");
}

GtkWidget *
laurel_sentence_row_new (LaurelTokenFunc func, gpointer data)
{
  LaurelSentenceRow *self = g_object_new (LAUREL_TYPE_SENTENCE_ROW, NULL);

  self->func = func;
  self->data = data;

  return GTK_WIDGET (self);
}
