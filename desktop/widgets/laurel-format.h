/* laurel-format.h - numbers, money, points, dates and differences as people read them
 *
 * The one place of the desktop that turns a number or a date into words. The look follows the
 * language of the messages (the catalogue that gettext has loaded), never LC_NUMERIC: an English
 * sentence with a Russian comma in it helps nobody. A minus is U+2212, a space inside a number is
 * U+00A0. Every function that returns a string returns a new one, to be freed with g_free().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LAUREL_FORMAT_MINUS   "\u2212"
#define LAUREL_FORMAT_NOTHING "\u2014"

#define LAUREL_TYPE_VALUE_KIND (laurel_value_kind_get_type ())
GType laurel_value_kind_get_type (void) G_GNUC_CONST;

/**
 * LaurelValueKind:
 * @LAUREL_VALUE_COUNT: things: receipts, clients
 * @LAUREL_VALUE_POINTS: whole points
 * @LAUREL_VALUE_MONEY: money in minor units of the currency
 * @LAUREL_VALUE_SHARE: a share in basis points: 7140 is 71.4%
 *
 * What a gint64 counts.
 */
typedef enum
{
  LAUREL_VALUE_COUNT,
  LAUREL_VALUE_POINTS,
  LAUREL_VALUE_MONEY,
  LAUREL_VALUE_SHARE,
} LaurelValueKind;

/**
 * LaurelFormatFlags:
 * @LAUREL_FORMAT_PLAIN: as in a table: money with its minor units, points without a unit
 * @LAUREL_FORMAT_WHOLE: as in a tile: money and shares rounded to whole units, halves away from 0
 * @LAUREL_FORMAT_SIGNED: a plus before what is above 0
 * @LAUREL_FORMAT_UNIT: points name their unit, for columns that mix points and money
 * @LAUREL_FORMAT_BARE: money without its currency sign, shares without the percent sign
 */
typedef enum
{
  LAUREL_FORMAT_PLAIN = 0,
  LAUREL_FORMAT_WHOLE = 1 << 0,
  LAUREL_FORMAT_SIGNED = 1 << 1,
  LAUREL_FORMAT_UNIT = 1 << 2,
  LAUREL_FORMAT_BARE = 1 << 3,
} LaurelFormatFlags;

/* The currency of every amount: an ISO 4217 code, "RUB" until it is set. */
void        laurel_format_set_currency (const char *code);
const char *laurel_format_get_currency (void);
/* "₽"; the code where the currency has no sign that everybody knows. */
const char *laurel_format_get_currency_sign (void);

/* ₽1,838.20 · 1 838,20 ₽, and everything else that @flags asks for. */
char *laurel_format_value (LaurelValueKind kind, gint64 value, LaurelFormatFlags flags);

/* Short cuts for the usual cases of laurel_format_value(). */
char *laurel_format_money (gint64 minor);          /* ₽1,838.20, −₽471.10 */
char *laurel_format_money_whole (gint64 minor);    /* ₽84,236,510 */
char *laurel_format_count (gint64 count);          /* 41,870 */
char *laurel_format_points (gint64 points);        /* 3,480 */
char *laurel_format_points_change (gint64 points); /* +92, −60, 0 */
char *laurel_format_share (gint64 basis_points);   /* 71.4% */

/**
 * laurel_format_number:
 * @value: a number in parts of a whole
 * @n_decimals: 10 to the power of this parts make a whole
 *
 * Exactly, with no more decimals than it needs: 2, 0.435, 1,000.5.
 */
char *laurel_format_number (gint64 value, guint n_decimals);

/* Exactly, as rules say them: ₽500, ₽189.90; 15%, 12.5%, 0.25%. */
char *laurel_format_price (gint64 minor);
char *laurel_format_rate (gint64 basis_points);

/**
 * laurel_format_parse:
 * @text: what a person typed: "2 000,50", "₽1,838.20", "5 %"
 * @n_decimals: as for laurel_format_number()
 * @value: (out): the number, in parts
 *
 * Takes a point or a comma before the decimals, whichever comes last; spaces, signs of currency
 * and the percent sign do not matter. Where one kind of mark stands before exactly three digits at
 * the end, it is a group of thousands if this language groups by it.
 *
 * Returns: FALSE where it is not a number that is not negative, or has more decimals
 */
gboolean laurel_format_parse (const char *text, guint n_decimals, gint64 *value);

/* As laurel_format_money() and laurel_format_points_change(), but 0 is nothing: "—". */
char *laurel_format_money_or_nothing (gint64 minor);
char *laurel_format_points_change_or_nothing (gint64 points);

/**
 * laurel_format_share_of:
 * @part: not negative
 * @whole: not negative
 *
 * Returns: @part of @whole in basis points, rounded, halves up; 0 where @whole is 0
 */
gint64 laurel_format_share_of (gint64 part, gint64 whole);

/* "1 receipt", "21,412 receipts"; "5 points"; "1 client". */
char *laurel_format_n_receipts (gint64 count);
char *laurel_format_n_clients (gint64 count);
char *laurel_format_n_points (gint64 points);

/**
 * laurel_format_difference:
 * @kind: what is compared
 * @now: the value of this period
 * @before: (nullable): the value of the period before, %NULL when there was none
 *
 * Says in words and true amounts how @now differs: "▲ ₽6,118,400 more", "▼ 0.8 p.p. less",
 * "Same as before", "No earlier period". Money is whole.
 */
char *laurel_format_difference (LaurelValueKind kind, gint64 now, const gint64 *before);

/**
 * laurel_format_axis:
 * @kind: what the axis counts
 * @value: a tick
 * @step: the distance between ticks, above 0; it chooses the unit for all of them
 *
 * "₽5 M", "500k", "1500k" beside "500k"; in Russian without the currency: "5 млн", "500
 * тыс.".
 */
char *laurel_format_axis (LaurelValueKind kind, gint64 value, gint64 step);

char *laurel_format_date (const GDate *date);        /* 22 November 2026 */
char *laurel_format_date_short (const GDate *date);  /* 22 Nov */
char *laurel_format_date_year (const GDate *date);   /* 22 Nov 2026 */
char *laurel_format_weekday (const GDate *date);     /* Sunday, 15 November */
char *laurel_format_month (const GDate *date);       /* November 2026 */
char *laurel_format_month_name (const GDate *date);  /* November */
char *laurel_format_month_short (const GDate *date); /* Nov */

/**
 * laurel_format_date_range:
 * @first: the first day
 * @last: the last day, not before @first
 * @today: (nullable): the year of this day is not named; with %NULL years are always named
 *
 * "1–22 November", "28 October – 3 November", "30 December 2025 – 2 January 2026".
 */
char *laurel_format_date_range (const GDate *first, const GDate *last, const GDate *today);

/* The same with short months, for a chip: "23 Oct – 22 Nov". */
char *laurel_format_date_range_short (const GDate *first, const GDate *last, const GDate *today);

/**
 * laurel_format_moment:
 * @moment: an instant
 * @zone: the time zone to show it in: the store's
 * @now: (nullable): the present instant, for "Today"; with %NULL the year is always named
 *
 * "Today, 11:54", "22 Nov, 11:54", of another year "22 Nov 2025, 11:54".
 */
char *laurel_format_moment (GDateTime *moment, GTimeZone *zone, GDateTime *now);

/* The whole truth, for a tooltip: "22 November 2026, 11:54:03 (UTC+03:00)". */
char *laurel_format_moment_full (GDateTime *moment, GTimeZone *zone);

/* The day of @moment in @zone. */
void laurel_format_day_of (GDateTime *moment, GTimeZone *zone, GDate *day);

G_END_DECLS
