/* laurel-oracle.h - the pricing contract written a second time, to be compared with the engine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It follows the specification sentence by sentence, walks the JSON as it stands and shares no code
 * with the engine: two programs that were written apart seldom make the same mistake. It is slow,
 * and it believes that program, catalog and facts are valid and that a receipt is well formed; what
 * a receipt may not say (ranges, references, line numbers) it does check.
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * LaurelOracleDefect:
 * @LAUREL_ORACLE_SOUND: none
 * @LAUREL_ORACLE_ROUNDS_DOWN: percentages of money are rounded down and not half up
 * @LAUREL_ORACLE_TIES_TO_LATER: of equal children of a comparison the later one wins
 * @LAUREL_ORACLE_TRIMS_FIRST: guards take from the first leaves and not from the last
 * @LAUREL_ORACLE_N_DEFECTS: how many there are
 *
 * Mistakes to be made on purpose, for the proof that a comparison finds them.
 */
typedef enum
{
  LAUREL_ORACLE_SOUND,
  LAUREL_ORACLE_ROUNDS_DOWN,
  LAUREL_ORACLE_TIES_TO_LATER,
  LAUREL_ORACLE_TRIMS_FIRST,
  LAUREL_ORACLE_N_DEFECTS,
} LaurelOracleDefect;

/* What `laurelctl price` must answer to the case @document, explanations included. An error has its
 * code and no message. (transfer full) */
json_t *laurel_oracle_price (json_t *document, LaurelOracleDefect defect) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
