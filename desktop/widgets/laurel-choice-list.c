/* laurel-choice-list.c - what can be chosen, with a search and check marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-choice-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sentence-row.h"

#define WIDTH           320
#define HEIGHT_MAX      320
#define SEARCH_DELAY_MS 150
#define FEW             8

typedef struct
{
  char *id;
  char *label;
  char *note; /* (nullable) */
} Word;

typedef struct
{
  char          *title;
  LaurelNames   *names; /* NULL: of words */
  LaurelNameKind kind;
  GPtrArray     *words;  /* Word */
  GPtrArray     *found;  /* LaurelNamed, of names */
  GPtrArray     *chosen; /* ids */
  char          *fault;  /* why nothing could be found */
  gboolean       searching;
} Source;

/* What a row chooses. */
typedef struct
{
  Source *source;
  char   *id;
} Choice;

struct _LaurelChoiceList
{
  GtkWidget parent_instance;

  gboolean   several;
  GPtrArray *sources;
  Source    *text_source; /* (nullable) (not owned) */

  GtkWidget    *box;
  GtkWidget    *entry;
  GtkWidget    *list;
  GCancellable *cancellable; /* of the searches under way */
  guint         delay_source;
};

G_DEFINE_FINAL_TYPE (LaurelChoiceList, laurel_choice_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define CHOICE_KEY "laurel-choice"
#define CHECK_KEY  "laurel-check"

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->id);
  g_free (word->label);
  g_free (word->note);
  g_free (word);
}

static void
source_free (gpointer data)
{
  Source *source = data;

  g_free (source->title);
  g_clear_object (&source->names);
  g_ptr_array_unref (source->words);
  g_ptr_array_unref (source->found);
  g_ptr_array_unref (source->chosen);
  g_free (source->fault);
  g_free (source);
}

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->id);
  g_free (choice);
}

static gboolean
find_chosen (Source *source, const char *id, guint *index)
{
  return g_ptr_array_find_with_equal_func (source->chosen, id, g_str_equal, index);
}

static Source *
get_source (LaurelChoiceList *self, guint source)
{
  return g_ptr_array_index (self->sources, source);
}

static const char *
get_text (LaurelChoiceList *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* === Rows ===================================================================================== */

static void
mark_row (GtkWidget *row, gboolean chosen)
{
  GtkWidget *check = g_object_get_data (G_OBJECT (row), CHECK_KEY);

  gtk_widget_set_opacity (check, chosen ? 1 : 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* @label, and under it what it means. */
static GtkWidget *
new_lines (const char *label, const char *note)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = new_label (label, NULL);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_lines (GTK_LABEL (words), 2);
  gtk_box_append (GTK_BOX (lines), words);

  if (note != NULL)
    {
      GtkWidget *under = new_label (note, "caption");

      gtk_widget_add_css_class (under, "dim-label");
      gtk_label_set_wrap (GTK_LABEL (under), TRUE);
      gtk_label_set_ellipsize (GTK_LABEL (under), PANGO_ELLIPSIZE_NONE);
      gtk_box_append (GTK_BOX (lines), under);
    }

  gtk_widget_set_hexpand (lines, TRUE);

  return lines;
}

static void
add_row (LaurelChoiceList *self,
         Source           *source,
         const char       *id,
         const char       *label,
         const char       *note,
         gint64            size)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  Choice    *choice = g_new (Choice, 1);

  *choice = (Choice){ source, g_strdup (id) };
  g_object_set_data_full (G_OBJECT (row), CHOICE_KEY, choice, choice_free);
  g_object_set_data (G_OBJECT (row), CHECK_KEY, check);
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), new_lines (label, note));

  if (size >= 0)
    {
      g_autofree char *number = laurel_format_count (size);
      GtkWidget       *count = new_label (number, "dim-label");

      gtk_widget_add_css_class (count, "numeric");
      gtk_box_append (GTK_BOX (line), count);
    }

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  mark_row (row, find_chosen (source, id, NULL));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_text (LaurelChoiceList *self, const char *text, const char *css_class)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = new_label (text, css_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static gboolean
is_like (const char *label, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (label, -1);
  g_autofree char *needle = g_utf8_casefold (text, -1);

  return strstr (folded, needle) != NULL;
}

static guint
add_words (LaurelChoiceList *self, Source *source)
{
  guint n_rows = 0;

  for (guint i = 0; i < source->words->len; i++)
    {
      const Word *word = g_ptr_array_index (source->words, i);

      if (is_like (word->label, get_text (self)))
        {
          add_row (self, source, word->id, word->label, word->note, -1);
          n_rows++;
        }
    }

  return n_rows;
}

/* The chosen ones first, so that they can be seen and taken away. */
static guint
add_names (LaurelChoiceList *self, Source *source)
{
  guint n_rows = 0;

  for (guint i = 0; i < source->chosen->len && *get_text (self) == '\0'; i++)
    {
      const char *id = g_ptr_array_index (source->chosen, i);

      add_row (self, source, id, laurel_names_get (source->names, source->kind, id), NULL, -1);
      n_rows++;
    }

  for (guint i = 0; i < source->found->len; i++)
    {
      const LaurelNamed *named = g_ptr_array_index (source->found, i);

      if (*get_text (self) == '\0' && find_chosen (source, named->id, NULL))
        continue;

      add_row (self, source, named->id, named->name, NULL, named->size);
      n_rows++;
    }

  if (source->fault != NULL)
    add_text (self, source->fault, "error");

  return n_rows + (source->searching || source->fault != NULL ? 1 : 0);
}

/* What was typed and is no choice yet. */
static gboolean
add_typed (LaurelChoiceList *self)
{
  g_autofree char *label = NULL;

  if (self->text_source == NULL || *get_text (self) == '\0')
    return FALSE;

  /* TRANSLATORS: %s is what a person has typed: Add “2900” */
  label = g_strdup_printf (_ ("Add “%s”"), get_text (self));
  add_row (self, self->text_source, get_text (self), label, NULL, -1);

  return TRUE;
}

static void
show_rows (LaurelChoiceList *self)
{
  GtkWidget *row = NULL;
  guint      n_rows = 0;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);

  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = get_source (self, i);

      if (self->sources->len > 1 && source->title != NULL)
        add_text (self, source->title, "heading");

      n_rows += source->names != NULL ? add_names (self, source) : add_words (self, source);
    }

  n_rows += add_typed (self) ? 1 : 0;

  if (n_rows == 0)
    add_text (self,
              self->text_source != NULL ? _ ("Type what to add") : _ ("Nothing found"),
              "dim-label");
}

