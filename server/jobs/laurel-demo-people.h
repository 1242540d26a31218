/* laurel-demo-people.h - the people of the demo chain: nobody's names, numbers and addresses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/jobs/laurel-demo-random.h"

G_BEGIN_DECLS

/**
 * LaurelDemoPerson:
 * @phone: of no operator's range that is in use by the chain itself: unique by @index
 * @email: (nullable): in a domain that does not exist; unique by index
 * @birth_day: days since 1970-01-01
 */
typedef struct
{
  const char *last_name;
  const char *first_name;
  const char *patronymic;
  const char *phone;
  const char *email;
  const char *street;
  const char *house;
  const char *flat;
  gint32      birth_day;
  char        gender;
} LaurelDemoPerson;

/* Person number @index (below 10^9), grown up on @day. The texts go to @strings. */
void laurel_demo_person_make (LaurelDemoPerson *person,
                              LaurelDemoRandom *random,
                              guint32           index,
                              gint32            day,
                              GStringChunk     *strings);

/* The card number @index of the chain: EAN-13 with a check digit. @plain must hold 14 bytes. */
void laurel_demo_card_print (char plain[14], guint32 index);

G_END_DECLS
