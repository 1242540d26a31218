/* laurel-limits-editor.c - how often a discount may apply, and how much it may cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-limits-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-number-entry.h"

#define COUNT_MAX G_GINT64_CONSTANT (1000000000)
#define MONEY_MAX G_GINT64_CONSTANT (100000000000000)
#define LIMIT_KEY "laurel-limit"

typedef enum
{
  LIMIT_ONCE,
  LIMIT_ONCE_DAYS,
  LIMIT_PER_CLIENT,
  LIMIT_TOTAL,
  LIMIT_TOTAL_MONEY,
  N_LIMITS,
} Limit;

typedef struct
{
  const char      *member;
  const char      *title;
  const char      *on;
  const char      *off;
  LaurelNumberKind number;
  gint64           max;
  gint64           first; /* what it is when it is switched on; 0: no number */
} LimitWords;

static const LimitWords limits[N_LIMITS] = {
  [LIMIT_ONCE] = { "once",
                   N_ ("Once a Client"),
                   N_ ("Each client gets it one single time"),
                   N_ ("Off: as often as the conditions hold"),
                   LAUREL_NUMBER_COUNT,
                   COUNT_MAX,
                   0 },
  [LIMIT_ONCE_DAYS] = { "once_days",
                        N_ ("Pause for a Client, Days"),
                        N_ ("After a client got it, not again for so many days"),
                        N_ ("Off: again at the next purchase"),
                        LAUREL_NUMBER_COUNT,
                        COUNT_MAX,
                        30 },
  [LIMIT_PER_CLIENT] = { "per_client",
                         N_ ("Times a Client"),
                         N_ ("Each client gets it at most so often"),
                         N_ ("Off: a client gets it any number of times"),
                         LAUREL_NUMBER_COUNT,
                         COUNT_MAX,
                         3 },
  [LIMIT_TOTAL] = { "total",
                    N_ ("Times in All"),
                    N_ ("All clients together get it at most so often"),
                    N_ ("Off: the number of receipts does not matter"),
                    LAUREL_NUMBER_COUNT,
                    COUNT_MAX,
                    1000 },
  [LIMIT_TOTAL_MONEY] = { "total_money",
                          N_ ("Budget"),
                          N_ ("It ends when it has cost so much in all"),
                          N_ ("Off: it may cost any sum"),
                          LAUREL_NUMBER_MONEY,
                          MONEY_MAX,
                          10000000 },
};

struct _LaurelLimitsEditor
{
  GtkWidget parent_instance;

  LaurelNode *node;
  gboolean    updating;

  GtkWidget *list;
  GtkWidget *rows[N_LIMITS];
  GtkWidget *switches[N_LIMITS];
  GtkWidget *entries[N_LIMITS]; /* NULL without a number */
  char      *faults[N_LIMITS];
};

G_DEFINE_FINAL_TYPE (LaurelLimitsEditor, laurel_limits_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64 *
number_of (LaurelNode *node, Limit limit)
{
  switch (limit)
    {
    case LIMIT_ONCE_DAYS:
      return &node->limits.once_days;
    case LIMIT_PER_CLIENT:
      return &node->limits.per_client;
    case LIMIT_TOTAL:
      return &node->limits.total;
    case LIMIT_TOTAL_MONEY:
      return &node->limits.total_money;
    case LIMIT_ONCE:
    case N_LIMITS:
    default:
      return NULL;
    }
}

static gboolean
is_on (LaurelNode *node, Limit limit)
{
  return limit == LIMIT_ONCE ? node->limits.once : *number_of (node, limit) != LAUREL_UNSET;
}

static void
show_limit (LaurelLimitsEditor *self, Limit limit)
{
  gboolean    on = is_on (self->node, limit);
  const char *words = _ (on ? limits[limit].on : limits[limit].off);

  gtk_switch_set_active (GTK_SWITCH (self->switches[limit]), on);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[limit]),
                               self->faults[limit] != NULL ? self->faults[limit] : words);

  if (self->faults[limit] != NULL)
    gtk_widget_add_css_class (self->rows[limit], "at-fault");
  else
    gtk_widget_remove_css_class (self->rows[limit], "at-fault");

  if (self->entries[limit] == NULL)
    return;

  gtk_widget_set_visible (self->entries[limit], on);
  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (self->entries[limit]),
                                 *number_of (self->node, limit));
}

static void
show (LaurelLimitsEditor *self)
{
  self->updating = TRUE;

  for (Limit limit = LIMIT_ONCE; limit < N_LIMITS; limit++)
    show_limit (self, limit);

  gtk_widget_set_visible (self->rows[LIMIT_TOTAL_MONEY], !laurel_node_gives_points (self->node));
  self->updating = FALSE;
}