/* === Choosing ================================================================================= */

static gboolean
is_word (Source *source, const char *id)
{
  for (guint i = 0; i < source->words->len; i++)
    if (strcmp (((const Word *) g_ptr_array_index (source->words, i))->id, id) == 0)
      return TRUE;

  return FALSE;
}

static void
add_word (Source *source, const char *id, const char *label, const char *note)
{
  Word *word = g_new (Word, 1);

  *word = (Word){ g_strdup (id), g_strdup (label), g_strdup (note) };
  g_ptr_array_add (source->words, word);
}

static void
forget_all (LaurelChoiceList *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    g_ptr_array_set_size (get_source (self, i)->chosen, 0);
}

static void
toggle (LaurelChoiceList *self, Source *source, const char *id)
{
  guint index = 0;

  if (!self->several)
    forget_all (self);

  if (find_chosen (source, id, &index))
    g_ptr_array_remove_index (source->chosen, index);
  else
    g_ptr_array_add (source->chosen, g_strdup (id));
}

static void
activate_row (LaurelChoiceList *self, GtkListBoxRow *row)
{
  const Choice    *choice = g_object_get_data (G_OBJECT (row), CHOICE_KEY);
  Source          *source = choice->source;
  g_autofree char *id = g_strdup (choice->id);
  gboolean         typed = source == self->text_source && !is_word (source, id);
  /* Whoever hears of the choice may make everything around it anew. */
  g_autoptr (LaurelChoiceList) kept = g_object_ref (self);

  if (typed)
    add_word (source, id, id, NULL);

  toggle (self, source, id);

  if (typed)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else if (self->several)
    mark_row (GTK_WIDGET (row), find_chosen (source, id, NULL));

  if (typed)
    show_rows (self);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  if (!self->several)
    laurel_token_close (GTK_WIDGET (kept));
}

static void
row_activated_cb (LaurelChoiceList *self, GtkListBoxRow *row)
{
  activate_row (self, row);
}

/* === Searching ================================================================================ */

typedef struct
{
  LaurelChoiceList *list;
  guint             source;
} Asking;

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (LaurelChoiceList) self = asking->list;
  Source *source = get_source (self, asking->source);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = laurel_names_search_finish (LAUREL_NAMES (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  source->searching = FALSE;
  g_clear_pointer (&source->fault, g_free);

  if (found != NULL)
    {
      g_ptr_array_unref (source->found);
      source->found = found;
    }
  else
    {
      source->fault = g_strdup (error->message);
    }

  show_rows (self);
}

static void
search (LaurelChoiceList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = get_source (self, i);
      Asking *asking = NULL;

      if (source->names == NULL)
        continue;

      asking = g_new (Asking, 1);
      *asking = (Asking){ g_object_ref (self), i };
      source->searching = TRUE;
      laurel_names_search_async (source->names,
                                 source->kind,
                                 get_text (self),
                                 self->cancellable,
                                 found_cb,
                                 asking);
    }
}

static gboolean
delay_cb (gpointer user_data)
{
  LaurelChoiceList *self = user_data;

  self->delay_source = 0;
  search (self);

  return G_SOURCE_REMOVE;
}

/* Words are sifted at once; a server is asked when the last key is a moment ago. */
static void
search_changed_cb (LaurelChoiceList *self)
{
  g_clear_handle_id (&self->delay_source, g_source_remove);
  self->delay_source = g_timeout_add (SEARCH_DELAY_MS, delay_cb, self);
  show_rows (self);
}

