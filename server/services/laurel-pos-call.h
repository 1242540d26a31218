/* laurel-pos-call.h - one operation on an account on its way: load, compute, post, answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of LaurelPos. A call loads the account (and looks for the key's stored answer),
 * lets
 * @compute work on it, and either answers, refuses, or posts what was computed together with the
 * answer. Where the account has changed meanwhile everything from loading on happens again: compute
 * must not keep anything from one time to the next.
 */

#pragma once

#include "server/engine/laurel-arena.h"
#include "server/services/laurel-pos.h"
#include "server/wire/laurel-json-reader.h"
#include "server/wire/laurel-json-writer.h"

G_BEGIN_DECLS

typedef struct _LaurelPosCall LaurelPosCall;

typedef void (*LaurelPosCompute) (LaurelPosCall *call);

/**
 * LaurelPosCall:
 * @till_id, @store, @till, @login, @address: the caller
 * @posted: the instant of the request, seconds
 * @now_us: the same in microseconds
 * @key: (nullable): operation id; without one nothing is stored
 * @operation: what it is, part of the digest
 * @phone: (nullable): the owner's, in the form that is kept
 * @phone_mask, @email_mask: (nullable): what a registration is told of a client who is known
 * @card_is_made: the card's number was made here: where it is taken, another one will do
 * @body: (nullable): the request
 * @query: what to load; its strings live as long as the call
 * @prepare: (nullable): settles what to load, before each time; @current is there by then
 * @compute: see above
 * @restart: (nullable): begins from nothing, in place of the answer of a key that was found only
 *   when posting; for calls that write more than one key
 * @current: the program in force
 * @loaded: what was loaded
 * @version: of the account as it was loaded
 * @other: (nullable): a second account, see laurel_pos_call_load_other()
 * @arena: reset before each compute
 * @rows: cleared before each compute
 * @detail: (nullable): the operation's own request, freed by @free_detail
 */
struct _LaurelPosCall
{
  LaurelPos         *pos;
  gint64             till_id;
  char              *store;
  char              *till;
  char              *login;
  char              *address;
  gint64             posted;
  gint64             now_us;
  char              *key;
  const char        *operation;
  char              *path;
  char              *phone;
  char              *phone_mask;
  char              *email_mask;
  gboolean           card_is_made;
  json_t            *body;
  LaurelAccountQuery query;
  LaurelPosCompute   prepare;
  LaurelPosCompute   compute;
  LaurelPosCompute   restart;

  LaurelRelease     *current;
  LaurelLoaded      *loaded;
  gint64             version;
  LaurelLoaded      *other;
  gint64             other_version;
  LaurelArena       *arena;
  LaurelPostingRows *rows;
  LaurelFaults      *faults;

  gpointer       detail;
  GDestroyNotify free_detail;

  guint8           digest[32];
  guint            tries;
  LaurelPosCompute computed_other;
  gint64           versions[2];
  gsize            n_versions;
  guint            status;
  char            *text;
  const char      *event;
  char            *event_data;
  const char      *audit_action;
  char            *audit_subject;
  char            *audit_after;
  LaurelPosDone    done;
  gpointer         data;
};

/**
 * laurel_pos_call_new:
 * @operation: static
 * @path: (nullable): what the path names, part of the digest
 * @body: (transfer full) (nullable)
 */
LaurelPosCall *laurel_pos_call_new (LaurelPos             *pos,
                                    const LaurelPosCaller *caller,
                                    const char            *key,
                                    const char            *operation,
                                    const char            *path,
                                    json_t                *body,
                                    LaurelPosDone          done,
                                    gpointer               data);

/* Loads as @query says, then computes. 409 `no_program` where nothing has been published. */
void laurel_pos_call_start (LaurelPosCall *call);

/* Exactly one of these ends a compute. */

/* Answers, and stores nothing. @body: (transfer full): JSON text, as in all of these */
void laurel_pos_call_answer (LaurelPosCall *call, guint status, char *body);
/* Answers 400 with the call's faults; nothing is stored. */
void laurel_pos_call_reject (LaurelPosCall *call);
/* Ends with an error of the database: the till is told to come again. */
void laurel_pos_call_fail (LaurelPosCall *call, const GError *error);
/* Refuses with a problem document; it is stored under the key, if there is one, unless @storable is
 * FALSE. @further: (transfer full) (nullable): its members go beside the standard ones. */
