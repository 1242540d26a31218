/* test-program-difference.c - what two programs differ in, in plain words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One program is changed by small patches; the table says which changes are seen and what they are
 * called.
 */

#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "server/wire/laurel-json-patch.h"
#include "server/wire/laurel-program-difference.h"
#include "server/wire/laurel-wire-program.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (json_t, json_decref)

static const char program[] =
    "{'format':1,'name':'Spring','currency':'RUB','time_zone':'Europe/Moscow',"
    "'points':{'money_per_point':100},"
    "'accrual':{'on_discounted':false,'activation_days':14,"
    "  'rounding':{'unit':100,'mode':'down','level':'receipt'},"
    "  'expiry':{'kind':'inactivity','days':365}},"
    "'levels':{'basis':'lifetime','downgrade':'never','list':["
    "  {'id':'start','name':'Start','representation':'Bronze "
    "card','order':0,'threshold':0,'accrual':500},"
    "  {'id':'friend','name':'Friend','representation':'Silver card','order':1,'threshold':5000000,"
    "   'accrual':700}]},"
    "'redemption':{'max_share':5000,'step':100,'rules':["
    "  {'name':'Shoes','target':{'segments':['shoes']},'max_share':3000},"
    "  {'id':'rest','max_share':5000,'enabled':true}]},"
    "'limits':{'max_line_share':10000},'receipt_rounding':0,"
    "'restrictions':[{'id':'tobacco','name':'Tobacco','target':{'segments':['tobacco']},"
    "  'forbid':['discount','redeem']}],"
    "'server':{'lots':{'bonus':{'activation_days':0}},'returns':{'shortfall':'debt'},"
    "  'verification':{'redeem_from':null},"
    "  'operation_limits':[{'period':'day','count':5,'mode':'soft'}]},"
    "'discounts':{'id':'root','kind':'group','combine':'add','children':["
    "  {'id':'coffee','name':'Weekend coffee','kind':'discount','enabled':true,"
    "   'when':{'type':'weekday','days':[6,7]},'target':{'segments':['coffee']},"
    "   'reward':{'type':'percent','rate':1000}},"
    "  {'id':'tea','name':'Tea of the month','kind':'discount','limits':{'per_client':3},"
    "   'reward':{'type':'amount','amount':10000,'per':'receipt'}},"
    "  "
    "{'id':'personal','name':'Personal','kind':'group','combine':'max','scope':'receipt','children'"
    ":["
    "    {'id':'birthday','name':'Birthday','kind':'discount',"
    "     "
    "'when':{'all':[{'type':'birthday','before':3,'after':7},{'type':'level','ids':['friend']}]},"
    "     'reward':{'type':'percent','rate':500}},"
    "    {'id':'bonus','name':'Bonus','kind':'discount',"
    "     'reward':{'type':'points','points':5000,'per':{'every':100000}}}]}]}}";

#define ROOT                 "/discounts"
#define COFFEE               "/discounts/children/0"
#define TEA                  "/discounts/children/1"
#define PERSONAL             "/discounts/children/2"
#define BIRTHDAY             "/discounts/children/2/children/0"
#define BONUS                "/discounts/children/2/children/1"
#define REPLACE(path, value) "[{'op':'replace','path':'" path "','value':" value "}]"
#define ADD(path, value)     "[{'op':'add','path':'" path "','value':" value "}]"
#define REMOVE(path)         "[{'op':'remove','path':'" path "'}]"
#define MOVE(from, path)     "[{'op':'move','from':'" from "','path':'" path "'}]"

