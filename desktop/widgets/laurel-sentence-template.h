/* laurel-sentence-template.h - messages with named places for values, and lists in words
 *
 * A template is a translated message in which {name} stands for a value: in prose for words, in a
 * row for a token. Its author and its translators order them as their language does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full): what stands in the place @slot. */
typedef char *(*LaurelSlotFunc) (const char *slot, gpointer data);

char *laurel_template_fill (const char    *message,
                            LaurelSlotFunc words,
                            gpointer       data) G_GNUC_WARN_UNUSED_RESULT;

/* A piece of a template: words, or a slot. */
typedef struct
{
  char    *text;
  gboolean is_slot;
} LaurelPiece;

/* (transfer full) (element-type LaurelPiece): words without the spaces at their ends. */
GPtrArray *laurel_template_split (const char *message) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  LAUREL_LIST_OR,   /* A, B or C */
  LAUREL_LIST_AND,  /* A, B and C */
  LAUREL_LIST_NONE, /* after "not": A, B or C, where another language says "A and not B" */
} LaurelListStyle;

/* @words: (element-type utf8), not empty; of more than @max the rest is counted. */
char *laurel_template_list (GPtrArray      *words,
                            LaurelListStyle style,
                            guint           max) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
