/* laurel-level-list.c - the levels as rows that are edited in place, in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-level-list.h"

#include <glib/gi18n.h>

#include "desktop/models/laurel-draft.h"
#include "desktop/models/laurel-level-edits.h"
#include "desktop/pages/laurel-words-program.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-number-entry.h"
#include "desktop/widgets/laurel-reorder.h"

/* Of the document's limits: engine.md, 1. */
#define MONEY_MAX  G_GINT64_CONSTANT (100000000000000)
#define POINTS_MAX 1000000
#define SHARE_ALL  10000

/* The columns of a row, and of the headings above them. */
typedef enum
{
  COLUMN_NAMES,
  COLUMN_FROM,
  COLUMN_ACCRUAL,
  COLUMN_SHARE,
  COLUMN_CLIENTS,
  COLUMN_END,
  N_COLUMNS,
} Column;

typedef struct
{
  LaurelLevelList *list;
  guint            position;
  GtkListBoxRow   *row;
  GtkWidget       *lines;
  GtkWidget       *captions[N_COLUMNS];
  GtkWidget       *name;
  GtkWidget       *representation;
  GtkWidget       *from;
  GtkWidget       *accrual;
  GtkWidget       *share;
  GtkLabel        *clients;
} Row;

struct _LaurelLevelList
{
  AdwBin parent_instance;

  LaurelConnection *connection;
  GtkListBox       *box;
  GtkWidget        *heads;
  GtkLabel         *order_label;
  GtkSizeGroup     *columns[N_COLUMNS];
  GPtrArray        *rows;    /* Row */
  GHashTable       *clients; /* level to gint64 */
  gboolean          narrow;
  gboolean          updating;
};

G_DEFINE_FINAL_TYPE (LaurelLevelList, laurel_level_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static LaurelDraft *
get_draft (LaurelLevelList *self)
{
  return laurel_connection_get_draft (self->connection);
}

/* (nullable) (transfer full): a copy of the draft to be changed. */
static LaurelDocument *
begin_edit (LaurelLevelList *self)
{
  LaurelDocument *document = laurel_draft_get_document (get_draft (self));

  return document != NULL && !self->updating ? laurel_document_copy (document) : NULL;
}

static void
take_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* One of the entries of a row: all of them are read, the draft knows what is another. A number that
 * is being typed anew is the old one until there is another: an entry is empty for a moment while
 * its text is replaced. */
static void
row_edited_cb (Row *row)
{
  g_autoptr (LaurelDocument) document = begin_edit (row->list);
  LaurelLevel     *level = NULL;
  const char      *representation = NULL;
  gint64           from = laurel_number_entry_get_value (LAUREL_NUMBER_ENTRY (row->from));
  gint64           accrual = laurel_number_entry_get_value (LAUREL_NUMBER_ENTRY (row->accrual));
  g_autofree char *key = NULL;

  if (document == NULL || from == LAUREL_UNSET || accrual == LAUREL_UNSET)
    return;

  level = g_ptr_array_index (document->levels, row->position);
  representation = gtk_editable_get_text (GTK_EDITABLE (row->representation));
  take_text (&level->name, gtk_editable_get_text (GTK_EDITABLE (row->name)));
  take_text (&level->representation, *representation != '\0' ? representation : NULL);
  level->threshold = from;
  level->accrual = accrual;
  level->max_share = laurel_number_entry_get_value (LAUREL_NUMBER_ENTRY (row->share));

  key = g_strdup_printf ("level:%s", level->id);
  laurel_draft_edit (get_draft (row->list), g_steal_pointer (&document), _ ("Level changed"), key);
}

static void
copy_cb (Row *row)
{
  LaurelLevelList *self = row->list;
  g_autoptr (LaurelDocument) document = begin_edit (self);
  const LaurelLevel *level = NULL;
  g_autofree char   *name = NULL;

  if (document == NULL)
    return;

  level = g_ptr_array_index (document->levels, row->position);
  /* TRANSLATORS: the name of a copy; %s is that of the original */
  name = g_strdup_printf (_ ("%s (copy)"), laurel_words_level (level));
  laurel_level_edits_copy (document, row->position, name);
  laurel_draft_edit (get_draft (self), g_steal_pointer (&document), _ ("Level copied"), NULL);
}

/* What is said about the level that goes, and what goes along. */
static char *
describe_removal (const char *name, const LaurelLevelTraces *traces)
{
  g_autofree char *gone = NULL;

  /* TRANSLATORS: %s is a level of clients */
  gone = g_strdup_printf (_ ("Level “%s” deleted"), name);

  if (traces->conditions == 0)
    return g_steal_pointer (&gone);

  if (traces->alone == 0)
    return g_strdup_printf (ngettext ("%s, and its name in %u condition",
                                      "%s, and its name in %u conditions",
                                      traces->conditions),
                            gone,
                            traces->conditions);

  return g_strdup_printf (ngettext ("%s; %u condition named only it and waits for a choice",
                                    "%s; %u conditions named only it and wait for a choice",
                                    traces->alone),
                          gone,
                          traces->alone);
}

static void
delete_cb (Row *row)
{
  LaurelLevelList *self = row->list;
  g_autoptr (LaurelDocument) document = begin_edit (self);
  LaurelLevelTraces  traces = { 0 };
  const LaurelLevel *level = NULL;
  g_autofree char   *name = NULL;
  g_autofree char   *text = NULL;

  if (document == NULL)
    return;

  level = g_ptr_array_index (document->levels, row->position);
  name = g_strdup (laurel_words_level (level));
  laurel_level_edits_remove (document, row->position, &traces);
  text = describe_removal (name, &traces);
  laurel_draft_edit (get_draft (self), g_steal_pointer (&document), text, NULL);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, text);
}

