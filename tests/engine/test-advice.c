/* test-advice.c - what is advised of a program, one small program for each behaviour
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It is noon of Sunday 2026-11-22 in Moscow. The catalog has the products A (in shoes), B (in
 * shoes and sale), N (in fixed, no discounts) and P (in pointless, no points), and the stores S1
 * and S4 (in north) and S2 (in south).
 */

#include <jansson.h>
#include <string.h>

#include "server/engine/laurel-premise.h"
#include "server/engine/laurel-program-advice.h"
#include "server/wire/laurel-wire-advice.h"
#include "server/wire/laurel-wire-catalog.h"
#include "server/wire/laurel-wire-program.h"

#define NOW G_GINT64_CONSTANT (1795338000)

static const char catalog_text[] =
    "{'catalog':{'products':{'A':{'segments':['shoes']},'B':{'segments':['shoes','sale']},"
    "'N':{'segments':['fixed'],'flags':['no_discount']},"
    "'P':{'segments':['pointless'],'flags':['no_accrual']}},"
    "'stores':{'S1':{'segments':['north']},'S2':{'segments':['south']},'S4':{'segments':['north']}}"
    "}}";

/* A program is 'l', a list of levels, and further members; a row that begins with '[' is the
 * children of the root, one that begins with 'when:' a condition of its only discount. */
typedef struct
{
  const char *name;
  const char *program;
  const char *advice; /* "code node path other", one a line */
} AdviceRow;

#define LEAF(id, more)    "{'id':'" id "','kind':'discount'," more "}"
#define TEN               "'reward':{'type':'percent','rate':1000}"
#define PERCENT(id, rate) LEAF (id, "'reward':{'type':'percent','rate':" rate "}")
#define POINTS(id, more)  LEAF (id, "'reward':{'type':'points_percent','rate':100}," more)
#define SET(id, item)     LEAF (id, "'reward':{'type':'set','price':5,'items':[" item "]}")
#define GROUP(how, ...)   "[{'id':'g','kind':'group'," how ",'children':[" __VA_ARGS__ "]}]"
#define ALL(a, b)         "when:{'all':[" a "," b "]}"
#define DEAD              "dead d /discounts/children/0 -\n"
#define LOSES(a, at, b)   "always_loses " a " /discounts/children/0/children/" at " " b "\n"

