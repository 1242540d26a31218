/* laurel-section.h - what a program says beside its discounts, in parts that are compared as wholes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/**
 * LaurelSection:
 * @LAUREL_SECTION_ABOUT: name, description, currency and time zone
 * @LAUREL_SECTION_POINTS: the worth of a point
 * @LAUREL_SECTION_ACCRUAL: what points are given for, and their rounding
 * @LAUREL_SECTION_LIFE: when points become active, and when they burn
 * @LAUREL_SECTION_LEVELS: levels, their basis and downgrade
 * @LAUREL_SECTION_REDEMPTION: redemption without its rules
 * @LAUREL_SECTION_REDEMPTION_RULES: those rules
 * @LAUREL_SECTION_LIMITS: shares of a line and a receipt
 * @LAUREL_SECTION_ROUNDING: of receipts
 * @LAUREL_SECTION_RESTRICTIONS: restrictions
 * @LAUREL_SECTION_SLIPS: texts of slips
 * @LAUREL_SECTION_SERVER: returns, holds, verification and the like
 */
typedef enum
{
  LAUREL_SECTION_ABOUT,
  LAUREL_SECTION_POINTS,
  LAUREL_SECTION_ACCRUAL,
  LAUREL_SECTION_LIFE,
  LAUREL_SECTION_LEVELS,
  LAUREL_SECTION_REDEMPTION,
  LAUREL_SECTION_REDEMPTION_RULES,
  LAUREL_SECTION_LIMITS,
  LAUREL_SECTION_ROUNDING,
  LAUREL_SECTION_RESTRICTIONS,
  LAUREL_SECTION_SLIPS,
  LAUREL_SECTION_SERVER,
  LAUREL_N_SECTIONS,
} LaurelSection;

gboolean laurel_section_equal (LaurelSection         section,
                               const LaurelDocument *a,
                               const LaurelDocument *b);
/* Makes the section of @document, which has not been given away, that of @from. */
void laurel_section_take (LaurelSection         section,
                          LaurelDocument       *document,
                          const LaurelDocument *from);

G_END_DECLS
