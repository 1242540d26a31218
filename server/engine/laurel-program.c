/* laurel-program.c - a published program with its catalog, compiled and immutable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-program-private.h"

static const char *
copy_string (LaurelProgram *program, const char *string)
{
  return string != NULL ? laurel_arena_strdup (program->arena, string) : NULL;
}

typedef struct
{
  guint32 n_nodes;
  guint32 n_leaves;
  guint32 n_steps; /* of all paths */
} TreeSize;

static void
measure_tree (const LaurelDraftNode *node, guint32 depth, TreeSize *size)
{
  size->n_nodes += 1;
  size->n_leaves += node->group ? 0 : 1;
  size->n_steps += node->group ? 0 : depth + 1;

  for (gsize i = 0; i < node->n_children; i++)
    measure_tree (&node->children[i], depth + 1, size);
}

/* The series that @condition asks for, but under a `not`. */
static void
collect_series (const LaurelCondition *condition, GArray *series)
{
  if (condition->type == LAUREL_TEST_PROMO_CODE)
    g_array_append_vals (series, condition->ids.ids, condition->ids.n);

  if (condition->type == LAUREL_TEST_NOT)
    return;

  for (guint32 i = 0; i < condition->n_children; i++)
    collect_series (&condition->children[i], series);
}

static LaurelIdSet
series_of_path (LaurelProgram *program, const LaurelLeaf *leaf)
{
  g_autoptr (GArray) series = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32    *ids = NULL;
  LaurelIdSet set = { 0 };

  for (guint32 depth = 0; depth <= program->nodes[leaf->node].depth; depth++)
    {
      const LaurelNode *node = &program->nodes[leaf->path[depth]];

      if (node->when != NULL)
        collect_series (node->when, series);
    }

  ids = laurel_arena_new_array (program->arena, guint32, series->len);
  g_array_sort (series, laurel_program_compare_ids);

  for (guint i = 0; i < series->len; i++)
    {
      guint32 id = g_array_index (series, guint32, i);

      if (i == 0 || id != g_array_index (series, guint32, i - 1))
        ids[set.n++] = id;
    }

  set.ids = ids;

  return set;
}

static LaurelLineFlags
blind_of_leaf (const LaurelProgramDraft *draft, const LaurelDraftNode *node)
{
  gboolean        points = laurel_reward_gives_points (node->reward.type);
  LaurelLineFlags blind = points ? LAUREL_LINE_NO_ACCRUAL : LAUREL_LINE_NO_DISCOUNT;

  if (!node->external || (points && !draft->on_discounted))
    blind |= LAUREL_LINE_EXTERNAL;

  return blind;
}

static void
compile_leaf (LaurelProgram            *program,
              const LaurelProgramDraft *draft,
              const LaurelDraftNode    *from,
              const guint32            *path,
              guint32                   depth,
              guint32                 **steps)
{
  LaurelLeaf     *leaf = &program->leaves[program->n_leaves];
  LaurelLeafInfo *info = &program->leaf_infos[program->n_leaves];
  const guint32  *own_path = *steps;

  for (guint32 i = 0; i <= depth; i++)
    *(*steps)++ = path[i];

  *leaf = (LaurelLeaf){
    .id = program->nodes[path[depth]].id,
    .type = from->reward.type,
    .per = from->reward.per,
    .rate = from->reward.rate,
    .value = from->reward.value,
    .count = from->reward.count,
    .every = from->reward.every,
    .items = laurel_program_compile_items (program, from->reward.items, from->reward.n_items),
    .n_items = (guint32) from->reward.n_items,
    .target = laurel_program_compile_target (program, from->target),
    .blind = blind_of_leaf (draft, from),
    .max_amount = from->max_amount,
    .limits = from->limits,
    .keeps_accrual = from->keeps_accrual,
    .exclude_from_turnover = from->exclude_from_turnover,
    .replaces_base = from->replaces_base,
    .for_referrer = from->for_referrer,
    .node = path[depth],
    .path = own_path,
  };
  leaf->limited =
      laurel_limits_are_personal (&from->limits) || laurel_limits_are_shared (&from->limits);
  leaf->series = series_of_path (program, leaf);
  program->paths[program->n_leaves] = own_path;
  program->leaf_nodes[program->n_leaves] = leaf->node;

  *info = (LaurelLeafInfo){
    .id = leaf->id,
    .name = program->node_infos[path[depth]].name,
    .points = laurel_reward_gives_points (from->reward.type),
    .for_referrer = from->for_referrer,
    .limits = from->limits,
  };

  /* Ids are unique, so this is the leaf's own number. */
  program->n_leaves = laurel_id_table_add (&program->leaves_table, from->id) + 1;
}