/* @changes: "kind node section member" and the sentence in the next line, for each */
static const struct
{
  const char *name;
  const char *patch;
  const char *changes;
} rows[] = {
  { "nothing", "[]", "" },
  { "default-written-out",
    "[{'op':'add','path':'" TEA "/enabled','value':true},"
    "{'op':'add','path':'" TEA "/external','value':false},"
    "{'op':'add','path':'/accrual/while_redeeming','value':true},"
    "{'op':'remove','path':'/currency'}]",
    "" },
  { "rate",
    REPLACE (COFFEE "/reward/rate", "1500"),
    "edited coffee discounts reward\nWeekend coffee: takes 15% instead of 10%\n" },
  { "half-a-percent",
    REPLACE (COFFEE "/reward/rate", "750"),
    "edited coffee discounts reward\nWeekend coffee: takes 7.5% instead of 10%\n" },
  { "another-reward",
    REPLACE (COFFEE "/reward", "{'type':'fixed_price','price':9950}"),
    "edited coffee discounts reward\nWeekend coffee: sets the price to ₽99.50; before: takes "
    "10%\n" },
  { "amount",
    REPLACE (TEA "/reward/amount", "150000"),
    "edited tea discounts reward\nTea of the month: takes ₽1,500 instead of ₽100 for the "
    "receipt\n" },
  { "points-for-each",
    REPLACE (BONUS "/reward/per/every", "200000"),
    "edited bonus discounts reward\n"
    "Bonus: gives 50 points for each ₽2,000 instead of ₽1,000\n" },
  { "faulty-reward",
    REPLACE (COFFEE "/reward/rate", "'ten'"),
    "edited coffee discounts reward\nWeekend coffee: takes \"ten\" instead of 10%\n" },
  { "nth",
    REPLACE (TEA "/reward", "{'type':'nth','n':3,'rate':10000}"),
    "edited tea discounts reward\n"
    "Tea of the month: takes 100% off one of each 3 pieces instead of ₽100 for the receipt\n" },
  { "gift",
    REPLACE (TEA "/reward", "{'type':'gift','pieces':1,'rate':10000}"),
    "edited tea discounts reward\n"
    "Tea of the month: takes 100% off the cheapest 1 piece instead of ₽100 for the receipt\n" },
  { "set",
    REPLACE (TEA "/reward",
             "{'type':'set','price':50000,'items':[{'product':'A','pieces':1},{'segment':'s','"
             "pieces':2}]}"),
    "edited tea discounts reward\n"
    "Tea of the month: sells 1 of A and 2 of s together for ₽500; before: takes ₽100 for the "
    "receipt\n" },
  { "multiplier",
    REPLACE (BONUS "/reward", "{'type':'points_multiplier','factor':250}"),
    "edited bonus discounts reward\n"
    "Bonus: gives 2.5 times the points instead of 50 points for each ₽1,000\n" },
  { "switched-off",
    REPLACE (COFFEE "/enabled", "false"),
    "disabled coffee discounts enabled\nWeekend coffee is switched off\n" },
  { "weekday",
    REPLACE (COFFEE "/when/days", "[7]"),
    "edited coffee discounts when\nWeekend coffee: applies on Sunday instead of Saturday and "
    "Sunday\n" },
  { "condition-taken-away",
    REMOVE (COFFEE "/when"),
    "edited coffee discounts when\n"
    "Weekend coffee: applies always instead of on Saturday and Sunday\n" },
  { "condition-of-many",
    REPLACE (TEA "",
             "{'id':'tea','name':'Tea of the month','kind':'discount','limits':{'per_client':3},"
             "'when':{'any':[{'not':{'type':'registered'}},{'all':[{'type':'age','min':18},"
             "{'type':'receipt','metric':'amount','op':'>=','value':100000}]}]},"
             "'reward':{'type':'amount','amount':10000,'per':'receipt'}}"),
    "edited tea discounts when\n"
    "Tea of the month: applies not for registered clients or (at the age from 18 and on receipts "
    "of "
    "at least ₽1,000) instead of always\n" },
  { "level-by-its-name",
    REPLACE (BIRTHDAY "/when/all/1/ids", "['start','friend']"),
    "edited birthday discounts when\n"
    "Birthday: applies from 3 days before the birthday until 7 days after it and for Bronze card "
    "or "
    "Silver card instead of Silver card\n" },
  { "target",
    REPLACE (COFFEE "/target",
             "{'products':['A','B'],'exclude_segments':['cheap'],'min_price':10000}"),
    "edited coffee discounts target\n"
    "Weekend coffee: counts for goods A and B without cheap from ₽100 instead of of coffee\n" },
  { "renamed",
    REPLACE (COFFEE "/name", "'Morning coffee'"),
    "edited coffee discounts name\nWeekend coffee is called Morning coffee now\n" },
  { "maximum",
    ADD (COFFEE "/max_amount", "50000"),
    "edited coffee discounts max_amount\nWeekend coffee: takes at most ₽500 instead of any "
    "amount\n" },
  { "limits",
    REPLACE (TEA "/limits", "{'once':true,'total_money':1000000}"),
    "edited tea discounts limits\n"
    "Tea of the month: can be used once a client, ₽10,000 in all instead of 3 times a client\n" },
  { "yes-and-no",
    ADD (COFFEE "/keeps_accrual", "true"),
    "edited coffee discounts keeps_accrual\n"
    "Weekend coffee: goods keep their points: yes instead of no\n" },
  { "combine",
    REPLACE (PERSONAL "/combine", "'displace'"),
    "edited personal discounts combine\nPersonal: combines by displace instead of max\n" },
  { "root-by-its-default-name",
    REPLACE (ROOT "/combine", "'multiply'"),
    "edited root discounts combine\nAll discounts: combines by multiply instead of add\n" },
  { "root-with-another-id",
    REPLACE (ROOT "/id", "'top'"),
    "edited top discounts id\nAll discounts: has the id top instead of root\n" },
  { "new-one",
    ADD (ROOT "/children/-",
         "{'id':'new','name':'Cocoa','kind':'discount','when':{'type':'first_purchase'},"
         "'reward':{'type':'percent','rate':2000}}"),
    "added new discounts -\nCocoa is new: takes 20%, applies at the first purchase\n" },
  { "new-group",
    ADD (ROOT "/children/0",
         "{'id':'g','name':'Autumn','kind':'group','children':["
         "{'id':'x','kind':'discount','reward':{'type':'percent','rate':1}},"
         "{'id':'y','kind':'discount','reward':{'type':'percent','rate':1}}]}"),
    "added g discounts -\nAutumn is new: a group with 2 discounts\n" },
  { "removed", REMOVE (TEA), "removed tea discounts -\nTea of the month is removed\n" },
  { "removed-group",
    REMOVE (PERSONAL),
    "removed personal discounts -\nPersonal is removed, with 2 discounts in it\n" },
  { "moved-to-another-group",
    MOVE (BIRTHDAY, ROOT "/children/0"),
    "moved birthday discounts -\nBirthday moved from Personal to All discounts\n" },
  { "moved-out-of-a-removed-group",
    "[{'op':'move','from':'" BIRTHDAY "','path':'" ROOT "/children/0'},"
    "{'op':'move','from':'/discounts/children/3/children/0','path':'" ROOT "/children/0'},"
    "{'op':'remove','path':'/discounts/children/4'}]",
    "moved bonus discounts -\nBonus moved from Personal to All discounts\n"
    "moved birthday discounts -\nBirthday moved from Personal to All discounts\n"
    "removed personal discounts -\nPersonal is removed\n" },
  { "moved-and-edited",
    "[{'op':'replace','path':'" BIRTHDAY "/reward/rate','value':700},"
    "{'op':'move','from':'" BIRTHDAY "','path':'" ROOT "/children/0'}]",
    "moved birthday discounts -\nBirthday moved from Personal to All discounts\n"
    "edited birthday discounts reward\nBirthday: takes 7% instead of 5%\n" },
  { "to-the-front",
    MOVE (PERSONAL, ROOT "/children/0"),
    "moved root discounts children\nAll discounts: Personal comes first now\n" },
  { "to-the-end",
    MOVE (COFFEE, ROOT "/children/-"),
    "moved root discounts children\nAll discounts: Weekend coffee comes after Personal now\n" },
  { "threshold",
    REPLACE ("/levels/list/1/threshold", "6000000"),
    "edited friend levels threshold\nSilver card: is reached from ₽60,000 instead of "
    "₽50,000\n" },
  { "new-level",
    ADD ("/levels/list/-",
         "{'id':'family','name':'Family','order':2,'threshold':10000000,'accrual':1000}"),
    "added family levels -\nFamily is new: from ₽100,000, gives 10%\n" },
  { "removed-level",
    REMOVE ("/levels/list/1"),
    "removed friend levels -\nSilver card is removed: from ₽50,000, gives 7%\n" },
  { "level-represented-otherwise",
    REPLACE ("/levels/list/1/representation", "'Grey card'"),
    "edited friend levels representation\n"
    "Grey card: is represented by Grey card instead of Silver card\n" },
  { "basis",
    REPLACE ("/levels/basis", "'rolling'"),
    "edited - levels levels/basis\nThe turnover that levels go by: rolling instead of lifetime\n" },
  { "activation",
    REPLACE ("/accrual/activation_days", "1"),
    "edited - accrual accrual/activation_days\nPoints become active after: 1 day instead of 14 "
    "days\n" },
  { "expiry",
    REPLACE ("/accrual/expiry", "{'kind':'end_of','period':'quarter','grace':10}"),
    "edited - expiry accrual/expiry\n"
    "Points burn: 10 days after the end of the quarter instead of 365 days after the last "
    "purchase\n" },
  { "rounding",
    REPLACE ("/accrual/rounding/mode", "'half_up'"),
    "edited - rounding accrual/rounding/mode\nPoints are rounded: half up instead of down\n" },
  { "receipt-rounding",
    REPLACE ("/receipt_rounding", "100"),
    "edited - rounding receipt_rounding\nReceipts are rounded to: ₽1 instead of ₽0\n" },
  { "redemption",
    REPLACE ("/redemption/max_share", "3000"),
    "edited - redemption redemption/max_share\nPayable with points: 30% instead of 50%\n" },
  { "rule-without-an-id",
    REPLACE ("/redemption/rules/0/max_share", "2000"),
    "edited - redemption max_share\nShoes: at most 20% instead of 30%\n" },
  { "rule-switched-off",
    REPLACE ("/redemption/rules/1/enabled", "false"),
    "disabled rest redemption enabled\nrest is switched off\n" },
  { "rules-in-another-order",
    MOVE ("/redemption/rules/1", "/redemption/rules/0"),
    "moved - redemption redemption/rules\nThe order of the redemption rules is another one\n" },
  { "restriction",
    REPLACE ("/restrictions/0/forbid", "['accrue']"),
    "edited tobacco restrictions forbid\n"
    "Tobacco: says no points for the purchase instead of no discounts and no paying with "
    "points\n" },
  { "new-restriction",
    ADD ("/restrictions/-", "{'forbid':['discount'],'when':{'type':'store','ids':['S1']}}"),
    "added - restrictions -\nRestriction 2 is new: no discounts, applies in the stores S1\n" },
  { "limit",
    REPLACE ("/limits/max_line_share", "9000"),
    "edited - limits limits/max_line_share\nThe largest discount of a line: 90% instead of "
    "100%\n" },
  { "operation-limit",
    REPLACE ("/server/operation_limits/0/count", "7"),
    "edited - limits count\nLimit of operations 1: at most 7 instead of 5\n" },
  { "lots",
    REPLACE ("/server/lots/bonus/activation_days", "3"),
    "edited bonus expiry activation_days\n"
    "Bonus: its points become active after 3 days instead of 0 days\n" },
  { "verification",
    REPLACE ("/server/verification/redeem_from", "100000"),
    "edited - redemption server/verification/redeem_from\n"
    "A code is asked for from: 1,000 points instead of never\n" },
  { "currency",
    REPLACE ("/currency", "'EUR'"),
    "edited - other currency\nThe currency: EUR instead of RUB\n" },
  { "unknown-member",
    ADD ("/accrual/surprise", "1"),
    "edited - accrual accrual/surprise\nThe program: “accrual/surprise” is changed\n" },
  { "a-part-of-another-type",
    REPLACE ("/levels/list", "7"),
    "edited - levels levels/list\nThe levels: a detail is changed\n" },
  { "no-tree",
    REMOVE ("/discounts"),
    "removed root discounts -\nAll discounts is removed, with 4 discounts in it\n" },
};

