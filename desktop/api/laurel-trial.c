/* laurel-trial.c - a receipt that is tried out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-trial.h"

#include <string.h>

#include "desktop/api/laurel-trial-json.h"

static void
line_free (gpointer data)
{
  LaurelTrialLine *line = data;

  g_free (line->product);
  g_free (line->name);
  g_free (line);
}

static GPtrArray *
new_lines (void)
{
  return g_ptr_array_new_with_free_func (line_free);
}

static void
facts_clear (LaurelTrialFacts *facts)
{
  g_free (facts->level);
  g_free (facts->gender);
  g_strfreev (facts->segments);
  g_free (facts->usage);
  g_free (facts->referrer);
}

static void
facts_copy (LaurelTrialFacts *to, const LaurelTrialFacts *from)
{
  *to = *from;
  to->level = g_strdup (from->level);
  to->gender = g_strdup (from->gender);
  to->segments = g_strdupv (from->segments);
  to->usage = g_strdup (from->usage);
  to->referrer = g_strdup (from->referrer);
}

LaurelTrial *
laurel_trial_new (void)
{
  LaurelTrial *self = g_new0 (LaurelTrial, 1);

  self->payments = g_new0 (char *, 1);
  self->codes = g_new0 (char *, 1);
  self->certificates = g_new0 (char *, 1);
  self->facts.segments = g_new0 (char *, 1);
  self->facts.registered = TRUE;
  self->lines = new_lines ();

  return self;
}

LaurelTrial *
laurel_trial_copy (const LaurelTrial *self)
{
  LaurelTrial *copy = g_new (LaurelTrial, 1);

  *copy = *self;
  copy->sale = g_strdup (self->sale);
  copy->store = g_strdup (self->store);
  copy->time = self->time != NULL ? g_date_time_ref (self->time) : NULL;
  copy->channel = g_strdup (self->channel);
  copy->payments = g_strdupv (self->payments);
  copy->codes = g_strdupv (self->codes);
  copy->certificates = g_strdupv (self->certificates);
  copy->client = g_strdup (self->client);
  copy->client_name = g_strdup (self->client_name);
  copy->card = g_strdup (self->card);
  facts_copy (&copy->facts, &self->facts);
  copy->lines = new_lines ();

  for (guint i = 0; i < self->lines->len; i++)
    {
      const LaurelTrialLine *line = g_ptr_array_index (self->lines, i);
      LaurelTrialLine       *twin = g_new (LaurelTrialLine, 1);

      *twin = *line;
      twin->product = g_strdup (line->product);
      twin->name = g_strdup (line->name);
      g_ptr_array_add (copy->lines, twin);
    }

  return copy;
}

void
laurel_trial_free (LaurelTrial *self)
{
  g_free (self->sale);
  g_free (self->store);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_free (self->channel);
  g_strfreev (self->payments);
  g_strfreev (self->codes);
  g_strfreev (self->certificates);
  g_free (self->client);
  g_free (self->client_name);
  g_free (self->card);
  facts_clear (&self->facts);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

LaurelTrialLine *
laurel_trial_add_line (LaurelTrial *self,
                       const char  *product,
                       const char  *name,
                       gint64       quantity,
                       gint64       price)
{
  LaurelTrialLine *line = g_new0 (LaurelTrialLine, 1);
  gint64           last = 0;

  for (guint i = 0; i < self->lines->len; i++)
    last = MAX (last, ((LaurelTrialLine *) g_ptr_array_index (self->lines, i))->n);

  line->n = last + 1;
  line->product = g_strdup (product);
  line->name = g_strdup (name);
  line->quantity = quantity;
  line->price = price;
  g_ptr_array_add (self->lines, line);

  return line;
}

static void
outcome_clear (gpointer data)
{
  LaurelTrialOutcome *outcome = data;

  laurel_explanation_clear (&outcome->explanation);
  g_free (outcome->node);
  g_array_unref (outcome->lines);
}

LaurelTrialResult *
laurel_trial_result_new (void)
{
  LaurelTrialResult *self = g_new0 (LaurelTrialResult, 1);

  self->lines = laurel_sale_lines_new ();
  self->outcomes = g_array_new (FALSE, TRUE, sizeof (LaurelTrialOutcome));
  g_array_set_clear_func (self->outcomes, outcome_clear);

  return self;
}

void
laurel_trial_result_free (gpointer data)
{
  LaurelTrialResult *self = data;

  g_free (self->fault);
  g_array_unref (self->lines);
  g_array_unref (self->outcomes);
  g_free (self);
}

const LaurelSaleLine *
laurel_trial_result_find_line (const LaurelTrialResult *self, gint64 n)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (g_array_index (self->lines, LaurelSaleLine, i).n == n)
      return &g_array_index (self->lines, LaurelSaleLine, i);

  return NULL;
}

void
laurel_trial_answer_free (LaurelTrialAnswer *answer)
{
  laurel_trial_free (answer->trial);
  g_ptr_array_unref (answer->results);
  g_free (answer);
}

void
laurel_trial_ask_async (LaurelApi          *api,
                        const LaurelTrial  *trial,
                        const gint64       *versions,
                        gsize               n_versions,
                        LaurelDocument     *draft,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  char *json = laurel_trial_to_json (trial, versions, n_versions, draft);
  g_autoptr (GBytes) body = g_bytes_new_take (json, strlen (json));

  laurel_api_send_async (
      api,
      &(LaurelApiRequest){ .method = "POST", .path = "v1/program/evaluate", .body = body },
      laurel_trial_read_answer,
      NULL,
      (GDestroyNotify) laurel_trial_answer_free,
      cancellable,
      callback,
      user_data);
}

LaurelTrialAnswer *
laurel_trial_ask_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  gpointer answer = NULL;

  return laurel_api_send_finish (api, result, &answer, NULL, error) ? answer : NULL;
}