static void
compile_node (LaurelProgram            *program,
              const LaurelProgramDraft *draft,
              const LaurelDraftNode    *from,
              guint32                  *path,
              guint32                   depth,
              guint32                 **steps)
{
  LaurelNode *node = &program->nodes[program->n_nodes];

  g_assert (depth < LAUREL_DEPTH_MAX);

  path[depth] = program->n_nodes++;
  *node = (LaurelNode){
    .id = laurel_arena_strdup (program->arena, from->id),
    .enabled = from->enabled,
    .when = laurel_program_compile_when (program, from->when),
    .depth = depth,
    .first_leaf = program->n_leaves,
    .group = from->group,
    .combine = from->combine,
    .by_receipt = from->by_receipt,
    .first_wins = from->first_wins,
  };

  program->node_infos[path[depth]] =
      (LaurelNodeInfo){ node->id, copy_string (program, from->name) };

  if (!from->group)
    compile_leaf (program, draft, from, path, depth, steps);

  for (gsize i = 0; i < from->n_children; i++)
    compile_node (program, draft, &from->children[i], path, depth + 1, steps);

  node->end_leaf = program->n_leaves;
  program->end_leaves[path[depth]] = program->n_leaves;
}

static void
compile_tree (LaurelProgram *program, const LaurelProgramDraft *draft)
{
  static const LaurelDraftNode empty = { .id = "root", .group = TRUE, .enabled = TRUE };

  const LaurelDraftNode *root = draft->root != NULL ? draft->root : &empty;
  guint32                path[LAUREL_DEPTH_MAX] = { 0 };
  TreeSize               size = { 0 };
  guint32               *steps = NULL;

  measure_tree (root, 0, &size);
  program->nodes = laurel_arena_new_array (program->arena, LaurelNode, size.n_nodes);
  program->node_infos = laurel_arena_new_array (program->arena, LaurelNodeInfo, size.n_nodes);
  program->leaves = laurel_arena_new_array (program->arena, LaurelLeaf, size.n_leaves);
  program->leaf_infos = laurel_arena_new_array (program->arena, LaurelLeafInfo, size.n_leaves);
  program->paths = laurel_arena_new_array (program->arena, const guint32 *, size.n_leaves);
  program->leaf_nodes = laurel_arena_new_array (program->arena, guint32, size.n_leaves);
  program->end_leaves = laurel_arena_new_array (program->arena, guint32, size.n_nodes);
  steps = laurel_arena_new_array (program->arena, guint32, size.n_steps);
  compile_node (program, draft, root, path, 0, &steps);
}

/* The ids of the leaves whose limits are @of_kind. */
static const char *const *
list_limited (LaurelProgram *program,
              gboolean (*of_kind) (const LaurelDraftLimits *limits),
              gsize *n_ids)
{
  const char **ids = laurel_arena_new_array (program->arena, const char *, program->n_leaves);

  *n_ids = 0;

  for (guint32 i = 0; i < program->n_leaves; i++)
    {
      if (of_kind (&program->leaves[i].limits))
        ids[(*n_ids)++] = program->leaves[i].id;
    }

  return ids;
}

