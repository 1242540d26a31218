/* laurel-search.h - what somebody typed into a search box, taken apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One box finds clients by the words of their name, each by its beginning and in any order, by
 * phone in any format, by card number and by e-mail address.
 */

#pragma once

#include <glib.h>

#include "server/store/laurel-db-params.h"

G_BEGIN_DECLS

/**
 * LaurelSearch:
 * @words: for to_tsquery(): "соко:* & мар:*"
 * @phone: the beginning of an E.164 number
 * @phone_end: the end of one, backwards
 * @card: the beginning of a card number
 * @email: the beginning of an address, in lower case
 *
 * %NULL is what the text cannot be.
 */
typedef struct
{
  char *words;
  char *phone;
  char *phone_end;
  char *card;
  char *email;
} LaurelSearch;

/* How many parameters laurel_search_add_params() adds. */
#define LAUREL_SEARCH_N_PARAMS 5

/* A column of text begins with a parameter; an index with text_pattern_ops knows where. */
#define LAUREL_SEARCH_BEGINS(column, prefix)                                                       \
  column " ~>=~ " prefix "::text and " column " ~<~ (" prefix "::text || chr (1114111))"

/* A query of `client_id`, with merged ones and perhaps twice: who is found by these parameters. */
#define LAUREL_SEARCH_SQL(words, phone, phone_end, card, email)                                    \
  " select client_id from laurel.clients where words @@ to_tsquery ('simple', " words "::text)"    \
  " union all select client_id from laurel.clients where " LAUREL_SEARCH_BEGINS (                  \
      "phone",                                                                                     \
      phone) " union all select client_id from laurel.clients"                                     \
             "   where " LAUREL_SEARCH_BEGINS (                                                    \
                 "reverse (phone)",                                                                \
                 phone_end) " union all select client_id from laurel.card_numbers"                 \
                            "   where " LAUREL_SEARCH_BEGINS (                                     \
                                "number",                                                          \
                                card) " union all select client_id from laurel.clients "           \
                                      "where " LAUREL_SEARCH_BEGINS ("email", email)

/* @text: valid UTF-8. A text of nothing but punctuation finds nobody. */
LaurelSearch *laurel_search_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void          laurel_search_free (LaurelSearch *search);

/* @search: (nullable): all of them NULL */
void laurel_search_add_params (const LaurelSearch *search, LaurelDbParams *params);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelSearch, laurel_search_free)

G_END_DECLS