static const AdviceRow rows[] = {
  { "nothing-to-say", "[" LEAF ("d", TEN) "]", "" },

  /* Conditions. */
  { "empty-all", "when:{'all':[]}", "" },
  { "empty-any", "when:{'any':[]}", DEAD },
  { "not-of-true", "when:{'not':{'all':[]}}", DEAD },
  { "not-of-not", "when:{'not':{'not':{'any':[]}}}", DEAD },
  { "any-with-a-way-out", "when:{'any':[{'any':[]},{'type':'registered'}]}", "" },
  { "any-without", "when:{'any':[{'any':[]},{'type':'store','ids':[]}]}", DEAD },
  { "past", "when:{'type':'date','to':'2026-11-20'}", "past d /discounts/children/0 -\n" },
  { "still-the-day-before-elsewhere", "when:{'type':'date','to':'2026-11-21'}", "" },
  { "today", "when:{'type':'date','to':'2026-11-22'}", "" },
  { "future", "when:{'type':'date','from':'2099-01-01'}", "" },
  { "beyond-receipts", "when:{'type':'date','from':'2150-01-01'}", DEAD },
  { "empty-dates", "when:{'type':'date','from':'2027-02-01','to':'2027-01-31'}", DEAD },
  { "dates-apart",
    ALL ("{'type':'date','to':'2027-01-31'}", "{'type':'date','from':'2027-02-01'}"),
    DEAD },
  { "not-in-future",
    "when:{'not':{'type':'date','from':'2026-11-20'}}",
    "past d /discounts/children/0 -\n" },
  { "weekday-of-one-day",
    ALL ("{'type':'date','from':'2027-01-04','to':'2027-01-04'}",
         "{'type':'weekday','days':[2,3]}"),
    DEAD },
  { "weekday-of-two-days",
    ALL ("{'type':'date','from':'2027-01-04','to':'2027-01-05'}",
         "{'type':'weekday','days':[2,3]}"),
    "" },
  { "weekdays-apart",
    ALL ("{'type':'weekday','days':[1,2]}", "{'type':'weekday','days':[6,7]}"),
    DEAD },
  { "weekdays-none", "when:{'type':'weekday','days':[]}", DEAD },
  { "not-any-weekday", "when:{'not':{'type':'weekday','days':[1,2,3,4,5,6,7]}}", DEAD },
  { "times-apart",
    ALL ("{'type':'time','from':'22:00','to':'06:00'}",
         "{'type':'time','from':'06:00','to':'22:00'}"),
    DEAD },
  { "times-meet",
    ALL ("{'type':'time','from':'22:00','to':'06:01'}",
         "{'type':'time','from':'06:00','to':'22:00'}"),
    "" },
  { "not-the-whole-day", "when:{'not':{'type':'time','from':'06:00','to':'06:00'}}", DEAD },
  { "stores-apart", ALL ("{'type':'store','ids':['S1']}", "{'type':'store','ids':['S2']}"), DEAD },
  { "store-not-in-segment",
    ALL ("{'type':'store','ids':['S1']}", "{'type':'store_segment','ids':['south']}"),
    DEAD },
  { "store-in-segment",
    ALL ("{'type':'store','ids':['S1']}", "{'type':'store_segment','ids':['north']}"),
    "" },
  { "channels-apart",
    ALL ("{'type':'channel','in':['site']}", "{'type':'channel','in':['app']}"),
    DEAD },
  { "no-channel-is-one",
    "when:{'not':{'type':'channel','in':['store','site','delivery','showroom','app','phone'"
    "]}}",
    "" },
  { "levels-apart",
    ALL ("{'type':'level','ids':['l1']}", "{'not':{'type':'level','ids':['l1','l2']}}"),
    DEAD },
  { "no-level-is-one", "when:{'not':{'type':'level','ids':['l1','l2']}}", "" },
  { "genders-apart", ALL ("{'type':'gender','in':['f']}", "{'type':'gender','in':['m']}"), DEAD },
  { "no-gender-is-one", "when:{'not':{'type':'gender','in':['f','m']}}", "" },
  { "ages-empty", "when:{'type':'age','min':30,'max':20}", DEAD },
  { "ages-before-birth", "when:{'type':'age','max':-1}", DEAD },
  { "age-of-no-multiple",
    ALL ("{'type':'age','min':41,'max':49}", "{'type':'age_multiple','of':10}"),
    DEAD },
  { "age-of-a-multiple",
    ALL ("{'type':'age','min':41,'max':50}", "{'type':'age_multiple','of':10}"),
    "" },
  { "birthday-within",
    ALL ("{'type':'birthday','before':1}", "{'not':{'type':'birthday','before':3,'after':1}}"),
    DEAD },
  { "birthday-without",
    ALL ("{'type':'birthday','before':3}", "{'not':{'type':'birthday','before':1,'after':1}}"),
    "" },
  { "first-and-more",
    ALL ("{'type':'first_purchase'}", "{'type':'purchases','metric':'count','op':'>=','value':1}"),
    DEAD },
  { "turnovers-apart",
    ALL ("{'type':'purchases','metric':'turnover','op':'>','value':100}",
         "{'type':'purchases','metric':'turnover','op':'<=','value':100}"),
    DEAD },
  { "turnover-not-equal",
    ALL ("{'type':'purchases','metric':'turnover','op':'==','value':5}",
         "{'not':{'type':'purchases','metric':'turnover','op':'==','value':5}}"),
    DEAD },
  { "neither-before-nor-after",
    ALL ("{'not':{'type':'purchases','metric':'count','op':'<','value':5}}",
         "{'not':{'type':'purchases','metric':'count','op':'>=','value':5}}"),
    "" },
  { "neither-of-somebody",
    "when:{'all':[{'type':'registered'},"
    "{'not':{'type':'purchases','metric':'count','op':'<','value':5}},"
    "{'not':{'type':'purchases','metric':'count','op':'>=','value':5}}]}",
    DEAD },
  { "days-since-nothing",
    "when:{'all':[{'type':'registered'},"
    "{'not':{'type':'purchases','metric':'days_since','op':'<','value':5}},"
    "{'not':{'type':'purchases','metric':'days_since','op':'>=','value':5}}]}",
    "" },
  { "registered-and-not", ALL ("{'type':'registered'}", "{'not':{'type':'registered'}}"), DEAD },
  { "segments-may-meet",
    ALL ("{'type':'client_segment','ids':['a']}", "{'type':'client_segment','ids':['b']}"),
    "" },
  { "segment-in-and-out",
    ALL ("{'type':'client_segment','ids':['a']}",
         "{'not':{'type':'client_segment','ids':['b','a']}}"),
    DEAD },
  { "prefixes-apart",
    ALL ("{'type':'card_prefix','prefixes':['29']}",
         "{'type':'card_prefix','prefixes':['28','3']}"),
    DEAD },
  { "prefixes-meet",
    ALL ("{'type':'card_prefix','prefixes':['29']}", "{'type':'card_prefix','prefixes':['2']}"),
    "" },
  { "prefix-in-and-out",
    ALL ("{'type':'card_prefix','prefixes':['29']}",
         "{'not':{'type':'card_prefix','prefixes':['2']}}"),
    DEAD },
  { "codes-none", "when:{'type':'promo_code','series':[]}", DEAD },
  { "payments-in-and-out",
    ALL ("{'type':'payment','in':['card']}", "{'not':{'type':'payment','in':['cash','card']}}"),
    DEAD },
  { "payments-of-both-kinds",
    ALL ("{'type':'payment','in':['card']}", "{'type':'payment','in':['cash']}"),
    "" },
  { "external-and-not",
    ALL ("{'type':'external_discount'}", "{'not':{'type':'external_discount'}}"),
    DEAD },
  { "amounts-apart",
    ALL ("{'type':'receipt','metric':'amount','op':'>=','value':500}",
         "{'type':'receipt','metric':'amount','op':'<','value':500}"),
    DEAD },
  { "amounts-of-other-lines",
    ALL ("{'type':'receipt','metric':'amount','op':'>=','value':500}",
         "{'type':'receipt','metric':'amount','op':'<','value':500,'target':{'segments':['"
         "shoes']}"
         "}"),
    "" },
  { "amount-of-some-above-all",
    ALL ("{'type':'receipt','metric':'amount','op':'<','value':500}",
         "{'type':'receipt','metric':'amount','op':'>=','value':500,'target':{'segments':['"
         "shoes']}"
         "}"),
    DEAD },
  { "amount-below-zero", "when:{'type':'receipt','metric':'amount','op':'<','value':0}", DEAD },
  { "too-many-lines", "when:{'type':'receipt','metric':'lines','op':'>','value':1000}", DEAD },
  { "not-always-true",
    "when:{'not':{'type':'receipt','metric':'quantity','op':'>=','value':0}}",
    DEAD },
  { "amount-not-equal",
    ALL ("{'type':'receipt','metric':'amount','op':'==','value':5}",
         "{'not':{'type':'receipt','metric':'amount','op':'==','value':5}}"),
    DEAD },
  { "amount-not-zero-of-nothing",
    "when:{'not':{'type':'receipt','metric':'amount','op':'==','value':0,"
    "'target':{'min_price':2,'max_price':1}}}",
    DEAD },
  { "amount-not-zero",
    "when:{'not':{'type':'receipt','metric':'amount','op':'==','value':0}}",
    "" },
  { "amount-neither-of-two",
    ALL ("{'not':{'type':'receipt','metric':'amount','op':'==','value':5}}",
         "{'not':{'type':'receipt','metric':'amount','op':'==','value':6}}"),
    "" },
  { "amount-not-equal-comes-first",
    ALL ("{'not':{'type':'receipt','metric':'amount','op':'==','value':5}}",
         "{'type':'receipt','metric':'amount','op':'==','value':5}"),
    DEAD },
  { "amount-not-equal-and-another",
    ALL ("{'not':{'type':'receipt','metric':'amount','op':'==','value':5}}",
         "{'type':'receipt','metric':'amount','op':'<=','value':5}"),
    "" },
  { "amount-not-equal-and-more",
    ALL ("{'not':{'type':'receipt','metric':'amount','op':'==','value':5}}",
         "{'type':'receipt','metric':'amount','op':'>=','value':5}"),
    "" },
  { "amount-at-most-and-not-equal",
    ALL ("{'type':'receipt','metric':'amount','op':'<=','value':5}",
         "{'not':{'type':'receipt','metric':'amount','op':'==','value':5}}"),
    "" },
  { "amount-equal-and-not-of-others",
    ALL ("{'type':'receipt','metric':'amount','op':'==','value':5,'target':{'segments':['"
         "shoes']}}",
         "{'not':{'type':'receipt','metric':'amount','op':'==','value':5}}"),
    "" },
  { "amount-not-equal-of-some",
    ALL ("{'type':'receipt','metric':'amount','op':'==','value':5}",
         "{'not':{'type':'receipt','metric':'amount','op':'==','value':5,"
         "'target':{'segments':['shoes']}}}"),
    "" },
  { "amount-not-equal-of-others",
    ALL ("{'not':{'type':'receipt','metric':'amount','op':'==','value':5}}",
         "{'type':'receipt','metric':'amount','op':'==','value':5,'target':{'segments':['"
         "shoes']}}"),
    "" },
  { "contains-nothing-in-store",
    "when:{'type':'contains','items':[{'segment':'hats','quantity':1000}]}",
    "unknown_id d /discounts/children/0 -\n" DEAD },
  { "contains-more-and-not-less",
    ALL ("{'type':'contains','items':[{'product':'A','quantity':2000}]}",
         "{'not':{'type':'contains','items':[{'product':'A','quantity':1000}]}}"),
    DEAD },
  { "contains-less-and-not-more",
    ALL ("{'type':'contains','items':[{'product':'A','quantity':1000}]}",
         "{'not':{'type':'contains','items':[{'product':'A','quantity':2000}]}}"),
    "" },
  { "contains-not-nothing", "when:{'not':{'type':'contains','items':[]}}", DEAD },
  { "choices-are-followed",
    "when:{'all':[{'any':[{'type':'weekday','days':[1]},{'type':'weekday','days':[2]}]},"
    "{'type':'weekday','days':[3,4]}]}",
    DEAD },
  { "choices-of-choices",
    "when:{'all':[{'any':[{'any':[{'type':'weekday','days':[1]},{'any':[]}]},"
    "{'not':{'type':'weekday','days':[3,4]}}]},{'type':'weekday','days':[3,4]}]}",
    DEAD },

  /* Groups. */
  { "group-dead",
    GROUP ("'when':{'any':[]}", LEAF ("d", TEN)),
    "dead g /discounts/children/0 -\n" },
  { "group-against-leaf",
    GROUP ("'when':{'type':'weekday','days':[1]}",
           LEAF ("d", "'when':{'type':'weekday','days':[2]}," TEN)),
    "dead d /discounts/children/0/children/0 g\n" },
  { "disabled-is-an-intention",
    GROUP ("'enabled':false,'when':{'any':[]}", LEAF ("d", "'when':{'any':[]}," TEN)),
    "" },
  { "all-groups-together",
    "[{'id':'g','kind':'group','when':{'not':{'type':'weekday','days':[1,2,3]}},'children':"
    "["
    "{'id':'h','kind':'group','when':{'not':{'type':'weekday','days':[4,5]}},'children':"
    "[" LEAF ("d", "'when':{'not':{'type':'weekday','days':[6,7]}}," TEN) "]}]}]",
    "dead d /discounts/children/0/children/0/children/0 -\n" },

  /* Leaves. */
  { "rate-of-nothing", "[" PERCENT ("d", "0") "]", DEAD },
  { "amount-of-nothing", "[" LEAF ("d", "'max_amount':0," TEN) "]", DEAD },
  { "budget-of-nothing", "[" LEAF ("d", "'limits':{'total_money':0}," TEN) "]", DEAD },
  { "multiplier-of-one",
    "[" LEAF ("d", "'reward':{'type':'points_multiplier','factor':100}") "]",
    DEAD },
  { "multiplier-of-nothing",
    "[" LEAF ("d",
              "'when':{'type':'level','ids':['l2']},"
              "'reward':{'type':'points_multiplier','factor':200}") "]",
    DEAD },
  { "multiplier", "[" LEAF ("d", "'reward':{'type':'points_multiplier','factor':200}") "]", "" },
  { "price-above-prices",
    "[" LEAF ("d", "'target':{'max_price':500},'reward':{'type':'fixed_price','price':500}") "]",
    DEAD },
  { "prices-empty", "[" LEAF ("d", "'target':{'min_price':5,'max_price':4}," TEN) "]", DEAD },
  { "target-excluded",
    "[" LEAF ("d", "'target':{'products':['A'],'exclude_segments':['shoes']}," TEN) "]",
    DEAD },
  { "target-half-excluded",
    "[" LEAF ("d", "'target':{'segments':['shoes'],'exclude_segments':['sale']}," TEN) "]",
    "" },
  { "target-wholly-excluded",
    "[" LEAF ("d", "'target':{'segments':['sale'],'exclude_products':['B']}," TEN) "]",
    DEAD },
  { "target-without-discount", "[" LEAF ("d", "'target':{'segments':['fixed']}," TEN) "]", DEAD },
  { "target-without-accrual", "[" POINTS ("d", "'target':{'segments':['pointless']}") "]", DEAD },
  { "target-for-points", "[" POINTS ("d", "'target':{'segments':['fixed']}") "]", "" },
  { "points-for-nobody",
    "[" POINTS ("d",
                "'when':{'all':["
                "{'not':{'type':'purchases','metric':'count','op':'<','value':5}},"
                "{'not':{'type':'purchases','metric':'count','op':'>=','value':5}}]}") "]",
    DEAD },
  { "limit-for-nobody",
    "[" LEAF ("d",
              "'limits':{'once':true},'when':{'all':["
              "{'not':{'type':'purchases','metric':'count','op':'<','value':5}},"
              "{'not':{'type':'purchases','metric':'count','op':'>=','value':5}}]}," TEN) "]",
    DEAD },
  { "line-limit-of-nothing",
    "{'limits':{'max_line_share':0},'discounts':{'id':'root','kind':'group','children':"
    "[" LEAF ("d", TEN) "," POINTS ("p", "'name':'p'") "]}}",
    DEAD },
  { "receipt-limit-of-nothing",
    "{'limits':{'max_receipt_share':0},'discounts':{'id':'root','kind':'group','children':"
    "[" LEAF ("d", TEN) "]}}",
    DEAD },

  /* Rivals. */
  { "max-of-two",
    GROUP ("'combine':'max'", PERCENT ("a", "500") "," PERCENT ("b", "1000")),
    LOSES ("a", "0", "b") },
  { "max-of-equals",
    GROUP ("'combine':'max'", PERCENT ("a", "500") "," PERCENT ("b", "500")),
    LOSES ("b", "1", "a") },
  { "max-of-better-but-narrower",
    GROUP ("'combine':'max'",
           PERCENT ("a", "500") "," LEAF ("b", "'target':{'segments':['shoes']}," TEN)),
    "" },
  { "max-of-better-but-rarer",
    GROUP ("'combine':'max'",
           PERCENT ("a", "500") "," LEAF ("b", "'when':{'type':'registered'}," TEN)),
    "" },
  { "max-of-better-and-oftener",
    GROUP ("'combine':'max'",
           LEAF ("a",
                 "'when':{'type':'weekday','days':[6]},'target':{'products':['A']},"
                 "'reward':{'type':'percent','rate':500}") "," LEAF ("b",
                                                                     "'when':{'type':'weekday','"
                                                                     "days':[6,7]},'target':{'"
                                                                     "products':['B','A']}"
                                                                     "," TEN)),
    LOSES ("a", "0", "b") },
  { "max-of-better-and-limited",
    GROUP ("'combine':'max'", PERCENT ("a", "500") "," LEAF ("b", "'limits':{'total':5}," TEN)),
    "" },
  { "max-of-better-and-capped",
    GROUP ("'combine':'max'", PERCENT ("a", "500") "," LEAF ("b", "'max_amount':5," TEN)),
    "" },
  { "max-of-amount-and-percent",
    GROUP ("'combine':'max'",
           PERCENT ("a", "500") "," LEAF ("b",
                                          "'reward':{'type':'amount','amount':500,'per':'line'}")),
    "" },
  { "max-of-everything",
    GROUP ("'combine':'max'",
           LEAF ("a",
                 "'reward':{'type':'amount','amount':500,'per':'receipt'}") "," PERCENT ("b",
                                                                                         "10000")),
    LOSES ("a", "0", "b") },
  { "max-of-receipts",
    GROUP ("'combine':'max','scope':'receipt'", PERCENT ("a", "500") "," PERCENT ("b", "1000")),
    LOSES ("a", "0", "b") },
  { "min-of-two",
    GROUP ("'combine':'min'", PERCENT ("a", "6000") "," PERCENT ("b", "5000")),
    LOSES ("a", "0", "b") },
  { "min-of-two-that-may-be-nothing",
    GROUP ("'combine':'min'", PERCENT ("a", "1000") "," PERCENT ("b", "500")),
    "" },
  { "min-of-capped",
    GROUP (
        "'combine':'min'",
        LEAF ("a", "'max_amount':5,'reward':{'type':'percent','rate':6000}") "," PERCENT ("b",
                                                                                          "5000")),
    "" },
  { "displace-by-last",
    GROUP ("'combine':'displace'", PERCENT ("a", "500") "," PERCENT ("b", "600")),
    LOSES ("a", "0", "b") },
  { "displace-by-last-that-may-be-nothing",
    GROUP ("'combine':'displace'", PERCENT ("a", "600") "," PERCENT ("b", "500")),
    "" },
  { "displace-by-first",
    GROUP ("'combine':'displace','winner':'first'", PERCENT ("a", "600") "," PERCENT ("b", "500")),
    LOSES ("b", "1", "a") },
  { "displace-by-amount-of-receipt",
    GROUP ("'combine':'displace','scope':'receipt'",
           PERCENT ("a", "600") "," LEAF ("b",
                                          "'reward':{'type':'amount','amount':1,'per':'receipt'}")),
    LOSES ("a", "0", "b") },
  { "displace-of-points-by-money",
    GROUP ("'combine':'displace'", POINTS ("a", "'name':'a'") "," PERCENT ("b", "9000")),
    "" },
  { "displace-of-external",
    GROUP ("'combine':'displace'", LEAF ("a", "'external':true," TEN) "," PERCENT ("b", "9000")),
    "" },
  { "max-of-better-and-limited-by-days",
    GROUP ("'combine':'max'", PERCENT ("a", "500") "," LEAF ("b", "'limits':{'once_days':5}," TEN)),
    "" },
  { "max-of-better-and-limited-by-client",
    GROUP ("'combine':'max'",
           PERCENT ("a", "500") "," LEAF ("b", "'limits':{'per_client':5}," TEN)),
    "" },
  { "max-of-better-and-limited-by-money",
    GROUP ("'combine':'max'",
           PERCENT ("a", "500") "," LEAF ("b", "'limits':{'total_money':5}," TEN)),
    "" },
  { "max-of-better-and-disabled",
    GROUP ("'combine':'max'", PERCENT ("a", "500") "," LEAF ("b", "'enabled':false," TEN)),
    "" },
  { "max-beside-a-group",
    GROUP ("'combine':'max'",
           PERCENT ("a", "500") ",{'id':'h','kind':'group','children':[" PERCENT ("b", "600") "]}"),
    "" },
  { "max-of-dearer-only",
    GROUP ("'combine':'max'",
           LEAF ("a", "'target':{'max_price':500}," TEN) "," LEAF (
               "b",
               "'target':{'max_price':400},'reward':{'type':'percent','rate':5000}")),
    "" },
  { "max-of-equal-sets",
    GROUP ("'combine':'max'",
           SET ("a", "{'product':'A','pieces':1}") "," SET ("b", "{'product':'A','pieces':1}")),
    LOSES ("b", "1", "a") },
  { "max-of-sets-of-other-counts",
    GROUP ("'combine':'max'",
           SET ("a", "{'product':'A','pieces':1}") "," SET ("b", "{'product':'A','pieces':2}")),
    "" },
  { "max-of-sets-of-other-products",
    GROUP ("'combine':'max'",
           SET ("a", "{'product':'A','pieces':1}") "," SET ("b", "{'product':'B','pieces':1}")),
    "" },
  { "max-of-sets-of-segment-and-product",
    GROUP ("'combine':'max'",
           SET ("a", "{'product':'A','pieces':1}") "," SET ("b", "{'segment':'sale','pieces':1}")),
    "" },
  { "max-of-other-gifts",
    GROUP ("'combine':'max'",
           LEAF ("a", "'reward':{'type':'gift','pieces':1,'rate':500}") "," LEAF (
               "b",
               "'reward':{'type':'gift','pieces':2,'rate':500}")),
    "" },
  { "max-of-other-thresholds",
    GROUP ("'combine':'max'",
           LEAF ("a", "'reward':{'type':'amount','amount':5,'per':{'every':10}}") "," LEAF (
               "b",
               "'reward':{'type':'amount','amount':5,'per':{'every':20}}")),
    "" },
  { "max-of-the-referrer",
    GROUP ("'combine':'max'", POINTS ("a", "'name':'a'") "," POINTS ("b", "'for_referrer':true")),
    LOSES ("b", "1", "a") },
  { "max-of-two-for-the-referrer",
    GROUP ("'combine':'max'",
           POINTS ("a", "'for_referrer':true") "," POINTS ("b", "'for_referrer':true")),
    LOSES ("b", "1", "a") },
  { "min-of-budgets",
    GROUP (
        "'combine':'min'",
        LEAF (
            "a",
            "'limits':{'total_money':5},'reward':{'type':'percent','rate':6000}") "," PERCENT ("b",
                                                                                               "500"
                                                                                               "0")),
    "" },
  { "displace-by-points-of-a-line",
    GROUP ("'combine':'displace'",
           POINTS ("a",
                   "'name':'a'") "," LEAF ("b",
                                           "'reward':{'type':'points','points':100,'per':'line'}")),
    LOSES ("a", "0", "b") },
  { "displace-by-points-of-a-receipt",
    GROUP ("'combine':'displace'",
           POINTS ("a", "'name':'a'") "," LEAF (
               "b",
               "'reward':{'type':'points','points':100,'per':'receipt'}")),
    "" },
  { "displace-by-line-amount-of-nothing",
    GROUP (
        "'combine':'displace'",
        PERCENT ("a", "600") "," LEAF ("b", "'reward':{'type':'amount','amount':0,'per':'line'}")),
    "dead b /discounts/children/0/children/1 -\n" },
  { "displace-by-amount-of-nothing",
    GROUP ("'combine':'displace','scope':'receipt'",
           PERCENT ("a", "600") "," LEAF ("b",
                                          "'reward':{'type':'amount','amount':0,'per':'receipt'}")),
    "dead b /discounts/children/0/children/1 -\n" },
  { "add-has-no-rivals",
    GROUP ("'combine':'add'", PERCENT ("a", "500") "," PERCENT ("b", "500")),
    "" },

  /* Rules. */
  { "restriction-on-all",
    "{'restrictions':[{'target':{'segments':['shoes']},'forbid':['discount']}],"
    "'discounts':{'id':'root','kind':'group','children':[" LEAF (
        "d",
        "'target':{'segments':['shoes'],'min_price':5}," TEN) "]}}",
    "shadowed d /discounts/children/0 -\n" },
  { "restriction-on-points-only",
    "{'restrictions':[{'target':{'segments':['shoes']},'forbid':['accrue']}],"
    "'discounts':{'id':'root','kind':'group','children':[" LEAF (
        "d",
        "'target':{'segments':['shoes'],'min_price':5}," TEN) "]}}",
    "" },
  { "restriction-at-times",
    "{'restrictions':[{'when':{'type':'weekday','days':[1]},'forbid':['discount']}],"
    "'discounts':{'id':'root','kind':'group','children':[" LEAF ("d", TEN) "]}}",
    "" },
  { "rule-shadowed",
    "{'redemption':{'rules':[{'max_share':100},"
    "{'when':{'type':'registered'},'max_share':200}]}}",
    "shadowed - /redemption/rules/1 -\n" },
  { "rule-after-a-narrower-one",
    "{'redemption':{'rules':[{'when':{'type':'registered'},'max_share':100},"
    "{'max_share':200}]}}",
    "" },
  { "rule-dead",
    "{'redemption':{'rules':[{'when':{'any':[]},'max_share':100}]}}",
    "dead - /redemption/rules/0 -\n" },
  { "rule-disabled",
    "{'redemption':{'rules':[{'enabled':false,'when':{'any':[]},'max_share':100}]}}",
    "" },
  { "restriction-past",
    "{'restrictions':[{'when':{'type':'date','to':'2020-01-01'},'forbid':['redeem']}]}",
    "past - /restrictions/0 -\n" },
  { "nothing-is-redeemed",
    "{'redemption':{'max_share':0,'rules':[{'max_share':100}]}}",
    "shadowed - /redemption/rules/0 -\n" },

  { "nothing-is-redeemed-but-on-a-level",
    "{'redemption':{'max_share':0,'rules':[{'max_share':100}]},"
    "'levels':{'list':[{'id':'l1','max_share':1}]}}",
    "" },
  { "restriction-disabled",
    "{'restrictions':[{'enabled':false,'forbid':['discount']}],"
    "'discounts':{'id':'root','kind':'group','children':[" LEAF ("d", TEN) "]}}",
    "" },
  { "rule-after-a-disabled-one",
    "{'redemption':{'rules':[{'enabled':false,'max_share':100},{'max_share':200}]}}",
    "" },
  { "rule-after-one-of-other-goods",
    "{'redemption':{'rules':[{'target':{'products':['A']},'max_share':100},{'max_share':"
    "200}]}}",
    "" },
  { "rule-of-nothing",
    "{'redemption':{'rules':[{'target':{'min_price':5,'max_price':4},'max_share':100}]}}",
    "dead - /redemption/rules/0 -\n" },

  /* Points. */
  { "accrual-never-active",
    "{'accrual':{'activation_days':14,'expiry':{'kind':'inactivity','days':13}}}",
    "never_active - /accrual -\n" },
  { "accrual-active-for-a-day",
    "{'accrual':{'activation_days':14,'expiry':{'kind':'inactivity','days':14}}}",
    "" },
  { "accrual-counted-from-activity",
    "{'accrual':{'activation_days':14,'expiry':{'kind':'days','days':1}}}",
    "" },
  { "lot-never-active",
    "{'server':{'lots':{'p/q~':{'activation_days':20,"
    "'expiry':{'kind':'inactivity','days':10}}}},"
    "'discounts':{'id':'root','kind':'group','children':[" POINTS ("p/q~", "'name':'p'") "]}}",
    "never_active p/q~ /server/lots/p~1q~0 -\n" },
  { "multiplier-of-what-is-replaced",
    "[" POINTS ("r", "'replaces_base':true") "," LEAF (
        "m",
        "'reward':{'type':'points_multiplier','factor':200}") "]",
    "shadowed m /discounts/children/1 r\n" },
  { "multiplier-beside-a-limited-replacement",
    "[" POINTS ("r", "'limits':{'once':true},'replaces_base':true") "," LEAF (
        "m",
        "'reward':{'type':'points_multiplier','factor':200}") "]",
    "" },
  { "multiplier-beside-a-replacement-of-some",
    "[" LEAF ("r",
              "'reward':{'type':'points','points':100,'per':'receipt'},'replaces_base':"
              "true") "," LEAF ("m", "'reward':{'type':'points_multiplier','factor':200}") "]",
    "" },
  { "multiplier-beside-a-disabled-replacement",
    "[" POINTS ("r", "'enabled':false,'replaces_base':true") "," LEAF (
        "m",
        "'reward':{'type':'points_multiplier','factor':200}") "]",
    "" },
  { "lots-of-two",
    "{'server':{'lots':{'p':{'activation_days':1},'q':{'activation_days':999}}},"
    "'discounts':{'id':'root','kind':'group','children':[" POINTS ("q~", "'name':'p'") "," POINTS (
        "p",
        "'name':'p'") "," POINTS ("q", "'name':'p'") "]}}",
    "never_active q /server/lots/q -\n" },
  { "multiplier-beside-a-narrower-replacement",
    "[" POINTS ("r", "'replaces_base':true,'target':{'segments':['shoes']}") "," LEAF (
        "m",
        "'reward':{'type':'points_multiplier','factor':200}") "]",
    "" },
  { "multiplier-beside-a-rivalled-replacement",
    "[{'id':'g','kind':'group','combine':'max','children':[" POINTS (
        "r",
        "'replaces_base':true") "]}," LEAF ("m",
                                            "'reward':{'type':'points_multiplier','factor':"
                                            "200}") "]",
    "" },

  /* Names. */
  { "unknown-products",
    "[" LEAF ("d", "'target':{'products':['A','X','X','Y','Z','V'],'segments':['shoe']}," TEN) "]",
    "unknown_id d /discounts/children/0 -\nunknown_id d /discounts/children/0 -\n" },
  { "unknown-store",
    "when:{'not':{'type':'store','ids':['S1','S3']}}",
    "unknown_id d /discounts/children/0 -\n" },
  { "unknown-in-set",
    "[" LEAF ("d",
              "'reward':{'type':'set','price':5,'items':[{'product':'A','pieces':1},"
              "{'product':'X','pieces':1}]}") "]",
    "unknown_id d /discounts/children/0 -\n" },
  { "target-unknown-only",
    "[" LEAF ("d", "'target':{'products':['X']}," TEN) "]",
    "unknown_id d /discounts/children/0 -\n" },
  { "target-unknown-and-excluded",
    "[" LEAF ("d", "'target':{'products':['X'],'exclude_products':['X']}," TEN) "]",
    "unknown_id d /discounts/children/0 -\n" DEAD },
  { "target-of-a-segment-without-products",
    "[" LEAF ("d", "'target':{'segments':['shoe']}," TEN) "]",
    "unknown_id d /discounts/children/0 -\n" DEAD },
  { "set-of-what-is-not-there",
    "[" LEAF ("d", "'reward':{'type':'set','price':5,'items':[{'segment':'hats','pieces':1}]}") "]",
    "unknown_id d /discounts/children/0 -\n" DEAD },
  { "unknown-in-restriction",
    "{'restrictions':[{'target':{'exclude_products':['X']},'forbid':['redeem']}]}",
    "unknown_id - /restrictions/0 -\n" },
  { "unknown-store-segment",
    "when:{'type':'store_segment','ids':['west']}",
    "unknown_id d /discounts/children/0 -\n" DEAD },
  { "restriction-of-more",
    "{'restrictions':[{'forbid':['redeem']},{'forbid':['redeem','accrue']}]}",
    "" },
};

