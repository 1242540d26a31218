/* laurel-program-index.c - finds the leaves that a receipt can make fire
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each leaf is entered once, under the one requirement of it that is met most rarely: one of some
 * products or product segments among the lines, a store, a segment of the client, a level, a
 * series. A receipt gathers what is entered under its own products, store, client and codes and not
 * out of its days; the rest of the program costs it nothing. What being gathered proves of a
 * condition is not tested again.
 */

#include "server/engine/laurel-program-private.h"

/* Chances are parts of a million. */
#define ALWAYS         G_GUINT64_CONSTANT (1000000)
#define SERIES_CHANCE  G_GUINT64_CONSTANT (1000)
#define SEGMENT_CHANCE G_GUINT64_CONSTANT (100000)
#define LINES_TYPICAL  10

typedef enum
{
  KEY_PRODUCT,
  KEY_SEGMENT,
  KEY_STORE,
  KEY_STORE_SEGMENT,
  KEY_CLIENT_SEGMENT,
  KEY_LEVEL,
  KEY_SERIES,
  N_KEYS,
} KeyKind;

typedef struct
{
  guint32      key;
  LaurelPosted posted;
} Entry;

/**
 * Anchor:
 * @kinds: of @ids; where there are two, both are of lines: products and product segments
 * @test: (nullable): the test that holds exactly where one of @ids is met
 * @target: @ids are those of the leaf's own target
 */
typedef struct
{
  guint64                chance;
  KeyKind                kinds[2];
  LaurelIdSet            ids[2];
  const LaurelCondition *test;
  gboolean               target;
} Anchor;

typedef struct
{
  LaurelProgram *program;
  GArray        *entries[N_KEYS];
  GArray        *always;
  guint32       *segment_sizes;
  guint32       *store_segment_sizes;
} Builder;

static void
offer_anchor (Anchor *best, Anchor anchor)
{
  if (anchor.chance < best->chance)
    *best = anchor;
}

static guint64
sum_sizes (const guint32 *sizes, const LaurelIdSet *ids)
{
  guint64 sum = 0;

  for (guint32 i = 0; i < ids->n; i++)
    sum += sizes[ids->ids[i]];

  return sum;
}

static void
offer_lines (const Builder *builder,
             Anchor        *best,
             LaurelIdSet    products,
             LaurelIdSet    segments,
             gboolean       target)
{
  guint64 n_products = laurel_id_table_get_n (&builder->program->products_table);
  guint64 hits = products.n + sum_sizes (builder->segment_sizes, &segments);

  offer_anchor (best,
                (Anchor){
                    .chance = MIN (ALWAYS, hits * LINES_TYPICAL * ALWAYS / MAX (n_products, 1)),
                    .kinds = { KEY_PRODUCT, KEY_SEGMENT },
                    .ids = { products, segments },
                    .target = target,
                });
}

static void
offer_item (const Builder *builder, Anchor *best, const LaurelItem *item)
{
  const LaurelIdSet none = { 0 };
  const LaurelIdSet one = { &item->id, 1 };

  offer_lines (builder, best, item->is_segment ? none : one, item->is_segment ? one : none, FALSE);
}

static void
offer_ids (Anchor *best, KeyKind kind, const LaurelCondition *test, guint64 chance)
{
  offer_anchor (best,
                (Anchor){
                    .chance = chance,
                    .kinds = { kind, kind },
                    .ids = { test->ids },
                    .test = test,
                });
}

/* The test is one that must hold: it stands under nothing but `all`. */
static void
offer_condition (const Builder *builder, Anchor *best, const LaurelCondition *condition)
{
  const LaurelProgram *program = builder->program;
  guint64              n_stores = MAX (laurel_id_table_get_n (&program->stores_table), 1);
  const LaurelIdSet   *ids = &condition->ids;

  if (condition->type == LAUREL_TEST_STORE)
    offer_ids (best, KEY_STORE, condition, ids->n * ALWAYS / n_stores);
  else if (condition->type == LAUREL_TEST_STORE_SEGMENT)
    offer_ids (best,
               KEY_STORE_SEGMENT,
               condition,
               sum_sizes (builder->store_segment_sizes, ids) * ALWAYS / n_stores);
  else if (condition->type == LAUREL_TEST_CLIENT_SEGMENT)
    offer_ids (best, KEY_CLIENT_SEGMENT, condition, ids->n * SEGMENT_CHANCE);
  else if (condition->type == LAUREL_TEST_LEVEL)
    offer_ids (best, KEY_LEVEL, condition, ids->n * ALWAYS / MAX (program->terms.n_levels, 1));
  else if (condition->type == LAUREL_TEST_PROMO_CODE)
    offer_ids (best, KEY_SERIES, condition, ids->n * SERIES_CHANCE);
  else if (condition->type == LAUREL_TEST_CONTAINS && condition->n_items > 0)
    offer_item (builder, best, &condition->items[0]);
  else if (condition->type == LAUREL_TEST_ALL)
    {
      for (guint32 i = 0; i < condition->n_children; i++)
        offer_condition (builder, best, &condition->children[i]);
    }
}

