/* fuzz-main.c - a target of laurel-fuzz.h for libFuzzer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * LAUREL_FUZZ_TARGET is the function that is fed.
 */

#include <string.h>

#include "tests/fuzz/laurel-fuzz.h"

/* Of libFuzzer; it has no header in C. */
int   LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
gsize LLVMFuzzerMutate (guint8 *data, gsize size, gsize size_max);
gsize LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize size_max, guint seed);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  return LAUREL_FUZZ_TARGET (data, size);
}

/* Bytes alone hardly ever become another document; every fourth time they are tried all the same.
 */
gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize size_max, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GString) text = g_string_new_len ((const char *) data, (gssize) size);
  g_autoptr (GString) mutated = NULL;

  if (size == 0 || seed % 4 == 0)
    return LLVMFuzzerMutate (data, size, size_max);

  mutated = laurel_fuzz_mutate (random, text, NULL);
  size = MIN (mutated->len, size_max);
  memcpy (data, mutated->str, size);

  return size;
}
