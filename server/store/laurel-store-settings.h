/* laurel-store-settings.h - named values that belong to a database and not to a program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

/* @value: (nullable): NULL without error: never set */
typedef void (*LaurelStoreSettingDone) (const char *value, const GError *error, gpointer data);

/* @name: [a-z0-9.-]{1,64} */
void laurel_store_get_setting (LaurelStore           *store,
                               const char            *name,
                               LaurelStoreSettingDone done,
                               gpointer               data);
void laurel_store_set_setting (LaurelStore    *store,
                               const char     *name,
                               const char     *value,
                               LaurelStoreDone done,
                               gpointer        data);

/* The same by a person: audited with what it was before, as `settings.change`. @value: JSON */
void laurel_store_change_setting (LaurelStore       *store,
                                  const LaurelActor *actor,
                                  const char        *name,
                                  const char        *value,
                                  LaurelStoreDone    done,
                                  gpointer           data);

/* Writes @value where @name has none yet, and gives what is there afterwards: whoever comes first
 * decides for good (a sandbox, for instance). */
void laurel_store_claim_setting (LaurelStore           *store,
                                 const char            *name,
                                 const char            *value,
                                 LaurelStoreSettingDone done,
                                 gpointer               data);

G_END_DECLS
