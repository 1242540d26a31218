/* laurel-office.c - what the calls of the office share: the day it is, pages and their cursors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-office.h"

#include <string.h>

#include "server/engine/laurel-ledger.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-wire-problem.h"

#define CURSOR_MAX     1024
#define ETAG_HEX_CHARS 32

void
laurel_office_init (LaurelOffice *office, LaurelExchange *exchange)
{
  LaurelPrograms *programs = laurel_exchange_get_services (exchange)->settings->programs;

  *office = (LaurelOffice){
    .release = laurel_programs_dup_current (programs),
    .now_us = laurel_exchange_get_now_us (exchange),
  };

  if (office->release != NULL)
    {
      g_autoptr (LaurelAccount) empty = laurel_account_new ();

      office->zone =
          laurel_zone_find (laurel_program_get_terms (office->release->program)->time_zone);
      office->base_level =
          laurel_ledger_level (empty, office->release->terms, office->now_us / G_USEC_PER_SEC);
    }

  if (office->zone == NULL)
    office->zone = laurel_zone_find ("UTC");

  office->today = laurel_office_get_day (office, office->now_us);
}

gboolean
laurel_office_init_with_program (LaurelOffice *office, LaurelExchange *exchange)
{
  laurel_office_init (office, exchange);

  if (office->release != NULL)
    return TRUE;

  laurel_exchange_problem (exchange,
                           404,
                           "no_program",
                           "no program has been published yet",
                           NULL,
                           NULL);

  return FALSE;
}

void
laurel_office_clear (LaurelOffice *office)
{
  g_clear_pointer (&office->release, laurel_release_unref);
}

json_t *
laurel_office_new_instant (const LaurelOffice *office, gint64 time_us, const char *time_zone)
{
  const LaurelZone *zone = time_zone != NULL ? laurel_zone_find (time_zone) : NULL;
  gint64            seconds = time_us / G_USEC_PER_SEC;
  gint64            offset = laurel_zone_get_offset (zone != NULL ? zone : office->zone, seconds);

  return laurel_wire_new_instant (seconds, (gint32) offset);
}

gint32
laurel_office_get_day (const LaurelOffice *office, gint64 time_us)
{
  return laurel_zone_day (office->zone, time_us / G_USEC_PER_SEC);
}

json_t *
laurel_office_new_level_name (const LaurelOffice *office, const char *id)
{
  const LaurelLevel *level = NULL;

  if (id == NULL)
    return json_null ();

  if (office->release != NULL)
    level = laurel_program_get_level (office->release->program, id);

  return json_string (level != NULL && level->name != NULL ? level->name : id);
}

GHashTable *
laurel_office_new_node_names (const LaurelRelease *release)
{
  GHashTable           *names = g_hash_table_new (g_str_hash, g_str_equal);
  gsize                 n = 0;
  const LaurelNodeInfo *nodes = NULL;

  if (release != NULL)
    nodes = laurel_program_get_nodes (release->program, &n);

  /* The program's strings, and read alone. */
  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (names, (gpointer) nodes[i].id, (gpointer) nodes[i].name);

  return names;
}

json_t *
laurel_office_new_id (gint64 id)
{
  char text[LAUREL_ID_SIZE];

  return id != 0 ? json_string (laurel_id_print (id, text)) : json_null ();
}

static void
append_initial (GString *name, const char *word)
{
  if (word == NULL || word[0] == '\0')
    return;

  if (name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append_unichar (name, g_unichar_toupper (g_utf8_get_char (word)));
  g_string_append_c (name, '.');
}

json_t *
laurel_office_new_short_name (const char *last_name, const char *first_name, const char *patronymic)
{
  g_autoptr (GString) name = g_string_new (last_name);

  /* Somebody without a last name is called by the first one. */
  if (name->len == 0)
    {
      g_string_assign (name, first_name != NULL ? first_name : "");
      return name->len > 0 ? json_string (name->str) : json_null ();
    }

  append_initial (name, first_name);
  append_initial (name, patronymic);

  return json_string (name->str);
}

gboolean
laurel_office_read_id (LaurelExchange *exchange, const char *name, const char *code, gint64 *id)
{
  if (laurel_id_parse (laurel_exchange_get_parameter (exchange, name), id))
    return TRUE;

  laurel_exchange_problem (exchange, 404, code, "nothing has that id", NULL, NULL);

  return FALSE;
}

static void
refuse_query (LaurelExchange *exchange, const char *path, const char *message)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();

  laurel_faults_add (faults, path, LAUREL_FAULT_FORMAT, "%s", message);
  laurel_exchange_refuse (exchange, faults);
}

gboolean
laurel_office_read_query_id (LaurelExchange *exchange, const char *name, gint64 *id)
{
  const char      *text = laurel_exchange_get_query (exchange, name);
  g_autofree char *path = NULL;

  *id = 0;

  if (text == NULL || laurel_id_parse (text, id))
    return TRUE;

  path = g_strconcat ("?", name, NULL);
  refuse_query (exchange, path, "is no id of ours");

  return FALSE;
}

json_t *
laurel_office_new_cursor (json_t *key)
{
  g_autofree char *text = laurel_wire_to_text (key);
  g_autofree char *cursor = g_base64_encode ((const guchar *) text, strlen (text));

  /* As it stands in a URL; what base64 fills up with is not needed to read it again. */
  for (char *at = cursor; *at != '\0'; at++)
    {
      if (*at == '+')
        *at = '-';
      else if (*at == '/')
        *at = '_';
      else if (*at == '=')
        *at = '\0';
    }

  return json_string (cursor);
}

/* The array in a cursor, or %NULL. */
static json_t *
parse_cursor (const char *cursor)
{
  g_autoptr (GString) base64 = g_string_new (cursor);
  g_autofree guchar *text = NULL;
  gsize              length = 0;

  if (base64->len > CURSOR_MAX)
    return NULL;

  for (gsize i = 0; i < base64->len; i++)
    {
      if (base64->str[i] == '-')
        base64->str[i] = '+';
      else if (base64->str[i] == '_')
        base64->str[i] = '/';
      else if (!g_ascii_isalnum (base64->str[i]))
        return NULL;
    }

  while (base64->len % 4 != 0)
    g_string_append_c (base64, '=');

  text = g_base64_decode (base64->str, &length);

  return json_loadb ((const char *) text, length, JSON_REJECT_DUPLICATES, NULL);
}

gboolean
laurel_office_read_cursor (LaurelExchange *exchange, json_t **key, const char *format, ...)
{
  const char *cursor = laurel_exchange_get_query (exchange, "after");
  json_t     *array = NULL;
  va_list     parts;
  int         result = -1;

  *key = NULL;

  if (cursor == NULL)
    return TRUE;

  array = parse_cursor (cursor);

  if (json_is_array (array))
    {
      va_start (parts, format);
      result = json_vunpack_ex (array, NULL, JSON_STRICT, format, parts);
      va_end (parts);
    }

  if (result != 0)
    {
      json_decref (array);
      refuse_query (exchange, "?after", "is no `next` of this list");
      return FALSE;
    }

  *key = array;

  return TRUE;
}

void
laurel_office_reply_resource (LaurelExchange *exchange, json_t *body)
{
  char            *text = laurel_wire_to_text (body);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *tag = g_strdup_printf ("\"%.*s\"", ETAG_HEX_CHARS, digest);

  laurel_exchange_add_header (exchange, "ETag", tag);
  laurel_exchange_reply_text (exchange, 200, "application/json", text);
}
