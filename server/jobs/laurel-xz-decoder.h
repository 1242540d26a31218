/* laurel-xz-decoder.h - unpacks .xz files as they are read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_XZ_DECODER (laurel_xz_decoder_get_type ())

G_DECLARE_FINAL_TYPE (LaurelXzDecoder, laurel_xz_decoder, LAUREL, XZ_DECODER, GObject)

/* A GConverter for GConverterInputStream. Concatenated streams are one; checksums are verified.
 * Damage gives %G_IO_ERROR_INVALID_DATA, a file that was cut off %G_IO_ERROR_PARTIAL_INPUT. */
LaurelXzDecoder *laurel_xz_decoder_new (void);

G_END_DECLS
