/* laurel-client-row.h - clients as a list shows them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-list.h"

G_BEGIN_DECLS

/* The parts of a name; each may be NULL. */
typedef struct
{
  char *first;
  char *last;
  char *patronymic;
} LaurelPersonName;

void laurel_person_name_read (LaurelPersonName *name, LaurelReply *reply);
void laurel_person_name_clear (LaurelPersonName *name);

#define LAUREL_TYPE_CLIENT_ROW (laurel_client_row_get_type ())
G_DECLARE_FINAL_TYPE (LaurelClientRow, laurel_client_row, LAUREL, CLIENT_ROW, GObject)

/* One client; the fields do not change. Text but @client may be NULL; points are hundredths,
 * @turnover minor units; @last_purchase is not valid where there is none. */
struct _LaurelClientRow
{
  GObject parent_instance;

  char            *client;
  LaurelPersonName name;
  char            *phone;
  char            *email;
  char            *city;
  char            *card;
  char            *level_name;
  gint64           available;
  gint64           pending;
  gint64           turnover;
  GDate            last_purchase;
};

typedef enum
{
  LAUREL_CLIENT_SORT_LAST_PURCHASE,
  LAUREL_CLIENT_SORT_NAME,
  LAUREL_CLIENT_SORT_TURNOVER,
  LAUREL_CLIENT_SORT_POINTS,
} LaurelClientSort;

/* @search: (nullable): words of the name, a phone in any form, a card number, an e-mail */
LaurelListRequest *laurel_client_list_new (const char      *search,
                                           LaurelClientSort sort) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
