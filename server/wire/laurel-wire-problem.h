/* laurel-wire-problem.h - refusals as RFC 9457 problem documents, and small things of all documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-faults.h"

G_BEGIN_DECLS

/**
 * laurel_wire_new_problem:
 * @further_members: (transfer full) (nullable): an object; its members go beside the standard ones
 * @faults: (transfer none) (nullable): become `errors`
 *
 * Returns: (transfer full): {"type": "urn:laurel:problem:CODE", "title", "status", "detail",
 *   "code", ...}
 */
json_t *laurel_wire_new_problem (guint               status,
                                 const char         *code,
                                 const char         *detail,
                                 json_t             *further_members,
                                 const LaurelFaults *faults) G_GNUC_WARN_UNUSED_RESULT;

/* [{"path", "code", "message"}]. Returns a new reference. */
json_t *laurel_wire_new_faults (const LaurelFaults *faults) G_GNUC_WARN_UNUSED_RESULT;

/* The reason phrase of @status, "Not Found". */
const char *laurel_wire_status_title (guint status);

/* @document: (transfer full); returns its compact text, freed by g_free(). */
char *laurel_wire_to_text (json_t *document) G_GNUC_WARN_UNUSED_RESULT;

/* @seconds since 1970-01-01 00:00 UTC as RFC 3339, at @offset seconds from UTC. */
json_t *laurel_wire_new_instant (gint64 seconds, gint32 offset) G_GNUC_WARN_UNUSED_RESULT;
/* A string, or null. */
json_t *laurel_wire_new_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* YYYY-MM-DD, or null for LAUREL_DAY_NONE. */
json_t *laurel_wire_new_day (gint32 day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