/* JSON with ' for ". */
static json_t *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  json_error_t     error = { 0 };
  json_t          *value = json_loads (json, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

  g_assert_cmpstr (error.text, ==, "");
  g_assert_nonnull (value);

  return value;
}

static const char *
get_text (const json_t *change, const char *name)
{
  const json_t *value = json_object_get (change, name);

  return value != NULL ? json_string_value (value) : "-";
}

/* Each change with its sentence; @expected may leave the last sentence open. */
static void
assert_changes (const json_t *changes, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const json_t *change = NULL;
  size_t        i = 0;

  json_array_foreach (changes, i, change)
  {
    g_string_append_printf (text,
                            "%s %s %s %s\n%s\n",
                            get_text (change, "kind"),
                            get_text (change, "node"),
                            get_text (change, "section"),
                            get_text (change, "member"),
                            get_text (change, "text"));
  }

  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_row (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (json_t) before = parse (program);
  g_autoptr (json_t) patch = parse (rows[row].patch);
  g_autoptr (json_t) after = laurel_json_patch (before, patch, faults);
  g_autoptr (json_t) changes = NULL;

  g_assert_nonnull (after);
  changes = laurel_program_difference (before, after);
  assert_changes (changes, rows[row].changes);
}

/* === Properties =============================================================================== */

static void
test_program_is_one (void)
{
  g_autoptr (json_t) document = parse (program);
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgramDraft) draft =
      laurel_wire_read_program (document, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);

  g_test_summary ("What the table is about is a program without faults");
  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  g_assert_nonnull (draft);
}

