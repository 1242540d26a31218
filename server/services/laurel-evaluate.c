/* laurel-evaluate.c - what receipts would cost by some programs, and why; changes nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * First the programs are gathered, the draft from the database; then, receipt by receipt, what a
 * question names and does not say: a sale's lines and facts, a client's facts. Last come the names
 * of the goods, and everything is priced at once.
 */

#include "server/services/laurel-evaluate.h"

#include <gio/gio.h>

#include "server/services/laurel-evaluate-private.h"
#include "server/services/laurel-facts.h"
#include "server/services/laurel-pos-uses.h"
#include "server/store/laurel-store-drafts.h"
#include "server/store/laurel-store-goods.h"
#include "server/store/laurel-store-receipt.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-phone.h"
#include "server/wire/laurel-wire-evaluation.h"
#include "server/wire/laurel-wire-sale-facts.h"

/**
 * Evaluate:
 * @programs_asked: one for each candidate of the question
 * @terms: (nullable): the program that a real client's level and points go by
 * @next: the receipt that is being looked up, and its @codes
 * @personal, @shared: (element-type utf8): discounts of all candidates whose uses a price is told
 * @loaded: (element-type LaurelLoaded): whom facts have been taken from
 * @products: names of goods by their codes
 */
typedef struct
{
  LaurelStore          *store;
  LaurelPrograms       *programs;
  LaurelEvaluation     *question;
  gint64                now;
  LaurelFaults         *faults;
  LaurelEvaluateProgram programs_asked[LAUREL_EVALUATION_PROGRAMS_MAX];
  LaurelRelease        *terms;
  gsize                 next;
  LaurelPosCodes        codes;
  GPtrArray            *personal;
  GPtrArray            *shared;
  GPtrArray            *loaded;
  json_t               *products;
  LaurelEvaluateDone    done;
  gpointer              data;
} Evaluate;

static void
evaluate_free (Evaluate *self)
{
  for (gsize i = 0; i < LAUREL_EVALUATION_PROGRAMS_MAX; i++)
    {
      laurel_release_unref (self->programs_asked[i].release);
      g_clear_pointer (&self->programs_asked[i].faults, laurel_faults_free);
    }

  laurel_evaluation_free (self->question);
  laurel_faults_free (self->faults);
  laurel_release_unref (self->terms);
  g_ptr_array_unref (self->loaded);
  g_ptr_array_unref (self->personal);
  g_ptr_array_unref (self->shared);
  json_decref (self->products);
  laurel_programs_unref (self->programs);
  g_free (self);
}

/* (transfer full) @self, @answer */
static void
finish (Evaluate *self, json_t *answer, const GError *error)
{
  self->done (answer, answer == NULL && error == NULL ? self->faults : NULL, error, self->data);
  evaluate_free (self);
}

/* === Answering ================================================================================ */

/* Four programs of ten thousand discounts and a hundred receipts take seconds, which tills must not
 * wait for. */
static void
price_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Evaluate *self = data;

  g_task_return_pointer (
      task,
      laurel_evaluate_new_answer (self->question, self->programs_asked, self->products),
      (GDestroyNotify) json_decref);
}

static void
priced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  finish (data, g_task_propagate_pointer (G_TASK (result), NULL), NULL);
}

static void
names_cb (const LaurelNamedRow *rows, gsize n_rows, const GError *error, gpointer data)
{
  Evaluate *self = data;
  g_autoptr (GTask) task = NULL;

  for (gsize i = 0; i < n_rows; i++)
    json_object_set_new (self->products, rows[i].id, json_string (rows[i].name));

  if (error != NULL)
    {
      finish (self, NULL, error);
      return;
    }

  task = g_task_new (NULL, NULL, priced_cb, self);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, price_cb);
}

static void
load_names (Evaluate *self)
{
  g_autoptr (GHashTable) products = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree gpointer *codes = NULL;
  guint                n_codes = 0;

  for (gsize i = 0; i < self->question->n_questions; i++)
    {
      const LaurelReceipt *receipt = &self->question->questions[i].receipt;

      for (gsize k = 0; k < receipt->n_lines; k++)
        g_hash_table_add (products, (gpointer) receipt->lines[k].product);
    }

  codes = g_hash_table_get_keys_as_array (products, &n_codes);
  laurel_store_name_products (self->store, (const char *const *) codes, n_codes, names_cb, self);
}

/* === Looking up =============================================================================== */

static void look_up (Evaluate *self);

static void
add_fault (Evaluate *self, const char *member, const char *code, const char *message)
{
  const LaurelQuestion *question = &self->question->questions[self->next];
  g_autofree char      *path = g_strconcat (question->path, "/", member, NULL);

  laurel_faults_add (self->faults, path, code, "%s", message);
}

