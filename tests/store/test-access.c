/* test-access.c - who gets in, for how long, and what is written down about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/store/laurel-test-store.h"

#include "server/services/laurel-access.h"
#include "server/services/laurel-passwords.h"

#include <string.h>
#include <time.h>

#define PASSWORD "four words are plenty"

static LaurelTestCluster cluster;
static LaurelStore      *store;
static LaurelAccess     *access_service;

static const LaurelActor actor = { 0, "the test", "192.0.2.1" };

/* What a callback brought, kept beyond it. */
typedef struct
{
  gboolean           done;
  GError            *error;
  gint64             id;
  LaurelIdentityKind kind;
  LaurelRole         role;
  gint64             session;
  char              *store;
  char              *till;
  char              *login;
  char              *token;
  char              *refresh_token;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_error (&answer->error);
  g_free (answer->store);
  g_free (answer->till);
  g_free (answer->login);
  g_free (answer->token);
  g_free (answer->refresh_token);
  memset (answer, 0, sizeof *answer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
take (Answer *answer, const GError *error)
{
  g_assert_false (answer->done);
  answer->done = TRUE;
  answer->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
take_identity (Answer *answer, const LaurelIdentity *identity)
{
  if (identity == NULL)
    return;

  answer->id = identity->kind == LAUREL_IDENTITY_TILL ? identity->key : identity->user;
  answer->kind = identity->kind;
  answer->role = identity->role;
  answer->session = identity->session;
  answer->store = g_strdup (identity->store);
  answer->till = g_strdup (identity->till);
  answer->login = g_strdup (identity->login);
}

static void
wait_for (Answer *answer)
{
  laurel_db_wait (laurel_store_get_db (store), &answer->done);
}

static void
identity_cb (const LaurelIdentity *identity, const GError *error, gpointer data)
{
  take (data, error);
  take_identity (data, identity);
}

static void
login_cb (const LaurelLogin *login, const GError *error, gpointer data)
{
  Answer *answer = data;

  take (answer, error);
  if (login == NULL)
    return;

  take_identity (answer, login->identity);
  answer->token = g_strdup (login->token);
  answer->refresh_token = g_strdup (login->refresh_token);
}

static void
user_cb (const LaurelUser *user, const GError *error, gpointer data)
{
  Answer *answer = data;

  take (answer, error);
  answer->id = user != NULL ? user->id : 0;
}

static void
key_cb (const LaurelKey *key, const char *secret, const GError *error, gpointer data)
{
  Answer *answer = data;

  take (answer, error);
  answer->id = key != NULL ? key->id : 0;
  answer->token = g_strdup (secret);
}

static void
revoked_cb (const LaurelKey *key, const GError *error, gpointer data)
{
  Answer *answer = data;

  take (answer, error);
  answer->id = key != NULL ? key->id : 0;
}

static void
plain_cb (const GError *error, gpointer data)
{
  take (data, error);
}

static gint64
add_user (const char *login, LaurelRole role)
{
  g_auto (Answer) answer = { 0 };

  laurel_access_add_user (access_service,
                          &actor,
                          &(LaurelUser){ .login = login, .name = "A Name", .role = role },
                          PASSWORD,
                          user_cb,
                          &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);

  return answer.id;
}

static void
log_in (const char *login, const char *password, const char *address, Answer *answer)
{
  answer_clear (answer);
  laurel_access_login (access_service, login, password, address, login_cb, answer);
  wait_for (answer);
}

static void
identify (const char *token, Answer *answer)
{
  answer_clear (answer);
  laurel_access_identify (access_service, LAUREL_DB_LANE_POS, token, identity_cb, answer);
  wait_for (answer);
}

static void
assert_unknown (const char *token)
{
  g_auto (Answer) answer = { 0 };

  identify (token, &answer);
  g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
}

static void
run_sql (const char *sql)
{
  g_autofree char *statement = g_strconcat (sql, "; select 1", NULL);

  g_free (laurel_test_ask (cluster.conninfo, statement));
}

static void
assert_sql (const char *sql, const char *expected)
{
  g_autofree char *answer = laurel_test_ask (cluster.conninfo, sql);

  g_assert_cmpstr (answer, ==, expected);
}

/* Makes all servers, so also this one, forget what they remember. */
static gboolean
is_unknown (gpointer token)
{
  g_auto (Answer) answer = { 0 };

  identify (token, &answer);

  return answer.error != NULL;
}

static void
test_login_and_logout (void)
{
  gint64 id = add_user ("anna", LAUREL_ROLE_MANAGER);
  g_auto (Answer) login = { 0 };
  g_auto (Answer) answer = { 0 };

  log_in ("Anna", PASSWORD, "192.0.2.10", &login);
  g_assert_no_error (login.error);
  g_assert_cmpint (login.id, ==, id);
  g_assert_cmpint (login.kind, ==, LAUREL_IDENTITY_USER);
  g_assert_cmpint (login.role, ==, LAUREL_ROLE_MANAGER);
  g_assert_cmpint (strlen (login.token), ==, 46);

  identify (login.token, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.login, ==, "anna");
  g_assert_cmpint (answer.session, ==, login.session);
  assert_unknown (login.refresh_token);

  answer_clear (&answer);
  laurel_access_logout (access_service, login.session, plain_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  assert_unknown (login.token);
  assert_sql ("select string_agg (action, ' ' order by id) from laurel.audit"
              " where action like 'session.%'",
              "session.begin session.end");
}

static void
test_nothing_secret_is_kept (void)
{
  g_auto (Answer) login = { 0 };
  g_autofree char *sql = NULL;

  add_user ("secret", LAUREL_ROLE_ANALYST);
  log_in ("secret", PASSWORD, "192.0.2.11", &login);
  g_assert_no_error (login.error);
  sql =
      g_strdup_printf ("select hash = sha256 ('%s'::bytea) and refresh_hash = sha256 ('%s'::bytea)"
                       " from laurel.sessions order by id desc limit 1",
                       login.token,
                       login.refresh_token);
  assert_sql (sql, "t");
  assert_sql ("select password like '$argon2id$v=19$m=65536,t=3,p=1$%' from laurel.users"
              " where login = 'secret'",
              "t");
  assert_sql ("select count(*) from laurel.audit a where a::text like '%argon2id%'", "0");
}

/* The processor's time of this process: what else the machine does is not in it. */
static gint64
get_worked_us (void)
{
  struct timespec worked = { 0 };

  g_assert_cmpint (clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &worked), ==, 0);

  return worked.tv_sec * G_USEC_PER_SEC + worked.tv_nsec / 1000;
}

static void
test_wrong_is_like_unknown (void)
{
  g_auto (Answer) answer = { 0 };
  gint64 took[2] = { 0, 0 };

  add_user ("boris", LAUREL_ROLE_ANALYST);
  for (guint i = 0; i < 2; i++)
    {
      gint64 begun = get_worked_us ();

      log_in (i == 0 ? "boris" : "nobody-like-that", "wrong, wrong, wrong", "192.0.2.12", &answer);
      took[i] = get_worked_us () - begun;
      g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
    }

  /* One hash each; without it the unknown one would take a millisecond. */
  g_test_message ("%d us, %d us", (int) took[0], (int) took[1]);
  g_assert_cmpint (took[1], >, took[0] / 3);
}

static void
test_guessing_gets_slow (void)
{
  g_auto (Answer) answer = { 0 };

  add_user ("clara", LAUREL_ROLE_ANALYST);
  for (guint i = 0; i < 5; i++)
    {
      log_in ("clara", "wrong, wrong, wrong", "192.0.2.13", &answer);
      g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
    }

  /* Now the right one has to wait too, from wherever it comes. */
  log_in ("clara", PASSWORD, "192.0.2.99", &answer);
  g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_SLOW_DOWN);
  g_assert_cmpuint (laurel_access_error_get_wait (answer.error), >=, 25);
  g_assert_cmpuint (laurel_access_error_get_wait (answer.error), <=, 30);

  /* When the time is over one more wrong one doubles it, and a right one ends it. */
  run_sql ("update laurel.login_attempts set retry_at = now ()");
  log_in ("clara", "wrong, wrong, wrong", "192.0.2.13", &answer);
  g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
  log_in ("clara", PASSWORD, "192.0.2.13", &answer);
  g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_SLOW_DOWN);
  g_assert_cmpuint (laurel_access_error_get_wait (answer.error), >, 50);
  run_sql ("update laurel.login_attempts set retry_at = now ()");
  log_in ("clara", PASSWORD, "192.0.2.13", &answer);
  g_assert_no_error (answer.error);
  log_in ("clara", "wrong, wrong, wrong", "192.0.2.13", &answer);
  g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
}

static void
test_an_address_gets_slow (void)
{
  g_auto (Answer) answer = { 0 };

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *login = g_strdup_printf ("guess-%u", i);

      log_in (login, "wrong, wrong, wrong", "192.0.2.66", &answer);
      g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
    }
  log_in ("guess-20", "wrong, wrong, wrong", "192.0.2.66", &answer);
  g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_SLOW_DOWN);
  log_in ("guess-21", "wrong, wrong, wrong", "192.0.2.67", &answer);
  g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
}

