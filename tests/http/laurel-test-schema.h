/* laurel-test-schema.h - holds JSON values against the schemas of the OpenAPI document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * laurel_test_schema_find_fault:
 * @document: the OpenAPI document, for references
 * @schema: of the document
 *
 * Knows the words that our schemas use: $ref, type, enum, const, properties, required,
 * additionalProperties, items, minimum, maximum, minLength, maxLength, oneOf, anyOf, allOf; and
 * counts any other word that says something about a value as a fault.
 *
 * Returns: (transfer full) (nullable): what is wrong and where, %NULL: nothing
 */
char *laurel_test_schema_find_fault (json_t *document,
                                     json_t *schema,
                                     json_t *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
