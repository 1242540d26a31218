/* laurel-connection.h - what every page shares about the server it is connected to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-events.h"
#include "desktop/api/laurel-server-info.h"
#include "desktop/models/laurel-draft-check.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CONNECTION (laurel_connection_get_type ())
G_DECLARE_FINAL_TYPE (LaurelConnection, laurel_connection, LAUREL, CONNECTION, GObject)

/* Signals: sales-changed, resync: of the events, the first at most once a second;
 *          program-changed: laurel_connection_get_info() has another program version. */
LaurelConnection *laurel_connection_new (LaurelApi              *api,
                                         const LaurelServerInfo *info) G_GNUC_WARN_UNUSED_RESULT;

LaurelApi              *laurel_connection_get_api (LaurelConnection *self);
const LaurelServerInfo *laurel_connection_get_info (LaurelConnection *self);

/* (transfer none): GListModel of LaurelStore; loads by itself. */
GListModel *laurel_connection_get_stores (LaurelConnection *self);

/* (transfer none): the draft of the program; loads by itself when it is first asked for. */
LaurelDraft *laurel_connection_get_draft (LaurelConnection *self);
/* (transfer none): what the server finds in it, and what its ids are called. */
LaurelDraftCheck *laurel_connection_get_check (LaurelConnection *self);
LaurelNames      *laurel_connection_get_names (LaurelConnection *self);

/* The present by the server's clock, in the chain's zone, and its day. */
GDateTime *laurel_connection_dup_now (LaurelConnection *self) G_GNUC_WARN_UNUSED_RESULT;
void       laurel_connection_get_today (LaurelConnection *self, GDate *today);

/* Begins and ends to listen for events. */
void laurel_connection_listen (LaurelConnection *self);
void laurel_connection_stop (LaurelConnection *self);

G_END_DECLS
