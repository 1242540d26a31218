/* laurel-publish-page.h - what the draft changes, what the server finds in it, and publishing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_PUBLISH_PAGE (laurel_publish_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelPublishPage, laurel_publish_page, LAUREL, PUBLISH_PAGE, LaurelPage)

GtkWidget *laurel_publish_page_new (LaurelConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

/* The question before publishing, with its numbers; what the button asks for. */
void laurel_publish_page_ask (LaurelPublishPage *self);

G_END_DECLS
