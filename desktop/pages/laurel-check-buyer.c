/* laurel-check-buyer.c - who buys on trial: nobody, a client, or somebody made up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-check-buyer.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-search-list.h"
#include "desktop/pages/laurel-words-program.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-number-entry.h"

#define MONEY_MAX  G_GINT64_CONSTANT (100000000000000)
#define POINTS_MAX G_GINT64_CONSTANT (1000000000)
#define AGE_MAX    120

/* Of the drop-down of genders. */
enum
{
  GENDER_NONE,
  GENDER_FEMALE,
  GENDER_MALE,
};

struct _LaurelCheckBuyer
{
  AdwBin parent_instance;

  LaurelConnection *connection;
  LaurelPricing    *pricing;
  GtkWidget        *level;
  GtkWidget        *gender;
  GtkWidget        *birth;
  GtkWidget        *turnover;
  GtkWidget        *purchases;
  GtkWidget        *available;
  GtkWidget        *segments;
  gboolean          filling;
};

G_DEFINE_FINAL_TYPE (LaurelCheckBuyer, laurel_check_buyer, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static LaurelTrial *
get_trial (LaurelCheckBuyer *self)
{
  return laurel_pricing_get_trial (self->pricing);
}

static void
take_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
set_buyer (LaurelCheckBuyer *self, LaurelBuyerKind kind, const char *client, const char *name)
{
  LaurelTrial *trial = get_trial (self);

  trial->buyer = kind;
  take_text (&trial->client, client);
  take_text (&trial->client_name, name);
  g_clear_pointer (&trial->card, g_free);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* === Nobody, and a client ===================================================================== */

static void
close_popover (LaurelCheckBuyer *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
nobody_cb (LaurelCheckBuyer *self)
{
  set_buyer (self, LAUREL_BUYER_NOBODY, NULL, NULL);
  close_popover (self);
}

static LaurelListRequest *
search_clients (const char *text)
{
  return laurel_client_list_new (text, LAUREL_CLIENT_SORT_LAST_PURCHASE);
}

static GtkWidget *
new_client_row (gpointer item)
{
  LaurelClientRow *client = item;
  g_autofree char *name = laurel_words_person (&client->name, _ ("Client without a name"));
  g_autofree char *phone = client->phone != NULL ? laurel_words_phone (client->phone) : NULL;

  return laurel_search_list_new_row (name, phone, client->level_name);
}

static void
client_chosen_cb (LaurelCheckBuyer *self, LaurelClientRow *client)
{
  g_autofree char *name = laurel_words_person_short (&client->name, _ ("Client without a name"));

  set_buyer (self, LAUREL_BUYER_CLIENT, client->client, name);
  close_popover (self);
}

static GtkWidget *
new_client_side (LaurelCheckBuyer *self)
{
  GtkWidget *list = laurel_search_list_new (laurel_connection_get_api (self->connection),
                                            _ ("Name, phone, card, e-mail"),
                                            search_clients,
                                            new_client_row);

  g_signal_connect_object (list, "chosen", G_CALLBACK (client_chosen_cb), self, G_CONNECT_SWAPPED);

  return list;
}

/* === Somebody made up ========================================================================= */

static gint64
read_number (GtkWidget *entry)
{
  gint64 value = laurel_number_entry_get_value (LAUREL_NUMBER_ENTRY (entry));

  return value != LAUREL_UNSET ? value : 0;
}

/* The level of that row; the first row is none. */
static const char *
read_level (LaurelCheckBuyer *self)
{
  LaurelDocument *document =
      laurel_draft_get_document (laurel_connection_get_draft (self->connection));
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->level));

  if (document == NULL || selected == 0 || selected > document->levels->len)
    return NULL;

  return ((LaurelLevel *) g_ptr_array_index (document->levels, selected - 1))->id;
}

/* Born so many years ago today; not valid without an age. */
static void
read_birth (LaurelCheckBuyer *self, GDate *birth)
{
  gint64 age = laurel_number_entry_get_value (LAUREL_NUMBER_ENTRY (self->birth));

  g_date_clear (birth, 1);
  if (age == LAUREL_UNSET)
    return;

  laurel_connection_get_today (self->connection, birth);
  g_date_subtract_years (birth, (guint) age);
}

static void
made_up_cb (LaurelCheckBuyer *self)
{
  static const char *const genders[] = { NULL, "f", "m" };
  LaurelTrialFacts        *facts = &get_trial (self)->facts;

  if (self->filling)
    return;

  facts->registered = TRUE;
  take_text (&facts->level, read_level (self));
  take_text (&facts->gender, genders[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->gender))]);
  read_birth (self, &facts->birth_date);
  facts->turnover = read_number (self->turnover);
  facts->purchases = read_number (self->purchases);
  facts->available = read_number (self->available);
  g_strfreev (facts->segments);
  facts->segments = laurel_choice_list_get_chosen (LAUREL_CHOICE_LIST (self->segments), 0);

  /* What another client has used is not theirs. */
  g_clear_pointer (&facts->usage, g_free);
  g_clear_pointer (&facts->referrer, g_free);
  g_date_clear (&facts->last_purchase, 1);
  set_buyer (self, LAUREL_BUYER_MADE_UP, NULL, NULL);
}

