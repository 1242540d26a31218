/* laurel-engine-error.h - why a program, a catalog or a receipt was not accepted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAUREL_ENGINE_ERROR (laurel_engine_error_quark ())

/**
 * LaurelEngineError:
 * @LAUREL_ENGINE_ERROR_FORMAT: it is not of the shape that it should be
 * @LAUREL_ENGINE_ERROR_RANGE: a number is beyond a limit, or not the multiple asked for
 * @LAUREL_ENGINE_ERROR_REFERENCE: an id that is there twice, is reserved, or is not there
 */
typedef enum
{
  LAUREL_ENGINE_ERROR_FORMAT,
  LAUREL_ENGINE_ERROR_RANGE,
  LAUREL_ENGINE_ERROR_REFERENCE,
} LaurelEngineError;

GQuark laurel_engine_error_quark (void);

/* The word for it in documents: "format", "range" or "reference". */
const char *laurel_engine_error_to_word (LaurelEngineError code);

G_END_DECLS
