/* laurel-program-rules.c - compiles conditions, targets and items: ids become numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>

#include "server/engine/laurel-program-private.h"

int
laurel_program_compare_ids (const void *a, const void *b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return left < right ? -1 : left > right;
}

LaurelIdSet
laurel_program_compile_ids (LaurelProgram     *program,
                            LaurelIdTable     *table,
                            const char *const *ids,
                            gsize              n_ids)
{
  guint32    *numbers = laurel_arena_new_array (program->arena, guint32, n_ids);
  LaurelIdSet set = { .ids = numbers };

  for (gsize i = 0; i < n_ids; i++)
    numbers[i] = laurel_id_table_add (table, ids[i]);

  if (n_ids > 1)
    qsort (numbers, n_ids, sizeof *numbers, laurel_program_compare_ids);

  for (gsize i = 0; i < n_ids; i++)
    {
      if (i == 0 || numbers[i] != numbers[i - 1])
        numbers[set.n++] = numbers[i];
    }

  return set;
}

LaurelTarget
laurel_program_compile_target (LaurelProgram *program, const LaurelDraftTarget *draft)
{
  LaurelIdTable *products = &program->products_table;
  LaurelIdTable *segments = &program->segments_table;
  LaurelTarget   target = {
      .everything = draft == NULL,
      .any = TRUE,
      .min_price = LAUREL_OPEN_BELOW,
      .max_price = LAUREL_OPEN_ABOVE,
  };

  if (draft == NULL)
    return target;

  target.products =
      laurel_program_compile_ids (program, products, draft->products.ids, draft->products.n);
  target.segments =
      laurel_program_compile_ids (program, segments, draft->segments.ids, draft->segments.n);
  target.exclude_products = laurel_program_compile_ids (program,
                                                        products,
                                                        draft->exclude_products.ids,
                                                        draft->exclude_products.n);
  target.exclude_segments = laurel_program_compile_ids (program,
                                                        segments,
                                                        draft->exclude_segments.ids,
                                                        draft->exclude_segments.n);
  target.any = target.products.n == 0 && target.segments.n == 0;
  target.signature = laurel_signature_of_segments (&target.segments);

  for (guint32 i = 0; i < target.products.n; i++)
    target.signature |= laurel_signature_of_product (target.products.ids[i]);

  target.min_price = draft->min_price;
  target.max_price = draft->max_price;

  return target;
}

const LaurelItem *
laurel_program_compile_items (LaurelProgram *program, const LaurelDraftItem *drafts, gsize n)
{
  LaurelItem *items = laurel_arena_new_array (program->arena, LaurelItem, n);

  for (gsize i = 0; i < n; i++)
    {
      const LaurelDraftItem *draft = &drafts[i];

      items[i].is_segment = draft->segment != NULL;
      items[i].id = items[i].is_segment
                        ? laurel_id_table_add (&program->segments_table, draft->segment)
                        : laurel_id_table_add (&program->products_table, draft->product);
      items[i].count = draft->count;
    }

  return items;
}

/* The table that the ids of a test are numbers of; NULL where it has none. */
static LaurelIdTable *
table_of_test (LaurelProgram *program, LaurelTest type)
{
  if (type == LAUREL_TEST_STORE)
    return &program->stores_table;

  if (type == LAUREL_TEST_STORE_SEGMENT)
    return &program->store_segments_table;

  if (type == LAUREL_TEST_CLIENT_SEGMENT)
    return &program->client_segments_table;

  if (type == LAUREL_TEST_LEVEL)
    return &program->levels_table;

  if (type == LAUREL_TEST_PROMO_CODE)
    return &program->series_table;

  return type == LAUREL_TEST_PAYMENT ? &program->payments_table : NULL;
}

static const char *const *
copy_strings (LaurelProgram *program, const LaurelDraftIds *strings)
{
  const char **copy = laurel_arena_new_array (program->arena, const char *, strings->n);

  for (gsize i = 0; i < strings->n; i++)
    copy[i] = laurel_arena_strdup (program->arena, strings->ids[i]);

  return copy;
}

static void
compile_condition (LaurelProgram              *program,
                   const LaurelDraftCondition *draft,
                   LaurelCondition            *condition)
{
  LaurelIdTable   *table = table_of_test (program, draft->type);
  LaurelCondition *children = NULL;

  *condition = (LaurelCondition){
    .type = draft->type,
    .mask = draft->mask,
    .from = draft->from,
    .to = draft->to,
    .metric = draft->metric,
    .op = draft->op,
    .value = draft->value,
    .n_items = (guint32) draft->n_items,
    .n_children = (guint32) draft->n_children,
  };

  if (table != NULL)
    condition->ids = laurel_program_compile_ids (program, table, draft->ids.ids, draft->ids.n);

  if (draft->type == LAUREL_TEST_CARD_PREFIX)
    {
      condition->prefixes = copy_strings (program, &draft->ids);
      condition->n_prefixes = (guint32) draft->ids.n;
    }

  if (draft->type == LAUREL_TEST_RECEIPT)
    {
      LaurelTarget *target = laurel_arena_new_array (program->arena, LaurelTarget, 1);

      *target = laurel_program_compile_target (program, draft->target);
      condition->target = target;
    }

  condition->items = laurel_program_compile_items (program, draft->items, draft->n_items);
  children = laurel_arena_new_array (program->arena, LaurelCondition, draft->n_children);

  for (gsize i = 0; i < draft->n_children; i++)
    compile_condition (program, &draft->children[i], &children[i]);

  condition->children = children;
}

const LaurelCondition *
laurel_program_compile_when (LaurelProgram *program, const LaurelDraftCondition *draft)
{
  LaurelCondition *condition = NULL;

  if (draft == NULL)
    return NULL;

  condition = laurel_arena_new_array (program->arena, LaurelCondition, 1);
  compile_condition (program, draft, condition);

  return condition;
}
