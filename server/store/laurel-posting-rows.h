/* laurel-posting-rows.h - what one posting, or a batch of history, adds to the ledger's tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of schema/0004-ledger.sql and schema/0007-uses.sql, each written in one place, from the
 * structs of the pure ledger.
 */

#pragma once

#include "server/engine/laurel-ledger.h"
#include "server/engine/laurel-priced.h"
#include "server/store/laurel-rows.h"

G_BEGIN_DECLS

/* In the order of the parameters of laurel.post(), and behind them those of laurel.post_uses(). */
typedef enum
{
  LAUREL_TABLE_ACCOUNTS,
  LAUREL_TABLE_OPERATIONS,
  LAUREL_TABLE_SALES,
  LAUREL_TABLE_SALE_LINES,
  LAUREL_TABLE_RETURNS,
  LAUREL_TABLE_RETURN_LINES,
  LAUREL_TABLE_LOTS,
  LAUREL_TABLE_TRANSACTIONS,
  LAUREL_TABLE_ENTRIES,
  LAUREL_TABLE_HOLDS,
  LAUREL_TABLE_HOLD_PARTS,
  LAUREL_TABLE_PURCHASES,
  LAUREL_TABLE_TURNOVERS,
  LAUREL_TABLE_FORGIVINGS,
  LAUREL_TABLE_LEVEL_CHANGES,
  LAUREL_TABLE_CONSUMPTIONS,
  LAUREL_TABLE_USES,
  LAUREL_TABLE_USE_CLAIMS,
  LAUREL_TABLE_CODE_USES,
  LAUREL_TABLE_CODE_HOLDS,
  LAUREL_TABLE_VOIDED,
  LAUREL_N_TABLES,
} LaurelTable;

typedef struct _LaurelPostingRows LaurelPostingRows;

/**
 * LaurelSaleHeader:
 * @client_id: owner; for an anonymous sale minus the till's number
 * @till_id: number of the till's key, or of the import
 * @key: operation id
 * @receipt: the till's own number
 * @store: (nullable), as all texts below
 * @time: the till's instant
 * @day: the store's date of it
 * @late: it came late
 * @tx_no: its transaction in the account, or 0
 * @referrer_id: who gets referrer points, or 0
 * @facts: what the engine was told, as JSON
 */
typedef struct
{
  gint64      client_id;
  gint64      sale_id;
  gint64      till_id;
  const char *key;
  const char *receipt;
  const char *store;
  const char *till;
  const char *cashier;
  const char *channel;
  const char *card;
  gint64      time;
  gint64      posted;
  gint32      day;
  gboolean    late;
  gint        program_version;
  gint64      tx_no;
  gint64      referrer_id;
  const char *facts;
} LaurelSaleHeader;

/**
 * LaurelReturnHeader:
 * @sale_id: 0 for an unlinked return
 * @kind: "return", "void" or "unlinked"
 * @to_pay: what had been paid for the goods, certificates included
 */
typedef struct
{
  gint64      client_id;
  gint64      return_id;
  gint64      sale_id;
  const char *kind;
  gint64      till_id;
  const char *key;
  const char *receipt;
  const char *store;
  const char *till;
  const char *cashier;
  const char *channel;
  const char *card;
  gint64      time;
  gint64      posted;
  gint32      day;
  gint64      tx_no;
  gint64      to_pay;
} LaurelReturnHeader;

/**
 * LaurelReturnGoods:
 * @to_pay: what had been paid for these pieces
 */
typedef struct
{
  gint64      n;
  const char *product;
  gint64      quantity;
  gint64      price;
  gint64      to_pay;
} LaurelReturnGoods;

/**
 * LaurelOperation:
 * @digest: SHA-256 of the request; all zeros for a key that was cancelled before it came: whatever
 *   then comes with it gets @body
 * @status: HTTP status of the answer
 * @body: the answer
 */
typedef struct
{
  gint64             till_id;
  const char        *key;
  guint8             digest[32];
  gint               status;
  const char        *body;
  gint64             client_id;
  LaurelDocumentKind document_kind;
  gint64             document;
  gint64             posted;
} LaurelOperation;

