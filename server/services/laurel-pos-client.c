/* laurel-pos-client.c - clients registered, cards issued and attached
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/engine/laurel-calendar.h"
#include "server/services/laurel-pos-call.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-phone.h"
#include "server/wire/laurel-wire-balance.h"
#include "server/wire/laurel-wire-problem.h"

enum
{
  NAME_LENGTH_MAX = 100,
  CARD_LENGTH_MAX = 64,
};

/* Virtual cards: 29 (for use inside a company), ten digits of the id, a check digit of EAN-13. */
#define VIRTUAL_PREFIX "29"

/**
 * Registration:
 * @phone, @email: (nullable): in the form that is kept
 * @card: (nullable): the card presented, or a virtual one that was made
 * @client_id: the account that is opened, or that of the card
 *
 * Strings but @phone, @email and @virtual_card are those of the call's body.
 */
typedef struct
{
  char       *phone;
  char       *email;
  const char *first_name;
  const char *last_name;
  const char *patronymic;
  gint32      birth_day;
  const char *gender;
  const char *referrer;
  const char *card;
  gboolean    issue_card;
  const char *channels[2];
  gboolean    given[2];
  gsize       n_consents;
  char        virtual_card[16];
} Registration;

static void
registration_free (gpointer data)
{
  Registration *detail = data;

  g_free (detail->phone);
  g_free (detail->email);
  g_free (detail);
}

/* === Reading ================================================================================== */

static gboolean
is_card_number (const char *number)
{
  gsize length = strlen (number);

  if (length == 0 || length > CARD_LENGTH_MAX)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (number[i]) && number[i] != '-')
      return FALSE;

  return TRUE;
}

static const char *
read_card (LaurelJsonReader *reader, const char *name, gboolean needed)
{
  const char *card = needed ? laurel_json_reader_get_string (reader, name)
                            : laurel_json_reader_get_string_or (reader, name, NULL);

  if (card != NULL && !is_card_number (card))
    laurel_json_reader_fault (reader,
                              name,
                              "format",
                              "1 to %d letters, digits or dashes",
                              CARD_LENGTH_MAX);

  return card;
}

static const char *
read_name (LaurelJsonReader *reader, const char *name)
{
  const char *text = laurel_json_reader_get_string_or (reader, name, NULL);

  if (text == NULL)
    return NULL;

  if (*text == '\0' || g_utf8_strlen (text, -1) > NAME_LENGTH_MAX)
    laurel_json_reader_fault (reader, name, "range", "1 to %d characters", NAME_LENGTH_MAX);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      {
        laurel_json_reader_fault (reader,
                                  name,
                                  "format",
                                  "control characters are no part of a name");
        break;
      }

  return text;
}

static void
read_contacts (LaurelPosCall *call, LaurelJsonReader *reader, Registration *detail)
{
  const char *phone = laurel_json_reader_get_string_or (reader, "phone", NULL);
  const char *email = laurel_json_reader_get_string_or (reader, "email", NULL);
  char        normal[LAUREL_PHONE_SIZE];

  if (phone == NULL && email == NULL)
    laurel_json_reader_fault (reader, NULL, "missing", "a phone or an e-mail is needed");

  if (phone != NULL && laurel_phone_normalise (phone, normal))
    {
      detail->phone = g_strdup (normal);
      call->phone_mask = laurel_phone_mask (normal);
    }
  else if (phone != NULL)
    laurel_json_reader_fault (reader, "phone", "format", "not a telephone number");

  if (email != NULL)
    {
      detail->email = laurel_email_normalise (email);

      if (detail->email != NULL)
        call->email_mask = laurel_email_mask (detail->email);
      else
        laurel_json_reader_fault (reader, "email", "format", "not an e-mail address");
    }
}

static void
read_consents (LaurelJsonReader *reader, Registration *detail)
{
  static const char *const channels[] = { "sms", "email" };

  if (!laurel_json_reader_begin_object_or_none (reader, "consents"))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      if (!laurel_json_reader_has (reader, channels[i]))
        continue;

      detail->channels[detail->n_consents] = channels[i];
      detail->given[detail->n_consents++] =
          laurel_json_reader_get_boolean_or (reader, channels[i], FALSE);
    }

  laurel_json_reader_end_object (reader);
}

static void
read_registration (LaurelPosCall *call, Registration *detail)
{
  static const char *const genders[] = { "f", "m", NULL };
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);
  gint gender = -1;

  if (!laurel_json_reader_begin (reader))
    return;

  (void) laurel_json_reader_get_time (reader, "time");
  read_contacts (call, reader, detail);
  detail->first_name = read_name (reader, "first_name");
  detail->last_name = read_name (reader, "last_name");
  detail->patronymic = read_name (reader, "patronymic");
  detail->birth_day = laurel_json_reader_get_date_or (reader, "birth_date", LAUREL_DAY_NONE);
  gender = laurel_json_reader_get_word_or (reader, "gender", genders, -1);
  detail->gender = gender >= 0 ? genders[gender] : NULL;
  read_consents (reader, detail);
  detail->referrer = laurel_json_reader_get_string_or (reader, "referrer", NULL);
  detail->card = read_card (reader, "card", FALSE);
  detail->issue_card = laurel_json_reader_get_boolean_or (reader, "issue_card", FALSE);

  if (detail->card != NULL && detail->issue_card)
    laurel_json_reader_fault (reader,
                              "issue_card",
                              "format",
                              "card and issue_card exclude each other");

  laurel_json_reader_end_object (reader);
}

