/* laurel-costs.c - what the discounts of the program have cost in the last 30 days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-costs.h"

#include "desktop/api/laurel-query.h"

struct _LaurelCosts
{
  GObject parent_instance;

  LaurelApi    *api;
  GCancellable *cancellable;

  GHashTable *costs; /* id to LaurelCost */
  gboolean    loaded;
  /* What comes, page by page, until it is whole; else NULL. */
  GHashTable *coming;
};

G_DEFINE_FINAL_TYPE (LaurelCosts, laurel_costs, G_TYPE_OBJECT)

static guint changed_signal;

typedef struct
{
  GHashTable *costs;
  char       *next;
} Page;

static void fetch_page (LaurelCosts *self, const char *after);

static GHashTable *
new_costs (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_hash_table_unref (page->costs);
  g_free (page->next);
  g_free (page);
}

/* @data: the table that the costs go to. */
static gpointer
read_page (LaurelReply *reply, gpointer data)
{
  Page *page = g_new0 (Page, 1);
  guint n_items = laurel_reply_begin_array (reply, "items");

  page->costs = g_hash_table_ref (data);

  for (guint i = 0; i < n_items; i++)
    {
      LaurelCost *cost = g_new0 (LaurelCost, 1);

      laurel_reply_begin_element (reply, i);
      cost->money = laurel_reply_get_int (reply, "money");
      cost->points = laurel_reply_get_int (reply, "points");
      g_hash_table_replace (page->costs, g_strdup (laurel_reply_get_string (reply, "id")), cost);
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);
  page->next = g_strdup (laurel_reply_get_optional_string (reply, "next"));

  return page;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelCosts) self = LAUREL_COSTS (user_data);
  g_autoptr (GError) error = NULL;
  Page *page = laurel_api_fetch_finish (LAUREL_API (source), result, &error);

  if (page == NULL)
    {
      /* A column without numbers is no reason to stop somebody's work. */
      g_info ("costs: %s", error->message);
      g_clear_pointer (&self->coming, g_hash_table_unref);
      return;
    }

  if (page->next != NULL)
    {
      fetch_page (self, page->next);
    }
  else
    {
      g_hash_table_unref (self->costs);
      self->costs = g_steal_pointer (&self->coming);
      self->loaded = TRUE;
      g_signal_emit (self, changed_signal, 0);
    }

  page_free (page);
}

static void
fetch_page (LaurelCosts *self, const char *after)
{
  g_autoptr (GString) query = g_string_new (NULL);

  laurel_query_add (query, "after", after);
  laurel_api_fetch_async (self->api,
                          "v1/reports/discounts",
                          query->str,
                          read_page,
                          self->coming,
                          page_free,
                          self->cancellable,
                          page_cb,
                          g_object_ref (self));
}

static void
laurel_costs_dispose (GObject *object)
{
  LaurelCosts *self = LAUREL_COSTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->api);

  G_OBJECT_CLASS (laurel_costs_parent_class)->dispose (object);
}

static void
laurel_costs_finalize (GObject *object)
{
  LaurelCosts *self = LAUREL_COSTS (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->costs);
  g_clear_pointer (&self->coming, g_hash_table_unref);

  G_OBJECT_CLASS (laurel_costs_parent_class)->finalize (object);
}

static void
laurel_costs_class_init (LaurelCostsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_costs_dispose;
  object_class->finalize = laurel_costs_finalize;

  changed_signal = g_signal_new ("changed",
                                 LAUREL_TYPE_COSTS,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
laurel_costs_init (LaurelCosts *self)
{
  self->cancellable = g_cancellable_new ();
  self->costs = new_costs ();
}

LaurelCosts *
laurel_costs_new (LaurelApi *api)
{
  LaurelCosts *self = g_object_new (LAUREL_TYPE_COSTS, NULL);

  self->api = g_object_ref (api);

  return self;
}

void
laurel_costs_load (LaurelCosts *self)
{
  g_return_if_fail (LAUREL_IS_COSTS (self));

  if (self->coming != NULL)
    return;

  self->coming = new_costs ();
  fetch_page (self, NULL);
}

gboolean
laurel_costs_is_loaded (LaurelCosts *self)
{
  g_return_val_if_fail (LAUREL_IS_COSTS (self), FALSE);

  return self->loaded;
}

LaurelCost
laurel_costs_get (LaurelCosts *self, const LaurelNode *node)
{
  const LaurelCost *own = g_hash_table_lookup (self->costs, node->id);
  LaurelCost        sum = own != NULL ? *own : (LaurelCost){ 0 };

  for (guint i = 0; i < node->children->len; i++)
    {
      LaurelCost cost = laurel_costs_get (self, g_ptr_array_index (node->children, i));

      sum.money += cost.money;
      sum.points += cost.points;
    }

  return sum;
}
