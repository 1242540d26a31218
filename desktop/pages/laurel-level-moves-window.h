/* laurel-level-moves-window.h - who would move to another level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/api/laurel-level-moves.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_LEVEL_MOVES_WINDOW (laurel_level_moves_window_get_type ())
G_DECLARE_FINAL_TYPE (LaurelLevelMovesWindow,
                      laurel_level_moves_window,
                      LAUREL,
                      LEVEL_MOVES_WINDOW,
                      AdwWindow)

/* Signal: open-client (window, const char *client); the window closes.
 * @document: whose levels @moves, the first page, are about */
GtkWidget *laurel_level_moves_window_new (GtkWindow              *parent,
                                          LaurelApi              *api,
                                          LaurelDocument         *document,
                                          const LaurelLevelMoves *moves) G_GNUC_WARN_UNUSED_RESULT;

/* "382 clients move up, 12 clients move down"; new text. */
char *laurel_level_moves_describe (const LaurelLevelMoves *moves) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
