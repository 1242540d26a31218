/* laurel-json-check.h - a look at JSON text before a parser gets it
 *
 * json-glib is at home with what its own side wrote: it follows nesting until the stack ends, wraps
 * large integers and takes much that is not JSON. What comes over the network passes here first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LAUREL_JSON_SIZE_MAX (8 * 1024 * 1024)
/* Trees of discounts and their conditions are 32 levels deep each, with an array between two. */
#define LAUREL_JSON_DEPTH_MAX 160

/**
 * laurel_json_check:
 * @text: bytes, not necessarily text
 * @length: their number
 * @fault: (out) (optional): a static string that says what is wrong
 *
 * Holds when @text is one JSON document of RFC 8259 in valid UTF-8, at most
 * %LAUREL_JSON_SIZE_MAX long and %LAUREL_JSON_DEPTH_MAX deep, without NUL in strings, without half
 * surrogate pairs, and with integers within ±2^53.
 */
gboolean laurel_json_check (const char  *text,
                            gsize        length,
                            const char **fault) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
