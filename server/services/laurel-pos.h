/* laurel-pos.h - what tills do: price, sell, take back, reserve, look up, register
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Belongs to one worker's thread. Every operation with a key has one effect and one answer for
 * ever: the answer is stored in the transaction of the effect, refusals too, and given again byte
 * for byte when the key comes again. An operation is computed from an account as it was read and
 * posted only if the account has not changed since; else it is computed again.
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-faults.h"
#include "server/services/laurel-programs.h"
#include "server/store/laurel-store-accounts.h"
#include "server/store/laurel-store-posting.h"

G_BEGIN_DECLS

/**
 * LaurelPosCaller:
 * @till_id: the number under which keys are kept: that of a till's key, or minus that of a person;
 *   the ledger keeps it as well, as who did it
 * @login, @address: (nullable): of a person, whose doings are audited
 * @store: (nullable): the store that the till is bound to
 * @till: (nullable): its name
 * @now_us: the instant of the request by the server's clock
 */
typedef struct
{
  gint64      till_id;
  const char *login;
  const char *address;
  const char *store;
  const char *till;
  gint64      now_us;
} LaurelPosCaller;

/**
 * LaurelPosAnswer:
 * @status: HTTP status
 * @body: JSON text: of @status below 400 the result, else a problem document
 * @replay: it is the stored answer of an earlier request
 * @retry_after: seconds after which the same request makes sense again, 0: never
 * @faults: (nullable): with status 400: all that is wrong with the request; @body is NULL then
 */
typedef struct
{
  guint               status;
  const char         *body;
  gboolean            replay;
  guint               retry_after;
  const LaurelFaults *faults;
} LaurelPosAnswer;

/* @answer: (nullable): NULL with an error of LAUREL_DATABASE_ERROR; valid during the call */
typedef void (*LaurelPosDone) (const LaurelPosAnswer *answer, const GError *error, gpointer data);

/* @name: "sale" or "return"; @json: one document in one line. */
typedef void (*LaurelPosTell) (const char *name, const char *json, gpointer data);

typedef struct _LaurelPos LaurelPos;

/* @tell is called with each committed sale and return. */
LaurelPos *laurel_pos_new (LaurelStore    *store,
                           LaurelPrograms *programs,
                           LaurelPosTell   tell,
                           gpointer        tell_data) G_GNUC_WARN_UNUSED_RESULT;
/* Every call must have been answered. */
void laurel_pos_free (LaurelPos *self);

/* In all of these @body is the request's object, (transfer full); @key the operation id. */

void laurel_pos_quote (LaurelPos             *self,
                       const LaurelPosCaller *caller,
                       json_t                *body,
                       LaurelPosDone          done,
                       gpointer               data);
void laurel_pos_sale (LaurelPos             *self,
                      const LaurelPosCaller *caller,
                      const char            *key,
                      json_t                *body,
                      LaurelPosDone          done,
                      gpointer               data);
/* @sale: the id in the path, or %NULL for POST /v1/pos/returns. */
void laurel_pos_return (LaurelPos             *self,
                        const LaurelPosCaller *caller,
                        const char            *key,
                        const char            *sale,
                        json_t                *body,
                        LaurelPosDone          done,
                        gpointer               data);
void laurel_pos_void (LaurelPos             *self,
                      const LaurelPosCaller *caller,
                      const char            *key,
                      const char            *sale,
                      json_t                *body,
                      LaurelPosDone          done,
                      gpointer               data);
/* Undoes what another key of the same till has made; takes the key where it has not come yet. */
void laurel_pos_cancel (LaurelPos             *self,
                        const LaurelPosCaller *caller,
                        const char            *key,
                        json_t                *body,
                        LaurelPosDone          done,
                        gpointer               data);
void laurel_pos_hold (LaurelPos             *self,
                      const LaurelPosCaller *caller,
                      const char            *key,
                      json_t                *body,
                      LaurelPosDone          done,
                      gpointer               data);
void laurel_pos_release (LaurelPos             *self,
                         const LaurelPosCaller *caller,
                         const char            *key,
                         const char            *hold,
                         LaurelPosDone          done,
                         gpointer               data);
/* The account of a card, phone or client, of which exactly one is given, at @at (seconds) or, with
 * G_MININT64, now. */
void laurel_pos_look_up (LaurelPos             *self,
                         const LaurelPosCaller *caller,
                         const char            *card,
                         const char            *phone,
                         const char            *client,
                         gint64                 at,
                         LaurelPosDone          done,
                         gpointer               data);
void laurel_pos_register (LaurelPos             *self,
                          const LaurelPosCaller *caller,
                          const char            *key,
                          json_t                *body,
                          LaurelPosDone          done,
                          gpointer               data);

/* By people: points by hand for the account of @card or @client; a level by hand. */
void laurel_pos_points_by_hand (LaurelPos             *self,
                                const LaurelPosCaller *caller,
                                const char            *key,
                                const char            *card,
                                const char            *client,
                                json_t                *body,
                                LaurelPosDone          done,
                                gpointer               data);
/* @body %NULL: the level by hand ends. */
void laurel_pos_level_by_hand (LaurelPos             *self,
                               const LaurelPosCaller *caller,
                               const char            *key,
                               const char            *card,
                               const char            *client,
                               json_t                *body,
                               LaurelPosDone          done,
                               gpointer               data);
/* Issues a card, with an account of its own. */
void laurel_pos_issue_card (LaurelPos             *self,
                            const LaurelPosCaller *caller,
                            const char            *key,
                            json_t                *body,
                            LaurelPosDone          done,
                            gpointer               data);

/* One more card for @client: an unknown number is issued. */
void laurel_pos_attach_card (LaurelPos             *self,
                             const LaurelPosCaller *caller,
                             const char            *key,
                             const char            *client,
                             json_t                *body,
                             LaurelPosDone          done,
                             gpointer               data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelPos, laurel_pos_free)

G_END_DECLS