static char *
quote (const char *text)
{
  char *quoted = g_strdup (text);

  return g_strdelimit (quoted, "'", '"');
}

/* The whole document of a row. */
static json_t *
make_document (const char *text)
{
  static const char levels[] =
      "{'basis':'lifetime','list':[{'id':'l1','accrual':500},{'id':'l2','threshold':5}]}";

  g_autofree char *body = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *quoted_levels = quote (levels);
  json_t          *document = NULL;

  if (g_str_has_prefix (text, "when:"))
    body = g_strdup_printf ("{'discounts':{'id':'root','kind':'group','children':["
                            "{'id':'d','kind':'discount','when':%s," TEN "}]}}",
                            text + strlen ("when:"));
  else if (text[0] == '[')
    body = g_strdup_printf ("{'discounts':{'id':'root','kind':'group','children':%s}}", text);
  else
    body = g_strdup (text);

  quoted = quote (body);
  document = json_loads (quoted, 0, NULL);
  g_assert_nonnull (document);
  json_object_set_new (document, "format", json_integer (1));

  if (json_object_get (document, "levels") == NULL)
    json_object_set_new (document, "levels", json_loads (quoted_levels, 0, NULL));

  return document;
}

static LaurelCatalog *
read_catalog (void)
{
  g_autofree char *quoted = quote (catalog_text);
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  json_t        *root = json_loads (quoted, 0, NULL);
  LaurelCatalog *catalog = NULL;

  reader = laurel_json_reader_new (root, "", faults);
  g_assert_true (laurel_json_reader_begin (reader));
  catalog = laurel_wire_read_catalog (reader, "catalog");
  laurel_json_reader_end_object (reader);
  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  json_decref (root);

  return catalog;
}

