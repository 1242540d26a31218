/* laurel-store-accounts.h - loads an account for an operation, and posts what the ledger made of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One round trip to load, one to post. A posting is refused when the account has moved on since it
 * was loaded (STALE): the caller loads and computes again.
 */

#pragma once

#include "server/engine/laurel-ledger.h"
#include "server/store/laurel-posting-rows.h"
#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelOwnerKind:
 * @LAUREL_OWNER_NONE: nobody: only the key is looked for
 * @LAUREL_OWNER_CARD: by card number
 * @LAUREL_OWNER_PHONE: by phone, E.164
 * @LAUREL_OWNER_CLIENT: by the client's id
 * @LAUREL_OWNER_HOLD: whoever has the hold of that id
 * @LAUREL_OWNER_SALE: the owner of a sale, by the sale's id; loads the sale as well
 */
typedef enum
{
  LAUREL_OWNER_NONE,
  LAUREL_OWNER_CARD,
  LAUREL_OWNER_PHONE,
  LAUREL_OWNER_CLIENT,
  LAUREL_OWNER_HOLD,
  LAUREL_OWNER_SALE,
} LaurelOwnerKind;

/**
 * LaurelAccountDepth:
 * @LAUREL_ACCOUNT_DEPTH_OPEN: LAUREL_ACCOUNT_NEED_OPEN
 * @LAUREL_ACCOUNT_DEPTH_FULL: everything but transactions and entries
 * @LAUREL_ACCOUNT_DEPTH_HISTORY: LAUREL_ACCOUNT_NEED_HISTORY
 */
typedef enum
{
  LAUREL_ACCOUNT_DEPTH_OPEN,
  LAUREL_ACCOUNT_DEPTH_FULL,
  LAUREL_ACCOUNT_DEPTH_HISTORY,
} LaurelAccountDepth;

/**
 * LaurelAccountQuery:
 * @text: of CARD and PHONE
 * @id: of CLIENT, HOLD and SALE
 * @depth: how much is needed
 * @till_id, @key: (nullable): an operation whose stored answer is looked for
 * @holds: (array length=n_holds): holds to load although they have ended
 */
typedef struct
{
  LaurelOwnerKind    owner;
  const char        *text;
  gint64             id;
  LaurelAccountDepth depth;
  gint64             till_id;
  const char        *key;
  const gint64      *holds;
  gsize              n_holds;
} LaurelAccountQuery;

/**
 * LaurelSoldGoods:
 * @n: the line
 * @product: what was sold
 * @price: unit price
 */
typedef struct
{
  gint64      n;
  const char *product;
  gint64      price;
} LaurelSoldGoods;

/**
 * LaurelLoaded:
 * @operation_status: status of the key's stored answer, 0: the key is not known
 * @operation_body: (nullable): the stored answer
 * @operation_digest: of the request that it was given to
 * @client_id: whose account it is, 0: nobody was found
 * @card: (nullable): the card asked for, else one that is active
 * @card_state: (nullable): its state
 * @birth_day: or %LAUREL_DAY_NONE
 * @gender: 'f', 'm' or 0
 * @account: (nullable): may be stolen
 * @sale: (nullable): of SALE: may be stolen
 * @sale_client_id: who owned the sale when it was made; minus the till for an anonymous one
 * @goods: (array length=sale->lines->len): what was sold, in order of the lines
 *
 * Owns everything in it.
 */
typedef struct
{
  gint         operation_status;
  const char  *operation_body;
  guint8       operation_digest[32];
  gint64       client_id;
  const char  *card;
  const char  *card_state;
  gboolean     registered;
  const char  *last_name;
  const char  *first_name;
  const char  *patronymic;
  const char  *phone;
  const char  *email;
  gint32       birth_day;
  char         gender;
  gint64       referrer_id;
  const char **segments;
  gsize        n_segments;

  LaurelAccount *account;

  LaurelSale      *sale;
  gint64           sale_client_id;
  gint64           sale_till_id;
  gint64           sale_referrer_id;
  gint             sale_program_version;
  const char      *sale_store;
  const char      *sale_channel;
  const char      *sale_card;
  LaurelSoldGoods *goods;

  GStringChunk *texts;
} LaurelLoaded;

void laurel_loaded_free (LaurelLoaded *loaded);

/* @loaded: (transfer full) (nullable): NULL with an error */
typedef void (*LaurelLoadDone) (LaurelLoaded *loaded, const GError *error, gpointer data);

void laurel_store_load_account (LaurelStore              *store,
                                LaurelDbLane              lane,
                                const LaurelAccountQuery *query,
                                LaurelLoadDone            done,
                                gpointer                  data);

/**
 * LaurelPostOutcome:
 * @LAUREL_POST_POSTED: it is on disk
 * @LAUREL_POST_STALE: an account has moved on since it was loaded: nothing has happened
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

/* Commits @rows (of LAUREL_ROWS_ARRAY). @versions are those that their accounts were loaded with,
 * in the order of the rows, which is that of client_id. Posted means: on disk. */
void laurel_store_post (LaurelStore       *store,
                        LaurelDbLane       lane,
                        LaurelPostingRows *rows,
                        const gint64      *versions,
                        gsize              n_versions,
                        LaurelPostDone     done,
                        gpointer           data);

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelLoaded, laurel_loaded_free)

G_END_DECLS
