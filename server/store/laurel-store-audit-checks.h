/* laurel-store-audit-checks.h - what must be true of the ledger's tables, looked for row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocking, for laurelctl. Everything is read in one snapshot, so that a server may go on selling
 * meanwhile, and in a stream: a check needs no memory for the rows that are right.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LaurelAudit LaurelAudit;

/**
 * LaurelAuditCheck:
 * @name: a short word
 * @promise: what it finds violations of
 *
 * Static.
 */
typedef struct
{
  const char *name;
  const char *promise;
} LaurelAuditCheck;

/* Takes the snapshot. */
LaurelAudit *laurel_audit_open (const char *conninfo, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void         laurel_audit_close (LaurelAudit *self);

gsize            laurel_audit_get_n_checks (void);
LaurelAuditCheck laurel_audit_get_check (gsize index);

/* @row: names the row that is wrong, and says what is wrong about it */
typedef void (*LaurelAuditFound) (const char *row, gpointer data);

/* Runs one check; @found is called for the first @limit violations. */
gboolean laurel_audit_run (LaurelAudit     *self,
                           gsize            index,
                           gint64           limit,
                           LaurelAuditFound found,
                           gpointer         data,
                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * LaurelAuditLine:
 * @leaves, @leaf_money, @leaf_points: (array length=n_effects): effects of discounts
 * @referrer_points: what the referrer got for the line
 *
 * A line of a sale as it is stored; units as in laurel-priced.h.
 */
typedef struct
{
  gint64      n;
  const char *product;
  gint64      quantity;
  gint64      price;
  gint64      gross;
  gint64      external;
  gint64      discount;
  gint64      redeemed;
  gint64      rounding;
  gint64      to_pay;
  gint64      points;
  gint64      turnover;
  char      **leaves;
  gint64     *leaf_money;
  gint64     *leaf_points;
  gsize       n_effects;
} LaurelAuditLine;

/**
 * LaurelAuditSale:
 * @facts: what the engine was told, as it is stored
 * @used_leaves: (array length=n_used_leaves): discounts of which a use was counted
 * @used_codes: (array length=n_used_codes): promo codes likewise
 * @lines: (array length=n_lines): by number
 */
typedef struct
{
  gint64                 client_id;
  gint64                 sale_id;
  gint                   program_version;
  const char            *store;
  const char            *card;
  gint64                 time;
  const char            *facts;
  gint64                 redeemed_points;
  gint64                 certificates;
  gint64                 referrer_points;
  char                 **used_leaves;
  gsize                  n_used_leaves;
  char                 **used_codes;
  gsize                  n_used_codes;
  const LaurelAuditLine *lines;
  gsize                  n_lines;
} LaurelAuditSale;

/* FALSE: no more sales are wanted. @sale lives until it returns. */
typedef gboolean (*LaurelAuditSaleFound) (const LaurelAuditSale *sale, gpointer data);

/* Every sale of the snapshot. */
gboolean laurel_audit_read_sales (LaurelAudit         *self,
                                  LaurelAuditSaleFound found,
                                  gpointer             data,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelAudit, laurel_audit_close)

G_END_DECLS
