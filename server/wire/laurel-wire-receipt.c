/* laurel-wire-receipt.c - a receipt as tills send it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-receipt.h"

#include <string.h>

#include "server/engine/laurel-program-draft.h"
#include "server/wire/laurel-wire-problem.h"
#include "server/wire/laurel-wire-words.h"

#define LINES_MAX    1000
#define QUANTITY_MAX G_GINT64_CONSTANT (1000000000)
#define PRICE_MAX    G_GINT64_CONSTANT (100000000000)

/* A list of strings, each of them once, in the order of their first appearance. */
static const char **
read_strings (LaurelJsonReader *reader, LaurelArena *arena, const char *name, gsize *n)
{
  const char **strings = NULL;
  gsize        length = 0;

  *n = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, name, &length))
    return NULL;

  strings = laurel_arena_new_array (arena, const char *, length);

  for (gsize i = 0; i < length; i++)
    {
      const char *string = laurel_json_reader_get_string_element (reader, i);
      gsize       known = 0;

      while (string != NULL && known < *n && strcmp (strings[known], string) != 0)
        known++;

      if (string != NULL && known == *n)
        strings[(*n)++] = string;
    }

  laurel_json_reader_end_array (reader);

  return strings;
}

static void
read_codes (LaurelJsonReader *reader, LaurelArena *arena, LaurelReceipt *receipt)
{
  const char **strings = read_strings (reader, arena, "promo_codes", &receipt->n_promo_codes);
  LaurelPresentedCode *codes =
      laurel_arena_new_array0 (arena, LaurelPresentedCode, receipt->n_promo_codes);

  for (gsize i = 0; i < receipt->n_promo_codes; i++)
    codes[i].code = strings[i];

  receipt->promo_codes = codes;
}

static void
read_certificates (LaurelJsonReader *reader, LaurelArena *arena, LaurelReceipt *receipt)
{
  const char **strings = read_strings (reader, arena, "certificates", &receipt->n_certificates);
  LaurelPresentedCertificate *certificates =
      laurel_arena_new_array0 (arena, LaurelPresentedCertificate, receipt->n_certificates);

  for (gsize i = 0; i < receipt->n_certificates; i++)
    certificates[i].code = strings[i];

  receipt->certificates = certificates;
}

static void
read_redeem (LaurelJsonReader *reader, LaurelReceipt *receipt)
{
  const json_t *value = laurel_json_reader_get_value (reader, "redeem");

  if (value == NULL)
    return;

  if (json_is_string (value) && strcmp (json_string_value (value), "max") == 0)
    {
      receipt->redeem = LAUREL_REDEEM_MAX;
      return;
    }

  if (!json_is_integer (value))
    {
      laurel_json_reader_fault (reader,
                                "redeem",
                                LAUREL_FAULT_FORMAT,
                                "must be a number of points, or \"max\"");
      return;
    }

  receipt->redeem = LAUREL_REDEEM_POINTS;
  receipt->redeem_points = laurel_json_reader_get_integer (reader, "redeem", 0, LAUREL_INTEGER_MAX);
}

static void
read_line (LaurelJsonReader *reader, LaurelReceiptLine *line)
{
  line->n = laurel_json_reader_get_integer (reader, "n", 1, LAUREL_INTEGER_MAX);
  line->product = laurel_json_reader_get_string (reader, "product");
  line->quantity = laurel_json_reader_get_integer (reader, "quantity", 1, QUANTITY_MAX);
  line->price = laurel_json_reader_get_integer (reader, "price", 0, PRICE_MAX);
  line->external_discount =
      laurel_json_reader_get_integer_or (reader, "external_discount", 0, LAUREL_MONEY_MAX, 0);
}

/* Tills count upwards: only where a number is not above all before it must they be searched. */
static gboolean
has_number (const LaurelReceiptLine *lines, gsize n_lines, gint64 n, gint64 highest)
{
  for (gsize i = 0; n <= highest && i < n_lines; i++)
    {
      if (lines[i].n == n)
        return TRUE;
    }

  return FALSE;
}

