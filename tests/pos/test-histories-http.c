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

#include "tests/pos/laurel-test-step.h"

/* What no server serves yet. A history that is named here and passes fails the test, so that it is
 * taken out again. */
static const struct
{
  const char *history;
  const char *reason;
} expected_failures[] = {
  { "065-merge-keeps-dates", "accounts with points are not merged" },
  { "066-merge-adds-turnover", "accounts with points are not merged" },
  { "067-merge-burnt-stays-burnt", "accounts with points are not merged" },
  { "068-merge-pays-the-debt", "accounts with points are not merged" },
  { "071-certificates-on-return", "gift certificates are not served" },
};

/* A keyed step, and its first answer. */
typedef struct
{
  LaurelTestStep  *call;
  LaurelTestReply *reply;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  laurel_test_step_free (told->call);
  laurel_test_reply_free (told->reply);
  g_free (told);
}

/**
 * Telling:
 * @told: (element-type Told): the steps with a key
 */
typedef struct
{
  json_t          *history;
  LaurelTestChain *chain;
  LaurelTestNames *names;
  GPtrArray       *told;
} Telling;

static const char *
text_of (json_t *step, const char *member)
{
  return json_string_value (json_object_get (step, member));
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
    const char *till = laurel_test_step_till (step);

    if (g_hash_table_add (known, (gpointer) till))
      laurel_test_chain_add_till (telling->chain, till, text_of (tills, till));
  }
}

/* A code brings the limits of its series with it. */
static void
add_promo_codes (Telling *telling)
{
  const char *code = NULL;
  json_t     *facts = NULL;

  json_object_foreach (json_object_get (telling->history, "promo_codes"), code, facts)
  {
    const char *series = text_of (facts, "series");
    g_autoptr (json_t) made = json_pack ("{s:s, s:s, s:s, s:O*, s:O*}",
                                         "series",
                                         series,
                                         "name",
                                         series,
                                         "kind",
                                         "shared",
                                         "uses_per_code",
                                         json_object_get (facts, "uses"),
                                         "uses_per_client",
                                         json_object_get (facts, "per_client"));

    laurel_test_chain_add_promo_code (telling->chain, made, code);
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
  telling->names = laurel_test_names_new ();
  telling->told = g_ptr_array_new_with_free_func (told_free);

  if (catalog != NULL)
    laurel_test_chain_add_catalog (telling->chain, catalog);
  add_tills (telling);
  laurel_test_chain_serve (telling->chain);
  laurel_test_chain_set_clock (telling->chain, text_of (first, "at"), FALSE);
  add_promo_codes (telling);
  published = laurel_test_chain_publish (telling->chain, json_object_get (history, "program"));
  if (published->status != 201)
    g_test_message ("not published: %u %s", published->status, published->text);

  return telling;
}

static void
telling_free (Telling *telling)
{
  laurel_test_names_free (telling->names);
  g_ptr_array_unref (telling->told);
  laurel_test_chain_free (telling->chain);
  g_free (telling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Telling, telling_free)

static gboolean
tell_step (Telling *telling, json_t *step)
{
  g_autoptr (LaurelTestStep) call = NULL;
  g_autoptr (LaurelTestReply) reply = NULL;
  gboolean good = FALSE;

  if (g_str_equal (text_of (step, "op"), "publish"))
    {
      reply = laurel_test_chain_publish (telling->chain, json_object_get (step, "program"));

      return is_as_expected (step, reply);
    }

  call = laurel_test_step_new (telling->names, step);
  reply = laurel_test_step_send (telling->chain, call);
  good = is_as_expected (step, reply);
  laurel_test_names_learn (telling->names, step, reply);

  if (call->key != NULL)
    {
      Told *told = g_new (Told, 1);

      *told = (Told){ g_steal_pointer (&call), g_steal_pointer (&reply) };
      g_ptr_array_add (telling->told, told);
    }

  return good;
}

/* Every keyed step once more, all at the end: its first answer byte for byte. What was not stored
 * under the key, because nothing was done, is refused as it was. */
static gboolean
tell_again (Telling *telling)
{
  gboolean good = TRUE;

  for (guint i = 0; i < telling->told->len; i++)
    {
      const Told            *told = g_ptr_array_index (telling->told, i);
      const LaurelTestReply *first = told->reply;
      g_autoptr (LaurelTestReply) again = NULL;
      gboolean stored = first->status != 400 && first->status != 403;

      if (g_strcmp0 (laurel_test_reply_text (first, "code"), "key_reused") == 0)
        continue;

      again = laurel_test_step_send (telling->chain, told->call);
      if (again->status != first->status || again->replay != stored ||
          (stored && !g_str_equal (again->text, first->text)))
        {
          g_test_message ("%s answered %u %s", told->call->key, first->status, first->text);
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

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_histories (const char *folder, GDir *dir)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *stem = NULL;
      g_autofree char *test_path = NULL;

      name = g_ptr_array_index (names, i);
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
