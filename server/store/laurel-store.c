/* laurel-store.c - the store of one thread: typed functions over its database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-private.h"

struct _LaurelStore
{
  LaurelDb     *db;
  LaurelLoader *loader;
  LaurelPoster *poster;
};

LaurelStore *
laurel_store_new (const LaurelDbSettings *settings)
{
  LaurelStore *self = g_new0 (LaurelStore, 1);

  self->db = laurel_db_new (settings);
  self->loader = laurel_loader_new (self, LAUREL_DB_LANE_POS);
  self->poster = laurel_poster_new (self, LAUREL_DB_LANE_POS);

  return self;
}

void
laurel_store_free (LaurelStore *self)
{
  if (self == NULL)
    return;

  laurel_loader_end (self->loader);
  laurel_poster_end (self->poster);
  laurel_db_free (self->db);
  laurel_loader_free (self->loader);
  laurel_poster_free (self->poster);
  g_free (self);
}

LaurelDb *
laurel_store_get_db (LaurelStore *self)
{
  return self->db;
}

LaurelLoader *
laurel_store_get_loader (LaurelStore *self)
{
  return self->loader;
}

LaurelPoster *
laurel_store_get_poster (LaurelStore *self)
{
  return self->poster;
}
