/* laurel-choice-list.h - what can be chosen, with a search and check marks
 *
 * It chooses from one or more sources: words that are there at once, names that are looked up while
 * one types, or free text. For the popover of a token.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHOICE_LIST (laurel_choice_list_get_type ())
G_DECLARE_FINAL_TYPE (LaurelChoiceList, laurel_choice_list, LAUREL, CHOICE_LIST, GtkWidget)

/* Signal changed (list): by a person.
 * @several: else one choice replaces the other, and closes the popover around the list */
GtkWidget *laurel_choice_list_new (gboolean several) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a source and returns its number, from 0 on. @title: (nullable): above its rows where there
 * are several sources. */
guint laurel_choice_list_add_words (LaurelChoiceList *self, const char *title);
guint laurel_choice_list_add_names (LaurelChoiceList *self,
                                    LaurelNames      *names,
                                    LaurelNameKind    kind,
                                    const char       *title);

/* A choice of a source of words. @note: (nullable): what it means, under it */
void laurel_choice_list_add_word (LaurelChoiceList *self,
                                  guint             source,
                                  const char       *id,
                                  const char       *label,
                                  const char       *note);

/* What is typed can be chosen too, as of the source of words @source. */
void laurel_choice_list_set_takes_text (LaurelChoiceList *self, guint source);

/* What is chosen at first, and what is chosen now, in the order of choosing. */
void  laurel_choice_list_choose (LaurelChoiceList *self, guint source, const char *id);
GStrv laurel_choice_list_get_chosen (LaurelChoiceList *self,
                                     guint             source) G_GNUC_WARN_UNUSED_RESULT;

/* After all sources and choices are there: shows them. */
void laurel_choice_list_show (LaurelChoiceList *self);

G_END_DECLS