/* Days are those of documents, the years 1900 to 2199. */
static void
narrow_days (LaurelPosted *posted, const LaurelCondition *condition)
{
  if (condition->type == LAUREL_TEST_DATE && condition->from != LAUREL_OPEN_BELOW)
    posted->first_day = MAX (posted->first_day, (gint32) condition->from);

  if (condition->type == LAUREL_TEST_DATE && condition->to != LAUREL_OPEN_ABOVE)
    posted->last_day = MIN (posted->last_day, (gint32) condition->to);

  for (guint32 i = 0; condition->type == LAUREL_TEST_ALL && i < condition->n_children; i++)
    narrow_days (posted, &condition->children[i]);
}

/* What is left of @condition where all its dates hold, and @proven does. Only that is looked into
 * which narrow_days() and offer_condition() look into. */
static const LaurelCondition *
find_rest (LaurelProgram *program, const LaurelCondition *condition, const LaurelCondition *proven)
{
  LaurelCondition *rest = NULL;
  LaurelCondition *children = NULL;

  if (condition == NULL || condition == proven || condition->type == LAUREL_TEST_DATE)
    return NULL;

  if (condition->type != LAUREL_TEST_ALL)
    return condition;

  children = laurel_arena_new_array (program->arena, LaurelCondition, condition->n_children);
  rest = laurel_arena_new_array (program->arena, LaurelCondition, 1);
  *rest = *condition;
  rest->children = children;
  rest->n_children = 0;

  for (guint32 i = 0; i < condition->n_children; i++)
    {
      const LaurelCondition *left = find_rest (program, &condition->children[i], proven);

      if (left != NULL)
        children[rest->n_children++] = *left;
    }

  if (rest->n_children == 0)
    return NULL;

  return rest->n_children == 1 ? &children[0] : rest;
}

static void
enter_leaf (Builder *builder, guint32 number)
{
  LaurelProgram *program = builder->program;
  LaurelLeaf    *leaf = &program->leaves[number];
  LaurelNode    *own = &program->nodes[leaf->node];
  Anchor         best = { .chance = ALWAYS };
  LaurelPosted   posted = { number, G_MININT32, G_MAXINT32 };

  for (guint32 depth = 0; depth <= own->depth; depth++)
    {
      const LaurelNode *node = &program->nodes[leaf->path[depth]];

      if (!node->enabled)
        return;

      if (node->when != NULL)
        {
          offer_condition (builder, &best, node->when);
          narrow_days (&posted, node->when);
        }
    }

  /* A gift is offered even where there is nothing to give it on. */
  if (leaf->type != LAUREL_REWARD_GIFT && !leaf->target.any)
    offer_lines (builder, &best, leaf->target.products, leaf->target.segments, TRUE);

  if (leaf->type == LAUREL_REWARD_SET)
    offer_item (builder, &best, &leaf->items[0]);

  if (best.chance >= ALWAYS)
    {
      g_array_append_val (builder->always, posted);
      return;
    }

  own->rest = find_rest (program, own->when, best.test);
  leaf->by_lines = best.target;

  for (gsize side = 0; side < G_N_ELEMENTS (best.ids); side++)
    {
      for (guint32 i = 0; i < best.ids[side].n; i++)
        {
          Entry entry = { best.ids[side].ids[i], posted };

          g_array_append_val (builder->entries[best.kinds[side]], entry);
        }
    }
}

