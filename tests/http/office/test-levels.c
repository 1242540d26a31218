/* test-levels.c - who would move where is what the ledger then does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Seven clients of different turnovers, two of them with a level by hand. Sections of levels follow
 * one upon the other: each is asked about, then published, then every account has a commit, and
 * everyone must be where the answer had them.
 */

#include <glib.h>
#include <string.h>

#include "tests/http/office/laurel-test-office.h"

#define N_CLIENTS 7
#define TARGET    "/v1/program/level-moves"

static char *clients[N_CLIENTS];

#define START "{\"id\":\"start\",\"name\":\"Start\",\"threshold\":0}"
#define LEVEL(id, name, order, threshold)                                                          \
  "{\"id\":\"" id "\",\"name\":\"" name "\",\"order\":" order ",\"threshold\":" threshold "}"
#define FRIEND(threshold) LEVEL ("friend", "Friend", "1", threshold)
#define FAMILY(threshold) LEVEL ("family", "Family", "2", threshold)
#define LEVELS(basis, downgrade, list)                                                             \
  "{\"basis\":\"" basis "\",\"downgrade\":\"" downgrade "\",\"list\":[" list "]}"
#define THREE(friend, family) START "," FRIEND (friend) "," FAMILY (family)

static const struct
{
  const char *levels;
  json_int_t  up;
  json_int_t  down;
} steps[] = {
  /* The same again, whoever saves it. */
  { LEVELS ("lifetime", "never", THREE ("50000", "100000")), 0, 0 },
  { LEVELS ("lifetime", "never", THREE ("30000", "100000")), 1, 0 },
  { LEVELS ("lifetime", "never", THREE ("90000", "200000")), 0, 0 },
  { LEVELS ("lifetime", "period", THREE ("90000", "200000")), 0, 0 },
  /* Who was never so high falls, but for those whom somebody has set. */
  { LEVELS ("lifetime", "immediate", THREE ("90000", "200000")), 0, 2 },
  /* Of this year there are 200.00 of the fifth alone. */
  { LEVELS ("calendar", "immediate", THREE ("30000", "60000")), 0, 1 },
  { LEVELS ("rolling", "immediate", THREE ("20000", "60000")), 3, 0 },
  /* The highest level is gone, also for whom somebody has set to it. */
  { LEVELS ("lifetime", "never", START "," FRIEND ("60000")), 0, 3 },
  /* Of two with one threshold the later one. */
  { LEVELS ("lifetime",
            "never",
            START "," FRIEND ("60000") "," LEVEL ("best", "Best", "5", "60000")),
    2,
    0 },
  { LEVELS ("lifetime", "never", ""), 0, 7 },
  { LEVELS ("lifetime", "never", THREE ("50000", "100000")), 7, 0 },
};

static void
publish (const char *levels)
{
  g_autofree char *program = g_strdup_printf ("{\"format\":1,\"time_zone\":\"Europe/Moscow\","
                                              "\"levels\":%s}",
                                              levels);

  laurel_test_publish (program);
}

static void
register_client (guint i)
{
  g_autofree char *body =
      g_strdup_printf ("{\"time\":\"2025-06-01T12:00:00+03:00\",\"phone\":\"+7916000000%u\","
                       "\"last_name\":\"C%u\",\"issue_card\":true}",
                       i,
                       i);
  json_t *answer = laurel_test_operate ("/v1/pos/clients", body);

  clients[i] = laurel_test_dup_text (answer, "client");
  json_decref (answer);
}

static void
buy (const char *day, guint i, gint64 money)
{
  g_autofree char *body =
      g_strdup_printf ("{\"time\":\"%sT12:00:00+03:00\",\"client\":\"%s\",\"receipt\":\"%s-%u\","
                       "\"lines\":[{\"n\":1,\"product\":\"P\",\"quantity\":1000,"
                       "\"price\":%" G_GINT64_FORMAT "}]}",
                       day,
                       clients[i],
                       day,
                       i,
                       money);

  json_decref (laurel_test_operate ("/v1/pos/sales", body));
}

