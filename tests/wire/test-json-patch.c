/* test-json-patch.c - JSON Patch: what RFC 6902 says, limits, and patches that went wrong on the
 * way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "server/wire/laurel-json-patch.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (json_t, json_decref)

/* === The table ================================================================================ */

typedef struct
{
  const char *name;
  const char *document;
  const char *patch;
  const char *expected; /* a document, or "path code" of the faults */
} Row;

/* The cases of the RFC's appendix A, each with other words, then what it says in its text. */
static const Row rows[] = {
  { "add-member", "{'tea':1}", "[{'op':'add','path':'/jam','value':2}]", "{'tea':1,'jam':2}" },
  { "add-element", "{'a':[1,3]}", "[{'op':'add','path':'/a/1','value':2}]", "{'a':[1,2,3]}" },
  { "remove-member", "{'a':1,'b':2}", "[{'op':'remove','path':'/a'}]", "{'b':2}" },
  { "remove-element", "{'a':[1,2,3]}", "[{'op':'remove','path':'/a/1'}]", "{'a':[1,3]}" },
  { "replace-member",
    "{'a':1,'b':2}",
    "[{'op':'replace','path':'/a','value':'x'}]",
    "{'a':'x','b':2}" },
  { "replace-element", "[1,2,3]", "[{'op':'replace','path':'/1','value':9}]", "[1,9,3]" },
  { "move-member",
    "{'a':{'x':1,'y':2},'b':{'z':3}}",
    "[{'op':'move','from':'/a/y','path':'/b/w'}]",
    "{'a':{'x':1},'b':{'z':3,'w':2}}" },
  { "move-element",
    "{'a':['w','x','y','z']}",
    "[{'op':'move','from':'/a/1','path':'/a/3'}]",
    "{'a':['w','y','z','x']}" },
  { "test-passes",
    "{'a':'q','b':[1,'two',3]}",
    "[{'op':'test','path':'/a','value':'q'},{'op':'test','path':'/b/1','value':'two'}]",
    "{'a':'q','b':[1,'two',3]}" },
  { "test-fails", "{'a':'q'}", "[{'op':'test','path':'/a','value':'p'}]", "/0/value test_failed" },
  { "add-object",
    "{'a':1}",
    "[{'op':'add','path':'/child','value':{'grand':{}}}]",
    "{'a':1,'child':{'grand':{}}}" },
  { "unknown-members-are-passed-over",
    "{'a':1}",
    "[{'op':'add','path':'/b','value':2,'xyz':123}]",
    "{'a':1,'b':2}" },
  { "add-below-nothing",
    "{'a':1}",
    "[{'op':'add','path':'/b/c','value':2}]",
    "/0/path unknown_place" },
  { "escapes-in-order",
    "{'/':9,'~1':10}",
    "[{'op':'test','path':'/~01','value':10},{'op':'test','path':'/~1','value':9}]",
    "{'/':9,'~1':10}" },
  { "text-is-no-number",
    "{'/':9,'~1':10}",
    "[{'op':'test','path':'/~01','value':'10'}]",
    "/0/value test_failed" },
  { "add-list-at-the-end",
    "{'a':[1]}",
    "[{'op':'add','path':'/a/-','value':[2,3]}]",
    "{'a':[1,[2,3]]}" },
  { "add-sets-over", "{'a':1}", "[{'op':'add','path':'/a','value':null}]", "{'a':null}" },
  { "add-whole", "{'a':1}", "[{'op':'add','path':'','value':[1]}]", "[1]" },
  { "replace-whole", "{'a':1}", "[{'op':'replace','path':'','value':{}}]", "{}" },
  { "test-whole", "{'a':1}", "[{'op':'test','path':'','value':{'a':1}}]", "{'a':1}" },
  { "copy",
    "{'a':{'b':[1]}}",
    "[{'op':'copy','from':'/a/b','path':'/c'}]",
    "{'a':{'b':[1]},'c':[1]}" },
  { "a-copy-is-no-reference",
    "{'a':[1]}",
    "[{'op':'copy','from':'/a','path':'/b'},{'op':'add','path':'/b/-','value':2}]",
    "{'a':[1],'b':[1,2]}" },
  { "whole-into-itself-by-copy",
    "{'a':1}",
    "[{'op':'copy','from':'','path':'/b'}]",
    "{'a':1,'b':{'a':1}}" },
  { "empty-name", "{'':1}", "[{'op':'replace','path':'/','value':2}]", "{'':2}" },
  { "numbers-by-value",
    "{'a':1}",
    "[{'op':'test','path':'/a','value':1.0},{'op':'test','path':'','value':{'a':1e0}}]",
    "{'a':1}" },
  { "order-of-members-is-none",
    "{'a':{'x':1,'y':[{}]}}",
    "[{'op':'test','path':'/a','value':{'y':[{}],'x':1}}]",
    "{'a':{'x':1,'y':[{}]}}" },
  { "null-is-a-value",
    "{'a':null}",
    "[{'op':'test','path':'/a','value':null},{'op':'replace','path':'/a','value':null}]",
    "{'a':null}" },
  { "nothing", "{'a':1}", "[]", "{'a':1}" },
  { "move-to-itself", "{'a':1}", "[{'op':'move','from':'/a','path':'/a'}]", "{'a':1}" },
  { "move-over", "{'a':1,'b':2}", "[{'op':'move','from':'/a','path':'/b'}]", "{'b':1}" },
  { "move-beside-a-prefix",
    "{'a':1,'ab':{}}",
    "[{'op':'move','from':'/a','path':'/ab/c'}]",
    "{'ab':{'c':1}}" },

  { "all-or-nothing",
    "{'a':1}",
    "[{'op':'remove','path':'/a'},{'op':'test','path':'/b','value':1}]",
    "/1/path unknown_place" },
  { "remove-nothing", "{}", "[{'op':'remove','path':'/a'}]", "/0/path unknown_place" },
  { "replace-nothing", "{}", "[{'op':'replace','path':'/a','value':1}]", "/0/path unknown_place" },
  { "move-nothing", "{}", "[{'op':'move','from':'/a','path':'/b'}]", "/0/from unknown_place" },
  { "move-nothing-to-itself",
    "{}",
    "[{'op':'move','from':'/a','path':'/a'}]",
    "/0/from unknown_place" },
  { "copy-nothing", "{}", "[{'op':'copy','from':'/a','path':'/b'}]", "/0/from unknown_place" },
  { "move-into-itself", "{'a':{}}", "[{'op':'move','from':'/a','path':'/a/b'}]", "/0/path range" },
  { "move-whole", "{'a':1}", "[{'op':'move','from':'','path':'/b'}]", "/0/path range" },
  { "remove-whole", "{'a':1}", "[{'op':'remove','path':''}]", "/0/path range" },
  { "index-beyond", "[1]", "[{'op':'add','path':'/2','value':2}]", "/0/path unknown_place" },
  { "index-with-zero", "[1,2]", "[{'op':'test','path':'/01','value':2}]", "/0/path unknown_place" },
  { "index-with-sign", "[1,2]", "[{'op':'test','path':'/+1','value':2}]", "/0/path unknown_place" },
  { "index-with-blank", "[1,2]", "[{'op':'remove','path':'/ 1'}]", "/0/path unknown_place" },
  { "index-huge",
    "[1]",
    "[{'op':'remove','path':'/99999999999999999999'}]",
    "/0/path unknown_place" },
  { "index-of-a-word", "[1]", "[{'op':'add','path':'/a','value':2}]", "/0/path unknown_place" },
  { "end-is-nothing", "[1]", "[{'op':'remove','path':'/-'}]", "/0/path unknown_place" },
  { "end-cannot-be-replaced",
    "[1]",
    "[{'op':'replace','path':'/-','value':1}]",
    "/0/path unknown_place" },
  { "below-a-number",
    "{'a':1}",
    "[{'op':'add','path':'/a/b','value':1}]",
    "/0/path unknown_place" },

  { "no-list", "{}", "{'op':'test'}", " format" },
  { "no-object", "{}", "[1]", "/0 format" },
  { "all-faults-of-the-patch",
    "{}",
    "[{'op':'jump','path':'/a'},{'path':1},{'op':'add','path':'a'},{'op':'move','path':'/"
    "~2'},{'op':2,'path':''}]",
    "/0/op format;/1/path format;/1/op missing;/2/path format;/2/value missing;"
    "/3/path format;/3/from missing;/4/op format" },
  { "lone-tilde", "{}", "[{'op':'add','path':'/a~','value':1}]", "/0/path format" },
};

