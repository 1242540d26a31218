/* laurel-fuzz-mutate.c - makes bytes that nobody would send
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <jansson.h>
#include <string.h>

#include "tests/fuzz/laurel-fuzz.h"

#define SIZE_MAX_OF_TEXT 65536
#define STEPS_MAX        4

static const gint64 edges[] = {
  0,
  1,
  -1,
  2,
  7,
  8,
  31,
  32,
  99,
  100,
  101,
  366,
  367,
  999,
  1000,
  1001,
  9999,
  10000,
  10001,
  36500,
  36501,
  1000000,
  1000001,
  999999999,
  1000000000,
  1000000001,
  100000000000,
  100000000001,
  100000000000000,
  100000000000001,
  1000000000000000,
  9007199254740992,
  9007199254740993,
  -9007199254740992,
  G_MAXINT64,
  G_MININT64,
};

static const char *const words[] = {
  "",
  "all",
  "any",
  "not",
  "type",
  "date",
  "store",
  "level",
  "percent",
  "amount",
  "points",
  "set",
  "gift",
  "nth",
  "max",
  "min",
  "displace",
  "multiply",
  "receipt",
  "line",
  "unit",
  "every",
  "once",
  "base",
  "rounding",
  "2000-01-01",
  "2099-12-31",
  "1900-02-29",
  "2199-12-31",
  "00:00",
  "23:59",
  "S1",
  "A",
  "Europe/Moscow",
  "2000-01-01T00:00:00+14:00",
  "2099-12-31T23:59:59-12:00",
  "discount",
  "~/",
};

static gsize
pick (GRand *random, gsize n)
{
  return (gsize) g_rand_int_range (random, 0, (gint32) n);
}

static void
change_bytes (GRand *random, GString *text)
{
  gsize at = pick (random, text->len);
  gsize n = 1 + pick (random, MIN (text->len - at, 64));

  switch (pick (random, 5))
    {
    case 0:
      text->str[at] = (char) pick (random, 256);
      break;
    case 1:
      text->str[at] ^= (char) (1 << pick (random, 8));
      break;
    case 2:
      g_string_erase (text, (gssize) at, (gssize) n);
      break;
    case 3:
      {
        g_autofree char *copy = g_strndup (text->str + at, n);

        g_string_insert_len (text, (gssize) pick (random, text->len), copy, (gssize) strlen (copy));
      }
      break;
    default:
      g_string_insert (text, (gssize) at, words[pick (random, G_N_ELEMENTS (words))]);
      break;
    }
}

/* All arrays and objects of @value, itself too. */
static void
collect (json_t *value, GPtrArray *containers)
{
  const char *name = NULL;
  json_t     *member = NULL;

  if (!json_is_object (value) && !json_is_array (value))
    return;

  g_ptr_array_add (containers, value);

  json_object_foreach (value, name, member) { collect (member, containers); }

  for (gsize i = 0; i < json_array_size (value); i++)
    collect (json_array_get (value, i), containers);
}

static json_t *
new_value (GRand *random, json_t *from)
{
  g_autoptr (GPtrArray) containers = g_ptr_array_new ();

  switch (pick (random, 6))
    {
    case 0:
    case 1:
      return json_integer (edges[pick (random, G_N_ELEMENTS (edges))]);
    case 2:
      return json_string (words[pick (random, G_N_ELEMENTS (words))]);
    case 3:
      return json_boolean (pick (random, 2));
    case 4:
      return pick (random, 2) == 0 ? json_array () : json_object ();
    default:
      collect (from, containers);
      return containers->len == 0
                 ? json_null ()
                 : json_deep_copy (g_ptr_array_index (containers, pick (random, containers->len)));
    }
}

static const char *
pick_name (GRand *random, json_t *object)
{
  gsize at = pick (random, json_object_size (object));
  void *member = json_object_iter (object);

  while (at-- > 0)
    member = json_object_iter_next (object, member);

  return json_object_iter_key (member);
}

static void
change_object (GRand *random, json_t *object, json_t *from)
{
  g_autofree char *name = NULL;

  if (json_object_size (object) == 0 || pick (random, 8) == 0)
    {
      json_object_set_new (object,
                           words[pick (random, G_N_ELEMENTS (words))],
                           new_value (random, from));
      return;
    }

  name = g_strdup (pick_name (random, object));

  if (pick (random, 5) == 0)
    json_object_del (object, name);
  else
    json_object_set_new (object, name, new_value (random, from));
}

static void
change_array (GRand *random, json_t *array, json_t *from)
{
  gsize n = json_array_size (array);
  gsize at = n > 0 ? pick (random, n) : 0;

  if (n == 0 || pick (random, 6) == 0)
    json_array_append_new (array, new_value (random, from));
  else if (pick (random, 4) == 0)
    json_array_remove (array, at);
  else if (pick (random, 3) == 0)
    json_array_insert_new (array, at, json_deep_copy (json_array_get (array, pick (random, n))));
  else
    json_array_set_new (array, at, new_value (random, from));
}

/* Returns FALSE where the text is no JSON any more. */
static gboolean
change_values (GRand *random, GString *text, const GString *other)
{
  g_autoptr (GPtrArray) containers = g_ptr_array_new ();
  json_t *root = json_loadb (text->str, text->len, 0, NULL);
  json_t *from = NULL;
  json_t *chosen = NULL;
  char   *written = NULL;

  if (root == NULL)
    return FALSE;

  if (other != NULL)
    from = json_loadb (other->str, other->len, 0, NULL);

  collect (root, containers);
  chosen = g_ptr_array_index (containers, pick (random, containers->len));

  if (json_is_object (chosen))
    change_object (random, chosen, from != NULL ? from : root);
  else
    change_array (random, chosen, from != NULL ? from : root);

  written = json_dumps (root, JSON_COMPACT);
  g_string_assign (text, written != NULL ? written : "{}");
  free (written);
  json_decref (root);
  json_decref (from);

  return TRUE;
}

GString *
laurel_fuzz_mutate (GRand *random, const GString *text, const GString *other)
{
  GString *mutated = g_string_new_len (text->str, (gssize) text->len);
  gsize    n = 1 + pick (random, STEPS_MAX);
  gboolean by_bytes = pick (random, 3) == 0;

  for (gsize i = 0; i < n && mutated->len > 0; i++)
    {
      if (by_bytes || !change_values (random, mutated, other))
        change_bytes (random, mutated);
    }

  if (mutated->len > SIZE_MAX_OF_TEXT)
    g_string_truncate (mutated, SIZE_MAX_OF_TEXT);

  if (mutated->len == 0)
    g_string_append_c (mutated, '{');

  return mutated;
}
