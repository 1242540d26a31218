/* laurel-test-server-accounts.c - the server in memory keeps cards, clients and what people do by
 * hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-calendar.h"
#include "tests/ledger/laurel-test-server-private.h"

/* === Answers ================================================================================== */

static json_t *
new_items (const GArray *items)
{
  json_t *array = json_array ();

  for (guint i = 0; i < items->len; i++)
    {
      const LaurelBalanceItem *item = &g_array_index (items, LaurelBalanceItem, i);
      char                     text[LAUREL_DATE_SIZE];
      json_t                  *date = item->day == LAUREL_DAY_NONE
                                          ? json_null ()
                                          : json_string (laurel_date_format (item->day, text));

      json_array_append_new (
          array,
          json_pack ("{s:o, s:I}", "date", date, "points", (json_int_t) item->points));
    }

  return array;
}

/* The account at @at: itself, or a copy that was rewound. */
static LaurelAccount *
account_then (LaurelTestServer *server, guint account, gint64 now, gint64 at)
{
  LaurelAccount *then = laurel_account_copy (laurel_test_server_account (server, account));

  if (at < now)
    laurel_account_rewind (then, &laurel_test_server_terms (server)->zone, at);

  return then;
}

static json_t *
new_balance (const LaurelBalance *balance)
{
  return json_pack ("{s:I, s:I, s:o, s:I, s:I, s:o, s:s?, s:I, s:I}",
                    "available",
                    (json_int_t) balance->available,
                    "held",
                    (json_int_t) balance->held,
                    "pending",
                    new_items (balance->pending),
                    "pending_total",
                    (json_int_t) balance->pending_total,
                    "debt",
                    (json_int_t) balance->debt,
                    "burns",
                    new_items (balance->burns),
                    "level",
                    balance->level,
                    "turnover",
                    (json_int_t) balance->turnover,
                    "level_turnover",
                    (json_int_t) balance->level_turnover);
}

void
laurel_test_server_add_balance (LaurelTestServer *server, json_t *answer, guint account)
{
  g_autoptr (LaurelBalance) balance =
      laurel_ledger_balance (laurel_test_server_account (server, account),
                             laurel_test_server_terms (server),
                             server->now);

  json_object_set_new (answer, "level", json_string (balance->level));
  json_object_set_new (answer, "balance", new_balance (balance));
}

/* === Cards and clients ======================================================================== */

json_t *
laurel_test_server_issue_card (LaurelTestServer *server, json_t *step)
{
  laurel_test_server_add_card (server,
                               laurel_test_step_string (step, "card"),
                               laurel_test_server_add_account (server),
                               NULL);

  return json_pack ("{s:i}", "status", 201);
}

static json_t *
attach (LaurelTestServer *server, Client *client, const char *number)
{
  Card               *card = g_hash_table_lookup (server->cards, number);
  const LaurelPosting posting = { laurel_test_server_terms (server), server->now, server->now, 1 };
  g_autoptr (GError) error = NULL;
  LaurelMerge merge = { 0 };
  guint       source = 0;

  if (card == NULL)
    {
      laurel_test_server_add_card (server, number, client->account, client);
      return NULL;
    }

  if (card->client != NULL)
    return card->client == client ? NULL : laurel_test_refuse (409, "card_taken");

  source = card->account;
  if (!laurel_ledger_merge (laurel_test_server_account (server, client->account),
                            laurel_test_server_account (server, source),
                            &posting,
                            (LaurelDocument){ LAUREL_DOCUMENT_MERGE, 1 },
                            &merge,
                            &error))
    return laurel_test_refuse_by (error, &(LaurelRefusal){ 0 });

  card->account = client->account;
  card->client = client;
  for (guint i = 0; i < server->sales->len; i++)
    laurel_test_sold_move (g_ptr_array_index (server->sales, i),
                           source,
                           client->account,
                           merge.lot_offset);

  return NULL;
}

json_t *
laurel_test_server_register (LaurelTestServer *server, json_t *step)
{
  Client     *client = g_new0 (Client, 1);
  const char *number = laurel_test_step_string (step, "card");
  const char *referrer = laurel_test_step_string (step, "referrer");
  json_t     *answer = NULL;

  client->account = laurel_test_server_add_account (server);
  if (referrer != NULL)
    client->referrer = g_hash_table_lookup (server->clients, referrer);
  g_hash_table_replace (server->clients,
                        g_strdup (laurel_test_step_string (step, "client")),
                        client);
  if (number != NULL)
    answer = attach (server, client, number);
  if (answer != NULL)
    return answer;

  answer = json_pack ("{s:i}", "status", 201);
  laurel_test_server_add_balance (server, answer, client->account);

  return answer;
}

