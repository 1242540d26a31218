/* laurel-demo-goods.c - the assortment of the demo chain: a tree of groups and what stands in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-demo-goods.h"

#define WORDS_MAX 10

/* Goods of a group are all its things in all its sorts and sizes. */
typedef struct
{
  LaurelDemoGroup group;
  const char     *things[WORDS_MAX + 1];
  const char     *sorts[WORDS_MAX + 1];
  const char     *sizes[4];  /* each about 1.8 times the price of the one before */
  guint           price_low; /* roubles, of the smallest size */
  guint           price_high;
} Shelf;

static const Shelf shelves[] = {
  { .group = { "food", NULL, "Продукты" } },
  { .group = { "home", NULL, "Дом" } },
  { .group = { "clean", NULL, "Чистота" } },
  { .group = { "beauty", NULL, "Красота и здоровье" } },
  { .group = { "kids", NULL, "Детям" } },
  { .group = { "season", NULL, "Сад и сезон" } },
  { .group = { "pets", NULL, "Питомцам" } },
  { .group = { "gifts", NULL, "Подарки" } },

  { .group = { "coffee", "food", "Кофе", "coffee", 70, -150 },
    .things = { "Кофе в зёрнах", "Кофе молотый", "Кофе в капсулах", "Кофе в дрип-пакетах" },
    .sorts = { "«Бразилия»",
               "«Эфиопия»",
               "«Колумбия»",
               "«Кения»",
               "«Гватемала»",
               "«Суматра»",
               "«Эспрессо»",
               "«Утренний»",
               "«Без кофеина»",
               "«Руанда»" },
    .sizes = { "250 г", "500 г", "1 кг" },
    .price_low = 390,
    .price_high = 690 },
  { .group = { "tea", "food", "Чай", "tea", 38, -300 },
    .things = { "Чай чёрный", "Чай зелёный", "Чай травяной", "Улун" },
    .sorts = { "«Ассам»",
               "«Цейлон»",
               "«Жасмин»",
               "«Чабрец»",
               "«Иван-чай»",
               "«Сенча»",
               "«Бергамот»",
               "«Мята»" },
    .sizes = { "50 г", "100 г", "250 г" },
    .price_low = 119,
    .price_high = 240 },
  { .group = { "milk", "food", "Молочное", "milk", 120, 0 },
    .things = { "Молоко", "Кефир", "Творог", "Сметана", "Йогурт", "Сливки", "Масло сливочное" },
    .sorts = { "«Луговое»",
               "«Деревенское»",
               "«Весеннее»",
               "«Сосновка»",
               "«Белый луг»",
               "«Утро»",
               "«Фермер»",
               "«Заречье»" },
    .sizes = { "200 г", "450 г", "900 г" },
    .price_low = 69,
    .price_high = 145 },
  { .group = { "cheese", "food", "Сыры", "cheese", 42, 0, TRUE },
    .things = { "Сыр" },
    .sorts = { "«Российский»",
               "«Гауда»",
               "«Маасдам»",
               "«Пармезан»",
               "«Тильзитер»",
               "«Сулугуни»",
               "«Адыгейский»",
               "«Швейцарский»",
               "«Чеддер»",
               "«Бри»" },
    .sizes = { "весовой", "выдержанный, весовой" },
    .price_low = 590,
    .price_high = 990 },
  { .group = { "bakery", "food", "Хлеб и выпечка", "bakery", 110, 0 },
    .things = { "Хлеб", "Багет", "Круассан", "Булочка", "Пирог", "Лаваш" },
    .sorts = { "с миндалём",
               "ржаной",
               "с маком",
               "на закваске",
               "с корицей",
               "зерновой",
               "с творогом" },
    .sizes = { "малый", "большой" },
    .price_low = 59,
    .price_high = 139 },
  { .group = { "meat", "food", "Мясо и птица", "meat", 80, 150, TRUE },
    .things = { "Говядина", "Свинина", "Индейка", "Курица", "Баранина" },
    .sorts = { "вырезка", "фарш", "гуляш", "стейк", "на шашлык", "для супа" },
    .sizes = { "охл.", "фермерская, охл." },
    .price_low = 390,
    .price_high = 690 },
  { .group = { "fish", "food", "Рыба", "fish", 35, 0, TRUE },
    .things = { "Сёмга", "Форель", "Треска", "Скумбрия", "Судак", "Горбуша" },
    .sorts = { "филе", "стейк", "слабосолёная", "копчёная", "целая" },
    .sizes = { "мор.", "охл." },
    .price_low = 590,
    .price_high = 1190 },
  { .group = { "sausage", "food", "Колбасы", "sausage", 55, 0 },
    .things = { "Колбаса", "Сосиски", "Ветчина", "Сервелат" },
    .sorts = { "«Докторская»", "«Молочная»", "«Праздничная»", "«Домашняя»", "«Сливочная»" },
    .sizes = { "300 г", "500 г", "900 г" },
    .price_low = 189,
    .price_high = 340 },
  { .group = { "fruit", "food", "Овощи и фрукты", "fruit", 130, 300, TRUE },
    .things = { "Яблоки",
                "Груши",
                "Томаты",
                "Огурцы",
                "Картофель",
                "Апельсины",
                "Бананы",
                "Виноград",
                "Перец",
                "Клубника" },
    .sorts = { "отборные", "местные", "сладкие", "сезонные", "премиум" },
    .sizes = { "весовые", "фермерские" },
    .price_low = 89,
    .price_high = 260 },
  { .group = { "grocery", "food", "Бакалея", "grocery", 80, -50 },
    .things = { "Рис",
                "Гречка",
                "Макароны",
                "Мука",
                "Масло подсолнечное",
                "Масло оливковое",
                "Мёд" },
    .sorts = { "«Весна»",
               "«Нива»",
               "«Алтайское»",
               "«Отборное»",
               "«Степное»",
               "«Кубань»",
               "«Экстра»",
               "«Домашнее»" },
    .sizes = { "400 г", "800 г", "1,5 кг" },
    .price_low = 79,
    .price_high = 290 },
  { .group = { "sweets", "food", "Сладости", "sweets", 85, -200 },
    .things = { "Шоколад", "Печенье", "Зефир", "Мармелад", "Конфеты", "Вафли", "Пастила" },
    .sorts = { "молочный",
               "тёмный",
               "с орехом",
               "с клюквой",
               "с изюмом",
               "с кокосом",
               "фисташковый",
               "ванильный",
               "с карамелью" },
    .sizes = { "90 г", "200 г", "450 г" },
    .price_low = 89,
    .price_high = 189 },
  { .group = { "drinks", "food", "Вода и соки", "drinks", 75, 500 },
    .things = { "Вода", "Сок", "Морс", "Лимонад", "Компот", "Квас" },
    .sorts = { "яблоко",
               "апельсин",
               "вишня",
               "клюква",
               "персик",
               "груша",
               "мультифрукт",
               "без газа",
               "классический" },
    .sizes = { "0,33 л", "1 л", "2 л" },
    .price_low = 59,
    .price_high = 129 },
  { .group = { "frozen", "food", "Заморозка", "frozen", 45, 100 },
    .things = { "Пельмени", "Вареники", "Блинчики", "Овощная смесь", "Мороженое", "Пицца" },
    .sorts = { "«Сибирские»", "с вишней", "«Домашние»", "с грибами", "«Семейные»" },
    .sizes = { "400 г", "800 г" },
    .price_low = 159,
    .price_high = 320 },

  { .group = { "dishes", "home", "Посуда", "home", 16, 0, FALSE, TRUE },
    .things = { "Тарелка", "Кружка", "Сковорода", "Кастрюля", "Салатник", "Чайник", "Набор ножей" },
    .sorts = { "«Лён»",
               "«Север»",
               "«Гжель»",
               "«Графит»",
               "«Мята»",
               "«Песок»",
               "«Олива»",
               "«Лаванда»" },
    .sizes = { "малая", "средняя", "большая" },
    .price_low = 290,
    .price_high = 1190 },
  { .group = { "textile", "home", "Текстиль", "textile", 16, 0, FALSE, TRUE },
    .things = { "Полотенце", "Плед", "Подушка", "Комплект белья", "Скатерть", "Одеяло", "Шторы" },
    .sorts = { "«Лён»",
               "«Бамбук»",
               "«Хлопок»",
               "«Иней»",
               "«Шалфей»",
               "«Муслин»",
               "«Велюр»",
               "«Терракота»" },
    .sizes = { "S", "M", "L" },
    .price_low = 590,
    .price_high = 1890 },
  { .group = { "storage", "home", "Хранение", "home", 10, 100, FALSE, TRUE },
    .things = { "Корзина", "Контейнер", "Короб", "Органайзер", "Банка стеклянная" },
    .sorts = { "«Ротанг»", "«Куб»", "«Прованс»", "«Минимал»", "«Дуб»", "«Бриз»", "«Эко»" },
    .sizes = { "5 л", "12 л", "25 л" },
    .price_low = 190,
    .price_high = 590 },
  { .group = { "decor", "home", "Декор и свет", "home", 11, -100, FALSE, TRUE },
    .things = { "Ваза", "Свеча", "Рамка", "Лампа настольная", "Гирлянда", "Зеркало" },
    .sorts = { "«Скандинавия»",
               "«Лофт»",
               "«Ботаника»",
               "«Север»",
               "«Классика»",
               "«Кантри»",
               "«Луна»",
               "«Янтарь»" },
    .sizes = { "малая", "средняя", "большая" },
    .price_low = 290,
    .price_high = 1490 },

  { .group = { "laundry", "clean", "Стирка", "clean", 32, 0 },
    .things = { "Гель для стирки",
                "Порошок",
                "Кондиционер",
                "Капсулы для стирки",
                "Пятновыводитель" },
    .sorts = { "«Альпийский»",
               "«Лаванда»",
               "«Для детского»",
               "«Сенсив»",
               "«Шерсть и шёлк»",
               "«Чёрное»",
               "«Цветное»" },
    .sizes = { "1 л", "2 л", "4 л" },
    .price_low = 290,
    .price_high = 490 },
  { .group = { "cleaning", "clean", "Уборка", "clean", 30, 50 },
    .things = { "Средство для посуды",
                "Средство для стёкол",
                "Губки",
                "Салфетки",
                "Таблетки для ПММ" },
    .sorts = { "«Лимон»", "«Свежесть»", "«Эко»", "«Профи»", "«Яблоко»" },
    .sizes = { "0,5 л", "1 л" },
    .price_low = 99,
    .price_high = 340 },
  { .group = { "paper", "clean", "Бумага", "clean", 28, 0 },
    .things = { "Полотенца бумажные", "Туалетная бумага", "Салфетки бумажные", "Платочки" },
    .sorts = { "двухслойные", "трёхслойные", "«Ромашка»", "«Облако»" },
    .sizes = { "2 шт.", "6 шт.", "12 шт." },
    .price_low = 79,
    .price_high = 190 },

  { .group = { "face", "beauty", "Уход за лицом", "beauty", 18, 0 },
    .things = { "Крем дневной", "Крем ночной", "Сыворотка", "Тоник", "Маска", "Патчи" },
    .sorts = { "«Ромашка»",
               "«Гиалурон»",
               "«Зелёный чай»",
               "«Коллаген»",
               "«Пантенол»",
               "«Алоэ»",
               "«Витамин C»",
               "«Роза»" },
    .sizes = { "30 мл", "50 мл" },
    .price_low = 390,
    .price_high = 990 },
  { .group = { "hair", "beauty", "Волосы", "beauty", 20, 0 },
    .things = { "Шампунь", "Бальзам", "Маска для волос", "Спрей" },
    .sorts = { "«Крапива»",
               "«Объём»",
               "«Блеск»",
               "«Репейник»",
               "«Аргана»",
               "«Мёд»",
               "«Кокос»",
               "«Для ломких»" },
    .sizes = { "250 мл", "400 мл", "750 мл" },
    .price_low = 240,
    .price_high = 490 },
  { .group = { "body", "beauty", "Тело", "beauty", 22, 150 },
    .things = { "Гель для душа", "Мыло", "Крем для рук", "Дезодорант", "Зубная паста" },
    .sorts = { "«Морской»", "«Миндаль»", "«Хвоя»", "«Цитрус»", "«Лаванда»" },
    .sizes = { "75 мл", "250 мл" },
    .price_low = 119,
    .price_high = 320 },
  { .group = { "makeup", "beauty", "Макияж и парфюм", "beauty", 10, 0 },
    .things = { "Помада", "Тушь", "Пудра", "Туалетная вода", "Лак для ногтей" },
    .sorts = { "«Нюд»", "«Вишня»", "«Коралл»", "«Пион»", "«Ночь»" },
    .sizes = { "тон 1", "тон 2", "тон 3" },
    .price_low = 340,
    .price_high = 890 },

  { .group = { "toys", "kids", "Игрушки", "kids", 16, -100 },
    .things = { "Конструктор", "Пазл", "Кукла", "Машинка", "Мягкая игрушка", "Настольная игра" },
    .sorts = { "«Лес»",
               "«Космос»",
               "«Ферма»",
               "«Море»",
               "«Динозавры»",
               "«Сказка»",
               "«Город»",
               "«Зоопарк»" },
    .sizes = { "малый", "средний", "большой" },
    .price_low = 390,
    .price_high = 990 },
  { .group = { "babyfood", "kids", "Детское питание", "kids", 30, 0 },
    .things = { "Пюре", "Каша", "Сок детский", "Печенье детское", "Творожок" },
    .sorts = { "яблоко", "груша", "тыква", "чернослив", "банан", "кабачок" },
    .sizes = { "90 г", "200 г" },
    .price_low = 59,
    .price_high = 129 },
  { .group = { "school", "kids", "Творчество и школа", "kids", 12, 200 },
    .things = { "Альбом", "Краски", "Карандаши", "Пластилин", "Тетради" },
    .sorts = { "«Радуга»", "«Мастер»", "«Первый класс»", "«Палитра»" },
    .sizes = { "12 шт.", "24 шт.", "48 шт." },
    .price_low = 129,
    .price_high = 290 },

  { .group = { "garden", "season", "Сад", "season", 14, 950 },
    .things = { "Семена", "Грунт", "Горшок", "Лейка", "Удобрение", "Перчатки садовые" },
    .sorts = { "«Урожай»", "«Роза»", "«Томат»", "«Газон»", "«Универсальное»" },
    .sizes = { "малое", "среднее", "большое" },
    .price_low = 79,
    .price_high = 390 },
  { .group = { "picnic", "season", "Пикник", "season", 10, 980 },
    .things = { "Уголь", "Решётка", "Плед для пикника", "Термосумка", "Шампуры" },
    .sorts = { "«Поляна»", "«Костёр»", "«Турист»", "«Дача»" },
    .sizes = { "малый", "большой" },
    .price_low = 290,
    .price_high = 790 },

  { .group = { "cats", "pets", "Кошкам", "pets", 26, 0 },
    .things = { "Корм сухой", "Корм влажный", "Наполнитель", "Лакомство" },
    .sorts = { "с курицей", "с лососем", "с кроликом", "для стерилизованных", "для котят" },
    .sizes = { "85 г", "400 г", "2 кг" },
    .price_low = 69,
    .price_high = 290 },
  { .group = { "dogs", "pets", "Собакам", "pets", 16, 0 },
    .things = { "Корм сухой для собак", "Паштет", "Лакомство для собак", "Косточка" },
    .sorts = { "с говядиной", "с индейкой", "с ягнёнком", "для щенков", "для мелких пород" },
    .sizes = { "100 г", "800 г", "3 кг" },
    .price_low = 89,
    .price_high = 320 },

  { .group = { "sets", "gifts", "Подарочные наборы", "gift-sets", 6, -200, FALSE, TRUE },
    .things = { "Набор чайный", "Набор кофейный", "Набор сладостей", "Набор для ванны", "Корзина" },
    .sorts = { "«Весна»", "«Праздник»", "«Уют»", "«Спасибо»", "«Новый год»" },
    .sizes = { "малый", "большой" },
    .price_low = 890,
    .price_high = 1990 },
  { .group = { "wrapping", "gifts", "Упаковка и открытки", "gifts", 12, -200 },
    .things = { "Пакет подарочный", "Открытка", "Лента", "Бумага упаковочная" },
    .sorts = { "«Цветы»", "«Крафт»", "«Снег»", "«Полоска»" },
    .sizes = { "S", "M", "L" },
    .price_low = 49,
    .price_high = 149 },
};

