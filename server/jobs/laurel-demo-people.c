/* laurel-demo-people.c - the people of the demo chain: nobody's names, numbers and addresses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-demo-people.h"

#include <string.h>

/* Days of a year and a fourth, for ages that need not be exact. */
#define DAYS_PER_4_YEARS 1461

typedef struct
{
  const char *name;
  const char *son;
  const char *daughter;
  guint       weight;
} MaleName;

typedef struct
{
  const char *name;
  guint       weight;
} FemaleName;

static const MaleName male_names[] = {
  { "Александр", "Александрович", "Александровна", 90 },
  { "Алексей", "Алексеевич", "Алексеевна", 70 },
  { "Анатолий", "Анатольевич", "Анатольевна", 25 },
  { "Андрей", "Андреевич", "Андреевна", 75 },
  { "Антон", "Антонович", "Антоновна", 35 },
  { "Артём", "Артёмович", "Артёмовна", 35 },
  { "Борис", "Борисович", "Борисовна", 15 },
  { "Вадим", "Вадимович", "Вадимовна", 20 },
  { "Валерий", "Валерьевич", "Валерьевна", 20 },
  { "Виктор", "Викторович", "Викторовна", 40 },
  { "Владимир", "Владимирович", "Владимировна", 75 },
  { "Вячеслав", "Вячеславович", "Вячеславовна", 20 },
  { "Григорий", "Григорьевич", "Григорьевна", 15 },
  { "Денис", "Денисович", "Денисовна", 40 },
  { "Дмитрий", "Дмитриевич", "Дмитриевна", 85 },
  { "Евгений", "Евгеньевич", "Евгеньевна", 55 },
  { "Иван", "Иванович", "Ивановна", 50 },
  { "Игорь", "Игоревич", "Игоревна", 45 },
  { "Илья", "Ильич", "Ильинична", 30 },
  { "Кирилл", "Кириллович", "Кирилловна", 25 },
  { "Константин", "Константинович", "Константиновна", 25 },
  { "Максим", "Максимович", "Максимовна", 45 },
  { "Марат", "Маратович", "Маратовна", 8 },
  { "Михаил", "Михайлович", "Михайловна", 50 },
  { "Никита", "Никитич", "Никитична", 25 },
  { "Николай", "Николаевич", "Николаевна", 50 },
  { "Олег", "Олегович", "Олеговна", 35 },
  { "Павел", "Павлович", "Павловна", 40 },
  { "Пётр", "Петрович", "Петровна", 15 },
  { "Роман", "Романович", "Романовна", 35 },
  { "Руслан", "Русланович", "Руслановна", 15 },
  { "Сергей", "Сергеевич", "Сергеевна", 95 },
  { "Степан", "Степанович", "Степановна", 8 },
  { "Тимур", "Тимурович", "Тимуровна", 8 },
  { "Юрий", "Юрьевич", "Юрьевна", 35 },
};

static const FemaleName female_names[] = {
  { "Александра", 30 }, { "Алина", 30 },     { "Алла", 12 },      { "Анастасия", 65 },
  { "Анна", 80 },       { "Валентина", 25 }, { "Валерия", 20 },   { "Вера", 18 },
  { "Вероника", 18 },   { "Виктория", 45 },  { "Галина", 35 },    { "Дарья", 45 },
  { "Диана", 15 },      { "Евгения", 25 },   { "Екатерина", 85 }, { "Елена", 100 },
  { "Елизавета", 25 },  { "Жанна", 8 },      { "Инна", 12 },      { "Ирина", 75 },
  { "Карина", 12 },     { "Кристина", 25 },  { "Ксения", 35 },    { "Лариса", 25 },
  { "Лидия", 12 },      { "Любовь", 20 },    { "Людмила", 35 },   { "Маргарита", 20 },
  { "Марина", 45 },     { "Мария", 65 },     { "Надежда", 30 },   { "Наталья", 85 },
  { "Нина", 18 },       { "Оксана", 30 },    { "Ольга", 90 },     { "Полина", 30 },
  { "Светлана", 65 },   { "София", 20 },     { "Тамара", 10 },    { "Татьяна", 80 },
  { "Ульяна", 8 },      { "Эльвира", 8 },    { "Юлия", 65 },      { "Яна", 15 },
};