/* Leaves were entered in ascending order, and a counting sort keeps it. */
static LaurelPostings
build_postings (LaurelArena *arena, const GArray *entries, guint32 n_keys)
{
  LaurelPostings postings = laurel_arena_new_array0 (arena, LaurelPosting, n_keys);
  LaurelPosted  *leaves = laurel_arena_new_array (arena, LaurelPosted, entries->len);

  for (guint i = 0; i < entries->len; i++)
    postings[g_array_index (entries, Entry, i).key].n++;

  for (guint32 key = 0; key < n_keys; key++)
    {
      postings[key].leaves = leaves;
      leaves += postings[key].n;
      postings[key].n = 0;
    }

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry   *entry = &g_array_index (entries, Entry, i);
      LaurelPosting *posting = &postings[entry->key];

      ((LaurelPosted *) posting->leaves)[posting->n++] = entry->posted;
    }

  return postings;
}

static guint32 *
count_segment_sizes (const LaurelProgram *program)
{
  guint32 *sizes = g_new0 (guint32, laurel_id_table_get_n (&program->segments_table) + 1);

  for (guint32 i = 0; i < laurel_id_table_get_n (&program->products_table); i++)
    {
      const LaurelIdSet *segments = &program->products[i].segments;

      for (guint32 k = 0; k < segments->n; k++)
        sizes[segments->ids[k]]++;
    }

  return sizes;
}

static guint32 *
count_store_segment_sizes (const LaurelProgram *program)
{
  guint32 *sizes = g_new0 (guint32, laurel_id_table_get_n (&program->store_segments_table) + 1);

  for (guint32 i = 0; i < laurel_id_table_get_n (&program->stores_table); i++)
    {
      const LaurelIdSet *segments = &program->stores[i].segments;

      for (guint32 k = 0; k < segments->n; k++)
        sizes[segments->ids[k]]++;
    }

  return sizes;
}

static void
take_postings (const Builder *builder)
{
  LaurelProgram   *program = builder->program;
  LaurelLeafIndex *index = &program->index;
  LaurelPosted    *always =
      laurel_arena_new_array (program->arena, LaurelPosted, builder->always->len);
  const LaurelIdTable *tables[N_KEYS] = {
    [KEY_PRODUCT] = &program->products_table,
    [KEY_SEGMENT] = &program->segments_table,
    [KEY_STORE] = &program->stores_table,
    [KEY_STORE_SEGMENT] = &program->store_segments_table,
    [KEY_CLIENT_SEGMENT] = &program->client_segments_table,
    [KEY_LEVEL] = &program->levels_table,
    [KEY_SERIES] = &program->series_table,
  };
  LaurelPostings *postings[N_KEYS] = {
    [KEY_PRODUCT] = &index->products,
    [KEY_SEGMENT] = &index->segments,
    [KEY_STORE] = &index->stores,
    [KEY_STORE_SEGMENT] = &index->store_segments,
    [KEY_CLIENT_SEGMENT] = &index->client_segments,
    [KEY_LEVEL] = &index->levels,
    [KEY_SERIES] = &index->series,
  };

  for (gsize kind = 0; kind < N_KEYS; kind++)
    *postings[kind] = build_postings (program->arena,
                                      builder->entries[kind],
                                      laurel_id_table_get_n (tables[kind]));

  for (guint i = 0; i < builder->always->len; i++)
    always[i] = g_array_index (builder->always, LaurelPosted, i);

  index->always = (LaurelPosting){ always, builder->always->len };
}

void
laurel_program_build_index (LaurelProgram *program)
{
  Builder builder = {
    .program = program,
    .always = g_array_new (FALSE, FALSE, sizeof (LaurelPosted)),
    .segment_sizes = count_segment_sizes (program),
    .store_segment_sizes = count_store_segment_sizes (program),
  };

  for (gsize kind = 0; kind < N_KEYS; kind++)
    builder.entries[kind] = g_array_new (FALSE, FALSE, sizeof (Entry));

  /* Who is a candidate has met all dates above; leaves may have met more. */
  for (guint32 i = 0; i < program->n_nodes; i++)
    program->nodes[i].rest = find_rest (program, program->nodes[i].when, NULL);

  for (guint32 i = 0; i < program->n_leaves; i++)
    enter_leaf (&builder, i);

  take_postings (&builder);

  for (gsize kind = 0; kind < N_KEYS; kind++)
    g_array_unref (builder.entries[kind]);

  g_array_unref (builder.always);
  g_free (builder.segment_sizes);
  g_free (builder.store_segment_sizes);
}
