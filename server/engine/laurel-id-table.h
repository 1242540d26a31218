/* laurel-id-table.h - gives dense numbers to the ids of one kind of thing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Filled while a program is compiled; afterwards any number of threads may look ids up.
 */

#pragma once

#include <glib.h>

#include "server/engine/laurel-arena.h"

G_BEGIN_DECLS

/* The number of an id that is not in the table. */
#define LAUREL_ID_NONE G_MAXUINT32

typedef struct
{
  LaurelArena *arena;
  GArray      *entries;
  guint32     *slots;
  guint32      n_slots;
} LaurelIdTable;

/* Ids are copied to @arena. */
void laurel_id_table_init (LaurelIdTable *table, LaurelArena *arena);
void laurel_id_table_clear (LaurelIdTable *table);

/* The number of @id: that of before, or the next one from 0 on. */
guint32 laurel_id_table_add (LaurelIdTable *table, const char *id);
guint32 laurel_id_table_find (const LaurelIdTable *table, const char *id);
guint32 laurel_id_table_get_n (const LaurelIdTable *table);

/* Finds @n ids at once, into @numbers. Of a large table this takes much less time than one by one:
 * the memory that each look needs is fetched while the others are under way. */
void laurel_id_table_find_all (const LaurelIdTable *table,
                               const char *const   *ids,
                               guint32              n,
                               guint32             *numbers);

G_END_DECLS
