/* test-words.c - what the server's data are called, in both languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-words.h"
#include "tests/desktop/laurel-test-ui.h"

typedef struct
{
  const char *first;
  const char *last;
  const char *patronymic;
  const char *en;
  const char *en_short;
  const char *ru;
  const char *ru_short;
} NameRow;

static const NameRow names[] = {
  { "Marina",
    "Sokolova",
    "Igorevna",
    "Marina Igorevna Sokolova",
    "Marina Sokolova",
    "Sokolova Marina Igorevna",
    "Sokolova Marina" },
  { "Marina", NULL, "", "Marina", "Marina", "Marina", "Marina" },
  { NULL, NULL, NULL, "?", "?", "?", "?" },
};

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_names_follow_the_language (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const NameRow   *row = &names[i];
      LaurelPersonName name = { (char *) row->first, (char *) row->last, (char *) row->patronymic };

      laurel_test_ui_set_language ("en");
      assert_text (laurel_words_person (&name, "?"), row->en);
      assert_text (laurel_words_person_short (&name, "?"), row->en_short);
      laurel_test_ui_set_language ("ru");
      assert_text (laurel_words_person (&name, "?"), row->ru);
      assert_text (laurel_words_person_short (&name, "?"), row->ru_short);
    }

  laurel_test_ui_set_language ("en");
}

static void
test_points_and_quantities (void)
{
  assert_text (laurel_words_points (348000), "3,480");
  assert_text (laurel_words_points (1250), "12.50");
  assert_text (laurel_words_points_change (9200), "+92");
  assert_text (laurel_words_points_change (-6000), "−60");
  assert_text (laurel_words_points_change (0), "—");
  assert_text (laurel_words_quantity (3000), "3");
  assert_text (laurel_words_quantity (435), "0.435");
  assert_text (laurel_words_quantity (1500), "1.5");

  laurel_test_ui_set_language ("ru");
  assert_text (laurel_words_points (1250), "12,50");
  assert_text (laurel_words_quantity (1500), "1,5");
  laurel_test_ui_set_language ("en");
}

static void
test_phones_and_cards (void)
{
  assert_text (laurel_words_phone ("+79162041873"), "+7 916 204-18-73");
  assert_text (laurel_words_phone ("+4930123456"), "+4930123456");
  assert_text (laurel_words_phone ("+7916204187x"), "+7916204187x");
  assert_text (laurel_words_card ("2900000000017"), "2900\u00a00000\u00a00001\u00a07");
  assert_text (laurel_words_card ("AB-1234567"), "AB-1234567");
}

typedef struct
{
  LaurelOutcome outcome;
  const char   *test;
  const char   *limit;
  const char   *node_name;
  const char   *by[3];
  const char   *en;
  const char   *ru;
} OutcomeRow;

static const OutcomeRow outcomes[] = {
  { LAUREL_OUTCOME_DISPLACED,
    .by = { "A", "B" },
    .en = "Displaced by “A”, “B”",
    .ru = "Вытеснена: «A», «B»" },
  { LAUREL_OUTCOME_DISPLACED,
    .en = "Displaced by another discount",
    .ru = "Вытеснена другой скидкой" },
  { LAUREL_OUTCOME_CONDITION,
    .test = "birthday",
    .node_name = "Parties",
    .en = "No birthday near this date (group “Parties”)",
    .ru = "День рождения не рядом с этой датой (группа «Parties»)" },
  { LAUREL_OUTCOME_CONDITION,
    .test = "something_newer",
    .en = "A condition does not hold",
    .ru = "Не выполнено условие" },
  { LAUREL_OUTCOME_LIMIT,
    .limit = "once",
    .en = "The client has used it already",
    .ru = "Клиент уже воспользовался ею" },
  { LAUREL_OUTCOME_LIMIT, .limit = "newer", .en = "Its limit is used up", .ru = "Лимит исчерпан" },
  { LAUREL_OUTCOME_DISABLED, .node_name = "D", .en = "Switched off", .ru = "Выключена" },
  { LAUREL_OUTCOME_OTHER, .en = "Did not apply", .ru = "Не применена" },
};

static void
test_outcomes_are_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      const OutcomeRow *row = &outcomes[i];
      LaurelExplanation explanation = {
        .name = (char *) "D",
        .outcome = row->outcome,
        .test = (char *) row->test,
        .limit = (char *) row->limit,
        .node_name = (char *) row->node_name,
        .by = (GStrv) row->by,
      };

      laurel_test_ui_set_language ("en");
      assert_text (laurel_words_outcome (&explanation), row->en);
      laurel_test_ui_set_language ("ru");
      assert_text (laurel_words_outcome (&explanation), row->ru);
    }

  laurel_test_ui_set_language ("en");
}

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);

  g_test_add_func ("/desktop/words/names", test_names_follow_the_language);
  g_test_add_func ("/desktop/words/points", test_points_and_quantities);
  g_test_add_func ("/desktop/words/phones-and-cards", test_phones_and_cards);
  g_test_add_func ("/desktop/words/outcomes", test_outcomes_are_words);

  return g_test_run ();
}
