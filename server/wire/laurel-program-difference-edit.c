/* laurel-program-difference-edit.c - one change of a program, and its sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-program-difference-private.h"

#include <stdarg.h>
#include <string.h>

/* === Changes ================================================================================== */

void
laurel_difference_add (LaurelDifference    *difference,
                       const LaurelChanged *changed,
                       const char          *format,
                       ...)
{
  json_t          *change = json_object ();
  g_autofree char *text = NULL;
  va_list          arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  json_object_set_new (change, "kind", json_string (changed->kind));
  if (changed->node != NULL)
    json_object_set_new (change, "node", json_string (changed->node));
  json_object_set_new (change, "name", json_string (changed->name));
  json_object_set_new (change, "section", json_string (changed->section));
  if (changed->member != NULL)
    json_object_set_new (change, "member", json_string (changed->member));
  if (changed->before != NULL)
    json_object_set (change, "before", (json_t *) changed->before);
  if (changed->after != NULL)
    json_object_set (change, "after", (json_t *) changed->after);
  json_object_set_new (change, "text", json_string (text));

  json_array_append_new (difference->changes, change);
}

const LaurelMember *
laurel_member_find (const LaurelMember *members, const char *name)
{
  for (; members->name != NULL; members++)
    {
      if (g_str_equal (members->name, name))
        return members;
    }

  return NULL;
}

GPtrArray *
laurel_difference_list_names (const json_t *before, const json_t *after)
{
  GPtrArray    *names = g_ptr_array_new ();
  const char   *name = NULL;
  const json_t *value = NULL;

  json_object_foreach ((json_t *) before, name, value) g_ptr_array_add (names, (gpointer) name);

  json_object_foreach ((json_t *) after, name, value)
  {
    if (json_object_get (before, name) == NULL)
      g_ptr_array_add (names, (gpointer) name);
  }

  return names;
}

static gboolean
is_same (const json_t *a, const json_t *b)
{
  return a == b || (a != NULL && b != NULL && json_equal (a, b));
}

/* How much of both texts, in bytes, is the same words at the beginning. */
static gsize
get_common_words (const char *a, const char *b)
{
  gsize common = 0;

  for (gsize i = 0; a[i] != '\0' && a[i] == b[i]; i++)
    {
      if (a[i] == ' ')
        common = i + 1;
    }

  return common;
}

/* The same at the end, where but one word in the middle is another one; else nothing. */
static gsize
get_common_tail (const char *a, const char *b, gsize head)
{
  const char *rest_a = strchr (a + head, ' ');
  const char *rest_b = strchr (b + head, ' ');

  return rest_a != NULL && rest_b != NULL && g_str_equal (rest_a, rest_b) ? strlen (rest_a) : 0;
}

/* "takes 15% instead of 10%": the words that both have are said once. */
static char *
say_instead (const char *before, const char *after)
{
  gsize head = get_common_words (before, after);
  gsize tail = get_common_tail (before, after, head);
  int   new_length = (int) (strlen (after) - head - tail);
  int   old_length = (int) (strlen (before) - head - tail);

  if (head == 0)
    return g_strdup_printf ("%s; before: %s", after, before);

  return g_strdup_printf ("%.*s%.*s instead of %.*s%s",
                          (int) head,
                          after,
                          new_length,
                          after + head,
                          old_length,
                          before + head,
                          after + strlen (after) - tail);
}

static char *
say (const LaurelProgramWords *words, const LaurelMember *member, const json_t *value)
{
  if (member->none != NULL && (value == NULL || json_is_null (value)))
    return g_strdup (member->none);

  return laurel_program_words_say (words, member->phrase, value);
}

/* What stands between the name and the values. */
static void
add_edit (LaurelDifference    *difference,
          const LaurelChanged *edit,
          const LaurelMember  *member,
          const char          *old_words,
          const char          *new_words)
{
  g_autofree char *instead = NULL;

  if (member->label == NULL)
    {
      instead = say_instead (old_words, new_words);
      laurel_difference_add (difference, edit, "%s: %s", edit->name, instead);
    }
  else if (*member->label == '\0')
    {
      laurel_difference_add (difference,
                             edit,
                             "%s: %s instead of %s",
                             edit->name,
                             new_words,
                             old_words);
    }
  else
    {
      laurel_difference_add (difference,
                             edit,
                             "%s: %s %s instead of %s",
                             edit->name,
                             member->label,
                             new_words,
                             old_words);
    }
}

