/* laurel-format.c - numbers, money, points, dates and differences as people read them
 *
 * Every convention is a message with a context, so that a language is complete once its catalogue
 * is, and nothing here asks which language it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-format.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINOR_PER_MAJOR        100
#define BASIS_POINTS_PER_TENTH 10
#define BASIS_POINTS_PER_CENT  100

G_DEFINE_ENUM_TYPE (LaurelValueKind,
                    laurel_value_kind,
                    G_DEFINE_ENUM_VALUE (LAUREL_VALUE_COUNT, "count"),
                    G_DEFINE_ENUM_VALUE (LAUREL_VALUE_POINTS, "points"),
                    G_DEFINE_ENUM_VALUE (LAUREL_VALUE_MONEY, "money"),
                    G_DEFINE_ENUM_VALUE (LAUREL_VALUE_SHARE, "share"))

static const struct
{
  const char *code;
  const char *sign;
} currency_signs[] = {
  { "RUB", "\u20bd" }, { "USD", "$" },      { "EUR", "\u20ac" },
  { "KZT", "\u20b8" }, { "GBP", "\u00a3" }, { "UAH", "\u20b4" },
};

/* ISO 4217 codes have three letters. The user interface has one thread. */
static char currency[4] = "RUB";

void
laurel_format_set_currency (const char *code)
{
  g_return_if_fail (code != NULL && strlen (code) == 3);

  g_strlcpy (currency, code, sizeof currency);
}

const char *
laurel_format_get_currency (void)
{
  return currency;
}

const char *
laurel_format_get_currency_sign (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (currency_signs); i++)
    if (strcmp (currency_signs[i].code, currency) == 0)
      return currency_signs[i].sign;

  return currency;
}

/* The magnitude of @value; that of G_MININT64 has no place in a gint64. */
static guint64
magnitude_of (gint64 value)
{
  return value < 0 ? 0 - (guint64) value : (guint64) value;
}

static guint64
divide_rounded (guint64 value, guint64 divisor)
{
  return value / divisor + (value % divisor >= divisor - divisor / 2 ? 1 : 0);
}

static char *
group_digits (guint64 value)
{
  /* TRANSLATORS: stands between groups of three digits, as in 84,236,510 */
  const char      *separator = C_ ("digit group separator", ",");
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, value);
  gsize            length = strlen (digits);
  GString         *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, separator);

      g_string_append_c (text, digits[i]);
    }

  return g_string_free (text, FALSE);
}

/* @value counts parts of which 10 to the power of @n_decimals make a whole. */
static char *
format_decimal (guint64 value, guint n_decimals)
{
  guint64          divisor = 1;
  g_autofree char *whole = NULL;

  for (guint i = 0; i < n_decimals; i++)
    divisor *= 10;

  whole = group_digits (value / divisor);

  if (n_decimals == 0)
    return g_steal_pointer (&whole);

  return g_strdup_printf ("%s%s%0*" G_GUINT64_FORMAT,
                          whole,
                          /* TRANSLATORS: stands before the decimals, as in 71.4 */
                          C_ ("decimal point", "."),
                          (int) n_decimals,
                          value % divisor);
}

static char *
add_currency (const char *amount)
{
  /* TRANSLATORS: 1 is the sign of the currency, 2 the amount: ₽1,838.20 */
  return g_strdup_printf (C_ ("money", "%1$s%2$s"), laurel_format_get_currency_sign (), amount);
}

static char *
format_money_magnitude (guint64 minor, LaurelFormatFlags flags)
{
  g_autofree char *amount = (flags & LAUREL_FORMAT_WHOLE) != 0
                                ? group_digits (divide_rounded (minor, MINOR_PER_MAJOR))
                                : format_decimal (minor, 2);

  if ((flags & LAUREL_FORMAT_BARE) != 0)
    return g_steal_pointer (&amount);

  return add_currency (amount);
}

static char *
format_share_magnitude (guint64 basis_points, LaurelFormatFlags flags)
{
  g_autofree char *amount =
      (flags & LAUREL_FORMAT_WHOLE) != 0
          ? group_digits (divide_rounded (basis_points, BASIS_POINTS_PER_CENT))
          : format_decimal (divide_rounded (basis_points, BASIS_POINTS_PER_TENTH), 1);

  if ((flags & LAUREL_FORMAT_BARE) != 0)
    return g_steal_pointer (&amount);

  /* TRANSLATORS: %s is a number such as 71.4 */
  return g_strdup_printf (C_ ("share", "%s%%"), amount);
}