static LaurelProgramDraft *
read_draft (json_t *document)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  LaurelProgramDraft *draft =
      laurel_wire_read_program (document, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);

  if (laurel_faults_get_n (faults) > 0)
    g_test_message ("%s: %s",
                    laurel_faults_get (faults, 0)->path,
                    laurel_faults_get (faults, 0)->message);

  g_assert_nonnull (draft);

  return draft;
}

/* Where the catalog says nothing, nothing is said of it; and nothing is proven for ever. */
static void
test_no_catalog (void)
{
  json_t *document = make_document ("[" LEAF (
      "d",
      "'when':{'all':[{'type':'store_segment','ids':['west']},{'type':'contains','items':["
      "{'segment':'hats','quantity':1}]}]},'target':{'segments':['hats']}," TEN) "]");
  json_t *contradiction =
      make_document (ALL ("{'type':'store_segment','ids':['west']}",
                          "{'not':{'type':'store_segment','ids':['west','east']}}"));
  g_autoptr (LaurelCatalog) empty = laurel_catalog_new ();
  g_autoptr (LaurelProgramDraft) draft = read_draft (document);
  g_autoptr (LaurelProgramDraft) contradicting = read_draft (contradiction);
  g_autoptr (LaurelAdviceList) without = laurel_program_advise (draft, NULL, NOW);
  g_autoptr (LaurelAdviceList) with_empty = laurel_program_advise (draft, empty, NOW);
  g_autoptr (LaurelAdviceList) dead = laurel_program_advise (contradicting, NULL, NOW);

  g_assert_cmpuint (laurel_advice_list_get_n (without), ==, 0);
  g_assert_cmpuint (laurel_advice_list_get_n (with_empty), ==, 0);
  g_assert_cmpuint (laurel_advice_list_get_n (dead), ==, 1);
  laurel_advice_list_free (NULL);
  json_decref (document);
  json_decref (contradiction);
}

