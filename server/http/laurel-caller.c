/* laurel-caller.c - who makes a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-caller.h"

void
laurel_caller_clear (LaurelCaller *caller)
{
  g_clear_pointer (&caller->store, g_free);
  g_clear_pointer (&caller->till, g_free);
  g_clear_pointer (&caller->login, g_free);
  g_clear_pointer (&caller->name, g_free);
  *caller = (LaurelCaller){ .kind = LAUREL_CALLER_NOBODY };
}
