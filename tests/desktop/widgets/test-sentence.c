/* test-sentence.c - what a program promises, in English and in Russian
 *
 * Each row is a piece of a program document and how it reads in both languages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-document.h"
#include "desktop/widgets/laurel-sentence-template.h"
#include "desktop/widgets/laurel-sentence-words.h"
#include "desktop/widgets/laurel-sentence.h"
#include "tests/desktop/laurel-test-ui.h"

#include <string.h>

typedef struct
{
  const char *json;
  const char *english;
  const char *russian;
} Row;

static const Row conditions[] = {
  { "{\"type\":\"date\",\"from\":\"2026-11-01\",\"to\":\"2026-11-30\"}",
    "the date is from 1 November 2026 to 30 November 2026",
    "дата с 1 ноября 2026 по 30 ноября 2026" },
  { "{\"type\":\"date\",\"from\":\"2026-11-01\"}",
    "the date is from 1 November 2026 on",
    "дата начиная с 1 ноября 2026" },
  { "{\"type\":\"date\",\"to\":\"2026-11-30\"}",
    "the date is up to 30 November 2026",
    "дата не позже 30 ноября 2026" },
  { "{\"type\":\"weekday\",\"days\":[6,7]}",
    "the day is Saturday or Sunday",
    "день недели — суббота или воскресенье" },
  { "{\"type\":\"weekday\",\"days\":[1,3,5]}",
    "the day is Monday, Wednesday or Friday",
    "день недели — понедельник, среда или пятница" },
  { "{\"type\":\"time\",\"from\":\"08:00\",\"to\":\"12:00\"}",
    "the time is from 08:00 to 12:00",
    "время с 08:00 до 12:00" },
  { "{\"type\":\"time\",\"from\":\"08:00\",\"to\":\"08:00\"}",
    "it is any time of the day",
    "время суток любое" },
  { "{\"type\":\"store\",\"ids\":[\"S1\"]}", "the store is “Lesnaya 5”", "магазин — «Lesnaya 5»" },
  { "{\"type\":\"store\",\"ids\":[\"S1\",\"S2\",\"S9\"]}",
    "the store is “Lesnaya 5”, “Arbat 20” or “S9”",
    "магазин — «Lesnaya 5», «Arbat 20» или «S9»" },
  { "{\"type\":\"store_segment\",\"ids\":[\"msk\"]}",
    "the store is in “Moscow”",
    "магазин входит в «Moscow»" },
  { "{\"type\":\"channel\",\"in\":[\"site\",\"app\"]}",
    "the channel is site or app",
    "канал продаж — сайт или приложение" },
  { "{\"type\":\"registered\"}", "the client is registered", "клиент зарегистрирован" },
  { "{\"type\":\"client_segment\",\"ids\":[\"coffee\"]}",
    "the client is in “Coffee lovers”",
    "клиент входит в «Coffee lovers»" },
  { "{\"type\":\"level\",\"ids\":[\"friend\",\"family\"]}",
    "the level is “Silver” or “Gold”",
    "уровень — «Silver» или «Gold»" },
  { "{\"type\":\"card_prefix\",\"prefixes\":[\"2900\"]}",
    "the card number begins with “2900”",
    "номер карты начинается с «2900»" },
  { "{\"type\":\"gender\",\"in\":[\"f\"]}", "the client is a woman", "клиент — женщина" },
  { "{\"type\":\"age\",\"min\":18,\"max\":25}", "the age is from 18 to 25", "возраст от 18 до 25" },
  { "{\"type\":\"age\",\"min\":60}", "the age is 60 or more", "возраст — 60 или больше" },
  { "{\"type\":\"age\",\"max\":21}", "the age is 21 or less", "возраст — 21 или меньше" },
  { "{\"type\":\"age_multiple\",\"of\":5}", "the age divides by 5", "возраст кратен 5" },
  { "{\"type\":\"birthday\"}", "it is the birthday", "день рождения" },
  { "{\"type\":\"birthday\",\"before\":3}",
    "it is the birthday or up to 3 days before it",
    "день рождения или за 3 дня до него" },
  { "{\"type\":\"birthday\",\"after\":7}",
    "it is the birthday or up to 7 days after it",
    "день рождения или 7 дней после него" },
  { "{\"type\":\"birthday\",\"before\":1,\"after\":5}",
    "it is the birthday, 1 day before or 5 days after it",
    "день рождения, 1 день до или 5 дней после него" },
  { "{\"type\":\"first_purchase\"}", "it is the first purchase", "это первая покупка" },
  { "{\"type\":\"purchases\",\"metric\":\"count\",\"op\":\">=\",\"value\":5}",
    "the number of purchases is at least 5",
    "число покупок — не меньше 5" },
  { "{\"type\":\"purchases\",\"metric\":\"turnover\",\"op\":\"<\",\"value\":5000000}",
    "the sum of purchases is less than ₽50,000",
    "сумма покупок — меньше 50\u00a0000\u00a0₽" },
  { "{\"type\":\"purchases\",\"metric\":\"days_since\",\"op\":\">\",\"value\":30}",
    "the number of days since the last purchase is more than 30",
    "число дней с последней покупки — больше 30" },
  { "{\"type\":\"receipt\",\"metric\":\"amount\",\"op\":\">=\",\"value\":100000}",
    "the sum of the receipt is at least ₽1,000",
    "сумма чека — не меньше 1\u00a0000\u00a0₽" },
  { "{\"type\":\"receipt\",\"metric\":\"quantity\",\"op\":\"==\",\"value\":2500}",
    "the quantity of products in the receipt is exactly 2.5",
    "количество товаров в чеке — ровно 2,5" },
  { "{\"type\":\"receipt\",\"metric\":\"lines\",\"op\":\"<=\",\"value\":10}",
    "the number of lines in the receipt is at most 10",
    "число строк в чеке — не больше 10" },
  { "{\"type\":\"receipt\",\"metric\":\"amount\",\"op\":\">=\",\"value\":100050,\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"],\"min_price\":10000}}",
    "in the receipt, the sum of “Coffee beans” priced ₽100 or more except “Gift packs” "
    "is "
    "at "
    "least ₽1,000.50",
    "в чеке сумма — не меньше 1\u00a0000,50\u00a0₽, если считать "
    "«Coffee "
    "beans» "
    "по "
    "цене "
    "от "
    "100\u00a0₽, кроме «Gift packs»" },
  { "{\"type\":\"contains\",\"items\":[{\"segment\":\"beans\",\"quantity\":2000},{\"product\":"
    "\"TEA\",\"quantity\":500}]}",
    "the receipt has 2 × “Coffee beans” and 0.5 × “Green tea”",
    "в чеке есть 2 × «Coffee beans» и 0,5 × «Green tea»" },
  { "{\"type\":\"promo_code\",\"series\":[\"spring\"]}",
    "a promo code of “Spring” is presented",
    "предъявлен промокод серии «Spring»" },
  { "{\"type\":\"payment\",\"in\":[\"card\",\"sbp\"]}",
    "the means of payment is card or “sbp”",
    "способ оплаты — карта или «sbp»" },
  { "{\"type\":\"external_discount\"}",
    "some product has an external discount",
    "на каком-то товаре есть внешняя скидка" },
};

static const Row negations[] = {
  { "{\"not\":{\"type\":\"date\",\"from\":\"2026-11-01\",\"to\":\"2026-11-30\"}}",
    "the date is not from 1 November 2026 to 30 November 2026",
    "дата вне промежутка с 1 ноября 2026 по 30 ноября 2026" },
  { "{\"not\":{\"type\":\"date\",\"from\":\"2026-11-01\"}}",
    "the date is before 1 November 2026",
    "дата раньше 1 ноября 2026" },
  { "{\"not\":{\"type\":\"date\",\"to\":\"2026-11-30\"}}",
    "the date is after 30 November 2026",
    "дата позже 30 ноября 2026" },
  { "{\"not\":{\"type\":\"weekday\",\"days\":[6,7]}}",
    "the day is not Saturday or Sunday",
    "день недели — не суббота и не воскресенье" },
  { "{\"not\":{\"type\":\"weekday\",\"days\":[1,3,5]}}",
    "the day is not Monday, Wednesday or Friday",
    "день недели — не понедельник, не среда и не пятница" },
  { "{\"not\":{\"type\":\"time\",\"from\":\"08:00\",\"to\":\"12:00\"}}",
    "the time is not from 08:00 to 12:00",
    "время вне промежутка с 08:00 до 12:00" },
  { "{\"not\":{\"type\":\"time\",\"from\":\"08:00\",\"to\":\"08:00\"}}",
    "it is no time of the day",
    "время суток никакое" },
  { "{\"not\":{\"type\":\"store\",\"ids\":[\"S1\"]}}",
    "the store is not “Lesnaya 5”",
    "магазин — не «Lesnaya 5»" },
  { "{\"not\":{\"type\":\"store\",\"ids\":[\"S1\",\"S2\",\"S9\"]}}",
    "the store is not “Lesnaya 5”, “Arbat 20” or “S9”",
    "магазин — не «Lesnaya 5», не «Arbat 20» и не «S9»" },
  { "{\"not\":{\"type\":\"store_segment\",\"ids\":[\"msk\"]}}",
    "the store is not in “Moscow”",
    "магазин не входит в «Moscow»" },
  { "{\"not\":{\"type\":\"channel\",\"in\":[\"site\",\"app\"]}}",
    "the channel is not site or app",
    "канал продаж — не сайт и не приложение" },
  { "{\"not\":{\"type\":\"registered\"}}",
    "the client is not registered",
    "клиент не зарегистрирован" },
  { "{\"not\":{\"type\":\"client_segment\",\"ids\":[\"coffee\"]}}",
    "the client is not in “Coffee lovers”",
    "клиент не входит в «Coffee lovers»" },
  { "{\"not\":{\"type\":\"level\",\"ids\":[\"friend\",\"family\"]}}",
    "the level is not “Silver” or “Gold”",
    "уровень — не «Silver» и не «Gold»" },
  { "{\"not\":{\"type\":\"card_prefix\",\"prefixes\":[\"2900\"]}}",
    "the card number does not begin with “2900”",
    "номер карты не начинается с «2900»" },
  { "{\"not\":{\"type\":\"gender\",\"in\":[\"f\"]}}",
    "the client is not a woman",
    "клиент — не женщина" },
  { "{\"not\":{\"type\":\"age\",\"min\":18,\"max\":25}}",
    "the age is not from 18 to 25",
    "возраст не от 18 до 25" },
  { "{\"not\":{\"type\":\"age\",\"min\":60}}", "the age is less than 60", "возраст меньше 60" },
  { "{\"not\":{\"type\":\"age\",\"max\":21}}", "the age is more than 21", "возраст больше 21" },
  { "{\"not\":{\"type\":\"age_multiple\",\"of\":5}}",
    "the age does not divide by 5",
    "возраст не кратен 5" },
  { "{\"not\":{\"type\":\"birthday\"}}", "it is not the birthday", "не день рождения" },
  { "{\"not\":{\"type\":\"birthday\",\"before\":3}}",
    "it is not the birthday, nor up to 3 days before it",
    "не день рождения и не за 3 дня до него" },
  { "{\"not\":{\"type\":\"birthday\",\"after\":7}}",
    "it is not the birthday, nor up to 7 days after it",
    "не день рождения и не 7 дней после него" },
  { "{\"not\":{\"type\":\"birthday\",\"before\":1,\"after\":5}}",
    "it is not the birthday, 1 day before or 5 days after it",
    "не день рождения, не 1 день до и не 5 дней после него" },
  { "{\"not\":{\"type\":\"first_purchase\"}}",
    "it is not the first purchase",
    "это не первая покупка" },
  { "{\"not\":{\"type\":\"purchases\",\"metric\":\"count\",\"op\":\">=\",\"value\":5}}",
    "it is not so that the number of purchases is at least 5",
    "неверно, что число покупок — не меньше 5" },
  { "{\"not\":{\"type\":\"purchases\",\"metric\":\"turnover\",\"op\":\"<\",\"value\":5000000}}",
    "it is not so that the sum of purchases is less than ₽50,000",
    "неверно, что сумма покупок — меньше 50\u00a0000\u00a0₽" },
  { "{\"not\":{\"type\":\"purchases\",\"metric\":\"days_since\",\"op\":\">\",\"value\":30}}",
    "it is not so that the number of days since the last purchase is more than 30",
    "неверно, что число дней с последней покупки — больше 30" },
  { "{\"not\":{\"type\":\"receipt\",\"metric\":\"amount\",\"op\":\">=\",\"value\":100000}}",
    "it is not so that the sum of the receipt is at least ₽1,000",
    "неверно, что сумма чека — не меньше 1\u00a0000\u00a0₽" },
  { "{\"not\":{\"type\":\"receipt\",\"metric\":\"quantity\",\"op\":\"==\",\"value\":2500}}",
    "it is not so that the quantity of products in the receipt is exactly 2.5",
    "неверно, что количество товаров в чеке — ровно 2,5" },
  { "{\"not\":{\"type\":\"receipt\",\"metric\":\"lines\",\"op\":\"<=\",\"value\":10}}",
    "it is not so that the number of lines in the receipt is at most 10",
    "неверно, что число строк в чеке — не больше 10" },
  { "{\"not\":{\"type\":\"receipt\",\"metric\":\"amount\",\"op\":\">=\",\"value\":100050,"
    "\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"],\"min_price\":10000}}}",
    "in the receipt, it is not so that the sum of “Coffee beans” priced ₽100 or more except "
    "“Gift packs” is at least ₽1,000.50",
    "неверно, что в чеке сумма — не меньше 1\u00a0000,50\u00a0₽, "
    "если "
    "считать "
    "«Coffee "
    "beans» "
    "по "
    "цене от 100\u00a0₽, кроме «Gift packs»" },
  { "{\"not\":{\"type\":\"contains\",\"items\":[{\"segment\":\"beans\",\"quantity\":2000},{"
    "\"product\":\"TEA\",\"quantity\":500}]}}",
    "the receipt does not have 2 × “Coffee beans” and 0.5 × “Green tea”",
    "в чеке нет 2 × «Coffee beans» и 0,5 × «Green tea»" },
  { "{\"not\":{\"type\":\"promo_code\",\"series\":[\"spring\"]}}",
    "no promo code of “Spring” is presented",
    "не предъявлен промокод серии «Spring»" },
  { "{\"not\":{\"type\":\"payment\",\"in\":[\"card\",\"sbp\"]}}",
    "the means of payment is not card or “sbp”",
    "способ оплаты — не карта и не «sbp»" },
  { "{\"not\":{\"type\":\"external_discount\"}}",
    "no product has an external discount",
    "ни на одном товаре нет внешней скидки" },
};

static const Row groups[] = {
  { "{\"all\":[{\"type\":\"weekday\",\"days\":[6]},{\"any\":[{\"type\":\"level\",\"ids\":["
    "\"family\"]},{\"type\":\"client_segment\",\"ids\":[\"coffee\"]}]},{\"not\":{\"type\":"
    "\"store\",\"ids\":[\"S1\",\"S2\"]}}]}",
    "the day is Saturday, and (the level is “Gold”, or the client is in “Coffee lovers”), and the "
    "store is not “Lesnaya 5” or “Arbat 20”",
    "день недели — суббота, и (уровень — «Gold» или клиент входит в «Coffee lovers»), и магазин — "
    "не «Lesnaya 5» и не «Arbat 20»" },
  { "{\"not\":{\"any\":[{\"type\":\"level\",\"ids\":[\"friend\",\"family\"]},{\"type\":"
    "\"registered\"}]}}",
    "the level is not “Silver” or “Gold”, and the client is not registered",
    "уровень — не «Silver» и не «Gold», и клиент не зарегистрирован" },
  { "{\"not\":{\"all\":[{\"type\":\"registered\"},{\"type\":\"first_purchase\"}]}}",
    "the client is not registered, or it is not the first purchase",
    "клиент не зарегистрирован или это не первая покупка" },
  { "{\"not\":{\"not\":{\"type\":\"registered\"}}}",
    "the client is registered",
    "клиент зарегистрирован" },
  { "{\"any\":[]}", "never", "никогда" },
  { "{\"all\":[]}", "always", "всегда" },
  { "{\"type\":\"weekday\",\"days\":[]}", "the day is …", "день недели — …" },
  { "{\"type\":\"level\",\"ids\":[]}", "the level is …", "уровень — …" },
};

static const Row nodes[] = {
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500}",
    "everyone gets 15% off all products.",
    "все получают скидку 15\u00a0% на все товары." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1250},\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]},\"max_amount\":50000",
    "everyone gets 12.5% off “Coffee beans” except “Gift packs”, at most ₽500 a receipt.",
    "все получают скидку 12,5\u00a0% на «Coffee beans», кроме «Gift packs», не более "
    "500\u00a0₽ "
    "на чек." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":30000,\"per\":\"receipt\"}",
    "everyone gets ₽300 off the receipt.",
    "все получают скидку 300\u00a0₽ на чек." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":30000,\"per\":\"receipt\"},"
    "\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "everyone gets ₽300 off the sum of “Coffee beans” except “Gift packs”.",
    "все получают общую скидку 300\u00a0₽ на «Coffee beans», "
    "кроме "
    "«Gift "
    "packs»." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":5000,\"per\":\"line\"}",
    "everyone gets ₽50 off each line.",
    "все получают скидку 50\u00a0₽ на каждую строку." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":5000,\"per\":\"line\"},"
    "\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "everyone gets ₽50 off each line with “Coffee beans” except “Gift packs”.",
    "все получают скидку 50\u00a0₽ на каждую строку: «Coffee "
    "beans», "
    "кроме "
    "«Gift "
    "packs»." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":3000,\"per\":\"unit\"}",
    "everyone gets ₽30 off each piece.",
    "все получают скидку 30\u00a0₽ на каждую штуку." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":3000,\"per\":\"unit\"},"
    "\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "everyone gets ₽30 off each piece of “Coffee beans” except “Gift packs”.",
    "все получают скидку 30\u00a0₽ на каждую штуку: «Coffee "
    "beans», "
    "кроме "
    "«Gift "
    "packs»." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":10000,\"per\":{\"every\":"
    "100000}}",
    "everyone gets ₽100 off for every ₽1,000 of the receipt.",
    "все получают скидку 100\u00a0₽ за каждые 1\u00a0000\u00a0₽ в "
    "чеке." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":10000,\"per\":{\"every\":"
    "100000}},\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "everyone gets ₽100 off for every ₽1,000 spent on “Coffee beans” except “Gift "
    "packs”.",
    "все получают скидку 100\u00a0₽ за каждые 1\u00a0000\u00a0₽ на "
    "«Coffee "
    "beans», "
    "кроме "
    "«Gift "
    "packs»." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"fixed_price\",\"price\":18990},\"target\":{"
    "\"products\":[\"TEA\"]}",
    "everyone gets “Green tea” for ₽189.90 each.",
    "все получают цену 189,90\u00a0₽ за штуку на «Green tea»." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"nth\",\"n\":3,\"rate\":5000}",
    "everyone gets 50% off every 3rd piece, the cheapest first.",
    "все получают скидку 50\u00a0% на каждый 3-й товар, начиная с самых дешёвых." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"nth\",\"n\":2,\"rate\":10000},\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "everyone gets 100% off every 2nd piece of “Coffee beans” except “Gift packs”, the cheapest "
    "first.",
    "все получают скидку 100\u00a0% на каждый 2-й товар, начиная с самых дешёвых: «Coffee beans», "
    "кроме «Gift packs»." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"gift\",\"pieces\":1,\"rate\":10000},\"target\":{"
    "\"products\":[\"TEA\"]}",
    "everyone gets 1 piece of “Green tea” as a gift.",
    "все получают в подарок 1 штуку: «Green tea»." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"gift\",\"pieces\":2,\"rate\":5000}",
    "everyone gets 50% off the 2 cheapest pieces.",
    "все получают скидку 50\u00a0% на 2 самые дешёвые штуки." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"gift\",\"pieces\":5,\"rate\":10000}",
    "everyone gets 5 pieces as a gift.",
    "все получают в подарок 5 штук." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"set\",\"items\":[{\"segment\":\"beans\","
    "\"pieces\":1},{\"product\":\"TEA\",\"pieces\":2}],\"price\":29900}",
    "everyone gets a set of 1 × “Coffee beans” and 2 × “Green tea” for ₽299.",
    "все получают набор (1 × «Coffee beans» и 2 × «Green tea») за "
    "299\u00a0₽." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_percent\",\"rate\":1000}",
    "every client gets 10% of the purchase in points.",
    "каждый клиент получает 10\u00a0% покупки баллами." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_percent\",\"rate\":1000},\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]},\"replaces_base\":true",
    "every client gets 10% of the price of “Coffee beans” except “Gift packs” in points, instead "
    "of the points of the level.",
    "каждый клиент получает 10\u00a0% цены баллами за «Coffee beans», кроме «Gift packs», вместо "
    "баллов уровня." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_percent\",\"rate\":1000},\"for_referrer\":"
    "true",
    "whoever invited the client gets 10% of the purchase in points.",
    "пригласивший клиента получает 10\u00a0% покупки баллами." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":10000,\"per\":\"receipt\"}",
    "every client gets 100 points for the receipt.",
    "каждый клиент получает 100 баллов за чек." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":100,\"per\":\"line\"}",
    "every client gets 1 point for each line.",
    "каждый клиент получает 1 балл за каждую строку." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":250,\"per\":\"unit\"},"
    "\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "every client gets 2.5 points for each piece of “Coffee beans” except “Gift packs”.",
    "каждый клиент получает 2,5 балла за каждую штуку: «Coffee beans», кроме «Gift packs»." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":100,\"per\":{\"every\":10000}"
    "}",
    "every client gets 1 point for every ₽100 of the receipt.",
    "каждый клиент получает 1 балл за каждые 100\u00a0₽ в "
    "чеке." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":500000,\"per\":\"receipt\"},"
    "\"for_referrer\":true,\"when\":{\"type\":\"level\",\"ids\":[\"family\"]}",
    "whoever invited a client at the level “Gold” gets 5,000 points for the receipt.",
    "пригласивший клиента с уровнем «Gold» получает 5\u00a0000 баллов за чек." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_multiplier\",\"factor\":200}",
    "every client gets points ×2 for all products.",
    "каждый клиент получает баллы ×2 за все товары." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_multiplier\",\"factor\":150},\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "every client gets points ×1.5 for “Coffee beans” except “Gift packs”.",
    "каждый клиент получает баллы ×1,5 за «Coffee beans», кроме «Gift packs»." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"limits\":{\"once\":"
    "true}",
    "everyone gets 15% off all products, once a client.",
    "все получают скидку 15\u00a0% на все товары, один раз на клиента." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"limits\":{\"once_"
    "days\":30,\"total_money\":200000000}",
    "everyone gets 15% off all products, at most once in 30 days, with a budget of ₽2,000,000.",
    "все получают скидку 15\u00a0% на все товары, не чаще раза в 30 дней, с бюджетом "
    "2\u00a0000\u00a0000\u00a0₽." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"limits\":{\"per_"
    "client\":3,\"total\":1000}",
    "everyone gets 15% off all products, at most 3 times a client, at most 1,000 times in all.",
    "все получают скидку 15\u00a0% на все товары, не более 3 раз на клиента, всего не более "
    "1\u00a0000 раз." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]},\"max_amount\":50000,\"when\":{"
    "\"all\":[{\"type\":\"weekday\",\"days\":[6,7]},{\"type\":\"time\",\"from\":\"08:00\",\"to\":"
    "\"12:00\"},{\"any\":[{\"type\":\"level\",\"ids\":[\"friend\",\"family\"]},{\"type\":\"client_"
    "segment\",\"ids\":[\"coffee\"]}]}]}",
    "on Saturdays and Sundays from 08:00 to 12:00, clients at the level “Silver” or “Gold” or of "
    "the segment “Coffee lovers” get 15% off “Coffee beans” except “Gift packs”, at most "
    "₽500 "
    "a "
    "receipt.",
    "по субботам и воскресеньям с 08:00 до 12:00 клиенты с уровнем «Silver» или «Gold» или из "
    "сегмента «Coffee lovers» получают скидку 15\u00a0% на «Coffee beans», кроме «Gift packs», не "
    "более 500\u00a0₽ на чек." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"when\":{\"all\":[{"
    "\"type\":\"age\",\"min\":18,\"max\":25},{\"type\":\"gender\",\"in\":[\"f\"]},{\"type\":"
    "\"receipt\",\"metric\":\"amount\",\"op\":\">=\",\"value\":100000},{\"type\":\"payment\","
    "\"in\":[\"card\"]}]}",
    "clients of the female sex and aged 18 to 25 get 15% off all products, if the sum of the "
    "receipt is at least ₽1,000 and the means of payment is card.",
    "клиенты женского пола и в возрасте от 18 до 25 лет получают скидку 15\u00a0% на все товары, "
    "если сумма чека — не меньше 1\u00a0000\u00a0₽ и способ "
    "оплаты "
    "— "
    "карта." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"when\":{\"all\":[{"
    "\"type\":\"store\",\"ids\":[\"S1\",\"S2\"]},{\"type\":\"channel\",\"in\":[\"store\",\"site\"]}"
    ",{\"type\":\"date\",\"from\":\"2026-11-01\",\"to\":\"2026-11-30\"}]}",
    "from 1 November 2026 to 30 November 2026, in the stores “Lesnaya 5” or “Arbat 20”, in stores "
    "or on the site, everyone gets 15% off all products.",
    "с 1 ноября 2026 по 30 ноября 2026, в магазинах «Lesnaya 5» или «Arbat 20», в магазинах или на "
    "сайте все получают скидку 15\u00a0% на все товары." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"when\":{\"all\":[{"
    "\"type\":\"birthday\",\"before\":3},{\"type\":\"promo_code\",\"series\":[\"spring\"]},{"
    "\"not\":{\"type\":\"external_discount\"}}]}",
    "on the birthday and 3 days before it, with a promo code of “Spring”, everyone gets 15% off "
    "all products, if no product has an external discount.",
    "в день рождения и за 3 дня до него, с промокодом серии «Spring» все получают скидку 15\u00a0% "
    "на все товары, если ни на одном товаре нет внешней скидки." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"when\":{\"any\":[{"
    "\"type\":\"first_purchase\"},{\"type\":\"purchases\",\"metric\":\"days_since\",\"op\":\">=\","
    "\"value\":90}]}",
    "everyone gets 15% off all products, if it is the first purchase, or the number of days since "
    "the last purchase is at least 90.",
    "все получают скидку 15\u00a0% на все товары, если это первая покупка или число дней с "
    "последней покупки — не меньше 90." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"when\":{\"all\":[{"
    "\"type\":\"registered\"},{\"any\":[{\"type\":\"level\",\"ids\":[\"family\"]},{\"type\":"
    "\"first_purchase\"}]}]}",
    "clients with a profile get 15% off all products, if the level is “Gold”, or it is the first "
    "purchase.",
    "клиенты с регистрацией получают скидку 15\u00a0% на все товары, если уровень — «Gold» или это "
    "первая покупка." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500},\"when\":{\"all\":[{"
    "\"type\":\"age_multiple\",\"of\":5},{\"type\":\"card_prefix\",\"prefixes\":[\"2900\"]},{"
    "\"type\":\"store_segment\",\"ids\":[\"msk\"]}]}",
    "in stores of the segment “Moscow”, clients with a card number that begins with “2900” and "
    "with an age that divides by 5 get 15% off all products.",
    "в магазинах сегмента «Moscow» клиенты с номером карты на «2900» и с кратным 5 возрастом "
    "получают скидку 15\u00a0% на все товары." },
  { "\"kind\":\"group\",\"combine\":\"add\",\"scope\":\"line\",\"winner\":\"last\"",
    "the discounts of this group are added up.",
    "скидки этой группы складываются." },
  { "\"kind\":\"group\",\"combine\":\"add\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "the discounts of this group are added up.",
    "скидки этой группы складываются." },
  { "\"kind\":\"group\",\"combine\":\"multiply\",\"scope\":\"line\",\"winner\":\"last\"",
    "the discounts of this group apply one after another.",
    "скидки этой группы применяются одна за другой." },
  { "\"kind\":\"group\",\"combine\":\"multiply\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "the discounts of this group apply one after another.",
    "скидки этой группы применяются одна за другой." },
  { "\"kind\":\"group\",\"combine\":\"max\",\"scope\":\"line\",\"winner\":\"last\"",
    "the discounts of this group compete on each line, and the largest one wins.",
    "скидки этой группы соперничают на каждой строке, и остаётся наибольшая." },
  { "\"kind\":\"group\",\"combine\":\"max\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "the discounts of this group compete on the whole receipt, and the largest one wins.",
    "скидки этой группы соперничают на всём чеке, и остаётся наибольшая." },
  { "\"kind\":\"group\",\"combine\":\"min\",\"scope\":\"line\",\"winner\":\"last\"",
    "the discounts of this group compete on each line, and the smallest one wins.",
    "скидки этой группы соперничают на каждой строке, и остаётся наименьшая." },
  { "\"kind\":\"group\",\"combine\":\"min\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "the discounts of this group compete on the whole receipt, and the smallest one wins.",
    "скидки этой группы соперничают на всём чеке, и остаётся наименьшая." },
  { "\"kind\":\"group\",\"combine\":\"displace\",\"scope\":\"line\",\"winner\":\"last\"",
    "the discounts of this group displace each other on each line, the last one stays.",
    "скидки этой группы вытесняют друг друга на каждой строке, остаётся последняя." },
  { "\"kind\":\"group\",\"combine\":\"displace\",\"scope\":\"line\",\"winner\":\"first\"",
    "the discounts of this group displace each other on each line, the first one stays.",
    "скидки этой группы вытесняют друг друга на каждой строке, остаётся первая." },
  { "\"kind\":\"group\",\"combine\":\"displace\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "the discounts of this group displace each other on the whole receipt, the last one stays.",
    "скидки этой группы вытесняют друг друга на всём чеке, остаётся последняя." },
  { "\"kind\":\"group\",\"combine\":\"displace\",\"scope\":\"receipt\",\"winner\":\"first\"",
    "the discounts of this group displace each other on the whole receipt, the first one stays.",
    "скидки этой группы вытесняют друг друга на всём чеке, остаётся первая." },
  { "\"kind\":\"group\",\"when\":{\"all\":[{\"type\":\"weekday\",\"days\":[2]},{\"type\":\"level\","
    "\"ids\":[\"family\"]}]}",
    "on Tuesdays, for clients at the level “Gold” the discounts of this group are added up.",
    "по вторникам для клиентов с уровнем «Gold» скидки этой группы складываются." },
};

static const Row gives[] = {
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1500}", "−15%", "−15\u00a0%" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"percent\",\"rate\":1250},\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]},\"max_amount\":50000",
    "−12.5%",
    "−12,5\u00a0%" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":30000,\"per\":\"receipt\"}",
    "₽300 off the receipt",
    "300\u00a0₽ с чека" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":30000,\"per\":\"receipt\"},"
    "\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "₽300 off the receipt",
    "300\u00a0₽ с чека" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":5000,\"per\":\"line\"}",
    "₽50 off each line",
    "50\u00a0₽ с каждой строки" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":5000,\"per\":\"line\"},"
    "\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "₽50 off each line",
    "50\u00a0₽ с каждой строки" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":3000,\"per\":\"unit\"}",
    "₽30 off each piece",
    "30\u00a0₽ с каждой штуки" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":3000,\"per\":\"unit\"},"
    "\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "₽30 off each piece",
    "30\u00a0₽ с каждой штуки" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":10000,\"per\":{\"every\":"
    "100000}}",
    "₽100 off every ₽1,000",
    "100\u00a0₽ с каждых 1\u00a0000\u00a0₽" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"amount\",\"amount\":10000,\"per\":{\"every\":"
    "100000}},\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "₽100 off every ₽1,000",
    "100\u00a0₽ с каждых 1\u00a0000\u00a0₽" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"fixed_price\",\"price\":18990},\"target\":{"
    "\"products\":[\"TEA\"]}",
    "for ₽189.90",
    "за 189,90\u00a0₽" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"nth\",\"n\":3,\"rate\":5000}",
    "every 3rd, −50%",
    "каждый 3-й, −50\u00a0%" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"nth\",\"n\":2,\"rate\":10000},\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "every 2nd, −100%",
    "каждый 2-й, −100\u00a0%" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"gift\",\"pieces\":1,\"rate\":10000},\"target\":{"
    "\"products\":[\"TEA\"]}",
    "1 pc. as a gift",
    "1 шт. в подарок" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"gift\",\"pieces\":2,\"rate\":5000}",
    "−50% on 2 pcs.",
    "−50\u00a0% на 2 шт." },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"gift\",\"pieces\":5,\"rate\":10000}",
    "5 pcs. as a gift",
    "5 шт. в подарок" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"set\",\"items\":[{\"segment\":\"beans\","
    "\"pieces\":1},{\"product\":\"TEA\",\"pieces\":2}],\"price\":29900}",
    "set for ₽299",
    "набор за 299\u00a0₽" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_percent\",\"rate\":1000}",
    "10% in points",
    "10\u00a0% баллами" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_percent\",\"rate\":1000},\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]},\"replaces_base\":true",
    "10% in points",
    "10\u00a0% баллами" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_percent\",\"rate\":1000},\"for_referrer\":"
    "true",
    "10% to the referrer",
    "10\u00a0% пригласившему" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":10000,\"per\":\"receipt\"}",
    "100 per receipt",
    "100 на чек" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":100,\"per\":\"line\"}",
    "1 per line",
    "1 на строку" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":250,\"per\":\"unit\"},"
    "\"target\":{\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "2.5 per piece",
    "2,5 на штуку" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points\",\"points\":100,\"per\":{\"every\":10000}"
    "}",
    "1 per ₽100",
    "1 за 100\u00a0₽" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_multiplier\",\"factor\":200}",
    "×2",
    "×2" },
  { "\"kind\":\"discount\",\"reward\":{\"type\":\"points_multiplier\",\"factor\":150},\"target\":{"
    "\"segments\":[\"beans\"],\"exclude_segments\":[\"gifts\"]}",
    "×1.5",
    "×1,5" },
  { "\"kind\":\"group\",\"combine\":\"add\",\"scope\":\"line\",\"winner\":\"last\"",
    "added up",
    "складываются" },
  { "\"kind\":\"group\",\"combine\":\"add\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "added up",
    "складываются" },
  { "\"kind\":\"group\",\"combine\":\"multiply\",\"scope\":\"line\",\"winner\":\"last\"",
    "one after another",
    "последовательно" },
  { "\"kind\":\"group\",\"combine\":\"multiply\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "one after another",
    "последовательно" },
  { "\"kind\":\"group\",\"combine\":\"max\",\"scope\":\"line\",\"winner\":\"last\"",
    "the best one per line",
    "лучшая по строке" },
  { "\"kind\":\"group\",\"combine\":\"max\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "the best one per receipt",
    "лучшая по чеку" },
  { "\"kind\":\"group\",\"combine\":\"min\",\"scope\":\"line\",\"winner\":\"last\"",
    "the smallest one per line",
    "меньшая по строке" },
  { "\"kind\":\"group\",\"combine\":\"min\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "the smallest one per receipt",
    "меньшая по чеку" },
  { "\"kind\":\"group\",\"combine\":\"displace\",\"scope\":\"line\",\"winner\":\"last\"",
    "the last one displaces",
    "вытеснение, последняя" },
  { "\"kind\":\"group\",\"combine\":\"displace\",\"scope\":\"line\",\"winner\":\"first\"",
    "the first one displaces",
    "вытеснение, первая" },
  { "\"kind\":\"group\",\"combine\":\"displace\",\"scope\":\"receipt\",\"winner\":\"last\"",
    "the last one displaces",
    "вытеснение, последняя" },
  { "\"kind\":\"group\",\"combine\":\"displace\",\"scope\":\"receipt\",\"winner\":\"first\"",
    "the first one displaces",
    "вытеснение, первая" },
};

static const struct
{
  const char *test;
  Row         row;
} failures[] = {
  { "level",
    { "{\"all\":[{\"type\":\"weekday\",\"days\":[6]},{\"type\":\"level\",\"ids\":[\"friend\","
      "\"family\"]}]}",
      "the level is not “Silver” or “Gold”",
      "уровень — не «Silver» и не «Gold»" } },
  { "receipt",
    { "{\"type\":\"receipt\",\"metric\":\"amount\",\"op\":\">=\",\"value\":100000}",
      "it is not so that the sum of the receipt is at least ₽1,000",
      "неверно, что сумма чека — не меньше 1\u00a0000\u00a0₽" } },
  { "any",
    { "{\"all\":[{\"type\":\"registered\"},{\"any\":[{\"type\":\"first_purchase\"},{\"type\":"
      "\"birthday\"}]}]}",
      "it is not the first purchase, and it is not the birthday",
      "это не первая покупка, и не день рождения" } },
  { "not",
    { "{\"not\":{\"type\":\"external_discount\"}}",
      "some product has an external discount",
      "на каком-то товаре есть внешняя скидка" } },
  { "account",
    { "{\"all\":[]}", "there was no client and no card", "не было ни клиента, ни карты" } },
  { "referrer", { "{\"all\":[]}", "nobody has invited the client", "клиента никто не приглашал" } },
  { "channel",
    { "{\"type\":\"registered\"}", "a condition does not hold", "не выполнено условие" } },
  { "weekday",
    { "{\"all\":[{\"type\":\"weekday\",\"days\":[6,7]},{\"type\":\"weekday\",\"days\":[1]}]}",
      "the day is not Saturday or Sunday, or the day is not Monday",
      "день недели — не суббота и не воскресенье или день недели — не понедельник" } },
};

static LaurelNames *
new_names (void)
{
  LaurelNames *names = laurel_names_new (NULL);

  laurel_names_put (names, LAUREL_NAME_LEVEL, "friend", "Silver");
  laurel_names_put (names, LAUREL_NAME_LEVEL, "family", "Gold");
  laurel_names_put (names, LAUREL_NAME_CLIENT_SEGMENT, "coffee", "Coffee lovers");
  laurel_names_put (names, LAUREL_NAME_STORE, "S1", "Lesnaya 5");
  laurel_names_put (names, LAUREL_NAME_STORE, "S2", "Arbat 20");
  laurel_names_put (names, LAUREL_NAME_STORE_SEGMENT, "msk", "Moscow");
  laurel_names_put (names, LAUREL_NAME_PRODUCT_SEGMENT, "beans", "Coffee beans");
  laurel_names_put (names, LAUREL_NAME_PRODUCT_SEGMENT, "gifts", "Gift packs");
  laurel_names_put (names, LAUREL_NAME_PRODUCT, "TEA", "Green tea");
  laurel_names_put (names, LAUREL_NAME_SERIES, "spring", "Spring");

  return names;
}

/* A program whose root has one child, "d", with the members @members. */
static LaurelDocument *
read_node (const char *members)
{
  g_autofree char *text =
      g_strdup_printf ("{\"document\":{\"format\":1,\"name\":\"T\",\"discounts\":{\"id\":\"root\","
                       "\"kind\":\"group\",\"children\":[{\"id\":\"d\",%s}]}}}",
                       members);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelReply) reply = laurel_reply_new (bytes, &error);
  LaurelDocument *document = NULL;

  g_assert_no_error (error);
  document = laurel_document_read (reply, "document");
  g_assert_true (laurel_reply_finish (reply, &error));
  g_assert_no_error (error);

  return document;
}

