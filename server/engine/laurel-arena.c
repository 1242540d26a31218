/* laurel-arena.c - memory that is handed out in one direction and taken back all at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-arena.h"

#include <string.h>

#define CHUNK_SIZE_MIN 4096
#define ALIGNMENT      16

typedef struct _Chunk Chunk;

struct _Chunk
{
  Chunk *previous;
  gsize  size;
  gsize  used;
  _Alignas(ALIGNMENT) guint8 data[];
};

struct _LaurelArena
{
  Chunk *chunk;
};

static Chunk *
chunk_new (Chunk *previous, gsize size)
{
  Chunk *chunk = g_malloc (sizeof *chunk + size);

  chunk->previous = previous;
  chunk->size = size;
  chunk->used = 0;

  return chunk;
}

LaurelArena *
laurel_arena_new (void)
{
  LaurelArena *arena = g_new0 (LaurelArena, 1);

  arena->chunk = chunk_new (NULL, CHUNK_SIZE_MIN);

  return arena;
}

void
laurel_arena_free (LaurelArena *arena)
{
  if (arena == NULL)
    return;

  while (arena->chunk != NULL)
    {
      Chunk *chunk = arena->chunk;

      arena->chunk = chunk->previous;
      g_free (chunk);
    }

  g_free (arena);
}

gsize
laurel_arena_get_size (const LaurelArena *arena)
{
  gsize size = 0;

  for (const Chunk *chunk = arena->chunk; chunk != NULL; chunk = chunk->previous)
    size += chunk->size;

  return size;
}

/* Several chunks become one that is as large as all of them, so that the next round fits in it. */
void
laurel_arena_reset (LaurelArena *arena)
{
  if (arena->chunk->previous != NULL)
    {
      gsize size = laurel_arena_get_size (arena);

      while (arena->chunk != NULL)
        {
          Chunk *chunk = arena->chunk;

          arena->chunk = chunk->previous;
          g_free (chunk);
        }

      arena->chunk = chunk_new (NULL, size);
    }

  arena->chunk->used = 0;
}

gpointer
laurel_arena_alloc (LaurelArena *arena, gsize size)
{
  Chunk   *chunk = arena->chunk;
  gpointer memory = NULL;

  g_assert (size <= G_MAXSIZE / 4);

  size = (size + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);

  if (size > chunk->size - chunk->used)
    {
      chunk = chunk_new (chunk, MAX (size, chunk->size * 2));
      arena->chunk = chunk;
    }

  memory = chunk->data + chunk->used;
  chunk->used += size;

  return memory;
}

gpointer
laurel_arena_alloc0 (LaurelArena *arena, gsize size)
{
  return memset (laurel_arena_alloc (arena, size), 0, size);
}

char *
laurel_arena_strdup (LaurelArena *arena, const char *string)
{
  gsize size = strlen (string) + 1;

  return memcpy (laurel_arena_alloc (arena, size), string, size);
}