static void
go_on (Evaluate *self)
{
  self->next++;
  look_up (self);
}

static void
take_client (Evaluate *self, LaurelQuestion *question, LaurelLoaded *loaded)
{
  char   id[LAUREL_ID_SIZE];
  gint32 day = laurel_program_local_day (self->terms->program,
                                         question->receipt.store,
                                         question->receipt.time);

  question->source = LAUREL_FACTS_NOW;
  laurel_facts_fill_now (&question->facts,
                         loaded,
                         self->terms->terms,
                         MAX (self->now, question->receipt.time),
                         day);

  if (loaded->referrer_id != 0)
    question->referrer =
        laurel_arena_strdup (self->question->arena, laurel_id_print (loaded->referrer_id, id));

  if (question->receipt.card == NULL)
    question->receipt.card = loaded->card;
}

/* Codes that the question does not say anything about are those that there are. */
static void
judge_codes (Evaluate *self, LaurelQuestion *question, LaurelLoaded *loaded)
{
  gint32 day = laurel_program_local_day (self->terms->program,
                                         question->receipt.store,
                                         question->receipt.time);

  /* Somebody who is made up is known, owns no code and has used none. */
  if (question->source == LAUREL_FACTS_MADE_UP)
    loaded->client_id = -1;

  laurel_pos_codes_judge (&self->codes, loaded, day, &question->receipt);
  question->messages = json_array ();
  laurel_pos_codes_add_messages (&self->codes, &question->receipt, question->messages);
}

/* Of a card that nobody knows there are no facts: it may be one that is made up. */
static void
account_cb (LaurelLoaded *loaded, const GError *error, gpointer data)
{
  Evaluate       *self = data;
  LaurelQuestion *question = &self->question->questions[self->next];

  if (loaded == NULL)
    {
      finish (self, NULL, error);
      return;
    }

  g_ptr_array_add (self->loaded, loaded);

  if (loaded->account != NULL)
    take_client (self, question, loaded);
  else if (question->client != NULL)
    add_fault (self, "client", LAUREL_FAULT_REFERENCE, "there is no such client");
  else if (question->phone != NULL && question->source == LAUREL_FACTS_NONE)
    add_fault (self, "phone", LAUREL_FAULT_REFERENCE, "nobody has this telephone number");

  if (question->sale == NULL && !self->question->has_usage)
    question->usage = (LaurelUsageTotals){ loaded->totals, loaded->n_totals };

  if (self->codes.n_codes > 0)
    judge_codes (self, question, loaded);

  go_on (self);
}

/* Whose account the receipt names, NONE where there are facts already. FALSE: nobody can have it.
 */
static gboolean
read_owner (Evaluate             *self,
            const LaurelQuestion *question,
            LaurelAccountQuery   *query,
            char                  phone[LAUREL_PHONE_SIZE])
{
  if (question->source != LAUREL_FACTS_NONE)
    return TRUE;

  if (question->client != NULL)
    {
      query->owner = LAUREL_OWNER_CLIENT;

      /* An id that was never given out finds nobody. */
      if (!laurel_id_parse (question->client, &query->id))
        query->id = 0;
    }
  else if (question->phone != NULL)
    {
      query->owner = LAUREL_OWNER_PHONE;
      query->text = phone;

      if (!laurel_phone_normalise (question->phone, phone))
        {
          add_fault (self, "phone", LAUREL_FAULT_FORMAT, "not a telephone number");
          return FALSE;
        }
    }
  else if (question->receipt.card != NULL)
    {
      query->owner = LAUREL_OWNER_CARD;
      query->text = question->receipt.card;
    }

  return TRUE;
}

/* Looks up what the receipt's price depends on and the question does not say: the client, what was
 * used, the promo codes. A sale of the journal has kept the two latter. */
static void
look_up_facts (Evaluate *self)
{
  const LaurelQuestion *question = &self->question->questions[self->next];
  gboolean              sale = question->sale != NULL;
  char                  phone[LAUREL_PHONE_SIZE];
  LaurelAccountQuery    query = {
       .depth = LAUREL_ACCOUNT_DEPTH_FULL,
       .personal = (const char *const *) self->personal->pdata,
       .n_personal = self->personal->len,
       .now = self->now,
  };

  self->codes = (LaurelPosCodes){ 0 };

  if (!sale && !self->question->has_codes)
    laurel_pos_codes_init (&self->codes, self->question->arena, &question->receipt);

  if (!sale && !self->question->has_usage)
    {
      query.shared = (const char *const *) self->shared->pdata;
      query.n_shared = self->shared->len;
    }

  query.codes = self->codes.forms;
  query.n_codes = self->codes.n_forms;

  if (self->terms == NULL || !read_owner (self, question, &query, phone) ||
      (query.owner == LAUREL_OWNER_NONE && query.n_shared == 0 && self->codes.n_codes == 0))
    go_on (self);
  else
    laurel_store_load_account (self->store, LAUREL_DB_LANE_OFFICE, &query, account_cb, self);
}

