/* laurel-fake-server.h - plays the server for tests of the desktop
 *
 * Answers from the files in tests/desktop/replies, on loopback and a free port. A test can make one
 * path fail, hold its answer back, or answer from another file; and it can look at what was asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _LaurelFakeServer LaurelFakeServer;

LaurelFakeServer *laurel_fake_server_new (void);
void              laurel_fake_server_free (LaurelFakeServer *self);

/* "http://127.0.0.1:PORT/" */
const char *laurel_fake_server_get_address (LaurelFakeServer *self);

/* From now on @path answers with @status and the reply of that name; 0 takes it back. */
void laurel_fake_server_answer (LaurelFakeServer *self,
                                const char       *path,
                                guint             status,
                                const char       *reply);

/* From now on @path answers with these bytes. */
void laurel_fake_server_answer_bytes (LaurelFakeServer *self, const char *path, GBytes *bytes);

/* Answers to @path wait until they are released. */
void laurel_fake_server_hold (LaurelFakeServer *self, const char *path);
void laurel_fake_server_release (LaurelFakeServer *self);

/* Somebody has saved this draft; and (nullable) the draft that was saved last. PUT saves one too,
 * over the revision that it names. */
void        laurel_fake_server_set_draft (LaurelFakeServer *self, const char *document);
const char *laurel_fake_server_get_draft (LaurelFakeServer *self);

/* No token but this one is good any more. */
void laurel_fake_server_set_token (LaurelFakeServer *self, const char *token);

/* Stops listening, and drops whoever is connected. */
void laurel_fake_server_disconnect (LaurelFakeServer *self);

/* How often @path was asked, and (nullable) the query of the last time. */
guint       laurel_fake_server_count (LaurelFakeServer *self, const char *path);
const char *laurel_fake_server_get_query (LaurelFakeServer *self, const char *path);

/* (nullable): what was sent to @path the last time. */
const char *laurel_fake_server_get_body (LaurelFakeServer *self, const char *path);

/* Sends "event: NAME" to whoever listens; the number of listeners; ends their streams. */
void  laurel_fake_server_send_event (LaurelFakeServer *self, const char *name);
guint laurel_fake_server_count_listeners (LaurelFakeServer *self);
void  laurel_fake_server_end_streams (LaurelFakeServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelFakeServer, laurel_fake_server_free)

G_END_DECLS
