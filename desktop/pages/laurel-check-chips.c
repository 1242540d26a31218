/* laurel-check-chips.c - the facts of a receipt on trial as chips: where, when, who, with what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-check-chips.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-check-buyer.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-flow-layout.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-number-entry.h"
#include "desktop/widgets/laurel-sentence-words.h"

#define POINTS_MAX G_GINT64_CONSTANT (1000000000)

/* In the order of the strip. */
typedef enum
{
  CHIP_STORE,
  CHIP_TIME,
  CHIP_CLIENT,
  CHIP_CODES,
  CHIP_REDEEM,
  CHIP_PAYMENTS,
  CHIP_CHANNEL,
  N_CHIPS,
} ChipKind;

static const struct
{
  const char *title;
  const char *icon_name;
} specs[N_CHIPS] = {
  [CHIP_STORE] = { N_ ("Store"), "mark-location-symbolic" },
  [CHIP_TIME] = { N_ ("When"), "x-office-calendar-symbolic" },
  [CHIP_CLIENT] = { N_ ("Client"), "avatar-default-symbolic" },
  [CHIP_CODES] = { N_ ("Code"), "user-bookmarks-symbolic" },
  [CHIP_REDEEM] = { N_ ("Redeem"), "starred-symbolic" },
  [CHIP_PAYMENTS] = { N_ ("Payment"), "auth-smartcard-symbolic" },
  [CHIP_CHANNEL] = { N_ ("Channel"), "network-workgroup-symbolic" },
};

struct _LaurelCheckChips
{
  AdwBin parent_instance;

  LaurelConnection *connection;
  LaurelPricing    *pricing;
  GtkWidget        *buttons[N_CHIPS];
  GtkLabel         *values[N_CHIPS];
};

G_DEFINE_FINAL_TYPE (LaurelCheckChips, laurel_check_chips, ADW_TYPE_BIN)

static LaurelTrial *
get_trial (LaurelCheckChips *self)
{
  return laurel_pricing_get_trial (self->pricing);
}

/* === What chips say =========================================================================== */

static char *
join_words (LaurelConditionKind kind, GStrv words)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *text = laurel_words_choice (kind, words[i]);

      g_strv_builder_add (texts, text);
    }

  all = g_strv_builder_end (texts);

  return g_strjoinv (", ", all);
}

static char *
describe_time (LaurelCheckChips *self)
{
  LaurelTrial *trial = get_trial (self);
  g_autoptr (GDateTime) now = NULL;

  if (trial->time == NULL)
    return g_strdup (C_ ("moment", "Now"));

  now = laurel_connection_dup_now (self->connection);

  return laurel_format_moment (trial->time, g_date_time_get_timezone (trial->time), now);
}

static char *
describe_redeem (const LaurelTrial *trial)
{
  g_autofree char *points = NULL;

  if (trial->redeem == LAUREL_REDEEM_MAX)
    return g_strdup (C_ ("points", "All"));

  if (trial->redeem == 0)
    return g_strdup (LAUREL_FORMAT_NOTHING);

  points = laurel_words_points (trial->redeem);

  /* TRANSLATORS: %s is a number of points such as 500 */
  return g_strdup_printf (_ ("%s points"), points);
}