/* JSON with ' for ". */
static json_t *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  json_t          *value = json_loads (json, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);

  g_test_message ("%s", json);
  g_assert_nonnull (value);

  return value;
}

static char *
describe (const LaurelFaults *faults)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < laurel_faults_get_n (faults); i++)
    {
      const LaurelFault *fault = laurel_faults_get (faults, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ";" : "", fault->path, fault->code);
    }

  return g_strdup (text->str);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (json_t) document = parse (row->document);
  g_autoptr (json_t) before = json_deep_copy (document);
  g_autoptr (json_t) patch = parse (row->patch);
  g_autoptr (json_t) patch_before = json_deep_copy (patch);
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (json_t) after = laurel_json_patch (document, patch, faults);
  g_autofree char *described = describe (faults);

  g_assert_true (json_equal (document, before));
  g_assert_true (json_equal (patch, patch_before));

  if (row->expected[0] == '/' || row->expected[0] == ' ')
    {
      g_assert_null (after);
      g_assert_cmpstr (described, ==, row->expected);
    }
  else
    {
      g_autoptr (json_t) expected = parse (row->expected);

      g_assert_cmpstr (described, ==, "");
      g_assert_true (json_equal (after, expected));
    }
}

/* === Limits =================================================================================== */

static void
assert_refused (const json_t *document, const json_t *patch, const char *expected)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (json_t) after = laurel_json_patch (document, patch, faults);
  g_autofree char *described = describe (faults);

  g_assert_null (after);
  g_assert_cmpstr (described, ==, expected);
}