static void
test_same_is_no_difference (void)
{
  static const char *const documents[] = {
    program,
    "{}",
    "{'discounts':7,'levels':[],'redemption':{'rules':{}}}",
    "{'discounts':{'children':[1,{'id':''},{'id':'a'},{'id':'a'},{'children':[{}]}]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (json_t) one = parse (documents[i]);
      g_autoptr (json_t) other = json_deep_copy (one);
      g_autoptr (json_t) changes = laurel_program_difference (one, other);

      g_assert_cmpuint (json_array_size (changes), ==, 0);
    }
}

static void
test_values (void)
{
  static const struct
  {
    const char *patch;
    const char *before;
    const char *after;
  } pairs[] = {
    { REPLACE (TEA "/limits/per_client", "4"), "{'per_client':3}", "{'per_client':4}" },
    { MOVE (BIRTHDAY, ROOT "/children/0"), "'personal'", "'root'" },
    { MOVE (COFFEE, ROOT "/children/1"),
      "['Weekend coffee','Tea of the month','Personal']",
      "['Tea of the month','Weekend coffee','Personal']" },
    { REPLACE ("/receipt_rounding", "50"), "0", "50" },
    { REMOVE ("/redemption/max_share"), NULL, NULL },
  };

  g_autoptr (json_t) before = parse (program);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (LaurelFaults) faults = laurel_faults_new ();
      g_autoptr (json_t) patch = parse (pairs[i].patch);
      g_autoptr (json_t) after = laurel_json_patch (before, patch, faults);
      g_autoptr (json_t) changes = laurel_program_difference (before, after);
      json_t *change = json_array_get (changes, 0);

      /* The last one takes away what is the default anyway. */
      if (pairs[i].before == NULL)
        {
          g_assert_cmpuint (json_array_size (changes), ==, 0);
          continue;
        }

      {
        g_autoptr (json_t) old = parse (pairs[i].before);
        g_autoptr (json_t) new = parse (pairs[i].after);

        g_assert_true (json_equal (json_object_get (change, "before"), old));
        g_assert_true (json_equal (json_object_get (change, "after"), new));
      }
    }
}

