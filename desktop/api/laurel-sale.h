/* laurel-sale.h - one receipt: its lines, what was given for it, and why not the rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-client-row.h"

G_BEGIN_DECLS

/* A discount or a grant of points on one line; @name falls back to the id. */
typedef struct
{
  char  *id;
  char  *name;
  gint64 money;
  gint64 points;
} LaurelSaleEffect;

/**
 * LaurelSaleLine:
 * @quantity: thousandths of the sales unit, as @returned
 * @effects: (element-type LaurelSaleEffect)
 */
typedef struct
{
  gint64  n;
  char   *name;
  gint64  quantity;
  gint64  price;
  gint64  gross;
  gint64  discount;
  gint64  to_pay;
  gint64  points;
  gint64  returned;
  GArray *effects;
} LaurelSaleLine;

typedef enum
{
  LAUREL_OUTCOME_APPLIED,
  LAUREL_OUTCOME_DISABLED,
  LAUREL_OUTCOME_CONDITION,
  LAUREL_OUTCOME_NO_LINES,
  LAUREL_OUTCOME_LIMIT,
  LAUREL_OUTCOME_ZERO,
  LAUREL_OUTCOME_DISPLACED,
  LAUREL_OUTCOME_GUARD,
  LAUREL_OUTCOME_OTHER,
} LaurelOutcome;

/**
 * LaurelExplanation:
 * @name: of the discount
 * @outcome: what became of it
 * @node_name: (nullable): the group above it whose condition or switch it was
 * @test: (nullable): the kind of the condition that did not hold
 * @limit: (nullable): the limit that was used up
 * @by: the names of those that displaced it, never NULL
 */
typedef struct
{
  char         *id;
  char         *name;
  LaurelOutcome outcome;
  char         *node_name;
  char         *test;
  char         *limit;
  GStrv         by;
} LaurelExplanation;

/* Frees what is in @explanation, not itself. */
void laurel_explanation_clear (LaurelExplanation *explanation);

/* The word of an outcome. */
LaurelOutcome laurel_outcome_read (LaurelReply *reply, const char *name);

/* (element-type LaurelSaleEffect), (element-type LaurelSaleLine): empty arrays that free what is
 * put into them. */
GArray *laurel_sale_effects_new (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *laurel_sale_lines_new (void) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  GDateTime *time;
  gint64     refund;
} LaurelSaleReturn;

/**
 * LaurelSale:
 *
 * Text may be NULL but for @sale and @receipt; @activates is not valid where no points were
 * earned. Money is in minor units, points in hundredths.
 * @lines: (element-type LaurelSaleLine)
 * @explanations: (element-type LaurelExplanation): in the order of the program
 * @returns: (element-type LaurelSaleReturn)
 */
typedef struct
{
  char            *sale;
  GDateTime       *time;
  char            *receipt;
  char            *store_name;
  char            *till;
  char            *cashier;
  char            *card;
  char            *client;
  LaurelPersonName client_name;
  char            *level_name;
  gint64           available;
  gint64           program_version;
  gboolean         offline;
  gboolean         voided;
  GArray          *lines;
  gint64           gross;
  gint64           external;
  gint64           discount;
  gint64           redeemed;
  gint64           redeemed_points;
  gint64           rounding;
  gint64           to_pay;
  gint64           points;
  GDate            activates;
  GArray          *explanations;
  GArray          *returns;
} LaurelSale;

void laurel_sale_free (LaurelSale *sale);

void        laurel_sale_fetch_async (LaurelApi          *api,
                                     const char         *sale,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
LaurelSale *laurel_sale_fetch_finish (LaurelApi    *api,
                                      GAsyncResult *result,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelSale, laurel_sale_free)

G_END_DECLS