static LaurelDocument *
read_condition (const char *json)
{
  g_autofree char *members = g_strdup_printf ("\"kind\":\"discount\",\"when\":%s,"
                                              "\"reward\":{\"type\":\"percent\",\"rate\":1500}",
                                              json);

  return read_node (members);
}

typedef char *(*SayFunc) (LaurelNode *node, const char *detail, LaurelNames *names);

static void
check (LaurelDocument *document, const Row *row, SayFunc say, const char *detail)
{
  g_autoptr (LaurelNames) names = new_names ();
  LaurelNode      *node = laurel_document_find (document, "d");
  g_autofree char *english = say (node, detail, names);
  g_autofree char *russian = NULL;

  laurel_test_ui_set_language ("ru");
  russian = say (node, detail, names);
  laurel_test_ui_set_language ("en");

  g_assert_cmpstr (english, ==, row->english);
  g_assert_cmpstr (russian, ==, row->russian);
}

static char *
say_condition (LaurelNode *node, const char *detail, LaurelNames *names)
{
  return laurel_sentence_condition (node->when, names);
}

static char *
say_node (LaurelNode *node, const char *detail, LaurelNames *names)
{
  return laurel_sentence_node (node, names);
}

static char *
say_gives (LaurelNode *node, const char *detail, LaurelNames *names)
{
  return laurel_sentence_gives (node);
}

