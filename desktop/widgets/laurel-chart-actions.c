/* laurel-chart-actions.c - what the menu of a chart does: copy, save, print
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-actions.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define PICTURE_WIDTH_MIN  640
#define PICTURE_HEIGHT_MIN 240
#define PICTURE_EXTRA      60

typedef struct
{
  LaurelChart          *chart;
  LaurelChartFileFormat format;
} SaveData;

static void
free_save_data (gpointer data, GClosure *closure)
{
  SaveData *save = data;

  g_object_unref (save->chart);
  g_free (save);
}

static GtkWindow *
window_of (LaurelChart *chart)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (chart));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* As large as on the screen, but never cramped. */
static GBytes *
render (LaurelChart *chart, LaurelChartFileFormat format, GError **error)
{
  int             width = gtk_widget_get_width (GTK_WIDGET (chart));
  int             height = gtk_widget_get_height (GTK_WIDGET (chart)) + PICTURE_EXTRA;
  LaurelChartSpec spec;

  laurel_chart_get_spec (chart, &spec);

  return laurel_chart_render (&spec,
                              laurel_chart_get_title (chart),
                              format,
                              MAX (width, PICTURE_WIDTH_MIN),
                              MAX (height, PICTURE_HEIGHT_MIN),
                              error);
}

static void
tell_failure (LaurelChart *chart, const char *heading, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (window_of (chart), heading, error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
laurel_chart_actions_copy (LaurelChart *chart)
{
  GdkClipboard       *clipboard = NULL;
  GdkContentProvider *both[2] = { NULL, NULL };
  g_autofree char    *text = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;

  g_return_if_fail (LAUREL_IS_CHART (chart));

  if (laurel_chart_get_data (chart) == NULL)
    return;

  picture = render (chart, LAUREL_CHART_FILE_PNG, &error);
  if (picture == NULL)
    {
      tell_failure (chart, _ ("Could Not Copy the Chart"), error);
      return;
    }

  /* A spreadsheet takes the table, a letter the picture. The union takes both providers over. */
  text = laurel_chart_data_to_text (laurel_chart_get_data (chart));
  both[0] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  both[1] = gdk_content_provider_new_for_bytes ("image/png", picture);
  provider = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (chart));
  gdk_clipboard_set_content (clipboard, provider);
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelChart) chart = LAUREL_CHART (user_data);
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tell_failure (chart, _ ("Could Not Save the Chart"), error);
}

void
laurel_chart_actions_save_to (LaurelChart *chart, LaurelChartFileFormat format, GFile *file)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (LAUREL_IS_CHART (chart) && G_IS_FILE (file));

  bytes = render (chart, format, &error);
  if (bytes == NULL)
    {
      tell_failure (chart, _ ("Could Not Save the Chart"), error);
      return;
    }

  /* In the background: the place may be at the other end of a slow network. */
  g_file_replace_contents_bytes_async (file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_NONE,
                                       NULL,
                                       replaced_cb,
                                       g_object_ref (chart));
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  const SaveData *save = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      laurel_chart_actions_save_to (save->chart, save->format, file);
    }

  /* The reference that laurel_chart_actions_save() made; with it goes @user_data. */
  g_object_unref (dialog);
}

void
laurel_chart_actions_save (LaurelChart *chart, LaurelChartFileFormat format)
{
  static const char *const suffixes[] = { "png", "svg", "pdf" };
  GtkFileChooserNative    *dialog = NULL;
  SaveData                *save = NULL;
  const char              *title = NULL;
  g_autofree char         *name = NULL;

  g_return_if_fail (LAUREL_IS_CHART (chart) && format < G_N_ELEMENTS (suffixes));

  title = laurel_chart_get_title (chart);
  name = g_strdup_printf ("%s.%s", title != NULL ? title : _ ("Chart"), suffixes[format]);
  g_strdelimit (name, "/", '-');

  dialog = gtk_file_chooser_native_new (_ ("Save Chart"),
                                        window_of (chart),
                                        GTK_FILE_CHOOSER_ACTION_SAVE,
                                        NULL,
                                        NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);

  save = g_new0 (SaveData, 1);
  save->chart = g_object_ref (chart);
  save->format = format;
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (save_response_cb),
                         save,
                         free_save_data,
                         G_CONNECT_DEFAULT);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
begin_print_cb (GtkPrintOperation *operation)
{
  gtk_print_operation_set_n_pages (operation, 1);
}

static void
draw_page_cb (LaurelChart *chart, GtkPrintContext *context, int page)
{
  double          width = gtk_print_context_get_width (context);
  double          height = gtk_print_context_get_height (context);
  LaurelChartSpec spec;

  /* A chart as high as a sheet is hard to read: it keeps the upper part, three to five. */
  laurel_chart_get_spec (chart, &spec);
  laurel_chart_print (&spec,
                      laurel_chart_get_title (chart),
                      gtk_print_context_get_cairo_context (context),
                      width,
                      MIN (height, MAX (width * 3 / 5, PICTURE_HEIGHT_MIN)));
}

void
laurel_chart_actions_print (LaurelChart *chart)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (LAUREL_IS_CHART (chart));

  operation = gtk_print_operation_new ();
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), NULL);
  g_signal_connect_object (operation,
                           "draw-page",
                           G_CALLBACK (draw_page_cb),
                           chart,
                           G_CONNECT_SWAPPED);

  if (gtk_print_operation_run (operation,
                               GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               window_of (chart),
                               &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    tell_failure (chart, _ ("Could Not Print the Chart"), error);
}
