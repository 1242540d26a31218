/* laurel-pricing.c - a receipt on trial and its prices by two programs, kept up to date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-pricing.h"

#include <string.h>

struct _LaurelPricing
{
  GObject parent_instance;

  LaurelApi         *api;
  LaurelDraft       *draft;
  LaurelTrial       *trial;
  gint64             versions[LAUREL_PRICING_SIDES];
  LaurelTrialAnswer *answer;
  GError            *error;
  GCancellable      *cancellable;
  guint              delay_source;

  /* The draft has to reach the server before one can ask about it. */
  gboolean waiting_for_draft;
};

G_DEFINE_FINAL_TYPE (LaurelPricing, laurel_pricing, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TRIAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
stop (LaurelPricing *self)
{
  g_clear_handle_id (&self->delay_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->waiting_for_draft = FALSE;
}

static void
take_answer (LaurelPricing *self, LaurelTrialAnswer *answer, GError *error)
{
  g_clear_pointer (&self->answer, laurel_trial_answer_free);
  g_clear_error (&self->error);
  self->answer = answer;
  self->error = error;
}

/* A sale is known by its number only until the answer says what it was. */
static void
adopt_sale (LaurelPricing *self)
{
  LaurelTrial *sale = laurel_trial_copy (self->answer->trial);

  sale->sale = g_strdup (self->trial->sale);
  sale->buyer = self->trial->buyer;
  sale->client = g_strdup (self->trial->client);
  sale->client_name = g_strdup (self->trial->client_name);
  laurel_trial_free (self->trial);
  self->trial = sale;
  g_signal_emit (self, signals[SIGNAL_TRIAL_CHANGED], 0);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelPricing) self = LAUREL_PRICING (user_data);
  g_autoptr (GError) error = NULL;
  LaurelTrialAnswer *answer = laurel_trial_ask_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  take_answer (self, answer, g_steal_pointer (&error));

  if (answer != NULL && self->trial->sale != NULL && self->trial->lines->len == 0)
    adopt_sale (self);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The versions to ask for, each once. */
static gsize
list_versions (LaurelPricing *self, gint64 *versions)
{
  versions[0] = self->versions[0];
  versions[1] = self->versions[1];

  return versions[0] == versions[1] ? 1 : 2;
}

/* Whether the server has the draft as it is, or is about to; @inline_draft is what it cannot have.
 */
static gboolean
is_draft_ready (LaurelPricing *self, LaurelDocument **inline_draft)
{
  *inline_draft = NULL;

  if (self->versions[0] != 0 && self->versions[1] != 0)
    return TRUE;

  switch (laurel_draft_get_state (self->draft))
    {
    case LAUREL_DRAFT_EDITED:
      laurel_draft_save (self->draft);
      return FALSE;
    case LAUREL_DRAFT_LOADING:
    case LAUREL_DRAFT_SAVING:
      return FALSE;
    case LAUREL_DRAFT_OFFLINE:
    case LAUREL_DRAFT_CONFLICT:
      *inline_draft = laurel_draft_get_document (self->draft);
      return TRUE;
    case LAUREL_DRAFT_FAILED:
    case LAUREL_DRAFT_SAVED:
    default:
      return TRUE;
    }
}

static void
ask (LaurelPricing *self)
{
  LaurelDocument *inline_draft = NULL;
  gint64          versions[LAUREL_PRICING_SIDES];
  gsize           n_versions = list_versions (self, versions);

  stop (self);

  if (self->trial->sale == NULL && self->trial->lines->len == 0)
    {
      take_answer (self, NULL, NULL);
    }
  else if (!is_draft_ready (self, &inline_draft))
    {
      self->waiting_for_draft = TRUE;
    }
  else
    {
      self->cancellable = g_cancellable_new ();
      laurel_trial_ask_async (self->api,
                              self->trial,
                              versions,
                              n_versions,
                              inline_draft,
                              self->cancellable,
                              answer_cb,
                              g_object_ref (self));
    }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
delay_cb (gpointer user_data)
{
  LaurelPricing *self = LAUREL_PRICING (user_data);

  self->delay_source = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

static void
ask_soon (LaurelPricing *self)
{
  stop (self);
  self->delay_source = g_timeout_add (LAUREL_PRICING_DELAY_MS, delay_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
draft_changed_cb (LaurelPricing *self)
{
  if (self->versions[0] == 0 || self->versions[1] == 0)
    ask_soon (self);
}

static void
draft_state_cb (LaurelPricing *self)
{
  if (self->waiting_for_draft)
    ask (self);
}

static void
laurel_pricing_dispose (GObject *object)
{
  LaurelPricing *self = LAUREL_PRICING (object);

  stop (self);
  g_clear_object (&self->api);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (laurel_pricing_parent_class)->dispose (object);
}

static void
laurel_pricing_finalize (GObject *object)
{
  LaurelPricing *self = LAUREL_PRICING (object);

  take_answer (self, NULL, NULL);
  laurel_trial_free (self->trial);

  G_OBJECT_CLASS (laurel_pricing_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       LAUREL_TYPE_PRICING,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
laurel_pricing_class_init (LaurelPricingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_pricing_dispose;
  G_OBJECT_CLASS (klass)->finalize = laurel_pricing_finalize;

  signals[SIGNAL_CHANGED] = new_signal ("changed");
  signals[SIGNAL_TRIAL_CHANGED] = new_signal ("trial-changed");
}

static void
laurel_pricing_init (LaurelPricing *self)
{
  self->trial = laurel_trial_new ();
}

LaurelPricing *
laurel_pricing_new (LaurelApi *api, LaurelDraft *draft)
{
  LaurelPricing *self = g_object_new (LAUREL_TYPE_PRICING, NULL);

  self->api = g_object_ref (api);
  self->draft = g_object_ref (draft);
  self->versions[0] = laurel_draft_get_current_version (draft);
  g_signal_connect_object (draft,
                           "changed",
                           G_CALLBACK (draft_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft,
                           "notify::state",
                           G_CALLBACK (draft_state_cb),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}

LaurelTrial *
laurel_pricing_get_trial (LaurelPricing *self)
{
  g_return_val_if_fail (LAUREL_IS_PRICING (self), NULL);

  return self->trial;
}

void
laurel_pricing_touch (LaurelPricing *self)
{
  g_return_if_fail (LAUREL_IS_PRICING (self));

  if (self->trial->sale != NULL)
    {
      g_clear_pointer (&self->trial->sale, g_free);

      /* The facts of today are others. */
      if (self->trial->buyer == LAUREL_BUYER_CLIENT &&
          laurel_pricing_get_source (self) == LAUREL_FACTS_THEN)
        self->trial->buyer = LAUREL_BUYER_MADE_UP;
    }

  ask_soon (self);
}

void
laurel_pricing_set_trial (LaurelPricing *self, LaurelTrial *trial)
{
  g_return_if_fail (LAUREL_IS_PRICING (self));
  g_return_if_fail (trial != NULL);

  laurel_trial_free (self->trial);
  self->trial = trial;
  take_answer (self, NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_TRIAL_CHANGED], 0);
  ask (self);
}

void
laurel_pricing_set_sale (LaurelPricing *self,
                         const char    *sale,
                         const char    *client,
                         const char    *client_name)
{
  LaurelTrial *trial = laurel_trial_new ();

  g_return_if_fail (sale != NULL);

  trial->sale = g_strdup (sale);
  trial->buyer = client != NULL ? LAUREL_BUYER_CLIENT : LAUREL_BUYER_NOBODY;
  trial->client = g_strdup (client);
  trial->client_name = g_strdup (client_name);
  laurel_pricing_set_trial (self, trial);
}

void
laurel_pricing_set_version (LaurelPricing *self, guint side, gint64 version)
{
  g_return_if_fail (LAUREL_IS_PRICING (self));
  g_return_if_fail (side < LAUREL_PRICING_SIDES && version >= 0);

  if (self->versions[side] == version)
    return;

  self->versions[side] = version;
  ask (self);
}

gint64
laurel_pricing_get_version (LaurelPricing *self, guint side)
{
  g_return_val_if_fail (LAUREL_IS_PRICING (self), 0);
  g_return_val_if_fail (side < LAUREL_PRICING_SIDES, 0);

  return self->versions[side];
}

void
laurel_pricing_reload (LaurelPricing *self)
{
  g_return_if_fail (LAUREL_IS_PRICING (self));

  ask (self);
}

gboolean
laurel_pricing_get_busy (LaurelPricing *self)
{
  g_return_val_if_fail (LAUREL_IS_PRICING (self), FALSE);

  return self->delay_source != 0 || self->cancellable != NULL || self->waiting_for_draft;
}

const LaurelTrialResult *
laurel_pricing_get_result (LaurelPricing *self, guint side)
{
  g_return_val_if_fail (LAUREL_IS_PRICING (self), NULL);
  g_return_val_if_fail (side < LAUREL_PRICING_SIDES, NULL);

  for (guint i = 0; self->answer != NULL && i < self->answer->results->len; i++)
    {
      const LaurelTrialResult *result = g_ptr_array_index (self->answer->results, i);

      if (result->version == self->versions[side])
        return result;
    }

  return NULL;
}

LaurelFactsSource
laurel_pricing_get_source (LaurelPricing *self)
{
  g_return_val_if_fail (LAUREL_IS_PRICING (self), LAUREL_FACTS_NONE);

  return self->answer != NULL ? self->answer->source : LAUREL_FACTS_NONE;
}

const GError *
laurel_pricing_get_error (LaurelPricing *self)
{
  g_return_val_if_fail (LAUREL_IS_PRICING (self), NULL);

  return self->error;
}

char *
laurel_pricing_dup_line_fault (LaurelPricing *self, gint64 n)
{
  static const char prefix[] = "/receipt/lines/";
  GPtrArray        *faults = NULL;

  g_return_val_if_fail (LAUREL_IS_PRICING (self), NULL);

  faults = self->error != NULL ? laurel_api_error_get_faults (self->error) : NULL;

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const LaurelApiFault *fault = g_ptr_array_index (faults, i);
      guint64               place = 0;

      if (!g_str_has_prefix (fault->path, prefix))
        continue;

      place = g_ascii_strtoull (fault->path + strlen (prefix), NULL, 10);
      if (place < self->trial->lines->len &&
          ((LaurelTrialLine *) g_ptr_array_index (self->trial->lines, place))->n == n)
        return g_strdup (fault->message);
    }

  return NULL;
}