/* A disabled rule is not there. */
static const LaurelRule *
compile_rules (LaurelProgram         *program,
               const LaurelDraftRule *drafts,
               gsize                  n_drafts,
               gsize                 *n_rules)
{
  LaurelRule *rules = laurel_arena_new_array (program->arena, LaurelRule, n_drafts);

  *n_rules = 0;

  for (gsize i = 0; i < n_drafts; i++)
    {
      if (drafts[i].enabled)
        rules[(*n_rules)++] = (LaurelRule){
          .when = laurel_program_compile_when (program, drafts[i].when),
          .target = laurel_program_compile_target (program, drafts[i].target),
          .max_share = drafts[i].max_share,
          .forbid = drafts[i].forbid,
        };
    }

  return rules;
}

/* Products that only the program names are there too, without facts. */
static void
compile_products (LaurelProgram *program, const LaurelCatalog *catalog)
{
  gsize   n = laurel_catalog_get_n_products (catalog);
  guint32 n_all = 0;

  for (gsize i = 0; i < n; i++)
    (void) laurel_id_table_add (&program->products_table,
                                laurel_catalog_get_product (catalog, i)->id);

  n_all = laurel_id_table_get_n (&program->products_table);
  program->products = laurel_arena_new_array0 (program->arena, LaurelProduct, n_all);

  for (guint32 i = 0; i < n_all; i++)
    {
      program->products[i].max_discount = LAUREL_SHARE_WHOLE;
      program->products[i].signature = laurel_signature_of_product (i);
    }

  for (gsize i = 0; i < n; i++)
    {
      const LaurelCatalogProduct *from = laurel_catalog_get_product (catalog, i);
      guint32        number = laurel_id_table_find (&program->products_table, from->id);
      LaurelProduct *product = &program->products[number];

      product->segments = laurel_program_compile_ids (program,
                                                      &program->segments_table,
                                                      from->segments,
                                                      from->n_segments);
      product->signature |= laurel_signature_of_segments (&product->segments);
      product->min_price = from->min_price;
      product->max_discount = from->max_discount;

      if ((from->flags & LAUREL_PRODUCT_NO_DISCOUNT) != 0)
        product->flags |= LAUREL_LINE_NO_DISCOUNT;

      if ((from->flags & LAUREL_PRODUCT_NO_ACCRUAL) != 0)
        product->flags |= LAUREL_LINE_NO_ACCRUAL;

      if ((from->flags & LAUREL_PRODUCT_NO_TURNOVER) != 0)
        product->flags |= LAUREL_LINE_NO_TURNOVER;
    }
}

static gboolean
compile_stores (LaurelProgram *program, const LaurelCatalog *catalog, GError **error)
{
  gsize   n = laurel_catalog_get_n_stores (catalog);
  guint32 n_all = 0;

  for (gsize i = 0; i < n; i++)
    (void) laurel_id_table_add (&program->stores_table, laurel_catalog_get_store (catalog, i)->id);

  n_all = laurel_id_table_get_n (&program->stores_table);
  program->stores = laurel_arena_new_array0 (program->arena, LaurelStoreFacts, n_all);

  for (guint32 i = 0; i < n_all; i++)
    program->stores[i].zone = program->zone;

  for (gsize i = 0; i < n; i++)
    {
      const LaurelCatalogStore *from = laurel_catalog_get_store (catalog, i);
      guint32                   number = laurel_id_table_find (&program->stores_table, from->id);
      LaurelStoreFacts         *store = &program->stores[number];

      store->segments = laurel_program_compile_ids (program,
                                                    &program->store_segments_table,
                                                    from->segments,
                                                    from->n_segments);
      store->channel = from->channel;

      if (from->time_zone != NULL)
        store->zone = laurel_zone_find (from->time_zone);

      if (store->zone == NULL)
        {
          g_set_error (error,
                       LAUREL_ENGINE_ERROR,
                       LAUREL_ENGINE_ERROR_REFERENCE,
                       "store '%s': there is no time zone '%s'",
                       from->id,
                       from->time_zone);
          return FALSE;
        }
    }

  return TRUE;
}

