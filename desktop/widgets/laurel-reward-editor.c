/* laurel-reward-editor.c - what a discount gives, edited as sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-reward-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-items-editor.h"
#include "desktop/widgets/laurel-number-entry.h"
#include "desktop/widgets/laurel-sentence-row.h"
#include "desktop/widgets/laurel-sentence-words.h"
#include "desktop/widgets/laurel-sentence.h"

#define SLOT_KEY "laurel-slot"

/* engine.md, 1 and 2.3 */
#define MONEY_MAX       G_GINT64_CONSTANT (100000000000000)
#define COUNT_MAX       G_GINT64_CONSTANT (1000000000)
#define RATE_MAX        10000
#define POINTS_RATE_MAX 1000000
#define FACTOR_MIN      100
#define FACTOR_MAX      100000

typedef enum
{
  ROW_KIND,
  ROW_REWARD,
  ROW_MAX,
  N_ROWS,
} Row;

struct _LaurelRewardEditor
{
  GtkWidget parent_instance;

  LaurelNode  *node;
  LaurelNames *names;
  char        *faults[N_ROWS];

  GtkWidget         *box;
  GtkWidget         *max_separator;
  LaurelSentenceRow *rows[N_ROWS];
};

G_DEFINE_FINAL_TYPE (LaurelRewardEditor, laurel_reward_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* === Words ==================================================================================== */

/* TRANSLATORS: what a discount does; {name} stands for a value that a person chooses */
static const char *const messages[] = {
  [LAUREL_REWARD_PERCENT] = N_ ("takes {rate} off the price"),
  [LAUREL_REWARD_AMOUNT] = N_ ("takes {amount} off {per}"),
  [LAUREL_REWARD_FIXED_PRICE] = N_ ("sets the price of a piece to {price}"),
  [LAUREL_REWARD_NTH] = N_ ("takes {rate} off every {n} piece, the cheapest first"),
  [LAUREL_REWARD_GIFT] = N_ ("takes {rate} off the cheapest pieces, {n} of them"),
  [LAUREL_REWARD_SET] = N_ ("sells {items} together for {price}"),
  [LAUREL_REWARD_POINTS_PERCENT] = N_ ("gives {rate} of the price in points"),
  [LAUREL_REWARD_POINTS] = N_ ("gives {amount} {per}"),
  [LAUREL_REWARD_POINTS_MULTIPLIER] = N_ ("multiplies the usual points by {factor}"),
};

static const char *
message_of (const LaurelReward *reward)
{
  if (reward->per != LAUREL_PER_EVERY)
    return _ (messages[reward->kind]);

  if (reward->kind == LAUREL_REWARD_AMOUNT)
    return _ ("takes {amount} off {per} {every}");

  return reward->kind == LAUREL_REWARD_POINTS ? _ ("gives {amount} {per} {every}")
                                              : _ (messages[reward->kind]);
}

static const char *
per_of (LaurelRewardKind kind, LaurelPer per)
{
  gboolean points = kind == LAUREL_REWARD_POINTS;

  switch (per)
    {
    case LAUREL_PER_LINE:
      /* TRANSLATORS: takes ₽300 off … */
      return points ? C_ ("points", "for each line") : C_ ("money off", "each line");
    case LAUREL_PER_UNIT:
      return points ? C_ ("points", "for each piece") : C_ ("money off", "each piece");
    case LAUREL_PER_EVERY:
      return points ? C_ ("points", "for every") : C_ ("money off", "for every");
    case LAUREL_PER_RECEIPT:
    default:
      return points ? C_ ("points", "for the receipt") : C_ ("money off", "the receipt");
    }
}

static gint64 *
number_of (LaurelNode *node, const char *slot)
{
  LaurelReward *reward = &node->reward;

  if (strcmp (slot, "rate") == 0)
    return &reward->rate;
  if (strcmp (slot, "amount") == 0)
    return &reward->amount;
  if (strcmp (slot, "every") == 0)
    return &reward->every;
  if (strcmp (slot, "price") == 0)
    return &reward->price;
  if (strcmp (slot, "n") == 0)
    return &reward->n;
  if (strcmp (slot, "factor") == 0)
    return &reward->factor;
  if (strcmp (slot, "max") == 0)
    return &node->max_amount;

  return NULL;
}

static char *
describe_number (const LaurelReward *reward, const char *slot, gint64 value)
{
  if (strcmp (slot, "rate") == 0)
    return laurel_format_rate (value);

  if (strcmp (slot, "n") == 0)
    return reward->kind == LAUREL_REWARD_NTH ? laurel_words_ordinal (value)
                                             : laurel_format_count (value);

  if (strcmp (slot, "factor") == 0)
    return laurel_format_number (value, 2);

  return reward->kind == LAUREL_REWARD_POINTS && strcmp (slot, "amount") == 0
             ? laurel_words_n_points (value)
             : laurel_format_price (value);
}

/* (nullable): what stands in @slot; NULL where it has not been chosen. */
static char *
describe_slot (LaurelRewardEditor *self, const char *slot)
{
  LaurelReward *reward = &self->node->reward;
  gint64       *number = number_of (self->node, slot);

  if (number != NULL)
    return *number != LAUREL_UNSET ? describe_number (reward, slot, *number) : NULL;

  if (strcmp (slot, "kind") == 0)
    return g_strdup (laurel_sentence_reward_kind (reward->kind));

  if (strcmp (slot, "per") == 0)
    return g_strdup (per_of (reward->kind, reward->per));

  return laurel_words_items (reward->items, 0, LAUREL_STYLE_TOKEN, self->names);
}

/* === What is shown ============================================================================ */

static void
show_row (LaurelRewardEditor *self, Row row, const char *message)
{
  g_autoptr (GPtrArray) pieces = laurel_template_split (message);
  gboolean lacks = FALSE;

  laurel_sentence_row_set_template (self->rows[row], message);

  for (guint i = 0; i < pieces->len; i++)
    {
      const LaurelPiece *piece = g_ptr_array_index (pieces, i);
      g_autofree char   *words = piece->is_slot ? describe_slot (self, piece->text) : NULL;

      if (!piece->is_slot)
        continue;

      lacks = lacks || (words == NULL && row != ROW_MAX);
      laurel_sentence_row_set_token (self->rows[row],
                                     piece->text,
                                     words != NULL    ? words
                                     : row == ROW_MAX ? C_ ("token", "any sum")
                                     : strcmp (piece->text, "items") == 0
                                         ? C_ ("token", "choose products")
                                         : C_ ("token", "enter a number"),
                                     words == NULL && row != ROW_MAX);
    }

  laurel_sentence_row_set_reason (self->rows[row],
                                  lacks ? _ ("Say how much it gives") : self->faults[row]);
}

static void
show (LaurelRewardEditor *self)
{
  gboolean money = !laurel_node_gives_points (self->node);

  show_row (self, ROW_KIND, _ ("it gives {kind}"));
  show_row (self, ROW_REWARD, message_of (&self->node->reward));
  show_row (self, ROW_MAX, _ ("at most {max} a receipt"));
  gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_MAX]), money);
  gtk_widget_set_visible (self->max_separator, money);
}

