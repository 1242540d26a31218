/* laurel-http-catalog.c - look-ups for whoever writes a program: goods, their groups, segments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-goods.h"
#include "server/wire/laurel-json-reader.h"
#include "server/wire/laurel-wire-problem.h"

/* All of them, for any chain that one could draw in a list. */
#define LIMIT 500

#define CODE_MAX_LENGTH 64
#define NAME_MAX_LENGTH 200

/* === Products ================================================================================= */

static json_t *
new_texts (const char *const *texts)
{
  json_t *array = json_array ();

  for (gsize i = 0; texts[i] != NULL; i++)
    json_array_append_new (array, json_string (texts[i]));

  return array;
}

static json_t *
new_product (const LaurelProductRow *row)
{
  json_t *object = json_object ();

  json_object_set_new (object, "product", json_string (row->product));
  json_object_set_new (object, "name", json_string (row->name));
  json_object_set_new (object, "group", laurel_wire_new_text (row->group));
  json_object_set_new (object, "group_name", laurel_wire_new_text (row->group_name));
  json_object_set_new (object, "price", row->price >= 0 ? json_integer (row->price) : json_null ());
  json_object_set_new (object, "min_price", json_integer (row->min_price));
  json_object_set_new (object, "max_discount", json_integer (row->max_discount));
  json_object_set_new (object, "flags", new_texts (row->flags));
  json_object_set_new (object, "segments", new_texts (row->segments));

  return object;
}

static void
products_cb (const LaurelProductRow *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  json_t *body = NULL;
  json_t *items = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  body = json_object ();
  items = json_array ();
  for (gsize i = 0; i < n_rows; i++)
    json_array_append_new (items, new_product (&rows[i]));

  json_object_set_new (body, "items", items);
  if (n_rows == laurel_exchange_get_page_size (exchange))
    {
      const LaurelProductRow *last = &rows[n_rows - 1];

      json_object_set_new (
          body,
          "next",
          laurel_office_new_cursor (
              json_pack ("[i, s, s]", (int) last->rank, last->name, last->product)));
    }

  laurel_exchange_reply_json (exchange, 200, body);
}

static void
list_products (LaurelExchange *exchange)
{
  LaurelProductFilter filter = {
    .q = laurel_exchange_get_query (exchange, "q"),
    .segment = laurel_exchange_get_query (exchange, "segment"),
    .group = laurel_exchange_get_query (exchange, "group"),
    .limit = (gint64) laurel_exchange_get_page_size (exchange),
  };
  json_t *key = NULL;

  if (!laurel_office_read_cursor (exchange,
                                  &key,
                                  "[i, s, s]",
                                  &filter.after_rank,
                                  &filter.after_name,
                                  &filter.after_product))
    return;

  laurel_store_list_products (laurel_exchange_get_store (exchange),
                              &filter,
                              products_cb,
                              laurel_exchange_ref (exchange));
  json_decref (key);
}

static void
product_cb (const LaurelProductRow *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (n_rows == 0)
    laurel_exchange_problem (exchange,
                             404,
                             "unknown_product",
                             "there is no such product",
                             NULL,
                             NULL);
  else
    laurel_office_reply_resource (exchange, new_product (&rows[0]));
}

static void
get_product (LaurelExchange *exchange)
{
  laurel_store_load_product (laurel_exchange_get_store (exchange),
                             laurel_exchange_get_parameter (exchange, "product"),
                             product_cb,
                             laurel_exchange_ref (exchange));
}

/* === Groups and segments ====================================================================== */

static gint64
get_limit (LaurelExchange *exchange)
{
  return laurel_exchange_get_query_integer (exchange, "limit", LIMIT);
}

