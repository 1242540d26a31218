/* laurel-levels-page.c - Levels and Points: everything of the program but its discounts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-levels-page.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-overview.h"
#include "desktop/models/laurel-moves.h"
#include "desktop/pages/laurel-draft-words.h"
#include "desktop/pages/laurel-level-list.h"
#include "desktop/pages/laurel-level-moves-window.h"
#include "desktop/pages/laurel-program-tab.h"
#include "desktop/widgets/laurel-state-view.h"

struct _LaurelLevelsPage
{
  LaurelPage parent_instance;

  LaurelDraft  *draft;
  LaurelMoves  *moves;
  GCancellable *cancellable;
  GtkWidget    *levels;
  GtkWidget    *moves_row;
  GtkLabel     *moves_label;
  GtkWidget    *moves_spinner;
  GtkWidget    *moves_button;

  LaurelStateView *state_view;
  GtkStack        *tabs;
  GtkWidget       *switcher;
  GtkWidget       *undo_box;
};

G_DEFINE_FINAL_TYPE (LaurelLevelsPage, laurel_levels_page, LAUREL_TYPE_PAGE)

/* === What is seen ============================================================================= */

static void
update_actions (LaurelLevelsPage *self)
{
  gboolean may_edit = laurel_draft_get_may_edit (self->draft);

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "levels.undo",
                                 may_edit && laurel_draft_can_undo (self->draft));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "levels.redo",
                                 may_edit && laurel_draft_can_redo (self->draft));
}

static void
state_cb (LaurelLevelsPage *self)
{
  g_autofree char *subtitle = laurel_draft_words_state (self->draft);
  const GError    *error = laurel_draft_get_error (self->draft);

  laurel_page_set_subtitle (LAUREL_PAGE (self), subtitle);

  if (laurel_draft_get_document (self->draft) != NULL)
    laurel_state_view_set_state (self->state_view, LAUREL_STATE_CONTENT);
  else if (laurel_draft_get_state (self->draft) == LAUREL_DRAFT_FAILED)
    laurel_state_view_show_error (self->state_view,
                                  error->message,
                                  laurel_api_error_get_details (error));
  else
    laurel_state_view_set_state (self->state_view, LAUREL_STATE_LOADING);

  update_actions (self);
}

static char *
describe_moves (LaurelLevelsPage *self)
{
  const LaurelLevelMoves *moves = laurel_moves_get (self->moves);
  const GError           *error = laurel_moves_get_error (self->moves);

  if (moves != NULL)
    return laurel_level_moves_describe (moves);

  return g_strdup (error != NULL ? error->message : _ ("Counting who moves…"));
}

/* The numbers of before stay, dimmed, until there are others. */
static void
moves_cb (LaurelLevelsPage *self)
{
  const LaurelLevelMoves *moves = laurel_moves_get (self->moves);
  gboolean                busy = laurel_moves_get_busy (self->moves);
  g_autofree char        *text = describe_moves (self);

  gtk_widget_set_visible (self->moves_row, laurel_moves_get_relevant (self->moves));
  gtk_label_set_text (self->moves_label, text);
  gtk_widget_set_visible (self->moves_spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->moves_spinner), busy);
  gtk_widget_set_visible (self->moves_button, moves != NULL && !busy && moves->items->len > 0);

  if (busy)
    gtk_widget_add_css_class (GTK_WIDGET (self->moves_label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->moves_label), "dim-label");
}

static void
open_client_cb (LaurelLevelsPage *self, const char *client)
{
  laurel_page_open_client (LAUREL_PAGE (self), client);
}

static void
show_moves_cb (LaurelLevelsPage *self)
{
  GtkWidget *window =
      laurel_level_moves_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     laurel_page_get_api (LAUREL_PAGE (self)),
                                     laurel_draft_get_document (self->draft),
                                     laurel_moves_get (self->moves));

  g_signal_connect_object (window,
                           "open-client",
                           G_CALLBACK (open_client_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* How many clients have each level, by what the overview counts; without it there is a dash. */
static void
clients_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelLevelsPage) self = LAUREL_LEVELS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelOverview) overview =
      laurel_overview_fetch_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);

  for (guint i = 0; overview != NULL && i < overview->levels->len; i++)
    {
      const LaurelNamedValue *level = &g_array_index (overview->levels, LaurelNamedValue, i);

      laurel_level_list_set_clients (LAUREL_LEVEL_LIST (self->levels), level->id, level->value);
    }
}

