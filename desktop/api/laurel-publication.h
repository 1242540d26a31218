/* laurel-publication.h - publishing the draft, and the versions that came of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-list.h"
#include "desktop/api/laurel-program.h"

G_BEGIN_DECLS

/**
 * LaurelVersionState:
 * @LAUREL_VERSION_PUBLISHED: in force, or it was
 * @LAUREL_VERSION_SCHEDULED: takes effect at its date
 * @LAUREL_VERSION_WAITING: another person must approve it
 */
typedef enum
{
  LAUREL_VERSION_PUBLISHED,
  LAUREL_VERSION_SCHEDULED,
  LAUREL_VERSION_WAITING,
} LaurelVersionState;

#define LAUREL_TYPE_VERSION (laurel_version_get_type ())
G_DECLARE_FINAL_TYPE (LaurelVersion, laurel_version, LAUREL, VERSION, GObject)

/* A row of the versions; its fields do not change.
 * @version: 0 of one that is not published yet
 * @submission: (nullable): its id as long as it is not
 * @at: when it was published or handed in
 * @from: (nullable): since when it holds or will hold
 * @by, @comment: never NULL
 * @approved_by: (nullable) */
struct _LaurelVersion
{
  GObject parent_instance;

  LaurelVersionState state;
  gint64             version;
  char              *submission;
  GDateTime         *at;
  GDateTime         *from;
  char              *by;
  char              *approved_by;
  char              *comment;
};

/* Newest first, those that are not published yet before the others; rows are LaurelVersion. */
LaurelListRequest *laurel_version_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What @version says, wherever it stands. */
void            laurel_version_fetch_async (LaurelApi          *api,
                                            LaurelVersion      *version,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
LaurelDocument *laurel_version_fetch_finish (LaurelApi    *api,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * LaurelPublishing:
 * @comment: what is written beside the version
 * @from: (nullable): from then on, else at once
 * @accept_warnings: the person has seen what the check advises
 * @revision: of the draft that the person has seen
 */
typedef struct
{
  const char *comment;
  GDateTime  *from;
  gboolean    accept_warnings;
  gint64      revision;
} LaurelPublishing;

/**
 * laurel_publish_finish:
 * @state: (out): what has become of it
 * @version: (out): its number once it is published, else 0
 */
void     laurel_publish_async (LaurelApi              *api,
                               const LaurelPublishing *publishing,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback,
                               gpointer                user_data);
gboolean laurel_publish_finish (LaurelApi          *api,
                                GAsyncResult       *result,
                                LaurelVersionState *state,
                                gint64             *version,
                                GError            **error);

/* Approves one that waits; takes back one that waits or is scheduled; makes a published one the
 * draft, in the place of that revision. */
void     laurel_version_approve_async (LaurelApi          *api,
                                       LaurelVersion      *version,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
void     laurel_version_withdraw_async (LaurelApi          *api,
                                        LaurelVersion      *version,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
void     laurel_version_restore_async (LaurelApi          *api,
                                       LaurelVersion      *version,
                                       gint64              revision,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean laurel_version_act_finish (LaurelApi *api, GAsyncResult *result, GError **error);

G_END_DECLS