static void
move_cb (GtkListBox *box, guint from, guint to, gpointer user_data)
{
  LaurelLevelList *self = user_data;
  g_autoptr (LaurelDocument) document = begin_edit (self);

  if (document == NULL)
    return;

  laurel_level_edits_move (document, from, to);
  laurel_draft_edit (get_draft (self), g_steal_pointer (&document), _ ("Level moved"), NULL);
}

static void
add_cb (LaurelLevelList *self)
{
  g_autoptr (LaurelDocument) document = begin_edit (self);
  Row *row = NULL;

  if (document == NULL)
    return;

  laurel_level_edits_add (document, _ ("New Level"));
  laurel_draft_edit (get_draft (self), g_steal_pointer (&document), _ ("Level added"), NULL);

  row = g_ptr_array_index (self->rows, self->rows->len - 1);
  gtk_widget_grab_focus (row->name);
}

static GtkWidget *
new_text_entry (Row *row, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (row_edited_cb), row);

  return entry;
}

static GtkWidget *
new_number_entry (Row *row, const char *label, LaurelNumberKind kind, gint64 max, int width_chars)
{
  GtkWidget *number = laurel_number_entry_new (kind, label, 0, max);
  GtkWidget *entry = laurel_number_entry_get_entry (LAUREL_NUMBER_ENTRY (number));

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width_chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width_chars);
  g_signal_connect_swapped (number, "changed", G_CALLBACK (row_edited_cb), row);

  return number;
}

static GtkWidget *
new_icon_button (Row *row, const char *icon_name, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, row);

  return button;
}

static void
append_column (LaurelLevelList *self, GtkWidget *box, Column column, GtkWidget *widget)
{
  gtk_size_group_add_widget (self->columns[column], widget);
  gtk_box_append (GTK_BOX (box), widget);
}

static GtkWidget *
new_head (const char *text, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

/* @widget, and above it its heading, which only a narrow row shows. */
static void
append_number (Row *row, GtkWidget *box, Column column, const char *head, GtkWidget *widget)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->captions[column] = new_head (head, 0);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (cell), row->captions[column]);
  gtk_box_append (GTK_BOX (cell), widget);
  append_column (row->list, box, column, cell);
}

static GtkWidget *
new_names (Row *row)
{
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  row->name = new_text_entry (row, _ ("Name"));
  row->representation = new_text_entry (row, _ ("What Clients See"));
  gtk_box_set_homogeneous (GTK_BOX (names), TRUE);
  gtk_box_append (GTK_BOX (names), row->name);
  gtk_box_append (GTK_BOX (names), row->representation);
  gtk_widget_set_hexpand (names, TRUE);

  return names;
}

