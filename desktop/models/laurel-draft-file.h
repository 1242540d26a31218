/* laurel-draft-file.h - edits of the draft that the server has not got, on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/**
 * LaurelDraftFile:
 * @revision: of @base
 * @base: what the server had when the edits began
 * @document: what has become of it
 */
typedef struct
{
  gint64          revision;
  LaurelDocument *base;
  LaurelDocument *document;
} LaurelDraftFile;

/* One file for each @address of a server, in the folder of the person's data. Written whole or not
 * at all, readable by the person alone. */
gboolean laurel_draft_file_save (const char *address, const LaurelDraftFile *file, GError **error);
/* (nullable): NULL without @error where there is none. */
LaurelDraftFile *laurel_draft_file_load (const char *address,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void             laurel_draft_file_remove (const char *address);
void             laurel_draft_file_free (LaurelDraftFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelDraftFile, laurel_draft_file_free)

G_END_DECLS
