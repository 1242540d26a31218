/* laurel-test-ui.c - what tests of the user interface share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/desktop/laurel-test-ui.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#define CHANNEL_TOLERANCE 12
#define WRONG_PIXELS_IN   500

static void
add_style_sheet (const char *name, guint priority)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, name);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              priority);
}

void
laurel_test_ui_set_language (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);

  /* Only setlocale() makes gettext forget what it has found in the language before. */
  setlocale (LC_ALL, "");
}

void
laurel_test_ui_init (int *argc, char ***argv)
{
  const char *domain_folder = g_getenv ("LAUREL_TEST_LOCALE_DIR");

  gtk_test_init (argc, argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  adw_init ();

  g_assert_nonnull (domain_folder);
  bindtextdomain (GETTEXT_PACKAGE, domain_folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  laurel_test_ui_set_language ("en");

  /* An AdwApplication does this by itself; a test has none. */
  add_style_sheet ("/org/laurelproject/Laurel/style.css", GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    add_style_sheet ("/org/laurelproject/Laurel/style-hc.css",
                     GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

void
laurel_test_ui_set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

void
laurel_test_ui_idle (guint ms)
{
  /* By turns and not by the clock: a process that had to wait gets all of them nevertheless. */
  for (guint i = 0; i < ms; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

GtkWindow *
laurel_test_ui_show (GtkWidget *child, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  laurel_test_wait_until (gtk_widget_get_mapped (child));
  gtk_test_widget_wait_for_draw (child);

  return window;
}

void
laurel_test_ui_destroy (GtkWindow *window)
{
  GtkWindow *watched = window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &watched);
  gtk_window_destroy (window);
  laurel_test_wait_until (watched == NULL);
}

typedef gboolean (*Match) (GtkWidget *widget, gconstpointer wanted);

static GtkWidget *
find (GtkWidget *root, Match match, gconstpointer wanted)
{
  if (match (root, wanted))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, match, wanted);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_id (GtkWidget *widget, gconstpointer wanted)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), wanted) == 0;
}

static gboolean
has_type (GtkWidget *widget, gconstpointer wanted)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) wanted);
}

static gboolean
has_text (GtkWidget *widget, gconstpointer wanted)
{
  if (!gtk_widget_is_visible (widget))
    return FALSE;

  return (GTK_IS_BUTTON (widget) &&
          g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), wanted) == 0) ||
         (GTK_IS_LABEL (widget) &&
          g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), wanted) == 0);
}

GtkWidget *
laurel_test_ui_find (GtkWidget *root, const char *buildable_id)
{
  return find (root, has_id, buildable_id);
}

GtkWidget *
laurel_test_ui_find_type (GtkWidget *root, GType type)
{
  return find (root, has_type, &type);
}

GtkWidget *
laurel_test_ui_find_text (GtkWidget *root, const char *text)
{
  return find (root, has_text, text);
}

void
laurel_test_ui_click (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

GdkTexture *
laurel_test_ui_render (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int          width = 0;
  int          height = 0;

  gtk_test_widget_wait_for_draw (widget);
  paintable = gtk_widget_paintable_new (widget);

  /* The paintable's own size: the width of a window lacks its frame. */
  width = gdk_paintable_get_intrinsic_width (paintable);
  height = gdk_paintable_get_intrinsic_height (paintable);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);

  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                      node,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static guchar *
download (GdkTexture *texture, gsize *n_bytes)
{
  gsize   stride = (gsize) gdk_texture_get_width (texture) * 4;
  guchar *pixels = NULL;

  *n_bytes = stride * (gsize) gdk_texture_get_height (texture);
  pixels = g_malloc (*n_bytes);
  gdk_texture_download (texture, pixels, stride);

  return pixels;
}

/* The number of pixels in which two pictures of the same size differ visibly. */
static gsize
count_differences (GdkTexture *drawn, GdkTexture *golden)
{
  gsize              n_bytes = 0;
  g_autofree guchar *left = download (drawn, &n_bytes);
  g_autofree guchar *right = download (golden, &n_bytes);
  gsize              n_wrong = 0;

  for (gsize pixel = 0; pixel < n_bytes; pixel += 4)
    for (gsize channel = 0; channel < 4; channel++)
      if (ABS (left[pixel + channel] - right[pixel + channel]) > CHANNEL_TOLERANCE)
        {
          n_wrong++;
          break;
        }

  return n_wrong;
}

static void
save (GdkTexture *texture, const char *folder, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s.png", name);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  g_test_message ("saved %s", path);
}

void
laurel_test_ui_assert_golden_texture (GdkTexture *texture, const char *name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "golden", NULL);
  g_autofree char *file = g_strdup_printf ("%s.png", name);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  const char      *pictures = g_getenv ("LAUREL_TEST_PICTURES");
  g_autoptr (GdkTexture) golden = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_pixels = 0;
  gsize n_wrong = 0;

  if (pictures != NULL)
    save (texture, pictures, name);

  if (g_strcmp0 (g_getenv ("LAUREL_UPDATE_GOLDEN"), "1") == 0)
    {
      save (texture, folder, name);
      return;
    }

  golden = gdk_texture_new_from_filename (path, &error);
  g_assert_no_error (error);

  n_pixels = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  n_wrong = n_pixels;
  if (gdk_texture_get_width (texture) == gdk_texture_get_width (golden) &&
      gdk_texture_get_height (texture) == gdk_texture_get_height (golden))
    n_wrong = count_differences (texture, golden);

  if (n_wrong * WRONG_PIXELS_IN > n_pixels)
    {
      save (texture, g_test_get_dir (G_TEST_BUILT), name);
      g_test_message ("%s: %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " pixels differ",
                      name,
                      n_wrong,
                      n_pixels);
      g_test_fail ();
    }
}

void
laurel_test_ui_assert_golden (GtkWidget *widget, const char *name)
{
  g_autoptr (GdkTexture) texture = laurel_test_ui_render (widget);

  laurel_test_ui_assert_golden_texture (texture, name);
}
