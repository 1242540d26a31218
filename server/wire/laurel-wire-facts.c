/* laurel-wire-facts.c - what a case says of clients, uses, codes and certificates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-facts.h"

#include "server/wire/laurel-wire-condition.h"
#include "server/wire/laurel-wire-problem.h"
#include "server/wire/laurel-wire-receipt.h"
#include "server/wire/laurel-wire-words.h"

#define ANYTHING -LAUREL_INTEGER_MAX, LAUREL_INTEGER_MAX

void
laurel_wire_facts_init (LaurelWireFacts *facts)
{
  *facts = (LaurelWireFacts){
    .clients = g_hash_table_new (g_str_hash, g_str_equal),
    .codes = g_hash_table_new (g_str_hash, g_str_equal),
    .certificates = g_hash_table_new (g_str_hash, g_str_equal),
  };
}

void
laurel_wire_facts_clear (LaurelWireFacts *facts)
{
  g_clear_pointer (&facts->clients, g_hash_table_unref);
  g_clear_pointer (&facts->codes, g_hash_table_unref);
  g_clear_pointer (&facts->certificates, g_hash_table_unref);
}

/* The map `usage`: a client's own, which have a last day, or everybody's, which have money. */
static const LaurelUsage *
read_usage (LaurelJsonReader *reader, LaurelArena *arena, gboolean own, gsize *n_usage)
{
  LaurelUsage *usage = NULL;

  *n_usage = 0;

  if (!laurel_json_reader_begin_object_or_none (reader, "usage"))
    return NULL;

  usage = laurel_arena_new_array0 (arena, LaurelUsage, laurel_json_reader_get_n_members (reader));

  for (gpointer member = laurel_json_reader_first_member (reader); member != NULL;
       member = laurel_json_reader_next_member (reader, member))
    {
      const char  *leaf = laurel_json_reader_get_member_name (member);
      LaurelUsage *use = &usage[*n_usage];

      if (!laurel_json_reader_begin_object (reader, leaf))
        continue;

      use->leaf = leaf;
      use->last_day = LAUREL_DAY_NONE;
      use->count = laurel_json_reader_get_integer_or (reader, "count", ANYTHING, 0);

      if (own)
        use->last_day = laurel_json_reader_get_date_or (reader, "last", LAUREL_DAY_NONE);
      else
        use->money = laurel_json_reader_get_integer_or (reader, "money", ANYTHING, 0);

      laurel_json_reader_end_object (reader);
      *n_usage += 1;
    }

  laurel_json_reader_skip_object (reader);

  return usage;
}

static gboolean
has_level (const LaurelProgramDraft *draft, const char *id)
{
  for (gsize i = 0; i < draft->terms.n_levels; i++)
    {
      if (g_str_equal (draft->terms.levels[i].id, id))
        return TRUE;
    }

  return FALSE;
}

void
laurel_wire_read_client_facts (LaurelJsonReader         *reader,
                               LaurelArena              *arena,
                               const LaurelProgramDraft *draft,
                               LaurelClientFacts        *client)
{
  LaurelDraftIds segments = laurel_wire_read_ids_or_none (reader, arena, "segments");
  gint gender = laurel_json_reader_get_word_or (reader, "gender", laurel_wire_gender_words, -1);

  client->registered = laurel_json_reader_get_boolean_or (reader, "registered", FALSE);
  client->level = laurel_json_reader_get_string_or (reader, "level", NULL);
  client->birth_day = laurel_json_reader_get_date_or (reader, "birth_date", LAUREL_DAY_NONE);
  client->gender = gender >= 0 ? laurel_wire_gender_words[gender][0] : 0;
  client->segments = segments.ids;
  client->n_segments = segments.n;
  client->turnover = laurel_json_reader_get_integer_or (reader, "turnover", ANYTHING, 0);
  client->purchase_count =
      laurel_json_reader_get_integer_or (reader, "purchase_count", ANYTHING, 0);
  client->last_purchase_day =
      laurel_json_reader_get_date_or (reader, "last_purchase", LAUREL_DAY_NONE);
  client->available_points =
      laurel_json_reader_get_integer_or (reader, "available_points", ANYTHING, 0);
  client->has_referrer = laurel_json_reader_get_string_or (reader, "referrer", NULL) != NULL;
  client->usage = read_usage (reader, arena, TRUE, &client->n_usage);

  if (client->level != NULL && draft != NULL && !has_level (draft, client->level))
    laurel_json_reader_fault (reader, "level", LAUREL_FAULT_REFERENCE, "there is no such level");
}

static void
read_clients (LaurelJsonReader         *reader,
              LaurelArena              *arena,
              const LaurelProgramDraft *draft,
              GHashTable               *clients)
{
  if (!laurel_json_reader_begin_object_or_none (reader, "clients"))
    return;

  for (gpointer member = laurel_json_reader_first_member (reader); member != NULL;
       member = laurel_json_reader_next_member (reader, member))
    {
      const char        *id = laurel_json_reader_get_member_name (member);
      LaurelClientFacts *client = NULL;

      if (!laurel_json_reader_begin_object (reader, id))
        continue;

      client = laurel_arena_new_array0 (arena, LaurelClientFacts, 1);
      laurel_wire_read_client_facts (reader, arena, draft, client);
      laurel_json_reader_end_object (reader);
      g_hash_table_insert (clients, (gpointer) id, client);
    }

  laurel_json_reader_skip_object (reader);
}