json_t *
laurel_test_server_attach_card (LaurelTestServer *server, json_t *step)
{
  Client *client = g_hash_table_lookup (server->clients, laurel_test_step_string (step, "client"));
  json_t *answer = attach (server, client, laurel_test_step_string (step, "card"));

  if (answer != NULL)
    return answer;

  answer = json_pack ("{s:i}", "status", 201);
  laurel_test_server_add_balance (server, answer, client->account);

  return answer;
}

/* === Holds and hands ========================================================================== */

json_t *
laurel_test_server_hold (LaurelTestServer *server, json_t *step)
{
  const Card *card = g_hash_table_lookup (server->cards, laurel_test_step_string (step, "card"));
  const LaurelPosting posting = { laurel_test_server_terms (server), server->now, server->now, 1 };
  g_autoptr (GError) error = NULL;
  LaurelRefusal refusal = { 0 };
  Hold         *hold = g_new0 (Hold, 1);
  json_t       *answer = NULL;
  gint64        until = 0;

  hold->account = card->account;
  hold->hold = ++server->last_hold;
  g_hash_table_replace (server->holds, g_strdup (laurel_test_step_string (step, "key")), hold);

  if (!laurel_ledger_hold (laurel_test_server_account (server, hold->account),
                           &posting,
                           hold->hold,
                           json_integer_value (json_object_get (step, "points")),
                           (gint32) json_integer_value (json_object_get (step, "minutes")),
                           &until,
                           &refusal,
                           &error))
    return laurel_test_refuse_by (error, &refusal);

  answer = json_pack ("{s:i}", "status", 201);
  laurel_test_server_add_balance (server, answer, hold->account);

  return answer;
}

json_t *
laurel_test_server_end_hold (LaurelTestServer *server, const Hold *hold, gint status)
{
  const LaurelPosting posting = { laurel_test_server_terms (server), server->now, server->now, 1 };
  g_autoptr (GError) error = NULL;
  LaurelRefusal refusal = { 0 };
  json_t       *answer = NULL;

  if (!laurel_ledger_release (laurel_test_server_account (server, hold->account),
                              &posting,
                              hold->hold,
                              &refusal,
                              &error))
    return laurel_test_refuse_by (error, &refusal);

  answer = json_pack ("{s:i}", "status", status);
  laurel_test_server_add_balance (server, answer, hold->account);

  return answer;
}

json_t *
laurel_test_server_release (LaurelTestServer *server, json_t *step)
{
  const Hold *hold = g_hash_table_lookup (server->holds, laurel_test_step_string (step, "hold"));

  return hold != NULL ? laurel_test_server_end_hold (server, hold, 200)
                      : laurel_test_refuse (404, "unknown_hold");
}

static LaurelLedgerExpiry
read_expiry (json_t *value)
{
  const char        *kind = laurel_test_step_string (value, "kind");
  LaurelLedgerExpiry expiry = {
    .days = (gint32) json_integer_value (json_object_get (value, "days")),
  };

  if (g_str_equal (kind, "days"))
    expiry.kind = LAUREL_LEDGER_EXPIRY_DAYS;
  else if (g_str_equal (kind, "inactivity"))
    expiry.kind = LAUREL_LEDGER_EXPIRY_INACTIVITY;
  else
    g_assert_cmpstr (kind, ==, "none");

  return expiry;
}

json_t *
laurel_test_server_grant (LaurelTestServer *server, json_t *step)
{
  const Card *card = g_hash_table_lookup (server->cards, laurel_test_step_string (step, "card"));
  const LaurelPosting  posting = { laurel_test_server_terms (server), server->now, server->now, 1 };
  json_t              *expiry = json_object_get (step, "expiry");
  LaurelLedgerLotTerms lots = {
    .activation_days = (gint32) json_integer_value (json_object_get (step, "activation_days")),
    .expiry = expiry != NULL ? read_expiry (expiry) : posting.terms->accrual.expiry,
  };
  g_autoptr (GError) error = NULL;
  json_t *answer = NULL;
  gint64  lot_no = 0;

  if (!laurel_ledger_grant (laurel_test_server_account (server, card->account),
                            &posting,
                            LAUREL_LOT_MANUAL,
                            (LaurelDocument){ LAUREL_DOCUMENT_GRANT, 1 },
                            json_integer_value (json_object_get (step, "points")),
                            &lots,
                            &lot_no,
                            &error))
    return laurel_test_refuse_by (error, &(LaurelRefusal){ 0 });

  answer = json_pack ("{s:i}", "status", 201);
  laurel_test_server_add_balance (server, answer, card->account);

  return answer;
}