/* Numbers of levels are their places in the document. */
static void
compile_terms (LaurelProgram *program, const LaurelProgramTerms *from)
{
  LaurelLevel    *levels = laurel_arena_new_array (program->arena, LaurelLevel, from->n_levels);
  LaurelLotTerms *lots = laurel_arena_new_array (program->arena, LaurelLotTerms, from->n_lots);
  LaurelOperationLimit *limits =
      laurel_arena_new_array (program->arena, LaurelOperationLimit, from->n_operation_limits);

  program->terms = *from;
  program->terms.name = copy_string (program, from->name);
  program->terms.currency = copy_string (program, from->currency);
  program->terms.time_zone = copy_string (program, from->time_zone);

  for (gsize i = 0; i < from->n_levels; i++)
    {
      (void) laurel_id_table_add (&program->levels_table, from->levels[i].id);
      levels[i] = from->levels[i];
      levels[i].id = copy_string (program, from->levels[i].id);
      levels[i].name = copy_string (program, from->levels[i].name);
      levels[i].representation = copy_string (program, from->levels[i].representation);
    }

  for (gsize i = 0; i < from->n_lots; i++)
    {
      lots[i] = from->lots[i];
      lots[i].leaf = copy_string (program, from->lots[i].leaf);
    }

  for (gsize i = 0; i < from->n_operation_limits; i++)
    limits[i] = from->operation_limits[i];

  program->terms.levels = levels;
  program->terms.lots = lots;
  program->terms.operation_limits = limits;
}

static void
init_tables (LaurelProgram *program)
{
  LaurelIdTable *tables[] = {
    &program->products_table,       &program->segments_table,        &program->stores_table,
    &program->store_segments_table, &program->client_segments_table, &program->levels_table,
    &program->series_table,         &program->payments_table,        &program->leaves_table,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    laurel_id_table_init (tables[i], program->arena);
}

static LaurelProgram *
program_new (const LaurelProgramDraft *draft, gint version)
{
  LaurelProgram *program = g_new0 (LaurelProgram, 1);

  g_atomic_ref_count_init (&program->references);
  program->version = version;
  program->arena = laurel_arena_new ();
  program->zone = laurel_zone_find (draft->terms.time_zone);
  init_tables (program);

  program->on_discounted = draft->on_discounted;
  program->on_redeemed = draft->on_redeemed;
  program->while_redeeming = draft->while_redeeming;
  program->rounding_unit = draft->rounding_unit;
  program->rounding_mode = draft->rounding_mode;
  program->rounding_by_line = draft->rounding_by_line;
  program->max_share = draft->max_share;
  program->share_of_eligible = draft->share_of_eligible;
  program->step = draft->step;
  program->min_payable_per_line = draft->min_payable_per_line;
  program->min_receipt = draft->min_receipt;
  program->min_points = draft->min_points;
  program->max_line_share = draft->max_line_share;
  program->max_receipt_share = draft->max_receipt_share;
  program->receipt_rounding = draft->receipt_rounding;

  return program;
}

LaurelProgram *
laurel_program_compile (const LaurelProgramDraft *draft,
                        const LaurelCatalog      *catalog,
                        gint                      version,
                        GError                  **error)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgram) program = NULL;

  g_return_val_if_fail (draft != NULL, NULL);
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  laurel_program_draft_check (draft, faults);

  if (laurel_faults_get_n (faults) > 0)
    {
      laurel_faults_propagate (faults, error);
      return NULL;
    }

  program = program_new (draft, version);
  compile_terms (program, &draft->terms);
  compile_tree (program, draft);
  program->personal_limits =
      list_limited (program, laurel_limits_are_personal, &program->n_personal_limits);
  program->shared_limits =
      list_limited (program, laurel_limits_are_shared, &program->n_shared_limits);
  program->redemption_rules = compile_rules (program,
                                             draft->redemption_rules,
                                             draft->n_redemption_rules,
                                             &program->n_redemption_rules);
  program->restrictions =
      compile_rules (program, draft->restrictions, draft->n_restrictions, &program->n_restrictions);
  compile_products (program, catalog);

  if (!compile_stores (program, catalog, error))
    return NULL;

  laurel_program_build_index (program);

  return g_steal_pointer (&program);
}

