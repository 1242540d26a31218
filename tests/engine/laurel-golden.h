/* laurel-golden.h - the golden cases of the pricing contract
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The contract's folder stands in LAUREL_SHARED. Where it is not there, one test is skipped in
 * place of the cases; where somebody has set it to another folder, its absence is a failure.
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * LaurelGoldenCases:
 * @LAUREL_GOLDEN_ALL: all of them
 * @LAUREL_GOLDEN_SOUND: those whose answer is more than an error of the whole case
 */
typedef enum
{
  LAUREL_GOLDEN_ALL,
  LAUREL_GOLDEN_SOUND,
} LaurelGoldenCases;

/* Adds @test below @path for each of @cases; its data is the name of the file. */
void laurel_golden_add_tests (const char *path, LaurelGoldenCases cases, GTestDataFunc test);

/* The case in @file, whose `why` becomes the test's summary. (transfer full) */
json_t *laurel_golden_load (const char *file) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @answer has all that @expected asks for; where it has not, @path leads to the place. */
gboolean laurel_golden_agrees (json_t *expected, json_t *answer, GString *path);

G_END_DECLS