static char *
format_points_magnitude (guint64 points, LaurelFormatFlags flags)
{
  g_autofree char *amount = group_digits (points);

  if ((flags & LAUREL_FORMAT_UNIT) == 0)
    return g_steal_pointer (&amount);

  /* TRANSLATORS: %s is a number; the shortest word for loyalty points, beside sums of money */
  return g_strdup_printf (C_ ("points beside money", "%s pts"), amount);
}

static char *
format_magnitude (LaurelValueKind kind, guint64 value, LaurelFormatFlags flags)
{
  switch (kind)
    {
    case LAUREL_VALUE_MONEY:
      return format_money_magnitude (value, flags);
    case LAUREL_VALUE_SHARE:
      return format_share_magnitude (value, flags);
    case LAUREL_VALUE_POINTS:
      return format_points_magnitude (value, flags);
    case LAUREL_VALUE_COUNT:
      return group_digits (value);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* How many of @kind make the smallest difference that is shown. */
static guint64
resolution_of (LaurelValueKind kind, LaurelFormatFlags flags)
{
  gboolean whole = (flags & LAUREL_FORMAT_WHOLE) != 0;

  if (kind == LAUREL_VALUE_SHARE)
    return whole ? BASIS_POINTS_PER_CENT : BASIS_POINTS_PER_TENTH;

  return kind == LAUREL_VALUE_MONEY && whole ? MINOR_PER_MAJOR : 1;
}

/* Whether @magnitude is shown as 0: a sign before a rounded zero would be a lie. */
static gboolean
rounds_to_zero (LaurelValueKind kind, guint64 magnitude, LaurelFormatFlags flags)
{
  return divide_rounded (magnitude, resolution_of (kind, flags)) == 0;
}

char *
laurel_format_value (LaurelValueKind kind, gint64 value, LaurelFormatFlags flags)
{
  guint64          magnitude = magnitude_of (value);
  const char      *sign = "";
  g_autofree char *text = format_magnitude (kind, magnitude, flags);

  if (rounds_to_zero (kind, magnitude, flags))
    return g_steal_pointer (&text);

  if (value < 0)
    sign = LAUREL_FORMAT_MINUS;
  else if ((flags & LAUREL_FORMAT_SIGNED) != 0)
    sign = "+";

  return g_strconcat (sign, text, NULL);
}

char *
laurel_format_money (gint64 minor)
{
  return laurel_format_value (LAUREL_VALUE_MONEY, minor, LAUREL_FORMAT_PLAIN);
}

char *
laurel_format_money_whole (gint64 minor)
{
  return laurel_format_value (LAUREL_VALUE_MONEY, minor, LAUREL_FORMAT_WHOLE);
}

char *
laurel_format_count (gint64 count)
{
  return laurel_format_value (LAUREL_VALUE_COUNT, count, LAUREL_FORMAT_PLAIN);
}

char *
laurel_format_points (gint64 points)
{
  return laurel_format_value (LAUREL_VALUE_POINTS, points, LAUREL_FORMAT_PLAIN);
}

char *
laurel_format_points_change (gint64 points)
{
  return laurel_format_value (LAUREL_VALUE_POINTS, points, LAUREL_FORMAT_SIGNED);
}

char *
laurel_format_share (gint64 basis_points)
{
  return laurel_format_value (LAUREL_VALUE_SHARE, basis_points, LAUREL_FORMAT_PLAIN);
}

char *
laurel_format_number (gint64 value, guint n_decimals)
{
  guint64          magnitude = magnitude_of (value);
  g_autofree char *number = NULL;

  while (n_decimals > 0 && magnitude % 10 == 0)
    {
      magnitude /= 10;
      n_decimals--;
    }

  number = format_decimal (magnitude, n_decimals);

  return g_strconcat (value < 0 ? LAUREL_FORMAT_MINUS : "", number, NULL);
}

char *
laurel_format_price (gint64 minor)
{
  return minor % MINOR_PER_MAJOR == 0 ? laurel_format_money_whole (minor)
                                      : laurel_format_money (minor);
}

char *
laurel_format_rate (gint64 basis_points)
{
  g_autofree char *number = laurel_format_number (basis_points, 2);

  /* TRANSLATORS: %s is a number such as 71.4 */
  return g_strdup_printf (C_ ("share", "%s%%"), number);
}

/* Where the decimals of @text begin: behind its last point or comma, or NULL where that mark
 * groups digits. */
static const char *
find_decimals (const char *text)
{
  const char *mark = NULL;
  const char *separator = C_ ("digit group separator", ",");
  guint       n_same = 0;

  for (const char *c = text; *c != '\0'; c++)
    if (*c == '.' || *c == ',')
      mark = c;

  if (mark == NULL)
    return NULL;

  for (const char *c = text; *c != '\0'; c++)
    n_same += *c == *mark ? 1 : 0;

  if (n_same > 1 || (*mark == *separator && strspn (mark + 1, "0123456789") == 3 &&
                     mark[4] == '\0' && *text >= '1' && *text <= '9'))
    return NULL;

  return mark + 1;
}

/* What is left of @text without signs of units and spaces. */
static char *
strip_units (const char *text)
{
  GString *stripped = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar     character = g_utf8_get_char (c);
      GUnicodeType type = g_unichar_type (character);

      if (!g_unichar_isspace (character) && type != G_UNICODE_CURRENCY_SYMBOL && character != '%')
        g_string_append_unichar (stripped, character);
    }

  return g_string_free (stripped, FALSE);
}

gboolean
laurel_format_parse (const char *text, guint n_decimals, gint64 *value)
{
  g_autofree char *stripped = strip_units (text);
  const char      *decimals = find_decimals (stripped);
  guint            n_read = 0;
  guint            n_digits = 0;
  gint64           parsed = 0;

  for (const char *c = stripped; *c != '\0'; c++)
    {
      if (*c == '.' || *c == ',')
        continue;

      if (!g_ascii_isdigit (*c) || __builtin_mul_overflow (parsed, 10, &parsed) ||
          __builtin_add_overflow (parsed, *c - '0', &parsed))
        return FALSE;

      n_digits++;
      n_read += decimals != NULL && c >= decimals ? 1 : 0;
    }

  if (n_digits == 0 || n_read > n_decimals)
    return FALSE;

  for (; n_read < n_decimals; n_read++)
    if (__builtin_mul_overflow (parsed, 10, &parsed))
      return FALSE;

  *value = parsed;
  return TRUE;
}

char *
laurel_format_money_or_nothing (gint64 minor)
{
  return minor == 0 ? g_strdup (LAUREL_FORMAT_NOTHING) : laurel_format_money (minor);
}

char *
laurel_format_points_change_or_nothing (gint64 points)
{
  return points == 0 ? g_strdup (LAUREL_FORMAT_NOTHING) : laurel_format_points_change (points);
}

gint64
laurel_format_share_of (gint64 part, gint64 whole)
{
  g_return_val_if_fail (part >= 0 && whole >= 0, 0);

  if (whole == 0)
    return 0;

  /* 128 bits: a turnover in kopecks times 10,000 may leave 64. */
  return (gint64) (((__int128) part * 20000 + whole) / ((__int128) whole * 2));
}

char *
laurel_format_n_receipts (gint64 count)
{
  g_autofree char *number = laurel_format_count (count);

  /* TRANSLATORS: %s is a number such as 21,412 */
  return g_strdup_printf (ngettext ("%s receipt", "%s receipts", magnitude_of (count)), number);
}

char *
laurel_format_n_clients (gint64 count)
{
  g_autofree char *number = laurel_format_count (count);

  /* TRANSLATORS: %s is a number such as 21,412 */
  return g_strdup_printf (ngettext ("%s client", "%s clients", magnitude_of (count)), number);
}

char *
laurel_format_n_points (gint64 points)
{
  g_autofree char *number = laurel_format_points (points);

  /* TRANSLATORS: %s is a number such as 3,480 */
  return g_strdup_printf (ngettext ("%s point", "%s points", magnitude_of (points)), number);
}

static char *
format_distance (LaurelValueKind kind, guint64 distance)
{
  g_autofree char *amount = NULL;

  if (kind != LAUREL_VALUE_SHARE)
    return format_magnitude (kind, distance, LAUREL_FORMAT_WHOLE);

  amount = format_decimal (divide_rounded (distance, BASIS_POINTS_PER_TENTH), 1);

  /* TRANSLATORS: %s is a number of percentage points such as 0.8 */
  return g_strdup_printf (C_ ("difference of shares", "%s\u00a0p.p."), amount);
}

char *
laurel_format_difference (LaurelValueKind kind, gint64 now, const gint64 *before)
{
  LaurelFormatFlags flags = kind == LAUREL_VALUE_MONEY ? LAUREL_FORMAT_WHOLE : LAUREL_FORMAT_PLAIN;
  guint64           distance = 0;
  g_autofree char  *amount = NULL;

  if (before == NULL)
    return g_strdup (_ ("No earlier period"));

  distance = now > *before ? (guint64) now - (guint64) *before : (guint64) *before - (guint64) now;
  if (rounds_to_zero (kind, distance, flags))
    return g_strdup (_ ("Same as before"));

  amount = format_distance (kind, distance);

  /* TRANSLATORS: %s is an amount: ₽6,118,400, 1,962, 0.8 p.p. */
  return now > *before ? g_strdup_printf (_ ("▲ %s more"), amount)
                       /* TRANSLATORS: %s is an amount: ₽6,118,400, 1,962, 0.8 p.p. */
                       : g_strdup_printf (_ ("▼ %s less"), amount);
}

/* @value in whole @unit, with a decimal only where @step needs one. Ticks are so short that groups
 * of digits would only make them wider. */
static char *
format_in_units (guint64 value, guint64 step, guint64 unit)
{
  if (step % unit == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, value / unit);

  return format_decimal (value / (unit / 10), 1);
}

static char *
format_axis_number (guint64 value, guint64 step)
{
  g_autofree char *number = NULL;

  if (step >= 1000000000)
    {
      number = format_in_units (value, step, 1000000000);
      /* TRANSLATORS: thousands of millions on the axis of a chart, as short as can be */
      return g_strdup_printf (C_ ("axis", "%s\u00a0bn"), number);
    }

  if (step >= 1000000)
    {
      number = format_in_units (value, step, 1000000);
      /* TRANSLATORS: millions on the axis of a chart, as short as can be */
      return g_strdup_printf (C_ ("axis", "%s\u00a0M"), number);
    }

  if (step >= 1000)
    {
      number = format_in_units (value, step, 1000);
      /* TRANSLATORS: thousands on the axis of a chart, as short as can be */
      return g_strdup_printf (C_ ("axis", "%sk"), number);
    }

  return g_strdup_printf ("%" G_GUINT64_FORMAT, value);
}

char *
laurel_format_axis (LaurelValueKind kind, gint64 value, gint64 step)
{
  guint64          magnitude = magnitude_of (value);
  const char      *sign = value < 0 ? LAUREL_FORMAT_MINUS : "";
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (step > 0, NULL);

  if (value == 0)
    return g_strdup ("0");

  if (kind == LAUREL_VALUE_SHARE || (kind == LAUREL_VALUE_MONEY && step < MINOR_PER_MAJOR))
    {
      gboolean whole = kind == LAUREL_VALUE_SHARE && step % BASIS_POINTS_PER_CENT == 0;

      return laurel_format_value (kind, value, whole ? LAUREL_FORMAT_WHOLE : LAUREL_FORMAT_PLAIN);
    }

  if (kind != LAUREL_VALUE_MONEY)
    {
      number = format_axis_number (magnitude, (guint64) step);
      return g_strconcat (sign, number, NULL);
    }

  number = format_axis_number (magnitude / MINOR_PER_MAJOR, (guint64) step / MINOR_PER_MAJOR);

  /* TRANSLATORS: "yes" where the axis of a chart repeats the currency (₽5 M), else "no" (5 M) */
  if (strcmp (C_ ("currency on an axis", "yes"), "yes") != 0)
    return g_strconcat (sign, number, NULL);

  text = add_currency (number);
  return g_strconcat (sign, text, NULL);
}
