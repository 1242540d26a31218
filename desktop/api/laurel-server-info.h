/* laurel-server-info.h - who the server is, and its stores
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-list.h"

G_BEGIN_DECLS

/* Each may do what those before it may. */
typedef enum
{
  LAUREL_ROLE_ANALYST,
  LAUREL_ROLE_MARKETER,
  LAUREL_ROLE_MANAGER,
  LAUREL_ROLE_ADMIN,
} LaurelRole;

/**
 * LaurelServerInfo:
 * @chain: the name of the chain: "Vesna Stores"
 * @version: of the server
 * @program_version: the number of the published program, 0 when there is none
 * @currency: ISO 4217 code of all money
 * @time_zone: the chain's
 * @now: what the server's clock said, in @time_zone; that of this computer where it does not say
 * @taken_usec: g_get_monotonic_time() of that moment
 * @demo: whether its data are invented
 * @user_name: (nullable): who is signed in
 * @role: of that person; of somebody unknown the least
 */
typedef struct
{
  char      *chain;
  char      *version;
  gint64     program_version;
  char      *currency;
  GTimeZone *time_zone;
  GDateTime *now;
  gint64     taken_usec;
  gboolean   demo;
  char      *user_name;
  LaurelRole role;
} LaurelServerInfo;

LaurelServerInfo *laurel_server_info_copy (const LaurelServerInfo *info) G_GNUC_WARN_UNUSED_RESULT;
void              laurel_server_info_free (LaurelServerInfo *info);

/* (transfer full): the present by the server's clock, in the chain's zone. */
GDateTime *laurel_server_info_dup_now (const LaurelServerInfo *info) G_GNUC_WARN_UNUSED_RESULT;

void              laurel_server_info_fetch_async (LaurelApi          *api,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
LaurelServerInfo *laurel_server_info_fetch_finish (LaurelApi    *api,
                                                   GAsyncResult *result,
                                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

#define LAUREL_TYPE_STORE (laurel_store_get_type ())
G_DECLARE_FINAL_TYPE (LaurelStore, laurel_store, LAUREL, STORE, GObject)

/* A row of the stores; its fields do not change. @channel and @city may be NULL. */
struct _LaurelStore
{
  GObject parent_instance;

  char *store;
  char *name;
  char *channel;
  char *city;
};

/* All stores; rows are LaurelStore. */
LaurelListRequest *laurel_store_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelServerInfo, laurel_server_info_free)

G_END_DECLS
