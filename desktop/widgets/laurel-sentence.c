/* laurel-sentence.c - conditions in words, and why they did not hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-sentence.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-sentence-words.h"

typedef struct
{
  const LaurelCondition *condition;
  gboolean               negated;
  LaurelNames           *names;
} Speaking;

static char *
say_slot (const char *slot, gpointer data)
{
  const Speaking *speaking = data;

  return laurel_words_slot (speaking->condition,
                            slot,
                            LAUREL_STYLE_PROSE,
                            speaking->negated,
                            speaking->names);
}

static char *
say_test (const LaurelCondition *condition, gboolean negated, LaurelNames *names)
{
  Speaking speaking = { condition, negated, names };

  return laurel_template_fill (laurel_words_clause (condition, negated), say_slot, &speaking);
}

static gboolean
is_list (const LaurelCondition *condition)
{
  return condition->kind == LAUREL_CONDITION_ALL || condition->kind == LAUREL_CONDITION_ANY;
}

static char *
join_clauses (GPtrArray *clauses, gboolean all)
{
  char *joined = g_strdup (g_ptr_array_index (clauses, 0));

  for (guint i = 1; i < clauses->len; i++)
    {
      g_autofree char *head = joined;
      const char      *next = g_ptr_array_index (clauses, i);

      /* TRANSLATORS: two conditions of which both must hold */
      joined = all ? g_strdup_printf (C_ ("conditions", "%1$s, and %2$s"), head, next)
                   /* TRANSLATORS: two conditions of which one must hold */
                   : g_strdup_printf (C_ ("conditions", "%1$s, or %2$s"), head, next);
    }

  return joined;
}

/* "None of" is "not this and not that", so that each test says its own "not". */
static char *
say_list (const LaurelCondition *condition, gboolean negated, LaurelNames *names)
{
  gboolean all = (condition->kind == LAUREL_CONDITION_ALL) != negated;
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);

  if (condition->children->len == 0)
    return g_strdup (all ? C_ ("conditions", "always") : C_ ("conditions", "never"));

  for (guint i = 0; i < condition->children->len; i++)
    {
      const LaurelCondition *child = g_ptr_array_index (condition->children, i);
      gboolean               turned = negated;
      g_autofree char       *clause = NULL;

      while (child->kind == LAUREL_CONDITION_NOT && child->children->len > 0)
        {
          child = g_ptr_array_index (child->children, 0);
          turned = !turned;
        }

      clause = is_list (child)                       ? say_list (child, turned, names)
               : child->kind == LAUREL_CONDITION_NOT ? g_strdup (C_ ("conditions", "…"))
                                                     : say_test (child, turned, names);

      if (is_list (child) && child->children->len > 1 && condition->children->len > 1)
        /* TRANSLATORS: conditions that belong together within others */
        g_ptr_array_add (clauses, g_strdup_printf (C_ ("conditions", "(%s)"), clause));
      else
        g_ptr_array_add (clauses, g_steal_pointer (&clause));
    }

  return join_clauses (clauses, all);
}

static char *
say (const LaurelCondition *condition, gboolean negated, LaurelNames *names)
{
  if (condition->kind == LAUREL_CONDITION_NOT)
    return condition->children->len > 0
               ? say (g_ptr_array_index (condition->children, 0), !negated, names)
               : g_strdup (C_ ("conditions", "…"));

  return is_list (condition) ? say_list (condition, negated, names)
                             : say_test (condition, negated, names);
}

char *
laurel_sentence_condition (const LaurelCondition *condition, LaurelNames *names)
{
  return condition != NULL ? say (condition, FALSE, names) : g_strdup (C_ ("conditions", "always"));
}

char *
laurel_sentence_target (const LaurelTarget *target, LaurelNames *names)
{
  return laurel_words_target (target, LAUREL_STYLE_PROSE, names);
}

