/* laurel-ctl-price-table.c - a priced case as a text for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A receipt reads as it is printed by a till: what each line costs, what was taken off it by whom,
 * and the sums. Then every discount of the program follows, in its order, with what became of it.
 */

#include "server/ctl/laurel-ctl-price-table.h"

#include "server/ctl/laurel-ctl-price-words.h"

#define AMOUNT_WIDTH 22 /* -10,000,000,000,000.00 */
#define NAME_WIDTH   34
#define TEXT_WIDTH   (LAUREL_CTL_PRICE_WIDTH - 2 * AMOUNT_WIDTH - 2)

typedef struct
{
  GString *text;
  json_t  *root;
  json_t  *program;
  gboolean styled;
} Table;

static gint64
get_integer (json_t *object, const char *name)
{
  return json_integer_value (json_object_get (object, name));
}

static const char *
get_string (json_t *object, const char *name)
{
  return json_string_value (json_object_get (object, name));
}

/* The columns that a character takes on a terminal. */
static gsize
width_of (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

/* Appends @string, cut to @width columns with an ellipsis, and says how many it took. Whatever
 * would move a terminal's cursor is replaced. */
static gsize
append_cut (GString *text, const char *string, gsize width)
{
  gsize columns = 0;
  gsize length_cut = text->len; /* up to here there is room for an ellipsis */
  gsize columns_cut = 0;

  for (const char *c = string; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_iscntrl (character))
        character = 0xfffd;

      if (columns + width_of (character) > width)
        {
          g_string_truncate (text, length_cut);
          g_string_append (text, "…");

          return columns_cut + 1;
        }

      g_string_append_unichar (text, character);
      columns += width_of (character);

      if (columns < width)
        {
          length_cut = text->len;
          columns_cut = columns;
        }
    }

  return columns;
}

static void
append_spaces (GString *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_string_append_c (text, ' ');
}

static void
append_padded (GString *text, const char *string, gsize width)
{
  append_spaces (text, width - append_cut (text, string, width));
}

/* Amounts are ASCII. */
static void
append_amount (GString *text, gint64 amount)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  laurel_ctl_price_append_hundredths (digits, amount);
  g_string_append_printf (text, "%*s", AMOUNT_WIDTH, digits->str);
}

static void
add_heading (Table *table, const char *heading)
{
  if (table->styled)
    g_string_append (table->text, "\033[1m");

  append_cut (table->text, heading, LAUREL_CTL_PRICE_WIDTH);

  if (table->styled)
    g_string_append (table->text, "\033[0m");

  g_string_append_c (table->text, '\n');
}

/* A row of a receipt: its text, indented, and what it does to the money and the points. NULL: there
 * is none. */
static void
add_row (Table *table, gsize indent, const char *label, const gint64 *money, const gint64 *points)
{
  append_spaces (table->text, indent + 2);
  append_padded (table->text, label, TEXT_WIDTH - indent);

  if (money != NULL)
    append_amount (table->text, *money);
  else if (points != NULL)
    append_spaces (table->text, AMOUNT_WIDTH);

  if (points != NULL)
    append_amount (table->text, *points);

  while (g_str_has_suffix (table->text->str, " "))
    g_string_truncate (table->text, table->text->len - 1);

  g_string_append_c (table->text, '\n');
}

/* Only what is something; @sign says which way it goes. */
static void
add_money (Table *table, gsize indent, const char *label, gint64 money, gint sign)
{
  gint64 signed_money = sign * money;

  if (money != 0)
    add_row (table, indent, label, &signed_money, NULL);
}

static void
add_points (Table *table, gsize indent, const char *label, gint64 points)
{
  if (points != 0)
    add_row (table, indent, label, NULL, &points);
}

static void
add_effect (Table *table, json_t *effect)
{
  const char      *id = get_string (effect, "id");
  const char      *name = laurel_ctl_price_name (table->program, id);
  gint64           money = -get_integer (effect, "money");
  gint64           points = get_integer (effect, "points");
  g_autofree char *label = NULL;

  if (json_is_true (json_object_get (effect, "referrer")))
    label = g_strdup_printf ("%s, to who brought the client", name);

  add_row (table,
           4,
           label != NULL ? label : name,
           money != 0 ? &money : NULL,
           points != 0 ? &points : NULL);
}

