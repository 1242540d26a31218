/* laurel-flow-layout.c - lays children out like the words of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-flow-layout.h"

struct _LaurelFlowLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int line_spacing;
};

G_DEFINE_FINAL_TYPE (LaurelFlowLayout, laurel_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static int
natural_width (GtkWidget *child)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static int
height_for (GtkWidget *child, int width)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* One line: the children from @first on that fit into @width. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end; /* (nullable): the first of the next line */
  int        height;
} Line;

static Line
take_line (LaurelFlowLayout *self, GtkWidget *first, int width)
{
  Line line = { first, NULL, 0 };
  int  used = 0;

  for (GtkWidget *child = first; child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int wanted = MIN (natural_width (child), width);

      if (child != first && used + self->spacing + wanted > width)
        {
          line.end = child;
          break;
        }

      used += wanted + (child != first ? self->spacing : 0);
      line.height = MAX (line.height, height_for (child, wanted));
    }

  return line;
}

static void
measure_width (LaurelFlowLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  gboolean any = FALSE;

  *minimum = 0;
  *natural = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum = 0;
      int child_natural = 0;

      gtk_widget_measure (child,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &child_minimum,
                          &child_natural,
                          NULL,
                          NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (any ? self->spacing : 0);
      any = TRUE;
    }
}

static GtkSizeRequestMode
laurel_flow_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
laurel_flow_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  LaurelFlowLayout *self = LAUREL_FLOW_LAYOUT (manager);
  GtkWidget        *child = next_shown (gtk_widget_get_first_child (widget));
  int               height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }

  while (child != NULL)
    {
      Line line = take_line (self, child, for_size < 0 ? G_MAXINT / 2 : for_size);

      height += line.height + (line.end != NULL ? self->line_spacing : 0);
      child = line.end;
    }

  *minimum = height;
  *natural = height;
}

static void
laurel_flow_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  LaurelFlowLayout *self = LAUREL_FLOW_LAYOUT (manager);
  GtkWidget        *child = next_shown (gtk_widget_get_first_child (widget));
  gboolean          mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int               y = 0;

  while (child != NULL)
    {
      Line line = take_line (self, child, width);
      int  x = 0;

      for (; child != line.end; child = next_shown (gtk_widget_get_next_sibling (child)))
        {
          int child_width = MIN (natural_width (child), width);
          int child_height = height_for (child, child_width);

          gtk_widget_size_allocate (child,
                                    &(GtkAllocation){ mirrored ? width - x - child_width : x,
                                                      y + (line.height - child_height) / 2,
                                                      child_width,
                                                      child_height },
                                    -1);
          x += child_width + self->spacing;
        }

      y += line.height + self->line_spacing;
    }
}

static void
laurel_flow_layout_class_init (LaurelFlowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = laurel_flow_layout_get_request_mode;
  layout_class->measure = laurel_flow_layout_measure;
  layout_class->allocate = laurel_flow_layout_allocate;
}

static void
laurel_flow_layout_init (LaurelFlowLayout *self)
{
}

GtkLayoutManager *
laurel_flow_layout_new (int spacing, int line_spacing)
{
  LaurelFlowLayout *self = g_object_new (LAUREL_TYPE_FLOW_LAYOUT, NULL);

  self->spacing = spacing;
  self->line_spacing = line_spacing;

  return GTK_LAYOUT_MANAGER (self);
}
