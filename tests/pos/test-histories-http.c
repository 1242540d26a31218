/* test-histories-http.c - the golden histories, told to a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each history is told twice, on a new server each time: as it is, whereupon every keyed step is
 * sent again; and with two sweeps before every step. Each time `laurelctl audit` looks over what
 * has come of it. LAUREL_SHARED names the folder that has spec/histories; where it is not set and
 * there is none beside the checkout, the test is skipped.
 */

#include <string.h>

#include "tests/pos/laurel-test-chain.h"

/* What no server serves yet. A history that is named here and passes fails the test, so that it is
 * taken out again. */
static const struct
{
  const char *history;
  const char *reason;
} expected_failures[] = {
  { "024-promotion-lots-live-shorter", "uses of limits are not counted" },
  { "064-cancel-in-any-order", "cancellations are not served" },
  { "065-merge-keeps-dates", "accounts with points are not merged" },
  { "066-merge-adds-turnover", "accounts with points are not merged" },
  { "067-merge-burnt-stays-burnt", "accounts with points are not merged" },
  { "068-merge-pays-the-debt", "accounts with points are not merged" },
  { "071-certificates-on-return", "gift certificates are not served" },
  { "072-promo-code-return-and-void", "uses of promo codes are not counted" },
  { "073-limit-return-and-void", "uses of limits are not counted" },
};

/* One step on its way to the server, and what came of it the first time. */
typedef struct
{
  const char      *method;
  char            *target;
  char            *till; /* (nullable): the admin's */
  char            *key;
  json_t          *body;
  LaurelTestReply *reply;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->target);
  g_free (request->till);
  g_free (request->key);
  json_decref (request->body);
  g_clear_pointer (&request->reply, laurel_test_reply_free);
  g_free (request);
}

/**
 * Telling:
 * @ids: from "client/NAME", "sale/TILL/KEY" and "hold/KEY" to the server's own ids
 * @requests: (element-type Request): those with a key
 */
typedef struct
{
  json_t          *history;
  LaurelTestChain *chain;
  GHashTable      *ids;
  GPtrArray       *requests;
  guint            n_phones;
} Telling;

static const char *
text_of (json_t *step, const char *member)
{
  return json_string_value (json_object_get (step, member));
}

static const char *
till_of (json_t *step)
{
  const char *till = text_of (step, "till");

  return till != NULL ? till : "T1";
}

/* ---- names ---- */

/* The server's id for a name of the history; the name itself, which is nobody's id, for one that
 * the history has not brought up. */
static const char *
find_id (Telling *telling, const char *kind, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", kind, name);
  const char      *id = g_hash_table_lookup (telling->ids, key);

  return id != NULL ? id : name;
}

/* A sale is named by its key, or by TILL/KEY where it was another till's. */
static const char *
find_sale (Telling *telling, json_t *step)
{
  const char      *sale = text_of (step, "sale");
  g_autofree char *full = strchr (sale, '/') != NULL
                              ? g_strdup_printf ("sale/%s", sale)
                              : g_strdup_printf ("sale/%s/%s", till_of (step), sale);
  const char      *id = g_hash_table_lookup (telling->ids, full);

  return id != NULL ? id : sale;
}

static void
learn (Telling *telling, const char *kind, const char *name, const LaurelTestReply *reply)
{
  const char *id = laurel_test_reply_text (reply, kind);

  if (id != NULL)
    g_hash_table_insert (telling->ids, g_strdup_printf ("%s/%s", kind, name), g_strdup (id));
}

/* ---- steps as requests ---- */

static void
set_default (json_t *body, const char *member, const char *value)
{
  if (json_object_get (body, member) == NULL)
    json_object_set_new (body, member, json_string (value));
}

static void
rename_client (Telling *telling, json_t *body)
{
  const char *client = text_of (body, "client");

  if (client != NULL)
    json_object_set_new (body, "client", json_string (find_id (telling, "client", client)));
}

