/* laurel-test-ui.h - what tests of the user interface share
 *
 * A test program is linked with what it tests, runs under run-ui.sh and calls laurel_test_ui_init()
 * instead of g_test_init(). Its pictures are the same from run to run: the renderer is cairo, the
 * font Cantarell, nothing moves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Runs the main loop until @condition holds; fails the test after a minute, which ends what hangs
 * and measures nothing. */
#define laurel_test_wait_until(condition)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 laurel_test_deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                   \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_assert_cmpint (g_get_monotonic_time (), <, laurel_test_deadline);                        \
        g_main_context_iteration (NULL, FALSE);                                                    \
        g_usleep (1000);                                                                           \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

/* g_test_init(), GTK and libadwaita with the style sheets of the application, the messages in
 * English. Criticals and warnings are fatal. */
void laurel_test_ui_init (int *argc, char ***argv);

/* The language of all messages from now on: "en" or "ru". */
void laurel_test_ui_set_language (const char *language);

/* Light or dark from now on. */
void laurel_test_ui_set_dark (gboolean dark);

/* Runs the main loop for this many milliseconds, longer on a busy machine: to show that something
 * does not happen. */
void laurel_test_ui_idle (guint ms);

/* (transfer none): a window that shows @child at that size, laid out and drawn once. */
GtkWindow *laurel_test_ui_show (GtkWidget *child, int width, int height);

/* Destroys a window, and proves that nothing keeps it. */
void laurel_test_ui_destroy (GtkWindow *window);

/* (transfer none) (nullable): the widget below @root with that id in its .ui file. */
GtkWidget *laurel_test_ui_find (GtkWidget *root, const char *buildable_id);

/* (transfer none) (nullable): the first widget below @root, itself included, of that type. */
GtkWidget *laurel_test_ui_find_type (GtkWidget *root, GType type);

/* (transfer none) (nullable): the first visible button or label below @root that reads so. */
GtkWidget *laurel_test_ui_find_text (GtkWidget *root, const char *text);

/* Clicks a button, as its mnemonic would. */
void laurel_test_ui_click (GtkWidget *button);

/* (transfer full): a picture of @widget, which is mapped. */
GdkTexture *laurel_test_ui_render (GtkWidget *widget);

/**
 * laurel_test_ui_assert_golden:
 * @widget: a mapped widget
 * @name: of a picture in the folder "golden" beside the test's sources, without ".png"
 *
 * Fails unless @widget looks as in the picture: all but one pixel of 500 must have each channel
 * within 12 of 255. LAUREL_UPDATE_GOLDEN=1 writes the picture instead; LAUREL_TEST_PICTURES=FOLDER
 * saves what was drawn there, whether it is right or wrong; a failed comparison saves it into the
 * build folder in any case.
 */
void laurel_test_ui_assert_golden (GtkWidget *widget, const char *name);

/* The same for a texture. */
void laurel_test_ui_assert_golden_texture (GdkTexture *texture, const char *name);

G_END_DECLS
