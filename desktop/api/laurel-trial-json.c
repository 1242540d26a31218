/* laurel-trial-json.c - a receipt that is tried out, on the wire
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-trial-json.h"

#include "desktop/api/laurel-json-out.h"

/* === The question ============================================================================= */

static void
write_date (LaurelJsonOut *out, const char *name, const GDate *date)
{
  char text[sizeof "2026-11-22"];

  if (!g_date_valid (date))
    return;

  g_snprintf (text,
              sizeof text,
              "%04d-%02d-%02d",
              g_date_get_year (date) % 10000,
              (int) g_date_get_month (date),
              g_date_get_day (date));
  laurel_json_out_string (out, name, text);
}

static void
write_facts (LaurelJsonOut *out, const LaurelTrialFacts *facts)
{
  laurel_json_out_begin_object (out, "client");
  laurel_json_out_boolean (out, "registered", facts->registered);
  laurel_json_out_optional_string (out, "level", facts->level);
  write_date (out, "birth_date", &facts->birth_date);
  laurel_json_out_optional_string (out, "gender", facts->gender);
  laurel_json_out_optional_strings (out, "segments", (const char *const *) facts->segments);
  laurel_json_out_int (out, "turnover", facts->turnover);
  laurel_json_out_int (out, "purchase_count", facts->purchases);
  write_date (out, "last_purchase", &facts->last_purchase);
  laurel_json_out_int (out, "available_points", facts->available);
  laurel_json_out_optional_string (out, "referrer", facts->referrer);
  if (facts->usage != NULL)
    laurel_json_out_raw (out, "usage", facts->usage);
  laurel_json_out_end_object (out);
}

static void
write_lines (LaurelJsonOut *out, GPtrArray *lines)
{
  laurel_json_out_begin_array (out, "lines");

  for (guint i = 0; i < lines->len; i++)
    {
      const LaurelTrialLine *line = g_ptr_array_index (lines, i);

      laurel_json_out_begin_object (out, NULL);
      laurel_json_out_int (out, "n", line->n);
      laurel_json_out_string (out, "product", line->product);
      laurel_json_out_int (out, "quantity", line->quantity);
      laurel_json_out_int (out, "price", line->price);
      laurel_json_out_int_unless (out, "external_discount", line->external, 0);
      laurel_json_out_end_object (out);
    }

  laurel_json_out_end_array (out);
}

static void
write_receipt (LaurelJsonOut *out, const LaurelTrial *trial)
{
  laurel_json_out_begin_object (out, "receipt");

  if (trial->sale != NULL)
    {
      laurel_json_out_string (out, "sale", trial->sale);
      laurel_json_out_end_object (out);
      return;
    }

  laurel_json_out_optional_string (out, "store", trial->store);

  if (trial->time != NULL)
    {
      g_autofree char *time = g_date_time_format (trial->time, "%Y-%m-%dT%H:%M:%S%:z");

      laurel_json_out_string (out, "time", time);
    }

  if (trial->buyer == LAUREL_BUYER_CLIENT)
    laurel_json_out_optional_string (out, "client", trial->client);

  /* A card beside made-up facts is what conditions about its number ask for. */
  if (trial->buyer == LAUREL_BUYER_MADE_UP)
    laurel_json_out_optional_string (out, "card", trial->card);

  laurel_json_out_optional_string (out, "channel", trial->channel);
  laurel_json_out_optional_strings (out, "payments", (const char *const *) trial->payments);
  laurel_json_out_optional_strings (out, "promo_codes", (const char *const *) trial->codes);
  laurel_json_out_optional_strings (out, "certificates", (const char *const *) trial->certificates);

  if (trial->redeem == LAUREL_REDEEM_MAX)
    laurel_json_out_string (out, "redeem", "max");
  else
    laurel_json_out_int_unless (out, "redeem", trial->redeem, 0);

  write_lines (out, trial->lines);
  laurel_json_out_end_object (out);
}