static void
add_field (GtkWidget *grid, int row, const char *title, GtkWidget *field)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_halign (field, GTK_ALIGN_END);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), field, 1, row, 1, 1);
}

static GtkWidget *
new_level_list (LaurelCheckBuyer *self, const char *chosen)
{
  LaurelDocument *document =
      laurel_draft_get_document (laurel_connection_get_draft (self->connection));
  const char *none[] = { _ ("No level"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (none);
  guint      selected = 0;
  GtkWidget *list = NULL;

  for (guint i = 0; document != NULL && i < document->levels->len; i++)
    {
      const LaurelLevel *level = g_ptr_array_index (document->levels, i);

      gtk_string_list_append (names, laurel_words_level (level));
      if (g_strcmp0 (level->id, chosen) == 0)
        selected = i + 1;
    }

  list = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);

  return list;
}

static GtkWidget *
new_gender_list (const char *chosen)
{
  const char *genders[] = { LAUREL_FORMAT_NOTHING,
                            C_ ("gender", "Female"),
                            C_ ("gender", "Male"),
                            NULL };
  GtkWidget  *list = gtk_drop_down_new_from_strings (genders);

  if (chosen != NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (list), *chosen == 'f' ? GENDER_FEMALE : GENDER_MALE);

  return list;
}

static GtkWidget *
new_number (LaurelCheckBuyer *self,
            LaurelNumberKind  kind,
            const char       *label,
            gint64            max,
            gint64            value)
{
  GtkWidget *entry = laurel_number_entry_new (kind, label, 0, max);

  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (entry), value);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (made_up_cb), self);

  return entry;
}

static gint64
get_age (LaurelCheckBuyer *self, const GDate *birth)
{
  GDate  today;
  gint64 age = 0;

  if (!g_date_valid (birth))
    return LAUREL_UNSET;

  g_date_clear (&today, 1);
  laurel_connection_get_today (self->connection, &today);
  age = g_date_get_year (&today) - g_date_get_year (birth);
  if (g_date_get_month (&today) < g_date_get_month (birth) ||
      (g_date_get_month (&today) == g_date_get_month (birth) &&
       g_date_get_day (&today) < g_date_get_day (birth)))
    age--;

  return age;
}

static GtkWidget *
new_segments_list (LaurelCheckBuyer *self, GStrv chosen)
{
  GtkWidget *list = laurel_choice_list_new (TRUE);

  laurel_choice_list_add_names (LAUREL_CHOICE_LIST (list),
                                laurel_connection_get_names (self->connection),
                                LAUREL_NAME_CLIENT_SEGMENT,
                                NULL);
  for (guint i = 0; chosen[i] != NULL; i++)
    laurel_choice_list_choose (LAUREL_CHOICE_LIST (list), 0, chosen[i]);

  laurel_choice_list_show (LAUREL_CHOICE_LIST (list));
  g_signal_connect_swapped (list, "changed", G_CALLBACK (made_up_cb), self);

  return list;
}

