/* laurel-throttle.c - how many requests somebody may make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-throttle.h"

/* A stranger with many addresses must not fill the memory: at this many, full buckets go (they are
 * as good as new ones), and if none is full, all. */
#define BUCKETS_MAX 65536

typedef struct
{
  gint64 last_us;
  gint64 level; /* token-microseconds a minute: one token is G_USEC_PER_SEC * 60 */
} Bucket;

struct _LaurelThrottle
{
  GMutex      lock;
  GHashTable *buckets; /* name -> Bucket */
  gint64      rate;
  gint64      full;
};

#define TOKEN (60 * (gint64) G_USEC_PER_SEC)

LaurelThrottle *
laurel_throttle_new (guint rate, guint burst)
{
  LaurelThrottle *throttle = NULL;

  g_return_val_if_fail (rate > 0 && burst > 0, NULL);

  throttle = g_new0 (LaurelThrottle, 1);
  g_mutex_init (&throttle->lock);
  throttle->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  throttle->rate = rate;
  throttle->full = burst * TOKEN;

  return throttle;
}

void
laurel_throttle_free (LaurelThrottle *throttle)
{
  if (throttle == NULL)
    return;

  g_hash_table_unref (throttle->buckets);
  g_mutex_clear (&throttle->lock);
  g_free (throttle);
}

static void
fill (const LaurelThrottle *throttle, Bucket *bucket, gint64 now_us)
{
  gint64 missing = throttle->full - bucket->level;
  gint64 waited_us = MAX (now_us - bucket->last_us, 0);

  /* Compared before multiplying, so that a bucket untouched for years cannot overflow. */
  if (waited_us >= missing / throttle->rate + 1)
    bucket->level = throttle->full;
  else
    bucket->level += waited_us * throttle->rate;

  bucket->last_us = now_us;
}

static void
make_room (LaurelThrottle *throttle, gint64 now_us)
{
  GHashTableIter iter;
  gpointer       bucket = NULL;

  g_hash_table_iter_init (&iter, throttle->buckets);
  while (g_hash_table_iter_next (&iter, NULL, &bucket))
    {
      fill (throttle, bucket, now_us);
      if (((Bucket *) bucket)->level == throttle->full)
        g_hash_table_iter_remove (&iter);
    }

  if (g_hash_table_size (throttle->buckets) >= BUCKETS_MAX)
    g_hash_table_remove_all (throttle->buckets);
}

guint
laurel_throttle_take (LaurelThrottle *throttle, const char *name, gint64 now_us)
{
  Bucket *bucket = NULL;
  guint   wait_s = 0;

  g_return_val_if_fail (throttle != NULL && name != NULL, 0);

  g_mutex_lock (&throttle->lock);

  bucket = g_hash_table_lookup (throttle->buckets, name);
  if (bucket == NULL)
    {
      if (g_hash_table_size (throttle->buckets) >= BUCKETS_MAX)
        make_room (throttle, now_us);

      bucket = g_new0 (Bucket, 1);
      bucket->level = throttle->full;
      bucket->last_us = now_us;
      g_hash_table_insert (throttle->buckets, g_strdup (name), bucket);
    }

  fill (throttle, bucket, now_us);

  if (bucket->level >= TOKEN)
    bucket->level -= TOKEN;
  else
    wait_s = (guint) ((TOKEN - bucket->level) / throttle->rate / G_USEC_PER_SEC) + 1;

  g_mutex_unlock (&throttle->lock);

  return wait_s;
}