/* Takes @node. */
static void
change (LaurelRewardEditor *self, LaurelNode *node, const char *slot)
{
  laurel_node_unref (self->node);
  self->node = node;
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, node, slot);
}

/* === Popovers ================================================================================= */

static void
number_cb (LaurelRewardEditor *self, LaurelNumberEntry *entry)
{
  const char *slot = g_object_get_data (G_OBJECT (entry), SLOT_KEY);
  LaurelNode *edited = laurel_node_copy (self->node);

  *number_of (edited, slot) = laurel_number_entry_get_value (entry);
  change (self, edited, slot);
}

static GtkWidget *
new_number (LaurelRewardEditor *self, const char *slot)
{
  const LaurelReward *reward = &self->node->reward;
  gboolean            points = laurel_node_gives_points (self->node);
  GtkWidget          *entry = NULL;

  if (strcmp (slot, "rate") == 0)
    entry = laurel_number_entry_new (LAUREL_NUMBER_RATE,
                                     _ ("Percent"),
                                     0,
                                     points ? POINTS_RATE_MAX : RATE_MAX);
  else if (strcmp (slot, "n") == 0)
    entry = laurel_number_entry_new (LAUREL_NUMBER_COUNT, _ ("Number"), 1, COUNT_MAX);
  else if (strcmp (slot, "factor") == 0)
    entry = laurel_number_entry_new (LAUREL_NUMBER_FACTOR, _ ("Factor"), FACTOR_MIN, FACTOR_MAX);
  else if (strcmp (slot, "amount") == 0 && reward->kind == LAUREL_REWARD_POINTS)
    entry = laurel_number_entry_new (LAUREL_NUMBER_POINTS, _ ("Points"), 0, COUNT_MAX);
  else
    entry = laurel_number_entry_new (LAUREL_NUMBER_MONEY,
                                     _ ("Sum"),
                                     strcmp (slot, "every") == 0 ? 1 : 0,
                                     MONEY_MAX);

  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (entry), *number_of (self->node, slot));
  g_object_set_data_full (G_OBJECT (entry), SLOT_KEY, g_strdup (slot), g_free);
  g_signal_connect_object (entry, "changed", G_CALLBACK (number_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (laurel_token_close), entry);

  return entry;
}