static void
fetch_clients (LaurelLevelsPage *self)
{
  LaurelOverviewFilter filter = { 0 };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_date_clear (&filter.before_from, 1);
  g_date_clear (&filter.before_to, 1);
  laurel_connection_get_today (laurel_page_get_connection (LAUREL_PAGE (self)), &filter.from);
  filter.to = filter.from;
  laurel_overview_fetch_async (laurel_page_get_api (LAUREL_PAGE (self)),
                               &filter,
                               self->cancellable,
                               clients_cb,
                               g_object_ref (self));
}

/* === Acts ===================================================================================== */

static void
edited_cb (LaurelLevelsPage *self, const char *text)
{
  laurel_page_undo_toast (LAUREL_PAGE (self), text);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_undo (LAUREL_PAGE (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelLevelsPage *self = LAUREL_LEVELS_PAGE (widget);
  g_autofree char  *what = laurel_draft_redo (self->draft);
  g_autofree char  *text = what != NULL ? g_strdup_printf (_ ("Done again: %s"), what) : NULL;

  if (text != NULL)
    laurel_page_toast (LAUREL_PAGE (self), text);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_draft_save (LAUREL_LEVELS_PAGE (widget)->draft);
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_open_program (LAUREL_PAGE (widget), "publish");
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_open_room (LAUREL_PAGE (widget), "check");
}

static void
retry_cb (LaurelLevelsPage *self)
{
  laurel_draft_load (self->draft);
}

/* === The page ================================================================================= */

static GtkWidget *
new_moves_row (LaurelLevelsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->moves_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->moves_label, 0);
  gtk_label_set_wrap (self->moves_label, TRUE);
  gtk_label_set_natural_wrap_mode (self->moves_label, GTK_NATURAL_WRAP_NONE);
  self->moves_spinner = gtk_spinner_new ();
  self->moves_button = gtk_button_new_with_mnemonic (_ ("_Show"));
  gtk_widget_add_css_class (self->moves_button, "flat");
  g_signal_connect_swapped (self->moves_button, "clicked", G_CALLBACK (show_moves_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->moves_label));
  gtk_box_append (GTK_BOX (box), self->moves_spinner);
  gtk_box_append (GTK_BOX (box), self->moves_button);
  gtk_widget_add_css_class (box, "reads");

  return box;
}

static void
add_tab (LaurelLevelsPage *self, const char *name, const char *title, GtkWidget *tab)
{
  gtk_stack_add_titled (self->tabs, tab, name, title);
}

static void
build_tabs (LaurelLevelsPage *self)
{
  LaurelConnection *connection = laurel_page_get_connection (LAUREL_PAGE (self));
  GtkWidget        *redemption = NULL;
  GtkWidget        *restrictions = NULL;
  GtkWidget        *redemption_tab = NULL;
  GtkWidget        *restrictions_tab = NULL;

  self->levels = laurel_level_list_new (connection);
  self->moves_row = new_moves_row (self);
  redemption_tab = laurel_program_tab_new_redemption (connection, &redemption);
  restrictions_tab = laurel_program_tab_new_restrictions (connection, &restrictions);
  g_signal_connect_swapped (self->levels, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (redemption, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (restrictions, "edited", G_CALLBACK (edited_cb), self);

  add_tab (self,
           "levels",
           _ ("Levels"),
           laurel_program_tab_new_levels (connection, self->levels, self->moves_row));
  add_tab (self, "accrual", _ ("Accrual"), laurel_program_tab_new_accrual (connection));
  add_tab (self, "redemption", _ ("Redemption"), redemption_tab);
  add_tab (self, "expiry", _ ("Expiry"), laurel_program_tab_new_expiry (connection));
  add_tab (self, "limits", _ ("Limits"), laurel_program_tab_new_limits (connection));
  add_tab (self, "restrictions", _ ("Restrictions"), restrictions_tab);
}

static void
laurel_levels_page_connected (LaurelPage *page)
{
  LaurelLevelsPage *self = LAUREL_LEVELS_PAGE (page);

  self->draft = g_object_ref (laurel_connection_get_draft (laurel_page_get_connection (page)));
  self->moves = laurel_moves_new (laurel_page_get_api (page), self->draft);
  build_tabs (self);
  g_signal_connect_object (self->draft,
                           "notify::state",
                           G_CALLBACK (state_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->moves, "changed", G_CALLBACK (moves_cb), self, G_CONNECT_SWAPPED);
  state_cb (self);
  moves_cb (self);
  fetch_clients (self);
}

static void
laurel_levels_page_reload (LaurelPage *page)
{
  LaurelLevelsPage *self = LAUREL_LEVELS_PAGE (page);

  laurel_draft_load (self->draft);
  fetch_clients (self);
}

static void
laurel_levels_page_undo (LaurelPage *page)
{
  LaurelLevelsPage *self = LAUREL_LEVELS_PAGE (page);
  g_autofree char  *what = laurel_draft_undo (self->draft);
  g_autofree char  *text = what != NULL ? g_strdup_printf (_ ("Undone: %s"), what) : NULL;

  if (text != NULL)
    laurel_page_toast (page, text);
}

static void
laurel_levels_page_set_narrow (LaurelPage *page, gboolean narrow)
{
  LaurelLevelsPage *self = LAUREL_LEVELS_PAGE (page);

  laurel_level_list_set_narrow (LAUREL_LEVEL_LIST (self->levels), narrow);
  gtk_widget_set_visible (self->undo_box, !narrow);

  if (narrow)
    gtk_widget_add_css_class (self->switcher, "narrow");
  else
    gtk_widget_remove_css_class (self->switcher, "narrow");
}

static void
laurel_levels_page_dispose (GObject *object)
{
  LaurelLevelsPage *self = LAUREL_LEVELS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->moves);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (laurel_levels_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                 *name;
    GtkWidgetActionActivateFunc activate;
    guint                       key;
    GdkModifierType             modifiers;
  } actions[] = {
    { "levels.undo", undo_action, GDK_KEY_z, GDK_CONTROL_MASK },
    { "levels.redo", redo_action, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "levels.save", save_action, GDK_KEY_s, GDK_CONTROL_MASK },
    { "levels.publish", publish_action, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "levels.check", check_action, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
      gtk_widget_class_add_binding_action (widget_class,
                                           actions[i].key,
                                           actions[i].modifiers,
                                           actions[i].name,
                                           NULL);
    }
}

static void
laurel_levels_page_class_init (LaurelLevelsPageClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  LaurelPageClass *page_class = LAUREL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_levels_page_dispose;
  page_class->connected = laurel_levels_page_connected;
  page_class->reload = laurel_levels_page_reload;
  page_class->undo = laurel_levels_page_undo;
  page_class->set_narrow = laurel_levels_page_set_narrow;

  g_type_ensure (LAUREL_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-levels-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelLevelsPage, state_view);
  gtk_widget_class_bind_template_child (widget_class, LaurelLevelsPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, LaurelLevelsPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, LaurelLevelsPage, undo_box);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  install_actions (widget_class);
}

static void
laurel_levels_page_init (LaurelLevelsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_levels_page_new (LaurelConnection *connection, GSettings *settings)
{
  return g_object_new (LAUREL_TYPE_LEVELS_PAGE, "connection", connection, NULL);
}

void
laurel_levels_page_show_tab (LaurelLevelsPage *self, const char *tab)
{
  g_return_if_fail (LAUREL_IS_LEVELS_PAGE (self));

  gtk_stack_set_visible_child_name (self->tabs, tab);
}