/* === Registering ============================================================================== */

/* A number for a virtual card: nobody has to remember it, and the check digit catches a slip. */
static void
make_virtual_card (Registration *detail, gint64 client_id)
{
  gint sum = 0;

  g_snprintf (
      detail->virtual_card,
      sizeof detail->virtual_card,
      VIRTUAL_PREFIX "%010d",
      (int) ((guint64) client_id * G_GUINT64_CONSTANT (11400714819323198485) % 1000000007u));

  for (gint i = 0; i < 12; i++)
    sum += (detail->virtual_card[i] - '0') * (i % 2 == 0 ? 1 : 3);

  detail->virtual_card[12] = (char) ('0' + (10 - sum % 10) % 10);
  detail->virtual_card[13] = '\0';
}

/* Somebody's balance before anything has happened to it. */
static void
add_new_account (LaurelPosCall *call, json_t *answer)
{
  g_autoptr (LaurelAccount) fresh = NULL;
  const LaurelAccount *account = call->loaded->account;
  g_autoptr (LaurelBalance) balance = NULL;

  if (account == NULL)
    account = fresh = laurel_account_new ();

  balance =
      laurel_ledger_balance (account, call->current->terms, MAX (call->posted, account->posted));

  if (balance->level != NULL)
    json_object_set_new (answer, "level", json_string (balance->level));

  json_object_set_new (answer, "balance", laurel_wire_new_balance (balance));
}

static void
compute_registration (LaurelPosCall *call)
{
  Registration    *detail = call->detail;
  LaurelOperation  operation = { 0 };
  LaurelNewAccount account = { 0 };
  json_t          *answer = NULL;
  gboolean         exists = call->loaded->account != NULL;
  gint64 client_id = exists ? call->loaded->client_id : laurel_id_next (g_get_real_time () / 1000);
  char   id[LAUREL_ID_SIZE];

  if (exists && call->loaded->registered)
    {
      laurel_pos_call_refuse (call,
                              409,
                              "card_taken",
                              "the card belongs to another client: take another one",
                              NULL,
                              TRUE);
      return;
    }

  if (detail->issue_card)
    {
      make_virtual_card (detail, client_id);
      call->card_is_made = TRUE;
      detail->card = detail->virtual_card;
    }

  answer = json_object ();
  json_object_set_new (answer, "client", json_string (laurel_id_print (client_id, id)));

  if (detail->card != NULL)
    json_object_set_new (answer, "card", json_pack ("{s:s}", "number", detail->card));

  add_new_account (call, answer);
  laurel_pos_call_set_answer (call,
                              (LaurelDocument){ LAUREL_DOCUMENT_NONE, 0 },
                              client_id,
                              201,
                              laurel_wire_to_text (answer),
                              &operation);
  account = (LaurelNewAccount){
    .operation = &operation,
    .client_id = client_id,
    .exists = exists,
    .registered = TRUE,
    .last_name = detail->last_name,
    .first_name = detail->first_name,
    .patronymic = detail->patronymic,
    .birth_day = detail->birth_day,
    .gender = detail->gender,
    .phone = detail->phone,
    .email = detail->email,
    .referrer_id = call->other != NULL ? call->other->client_id : 0,
    .now_us = call->now_us,
    .day = laurel_program_local_day (call->current->program, call->store, call->posted),
    .how = "till",
    .card = detail->card,
    .card_kind = detail->issue_card ? "virtual" : "plastic",
    .consent_channels = { detail->channels[0], detail->channels[1] },
    .consents_given = { detail->given[0], detail->given[1] },
    .n_consents = detail->n_consents,
    .who = call->till != NULL ? call->till : "",
  };
  laurel_store_open_account (laurel_pos_get_store (call->pos),
                             LAUREL_DB_LANE_POS,
                             &account,
                             NULL,
                             laurel_pos_call_posted,
                             call);
}

/* The inviter's code is the id under which the client is known, until codes of their own exist. */
static void
compute_with_referrer (LaurelPosCall *call)
{
  const Registration *detail = call->detail;
  gint64              referrer_id = 0;

  if (detail->referrer == NULL || !laurel_id_parse (detail->referrer, &referrer_id))
    {
      compute_registration (call);
      return;
    }

  laurel_pos_call_load_other (call, referrer_id, LAUREL_ACCOUNT_DEPTH_OPEN, compute_registration);
}