/* The one choice of a list of numbers; FALSE where it was taken back. */
static gboolean
get_choice (LaurelChoiceList *list, int *choice)
{
  g_auto (GStrv) chosen = laurel_choice_list_get_chosen (list, 0);

  if (chosen[0] == NULL)
    return FALSE;

  *choice = *chosen[0] - '0';
  return TRUE;
}

static void
add_choice (LaurelChoiceList *list, int number, const char *label, gboolean chosen)
{
  const char id[] = { (char) ('0' + number), '\0' };

  laurel_choice_list_add_word (list, 0, id, label, NULL);
  if (chosen)
    laurel_choice_list_choose (list, 0, id);
}

static void
kind_cb (LaurelRewardEditor *self, LaurelChoiceList *list)
{
  int kind = 0;

  if (get_choice (list, &kind))
    {
      LaurelNode *edited = laurel_node_copy (self->node);

      laurel_node_set_reward_kind (edited, (LaurelRewardKind) kind);
      change (self, edited, "kind");
    }
}

static void
per_cb (LaurelRewardEditor *self, LaurelChoiceList *list)
{
  int per = 0;

  if (get_choice (list, &per))
    {
      LaurelNode *edited = laurel_node_copy (self->node);

      edited->reward.per = (LaurelPer) per;
      if (per != LAUREL_PER_EVERY)
        edited->reward.every = LAUREL_UNSET;

      change (self, edited, "per");
    }
}

static GtkWidget *
new_choice (LaurelRewardEditor *self, const char *slot)
{
  GtkWidget          *widget = laurel_choice_list_new (FALSE);
  LaurelChoiceList   *list = LAUREL_CHOICE_LIST (widget);
  const LaurelReward *reward = &self->node->reward;
  gboolean            is_kind = strcmp (slot, "kind") == 0;

  laurel_choice_list_add_words (list, NULL);

  if (is_kind)
    for (int i = LAUREL_REWARD_PERCENT; i <= LAUREL_REWARD_POINTS_MULTIPLIER; i++)
      add_choice (list,
                  i,
                  laurel_sentence_reward_kind ((LaurelRewardKind) i),
                  i == (int) reward->kind);
  else
    for (int i = LAUREL_PER_RECEIPT; i <= LAUREL_PER_EVERY; i++)
      add_choice (list, i, per_of (reward->kind, (LaurelPer) i), i == (int) reward->per);

  laurel_choice_list_show (list);
  g_signal_connect_object (widget,
                           "changed",
                           is_kind ? G_CALLBACK (kind_cb) : G_CALLBACK (per_cb),
                           self,
                           G_CONNECT_SWAPPED);

  return widget;
}