static const char *
copy_text (LaurelArena *arena, const char *text)
{
  return text != NULL ? laurel_arena_strdup (arena, text) : NULL;
}

static const LaurelReceiptLine *
copy_lines (LaurelArena *arena, const LaurelReceiptView *view)
{
  LaurelReceiptLine *lines = laurel_arena_new_array (arena, LaurelReceiptLine, view->n_lines);

  for (gsize i = 0; i < view->n_lines; i++)
    lines[i] = (LaurelReceiptLine){
      .n = view->lines[i].n,
      .product = laurel_arena_strdup (arena, view->lines[i].product),
      .quantity = view->lines[i].quantity,
      .price = view->lines[i].price,
      .external_discount = view->lines[i].external,
    };

  return lines;
}

/* The receipt of a sale, with the facts of then where the question has no others. */
static void
receipt_cb (const LaurelReceiptView *view, const GError *error, gpointer data)
{
  Evaluate         *self = data;
  LaurelQuestion   *question = &self->question->questions[self->next];
  LaurelArena      *arena = self->question->arena;
  const char       *card = question->receipt.card;
  LaurelClientFacts facts = { 0 };
  LaurelUsageTotals usage = { 0 };
  gboolean          anonymous = TRUE;
  gboolean          named = question->client != NULL || question->phone != NULL || card != NULL;

  if (error != NULL)
    {
      finish (self, NULL, error);
      return;
    }

  if (view == NULL)
    {
      add_fault (self, "sale", LAUREL_FAULT_REFERENCE, "there is no such sale");
      go_on (self);
      return;
    }

  if (!laurel_wire_read_sale_facts (view->facts,
                                    arena,
                                    &question->receipt,
                                    &facts,
                                    &anonymous,
                                    &usage))
    {
      add_fault (self, "sale", LAUREL_FAULT_REFERENCE, "the facts of this sale cannot be read");
      go_on (self);
      return;
    }

  question->receipt.store = copy_text (arena, view->store);
  question->receipt.card = card != NULL ? card : copy_text (arena, view->card);
  question->receipt.time =
      question->time != G_MININT64 ? question->time : view->time_us / G_USEC_PER_SEC;
  question->receipt.lines = copy_lines (arena, view);
  question->receipt.n_lines = view->n_lines;

  if (!self->question->has_usage)
    question->usage = usage;

  if (question->source == LAUREL_FACTS_NONE && !named && !anonymous)
    {
      question->source = LAUREL_FACTS_THEN;
      question->facts = facts;
    }

  if (named)
    look_up_facts (self);
  else
    go_on (self);
}

/* What the next receipt names and does not say; at the end the rest. */
static void
look_up (Evaluate *self)
{
  gint64 sale_id = 0;

  if (self->next == self->question->n_questions)
    {
      if (laurel_faults_get_n (self->faults) > 0)
        finish (self, NULL, NULL);
      else
        load_names (self);

      return;
    }

  if (self->question->questions[self->next].sale == NULL)
    {
      look_up_facts (self);
    }
  else if (laurel_id_parse (self->question->questions[self->next].sale, &sale_id))
    {
      laurel_store_load_receipt (self->store, sale_id, receipt_cb, self);
    }
  else
    {
      add_fault (self, "sale", LAUREL_FAULT_REFERENCE, "there is no such sale");
      go_on (self);
    }
}

/* === Programs ================================================================================= */

/* (transfer full) (nullable) @release: what the question @i names; with goods of its own it is
 * compiled for this question alone. */
static void
take_published (Evaluate *self, gsize i, LaurelRelease *release)
{
  LaurelEvaluateProgram *candidate = &self->programs_asked[i];
  g_autofree char       *path = g_strdup_printf ("/versions/%zu", i);
  g_autofree char       *document = NULL;

  candidate->release = release;

  if (release == NULL)
    {
      laurel_faults_add (self->faults,
                         path,
                         LAUREL_FAULT_REFERENCE,
                         "no such program has been published");
    }
  else if (self->question->catalog != NULL)
    {
      document = laurel_programs_dup_document (self->programs, release->version);
      candidate->release = laurel_release_new (document,
                                               self->question->catalog,
                                               release->version,
                                               release->published_us,
                                               candidate->faults);
      laurel_release_unref (release);
    }
}

static void load_draft (Evaluate *self, gint64 known);

