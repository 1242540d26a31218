/* laurel-test-step.c - the steps of golden histories as calls of a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/pos/laurel-test-step.h"

#include <string.h>

struct _LaurelTestNames
{
  GHashTable *ids; /* from "client/NAME", "sale/TILL/KEY" and "hold/KEY" */
  guint       n_phones;
};

LaurelTestNames *
laurel_test_names_new (void)
{
  LaurelTestNames *names = g_new0 (LaurelTestNames, 1);

  names->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return names;
}

void
laurel_test_names_free (LaurelTestNames *names)
{
  g_hash_table_unref (names->ids);
  g_free (names);
}

static const char *
text_of (json_t *step, const char *member)
{
  return json_string_value (json_object_get (step, member));
}

const char *
laurel_test_step_till (json_t *step)
{
  const char *till = text_of (step, "till");

  return till != NULL ? till : "T1";
}

/* ---- names ---- */

/* The server's id for a name of the history; the name itself, which is nobody's id, for one that
 * the history has not brought up. */
static const char *
find_id (LaurelTestNames *names, const char *kind, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", kind, name);
  const char      *id = g_hash_table_lookup (names->ids, key);

  return id != NULL ? id : name;
}

/* A sale is named by its key, or by TILL/KEY where it was another till's. */
static const char *
find_sale (LaurelTestNames *names, json_t *step)
{
  const char      *sale = text_of (step, "sale");
  g_autofree char *full = strchr (sale, '/') != NULL
                              ? g_strdup_printf ("sale/%s", sale)
                              : g_strdup_printf ("sale/%s/%s", laurel_test_step_till (step), sale);
  const char      *id = g_hash_table_lookup (names->ids, full);

  return id != NULL ? id : sale;
}

/* ---- steps ---- */

static void
set_default (json_t *body, const char *member, const char *value)
{
  if (json_object_get (body, member) == NULL)
    json_object_set_new (body, member, json_string (value));
}

static void
rename_client (LaurelTestNames *names, json_t *body)
{
  const char *client = text_of (body, "client");

  if (client != NULL)
    json_object_set_new (body, "client", json_string (find_id (names, "client", client)));
}

static void
rename_holds (LaurelTestNames *names, json_t *body)
{
  json_t *holds = json_object_get (body, "holds");
  json_t *renamed = json_array ();
  json_t *hold = NULL;
  gsize   index = 0;

  json_array_foreach (holds, index, hold)
      json_array_append_new (renamed,
                             json_string (find_id (names, "hold", json_string_value (hold))));

  if (holds != NULL)
    json_object_set (body, "holds", renamed);

  json_decref (renamed);
}

/* "/v1/cards/NUMBER/WHAT" or "/v1/clients/ID/WHAT", for a step that names either. */
static char *
take_owner (LaurelTestNames *names, json_t *step, json_t *body, const char *what)
{
  const char *card = text_of (step, "card");

  json_object_del (body, "card");
  json_object_del (body, "client");

  if (card != NULL)
    return g_strdup_printf ("/v1/cards/%s/%s", card, what);

  return g_strdup_printf ("/v1/clients/%s/%s",
                          find_id (names, "client", text_of (step, "client")),
                          what);
}

static void
take_till (LaurelTestStep *call, json_t *step, const char *target)
{
  call->method = "POST";
  call->target = g_strdup (target);
  call->till = g_strdup (laurel_test_step_till (step));
  set_default (call->body, "time", text_of (step, "at"));
}

static void
fill_sale (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  gboolean quote = g_str_equal (text_of (step, "op"), "quote");

  take_till (call, step, quote ? "/v1/pos/quotes" : "/v1/pos/sales");
  rename_client (names, call->body);
  rename_holds (names, call->body);
  if (!quote)
    set_default (call->body, "receipt", call->key);
}

static void
fill_return (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  gboolean         is_void = g_str_equal (text_of (step, "op"), "void");
  g_autofree char *target = g_strdup_printf ("/v1/pos/sales/%s/%s",
                                             find_sale (names, step),
                                             is_void ? "void" : "returns");

  take_till (call, step, target);
  json_object_del (call->body, "sale");
  if (!is_void)
    set_default (call->body, "receipt", call->key);
}

static void
fill_unlinked (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  take_till (call, step, "/v1/pos/returns");
  rename_client (names, call->body);
  set_default (call->body, "receipt", call->key);
  json_object_set_new (call->body, "unlinked", json_true ());
}

static void
fill_cancel (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  take_till (call, step, "/v1/pos/cancellations");
  json_object_set (call->body, "key", json_object_get (step, "cancel"));
  json_object_del (call->body, "cancel");
}

static void
fill_hold (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  take_till (call, step, "/v1/pos/holds");
  rename_client (names, call->body);
}

static void
fill_release (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  call->method = "DELETE";
  call->target =
      g_strdup_printf ("/v1/pos/holds/%s", find_id (names, "hold", text_of (step, "hold")));
  call->till = g_strdup (laurel_test_step_till (step));
  g_clear_pointer (&call->body, json_decref);
}

static void
fill_register (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  const char      *referrer = text_of (step, "referrer");
  g_autofree char *phone = g_strdup_printf ("+7900%07u", ++names->n_phones);

  take_till (call, step, "/v1/pos/clients");
  json_object_del (call->body, "client");
  set_default (call->body, "phone", phone);
  if (referrer != NULL)
    json_object_set_new (call->body, "referrer", json_string (find_id (names, "client", referrer)));
}