static void
rename_holds (Telling *telling, json_t *body)
{
  json_t *holds = json_object_get (body, "holds");
  json_t *renamed = json_array ();
  json_t *hold = NULL;
  gsize   index = 0;

  json_array_foreach (holds, index, hold)
      json_array_append_new (renamed,
                             json_string (find_id (telling, "hold", json_string_value (hold))));

  if (holds != NULL)
    json_object_set (body, "holds", renamed);

  json_decref (renamed);
}

/* "/v1/cards/NUMBER/WHAT" or "/v1/clients/ID/WHAT", for a step that names either. */
static char *
take_owner (Telling *telling, json_t *step, json_t *body, const char *what)
{
  const char *card = text_of (step, "card");

  json_object_del (body, "card");
  json_object_del (body, "client");

  if (card != NULL)
    return g_strdup_printf ("/v1/cards/%s/%s", card, what);

  return g_strdup_printf ("/v1/clients/%s/%s",
                          find_id (telling, "client", text_of (step, "client")),
                          what);
}

static void
take_till (Request *request, json_t *step, const char *target)
{
  request->method = "POST";
  request->target = g_strdup (target);
  request->till = g_strdup (till_of (step));
  set_default (request->body, "time", text_of (step, "at"));
}

static void
fill_sale (Telling *telling, json_t *step, Request *request)
{
  gboolean quote = g_str_equal (text_of (step, "op"), "quote");

  take_till (request, step, quote ? "/v1/pos/quotes" : "/v1/pos/sales");
  rename_client (telling, request->body);
  rename_holds (telling, request->body);
  if (!quote)
    set_default (request->body, "receipt", request->key);
}

static void
fill_return (Telling *telling, json_t *step, Request *request)
{
  gboolean         is_void = g_str_equal (text_of (step, "op"), "void");
  g_autofree char *target = g_strdup_printf ("/v1/pos/sales/%s/%s",
                                             find_sale (telling, step),
                                             is_void ? "void" : "returns");

  take_till (request, step, target);
  json_object_del (request->body, "sale");
  if (!is_void)
    set_default (request->body, "receipt", request->key);
}

static void
fill_unlinked (Telling *telling, json_t *step, Request *request)
{
  take_till (request, step, "/v1/pos/returns");
  rename_client (telling, request->body);
  set_default (request->body, "receipt", request->key);
  json_object_set_new (request->body, "unlinked", json_true ());
}

static void
fill_cancel (Telling *telling, json_t *step, Request *request)
{
  take_till (request, step, "/v1/pos/cancellations");
  json_object_set (request->body, "key", json_object_get (step, "cancel"));
  json_object_del (request->body, "cancel");
}

static void
fill_hold (Telling *telling, json_t *step, Request *request)
{
  take_till (request, step, "/v1/pos/holds");
  rename_client (telling, request->body);
}

static void
fill_release (Telling *telling, json_t *step, Request *request)
{
  request->method = "DELETE";
  request->target =
      g_strdup_printf ("/v1/pos/holds/%s", find_id (telling, "hold", text_of (step, "hold")));
  request->till = g_strdup (till_of (step));
  g_clear_pointer (&request->body, json_decref);
}

static void
fill_register (Telling *telling, json_t *step, Request *request)
{
  const char      *referrer = text_of (step, "referrer");
  g_autofree char *phone = g_strdup_printf ("+7900%07u", ++telling->n_phones);

  take_till (request, step, "/v1/pos/clients");
  json_object_del (request->body, "client");
  set_default (request->body, "phone", phone);
  if (referrer != NULL)
    json_object_set_new (request->body,
                         "referrer",
                         json_string (find_id (telling, "client", referrer)));
}

static void
fill_issue_card (Telling *telling, json_t *step, Request *request)
{
  request->method = "POST";
  request->target = g_strdup ("/v1/cards");
  json_object_set (request->body, "number", json_object_get (step, "card"));
  json_object_del (request->body, "card");
}

static void
fill_attach_card (Telling *telling, json_t *step, Request *request)
{
  request->method = "POST";
  request->target = g_strdup_printf ("/v1/clients/%s/cards",
                                     find_id (telling, "client", text_of (step, "client")));
  json_object_del (request->body, "client");
}

