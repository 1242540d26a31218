/* laurel-sentence-node.c - a whole discount or group in words
 *
 * The conditions that all must hold are sorted by what they speak of: circumstances ("on Saturdays
 * from 08:00 to 12:00") come first, what the client is goes with the client, everything else
 * becomes an "if".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sentence-words.h"
#include "desktop/widgets/laurel-sentence.h"

#define N_WEEKDAYS 7

typedef struct
{
  const LaurelCondition *condition;
  LaurelNames           *names;
} Speaking;

static char *
say_slot (const char *slot, gpointer data)
{
  const Speaking *speaking = data;

  return laurel_words_slot (speaking->condition, slot, LAUREL_STYLE_PROSE, FALSE, speaking->names);
}

static char *
fill (const char *message, const LaurelCondition *condition, LaurelNames *names)
{
  Speaking speaking = { condition, names };

  return laurel_template_fill (message, say_slot, &speaking);
}

static const char *const days_on[N_WEEKDAYS] = {
  NC_ ("on which days", "Mondays"),    NC_ ("on which days", "Tuesdays"),
  NC_ ("on which days", "Wednesdays"), NC_ ("on which days", "Thursdays"),
  NC_ ("on which days", "Fridays"),    NC_ ("on which days", "Saturdays"),
  NC_ ("on which days", "Sundays"),
};

static const struct
{
  const char *channel;
  const char *where;
} channels_at[] = {
  { "store", NC_ ("where", "in stores") },      { "site", NC_ ("where", "on the site") },
  { "delivery", NC_ ("where", "by delivery") }, { "showroom", NC_ ("where", "in showrooms") },
  { "app", NC_ ("where", "in the app") },       { "phone", NC_ ("where", "by phone") },
};

static char *
say_days (const LaurelCondition *condition)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint day = 0; day < N_WEEKDAYS; day++)
    if ((condition->days & 1u << day) != 0)
      g_ptr_array_add (words, (gpointer) g_dpgettext2 (NULL, "on which days", days_on[day]));

  if (words->len == N_WEEKDAYS)
    return g_strdup (_ ("on every day"));

  list = laurel_template_list (words, LAUREL_LIST_AND, N_WEEKDAYS);

  /* TRANSLATORS: %s is a list: Saturdays and Sundays */
  return g_strdup_printf (_ ("on %s"), list);
}

static char *
say_channels (const LaurelCondition *condition)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; condition->ids[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (channels_at); j++)
      if (strcmp (condition->ids[i], channels_at[j].channel) == 0)
        g_ptr_array_add (words, (gpointer) g_dpgettext2 (NULL, "where", channels_at[j].where));

  return words->len > 0 ? laurel_template_list (words, LAUREL_LIST_OR, G_N_ELEMENTS (channels_at))
                        : NULL;
}

static const char *
find_date_phrase (const LaurelCondition *condition)
{
  if (condition->from != NULL && condition->to != NULL)
    return _ ("from {from} to {to}");

  if (condition->from != NULL)
    return _ ("from {from} on");

  return condition->to != NULL ? _ ("until {to}") : NULL;
}

static const char *
find_birthday_phrase (const LaurelCondition *condition)
{
  gboolean before = condition->before != LAUREL_UNSET && condition->before > 0;
  gboolean after = condition->after != LAUREL_UNSET && condition->after > 0;

  if (before && after)
    return _ ("on the birthday, {before} before and {after} after it");

  if (before)
    return _ ("on the birthday and {before} before it");

  return after ? _ ("on the birthday and {after} after it") : _ ("on the birthday");
}