static void
test_wire (void)
{
  json_t *document = make_document ("when:{'any':[]}");
  g_autoptr (LaurelProgramDraft) draft = read_draft (document);
  g_autoptr (LaurelAdviceList) list = laurel_program_advise (draft, NULL, NOW);
  json_t *written = laurel_wire_new_advice (list);
  char   *text = json_dumps (written, JSON_COMPACT);

  g_assert_cmpstr (text,
                   ==,
                   "[{\"code\":\"dead\",\"node\":\"d\",\"path\":\"/discounts/children/0\","
                   "\"message\":\"its condition can never hold, because of the test 'any'\"}]");
  free (text);
  json_decref (written);
  json_decref (document);
}

/* Very many children with very many alternatives: no proof is looked for without end. */
static void
test_patience (void)
{
  g_autoptr (GString) children = g_string_new ("[{'id':'g','kind':'group','combine':'max',"
                                               "'children':[");
  json_t *document = NULL;

  for (gint i = 0; i < 400; i++)
    {
      g_string_append_printf (children,
                              "%s{'id':'d%d','kind':'discount','reward':{'type':'percent',"
                              "'rate':%d},'when':{'any':[",
                              i > 0 ? "," : "",
                              i,
                              i + 1);

      for (gint k = 0; k < 60; k++)
        g_string_append_printf (children,
                                "%s{'all':[{'type':'client_segment','ids':['c%d']},"
                                "{'type':'receipt','metric':'amount','op':'>=','value':%d}]}",
                                k > 0 ? "," : "",
                                (i + k) % 97,
                                i * 60 + k);

      g_string_append (children, "]}}");
    }

  g_string_append (children, "]}]");
  document = make_document (children->str);

  {
    g_autoptr (LaurelProgramDraft) draft = read_draft (document);
    g_autoptr (LaurelAdviceList) list = laurel_program_advise (draft, NULL, NOW);

    g_assert_cmpuint (laurel_advice_list_get_n (list), ==, 0);
  }

  json_decref (document);
}

