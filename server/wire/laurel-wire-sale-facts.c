/* laurel-wire-sale-facts.c - what the engine was told about a receipt, kept with the sale
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-sale-facts.h"

#include <string.h>

#include "server/engine/laurel-calendar.h"

/* === Writing ================================================================================== */

static void
append_string (GString *text, const char *value)
{
  g_string_append_c (text, '"');

  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_printf (text, "\\%c", *at);
      else if ((guchar) *at < 0x20)
        g_string_append_printf (text, "\\u%04x", (guint) (guchar) *at);
      else
        g_string_append_c (text, *at);
    }

  g_string_append_c (text, '"');
}

static void
append_strings (GString *text, const char *name, const char *const *values, gsize n_values)
{
  if (n_values == 0)
    return;

  g_string_append_printf (text, ",\"%s\":[", name);

  for (gsize i = 0; i < n_values; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');

      append_string (text, values[i]);
    }

  g_string_append_c (text, ']');
}

static void
append_day (GString *text, const char *name, gint32 day)
{
  char date[LAUREL_DATE_SIZE];

  if (day != LAUREL_DAY_NONE)
    g_string_append_printf (text, ",\"%s\":\"%s\"", name, laurel_date_format (day, date));
}

static gboolean
depends_on (const LaurelPriced *priced, const char *leaf)
{
  for (gsize i = 0; i < priced->n_limited; i++)
    if (strcmp (priced->limited[i].leaf, leaf) == 0)
      return TRUE;

  return FALSE;
}

/* Uses of a client have a last day; those of everybody have money. */
static void
append_usages (GString *text, const LaurelUsage *usage, gsize n_usage, const LaurelPriced *priced)
{
  gsize n = 0;

  for (gsize i = 0; i < n_usage; i++)
    {
      if (usage[i].count == 0 || !depends_on (priced, usage[i].leaf))
        continue;

      g_string_append (text, n++ == 0 ? ",\"usage\":{" : ",");
      append_string (text, usage[i].leaf);
      g_string_append_printf (text, ":{\"count\":%" G_GINT64_FORMAT, usage[i].count);

      if (usage[i].money > 0)
        g_string_append_printf (text, ",\"money\":%" G_GINT64_FORMAT, usage[i].money);

      append_day (text, "last", usage[i].last_day);
      g_string_append_c (text, '}');
    }

  if (n > 0)
    g_string_append_c (text, '}');
}

static void
append_client (GString *text, const LaurelClientFacts *client, const LaurelPriced *priced)
{
  g_string_append_printf (text,
                          ",\"client\":{\"registered\":%s",
                          client->registered ? "true" : "false");

  if (client->level != NULL)
    {
      g_string_append (text, ",\"level\":");
      append_string (text, client->level);
    }

  append_day (text, "birth_date", client->birth_day);

  if (client->gender != 0)
    g_string_append_printf (text, ",\"gender\":\"%c\"", client->gender);

  append_strings (text, "segments", client->segments, client->n_segments);
  g_string_append_printf (text,
                          ",\"turnover\":%" G_GINT64_FORMAT ",\"purchase_count\":%" G_GINT64_FORMAT,
                          client->turnover,
                          client->purchase_count);
  append_day (text, "last_purchase", client->last_purchase_day);
  g_string_append_printf (text,
                          ",\"available_points\":%" G_GINT64_FORMAT ",\"referrer\":%s",
                          client->available_points,
                          client->has_referrer ? "true" : "false");
  append_usages (text, client->usage, client->n_usage, priced);
  g_string_append_c (text, '}');
}

static void
append_codes (GString *text, const LaurelReceipt *receipt)
{
  for (gsize i = 0; i < receipt->n_promo_codes; i++)
    {
      g_string_append (text, i == 0 ? ",\"promo_codes\":{" : ",");
      append_string (text, receipt->promo_codes[i].code);
      g_string_append_c (text, ':');

      if (receipt->promo_codes[i].series != NULL)
        append_string (text, receipt->promo_codes[i].series);
      else
        g_string_append (text, "null");
    }

  if (receipt->n_promo_codes > 0)
    g_string_append_c (text, '}');

  for (gsize i = 0; i < receipt->n_certificates; i++)
    {
      g_string_append (text, i == 0 ? ",\"certificates\":{" : ",");
      append_string (text, receipt->certificates[i].code);
      g_string_append_printf (text, ":%" G_GINT64_FORMAT, receipt->certificates[i].balance);
    }

  if (receipt->n_certificates > 0)
    g_string_append_c (text, '}');
}

void
laurel_wire_write_sale_facts (GString                 *text,
                              const LaurelReceipt     *receipt,
                              const LaurelClientFacts *client,
                              const LaurelUsageTotals *totals,
                              const LaurelPriced      *priced)
{
  g_string_append (text, "{\"format\":1");

  if (client != NULL)
    append_client (text, client, priced);

  append_usages (text, totals->usage, totals->n_usage, priced);

  if (receipt->channel != NULL)
    {
      g_string_append (text, ",\"channel\":");
      append_string (text, receipt->channel);
    }

  append_strings (text, "payments", receipt->payments, receipt->n_payments);
  append_codes (text, receipt);

  if (receipt->redeem == LAUREL_REDEEM_MAX)
    g_string_append (text, ",\"redeem\":\"max\"");
  else if (receipt->redeem == LAUREL_REDEEM_POINTS)
    g_string_append_printf (text, ",\"redeem\":%" G_GINT64_FORMAT, receipt->redeem_points);

  g_string_append_c (text, '}');
}