/* A page of what @new_row makes. */
static void
reply_named (LaurelExchange       *exchange,
             const LaurelNamedRow *rows,
             gsize                 n_rows,
             const GError         *error,
             json_t *(*new_row) (const LaurelNamedRow *row))
{
  json_t *body = NULL;
  json_t *items = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  body = json_object ();
  items = json_array ();
  for (gsize i = 0; i < n_rows; i++)
    json_array_append_new (items, new_row (&rows[i]));

  json_object_set_new (body, "items", items);
  if (n_rows > 0 && (gint64) n_rows == get_limit (exchange))
    json_object_set_new (body,
                         "next",
                         laurel_office_new_cursor (json_pack ("[s]", rows[n_rows - 1].id)));

  laurel_exchange_reply_json (exchange, 200, body);
}

static json_t *
new_group (const LaurelNamedRow *row)
{
  json_t *object = json_object ();

  json_object_set_new (object, "group", json_string (row->id));
  json_object_set_new (object, "name", json_string (row->name));
  json_object_set_new (object, "parent", laurel_wire_new_text (row->parent));
  json_object_set_new (object, "products", json_integer (row->size));

  return object;
}

static json_t *
new_segment (const LaurelNamedRow *row)
{
  json_t *object = json_object ();

  json_object_set_new (object, "segment", json_string (row->id));
  json_object_set_new (object, "name", json_string (row->name));
  json_object_set_new (object, "size", json_integer (row->size));

  return object;
}

static void
groups_cb (const LaurelNamedRow *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  reply_named (exchange, rows, n_rows, error, new_group);
}

static void
segments_cb (const LaurelNamedRow *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  reply_named (exchange, rows, n_rows, error, new_segment);
}

static void
list_groups (LaurelExchange *exchange)
{
  const char *after = NULL;
  json_t     *key = NULL;

  if (!laurel_office_read_cursor (exchange, &key, "[s]", &after))
    return;

  laurel_store_list_groups (laurel_exchange_get_store (exchange),
                            after,
                            get_limit (exchange),
                            groups_cb,
                            laurel_exchange_ref (exchange));
  json_decref (key);
}

static void
list_segments (LaurelExchange *exchange, LaurelSegmentKind kind)
{
  const char *after = NULL;
  json_t     *key = NULL;

  if (!laurel_office_read_cursor (exchange, &key, "[s]", &after))
    return;

  laurel_store_list_segments (laurel_exchange_get_store (exchange),
                              kind,
                              after,
                              get_limit (exchange),
                              segments_cb,
                              laurel_exchange_ref (exchange));
  json_decref (key);
}

static void
list_product_segments (LaurelExchange *exchange)
{
  list_segments (exchange, LAUREL_SEGMENTS_OF_PRODUCTS);
}

static void
list_store_segments (LaurelExchange *exchange)
{
  list_segments (exchange, LAUREL_SEGMENTS_OF_STORES);
}

static void
list_client_segments (LaurelExchange *exchange)
{
  list_segments (exchange, LAUREL_SEGMENTS_OF_CLIENTS);
}

/* === Names of segments ======================================================================== */

static void
named_cb (const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else
    laurel_exchange_reply_empty (exchange, 204);
}

/* (nullable): valid as long as @body; NULL with @faults. */
static const char *
read_name (json_t *body, LaurelFaults *faults)
{
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (body, "", faults);
  const char *name = NULL;
  glong       length = 0;

  if (!laurel_json_reader_begin (reader))
    return NULL;

  name = laurel_json_reader_get_string (reader, "name");
  length = name != NULL ? g_utf8_strlen (name, -1) : 1;

  if (length < 1 || length > NAME_MAX_LENGTH)
    laurel_json_reader_fault (reader,
                              "name",
                              LAUREL_FAULT_RANGE,
                              "1 to %d characters",
                              NAME_MAX_LENGTH);

  laurel_json_reader_end_object (reader);

  return name;
}