void
laurel_pos_register (LaurelPos             *self,
                     const LaurelPosCaller *caller,
                     const char            *key,
                     json_t                *body,
                     LaurelPosDone          done,
                     gpointer               data)
{
  LaurelPosCall *call = laurel_pos_call_new (self, caller, key, "register", NULL, body, done, data);
  Registration  *detail = g_new0 (Registration, 1);

  detail->birth_day = LAUREL_DAY_NONE;
  call->detail = detail;
  call->free_detail = registration_free;
  read_registration (call, detail);

  if (laurel_faults_get_n (call->faults) > 0)
    {
      laurel_pos_call_reject (call);
      return;
    }

  if (detail->card != NULL)
    {
      call->query.owner = LAUREL_OWNER_CARD;
      call->query.text = detail->card;
    }

  call->query.depth = LAUREL_ACCOUNT_DEPTH_FULL;
  call->compute = compute_with_referrer;
  laurel_pos_call_start (call);
}

/* === Cards ==================================================================================== */

static void
compute_issue (LaurelPosCall *call)
{
  LaurelPostAudit  audit = { 0 };
  const char      *number = json_string_value (json_object_get (call->body, "number"));
  gint64           client_id = laurel_id_next (g_get_real_time () / 1000);
  LaurelOperation  operation = { 0 };
  LaurelNewAccount account = { 0 };

  laurel_pos_call_set_answer (
      call,
      (LaurelDocument){ LAUREL_DOCUMENT_NONE, 0 },
      client_id,
      201,
      laurel_wire_to_text (json_pack ("{s:s, s:s}", "number", number, "state", "issued")),
      &operation);
  account = (LaurelNewAccount){
    .operation = call->key != NULL ? &operation : NULL,
    .client_id = client_id,
    .birth_day = LAUREL_DAY_NONE,
    .now_us = call->now_us,
    .day = laurel_program_day (call->current->program, call->posted),
    .how = "desktop",
    .card = number,
    .card_kind = "plastic",
    .who = "",
  };
  laurel_store_open_account (laurel_pos_get_store (call->pos),
                             LAUREL_DB_LANE_POS,
                             &account,
                             laurel_pos_call_get_audit (call, &audit),
                             laurel_pos_call_posted,
                             call);
}

void
laurel_pos_issue_card (LaurelPos             *self,
                       const LaurelPosCaller *caller,
                       const char            *key,
                       json_t                *body,
                       LaurelPosDone          done,
                       gpointer               data)
{
  LaurelPosCall *call =
      laurel_pos_call_new (self, caller, key, "issue-card", NULL, body, done, data);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);

  if (laurel_json_reader_begin (reader))
    {
      read_card (reader, "number", TRUE);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (call->faults) == 0)
    laurel_pos_call_set_audit (call,
                               "card.issue",
                               "card",
                               json_string_value (json_object_get (call->body, "number")));

  call->compute = compute_issue;

  if (laurel_faults_get_n (call->faults) > 0)
    laurel_pos_call_reject (call);
  else
    laurel_pos_call_start (call);
}

static void
compute_attach (LaurelPosCall *call)
{
  LaurelPostAudit audit = { 0 };
  const char     *number = json_string_value (json_object_get (call->body, "card"));
  LaurelOperation operation = { 0 };

  if (call->loaded->account == NULL || !call->loaded->registered)
    {
      laurel_pos_call_refuse_unknown_owner (call);
      return;
    }

  laurel_pos_call_set_answer (
      call,
      (LaurelDocument){ LAUREL_DOCUMENT_NONE, 0 },
      call->loaded->client_id,
      201,
      laurel_wire_to_text (json_pack ("{s:s, s:s}", "number", number, "state", "active")),
      &operation);
  laurel_store_attach_card (laurel_pos_get_store (call->pos),
                            LAUREL_DB_LANE_POS,
                            call->key != NULL ? &operation : NULL,
                            call->loaded->client_id,
                            number,
                            "plastic",
                            call->now_us,
                            laurel_pos_call_get_audit (call, &audit),
                            laurel_pos_call_posted,
                            call);
}

void
laurel_pos_attach_card (LaurelPos             *self,
                        const LaurelPosCaller *caller,
                        const char            *key,
                        const char            *client,
                        json_t                *body,
                        LaurelPosDone          done,
                        gpointer               data)
{
  LaurelPosCall *call =
      laurel_pos_call_new (self, caller, key, "attach-card", client, body, done, data);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);

  if (laurel_json_reader_begin (reader))
    {
      read_card (reader, "card", TRUE);
      laurel_json_reader_end_object (reader);
    }

  call->query.owner = LAUREL_OWNER_CLIENT;

  if (!laurel_id_parse (client, &call->query.id))
    call->query.id = 0; /* an id that was never given out: nobody is found */

  laurel_pos_call_set_audit (call, "card.attach", "client", client);
  call->compute = compute_attach;

  if (laurel_faults_get_n (call->faults) > 0)
    laurel_pos_call_reject (call);
  else
    laurel_pos_call_start (call);
}