static char *
say_failed (LaurelNode *node, const char *test, LaurelNames *names)
{
  return laurel_sentence_failed_test (node->when, test, names);
}

static void
check_conditions (const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr (LaurelDocument) document = read_condition (rows[i].json);

      check (document, &rows[i], say_condition, NULL);
    }
}

static void
test_each_condition_is_a_sentence (void)
{
  check_conditions (conditions, G_N_ELEMENTS (conditions));
}

static void
test_each_condition_can_be_denied (void)
{
  check_conditions (negations, G_N_ELEMENTS (negations));
}

static void
test_groups_are_joined (void)
{
  check_conditions (groups, G_N_ELEMENTS (groups));
}

static void
test_each_reward_and_group_is_a_sentence (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autoptr (LaurelDocument) document = read_node (nodes[i].json);

      check (document, &nodes[i], say_node, NULL);
    }
}

static void
test_each_reward_has_a_short_form (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (gives); i++)
    {
      g_autoptr (LaurelDocument) document = read_node (gives[i].json);

      check (document, &gives[i], say_gives, NULL);
    }
}

static void
test_a_failed_test_says_what_was_asked (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (LaurelDocument) document = read_condition (failures[i].row.json);

      check (document, &failures[i].row, say_failed, failures[i].test);
    }
}