static void
set_by_hand (guint i, const char *level)
{
  g_autofree char *target = g_strdup_printf ("/v1/clients/%s/level", clients[i]);
  g_autofree char *body =
      g_strdup_printf ("{\"level\":\"%s\",\"reason\":\"a friend of the house\"}", level);

  laurel_test_manage ("PUT", target, body);
}

static void
tell_the_story (void)
{
  publish (steps[0].levels);

  for (guint i = 0; i < N_CLIENTS; i++)
    register_client (i);

  laurel_test_set_clock ("2025-06-01T12:00:00+03:00");
  buy ("2025-06-01", 1, 10000);
  buy ("2025-06-01", 2, 40000);
  buy ("2025-06-01", 3, 60000);
  buy ("2025-06-01", 4, 70000);
  laurel_test_set_clock ("2026-02-01T12:00:00+03:00");
  buy ("2026-02-01", 4, 20000);
  buy ("2026-02-01", 5, 150000);
  set_by_hand (0, "family");
  set_by_hand (5, "start");
}

static char *
dup_level (guint i)
{
  g_autofree char *target = g_strdup_printf ("/v1/clients/%s/facts", clients[i]);
  json_t          *view = laurel_test_read_as ("ClientFacts", target);
  json_t          *facts = json_object_get (view, "facts");
  char            *level = g_strdup (json_string_value (json_object_get (facts, "level")));

  json_decref (view);

  return level;
}

/* Any commit will do; this one changes no turnover. */
static void
commit (guint i)
{
  g_autofree char *target = g_strdup_printf ("/v1/clients/%s/points", clients[i]);

  laurel_test_manage ("POST", target, "{\"kind\":\"grant\",\"points\":100,\"reason\":\"a test\"}");
}

/* Where the answer has the client: the mover's `to`, or @level for who does not move. */
static const char *
find_level (json_t *movers, guint i, const char *level)
{
  gsize   index = 0;
  json_t *mover = NULL;

  json_array_foreach (movers, index, mover)
  {
    if (g_str_equal (json_string_value (json_object_get (mover, "client")), clients[i]))
      {
        g_assert_cmpstr (json_string_value (json_object_get (mover, "from")), ==, level);
        return json_string_value (json_object_get (mover, "to"));
      }
  }

  return level;
}

/* All movers, read @limit at a time. */
static json_t *
read_movers (const char *body, guint limit)
{
  json_t          *all = json_array ();
  g_autofree char *next = NULL;

  do
    {
      g_autofree char *target = g_strdup_printf (TARGET "?limit=%u%s%s",
                                                 limit,
                                                 next != NULL ? "&after=" : "",
                                                 next != NULL ? next : "");
      json_t          *page = laurel_test_ask_as ("LevelMoves", target, body);

      json_array_extend (all, json_object_get (page, "items"));
      g_free (next);
      next = g_strdup (json_string_value (json_object_get (page, "next")));
      json_decref (page);
    }
  while (next != NULL);

  return all;
}

static void
test_step (gconstpointer data)
{
  gsize            step = GPOINTER_TO_SIZE (data);
  g_autofree char *body = g_strdup_printf ("{\"levels\":%s}", steps[step].levels);
  json_t          *moves = laurel_test_ask_as ("LevelMoves", TARGET, body);
  json_t          *movers = read_movers (body, 500);
  json_t          *by_twos = read_movers (body, 2);
  json_int_t       up = laurel_test_get_number (moves, "up");
  json_int_t       down = laurel_test_get_number (moves, "down");
  json_int_t       by = 0;
  char            *before[N_CLIENTS];
  gsize            index = 0;
  json_t          *move = NULL;

  g_assert_cmpint (up, ==, steps[step].up);
  g_assert_cmpint (down, ==, steps[step].down);
  g_assert_cmpint (up + down + laurel_test_get_number (moves, "stay"), ==, N_CLIENTS);
  g_assert_cmpuint (json_array_size (movers), ==, (gsize) (up + down));
  g_assert_true (json_equal (movers, by_twos));

  json_array_foreach (json_object_get (moves, "by"), index, move) by +=
      laurel_test_get_number (move, "clients");
  g_assert_cmpint (by, ==, up + down);

  for (guint i = 0; i < N_CLIENTS; i++)
    before[i] = dup_level (i);

  publish (steps[step].levels);

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_autofree char *after = NULL;

      commit (i);
      after = dup_level (i);
      g_assert_cmpstr (after, ==, find_level (movers, i, before[i]));
      g_free (before[i]);
    }

  /* Now nobody moves any more. */
  json_decref (moves);
  moves = laurel_test_ask_as ("LevelMoves", TARGET, body);
  g_assert_cmpint (laurel_test_get_number (moves, "stay"), ==, N_CLIENTS);

  json_decref (moves);
  json_decref (movers);
  json_decref (by_twos);
}

