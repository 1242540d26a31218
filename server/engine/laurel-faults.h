/* laurel-faults.h - everything that is wrong with one document, each with its place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "server/engine/laurel-engine-error.h"

G_BEGIN_DECLS

/* The codes of faults. A route may add words of its own; they must live for ever. */
#define LAUREL_FAULT_FORMAT         "format"
#define LAUREL_FAULT_RANGE          "range"
#define LAUREL_FAULT_MISSING        "missing"
#define LAUREL_FAULT_UNKNOWN_MEMBER "unknown_member"
#define LAUREL_FAULT_REFERENCE      "reference"
#define LAUREL_FAULT_LINE_TWICE     "line_twice"

/**
 * LaurelFault:
 * @path: a JSON pointer, such as "/lines/0/price"; empty for the whole document
 * @code: a word for programs
 * @message: a sentence for people
 */
typedef struct
{
  char       *path;
  const char *code;
  char       *message;
} LaurelFault;

typedef struct _LaurelFaults LaurelFaults;

LaurelFaults *laurel_faults_new (void) G_GNUC_WARN_UNUSED_RESULT;
void          laurel_faults_free (LaurelFaults *faults);
void          laurel_faults_clear (LaurelFaults *faults);

void laurel_faults_add (LaurelFaults *faults,
                        const char   *path,
                        const char   *code,
                        const char   *format,
                        ...) G_GNUC_PRINTF (4, 5);

/* In the order in which they were found. A hopeless document has no more than 100 of them kept. */
guint              laurel_faults_get_n (const LaurelFaults *faults);
const LaurelFault *laurel_faults_get (const LaurelFaults *faults, guint index);

/* What the engine calls such a fault; words of routes are of the format. */
LaurelEngineError laurel_fault_get_kind (const LaurelFault *fault);

/* Sets @error to the first fault. There must be one. */
void laurel_faults_propagate (const LaurelFaults *faults, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelFaults, laurel_faults_free)

G_END_DECLS
