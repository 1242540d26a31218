/* laurel-history-event.h - what happened in the past, one event after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whoever knows a history (a file of sales, the demo chain) tells it as a stream of events in order
 * of time; LaurelHistory prices and posts them. Events own nothing: what they point to lives until
 * the next one is asked for, but for the texts of a client's event.
 *
 * Clients go by the teller's own numbers, from 1 and without gaps; 0 is nobody. Sales go by their
 * keys.
 */

#pragma once

#include <glib.h>

#include "server/engine/laurel-receipt.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_HISTORY_CLIENT,
  LAUREL_HISTORY_SALE,
  LAUREL_HISTORY_RETURN,
  LAUREL_HISTORY_GRANT,
} LaurelHistoryKind;

/**
 * LaurelHistoryCard:
 * @number: unique
 * @kind: "plastic" or "virtual"
 * @state: "issued", "active", "blocked", "replaced" or "lost"
 * @since: instant of that state
 * @reason: (nullable): of a blocked one
 */
typedef struct
{
  const char *number;
  const char *kind;
  const char *state;
  gint64      since;
  const char *reason;
} LaurelHistoryCard;

typedef enum
{
  LAUREL_HISTORY_CONSENT_SMS = 1 << 0,
  LAUREL_HISTORY_CONSENT_EMAIL = 1 << 1,
} LaurelHistoryConsents;

/**
 * LaurelHistoryClient:
 * @last_name: (nullable), as all texts
 * @birth_day: or %LAUREL_DAY_NONE
 * @gender: 'f', 'm' or 0
 * @phone: E.164
 * @channel: preferred: "sms" or "email"
 * @how: how the client came: "till", "site", "desktop" or "import"
 * @consents: given at the event's time
 * @referrer: number of who brought the client, or 0
 * @cards: (array length=n_cards)
 */
typedef struct
{
  const char              *last_name;
  const char              *first_name;
  const char              *patronymic;
  gint32                   birth_day;
  char                     gender;
  const char              *phone;
  const char              *email;
  const char              *region;
  const char              *city;
  const char              *street;
  const char              *house;
  const char              *flat;
  const char              *language;
  const char              *channel;
  const char              *how;
  LaurelHistoryConsents    consents;
  guint32                  referrer;
  const LaurelHistoryCard *cards;
  gsize                    n_cards;
} LaurelHistoryClient;

/**
 * LaurelHistorySale:
 * @receipt: what the engine prices; its time is the event's
 * @is_returned: a return of it follows, so the poster keeps it at hand
 */
typedef struct
{
  LaurelReceipt receipt;
  gboolean      is_returned;
} LaurelHistorySale;

/**
 * LaurelHistoryReturnLine:
 * @n: the sale's line; of an unlinked return any number, unique in it
 * @quantity: thousandths that come back
 * @price: what the piece cost; used only without a sale
 */
typedef struct
{
  gint64      n;
  const char *product;
  gint64      quantity;
  gint64      price;
} LaurelHistoryReturnLine;

/**
 * LaurelHistoryReturn:
 * @sale_key: (nullable): key of the sale's event, %NULL for an unlinked return
 * @lines: (array length=n_lines): above 0
 */
typedef struct
{
  const char                    *sale_key;
  const char                    *store;
  const char                    *channel;
  const LaurelHistoryReturnLine *lines;
  gsize                          n_lines;
} LaurelHistoryReturn;

/**
 * LaurelHistoryGrant:
 * @points: hundredths, above 0
 * @reason: what for
 */
typedef struct
{
  gint64      points;
  const char *reason;
} LaurelHistoryGrant;

/**
 * LaurelHistoryEvent:
 * @time: business time and posting time
 * @client: whom it is about
 * @key: unique in all histories; posting the same again changes nothing. Of a client: the card that
 *   they are found by
 * @number: (nullable): number of the receipt; unique per store and date
 * @till: (nullable)
 * @cashier: (nullable)
 */
typedef struct
{
  LaurelHistoryKind kind;
  gint64            time;
  guint32           client;
  const char       *key;
  const char       *number;
  const char       *till;
  const char       *cashier;
  union
  {
    LaurelHistoryClient profile;
    LaurelHistorySale   sale;
    LaurelHistoryReturn back;
    LaurelHistoryGrant  grant;
  };
} LaurelHistoryEvent;

G_END_DECLS
