/* laurel-guard.c - what a request's head must be like, before anything believes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-guard.h"

#include <string.h>

#define FIELDS_MAX        64
#define LENGTH_DIGITS_MAX 10

#define LETTERS          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS           "0123456789"
#define PATH_CHARACTERS  LETTERS DIGITS "-._~/:@"
#define QUERY_CHARACTERS PATH_CHARACTERS "!$%&'()*+,;=?"

#define REFUSE(status, code, detail) ((LaurelGuardRefusal){ status, code, detail })
#define NOTHING                      ((LaurelGuardRefusal){ 0 })

static gboolean
is_token (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) &&
          (text[i] == '\0' || strchr ("!#$%&'*+-.^_`|~", text[i]) == NULL))
        return FALSE;
    }

  return length > 0;
}

static gboolean
has_control (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_iscntrl (text[i]) && text[i] != '\t')
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_named (const char *name, const char *wanted)
{
  return g_ascii_strcasecmp (name, wanted) == 0;
}

/* Two of these could be read as the first or as the last. */
static const char *const singles[] = { "Authorization",
                                       "Content-Type",
                                       "Idempotency-Key",
                                       "If-Match",
                                       "Last-Event-ID" };

static void
add_single (LaurelHead *head, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (singles); i++)
    {
      if (!is_named (name, singles[i]))
        continue;

      head->malformed |= (head->singles_seen & (1u << i)) != 0;
      head->singles_seen |= 1u << i;
    }
}

static void
add_length (LaurelHead *head, const char *value, gsize length)
{
  head->n_lengths++;

  if (length < 1 || length > LENGTH_DIGITS_MAX || strspn (value, DIGITS) != length)
    head->malformed = TRUE;
  else
    head->length = g_ascii_strtoull (value, NULL, 10);
}

void
laurel_head_add (LaurelHead *head,
                 const char *name,
                 gsize       name_length,
                 const char *value,
                 gsize       value_length)
{
  head->n_fields++;

  /* "Content-Length :" arrives as a name with a space. */
  if (!is_token (name, name_length) || has_control (value, value_length))
    {
      head->malformed = TRUE;
      return;
    }

  if (is_named (name, "Content-Length"))
    {
      add_length (head, value, value_length);
    }
  else if (is_named (name, "Host"))
    {
      head->n_hosts++;
      if (value_length == 0 || strpbrk (value, " ,/@\t") != NULL)
        head->malformed = TRUE;
    }
  else if (is_named (name, "Transfer-Encoding"))
    {
      head->n_encodings++;
    }
  else if (is_named (name, "Expect"))
    {
      if (is_named (value, "100-continue"))
        head->expects_continue = TRUE;
      else
        head->expects_other = TRUE;
    }
  else if (is_named (name, "Content-Encoding"))
    {
      head->content_encoded |= !is_named (value, "identity");
    }
  else
    {
      add_single (head, name);
    }
}

LaurelGuardRefusal
laurel_guard_head (const LaurelHead *head, const char *version, const char *target)
{
  gboolean is_1_1 = strcmp (version, "HTTP/1.1") == 0;
  gsize    path_length = target != NULL ? strcspn (target, "?") : 0;

  if (head->malformed || head->n_hosts > 1 || (head->n_hosts == 0 && is_1_1) ||
      head->n_lengths > 1 || (head->n_lengths > 0 && head->n_encodings > 0))
    return REFUSE (400, "bad_request", "the head of the request is malformed or ambiguous");

  if (!is_1_1 && strcmp (version, "HTTP/1.0") != 0)
    return REFUSE (505, "bad_version", "this server speaks HTTP/1.1");

  if (head->n_fields > FIELDS_MAX)
    return REFUSE (431, "too_many_headers", "there are more than 64 header fields");

  if (head->n_encodings > 0)
    return REFUSE (411, "length_required", "send a Content-Length; Transfer-Encoding is not taken");

  if (head->expects_other)
    return REFUSE (417, "bad_expectation", "only 100-continue may be expected");

  if (path_length == 0 || target[0] != '/' || strspn (target, PATH_CHARACTERS) < path_length ||
      target[path_length + strspn (target + path_length, QUERY_CHARACTERS)] != '\0')
    return REFUSE (400,
                   "bad_target",
                   "the path or the query has characters that may not stand there");

  return NOTHING;
}

LaurelGuardRefusal
laurel_guard_body (const LaurelHead *head, gsize limit, gboolean optional)
{
  if (limit > 0 && !optional && head->n_lengths == 0)
    return REFUSE (411, "length_required", "this call has a body and needs a Content-Length");

  if (head->length > limit)
    return limit > 0 ? REFUSE (413, "too_large", "the body is larger than this call takes")
                     : REFUSE (413, "too_large", "this call takes no body");

  if (head->length > 0 && head->content_encoded)
    return REFUSE (415, "bad_encoding", "bodies are taken without a Content-Encoding only");

  return NOTHING;
}

/* The next element of a comma-separated list, or NULL; @next moves behind it. */
static char *
take_element (const char **next)
{
  const char *start = *next;
  gsize       length = strcspn (start, ",");

  if (*start == '\0')
    return NULL;

  *next = start + length + (start[length] == ',');

  return g_strstrip (g_strndup (start, length));
}

/* An asterisk for all types, or for all of one kind; the part of @type before its slash decides. */
static gboolean
range_fits (const char *range, const char *type)
{
  gsize main_length = strcspn (type, "/");

  if (strcmp (range, "*/*") == 0 || is_named (range, type))
    return TRUE;

  return g_ascii_strncasecmp (range, type, main_length + 1) == 0 &&
         strcmp (range + main_length + 1, "*") == 0;
}

static gboolean
is_refused_by_weight (const char *parameters)
{
  const char *weight = strstr (parameters, "q=");

  return weight != NULL && weight[2] == '0' &&
         strspn (weight + 2, "0.") == strcspn (weight + 2, "; \t");
}

gboolean
laurel_guard_accepts (const char *accept, const char *type)
{
  const char *next = accept;

  if (accept == NULL || *accept == '\0')
    return TRUE;

  for (;;)
    {
      g_autofree char *element = take_element (&next);
      gsize            length = 0;

      if (element == NULL)
        return FALSE;

      length = strcspn (element, "; \t");
      if (is_refused_by_weight (element + length))
        continue;

      element[length] = '\0';
      if (range_fits (element, type))
        return TRUE;
    }
}

gboolean
laurel_guard_is_type (const char *content_type, const char *type)
{
  gsize       length = strlen (type);
  const char *charset = NULL;

  if (content_type == NULL)
    return TRUE;

  if (g_ascii_strncasecmp (content_type, type, length) != 0 ||
      (content_type[length] != '\0' && strchr ("; \t", content_type[length]) == NULL))
    return FALSE;

  charset = strchr (content_type, '=');

  return charset == NULL || g_ascii_strncasecmp (charset + 1, "utf-8", 5) == 0 ||
         g_ascii_strncasecmp (charset + 1, "\"utf-8\"", 7) == 0;
}