static GtkWidget *
new_made_up_side (LaurelCheckBuyer *self)
{
  const LaurelTrialFacts *facts = &get_trial (self)->facts;
  GtkWidget              *grid = gtk_grid_new ();
  GtkWidget              *segments = gtk_label_new (_ ("Segments"));

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->level = new_level_list (self, facts->level);
  add_field (grid, 0, _ ("Level"), self->level);
  self->birth = new_number (self,
                            LAUREL_NUMBER_COUNT,
                            _ ("Age, birthday today"),
                            AGE_MAX,
                            get_age (self, &facts->birth_date));
  add_field (grid, 1, _ ("Age, birthday today"), self->birth);
  self->gender = new_gender_list (facts->gender);
  add_field (grid, 2, _ ("Sex"), self->gender);
  self->turnover =
      new_number (self, LAUREL_NUMBER_MONEY, _ ("Bought For"), MONEY_MAX, facts->turnover);
  add_field (grid, 3, _ ("Bought For"), self->turnover);
  self->purchases =
      new_number (self, LAUREL_NUMBER_COUNT, _ ("Purchases"), POINTS_MAX, facts->purchases);
  add_field (grid, 4, _ ("Purchases"), self->purchases);
  self->available =
      new_number (self, LAUREL_NUMBER_POINTS, _ ("Points"), POINTS_MAX, facts->available);
  add_field (grid, 5, _ ("Points"), self->available);

  gtk_label_set_xalign (GTK_LABEL (segments), 0);
  gtk_grid_attach (GTK_GRID (grid), segments, 0, 6, 2, 1);
  self->segments = new_segments_list (self, facts->segments);
  gtk_grid_attach (GTK_GRID (grid), self->segments, 0, 7, 2, 1);

  g_signal_connect_swapped (self->level, "notify::selected", G_CALLBACK (made_up_cb), self);
  g_signal_connect_swapped (self->gender, "notify::selected", G_CALLBACK (made_up_cb), self);

  return grid;
}

/* === The editor =============================================================================== */

static void
side_cb (LaurelCheckBuyer *self, GParamSpec *pspec, GtkStack *stack)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "made-up") == 0 &&
      get_trial (self)->buyer != LAUREL_BUYER_MADE_UP)
    made_up_cb (self);
}

static void
build (LaurelCheckBuyer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *nobody = gtk_button_new_with_mnemonic (_ ("_Nobody Known"));

  gtk_stack_add_titled (GTK_STACK (stack), new_client_side (self), "client", _ ("A Client"));
  gtk_stack_add_titled (GTK_STACK (stack), new_made_up_side (self), "made-up", _ ("Made Up"));
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  if (get_trial (self)->buyer == LAUREL_BUYER_MADE_UP)
    gtk_stack_set_visible_child_name (GTK_STACK (stack), "made-up");
  g_signal_connect_swapped (stack, "notify::visible-child", G_CALLBACK (side_cb), self);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  g_signal_connect_swapped (nobody, "clicked", G_CALLBACK (nobody_cb), self);

  gtk_widget_set_size_request (box, 340, -1);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_box_append (GTK_BOX (box), nobody);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
laurel_check_buyer_dispose (GObject *object)
{
  LaurelCheckBuyer *self = LAUREL_CHECK_BUYER (object);

  /* A list that goes unselects what it had. */
  self->filling = TRUE;
  g_clear_object (&self->pricing);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (laurel_check_buyer_parent_class)->dispose (object);
}

static void
laurel_check_buyer_class_init (LaurelCheckBuyerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_check_buyer_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_CHECK_BUYER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
laurel_check_buyer_init (LaurelCheckBuyer *self)
{
}

GtkWidget *
laurel_check_buyer_new (LaurelConnection *connection, LaurelPricing *pricing)
{
  LaurelCheckBuyer *self = g_object_new (LAUREL_TYPE_CHECK_BUYER, NULL);

  self->connection = g_object_ref (connection);
  self->pricing = g_object_ref (pricing);
  build (self);

  return GTK_WIDGET (self);
}

char *
laurel_check_buyer_describe (const LaurelTrial *trial, LaurelFactsSource source)
{
  switch (trial->buyer)
    {
    case LAUREL_BUYER_CLIENT:
      if (source == LAUREL_FACTS_THEN)
        /* TRANSLATORS: a client, with the facts of the day of the receipt */
        return g_strdup_printf (_ ("%s, as then"), trial->client_name);

      return g_strdup (trial->client_name);
    case LAUREL_BUYER_MADE_UP:
      if (trial->client_name != NULL)
        return g_strdup_printf (_ ("%s, as then"), trial->client_name);

      return g_strdup (_ ("Made Up"));
    case LAUREL_BUYER_NOBODY:
    default:
      return g_strdup (LAUREL_FORMAT_NOTHING);
    }
}