static void
read_codes (LaurelJsonReader *reader, GHashTable *codes)
{
  if (!laurel_json_reader_begin_object_or_none (reader, "promo_codes"))
    return;

  for (gpointer member = laurel_json_reader_first_member (reader); member != NULL;
       member = laurel_json_reader_next_member (reader, member))
    {
      const char *code = laurel_json_reader_get_member_name (member);

      if (!laurel_json_reader_begin_object (reader, code))
        continue;

      /* A code that is listed is valid, also without a series. */
      g_hash_table_insert (codes,
                           (gpointer) code,
                           (gpointer) laurel_json_reader_get_string_or (reader, "series", ""));
      laurel_json_reader_end_object (reader);
    }

  laurel_json_reader_skip_object (reader);
}

static void
read_certificates (LaurelJsonReader *reader, LaurelArena *arena, GHashTable *certificates)
{
  if (!laurel_json_reader_begin_object_or_none (reader, "certificates"))
    return;

  for (gpointer member = laurel_json_reader_first_member (reader); member != NULL;
       member = laurel_json_reader_next_member (reader, member))
    {
      const char *code = laurel_json_reader_get_member_name (member);
      gint64     *balance = NULL;

      if (!laurel_json_reader_begin_object (reader, code))
        continue;

      balance = laurel_arena_new_array (arena, gint64, 1);
      *balance = laurel_json_reader_get_integer_or (reader, "balance", 0, LAUREL_MONEY_MAX, 0);
      laurel_json_reader_end_object (reader);
      g_hash_table_insert (certificates, (gpointer) code, balance);
    }

  laurel_json_reader_skip_object (reader);
}

void
laurel_wire_read_facts (LaurelJsonReader         *reader,
                        LaurelArena              *arena,
                        const LaurelProgramDraft *draft,
                        LaurelWireFacts          *facts)
{
  read_clients (reader, arena, draft, facts->clients);
  facts->usage = read_usage (reader, arena, FALSE, &facts->n_usage);
  read_codes (reader, facts->codes);
  read_certificates (reader, arena, facts->certificates);
}

void
laurel_wire_facts_fill_receipt (const LaurelWireFacts *facts,
                                LaurelJsonReader      *reader,
                                LaurelReceipt         *receipt)
{
  LaurelPresentedCode        *codes = laurel_wire_receipt_get_codes (receipt);
  LaurelPresentedCertificate *certificates = laurel_wire_receipt_get_certificates (receipt);

  for (gsize i = 0; i < receipt->n_promo_codes; i++)
    codes[i].series = g_hash_table_lookup (facts->codes, codes[i].code);

  for (gsize i = 0; i < receipt->n_certificates; i++)
    {
      const gint64 *balance = g_hash_table_lookup (facts->certificates, certificates[i].code);

      if (balance != NULL)
        certificates[i].balance = *balance;
      else
        laurel_json_reader_fault (reader,
                                  "certificates",
                                  LAUREL_FAULT_REFERENCE,
                                  "there is no certificate '%s'",
                                  certificates[i].code);
    }
}

static void
set_text (json_t *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_new (object, name, json_string (text));
}

static void
set_day (json_t *object, const char *name, gint32 day)
{
  if (day != LAUREL_DAY_NONE)
    json_object_set_new (object, name, laurel_wire_new_day (day));
}

static json_t *
new_usage (const LaurelClientFacts *client)
{
  json_t *usage = json_object ();

  for (gsize i = 0; i < client->n_usage; i++)
    {
      const LaurelUsage *use = &client->usage[i];
      json_t            *object = json_object ();

      json_object_set_new (object, "count", json_integer (use->count));
      set_day (object, "last", use->last_day);
      json_object_set_new (usage, use->leaf, object);
    }

  return usage;
}

json_t *
laurel_wire_new_client_facts (const LaurelClientFacts *client, const char *referrer)
{
  const char gender[] = { client->gender, '\0' };
  json_t    *object = json_object ();
  json_t    *segments = json_array ();

  for (gsize i = 0; i < client->n_segments; i++)
    json_array_append_new (segments, json_string (client->segments[i]));

  json_object_set_new (object, "registered", json_boolean (client->registered));
  set_text (object, "level", client->level);
  set_day (object, "birth_date", client->birth_day);
  set_text (object, "gender", client->gender != 0 ? gender : NULL);
  json_object_set_new (object, "segments", segments);
  json_object_set_new (object, "turnover", json_integer (client->turnover));
  json_object_set_new (object, "purchase_count", json_integer (client->purchase_count));
  set_day (object, "last_purchase", client->last_purchase_day);
  json_object_set_new (object, "available_points", json_integer (client->available_points));

  /* That somebody brought them is all that the price asks. */
  if (client->has_referrer)
    set_text (object, "referrer", referrer != NULL ? referrer : "somebody");

  json_object_set_new (object, "usage", new_usage (client));

  return object;
}
