/* laurel-engine-error.c - why a program, a catalog or a receipt was not accepted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-engine-error.h"

G_DEFINE_QUARK (laurel_engine_error, laurel_engine_error)

const char *
laurel_engine_error_to_word (LaurelEngineError code)
{
  static const char *const words[] = {
    [LAUREL_ENGINE_ERROR_FORMAT] = "format",
    [LAUREL_ENGINE_ERROR_RANGE] = "range",
    [LAUREL_ENGINE_ERROR_REFERENCE] = "reference",
  };

  return words[code];
}
