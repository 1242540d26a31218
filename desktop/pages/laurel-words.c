/* laurel-words.c - what the server's data are called by people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-format.h"

#define POINT    100
#define QUANTITY 1000

typedef struct
{
  const char *word;
  const char *text;
} Translation;

static const char *
find_translation (const Translation *translations, gsize n_translations, const char *word)
{
  for (gsize i = 0; i < n_translations; i++)
    if (g_strcmp0 (translations[i].word, word) == 0)
      return _ (translations[i].text);

  return NULL;
}

/* The parts that are there, with @separator between them. */
static char *
join (const char *separator, const char *const *parts, gsize n_parts)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_parts; i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;

      if (text->len > 0)
        g_string_append (text, separator);

      g_string_append (text, parts[i]);
    }

  return g_string_free (text, FALSE);
}

static char *
join_or (const char *const *parts, gsize n_parts, const char *fallback)
{
  g_autofree char *text = join (" ", parts, n_parts);

  return *text != '\0' ? g_steal_pointer (&text) : g_strdup (fallback);
}

/* Whether the family name stands first in a full name, as in Russian documents. */
static gboolean
family_name_is_first (void)
{
  /* TRANSLATORS: the order of a full name: "given-first" (Marina Igorevna Sokolova) or
   * "family-first" (Соколова Марина Игоревна); translate to one of these two */
  return g_str_equal (C_ ("order of names", "given-first"), "family-first");
}

char *
laurel_words_person (const LaurelPersonName *name, const char *fallback)
{
  const char *given_first[] = { name->first, name->patronymic, name->last };
  const char *family_first[] = { name->last, name->first, name->patronymic };

  return join_or (family_name_is_first () ? family_first : given_first, 3, fallback);
}

char *
laurel_words_person_short (const LaurelPersonName *name, const char *fallback)
{
  const char *given_first[] = { name->first, name->last };
  const char *family_first[] = { name->last, name->first };

  return join_or (family_name_is_first () ? family_first : given_first, 2, fallback);
}

/* Half points are rare enough to be shown only where they are. */
static char *
format_points (gint64 hundredths, LaurelFormatFlags flags)
{
  if (hundredths % POINT == 0)
    return laurel_format_value (LAUREL_VALUE_POINTS, hundredths / POINT, flags);

  return laurel_format_value (LAUREL_VALUE_MONEY, hundredths, flags | LAUREL_FORMAT_BARE);
}

char *
laurel_words_points (gint64 hundredths)
{
  return format_points (hundredths, LAUREL_FORMAT_PLAIN);
}

char *
laurel_words_points_change (gint64 hundredths)
{
  if (hundredths == 0)
    return g_strdup (LAUREL_FORMAT_NOTHING);

  return format_points (hundredths, LAUREL_FORMAT_SIGNED);
}

char *
laurel_words_quantity (gint64 thousandths)
{
  g_autofree char *whole = laurel_format_count (thousandths / QUANTITY);
  g_autofree char *text = NULL;
  gsize            length = 0;

  if (thousandths % QUANTITY == 0)
    return g_steal_pointer (&whole);

  /* TRANSLATORS: a weight; the point is the decimal separator, the digits come by themselves */
  text = g_strdup_printf (_ ("%s.%03d"), whole, (int) (ABS (thousandths) % QUANTITY));
  length = strlen (text);

  while (text[length - 1] == '0')
    text[--length] = '\0';

  return g_steal_pointer (&text);
}

char *
laurel_words_phone (const char *phone)
{
  /* Only this shape is known well enough to be taken apart: +7 and ten digits. */
  if (!g_str_has_prefix (phone, "+7") || strlen (phone) != 12 ||
      strspn (phone + 1, "0123456789") != 11)
    return g_strdup (phone);

  return g_strdup_printf ("+7 %.3s %.3s-%.2s-%.2s", phone + 2, phone + 5, phone + 8, phone + 10);
}