/* (nullable): when, where and with what: said before everything else. */
static char *
say_circumstance (const LaurelCondition *condition, LaurelNames *names)
{
  const char *message = NULL;

  if (laurel_sentence_condition_lacks (condition) != NULL)
    return NULL;

  switch ((int) condition->kind)
    {
    case LAUREL_CONDITION_DATE:
      message = find_date_phrase (condition);
      break;
    case LAUREL_CONDITION_WEEKDAY:
      return say_days (condition);
    case LAUREL_CONDITION_TIME:
      /* TRANSLATORS: times of the day: from 08:00 to 12:00 */
      message = strcmp (condition->from, condition->to) == 0
                    ? _ ("at any time of the day")
                    : C_ ("time of the day", "from {from} to {to}");
      break;
    case LAUREL_CONDITION_STORE:
      message =
          ngettext ("in the store {ids}", "in the stores {ids}", g_strv_length (condition->ids));
      break;
    case LAUREL_CONDITION_STORE_SEGMENT:
      message = ngettext ("in stores of the segment {ids}",
                          "in stores of the segments {ids}",
                          g_strv_length (condition->ids));
      break;
    case LAUREL_CONDITION_CHANNEL:
      return say_channels (condition);
    case LAUREL_CONDITION_BIRTHDAY:
      message = find_birthday_phrase (condition);
      break;
    case LAUREL_CONDITION_FIRST_PURCHASE:
      message = _ ("at the first purchase");
      break;
    case LAUREL_CONDITION_PROMO_CODE:
      message = _ ("with a promo code of {ids}");
      break;
    default:
      break;
    }

  return message != NULL ? fill (message, condition, names) : NULL;
}

static char *
say_age (const LaurelCondition *condition)
{
  g_autofree char *min = laurel_format_count (condition->min);
  g_autofree char *max = laurel_format_count (condition->max);

  if (condition->min != LAUREL_UNSET && condition->max != LAUREL_UNSET)
    /* TRANSLATORS: the last number decides about the plural */
    return g_strdup_printf (
        ngettext ("aged %1$s to %2$s", "aged %1$s to %2$s", (gulong) ABS (condition->max)),
        min,
        max);

  if (condition->min != LAUREL_UNSET)
    return g_strdup_printf (
        ngettext ("aged %s or more", "aged %s or more", (gulong) ABS (condition->min)),
        min);

  return condition->max != LAUREL_UNSET
             ? g_strdup_printf (
                   ngettext ("aged %s or less", "aged %s or less", (gulong) ABS (condition->max)),
                   max)
             : NULL;
}

/* (nullable): what the client is, as it is said behind "clients" and "a client". */
static char *
say_attribute (const LaurelCondition *condition, LaurelNames *names)
{
  const char *message = NULL;

  if (laurel_sentence_condition_lacks (condition) != NULL)
    return NULL;

  switch ((int) condition->kind)
    {
    case LAUREL_CONDITION_REGISTERED:
      /* TRANSLATORS: said behind "clients" or "a client", as are the next ones */
      message = _ ("with a profile");
      break;
    case LAUREL_CONDITION_CLIENT_SEGMENT:
      message = ngettext ("of the segment {ids}",
                          "of the segments {ids}",
                          g_strv_length (condition->ids));
      break;
    case LAUREL_CONDITION_LEVEL:
      message = _ ("at the level {ids}");
      break;
    case LAUREL_CONDITION_CARD_PREFIX:
      message = _ ("with a card number that begins with {ids}");
      break;
    case LAUREL_CONDITION_GENDER:
      if (g_strv_length (condition->ids) > 1)
        return NULL;
      message =
          strcmp (condition->ids[0], "f") == 0 ? _ ("of the female sex") : _ ("of the male sex");
      break;
    case LAUREL_CONDITION_AGE:
      return say_age (condition);
    case LAUREL_CONDITION_AGE_MULTIPLE:
      message = _ ("with an age that divides by {of}");
      break;
    default:
      break;
    }

  return message != NULL ? fill (message, condition, names) : NULL;
}

/* (nullable): a choice of attributes: "at the level “Gold” or of the segment “Coffee lovers”". */
static char *
say_any_attribute (const LaurelCondition *condition, LaurelNames *names)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (condition->kind != LAUREL_CONDITION_ANY || condition->children->len == 0)
    return NULL;

  for (guint i = 0; i < condition->children->len; i++)
    {
      char *attribute = say_attribute (g_ptr_array_index (condition->children, i), names);

      if (attribute == NULL)
        return NULL;

      g_ptr_array_add (words, attribute);
    }

  return laurel_template_list (words, LAUREL_LIST_OR, words->len + 1);
}

