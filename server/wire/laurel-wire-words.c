/* laurel-wire-words.c - words that several shapes share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-words.h"

#include "server/engine/laurel-catalog.h"

const char *const laurel_wire_channel_words[] = { "store", "site",  "delivery", "showroom",
                                                  "app",   "phone", NULL };

const guint laurel_wire_channel_bits[] = {
  LAUREL_CHANNEL_STORE,    LAUREL_CHANNEL_SITE, LAUREL_CHANNEL_DELIVERY,
  LAUREL_CHANNEL_SHOWROOM, LAUREL_CHANNEL_APP,  LAUREL_CHANNEL_PHONE,
};

const char *const laurel_wire_gender_words[] = { "f", "m", NULL };
