/* laurel-oracle-receipt.c - what a receipt may not say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

#include <stdio.h>
#include <string.h>

#define LINES_MAX 1000

typedef struct
{
  const char *name;
  json_type   type;
  gboolean    must;
} Member;

static const Member receipt_members[] = {
  { "id", JSON_STRING, TRUE },       { "time", JSON_STRING, TRUE },
  { "store", JSON_STRING, FALSE },   { "client", JSON_STRING, FALSE },
  { "card", JSON_STRING, FALSE },    { "channel", JSON_STRING, FALSE },
  { "payments", JSON_ARRAY, FALSE }, { "promo_codes", JSON_ARRAY, FALSE },
  { "lines", JSON_ARRAY, TRUE },     { "certificates", JSON_ARRAY, FALSE },
  { "redeem", JSON_INTEGER, FALSE },
};

static const Member line_members[] = {
  { "n", JSON_INTEGER, TRUE },
  { "product", JSON_STRING, TRUE },
  { "quantity", JSON_INTEGER, TRUE },
  { "price", JSON_INTEGER, TRUE },
  { "external_discount", JSON_INTEGER, FALSE },
};

static gboolean
is_known (const char *name, json_t *value, const Member *members, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (strcmp (members[i].name, name) == 0)
        return json_typeof (value) == members[i].type ||
               (strcmp (name, "redeem") == 0 && json_is_string (value) &&
                strcmp (json_string_value (value), "max") == 0);
    }

  return FALSE;
}

static gboolean
is_well_formed (json_t *object, const Member *members, gsize n)
{
  const char *name = NULL;
  json_t     *value = NULL;

  json_object_foreach (object, name, value)
  {
    if (!is_known (name, value, members, n))
      return FALSE;
  }

  for (gsize i = 0; i < n; i++)
    {
      if (members[i].must && json_object_get (object, members[i].name) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_time (const char *text)
{
  static const char pattern[] = "^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?"
                                "(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$";

  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  int year = 0;
  int month = 0;
  int day = 0;

  return g_regex_match (regex, text, 0, NULL) &&
         sscanf (text, "%4d-%2d-%2d", &year, &month, &day) == 3 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static const char *
check_form (json_t *receipt)
{
  static const char *const channels[] = { "store", "site",  "delivery", "showroom",
                                          "app",   "phone", NULL };

  const char *channel = laurel_oracle_word (receipt, "channel", "store");
  gsize       i = 0;
  json_t     *line = NULL;

  if (!is_well_formed (receipt, receipt_members, G_N_ELEMENTS (receipt_members)) ||
      !is_time (laurel_oracle_word (receipt, "time", NULL)) || !g_strv_contains (channels, channel))
    return "format";

  json_array_foreach (json_object_get (receipt, "lines"), i, line)
  {
    if (!is_well_formed (line, line_members, G_N_ELEMENTS (line_members)))
      return "format";
  }

  return NULL;
}

static gboolean
is_between (gint64 value, gint64 least, gint64 most)
{
  return value >= least && value <= most;
}

static gboolean
is_line_in_range (json_t *line, LaurelWide *gross)
{
  gint64 price = laurel_oracle_integer (line, "price", 0);
  gint64 quantity = laurel_oracle_integer (line, "quantity", 0);
  gint64 external = laurel_oracle_integer (line, "external_discount", 0);
  gint64 n = laurel_oracle_integer (line, "n", 0);

  if (!is_between (n, 1, LAUREL_ORACLE_INTEGER_MAX) || !is_between (price, 0, 100000000000) ||
      !is_between (quantity, 1, 1000000000))
    return FALSE;

  *gross = laurel_oracle_half_up ((LaurelWide) price * quantity, 1000);

  return *gross <= 100000000000000 && is_between (external, 0, (gint64) *gross);
}

static const char *
check_ranges (json_t *receipt)
{
  json_t    *lines = json_object_get (receipt, "lines");
  LaurelWide sum = 0;
  gsize      i = 0;
  json_t    *line = NULL;

  if (json_array_size (lines) > LINES_MAX ||
      !is_between (laurel_oracle_integer (receipt, "redeem", 0), 0, LAUREL_ORACLE_INTEGER_MAX) ||
      laurel_oracle_read_day (laurel_oracle_word (receipt, "time", NULL)) <
          laurel_oracle_read_day ("2000-01-01") ||
      laurel_oracle_read_day (laurel_oracle_word (receipt, "time", NULL)) >
          laurel_oracle_read_day ("2099-12-31"))
    return "range";

  json_array_foreach (lines, i, line)
  {
    LaurelWide gross = 0;

    if (!is_line_in_range (line, &gross))
      return "range";

    sum += gross;
  }

  return sum > 1000000000000000 ? "range" : NULL;
}

static const char *
check_references (json_t *document, json_t *receipt)
{
  const char *client = laurel_oracle_word (receipt, "client", NULL);
  json_t     *lines = json_object_get (receipt, "lines");
  json_t     *certificate = NULL;
  gsize       i = 0;

  if (client != NULL && json_object_get (json_object_get (document, "clients"), client) == NULL)
    return "reference";

  json_array_foreach (json_object_get (receipt, "certificates"), i, certificate)
  {
    if (json_object_get (json_object_get (document, "certificates"),
                         json_string_value (certificate)) == NULL)
      return "reference";
  }

  for (i = 0; i < json_array_size (lines); i++)
    {
      for (gsize j = 0; j < i; j++)
        {
          if (json_equal (json_object_get (json_array_get (lines, i), "n"),
                          json_object_get (json_array_get (lines, j), "n")))
            return "reference";
        }
    }

  return NULL;
}

const char *
laurel_oracle_check (json_t *document, json_t *receipt)
{
  const char *code = check_form (receipt);

  if (code == NULL)
    code = check_ranges (receipt);

  return code != NULL ? code : check_references (document, receipt);
}
