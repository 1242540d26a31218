/* laurel-oracle.c - a case from its receipts to its results
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  const LaurelOracleLine *first = a;
  const LaurelOracleLine *second = b;

  return (first->n > second->n) - (first->n < second->n);
}

static void
read_line (const LaurelOracle *self, json_t *json, LaurelOracleLine *line)
{
  json_t *catalog = json_object_get (self->document, "catalog");
  json_t *flags = NULL;

  line->id = laurel_oracle_word (json, "product", NULL);
  line->product = json_object_get (json_object_get (catalog, "products"), line->id);
  line->n = laurel_oracle_integer (json, "n", 0);
  line->quantity = laurel_oracle_integer (json, "quantity", 0);
  line->price = laurel_oracle_integer (json, "price", 0);
  line->external = laurel_oracle_integer (json, "external_discount", 0);
  line->gross = (gint64) laurel_oracle_half_up ((LaurelWide) line->price * line->quantity, 1000);
  line->base = line->gross - line->external;
  line->pieces = line->quantity % 1000 == 0 ? line->quantity / 1000 : 0;

  flags = json_object_get (line->product, "flags");
  line->no_discount = laurel_oracle_has_word (flags, "no_discount");
  line->no_accrual = laurel_oracle_has_word (flags, "no_accrual");
  line->no_turnover = laurel_oracle_has_word (flags, "no_turnover");
}

static void
restrict_line (const LaurelOracle *self, LaurelOracleLine *line)
{
  gsize   i = 0;
  json_t *restriction = NULL;

  json_array_foreach (json_object_get (self->program, "restrictions"), i, restriction)
  {
    json_t *forbid = json_object_get (restriction, "forbid");

    if (!laurel_oracle_flag (restriction, "enabled", TRUE) ||
        laurel_oracle_fails (self, json_object_get (restriction, "when")) != NULL ||
        !laurel_oracle_picks (json_object_get (restriction, "target"), line))
      continue;

    line->no_discount = line->no_discount || laurel_oracle_has_word (forbid, "discount");
    line->no_redeem = line->no_redeem || laurel_oracle_has_word (forbid, "redeem");
    line->no_accrual = line->no_accrual || laurel_oracle_has_word (forbid, "accrue");
  }
}

static void
find_level (LaurelOracle *self)
{
  const char *id = laurel_oracle_word (self->client, "level", NULL);
  gsize       i = 0;
  json_t     *level = NULL;

  json_array_foreach (json_object_get (json_object_get (self->program, "levels"), "list"), i, level)
  {
    if (g_strcmp0 (laurel_oracle_word (level, "id", NULL), id) == 0)
      self->level = level;
  }
}

static void
read_receipt (LaurelOracle *self)
{
  json_t     *stores = json_object_get (json_object_get (self->document, "catalog"), "stores");
  json_t     *lines = json_object_get (self->receipt, "lines");
  const char *zone = laurel_oracle_word (self->program, "time_zone", "Europe/Moscow");

  self->client = json_object_get (json_object_get (self->document, "clients"),
                                  laurel_oracle_word (self->receipt, "client", ""));
  self->store = json_object_get (stores, laurel_oracle_word (self->receipt, "store", ""));
  self->n_lines = json_array_size (lines);
  self->lines = g_new0 (LaurelOracleLine, self->n_lines);
  self->money_per_point =
      laurel_oracle_integer (json_object_get (self->program, "points"), "money_per_point", 100);

  laurel_oracle_read_time (laurel_oracle_word (self->receipt, "time", NULL),
                           laurel_oracle_word (self->store, "time_zone", zone),
                           &self->day,
                           &self->second);
  find_level (self);

  for (gsize i = 0; i < self->n_lines; i++)
    read_line (self, json_array_get (lines, i), &self->lines[i]);

  if (self->n_lines > 1)
    qsort (self->lines, self->n_lines, sizeof *self->lines, compare_lines);

  for (gsize i = 0; i < self->n_lines; i++)
    restrict_line (self, &self->lines[i]);
}

static void
clear (LaurelOracle *self)
{
  for (gsize i = 0; i < self->n_leaves; i++)
    {
      g_ptr_array_unref (self->leaves[i].winners);
      g_free (self->leaves[i].effects);
    }

  g_free (self->leaves);
  g_free (self->lines);
}

/* Whether @value holds an integer that was too large to be written. */
static gboolean
is_out_of_range (json_t *value)
{
  const char *name = NULL;
  json_t     *member = NULL;
  gsize       i = 0;

  json_object_foreach (value, name, member)
  {
    if (is_out_of_range (member))
      return TRUE;
  }

  json_array_foreach (value, i, member)
  {
    if (is_out_of_range (member))
      return TRUE;
  }

  return json_is_null (value);
}

static json_t *
new_error (json_t *receipt, const char *code)
{
  return json_pack ("{s:O, s:{s:s}}", "id", json_object_get (receipt, "id"), "error", "code", code);
}

static json_t *
price_receipt (json_t *document, json_t *receipt, LaurelOracleDefect defect)
{
  LaurelOracle self = { .document = document, .receipt = receipt, .defect = defect };
  const char  *code = laurel_oracle_check (document, receipt);
  json_t      *answer = NULL;

  if (code != NULL)
    return new_error (receipt, code);

  self.program = json_object_get (document, "program");
  read_receipt (&self);
  laurel_oracle_climb (&self);
  laurel_oracle_settle (&self);
  laurel_oracle_accrue (&self);
  answer = laurel_oracle_answer (&self);
  clear (&self);

  if (!is_out_of_range (answer))
    return answer;

  json_decref (answer);

  return new_error (receipt, "range");
}

json_t *
laurel_oracle_price (json_t *document, LaurelOracleDefect defect)
{
  json_t *results = json_array ();
  gsize   i = 0;
  json_t *receipt = NULL;

  json_array_foreach (json_object_get (document, "receipts"), i, receipt)
  {
    json_array_append_new (results, price_receipt (document, receipt, defect));
  }

  return json_pack ("{s:o}", "results", results);
}