static void
test_number_of_operations (void)
{
  g_autoptr (json_t) document = json_object ();
  g_autoptr (json_t) patch = json_array ();

  for (gsize i = 0; i < LAUREL_JSON_PATCH_MAX; i++)
    json_array_append_new (patch,
                           json_pack ("{s:s,s:s,s:i}", "op", "add", "path", "/a", "value", 1));

  {
    g_autoptr (LaurelFaults) faults = laurel_faults_new ();
    g_autoptr (json_t) after = laurel_json_patch (document, patch, faults);

    g_assert_nonnull (after);
  }

  json_array_append (patch, json_array_get (patch, 0));
  assert_refused (document, patch, " range");
}

static void
test_doubling_ends (void)
{
  g_autoptr (json_t) document = parse ("{'a':['0123456789']}");
  g_autoptr (json_t) patch = json_array ();
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (json_t) after = NULL;

  g_test_summary (
      "A thousand copies of what is there so far are not a number of values with as many "
      "digits");

  for (gsize i = 0; i < 1000; i++)
    json_array_append_new (patch,
                           json_pack ("{s:s,s:s,s:s}", "op", "copy", "from", "/a", "path", "/a/-"));

  after = laurel_json_patch (document, patch, faults);
  g_assert_null (after);
  g_assert_cmpstr (laurel_faults_get (faults, 0)->code, ==, LAUREL_FAULT_RANGE);
}

static void
test_depth (void)
{
  g_autoptr (json_t) document = parse ("{'a':{}}");
  g_autoptr (json_t) patch = json_array ();
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (json_t) after = NULL;

  /* Each step wraps what is there into one level more. */
  for (gsize i = 0; i < 200; i++)
    {
      json_array_append_new (patch,
                             json_pack ("{s:s,s:s,s:{}}", "op", "add", "path", "/b", "value"));
      json_array_append_new (
          patch,
          json_pack ("{s:s,s:s,s:s}", "op", "move", "from", "/a", "path", "/b/a"));
      json_array_append_new (patch,
                             json_pack ("{s:s,s:s,s:s}", "op", "move", "from", "/b", "path", "/a"));
    }

  after = laurel_json_patch (document, patch, faults);
  g_assert_null (after);
  g_assert_cmpstr (laurel_faults_get (faults, 0)->code, ==, LAUREL_FAULT_RANGE);
}

/* === Patches that make one document of another ================================================ */

static json_t *
make_value (GRand *random, guint depth)
{
  static const char *const names[] = { "a", "b", "a/b", "~", "" };

  gint32  kind = g_rand_int_range (random, 0, depth > 0 ? 6 : 4);
  gint32  n = g_rand_int_range (random, 0, 4);
  json_t *value = NULL;

  if (kind == 0)
    return json_null ();
  if (kind == 1)
    return json_boolean (g_rand_boolean (random));
  if (kind == 2)
    return json_integer (g_rand_int_range (random, -3, 3));
  if (kind == 3)
    return json_string (names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))]);

  value = kind == 4 ? json_array () : json_object ();
  for (gint32 i = 0; i < n; i++)
    {
      const char *name = names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))];

      if (kind == 4)
        json_array_append_new (value, make_value (random, depth - 1));
      else
        json_object_set_new (value, name, make_value (random, depth - 1));
    }

  return value;
}

