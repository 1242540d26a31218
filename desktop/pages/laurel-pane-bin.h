/* laurel-pane-bin.h - what a wide pane stands in: as wide as a person made it, where there is room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_PANE_BIN (laurel_pane_bin_get_type ())
G_DECLARE_FINAL_TYPE (LaurelPaneBin, laurel_pane_bin, LAUREL, PANE_BIN, AdwBin)

/* Properties: natural-width (gint): the width that it has where there is room for it; it gives way
 * down to what its child needs, so that the window can become narrow. */

G_END_DECLS
