/* laurel-id-table.c - gives dense numbers to the ids of one kind of thing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Open addressing with linear probing; a slot holds the number plus one, 0 is a free slot.
 */

#include "server/engine/laurel-id-table.h"

#include <string.h>

#define SLOTS_MIN 16

typedef struct
{
  const char *id;
  guint32     hash;
} Entry;

/* FNV-1a. Ids are short and come from the retailer's own people. */
static guint32
hash_id (const char *id)
{
  guint32 hash = 2166136261u;

  for (const guint8 *byte = (const guint8 *) id; *byte != 0; byte++)
    hash = (hash ^ *byte) * 16777619u;

  return hash ^ (hash >> 15);
}

/* The slot of @id, or the free one where it would go. */
static guint32 *
find_slot (const LaurelIdTable *table, const char *id, guint32 hash)
{
  guint32 at = hash & (table->n_slots - 1);

  while (table->slots[at] != 0)
    {
      const Entry *entry = &g_array_index (table->entries, Entry, table->slots[at] - 1);

      if (entry->hash == hash && strcmp (entry->id, id) == 0)
        break;

      at = (at + 1) & (table->n_slots - 1);
    }

  return &table->slots[at];
}

static void
grow (LaurelIdTable *table)
{
  table->n_slots *= 2;
  g_free (table->slots);
  table->slots = g_new0 (guint32, table->n_slots);

  for (guint i = 0; i < table->entries->len; i++)
    {
      const Entry *entry = &g_array_index (table->entries, Entry, i);

      *find_slot (table, entry->id, entry->hash) = i + 1;
    }
}

void
laurel_id_table_init (LaurelIdTable *table, LaurelArena *arena)
{
  table->arena = arena;
  table->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  table->n_slots = SLOTS_MIN;
  table->slots = g_new0 (guint32, table->n_slots);
}

void
laurel_id_table_clear (LaurelIdTable *table)
{
  g_array_unref (table->entries);
  g_free (table->slots);
}

guint32
laurel_id_table_add (LaurelIdTable *table, const char *id)
{
  guint32  hash = hash_id (id);
  guint32 *slot = find_slot (table, id, hash);
  Entry    entry = { .hash = hash };

  if (*slot != 0)
    return *slot - 1;

  entry.id = laurel_arena_strdup (table->arena, id);
  g_array_append_val (table->entries, entry);
  *slot = table->entries->len;

  /* Half full at most, so that a probe ends soon. */
  if (table->entries->len * 2 > table->n_slots)
    grow (table);

  return table->entries->len - 1;
}

guint32
laurel_id_table_find (const LaurelIdTable *table, const char *id)
{
  guint32 number = *find_slot (table, id, hash_id (id));

  return number != 0 ? number - 1 : LAUREL_ID_NONE;
}

guint32
laurel_id_table_get_n (const LaurelIdTable *table)
{
  return table->entries->len;
}

void
laurel_id_table_find_all (const LaurelIdTable *table,
                          const char *const   *ids,
                          guint32              n,
                          guint32             *numbers)
{
  const Entry *entries = (const Entry *) (const void *) table->entries->data;
  guint32      mask = table->n_slots - 1;

  for (guint32 i = 0; i < n; i++)
    {
      numbers[i] = hash_id (ids[i]);
      __builtin_prefetch (&table->slots[numbers[i] & mask]);
    }

  /* Nearly always the first slot is the right one; an address that is none does no harm. */
  for (guint32 i = 0; i < n; i++)
    __builtin_prefetch (&entries[table->slots[numbers[i] & mask]] - 1);

  for (guint32 i = 0; i < n; i++)
    {
      guint32 slot = table->slots[numbers[i] & mask];

      if (slot != 0)
        __builtin_prefetch (entries[slot - 1].id);
    }

  for (guint32 i = 0; i < n; i++)
    {
      guint32 number = *find_slot (table, ids[i], numbers[i]);

      numbers[i] = number != 0 ? number - 1 : LAUREL_ID_NONE;
    }
}
