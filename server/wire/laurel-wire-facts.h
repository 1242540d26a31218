/* laurel-wire-facts.h - what a case says of clients, uses, codes and certificates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-program-draft.h"
#include "server/engine/laurel-receipt.h"
#include "server/wire/laurel-json-reader.h"

G_BEGIN_DECLS

/**
 * LaurelWireFacts:
 * @clients: (element-type utf8 LaurelClientFacts)
 * @codes: (element-type utf8 utf8): each code's series
 * @certificates: (element-type utf8 gint64): each certificate's balance
 * @usage: (array length=n_usage): uses by everyone
 */
typedef struct
{
  GHashTable        *clients;
  GHashTable        *codes;
  GHashTable        *certificates;
  const LaurelUsage *usage;
  gsize              n_usage;
} LaurelWireFacts;

void laurel_wire_facts_init (LaurelWireFacts *facts);
void laurel_wire_facts_clear (LaurelWireFacts *facts);

/* Reads the members `clients`, `usage`, `promo_codes` and `certificates`. Strings belong to the
 * JSON value, the rest to @arena. Levels of clients must be those of @draft, unless it is NULL. */
void laurel_wire_read_facts (LaurelJsonReader         *reader,
                             LaurelArena              *arena,
                             const LaurelProgramDraft *draft,
                             LaurelWireFacts          *facts);

/* Fills in what @facts know of the codes and certificates that were presented; a certificate that
 * they do not know is a fault of the receipt that @reader is in. */
void laurel_wire_facts_fill_receipt (const LaurelWireFacts *facts,
                                     LaurelJsonReader      *reader,
                                     LaurelReceipt         *receipt);

/* Reads one client's facts, the object that @reader is in, into @client; whoever began it ends it.
 */
void laurel_wire_read_client_facts (LaurelJsonReader         *reader,
                                    LaurelArena              *arena,
                                    const LaurelProgramDraft *draft,
                                    LaurelClientFacts        *client);

/* The facts of a client in the shape that is read. @referrer: (nullable): who brought them, where
 * that is known. Returns a new reference. */
json_t *laurel_wire_new_client_facts (const LaurelClientFacts *client,
                                      const char              *referrer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