static GtkWidget *
new_numbers (Row *row)
{
  GtkWidget *numbers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  row->from = new_number_entry (row, _ ("From"), LAUREL_NUMBER_MONEY, MONEY_MAX, 9);
  append_number (row, numbers, COLUMN_FROM, _ ("From"), row->from);
  row->accrual = new_number_entry (row, _ ("Accrual"), LAUREL_NUMBER_RATE, POINTS_MAX, 4);
  append_number (row, numbers, COLUMN_ACCRUAL, _ ("Accrual"), row->accrual);
  row->share = new_number_entry (row, _ ("Own Share"), LAUREL_NUMBER_RATE, SHARE_ALL, 4);
  gtk_entry_set_placeholder_text (
      GTK_ENTRY (laurel_number_entry_get_entry (LAUREL_NUMBER_ENTRY (row->share))),
      LAUREL_FORMAT_NOTHING);
  append_number (row, numbers, COLUMN_SHARE, _ ("Own Share"), row->share);

  row->clients = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (row->clients, 1);
  gtk_widget_add_css_class (GTK_WIDGET (row->clients), "numeric");
  append_number (row, numbers, COLUMN_CLIENTS, _ ("Clients"), GTK_WIDGET (row->clients));

  return numbers;
}

static void
fill_row_box (Row *row, GtkWidget *box)
{
  GtkWidget *names = new_names (row);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  row->lines = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_hexpand (row->lines, TRUE);
  append_column (row->list, row->lines, COLUMN_NAMES, names);
  gtk_box_append (GTK_BOX (row->lines), new_numbers (row));
  gtk_box_append (GTK_BOX (box), row->lines);

  gtk_box_append (GTK_BOX (end),
                  new_icon_button (row, "edit-copy-symbolic", _ ("Copy"), G_CALLBACK (copy_cb)));
  gtk_box_append (
      GTK_BOX (end),
      new_icon_button (row, "user-trash-symbolic", _ ("Delete"), G_CALLBACK (delete_cb)));
  append_column (row->list, box, COLUMN_END, end);
}

static Row *
new_row (LaurelLevelList *self, guint position)
{
  Row       *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *handle = laurel_reorder_new_handle ();

  row->list = self;
  row->position = position;
  row->row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
  gtk_list_box_row_set_activatable (row->row, FALSE);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), handle);
  fill_row_box (row, box);
  gtk_list_box_row_set_child (row->row, box);
  gtk_list_box_append (self->box, GTK_WIDGET (row->row));
  laurel_reorder_add_row (self->box, row->row, handle);

  return row;
}

static void
set_text (GtkWidget *entry, const char *text)
{
  const char *wanted = text != NULL ? text : "";

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), wanted))
    gtk_editable_set_text (GTK_EDITABLE (entry), wanted);
}

static void
show_clients (Row *row, const LaurelLevel *level)
{
  const gint64    *clients = g_hash_table_lookup (row->list->clients, level->id);
  g_autofree char *text = clients != NULL ? laurel_format_count (*clients) : NULL;

  gtk_label_set_text (row->clients, text != NULL ? text : LAUREL_FORMAT_NOTHING);
}

static void
fill_row (Row *row, const LaurelLevel *level)
{
  g_autofree char *label = g_strdup_printf (_ ("Level “%s”"), laurel_words_level (level));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  set_text (row->name, level->name);
  set_text (row->representation, level->representation);
  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (row->from), level->threshold);
  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (row->accrual), level->accrual);
  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (row->share), level->max_share);
  show_clients (row, level);
}

static void
arrange_row (Row *row)
{
  gboolean narrow = row->list->narrow;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (row->lines),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);

  for (guint i = COLUMN_FROM; i <= COLUMN_CLIENTS; i++)
    gtk_widget_set_visible (row->captions[i], narrow);
}

static void
show_order (LaurelLevelList *self, LaurelDocument *document)
{
  int              place = laurel_level_edits_find_disorder (document);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->order_label), place > 0);
  if (place < 0)
    return;

  /* TRANSLATORS: two levels: the second stands before the first in the list */
  text = g_strdup_printf (
      _ ("“%s” begins below “%s”: clients reach levels by their sums, whatever the order here."),
      laurel_words_level (g_ptr_array_index (document->levels, place)),
      laurel_words_level (g_ptr_array_index (document->levels, place - 1)));
  gtk_label_set_text (self->order_label, text);
}

