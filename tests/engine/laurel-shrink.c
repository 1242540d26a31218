/* laurel-shrink.c - makes a document smaller as long as something about it stays true
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/laurel-shrink.h"

typedef struct
{
  json_t          *document;
  LaurelShrinkTest test;
  gpointer         data;
  gboolean         changed;
} Shrink;

/* A place in the document: a member of an object, or an element of an array. */
typedef struct
{
  json_t     *container;
  const char *name;
  gsize       index;
} Place;

static void shrink_inside (Shrink *self, json_t *container);

static gboolean
still_shows (Shrink *self)
{
  gboolean shows = self->test (self->document, self->data);

  self->changed = self->changed || shows;

  return shows;
}

static json_t *
get_value (const Place *place)
{
  return place->name != NULL ? json_object_get (place->container, place->name)
                             : json_array_get (place->container, place->index);
}

static void
put_value (const Place *place, json_t *value)
{
  if (place->name != NULL)
    json_object_set (place->container, place->name, value);
  else
    json_array_set (place->container, place->index, value);
}

/* Takes away what stands at @place; FALSE where it had to be put back. */
static gboolean
drop (Shrink *self, const Place *place)
{
  json_t  *value = json_incref (get_value (place));
  gboolean dropped = FALSE;

  if (place->name != NULL)
    json_object_del (place->container, place->name);
  else
    json_array_remove (place->container, place->index);

  dropped = still_shows (self);

  if (!dropped && place->name != NULL)
    json_object_set (place->container, place->name, value);
  else if (!dropped)
    json_array_insert (place->container, place->index, value);

  json_decref (value);

  return dropped;
}

static gboolean
replace (Shrink *self, const Place *place, json_t *with)
{
  json_t  *value = json_incref (get_value (place));
  gboolean replaced = FALSE;

  put_value (place, with);
  replaced = still_shows (self);

  if (!replaced)
    put_value (place, value);

  json_decref (value);

  return replaced;
}

static void
shrink_integer (Shrink *self, const Place *place)
{
  json_int_t       value = json_integer_value (get_value (place));
  const json_int_t candidates[] = {
    0, 1, 2, 10, 100, 1000, 10000, value / 2, value - value % 1000
  };

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      json_t  *smaller = json_integer (candidates[i]);
      gboolean done = ABS (candidates[i]) < ABS (value) && replace (self, place, smaller);

      json_decref (smaller);

      if (done)
        return;
    }
}

/* Puts an object from inside what stands at @place in its place: a child for its group, a test for
 * the `any` around it. */
static gboolean
hoist (Shrink *self, const Place *place)
{
  json_t     *whole = json_incref (get_value (place));
  const char *name = NULL;
  json_t     *member = NULL;
  json_t     *element = NULL;
  gsize       i = 0;
  gboolean    hoisted = FALSE;

  json_object_foreach (whole, name, member)
  {
    if (json_is_object (member) && !hoisted)
      hoisted = replace (self, place, member);

    json_array_foreach (member, i, element)
    {
      if (json_is_object (element) && !hoisted)
        hoisted = replace (self, place, element);
    }
  }

  json_decref (whole);

  return hoisted;
}

static void
shrink_at (Shrink *self, const Place *place)
{
  if (drop (self, place))
    return;

  if (json_is_integer (get_value (place)))
    shrink_integer (self, place);

  while (json_is_object (get_value (place)) && hoist (self, place))
    ;

  shrink_inside (self, get_value (place));
}

static void
shrink_inside (Shrink *self, json_t *container)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;
  json_t     *member = NULL;

  for (gsize i = json_array_size (container); i > 0; i--)
    shrink_at (self, &(Place){ container, NULL, i - 1 });

  json_object_foreach (container, name, member) { g_ptr_array_add (names, g_strdup (name)); }

  for (guint i = 0; i < names->len; i++)
    shrink_at (self, &(Place){ container, g_ptr_array_index (names, i), 0 });
}

void
laurel_shrink (json_t *document, LaurelShrinkTest test, gpointer data)
{
  Shrink shrink = { .document = document, .test = test, .data = data };

  do
    {
      shrink.changed = FALSE;
      shrink_inside (&shrink, document);
    }
  while (shrink.changed);
}