json_t *
laurel_test_server_write_off (LaurelTestServer *server, json_t *step)
{
  const Card *card = g_hash_table_lookup (server->cards, laurel_test_step_string (step, "card"));
  const LaurelPosting posting = { laurel_test_server_terms (server), server->now, server->now, 1 };
  g_autoptr (GArray) consumptions = g_array_new (FALSE, FALSE, sizeof (LaurelConsumption));
  g_autoptr (GError) error = NULL;
  LaurelRefusal refusal = { 0 };
  json_t       *answer = NULL;

  if (!laurel_ledger_write_off (laurel_test_server_account (server, card->account),
                                &posting,
                                (LaurelDocument){ LAUREL_DOCUMENT_WRITE_OFF, 1 },
                                json_integer_value (json_object_get (step, "points")),
                                consumptions,
                                &refusal,
                                &error))
    return laurel_test_refuse_by (error, &refusal);

  answer = json_pack ("{s:i}", "status", 201);
  laurel_test_server_add_balance (server, answer, card->account);

  return answer;
}

json_t *
laurel_test_server_set_level (LaurelTestServer *server, json_t *step)
{
  const Card *card = g_hash_table_lookup (server->cards, laurel_test_step_string (step, "card"));
  const LaurelPosting posting = { laurel_test_server_terms (server), server->now, server->now, 1 };
  const char         *text = laurel_test_step_string (step, "until");
  g_autoptr (GError) error = NULL;
  json_t *answer = NULL;
  gint32  until = LAUREL_DAY_NONE;

  if (text != NULL)
    g_assert_true (laurel_date_parse (text, &until));
  if (!laurel_ledger_set_level (laurel_test_server_account (server, card->account),
                                &posting,
                                (LaurelDocument){ LAUREL_DOCUMENT_LEVEL, 1 },
                                laurel_test_step_string (step, "level"),
                                until,
                                &error))
    return laurel_test_refuse_by (error, &(LaurelRefusal){ 0 });

  answer = json_pack ("{s:i}", "status", 200);
  laurel_test_server_add_balance (server, answer, card->account);

  return answer;
}

/* === Reading ================================================================================== */

json_t *
laurel_test_server_balance (LaurelTestServer *server, json_t *step)
{
  const Card *card = g_hash_table_lookup (server->cards, laurel_test_step_string (step, "card"));
  gint64      on = laurel_test_step_instant (step, "on", server->now);
  g_autoptr (LaurelAccount) then = account_then (server, card->account, server->now, on);
  g_autoptr (LaurelBalance) balance =
      laurel_ledger_balance (then, laurel_test_server_terms (server), on);
  json_t *answer = new_balance (balance);

  json_object_set_new (answer, "status", json_integer (200));

  return answer;
}

json_t *
laurel_test_server_statement (LaurelTestServer *server, json_t *step)
{
  const Card *card = g_hash_table_lookup (server->cards, laurel_test_step_string (step, "card"));
  gint64      on = laurel_test_step_instant (step, "on", server->now);
  g_autoptr (LaurelAccount) then = account_then (server, card->account, server->now, on);
  g_autoptr (GArray) statement =
      laurel_ledger_statement (then, laurel_test_server_terms (server), on);
  json_t *items = json_array ();
  gint64  closing = 0;

  for (guint i = 0; i < statement->len; i++)
    {
      const LaurelStatementItem *item = &g_array_index (statement, LaurelStatementItem, i);

      json_array_append_new (items,
                             json_pack ("{s:s, s:I}",
                                        "kind",
                                        laurel_ledger_movement_to_string (item->movement),
                                        "points",
                                        (json_int_t) item->points));
      closing = item->balance;
    }

  return json_pack ("{s:i, s:o, s:I}",
                    "status",
                    200,
                    "items",
                    items,
                    "closing",
                    (json_int_t) closing);
}

json_t *
laurel_test_server_liability (LaurelTestServer *server, json_t *step)
{
  const LaurelLedgerTerms *terms = laurel_test_server_terms (server);
  gint64                   on = laurel_test_step_instant (step, "on", server->now);
  g_autoptr (LaurelLiability) liability = laurel_liability_new ();

  for (guint i = 0; i < server->accounts->len; i++)
    {
      g_autoptr (LaurelAccount) then = account_then (server, i, server->now, on);

      laurel_ledger_add_liability (liability, then, terms, on);
    }

  return json_pack ("{s:i, s:I, s:I, s:I, s:o}",
                    "status",
                    200,
                    "points",
                    (json_int_t) liability->points,
                    "money",
                    (json_int_t) laurel_liability_get_money (liability, terms),
                    "debt",
                    (json_int_t) liability->debt,
                    "by_burn",
                    new_items (liability->by_burn));
}

json_t *
laurel_test_server_certificate (LaurelTestServer *server, json_t *step)
{
  const gint64 *balance =
      g_hash_table_lookup (server->certificates, laurel_test_step_string (step, "certificate"));

  return json_pack ("{s:i, s:I}", "status", 200, "balance", (json_int_t) *balance);
}
