/* laurel-welcome-page.h - the first start: connect to a server, or try it on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-session.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_WELCOME_PAGE (laurel_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelWelcomePage, laurel_welcome_page, LAUREL, WELCOME_PAGE, AdwBin)

/* Signal: connected (page, LaurelConnection *connection).
 * Actions: welcome.sign-in, welcome.try-demo, welcome.cancel. */
GtkWidget *laurel_welcome_page_new (LaurelSession *session,
                                    GSettings     *settings) G_GNUC_WARN_UNUSED_RESULT;

/* Goes on where the last time ended, and asks for the password where that is needed. */
void laurel_welcome_page_resume (LaurelWelcomePage *self);

G_END_DECLS
