/* laurel-sale.c - one receipt: its lines, what was given for it, and why not the rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-sale.h"

#include "desktop/api/laurel-query.h"

static const char *const outcome_words[] = { "applied",   "disabled", "condition",
                                             "no_lines",  "limit",    "zero",
                                             "displaced", "guard",    NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (outcome_words) == LAUREL_OUTCOME_OTHER + 1);

static void
effect_clear (gpointer data)
{
  LaurelSaleEffect *effect = data;

  g_free (effect->id);
  g_free (effect->name);
}

static void
line_clear (gpointer data)
{
  LaurelSaleLine *line = data;

  g_free (line->name);
  g_array_unref (line->effects);
}

void
laurel_explanation_clear (LaurelExplanation *explanation)
{
  g_free (explanation->id);
  g_free (explanation->name);
  g_free (explanation->node_name);
  g_free (explanation->test);
  g_free (explanation->limit);
  g_strfreev (explanation->by);
}

static void
explanation_clear (gpointer data)
{
  laurel_explanation_clear (data);
}

static void
return_clear (gpointer data)
{
  g_date_time_unref (((LaurelSaleReturn *) data)->time);
}

void
laurel_sale_free (LaurelSale *sale)
{
  g_free (sale->sale);
  g_date_time_unref (sale->time);
  g_free (sale->receipt);
  g_free (sale->store_name);
  g_free (sale->till);
  g_free (sale->cashier);
  g_free (sale->card);
  g_free (sale->client);
  laurel_person_name_clear (&sale->client_name);
  g_free (sale->level_name);
  g_array_unref (sale->lines);
  g_array_unref (sale->explanations);
  g_array_unref (sale->returns);
  g_free (sale);
}

static char *
dup_optional (LaurelReply *reply, const char *name)
{
  return g_strdup (laurel_reply_get_optional_string (reply, name));
}

/* The name where there is one, else the id. */
static char *
dup_name (LaurelReply *reply)
{
  const char *name = laurel_reply_get_optional_string (reply, "name");

  return g_strdup (name != NULL && *name != '\0' ? name : laurel_reply_get_string (reply, "id"));
}

GArray *
laurel_sale_effects_new (void)
{
  GArray *effects = g_array_new (FALSE, TRUE, sizeof (LaurelSaleEffect));

  g_array_set_clear_func (effects, effect_clear);

  return effects;
}

GArray *
laurel_sale_lines_new (void)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (LaurelSaleLine));

  g_array_set_clear_func (lines, line_clear);

  return lines;
}

LaurelOutcome
laurel_outcome_read (LaurelReply *reply, const char *name)
{
  return (LaurelOutcome) laurel_reply_get_word (reply, name, outcome_words, LAUREL_OUTCOME_OTHER);
}

static GArray *
read_effects (LaurelReply *reply)
{
  GArray *effects = laurel_sale_effects_new ();
  guint   n_effects = laurel_reply_begin_array (reply, "effects");

  for (guint i = 0; i < n_effects; i++)
    {
      LaurelSaleEffect effect = { 0 };

      laurel_reply_begin_element (reply, i);
      effect.id = g_strdup (laurel_reply_get_string (reply, "id"));
      effect.name = dup_name (reply);
      effect.money = laurel_reply_get_int (reply, "money");
      effect.points = laurel_reply_get_int (reply, "points");
      laurel_reply_end_element (reply);

      g_array_append_val (effects, effect);
    }

  laurel_reply_end_array (reply);
  return effects;
}

static GArray *
read_lines (LaurelReply *reply)
{
  GArray *lines = laurel_sale_lines_new ();
  guint   n_lines = laurel_reply_begin_array (reply, "lines");

  for (guint i = 0; i < n_lines; i++)
    {
      LaurelSaleLine line = { 0 };

      laurel_reply_begin_element (reply, i);
      line.n = laurel_reply_get_int (reply, "n");
      line.name = dup_optional (reply, "name");
      if (line.name == NULL)
        line.name = g_strdup (laurel_reply_get_string (reply, "product"));
      line.quantity = laurel_reply_get_int (reply, "quantity");
      line.price = laurel_reply_get_int (reply, "price");
      line.gross = laurel_reply_get_int (reply, "gross");
      line.discount = laurel_reply_get_int (reply, "discount");
      line.to_pay = laurel_reply_get_int (reply, "to_pay");
      line.points = laurel_reply_get_int (reply, "points");
      laurel_reply_get_optional_int (reply, "returned_quantity", &line.returned);
      line.effects = read_effects (reply);
      laurel_reply_end_element (reply);

      g_array_append_val (lines, line);
    }

  laurel_reply_end_array (reply);
  return lines;
}

