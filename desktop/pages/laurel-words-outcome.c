/* laurel-words-outcome.c - why a discount did not apply, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/pages/laurel-words.h"

typedef struct
{
  const char *word;
  const char *sentence;
} Reason;

/* By the kind of the condition that did not hold. */
static const Reason tests[] = {
  { "date", N_ ("Not on this date") },
  { "weekday", N_ ("Not on this day of the week") },
  { "time", N_ ("Not at this time of the day") },
  { "store", N_ ("Not in this store") },
  { "store_segment", N_ ("Not in this store") },
  { "channel", N_ ("Not in this channel") },
  { "registered", N_ ("Only for registered clients") },
  { "client_segment", N_ ("The client is not in the segment") },
  { "level", N_ ("Not for the client’s level") },
  { "card_prefix", N_ ("Not for this kind of card") },
  { "gender", N_ ("Not for this client’s sex") },
  { "age", N_ ("Not at the client’s age") },
  { "age_multiple", N_ ("The age is not a round one") },
  { "birthday", N_ ("No birthday near this date") },
  { "first_purchase", N_ ("Not the first purchase") },
  { "purchases", N_ ("The earlier purchases do not reach the condition") },
  { "receipt", N_ ("The receipt does not reach the condition") },
  { "contains", N_ ("A product is missing in the receipt") },
  { "promo_code", N_ ("No valid promo code was presented") },
  { "payment", N_ ("Not for this means of payment") },
  { "external_discount", N_ ("No line has a discount from outside") },
  { "account", N_ ("Only for clients with a card") },
  { "referrer", N_ ("The client was not invited by anybody") },
};

static const Reason limits[] = {
  { "once", N_ ("The client has used it already") },
  { "once_days", N_ ("The client has used it not long ago") },
  { "per_client", N_ ("The client has used it as often as allowed") },
  { "total", N_ ("It was used as often as allowed") },
  { "total_money", N_ ("Its budget is spent") },
};

static const char *
find_sentence (const Reason *reasons, gsize n_reasons, const char *word)
{
  for (gsize i = 0; i < n_reasons; i++)
    if (g_strcmp0 (reasons[i].word, word) == 0)
      return _ (reasons[i].sentence);

  return NULL;
}

/* @sentence, and of which group it is said. */
static char *
add_node (const char *sentence, const LaurelExplanation *explanation)
{
  if (explanation->node_name == NULL || g_strcmp0 (explanation->node_name, explanation->name) == 0)
    return g_strdup (sentence);

  /* TRANSLATORS: why a discount did not apply, and the group of discounts whose condition it is */
  return g_strdup_printf (_ ("%s (group “%s”)"), sentence, explanation->node_name);
}

static char *
describe_displaced (const LaurelExplanation *explanation)
{
  g_autofree char *names = NULL;

  if (g_strv_length (explanation->by) == 0)
    return g_strdup (_ ("Displaced by another discount"));

  names = g_strjoinv (_ ("”, “"), explanation->by);

  /* TRANSLATORS: %s is a list of discounts whose inner quotes are there already */
  return g_strdup_printf (_ ("Displaced by “%s”"), names);
}

char *
laurel_words_outcome (const LaurelExplanation *explanation)
{
  const char *sentence = NULL;

  switch (explanation->outcome)
    {
    case LAUREL_OUTCOME_APPLIED:
      return g_strdup (_ ("Applied"));
    case LAUREL_OUTCOME_DISABLED:
      return add_node (_ ("Switched off"), explanation);
    case LAUREL_OUTCOME_CONDITION:
      sentence = find_sentence (tests, G_N_ELEMENTS (tests), explanation->test);
      return add_node (sentence != NULL ? sentence : _ ("A condition does not hold"), explanation);
    case LAUREL_OUTCOME_NO_LINES:
      return g_strdup (_ ("None of its products is in the receipt"));
    case LAUREL_OUTCOME_LIMIT:
      sentence = find_sentence (limits, G_N_ELEMENTS (limits), explanation->limit);
      return g_strdup (sentence != NULL ? sentence : _ ("Its limit is used up"));
    case LAUREL_OUTCOME_ZERO:
      return g_strdup (_ ("It came to nothing"));
    case LAUREL_OUTCOME_DISPLACED:
      return describe_displaced (explanation);
    case LAUREL_OUTCOME_GUARD:
      return g_strdup (_ ("The lowest price or a limit of the receipt left nothing of it"));
    case LAUREL_OUTCOME_OTHER:
    default:
      return g_strdup (_ ("Did not apply"));
    }
}

const char *
laurel_words_outcome_icon (const LaurelExplanation *explanation)
{
  switch (explanation->outcome)
    {
    case LAUREL_OUTCOME_APPLIED:
      return "emblem-ok-symbolic";
    case LAUREL_OUTCOME_DISPLACED:
      return "go-jump-symbolic";
    case LAUREL_OUTCOME_NO_LINES:
      return "action-unavailable-symbolic";
    case LAUREL_OUTCOME_LIMIT:
      return "document-open-recent-symbolic";
    case LAUREL_OUTCOME_DISABLED:
    case LAUREL_OUTCOME_CONDITION:
    case LAUREL_OUTCOME_ZERO:
    case LAUREL_OUTCOME_GUARD:
    case LAUREL_OUTCOME_OTHER:
    default:
      return "window-close-symbolic";
    }
}