static const char *const last_names[] = {
  "Абрамов",    "Агафонов",  "Алексеев",  "Алиев",      "Андреев",    "Антонов",    "Архипов",
  "Афанасьев",  "Баранов",   "Белов",     "Беляев",     "Блинов",     "Богданов",   "Борисов",
  "Быков",      "Васильев",  "Васин",     "Виноградов", "Власов",     "Волков",     "Воробьёв",
  "Воронин",    "Гаврилов",  "Герасимов", "Голубев",    "Горбунов",   "Григорьев",  "Громов",
  "Гусев",      "Давыдов",   "Данилов",   "Дмитриев",   "Дорофеев",   "Егоров",     "Елисеев",
  "Емельянов",  "Ершов",     "Ефимов",    "Жданов",     "Журавлёв",   "Зайцев",     "Захаров",
  "Зимин",      "Зуев",      "Иванов",    "Игнатьев",   "Ильин",      "Исаев",      "Казаков",
  "Калинин",    "Карпов",    "Киселёв",   "Князев",     "Козлов",     "Колесников", "Комаров",
  "Кондратьев", "Коновалов", "Королёв",   "Костин",     "Котов",      "Крылов",     "Кудрявцев",
  "Кузнецов",   "Кузьмин",   "Куликов",   "Лазарев",    "Лебедев",    "Логинов",    "Макаров",
  "Максимов",   "Маслов",    "Матвеев",   "Медведев",   "Мельников",  "Миронов",    "Михайлов",
  "Морозов",    "Назаров",   "Некрасов",  "Никитин",    "Николаев",   "Новиков",    "Носов",
  "Орлов",      "Осипов",    "Павлов",    "Панов",      "Петров",     "Поляков",    "Пономарёв",
  "Попов",      "Прохоров",  "Родионов",  "Романов",    "Рыбаков",    "Рябов",      "Савельев",
  "Сазонов",    "Самсонов",  "Семёнов",   "Сергеев",    "Сидоров",    "Симонов",    "Смирнов",
  "Соболев",    "Соколов",   "Соловьёв",  "Сорокин",    "Степанов",   "Субботин",   "Суханов",
  "Сычёв",      "Тарасов",   "Терентьев", "Тимофеев",   "Титов",      "Тихонов",    "Третьяков",
  "Трофимов",   "Уваров",    "Ушаков",    "Фёдоров",    "Филиппов",   "Фомин",      "Фролов",
  "Харитонов",  "Цветков",   "Чернов",    "Шаповалов",  "Шестаков",   "Широков",    "Шубин",
  "Щербаков",   "Юдин",      "Яковлев",   "Яшин",       "Коваленко",  "Шевченко",   "Бондаренко",
  "Литвиненко", "Кравченко", "Савицкий",  "Вишневский", "Покровский", "Троицкий",   "Ким",
};

static const char *const streets[] = {
  "Лесная",      "Садовая",     "Центральная", "Молодёжная", "Школьная",   "Советская",
  "Набережная",  "Заречная",    "Зелёная",     "Мира",       "Полевая",    "Луговая",
  "Октябрьская", "Гагарина",    "Пушкина",     "Чехова",     "Кирова",     "Победы",
  "Южная",       "Берёзовая",   "Вишнёвая",    "Рябиновая",  "Солнечная",  "Парковая",
  "Строителей",  "Космонавтов", "Спортивная",  "Толстого",   "Ломоносова", "Весенняя",
};

static const char *const latin[] = {
  "a", "b", "v", "g", "d", "e", "zh", "z",  "i",  "y",   "k", "l", "m", "n", "o",  "p",
  "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sch", "",  "y", "",  "e", "yu", "ya",
};

static void
append_latin (GString *text, const char *russian)
{
  for (const char *at = russian; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (at));

      if (letter >= 0x430 && letter < 0x430 + G_N_ELEMENTS (latin))
        g_string_append (text, latin[letter - 0x430]);
      else if (letter == 0x451)
        g_string_append (text, "e");
    }
}

/* Соколов, Соколова; Троицкий, Троицкая; what ends otherwise does not change. */
static char *
new_female_last_name (const char *name)
{
  if (g_str_has_suffix (name, "ий"))
    return g_strdup_printf ("%.*sая", (int) (strlen (name) - strlen ("ий")), name);
  if (g_str_has_suffix (name, "в") || g_str_has_suffix (name, "ин"))
    return g_strconcat (name, "а", NULL);

  return g_strdup (name);
}