static void
test_sessions_end (void)
{
  static const char *const ends[] = {
    "update laurel.sessions set seen_at = now () - interval '31 minutes'",
    "update laurel.sessions set begun_at = now () - interval '12 hours 1 minute'",
    "update laurel.users set disabled = true where login = 'dora'",
  };

  add_user ("dora", LAUREL_ROLE_ANALYST);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_auto (Answer) login = { 0 };
      g_auto (Answer) answer = { 0 };

      log_in ("dora", PASSWORD, "192.0.2.14", &login);
      g_assert_no_error (login.error);
      run_sql (ends[i]);
      assert_unknown (login.token);
      if (i == 0)
        continue; /* who slept may still renew */

      laurel_access_refresh (access_service, login.refresh_token, login_cb, &answer);
      wait_for (&answer);
      g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
    }
}

static void
refresh (const char *token, Answer *answer)
{
  answer_clear (answer);
  laurel_access_refresh (access_service, token, login_cb, answer);
  wait_for (answer);
}

static void
test_refresh_token_works_once (void)
{
  g_auto (Answer) login = { 0 };
  g_auto (Answer) renewed = { 0 };
  g_auto (Answer) stolen = { 0 };

  add_user ("emil", LAUREL_ROLE_MARKETER);
  log_in ("emil", PASSWORD, "192.0.2.15", &login);
  refresh (login.refresh_token, &renewed);
  g_assert_no_error (renewed.error);
  g_assert_cmpint (renewed.session, ==, login.session);
  assert_unknown (login.token);

  /* The old one comes back: somebody has stolen one of the two, so neither is good any more. */
  refresh (login.refresh_token, &stolen);
  g_assert_error (stolen.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
  laurel_test_wait_for (is_unknown, renewed.token, LAUREL_TEST_WAIT_MS);
  refresh (renewed.refresh_token, &stolen);
  g_assert_error (stolen.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
  refresh ("lr_nonsense", &stolen);
  g_assert_error (stolen.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
}

static void
test_keys_of_tills (void)
{
  g_auto (Answer) key = { 0 };
  g_auto (Answer) answer = { 0 };
  LaurelDbStats before, after;

  laurel_access_add_key (access_service,
                         &actor,
                         &(LaurelKey){ .store = "s1", .till = "2", .name = "by the door" },
                         key_cb,
                         &key);
  wait_for (&key);
  g_assert_no_error (key.error);

  identify (key.token, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpint (answer.kind, ==, LAUREL_IDENTITY_TILL);
  g_assert_cmpint (answer.id, ==, key.id);
  g_assert_cmpstr (answer.store, ==, "s1");
  g_assert_cmpstr (answer.till, ==, "2");

  /* Remembered: no question to the database, and an answer before the function returns. */
  laurel_db_get_stats (laurel_store_get_db (store), &before);
  answer_clear (&answer);
  laurel_access_identify (access_service, LAUREL_DB_LANE_POS, key.token, identity_cb, &answer);
  g_assert_true (answer.done);
  g_assert_cmpstr (answer.store, ==, "s1");
  laurel_db_get_stats (laurel_store_get_db (store), &after);
  g_assert_cmpuint (after.n_calls, ==, before.n_calls);

  /* Revoked by whomever, it is forgotten long before the five seconds are over. */
  answer_clear (&answer);
  laurel_store_revoke_key (store, &actor, key.id, revoked_cb, &answer);
  wait_for (&answer);
  g_assert_cmpint (answer.id, ==, key.id);
  laurel_test_wait_for (is_unknown, key.token, 4000);
  answer_clear (&answer);
  laurel_store_revoke_key (store, &actor, key.id, revoked_cb, &answer);
  wait_for (&answer);
  g_assert_cmpint (answer.id, ==, 0);
  assert_sql ("select string_agg (action || ' ' || user_name || ' ' || address, ',' order by id)"
              " from laurel.audit where action like 'keys.%'",
              "keys.add the test 192.0.2.1,keys.revoke the test 192.0.2.1");
}

static void
test_tokens_of_programs (void)
{
  g_auto (Answer) user = { 0 };
  g_auto (Answer) key = { 0 };
  g_auto (Answer) answer = { 0 };

  laurel_access_add_user (access_service,
                          &actor,
                          &(LaurelUser){ .login = "robot", .name = "", .role = LAUREL_ROLE_ADMIN },
                          NULL,
                          user_cb,
                          &user);
  wait_for (&user);
  g_assert_no_error (user.error);
  laurel_access_add_key (access_service,
                         &actor,
                         &(LaurelKey){ .name = "x", .user = user.id },
                         key_cb,
                         &key);
  wait_for (&key);
  g_assert_no_error (key.error);

  identify (key.token, &answer);
  g_assert_cmpint (answer.kind, ==, LAUREL_IDENTITY_USER);
  g_assert_cmpint (answer.id, ==, user.id);
  g_assert_cmpint (answer.role, ==, LAUREL_ROLE_ADMIN);
  g_assert_cmpint (answer.session, ==, 0);

  /* It has no password, so nobody logs in as it. */
  log_in ("robot", "", "192.0.2.16", &answer);
  g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
}

static void
test_nonsense_is_unknown (void)
{
  static const char *const tokens[] = {
    "",
    "lk_",
    "lk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "lk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'",
    "xx_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "ls_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "жжжжжжжжжжжжжжжжжжжжжжж",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    assert_unknown (tokens[i]);
}

static void
test_weak_passwords_are_refused (void)
{
  static const char *const weak[] = { "",
                                      "short",
                                      "elevenchars",
                                      "aaaaaaaaaaaaaaaaaaaa",
                                      "Qwerty-Uiop-123",
                                      "my.frieda.password",
                                      "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" };
  g_autofree char         *generated = laurel_passwords_generate ();
  g_autofree char         *another = laurel_passwords_generate ();

  for (guint i = 0; i < G_N_ELEMENTS (weak); i++)
    {
      g_auto (Answer) answer = { 0 };

      laurel_access_add_user (access_service,
                              &actor,
                              &(LaurelUser){ .login = "frieda", .name = "" },
                              weak[i],
                              user_cb,
                              &answer);
      wait_for (&answer);
      g_assert_error (answer.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_WEAK_PASSWORD);
    }

  g_assert_null (laurel_passwords_find_weakness ("frieda", PASSWORD));
  g_assert_null (laurel_passwords_find_weakness ("frieda", "двенадцать букв"));
  g_assert_null (laurel_passwords_find_weakness ("frieda", generated));
  g_assert_cmpstr (generated, !=, another);
}

static void
test_new_password_ends_sessions (void)
{
  gint64 id = add_user ("greta", LAUREL_ROLE_ANALYST);
  g_auto (Answer) login = { 0 };
  g_auto (Answer) answer = { 0 };

  log_in ("greta", PASSWORD, "192.0.2.17", &login);
  g_assert_no_error (login.error);
  laurel_access_set_password (access_service,
                              &actor,
                              id,
                              "greta",
                              "another good password",
                              plain_cb,
                              &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  laurel_test_wait_for (is_unknown, login.token, 4000);
  log_in ("greta", PASSWORD, "192.0.2.17", &login);
  g_assert_error (login.error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN);
  log_in ("greta", "another good password", "192.0.2.17", &login);
  g_assert_no_error (login.error);
}

static void
test_an_admin_stays (void)
{
  gint64 first = add_user ("root-one", LAUREL_ROLE_ADMIN);
  gint64 second = add_user ("root-two", LAUREL_ROLE_ADMIN);

  for (guint i = 0; i < 2; i++)
    {
      g_auto (Answer) answer = { 0 };

      laurel_store_change_user (store,
                                &actor,
                                &(LaurelUser){ .id = i == 0 ? first : second,
                                               .name = "",
                                               .role = LAUREL_ROLE_ADMIN,
                                               .disabled = TRUE },
                                user_cb,
                                &answer);
      wait_for (&answer);
      if (i == 0)
        {
          g_assert_no_error (answer.error);
          continue;
        }
      g_assert_error (answer.error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_CONSTRAINT);
      g_assert_cmpstr (laurel_database_error_get_constraint (answer.error), ==, "users_one_admin");
    }
  assert_sql ("select before ->> 'disabled' || ' ' || (after ->> 'disabled') from laurel.audit"
              " where action = 'users.change'",
              "false true");
}

static void
test_login_is_unique (void)
{
  g_auto (Answer) answer = { 0 };

  add_user ("hanna", LAUREL_ROLE_ANALYST);
  laurel_access_add_user (access_service,
                          &actor,
                          &(LaurelUser){ .login = "hanna", .name = "" },
                          PASSWORD,
                          user_cb,
                          &answer);
  wait_for (&answer);
  g_assert_error (answer.error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_CONSTRAINT);
  g_assert_cmpstr (laurel_database_error_get_constraint (answer.error), ==, "users_login_unique");
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_cluster_start (&cluster);
  store = laurel_store_new (
      &(LaurelDbSettings){ .conninfo = cluster.conninfo, .n_pos = 1, .n_office = 2 });
  access_service = laurel_access_new (store);

  g_test_add_func ("/access/login-and-logout", test_login_and_logout);
  g_test_add_func ("/access/nothing-secret-is-kept", test_nothing_secret_is_kept);
  g_test_add_func ("/access/wrong-is-like-unknown", test_wrong_is_like_unknown);
  g_test_add_func ("/access/guessing-gets-slow", test_guessing_gets_slow);
  g_test_add_func ("/access/an-address-gets-slow", test_an_address_gets_slow);
  g_test_add_func ("/access/sessions-end", test_sessions_end);
  g_test_add_func ("/access/refresh-token-works-once", test_refresh_token_works_once);
  g_test_add_func ("/access/keys-of-tills", test_keys_of_tills);
  g_test_add_func ("/access/tokens-of-programs", test_tokens_of_programs);
  g_test_add_func ("/access/nonsense-is-unknown", test_nonsense_is_unknown);
  g_test_add_func ("/access/weak-passwords", test_weak_passwords_are_refused);
  g_test_add_func ("/access/new-password-ends-sessions", test_new_password_ends_sessions);
  g_test_add_func ("/access/an-admin-stays", test_an_admin_stays);
  g_test_add_func ("/access/login-is-unique", test_login_is_unique);

  status = g_test_run ();
  laurel_access_free (access_service);
  laurel_store_free (store);
  laurel_test_cluster_stop (&cluster);

  return status;
}