static void
fill_points (Telling *telling, json_t *step, Request *request)
{
  request->method = "POST";
  request->target = take_owner (telling, step, request->body, "points");
  json_object_set (request->body, "kind", json_object_get (step, "op"));
  set_default (request->body, "reason", "history");
}

static void
fill_level (Telling *telling, json_t *step, Request *request)
{
  request->method = "PUT";
  request->target = take_owner (telling, step, request->body, "level");
  set_default (request->body, "reason", "history");
}

/* An instant as it stands in a query. */
static char *
dup_instant (json_t *step)
{
  const char *on = text_of (step, "on");

  return g_uri_escape_string (on != NULL ? on : text_of (step, "at"), NULL, FALSE);
}

static void
fill_balance (Telling *telling, json_t *step, Request *request)
{
  g_autofree char *instant = dup_instant (step);
  const char      *card = text_of (step, "card");

  request->method = "GET";
  request->till = g_strdup (till_of (step));
  if (card != NULL)
    request->target = g_strdup_printf ("/v1/pos/cards/%s?at=%s", card, instant);
  else
    request->target = g_strdup_printf ("/v1/pos/cards?client=%s&at=%s",
                                       find_id (telling, "client", text_of (step, "client")),
                                       instant);
  g_clear_pointer (&request->body, json_decref);
}

static void
fill_statement (Telling *telling, json_t *step, Request *request)
{
  g_autofree char *instant = dup_instant (step);
  g_autofree char *points = take_owner (telling, step, request->body, "points");

  request->method = "GET";
  request->target = g_strdup_printf ("%s?at=%s", points, instant);
  g_clear_pointer (&request->body, json_decref);
}

static void
fill_liability (Telling *telling, json_t *step, Request *request)
{
  g_autofree char *instant = dup_instant (step);

  request->method = "GET";
  request->target = g_strdup_printf ("/v1/reports/liability?at=%s", instant);
  g_clear_pointer (&request->body, json_decref);
}

static void
fill_certificate (Telling *telling, json_t *step, Request *request)
{
  request->method = "GET";
  request->target = g_strdup_printf ("/v1/pos/certificates/%s", text_of (step, "certificate"));
  request->till = g_strdup (till_of (step));
  g_clear_pointer (&request->body, json_decref);
}

static void
fill_sweep (Telling *telling, json_t *step, Request *request)
{
  request->method = "PUT";
  request->target = g_strdup ("/v1/clock");
  json_object_set (request->body, "now", json_object_get (step, "at"));
}

