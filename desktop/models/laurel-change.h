/* laurel-change.h - one thing in which two program documents differ
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/models/laurel-section.h"

G_BEGIN_DECLS

/**
 * LaurelChangeKind:
 * @LAUREL_CHANGE_ORDER: the children of a group stand in another order
 *
 * Nodes are matched by their ids: one that is edited and moved has two changes.
 */
typedef enum
{
  LAUREL_CHANGE_NEW,
  LAUREL_CHANGE_EDITED,
  LAUREL_CHANGE_ON,
  LAUREL_CHANGE_OFF,
  LAUREL_CHANGE_REMOVED,
  LAUREL_CHANGE_MOVED,
  LAUREL_CHANGE_ORDER,
} LaurelChangeKind;

typedef enum
{
  LAUREL_CHANGE_OF_NODE,
  LAUREL_CHANGE_OF_LEVEL,
  LAUREL_CHANGE_OF_SECTION,
} LaurelChangeSubject;

/**
 * LaurelChange:
 * @id: of the node or level; NULL of a section
 * @section: of a section; LAUREL_SECTION_LEVELS of a level. That section by itself stands for basis
 *   and downgrade
 */
typedef struct
{
  LaurelChangeKind    kind;
  LaurelChangeSubject subject;
  char               *id;
  LaurelSection       section;
} LaurelChange;

void laurel_change_free (LaurelChange *self);

/* (element-type LaurelChange): what @to changes of @from (nullable: an empty program): levels and
 * sections first, then nodes in the order of their trees. Quick where the trees share much. */
GPtrArray *laurel_change_list (const LaurelDocument *from,
                               const LaurelDocument *to) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_change_revert:
 * @self: a change from @from to @to
 *
 * Returns: (transfer full): @to without this change, and with all others. A node that comes back
 *   brings what was removed with it; one whose group is gone comes to the root
 */
LaurelDocument *laurel_change_revert (const LaurelChange   *self,
                                      const LaurelDocument *from,
                                      const LaurelDocument *to) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
