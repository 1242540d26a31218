/* laurel-api-problem.c - turns failures of the network and of the server into words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-api-problem.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-reply.h"

static LaurelApiError
pick_code (guint status, const char *problem_code)
{
  if (g_strcmp0 (problem_code, "wrong_login") == 0)
    return LAUREL_API_ERROR_WRONG_LOGIN;

  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return LAUREL_API_ERROR_SIGNED_OUT;
    case SOUP_STATUS_FORBIDDEN:
      return LAUREL_API_ERROR_FORBIDDEN;
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      return LAUREL_API_ERROR_NOT_FOUND;
    case SOUP_STATUS_PRECONDITION_FAILED:
      return LAUREL_API_ERROR_STALE;
    case 429:
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
      return LAUREL_API_ERROR_BUSY;
    default:
      return status >= 500 ? LAUREL_API_ERROR_SERVER : LAUREL_API_ERROR_REFUSED;
    }
}

/* Our words for what needs none of the server's; NULL where its own say more. */
static const char *
describe_code (LaurelApiError code)
{
  if (code == LAUREL_API_ERROR_WRONG_LOGIN)
    return _ ("The login or the password is wrong.");

  if (code == LAUREL_API_ERROR_SIGNED_OUT)
    return _ ("The session has ended. Sign in again.");

  if (code == LAUREL_API_ERROR_FORBIDDEN)
    return _ ("Your role does not allow this. An administrator can change it.");

  if (code == LAUREL_API_ERROR_NOT_FOUND)
    return _ ("The server does not know it, or no longer.");

  if (code == LAUREL_API_ERROR_STALE)
    return _ ("Somebody else has changed it meanwhile.");

  return NULL;
}

static char *
describe_wait (SoupMessage *message)
{
  const char *header =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds = 0;

  if (header == NULL || !g_ascii_string_to_unsigned (header, 10, 1, 86400, &seconds, NULL))
    return g_strdup (_ ("The server is busy. Try again a little later."));

  return g_strdup_printf (ngettext ("The server is busy. Try again in %u second.",
                                    "The server is busy. Try again in %u seconds.",
                                    (gulong) seconds),
                          (guint) seconds);
}

GPtrArray *
laurel_api_problem_read_faults (LaurelReply *reply, const char *name)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_api_fault_free);
  guint      n_faults = laurel_reply_begin_optional_array (reply, name);

  for (guint i = 0; i < n_faults; i++)
    {
      const char *path = NULL;
      const char *code = NULL;
      const char *message = NULL;

      laurel_reply_begin_element (reply, i);
      path = laurel_reply_get_string (reply, "path");
      code = laurel_reply_get_string (reply, "code");
      message = laurel_reply_get_string (reply, "message");
      g_ptr_array_add (faults, laurel_api_fault_new (path, code, message));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);

  return faults;
}

/* The faults, one a line, below what is known of the answer as a whole. */
static char *
describe_details (SoupMessage *message,
                  const char  *problem_code,
                  const char  *words,
                  GPtrArray   *faults)
{
  GString *details = g_string_new (NULL);

  g_string_append_printf (details,
                          "%s %s\n%u %s\n%s",
                          soup_message_get_method (message),
                          g_uri_get_path (soup_message_get_uri (message)),
                          soup_message_get_status (message),
                          problem_code != NULL ? problem_code : "",
                          words != NULL ? words : "");

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const LaurelApiFault *fault = g_ptr_array_index (faults, i);

      g_string_append_printf (details, "\n%s: %s", fault->path, fault->message);
    }

  return g_string_free (details, FALSE);
}

GError *
laurel_api_problem_from_answer (SoupMessage *message, GBytes *body)
{
  g_autoptr (LaurelReply) reply = laurel_reply_new (body, NULL);
  guint            status = soup_message_get_status (message);
  const char      *problem_code = NULL;
  const char      *words = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *details = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  LaurelApiError code = LAUREL_API_ERROR_SERVER;

  if (reply != NULL)
    {
      problem_code = laurel_reply_get_optional_string (reply, "code");
      words = laurel_reply_get_optional_string (reply, "detail");
      if (words == NULL)
        words = laurel_reply_get_optional_string (reply, "title");
      faults = laurel_api_problem_read_faults (reply, "errors");
    }

  code = pick_code (status, problem_code);
  details = describe_details (message, problem_code, words, faults);

  if (describe_code (code) != NULL)
    sentence = g_strdup (describe_code (code));
  else if (code == LAUREL_API_ERROR_BUSY)
    sentence = describe_wait (message);
  else if (words != NULL)
    sentence = g_strdup (words);
  else
    sentence = g_strdup (_ ("The server could not do this."));

  return laurel_api_error_new_problem (code, sentence, details, status, problem_code, faults);
}

static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("The certificate of the server was issued for another address.");

  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("The certificate of the server has run out. Ask the administrator to renew it.");

  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ (
        "The certificate of the server is not valid yet. Is the date of this computer right?");

  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _ ("The certificate of the server was withdrawn by its issuer.");

  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("This computer does not know who issued the certificate of the server. "
              "Ask the administrator to install the issuer’s certificate here.");

  return _ ("The server could not prove that it is the one you mean.");
}

GError *
laurel_api_problem_from_network (SoupMessage *message, const GError *error)
{
  g_autofree char *host = g_strdup (g_uri_get_host (soup_message_get_uri (message)));
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    {
      GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);

      return laurel_api_error_new (LAUREL_API_ERROR_CERTIFICATE,
                                   describe_certificate (flags),
                                   error->message);
    }

  if (error->domain == G_RESOLVER_ERROR)
    /* TRANSLATORS: %s is the name of a computer, such as laurel.example.org */
    sentence = g_strdup_printf (_ ("There is no server named “%s”."), host);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    sentence = g_strdup_printf (_ ("“%s” does not answer."), host);
  else
    sentence = g_strdup_printf (_ ("“%s” cannot be reached."), host);

  return laurel_api_error_new (LAUREL_API_ERROR_OFFLINE, sentence, error->message);
}