/**
 * LaurelUseClaim:
 * @leaf: id of a discount
 * @limits: its limits
 * @count: how many sales used it
 * @money: what it gave in them
 */
typedef struct
{
  const char              *leaf;
  const LaurelDraftLimits *limits;
  gint64                   count;
  gint64                   money;
} LaurelUseClaim;

/**
 * LaurelUsedCode:
 * @code: in the form that is kept
 * @series: its series
 *
 * A promo code that had an effect in a sale.
 */
typedef struct
{
  const char *code;
  const char *series;
} LaurelUsedCode;

LaurelPostingRows *laurel_posting_rows_new (LaurelRowsForm form) G_GNUC_WARN_UNUSED_RESULT;
void               laurel_posting_rows_free (LaurelPostingRows *self);
void               laurel_posting_rows_clear (LaurelPostingRows *self);
LaurelRows        *laurel_posting_rows_get (const LaurelPostingRows *self, LaurelTable table);

/* Of the first account's row, 0: there is none. */
gint64 laurel_posting_rows_get_client (const LaurelPostingRows *self);

/* "accounts" and so on: static. */
const char *laurel_table_get_name (LaurelTable table);

/* Every row of @account that is not CLEAN, the account's own included. @zone gives entries their
 * date. */
void laurel_posting_rows_add_account (LaurelPostingRows      *self,
                                      gint64                  client_id,
                                      const LaurelAccount    *account,
                                      const LaurelLedgerZone *zone);
/* The account's own row alone, whatever its state. */
void laurel_posting_rows_add_account_row (LaurelPostingRows   *self,
                                          gint64               client_id,
                                          const LaurelAccount *account);

/* The sale with its lines and consumptions. @sale is what the ledger made of it. */
void laurel_posting_rows_add_sale (LaurelPostingRows      *self,
                                   const LaurelSaleHeader *header,
                                   const LaurelPriced     *priced,
                                   const LaurelSale       *sale);

/* The return with its lines and what it changed in @sale's consumptions (@sale may be %NULL). */
void laurel_posting_rows_add_return (LaurelPostingRows        *self,
                                     const LaurelReturnHeader *header,
                                     const LaurelReturnTotals *totals,
                                     const LaurelReturnGoods  *goods,
                                     gsize                     n_goods,
                                     const LaurelSale         *sale);

void laurel_posting_rows_add_consumptions (LaurelPostingRows *self,
                                           gint64             client_id,
                                           LaurelDocument     document,
                                           const GArray      *consumptions);

void laurel_posting_rows_add_operation (LaurelPostingRows *self, const LaurelOperation *operation);

/* Whether there is anything for laurel.post_uses(). */
gboolean laurel_posting_rows_has_uses (const LaurelPostingRows *self);

/* What a sale used of discounts with limits; those that were asked about and gave nothing are
 * passed over. Shared totals are claimed by laurel_posting_rows_add_use_claims(). */
void laurel_posting_rows_add_uses (LaurelPostingRows   *self,
                                   gint64               client_id,
                                   gint64               sale_id,
                                   gint32               day,
                                   const LaurelLimited *limited,
                                   gsize                n_limited);

/* Claims parts of the shared totals of discounts, within their limits. Sorts @claims
 * by the discounts' ids, so that two postings take the totals in the same order. */
void laurel_posting_rows_add_use_claims (LaurelPostingRows *self,
                                         LaurelUseClaim    *claims,
                                         gsize              n_claims);

/* The codes that had an effect in a sale, each once; sorts @codes. @posted: by the server's clock
 */
void laurel_posting_rows_add_code_uses (LaurelPostingRows *self,
                                        gint64             client_id,
                                        gint64             sale_id,
                                        gint64             posted,
                                        LaurelUsedCode    *codes,
                                        gsize              n_codes);

/* A hold reserves @code. */
void laurel_posting_rows_add_code_hold (LaurelPostingRows *self,
                                        gint64             client_id,
                                        gint64             hold,
                                        const char        *code,
                                        gint64             posted);

/* The sale gives back what it used of discounts and codes. */
void laurel_posting_rows_add_voided (LaurelPostingRows *self, gint64 client_id, gint64 sale_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelPostingRows, laurel_posting_rows_free)

G_END_DECLS
