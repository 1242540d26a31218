/* laurel-wire-user.c - a person, as answers show the one who is logged in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-wire-user.h"

json_t *
laurel_wire_user_new (const char *login, const char *name, LaurelRole role)
{
  return json_pack ("{s:s, s:s, s:s}",
                    "login",
                    login,
                    "name",
                    name,
                    "role",
                    laurel_role_to_string (role));
}
