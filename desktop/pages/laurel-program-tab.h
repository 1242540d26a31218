/* laurel-program-tab.h - the tabs of Levels and Points: forms over the draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-field-row.h"

G_BEGIN_DECLS

/**
 * laurel_program_tab_new:
 * @content: (out): where groups and cards go
 *
 * Returns: (transfer full): a form: it scrolls, and is no wider than one reads
 */
GtkWidget *laurel_program_tab_new (GtkBox **content) G_GNUC_WARN_UNUSED_RESULT;

/* Appends a group of rows for @fields, under @title (nullable). Radio rows that follow each other
 * exclude each other. */
void laurel_program_tab_add_fields (GtkBox            *content,
                                    LaurelConnection  *connection,
                                    const char        *title,
                                    const LaurelField *fields,
                                    gsize              n_fields);

/* Appends a card with sentences that follow the draft: an example. */
void laurel_program_tab_add_example (GtkBox            *content,
                                     LaurelConnection  *connection,
                                     LaurelDescribeFunc describe);

/* Appends @widget under a heading. @description: (nullable) */
void laurel_program_tab_add_widget (GtkBox     *content,
                                    const char *title,
                                    const char *description,
                                    GtkWidget  *widget);

/* Each in a file of its own. @levels: a LaurelLevelList, @moves: what stands below it; @rules:
 * (out) (transfer none): the LaurelRuleList in it. */
GtkWidget *laurel_program_tab_new_accrual (LaurelConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *laurel_program_tab_new_expiry (LaurelConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *laurel_program_tab_new_levels (LaurelConnection *connection,
                                          GtkWidget        *levels,
                                          GtkWidget        *moves) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *laurel_program_tab_new_limits (LaurelConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *laurel_program_tab_new_redemption (LaurelConnection *connection,
                                              GtkWidget       **rules) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *laurel_program_tab_new_restrictions (LaurelConnection *connection,
                                                GtkWidget       **rules) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
