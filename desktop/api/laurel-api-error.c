/* laurel-api-error.c - what can go wrong between the desktop and the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-api-error.h"

typedef struct
{
  char *details;
} LaurelApiErrorPrivate;

static void
laurel_api_error_private_init (LaurelApiErrorPrivate *priv)
{
}

static void
laurel_api_error_private_copy (const LaurelApiErrorPrivate *source, LaurelApiErrorPrivate *target)
{
  target->details = g_strdup (source->details);
}

static void
laurel_api_error_private_clear (LaurelApiErrorPrivate *priv)
{
  g_free (priv->details);
}

G_DEFINE_EXTENDED_ERROR (LaurelApiError, laurel_api_error)

GError *
laurel_api_error_new (LaurelApiError code, const char *message, const char *details)
{
  GError *error = g_error_new_literal (LAUREL_API_ERROR, (int) code, message);

  laurel_api_error_get_private (error)->details = g_strdup (details);

  return error;
}

const char *
laurel_api_error_get_details (const GError *error)
{
  if (error->domain != LAUREL_API_ERROR)
    return NULL;

  return laurel_api_error_get_private (error)->details;
}
