/* laurel-store-accounts.h - loads an account for an operation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One round trip, whatever is needed. What the ledger made of it goes back by
 * laurel-store-posting.h.
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
 * @personal: (array length=n_personal): discounts whose uses by the owner are wanted
 * @shared: (array length=n_shared): discounts whose uses by everybody are wanted
 * @codes: (array length=n_codes): promo codes, in the form that is kept
 * @now: by the server's clock: what holds reserve then; with @codes
 *
 * @personal, @shared and @codes are not for HOLD and SALE.
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
  const char *const *personal;
  gsize              n_personal;
  const char *const *shared;
  gsize              n_shared;
  const char *const *codes;
  gsize              n_codes;
  gint64             now;
} LaurelAccountQuery;

/**
 * LaurelLoadedCode:
 * @code: in the form that is kept
 * @series: the code of its series
 * @enabled: its series is
 * @valid_from, @valid_to: dates local to the sale, both included, or %LAUREL_DAY_NONE
 * @uses: how often it may be used, 0: any number
 * @used: how often it was; counted only where @uses limits it
 * @held: uses that holds reserve, without those asked for by LaurelAccountQuery.holds
 * @per_client: how often one client may use codes of its series, 0: any number
 * @used_by_client: how often the owner of the account did
 * @owner_id: whose it is, 0: anybody's
 */
typedef struct
{
  const char *code;
  const char *series;
  gboolean    enabled;
  gint32      valid_from;
  gint32      valid_to;
  gint64      uses;
  gint64      used;
  gint64      held;
  gint64      per_client;
  gint64      used_by_client;
  gint64      owner_id;
} LaurelLoadedCode;

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
 * @usage: (array length=n_usage): what the owner has used of the personal discounts asked for
 * @totals: (array length=n_totals): what everybody has used of the shared ones
 * @codes: (array length=n_codes): those that there are
 * @open_ends: it has open holds or forgivings, of which those who load together have none
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

  LaurelUsage      *usage;
  gsize             n_usage;
  LaurelUsage      *totals;
  gsize             n_totals;
  LaurelLoadedCode *codes;
  gsize             n_codes;

  gboolean       open_ends;
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelLoaded, laurel_loaded_free)

G_END_DECLS
