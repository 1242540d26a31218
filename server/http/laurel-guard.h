/* laurel-guard.h - what a request's head must be like, before anything believes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libmicrohttpd lets much through that a front in between may read differently, and a request that
 * two programs read differently is how a second one is smuggled in. So the head is refused unless
 * it can be read in one way only. Plain data and pure functions.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LaurelHead:
 *
 * What has been seen of a head; filled by laurel_head_add() from one field after another.
 */
typedef struct
{
  guint    n_fields;
  guint    n_hosts;
  guint    n_lengths;
  guint    n_encodings; /* Transfer-Encoding */
  gboolean malformed;
  gboolean expects_continue;
  gboolean expects_other;
  gboolean content_encoded;
  guint    singles_seen; /* fields that may come once only, a bit each */
  guint64  length;
} LaurelHead;

/**
 * LaurelGuardRefusal:
 * @status: 0: nothing to refuse
 */
typedef struct
{
  guint       status;
  const char *code;
  const char *detail;
} LaurelGuardRefusal;

void laurel_head_add (LaurelHead *head,
                      const char *name,
                      gsize       name_length,
                      const char *value,
                      gsize       value_length);

/* What is wrong with the head whatever the route. @target: as received, not decoded. */
LaurelGuardRefusal laurel_guard_head (const LaurelHead *head,
                                      const char       *version,
                                      const char       *target);

/* What is wrong with it for a route that takes bodies of at most @limit bytes. */
LaurelGuardRefusal laurel_guard_body (const LaurelHead *head, gsize limit, gboolean optional);

/* Whether an Accept field (%NULL: none) takes an answer of @type, "application/json". */
gboolean laurel_guard_accepts (const char *accept, const char *type);

/* Whether a Content-Type field (%NULL: none) says @type, and UTF-8 if it says a character set. */
gboolean laurel_guard_is_type (const char *content_type, const char *type);

G_END_DECLS