void
laurel_difference_edit (LaurelDifference    *difference,
                        const LaurelChanged *changed,
                        const LaurelMember  *member,
                        const json_t        *before,
                        const json_t        *after)
{
  LaurelChanged    edit = *changed;
  json_t          *fallback = member != NULL && member->fallback != NULL
                                  ? json_loads (member->fallback, JSON_DECODE_ANY, NULL)
                                  : NULL;
  g_autofree char *old_words = NULL;
  g_autofree char *new_words = NULL;

  edit.kind = "edited";
  edit.before = before != NULL ? before : fallback;
  edit.after = after != NULL ? after : fallback;

  if (!is_same (edit.before, edit.after))
    {
      if (member != NULL && member->phrase != LAUREL_PHRASE_JSON)
        {
          old_words = say (difference->before, member, edit.before);
          new_words = say (difference->after, member, edit.after);
        }

      if (member == NULL)
        laurel_difference_add (difference, &edit, "%s: “%s” is changed", edit.name, edit.member);
      else if (g_strcmp0 (old_words, new_words) == 0)
        laurel_difference_add (difference, &edit, "%s: a detail is changed", edit.name);
      else
        add_edit (difference, &edit, member, old_words, new_words);
    }

  json_decref (fallback);
}

/* What had another name is spoken of by that one. FALSE: one of them is no name. */
static gboolean
rename_thing (LaurelDifference    *difference,
              const LaurelChanged *changed,
              const json_t        *before,
              const json_t        *after)
{
  LaurelChanged edit = *changed;

  if (!json_is_string (before) || !json_is_string (after))
    return FALSE;

  edit.kind = "edited";
  edit.before = before;
  edit.after = after;

  if (!json_equal (before, after))
    laurel_difference_add (difference,
                           &edit,
                           "%s is called %s now",
                           json_string_value (before),
                           json_string_value (after));

  return TRUE;
}

void
laurel_difference_edit_members (LaurelDifference    *difference,
                                const LaurelChanged *changed,
                                const LaurelMember  *members,
                                const char *const   *skip,
                                const json_t        *before,
                                const json_t        *after)
{
  g_autoptr (GPtrArray) names = laurel_difference_list_names (before, after);
  LaurelChanged edit = *changed;

  for (guint i = 0; i < names->len; i++)
    {
      const json_t *old = NULL;
      const json_t *new = NULL;

      edit.member = g_ptr_array_index (names, i);
      old = json_object_get (before, edit.member);
      new = json_object_get (after, edit.member);

      if (g_strv_contains (skip, edit.member) ||
          (g_str_equal (edit.member, "name") && rename_thing (difference, &edit, old, new)))
        continue;

      laurel_difference_edit (difference,
                              &edit,
                              laurel_member_find (members, edit.member),
                              old,
                              new);
    }
}

void
laurel_difference_switch (LaurelDifference    *difference,
                          const LaurelChanged *changed,
                          const json_t        *before,
                          const json_t        *after)
{
  static const LaurelMember enabled = { "enabled",
                                        "switched on:",
                                        LAUREL_PHRASE_YES,
                                        "true",
                                        NULL };

  LaurelChanged edit = *changed;
  gboolean      was_on = before == NULL || json_is_true (before);
  gboolean      is_on = after == NULL || json_is_true (after);

  edit.member = "enabled";

  /* Something else than true and false stands there in a faulty draft alone. */
  if ((before != NULL && !json_is_boolean (before)) || (after != NULL && !json_is_boolean (after)))
    {
      laurel_difference_edit (difference, &edit, &enabled, before, after);
    }
  else if (was_on != is_on)
    {
      edit.kind = is_on ? "enabled" : "disabled";
      laurel_difference_add (difference,
                             &edit,
                             "%s is switched %s",
                             edit.name,
                             is_on ? "on" : "off");
    }
}
