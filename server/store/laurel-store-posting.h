/* laurel-store-posting.h - commits what the ledger made of an account, and opens accounts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One round trip, all or nothing. A posting is refused when the account has moved on since it was
 * loaded (STALE): the caller loads and computes again.
 */

#pragma once

#include "server/store/laurel-posting-rows.h"
#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

/**
 * LaurelPostOutcome:
 * @LAUREL_POST_POSTED: it is on disk
 * @LAUREL_POST_STALE: an account has moved on since it was loaded, or somebody has used up what was
 * still there: nothing has happened
 * @LAUREL_POST_REPLAY: the key is known: nothing has happened now
 * @LAUREL_POST_RECEIPT_TAKEN: the store has such a receipt of that date: nothing has happened; so
 * the rest, for phone, e-mail and card of laurel_store_open_account() and
 * laurel_store_attach_card()
 */
typedef enum
{
  LAUREL_POST_POSTED,
  LAUREL_POST_STALE,
  LAUREL_POST_REPLAY,
  LAUREL_POST_RECEIPT_TAKEN,
  LAUREL_POST_PHONE_TAKEN,
  LAUREL_POST_EMAIL_TAKEN,
  LAUREL_POST_CARD_TAKEN,
} LaurelPostOutcome;

/**
 * LaurelPostAnswer:
 * @status, @body, @digest: of REPLAY: what is stored under the key
 */
typedef struct
{
  LaurelPostOutcome outcome;
  gint              status;
  const char       *body;
  guint8            digest[32];
} LaurelPostAnswer;

/* @answer: (nullable): NULL with an error; valid during the call */
typedef void (*LaurelPostDone) (const LaurelPostAnswer *answer, const GError *error, gpointer data);

/**
 * LaurelPostAudit:
 * @actor: the person who did it
 * @action: "points.grant" and the like
 * @subject: what it was done to
 * @after: what was asked for, JSON
 *
 * What a person does is in the audit or has not happened: the row is written in the same
 * transaction. Everything is copied.
 */
typedef struct
{
  LaurelActor actor;
  const char *action;
  const char *subject;
  const char *after;
} LaurelPostAudit;

/* Commits @rows (of LAUREL_ROWS_ARRAY). @versions are those that their accounts were loaded with,
 * in the order of the rows, which is that of client_id. Posted means: on disk. @audit: (nullable):
 * of a till's operation there is none. */
void laurel_store_post (LaurelStore           *store,
                        LaurelDbLane           lane,
                        LaurelPostingRows     *rows,
                        const gint64          *versions,
                        gsize                  n_versions,
                        const LaurelPostAudit *audit,
                        LaurelPostDone         done,
                        gpointer               data);

/* The statement that commits @rows, whose parameters it adds to @params: for
 * whoever runs it in a transaction of their own. It answers with the outcome in its first column,
 * and fails with the SQLSTATE LR005 where somebody has used up what was still there. */
const LaurelStatement *laurel_store_post_params (LaurelPostingRows *rows,
                                                 const gint64      *versions,
                                                 gsize              n_versions,
                                                 LaurelDbParams    *params);

/**
 * LaurelNewAccount:
 * @operation: (nullable): stored in the same transaction
 * @exists: the account is that of a card nobody has claimed: it gets an owner
 * @registered: with a person; else a card alone
 * @phone: (nullable): E.164
 * @now_us, @day: when
 * @how: "till", "site", "desktop" or "import"
 * @card: (nullable): issued, or with @exists claimed
 * @consent_channels: (array length=n_consents): "sms", "email"
 */
typedef struct
{
  const LaurelOperation *operation;
  gint64                 client_id;
  gboolean               exists;
  gboolean               registered;
  const char            *last_name;
  const char            *first_name;
  const char            *patronymic;
  gint32                 birth_day;
  const char            *gender;
  const char            *phone;
  const char            *email;
  gint64                 referrer_id;
  gint64                 now_us;
  gint32                 day;
  const char            *how;
  const char            *card;
  const char            *card_kind;
  const char            *consent_channels[2];
  gboolean               consents_given[2];
  gsize                  n_consents;
  const char            *who;
} LaurelNewAccount;

/* Opens an account, or gives it an owner. */
void laurel_store_open_account (LaurelStore            *store,
                                LaurelDbLane            lane,
                                const LaurelNewAccount *account,
                                const LaurelPostAudit  *audit,
                                LaurelPostDone          done,
                                gpointer                data);

/* Gives a client one more card; an unknown number is issued. */
void laurel_store_attach_card (LaurelStore           *store,
                               LaurelDbLane           lane,
                               const LaurelOperation *operation,
                               gint64                 client_id,
                               const char            *card,
                               const char            *card_kind,
                               gint64                 now_us,
                               const LaurelPostAudit *audit,
                               LaurelPostDone         done,
                               gpointer               data);

/* The sale of the till's own number @receipt, 0: there is none, or more than one (@several). @store
 * and @day may be missing (NULL, %LAUREL_DAY_NONE). */
typedef void (*LaurelSaleFoundDone) (gint64        sale_id,
                                     gboolean      several,
                                     const GError *error,
                                     gpointer      data);
void laurel_store_find_sale (LaurelStore        *store,
                             LaurelDbLane        lane,
                             const char         *sale_store,
                             const char         *receipt,
                             gint32              day,
                             LaurelSaleFoundDone done,
                             gpointer            data);

/* What the till's key was used for: @known: FALSE for a key that no operation came with; @document
 * is what it made, of kind NONE where that was nothing (a refusal, a cancellation). */
typedef void (*LaurelOperationFoundDone) (gboolean       known,
                                          LaurelDocument document,
                                          const GError  *error,
                                          gpointer       data);
void laurel_store_find_operation (LaurelStore             *store,
                                  LaurelDbLane             lane,
                                  gint64                   till_id,
                                  const char              *key,
                                  LaurelOperationFoundDone done,
                                  gpointer                 data);

G_END_DECLS