static char *
describe (LaurelCheckChips *self, ChipKind chip)
{
  LaurelTrial *trial = get_trial (self);
  LaurelNames *names = laurel_connection_get_names (self->connection);

  switch (chip)
    {
    case CHIP_STORE:
      return g_strdup (trial->store != NULL
                           ? laurel_names_get (names, LAUREL_NAME_STORE, trial->store)
                           : LAUREL_FORMAT_NOTHING);
    case CHIP_TIME:
      return describe_time (self);
    case CHIP_CLIENT:
      return laurel_check_buyer_describe (trial, laurel_pricing_get_source (self->pricing));
    case CHIP_CODES:
      return trial->codes[0] != NULL ? g_strjoinv (", ", trial->codes)
                                     : g_strdup (LAUREL_FORMAT_NOTHING);
    case CHIP_REDEEM:
      return describe_redeem (trial);
    case CHIP_PAYMENTS:
      return trial->payments[0] != NULL ? join_words (LAUREL_CONDITION_PAYMENT, trial->payments)
                                        : g_strdup (LAUREL_FORMAT_NOTHING);
    case CHIP_CHANNEL:
      return trial->channel != NULL ? laurel_words_choice (LAUREL_CONDITION_CHANNEL, trial->channel)
                                    : g_strdup (_ ("The Store’s"));
    case N_CHIPS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
update (LaurelCheckChips *self)
{
  for (guint i = 0; i < N_CHIPS; i++)
    {
      g_autofree char *value = describe (self, i);
      g_autofree char *label = g_strdup_printf ("%s %s", _ (specs[i].title), value);

      gtk_label_set_text (self->values[i], value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label,
                                      -1);
    }
}

/* === What they open =========================================================================== */

static void
touch (LaurelCheckChips *self)
{
  laurel_pricing_touch (self->pricing);
  update (self);
}

static void
take_strings (GStrv *field, GStrv strings)
{
  g_strfreev (*field);
  *field = strings;
}

/* What was chosen as the only one, or NULL. */
static void
take_string (char **field, LaurelChoiceList *list)
{
  g_auto (GStrv) chosen = laurel_choice_list_get_chosen (list, 0);

  g_free (*field);
  *field = chosen[0] != NULL && *chosen[0] != '\0' ? g_strdup (chosen[0]) : NULL;
}

static void
store_cb (LaurelCheckChips *self, LaurelChoiceList *list)
{
  take_string (&get_trial (self)->store, list);
  touch (self);
}

static void
channel_cb (LaurelCheckChips *self, LaurelChoiceList *list)
{
  take_string (&get_trial (self)->channel, list);
  touch (self);
}

static void
codes_cb (LaurelCheckChips *self, LaurelChoiceList *list)
{
  take_strings (&get_trial (self)->codes, laurel_choice_list_get_chosen (list, 0));
  touch (self);
}

static void
payments_cb (LaurelCheckChips *self, LaurelChoiceList *list)
{
  take_strings (&get_trial (self)->payments, laurel_choice_list_get_chosen (list, 0));
  touch (self);
}

static GtkWidget *
finish_list (LaurelCheckChips *self, GtkWidget *list, GCallback changed)
{
  laurel_choice_list_show (LAUREL_CHOICE_LIST (list));
  g_signal_connect_object (list, "changed", changed, self, G_CONNECT_SWAPPED);

  return list;
}

static GtkWidget *
new_store_list (LaurelCheckChips *self)
{
  GtkWidget   *list = laurel_choice_list_new (FALSE);
  LaurelTrial *trial = get_trial (self);

  laurel_choice_list_add_names (LAUREL_CHOICE_LIST (list),
                                laurel_connection_get_names (self->connection),
                                LAUREL_NAME_STORE,
                                NULL);
  if (trial->store != NULL)
    laurel_choice_list_choose (LAUREL_CHOICE_LIST (list), 0, trial->store);

  return finish_list (self, list, G_CALLBACK (store_cb));
}

static GtkWidget *
new_words_list (LaurelCheckChips   *self,
                LaurelConditionKind kind,
                gboolean            several,
                GStrv               chosen,
                GCallback           changed)
{
  GtkWidget         *list = laurel_choice_list_new (several);
  const char *const *words = laurel_words_choices (kind);

  laurel_choice_list_add_words (LAUREL_CHOICE_LIST (list), NULL);

  if (kind == LAUREL_CONDITION_CHANNEL)
    laurel_choice_list_add_word (LAUREL_CHOICE_LIST (list), 0, "", _ ("The Store’s"), NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *label = laurel_words_choice (kind, words[i]);

      laurel_choice_list_add_word (LAUREL_CHOICE_LIST (list), 0, words[i], label, NULL);
    }

  for (guint i = 0; chosen != NULL && chosen[i] != NULL; i++)
    laurel_choice_list_choose (LAUREL_CHOICE_LIST (list), 0, chosen[i]);

  return finish_list (self, list, changed);
}

static GtkWidget *
new_channel_list (LaurelCheckChips *self)
{
  LaurelTrial *trial = get_trial (self);
  char        *chosen[] = { trial->channel != NULL ? trial->channel : (char *) "", NULL };

  return new_words_list (self, LAUREL_CONDITION_CHANNEL, FALSE, chosen, G_CALLBACK (channel_cb));
}

static GtkWidget *
new_codes_list (LaurelCheckChips *self)
{
  GtkWidget   *list = laurel_choice_list_new (TRUE);
  LaurelTrial *trial = get_trial (self);

  laurel_choice_list_add_words (LAUREL_CHOICE_LIST (list), NULL);
  laurel_choice_list_set_takes_text (LAUREL_CHOICE_LIST (list), 0);
  for (guint i = 0; trial->codes[i] != NULL; i++)
    laurel_choice_list_choose (LAUREL_CHOICE_LIST (list), 0, trial->codes[i]);

  return finish_list (self, list, G_CALLBACK (codes_cb));
}

/* === When ===================================================================================== */

typedef struct
{
  LaurelCheckChips *chips;
  GtkWidget        *calendar;
  GtkWidget        *hour;
  GtkWidget        *minute;
} TimeEditor;

static void
time_cb (TimeEditor *editor)
{
  LaurelTrial *trial = get_trial (editor->chips);
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (editor->calendar));
  const LaurelServerInfo *info = laurel_connection_get_info (editor->chips->connection);
  GTimeZone *zone = trial->time != NULL ? g_date_time_get_timezone (trial->time) : info->time_zone;
  GDateTime *time =
      g_date_time_new (zone,
                       g_date_time_get_year (day),
                       g_date_time_get_month (day),
                       g_date_time_get_day_of_month (day),
                       gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (editor->hour)),
                       gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (editor->minute)),
                       0);

  g_clear_pointer (&trial->time, g_date_time_unref);
  trial->time = time;
  touch (editor->chips);
}

