/* laurel-demo.c - the demo chain «Весна»: eighteen months of a chain that never was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-demo.h"

#include "server/engine/laurel-calendar.h"
#include "server/jobs/laurel-demo-people.h"
#include "server/jobs/laurel-jobs-resources.h"

#include <gio/gio.h>
#include <string.h>

/* The chain sells this much more, permille, at the end of a year. */
#define GROWTH_A_YEAR     170
#define LAST_SALE_SECONDS 120
#define LINES_MAX         12
/* Streams of chance. */
#define STREAM_SHOPS    G_GUINT64_CONSTANT (1)
#define STREAM_GOODS    G_GUINT64_CONSTANT (2)
#define STREAM_HABITS   G_GUINT64_CONSTANT (3)
#define STREAM_PEOPLE   (G_GUINT64_CONSTANT (1) << 40)
#define STREAM_DAYS     (G_GUINT64_CONSTANT (2) << 40)
#define STREAM_RECEIPTS (G_GUINT64_CONSTANT (3) << 40)

/* How a client lives with the chain. Days are of the history, from 0. */
typedef struct
{
  guint16  first_day;
  guint16  last_day; /* no purchase after it: the client has gone elsewhere */
  guint16  interval; /* days between two purchases */
  guint16  shop;
  guint8   purse;  /* lines of a receipt, percent */
  guint8   spends; /* receipts on which points are spent, percent */
  gboolean known;
} Habit;

typedef enum
{
  PLAN_CLIENT,
  PLAN_SALE,
  PLAN_RETURN,
  PLAN_GRANT,
} PlanKind;

typedef struct
{
  gint64   time;
  guint32  number; /* of the day's plans: decides between equal times, and seeds the receipt */
  PlanKind kind;
  guint32  client; /* 0: nobody */
  guint32  shop;
  guint32  back; /* of a return: index into the day's returns */
} Plan;

/* What a receipt will bring back, known when it is written. */
typedef struct
{
  char                   *sale_key;
  guint32                 client;
  guint32                 shop;
  LaurelHistoryReturnLine lines[LINES_MAX];
  gsize                   n_lines;
} Back;

struct _LaurelDemo
{
  LaurelDemoScale scale;
  guint64         seed;
  gint64          now;
  gint32          first; /* date of day 0 */
  GStringChunk   *strings;
  GArray         *shops;
  GArray         *products;
  guint          *group_begin;  /* first product of each group, and the end */
  guint          *group_winter; /* weights of the groups at both ends of the year */
  guint          *group_summer;
  guint           n_groups;
  GArray         *clients_of_city[16]; /* (element-type guint32): who can be a referrer */
  Habit          *habits;              /* of client number i + 1 */
  GArray        **visits;              /* (element-type guint32): clients of each day, by number */
  GPtrArray     **returns;             /* (element-type Back): of each day */
  guint          *receipts_of_shop;

  guint              day;
  GArray            *plans; /* (element-type Plan): of the day */
  guint              at;
  guint32            numbers;
  GPtrArray         *day_returns;
  char               key[48];
  char               number[48];
  char               till[8];
  char               street_card[2][14];
  LaurelHistoryCard  cards[2];
  LaurelReceiptLine  lines[LINES_MAX];
  LaurelHistoryEvent event;
};

static const LaurelDemoScale scales[] = {
  { "small", 1000, 6, 300, 27 },
  { "medium", 20000, 40, 3000, 540 },
  { "large", 100000, 100, 3000, 2700 },
};

static const char *const cashiers[] = {
  "Белова Д. К.",   "Кузнецова О. В.", "Орлова Т. И.",  "Громова Н. С.", "Лебедева А. П.",
  "Попова Е. М.",   "Смирнова Л. Ю.",  "Титова В. А.",  "Фомина И. Г.",  "Котова С. Д.",
  "Зайцева Е. Н.",  "Макарова Ю. О.",  "Ершов П. А.",   "Панов К. С.",   "Рябова М. Л.",
  "Тарасова Г. Р.", "Ушакова К. Е.",   "Чернова Я. В.", "Шубина А. Т.",  "Юдина Н. Н.",
  "Алиева Р. Т.",   "Быкова Д. Д.",    "Васин О. П.",   "Карпова З. И.",
};

