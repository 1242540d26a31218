/* laurel-page.h - what all pages have: a header bar, a title, the bar that says "no connection"
 *
 * A page derives from this class and puts its body and the ends of its header bar into it: in a .ui
 * file <child type="start"> and <child type="end"> go to the header bar, <child> is the body. Pages
 * do not know each other: they emit a signal, and the window decides where that leads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/api/laurel-sale-row.h"
#include "desktop/models/laurel-connection.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_PAGE (laurel_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (LaurelPage, laurel_page, LAUREL, PAGE, AdwBin)

/**
 * LaurelPageClass:
 * @connected: the page has its connection: load
 * @reload: F5
 * @search: Ctrl+F: focus what filters the page
 * @close_pane: Escape; TRUE when a pane was closed
 * @toggle_pane: Shift+F9
 * @undo: the button of the toast was pressed
 * @set_narrow: the page is too narrow for two columns, or no longer
 *
 * Properties: title, subtitle, connection (construct only).
 * Signals:
 *   open-client (page, const char *client)
 *   open-receipt (page, const char *sale)
 *   open-sales (page, LaurelSalesFilter *filter)
 *   open-check (page, const char *sale)
 *   open-room (page, const char *room)
 *   open-program (page, const char *what): "publish" or "versions"
 *   toast (page, const char *text)
 *   undo-toast (page, const char *text): with a button that leads to laurel_page_undo()
 */
struct _LaurelPageClass
{
  AdwBinClass parent_class;

  void (*connected) (LaurelPage *self);
  void (*reload) (LaurelPage *self);
  void (*search) (LaurelPage *self);
  gboolean (*close_pane) (LaurelPage *self);
  void (*toggle_pane) (LaurelPage *self);
  void (*undo) (LaurelPage *self);
  void (*set_narrow) (LaurelPage *self, gboolean narrow);
};

LaurelConnection *laurel_page_get_connection (LaurelPage *self);
LaurelApi        *laurel_page_get_api (LaurelPage *self);

void        laurel_page_set_title (LaurelPage *self, const char *title);
const char *laurel_page_get_title (LaurelPage *self);
void        laurel_page_set_subtitle (LaurelPage *self, const char *subtitle);
const char *laurel_page_get_subtitle (LaurelPage *self);

/* The spinner beside the title: what is shown is being renewed. */
void laurel_page_set_busy (LaurelPage *self, gboolean busy);

/* Whether the page lies on another one. */
void laurel_page_set_on_top (LaurelPage *self, gboolean on_top);

/* Whether the window is too narrow for the side bar: then a button leads back to it. */
void laurel_page_set_folded (LaurelPage *self, gboolean folded);

void     laurel_page_reload (LaurelPage *self);
void     laurel_page_search (LaurelPage *self);
gboolean laurel_page_close_pane (LaurelPage *self);
void     laurel_page_toggle_pane (LaurelPage *self);
void     laurel_page_undo (LaurelPage *self);

void laurel_page_open_client (LaurelPage *self, const char *client);
void laurel_page_open_receipt (LaurelPage *self, const char *sale);
void laurel_page_open_sales (LaurelPage *self, const LaurelSalesFilter *filter);
void laurel_page_open_check (LaurelPage *self, const char *sale);
void laurel_page_open_room (LaurelPage *self, const char *room);
void laurel_page_open_program (LaurelPage *self, const char *what);
void laurel_page_toast (LaurelPage *self, const char *text);
void laurel_page_undo_toast (LaurelPage *self, const char *text);

G_END_DECLS
