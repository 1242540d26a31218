/* laurel-field-row.h - one setting of the program document as a row: a switch, a number, a choice
 *
 * The row edits the draft by itself and follows it: undo, and whatever else changes it. Its
 * subtitle says in a sentence what the setting, as it is, means for a client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-connection.h"
#include "desktop/models/laurel-draft.h"
#include "desktop/widgets/laurel-number-entry.h"

G_BEGIN_DECLS

/**
 * LaurelDescribeFunc:
 * @document: the draft
 * @today: in the chain's zone
 *
 * Returns: (transfer full): a sentence for people
 */
typedef char *(*LaurelDescribeFunc) (const LaurelDocument *document, const GDate *today);

typedef enum
{
  LAUREL_FIELD_SWITCH,
  LAUREL_FIELD_NUMBER,
  LAUREL_FIELD_CHOICE,
  LAUREL_FIELD_RADIO,
} LaurelFieldKind;

/**
 * LaurelField:
 * @kind: how it is edited; a radio row is one value of several rows with the same offset
 * @id: names the row for tests, and makes typing into it one undo
 * @offset: of a gboolean, a gint64 or an enum in LaurelDocument
 * @title: untranslated
 * @edited: untranslated: for Undo: "Activation changed"
 * @describe: what it means; of a radio row, what it would mean
 * @is_there: (nullable): whether it matters as the document is; where not, the row is absent
 * @follow: (nullable): changes what depends on the setting once it has another value
 * @number, @min, @max: of a number
 * @unit: (nullable): untranslated: behind the number instead of that of its kind
 * @choices: (nullable): untranslated, NULL-terminated: by the values of the enum
 * @value: of a radio row
 */
typedef struct
{
  LaurelFieldKind    kind;
  const char        *id;
  gsize              offset;
  const char        *title;
  const char        *edited;
  LaurelDescribeFunc describe;
  gboolean (*is_there) (const LaurelDocument *document);
  void (*follow) (LaurelDocument *document);
  LaurelNumberKind   number;
  gint64             min;
  gint64             max;
  const char        *unit;
  const char *const *choices;
  int                value;
} LaurelField;

#define LAUREL_TYPE_FIELD_ROW (laurel_field_row_get_type ())
G_DECLARE_FINAL_TYPE (LaurelFieldRow, laurel_field_row, LAUREL, FIELD_ROW, AdwActionRow)

/* @field: lives as long as the program. */
GtkWidget *laurel_field_row_new (LaurelConnection  *connection,
                                 const LaurelField *field) G_GNUC_WARN_UNUSED_RESULT;

/* Radio rows of one group exclude each other. */
void laurel_field_row_set_group (LaurelFieldRow *self, LaurelFieldRow *other);

G_END_DECLS
