/* laurel-store-promo.h - series of promo codes, and the codes in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How codes are used is in laurel-store-posting.h. Everything here is the office's.
 */

#pragma once

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

/**
 * LaurelPromoSeries:
 * @series: its code
 * @unique: each code is made for one person; else they are known to many
 * @enabled: its codes are good for something
 * @valid_from, @valid_to: dates local to the sale, both included, or %LAUREL_DAY_NONE
 * @valid_days: a code is good through this many days after its issue, -1: for as long as the series
 * @uses_per_code: 0: any number, which is not counted
 * @uses_per_client: of all its codes together, 0: any number
 * @issue_limit: how many codes it may have, 0: any number
 * @issued: how many it has
 * @revision: from 1, grows with each change
 */
typedef struct
{
  const char *series;
  const char *name;
  gboolean    unique;
  gboolean    enabled;
  gint32      valid_from;
  gint32      valid_to;
  gint32      valid_days;
  gint64      uses_per_code;
  gint64      uses_per_client;
  gint64      issue_limit;
  gint64      issued;
  gint64      revision;
  gint64      created_us;
  const char *created_by;
} LaurelPromoSeries;

/* @rows: (array length=n_rows): valid during the call. Of one series: none where there is no such
 * one, it was there before (add), or is of another revision (change). */
typedef void (*LaurelPromoSeriesDone) (const LaurelPromoSeries *rows,
                                       gsize                    n_rows,
                                       const GError            *error,
                                       gpointer                 data);

/* By their codes, at most @limit of those after @after (nullable). */
void laurel_store_list_promo_series (LaurelStore          *store,
                                     const char           *after,
                                     gint64                limit,
                                     LaurelPromoSeriesDone done,
                                     gpointer              data);
void laurel_store_load_promo_series (LaurelStore          *store,
                                     const char           *series,
                                     LaurelPromoSeriesDone done,
                                     gpointer              data);

/* @after: what was asked for, JSON, for the audit. */
void laurel_store_add_promo_series (LaurelStore             *store,
                                    const LaurelActor       *actor,
                                    const LaurelPromoSeries *series,
                                    gint64                   now_us,
                                    const char              *after,
                                    LaurelPromoSeriesDone    done,
                                    gpointer                 data);

/* Changes all but its code, kind and uses per code; only if it is still of @series' revision and
 * has no more codes than it may have from now on. @before, @after: JSON, for the audit. */
void laurel_store_change_promo_series (LaurelStore             *store,
                                       const LaurelActor       *actor,
                                       const LaurelPromoSeries *series,
                                       const char              *before,
                                       const char              *after,
                                       LaurelPromoSeriesDone    done,
                                       gpointer                 data);

/**
 * LaurelPromoIssue:
 * @codes: (array length=n_codes): in the form that is kept, each once
 * @count: how many of them are wanted: the first ones that are free
 * @client_id: whose they are, 0: anybody's
 * @day: the program's date
 * @after: what was asked for, JSON, for the audit
 */
typedef struct
{
  const char        *series;
  const char *const *codes;
  gsize              n_codes;
  gint64             count;
  gint64             client_id;
  gint32             day;
  gint64             now_us;
  const char        *after;
} LaurelPromoIssue;

typedef enum
{
  LAUREL_PROMO_ISSUED,
  LAUREL_PROMO_UNKNOWN_SERIES,
  LAUREL_PROMO_UNKNOWN_CLIENT,
  LAUREL_PROMO_ISSUE_LIMIT,
  LAUREL_PROMO_TAKEN,
} LaurelPromoIssueOutcome;

/* @room: of ISSUE_LIMIT: how many codes the series may still have. @taken: (array length=n_taken):
 * of TAKEN: the first of those that are codes already. All or nothing. */
typedef void (*LaurelPromoIssueDone) (LaurelPromoIssueOutcome outcome,
                                      gint64                  room,
                                      const char *const      *taken,
                                      gsize                   n_taken,
                                      const GError           *error,
                                      gpointer                data);
void laurel_store_issue_promo_codes (LaurelStore            *store,
                                     const LaurelActor      *actor,
                                     const LaurelPromoIssue *issue,
                                     LaurelPromoIssueDone    done,
                                     gpointer                data);

/**
 * LaurelPromoCode:
 * @client_id: whose it is, 0: anybody's
 * @enabled, @valid_from, @valid_to, @uses: of its series, and of its own issue
 * @used: how often it was used; -1: that is not counted
 * @held: uses that holds reserve
 */
typedef struct
{
  const char *code;
  const char *series;
  gint64      client_id;
  gint64      issued_us;
  gboolean    enabled;
  gint32      valid_from;
  gint32      valid_to;
  gint64      uses;
  gint64      used;
  gint64      held;
} LaurelPromoCode;

/**
 * LaurelPromoUse:
 * @sale_id: a sale in which a code had an effect
 * @client_id: the buyer, 0: anonymous
 * @time_zone: (nullable): of its store
 * @voided: the sale was undone, and the use given back
 */
typedef struct
{
  gint64      sale_id;
  gint64      client_id;
  gint64      time_us;
  const char *store;
  const char *time_zone;
  gboolean    voided;
} LaurelPromoUse;

typedef void (*LaurelPromoCodesDone) (const LaurelPromoCode *rows,
                                      gsize                  n_rows,
                                      const GError          *error,
                                      gpointer               data);
/* By their letters: those that begin with @prefix (nullable), of @series (nullable), after @after
 * (nullable). Holds count as they stand at @now_us. */
void laurel_store_list_promo_codes (LaurelStore         *store,
                                    const char          *prefix,
                                    const char          *series,
                                    const char          *after,
                                    gint64               limit,
                                    gint64               now_us,
                                    LaurelPromoCodesDone done,
                                    gpointer             data);

/* @code: (nullable): there is none. @uses: (array length=n_uses): the last ones, the newest first.
 */
typedef void (*LaurelPromoCodeDone) (const LaurelPromoCode *code,
                                     const LaurelPromoUse  *uses,
                                     gsize                  n_uses,
                                     const GError          *error,
                                     gpointer               data);
void laurel_store_load_promo_code (LaurelStore        *store,
                                   const char         *code,
                                   gint64              now_us,
                                   LaurelPromoCodeDone done,
                                   gpointer            data);

G_END_DECLS