const LaurelDemoScale *
laurel_demo_scale_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      if (strcmp (scales[i].name, name) == 0)
        return &scales[i];
    }

  return NULL;
}

static const LaurelDemoShop *
get_shop (const LaurelDemo *demo, guint index)
{
  return &g_array_index (demo->shops, LaurelDemoShop, index);
}

static void
free_back (gpointer data)
{
  Back *back = data;

  g_free (back->sale_key);
  g_free (back);
}

/* === Who comes when =========================================================================== */

static void
make_habit (LaurelDemo *demo, LaurelDemoRandom *random, Habit *habit)
{
  static const guint   kinds[] = { 4, 13, 35, 48 };
  static const guint16 intervals[] = { 7, 15, 32, 75 };
  gint64               days = LAUREL_DEMO_DAYS;

  /* The cards were introduced when the history begins: every third client came at once. */
  habit->first_day = (guint16) (laurel_demo_random_chance (random, 330)
                                    ? laurel_demo_random_range (random, 0, 45)
                                    : laurel_demo_random_range (random, 0, days - 1));
  habit->last_day = (guint16) (laurel_demo_random_chance (random, 300)
                                   ? laurel_demo_random_range (random, habit->first_day, days - 1)
                                   : days - 1);
  habit->interval = intervals[laurel_demo_random_pick (random, kinds, G_N_ELEMENTS (kinds))];
  habit->shop = (guint16) laurel_demo_random_range (random, 0, (gint64) demo->scale.n_shops - 1);
  habit->purse = (guint8) laurel_demo_random_range (random, 70, 160);
  habit->spends =
      (guint8) (laurel_demo_random_chance (random, 400) ? laurel_demo_random_range (random, 25, 60)
                                                        : laurel_demo_random_range (random, 0, 10));
  habit->known = FALSE;
}

/* The day of the next purchase: about when it is due, and rather on a busy day than on a quiet one.
 */
static void
plan_visit (LaurelDemo *demo, LaurelDemoRandom *random, guint32 client, guint after)
{
  const Habit *habit = &demo->habits[client - 1];
  gint64       wait = laurel_demo_random_range (random, 40, 150) * habit->interval / 100;
  gint64       day = after + MAX (wait, 1);
  guint        weights[7];

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      guint factor = laurel_demo_day_factor ((gint32) (demo->first + day + i));

      weights[i] = factor * factor / 1000;
    }
  day += laurel_demo_random_pick (random, weights, MIN (G_N_ELEMENTS (weights), habit->interval));
  if (day <= habit->last_day)
    g_array_append_val (demo->visits[day], client);
}

