/* laurel-program-words.c - parts of a program document in plain English
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-program-words.h"

#include <stdio.h>
#include <string.h>

#include "server/wire/laurel-json-writer.h"
#include "server/wire/laurel-program-words-private.h"

/* What is shown of a value that has no words. */
#define RAW_MAX 60
/* How many ids of a list are named. */
#define LIST_MAX 5

static const struct
{
  const char *code;
  const char *sign;
} currencies[] = {
  { "RUB", "₽" }, { "USD", "$" }, { "EUR", "€" }, { "GBP", "£" }, { "KZT", "₸" },
};

struct _LaurelProgramWords
{
  const json_t *document;
  char         *sign; /* before an amount of money */
};

LaurelProgramWords *
laurel_program_words_new (const json_t *document)
{
  LaurelProgramWords *words = g_new0 (LaurelProgramWords, 1);
  const char         *code = json_string_value (json_object_get (document, "currency"));

  words->document = document;

  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      if (g_str_equal (currencies[i].code, code != NULL ? code : "RUB"))
        words->sign = g_strdup (currencies[i].sign);
    }

  if (words->sign == NULL)
    words->sign = g_strdup_printf ("%s ", code);

  return words;
}

void
laurel_program_words_free (LaurelProgramWords *words)
{
  if (words == NULL)
    return;

  g_free (words->sign);
  g_free (words);
}

char *
laurel_program_words_name_level (const json_t *level)
{
  static const char *const members[] = { "representation", "name", "id" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *name = json_string_value (json_object_get (level, members[i]));

      if (name != NULL && *name != '\0')
        return g_strdup (name);
    }

  return g_strdup ("A level without a name");
}

/* === Numbers and lists ======================================================================== */

void
laurel_words_append_raw (GString *text, const json_t *value)
{
  g_autofree char *raw = value != NULL ? laurel_json_write (value) : g_strdup ("nothing");
  const char      *end = raw;

  for (guint i = 0; i < RAW_MAX && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  g_string_append_len (text, raw, end - raw);

  if (*end != '\0')
    g_string_append (text, "…");
}

/* 1234567 hundredths: "12,345.67"; no more places than it has. */
void
laurel_words_append_hundredths (GString *text, gint64 value, guint places)
{
  guint64 size = value < 0 ? 0 - (guint64) value : (guint64) value;
  guint64 whole = size / 100;
  guint64 part = size % 100;
  char    digits[32];
  gsize   length = 0;

  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, whole);
  length = strlen (digits);

  if (value < 0)
    g_string_append (text, "−");

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }

  if (part > 0 && (places == 2 || part % 10 != 0))
    g_string_append_printf (text, ".%02u", (guint) part);
  else if (part > 0)
    g_string_append_printf (text, ".%u", (guint) (part / 10));
}

void
laurel_words_append_money (GString *text, const LaurelProgramWords *words, const json_t *value)
{
  if (!json_is_integer (value))
    {
      laurel_words_append_raw (text, value);
      return;
    }

  g_string_append (text, words->sign);
  laurel_words_append_hundredths (text, json_integer_value (value), 2);
}

void
laurel_words_append_percent (GString *text, const json_t *value)
{
  if (!json_is_integer (value))
    {
      laurel_words_append_raw (text, value);
      return;
    }

  laurel_words_append_hundredths (text, json_integer_value (value), 1);
  g_string_append_c (text, '%');
}

void
laurel_words_append_points (GString *text, const json_t *value)
{
  if (!json_is_integer (value))
    {
      laurel_words_append_raw (text, value);
      return;
    }

  laurel_words_append_hundredths (text, json_integer_value (value), 1);
  g_string_append (text, json_integer_value (value) == 100 ? " point" : " points");
}

void
laurel_words_append_number (GString *text, const json_t *value)
{
  if (json_is_integer (value) && ABS (json_integer_value (value)) < G_MAXINT64 / 100)
    laurel_words_append_hundredths (text, json_integer_value (value) * 100, 1);
  else
    laurel_words_append_raw (text, value);
}

void
laurel_words_append_count (GString *text, const json_t *value, const char *one, const char *many)
{
  laurel_words_append_number (text, value);
  g_string_append_printf (text, " %s", json_integer_value (value) == 1 ? one : many);
}

/* A text as it is, anything else as JSON. */
void
laurel_words_append_text (GString *text, const json_t *value)
{
  const char *string = json_string_value (value);

  if (string != NULL && *string != '\0')
    g_string_append (text, string);
  else if (string != NULL)
    g_string_append (text, "nothing");
  else
    laurel_words_append_raw (text, value);
}