static gint
compare_slots (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_slots (const char *message)
{
  g_autoptr (GPtrArray) pieces = laurel_template_split (message);
  GPtrArray *slots = g_ptr_array_new ();
  char      *joined = NULL;

  for (guint i = 0; i < pieces->len; i++)
    {
      const LaurelPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->is_slot)
        g_ptr_array_add (slots, piece->text);
    }

  g_ptr_array_sort (slots, compare_slots);
  g_ptr_array_add (slots, NULL);
  joined = g_strjoinv (" ", (char **) slots->pdata);
  g_ptr_array_unref (slots);

  return joined;
}

/* A translation may order the places for values, and not lose one. */
static void
test_translations_have_all_slots (void)
{
  for (LaurelConditionKind kind = LAUREL_CONDITION_DATE; kind < LAUREL_N_CONDITION_KINDS; kind++)
    for (gboolean negated = FALSE; negated <= TRUE; negated++)
      {
        g_autofree char *english = join_slots (laurel_words_row (kind, negated));
        g_autofree char *russian = NULL;

        laurel_test_ui_set_language ("ru");
        russian = join_slots (laurel_words_row (kind, negated));
        laurel_test_ui_set_language ("en");
        g_assert_cmpstr (english, ==, russian);
      }
}

/* Every kind, as a palette makes it, says what it lacks or lacks nothing. */
static void
test_what_is_unfinished_says_so (void)
{
  for (LaurelConditionKind kind = LAUREL_CONDITION_DATE; kind < LAUREL_N_CONDITION_KINDS; kind++)
    {
      g_autoptr (LaurelCondition) condition = laurel_condition_new (kind);
      g_autoptr (GPtrArray) pieces = laurel_template_split (laurel_words_row (kind, FALSE));
      gboolean lacks = FALSE;

      for (guint i = 0; i < pieces->len; i++)
        {
          const LaurelPiece *piece = g_ptr_array_index (pieces, i);

          lacks = lacks || (piece->is_slot && laurel_words_slot_lacks (condition, piece->text));
        }

      g_assert_cmpint (lacks, ==, laurel_sentence_condition_lacks (condition) != NULL);
    }
}

