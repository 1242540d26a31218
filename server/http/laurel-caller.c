/* laurel-caller.c - who makes a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-caller.h"

void
laurel_caller_set (LaurelCaller *caller, const LaurelIdentity *identity)
{
  gboolean is_till = identity->kind == LAUREL_IDENTITY_TILL;

  *caller = (LaurelCaller){
    .kind = is_till ? LAUREL_CALLER_TILL : LAUREL_CALLER_USER,
    .id = is_till ? identity->key : identity->user,
    .store = g_strdup (identity->store),
    .till = g_strdup (identity->till),
    .login = g_strdup (identity->login),
    .name = g_strdup (identity->name),
    .role = identity->role,
    .session = identity->session,
  };
}

void
laurel_caller_clear (LaurelCaller *caller)
{
  g_clear_pointer (&caller->store, g_free);
  g_clear_pointer (&caller->till, g_free);
  g_clear_pointer (&caller->login, g_free);
  g_clear_pointer (&caller->name, g_free);
  *caller = (LaurelCaller){ .kind = LAUREL_CALLER_NOBODY };
}
