/* test-draft.c - the draft of the program: undo, merging, saving, and what is kept meanwhile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "desktop/models/laurel-draft-file.h"
#include "desktop/models/laurel-draft.h"
#include "desktop/models/laurel-merge.h"
#include "desktop/models/laurel-node-tree.h"
#include "desktop/models/laurel-tree.h"
#include "tests/desktop/laurel-fake-server.h"
#include "tests/desktop/laurel-test-ui.h"

#define DRAFT_PATH "/v1/program/draft"
#define N_SEEDS    20
#define N_EDITS    60

typedef struct
{
  LaurelFakeServer *server;
  LaurelApi        *api;
  LaurelDraft      *draft;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->server = laurel_fake_server_new ();
  desk->api = laurel_api_new ();
  laurel_api_set_address (desk->api, laurel_fake_server_get_address (desk->server), &error);
  g_assert_no_error (error);
  desk->draft = laurel_draft_new (desk->api, TRUE);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_clear_object (&desk->draft);
  laurel_draft_file_remove (laurel_api_get_address (desk->api));
  g_clear_object (&desk->api);
  laurel_fake_server_free (desk->server);
}

static void
load (Desk *desk)
{
  laurel_draft_load (desk->draft);
  laurel_test_wait_until (laurel_draft_get_state (desk->draft) == LAUREL_DRAFT_SAVED);
}

static LaurelDocument *
read_document (const char *text)
{
  g_autofree char *whole = g_strdup_printf ("{\"document\":%s}", text);
  g_autoptr (GBytes) bytes = g_bytes_new (whole, strlen (whole));
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelReply) reply = laurel_reply_new (bytes, &error);
  LaurelDocument *document = laurel_document_read (reply, "document");

  g_assert_true (laurel_reply_finish (reply, &error));
  g_assert_no_error (error);

  return document;
}

/* A root with two groups: a with a1 to a4, b with b1 and b2. */
static LaurelDocument *
new_base (void)
{
  LaurelDocument *document = laurel_document_new ();
  LaurelNode     *root = laurel_node_new_group ("root");

  for (char name = 'a'; name <= 'b'; name++)
    {
      const char  id[] = { name, '\0' };
      LaurelNode *group = laurel_node_new_group (id);

      for (guint i = 1; i <= (name == 'a' ? 4 : 2); i++)
        {
          g_autofree char *leaf = g_strdup_printf ("%c%u", name, i);

          g_ptr_array_add (group->children, laurel_node_new_discount (leaf, LAUREL_REWARD_PERCENT));
        }

      g_ptr_array_add (root->children, group);
    }

  laurel_document_take_root (document, root);

  return document;
}

/* "root(a(a1 a2) b)", and "!" behind what is off. */
static void
draw (const LaurelNode *node, GString *text)
{
  g_string_append_printf (text, "%s%s", node->id, node->enabled ? "" : "!");

  if (node->children->len == 0)
    return;

  for (guint i = 0; i < node->children->len; i++)
    {
      g_string_append_c (text, i == 0 ? '(' : ' ');
      draw (g_ptr_array_index (node->children, i), text);
    }

  g_string_append_c (text, ')');
}

static void
assert_tree (const LaurelDocument *document, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  draw (document->root, text);
  g_assert_cmpstr (text->str, ==, expected);
}

/* === Edits by words ======================================================================= */

/* A number of a table above. */
static gint
to_number (const char *text)
{
  gint64 number = 0;

  g_assert_true (g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &number, NULL));

  return (gint) number;
}

/* Does what @edits say: "a1>b" moves, "a1>a@3" moves before the child at 3, "-a1" removes, "!a1"
 * switches off, "+x>b" adds, "=a1" renames, "$" changes a section. */
