/* laurel-rooms.c - the rooms of the window: their order, names, icons and pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/laurel-rooms.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-check-page.h"
#include "desktop/pages/laurel-clients-page.h"
#include "desktop/pages/laurel-discounts-page.h"
#include "desktop/pages/laurel-levels-page.h"
#include "desktop/pages/laurel-overview-page.h"
#include "desktop/pages/laurel-sales-page.h"

/* A new room is a line here. Digits follow the order of the whole product, not of this list. */
const LaurelRoom laurel_rooms[] = {
  {
      .id = "overview",
      .title = N_ ("Overview"),
      .icon_name = "go-home-symbolic",
      .accel = "<Alt>1",
      .create = laurel_overview_page_new,
  },
  {
      .id = "clients",
      .group = N_ ("People"),
      .title = N_ ("Clients"),
      .icon_name = "system-users-symbolic",
      .accel = "<Alt>2",
      .create = laurel_clients_page_new,
  },
  {
      .id = "discounts",
      .group = N_ ("Program"),
      .title = N_ ("Discounts"),
      .icon_name = "view-list-bullet-symbolic",
      .accel = "<Alt>4",
      .create = laurel_discounts_page_new,
  },
  {
      .id = "levels",
      .title = N_ ("Levels and Points"),
      .icon_name = "starred-symbolic",
      .create = laurel_levels_page_new,
  },
  {
      .id = "check",
      .title = N_ ("Check"),
      .icon_name = "view-dual-symbolic",
      .accel = "<Alt>5",
      .create = laurel_check_page_new,
  },
  {
      .id = "sales",
      .group = N_ ("Journals"),
      .title = N_ ("Sales"),
      .icon_name = "x-office-spreadsheet-symbolic",
      .accel = "<Alt>8",
      .create = laurel_sales_page_new,
  },
};

const gsize laurel_n_rooms = G_N_ELEMENTS (laurel_rooms);

const LaurelRoom *
laurel_rooms_find (const char *id)
{
  for (gsize i = 0; i < laurel_n_rooms; i++)
    if (g_strcmp0 (laurel_rooms[i].id, id) == 0)
      return &laurel_rooms[i];

  return &laurel_rooms[0];
}
