/* laurel-history-facts.c - what the engine was told about a receipt, as JSON to be kept with the
 * sale
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written by hand because a history has millions of them. Texts in here are ids of levels and
 * discounts, which program documents keep free of control characters.
 */

#include "server/jobs/laurel-history-facts.h"

#include "server/engine/laurel-calendar.h"

struct _LaurelHistoryFacts
{
  GString *text;
};

LaurelHistoryFacts *
laurel_history_facts_new (void)
{
  LaurelHistoryFacts *facts = g_new0 (LaurelHistoryFacts, 1);

  facts->text = g_string_sized_new (512);

  return facts;
}

void
laurel_history_facts_free (LaurelHistoryFacts *facts)
{
  if (facts == NULL)
    return;

  g_string_free (facts->text, TRUE);
  g_free (facts);
}

static void
append_string (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
}

static void
append_day (GString *text, const char *name, gint32 day)
{
  char date[LAUREL_DATE_SIZE];

  if (day != LAUREL_DAY_NONE)
    g_string_append_printf (text, ",\"%s\":\"%s\"", name, laurel_date_format (day, date));
}

static void
append_usage (GString *text, const LaurelUsage *usage)
{
  append_string (text, usage->leaf);
  g_string_append_printf (text, ":{\"count\":%" G_GINT64_FORMAT, usage->count);
  append_day (text, "last", usage->last_day);
  g_string_append_c (text, '}');
}

static void
append_client (GString *text, const LaurelClientFacts *client)
{
  g_string_append_printf (text,
                          "\"client\":{\"registered\":%s",
                          client->registered ? "true" : "false");
  if (client->level != NULL)
    {
      g_string_append (text, ",\"level\":");
      append_string (text, client->level);
    }
  append_day (text, "birth_date", client->birth_day);
  if (client->gender != 0)
    g_string_append_printf (text, ",\"gender\":\"%c\"", client->gender);
  g_string_append_printf (text,
                          ",\"turnover\":%" G_GINT64_FORMAT ",\"purchase_count\":%" G_GINT64_FORMAT,
                          client->turnover,
                          client->purchase_count);
  append_day (text, "last_purchase", client->last_purchase_day);
  g_string_append_printf (text,
                          ",\"available_points\":%" G_GINT64_FORMAT,
                          client->available_points);
  if (client->has_referrer)
    g_string_append (text, ",\"referrer\":\"referrer\"");
  for (gsize i = 0; i < client->n_usage; i++)
    {
      g_string_append (text, i == 0 ? ",\"usage\":{" : ",");
      append_usage (text, &client->usage[i]);
    }
  g_string_append (text, client->n_usage > 0 ? "}}" : "}");
}

const char *
laurel_history_facts_write (LaurelHistoryFacts      *facts,
                            const LaurelReceipt     *receipt,
                            const LaurelClientFacts *client)
{
  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (receipt != NULL, NULL);

  g_string_assign (facts->text, "{");
  if (client != NULL)
    append_client (facts->text, client);
  if (receipt->redeem != LAUREL_REDEEM_NONE && client != NULL)
    g_string_append_c (facts->text, ',');
  if (receipt->redeem == LAUREL_REDEEM_MAX)
    g_string_append (facts->text, "\"redeem\":\"max\"");
  else if (receipt->redeem == LAUREL_REDEEM_POINTS)
    g_string_append_printf (facts->text, "\"redeem\":%" G_GINT64_FORMAT, receipt->redeem_points);
  g_string_append_c (facts->text, '}');

  return facts->text->str;
}