static void
test_names (void)
{
  json_t *moves = laurel_test_ask_as (
      "LevelMoves",
      TARGET,
      "{\"levels\":{\"list\":[{\"id\":\"start\",\"threshold\":0},{\"id\":\"friend\","
      "\"name\":\"Best friend\",\"threshold\":1}]}}");
  json_t *mover = json_array_get (json_object_get (moves, "items"), 0);

  g_assert_cmpstr (json_string_value (json_object_get (mover, "to_name")), ==, "Best friend");
  g_assert_cmpstr (json_string_value (json_object_get (mover, "from_name")), ==, "Start");
  json_decref (moves);
}

static void
test_falls_at_the_review (void)
{
  json_t *moves = NULL;

  g_test_summary ("Who falls at the next review is told apart from who falls at once");

  /* Reviews are set when a level is reached. */
  publish (LEVELS ("lifetime", "period", THREE ("50000", "100000")));
  laurel_test_set_clock ("2026-02-02T12:00:00+03:00");
  buy ("2026-02-02", 6, 120000);
  moves = laurel_test_ask_as (
      "LevelMoves",
      TARGET,
      "{\"levels\":" LEVELS ("lifetime", "period", THREE ("50000", "130000")) "}");
  g_assert_cmpint (laurel_test_get_number (moves, "down"), ==, 0);
  g_assert_cmpint (laurel_test_get_number (moves, "down_at_review"), ==, 1);
  json_decref (moves);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *body;
    const char *path;
  } rows[] = {
    { "{}", "/levels" },
    { "{\"levels\":1}", "/levels" },
    { "{\"levels\":{\"list\":[{\"id\":\"a\",\"threshold\":-1}]}}", "/levels/list/0/threshold" },
    { "{\"levels\":{\"list\":[{\"id\":\"a\"},{\"id\":\"a\"}]}}", "/levels/list/1/id" },
    { "{\"levels\":{},\"more\":1}", "/more" },
  };
  g_autoptr (LaurelTestAnswer) till = laurel_test_call (laurel_test_office.server,
                                                        "POST",
                                                        TARGET,
                                                        laurel_test_office.server->till,
                                                        "{\"levels\":{}}");

  g_assert_cmpuint (till->status, ==, 403);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LaurelTestAnswer) answer = laurel_test_call (laurel_test_office.server,
                                                              "POST",
                                                              TARGET,
                                                              laurel_test_office.server->analyst,
                                                              rows[i].body);
      json_t *problem = laurel_test_parse (answer, 400);
      json_t *fault = json_array_get (json_object_get (problem, "errors"), 0);

      g_assert_cmpstr (json_string_value (json_object_get (fault, "path")), ==, rows[i].path);
      json_decref (problem);
    }
}

int
main (int argc, char *argv[])
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_office_start ("2025-06-01T12:00:00+03:00");
  tell_the_story ();

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/levels/step-%zu", i + 1);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_step);
    }

  g_test_add_func ("/http/levels/names", test_names);
  g_test_add_func ("/http/levels/falls-at-the-review", test_falls_at_the_review);
  g_test_add_func ("/http/levels/refusals", test_refusals);

  result = g_test_run ();

  for (guint i = 0; i < N_CLIENTS; i++)
    g_free (clients[i]);
  laurel_test_office_stop ();

  return result;
}