static void
name_segment (LaurelExchange *exchange, LaurelSegmentKind kind)
{
  const LaurelCaller *caller = laurel_exchange_get_caller (exchange);
  const char         *segment = laurel_exchange_get_parameter (exchange, "segment");
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  json_t     *body = laurel_exchange_read_object (exchange);
  const char *name = NULL;

  if (body == NULL)
    return;

  name = read_name (body, faults);

  if (strlen (segment) > CODE_MAX_LENGTH)
    laurel_faults_add (faults,
                       "",
                       LAUREL_FAULT_RANGE,
                       "codes have 1 to %d characters",
                       CODE_MAX_LENGTH);

  if (laurel_faults_get_n (faults) > 0)
    laurel_exchange_refuse (exchange, faults);
  else
    laurel_store_name_segment (laurel_exchange_get_store (exchange),
                               &(LaurelActor){ .user = caller->id,
                                               .name = caller->login != NULL ? caller->login : "",
                                               .address = laurel_exchange_get_address (exchange) },
                               kind,
                               segment,
                               name,
                               named_cb,
                               laurel_exchange_ref (exchange));

  json_decref (body);
}

static void
name_product_segment (LaurelExchange *exchange)
{
  name_segment (exchange, LAUREL_SEGMENTS_OF_PRODUCTS);
}

static void
name_store_segment (LaurelExchange *exchange)
{
  name_segment (exchange, LAUREL_SEGMENTS_OF_STORES);
}

static void
name_client_segment (LaurelExchange *exchange)
{
  name_segment (exchange, LAUREL_SEGMENTS_OF_CLIENTS);
}

/* clang-format off */
static const LaurelQueryParameter products_query[] = {
  { "q", LAUREL_QUERY_TEXT, "Words that the code and the name hold, each of them anywhere" },
  { "segment", LAUREL_QUERY_TEXT, "Those in this segment only" },
  { "group", LAUREL_QUERY_TEXT, "Those in this group, or in one below it, only" },
  { "limit", LAUREL_QUERY_INTEGER, "How many items at most (50)", 1, 500 },
  { "after", LAUREL_QUERY_TEXT, "The `next` of the page before", 0, 1024 },
  { NULL },
};
static const LaurelQueryParameter page_query[] = {
  { "limit", LAUREL_QUERY_INTEGER, "How many items at most (500)", 1, 500 },
  { "after", LAUREL_QUERY_TEXT, "The `next` of the page before", 0, 1024 },
  { NULL },
};

static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/products", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_products, .query = products_query,
    .tag = "Catalog", .summary = "Products, searched for while somebody types",
    .response = "Products", .status = 200 },
  { .method = "GET", .pattern = "/v1/products/{product}", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_product, .tag = "Catalog",
    .summary = "One product", .response = "Product", .status = 200 },
  { .method = "GET", .pattern = "/v1/product-groups", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_groups, .query = page_query, .tag = "Catalog",
    .summary = "The tree of the assortment, by the groups' codes", .response = "ProductGroups",
    .status = 200 },
  { .method = "GET", .pattern = "/v1/segments/products", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_product_segments, .query = page_query,
    .tag = "Catalog", .summary = "Segments of products", .response = "Segments", .status = 200 },
  { .method = "GET", .pattern = "/v1/segments/stores", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_store_segments, .query = page_query,
    .tag = "Catalog", .summary = "Segments of stores", .response = "Segments", .status = 200 },
  { .method = "GET", .pattern = "/v1/segments/clients", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_client_segments, .query = page_query,
    .tag = "Catalog", .summary = "Segments of clients", .response = "Segments", .status = 200 },
  { .method = "PUT", .pattern = "/v1/segments/products/{segment}", .access = LAUREL_ROUTE_MARKETER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_SMALL, .handler = name_product_segment,
    .tag = "Catalog", .summary = "Gives a segment of products a name", .request = "SegmentName",
    .status = 204 },
  { .method = "PUT", .pattern = "/v1/segments/stores/{segment}", .access = LAUREL_ROUTE_MARKETER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_SMALL, .handler = name_store_segment,
    .tag = "Catalog", .summary = "Gives a segment of stores a name", .request = "SegmentName",
    .status = 204 },
  { .method = "PUT", .pattern = "/v1/segments/clients/{segment}", .access = LAUREL_ROUTE_MARKETER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_SMALL, .handler = name_client_segment,
    .tag = "Catalog", .summary = "Gives a segment of clients a name", .request = "SegmentName",
    .status = 204 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_catalog_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
