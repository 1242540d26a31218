/* laurel-client.h - everything about one client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-client-row.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_CONSENT_AT_TILL,
  LAUREL_CONSENT_ON_SITE,
  LAUREL_CONSENT_IN_DESKTOP,
  LAUREL_CONSENT_BY_IMPORT,
  LAUREL_CONSENT_OTHERWISE,
} LaurelConsentHow;

/* @email: of e-mail, else of SMS */
typedef struct
{
  gboolean         email;
  gboolean         given;
  GDateTime       *at;
  LaurelConsentHow how;
} LaurelConsent;

typedef enum
{
  LAUREL_CARD_ISSUED,
  LAUREL_CARD_ACTIVE,
  LAUREL_CARD_BLOCKED,
  LAUREL_CARD_REPLACED,
  LAUREL_CARD_LOST,
  LAUREL_CARD_UNKNOWN,
} LaurelCardState;

/* @reason may be NULL */
typedef struct
{
  char           *number;
  gboolean        is_virtual;
  LaurelCardState state;
  GDate           since;
  char           *reason;
} LaurelCard;

typedef struct
{
  GDate  date;
  gint64 points;
} LaurelPointsOnDate;

/* @first: the first day of the month */
typedef struct
{
  GDate  first;
  gint64 purchases;
  gint64 sum;
  gint64 returns;
  gint64 returned;
} LaurelClientMonth;

/**
 * LaurelClient:
 *
 * Text but @client may be NULL, dates not valid, where nothing is known. Points are hundredths,
 * money is in minor units. @tags and @segments are never NULL.
 * @consents: (element-type LaurelConsent)
 * @cards: (element-type LaurelCard)
 * @pending: (element-type LaurelPointsOnDate): ascending: when how many become active
 * @burns: (element-type LaurelPointsOnDate): ascending: when how many burn
 * @months: (element-type LaurelClientMonth): ascending, the last twelve
 * @next_level: (nullable): the name of the level above, @next_missing away
 */
typedef struct
{
  char            *client;
  LaurelPersonName name;
  GDate            birth_date;
  gint64           age;
  char            *phone;
  char            *email;
  char            *region;
  char            *city;
  char            *street;
  char            *house;
  char            *flat;
  char            *notes;
  GStrv            tags;
  GStrv            segments;
  GDateTime       *registered_at;
  GArray          *consents;
  GArray          *cards;
  char            *level_name;
  GDate            level_until;
  char            *next_level;
  gint64           next_missing;
  gint64           n_purchases;
  GDate            first_purchase;
  GDate            last_purchase;
  gint64           average_receipt;
  gint64           available;
  gint64           held;
  GArray          *pending;
  gint64           pending_total;
  gint64           debt;
  GArray          *burns;
  gint64           worth;
  gint64           turnover;
  gint64           level_turnover;
  GArray          *months;
} LaurelClient;

void laurel_client_free (LaurelClient *client);

void          laurel_client_fetch_async (LaurelApi          *api,
                                         const char         *client,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
LaurelClient *laurel_client_fetch_finish (LaurelApi    *api,
                                          GAsyncResult *result,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelClient, laurel_client_free)

G_END_DECLS