static void
make_habits (LaurelDemo *demo)
{
  LaurelDemoRandom random = laurel_demo_random_start (demo->seed, STREAM_HABITS);

  demo->habits = g_new0 (Habit, demo->scale.n_clients);
  demo->visits = g_new0 (GArray *, LAUREL_DEMO_DAYS);
  demo->returns = g_new0 (GPtrArray *, LAUREL_DEMO_DAYS);
  for (guint i = 0; i < LAUREL_DEMO_DAYS; i++)
    {
      demo->visits[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
      demo->returns[i] = g_ptr_array_new_with_free_func (free_back);
    }
  for (guint32 i = 0; i < demo->scale.n_clients; i++)
    {
      guint32 client = i + 1;

      make_habit (demo, &random, &demo->habits[i]);
      g_array_append_val (demo->visits[demo->habits[i].first_day], client);
    }
}

static guint
choose_shop (LaurelDemo *demo, LaurelDemoRandom *random, const Habit *habit)
{
  static const guint ways[] = { 810, 70, 75, 35, 10 };
  guint              way = laurel_demo_random_pick (random, ways, G_N_ELEMENTS (ways));

  if (way == 0)
    return habit->shop;
  if (way == 1)
    return (guint) laurel_demo_random_range (random, 0, (gint64) demo->scale.n_shops - 1);

  return demo->scale.n_shops + way - 2;
}

static void
add_plan (LaurelDemo *demo, PlanKind kind, gint64 time, guint32 client, guint32 shop, guint32 back)
{
  Plan plan = { time, demo->numbers++, kind, client, shop, back };

  if (time <= demo->now - LAST_SALE_SECONDS)
    g_array_append_val (demo->plans, plan);
}

static void
plan_clients (LaurelDemo *demo, LaurelDemoRandom *random, guint *known)
{
  const GArray *visits = demo->visits[demo->day];

  for (guint i = 0; i < visits->len; i++)
    {
      guint32 client = g_array_index (visits, guint32, i);
      Habit  *habit = &demo->habits[client - 1];
      guint   shop = choose_shop (demo, random, habit);
      gint64  time = laurel_demo_shop_moment (get_shop (demo, shop),
                                             random,
                                             (gint32) (demo->first + (gint32) demo->day));

      if (!habit->known)
        {
          habit->known = TRUE;
          add_plan (demo, PLAN_CLIENT, time, client, shop, 0);
        }
      else if (laurel_demo_random_chance (random, 2))
        add_plan (demo, PLAN_GRANT, time, client, shop, 0);
      add_plan (demo, PLAN_SALE, time, client, shop, 0);
      known[shop]++;
      plan_visit (demo, random, client, demo->day);
    }
}

/* Whoever comes without a card makes up what the shop sells on such a day. */
static void
plan_strangers (LaurelDemo *demo, LaurelDemoRandom *random, const guint *known)
{
  gint32  date = demo->first + (gint32) demo->day;
  guint64 factor =
      laurel_demo_day_factor (date) * (1000 + (guint64) GROWTH_A_YEAR * demo->day / 365) / 1000;
  guint64 weights = 0;

  for (guint i = 0; i < demo->shops->len; i++)
    weights += get_shop (demo, i)->weight;
  for (guint i = 0; i < demo->shops->len; i++)
    {
      guint64 noise = (guint64) laurel_demo_random_range (random, 850, 1150);
      /* In thousandths of a receipt, so that a small chain loses nothing to rounding. */
      guint64 target =
          demo->scale.receipts_a_day * get_shop (demo, i)->weight * factor / weights * noise / 1000;
      guint64 strangers = MAX (target > known[i] * 1000 ? target - known[i] * 1000 : 0, target / 5);
      guint   n = (guint) (strangers / 1000);

      if (laurel_demo_random_chance (random, (guint) (strangers % 1000)))
        n++;
      for (guint j = 0; j < n; j++)
        add_plan (demo,
                  PLAN_SALE,
                  laurel_demo_shop_moment (get_shop (demo, i), random, date),
                  0,
                  i,
                  0);
    }
}

static gint
compare_plans (gconstpointer a, gconstpointer b)
{
  const Plan *plan_a = a;
  const Plan *plan_b = b;

  if (plan_a->time != plan_b->time)
    return plan_a->time < plan_b->time ? -1 : 1;

  return plan_a->number < plan_b->number ? -1 : plan_a->number > plan_b->number;
}

static void
plan_day (LaurelDemo *demo)
{
  LaurelDemoRandom  random = laurel_demo_random_start (demo->seed, STREAM_DAYS + demo->day);
  g_autofree guint *known = g_new0 (guint, demo->shops->len);

  g_array_set_size (demo->plans, 0);
  demo->at = 0;
  demo->numbers = 0;
  demo->day_returns = demo->returns[demo->day];

  plan_clients (demo, &random, known);
  plan_strangers (demo, &random, known);
  for (guint i = 0; i < demo->day_returns->len; i++)
    {
      const Back *back = g_ptr_array_index (demo->day_returns, i);

      add_plan (demo,
                PLAN_RETURN,
                laurel_demo_shop_moment (get_shop (demo, back->shop),
                                         &random,
                                         demo->first + (gint32) demo->day),
                back->client,
                back->shop,
                i);
    }
  g_array_sort (demo->plans, compare_plans);
}

/* === What is in a receipt ===================================================================== */

static gint64
get_price (const LaurelDemo *demo, const LaurelDemoProduct *product)
{
  /* Prices rise by a few percent each quarter, to whole roubles. */
  return product->price * (1000 + 12 * (demo->day / 91)) / 100000 * 100;
}

static guint
choose_product (const LaurelDemo *demo, LaurelDemoRandom *random, const LaurelDemoShop *shop)
{
  guint                  n_groups = 0;
  const LaurelDemoGroup *groups = laurel_demo_goods_get_groups (&n_groups);
  gint32                 month = laurel_date_from_day (demo->first + (gint32) demo->day).month;
  gboolean               summer = month >= 4 && month <= 9;
  guint                  group = 0;
  gint64                 last = 0;

  do
    group = laurel_demo_random_pick (random,
                                     summer ? demo->group_summer : demo->group_winter,
                                     n_groups);
  while (strcmp (shop->channel, "showroom") == 0 && !groups[group].home);

  /* The first of a group are bought far more often than the last. */
  last = (gint64) demo->group_begin[group + 1] - demo->group_begin[group] - 1;
  last = laurel_demo_random_range (random, 0, last);

  return demo->group_begin[group] + (guint) laurel_demo_random_range (random, 0, last);
}

static gint64
choose_quantity (LaurelDemoRandom *random, const LaurelDemoGroup *group)
{
  static const guint pieces[] = { 800, 130, 40, 20, 0, 10 };

  if (group->by_weight)
    return laurel_demo_random_range (random, 15, 110) * 10;

  return (gint64) (laurel_demo_random_pick (random, pieces, G_N_ELEMENTS (pieces)) + 1) * 1000;
}

static gsize
fill_lines (LaurelDemo *demo, LaurelDemoRandom *random, const Plan *plan)
{
  static const guint     counts[] = { 150, 200, 190, 155, 115, 75, 50, 32, 20, 13 };
  guint                  n_groups = 0;
  const LaurelDemoGroup *groups = laurel_demo_goods_get_groups (&n_groups);
  guint                  n = laurel_demo_random_pick (random, counts, G_N_ELEMENTS (counts)) + 1;

  if (plan->client != 0)
    n = MIN (MAX (n * demo->habits[plan->client - 1].purse / 100, 1), LINES_MAX);
  for (guint i = 0; i < n; i++)
    {
      const LaurelDemoProduct *product =
          &g_array_index (demo->products,
                          LaurelDemoProduct,
                          choose_product (demo, random, get_shop (demo, plan->shop)));

      demo->lines[i].n = i + 1;
      demo->lines[i].product = product->code;
      demo->lines[i].quantity = choose_quantity (random, &groups[product->group]);
      demo->lines[i].price = get_price (demo, product);
      demo->lines[i].external_discount = 0;
    }

  return n;
}

/* Some of what is sold comes back within two weeks: one line in two thirds of the cases. */
static gboolean
plan_return (LaurelDemo *demo, LaurelDemoRandom *random, const Plan *plan, gsize n_lines)
{
  guint day = demo->day + (guint) laurel_demo_random_range (random, 1, 14);
  Back *back = NULL;

  if (!laurel_demo_random_chance (random, 22) || day >= LAUREL_DEMO_DAYS)
    return FALSE;

  back = g_new0 (Back, 1);
  back->sale_key = g_strdup (demo->key);
  back->client = plan->client;
  back->shop = plan->shop;
  if (laurel_demo_random_chance (random, 350))
    back->n_lines = n_lines;
  else
    back->n_lines = 1;
  for (gsize i = 0; i < back->n_lines; i++)
    {
      const LaurelReceiptLine *line = &demo->lines[i];
      gboolean part = back->n_lines == 1 && line->quantity >= 2000 && line->quantity % 1000 == 0;

      back->lines[i].n = line->n;
      back->lines[i].product = line->product;
      back->lines[i].price = line->price;
      back->lines[i].quantity = part ? 1000 : line->quantity;
    }
  g_ptr_array_add (demo->returns[day], back);

  return TRUE;
}

/* === Events =================================================================================== */

static void
fill_place (LaurelDemo *demo, LaurelDemoRandom *random, const Plan *plan)
{
  const LaurelDemoShop *shop = get_shop (demo, plan->shop);
  guint                 till = (guint) laurel_demo_random_range (random, 1, shop->n_tills);

  demo->receipts_of_shop[plan->shop]++;
  g_snprintf (demo->number,
              sizeof demo->number,
              "%s-%02u-%05u",
              shop->code,
              till,
              demo->receipts_of_shop[plan->shop]);
  g_snprintf (demo->till, sizeof demo->till, "%u", till);
  demo->event.number = demo->number;
  demo->event.till = demo->till;
  if (strcmp (shop->channel, "store") == 0)
    demo->event.cashier =
        cashiers[(plan->shop * 5 + till * 2 + demo->day % 2) % G_N_ELEMENTS (cashiers)];
}

static void
tell_sale (LaurelDemo *demo, LaurelDemoRandom *random, const Plan *plan)
{
  const LaurelDemoShop *shop = get_shop (demo, plan->shop);
  LaurelReceipt        *receipt = &demo->event.sale.receipt;

  fill_place (demo, random, plan);
  receipt->store = shop->code;
  receipt->time = plan->time;
  receipt->channel = shop->channel;
  receipt->lines = demo->lines;
  receipt->n_lines = fill_lines (demo, random, plan);
  if (plan->client != 0)
    {
      laurel_demo_card_print (demo->street_card[0], plan->client);
      receipt->card = demo->street_card[0];
      if (laurel_demo_random_chance (random, demo->habits[plan->client - 1].spends * 10U))
        receipt->redeem = LAUREL_REDEEM_MAX;
    }
  demo->event.sale.is_returned = plan_return (demo, random, plan, receipt->n_lines);
}

static void
tell_return (LaurelDemo *demo, LaurelDemoRandom *random, const Plan *plan)
{
  const Back *back = g_ptr_array_index (demo->day_returns, plan->back);

  fill_place (demo, random, plan);
  demo->event.back.sale_key = back->sale_key;
  demo->event.back.store = get_shop (demo, plan->shop)->code;
  demo->event.back.channel = get_shop (demo, plan->shop)->channel;
  demo->event.back.lines = back->lines;
  demo->event.back.n_lines = back->n_lines;
}

/* A few cards are lost or blocked, and then there is a second one. */
static void
fill_cards (LaurelDemo *demo, LaurelDemoRandom *random, const Plan *plan)
{
  LaurelHistoryClient *profile = &demo->event.profile;
  gboolean             second = laurel_demo_random_chance (random, 30);

  laurel_demo_card_print (demo->street_card[0], plan->client);
  demo->cards[0] = (LaurelHistoryCard){ demo->street_card[0], "plastic", "active", plan->time };
  if (laurel_demo_random_chance (random, 380))
    demo->cards[0].kind = "virtual";
  profile->cards = demo->cards;
  profile->n_cards = 1;
  if (second)
    {
      static const guint       ways[] = { 60, 25, 15 };
      static const char *const states[] = { "active", "lost", "blocked" };
      guint                    way = laurel_demo_random_pick (random, ways, G_N_ELEMENTS (ways));

      laurel_demo_card_print (demo->street_card[1], plan->client + 500000000);
      demo->cards[1] =
          (LaurelHistoryCard){ demo->street_card[1], "plastic", states[way], plan->time };
      if (way == 2)
        demo->cards[1].reason = "Подозрительные операции";
      profile->n_cards = 2;
    }
}

/* One in twelve was brought by somebody from the same city. */
static guint32
choose_referrer (LaurelDemo *demo, LaurelDemoRandom *random, guint city, guint32 client)
{
  GArray *neighbours = demo->clients_of_city[city];
  guint32 referrer = 0;

  if (neighbours->len > 0 && laurel_demo_random_chance (random, 80))
    referrer = g_array_index (neighbours,
                              guint32,
                              laurel_demo_random_range (random, 0, (gint64) neighbours->len - 1));
  g_array_append_val (neighbours, client);

  return referrer;
}

static void
tell_client (LaurelDemo *demo, const Plan *plan)
{
  LaurelDemoRandom random = laurel_demo_random_start (demo->seed, STREAM_PEOPLE + plan->client);
  const LaurelDemoShop *shop = get_shop (demo, plan->shop);
  LaurelHistoryClient  *profile = &demo->event.profile;
  LaurelDemoPerson      person = { 0 };

  laurel_demo_person_make (&person,
                           &random,
                           plan->client,
                           demo->first + LAUREL_DEMO_DAYS,
                           demo->strings);
  profile->last_name = person.last_name;
  profile->first_name = person.first_name;
  profile->patronymic = person.patronymic;
  profile->birth_day =
      laurel_demo_random_chance (&random, 880) ? person.birth_day : LAUREL_DAY_NONE;
  profile->gender = person.gender;
  profile->phone = person.phone;
  profile->email = person.email;
  profile->region = shop->region;
  profile->city = shop->city_name;
  if (laurel_demo_random_chance (&random, 450))
    {
      profile->street = person.street;
      profile->house = person.house;
      profile->flat = person.flat;
    }
  profile->language = "ru";
  profile->channel = laurel_demo_random_chance (&random, 700) ? "sms" : "email";
  profile->how = strcmp (shop->channel, "site") == 0 ? "site" : "till";
  if (laurel_demo_random_chance (&random, 740))
    profile->consents |= LAUREL_HISTORY_CONSENT_SMS;
  if (person.email != NULL && laurel_demo_random_chance (&random, 680))
    profile->consents |= LAUREL_HISTORY_CONSENT_EMAIL;
  profile->referrer = choose_referrer (demo, &random, shop->city, plan->client);
  fill_cards (demo, &random, plan);
  demo->event.key = demo->street_card[0];
}

const LaurelHistoryEvent *
laurel_demo_next (LaurelDemo *demo)
{
  LaurelDemoRandom random = { 0 };
  const Plan      *plan = NULL;

  g_return_val_if_fail (demo != NULL, NULL);

  while (demo->at == demo->plans->len)
    {
      if (demo->day + 1 >= LAUREL_DEMO_DAYS)
        return NULL;
      demo->day++;
      plan_day (demo);
    }

  plan = &g_array_index (demo->plans, Plan, demo->at++);
  random = laurel_demo_random_start (demo->seed,
                                     STREAM_RECEIPTS + ((guint64) demo->day << 24) + plan->number);
  memset (&demo->event, 0, sizeof demo->event);
  demo->event.time = plan->time;
  demo->event.client = plan->client;
  g_snprintf (demo->key,
              sizeof demo->key,
              "demo-%d-%u",
              demo->first + (gint32) demo->day,
              plan->number);
  demo->event.key = demo->key;

  switch (plan->kind)
    {
    case PLAN_CLIENT:
      demo->event.kind = LAUREL_HISTORY_CLIENT;
      tell_client (demo, plan);
      break;
    case PLAN_SALE:
      demo->event.kind = LAUREL_HISTORY_SALE;
      tell_sale (demo, &random, plan);
      break;
    case PLAN_RETURN:
      demo->event.kind = LAUREL_HISTORY_RETURN;
      tell_return (demo, &random, plan);
      break;
    case PLAN_GRANT:
      demo->event.kind = LAUREL_HISTORY_GRANT;
      demo->event.grant.points = laurel_demo_random_range (&random, 1, 5) * 10000;
      demo->event.grant.reason = "Извинения за ожидание";
      break;
    default:
      g_assert_not_reached ();
    }

  return &demo->event;
}

/* === The chain ================================================================================ */

static void
weigh_groups (LaurelDemo *demo)
{
  const LaurelDemoGroup *groups = laurel_demo_goods_get_groups (&demo->n_groups);

  demo->group_begin = g_new0 (guint, demo->n_groups + 1);
  demo->group_winter = g_new0 (guint, demo->n_groups);
  demo->group_summer = g_new0 (guint, demo->n_groups);
  for (guint i = 0; i < demo->products->len; i++)
    demo->group_begin[g_array_index (demo->products, LaurelDemoProduct, i).group + 1]++;
  for (guint i = 0; i < demo->n_groups; i++)
    {
      demo->group_begin[i + 1] += demo->group_begin[i];
      demo->group_summer[i] = groups[i].weight * (guint) (1000 + groups[i].summer);
      demo->group_winter[i] = groups[i].weight * (guint) (1000 - groups[i].summer);
    }
}

LaurelDemo *
laurel_demo_new (const LaurelDemoScale *scale, guint64 seed, gint64 now)
{
  LaurelDemo      *demo = NULL;
  LaurelDemoRandom random = laurel_demo_random_start (seed, STREAM_SHOPS);

  g_return_val_if_fail (scale != NULL, NULL);

  demo = g_new0 (LaurelDemo, 1);
  demo->scale = *scale;
  demo->seed = seed;
  demo->now = now;
  demo->first = laurel_zone_day (laurel_zone_find ("Europe/Moscow"), now) - LAUREL_DEMO_DAYS + 1;
  demo->strings = g_string_chunk_new (64 * 1024);
  demo->shops = laurel_demo_shops_make (&random, scale->n_shops, demo->strings);
  random = laurel_demo_random_start (seed, STREAM_GOODS);
  demo->products = laurel_demo_goods_make (&random, scale->n_products, demo->strings);
  demo->receipts_of_shop = g_new0 (guint, demo->shops->len);
  demo->plans = g_array_new (FALSE, FALSE, sizeof (Plan));
  for (guint i = 0; i < G_N_ELEMENTS (demo->clients_of_city); i++)
    demo->clients_of_city[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  weigh_groups (demo);
  make_habits (demo);
  plan_day (demo);

  return demo;
}

void
laurel_demo_free (LaurelDemo *demo)
{
  if (demo == NULL)
    return;

  for (guint i = 0; i < LAUREL_DEMO_DAYS; i++)
    {
      g_array_unref (demo->visits[i]);
      g_ptr_array_unref (demo->returns[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (demo->clients_of_city); i++)
    g_array_unref (demo->clients_of_city[i]);
  g_free (demo->visits);
  g_free (demo->returns);
  g_free (demo->habits);
  g_free (demo->group_begin);
  g_free (demo->group_winter);
  g_free (demo->group_summer);
  g_free (demo->receipts_of_shop);
  g_array_unref (demo->plans);
  g_array_unref (demo->shops);
  g_array_unref (demo->products);
  g_string_chunk_free (demo->strings);
  g_free (demo);
}

const GArray *
laurel_demo_get_shops (const LaurelDemo *demo)
{
  g_return_val_if_fail (demo != NULL, NULL);

  return demo->shops;
}

const GArray *
laurel_demo_get_products (const LaurelDemo *demo)
{
  g_return_val_if_fail (demo != NULL, NULL);

  return demo->products;
}

/* The document speaks of dates by the year in which the history ends: @YEAR-1@ is the one before.
 */
char *
laurel_demo_dup_program (const LaurelDemo *demo)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) text = NULL;
  gint year = 0;

  g_return_val_if_fail (demo != NULL, NULL);

  year = laurel_date_from_day (demo->first + LAUREL_DEMO_DAYS - 1).year;
  bytes = g_resource_lookup_data (laurel_jobs_get_resource (),
                                  "/laurel/jobs/laurel-demo-program.json",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  NULL);
  g_assert (bytes != NULL);
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  for (gint before = 0; before <= 2; before++)
    {
      g_autofree char *token = g_strdup_printf ("@YEAR-%d@", before);
      g_autofree char *number = g_strdup_printf ("%d", year - before);

      g_string_replace (text, token, number, 0);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gint64
laurel_demo_get_start (const LaurelDemo *demo)
{
  g_return_val_if_fail (demo != NULL, 0);

  return laurel_zone_day_start (laurel_zone_find ("Europe/Moscow"), demo->first);
}

guint
laurel_demo_get_days_done (const LaurelDemo *demo)
{
  g_return_val_if_fail (demo != NULL, 0);

  return demo->at == demo->plans->len ? demo->day + 1 : demo->day;
}