void
laurel_words_append_list (GString                  *text,
                          const LaurelProgramWords *words,
                          const json_t             *list,
                          const char               *last,
                          LaurelWordsAppend         append)
{
  gsize n = json_array_size (list);
  gsize shown = n > LIST_MAX + 1 ? LIST_MAX : n;

  if (!json_is_array (list))
    {
      laurel_words_append_raw (text, list);
      return;
    }

  if (n == 0)
    g_string_append (text, "nothing");

  for (gsize i = 0; i < shown; i++)
    {
      if (i > 0 && i + 1 == n)
        g_string_append_printf (text, " %s ", last);
      else if (i > 0)
        g_string_append (text, ", ");
      append (text, words, json_array_get (list, i));
    }

  if (shown < n)
    g_string_append_printf (text, " %s %zu more", last, n - shown);
}

void
laurel_words_append_item (GString *text, const LaurelProgramWords *words, const json_t *value)
{
  laurel_words_append_text (text, value);
}

void
laurel_words_append_level (GString *text, const LaurelProgramWords *words, const json_t *id)
{
  const json_t *list = json_object_get (json_object_get (words->document, "levels"), "list");
  const json_t *level = NULL;
  size_t        i = 0;

  json_array_foreach (list, i, level)
  {
    if (json_is_string (id) && json_equal (json_object_get (level, "id"), id))
      {
        g_autofree char *name = laurel_program_words_name_level (level);

        g_string_append (text, name);
        return;
      }
  }

  laurel_words_append_text (text, id);
}

/* "1 November 2026" */
void
laurel_words_append_date (GString *text, const json_t *value)
{
  static const char *const months[] = { "January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December" };

  const char *date = json_string_value (value);
  int         year = 0;
  int         month = 0;
  int         day = 0;

  if (date != NULL && strlen (date) == 10 &&
      sscanf (date, "%4d-%2d-%2d", &year, &month, &day) == 3 && month >= 1 && month <= 12)
    g_string_append_printf (text, "%d %s %d", day, months[month - 1], year);
  else
    laurel_words_append_text (text, value);
}

/* === Limits, targets, life of points ========================================================== */

static void
append_limits (GString *text, const LaurelProgramWords *words, const json_t *limits)
{
  gsize         start = text->len;
  const char   *key = NULL;
  const json_t *value = NULL;

  json_object_foreach ((json_t *) limits, key, value)
  {
    if (g_str_equal (key, "once") && json_is_false (value))
      continue;

    if (text->len > start)
      g_string_append (text, ", ");

    if (g_str_equal (key, "once"))
      {
        g_string_append (text, "once a client");
      }
    else if (g_str_equal (key, "once_days"))
      {
        g_string_append (text, "once in ");
        laurel_words_append_count (text, value, "day", "days");
        g_string_append (text, " a client");
      }
    else if (g_str_equal (key, "per_client"))
      {
        laurel_words_append_count (text, value, "time", "times");
        g_string_append (text, " a client");
      }
    else if (g_str_equal (key, "total"))
      {
        laurel_words_append_count (text, value, "time", "times");
        g_string_append (text, " in all");
      }
    else if (g_str_equal (key, "total_money"))
      {
        laurel_words_append_money (text, words, value);
        g_string_append (text, " in all");
      }
    else
      {
        g_string_append_printf (text, "%s ", key);
        laurel_words_append_raw (text, value);
      }
  }

  if (text->len == start)
    g_string_append (text, "as often as one likes");
}

static void
append_goods (GString *text, const LaurelProgramWords *words, const json_t *target)
{
  const json_t *products = json_object_get (target, "products");
  const json_t *segments = json_object_get (target, "segments");

  if (json_array_size (products) > 0)
    {
      g_string_append_c (text, ' ');
      laurel_words_append_list (text, words, products, "and", laurel_words_append_item);
    }

  if (json_array_size (segments) > 0)
    {
      g_string_append (text, json_array_size (products) > 0 ? " and of " : " of ");
      laurel_words_append_list (text, words, segments, "and", laurel_words_append_item);
    }
}

void
laurel_words_append_target (GString *text, const LaurelProgramWords *words, const json_t *target)
{
  static const char *const excluded[] = { "exclude_products", "exclude_segments" };

  gboolean all = json_array_size (json_object_get (target, "products")) == 0 &&
                 json_array_size (json_object_get (target, "segments")) == 0;

  g_string_append (text, all ? "all goods" : "goods");
  append_goods (text, words, target);

  for (gsize i = 0; i < G_N_ELEMENTS (excluded); i++)
    {
      const json_t *list = json_object_get (target, excluded[i]);

      if (json_array_size (list) == 0)
        continue;

      g_string_append (text, " without ");
      laurel_words_append_list (text, words, list, "and", laurel_words_append_item);
    }

  if (json_object_get (target, "min_price") != NULL)
    {
      g_string_append (text, " from ");
      laurel_words_append_money (text, words, json_object_get (target, "min_price"));
    }

  if (json_object_get (target, "max_price") != NULL)
    {
      g_string_append (text, " up to ");
      laurel_words_append_money (text, words, json_object_get (target, "max_price"));
    }
}