/* Enter takes what comes first, once it is the answer to what was typed. */
static void
search_activated_cb (LaurelChoiceList *self)
{
  if (self->delay_source != 0)
    return;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_object_get_data (G_OBJECT (row), CHOICE_KEY) != NULL)
      {
        activate_row (self, GTK_LIST_BOX_ROW (row));
        return;
      }
}

static gboolean
laurel_choice_list_grab_focus (GtkWidget *widget)
{
  LaurelChoiceList *self = LAUREL_CHOICE_LIST (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->entry) ? self->entry : self->list);
}

static void
laurel_choice_list_dispose (GObject *object)
{
  LaurelChoiceList *self = LAUREL_CHOICE_LIST (object);

  g_clear_handle_id (&self->delay_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (laurel_choice_list_parent_class)->dispose (object);
}

static void
laurel_choice_list_finalize (GObject *object)
{
  LaurelChoiceList *self = LAUREL_CHOICE_LIST (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->sources);

  G_OBJECT_CLASS (laurel_choice_list_parent_class)->finalize (object);
}

static void
laurel_choice_list_class_init (LaurelChoiceListClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = laurel_choice_list_dispose;
  object_class->finalize = laurel_choice_list_finalize;
  widget_class->grab_focus = laurel_choice_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_CHOICE_LIST,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
laurel_choice_list_init (LaurelChoiceList *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->sources = g_ptr_array_new_with_free_func (source_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->entry = laurel_token_search_new (_ ("Search"));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (search_activated_cb), self);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "filters");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), HEIGHT_MAX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->list);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_widget_set_size_request (self->box, WIDTH, -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
laurel_choice_list_new (gboolean several)
{
  LaurelChoiceList *self = g_object_new (LAUREL_TYPE_CHOICE_LIST, NULL);

  self->several = several;

  return GTK_WIDGET (self);
}

static Source *
add_source (LaurelChoiceList *self, const char *title)
{
  Source *source = g_new0 (Source, 1);

  source->title = g_strdup (title);
  source->words = g_ptr_array_new_with_free_func (word_free);
  source->found = g_ptr_array_new_with_free_func (g_object_unref);
  source->chosen = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->sources, source);

  return source;
}

guint
laurel_choice_list_add_words (LaurelChoiceList *self, const char *title)
{
  g_return_val_if_fail (LAUREL_IS_CHOICE_LIST (self), 0);

  add_source (self, title);

  return self->sources->len - 1;
}

guint
laurel_choice_list_add_names (LaurelChoiceList *self,
                              LaurelNames      *names,
                              LaurelNameKind    kind,
                              const char       *title)
{
  Source *source = NULL;

  g_return_val_if_fail (LAUREL_IS_CHOICE_LIST (self) && LAUREL_IS_NAMES (names), 0);

  source = add_source (self, title);
  source->names = g_object_ref (names);
  source->kind = kind;

  return self->sources->len - 1;
}

void
laurel_choice_list_add_word (LaurelChoiceList *self,
                             guint             source,
                             const char       *id,
                             const char       *label,
                             const char       *note)
{
  g_return_if_fail (LAUREL_IS_CHOICE_LIST (self) && source < self->sources->len);

  add_word (get_source (self, source), id, label, note);
}

void
laurel_choice_list_set_takes_text (LaurelChoiceList *self, guint source)
{
  g_return_if_fail (LAUREL_IS_CHOICE_LIST (self) && source < self->sources->len);

  self->text_source = get_source (self, source);
}

void
laurel_choice_list_choose (LaurelChoiceList *self, guint source, const char *id)
{
  Source *chosen = NULL;

  g_return_if_fail (LAUREL_IS_CHOICE_LIST (self) && source < self->sources->len);

  chosen = get_source (self, source);
  g_ptr_array_add (chosen->chosen, g_strdup (id));

  if (chosen == self->text_source && !is_word (chosen, id))
    add_word (chosen, id, id, NULL);
}

GStrv
laurel_choice_list_get_chosen (LaurelChoiceList *self, guint source)
{
  GPtrArray *chosen = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (LAUREL_IS_CHOICE_LIST (self) && source < self->sources->len, NULL);

  chosen = get_source (self, source)->chosen;
  for (guint i = 0; i < chosen->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (chosen, i));

  return g_strv_builder_end (builder);
}

/* A search is worth its place where names are looked up, text is typed, or there is much. */
static gboolean
wants_search (LaurelChoiceList *self)
{
  if (self->text_source != NULL)
    return TRUE;

  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = get_source (self, i);

      if (source->words->len > FEW || (source->names != NULL && source->kind != LAUREL_NAME_LEVEL))
        return TRUE;
    }

  return FALSE;
}

void
laurel_choice_list_show (LaurelChoiceList *self)
{
  g_return_if_fail (LAUREL_IS_CHOICE_LIST (self));

  gtk_widget_set_visible (self->entry, wants_search (self));
  search (self);
  show_rows (self);
}