static LaurelDocument *
edit (const LaurelDocument *document, const char *edits)
{
  g_auto (GStrv) words = g_strsplit (edits, " ", -1);
  LaurelDocument *edited = laurel_document_copy (document);

  for (char **word = words; *word != NULL && **word != '\0'; word++)
    {
      char *text = *word;
      char  kind = strchr ("-!+=$", *text) != NULL ? *text++ : '>';
      g_auto (GStrv) parts = g_strsplit_set (text, ">@", -1);
      const char     *ids[] = { parts[0], NULL };
      const char     *parent = parts[0] != NULL ? parts[1] : NULL;
      gint            position = parent != NULL && parts[2] != NULL ? to_number (parts[2]) : -1;
      LaurelDocument *next = NULL;
      LaurelNode     *copy = NULL;
      g_autoptr (GPtrArray) nodes =
          g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_node_unref);

      switch (kind)
        {
        case '-':
          next = laurel_tree_put (edited, ids, NULL, NULL, 0);
          break;
        case '!':
          next = laurel_tree_set_enabled (edited, ids, FALSE);
          break;
        case '+':
          g_ptr_array_add (nodes, laurel_node_new_discount (ids[0], LAUREL_REWARD_PERCENT));
          next = laurel_tree_put (edited, NULL, nodes, parent, position);
          break;
        case '=':
          copy = laurel_node_copy (laurel_document_find (edited, ids[0]));
          copy->name = g_strdup ("renamed");
          next = laurel_tree_replace (edited, copy);
          break;
        case '$':
          next = laurel_document_copy (edited);
          next->max_line_share = to_number (text);
          break;
        default:
          g_ptr_array_unref (nodes);
          nodes = laurel_tree_pick (edited, ids);
          next = laurel_tree_put (edited, ids, nodes, parent, position);
          break;
        }

      laurel_document_unref (edited);
      edited = next;
    }

  return edited;
}

/* === Merging ============================================================================== */

typedef struct
{
  const char *mine;
  const char *theirs;
  const char *merged; /* NULL: they clash */
} MergeRow;

#define BASE "root(a(a1 a2 a3 a4) b(b1 b2))"

static const MergeRow merge_rows[] = {
  { "", "", BASE },
  { "!a1", "!b1", "root(a(a1! a2 a3 a4) b(b1! b2))" },
  { "!a1", "!a1", "root(a(a1! a2 a3 a4) b(b1 b2))" },
  { "!a1", "=a1", NULL },
  { "=a1", "=a1", BASE },
  { "-a1", "!b1", "root(a(a2 a3 a4) b(b1! b2))" },
  { "-a1", "-a1", "root(a(a2 a3 a4) b(b1 b2))" },
  { "-a1", "!a1", NULL },
  { "!a1", "-a1", NULL },
  { "-a", "!a1", NULL },
  { "-a", "a1>b", NULL },
  { "-a", "+x>a", NULL },
  { "-a", "+x>b", "root(b(b1 b2 x))" },
  { "a1>b", "a1>b", "root(a(a2 a3 a4) b(b1 b2 a1))" },
  { "a1>b", "a1>root", NULL },
  { "a1>b", "!a1", "root(a(a2 a3 a4) b(b1 b2 a1!))" },
  { "a>b", "b>a", NULL },
  { "+x>a@0", "+y>a", "root(a(x a1 a2 a3 a4 y) b(b1 b2))" },
  { "+x>a@2", "+y>a@2", "root(a(a1 a2 x y a3 a4) b(b1 b2))" },
  { "+x>a", "+x>a", "root(a(a1 a2 a3 a4 x) b(b1 b2))" },
  { "+x>a", "+x>b", NULL },
  { "a4>a@0", "+y>a@1", "root(a(a4 a1 y a2 a3) b(b1 b2))" },
  { "a4>a@0", "b1>a", "root(a(a4 b1 a1 a2 a3) b(b2))" },
  { "a4>a@0", "a1>a", NULL },
  { "a4>a@0", "-a4", "root(a(a1 a2 a3) b(b1 b2))" },
  { "$5000", "!a1", "root(a(a1! a2 a3 a4) b(b1 b2))" },
  { "$5000", "$6000", NULL },
};

static void
test_merge (gconstpointer data)
{
  const MergeRow *row = data;
  g_autoptr (LaurelDocument) base = new_base ();
  g_autoptr (LaurelDocument) mine = edit (base, row->mine);
  g_autoptr (LaurelDocument) theirs = edit (base, row->theirs);
  g_autoptr (LaurelDocument) merged = laurel_merge (base, mine, theirs);

  g_test_message ("“%s” and “%s”", row->mine, row->theirs);

  if (row->merged == NULL)
    {
      g_assert_null (merged);
      return;
    }

  g_assert_nonnull (merged);
  assert_tree (merged, row->merged);
  g_assert_cmpint (merged->max_line_share,
                   ==,
                   mine->max_line_share != base->max_line_share ? mine->max_line_share
                                                                : theirs->max_line_share);
}

/* === Random edits ========================================================================= */

