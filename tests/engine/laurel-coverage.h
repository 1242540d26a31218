/* laurel-coverage.h - what of the contract the answers to many cases have shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* A count for each thing that was seen, such as `outcome guard` or `winner displace receipt last`.
 */
typedef struct _LaurelCoverage LaurelCoverage;

LaurelCoverage *laurel_coverage_new (void) G_GNUC_WARN_UNUSED_RESULT;
void            laurel_coverage_free (LaurelCoverage *self);

/* Looks at @answer, which has explanations, to the case @document. */
void laurel_coverage_see (LaurelCoverage *self, json_t *document, json_t *answer);

/* How often @name was seen. */
guint laurel_coverage_get (LaurelCoverage *self, const char *name);

/* Everything that was seen, one on a line, as the messages of a test. */
void laurel_coverage_tell (LaurelCoverage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelCoverage, laurel_coverage_free)

G_END_DECLS
