/* laurel-arena.h - memory that is handed out in one direction and taken back all at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An arena belongs to one thread. After it has seen its largest receipt it asks the system for no
 * more memory: a reset keeps what it has.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelArena LaurelArena;

LaurelArena *laurel_arena_new (void) G_GNUC_WARN_UNUSED_RESULT;
void         laurel_arena_free (LaurelArena *arena);

/* Everything handed out is invalid afterwards. */
void laurel_arena_reset (LaurelArena *arena);

/* @size bytes, aligned for any type and not cleared; never %NULL. */
gpointer laurel_arena_alloc (LaurelArena *arena, gsize size) G_GNUC_WARN_UNUSED_RESULT;
gpointer laurel_arena_alloc0 (LaurelArena *arena, gsize size) G_GNUC_WARN_UNUSED_RESULT;
char    *laurel_arena_strdup (LaurelArena *arena, const char *string) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes that it holds on to. */
gsize laurel_arena_get_size (const LaurelArena *arena);

/* Counts come from structs that are there already, so their product cannot leave gsize. */
#define laurel_arena_new_array(arena, Type, n)                                                     \
  ((Type *) laurel_arena_alloc ((arena), sizeof (Type) * (n)))
#define laurel_arena_new_array0(arena, Type, n)                                                    \
  ((Type *) laurel_arena_alloc0 ((arena), sizeof (Type) * (n)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelArena, laurel_arena_free)

G_END_DECLS