static LaurelDemoGroup groups[G_N_ELEMENTS (shelves)];

const LaurelDemoGroup *
laurel_demo_goods_get_groups (guint *n_groups)
{
  static gsize filled = 0;

  g_return_val_if_fail (n_groups != NULL, NULL);

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < G_N_ELEMENTS (shelves); i++)
        groups[i] = shelves[i].group;
      g_once_init_leave (&filled, 1);
    }
  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static guint
count_words (const char *const *words)
{
  guint n = 0;

  while (words[n] != NULL)
    n++;

  return n;
}

static guint
count_goods (const Shelf *shelf)
{
  return count_words (shelf->things) * count_words (shelf->sorts) * count_words (shelf->sizes);
}

static guint
find_stride (guint n)
{
  guint stride = n * 5 / 8 + 1;

  for (;; stride++)
    {
      guint a = n;
      guint b = stride;

      while (b != 0)
        {
          guint rest = a % b;

          a = b;
          b = rest;
        }
      if (a == 1)
        return stride;
    }
}

/* A price as shops write them: whole roubles that end in 9. */
static gint64
round_price (gint64 roubles)
{
  return (roubles / 10 * 10 + 9) * 100;
}

static void
add_product (GArray           *products,
             LaurelDemoRandom *random,
             guint             group,
             guint             number,
             GStringChunk     *strings)
{
  const Shelf      *shelf = &shelves[group];
  guint             n_sizes = count_words (shelf->sizes);
  guint             n_sorts = count_words (shelf->sorts);
  guint             size = number % n_sizes;
  LaurelDemoProduct product = { 0 };
  gint64            price = laurel_demo_random_range (random, shelf->price_low, shelf->price_high);
  g_autofree char  *code = g_strdup_printf ("%u", 100001 + products->len);
  g_autofree char  *name = g_strdup_printf ("%s %s, %s",
                                           shelf->things[number / n_sizes / n_sorts],
                                           shelf->sorts[number / n_sizes % n_sorts],
                                           shelf->sizes[size]);

  for (guint i = 0; i < size; i++)
    price = price * 9 / 5;
  product.code = g_string_chunk_insert (strings, code);
  product.name = g_string_chunk_insert (strings, name);
  product.group = group;
  product.price = round_price (price);
  g_array_append_val (products, product);
}

GArray *
laurel_demo_goods_make (LaurelDemoRandom *random, guint n, GStringChunk *strings)
{
  GArray *products = g_array_new (FALSE, FALSE, sizeof (LaurelDemoProduct));
  guint   n_all = 0;

  g_return_val_if_fail (random != NULL, products);

  for (guint i = 0; i < G_N_ELEMENTS (shelves); i++)
    n_all += count_goods (&shelves[i]);

  for (guint i = 0; i < G_N_ELEMENTS (shelves); i++)
    {
      guint there = count_goods (&shelves[i]);
      guint wanted = MIN ((there * n + n_all - 1) / n_all, there);
      guint stride = there > 0 ? find_stride (there) : 0;

      for (guint j = 0; j < wanted; j++)
        add_product (products, random, i, (guint) ((guint64) j * stride % there), strings);
    }

  return products;
}
