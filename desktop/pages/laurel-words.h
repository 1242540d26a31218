/* laurel-words.h - what the server's data are called by people
 *
 * Points come as hundredths, quantities as thousandths, as the server counts them. Functions that
 * return char * return new text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-client.h"
#include "desktop/api/laurel-history-row.h"
#include "desktop/api/laurel-sale-row.h"
#include "desktop/api/laurel-sale.h"

G_BEGIN_DECLS

/* "Marina Igorevna Sokolova"; without any name what @fallback says. */
char *laurel_words_person (const LaurelPersonName *name, const char *fallback);

/* "Marina Sokolova", for rows and avatars; likewise. */
char *laurel_words_person_short (const LaurelPersonName *name, const char *fallback);

char *laurel_words_points (gint64 hundredths);        /* 3,480; 12.50 */
char *laurel_words_points_change (gint64 hundredths); /* +92, −60; nothing: a dash */

char *laurel_words_quantity (gint64 thousandths); /* 3; 0.435 */
char *laurel_words_phone (const char *phone);     /* +7 916 204-18-73 */
char *laurel_words_card (const char *number);     /* 2900 0000 0001 7 */

const char *laurel_words_channel (const char *channel);
const char *laurel_words_card_state (LaurelCardState state);

/* "Plastic, since February 2024" */
char *laurel_words_card_about (const LaurelCard *card);

/* "Agreed on 3 Feb 2024 at the till" */
char *laurel_words_consent (const LaurelConsent *consent);

/* "Moscow, Lesnaya st., 12, 48"; NULL where nothing is known. */
char *laurel_words_address (const LaurelClient *client);

/* (nullable): "Return", for everything that is not a sale. */
const char *laurel_words_document (LaurelDocumentKind kind);

/* "Purchase, Lesnaya 5", and (nullable) "receipt 004-18-2217, points active on 6 December". */
char       *laurel_words_history_title (LaurelHistoryRow *row);
char       *laurel_words_history_about (LaurelHistoryRow *row);
const char *laurel_words_history_icon (LaurelHistoryRow *row);

/* "Displaced by “Autumn promo code”" */
char       *laurel_words_outcome (const LaurelExplanation *explanation);
const char *laurel_words_outcome_icon (const LaurelExplanation *explanation);

G_END_DECLS
