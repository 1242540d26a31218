/* laurel-store.c - the store of one thread: typed functions over its database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store.h"

struct _LaurelStore
{
  LaurelDb *db;
};

LaurelStore *
laurel_store_new (const LaurelDbSettings *settings)
{
  LaurelStore *self = g_new0 (LaurelStore, 1);

  self->db = laurel_db_new (settings);

  return self;
}

void
laurel_store_free (LaurelStore *self)
{
  if (self == NULL)
    return;

  laurel_db_free (self->db);
  g_free (self);
}

LaurelDb *
laurel_store_get_db (LaurelStore *self)
{
  return self->db;
}