/* All programs are there but for the draft, whose place is @i. */
static void
take_draft (Evaluate *self, gsize i, const char *document, gint64 revision)
{
  LaurelEvaluateProgram *candidate = &self->programs_asked[i];

  candidate->revision = revision;

  /* Without a draft it is the program in force that is edited next. */
  if (revision == 0)
    take_published (self, i, laurel_programs_dup_current (self->programs));
  else if (document == NULL)
    candidate->release = laurel_programs_dup_draft (self->programs, revision);
  else if (self->question->catalog != NULL)
    candidate->release =
        laurel_release_new (document, self->question->catalog, 0, 0, candidate->faults);
  else
    candidate->release =
        laurel_programs_compile_draft (self->programs, revision, document, candidate->faults);
}

/* Adds what @get gives of @program. */
static void
add_limits (GPtrArray           *ids,
            const LaurelProgram *program,
            const char *const *(*get) (const LaurelProgram *program, gsize *n_leaves))
{
  gsize              n = 0;
  const char *const *leaves = get (program, &n);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (ids, (gpointer) leaves[i]);
}

/* Real clients are seen by the program in force, as tills see them. */
static void
begin_looking_up (Evaluate *self)
{
  for (gsize i = 0; i < self->question->n_candidates; i++)
    {
      const LaurelRelease *release = self->programs_asked[i].release;

      if (release != NULL)
        {
          add_limits (self->personal, release->program, laurel_program_get_personal_limits);
          add_limits (self->shared, release->program, laurel_program_get_shared_limits);
        }
    }

  self->terms = laurel_programs_dup_current (self->programs);

  for (gsize i = 0; self->terms == NULL && i < self->question->n_candidates; i++)
    if (self->programs_asked[i].release != NULL)
      self->terms = laurel_release_ref (self->programs_asked[i].release);

  look_up (self);
}

static void
draft_cb (const char *document, gint64 revision, const GError *error, gpointer data)
{
  Evaluate *self = data;
  gsize     i = 0;

  if (error != NULL)
    {
      finish (self, NULL, error);
      return;
    }

  while (self->question->candidates[i] != LAUREL_CANDIDATE_DRAFT)
    i++;

  take_draft (self, i, document, revision);

  /* Somebody else has asked about another one meanwhile, or the goods have changed. */
  if (revision != 0 && document == NULL && self->programs_asked[i].release == NULL)
    load_draft (self, -1);
  else
    begin_looking_up (self);
}

static void
load_draft (Evaluate *self, gint64 known)
{
  laurel_store_load_new_draft (self->store, known, draft_cb, self);
}

/* TRUE: the draft is wanted. */
static gboolean
gather_programs (Evaluate *self)
{
  LaurelEvaluation *question = self->question;
  gboolean          draft = FALSE;

  for (gsize i = 0; i < question->n_candidates; i++)
    {
      LaurelEvaluateProgram *candidate = &self->programs_asked[i];

      candidate->faults = laurel_faults_new ();
      candidate->revision = -1;

      switch (question->candidates[i])
        {
        case LAUREL_CANDIDATE_VERSION:
          take_published (self,
                          i,
                          laurel_programs_dup_version (self->programs, question->versions[i]));
          break;
        case LAUREL_CANDIDATE_CURRENT:
          take_published (self, i, laurel_programs_dup_current (self->programs));
          break;
        case LAUREL_CANDIDATE_DRAFT:
          draft = TRUE;
          break;
        case LAUREL_CANDIDATE_INLINE:
          candidate->release = laurel_programs_compile (self->programs,
                                                        question->program,
                                                        question->catalog,
                                                        candidate->faults);
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return draft;
}

void
laurel_evaluate (LaurelStore       *store,
                 LaurelPrograms    *programs,
                 json_t            *body,
                 gint64             now_us,
                 LaurelEvaluateDone done,
                 gpointer           data)
{
  Evaluate *self = g_new0 (Evaluate, 1);

  self->store = store;
  self->programs = laurel_programs_ref (programs);
  self->now = now_us / G_USEC_PER_SEC;
  self->faults = laurel_faults_new ();
  self->loaded = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_loaded_free);
  self->personal = g_ptr_array_new ();
  self->shared = g_ptr_array_new ();
  self->products = json_object ();
  self->done = done;
  self->data = data;
  self->question = laurel_wire_read_evaluation (body, self->now, self->faults);

  if (laurel_faults_get_n (self->faults) > 0)
    finish (self, NULL, NULL);
  else if (gather_programs (self))
    load_draft (
        self,
        self->question->catalog == NULL ? laurel_programs_get_draft_revision (self->programs) : -1);
  else
    begin_looking_up (self);
}