static const LaurelNode *
pick_node (GRand *random, const LaurelDocument *document, gboolean group)
{
  const LaurelNode *node = document->root;

  for (;;)
    {
      const LaurelNode *child = NULL;

      if (node->children->len == 0 || (group && g_rand_int_range (random, 0, 3) == 0))
        return node;

      child = g_ptr_array_index (node->children,
                                 g_rand_int_range (random, 0, (gint32) node->children->len));

      if (group && !child->is_group)
        return node;

      node = child;
      if (!group && g_rand_int_range (random, 0, 4) == 0)
        return node;
    }
}

static void
edit_at_random (GRand *random, LaurelDraft *draft)
{
  const LaurelDocument *document = laurel_draft_get_document (draft);
  const LaurelNode     *node = pick_node (random, document, FALSE);
  const LaurelNode     *group = pick_node (random, document, TRUE);
  g_autofree char      *id = g_strdup (node->id);
  const char *const     ids[] = { id, NULL };
  gint                  position = g_rand_int_range (random, -1, 5);
  g_autofree char      *new_id = laurel_draft_new_id (draft, node->name);
  LaurelNode           *copy = NULL;
  g_auto (GStrv) copies = NULL;

  switch (g_rand_int_range (random, 0, 7))
    {
    case 0:
      laurel_draft_insert (draft,
                           laurel_node_new_discount (new_id, LAUREL_REWARD_AMOUNT),
                           group->id,
                           position);
      break;
    case 1:
      laurel_draft_insert (draft, laurel_node_new_group (new_id), group->id, position);
      break;
    case 2:
      if (laurel_draft_can_move (draft, ids, group->id))
        laurel_draft_move (draft, ids, group->id, position);
      break;
    case 3:
      g_free (laurel_draft_remove (draft, ids));
      break;
    case 4:
      copies = laurel_draft_duplicate (draft, ids);
      break;
    case 5:
      g_free (laurel_draft_set_enabled (draft, ids, !node->enabled));
      break;
    default:
      copy = laurel_node_copy (node);
      g_free (copy->name);
      copy->name = g_strdup_printf ("%u", g_rand_int (random));
      laurel_draft_edit_node (draft, copy, "renamed", NULL);
      break;
    }
}

static guint
count_nodes (const LaurelNode *node)
{
  guint n_nodes = 1;

  for (guint i = 0; i < node->children->len; i++)
    n_nodes += count_nodes (g_ptr_array_index (node->children, i));

  return n_nodes;
}

static void
assert_items (LaurelNodeTree *tree, GListModel *items, const LaurelNode *parent)
{
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, parent->children->len);

  for (guint i = 0; i < parent->children->len; i++)
    {
      LaurelNode *node = g_ptr_array_index (parent->children, i);
      g_autoptr (LaurelNodeItem) item = g_list_model_get_item (items, i);

      g_assert_true (laurel_node_item_get_node (item) == node);
      g_assert_true (laurel_node_tree_find (tree, node->id) == item);

      if (node->is_group)
        assert_items (tree, laurel_node_item_get_children (item), node);
    }
}

static void
assert_shown (LaurelNodeTree *tree, LaurelDraft *draft)
{
  LaurelDocument *document = laurel_draft_get_document (draft);
  g_autoptr (LaurelNodeItem) root = NULL;

  laurel_node_tree_set_document (tree, document);
  root = g_list_model_get_item (laurel_node_tree_get_roots (tree), 0);
  g_assert_true (laurel_node_item_get_node (root) == document->root);
  assert_items (tree, laurel_node_item_get_children (root), document->root);
}