char *
laurel_trial_to_json (const LaurelTrial *trial,
                      const gint64      *versions,
                      gsize              n_versions,
                      LaurelDocument    *draft)
{
  LaurelJsonOut *out = laurel_json_out_new ();

  laurel_json_out_begin_array (out, "versions");

  for (gsize i = 0; i < n_versions; i++)
    {
      if (versions[i] != 0)
        laurel_json_out_int (out, NULL, versions[i]);
      else if (draft == NULL)
        laurel_json_out_string (out, NULL, "draft");
    }

  laurel_json_out_end_array (out);

  if (draft != NULL)
    {
      g_autofree char *document = laurel_document_to_json (draft);

      laurel_json_out_raw (out, "program", document);
    }

  if (trial->sale == NULL && trial->buyer == LAUREL_BUYER_MADE_UP)
    write_facts (out, &trial->facts);

  write_receipt (out, trial);

  return laurel_json_out_end (out);
}

/* === The answer =============================================================================== */

static char *
dup_optional (LaurelReply *reply, const char *name)
{
  return g_strdup (laurel_reply_get_optional_string (reply, name));
}

static void
read_facts (LaurelReply *reply, LaurelTrialFacts *facts)
{
  facts->registered = laurel_reply_get_optional_boolean (reply, "registered");
  facts->level = dup_optional (reply, "level");
  laurel_reply_get_optional_date (reply, "birth_date", &facts->birth_date);
  facts->gender = dup_optional (reply, "gender");
  g_strfreev (facts->segments);
  facts->segments = laurel_reply_get_optional_strings (reply, "segments");
  laurel_reply_get_optional_int (reply, "turnover", &facts->turnover);
  laurel_reply_get_optional_int (reply, "purchase_count", &facts->purchases);
  laurel_reply_get_optional_date (reply, "last_purchase", &facts->last_purchase);
  laurel_reply_get_optional_int (reply, "available_points", &facts->available);
  facts->referrer = dup_optional (reply, "referrer");
  if (laurel_reply_has (reply, "usage"))
    facts->usage = laurel_reply_dup_json (reply, "usage");
}

/* Points, or the word for all of them. */
static gint64
read_redeem (LaurelReply *reply)
{
  g_autofree char *json = NULL;

  if (!laurel_reply_has (reply, "redeem"))
    return 0;

  json = laurel_reply_dup_json (reply, "redeem");
  if (g_strcmp0 (json, "\"max\"") == 0)
    return LAUREL_REDEEM_MAX;

  return laurel_reply_get_int (reply, "redeem");
}

static void
take_strings (GStrv *field, GStrv strings)
{
  g_strfreev (*field);
  *field = strings;
}

static void
read_receipt_lines (LaurelReply *reply, LaurelTrial *trial)
{
  guint n_lines = laurel_reply_begin_array (reply, "lines");

  for (guint i = 0; i < n_lines; i++)
    {
      LaurelTrialLine *line = NULL;

      laurel_reply_begin_element (reply, i);
      line = laurel_trial_add_line (trial,
                                    laurel_reply_get_string (reply, "product"),
                                    NULL,
                                    laurel_reply_get_int (reply, "quantity"),
                                    laurel_reply_get_int (reply, "price"));
      line->n = laurel_reply_get_int (reply, "n");
      laurel_reply_get_optional_int (reply, "external_discount", &line->external);
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);
}

static void
read_receipt (LaurelReply *reply, LaurelTrial *trial)
{
  laurel_reply_begin_object (reply, "receipt");
  trial->store = dup_optional (reply, "store");
  trial->time = laurel_reply_get_moment (reply, "time");
  trial->card = dup_optional (reply, "card");
  trial->channel = dup_optional (reply, "channel");
  take_strings (&trial->payments, laurel_reply_get_optional_strings (reply, "payments"));
  take_strings (&trial->codes, laurel_reply_get_optional_strings (reply, "promo_codes"));
  take_strings (&trial->certificates, laurel_reply_get_optional_strings (reply, "certificates"));
  trial->redeem = read_redeem (reply);
  read_receipt_lines (reply, trial);
  laurel_reply_end_object (reply);

  if (laurel_reply_begin_optional_object (reply, "client"))
    {
      read_facts (reply, &trial->facts);
      laurel_reply_end_object (reply);
    }
}

