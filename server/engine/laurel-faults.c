/* laurel-faults.c - everything that is wrong with one document, each with its place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-faults.h"

#define FAULTS_MAX 100

struct _LaurelFaults
{
  GArray *list;
};

static void
clear_fault (gpointer data)
{
  LaurelFault *fault = data;

  g_free (fault->path);
  g_free (fault->message);
}

LaurelFaults *
laurel_faults_new (void)
{
  LaurelFaults *faults = g_new0 (LaurelFaults, 1);

  faults->list = g_array_new (FALSE, TRUE, sizeof (LaurelFault));
  g_array_set_clear_func (faults->list, clear_fault);

  return faults;
}

void
laurel_faults_free (LaurelFaults *faults)
{
  if (faults == NULL)
    return;

  g_array_unref (faults->list);
  g_free (faults);
}

void
laurel_faults_clear (LaurelFaults *faults)
{
  g_array_set_size (faults->list, 0);
}

void
laurel_faults_add (LaurelFaults *faults,
                   const char   *path,
                   const char   *code,
                   const char   *format,
                   ...)
{
  LaurelFault fault = { .code = code };
  va_list     args;

  if (faults->list->len >= FAULTS_MAX)
    return;

  va_start (args, format);
  fault.message = g_strdup_vprintf (format, args);
  va_end (args);
  fault.path = g_strdup (path);

  g_array_append_val (faults->list, fault);
}

guint
laurel_faults_get_n (const LaurelFaults *faults)
{
  return faults->list->len;
}

const LaurelFault *
laurel_faults_get (const LaurelFaults *faults, guint index)
{
  g_return_val_if_fail (index < faults->list->len, NULL);

  return &g_array_index (faults->list, LaurelFault, index);
}

LaurelEngineError
laurel_fault_get_kind (const LaurelFault *fault)
{
  if (g_str_equal (fault->code, LAUREL_FAULT_RANGE))
    return LAUREL_ENGINE_ERROR_RANGE;

  if (g_str_equal (fault->code, LAUREL_FAULT_REFERENCE) ||
      g_str_equal (fault->code, LAUREL_FAULT_LINE_TWICE))
    return LAUREL_ENGINE_ERROR_REFERENCE;

  return LAUREL_ENGINE_ERROR_FORMAT;
}

void
laurel_faults_propagate (const LaurelFaults *faults, GError **error)
{
  const LaurelFault *fault = laurel_faults_get (faults, 0);

  g_set_error (error,
               LAUREL_ENGINE_ERROR,
               laurel_fault_get_kind (fault),
               "%s: %s",
               fault->path,
               fault->message);
}