/* The receipt's own line that was priced as @line. */
static json_t *
find_given_line (json_t *receipt, gint64 n)
{
  json_t *lines = json_object_get (receipt, "lines");
  gsize   i = 0;
  json_t *line = NULL;

  json_array_foreach (lines, i, line)
  {
    if (get_integer (line, "n") == n)
      return line;
  }

  return NULL;
}

static void
add_line (Table *table, json_t *receipt, json_t *line)
{
  gint64  n = get_integer (line, "n");
  json_t *given = find_given_line (receipt, n);
  gint64  gross = get_integer (line, "gross");
  gint64  to_pay = get_integer (line, "to_pay");
  gint64  points = get_integer (line, "points");
  gint64  quantity = get_integer (given, "quantity");
  json_t *effects = json_object_get (line, "effects");
  g_autoptr (GString) label = g_string_new (NULL);

  g_string_append_printf (label, "%2" G_GINT64_FORMAT "  ", n);
  append_cut (label, get_string (given, "product"), NAME_WIDTH / 2);
  g_string_append_printf (label, ", %" G_GINT64_FORMAT, quantity / 1000);

  if (quantity % 1000 != 0)
    g_string_append_printf (label, ".%03d", (int) (quantity % 1000));

  g_string_append (label, " x ");
  laurel_ctl_price_append_hundredths (label, get_integer (given, "price"));
  add_row (table, 0, label->str, &gross, NULL);
  add_money (table, 4, "discount of the till's own", get_integer (line, "external"), -1);

  for (gsize i = 0; i < json_array_size (effects); i++)
    add_effect (table, json_array_get (effects, i));

  add_money (table, 4, "paid with points", get_integer (line, "redeemed"), -1);
  add_row (table, 4, "to pay", &to_pay, &points);
}

static void
add_totals (Table *table, json_t *result)
{
  json_t *totals = json_object_get (result, "totals");
  gint64  gross = get_integer (totals, "gross");
  gint64  to_pay = get_integer (totals, "to_pay");
  gint64  points = get_integer (totals, "points");
  gint64  redeemed = -get_integer (totals, "redeemed");
  gint64  redeemed_points = -get_integer (totals, "redeemed_points");

  add_row (table, 0, "Total", &gross, NULL);
  add_money (table, 4, "discounts of the till's own", get_integer (totals, "external"), -1);
  add_money (table, 4, "discounts", get_integer (totals, "discount"), -1);

  if (redeemed != 0)
    add_row (table, 4, "paid with points", &redeemed, &redeemed_points);

  add_money (table, 4, "rounding of the receipt", get_integer (totals, "rounding"), -1);
  add_row (table, 4, "to pay", &to_pay, &points);
  add_money (table, 4, "by certificates", get_integer (totals, "certificates"), -1);

  if (get_integer (totals, "certificates") != 0)
    add_money (table, 4, "left to pay", get_integer (totals, "left_to_pay"), 1);

  add_points (table,
              4,
              "points to who brought the client",
              get_integer (totals, "referrer_points"));
  add_points (table, 4, "could be paid with points", get_integer (result, "redeemable"));
}

static void
add_fact (Table *table, const char *label, const char *fact)
{
  append_padded (table->text, label, 10);
  append_cut (table->text, fact, LAUREL_CTL_PRICE_WIDTH - 10);
  g_string_append_c (table->text, '\n');
}

static void
add_client (Table *table, const char *id)
{
  json_t     *client = json_object_get (json_object_get (table->root, "clients"), id);
  const char *level = get_string (client, "level");
  gint64      points = get_integer (client, "available_points");
  g_autoptr (GString) fact = g_string_new (id);

  if (level != NULL)
    g_string_append_printf (fact, ", level %s", level);

  g_string_append (fact, ", ");
  laurel_ctl_price_append_hundredths (fact, points);
  g_string_append (fact, " points");
  add_fact (table, "Client", fact->str);
}

static void
add_codes (Table *table, json_t *result)
{
  json_t     *codes = json_object_get (result, "promo_codes");
  const char *code = NULL;
  json_t     *state = NULL;

  json_object_foreach (codes, code, state)
  {
    const char      *word = json_string_value (state);
    g_autofree char *fact = NULL;

    if (g_str_equal (word, "no_effect"))
      word = "without effect";

    fact = g_strdup_printf ("%s, %s", code, word);
    add_fact (table, "Code", fact);
  }
}