/* Any edits undone give the first document, done again the last; the view follows every step. */
static void
test_undo_and_redo (Desk *desk, gconstpointer data)
{
  g_autoptr (LaurelNodeTree) tree = laurel_node_tree_new ();

  load (desk);

  for (guint32 seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (LaurelDocument) first =
          laurel_document_ref (laurel_draft_get_document (desk->draft));
      g_autoptr (LaurelDocument) last = NULL;
      guint n_undone = 0;
      guint n_redone = 0;

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < N_EDITS; i++)
        {
          edit_at_random (random, desk->draft);
          assert_shown (tree, desk->draft);
        }

      last = laurel_document_ref (laurel_draft_get_document (desk->draft));
      g_assert_cmpuint (count_nodes (last->root), ==, laurel_document_get_n_nodes (last));

      for (g_autofree char *what = laurel_draft_undo (desk->draft); what != NULL;
           g_free (what), what = laurel_draft_undo (desk->draft))
        {
          assert_shown (tree, desk->draft);
          n_undone++;
        }
      g_assert_true (laurel_document_equal (laurel_draft_get_document (desk->draft), first));

      for (g_autofree char *what = laurel_draft_redo (desk->draft); what != NULL;
           g_free (what), what = laurel_draft_redo (desk->draft))
        n_redone++;
      g_assert_true (laurel_document_equal (laurel_draft_get_document (desk->draft), last));
      g_assert_cmpuint (n_redone, ==, n_undone);

      for (g_autofree char *what = laurel_draft_undo (desk->draft); what != NULL;
           g_free (what), what = laurel_draft_undo (desk->draft))
        ;
    }
}

/* Whatever was changed can be taken back, change by change, until nothing is left of it. */
static void
test_changes_can_be_taken_back (Desk *desk, gconstpointer data)
{
  load (desk);

  for (guint32 seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      LaurelDocument *current = laurel_draft_get_current (desk->draft);
      guint           n_steps = 0;

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < 12; i++)
        edit_at_random (random, desk->draft);

      while (laurel_draft_get_n_changes (desk->draft) > 0)
        {
          GPtrArray    *changes = laurel_draft_get_changes (desk->draft);
          LaurelChange *change =
              g_ptr_array_index (changes, g_rand_int_range (random, 0, (gint32) changes->len));

          laurel_draft_edit (
              desk->draft,
              laurel_change_revert (change, current, laurel_draft_get_document (desk->draft)),
              "taken back",
              NULL);
          g_assert_cmpuint (n_steps++, <, 500);
        }

      g_assert_true (
          laurel_node_equal (laurel_draft_get_document (desk->draft)->root, current->root));
    }
}

/* === Saving =============================================================================== */

static void
rename_node (LaurelDraft *draft, const char *id, const char *name, const char *key)
{
  LaurelNode *copy =
      laurel_node_copy (laurel_document_find (laurel_draft_get_document (draft), id));

  g_free (copy->name);
  copy->name = g_strdup (name);
  laurel_draft_edit_node (draft, copy, "renamed", key);
}

static const char *
get_name (const LaurelDocument *document, const char *id)
{
  return laurel_document_find (document, id)->name;
}

static void
test_saves_itself (Desk *desk, gconstpointer data)
{
  g_autoptr (LaurelDocument) saved = NULL;

  load (desk);
  g_assert_cmpuint (laurel_draft_get_n_changes (desk->draft), ==, 3);
  g_assert_cmpint (laurel_draft_compare_node (desk->draft, "ethiopia"), ==, LAUREL_NODE_NEW);
  g_assert_cmpint (laurel_draft_compare_node (desk->draft, "double"), ==, LAUREL_NODE_EDITED);
  g_assert_cmpint (laurel_draft_compare_node (desk->draft, "birthday"), ==, LAUREL_NODE_SAME);

  rename_node (desk->draft, "birthday", "B", NULL);
  g_assert_cmpint (laurel_draft_get_state (desk->draft), ==, LAUREL_DRAFT_EDITED);
  laurel_test_wait_until (laurel_draft_get_state (desk->draft) == LAUREL_DRAFT_SAVED);
  g_assert_cmpint (laurel_draft_get_revision (desk->draft), ==, 8);
  g_assert_nonnull (laurel_draft_get_saved_at (desk->draft));
  saved = read_document (laurel_fake_server_get_draft (desk->server));
  g_assert_true (laurel_document_equal (saved, laurel_draft_get_document (desk->draft)));
}

/* Typing into one field is one step. */
static void
test_typing_is_one_undo (Desk *desk, gconstpointer data)
{
  g_autofree char *what = NULL;

  load (desk);
  rename_node (desk->draft, "birthday", "B", "name");
  rename_node (desk->draft, "birthday", "Bi", "name");
  rename_node (desk->draft, "birthday", "Bir", "name");
  what = laurel_draft_undo (desk->draft);
  g_assert_cmpstr (what, ==, "renamed");
  g_assert_cmpstr (get_name (laurel_draft_get_document (desk->draft), "birthday"), ==, "Birthday");
  g_assert_false (laurel_draft_can_undo (desk->draft));

  /* Nothing is left to be saved. */
  g_assert_cmpint (laurel_draft_get_state (desk->draft), ==, LAUREL_DRAFT_SAVED);
}

