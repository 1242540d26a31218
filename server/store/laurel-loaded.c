/* laurel-loaded.c - what was loaded, from the rows that the database gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-loaded.h"

#include <string.h>

#include "server/store/laurel-db-array.h"
#include "server/store/laurel-ledger-words.h"

/* What stands for NULL among numbers that may be NULL. */
#define NONE G_MININT64

enum
{
  COLUMN_TAG,
  COLUMN_NUMBERS,
  COLUMN_TEXTS,
};

/* One row of the answer while it is read. */
typedef struct
{
  LaurelLoaded *loaded;
  gint64       *numbers;
  gsize         n_numbers;
  char        **texts;
  gsize         n_texts;
} Row;

static gint64
number (const Row *row, gsize index)
{
  g_assert (index < row->n_numbers && row->numbers[index] != NONE);

  return row->numbers[index];
}

static gint64
number_or (const Row *row, gsize index, gint64 otherwise)
{
  g_assert (index < row->n_numbers);

  return row->numbers[index] == NONE ? otherwise : row->numbers[index];
}

static gint32
day_or_none (const Row *row, gsize index)
{
  return (gint32) number_or (row, index, LAUREL_DAY_NONE);
}

static const char *
text (const Row *row, gsize index)
{
  g_assert (index < row->n_texts);

  return row->texts[index] == NULL ? NULL
                                   : g_string_chunk_insert (row->loaded->texts, row->texts[index]);
}

/* Levels are compared as pointers. */
static const char *
level (const Row *row, gsize index)
{
  return g_intern_string (row->texts[index]);
}