/* Takes @node. */
static void
change (LaurelLimitsEditor *self, LaurelNode *node, Limit limit)
{
  laurel_node_unref (self->node);
  self->node = node;
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, node, limits[limit].member);
}

static Limit
limit_of (gpointer widget)
{
  return (Limit) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), LIMIT_KEY));
}

static void
switched_cb (LaurelLimitsEditor *self, GParamSpec *pspec, GtkSwitch *control)
{
  Limit       limit = limit_of (control);
  gboolean    on = gtk_switch_get_active (control);
  LaurelNode *edited = NULL;

  if (self->updating || on == is_on (self->node, limit))
    return;

  edited = laurel_node_copy (self->node);
  if (limit == LIMIT_ONCE)
    edited->limits.once = on;
  else
    *number_of (edited, limit) = on ? limits[limit].first : LAUREL_UNSET;

  change (self, edited, limit);
}

static void
number_cb (LaurelLimitsEditor *self, LaurelNumberEntry *entry)
{
  Limit       limit = limit_of (entry);
  gint64      value = laurel_number_entry_get_value (entry);
  LaurelNode *edited = NULL;

  /* An entry that is empty for a moment is no limit that has been taken away. */
  if (self->updating || value == LAUREL_UNSET)
    return;

  edited = laurel_node_copy (self->node);
  *number_of (edited, limit) = value;
  change (self, edited, limit);
}

static void
laurel_limits_editor_dispose (GObject *object)
{
  LaurelLimitsEditor *self = LAUREL_LIMITS_EDITOR (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);

  G_OBJECT_CLASS (laurel_limits_editor_parent_class)->dispose (object);
}

static void
laurel_limits_editor_finalize (GObject *object)
{
  LaurelLimitsEditor *self = LAUREL_LIMITS_EDITOR (object);

  g_clear_pointer (&self->node, laurel_node_unref);
  for (guint i = 0; i < N_LIMITS; i++)
    g_free (self->faults[i]);

  G_OBJECT_CLASS (laurel_limits_editor_parent_class)->finalize (object);
}

static void
laurel_limits_editor_class_init (LaurelLimitsEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_limits_editor_dispose;
  object_class->finalize = laurel_limits_editor_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_LIMITS_EDITOR,
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
add_row (LaurelLimitsEditor *self, Limit limit)
{
  const char *title = _ (limits[limit].title);
  GtkWidget  *row = adw_action_row_new ();
  GtkWidget  *control = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  if (limits[limit].first > 0)
    {
      GtkWidget *entry =
          laurel_number_entry_new (limits[limit].number, title, 1, limits[limit].max);

      g_object_set_data (G_OBJECT (entry), LIMIT_KEY, GINT_TO_POINTER (limit));
      gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
      g_signal_connect_swapped (entry, "changed", G_CALLBACK (number_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
      self->entries[limit] = entry;
    }

  g_object_set_data (G_OBJECT (control), LIMIT_KEY, GINT_TO_POINTER (limit));
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  g_signal_connect_swapped (control, "notify::active", G_CALLBACK (switched_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  self->rows[limit] = row;
  self->switches[limit] = control;
}

static void
laurel_limits_editor_init (LaurelLimitsEditor *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");

  for (Limit limit = LIMIT_ONCE; limit < N_LIMITS; limit++)
    add_row (self, limit);

  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
laurel_limits_editor_new (void)
{
  return g_object_new (LAUREL_TYPE_LIMITS_EDITOR, NULL);
}

void
laurel_limits_editor_set_node (LaurelLimitsEditor *self, LaurelNode *node)
{
  g_return_if_fail (LAUREL_IS_LIMITS_EDITOR (self) && node != NULL && !node->is_group);

  laurel_node_ref (node);
  g_clear_pointer (&self->node, laurel_node_unref);
  self->node = node;
  show (self);
}

void
laurel_limits_editor_clear_faults (LaurelLimitsEditor *self)
{
  g_return_if_fail (LAUREL_IS_LIMITS_EDITOR (self));

  for (guint i = 0; i < N_LIMITS; i++)
    g_clear_pointer (&self->faults[i], g_free);

  if (self->node != NULL)
    show (self);
}

void
laurel_limits_editor_add_fault (LaurelLimitsEditor *self, const char *member, const char *reason)
{
  const char *name = strrchr (member, '/');

  g_return_if_fail (LAUREL_IS_LIMITS_EDITOR (self) && self->node != NULL && name != NULL);

  for (guint i = 0; i < N_LIMITS; i++)
    if (strcmp (name + 1, limits[i].member) == 0)
      {
        g_free (self->faults[i]);
        self->faults[i] = g_strdup (reason);
      }

  show (self);
}