/* Goods are called by their codes where they have no names. */
static void
read_products (LaurelReply *reply, LaurelTrial *trial)
{
  laurel_reply_begin_object (reply, "products");

  for (guint i = 0; i < trial->lines->len; i++)
    {
      LaurelTrialLine *line = g_ptr_array_index (trial->lines, i);
      const char      *name = laurel_reply_get_optional_string (reply, line->product);

      line->name = g_strdup (name != NULL ? name : line->product);
    }

  laurel_reply_end_object (reply);
}

static GArray *
read_changes (LaurelReply *reply)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (LaurelTrialChange));
  guint   n_changes = laurel_reply_begin_optional_array (reply, "lines");

  for (guint i = 0; i < n_changes; i++)
    {
      LaurelTrialChange change = { 0 };

      laurel_reply_begin_element (reply, i);
      change.n = laurel_reply_get_int (reply, "n");
      change.before = laurel_reply_get_int (reply, "before");
      change.after = laurel_reply_get_int (reply, "after");
      laurel_reply_end_element (reply);

      g_array_append_val (changes, change);
    }

  laurel_reply_end_array (reply);

  return changes;
}

/* Names come later: they stand in a member of their own. */
static void
read_outcomes (LaurelReply *reply, GArray *outcomes)
{
  guint n_outcomes = laurel_reply_begin_optional_array (reply, "explain");

  for (guint i = 0; i < n_outcomes; i++)
    {
      LaurelTrialOutcome outcome = { 0 };
      LaurelExplanation *explanation = &outcome.explanation;

      laurel_reply_begin_element (reply, i);
      explanation->id = g_strdup (laurel_reply_get_string (reply, "id"));
      explanation->outcome = laurel_outcome_read (reply, "outcome");
      explanation->test = dup_optional (reply, "test");
      explanation->limit = dup_optional (reply, "limit");
      explanation->by = laurel_reply_get_optional_strings (reply, "by");
      outcome.node = dup_optional (reply, "node");
      outcome.lines = read_changes (reply);
      laurel_reply_end_element (reply);

      g_array_append_val (outcomes, outcome);
    }

  laurel_reply_end_array (reply);
}

static void
read_effects (LaurelReply *reply, GArray *effects)
{
  guint n_effects = laurel_reply_begin_array (reply, "effects");

  for (guint i = 0; i < n_effects; i++)
    {
      LaurelSaleEffect effect = { 0 };

      laurel_reply_begin_element (reply, i);
      effect.id = g_strdup (laurel_reply_get_string (reply, "id"));
      effect.money = laurel_reply_get_int (reply, "money");
      effect.points = laurel_reply_get_int (reply, "points");
      laurel_reply_end_element (reply);

      g_array_append_val (effects, effect);
    }

  laurel_reply_end_array (reply);
}

static void
read_lines (LaurelReply *reply, GArray *lines)
{
  guint n_lines = laurel_reply_begin_array (reply, "lines");

  for (guint i = 0; i < n_lines; i++)
    {
      LaurelSaleLine line = { .effects = laurel_sale_effects_new () };

      laurel_reply_begin_element (reply, i);
      line.n = laurel_reply_get_int (reply, "n");
      line.gross = laurel_reply_get_int (reply, "gross");
      line.discount = laurel_reply_get_int (reply, "discount");
      line.to_pay = laurel_reply_get_int (reply, "to_pay");
      line.points = laurel_reply_get_int (reply, "points");
      read_effects (reply, line.effects);
      laurel_reply_end_element (reply);

      g_array_append_val (lines, line);
    }

  laurel_reply_end_array (reply);
}

static void
read_totals (LaurelReply *reply, LaurelTrialResult *result)
{
  laurel_reply_begin_object (reply, "totals");
  result->gross = laurel_reply_get_int (reply, "gross");
  result->discount = laurel_reply_get_int (reply, "discount");
  result->redeemed = laurel_reply_get_int (reply, "redeemed");
  result->redeemed_points = laurel_reply_get_int (reply, "redeemed_points");
  result->to_pay = laurel_reply_get_int (reply, "to_pay");
  result->points = laurel_reply_get_int (reply, "points");
  laurel_reply_end_object (reply);
}