static void
add_operation (json_t *patch, const char *op, const char *path, const json_t *value)
{
  json_t *operation = json_pack ("{s:s,s:s}", "op", op, "path", path);

  if (value != NULL)
    json_object_set (operation, "value", (json_t *) value);
  json_array_append_new (patch, operation);
}

static char *
join (const char *path, const char *name)
{
  g_autofree char *token = laurel_json_pointer_escape (name);

  return g_strconcat (path, "/", token, NULL);
}

static void
diff (json_t *patch, const char *path, const json_t *before, const json_t *after)
{
  const char *name = NULL;
  json_t     *value = NULL;

  if (!json_is_object (before) || !json_is_object (after))
    {
      if (!json_equal (before, after))
        add_operation (patch, "replace", path, after);
      return;
    }

  json_object_foreach ((json_t *) before, name, value)
  {
    g_autofree char *below = join (path, name);

    if (json_object_get (after, name) == NULL)
      add_operation (patch, "remove", below, NULL);
    else
      diff (patch, below, value, json_object_get (after, name));
  }

  json_object_foreach ((json_t *) after, name, value)
  {
    g_autofree char *below = join (path, name);

    if (json_object_get (before, name) == NULL)
      add_operation (patch, "add", below, value);
  }
}

static void
test_patch_of_the_difference (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (json_t) before = make_value (random, 4);
      g_autoptr (json_t) after = make_value (random, 4);
      g_autoptr (json_t) patch = json_array ();
      g_autoptr (LaurelFaults) faults = laurel_faults_new ();
      g_autoptr (json_t) patched = NULL;

      diff (patch, "", before, after);
      patched = laurel_json_patch (before, patch, faults);
      g_assert_nonnull (patched);
      g_assert_true (json_equal (patched, after));
    }
}

/* Whatever stands in a patch, it is carried out as a whole or refused with a reason. */
static void
test_random_patches (void)
{
  static const char *const names[] = { "add", "remove", "replace", "move", "copy", "test", "jump" };
  static const char *const paths[] = { "",     "/a",   "/b", "/a/b", "/a~1b", "/~0",    "/0",  "/-",
                                       "/a/0", "/a/-", "/",  "x",    "/~",    "/a/1/b", "/a/a" };

  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n_patched = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (json_t) document =
          json_pack ("{s:o,s:o}", "a", make_value (random, 4), "b", make_value (random, 4));
      g_autoptr (json_t) before = json_deep_copy (document);
      g_autoptr (json_t) patch = json_array ();
      g_autoptr (LaurelFaults) faults = laurel_faults_new ();
      g_autoptr (json_t) patched = NULL;
      gint32 n = g_rand_int_range (random, 1, 4);

      for (gint32 k = 0; k < n; k++)
        {
          json_t *operation = json_pack ("{s:s,s:s,s:s}",
                                         "op",
                                         names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))],
                                         "path",
                                         paths[g_rand_int_range (random, 0, G_N_ELEMENTS (paths))],
                                         "from",
                                         paths[g_rand_int_range (random, 0, G_N_ELEMENTS (paths))]);

          json_object_set_new (operation, "value", make_value (random, 2));
          json_array_append_new (patch, operation);
        }

      patched = laurel_json_patch (document, patch, faults);
      g_assert_true (json_equal (document, before));
      g_assert_true ((patched != NULL) == (laurel_faults_get_n (faults) == 0));
      n_patched += patched != NULL ? 1 : 0;
    }

  g_test_message ("%u of 20000 fitted", n_patched);
  g_assert_cmpuint (n_patched, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/wire/json-patch/table/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  g_test_add_func ("/wire/json-patch/number-of-operations", test_number_of_operations);
  g_test_add_func ("/wire/json-patch/doubling-ends", test_doubling_ends);
  g_test_add_func ("/wire/json-patch/depth", test_depth);
  g_test_add_func ("/wire/json-patch/patch-of-the-difference", test_patch_of_the_difference);
  g_test_add_func ("/wire/json-patch/random-patches", test_random_patches);

  return g_test_run ();
}