static void
items_cb (LaurelRewardEditor *self, LaurelItemsEditor *editor)
{
  LaurelNode *edited = laurel_node_copy (self->node);

  g_ptr_array_unref (edited->reward.items);
  edited->reward.items = laurel_items_copy (laurel_items_editor_get_items (editor));
  change (self, edited, "items");
}

static GtkWidget *
open_token (LaurelSentenceRow *row, const char *slot, gpointer data)
{
  LaurelRewardEditor *self = data;
  GtkWidget          *editor = NULL;

  if (number_of (self->node, slot) != NULL)
    return new_number (self, slot);

  if (strcmp (slot, "items") != 0)
    return new_choice (self, slot);

  editor = laurel_items_editor_new (self->names, self->node->reward.items, TRUE);
  g_signal_connect_object (editor, "changed", G_CALLBACK (items_cb), self, G_CONNECT_SWAPPED);

  return editor;
}

static void
laurel_reward_editor_dispose (GObject *object)
{
  LaurelRewardEditor *self = LAUREL_REWARD_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->names);

  G_OBJECT_CLASS (laurel_reward_editor_parent_class)->dispose (object);
}

static void
laurel_reward_editor_finalize (GObject *object)
{
  LaurelRewardEditor *self = LAUREL_REWARD_EDITOR (object);

  g_clear_pointer (&self->node, laurel_node_unref);
  for (guint i = 0; i < N_ROWS; i++)
    g_free (self->faults[i]);

  G_OBJECT_CLASS (laurel_reward_editor_parent_class)->finalize (object);
}

static void
laurel_reward_editor_class_init (LaurelRewardEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_reward_editor_dispose;
  object_class->finalize = laurel_reward_editor_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_REWARD_EDITOR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_POINTER,
                                          G_TYPE_STRING);
}

static void
laurel_reward_editor_init (LaurelRewardEditor *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "rules");

  for (guint i = 0; i < N_ROWS; i++)
    {
      GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      GtkWidget *row = laurel_sentence_row_new (open_token, self);

      gtk_widget_set_visible (separator, i > 0);
      gtk_box_append (GTK_BOX (self->box), separator);
      gtk_box_append (GTK_BOX (self->box), row);
      self->max_separator = separator;
      self->rows[i] = LAUREL_SENTENCE_ROW (row);
    }

  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
laurel_reward_editor_new (void)
{
  return g_object_new (LAUREL_TYPE_REWARD_EDITOR, NULL);
}

void
laurel_reward_editor_set_node (LaurelRewardEditor *self, LaurelNode *node, LaurelNames *names)
{
  g_return_if_fail (LAUREL_IS_REWARD_EDITOR (self));
  g_return_if_fail (node != NULL && !node->is_group && LAUREL_IS_NAMES (names));

  laurel_node_ref (node);
  g_clear_pointer (&self->node, laurel_node_unref);
  self->node = node;
  g_set_object (&self->names, names);
  show (self);
}

void
laurel_reward_editor_clear_faults (LaurelRewardEditor *self)
{
  g_return_if_fail (LAUREL_IS_REWARD_EDITOR (self));

  for (guint i = 0; i < N_ROWS; i++)
    g_clear_pointer (&self->faults[i], g_free);

  if (self->node != NULL)
    show (self);
}

void
laurel_reward_editor_add_fault (LaurelRewardEditor *self, const char *member, const char *reason)
{
  Row row = g_str_has_prefix (member, "/max_amount") ? ROW_MAX : ROW_REWARD;

  g_return_if_fail (LAUREL_IS_REWARD_EDITOR (self) && self->node != NULL);

  g_free (self->faults[row]);
  self->faults[row] = g_strdup (reason);
  show (self);
}