/* (transfer full): what the thing of that id is called, in the object that is open. */
static char *
dup_name (LaurelReply *reply, const char *id)
{
  const char *name = laurel_reply_get_optional_string (reply, id);

  return g_strdup (name != NULL ? name : id);
}

static void
name_outcome (LaurelReply *reply, LaurelTrialOutcome *outcome)
{
  LaurelExplanation *explanation = &outcome->explanation;

  explanation->name = dup_name (reply, explanation->id);
  if (outcome->node != NULL)
    explanation->node_name = dup_name (reply, outcome->node);

  for (guint i = 0; explanation->by[i] != NULL; i++)
    {
      char *name = dup_name (reply, explanation->by[i]);

      g_free (explanation->by[i]);
      explanation->by[i] = name;
    }
}

static void
read_names (LaurelReply *reply, LaurelTrialResult *result)
{
  laurel_reply_begin_object (reply, "names");

  for (guint i = 0; i < result->outcomes->len; i++)
    name_outcome (reply, &g_array_index (result->outcomes, LaurelTrialOutcome, i));

  for (guint i = 0; i < result->lines->len; i++)
    {
      GArray *effects = g_array_index (result->lines, LaurelSaleLine, i).effects;

      for (guint j = 0; j < effects->len; j++)
        {
          LaurelSaleEffect *effect = &g_array_index (effects, LaurelSaleEffect, j);

          effect->name = dup_name (reply, effect->id);
        }
    }

  laurel_reply_end_object (reply);
}

/* The messages of the faults of a program, one a line; NULL where there are none. */
static char *
read_errors (LaurelReply *reply)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_errors = laurel_reply_begin_optional_array (reply, "errors");

  for (guint i = 0; i < n_errors; i++)
    {
      laurel_reply_begin_element (reply, i);
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, laurel_reply_get_string (reply, "message"));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* The number of a published program; the draft, or one brought along in its place, is 0. */
static gint64
read_version (LaurelReply *reply)
{
  g_autofree char *json = laurel_reply_dup_json (reply, "version");

  if (json != NULL && *json == '"')
    return 0;

  return laurel_reply_get_int (reply, "version");
}

static LaurelTrialResult *
read_result (LaurelReply *reply)
{
  LaurelTrialResult *result = laurel_trial_result_new ();

  result->version = read_version (reply);
  result->fault = read_errors (reply);

  if (result->fault != NULL)
    return result;

  laurel_reply_begin_object (reply, "result");

  if (laurel_reply_begin_optional_object (reply, "error"))
    {
      result->fault = g_strdup (laurel_reply_get_string (reply, "message"));
      laurel_reply_end_object (reply);
      laurel_reply_end_object (reply);
      return result;
    }

  read_lines (reply, result->lines);
  read_totals (reply, result);
  laurel_reply_get_optional_int (reply, "redeemable", &result->redeemable);
  read_outcomes (reply, result->outcomes);
  laurel_reply_end_object (reply);
  read_names (reply, result);

  return result;
}

gpointer
laurel_trial_read_answer (LaurelReply *reply, gpointer data)
{
  static const char *const sources[] = { "none", "made_up", "now", "then", NULL };
  LaurelTrialAnswer       *answer = g_new0 (LaurelTrialAnswer, 1);
  guint                    n_results = 0;

  answer->trial = laurel_trial_new ();
  answer->results = g_ptr_array_new_with_free_func (laurel_trial_result_free);
  read_receipt (reply, answer->trial);
  read_products (reply, answer->trial);
  answer->source =
      (LaurelFactsSource) laurel_reply_get_choice_or (reply, "facts", sources, LAUREL_FACTS_NONE);

  n_results = laurel_reply_begin_array (reply, "results");

  for (guint i = 0; i < n_results; i++)
    {
      laurel_reply_begin_element (reply, i);
      g_ptr_array_add (answer->results, read_result (reply));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);

  return answer;
}
