/* laurel-api-error.c - what can go wrong between the desktop and the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-api-error.h"

typedef struct
{
  char      *details;
  guint      status;
  char      *problem_code;
  GPtrArray *faults;
} LaurelApiErrorPrivate;

static void
laurel_api_error_private_init (LaurelApiErrorPrivate *priv)
{
}

static void
laurel_api_error_private_copy (const LaurelApiErrorPrivate *source, LaurelApiErrorPrivate *target)
{
  target->details = g_strdup (source->details);
  target->status = source->status;
  target->problem_code = g_strdup (source->problem_code);
  target->faults = source->faults != NULL ? g_ptr_array_ref (source->faults) : NULL;
}

static void
laurel_api_error_private_clear (LaurelApiErrorPrivate *priv)
{
  g_free (priv->details);
  g_free (priv->problem_code);
  g_clear_pointer (&priv->faults, g_ptr_array_unref);
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

GError *
laurel_api_error_new_problem (LaurelApiError code,
                              const char    *message,
                              const char    *details,
                              guint          status,
                              const char    *problem_code,
                              GPtrArray     *faults)
{
  GError                *error = laurel_api_error_new (code, message, details);
  LaurelApiErrorPrivate *priv = laurel_api_error_get_private (error);

  priv->status = status;
  priv->problem_code = g_strdup (problem_code);
  priv->faults = faults != NULL ? g_ptr_array_ref (faults) : NULL;

  return error;
}

guint
laurel_api_error_get_status (const GError *error)
{
  return error->domain == LAUREL_API_ERROR ? laurel_api_error_get_private (error)->status : 0;
}

const char *
laurel_api_error_get_problem_code (const GError *error)
{
  return error->domain == LAUREL_API_ERROR ? laurel_api_error_get_private (error)->problem_code
                                           : NULL;
}

GPtrArray *
laurel_api_error_get_faults (const GError *error)
{
  return error->domain == LAUREL_API_ERROR ? laurel_api_error_get_private (error)->faults : NULL;
}

LaurelApiFault *
laurel_api_fault_new (const char *path, const char *code, const char *message)
{
  LaurelApiFault *self = g_new (LaurelApiFault, 1);

  self->path = g_strdup (path);
  self->code = g_strdup (code);
  self->message = g_strdup (message);

  return self;
}

void
laurel_api_fault_free (LaurelApiFault *self)
{
  g_free (self->path);
  g_free (self->code);
  g_free (self->message);
  g_free (self);
}