static void
fill_issue_card (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  call->method = "POST";
  call->target = g_strdup ("/v1/cards");
  json_object_set (call->body, "number", json_object_get (step, "card"));
  json_object_del (call->body, "card");
}

static void
fill_attach_card (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  call->method = "POST";
  call->target =
      g_strdup_printf ("/v1/clients/%s/cards", find_id (names, "client", text_of (step, "client")));
  json_object_del (call->body, "client");
}

static void
fill_points (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  call->method = "POST";
  call->target = take_owner (names, step, call->body, "points");
  json_object_set (call->body, "kind", json_object_get (step, "op"));
  set_default (call->body, "reason", "history");
}

static void
fill_level (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  call->method = "PUT";
  call->target = take_owner (names, step, call->body, "level");
  set_default (call->body, "reason", "history");
}

/* An instant as it stands in a query. */
static char *
dup_instant (json_t *step)
{
  const char *on = text_of (step, "on");

  return g_uri_escape_string (on != NULL ? on : text_of (step, "at"), NULL, FALSE);
}

static void
fill_balance (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  g_autofree char *instant = dup_instant (step);
  const char      *card = text_of (step, "card");

  call->method = "GET";
  call->till = g_strdup (laurel_test_step_till (step));
  if (card != NULL)
    call->target = g_strdup_printf ("/v1/pos/cards/%s?at=%s", card, instant);
  else
    call->target = g_strdup_printf ("/v1/pos/cards?client=%s&at=%s",
                                    find_id (names, "client", text_of (step, "client")),
                                    instant);
  g_clear_pointer (&call->body, json_decref);
}

static void
fill_statement (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  g_autofree char *instant = dup_instant (step);
  g_autofree char *points = take_owner (names, step, call->body, "points");

  call->method = "GET";
  call->target = g_strdup_printf ("%s?at=%s", points, instant);
  g_clear_pointer (&call->body, json_decref);
}

static void
fill_liability (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  g_autofree char *instant = dup_instant (step);

  call->method = "GET";
  call->target = g_strdup_printf ("/v1/reports/liability?at=%s", instant);
  g_clear_pointer (&call->body, json_decref);
}

static void
fill_certificate (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  call->method = "GET";
  call->target = g_strdup_printf ("/v1/pos/certificates/%s", text_of (step, "certificate"));
  call->till = g_strdup (laurel_test_step_till (step));
  g_clear_pointer (&call->body, json_decref);
}

static void
fill_sweep (LaurelTestNames *names, json_t *step, LaurelTestStep *call)
{
  call->method = "PUT";
  call->target = g_strdup ("/v1/clock");
  json_object_set (call->body, "now", json_object_get (step, "at"));
}

static const struct
{
  const char *op;
  void (*fill) (LaurelTestNames *names, json_t *step, LaurelTestStep *call);
} fillers[] = {
  { "attach_card", fill_attach_card },
  { "balance", fill_balance },
  { "cancel", fill_cancel },
  { "certificate", fill_certificate },
  { "grant", fill_points },
  { "hold", fill_hold },
  { "issue_card", fill_issue_card },
  { "liability", fill_liability },
  { "quote", fill_sale },
  { "register", fill_register },
  { "release", fill_release },
  { "return", fill_return },
  { "return_unlinked", fill_unlinked },
  { "sale", fill_sale },
  { "set_level", fill_level },
  { "statement", fill_statement },
  { "sweep", fill_sweep },
  { "void", fill_return },
  { "write_off", fill_points },
};

/* The call that a step stands for; all but publishing, which is two. */
LaurelTestStep *
laurel_test_step_new (LaurelTestNames *names, json_t *step)
{
  static const char *const own[] = { "op", "at", "on", "till", "key", "expect" };
  LaurelTestStep          *call = g_new0 (LaurelTestStep, 1);
  const char              *op = text_of (step, "op");

  call->key = g_strdup (text_of (step, "key"));
  call->body = json_copy (step);
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    json_object_del (call->body, own[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      if (g_str_equal (fillers[i].op, op))
        {
          fillers[i].fill (names, step, call);
          return call;
        }
    }

  g_test_message ("no call for the step '%s'", op);
  g_assert_not_reached ();
}

void
laurel_test_step_free (LaurelTestStep *call)
{
  g_free (call->target);
  g_free (call->till);
  g_free (call->key);
  json_decref (call->body);
  g_free (call);
}

LaurelTestReply *
laurel_test_step_send (LaurelTestChain *chain, const LaurelTestStep *call)
{
  return laurel_test_chain_call (chain,
                                 call->method,
                                 call->target,
                                 call->till,
                                 call->key,
                                 call->body);
}

static void
learn (LaurelTestNames *names, const char *kind, const char *name, const LaurelTestReply *reply)
{
  const char *id = laurel_test_reply_text (reply, kind);

  if (id != NULL)
    g_hash_table_insert (names->ids, g_strdup_printf ("%s/%s", kind, name), g_strdup (id));
}

void
laurel_test_names_learn (LaurelTestNames *names, json_t *step, const LaurelTestReply *reply)
{
  const char      *op = text_of (step, "op");
  const char      *key = text_of (step, "key");
  g_autofree char *sale = g_strdup_printf ("%s/%s", laurel_test_step_till (step), key);

  if (g_str_equal (op, "register"))
    learn (names, "client", text_of (step, "client"), reply);
  else if (g_str_equal (op, "hold"))
    learn (names, "hold", key, reply);
  else if (g_str_equal (op, "sale"))
    learn (names, "sale", sale, reply);
}
