/* laurel-document.h - the program document: what a chain promises, as it is edited
 *
 * A value, like a LaurelNode: shared by counting, changed only between laurel_document_copy() and
 * the moment it is given away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-node.h"
#include "desktop/api/laurel-reply.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_ROUNDING_DOWN,
  LAUREL_ROUNDING_HALF_UP,
  LAUREL_ROUNDING_UP,
} LaurelRoundingMode;

typedef enum
{
  LAUREL_EXPIRY_NONE,
  LAUREL_EXPIRY_DAYS,
  LAUREL_EXPIRY_END_OF_MONTH,
  LAUREL_EXPIRY_END_OF_QUARTER,
  LAUREL_EXPIRY_END_OF_YEAR,
  LAUREL_EXPIRY_INACTIVITY,
} LaurelExpiryKind;

/* What the turnover of a level is counted over, and whether a level falls: see points.md, 5. */
typedef enum
{
  LAUREL_BASIS_LIFETIME,
  LAUREL_BASIS_ROLLING,
  LAUREL_BASIS_CALENDAR,
} LaurelBasis;

typedef enum
{
  LAUREL_DOWNGRADE_NEVER,
  LAUREL_DOWNGRADE_IMMEDIATE,
  LAUREL_DOWNGRADE_PERIOD,
} LaurelDowngrade;

/**
 * LaurelAccrual:
 * @rounding_unit: hundredths of points
 * @rounding_by_line: each line by itself, else the receipt
 * @activation_days: 0: at once
 * @expiry_days: of DAYS and INACTIVITY; days of grace of the ends of periods
 */
typedef struct
{
  gboolean           on_discounted;
  gboolean           on_redeemed;
  gboolean           while_redeeming;
  gint64             rounding_unit;
  LaurelRoundingMode rounding_mode;
  gboolean           rounding_by_line;
  gint64             activation_days;
  LaurelExpiryKind   expiry;
  gint64             expiry_days;
} LaurelAccrual;

gboolean laurel_accrual_equal (const LaurelAccrual *a, const LaurelAccrual *b);

/**
 * LaurelLevel:
 * @name, @description: (nullable)
 * @representation: (nullable): what clients see
 * @threshold: turnover in minor units, reached from exactly there on
 * @accrual: basis points of money, in points
 * @max_share: basis points of a receipt that points may pay, or LAUREL_UNSET: the program's
 */
typedef struct
{
  char  *id;
  char  *name;
  char  *representation;
  char  *description;
  gint64 order;
  gint64 threshold;
  gint64 accrual;
  gint64 max_share;
} LaurelLevel;

LaurelLevel *laurel_level_new (const char *id) G_GNUC_WARN_UNUSED_RESULT;
LaurelLevel *laurel_level_copy (const LaurelLevel *self) G_GNUC_WARN_UNUSED_RESULT;
void         laurel_level_free (LaurelLevel *self);
gboolean     laurel_level_equal (const LaurelLevel *a, const LaurelLevel *b);

/**
 * LaurelRule:
 * @id, @name, @description: (nullable)
 * @when, @target: (nullable): always, and every line
 * @max_share: of a redemption rule, basis points, or LAUREL_UNSET
 * @forbid_discount, @forbid_redeem, @forbid_accrue: of a restriction
 */
typedef struct
{
  char            *id;
  char            *name;
  char            *description;
  gboolean         enabled;
  LaurelCondition *when;
  LaurelTarget    *target;
  gint64           max_share;
  gboolean         forbid_discount;
  gboolean         forbid_redeem;
  gboolean         forbid_accrue;
} LaurelRule;

LaurelRule *laurel_rule_new (void) G_GNUC_WARN_UNUSED_RESULT;
LaurelRule *laurel_rule_copy (const LaurelRule *self) G_GNUC_WARN_UNUSED_RESULT;
void        laurel_rule_free (LaurelRule *self);
gboolean    laurel_rule_equal (const LaurelRule *a, const LaurelRule *b);

/* Arrays that own what is in them. */
GPtrArray *laurel_levels_new (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *laurel_levels_copy (GPtrArray *levels) G_GNUC_WARN_UNUSED_RESULT;
gboolean   laurel_levels_equal (GPtrArray *a, GPtrArray *b);
GPtrArray *laurel_rules_new (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *laurel_rules_copy (GPtrArray *rules) G_GNUC_WARN_UNUSED_RESULT;
gboolean   laurel_rules_equal (GPtrArray *a, GPtrArray *b);

/* Money and points as engine.md: minor units, hundredths; shares in basis points. */
typedef struct
{
  gint64     max_share;
  gboolean   share_of_eligible;
  gint64     step;
  gint64     min_payable_per_line;
  gint64     min_receipt;
  gint64     min_points;
  GPtrArray *rules;
} LaurelRedemption;

/* Equal in everything but its rules. */
gboolean laurel_redemption_equal_alone (const LaurelRedemption *a, const LaurelRedemption *b);

/**
 * LaurelDocument:
 * @money_per_point: minor units
 * @levels: (element-type LaurelLevel): by order
 * @receipt_rounding: 0: none
 * @restrictions: (element-type LaurelRule)
 * @root: of the discounts
 * @slips, @server: (nullable): JSON, kept as they came
 */
typedef struct
{
  gatomicrefcount  ref_count;
  char            *name;
  char            *description;
  char            *currency;
  char            *time_zone;
  gint64           money_per_point;
  LaurelAccrual    accrual;
  GPtrArray       *levels;
  LaurelBasis      levels_basis;
  LaurelDowngrade  levels_downgrade;
  LaurelRedemption redemption;
  gint64           max_line_share;
  gint64           max_receipt_share;
  gint64           receipt_rounding;
  GPtrArray       *restrictions;
  LaurelNode      *root;
  char            *slips;
  char            *server;

  /*< private >*/
  GHashTable *index;
} LaurelDocument;

/* An empty program with the defaults of engine.md. */
LaurelDocument *laurel_document_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* To be changed: levels and rules are copies, the tree is shared. */
LaurelDocument *laurel_document_copy (const LaurelDocument *self) G_GNUC_WARN_UNUSED_RESULT;
LaurelDocument *laurel_document_ref (LaurelDocument *self);
void            laurel_document_unref (LaurelDocument *self);
gboolean        laurel_document_equal (const LaurelDocument *a, const LaurelDocument *b);

/* (transfer full) @root; only before the document has been given away. */
void laurel_document_take_root (LaurelDocument *self, LaurelNode *root);

/* (nullable) (transfer none); at once, however large the tree is. */
LaurelNode  *laurel_document_find (const LaurelDocument *self, const char *id);
LaurelLevel *laurel_document_find_level (const LaurelDocument *self, const char *id);
/* (nullable) (transfer none): the group that the node of @id is in; NULL for the root. */
LaurelNode *laurel_document_find_parent (const LaurelDocument *self, const char *id);
/* How many nodes there are, with the root. */
guint laurel_document_get_n_nodes (const LaurelDocument *self);

/* Reads the member @name of @reply, strictly: a member that we do not know is a fault, since saving
 * would lose it. */
LaurelDocument *laurel_document_read (LaurelReply *reply,
                                      const char  *name) G_GNUC_WARN_UNUSED_RESULT;
/* Of the discounts and rules, members that have their defaults are left out. */
char *laurel_document_to_json (const LaurelDocument *self) G_GNUC_WARN_UNUSED_RESULT;
/* A document of nothing but its levels. */
char *laurel_document_levels_to_json (const LaurelDocument *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelLevel, laurel_level_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelRule, laurel_rule_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelDocument, laurel_document_unref)

G_END_DECLS
