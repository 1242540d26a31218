/* laurel-rooms.h - the rooms of the window: their order, names, icons and pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

/**
 * LaurelRoom:
 * @id: in settings and actions
 * @group: (nullable): the heading above it, untranslated; NULL stays in the group before
 * @title: untranslated
 * @icon_name: a symbolic icon
 * @accel: (nullable): its key
 * @create: makes its page
 */
typedef struct
{
  const char *id;
  const char *group;
  const char *title;
  const char *icon_name;
  const char *accel;
  GtkWidget *(*create) (LaurelConnection *connection, GSettings *settings);
} LaurelRoom;

extern const LaurelRoom laurel_rooms[];
extern const gsize      laurel_n_rooms;

/* The room of that id; the first where there is none. */
const LaurelRoom *laurel_rooms_find (const char *id);

G_END_DECLS