/* Something of the same place that is not @value. */
static json_t *
mutate (const json_t *value)
{
  json_t *mutated = NULL;

  if (json_is_integer (value))
    return json_integer (json_integer_value (value) + 1);
  if (json_is_boolean (value))
    return json_boolean (!json_is_true (value));
  if (json_is_string (value))
    return json_sprintf ("%sx", json_string_value (value));
  if (!json_is_array (value))
    return json_integer (17);

  mutated = json_copy ((json_t *) value);
  json_array_append_new (mutated, json_string ("one more"));

  return mutated;
}

typedef struct
{
  const json_t *document;
  guint         n;
} Mutating;

static void
check_mutation (Mutating *mutating, const char *path, const json_t *value, const char *node)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (json_t) patch =
      json_pack ("[{s:s,s:s,s:o}]", "op", "replace", "path", path, "value", mutate (value));
  g_autoptr (json_t) after = laurel_json_patch (mutating->document, patch, faults);
  g_autoptr (json_t) there = NULL;
  g_autoptr (json_t) back = NULL;
  const json_t *change = NULL;
  gboolean      named = node == NULL;
  size_t        i = 0;

  g_assert_nonnull (after);
  there = laurel_program_difference (mutating->document, after);
  back = laurel_program_difference (after, mutating->document);
  g_test_message ("%s: %s", path, get_text (json_array_get (there, 0), "text"));
  g_assert_cmpuint (json_array_size (there), >, 0);
  g_assert_cmpuint (json_array_size (back), >, 0);

  json_array_foreach (there, i, change) named |= g_strcmp0 (get_text (change, "node"), node) == 0;

  /* Of a node whose id is another one, and of a child without one, nobody knows whose it is. */
  g_assert_true (named || g_str_has_suffix (path, "/id") || g_str_has_suffix (path, "/children"));
  mutating->n++;
}

