/* laurel-wire-catalog.c - products and stores of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-catalog.h"

#include "server/engine/laurel-arena.h"
#include "server/engine/laurel-program-draft.h"
#include "server/engine/laurel-zone.h"
#include "server/wire/laurel-wire-condition.h"
#include "server/wire/laurel-wire-words.h"

static LaurelProductFlags
read_flags (LaurelJsonReader *reader)
{
  static const char *const        words[] = { "no_discount", "no_accrual", "no_turnover", NULL };
  static const LaurelProductFlags flags[] = { LAUREL_PRODUCT_NO_DISCOUNT,
                                              LAUREL_PRODUCT_NO_ACCRUAL,
                                              LAUREL_PRODUCT_NO_TURNOVER };

  LaurelProductFlags read = 0;
  gsize              length = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, "flags", &length))
    return read;

  for (gsize i = 0; i < length; i++)
    read |= flags[laurel_json_reader_get_word_element (reader, i, words)];

  laurel_json_reader_end_array (reader);

  return read;
}

static void
read_product (LaurelJsonReader *reader, LaurelArena *arena, LaurelCatalog *catalog, const char *id)
{
  LaurelDraftIds       segments = laurel_wire_read_ids_or_none (reader, arena, "segments");
  LaurelCatalogProduct product = { .id = id, .segments = segments.ids, .n_segments = segments.n };

  product.min_price =
      laurel_json_reader_get_integer_or (reader, "min_price", 0, LAUREL_MONEY_MAX, 0);
  product.max_discount = laurel_json_reader_get_integer_or (reader,
                                                            "max_discount",
                                                            0,
                                                            LAUREL_SHARE_WHOLE,
                                                            LAUREL_SHARE_WHOLE);
  product.flags = read_flags (reader);
  laurel_catalog_add_product (catalog, &product);
}

static void
read_store (LaurelJsonReader *reader, LaurelArena *arena, LaurelCatalog *catalog, const char *id)
{
  LaurelDraftIds     segments = laurel_wire_read_ids_or_none (reader, arena, "segments");
  LaurelCatalogStore store = { .id = id, .segments = segments.ids, .n_segments = segments.n };
  gint               channel = 0;

  channel = laurel_json_reader_get_word_or (reader, "channel", laurel_wire_channel_words, -1);

  if (channel >= 0)
    store.channel = (LaurelChannel) laurel_wire_channel_bits[channel];

  store.time_zone = laurel_json_reader_get_string_or (reader, "time_zone", NULL);

  if (store.time_zone != NULL && laurel_zone_find (store.time_zone) == NULL)
    laurel_json_reader_fault (reader,
                              "time_zone",
                              LAUREL_FAULT_REFERENCE,
                              "there is no such time zone");

  laurel_catalog_add_store (catalog, &store);
}

/* Reads each member of the map @name by @read_member. */
static void
read_map (LaurelJsonReader *reader,
          LaurelArena      *arena,
          LaurelCatalog    *catalog,
          const char       *name,
          void (*read_member) (LaurelJsonReader *reader,
                               LaurelArena      *arena,
                               LaurelCatalog    *catalog,
                               const char       *id))
{
  if (!laurel_json_reader_begin_object_or_none (reader, name))
    return;

  for (gpointer member = laurel_json_reader_first_member (reader); member != NULL;
       member = laurel_json_reader_next_member (reader, member))
    {
      const char *id = laurel_json_reader_get_member_name (member);

      if (!laurel_json_reader_begin_object (reader, id))
        continue;

      read_member (reader, arena, catalog, id);
      laurel_json_reader_end_object (reader);
    }

  laurel_json_reader_skip_object (reader);
}

LaurelCatalog *
laurel_wire_read_catalog (LaurelJsonReader *reader, const char *name)
{
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  LaurelCatalog *catalog = laurel_catalog_new ();

  if (!laurel_json_reader_begin_object_or_none (reader, name))
    return catalog;

  read_map (reader, arena, catalog, "products", read_product);
  read_map (reader, arena, catalog, "stores", read_store);
  laurel_json_reader_end_object (reader);

  return catalog;
}