static void
read_lines (LaurelJsonReader *reader, LaurelArena *arena, LaurelReceipt *receipt)
{
  LaurelReceiptLine *lines = NULL;
  gint64             highest = 0;
  gsize              length = 0;

  if (!laurel_json_reader_begin_array (reader, "lines", &length))
    return;

  if (length > LINES_MAX)
    {
      laurel_json_reader_end_array (reader);
      laurel_json_reader_fault (reader,
                                "lines",
                                LAUREL_FAULT_RANGE,
                                "there may be %d lines at most",
                                LINES_MAX);
      return;
    }

  lines = laurel_arena_new_array0 (arena, LaurelReceiptLine, length);

  for (gsize i = 0; i < length; i++)
    {
      LaurelReceiptLine *line = &lines[receipt->n_lines];

      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      read_line (reader, line);

      if (line->n > 0 && has_number (lines, receipt->n_lines, line->n, highest))
        laurel_json_reader_fault (reader,
                                  "n",
                                  LAUREL_FAULT_LINE_TWICE,
                                  "there is another line of this number");

      laurel_json_reader_end_object (reader);
      highest = MAX (highest, line->n);
      receipt->n_lines++;
    }

  laurel_json_reader_end_array (reader);
  receipt->lines = lines;
}

void
laurel_wire_read_receipt (LaurelJsonReader *reader, LaurelArena *arena, LaurelReceipt *receipt)
{
  gint channel = 0;

  *receipt = (LaurelReceipt){ 0 };
  receipt->store = laurel_json_reader_get_string_or (reader, "store", NULL);
  receipt->time = laurel_json_reader_get_time (reader, "time");
  receipt->card = laurel_json_reader_get_string_or (reader, "card", NULL);
  channel = laurel_json_reader_get_word_or (reader, "channel", laurel_wire_channel_words, -1);

  if (channel >= 0)
    receipt->channel = laurel_wire_channel_words[channel];

  receipt->payments = read_strings (reader, arena, "payments", &receipt->n_payments);
  read_codes (reader, arena, receipt);
  read_certificates (reader, arena, receipt);
  read_redeem (reader, receipt);
  read_lines (reader, arena, receipt);
}

static void
set_text (json_t *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_new (object, name, json_string (text));
}

/* Empty ones are left out. (transfer full) @array */
static void
set_array (json_t *object, const char *name, json_t *array)
{
  if (json_array_size (array) > 0)
    json_object_set (object, name, array);

  json_decref (array);
}

static void
set_presented (json_t *object, const LaurelReceipt *receipt)
{
  json_t *payments = json_array ();
  json_t *codes = json_array ();
  json_t *certificates = json_array ();

  for (gsize i = 0; i < receipt->n_payments; i++)
    json_array_append_new (payments, json_string (receipt->payments[i]));

  for (gsize i = 0; i < receipt->n_promo_codes; i++)
    json_array_append_new (codes, json_string (receipt->promo_codes[i].code));

  for (gsize i = 0; i < receipt->n_certificates; i++)
    json_array_append_new (certificates, json_string (receipt->certificates[i].code));

  set_array (object, "payments", payments);
  set_array (object, "promo_codes", codes);
  set_array (object, "certificates", certificates);
}

static json_t *
new_line (const LaurelReceiptLine *line)
{
  json_t *object = json_object ();

  json_object_set_new (object, "n", json_integer (line->n));
  json_object_set_new (object, "product", json_string (line->product));
  json_object_set_new (object, "quantity", json_integer (line->quantity));
  json_object_set_new (object, "price", json_integer (line->price));

  if (line->external_discount != 0)
    json_object_set_new (object, "external_discount", json_integer (line->external_discount));

  return object;
}

json_t *
laurel_wire_new_receipt (const LaurelReceipt *receipt)
{
  json_t *object = json_object ();
  json_t *lines = json_array ();

  for (gsize i = 0; i < receipt->n_lines; i++)
    json_array_append_new (lines, new_line (&receipt->lines[i]));

  set_text (object, "store", receipt->store);
  json_object_set_new (object, "time", laurel_wire_new_instant (receipt->time, 0));
  set_text (object, "card", receipt->card);
  set_text (object, "channel", receipt->channel);
  set_presented (object, receipt);

  if (receipt->redeem == LAUREL_REDEEM_MAX)
    set_text (object, "redeem", "max");
  else if (receipt->redeem == LAUREL_REDEEM_POINTS)
    json_object_set_new (object, "redeem", json_integer (receipt->redeem_points));

  json_object_set_new (object, "lines", lines);

  return object;
}

/* The structs say const to whoever prices; the arrays themselves are the arena's. */
LaurelPresentedCode *
laurel_wire_receipt_get_codes (LaurelReceipt *receipt)
{
  return (LaurelPresentedCode *) receipt->promo_codes;
}

LaurelPresentedCertificate *
laurel_wire_receipt_get_certificates (LaurelReceipt *receipt)
{
  return (LaurelPresentedCertificate *) receipt->certificates;
}
