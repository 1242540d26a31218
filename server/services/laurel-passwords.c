/* laurel-passwords.c - argon2id, kept off the event loops
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-passwords.h"

#include <sodium.h>
#include <string.h>

#define HASHERS     2
#define OPSLIMIT    3
#define MEMLIMIT    (64 * 1024 * 1024)
#define WAIT_MAX_US G_TIME_SPAN_SECOND

#define LENGTH_MIN 12
#define LENGTH_MAX 256

typedef struct
{
  GMainContext          *context;
  char                  *password;
  char                  *hash; /* to verify against; then what was made */
  gint64                 asked;
  LaurelPasswordVerdict  verdict;
  LaurelPasswordHashed   hashed; /* one of the two */
  LaurelPasswordVerified verified;
  gpointer               data;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  sodium_memzero (task->password, strlen (task->password));
  g_free (task->password);
  g_free (task->hash);
  g_main_context_unref (task->context);
  g_free (task);
}

static gboolean
answer_cb (gpointer data)
{
  Task *task = data;

  if (task->hashed != NULL)
    task->hashed (task->verdict == LAUREL_PASSWORD_BUSY ? NULL : task->hash, task->data);
  else
    task->verified (task->verdict, task->data);

  return G_SOURCE_REMOVE;
}

static char *
make_hash (const char *password)
{
  char *hash = g_malloc0 (crypto_pwhash_STRBYTES);

  /* Only memory can be missing, where GLib aborts as well. */
  if (crypto_pwhash_str_alg (hash,
                             password,
                             strlen (password),
                             OPSLIMIT,
                             MEMLIMIT,
                             crypto_pwhash_ALG_ARGON2ID13) != 0)
    g_assert_not_reached ();

  return hash;
}

/* On one of the pool's threads. */
static void
work (gpointer data, gpointer unused)
{
  Task    *task = data;
  GSource *source = NULL;

  if (g_get_monotonic_time () - task->asked > WAIT_MAX_US)
    {
      task->verdict = LAUREL_PASSWORD_BUSY;
    }
  else if (task->hashed != NULL)
    {
      task->hash = make_hash (task->password);
    }
  else if (task->hash == NULL)
    {
      /* As much work as there would be with a user. */
      task->hash = make_hash (task->password);
      task->verdict = LAUREL_PASSWORD_WRONG;
    }
  else
    {
      task->verdict =
          crypto_pwhash_str_verify (task->hash, task->password, strlen (task->password)) == 0
              ? LAUREL_PASSWORD_RIGHT
              : LAUREL_PASSWORD_WRONG;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, answer_cb, task, task_free);
  g_source_attach (source, task->context);
  g_source_unref (source);
}

static void
start (Task *task)
{
  static GThreadPool *pool;
  static gsize        once;

  if (g_once_init_enter (&once))
    {
      if (sodium_init () < 0)
        g_assert_not_reached ();
      pool = g_thread_pool_new (work, NULL, HASHERS, FALSE, NULL);
      g_once_init_leave (&once, 1);
    }

  task->context = g_main_context_ref_thread_default ();
  task->asked = g_get_monotonic_time ();
  g_thread_pool_push (pool, task, NULL);
}

void
laurel_passwords_hash (const char *password, LaurelPasswordHashed done, gpointer data)
{
  Task *task = g_new0 (Task, 1);

  task->password = g_strdup (password);
  task->hashed = done;
  task->data = data;
  start (task);
}

void
laurel_passwords_verify (const char            *hash,
                         const char            *password,
                         LaurelPasswordVerified done,
                         gpointer               data)
{
  Task *task = g_new0 (Task, 1);

  task->password = g_strdup (password);
  task->hash = g_strdup (hash);
  task->verified = done;
  task->data = data;
  start (task);
}

/* Those of the usual lists that are long enough to get this far, as lower case letters and digits.
 */
static const char *const common[] = {
  "1234567890123",       "123456789012",
  "123456789123",        "1q2w3e4r5t6y",
  "1qaz2wsx3edc",        "1qaz2wsx3edc4rfv",
  "abcdefghijkl",        "abcdefghijklm",
  "administrator",       "administrator1",
  "basketball12",        "changemenow1",
  "changemeplease",      "correcthorsebatterystaple",
  "iloveyou1234",        "letmeinplease",
  "loveyouforever",      "password1234",
  "password12345",       "password123456",
  "passwordpassword",    "q1w2e3r4t5y6",
  "qazwsxedcrfv",        "qwerty123456",
  "qwertyqwerty",        "qwertyuiop12",
  "qwertyuiop123",       "qwertyuiopasdf",
  "qwertyuiopasdfghjkl", "thisismypassword",
  "trustno1trustno1",    "unbelievable",
  "welcome12345",        "zxcvbnmasdfghjkl",
};

static char *
simplify (const char *text)
{
  GString *simple = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (simple, g_ascii_tolower (*p));
    }

  return g_string_free (simple, FALSE);
}

static guint
count_different (const char *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (p)));

  return g_hash_table_size (seen);
}

const char *
laurel_passwords_find_weakness (const char *login, const char *password)
{
  g_autofree char *simple = simplify (password);
  g_autofree char *simple_login = simplify (login);

  if (!g_utf8_validate (password, -1, NULL))
    return "the password must be text";
  if (g_utf8_strlen (password, -1) < LENGTH_MIN)
    return "the password must have at least 12 characters";
  if (strlen (password) > LENGTH_MAX)
    return "the password is too long";
  if (count_different (password) < 5)
    return "the password repeats itself too much";
  if (strlen (simple_login) >= 4 && strstr (simple, simple_login) != NULL)
    return "the password must not contain the login";

  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    {
      if (strcmp (simple, common[i]) == 0)
        return "the password is one of those that are tried first";
    }

  return NULL;
}

char *
laurel_passwords_generate (void)
{
  /* Nothing that looks like something else. */
  static const char alphabet[] = "abcdefghjkmnpqrstuvwxyz23456789";
  GString          *password = g_string_new (NULL);

  if (sodium_init () < 0)
    g_assert_not_reached ();

  for (guint i = 0; i < 20; i++)
    {
      if (i > 0 && i % 5 == 0)
        g_string_append_c (password, '-');
      g_string_append_c (password, alphabet[randombytes_uniform (sizeof alphabet - 1)]);
    }

  return g_string_free (password, FALSE);
}
