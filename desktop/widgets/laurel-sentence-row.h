/* laurel-sentence-row.h - a sentence whose words can be chosen
 *
 * Made of a template: its words are labels, its slots are tokens, buttons that open a popover. At
 * the end may stand a menu, under the sentence why it is not right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_SENTENCE_ROW (laurel_sentence_row_get_type ())
G_DECLARE_FINAL_TYPE (LaurelSentenceRow, laurel_sentence_row, LAUREL, SENTENCE_ROW, GtkWidget)

/* Returns: (transfer floating): what the popover of the token shows, each time it opens. */
typedef GtkWidget *(*LaurelTokenFunc) (LaurelSentenceRow *row, const char *slot, gpointer data);

GtkWidget *laurel_sentence_row_new (LaurelTokenFunc func, gpointer data) G_GNUC_WARN_UNUSED_RESULT;

/* With the same slots in the same order tokens stay as they are, even while one is open. */
void laurel_sentence_row_set_template (LaurelSentenceRow *self, const char *message);

/* @lacks: whether it waits for a choice. Slots that the template does not have are passed over. */
void laurel_sentence_row_set_token (LaurelSentenceRow *self,
                                    const char        *slot,
                                    const char        *label,
                                    gboolean           lacks);
/* (nullable) (transfer none) */
GtkMenuButton *laurel_sentence_row_get_token (LaurelSentenceRow *self, const char *slot);

/* (nullable): the menu at the end. */
void laurel_sentence_row_set_menu (LaurelSentenceRow *self, GMenuModel *menu);

/* (nullable): under the sentence, in red; the row is outlined. */
void laurel_sentence_row_set_reason (LaurelSentenceRow *self, const char *reason);

/* (nullable): in grey behind the sentence: "41,230 clients". */
void laurel_sentence_row_set_note (LaurelSentenceRow *self, const char *note);

/* Focuses the first token, else the menu. */
gboolean laurel_sentence_row_focus (LaurelSentenceRow *self);

/* The sentence as it reads now. */
char *laurel_sentence_row_dup_text (LaurelSentenceRow *self) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer floating): a search entry for a popover; @placeholder is its label as well. */
GtkWidget *laurel_token_search_new (const char *placeholder) G_GNUC_WARN_UNUSED_RESULT;

/* Closes the popover around @content: a choice of one has been made. */
void laurel_token_close (GtkWidget *content);

G_END_DECLS
