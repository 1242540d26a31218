/* laurel-fuzz.h - what is fed with bytes that nobody would send, and how such bytes are made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same targets run for hours under libFuzzer (the meson option `fuzz`) and for a moment with
 * every run of the tests.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each takes any bytes and returns 0; a defect ends the program. */

/* A case: read, priced, explained and written. */
int laurel_fuzz_case (const guint8 *data, gsize size);
/* A program: read and checked as the server does, compiled, advised. */
int laurel_fuzz_program (const guint8 *data, gsize size);

/**
 * laurel_fuzz_mutate:
 * @text: JSON, or bytes that once were
 * @other: (nullable): another document, from which parts may be taken
 *
 * What follows from @random alone: bytes are changed, or, where the text is JSON still, its values
 * are: swapped, doubled, taken out, or replaced by numbers and words of the edges.
 *
 * Returns: (transfer full): at least one byte
 */
GString *laurel_fuzz_mutate (GRand         *random,
                             const GString *text,
                             const GString *other) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