/* What a node asks for, sorted. The strings may be NULL. */
typedef struct
{
  char               *circumstances;
  LaurelConditionKind last; /* of them */
  char               *attributes;
  GPtrArray          *ifs; /* LaurelCondition */
} Sorted;

static void
sorted_clear (Sorted *sorted)
{
  g_free (sorted->circumstances);
  g_free (sorted->attributes);
  g_clear_pointer (&sorted->ifs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sorted, sorted_clear)

static void
add_circumstance (Sorted *sorted, LaurelConditionKind kind, const char *circumstance)
{
  g_autofree char *head = sorted->circumstances;

  if (head == NULL)
    sorted->circumstances = g_strdup (circumstance);
  else if (kind == LAUREL_CONDITION_TIME && sorted->last == LAUREL_CONDITION_WEEKDAY)
    /* TRANSLATORS: days and hours: on Saturdays + from 08:00 to 12:00 */
    sorted->circumstances =
        g_strdup_printf (C_ ("days and hours", "%1$s %2$s"), head, circumstance);
  else
    /* TRANSLATORS: two of when, where and with what: on Saturdays + in the store “Lesnaya 5” */
    sorted->circumstances =
        g_strdup_printf (C_ ("circumstances", "%1$s, %2$s"), head, circumstance);

  sorted->last = kind;
}

static void
add_attribute (Sorted *sorted, const char *attribute)
{
  g_autofree char *head = sorted->attributes;

  /* TRANSLATORS: clients at the level “Gold” + aged 18 to 25 */
  sorted->attributes = head != NULL
                           ? g_strdup_printf (C_ ("clients", "%1$s and %2$s"), head, attribute)
                           : g_strdup (attribute);
}

/* (nullable): what is said behind "if". */
static char *
join_ifs (const Sorted *sorted, LaurelNames *names)
{
  char *joined = NULL;

  for (guint i = 0; i < sorted->ifs->len; i++)
    {
      const LaurelCondition *test = g_ptr_array_index (sorted->ifs, i);
      g_autofree char       *head = joined;
      g_autofree char       *clause = laurel_sentence_condition (test, names);

      if (sorted->ifs->len > 1 && test->kind == LAUREL_CONDITION_ANY && test->children->len > 1)
        {
          g_autofree char *open = clause;

          clause = g_strdup_printf (C_ ("conditions", "(%s)"), open);
        }

      /* TRANSLATORS: two conditions behind "if" of which both must hold */
      joined = head != NULL ? g_strdup_printf (C_ ("if", "%1$s and %2$s"), head, clause)
                            : g_strdup (clause);
    }

  return joined;
}

static void
sort_test (Sorted *sorted, LaurelCondition *test, gboolean alone, LaurelNames *names)
{
  g_autofree char *circumstance = say_circumstance (test, names);
  g_autofree char *attribute = say_attribute (test, names);

  /* "Gold or in a segment" beside other attributes could be read in two ways. */
  if (attribute == NULL && alone)
    attribute = say_any_attribute (test, names);

  if (circumstance != NULL)
    add_circumstance (sorted, test->kind, circumstance);
  else if (attribute != NULL)
    add_attribute (sorted, attribute);
  else
    g_ptr_array_add (sorted->ifs, test);
}

static gboolean
is_attribute (const LaurelCondition *condition)
{
  return condition->kind >= LAUREL_CONDITION_REGISTERED &&
         condition->kind <= LAUREL_CONDITION_AGE_MULTIPLE;
}

static void
sort_conditions (Sorted *sorted, LaurelCondition *when, LaurelNames *names)
{
  guint n_about_client = 0;

  if (when == NULL)
    return;

  if (when->kind != LAUREL_CONDITION_ALL)
    {
      sort_test (sorted, when, TRUE, names);
      return;
    }

  for (guint i = 0; i < when->children->len; i++)
    {
      const LaurelCondition *child = g_ptr_array_index (when->children, i);

      n_about_client += is_attribute (child) || child->kind == LAUREL_CONDITION_ANY ? 1 : 0;
    }

  /* The calendar first, then the clock, then the place: the order of the kinds. */
  for (guint kind = 0; kind < LAUREL_N_CONDITION_KINDS; kind++)
    for (guint i = 0; i < when->children->len; i++)
      {
        LaurelCondition *child = g_ptr_array_index (when->children, i);

        if (child->kind == kind)
          sort_test (sorted, child, n_about_client == 1, names);
      }
}

static char *
say_who_gets (const LaurelNode *node, const char *attributes, const char *reward)
{
  if (node->for_referrer && attributes != NULL)
    /* TRANSLATORS: what the client is, what is given: at the level “Gold”, 100 points */
    return g_strdup_printf (_ ("whoever invited a client %1$s gets %2$s"), attributes, reward);

  if (node->for_referrer)
    return g_strdup_printf (_ ("whoever invited the client gets %s"), reward);

  if (attributes != NULL)
    /* TRANSLATORS: what the clients are, what is given: at the level “Gold”, 15% off all
     * products */
    return g_strdup_printf (_ ("clients %1$s get %2$s"), attributes, reward);

  return laurel_node_gives_points (node) ? g_strdup_printf (_ ("every client gets %s"), reward)
                                         : g_strdup_printf (_ ("everyone gets %s"), reward);
}

static char *
say_group (const LaurelNode *node, const char *attributes)
{
  static const char *const ways[][2] = {
    [LAUREL_COMBINE_ADD] = { N_ ("are added up"), N_ ("are added up") },
    [LAUREL_COMBINE_MULTIPLY] = { N_ ("apply one after another"), N_ ("apply one after another") },
    [LAUREL_COMBINE_MAX] = { N_ ("compete on each line, and the largest one wins"),
                             N_ ("compete on the whole receipt, and the largest one wins") },
    [LAUREL_COMBINE_MIN] = { N_ ("compete on each line, and the smallest one wins"),
                             N_ ("compete on the whole receipt, and the smallest one wins") },
    [LAUREL_COMBINE_DISPLACE] = { N_ ("displace each other on each line, the last one stays"),
                                  N_ ("displace each other on the whole receipt, the last one "
                                      "stays") },
  };
  static const char *const first_stays[] = {
    N_ ("displace each other on each line, the first one stays"),
    N_ ("displace each other on the whole receipt, the first one stays"),
  };
  const char *way = node->combine == LAUREL_COMBINE_DISPLACE && node->winner == LAUREL_WINNER_FIRST
                        ? first_stays[node->scope]
                        : ways[node->combine][node->scope];

  if (attributes != NULL)
    /* TRANSLATORS: what the clients are, what the discounts do: at the level “Gold”, are added
     * up */
    return g_strdup_printf (_ ("for clients %1$s the discounts of this group %2$s"),
                            attributes,
                            _ (way));

  /* TRANSLATORS: %s is what they do: are added up */
  return g_strdup_printf (_ ("the discounts of this group %s"), _ (way));
}

char *
laurel_sentence_node (const LaurelNode *node, LaurelNames *names)
{
  g_auto (Sorted) sorted = { NULL };
  g_autofree char *reward = node->is_group ? NULL : laurel_sentence_reward (node, names);
  g_autofree char *main_part = NULL;
  g_autofree char *first = NULL;
  g_autofree char *ifs = NULL;

  sorted.ifs = g_ptr_array_new ();
  sort_conditions (&sorted, node->when, names);
  ifs = join_ifs (&sorted, names);
  main_part = node->is_group ? say_group (node, sorted.attributes)
                             : say_who_gets (node, sorted.attributes, reward);

  first = sorted.circumstances != NULL
              /* TRANSLATORS: on Saturdays from 08:00 to 12:00 + everyone gets 15% off all
               * products */
              ? g_strdup_printf (C_ ("circumstances first", "%1$s, %2$s"),
                                 sorted.circumstances,
                                 main_part)
              : g_strdup (main_part);

  return ifs != NULL ? /* TRANSLATORS: what is given, a condition */
             g_strdup_printf (C_ ("sentence", "%1$s, if %2$s."), first, ifs)
                     /* TRANSLATORS: a sentence and its end */
                     : g_strdup_printf (C_ ("sentence", "%s."), first);
}
