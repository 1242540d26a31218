/* laurel-caller.h - who makes a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_CALLER_NOBODY,
  LAUREL_CALLER_TILL,
  LAUREL_CALLER_USER,
} LaurelCallerKind;

/**
 * LaurelCaller:
 * @id: the API key's id for a till, the user's id for a person, else 0; what logs and audit name
 * @store: (nullable): the store that a till's key is bound to
 * @till: (nullable): the till that the key is bound to
 * @login, @name: (nullable): of a person
 * @role: of a person
 * @session: the session's id of a person, 0 for a long-lived token
 */
typedef struct
{
  LaurelCallerKind kind;
  gint64           id;
  char            *store;
  char            *till;
  char            *login;
  char            *name;
  LaurelRole       role;
  gint64           session;
} LaurelCaller;

/* A copy of what @identity says. @caller must be clear. */
void laurel_caller_set (LaurelCaller *caller, const LaurelIdentity *identity);
void laurel_caller_clear (LaurelCaller *caller);

G_END_DECLS