static void
now_cb (TimeEditor *editor)
{
  g_clear_pointer (&get_trial (editor->chips)->time, g_date_time_unref);
  touch (editor->chips);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (editor->chips->buttons[CHIP_TIME]));
}

static GtkWidget *
new_spin (double max, int value, const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, max, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return spin;
}

static GtkWidget *
new_time_editor (LaurelCheckChips *self)
{
  LaurelTrial *trial = get_trial (self);
  g_autoptr (GDateTime) time = trial->time != NULL ? g_date_time_ref (trial->time)
                                                   : laurel_connection_dup_now (self->connection);
  TimeEditor *editor = g_new0 (TimeEditor, 1);
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget  *clock = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget  *now = gtk_button_new_with_mnemonic (C_ ("moment", "_Now"));

  editor->chips = self;
  editor->calendar = gtk_calendar_new ();
  gtk_calendar_select_day (GTK_CALENDAR (editor->calendar), time);
  editor->hour = new_spin (23, g_date_time_get_hour (time), _ ("Hour"));
  editor->minute = new_spin (59, g_date_time_get_minute (time), _ ("Minute"));
  gtk_box_append (GTK_BOX (clock), editor->hour);
  gtk_box_append (GTK_BOX (clock), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (clock), editor->minute);
  gtk_box_append (GTK_BOX (clock), now);
  gtk_box_append (GTK_BOX (box), editor->calendar);
  gtk_box_append (GTK_BOX (box), clock);
  g_signal_connect_swapped (editor->calendar, "day-selected", G_CALLBACK (time_cb), editor);
  g_signal_connect_swapped (editor->hour, "value-changed", G_CALLBACK (time_cb), editor);
  g_signal_connect_swapped (editor->minute, "value-changed", G_CALLBACK (time_cb), editor);
  g_signal_connect_swapped (now, "clicked", G_CALLBACK (now_cb), editor);
  g_object_set_data_full (G_OBJECT (box), "laurel-editor", editor, g_free);

  return box;
}

/* === Redemption =============================================================================== */