/* As the server names them in explanations. */
static const char *const test_names[LAUREL_N_CONDITION_KINDS] = {
  [LAUREL_CONDITION_ALL] = "all",
  [LAUREL_CONDITION_ANY] = "any",
  [LAUREL_CONDITION_NOT] = "not",
  [LAUREL_CONDITION_DATE] = "date",
  [LAUREL_CONDITION_WEEKDAY] = "weekday",
  [LAUREL_CONDITION_TIME] = "time",
  [LAUREL_CONDITION_STORE] = "store",
  [LAUREL_CONDITION_STORE_SEGMENT] = "store_segment",
  [LAUREL_CONDITION_CHANNEL] = "channel",
  [LAUREL_CONDITION_REGISTERED] = "registered",
  [LAUREL_CONDITION_CLIENT_SEGMENT] = "client_segment",
  [LAUREL_CONDITION_LEVEL] = "level",
  [LAUREL_CONDITION_CARD_PREFIX] = "card_prefix",
  [LAUREL_CONDITION_GENDER] = "gender",
  [LAUREL_CONDITION_AGE] = "age",
  [LAUREL_CONDITION_AGE_MULTIPLE] = "age_multiple",
  [LAUREL_CONDITION_BIRTHDAY] = "birthday",
  [LAUREL_CONDITION_FIRST_PURCHASE] = "first_purchase",
  [LAUREL_CONDITION_PURCHASES] = "purchases",
  [LAUREL_CONDITION_RECEIPT] = "receipt",
  [LAUREL_CONDITION_CONTAINS] = "contains",
  [LAUREL_CONDITION_PROMO_CODE] = "promo_code",
  [LAUREL_CONDITION_PAYMENT] = "payment",
  [LAUREL_CONDITION_EXTERNAL_DISCOUNT] = "external_discount",
};

static void
collect_failed (const LaurelCondition *condition,
                const char            *test,
                LaurelNames           *names,
                GPtrArray             *clauses)
{
  if (strcmp (test_names[condition->kind], test) == 0 && condition->kind != LAUREL_CONDITION_ALL)
    {
      g_ptr_array_add (clauses, say (condition, TRUE, names));
      return;
    }

  for (guint i = 0; condition->kind == LAUREL_CONDITION_ALL && i < condition->children->len; i++)
    collect_failed (g_ptr_array_index (condition->children, i), test, names, clauses);
}

char *
laurel_sentence_failed_test (const LaurelCondition *when, const char *test, LaurelNames *names)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (test != NULL, NULL);

  if (strcmp (test, "account") == 0)
    return g_strdup (_ ("there was no client and no card"));

  if (strcmp (test, "referrer") == 0)
    return g_strdup (_ ("nobody has invited the client"));

  if (when != NULL)
    collect_failed (when, test, names, clauses);

  return clauses->len > 0 ? join_clauses (clauses, FALSE)
                          : g_strdup (_ ("a condition does not hold"));
}

static const char *
lacks_ids (LaurelConditionKind kind)
{
  switch ((int) kind)
    {
    case LAUREL_CONDITION_STORE:
      return _ ("Choose at least one store");
    case LAUREL_CONDITION_CHANNEL:
      return _ ("Choose at least one channel");
    case LAUREL_CONDITION_LEVEL:
      return _ ("Choose at least one level");
    case LAUREL_CONDITION_CARD_PREFIX:
      return _ ("Enter the first digits of the card numbers");
    case LAUREL_CONDITION_GENDER:
      return _ ("Choose women or men");
    case LAUREL_CONDITION_PROMO_CODE:
      return _ ("Choose at least one series of promo codes");
    case LAUREL_CONDITION_PAYMENT:
      return _ ("Choose at least one means of payment");
    default:
      return _ ("Choose at least one segment");
    }
}

static gboolean
lists_ids (LaurelConditionKind kind)
{
  LaurelNameKind name_kind = LAUREL_NAME_STORE;

  return laurel_words_name_kind (kind, &name_kind) || laurel_words_choices (kind) != NULL ||
         kind == LAUREL_CONDITION_CARD_PREFIX;
}

const char *
laurel_sentence_condition_lacks (const LaurelCondition *condition)
{
  if (lists_ids (condition->kind))
    return condition->ids[0] == NULL ? lacks_ids (condition->kind) : NULL;

  switch ((int) condition->kind)
    {
    case LAUREL_CONDITION_ANY:
    case LAUREL_CONDITION_NOT:
      return condition->children->len == 0 ? _ ("Add a condition to this group") : NULL;
    case LAUREL_CONDITION_WEEKDAY:
      return condition->days == 0 ? _ ("Choose at least one day") : NULL;
    case LAUREL_CONDITION_TIME:
      return condition->from == NULL || condition->to == NULL ? _ ("Choose from when to when")
                                                              : NULL;
    case LAUREL_CONDITION_AGE_MULTIPLE:
      return condition->of == LAUREL_UNSET ? _ ("Enter a number of years") : NULL;
    case LAUREL_CONDITION_PURCHASES:
    case LAUREL_CONDITION_RECEIPT:
      return condition->value == LAUREL_UNSET ? _ ("Enter a number to compare with") : NULL;
    case LAUREL_CONDITION_CONTAINS:
      return condition->items->len == 0 ? _ ("Choose at least one product or segment") : NULL;
    default:
      return NULL;
    }
}