/* Who has no patience left proves nothing, and finds nothing impossible. */
static void
test_no_patience (void)
{
  json_t *document = make_document (
      "[" LEAF ("d",
                "'when':{'any':[{'any':[]},{'any':[]}]},"
                "'target':{'segments':['pointless'],'exclude_products':['A']}," TEN) "]");
  g_autoptr (LaurelProgramDraft) draft = read_draft (document);
  g_autoptr (LaurelCatalog) catalog = read_catalog ();
  g_autoptr (LaurelPremiseWorld) world = laurel_premise_world_new (draft, catalog, NOW);
  g_autoptr (LaurelPremise) premise = laurel_premise_new (world, TRUE);
  g_autoptr (LaurelPremise) assumed = laurel_premise_copy (premise);
  const LaurelDraftNode *leaf = &draft->root->children[0];
  const LaurelTargetSet *set = laurel_target_set_get (world, leaf->target);

  laurel_premise_assume (assumed, leaf->when, TRUE);
  g_assert_true (laurel_target_set_is_within (world, set, set));
  g_assert_false (laurel_target_set_can_pick (world, set, LAUREL_PRODUCT_NO_ACCRUAL));
  g_assert_false (laurel_premise_is_possible (assumed, NULL));
  g_assert_true (laurel_premise_implies (assumed, leaf->when));

  /* What a target excludes is looked at last. */
  world->patience = 1;
  g_assert_false (laurel_target_set_is_within (world, set, set));
  world->patience = 0;
  g_assert_false (laurel_target_set_is_within (world, set, set));
  g_assert_true (laurel_target_set_can_pick (world, set, LAUREL_PRODUCT_NO_ACCRUAL));
  g_assert_true (laurel_premise_is_possible (assumed, NULL));
  g_assert_false (laurel_premise_implies (assumed, leaf->when));
  laurel_premise_assume (assumed, NULL, FALSE);
  json_decref (document);
}

static void
test_row (gconstpointer data)
{
  const AdviceRow *row = data;
  json_t          *document = make_document (row->program);
  g_autoptr (LaurelProgramDraft) draft = read_draft (document);
  g_autoptr (LaurelCatalog) catalog = read_catalog ();
  g_autoptr (LaurelAdviceList) list = laurel_program_advise (draft, catalog, NOW);
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < laurel_advice_list_get_n (list); i++)
    {
      const LaurelAdvice *advice = laurel_advice_list_get (list, i);

      g_test_message ("%s: %s", advice->path, advice->message);
      g_string_append_printf (got,
                              "%s %s %s %s\n",
                              laurel_advice_code_to_word (advice->code),
                              advice->node != NULL ? advice->node : "-",
                              advice->path,
                              advice->other != NULL ? advice->other : "-");
    }

  g_assert_cmpstr (got->str, ==, row->advice);
  json_decref (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/advice/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  g_test_add_func ("/engine/advice/no-catalog", test_no_catalog);
  g_test_add_func ("/engine/advice/wire", test_wire);
  g_test_add_func ("/engine/advice/patience", test_patience);
  g_test_add_func ("/engine/advice/no-patience", test_no_patience);

  return g_test_run ();
}