static const struct
{
  const char *op;
  void (*fill) (Telling *telling, json_t *step, Request *request);
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
static Request *
request_new (Telling *telling, json_t *step)
{
  static const char *const own[] = { "op", "at", "on", "till", "key", "expect" };
  Request                 *request = g_new0 (Request, 1);
  const char              *op = text_of (step, "op");

  request->key = g_strdup (text_of (step, "key"));
  request->body = json_copy (step);
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    json_object_del (request->body, own[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      if (g_str_equal (fillers[i].op, op))
        {
          fillers[i].fill (telling, step, request);
          return request;
        }
    }

  g_test_message ("no call for the step '%s'", op);
  g_assert_not_reached ();
}

static LaurelTestReply *
send_request (Telling *telling, const Request *request)
{
  return laurel_test_chain_call (telling->chain,
                                 request->method,
                                 request->target,
                                 request->till,
                                 request->key,
                                 request->body);
}

/* ---- what is expected ---- */

/* Whether @actual has everything that @expected names; else says where it does not. */
static gboolean
matches (json_t *expected, json_t *actual, const char *path)
{
  const char *key = NULL;
  json_t     *value = NULL;
  gsize       index = 0;

  if (json_is_object (expected) && json_is_object (actual))
    {
      json_object_foreach (expected, key, value)
      {
        g_autofree char *below = g_strconcat (path, "/", key, NULL);
        json_t          *member = json_object_get (actual, key);

        if (json_is_null (value) ? member != NULL : !matches (value, member, below))
          {
            g_test_message ("%s differs", below);
            return FALSE;
          }
      }

      return TRUE;
    }

  if (json_is_array (expected) && json_is_array (actual))
    {
      if (json_array_size (expected) != json_array_size (actual))
        return FALSE;

      json_array_foreach (expected, index, value)
      {
        if (!matches (value, json_array_get (actual, index), path))
          return FALSE;
      }

      return TRUE;
    }

  return json_equal (expected, actual);
}

static gboolean
is_as_expected (json_t *step, const LaurelTestReply *reply)
{
  json_t  *expected = json_object_get (step, "expect");
  json_t  *body = reply->body;
  gboolean good = TRUE;
  g_autoptr (json_t) answer = NULL;

  if (reply->status == 200 && g_str_equal (text_of (step, "op"), "balance"))
    body = json_object_get (body, "balance");

  answer = body != NULL ? json_copy (body) : json_object ();
  json_object_set_new (answer, "status", json_integer (reply->status));
  if (reply->replay)
    json_object_set_new (answer, "replay", json_true ());

  if (expected != NULL)
    good = matches (expected, answer, "");
  if (json_object_get (expected, "status") == NULL && json_object_get (expected, "code") == NULL)
    good = good && reply->status >= 200 && reply->status < 300;

  if (!good)
    {
      char *asked = json_dumps (step, JSON_COMPACT);

      g_test_message ("step %s", asked);
      g_test_message ("answered %u %s", reply->status, reply->text);
      free (asked);
    }

  return good;
}

/* ---- telling ---- */

static void
add_tills (Telling *telling)
{
  json_t *tills = json_object_get (telling->history, "tills");
  json_t *step = NULL;
  gsize   index = 0;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  json_array_foreach (json_object_get (telling->history, "steps"), index, step)
  {
    const char *till = till_of (step);

    if (g_hash_table_add (known, (gpointer) till))
      laurel_test_chain_add_till (telling->chain, till, text_of (tills, till));
  }
}

static Telling *
telling_new (json_t *history)
{
  Telling *telling = g_new0 (Telling, 1);
  json_t  *catalog = json_object_get (history, "catalog");
  json_t  *first = json_array_get (json_object_get (history, "steps"), 0);
  g_autoptr (LaurelTestReply) published = NULL;

  telling->history = history;
  telling->chain = laurel_test_chain_new ();
  telling->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  telling->requests = g_ptr_array_new_with_free_func (request_free);

  if (catalog != NULL)
    laurel_test_chain_add_catalog (telling->chain, catalog);
  add_tills (telling);
  laurel_test_chain_serve (telling->chain);
  laurel_test_chain_set_clock (telling->chain, text_of (first, "at"), FALSE);
  published = laurel_test_chain_publish (telling->chain, json_object_get (history, "program"));
  if (published->status != 201)
    g_test_message ("not published: %u %s", published->status, published->text);

  return telling;
}

static void
telling_free (Telling *telling)
{
  g_hash_table_unref (telling->ids);
  g_ptr_array_unref (telling->requests);
  laurel_test_chain_free (telling->chain);
  g_free (telling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Telling, telling_free)

static gboolean
tell_step (Telling *telling, json_t *step)
{
  const char *op = text_of (step, "op");
  Request    *request = NULL;
  gboolean    good = FALSE;

  if (g_str_equal (op, "publish"))
    {
      g_autoptr (LaurelTestReply) reply =
          laurel_test_chain_publish (telling->chain, json_object_get (step, "program"));

      return is_as_expected (step, reply);
    }

  request = request_new (telling, step);
  request->reply = send_request (telling, request);
  good = is_as_expected (step, request->reply);

  if (g_str_equal (op, "register"))
    learn (telling, "client", text_of (step, "client"), request->reply);
  if (g_str_equal (op, "hold"))
    learn (telling, "hold", request->key, request->reply);
  if (g_str_equal (op, "sale"))
    {
      g_autofree char *name = g_strdup_printf ("%s/%s", till_of (step), request->key);

      learn (telling, "sale", name, request->reply);
    }

  if (request->key != NULL)
    g_ptr_array_add (telling->requests, request);
  else
    request_free (request);

  return good;
}

/* Every keyed step once more, all at the end: its first answer byte for byte. What was not stored
 * under the key, because nothing was done, is refused as it was. */
static gboolean
tell_again (Telling *telling)
{
  gboolean good = TRUE;

  for (guint i = 0; i < telling->requests->len; i++)
    {
      const Request         *request = g_ptr_array_index (telling->requests, i);
      const LaurelTestReply *first = request->reply;
      g_autoptr (LaurelTestReply) again = NULL;
      gboolean stored = first->status != 400 && first->status != 403;

      if (g_strcmp0 (laurel_test_reply_text (first, "code"), "key_reused") == 0)
        continue;

      again = send_request (telling, request);
      if (again->status != first->status || again->replay != stored ||
          (stored && !g_str_equal (again->text, first->text)))
        {
          g_test_message ("%s answered %u %s", request->key, first->status, first->text);
          g_test_message ("and then %u %s", again->status, again->text);
          good = FALSE;
        }
    }

  return good;
}

static gboolean
tell (json_t *history, gboolean swept)
{
  g_autoptr (Telling) telling = telling_new (history);
  json_t *step = NULL;
  gsize   index = 0;

  json_array_foreach (json_object_get (history, "steps"), index, step)
  {
    laurel_test_chain_set_clock (telling->chain, text_of (step, "at"), swept);
    if (swept)
      laurel_test_chain_set_clock (telling->chain, text_of (step, "at"), TRUE);

    if (!tell_step (telling, step))
      return FALSE;
  }

  return (swept || tell_again (telling)) && laurel_test_chain_audit (telling->chain);
}

static const char *
expected_failure (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  for (gsize i = 0; i < G_N_ELEMENTS (expected_failures); i++)
    {
      if (strncmp (name, expected_failures[i].history, strlen (expected_failures[i].history)) == 0)
        return expected_failures[i].reason;
    }

  return NULL;
}

static void
test_history (gconstpointer data)
{
  const char  *path = data;
  const char  *reason = expected_failure (path);
  json_error_t error;
  g_autoptr (json_t) history = json_load_file (path, 0, &error);
  gboolean good = FALSE;

  g_assert_nonnull (history);
  good = tell (history, FALSE);

  if (reason != NULL && !good)
    {
      g_test_skip (reason);
      return;
    }

  if (reason != NULL)
    {
      g_test_message ("passes, although it is said that %s", reason);
      g_test_fail ();
    }

  if (!good || !tell (history, TRUE))
    g_test_fail ();
}

static void
test_no_histories (void)
{
  g_test_skip ("no spec/histories beside the checkout, and LAUREL_SHARED is not set");
}

static void
add_histories (const char *folder, GDir *dir)
{
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = NULL;
      g_autofree char *test_path = NULL;

      if (!g_str_has_suffix (name, ".json"))
        continue;

      stem = g_strndup (name, strlen (name) - strlen (".json"));
      test_path = g_strconcat ("/histories-http/", stem, NULL);
      g_test_add_data_func_full (test_path,
                                 g_build_filename (folder, name, NULL),
                                 test_history,
                                 g_free);
    }
}

int
main (int argc, char **argv)
{
  const char      *given = g_getenv ("LAUREL_SHARED");
  const char      *shared = given != NULL ? given : g_getenv ("LAUREL_SHARED_DEFAULT");
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);

  folder = g_build_filename (shared != NULL ? shared : ".", "spec", "histories", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_true (dir != NULL || given == NULL);

  if (dir == NULL)
    {
      g_test_add_func ("/histories-http/none", test_no_histories);
      return g_test_run ();
    }

  add_histories (folder, dir);
  laurel_test_chains_begin ();
  status = g_test_run ();
  laurel_test_chains_end ();

  return status;
}
