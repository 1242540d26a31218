/* laurel-office.h - what the calls of the office share: the day it is, pages and their cursors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-zone.h"
#include "server/http/laurel-exchange.h"

G_BEGIN_DECLS

/**
 * LaurelOffice:
 * @release: (nullable): the program in force; %NULL before the first one
 * @base_level: (nullable): the level of an account that has never moved: none is stored for it
 * @zone: the program's zone, else UTC
 * @now_us: the instant of the request
 * @today: the program's date of it
 */
typedef struct
{
  LaurelRelease    *release;
  const char       *base_level;
  const LaurelZone *zone;
  gint64            now_us;
  gint32            today;
} LaurelOffice;

void laurel_office_init (LaurelOffice *office, LaurelExchange *exchange);
/* The same where nothing can be said without a program. FALSE: 404 has been answered, return. */
gboolean laurel_office_init_with_program (LaurelOffice   *office,
                                          LaurelExchange *exchange) G_GNUC_WARN_UNUSED_RESULT;
void     laurel_office_clear (LaurelOffice *office);

/* An instant with the offset of the zone called @time_zone, or where that is %NULL or unknown, of
 * the program's. */
json_t *laurel_office_new_instant (const LaurelOffice *office,
                                   gint64              time_us,
                                   const char         *time_zone) G_GNUC_WARN_UNUSED_RESULT;
/* The program's date of an instant. */
gint32 laurel_office_get_day (const LaurelOffice *office, gint64 time_us);
/* The level's name, or its id where the program has none for it; null without a level. */
json_t *laurel_office_new_level_name (const LaurelOffice *office,
                                      const char         *id) G_GNUC_WARN_UNUSED_RESULT;

/* Names of the program's groups and discounts by their ids, %NULL where they have none; there may
 * be ten thousand. (element-type utf8 utf8): strings are the program's. @release: (nullable) */
GHashTable *laurel_office_new_node_names (const LaurelRelease *release) G_GNUC_WARN_UNUSED_RESULT;

/* An id of ours as text; null for 0. */
json_t *laurel_office_new_id (gint64 id) G_GNUC_WARN_UNUSED_RESULT;
/* "Sokolova M. I."; null where there is no name at all. */
json_t *laurel_office_new_short_name (const char *last_name,
                                      const char *first_name,
                                      const char *patronymic) G_GNUC_WARN_UNUSED_RESULT;

/* The id in the pattern's {name}. FALSE: 404 @code has been answered, return. */
gboolean laurel_office_read_id (LaurelExchange *exchange,
                                const char     *name,
                                const char     *code,
                                gint64         *id) G_GNUC_WARN_UNUSED_RESULT;
/* The id in a query parameter, 0 where it is not given. FALSE: 400 has been answered, return. */
gboolean laurel_office_read_query_id (LaurelExchange *exchange,
                                      const char     *name,
                                      gint64         *id) G_GNUC_WARN_UNUSED_RESULT;

/* The key of a page's last row as the text that goes into `next`. @key: (transfer full): an array
 */
json_t *laurel_office_new_cursor (json_t *key) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_office_read_cursor:
 * @key: (out) (nullable): the key of `after`, %NULL where it is not given; its strings live as long
 * @format: json_unpack()'s, of the whole key, with where to write its parts
 *
 * FALSE: `after` is nothing that we have given; 400 has been answered, return.
 */
gboolean laurel_office_read_cursor (LaurelExchange *exchange, json_t **key, const char *format, ...)
    G_GNUC_WARN_UNUSED_RESULT;

/* Answers 200 with one resource and its ETag. @body: (transfer full) */
void laurel_office_reply_resource (LaurelExchange *exchange, json_t *body);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LaurelOffice, laurel_office_clear)

G_END_DECLS
