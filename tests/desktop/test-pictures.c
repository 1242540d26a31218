/* test-pictures.c - the pages as they look, held against pictures that a person has looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-discount-tree.h"
#include "desktop/pages/laurel-table.h"
#include "tests/desktop/laurel-test-desk.h"

typedef struct
{
  const char *name;
  const char *room;
  gboolean    open_client;
  gboolean    select_row;
  const char *language;
  gboolean    dark;
  int         width;
  int         height;
} Picture;

static const Picture pictures[] = {
  { "overview-en-light", "overview", FALSE, FALSE, "en", FALSE, 1400, 900 },
  { "overview-ru-dark", "overview", FALSE, FALSE, "ru", TRUE, 1400, 900 },
  { "overview-ru-light-1024", "overview", FALSE, FALSE, "ru", FALSE, 1024, 700 },
  { "clients-en-light", "clients", FALSE, TRUE, "en", FALSE, 1400, 900 },
  { "client-en-light", "clients", TRUE, FALSE, "en", FALSE, 1400, 900 },
  { "client-ru-dark", "clients", TRUE, FALSE, "ru", TRUE, 1400, 900 },
  { "publish-ru-light", "publish", FALSE, FALSE, "ru", FALSE, 1400, 900 },
  { "versions-en-dark", "versions", FALSE, FALSE, "en", TRUE, 1400, 900 },
  { "discounts-en-dark", "discounts", FALSE, TRUE, "en", TRUE, 1400, 900 },
  { "discounts-ru-light", "discounts", FALSE, TRUE, "ru", FALSE, 1400, 900 },
  { "sales-en-light", "sales", FALSE, TRUE, "en", FALSE, 1400, 900 },
  { "sales-ru-dark", "sales", FALSE, TRUE, "ru", TRUE, 1400, 900 },
};

/* What is worth a look, and too much to keep: LAUREL_TEST_PICTURES=FOLDER shows them. */
static const Picture looks[] = {
  { "overview-en-600", "overview", FALSE, FALSE, "en", FALSE, 600, 800 },
  { "clients-ru-light-1024", "clients", FALSE, TRUE, "ru", FALSE, 1024, 700 },
  { "client-en-light-1024", "clients", TRUE, FALSE, "en", FALSE, 1024, 700 },
  { "client-ru-600", "clients", TRUE, FALSE, "ru", FALSE, 600, 800 },
  { "publish-ru-600", "publish", FALSE, FALSE, "ru", FALSE, 600, 800 },
  { "publish-en-light-1024", "publish", FALSE, FALSE, "en", FALSE, 1024, 700 },
  { "versions-ru-600", "versions", FALSE, FALSE, "ru", FALSE, 600, 800 },
  { "discounts-ru-600", "discounts", FALSE, FALSE, "ru", FALSE, 600, 800 },
  { "discounts-en-light-1024", "discounts", FALSE, TRUE, "en", FALSE, 1024, 700 },
  { "sales-en-600", "sales", FALSE, FALSE, "en", FALSE, 600, 800 },
  { "sales-ru-light-1024", "sales", FALSE, TRUE, "ru", FALSE, 1024, 700 },
};

static void
select_row (LaurelTestDesk *desk, const Picture *picture)
{
  static const char *const ids[] = { "weekend-coffee", NULL };

  GtkWidget *table = NULL;

  if (g_str_equal (picture->room, "discounts"))
    {
      laurel_discount_tree_select (LAUREL_DISCOUNT_TREE (laurel_test_desk_find (desk, "tree")),
                                   ids);
      return;
    }

  table = laurel_test_desk_find (desk, "table");
  laurel_test_wait_until (
      gtk_widget_get_mapped (GTK_WIDGET (laurel_table_get_view (LAUREL_TABLE (table)))));
  laurel_table_select (LAUREL_TABLE (table), 0);
}

/* These lie on top of the room of the discounts. */
static gboolean
is_program_page (const Picture *picture)
{
  return g_str_equal (picture->room, "publish") || g_str_equal (picture->room, "versions");
}

static void
show (LaurelTestDesk *desk, const Picture *picture)
{
  laurel_test_ui_set_language (picture->language);
  laurel_test_ui_set_dark (picture->dark);
  laurel_test_desk_open (desk,
                         is_program_page (picture) ? "discounts" : picture->room,
                         picture->width,
                         picture->height);

  if (is_program_page (picture))
    g_signal_emit_by_name (laurel_window_get_page (desk->window), "open-program", picture->room);

  if (picture->open_client)
    g_signal_emit_by_name (laurel_window_get_page (desk->window), "open-client", "c1");

  laurel_test_desk_settle (desk);

  if (picture->select_row)
    select_row (desk, picture);

  laurel_test_desk_settle (desk);
  laurel_test_desk_settle (desk);
}

static void
test_page_looks_as_it_did (LaurelTestDesk *desk, gconstpointer data)
{
  const Picture *picture = data;

  show (desk, picture);
  laurel_test_ui_assert_golden (GTK_WIDGET (desk->window), picture->name);
}

/* However narrow, the window keeps its size: nothing in it insists on more. */
static void
test_page_fits (LaurelTestDesk *desk, gconstpointer data)
{
  const Picture   *picture = data;
  const char      *folder = g_getenv ("LAUREL_TEST_PICTURES");
  g_autofree char *file = NULL;
  GtkRequisition   minimum;

  show (desk, picture);
  gtk_widget_get_preferred_size (GTK_WIDGET (desk->window), &minimum, NULL);
  g_assert_cmpint (minimum.width, <=, 480);
  g_assert_cmpint (minimum.height, <=, 600);

  if (folder != NULL)
    {
      g_autoptr (GdkTexture) texture = laurel_test_ui_render (GTK_WIDGET (desk->window));

      file = g_strdup_printf ("%s/%s.png", folder, picture->name);
      g_assert_true (gdk_texture_save_to_png (texture, file));
    }
}

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path = g_strdup_printf ("/desktop/pictures/%s", pictures[i].name);

      g_test_add (path,
                  LaurelTestDesk,
                  &pictures[i],
                  laurel_test_desk_set_up,
                  test_page_looks_as_it_did,
                  laurel_test_desk_tear_down);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/desktop/fits/%s", looks[i].name);

      g_test_add (path,
                  LaurelTestDesk,
                  &looks[i],
                  laurel_test_desk_set_up,
                  test_page_fits,
                  laurel_test_desk_tear_down);
    }

  return g_test_run ();
}
