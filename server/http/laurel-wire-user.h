/* laurel-wire-user.h - a person, as answers show the one who is logged in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <jansson.h>

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

/* (transfer full): {"login", "name", "role"} */
json_t *laurel_wire_user_new (const char *login,
                              const char *name,
                              LaurelRole  role) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
