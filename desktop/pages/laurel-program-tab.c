/* laurel-program-tab.c - the tabs of Levels and Points: forms over the draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-program-tab.h"

#include <glib/gi18n.h>

#define FORM_WIDTH 760

#define EXAMPLE_KEY "laurel-example"

typedef struct
{
  LaurelConnection  *connection;
  LaurelDescribeFunc describe;
} Example;

static void
example_free (gpointer data)
{
  Example *example = data;

  g_object_unref (example->connection);
  g_free (example);
}

static void
update_example (GtkLabel *label)
{
  Example         *example = g_object_get_data (G_OBJECT (label), EXAMPLE_KEY);
  LaurelDraft     *draft = laurel_connection_get_draft (example->connection);
  LaurelDocument  *document = laurel_draft_get_document (draft);
  g_autofree char *text = NULL;
  GDate            today;

  if (document == NULL)
    return;

  g_date_clear (&today, 1);
  laurel_connection_get_today (example->connection, &today);
  text = example->describe (document, &today);
  gtk_label_set_text (label, text);
}

GtkWidget *
laurel_program_tab_new (GtkBox **content)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), FORM_WIDTH);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  *content = GTK_BOX (box);

  return scrolled;
}

void
laurel_program_tab_add_fields (GtkBox            *content,
                               LaurelConnection  *connection,
                               const char        *title,
                               const LaurelField *fields,
                               gsize              n_fields)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *before = NULL;

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);

  for (gsize i = 0; i < n_fields; i++)
    {
      GtkWidget *row = laurel_field_row_new (connection, &fields[i]);

      if (before != NULL && fields[i].kind == LAUREL_FIELD_RADIO &&
          fields[i - 1].kind == LAUREL_FIELD_RADIO && fields[i - 1].offset == fields[i].offset)
        laurel_field_row_set_group (LAUREL_FIELD_ROW (row), LAUREL_FIELD_ROW (before));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      before = row;
    }

  gtk_box_append (content, group);
}

void
laurel_program_tab_add_example (GtkBox            *content,
                                LaurelConnection  *connection,
                                LaurelDescribeFunc describe)
{
  GtkWidget *label = gtk_label_new (NULL);
  Example   *example = g_new0 (Example, 1);

  example->connection = g_object_ref (connection);
  example->describe = describe;
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "reads");
  g_object_set_data_full (G_OBJECT (label), EXAMPLE_KEY, example, example_free);
  g_signal_connect_object (laurel_connection_get_draft (connection),
                           "changed",
                           G_CALLBACK (update_example),
                           label,
                           G_CONNECT_SWAPPED);
  update_example (GTK_LABEL (label));
  gtk_box_append (content, label);
}

void
laurel_program_tab_add_widget (GtkBox     *content,
                               const char *title,
                               const char *description,
                               GtkWidget  *widget)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), widget);
  gtk_box_append (content, group);
}