char *
laurel_words_card (const char *number)
{
  GString *text = g_string_new (NULL);

  if (strspn (number, "0123456789") != strlen (number))
    return g_string_free (g_string_append (text, number), FALSE);

  for (gsize i = 0; number[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append (text, "\u00a0");

      g_string_append_c (text, number[i]);
    }

  return g_string_free (text, FALSE);
}

const char *
laurel_words_channel (const char *channel)
{
  static const Translation channels[] = {
    { "store", N_ ("Stores") },       { "site", N_ ("Web Shop") }, { "delivery", N_ ("Delivery") },
    { "showroom", N_ ("Showrooms") }, { "app", N_ ("App") },       { "phone", N_ ("By Phone") },
  };
  const char *text = find_translation (channels, G_N_ELEMENTS (channels), channel);

  return text != NULL ? text : channel;
}

const char *
laurel_words_card_state (LaurelCardState state)
{
  switch (state)
    {
    case LAUREL_CARD_ISSUED:
      return C_ ("card", "Issued");
    case LAUREL_CARD_ACTIVE:
      return C_ ("card", "Active");
    case LAUREL_CARD_BLOCKED:
      return C_ ("card", "Blocked");
    case LAUREL_CARD_REPLACED:
      return C_ ("card", "Replaced");
    case LAUREL_CARD_LOST:
      return C_ ("card", "Lost");
    case LAUREL_CARD_UNKNOWN:
    default:
      return C_ ("card", "Unknown");
    }
}

char *
laurel_words_card_about (const LaurelCard *card)
{
  g_autofree char *month = NULL;
  g_autofree char *about = NULL;

  if (!g_date_valid (&card->since))
    {
      about = g_strdup (card->is_virtual ? _ ("Virtual") : _ ("Plastic"));
    }
  else
    {
      month = laurel_format_date_year (&card->since);
      /* TRANSLATORS: %s is a date such as 3 Feb 2024 */
      about = g_strdup_printf (card->is_virtual ? _ ("Virtual, since %s") : _ ("Plastic, since %s"),
                               month);
    }

  if (card->reason == NULL || *card->reason == '\0')
    return g_steal_pointer (&about);

  return g_strdup_printf ("%s · %s", about, card->reason);
}

char *
laurel_words_consent (const LaurelConsent *consent)
{
  g_autofree char *date = NULL;
  GDate            day;

  laurel_format_day_of (consent->at, g_date_time_get_timezone (consent->at), &day);
  date = laurel_format_date_year (&day);

  if (!consent->given)
    /* TRANSLATORS: of a consent to messages; %s is a date such as 11 Aug 2026 */
    return g_strdup_printf (_ ("Withdrawn on %s"), date);

  switch (consent->how)
    {
    case LAUREL_CONSENT_AT_TILL:
      return g_strdup_printf (_ ("Agreed on %s at the till"), date);
    case LAUREL_CONSENT_ON_SITE:
      return g_strdup_printf (_ ("Agreed on %s on the web site"), date);
    case LAUREL_CONSENT_IN_DESKTOP:
      return g_strdup_printf (_ ("Agreed on %s, entered by hand"), date);
    case LAUREL_CONSENT_BY_IMPORT:
      return g_strdup_printf (_ ("Agreed on %s, imported"), date);
    case LAUREL_CONSENT_OTHERWISE:
    default:
      return g_strdup_printf (_ ("Agreed on %s"), date);
    }
}

char *
laurel_words_address (const LaurelClient *client)
{
  g_autofree char *flat = NULL;
  g_autofree char *text = NULL;
  const char      *parts[5] = { client->region, client->city, client->street, client->house };

  if (client->flat != NULL && *client->flat != '\0')
    /* TRANSLATORS: of an address; %s is the number of a flat */
    flat = g_strdup_printf (_ ("flat %s"), client->flat);

  /* Moscow is in Moscow. */
  if (g_strcmp0 (client->region, client->city) == 0)
    parts[0] = NULL;

  parts[4] = flat;
  text = join (", ", parts, G_N_ELEMENTS (parts));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

const char *
laurel_words_document (LaurelDocumentKind kind)
{
  switch (kind)
    {
    case LAUREL_DOCUMENT_RETURN:
    case LAUREL_DOCUMENT_UNLINKED:
      return C_ ("document", "Return");
    case LAUREL_DOCUMENT_VOID:
      return C_ ("document", "Void");
    case LAUREL_DOCUMENT_SALE:
    case LAUREL_DOCUMENT_OTHER:
    default:
      return NULL;
    }
}