static const MaleName *
pick_male_name (LaurelDemoRandom *random)
{
  guint weights[G_N_ELEMENTS (male_names)];

  for (guint i = 0; i < G_N_ELEMENTS (male_names); i++)
    weights[i] = male_names[i].weight;

  return &male_names[laurel_demo_random_pick (random, weights, G_N_ELEMENTS (male_names))];
}

static const char *
pick_female_name (LaurelDemoRandom *random)
{
  guint weights[G_N_ELEMENTS (female_names)];

  for (guint i = 0; i < G_N_ELEMENTS (female_names); i++)
    weights[i] = female_names[i].weight;

  return female_names[laurel_demo_random_pick (random, weights, G_N_ELEMENTS (female_names))].name;
}

static void
make_names (LaurelDemoPerson *person, LaurelDemoRandom *random, GStringChunk *strings)
{
  const MaleName *father = pick_male_name (random);
  const char     *last_name =
      last_names[laurel_demo_random_range (random, 0, (gint64) G_N_ELEMENTS (last_names) - 1)];

  /* Who has a loyalty card of such a chain: two women for one man. */
  person->gender = laurel_demo_random_chance (random, 660) ? 'f' : 'm';
  if (person->gender == 'f')
    {
      g_autofree char *female = new_female_last_name (last_name);

      person->last_name = g_string_chunk_insert_const (strings, female);
      person->first_name = pick_female_name (random);
      person->patronymic = father->daughter;
    }
  else
    {
      person->last_name = last_name;
      person->first_name = pick_male_name (random)->name;
      person->patronymic = father->son;
    }
}

static void
make_address (LaurelDemoPerson *person, LaurelDemoRandom *random, GStringChunk *strings)
{
  g_autofree char *house = g_strdup_printf ("%d", (gint) laurel_demo_random_range (random, 1, 96));
  g_autofree char *flat = g_strdup_printf ("%d", (gint) laurel_demo_random_range (random, 1, 240));

  person->street =
      streets[laurel_demo_random_range (random, 0, (gint64) G_N_ELEMENTS (streets) - 1)];
  person->house = g_string_chunk_insert_const (strings, house);
  person->flat = g_string_chunk_insert_const (strings, flat);
}

void
laurel_demo_person_make (LaurelDemoPerson *person,
                         LaurelDemoRandom *random,
                         guint32           index,
                         gint32            day,
                         GStringChunk     *strings)
{
  static const guint age_weights[] = { 9, 22, 27, 20, 13, 7, 2 };
  static const gint  ages[] = { 18, 25, 35, 45, 55, 65, 75, 86 };
  g_autoptr (GString) text = g_string_new ("+79");
  guint  band = 0;
  gint64 days = 0;

  make_names (person, random, strings);
  make_address (person, random, strings);

  band = laurel_demo_random_pick (random, age_weights, G_N_ELEMENTS (age_weights));
  days = laurel_demo_random_range (random,
                                   (gint64) ages[band] * DAYS_PER_4_YEARS / 4,
                                   (gint64) ages[band + 1] * DAYS_PER_4_YEARS / 4 - 1);
  person->birth_day = (gint32) (day - days);

  /* The factor has no divisor in common with 10^9: every index has a number of its own. */
  g_string_append_printf (text,
                          "%09u",
                          (guint) ((guint64) index * 618033989 % G_GUINT64_CONSTANT (1000000000)));
  person->phone = g_string_chunk_insert (strings, text->str);

  person->email = NULL;
  if (laurel_demo_random_chance (random, 620))
    {
      g_string_truncate (text, 0);
      append_latin (text, person->first_name);
      g_string_append_c (text, '.');
      append_latin (text, person->last_name);
      g_string_append_printf (text, "%u@mail.example", index);
      person->email = g_string_chunk_insert (strings, text->str);
    }
}

void
laurel_demo_card_print (char plain[14], guint32 index)
{
  guint sum = 0;

  g_snprintf (plain, 14, "29%010u", index);
  for (guint i = 0; i < 12; i++)
    sum += (guint) (plain[i] - '0') * (i % 2 == 0 ? 1 : 3);
  plain[12] = (char) ('0' + (10 - sum % 10) % 10);
  plain[13] = '\0';
}