static void
update (LaurelLevelList *self)
{
  LaurelDocument *document = laurel_draft_get_document (get_draft (self));

  if (document == NULL)
    return;

  self->updating = TRUE;

  /* Rows stay where they can: somebody may be typing in one. */
  while (self->rows->len > document->levels->len)
    {
      Row *last = g_ptr_array_index (self->rows, self->rows->len - 1);

      gtk_list_box_remove (self->box, GTK_WIDGET (last->row));
      g_ptr_array_remove_index (self->rows, self->rows->len - 1);
    }

  while (self->rows->len < document->levels->len)
    {
      Row *row = new_row (self, self->rows->len);

      arrange_row (row);
      g_ptr_array_add (self->rows, row);
    }

  for (guint i = 0; i < self->rows->len; i++)
    fill_row (g_ptr_array_index (self->rows, i), g_ptr_array_index (document->levels, i));

  gtk_widget_set_visible (GTK_WIDGET (self->box), self->rows->len > 0);
  gtk_widget_set_visible (self->heads, self->rows->len > 0 && !self->narrow);
  show_order (self, document);
  self->updating = FALSE;
}

/* As wide as the handle of a row, and its margins. */
static GtkWidget *
new_heads (LaurelLevelList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_start (box, 28);
  gtk_widget_set_margin_end (box, 6);
  gtk_box_set_homogeneous (GTK_BOX (names), TRUE);
  gtk_box_append (GTK_BOX (names), new_head (_ ("Name"), 0));
  gtk_box_append (GTK_BOX (names), new_head (_ ("What Clients See"), 0));
  gtk_widget_set_hexpand (names, TRUE);
  append_column (self, box, COLUMN_NAMES, names);
  append_column (self, box, COLUMN_FROM, new_head (_ ("From"), 1));
  append_column (self, box, COLUMN_ACCRUAL, new_head (_ ("Accrual"), 1));
  append_column (self, box, COLUMN_SHARE, new_head (_ ("Own Share"), 1));
  append_column (self, box, COLUMN_CLIENTS, new_head (_ ("Clients"), 1));
  append_column (self, box, COLUMN_END, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));

  return box;
}

static void
laurel_level_list_dispose (GObject *object)
{
  LaurelLevelList *self = LAUREL_LEVEL_LIST (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);

  g_clear_object (&self->connection);

  G_OBJECT_CLASS (laurel_level_list_parent_class)->dispose (object);
}

static void
laurel_level_list_finalize (GObject *object)
{
  LaurelLevelList *self = LAUREL_LEVEL_LIST (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->clients);

  G_OBJECT_CLASS (laurel_level_list_parent_class)->finalize (object);
}

static void
laurel_level_list_class_init (LaurelLevelListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_level_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = laurel_level_list_finalize;

  signals[SIGNAL_EDITED] = g_signal_new ("edited",
                                         LAUREL_TYPE_LEVEL_LIST,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
}

static void
laurel_level_list_init (LaurelLevelList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *add = gtk_button_new_with_mnemonic (_ ("_Add a Level"));

  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->heads = new_heads (self);
  gtk_box_append (GTK_BOX (box), self->heads);

  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "boxed-list");
  laurel_reorder_init (self->box, move_cb, self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->box));

  self->order_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->order_label, 0);
  gtk_label_set_wrap (self->order_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->order_label), "warning");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->order_label));

  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), add);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
laurel_level_list_new (LaurelConnection *connection)
{
  LaurelLevelList *self = g_object_new (LAUREL_TYPE_LEVEL_LIST, NULL);

  self->connection = g_object_ref (connection);
  g_object_bind_property (get_draft (self), "may-edit", self, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (get_draft (self),
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

void
laurel_level_list_set_clients (LaurelLevelList *self, const char *level, gint64 clients)
{
  gint64 *value = NULL;

  g_return_if_fail (LAUREL_IS_LEVEL_LIST (self));

  if (clients < 0)
    {
      g_hash_table_remove (self->clients, level);
    }
  else
    {
      value = g_new (gint64, 1);
      *value = clients;
      g_hash_table_replace (self->clients, g_strdup (level), value);
    }

  update (self);
}

void
laurel_level_list_set_narrow (LaurelLevelList *self, gboolean narrow)
{
  g_return_if_fail (LAUREL_IS_LEVEL_LIST (self));

  self->narrow = narrow;
  gtk_widget_set_visible (self->heads, self->rows->len > 0 && !narrow);
  for (guint i = 0; i < self->rows->len; i++)
    arrange_row (g_ptr_array_index (self->rows, i));
}