/* === Reading ================================================================================== */

static const char *
dup_text (LaurelArena *arena, json_t *value)
{
  return json_is_string (value) ? laurel_arena_strdup (arena, json_string_value (value)) : NULL;
}

static const char *const *
read_texts (LaurelArena *arena, json_t *array, gsize *n)
{
  const char **texts = NULL;

  *n = json_array_size (array);
  texts = laurel_arena_new_array (arena, const char *, *n);

  for (gsize i = 0; i < *n; i++)
    texts[i] = dup_text (arena, json_array_get (array, i));

  return texts;
}

static gint32
read_day (json_t *object, const char *name)
{
  const char *text = json_string_value (json_object_get (object, name));
  gint32      day = LAUREL_DAY_NONE;

  return text != NULL && laurel_date_parse (text, &day) ? day : LAUREL_DAY_NONE;
}

static const LaurelUsage *
read_usage (LaurelArena *arena, json_t *object, gsize *n_usage)
{
  LaurelUsage *usage = laurel_arena_new_array0 (arena, LaurelUsage, json_object_size (object));
  const char  *leaf = NULL;
  json_t      *value = NULL;

  *n_usage = 0;

  json_object_foreach (object, leaf, value)
  {
    usage[(*n_usage)++] = (LaurelUsage){
      .leaf = laurel_arena_strdup (arena, leaf),
      .count = json_integer_value (json_object_get (value, "count")),
      .money = json_integer_value (json_object_get (value, "money")),
      .last_day = read_day (value, "last"),
    };
  }

  return usage;
}

static void
read_client (LaurelArena *arena, json_t *object, LaurelClientFacts *client)
{
  const char *gender = json_string_value (json_object_get (object, "gender"));

  *client = (LaurelClientFacts){
    .registered = json_is_true (json_object_get (object, "registered")),
    .level = dup_text (arena, json_object_get (object, "level")),
    .birth_day = read_day (object, "birth_date"),
    .gender = gender != NULL ? gender[0] : '\0',
    .turnover = json_integer_value (json_object_get (object, "turnover")),
    .purchase_count = json_integer_value (json_object_get (object, "purchase_count")),
    .last_purchase_day = read_day (object, "last_purchase"),
    .available_points = json_integer_value (json_object_get (object, "available_points")),
    .has_referrer = json_is_true (json_object_get (object, "referrer")),
  };
  client->segments = read_texts (arena, json_object_get (object, "segments"), &client->n_segments);
  client->usage = read_usage (arena, json_object_get (object, "usage"), &client->n_usage);
}

static void
read_codes (LaurelArena *arena, json_t *root, LaurelReceipt *receipt)
{
  json_t                     *codes = json_object_get (root, "promo_codes");
  json_t                     *certificates = json_object_get (root, "certificates");
  LaurelPresentedCode        *code_rows = NULL;
  LaurelPresentedCertificate *certificate_rows = NULL;
  const char                 *name = NULL;
  json_t                     *value = NULL;

  code_rows = laurel_arena_new_array (arena, LaurelPresentedCode, json_object_size (codes));
  certificate_rows =
      laurel_arena_new_array (arena, LaurelPresentedCertificate, json_object_size (certificates));
  receipt->promo_codes = code_rows;
  receipt->certificates = certificate_rows;

  json_object_foreach (codes, name, value)
  {
    code_rows[receipt->n_promo_codes++] =
        (LaurelPresentedCode){ laurel_arena_strdup (arena, name), dup_text (arena, value) };
  }

  json_object_foreach (certificates, name, value)
  {
    certificate_rows[receipt->n_certificates++] =
        (LaurelPresentedCertificate){ laurel_arena_strdup (arena, name),
                                      json_integer_value (value) };
  }
}

gboolean
laurel_wire_read_sale_facts (const char        *text,
                             LaurelArena       *arena,
                             LaurelReceipt     *receipt,
                             LaurelClientFacts *client,
                             gboolean          *anonymous,
                             LaurelUsageTotals *totals)
{
  json_t *root = json_loadb (text, strlen (text), JSON_REJECT_DUPLICATES, NULL);
  json_t *redeem = NULL;

  if (!json_is_object (root) || json_integer_value (json_object_get (root, "format")) != 1)
    {
      json_decref (root);
      return FALSE;
    }

  *anonymous = !json_is_object (json_object_get (root, "client"));

  if (!*anonymous)
    read_client (arena, json_object_get (root, "client"), client);

  totals->usage = read_usage (arena, json_object_get (root, "usage"), &totals->n_usage);
  receipt->channel = dup_text (arena, json_object_get (root, "channel"));
  receipt->payments = read_texts (arena, json_object_get (root, "payments"), &receipt->n_payments);
  receipt->n_promo_codes = 0;
  receipt->n_certificates = 0;
  read_codes (arena, root, receipt);

  redeem = json_object_get (root, "redeem");
  receipt->redeem = json_is_string (redeem)    ? LAUREL_REDEEM_MAX
                    : json_is_integer (redeem) ? LAUREL_REDEEM_POINTS
                                               : LAUREL_REDEEM_NONE;
  receipt->redeem_points = json_integer_value (redeem);
  json_decref (root);

  return TRUE;
}