static void
redeem_points_cb (LaurelCheckChips *self, LaurelNumberEntry *entry)
{
  gint64 points = laurel_number_entry_get_value (entry);

  get_trial (self)->redeem = points != LAUREL_UNSET ? points : 0;
  touch (self);
}

static void
redeem_all_cb (LaurelCheckChips *self)
{
  get_trial (self)->redeem = LAUREL_REDEEM_MAX;
  touch (self);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->buttons[CHIP_REDEEM]));
}

static GtkWidget *
new_redeem_editor (LaurelCheckChips *self)
{
  GtkWidget   *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget   *entry = laurel_number_entry_new (LAUREL_NUMBER_POINTS, _ ("Points"), 0, POINTS_MAX);
  GtkWidget   *all = gtk_button_new_with_mnemonic (_ ("As Many as _Possible"));
  LaurelTrial *trial = get_trial (self);

  if (trial->redeem != LAUREL_REDEEM_MAX)
    laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (entry), trial->redeem);

  g_signal_connect_object (entry,
                           "changed",
                           G_CALLBACK (redeem_points_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (all, "clicked", G_CALLBACK (redeem_all_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), all);

  return box;
}

/* === The strip ================================================================================ */

static GtkWidget *
new_editor (LaurelCheckChips *self, ChipKind chip)
{
  LaurelTrial *trial = get_trial (self);
  GtkWidget   *editor = NULL;

  switch (chip)
    {
    case CHIP_STORE:
      return new_store_list (self);
    case CHIP_TIME:
      return new_time_editor (self);
    case CHIP_CLIENT:
      editor = laurel_check_buyer_new (self->connection, self->pricing);
      g_signal_connect_object (editor, "changed", G_CALLBACK (touch), self, G_CONNECT_SWAPPED);
      return editor;
    case CHIP_CODES:
      return new_codes_list (self);
    case CHIP_REDEEM:
      return new_redeem_editor (self);
    case CHIP_PAYMENTS:
      return new_words_list (self,
                             LAUREL_CONDITION_PAYMENT,
                             TRUE,
                             trial->payments,
                             G_CALLBACK (payments_cb));
    case CHIP_CHANNEL:
      return new_channel_list (self);
    case N_CHIPS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* What a popover edits may have changed since it was open last. */
static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  LaurelCheckChips *self = LAUREL_CHECK_CHIPS (user_data);
  GtkWidget        *popover = gtk_popover_new ();
  ChipKind          chip = CHIP_STORE;

  while (self->buttons[chip] != GTK_WIDGET (button))
    chip++;

  gtk_popover_set_child (GTK_POPOVER (popover), new_editor (self, chip));
  gtk_menu_button_set_popover (button, popover);
}

static GtkWidget *
new_chip (LaurelCheckChips *self, ChipKind chip)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (specs[chip].icon_name);
  GtkWidget *title = gtk_label_new (_ (specs[chip].title));

  self->values[chip] = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->values[chip], PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->values[chip], 24);
  gtk_widget_add_css_class (GTK_WIDGET (self->values[chip]), "heading");
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->values[chip]));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popover_cb, self, NULL);
  self->buttons[chip] = button;

  return button;
}

static void
laurel_check_chips_dispose (GObject *object)
{
  LaurelCheckChips *self = LAUREL_CHECK_CHIPS (object);

  g_clear_object (&self->pricing);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (laurel_check_chips_parent_class)->dispose (object);
}

static void
laurel_check_chips_class_init (LaurelCheckChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_check_chips_dispose;
}

static void
laurel_check_chips_init (LaurelCheckChips *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, laurel_flow_layout_new (6, 6));
  for (guint i = 0; i < N_CHIPS; i++)
    gtk_box_append (GTK_BOX (box), new_chip (self, i));

  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
laurel_check_chips_new (LaurelConnection *connection, LaurelPricing *pricing)
{
  LaurelCheckChips *self = g_object_new (LAUREL_TYPE_CHECK_CHIPS, NULL);

  self->connection = g_object_ref (connection);
  self->pricing = g_object_ref (pricing);
  g_signal_connect_object (pricing, "trial-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pricing, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (laurel_connection_get_names (connection),
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
