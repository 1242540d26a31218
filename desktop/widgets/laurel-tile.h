/* laurel-tile.h - a number on a card: caption, value, how it differs, and its course
 *
 * A tile is a button: "clicked", action-name and the keyboard are GtkButton's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/widgets/laurel-chart-data.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_TILE (laurel_tile_get_type ())
G_DECLARE_FINAL_TYPE (LaurelTile, laurel_tile, LAUREL, TILE, GtkButton)

#define LAUREL_TYPE_TILE_MOOD (laurel_tile_mood_get_type ())
GType laurel_tile_mood_get_type (void) G_GNUC_CONST;

/**
 * LaurelTileMood:
 * @LAUREL_TILE_NEUTRAL: the note is grey
 * @LAUREL_TILE_GAIN: green
 * @LAUREL_TILE_LOSS: red
 */
typedef enum
{
  LAUREL_TILE_NEUTRAL,
  LAUREL_TILE_GAIN,
  LAUREL_TILE_LOSS,
} LaurelTileMood;

/**
 * LaurelTileSense:
 * @LAUREL_TILE_MORE_IS_NEITHER: points and discounts: a difference stays grey
 * @LAUREL_TILE_MORE_IS_GOOD: turnover, receipts, clients
 * @LAUREL_TILE_MORE_IS_BAD: returns
 */
typedef enum
{
  LAUREL_TILE_MORE_IS_NEITHER,
  LAUREL_TILE_MORE_IS_GOOD,
  LAUREL_TILE_MORE_IS_BAD,
} LaurelTileSense;

/* Properties: caption, value, note, mood, fraction, spark; clickable (construct only, TRUE):
 * without it the tile cannot be focused or pressed, and is no button to a screen reader. */
GtkWidget *laurel_tile_new (const char *caption) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *laurel_tile_new_plain (const char *caption) G_GNUC_WARN_UNUSED_RESULT;

void laurel_tile_set_caption (LaurelTile *self, const char *caption);

/* The number, formatted. */
void        laurel_tile_set_value (LaurelTile *self, const char *value);
const char *laurel_tile_get_value (LaurelTile *self);

/* (nullable): the line under the number. */
void        laurel_tile_set_note (LaurelTile *self, const char *note, LaurelTileMood mood);
const char *laurel_tile_get_note (LaurelTile *self);

/* A meter between number and note, 0 to 1; below 0 there is none. */
void laurel_tile_set_fraction (LaurelTile *self, double fraction);

/* (nullable): its first series is the course at the right. */
void laurel_tile_set_spark (LaurelTile *self, LaurelChartData *data);

/**
 * laurel_tile_show:
 * @self: a tile
 * @kind: what is counted
 * @now: the value of this period
 * @before: (nullable): the value of the period before, %NULL when there was none
 * @sense: which way is good
 *
 * Sets value, note and mood in one go, money whole.
 */
void laurel_tile_show (LaurelTile     *self,
                       LaurelValueKind kind,
                       gint64          now,
                       const gint64   *before,
                       LaurelTileSense sense);

G_END_DECLS
