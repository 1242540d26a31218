/* laurel-shrink.h - makes a document smaller as long as something about it stays true
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Whether @document still shows what it is kept for; invalid documents should not. */
typedef gboolean (*LaurelShrinkTest) (json_t *document, gpointer data);

/* Drops members and elements of @document, puts parts in the place of wholes and makes integers
 * small, until nothing more can be done without losing what @test sees. @document is changed. */
void laurel_shrink (json_t *document, LaurelShrinkTest test, gpointer data);

G_END_DECLS
