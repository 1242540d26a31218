/* laurel-condition-palette.c - the conditions that there are, with a search and an example each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-condition-palette.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-sentence-row.h"

#define ENTRY_KEY "laurel-entry"
#define WIDTH     340
#define HEIGHT    380

typedef enum
{
  SECTION_CLIENT,
  SECTION_RECEIPT,
  SECTION_TIME,
  SECTION_PLACE,
  SECTION_CODES,
  SECTION_GROUPS,
} Section;

typedef struct
{
  LaurelConditionKind kind;
  Section             section;
  const char         *title;
  const char         *example;
} Entry;

static const char *const sections[] = {
  [SECTION_CLIENT] = N_ ("Client"), [SECTION_RECEIPT] = N_ ("Receipt"),
  [SECTION_TIME] = N_ ("Time"),     [SECTION_PLACE] = N_ ("Place"),
  [SECTION_CODES] = N_ ("Codes"),   [SECTION_GROUPS] = N_ ("Groups"),
};

/* Sorted by section. */
static const Entry entries[] = {
  { LAUREL_CONDITION_LEVEL, SECTION_CLIENT, N_ ("Level"), N_ ("the level is “Silver” or “Gold”") },
  { LAUREL_CONDITION_CLIENT_SEGMENT,
    SECTION_CLIENT,
    N_ ("Segment of Clients"),
    N_ ("the client is in “Coffee lovers”") },
  { LAUREL_CONDITION_REGISTERED,
    SECTION_CLIENT,
    N_ ("Registration"),
    N_ ("the client is registered") },
  { LAUREL_CONDITION_BIRTHDAY,
    SECTION_CLIENT,
    N_ ("Birthday"),
    N_ ("it is the birthday or up to 3 days before it") },
  { LAUREL_CONDITION_AGE, SECTION_CLIENT, N_ ("Age"), N_ ("the age is 60 or more") },
  { LAUREL_CONDITION_AGE_MULTIPLE, SECTION_CLIENT, N_ ("Round Age"), N_ ("the age divides by 5") },
  { LAUREL_CONDITION_GENDER, SECTION_CLIENT, N_ ("Sex"), N_ ("the client is a woman") },
  { LAUREL_CONDITION_FIRST_PURCHASE,
    SECTION_CLIENT,
    N_ ("First Purchase"),
    N_ ("it is the first purchase") },
  { LAUREL_CONDITION_PURCHASES,
    SECTION_CLIENT,
    N_ ("Earlier Purchases"),
    N_ ("the number of purchases is at least 5") },
  { LAUREL_CONDITION_RECEIPT,
    SECTION_RECEIPT,
    N_ ("Sum or Quantity"),
    N_ ("the sum of the receipt is at least ₽1,000") },
  { LAUREL_CONDITION_CONTAINS,
    SECTION_RECEIPT,
    N_ ("Products in It"),
    N_ ("the receipt has 2 × “Coffee beans”") },
  { LAUREL_CONDITION_PAYMENT,
    SECTION_RECEIPT,
    N_ ("Means of Payment"),
    N_ ("the means of payment is card") },
  { LAUREL_CONDITION_EXTERNAL_DISCOUNT,
    SECTION_RECEIPT,
    N_ ("External Discount"),
    N_ ("no product has an external discount") },
  { LAUREL_CONDITION_DATE,
    SECTION_TIME,
    N_ ("Dates"),
    N_ ("the date is from 1 November 2026 to 30 November 2026") },
  { LAUREL_CONDITION_WEEKDAY,
    SECTION_TIME,
    N_ ("Day of the Week"),
    N_ ("the day is Saturday or Sunday") },
  { LAUREL_CONDITION_TIME,
    SECTION_TIME,
    N_ ("Time of the Day"),
    N_ ("the time is from 08:00 to 12:00") },
  { LAUREL_CONDITION_STORE, SECTION_PLACE, N_ ("Store"), N_ ("the store is “Lesnaya 5”") },
  { LAUREL_CONDITION_STORE_SEGMENT,
    SECTION_PLACE,
    N_ ("Segment of Stores"),
    N_ ("the store is in “Moscow”") },
  { LAUREL_CONDITION_CHANNEL, SECTION_PLACE, N_ ("Channel"), N_ ("the channel is site or app") },
  { LAUREL_CONDITION_PROMO_CODE,
    SECTION_CODES,
    N_ ("Promo Code"),
    N_ ("a promo code of “Spring” is presented") },
  { LAUREL_CONDITION_CARD_PREFIX,
    SECTION_CODES,
    N_ ("Card Number"),
    N_ ("the card number begins with “2900”") },
  { LAUREL_CONDITION_ALL,
    SECTION_GROUPS,
    N_ ("All of These"),
    N_ ("every condition of the group must hold") },
  { LAUREL_CONDITION_ANY,
    SECTION_GROUPS,
    N_ ("Any of These"),
    N_ ("one condition of the group is enough") },
  { LAUREL_CONDITION_NOT,
    SECTION_GROUPS,
    N_ ("None of These"),
    N_ ("no condition of the group may hold") },
};