static void
add_offers (Table *table, json_t *result)
{
  json_t *offers = json_object_get (result, "offers");
  gsize   i = 0;
  json_t *offer = NULL;

  json_array_foreach (offers, i, offer)
  {
    g_autofree char *fact =
        g_strdup_printf ("%s, if %" G_GINT64_FORMAT " more of it are taken",
                         laurel_ctl_price_name (table->program, get_string (offer, "id")),
                         get_integer (offer, "pieces"));

    add_fact (table, "Offer", fact);
  }
}

static void
add_header (Table *table, json_t *receipt, json_t *result)
{
  const char      *client = get_string (receipt, "client");
  const char      *store = get_string (receipt, "store");
  g_autofree char *heading = g_strdup_printf ("Receipt %s", get_string (receipt, "id"));

  add_heading (table, heading);

  if (client != NULL)
    add_client (table, client);
  else
    add_fact (table, "Client", "nobody who is known");

  if (store != NULL)
    add_fact (table, "Store", store);

  add_fact (table, "Time", get_string (receipt, "time"));
  add_codes (table, result);
  g_string_append_c (table->text, '\n');
}

/* Breaks @words between words into lines of what is left beside the names. */
static void
add_wrapped (Table *table, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  gsize left = LAUREL_CTL_PRICE_WIDTH - NAME_WIDTH - 4;
  gsize room = left;

  for (gsize i = 0; list[i] != NULL; i++)
    {
      g_autoptr (GString) word = g_string_new (NULL);
      gsize columns = append_cut (word, list[i], left);

      if (i > 0 && columns + 1 > room)
        {
          g_string_append_c (table->text, '\n');
          append_spaces (table->text, NAME_WIDTH + 4);
          room = left;
        }
      else if (i > 0)
        {
          g_string_append_c (table->text, ' ');
          room--;
        }

      g_string_append (table->text, word->str);
      room -= columns;
    }

  g_string_append_c (table->text, '\n');
}

static void
add_outcomes (Table *table, json_t *result)
{
  json_t *explain = json_object_get (result, "explain");
  gsize   i = 0;
  json_t *outcome = NULL;

  if (json_array_size (explain) > 0)
    {
      g_string_append_c (table->text, '\n');
      add_heading (table, "Discounts");
    }

  json_array_foreach (explain, i, outcome)
  {
    g_autofree char *words = laurel_ctl_price_outcome (table->program, outcome);
    const char      *id = get_string (outcome, "id");

    append_spaces (table->text, 2);
    append_padded (table->text, laurel_ctl_price_name (table->program, id), NAME_WIDTH);
    append_spaces (table->text, 2);
    add_wrapped (table, words);
  }
}

static void
add_error (Table *table, const char *label, const char *what, json_t *error)
{
  g_autofree char *heading = what != NULL ? g_strdup_printf ("%s %s", label, what) : NULL;

  add_heading (table, heading != NULL ? heading : label);
  add_fact (table, "Error", get_string (error, "message"));
}

static void
add_receipt (Table *table, json_t *receipt, json_t *result)
{
  json_t     *lines = json_object_get (result, "lines");
  json_t     *error = json_object_get (result, "error");
  const char *currency = get_string (table->program, "currency");
  g_autoptr (GString) columns = g_string_new (NULL);

  if (error != NULL)
    {
      add_error (table, "Receipt", get_string (result, "id"), error);
      return;
    }

  add_header (table, receipt, result);
  append_spaces (columns, TEXT_WIDTH + 2);
  g_string_append_printf (columns,
                          "%*s%*s",
                          AMOUNT_WIDTH,
                          currency != NULL ? currency : "RUB",
                          AMOUNT_WIDTH,
                          "points");
  add_heading (table, columns->str);

  for (gsize i = 0; i < json_array_size (lines); i++)
    add_line (table, receipt, json_array_get (lines, i));

  add_totals (table, result);
  add_offers (table, result);
  add_outcomes (table, result);
}

char *
laurel_ctl_price_table (json_t *root, json_t *answer, gboolean styled)
{
  Table   table = { .text = g_string_new (NULL), .root = root, .styled = styled };
  json_t *results = json_object_get (answer, "results");
  json_t *receipts = json_object_get (root, "receipts");

  table.program = json_object_get (root, "program");

  if (results == NULL)
    add_error (&table, "The case", NULL, json_object_get (answer, "error"));

  for (gsize i = 0; i < json_array_size (results); i++)
    {
      if (i > 0)
        g_string_append_c (table.text, '\n');

      add_receipt (&table, json_array_get (receipts, i), json_array_get (results, i));
    }

  return g_string_free (table.text, FALSE);
}
