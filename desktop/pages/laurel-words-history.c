/* laurel-words-history.c - what happened to a client, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"

typedef struct
{
  const char *title;
  const char *icon_name;
} Kind;

static const Kind kinds[] = {
  [LAUREL_HISTORY_PURCHASE] = { N_ ("Purchase"), "x-office-spreadsheet-symbolic" },
  [LAUREL_HISTORY_RETURN] = { N_ ("Return"), "edit-undo-symbolic" },
  [LAUREL_HISTORY_VOID] = { N_ ("Purchase voided"), "edit-undo-symbolic" },
  [LAUREL_HISTORY_EARNED] = { N_ ("Points earned"), "list-add-symbolic" },
  [LAUREL_HISTORY_ACTIVATED] = { N_ ("Points became active"), "emblem-synchronizing-symbolic" },
  [LAUREL_HISTORY_REDEEMED] = { N_ ("Points redeemed"), "list-remove-symbolic" },
  [LAUREL_HISTORY_BURNT] = { N_ ("Points burnt"), "edit-delete-symbolic" },
  [LAUREL_HISTORY_LEVEL_UP] = { N_ ("Moved up"), "starred-symbolic" },
  [LAUREL_HISTORY_LEVEL_DOWN] = { N_ ("Moved down"), "non-starred-symbolic" },
  [LAUREL_HISTORY_REGISTERED] = { N_ ("Registered"), "contact-new-symbolic" },
  [LAUREL_HISTORY_CARD_ATTACHED] = { N_ ("Card attached"), "emblem-shared-symbolic" },
  [LAUREL_HISTORY_GRANT] = { N_ ("Points added by hand"), "list-add-symbolic" },
  [LAUREL_HISTORY_WRITE_OFF] = { N_ ("Points written off by hand"), "list-remove-symbolic" },
  [LAUREL_HISTORY_OTHER] = { NULL, "document-open-recent-symbolic" },
};

static const char *
get_level_sentence (LaurelHistoryRow *row)
{
  if (row->level_name == NULL)
    return NULL;

  if (row->kind == LAUREL_HISTORY_LEVEL_UP)
    /* TRANSLATORS: %s is the name of a level of the loyalty program */
    return _ ("Moved up to %s");

  if (row->kind == LAUREL_HISTORY_LEVEL_DOWN)
    return _ ("Moved down to %s");

  return NULL;
}

char *
laurel_words_history_title (LaurelHistoryRow *row)
{
  const char *title = kinds[row->kind].title;

  if (get_level_sentence (row) != NULL)
    {
      g_autoptr (GString) sentence = g_string_new (get_level_sentence (row));

      g_string_replace (sentence, "%s", row->level_name, 1);
      return g_string_free (g_steal_pointer (&sentence), FALSE);
    }

  title = title != NULL ? _ (title) : row->word;

  if (row->store_name != NULL)
    /* TRANSLATORS: what happened, and in which store */
    return g_strdup_printf (_ ("%s, %s"), title, row->store_name);

  return g_strdup (title);
}

char *
laurel_words_history_about (LaurelHistoryRow *row)
{
  g_autofree char *date = NULL;

  if (g_date_valid (&row->date))
    date = laurel_format_date_short (&row->date);

  if (row->receipt != NULL && date != NULL)
    /* TRANSLATORS: the number of a receipt, and a date such as 6 Dec */
    return g_strdup_printf (_ ("receipt %s, points active on %s"), row->receipt, date);

  if (row->receipt != NULL)
    return g_strdup_printf (_ ("receipt %s"), row->receipt);

  if (date != NULL)
    return g_strdup_printf (_ ("active on %s"), date);

  return g_strdup (row->comment);
}

const char *
laurel_words_history_icon (LaurelHistoryRow *row)
{
  return kinds[row->kind].icon_name;
}