struct _LaurelConditionPalette
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (LaurelConditionPalette, laurel_condition_palette, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const Entry *
entry_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), ENTRY_KEY);
}

static gboolean
has_text (const char *text, const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, needle) != NULL;
}

static gboolean
fits_search (GtkListBoxRow *row, gpointer user_data)
{
  LaurelConditionPalette *self = user_data;
  const Entry            *entry = entry_of (row);
  g_autofree char        *needle =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);

  return has_text (_ (entry->title), needle) || has_text (_ (entry->example), needle) ||
         has_text (_ (sections[entry->section]), needle);
}

static void
show_section (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  Section    section = entry_of (row)->section;
  GtkWidget *label = NULL;

  if (before != NULL && entry_of (before)->section == section)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (_ (sections[section]));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "palette-section");
  gtk_list_box_row_set_header (row, label);
}

static void
choose (LaurelConditionPalette *self, GtkListBoxRow *row)
{
  const Entry *entry = entry_of (row);
  gboolean     is_none = entry->kind == LAUREL_CONDITION_NOT;
  g_autoptr (LaurelCondition) condition = laurel_condition_new (entry->kind);

  /* "None" is not any. */
  if (is_none)
    g_ptr_array_add (condition->children, laurel_condition_new (LAUREL_CONDITION_ANY));

  laurel_token_close (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, condition);
}

static void
row_activated_cb (LaurelConditionPalette *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
search_changed_cb (LaurelConditionPalette *self)
{
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_list_box_invalidate_headers (GTK_LIST_BOX (self->list));
}

/* Enter takes the first that fits. */
static void
search_activated_cb (LaurelConditionPalette *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        choose (self, row);
        return;
      }
}

static gboolean
laurel_condition_palette_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LAUREL_CONDITION_PALETTE (widget)->entry);
}

static void
laurel_condition_palette_dispose (GObject *object)
{
  LaurelConditionPalette *self = LAUREL_CONDITION_PALETTE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (laurel_condition_palette_parent_class)->dispose (object);
}

static void
laurel_condition_palette_class_init (LaurelConditionPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_condition_palette_dispose;
  widget_class->grab_focus = laurel_condition_palette_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         LAUREL_TYPE_CONDITION_PALETTE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_POINTER);
}

static void
laurel_condition_palette_init (LaurelConditionPalette *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->entry = laurel_token_search_new (_ ("Find a condition"));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (search_activated_cb), self);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), fits_search, self, NULL);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), show_section, NULL, NULL);
  gtk_widget_add_css_class (self->list, "filters");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->list);
  gtk_widget_set_size_request (window, WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_entry (LaurelConditionPalette *self, const Entry *entry)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *example = new_label (_ (entry->example), "caption");
  g_autofree char *spoken = g_strconcat (_ (entry->title), ": ", _ (entry->example), NULL);

  gtk_widget_add_css_class (example, "dim-label");
  gtk_box_append (GTK_BOX (lines), new_label (_ (entry->title), NULL));
  gtk_box_append (GTK_BOX (lines), example);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), lines);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (row), ENTRY_KEY, (gpointer) entry);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

GtkWidget *
laurel_condition_palette_new (gboolean with_schedule)
{
  LaurelConditionPalette *self = g_object_new (LAUREL_TYPE_CONDITION_PALETTE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (with_schedule || entries[i].section != SECTION_TIME)
      add_entry (self, &entries[i]);

  return GTK_WIDGET (self);
}

const char *
laurel_condition_palette_title (LaurelConditionKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].kind == kind)
      return _ (entries[i].title);

  g_return_val_if_reached (NULL);
}
