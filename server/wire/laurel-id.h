/* laurel-id.h - the ids that the server makes: of clients, sales, returns and holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An id is 63 bits, above 0, growing with time: milliseconds since 2020-01-01 (41 bits), a number
 * of the process drawn at its start (10 bits), a counter (12 bits). No round trip to the database
 * is needed for one. Outside it is a string of hexadecimal digits, opaque to everyone but this
 * file.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Length of an id as a string, with the NUL. */
#define LAUREL_ID_SIZE 17

/* Any thread. @now_ms: milliseconds since 1970-01-01 00:00 UTC. Two calls never give the same id,
 * also where the clock stands still or goes back. */
gint64 laurel_id_next (gint64 now_ms);

/* Writes @id into @text and returns @text. */
const char *laurel_id_print (gint64 id, char text[LAUREL_ID_SIZE]);

/* FALSE where @text is no id of ours. */
gboolean laurel_id_parse (const char *text, gint64 *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
