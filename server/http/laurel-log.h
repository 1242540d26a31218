/* laurel-log.h - the log: one JSON object a line on standard error
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is written never holds a token, a body, a phone number or a path as it was sent (card
 * numbers stand in paths): a request is named by its route's pattern.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LaurelLogRequest:
 * @pattern: (nullable): of its route, %NULL where it matched none
 * @caller: (nullable): "till:12" or "user:3"
 * @sent: bytes of the answer's body
 */
typedef struct
{
  const char *request_id;
  const char *method;
  const char *pattern;
  const char *caller;
  const char *address;
  guint       status;
  gint64      duration_us;
  guint64     sent;
  gboolean    quiet;
} LaurelLogRequest;

/* Makes this the process's only way to log; messages above @level are dropped. Once, before
 * threads. */
void laurel_log_install (GLogLevelFlags level);

void laurel_log_request (const LaurelLogRequest *request);

/* Appends @text as a JSON string with its quotes; anything that is no UTF-8 becomes U+FFFD. */
void laurel_log_append_string (GString *line, const char *text);

G_END_DECLS
