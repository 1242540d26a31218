/* laurel-chart-tooltip.c - the card beside the selected slot
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/widgets/laurel-chart-plots.h"

#define CARD_RADIUS  9.0
#define CARD_PADDING 12.0
#define CARD_AWAY    13.0
#define ROW_GAP      5.0
#define NAME_GAP     8.0
#define VALUE_GAP    18.0

typedef struct
{
  PangoLayout *name;
  PangoLayout *value;
  GdkRGBA      colour;
  gboolean     swatch;
} Row;

typedef struct
{
  PangoLayout *title;
  GArray      *rows;
  double       line;
  double       names_width;
  double       width;
  double       height;
} Card;

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->name);
  g_clear_object (&row->value);
}

static void
clear_card (Card *card)
{
  g_clear_object (&card->title);
  g_clear_pointer (&card->rows, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Card, clear_card)

static PangoLayout *
new_text (const LaurelChartCanvas *canvas, const char *text, PangoWeight weight)
{
  return laurel_chart_canvas_text (canvas->context, text, LAUREL_CHART_TEXT_SMALL, weight);
}

/* (nullable) colour: the row has a swatch of it. */
static void
add_row (Card                    *card,
         const LaurelChartCanvas *canvas,
         const char              *name,
         gint64                   value,
         LaurelFormatFlags        flags,
         const GdkRGBA           *colour)
{
  LaurelValueKind  kind = laurel_chart_data_get_kind (canvas->spec->data);
  g_autofree char *text = NULL;
  Row              row = { 0 };

  if (kind == LAUREL_VALUE_MONEY)
    flags |= LAUREL_FORMAT_WHOLE;

  text = laurel_format_value (kind, value, flags);
  row.name = new_text (canvas, name, PANGO_WEIGHT_NORMAL);
  row.value = new_text (canvas, text, PANGO_WEIGHT_BOLD);
  row.swatch = colour != NULL;
  if (colour != NULL)
    row.colour = *colour;

  g_array_append_val (card->rows, row);
}

static void
fill_card (Card *card, const LaurelChartCanvas *canvas)
{
  LaurelChartData *data = canvas->spec->data;
  guint            slot = (guint) canvas->spec->selected;
  int              comparison = laurel_chart_data_get_comparison (data);
  gint64           now = 0;
  gint64           before = 0;

  card->title = new_text (canvas, laurel_chart_data_get_slot_title (data, slot), PANGO_WEIGHT_BOLD);
  card->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (card->rows, clear_row);

  for (guint series = 0; series < laurel_chart_data_get_n_series (data); series++)
    {
      GdkRGBA colour = laurel_chart_canvas_series_colour (canvas, series);
      gint64  value = 0;

      if (laurel_chart_data_get_value (data, series, slot, &value))
        add_row (card,
                 canvas,
                 laurel_chart_data_get_value_name (data, series, slot),
                 value,
                 LAUREL_FORMAT_PLAIN,
                 &colour);
    }

  if (comparison > 0 && laurel_chart_data_get_value (data, 0, slot, &now) &&
      laurel_chart_data_get_value (data, (guint) comparison, slot, &before) &&
      !__builtin_sub_overflow (now, before, &now))
    add_row (card, canvas, _ ("Difference"), now, LAUREL_FORMAT_SIGNED, NULL);
}

static void
measure_card (Card *card)
{
  double values_width = 0;

  card->line = laurel_chart_canvas_text_height (card->title);

  for (guint i = 0; i < card->rows->len; i++)
    {
      const Row *row = &g_array_index (card->rows, Row, i);

      card->names_width = MAX (card->names_width, laurel_chart_canvas_text_width (row->name));
      values_width = MAX (values_width, laurel_chart_canvas_text_width (row->value));
    }

  card->width = LAUREL_CHART_SWATCH + NAME_GAP + card->names_width + VALUE_GAP + values_width;
  card->width = MAX (card->width, laurel_chart_canvas_text_width (card->title)) + 2 * CARD_PADDING;
  card->height = (card->rows->len + 1) * (card->line + ROW_GAP) - ROW_GAP + 2 * CARD_PADDING;
}

static void
draw_background (const Card *card, const LaurelChartCanvas *canvas, double x, double y)
{
  graphene_rect_t box =
      GRAPHENE_RECT_INIT ((float) x, (float) y, (float) card->width, (float) card->height);
  GdkRGBA edge = laurel_chart_canvas_shade (canvas, canvas->colours->high_contrast ? 0.6 : 0.2);
  const GdkRGBA  shadow = { 0, 0, 0, 0.12f };
  const GdkRGBA  edges[] = { edge, edge, edge, edge };
  const float    widths[] = { 1, 1, 1, 1 };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &box, CARD_RADIUS);
  gtk_snapshot_append_outset_shadow (canvas->snapshot, &outline, &shadow, 0, 2, 0, 6);
  laurel_chart_canvas_box (canvas,
                           x,
                           y,
                           card->width,
                           card->height,
                           CARD_RADIUS,
                           &canvas->colours->card);
  gtk_snapshot_append_border (canvas->snapshot, &outline, widths, edges);
}

static void
draw_rows (const Card *card, const LaurelChartCanvas *canvas, double x, double y)
{
  const GdkRGBA *text = &canvas->colours->text;
  GdkRGBA        faint = laurel_chart_canvas_shade (canvas, LAUREL_CHART_FAINT);
  double         left = x + CARD_PADDING;
  double         right = x + card->width - CARD_PADDING;
  double         line_y = y + CARD_PADDING;

  laurel_chart_canvas_put (canvas, card->title, left, line_y, text);

  for (guint i = 0; i < card->rows->len; i++)
    {
      const Row *row = &g_array_index (card->rows, Row, i);

      line_y += card->line + ROW_GAP;

      if (row->swatch)
        laurel_chart_canvas_box (canvas,
                                 left,
                                 line_y + (card->line - LAUREL_CHART_SWATCH) / 2,
                                 LAUREL_CHART_SWATCH,
                                 LAUREL_CHART_SWATCH,
                                 3,
                                 &row->colour);

      laurel_chart_canvas_put (canvas,
                               row->name,
                               left + LAUREL_CHART_SWATCH + NAME_GAP,
                               line_y,
                               &faint);
      laurel_chart_canvas_put (canvas,
                               row->value,
                               right - laurel_chart_canvas_text_width (row->value),
                               line_y,
                               text);
    }
}

void
laurel_chart_draw_tooltip (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  g_auto (Card) card = { 0 };
  double anchor = laurel_chart_axes_x (axes, (guint) canvas->spec->selected);
  double x = 0;
  double y = 0;

  fill_card (&card, canvas);
  measure_card (&card);

  /* At the right of the line, unless it would leave the chart there and fits at the left. */
  x = anchor + CARD_AWAY;
  if (x + card.width > canvas->width && anchor - CARD_AWAY - card.width >= 0)
    x = anchor - CARD_AWAY - card.width;

  x = CLAMP (x, 0, MAX (canvas->width - card.width, 0));
  y = CLAMP (axes->y + 6, 0, MAX (canvas->height - card.height, 0));

  draw_background (&card, canvas, (int) x, (int) y);
  draw_rows (&card, canvas, (int) x, (int) y);
}