/* What somebody else saves: a node of that name. */
static void
save_as_somebody_else (Desk *desk, const char *id, const char *name)
{
  const char     *saved = laurel_fake_server_get_draft (desk->server);
  LaurelDocument *seen = saved != NULL
                             ? read_document (saved)
                             : laurel_document_ref (laurel_draft_get_document (desk->draft));
  LaurelNode     *copy = laurel_node_copy (laurel_document_find (seen, id));
  g_autoptr (LaurelDocument) edited = NULL;
  g_autofree char *text = NULL;

  g_free (copy->name);
  copy->name = g_strdup (name);
  edited = laurel_tree_replace (seen, copy);
  text = laurel_document_to_json (edited);
  laurel_fake_server_set_draft (desk->server, text);
  laurel_document_unref (seen);
}

static void
test_other_nodes_are_merged (Desk *desk, gconstpointer data)
{
  g_autofree char *what = NULL;
  g_autoptr (LaurelDocument) saved = NULL;

  load (desk);
  save_as_somebody_else (desk, "jubilee", "Theirs");
  rename_node (desk->draft, "birthday", "Mine", NULL);
  laurel_draft_save (desk->draft);
  laurel_test_wait_until (laurel_draft_get_state (desk->draft) == LAUREL_DRAFT_SAVED);
  g_assert_cmpint (laurel_draft_get_revision (desk->draft), ==, 9);
  saved = read_document (laurel_fake_server_get_draft (desk->server));
  g_assert_cmpstr (get_name (saved, "birthday"), ==, "Mine");
  g_assert_cmpstr (get_name (saved, "jubilee"), ==, "Theirs");

  /* Our edit is undone, theirs stays. */
  what = laurel_draft_undo (desk->draft);
  g_assert_nonnull (what);
  g_assert_cmpstr (get_name (laurel_draft_get_document (desk->draft), "birthday"), ==, "Birthday");
  g_assert_cmpstr (get_name (laurel_draft_get_document (desk->draft), "jubilee"), ==, "Theirs");
}

static void
test_same_node_is_a_conflict (Desk *desk, gconstpointer data)
{
  gboolean         keep_mine = GPOINTER_TO_INT (data);
  g_autofree char *what = NULL;
  g_autoptr (LaurelDocument) saved = NULL;

  load (desk);
  save_as_somebody_else (desk, "birthday", "Theirs");
  rename_node (desk->draft, "birthday", "Mine", NULL);
  laurel_draft_save (desk->draft);
  laurel_test_wait_until (laurel_draft_get_state (desk->draft) == LAUREL_DRAFT_CONFLICT);
  g_assert_cmpstr (get_name (laurel_draft_get_document (desk->draft), "birthday"), ==, "Mine");
  g_assert_cmpstr (get_name (laurel_draft_get_theirs (desk->draft), "birthday"), ==, "Theirs");

  laurel_draft_resolve (desk->draft, keep_mine);
  laurel_test_wait_until (laurel_draft_get_state (desk->draft) == LAUREL_DRAFT_SAVED);
  saved = read_document (laurel_fake_server_get_draft (desk->server));
  g_assert_cmpstr (get_name (saved, "birthday"), ==, keep_mine ? "Mine" : "Theirs");
  g_assert_true (laurel_document_equal (saved, laurel_draft_get_document (desk->draft)));

  if (keep_mine)
    return;

  /* Ours is not lost. */
  what = laurel_draft_undo (desk->draft);
  g_assert_cmpstr (get_name (laurel_draft_get_document (desk->draft), "birthday"), ==, "Mine");
}

static void
test_somebody_elses_edit_is_shown (Desk *desk, gconstpointer data)
{
  load (desk);
  save_as_somebody_else (desk, "birthday", "Theirs");
  laurel_draft_load (desk->draft);
  laurel_test_wait_until (laurel_draft_get_revision (desk->draft) == 8);
  g_assert_cmpint (laurel_draft_get_state (desk->draft), ==, LAUREL_DRAFT_SAVED);
  g_assert_cmpstr (get_name (laurel_draft_get_document (desk->draft), "birthday"), ==, "Theirs");
}

