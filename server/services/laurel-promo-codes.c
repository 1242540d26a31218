/* laurel-promo-codes.c - makes promo codes that nobody can guess
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-promo-codes.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/random.h>

#include "server/wire/laurel-promo-code.h"

/* As much as the kernel gives in one piece. */
#define POOL_SIZE 256

gboolean
laurel_promo_pattern_has_room (gsize length, gsize count)
{
  guint64 room = 1;

  /* The last sign follows from the others. */
  for (gsize i = 1; i < length && room < G_MAXUINT64 / LAUREL_PROMO_CODE_N_SIGNS; i++)
    room *= LAUREL_PROMO_CODE_N_SIGNS;

  return room / LAUREL_PROMO_PATTERN_SPARSE >= count;
}

/* === Making =================================================================================== */

/**
 * Making:
 * @codes: (element-type utf8): in @strings
 */
typedef struct
{
  char                *prefix;
  gsize                length;
  gsize                count;
  GStringChunk        *strings;
  GPtrArray           *codes;
  LaurelPromoCodesMade made;
  gpointer             data;

  guint8 pool[POOL_SIZE];
  gsize  left;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_free (making->prefix);
  g_ptr_array_unref (making->codes);
  g_string_chunk_free (making->strings);
  g_free (making);
}

/* Each sign is as likely as any other: bytes beyond the last whole round of signs are thrown away.
 */
static char
pick_sign (Making *making)
{
  static const char alphabet[] = LAUREL_PROMO_CODE_ALPHABET;
  const guint8      end = 256 / LAUREL_PROMO_CODE_N_SIGNS * LAUREL_PROMO_CODE_N_SIGNS;
  guint8            byte = 0;

  do
    {
      if (making->left == 0)
        {
          if (getrandom (making->pool, sizeof making->pool, 0) != sizeof making->pool)
            g_assert_not_reached ();

          making->left = sizeof making->pool;
        }

      byte = making->pool[--making->left];
    }
  while (byte >= end);

  return alphabet[byte % LAUREL_PROMO_CODE_N_SIGNS];
}

static void
make_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *making = data;
  char    code[LAUREL_PROMO_CODE_SIZE];
  gsize   start = strlen (making->prefix);
  gsize   end = start + making->length - 1;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  memcpy (code, making->prefix, start);
  code[end + 1] = '\0';

  while (making->codes->len < making->count)
    {
      for (gsize i = start; i < end; i++)
        code[i] = pick_sign (making);

      code[end] = laurel_promo_code_check_sign (code + start, making->length - 1);

      if (!g_hash_table_contains (known, code))
        {
          char *own = g_string_chunk_insert (making->strings, code);

          g_hash_table_add (known, own);
          g_ptr_array_add (making->codes, own);
        }
    }

  g_task_return_boolean (task, TRUE);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Making *making = data;

  making->made ((const char *const *) making->codes->pdata, making->codes->len, making->data);
}

void
laurel_promo_codes_make (const LaurelPromoPattern *pattern,
                         gsize                     count,
                         LaurelPromoCodesMade      made,
                         gpointer                  data)
{
  Making *making = g_new0 (Making, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, made_cb, making);

  g_assert (pattern->length >= 2 && pattern->length <= LAUREL_PROMO_PATTERN_MAX);
  g_assert (strlen (pattern->prefix) <= LAUREL_PROMO_PREFIX_MAX);
  g_assert (laurel_promo_pattern_has_room (pattern->length, count));

  making->prefix = g_strdup (pattern->prefix);
  making->length = pattern->length;
  making->count = count;
  making->strings = g_string_chunk_new (64 * 1024);
  making->codes = g_ptr_array_sized_new ((guint) count);
  making->made = made;
  making->data = data;
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make_cb);
}