static GStrv
read_by (LaurelReply *reply)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n_names = laurel_reply_begin_array (reply, "by");

  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *name = NULL;

      laurel_reply_begin_element (reply, i);
      name = dup_name (reply);
      laurel_reply_end_element (reply);

      g_strv_builder_add (names, name);
    }

  laurel_reply_end_array (reply);
  return g_strv_builder_end (names);
}

static GArray *
read_explanations (LaurelReply *reply)
{
  GArray *explanations = g_array_new (FALSE, TRUE, sizeof (LaurelExplanation));
  guint   n_explanations = laurel_reply_begin_array (reply, "explain");

  g_array_set_clear_func (explanations, explanation_clear);

  for (guint i = 0; i < n_explanations; i++)
    {
      LaurelExplanation explanation = { 0 };

      laurel_reply_begin_element (reply, i);
      explanation.id = g_strdup (laurel_reply_get_string (reply, "id"));
      explanation.name = dup_name (reply);
      explanation.outcome = laurel_outcome_read (reply, "outcome");
      explanation.node_name = dup_optional (reply, "node_name");
      explanation.test = dup_optional (reply, "test");
      explanation.limit = dup_optional (reply, "limit");
      explanation.by = read_by (reply);
      laurel_reply_end_element (reply);

      g_array_append_val (explanations, explanation);
    }

  laurel_reply_end_array (reply);
  return explanations;
}

static GArray *
read_returns (LaurelReply *reply)
{
  GArray *returns = g_array_new (FALSE, TRUE, sizeof (LaurelSaleReturn));
  guint   n_returns = laurel_reply_begin_array (reply, "returns");

  g_array_set_clear_func (returns, return_clear);

  for (guint i = 0; i < n_returns; i++)
    {
      LaurelSaleReturn entry = { 0 };

      laurel_reply_begin_element (reply, i);
      entry.time = laurel_reply_get_moment (reply, "time");
      entry.refund = laurel_reply_get_int (reply, "refund");
      laurel_reply_end_element (reply);

      g_array_append_val (returns, entry);
    }

  laurel_reply_end_array (reply);
  return returns;
}

static void
read_head (LaurelReply *reply, LaurelSale *sale)
{
  sale->sale = g_strdup (laurel_reply_get_string (reply, "sale"));
  sale->time = laurel_reply_get_moment (reply, "time");
  sale->receipt = g_strdup (laurel_reply_get_string (reply, "receipt"));
  sale->store_name = dup_optional (reply, "store_name");
  sale->till = dup_optional (reply, "till");
  sale->cashier = dup_optional (reply, "cashier");
  sale->card = dup_optional (reply, "card");
  sale->program_version = laurel_reply_get_int (reply, "program_version");
  sale->offline = laurel_reply_get_optional_boolean (reply, "offline");
  sale->voided = laurel_reply_get_optional_boolean (reply, "voided");

  if (laurel_reply_begin_optional_object (reply, "client"))
    {
      sale->client = g_strdup (laurel_reply_get_string (reply, "client"));
      laurel_person_name_read (&sale->client_name, reply);
      sale->level_name = dup_optional (reply, "level_name");
      sale->available = laurel_reply_get_int (reply, "available");
      laurel_reply_end_object (reply);
    }
}

static void
read_totals (LaurelReply *reply, LaurelSale *sale)
{
  laurel_reply_begin_object (reply, "totals");
  sale->gross = laurel_reply_get_int (reply, "gross");
  sale->external = laurel_reply_get_int (reply, "external");
  sale->discount = laurel_reply_get_int (reply, "discount");
  sale->redeemed = laurel_reply_get_int (reply, "redeemed");
  sale->redeemed_points = laurel_reply_get_int (reply, "redeemed_points");
  sale->rounding = laurel_reply_get_int (reply, "rounding");
  sale->to_pay = laurel_reply_get_int (reply, "to_pay");
  sale->points = laurel_reply_get_int (reply, "points");
  laurel_reply_end_object (reply);
}

static gpointer
read_sale (LaurelReply *reply, gpointer data)
{
  LaurelSale *sale = g_new0 (LaurelSale, 1);

  read_head (reply, sale);
  sale->lines = read_lines (reply);
  read_totals (reply, sale);
  laurel_reply_get_optional_date (reply, "activates", &sale->activates);
  sale->explanations = read_explanations (reply);
  sale->returns = read_returns (reply);

  return sale;
}

void
laurel_sale_fetch_async (LaurelApi          *api,
                         const char         *sale,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autofree char *segment = laurel_query_escape (sale);
  g_autofree char *path = g_strconcat ("v1/sales/", segment, NULL);

  laurel_api_fetch_async (api,
                          path,
                          NULL,
                          read_sale,
                          NULL,
                          (GDestroyNotify) laurel_sale_free,
                          cancellable,
                          callback,
                          user_data);
}

LaurelSale *
laurel_sale_fetch_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_fetch_finish (api, result, error);
}