#define WORD(row, index, table)                                                                    \
  laurel_words_find (laurel_words_##table, G_N_ELEMENTS (laurel_words_##table), (row)->texts[index])

static void
parse_digest (const char *hex, guint8 digest[32])
{
  g_assert (strlen (hex) == 64);

  for (gsize i = 0; i < 32; i++)
    digest[i] =
        (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
}

static void
read_operation (const Row *row)
{
  row->loaded->operation_status = (gint) number (row, 0);
  parse_digest (row->texts[0], row->loaded->operation_digest);
  row->loaded->operation_body = text (row, 1);
}

static void
read_client (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->client_id = number (row, 0);
  loaded->registered = number (row, 1) != 0;
  loaded->birth_day = day_or_none (row, 2);
  loaded->referrer_id = number_or (row, 3, 0);
  loaded->last_name = text (row, 0);
  loaded->first_name = text (row, 1);
  loaded->patronymic = text (row, 2);
  loaded->gender = row->texts[3] != NULL ? row->texts[3][0] : '\0';
  loaded->phone = text (row, 4);
  loaded->email = text (row, 5);
}

static void
read_card (const Row *row)
{
  row->loaded->card = text (row, 0);
  row->loaded->card_state = text (row, 1);
}

static void
read_segments (const Row *row)
{
  row->loaded->segments = g_new (const char *, row->n_texts);
  row->loaded->n_segments = row->n_texts;

  for (gsize i = 0; i < row->n_texts; i++)
    row->loaded->segments[i] = text (row, i);
}

static void
read_usage (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->usage = g_renew (LaurelUsage, loaded->usage, loaded->n_usage + 1);
  loaded->usage[loaded->n_usage++] = (LaurelUsage){
    .leaf = text (row, 0),
    .count = number (row, 0),
    .last_day = day_or_none (row, 1),
  };
}

static void
read_total (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->totals = g_renew (LaurelUsage, loaded->totals, loaded->n_totals + 1);
  loaded->totals[loaded->n_totals++] = (LaurelUsage){
    .leaf = text (row, 0),
    .count = number (row, 0),
    .money = number (row, 1),
    .last_day = LAUREL_DAY_NONE,
  };
}

static void
read_code (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->codes = g_renew (LaurelLoadedCode, loaded->codes, loaded->n_codes + 1);
  loaded->codes[loaded->n_codes++] = (LaurelLoadedCode){
    .code = text (row, 0),
    .series = text (row, 1),
    .enabled = number (row, 0) != 0,
    .valid_from = day_or_none (row, 1),
    .valid_to = day_or_none (row, 2),
    .uses = number_or (row, 3, 0),
    .used = number (row, 4),
    .held = number (row, 5),
    .per_client = number_or (row, 6, 0),
    .owner_id = number_or (row, 7, 0),
  };
}

/* Comes behind the codes: small letters do. */
static void
read_series_usage (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  for (gsize i = 0; i < loaded->n_codes; i++)
    if (g_str_equal (loaded->codes[i].series, row->texts[0]))
      loaded->codes[i].used_by_client = number (row, 0);
}

static void
read_account (const Row *row)
{
  LaurelAccount *account = row->loaded->account;

  account->version = number (row, 0);
  account->last_lot = number (row, 1);
  account->posted = number_or (row, 2, 0);
  account->debt = number (row, 3);
  account->turnover = number (row, 4);
  account->purchase_count = number (row, 5);
  account->last_purchase_time = number_or (row, 6, 0);
  account->last_purchase_day = day_or_none (row, 7);
  account->activity_day = day_or_none (row, 8);
  account->level.earned = level (row, 0);
  account->level.since = number_or (row, 9, 0);
  account->level.review = day_or_none (row, 10);
  account->level.manual = level (row, 1);
  account->level.manual_until = day_or_none (row, 11);
  account->next_due = number_or (row, 12, LAUREL_INSTANT_NEVER);
  account->merged = number (row, 13) != 0;
}

static void
read_lot (const Row *row)
{
  LaurelLot lot = {
    .lot_no = number (row, 0),
    .origin = WORD (row, 0, lot_origins),
    .document = { WORD (row, 1, document_kinds), number (row, 1) },
    .root = number (row, 2),
    .tx_no = number (row, 3),
    .active_from = number (row, 4),
    .expiry = WORD (row, 2, lot_expiries),
    .active_to = number_or (row, 5, LAUREL_INSTANT_NEVER),
    .own_day = day_or_none (row, 6),
    .inactivity_days = (gint32) number (row, 7),
    .sealed = number (row, 8) != 0,
    .granted = number (row, 9),
    .remaining = number (row, 10),
    .held = number (row, 11),
    .expired = number (row, 12),
    .lost = number (row, 13),
    .consumed = number (row, 14),
    .reversed = number (row, 15),
    .paid = number (row, 16),
    .moved = number (row, 17),
    .undone = number (row, 18) != 0,
  };

  g_array_append_val (row->loaded->account->lots, lot);
}

static void
read_hold (const Row *row)
{
  LaurelHold hold = {
    .hold = number (row, 0),
    .tx_no = number (row, 1),
    .posted = number (row, 2),
    .until = number (row, 3),
    .points = number (row, 4),
    .end = WORD (row, 0, hold_ends),
    .ended = number_or (row, 5, LAUREL_INSTANT_NEVER),
  };

  g_array_append_val (row->loaded->account->holds, hold);
}

static void
read_hold_part (const Row *row)
{
  LaurelHoldPart part = {
    .hold = number (row, 0),
    .lot_no = number (row, 2),
    .points = number (row, 3),
  };

  g_array_append_val (row->loaded->account->hold_parts, part);
}

static void
read_forgiving (const Row *row)
{
  LaurelForgiving forgiving = {
    .tx_no = number (row, 0),
    .lot_no = number (row, 1),
    .posted = number (row, 2),
    .any_lot = number (row, 3) != 0,
    .amount = number (row, 4),
    .left = number (row, 5),
  };

  g_array_append_val (row->loaded->account->forgivings, forgiving);
}

static void
read_purchase (const Row *row)
{
  LaurelPurchase purchase = {
    .sale = number (row, 0),
    .time = number (row, 1),
    .day = (gint32) number (row, 2),
    .posted = number (row, 3),
    .voided = number_or (row, 4, LAUREL_INSTANT_NEVER),
  };

  g_array_append_val (row->loaded->account->purchases, purchase);
}

static void
read_turnover (const Row *row)
{
  LaurelTurnover turnover = {
    .tx_no = number (row, 0),
    .day = (gint32) number (row, 1),
    .amount = number (row, 2),
  };

  g_array_append_val (row->loaded->account->turnovers, turnover);
}

static void
read_level_change (const Row *row)
{
  LaurelLevelChange change = {
    .tx_no = number (row, 0),
    .change_no = (gint32) number (row, 1),
    .time = number (row, 2),
    .cause = WORD (row, 0, level_causes),
    .document = { WORD (row, 1, document_kinds), number (row, 3) },
    .direction = (gint) number (row, 4),
    .before = { .earned = level (row, 2),
                .since = number_or (row, 5, 0),
                .review = day_or_none (row, 6),
                .manual = level (row, 3),
                .manual_until = day_or_none (row, 7) },
    .after = { .earned = level (row, 4),
               .since = number_or (row, 8, 0),
               .review = day_or_none (row, 9),
               .manual = level (row, 5),
               .manual_until = day_or_none (row, 10) },
    .from = level (row, 6),
    .to = level (row, 7),
  };

  g_array_append_val (row->loaded->account->level_changes, change);
}

static void
read_transaction (const Row *row)
{
  LaurelTransaction transaction = {
    .tx_no = number (row, 0),
    .kind = WORD (row, 0, tx_kinds),
    .time = number (row, 1),
    .posted = number (row, 2),
    .document = { WORD (row, 1, document_kinds), number (row, 3) },
    .actor = number (row, 4),
  };

  g_array_append_val (row->loaded->account->transactions, transaction);
}

static void
read_entry (const Row *row)
{
  LaurelEntry entry = {
    .tx_no = number (row, 0),
    .entry_no = (gint32) number (row, 1),
    .movement = WORD (row, 0, movements),
    .account = WORD (row, 1, entry_accounts),
    .lot_no = number (row, 2),
    .amount = number (row, 3),
  };

  g_array_append_val (row->loaded->account->entries, entry);
}

static void
read_sale (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->sale_client_id = number (row, 0);
  loaded->sale_till_id = number (row, 1);
  loaded->sale->time = number (row, 2);
  loaded->sale->day = (gint32) number (row, 3);
  loaded->sale->posted = number (row, 4);
  loaded->sale->tx_no = number_or (row, 5, 0);
  loaded->sale_program_version = (gint) number (row, 6);
  loaded->sale_referrer_id = number_or (row, 7, 0);
  loaded->sale->voided = number (row, 8) != 0;
  loaded->sale_store = text (row, 0);
  loaded->sale_channel = text (row, 1);
  loaded->sale_card = text (row, 2);
}

static void
read_sale_line (const Row *row)
{
  LaurelLoaded  *loaded = row->loaded;
  guint          index = loaded->sale->lines->len;
  LaurelSaleLine line = {
    .n = number (row, 0),
    .quantity = number (row, 1),
    .returned = number (row, 2),
    .discount = number (row, 3),
    .to_pay = number (row, 4),
    .turnover = number (row, 5),
    .redeemed_points = number (row, 6),
  };

  g_array_append_val (loaded->sale->lines, line);
  loaded->goods = g_renew (LaurelSoldGoods, loaded->goods, index + 1);
  loaded->goods[index] = (LaurelSoldGoods){ line.n, text (row, 0), number (row, 7) };
}

static void
read_grant (const Row *row)
{
  LaurelSaleGrant grant = {
    .n = number (row, 0),
    .referrer = number (row, 1) != 0,
    .lot_no = number (row, 2),
    .points = number (row, 3),
  };

  g_array_append_val (row->loaded->sale->grants, grant);
}

static void
read_consumption (const Row *row)
{
  LaurelConsumption consumption = {
    .order_no = number (row, 0),
    .lot_no = number (row, 1),
    .points = number (row, 2),
    .restored = number (row, 3),
    .life = number_or (row, 4, LAUREL_INSTANT_NEVER),
  };

  g_array_append_val (row->loaded->sale->consumptions, consumption);
}

/* Client, account, card and segments in one; that is all of most accounts, but for their lots. */
static void
read_owner (const Row *row)
{
  enum
  {
    CLIENT_NUMBERS = 4,
    CLIENT_TEXTS = 6,
    ACCOUNT_NUMBERS = 14,
    ACCOUNT_TEXTS = 2,
    CARD_TEXTS = 2,
  };
  LaurelLoaded *loaded = row->loaded;
  gint64       *numbers = row->numbers;
  char        **texts = row->texts;

  g_assert (row->n_numbers == CLIENT_NUMBERS + ACCOUNT_NUMBERS + 1);
  g_assert (row->n_texts >= CLIENT_TEXTS + ACCOUNT_TEXTS + CARD_TEXTS);

  read_client (&(Row){ loaded, numbers, CLIENT_NUMBERS, texts, CLIENT_TEXTS });
  numbers += CLIENT_NUMBERS;
  texts += CLIENT_TEXTS;
  read_account (&(Row){ loaded, numbers, ACCOUNT_NUMBERS, texts, ACCOUNT_TEXTS });
  numbers += ACCOUNT_NUMBERS;
  texts += ACCOUNT_TEXTS;
  loaded->open_ends = numbers[0] > 0;

  if (texts[0] != NULL)
    read_card (&(Row){ loaded, NULL, 0, texts, CARD_TEXTS });

  texts += CARD_TEXTS;
  read_segments (&(Row){ loaded, NULL, 0, texts, row->n_texts - (gsize) (texts - row->texts) });
}

static const struct
{
  char tag;
  void (*read) (const Row *row);
} row_readers[] = {
  { 'o', read_operation },    { 'c', read_client },    { 'k', read_card },
  { 's', read_segments },     { 'a', read_account },   { 'l', read_lot },
  { 'h', read_hold },         { 'p', read_hold_part }, { 'f', read_forgiving },
  { 'u', read_purchase },     { 't', read_turnover },  { 'v', read_level_change },
  { 'x', read_transaction },  { 'y', read_entry },     { 'S', read_sale },
  { 'L', read_sale_line },    { 'M', read_grant },     { 'N', read_consumption },
  { 'w', read_usage },        { 'W', read_total },     { 'Z', read_code },
  { 'z', read_series_usage }, { 'b', read_owner },
};

void
laurel_loaded_read_row (LaurelLoaded *loaded, const PGresult *result, int index, int column)
{
  char tag = laurel_db_get_text (result, index, column + COLUMN_TAG)[0];
  Row  row = { .loaded = loaded };

  row.numbers =
      laurel_db_dup_bigints (result, index, column + COLUMN_NUMBERS, NONE, &row.n_numbers);
  row.texts = laurel_db_dup_texts (result, index, column + COLUMN_TEXTS, &row.n_texts);

  for (gsize i = 0; i < G_N_ELEMENTS (row_readers); i++)
    if (row_readers[i].tag == tag)
      row_readers[i].read (&row);

  g_free (row.numbers);
  laurel_db_free_texts (row.texts, row.n_texts);
}

static LaurelAccountNeed
needs_of_depth (LaurelAccountDepth depth)
{
  LaurelAccountNeed full = LAUREL_ACCOUNT_NEED_OPEN | LAUREL_ACCOUNT_NEED_TURNOVER |
                           LAUREL_ACCOUNT_NEED_PURCHASES | LAUREL_ACCOUNT_NEED_BURNT |
                           LAUREL_ACCOUNT_NEED_DOCUMENT;

  switch (depth)
    {
    case LAUREL_ACCOUNT_DEPTH_OPEN:
      return LAUREL_ACCOUNT_NEED_OPEN;
    case LAUREL_ACCOUNT_DEPTH_FULL:
      return full;
    case LAUREL_ACCOUNT_DEPTH_HISTORY:
      return full | LAUREL_ACCOUNT_NEED_HISTORY;
    default:
      g_assert_not_reached ();
    }
}

LaurelLoaded *
laurel_loaded_new (LaurelAccountDepth depth, gint64 sale_id)
{
  LaurelLoaded *loaded = g_new0 (LaurelLoaded, 1);

  loaded->texts = g_string_chunk_new (512);
  loaded->birth_day = LAUREL_DAY_NONE;
  loaded->account = laurel_account_new ();
  loaded->account->state = LAUREL_ROW_CLEAN;
  loaded->account->loaded = needs_of_depth (depth);

  if (sale_id != 0)
    {
      loaded->sale = laurel_sale_new ();
      loaded->sale->sale = sale_id;
    }

  return loaded;
}

static gint
compare_lots (gconstpointer a, gconstpointer b)
{
  const LaurelLot *first = a;
  const LaurelLot *second = b;

  return (first->lot_no > second->lot_no) - (first->lot_no < second->lot_no);
}

void
laurel_loaded_end (LaurelLoaded *loaded)
{
  if (loaded->client_id == 0)
    g_clear_pointer (&loaded->account, laurel_account_free);
  else
    g_array_sort (loaded->account->lots, compare_lots);

  if (loaded->sale_client_id == 0)
    g_clear_pointer (&loaded->sale, laurel_sale_free);
}

void
laurel_loaded_free (LaurelLoaded *loaded)
{
  if (loaded == NULL)
    return;

  laurel_account_free (loaded->account);
  laurel_sale_free (loaded->sale);
  g_free (loaded->segments);
  g_free (loaded->usage);
  g_free (loaded->totals);
  g_free (loaded->codes);
  g_free (loaded->goods);
  g_string_chunk_free (loaded->texts);
  g_free (loaded);
}