LaurelProgram *
laurel_program_ref (LaurelProgram *program)
{
  g_atomic_ref_count_inc (&program->references);

  return program;
}

void
laurel_program_unref (LaurelProgram *program)
{
  if (program == NULL || !g_atomic_ref_count_dec (&program->references))
    return;

  laurel_id_table_clear (&program->products_table);
  laurel_id_table_clear (&program->segments_table);
  laurel_id_table_clear (&program->stores_table);
  laurel_id_table_clear (&program->store_segments_table);
  laurel_id_table_clear (&program->client_segments_table);
  laurel_id_table_clear (&program->levels_table);
  laurel_id_table_clear (&program->series_table);
  laurel_id_table_clear (&program->payments_table);
  laurel_id_table_clear (&program->leaves_table);
  laurel_arena_free (program->arena);
  g_free (program);
}

gint
laurel_program_get_version (const LaurelProgram *program)
{
  return program->version;
}

gint64
laurel_program_get_money_per_point (const LaurelProgram *program)
{
  return program->terms.money_per_point;
}

const LaurelProgramTerms *
laurel_program_get_terms (const LaurelProgram *program)
{
  return &program->terms;
}

const LaurelLevel *
laurel_program_get_level (const LaurelProgram *program, const char *id)
{
  guint32 number = laurel_id_table_find (&program->levels_table, id);

  return number != LAUREL_ID_NONE ? &program->terms.levels[number] : NULL;
}

const LaurelLeafInfo *
laurel_program_get_leaves (const LaurelProgram *program, gsize *n_leaves)
{
  *n_leaves = program->n_leaves;

  return program->leaf_infos;
}

const LaurelNodeInfo *
laurel_program_get_nodes (const LaurelProgram *program, gsize *n_nodes)
{
  *n_nodes = program->n_nodes;

  return program->node_infos;
}

const char *const *
laurel_program_get_personal_limits (const LaurelProgram *program, gsize *n_leaves)
{
  *n_leaves = program->n_personal_limits;

  return program->personal_limits;
}

const char *const *
laurel_program_get_shared_limits (const LaurelProgram *program, gsize *n_leaves)
{
  *n_leaves = program->n_shared_limits;

  return program->shared_limits;
}

LaurelChannel
laurel_program_get_store_channel (const LaurelProgram *program, const char *store)
{
  guint32 number = LAUREL_ID_NONE;

  if (store != NULL)
    number = laurel_id_table_find (&program->stores_table, store);

  return number != LAUREL_ID_NONE ? program->stores[number].channel : LAUREL_CHANNEL_NONE;
}

gint32
laurel_program_local_day (const LaurelProgram *program, const char *store, gint64 time)
{
  guint32 number = LAUREL_ID_NONE;

  if (store != NULL)
    number = laurel_id_table_find (&program->stores_table, store);

  return laurel_zone_day (number != LAUREL_ID_NONE ? program->stores[number].zone : program->zone,
                          time);
}

gint64
laurel_program_day_start (const LaurelProgram *program, gint32 day)
{
  return laurel_zone_day_start (program->zone, day);
}

gint32
laurel_program_day (const LaurelProgram *program, gint64 time)
{
  return laurel_zone_day (program->zone, time);
}
