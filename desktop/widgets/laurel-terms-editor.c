/* laurel-terms-editor.c - what else is to be said of a discount: turnover, accrual, its description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-terms-editor.h"

#include <glib/gi18n.h>

#define TERM_KEY "laurel-term"

typedef enum
{
  TERM_KEEPS_ACCRUAL,
  TERM_EXCLUDE_FROM_TURNOVER,
  TERM_EXTERNAL,
  TERM_REPLACES_BASE,
  TERM_FOR_REFERRER,
  N_TERMS,
} Term;

static const struct
{
  const char *member;
  const char *title;
  const char *subtitle;
} terms[N_TERMS] = {
  [TERM_KEEPS_ACCRUAL] = { "keeps_accrual",
                           N_ ("Points as Usual"),
                           N_ ("Lines that it makes cheaper earn points nevertheless") },
  [TERM_EXCLUDE_FROM_TURNOVER] = { "exclude_from_turnover",
                                   N_ ("Not for the Turnover"),
                                   N_ ("Lines with it do not bring the client nearer to the next "
                                       "level") },
  [TERM_EXTERNAL] = { "external",
                      N_ ("On Top of External Discounts"),
                      N_ ("Applies to lines that the till has made cheaper, too") },
  [TERM_REPLACES_BASE] = { "replaces_base",
                           N_ ("Instead of the Level’s Points"),
                           N_ ("On its lines, the level gives no points beside it") },
  [TERM_FOR_REFERRER] = { "for_referrer",
                          N_ ("To Whoever Invited the Client"),
                          N_ ("The points go to the referrer; without one nothing is given") },
};

struct _LaurelTermsEditor
{
  GtkWidget parent_instance;

  LaurelNode *node;
  gboolean    updating;

  GtkWidget *list;
  GtkWidget *rows[N_TERMS];
  GtkWidget *switches[N_TERMS];
  GtkWidget *description;
};

G_DEFINE_FINAL_TYPE (LaurelTermsEditor, laurel_terms_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean *
flag_of (LaurelNode *node, Term term)
{
  switch (term)
    {
    case TERM_KEEPS_ACCRUAL:
      return &node->keeps_accrual;
    case TERM_EXCLUDE_FROM_TURNOVER:
      return &node->exclude_from_turnover;
    case TERM_EXTERNAL:
      return &node->external;
    case TERM_REPLACES_BASE:
      return &node->replaces_base;
    case TERM_FOR_REFERRER:
    case N_TERMS:
    default:
      return &node->for_referrer;
    }
}

/* engine.md, 2.3: which terms are errors with which rewards. */
static gboolean
makes_sense (LaurelNode *node, Term term)
{
  gboolean points = laurel_node_gives_points (node);

  if (node->is_group)
    return FALSE;

  switch (term)
    {
    case TERM_KEEPS_ACCRUAL:
      return !points;
    case TERM_REPLACES_BASE:
      return points && node->reward.kind != LAUREL_REWARD_POINTS_MULTIPLIER && !node->for_referrer;
    case TERM_FOR_REFERRER:
      return points && !node->replaces_base;
    case TERM_EXCLUDE_FROM_TURNOVER:
    case TERM_EXTERNAL:
    case N_TERMS:
    default:
      return TRUE;
    }
}

static void
show (LaurelTermsEditor *self)
{
  const char *description = self->node->description != NULL ? self->node->description : "";

  self->updating = TRUE;

  for (Term term = TERM_KEEPS_ACCRUAL; term < N_TERMS; term++)
    {
      gboolean on = *flag_of (self->node, term);

      /* What a document says is shown, so that it can be taken back. */
      gtk_widget_set_visible (self->rows[term], makes_sense (self->node, term) || on);
      gtk_switch_set_active (GTK_SWITCH (self->switches[term]), on);
    }

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->description)), description) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->description), description);

  self->updating = FALSE;
}

/* Takes @node. */
static void
change (LaurelTermsEditor *self, LaurelNode *node, const char *member)
{
  laurel_node_unref (self->node);
  self->node = node;
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, node, member);
}

static void
switched_cb (LaurelTermsEditor *self, GParamSpec *pspec, GtkSwitch *control)
{
  Term        term = (Term) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (control), TERM_KEY));
  gboolean    on = gtk_switch_get_active (control);
  LaurelNode *edited = NULL;

  if (self->updating || on == *flag_of (self->node, term))
    return;

  edited = laurel_node_copy (self->node);
  *flag_of (edited, term) = on;
  change (self, edited, terms[term].member);
}

static void
description_cb (LaurelTermsEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->description));
  LaurelNode *edited = NULL;

  if (self->updating)
    return;

  edited = laurel_node_copy (self->node);
  g_free (edited->description);
  edited->description = *text != '\0' ? g_strdup (text) : NULL;
  change (self, edited, "description");
}

static void
laurel_terms_editor_dispose (GObject *object)
{
  LaurelTermsEditor *self = LAUREL_TERMS_EDITOR (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);

  G_OBJECT_CLASS (laurel_terms_editor_parent_class)->dispose (object);
}

static void
laurel_terms_editor_finalize (GObject *object)
{
  g_clear_pointer (&LAUREL_TERMS_EDITOR (object)->node, laurel_node_unref);

  G_OBJECT_CLASS (laurel_terms_editor_parent_class)->finalize (object);
}

static void
laurel_terms_editor_class_init (LaurelTermsEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_terms_editor_dispose;
  object_class->finalize = laurel_terms_editor_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_TERMS_EDITOR,
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
add_term (LaurelTermsEditor *self, Term term)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *control = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (terms[term].title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (terms[term].subtitle));
  g_object_set_data (G_OBJECT (control), TERM_KEY, GINT_TO_POINTER (term));
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (terms[term].title),
                                  -1);
  g_signal_connect_swapped (control, "notify::active", G_CALLBACK (switched_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  self->rows[term] = row;
  self->switches[term] = control;
}

static void
laurel_terms_editor_init (LaurelTermsEditor *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");

  for (Term term = TERM_KEEPS_ACCRUAL; term < N_TERMS; term++)
    add_term (self, term);

  self->description = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->description), _ ("Description"));
  g_signal_connect_swapped (self->description, "changed", G_CALLBACK (description_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->description);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
laurel_terms_editor_new (void)
{
  return g_object_new (LAUREL_TYPE_TERMS_EDITOR, NULL);
}

void
laurel_terms_editor_set_node (LaurelTermsEditor *self, LaurelNode *node)
{
  g_return_if_fail (LAUREL_IS_TERMS_EDITOR (self) && node != NULL);

  laurel_node_ref (node);
  g_clear_pointer (&self->node, laurel_node_unref);
  self->node = node;
  show (self);
}
