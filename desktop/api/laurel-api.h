/* laurel-api.h - the server as the desktop sees it: address, session, calls
 *
 * One object for the whole program. Each resource has a pair of functions of its own in its own
 * file; they all go through laurel_api_fetch_async() or laurel_api_send_async(), which add the
 * token, renews it once when it has run out, caps the size of the answer, and turns every failure
 * into a LaurelApiError in words for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "desktop/api/laurel-api-error.h"
#include "desktop/api/laurel-reply.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_API (laurel_api_get_type ())
G_DECLARE_FINAL_TYPE (LaurelApi, laurel_api, LAUREL, API, GObject)

/* Properties: online (gboolean, read only): whether the last call was answered.
 * Signals:
 *   signed-out (api): the session has ended and could not be renewed
 *   tokens-changed (api): laurel_api_get_refresh_token() is another: keep it */
LaurelApi *laurel_api_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_api_set_address:
 * @self: the api
 * @address: what a person typed: "https://laurel.example.org", "loyalty.example.org:8443"
 * @error: LAUREL_API_ERROR_ADDRESS
 *
 * Without a scheme https is meant. Unencrypted http is taken only for this very computer: a token
 * must not travel in the open. Ends the session with the address before.
 */
gboolean laurel_api_set_address (LaurelApi *self, const char *address, GError **error);

/* (nullable): the address in its full form, ending in "/". */
const char *laurel_api_get_address (LaurelApi *self);

void     laurel_api_sign_in_async (LaurelApi          *self,
                                   const char         *login,
                                   const char         *password,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
gboolean laurel_api_sign_in_finish (LaurelApi *self, GAsyncResult *result, GError **error);

/* Goes on with a session from an earlier start; LAUREL_API_ERROR_SIGNED_OUT when it is over. */
void     laurel_api_resume_async (LaurelApi          *self,
                                  const char         *refresh_token,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean laurel_api_resume_finish (LaurelApi *self, GAsyncResult *result, GError **error);

/* Uses a token that needs no renewal: that of the demo's server. */
void laurel_api_set_token (LaurelApi *self, const char *token);

/* Forgets the session here and tells the server, without waiting for its answer. */
void laurel_api_sign_out (LaurelApi *self);

/* (nullable) */
const char *laurel_api_get_refresh_token (LaurelApi *self);

gboolean laurel_api_get_online (LaurelApi *self);

/* (nullable) (transfer none): when an answer last came, local time. */
GDateTime *laurel_api_get_last_contact (LaurelApi *self);

/**
 * LaurelParseFunc:
 * @reply: the answer, open at its root
 * @data: as given with the function
 *
 * Returns: (transfer full): what is in it; the caller then asks the reply whether it was good
 */
typedef gpointer (*LaurelParseFunc) (LaurelReply *reply, gpointer data);

/**
 * laurel_api_fetch_async:
 * @self: the api
 * @path: below the address, escaped: "v1/stores"
 * @query: (nullable): without its "?"
 * @parse: reads the answer
 * @parse_data: (transfer none): for @parse, alive until the call ends
 * @destroy: frees what @parse makes
 *
 * A GET. For the functions of the resources; end it with laurel_api_fetch_finish().
 */
void laurel_api_fetch_async (LaurelApi          *self,
                             const char         *path,
                             const char         *query,
                             LaurelParseFunc     parse,
                             gpointer            parse_data,
                             GDestroyNotify      destroy,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);

/* (transfer full) (nullable) */
gpointer laurel_api_fetch_finish (LaurelApi    *self,
                                  GAsyncResult *result,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * LaurelApiRequest:
 * @method: "GET", "PUT", "POST", "PATCH", "DELETE"
 * @path: as of laurel_api_fetch_async()
 * @query: (nullable)
 * @body: (nullable): JSON
 * @if_match: (nullable): the ETag of what the answer may change
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *query;
  GBytes     *body;
  const char *if_match;
} LaurelApiRequest;

/**
 * laurel_api_send_async:
 * @self: the api
 * @request: copied
 * @parse: (nullable): reads the answer; NULL: nobody looks at it
 * @parse_data: (transfer none): for @parse, alive until the call ends
 * @destroy: (nullable): frees what @parse makes
 *
 * Any call, as laurel_api_fetch_async(). A refusal is an error whose code, status and faults
 * laurel-api-error.h gives; LAUREL_API_ERROR_STALE where @if_match is not what the server has.
 */
void laurel_api_send_async (LaurelApi              *self,
                            const LaurelApiRequest *request,
                            LaurelParseFunc         parse,
                            gpointer                parse_data,
                            GDestroyNotify          destroy,
                            GCancellable           *cancellable,
                            GAsyncReadyCallback     callback,
                            gpointer                user_data);

/* @value: (out) (optional) (transfer full): what @parse made; @etag: (out) (optional) (nullable).
 */
gboolean laurel_api_send_finish (LaurelApi    *self,
                                 GAsyncResult *result,
                                 gpointer     *value,
                                 char        **etag,
                                 GError      **error);

/* A GET whose answer does not end; for LaurelEvents. */
void          laurel_api_open_stream_async (LaurelApi          *self,
                                            const char         *path,
                                            const char         *last_event_id,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
GInputStream *laurel_api_open_stream_finish (LaurelApi    *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
