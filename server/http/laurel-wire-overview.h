/* laurel-wire-overview.h - the overview of a period, as answers show it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/http/laurel-office.h"
#include "server/store/laurel-store-reports.h"

G_BEGIN_DECLS

/* (transfer full): @office has a release. @overview is what the store gave for @filter. */
json_t *laurel_wire_new_overview (const LaurelOffice       *office,
                                  const LaurelPeriodFilter *filter,
                                  const LaurelOverview     *overview) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
