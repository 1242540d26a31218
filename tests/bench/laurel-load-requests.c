/* laurel-load-requests.c - what the tills of a benchmark ask for, made before the clock runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The load shares its processor with the server that it measures. So all requests are written in
 * advance, and only the number of a sale is put in its place when the request is sent.
 */

#include "tests/bench/laurel-load-requests.h"

#include <string.h>

#define N_REQUESTS 8192
#define N_LINES    10
#define SEED       20261124
/* Digits of a sale's own number. */
#define N_DIGITS 9
#define DIGITS   "000000000"

/**
 * Request:
 * @places: where the sale's number stands, in its key and in its body; 0: nowhere
 */
typedef struct
{
  char *text;
  gsize length;
  gsize places[2];
} Request;

struct _LaurelLoadRequests
{
  Request requests[N_REQUESTS];
  guint   next;
  guint32 number;
};

static void
append_lines (GString *body, GRand *random, const LaurelLoadChain *chain)
{
  g_string_append (body, "\"lines\":[");

  for (gint i = 1; i <= N_LINES; i++)
    g_string_append_printf (body,
                            "%s{\"n\":%d,\"product\":\"product-%d\",\"quantity\":%d,\"price\":%d}",
                            i > 1 ? "," : "",
                            i,
                            g_rand_int_range (random, 1, chain->n_products + 1),
                            1000 * g_rand_int_range (random, 1, 4),
                            g_rand_int_range (random, 5000, 500000));

  g_string_append (body, "]}");
}

static char *
make_body (LaurelLoadKind         kind,
           const LaurelLoadChain *chain,
           GRand                 *random,
           const char            *card,
           const char            *now)
{
  GString *body = g_string_new ("{");

  g_string_append_printf (body,
                          "\"time\":\"%s\",\"store\":\"store-%d\",\"card\":\"%s\",",
                          now,
                          g_rand_int_range (random, 1, chain->n_stores + 1),
                          card);

  if (kind == LAUREL_LOAD_SALE)
    g_string_append_printf (body, "\"receipt\":\"%s" DIGITS "\",", chain->tag);

  append_lines (body, random, chain);

  return g_string_free (body, FALSE);
}

/* Where the digits behind the first @tag after @from begin. */
static gsize
find_place (const char *text, gsize from, const char *tag)
{
  g_autofree char *wanted = g_strconcat (tag, DIGITS, NULL);
  const char      *found = strstr (text + from, wanted);

  g_assert (found != NULL);

  return (gsize) (found - text) + strlen (tag);
}

static char *
make_head (LaurelLoadKind kind, const LaurelLoadChain *chain, const char *card)
{
  g_autofree char *key = NULL;

  if (kind == LAUREL_LOAD_CARD)
    return g_strdup_printf ("GET /v1/pos/cards/%s HTTP/1.1\r\n"
                            "Host: 127.0.0.1\r\nAuthorization: Bearer %s\r\n",
                            card,
                            chain->key);

  if (kind == LAUREL_LOAD_SALE)
    key = g_strconcat ("Idempotency-Key: ", chain->tag, DIGITS, "\r\n", NULL);

  return g_strdup_printf ("POST /v1/pos/%s HTTP/1.1\r\n"
                          "Host: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                          "Content-Type: application/json\r\n%s",
                          kind == LAUREL_LOAD_SALE ? "sales" : "quotes",
                          chain->key,
                          key != NULL ? key : "");
}

static void
make_request (Request               *request,
              LaurelLoadKind         kind,
              const LaurelLoadChain *chain,
              GRand                 *random,
              const char            *now)
{
  gint             client = g_rand_int_range (random, 1, chain->n_clients + 1);
  g_autofree char *card = g_strdup_printf ("29%010d", client);
  g_autofree char *head = make_head (kind, chain, card);
  g_autofree char *body = NULL;

  if (kind == LAUREL_LOAD_CARD)
    {
      request->text = g_strconcat (head, "\r\n", NULL);
    }
  else
    {
      body = make_body (kind, chain, random, card, now);
      request->text =
          g_strdup_printf ("%sContent-Length: %zu\r\n\r\n%s", head, strlen (body), body);
    }

  request->length = strlen (request->text);

  if (kind == LAUREL_LOAD_SALE)
    {
      request->places[0] = find_place (request->text, 0, chain->tag);
      request->places[1] = find_place (request->text, request->places[0], chain->tag);
    }
}

LaurelLoadRequests *
laurel_load_requests_new (LaurelLoadKind kind, const LaurelLoadChain *chain)
{
  LaurelLoadRequests *self = g_new0 (LaurelLoadRequests, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autoptr (GDateTime) time = g_date_time_new_now_utc ();
  g_autofree char *now = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  for (guint i = 0; i < N_REQUESTS; i++)
    make_request (&self->requests[i], kind, chain, random, now);

  return self;
}

void
laurel_load_requests_free (LaurelLoadRequests *self)
{
  for (guint i = 0; i < N_REQUESTS; i++)
    g_free (self->requests[i].text);

  g_free (self);
}

const char *
laurel_load_requests_next (LaurelLoadRequests *self, gsize *length)
{
  Request *request = &self->requests[self->next];
  guint32  number = ++self->number;

  self->next = (self->next + 1) % N_REQUESTS;
  *length = request->length;

  for (gint digit = N_DIGITS - 1; request->places[0] > 0 && digit >= 0; digit--)
    {
      char character = (char) ('0' + number % 10);

      request->text[request->places[0] + (gsize) digit] = character;
      request->text[request->places[1] + (gsize) digit] = character;
      number /= 10;
    }

  return request->text;
}