static void
append_expiry (GString *text, const LaurelProgramWords *words, const json_t *expiry)
{
  const char   *kind = json_string_value (json_object_get (expiry, "kind"));
  const json_t *grace = json_object_get (expiry, "grace");

  if (g_strcmp0 (kind, "none") == 0)
    {
      g_string_append (text, "never");
    }
  else if (g_strcmp0 (kind, "days") == 0 || g_strcmp0 (kind, "inactivity") == 0)
    {
      laurel_words_append_count (text, json_object_get (expiry, "days"), "day", "days");
      g_string_append (text,
                       g_str_equal (kind, "days") ? " after they became active"
                                                  : " after the last purchase");
    }
  else if (g_strcmp0 (kind, "end_of") == 0)
    {
      if (json_integer_value (grace) != 0)
        {
          laurel_words_append_count (text, grace, "day", "days");
          g_string_append (text, " after ");
        }
      g_string_append (text, "the end of the ");
      laurel_words_append_text (text, json_object_get (expiry, "period"));
    }
  else
    {
      laurel_words_append_raw (text, expiry);
    }
}

static void
append_forbidden (GString *text, const LaurelProgramWords *words, const json_t *word)
{
  const char *forbidden = json_string_value (word);

  if (g_strcmp0 (forbidden, "discount") == 0)
    g_string_append (text, "no discounts");
  else if (g_strcmp0 (forbidden, "redeem") == 0)
    g_string_append (text, "no paying with points");
  else if (g_strcmp0 (forbidden, "accrue") == 0)
    g_string_append (text, "no points for the purchase");
  else
    laurel_words_append_text (text, word);
}

/* The format's words have underscores where people have spaces. */
static void
append_word (GString *text, const json_t *value)
{
  gsize start = text->len;

  laurel_words_append_text (text, value);

  for (gsize i = start; i < text->len; i++)
    {
      if (text->str[i] == '_')
        text->str[i] = ' ';
    }
}

/* === All of them ============================================================================== */

static void
append_simple (GString                  *text,
               const LaurelProgramWords *words,
               LaurelProgramPhrase       phrase,
               const json_t             *value)
{
  switch ((int) phrase)
    {
    case LAUREL_PHRASE_MONEY:
      laurel_words_append_money (text, words, value);
      break;
    case LAUREL_PHRASE_POINTS:
      laurel_words_append_points (text, value);
      break;
    case LAUREL_PHRASE_PERCENT:
      laurel_words_append_percent (text, value);
      break;
    case LAUREL_PHRASE_DAYS:
      laurel_words_append_count (text, value, "day", "days");
      break;
    case LAUREL_PHRASE_MINUTES:
      laurel_words_append_count (text, value, "minute", "minutes");
      break;
    case LAUREL_PHRASE_COUNT:
      laurel_words_append_number (text, value);
      break;
    case LAUREL_PHRASE_WORD:
      append_word (text, value);
      break;
    case LAUREL_PHRASE_TEXT:
      laurel_words_append_text (text, value);
      break;
    default:
      laurel_words_append_raw (text, value);
    }
}

char *
laurel_program_words_say (const LaurelProgramWords *words,
                          LaurelProgramPhrase       phrase,
                          const json_t             *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (value == NULL && phrase < LAUREL_PHRASE_FORBID)
    g_string_append (text, "nothing");
  else if (phrase == LAUREL_PHRASE_YES && json_is_boolean (value))
    g_string_append (text, json_is_true (value) ? "yes" : "no");
  else if (phrase == LAUREL_PHRASE_EXPIRY)
    append_expiry (text, words, value);
  else if (phrase == LAUREL_PHRASE_FORBID)
    laurel_words_append_list (text, words, value, "and", append_forbidden);
  else if (phrase == LAUREL_PHRASE_CONDITION)
    laurel_words_append_condition (text, words, value);
  else if (phrase == LAUREL_PHRASE_TARGET)
    {
      g_string_append (text, "counts for ");
      laurel_words_append_target (text, words, value);
    }
  else if (phrase == LAUREL_PHRASE_REWARD)
    laurel_words_append_reward (text, words, value);
  else if (phrase == LAUREL_PHRASE_LIMITS)
    append_limits (text, words, value);
  else
    append_simple (text, words, phrase, value);

  return g_strdup (text->str);
}
