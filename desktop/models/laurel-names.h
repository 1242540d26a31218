/* laurel-names.h - what ids of a program are called
 *
 * A program names products, segments, stores, levels and series by their ids; people read names.
 * There is one LaurelNames for a connection. A name that is not here yet is its id; it is asked
 * for, together with the others that were missed in the same moment, and "changed" tells when
 * there are more. Levels come from the draft, since they are edited there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-named.h"
#include "desktop/models/laurel-draft.h"

G_BEGIN_DECLS

#define LAUREL_NAMES_FOUND_MAX 50

#define LAUREL_TYPE_NAMES (laurel_names_get_type ())
G_DECLARE_FINAL_TYPE (LaurelNames, laurel_names, LAUREL, NAMES, GObject)

/* Signal changed (names): some names are known now, or others.
 * @api: (nullable): without one, only what laurel_names_put() has told is known */
LaurelNames *laurel_names_new (LaurelApi *api) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): where the levels are. */
void laurel_names_set_draft (LaurelNames *self, LaurelDraft *draft);

/* (transfer none): the name of @id, until "changed"; or @id itself. */
const char *laurel_names_get (LaurelNames *self, LaurelNameKind kind, const char *id);

/* (nullable) (transfer none): likewise, where it is known now; asks for nothing. */
const char *laurel_names_peek (LaurelNames *self, LaurelNameKind kind, const char *id);

/* How many are in a segment, as far as it is known: else -1. */
gint64 laurel_names_get_size (LaurelNames *self, LaurelNameKind kind, const char *id);

/* Tells a name that came by another way. */
void laurel_names_put (LaurelNames *self, LaurelNameKind kind, const char *id, const char *name);

/**
 * laurel_names_search_async:
 * @text: what a person typed; "": the first of all
 *
 * The best matches, at most LAUREL_NAMES_FOUND_MAX; they are remembered.
 */
void laurel_names_search_async (LaurelNames        *self,
                                LaurelNameKind      kind,
                                const char         *text,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
/* (transfer full) (element-type LaurelNamed) */
GPtrArray *laurel_names_search_finish (LaurelNames  *self,
                                       GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