/* The program ends without a word; what it could not save is there at the next start. */
static void
test_offline_edits_survive_a_crash (Desk *desk, gconstpointer data)
{
  g_autoptr (LaurelDraft) next = laurel_draft_new (desk->api, TRUE);
  g_autoptr (LaurelDocument) saved = NULL;

  load (desk);
  save_as_somebody_else (desk, "jubilee", "Theirs");
  laurel_fake_server_answer (desk->server, DRAFT_PATH, 503, "failure");
  rename_node (desk->draft, "birthday", "Mine", NULL);
  laurel_draft_save (desk->draft);
  laurel_test_wait_until (laurel_draft_get_state (desk->draft) == LAUREL_DRAFT_OFFLINE);

  /* Without a server the next start has it already. */
  laurel_draft_load (next);
  laurel_test_wait_until (laurel_draft_get_state (next) == LAUREL_DRAFT_OFFLINE);
  g_assert_cmpstr (get_name (laurel_draft_get_document (next), "birthday"), ==, "Mine");

  laurel_fake_server_answer (desk->server, DRAFT_PATH, 0, NULL);
  laurel_draft_load (next);
  laurel_test_wait_until (laurel_draft_get_state (next) == LAUREL_DRAFT_SAVED);
  saved = read_document (laurel_fake_server_get_draft (desk->server));
  g_assert_cmpstr (get_name (saved, "birthday"), ==, "Mine");
  g_assert_cmpstr (get_name (saved, "jubilee"), ==, "Theirs");
}

/* Closing never asks. */
static void
test_closing_keeps_the_last_second (Desk *desk, gconstpointer data)
{
  load (desk);
  rename_node (desk->draft, "birthday", "Mine", NULL);
  g_clear_object (&desk->draft);

  desk->draft = laurel_draft_new (desk->api, TRUE);
  load (desk);
  g_assert_cmpstr (get_name (laurel_draft_get_document (desk->draft), "birthday"), ==, "Mine");
  g_assert_nonnull (laurel_fake_server_get_draft (desk->server));
}

static void
test_without_a_server (Desk *desk, gconstpointer data)
{
  laurel_fake_server_answer (desk->server, DRAFT_PATH, 500, "failure");
  laurel_draft_load (desk->draft);
  laurel_test_wait_until (laurel_draft_get_state (desk->draft) == LAUREL_DRAFT_FAILED);
  g_assert_nonnull (laurel_draft_get_error (desk->draft));
  g_assert_null (laurel_draft_get_document (desk->draft));

  laurel_fake_server_answer (desk->server, DRAFT_PATH, 0, NULL);
  load (desk);
}

/* === Ids ================================================================================== */

static void
test_ids (Desk *desk, gconstpointer data)
{
  static const char *const rows[][2] = {
    { "Кофе выходного дня", "kofe-vyhodnogo-dnya" },
    { "Weekend coffee!", "weekend-coffee-2" },
    { "Base", "base-2" },
    { "", "discount" },
    { "—", "discount" },
  };

  load (desk);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = laurel_draft_new_id (desk->draft, rows[i][0]);

      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (id, ==, rows[i][1]);
    }
}

static void
add (const char *path, gconstpointer data, void (*test) (Desk *desk, gconstpointer data))
{
  g_test_add (path, Desk, data, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (merge_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/draft/merge/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &merge_rows[i], test_merge);
    }

  add ("/draft/undo-and-redo", NULL, test_undo_and_redo);
  add ("/draft/changes-can-be-taken-back", NULL, test_changes_can_be_taken_back);
  add ("/draft/saves-itself", NULL, test_saves_itself);
  add ("/draft/typing-is-one-undo", NULL, test_typing_is_one_undo);
  add ("/draft/other-nodes-are-merged", NULL, test_other_nodes_are_merged);
  add ("/draft/conflict/mine", GINT_TO_POINTER (TRUE), test_same_node_is_a_conflict);
  add ("/draft/conflict/theirs", GINT_TO_POINTER (FALSE), test_same_node_is_a_conflict);
  add ("/draft/somebody-elses-edit-is-shown", NULL, test_somebody_elses_edit_is_shown);
  add ("/draft/offline-edits-survive-a-crash", NULL, test_offline_edits_survive_a_crash);
  add ("/draft/closing-keeps-the-last-second", NULL, test_closing_keeps_the_last_second);
  add ("/draft/without-a-server", NULL, test_without_a_server);
  add ("/draft/ids", NULL, test_ids);

  return g_test_run ();
}