void laurel_pos_call_refuse (LaurelPosCall *call,
                             guint          status,
                             const char    *code,
                             const char    *detail,
                             json_t        *further,
                             gboolean       storable);
/* Refuses as the ledger did. @refusal has the numbers. */
void laurel_pos_call_refuse_by_ledger (LaurelPosCall       *call,
                                       const GError        *error,
                                       const LaurelRefusal *refusal);
/* Answers without any effect, and keeps the answer under the key. @body: (transfer full) */
void laurel_pos_call_settle (LaurelPosCall *call, guint status, char *body);
/* Posts the accounts (and whatever compute added to @rows) and answers once that is on disk.
 * @document is what the operation made; @body: (transfer full). */
void laurel_pos_call_post (LaurelPosCall *call, LaurelDocument document, guint status, char *body);
/* The parts of laurel_pos_call_post() for operations that the store commits in ways of its own:
 * makes
 * @body (transfer full) the answer and fills in @operation, and takes what the store says. */
void laurel_pos_call_set_answer (LaurelPosCall   *call,
                                 LaurelDocument   document,
                                 gint64           client_id,
                                 guint            status,
                                 char            *body,
                                 LaurelOperation *operation);
void laurel_pos_call_posted (const LaurelPostAnswer *answer, const GError *error, gpointer data);
/* Loads a second account, then goes on with @next as if it were compute. */
void laurel_pos_call_load_other (LaurelPosCall     *call,
                                 gint64             client_id,
                                 LaurelAccountDepth depth,
                                 LaurelPosCompute   next);
/* Loads again with @depth, then computes; for a compute that finds that it needs more. */
void laurel_pos_call_load_deeper (LaurelPosCall *call, LaurelAccountDepth depth);

/* What a person did, for the audit: @action is static, @what says to what ("client", "card"), and
 * @name which. What was asked for is the call's body. Of tills' operations nothing is audited. */
void laurel_pos_call_set_audit (LaurelPosCall *call,
                                const char    *action,
                                const char    *what,
                                const char    *name);
/* The audit that goes with the posting, in @audit, or NULL. */
const LaurelPostAudit *laurel_pos_call_get_audit (const LaurelPosCall *call,
                                                  LaurelPostAudit     *audit);

/* Told once the operation is committed. @name: static; @data: (transfer full) */
void laurel_pos_call_set_event (LaurelPosCall *call, const char *name, json_t *data);

/* The account in words of an answer: "client", "level" and "balance", for the object that @writer
 * is in, or for @object. */
void laurel_pos_call_write_account (LaurelPosCall *call, LaurelJsonWriter *writer);
void laurel_pos_call_add_account (LaurelPosCall *call, json_t *object);

/* How deep an account must be loaded for an operation of @time. */
LaurelAccountDepth laurel_pos_call_depth (const LaurelRelease *current, gint64 time, gint64 posted);

/* For a cancellation, whose request is in the call already: undoes the sale of @sale_id on any day,
 * releases the hold of @hold; or answers that nothing was left to be cancelled. */
void laurel_pos_call_cancel_sale (LaurelPosCall *call,
                                  gint64         sale_id,
                                  gint64         time,
                                  const char    *time_text);
void laurel_pos_call_cancel_hold (LaurelPosCall *call, gint64 hold);
void laurel_pos_call_cancel_nothing (LaurelPosCall *call);

LaurelStore    *laurel_pos_get_store (LaurelPos *self);
LaurelPrograms *laurel_pos_get_programs (LaurelPos *self);

/* Reads whose account it is, from "card", "phone" and "client" of the object that @reader is in,
 * into the call's query: at most one, and with @needed exactly one. Faults go to the reader. */
void laurel_pos_call_read_owner (LaurelPosCall *call, LaurelJsonReader *reader, gboolean needed);

/* A text of the till's own: 1 to 64 characters. Faults go to the reader. */
const char *laurel_pos_read_label (LaurelJsonReader *reader, const char *name, gboolean needed);

/* What a call without its owner is refused with: unknown_card, unknown_client. */
void laurel_pos_call_refuse_unknown_owner (LaurelPosCall *call);

G_END_DECLS
