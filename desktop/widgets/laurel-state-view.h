/* laurel-state-view.h - the four faces of a page: loading, empty, error, content
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_STATE_VIEW (laurel_state_view_get_type ())
G_DECLARE_FINAL_TYPE (LaurelStateView, laurel_state_view, LAUREL, STATE_VIEW, GtkWidget)

#define LAUREL_TYPE_STATE (laurel_state_get_type ())
GType laurel_state_get_type (void) G_GNUC_CONST;

/**
 * LaurelState:
 * @LAUREL_STATE_LOADING: grey lines, which appear only after 0.1 s; for the first time only: while
 *   content is loaded again, the old content stays
 * @LAUREL_STATE_EMPTY: there is nothing yet: what will be here, and one button
 * @LAUREL_STATE_NOTHING_FOUND: a filter finds nothing: Clear Filters
 * @LAUREL_STATE_ERROR: the words of the server, Try Again, details in an expander
 * @LAUREL_STATE_CONTENT: the child
 */
typedef enum
{
  LAUREL_STATE_LOADING,
  LAUREL_STATE_EMPTY,
  LAUREL_STATE_NOTHING_FOUND,
  LAUREL_STATE_ERROR,
  LAUREL_STATE_CONTENT,
} LaurelState;

/* Properties: state (LAUREL_STATE_LOADING at first), child; only to be set, for .ui files:
 * empty-icon-name, empty-title, empty-description, empty-button (NULL: no button), error-title.
 * Signals, all without arguments: retry, clear-filters, empty-activated.
 * In a .ui file its <child> is the content. */
GtkWidget *laurel_state_view_new (GtkWidget *child) G_GNUC_WARN_UNUSED_RESULT;

void       laurel_state_view_set_child (LaurelStateView *self, GtkWidget *child);
GtkWidget *laurel_state_view_get_child (LaurelStateView *self);

void        laurel_state_view_set_state (LaurelStateView *self, LaurelState state);
LaurelState laurel_state_view_get_state (LaurelStateView *self);

/**
 * laurel_state_view_set_empty:
 * @self: a state view
 * @icon_name: a symbolic icon
 * @title: in header capitalisation: "No Clients Yet"
 * @description: what makes it fill
 * @button: (nullable): the label of the button, with mnemonic; %NULL has none
 */
void laurel_state_view_set_empty (LaurelStateView *self,
                                  const char      *icon_name,
                                  const char      *title,
                                  const char      *description,
                                  const char      *button);

/**
 * laurel_state_view_show_error:
 * @self: a state view
 * @message: words for people; never taken for markup
 * @details: (nullable): the request, the code: for whoever helps
 */
void laurel_state_view_show_error (LaurelStateView *self, const char *message, const char *details);

G_END_DECLS
