/* laurel-load-requests.h - what the tills of a benchmark ask for, made before the clock runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAUREL_LOAD_QUOTE,
  LAUREL_LOAD_SALE,
  LAUREL_LOAD_CARD,
} LaurelLoadKind;

/**
 * LaurelLoadChain:
 * @key: of a till, good for all stores
 * @tag: begins the numbers and the keys of sales, so that two runs do not make the same ones
 * @n_clients: how many cards there are, from 1; see laurel_load_requests_new()
 * @n_products: likewise
 * @n_stores: likewise
 *
 * The chain that the requests speak of: the one that bench-seed.sql makes.
 */
typedef struct
{
  const char *key;
  const char *tag;
  gint        n_clients;
  gint        n_products;
  gint        n_stores;
} LaurelLoadChain;

typedef struct _LaurelLoadRequests LaurelLoadRequests;

/* Requests of @kind with ten lines each, for clients, stores and goods drawn with a fixed seed. The
 * texts of @chain are copied. */
LaurelLoadRequests *laurel_load_requests_new (LaurelLoadKind kind, const LaurelLoadChain *chain)
    G_GNUC_WARN_UNUSED_RESULT;
void laurel_load_requests_free (LaurelLoadRequests *self);

/* The next request, whole, as it goes over the line. It is good until as many others have been
 * taken as there can be connections. */
const char *laurel_load_requests_next (LaurelLoadRequests *self, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelLoadRequests, laurel_load_requests_free)

G_END_DECLS
