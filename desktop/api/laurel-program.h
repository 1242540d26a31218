/* laurel-program.h - the published programs and the draft of the next, as the server keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-api.h"
#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/**
 * LaurelProgram:
 * @version: of the published program; the revision of a draft
 * @document: what it says
 */
typedef struct
{
  gint64          version;
  LaurelDocument *document;
} LaurelProgram;

void laurel_program_free (LaurelProgram *self);

/* The program in force; LAUREL_API_ERROR_NOT_FOUND where nothing has been published. */
void           laurel_program_fetch_current_async (LaurelApi          *api,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
LaurelProgram *laurel_program_fetch_current_finish (LaurelApi    *api,
                                                    GAsyncResult *result,
                                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The draft; revision 0 and the program in force where nobody has edited anything. */
void           laurel_program_fetch_draft_async (LaurelApi          *api,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
LaurelProgram *laurel_program_fetch_draft_finish (LaurelApi    *api,
                                                  GAsyncResult *result,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Saves over that revision only, else LAUREL_API_ERROR_STALE; gives the new one. */
void   laurel_program_save_draft_async (LaurelApi            *api,
                                        const LaurelDocument *document,
                                        gint64                revision,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gint64 laurel_program_save_draft_finish (LaurelApi    *api,
                                         GAsyncResult *result,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelProgram, laurel_program_free)

G_END_DECLS
