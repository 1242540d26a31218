/* laurel-program-words-private.h - what the files behind laurel-program-words.h share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each adds words for one value, which may be missing or of any type.
 */

#pragma once

#include "server/wire/laurel-program-words.h"

G_BEGIN_DECLS

typedef void (*LaurelWordsAppend) (GString                  *text,
                                   const LaurelProgramWords *words,
                                   const json_t             *value);

void laurel_words_append_raw (GString *text, const json_t *value);
void laurel_words_append_text (GString *text, const json_t *value);
void laurel_words_append_date (GString *text, const json_t *value);
void laurel_words_append_number (GString *text, const json_t *value);
void laurel_words_append_percent (GString *text, const json_t *value);
void laurel_words_append_points (GString *text, const json_t *value);
/* 1234567 hundredths are "12,345.67". With two @places, as of money, ten of them are ".10". */
void laurel_words_append_hundredths (GString *text, gint64 value, guint places);
void laurel_words_append_count (GString      *text,
                                const json_t *value,
                                const char   *one,
                                const char   *many);
void laurel_words_append_money (GString                  *text,
                                const LaurelProgramWords *words,
                                const json_t             *value);

/* LaurelWordsAppend: */
void laurel_words_append_item (GString *text, const LaurelProgramWords *words, const json_t *value);
void laurel_words_append_level (GString *text, const LaurelProgramWords *words, const json_t *id);
void laurel_words_append_product (GString                  *text,
                                  const LaurelProgramWords *words,
                                  const json_t             *item);
void laurel_words_append_target (GString                  *text,
                                 const LaurelProgramWords *words,
                                 const json_t             *target);
void laurel_words_append_reward (GString                  *text,
                                 const LaurelProgramWords *words,
                                 const json_t             *reward);
void laurel_words_append_condition (GString                  *text,
                                    const LaurelProgramWords *words,
                                    const json_t             *when);

/* "a, b and c", where @last is "and"; of a long list the first ones. */
void laurel_words_append_list (GString                  *text,
                               const LaurelProgramWords *words,
                               const json_t             *list,
                               const char               *last,
                               LaurelWordsAppend         append);

G_END_DECLS
