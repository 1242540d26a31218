/* laurel-level-moves-window.c - who would move to another level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-level-moves-window.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"

#define PAGE       200
#define CLIENT_KEY "laurel-client"

struct _LaurelLevelMovesWindow
{
  AdwWindow parent_instance;

  LaurelApi      *api;
  LaurelDocument *document;
  char           *next;
  GCancellable   *cancellable;

  GtkListBox *clients;
  GtkWidget  *more;
  GtkLabel   *failure;
};

G_DEFINE_FINAL_TYPE (LaurelLevelMovesWindow, laurel_level_moves_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_OPEN_CLIENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
name_level (const char *level)
{
  return level != NULL ? level : _ ("no level");
}

static GtkWidget *
new_row (const char *title, const char *subtitle, const char *number)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (number);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static GtkWidget *
new_mover_row (LaurelLevelMover *mover)
{
  g_autofree char *card = mover->card != NULL ? laurel_words_card (mover->card) : NULL;
  g_autofree char *name =
      laurel_words_person (&mover->name, card != NULL ? card : _ ("Client without a name"));
  g_autofree char *turnover = laurel_format_money_whole (mover->turnover);
  /* TRANSLATORS: the level before and after */
  g_autofree char *levels =
      g_strdup_printf (_ ("%s → %s"), name_level (mover->from), name_level (mover->to));
  GtkWidget *row = new_row (name, levels, turnover);

  g_object_set_data_full (G_OBJECT (row), CLIENT_KEY, g_strdup (mover->client), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static void
add_page (LaurelLevelMovesWindow *self, const LaurelLevelMoves *moves)
{
  for (guint i = 0; i < moves->items->len; i++)
    gtk_list_box_append (self->clients, new_mover_row (g_ptr_array_index (moves->items, i)));

  g_free (self->next);
  self->next = g_strdup (moves->next);
  gtk_widget_set_visible (self->more, self->next != NULL);
  gtk_widget_set_sensitive (self->more, TRUE);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelLevelMovesWindow) self = LAUREL_LEVEL_MOVES_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelLevelMoves) moves =
      laurel_level_moves_ask_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), moves == NULL);
  gtk_widget_set_sensitive (self->more, TRUE);

  if (moves != NULL)
    add_page (self, moves);
  else
    gtk_label_set_text (self->failure, error->message);
}

static void
more_cb (LaurelLevelMovesWindow *self)
{
  gtk_widget_set_sensitive (self->more, FALSE);
  self->cancellable = g_cancellable_new ();
  laurel_level_moves_ask_async (self->api,
                                self->document,
                                self->next,
                                PAGE,
                                self->cancellable,
                                page_cb,
                                g_object_ref (self));
}

static void
activated_cb (LaurelLevelMovesWindow *self, GtkListBoxRow *row)
{
  g_autofree char *client = g_strdup (g_object_get_data (G_OBJECT (row), CLIENT_KEY));
  g_autoptr (LaurelLevelMovesWindow) alive = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (alive, signals[SIGNAL_OPEN_CLIENT], 0, client);
}

static void
laurel_level_moves_window_dispose (GObject *object)
{
  LaurelLevelMovesWindow *self = LAUREL_LEVEL_MOVES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->api);
  g_clear_pointer (&self->document, laurel_document_unref);
  g_clear_pointer (&self->next, g_free);

  G_OBJECT_CLASS (laurel_level_moves_window_parent_class)->dispose (object);
}

static void
laurel_level_moves_window_class_init (LaurelLevelMovesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_level_moves_window_dispose;

  signals[SIGNAL_OPEN_CLIENT] = g_signal_new ("open-client",
                                              LAUREL_TYPE_LEVEL_MOVES_WINDOW,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_STRING);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkListBox *
new_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");

  return GTK_LIST_BOX (list);
}

static void
laurel_level_moves_window_init (LaurelLevelMovesWindow *self)
{
  self->clients = new_list ();
  g_signal_connect_swapped (self->clients, "row-activated", G_CALLBACK (activated_cb), self);

  self->more = gtk_button_new_with_mnemonic (_ ("Show _More"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);

  self->failure = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->failure, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->failure), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
}

/* "Start → Friend   380 clients" */
static GtkWidget *
new_moves_list (const LaurelLevelMoves *moves)
{
  GtkListBox *list = new_list ();

  for (guint i = 0; i < moves->by->len; i++)
    {
      const LaurelLevelMove *move = &g_array_index (moves->by, LaurelLevelMove, i);
      g_autofree char       *title =
          g_strdup_printf (_ ("%s → %s"), name_level (move->from), name_level (move->to));
      g_autofree char *clients = laurel_format_n_clients (move->clients);

      gtk_list_box_append (list, new_row (title, move->is_up ? _ ("Up") : _ ("Down"), clients));
    }

  return GTK_WIDGET (list);
}

static void
build (LaurelLevelMovesWindow *self, const LaurelLevelMoves *moves)
{
  GtkWidget       *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *header = adw_header_bar_new ();
  GtkWidget       *scrolled = gtk_scrolled_window_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autofree char *subtitle = laurel_level_moves_describe (moves);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Who Moves"), subtitle));
  gtk_widget_add_css_class (header, "flat");
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), new_moves_list (moves));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->clients));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->failure));
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (outer), header);
  gtk_box_append (GTK_BOX (outer), scrolled);
  adw_window_set_content (ADW_WINDOW (self), outer);
  add_page (self, moves);
}

GtkWidget *
laurel_level_moves_window_new (GtkWindow              *parent,
                               LaurelApi              *api,
                               LaurelDocument         *document,
                               const LaurelLevelMoves *moves)
{
  LaurelLevelMovesWindow *self = g_object_new (LAUREL_TYPE_LEVEL_MOVES_WINDOW,
                                               "transient-for",
                                               parent,
                                               "modal",
                                               TRUE,
                                               "title",
                                               _ ("Who Moves"),
                                               "default-width",
                                               480,
                                               "default-height",
                                               560,
                                               NULL);

  self->api = g_object_ref (api);
  self->document = laurel_document_ref (document);
  build (self, moves);

  return GTK_WIDGET (self);
}

char *
laurel_level_moves_describe (const LaurelLevelMoves *moves)
{
  g_autofree char *n_up = laurel_format_count (moves->up);
  g_autofree char *n_down = laurel_format_count (moves->down);
  g_autofree char *up = NULL;
  g_autofree char *down = NULL;

  if (moves->up == 0 && moves->down == 0)
    return g_strdup (_ ("Nobody moves to another level"));

  up = g_strdup_printf (ngettext ("%s client moves up", "%s clients move up", (gulong) moves->up),
                        n_up);
  down = g_strdup_printf (
      ngettext ("%s client moves down", "%s clients move down", (gulong) moves->down),
      n_down);

  if (moves->down == 0)
    return g_steal_pointer (&up);

  if (moves->up == 0)
    return g_steal_pointer (&down);

  /* TRANSLATORS: how many clients move up, and how many down */
  return g_strdup_printf (_ ("%s, %s"), up, down);
}
