/* laurel-fault.h - what the server finds in a program document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-api.h"
#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/**
 * LaurelFault:
 * @is_error: else a warning
 * @code: "format", "range", "reference", ...; of a warning "dead", "always_loses", ...
 * @node: (nullable): the node it is about
 * @member: of the node: "/reward/rate", "" for the whole of it; without a node the whole path
 * @other: (nullable): the other node of a warning
 * @message: in English
 */
typedef struct
{
  gboolean is_error;
  char    *code;
  char    *node;
  char    *member;
  char    *other;
  char    *message;
} LaurelFault;

void laurel_fault_free (LaurelFault *self);

/**
 * laurel_fault_locate:
 * @path: a JSON pointer into @document: "/discounts/children/0/reward/rate"
 * @member: (out) (transfer none): the rest of @path below the node, or all of @path
 *
 * Returns: (nullable) (transfer none): the node that @path leads into
 */
LaurelNode *laurel_fault_locate (const LaurelDocument *document,
                                 const char           *path,
                                 const char          **member);

/* (element-type LaurelFault): of the draft as the server has it, which is @document; errors first.
 */
void       laurel_faults_fetch_async (LaurelApi          *api,
                                      LaurelDocument     *document,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
GPtrArray *laurel_faults_fetch_finish (LaurelApi    *api,
                                       GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelFault, laurel_fault_free)

G_END_DECLS