static void
test_long_lists_are_cut (void)
{
  g_auto (GStrv) ids = g_strsplit ("a b c d e f g h i", " ", -1);
  g_autofree char *prose =
      laurel_words_ids (ids, LAUREL_NAME_PRODUCT, LAUREL_LIST_OR, LAUREL_STYLE_PROSE, NULL);
  g_autofree char *token =
      laurel_words_ids (ids, LAUREL_NAME_PRODUCT, LAUREL_LIST_AND, LAUREL_STYLE_TOKEN, NULL);

  g_assert_cmpstr (prose, ==, "“a”, “b”, “c”, “d”, “e”, “f” or 3 more");
  g_assert_cmpstr (token, ==, "a, b, c and 6 more");
}

int
main (int argc, char **argv)
{
  laurel_test_ui_init (&argc, &argv);

  g_test_add_func ("/sentence/conditions", test_each_condition_is_a_sentence);
  g_test_add_func ("/sentence/denials", test_each_condition_can_be_denied);
  g_test_add_func ("/sentence/groups", test_groups_are_joined);
  g_test_add_func ("/sentence/nodes", test_each_reward_and_group_is_a_sentence);
  g_test_add_func ("/sentence/gives", test_each_reward_has_a_short_form);
  g_test_add_func ("/sentence/failed", test_a_failed_test_says_what_was_asked);
  g_test_add_func ("/sentence/slots", test_translations_have_all_slots);
  g_test_add_func ("/sentence/unfinished", test_what_is_unfinished_says_so);
  g_test_add_func ("/sentence/long-lists", test_long_lists_are_cut);

  return g_test_run ();
}
