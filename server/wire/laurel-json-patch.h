/* laurel-json-patch.h - changes a JSON document as a patch says: RFC 6902
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-faults.h"

G_BEGIN_DECLS

/* How many operations a patch may have, and how deep what comes of it may be nested. */
#define LAUREL_JSON_PATCH_MAX       1000
#define LAUREL_JSON_PATCH_DEPTH_MAX 128

/* The codes of faults that lie in the document as it is: a place that an operation takes for
 * granted is not there; a value is not the one that `test` expects. All other faults are of the
 * patch itself.
 */
#define LAUREL_FAULT_UNKNOWN_PLACE "unknown_place"
#define LAUREL_FAULT_TEST_FAILED   "test_failed"

/**
 * laurel_json_patch:
 * @document: (transfer none): is not changed
 * @patch: (transfer none): a list of operations
 * @faults: their paths point into @patch
 *
 * All of the patch or nothing. Of a patch that is malformed all faults are found; one that cannot
 * be carried out ends with the operation at which that shows. Numbers are equal by value, whichever
 * way they are written.
 *
 * Returns: (transfer full) (nullable): the new document; %NULL: there are faults
 */
json_t *laurel_json_patch (const json_t *document,
                           const json_t *patch,
                           LaurelFaults *faults) G_GNUC_WARN_UNUSED_RESULT;

/* The value at @pointer (RFC 6901) in @document; NULL: there is none. Belongs to @document. */
json_t *laurel_json_point (const json_t *document, const char *pointer);

/* @token as a part of a JSON pointer: "a/b" is "a~1b". (transfer full) */
char *laurel_json_pointer_escape (const char *token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