/* @node: (nullable): the id of the thing around @value */
static void
mutate_all (Mutating *mutating, const char *path, const json_t *value, const char *node)
{
  const char   *name = NULL;
  const json_t *child = NULL;
  size_t        i = 0;

  if (*path != '\0' && !json_is_object (value))
    check_mutation (mutating, path, value, node);

  json_object_foreach ((json_t *) value, name, child)
  {
    const char      *id = json_string_value (json_object_get (value, "id"));
    g_autofree char *below = g_strconcat (path, "/", name, NULL);

    mutate_all (mutating, below, child, id != NULL ? id : node);
  }

  json_array_foreach (value, i, child)
  {
    g_autofree char *below = g_strdup_printf ("%s/%zu", path, i);

    mutate_all (mutating, below, child, node);
  }
}

static void
test_every_member_is_seen (void)
{
  g_autoptr (json_t) document = parse (program);
  Mutating mutating = { document, 0 };

  g_test_summary ("Whatever single value is changed, it is told, and of the right node");
  mutate_all (&mutating, "", document, NULL);
  g_assert_cmpuint (mutating.n, >, 80);
}

static void
test_sentences_are_counted (void)
{
  g_autoptr (json_t) changes =
      json_pack ("[{s:s},{s:s},{s:s}]", "text", "a", "text", "b", "text", "c");
  g_autoptr (json_t) all = laurel_program_difference_texts (changes, 3);
  g_autoptr (json_t) some = laurel_program_difference_texts (changes, 1);
  g_autoptr (json_t) expected = json_pack ("[s,s]", "a", "and 2 more");

  g_assert_cmpuint (json_array_size (all), ==, 3);
  g_assert_true (json_equal (some, expected));
}

/* Ten thousand discounts in one group, of which half are elsewhere in the end. */
static void
test_large_programs (void)
{
  g_autoptr (json_t) before = parse ("{'discounts':{'id':'root','children':[]}}");
  g_autoptr (json_t) after = NULL;
  g_autoptr (json_t) changes = NULL;
  json_t *children = json_object_get (json_object_get (before, "discounts"), "children");

  for (guint i = 0; i < 10000; i++)
    json_array_append_new (children, json_pack ("{s:o}", "id", json_sprintf ("d%u", i)));

  after = json_deep_copy (before);
  children = json_object_get (json_object_get (after, "discounts"), "children");
  for (guint i = 0; i < 5000; i++)
    {
      json_t *last = json_incref (json_array_get (children, 9999));

      json_array_remove (children, 9999);
      json_array_insert_new (children, 2 * i, last);
    }

  changes = laurel_program_difference (before, after);
  g_assert_cmpuint (json_array_size (changes), ==, 1);
  g_assert_cmpstr (get_text (json_array_get (changes, 0), "text"),
                   ==,
                   "All discounts: the order is another one");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/wire/program-difference/", rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_row);
    }

  g_test_add_func ("/wire/program-difference/the-program-is-one", test_program_is_one);
  g_test_add_func ("/wire/program-difference/same", test_same_is_no_difference);
  g_test_add_func ("/wire/program-difference/values", test_values);
  g_test_add_func ("/wire/program-difference/every-member", test_every_member_is_seen);
  g_test_add_func ("/wire/program-difference/texts", test_sentences_are_counted);
  g_test_add_func ("/wire/program-difference/large", test_large_programs);

  return g_test_run ();
}
