/* test-schema.c - what each migration promises, held against a PostgreSQL that has them all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of 0002-catalog, 0003-clients, 0004-ledger, 0005-registration, 0007-uses, 0008-together,
 * 0010-lookups, 0011-uses-together and 0012-plain-codes: which rows the tables refuse, by the name
 * of the constraint that does it; what the server's role may do to them; and the outcomes of the
 * functions that write. Each test has a transaction that is rolled back.
 */

#include "tests/store/laurel-test-store.h"

#include "server/store/laurel-db-result.h"

static LaurelTestCluster cluster;

/* blank() is a row that fits every column of a table, as JSON; the others call what is tested with
 * rows that are blank but for what the test says. */
static const char helpers_sql[] =
    "create function pg_temp.blank (p_table regclass) returns jsonb language sql as $$"
    "  select jsonb_object_agg (a.attname, case t.typcategory"
    "      when 'N' then '0' when 'B' then 'false' when 'A' then '[]' when 'U' then '\"\\\\x00\"'"
    "      when 'D' then '\"2026-01-01\"'"
    "      when 'E' then to_jsonb ((select e.enumlabel from pg_enum e where e.enumtypid = t.oid"
    "          order by e.enumsortorder limit 1)) else '\"x\"' end::jsonb)"
    "    from pg_attribute a join pg_type t on t.oid = a.atttypid"
    "    where a.attrelid = p_table and a.attnum > 0 and a.attnotnull $$;"

    "create function pg_temp.operation (p_key text, p_body text) returns laurel.operations[]"
    "  language sql as $$"
    "  select array[jsonb_populate_record (null::laurel.operations, pg_temp.blank ("
    "      'laurel.operations') || jsonb_build_object ('till_id', 7, 'key', p_key, 'status', 201,"
    "          'body', p_body))] $$;"

    "create function pg_temp.post (p_version bigint, p_key text, p_body text, p_sale jsonb,"
    "    p_lot jsonb) returns text language sql as $$"
    "  select concat_ws (' ', outcome, status, body) from laurel.post ("
    "    array[jsonb_populate_record (null::laurel.accounts, pg_temp.blank ('laurel.accounts')"
    "      || jsonb_build_object ('client_id', 1, 'version', p_version + 1))],"
    "    array[p_version], pg_temp.operation (p_key, p_body),"
    "    array[jsonb_populate_record (null::laurel.sales, pg_temp.blank ('laurel.sales')"
    "      || '{\"client_id\": 1, \"till_id\": 7}' || p_sale)],"
    "    '{}', '{}', '{}',"
    "    array[jsonb_populate_record (null::laurel.lots, pg_temp.blank ('laurel.lots')"
    "      || '{\"client_id\": 1, \"lot_no\": 1, \"granted\": 500, \"remaining\": 500}' || p_lot)],"
    "    array[jsonb_populate_record (null::laurel.transactions,"
    "      pg_temp.blank ('laurel.transactions')"
    "      || jsonb_build_object ('client_id', 1, 'tx_no', p_version + 1))],"
    "    array (select jsonb_populate_record (null::laurel.entries,"
    "      pg_temp.blank ('laurel.entries') || jsonb_build_object ('client_id', 1, 'tx_no',"
    "        p_version + 1, 'entry_no', n, 'amount', case n when 1 then 500 else -500 end))"
    "      from generate_series (1, 2) n),"
    "    '{}', '{}', '{}', '{}', '{}', '{}', '{}') $$;"

    /* One sale of each of the clients 1, 2, ... */
    "create function pg_temp.together (p_versions bigint[], p_keys text[]) returns text"
    "  language sql as $$"
    "  select laurel.post_together ("
    "    array (select jsonb_populate_record (null::laurel.accounts,"
    "      pg_temp.blank ('laurel.accounts') || jsonb_build_object ('client_id', n, 'version', v + "
    "1))"
    "      from unnest (p_versions) with ordinality as x (v, n) order by n),"
    "    p_versions,"
    "    array (select jsonb_populate_record (null::laurel.operations,"
    "      pg_temp.blank ('laurel.operations') || jsonb_build_object ('till_id', 7, 'key', k))"
    "      from unnest (p_keys) as x (k)),"
    "    array (select jsonb_populate_record (null::laurel.sales, pg_temp.blank ('laurel.sales')"
    "      || jsonb_build_object ('client_id', n, 'sale_id', n, 'till_id', 7, 'receipt', k))"
    "      from unnest (p_keys) with ordinality as x (k, n)),"
    "    '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')::text $$;"

    "create function pg_temp.open (p_key text, p_client bigint, p_registered boolean, p_phone text,"
    "    p_email text, p_card text, p_exists boolean default false) returns text"
    "  language sql as $$"
    "  select concat_ws (' ', outcome, status, body) from laurel.open_account ("
    "    pg_temp.operation (p_key, 'opened ' || p_client), p_client, p_exists, p_registered,"
    "    'Ivanova', 'Anna', null, null, 'f', p_phone, p_email, null, '2026-01-01', '2026-01-01',"
    "    'till', p_card, 'plastic', case when p_registered then array['sms', 'email'] else '{}' "
    "end,"
    "    case when p_registered then array[true, false] else '{}' end, 'till 7') $$;"

    "create function pg_temp.use (p_uses laurel.uses[], p_claims laurel.use_claim[],"
    "    p_codes laurel.promo_code_uses[], p_holds laurel.promo_code_holds[],"
    "    p_voided laurel.sale_ref[]) returns text language sql as $$"
    "  select outcome from laurel.post_uses ('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',"
    "    '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', p_uses, p_claims, p_codes, p_holds,"
    "    p_voided) $$;"

    "create function pg_temp.issue (p_series text, p_codes text[], p_count bigint)"
    "  returns text language sql as $$"
    "  select concat_ws (' ', outcome, room, taken) from laurel.issue_promo_codes ("
    "    p_series, p_codes, p_count, null, '2026-01-01', '2026-01-01') $$;"

    "create function pg_temp.attach (p_key text, p_client bigint, p_card text) returns text"
    "  language sql as $$"
    "  select concat_ws (' ', outcome, status, body) from laurel.attach_card ("
    "    pg_temp.operation (p_key, 'attached ' || p_client), p_client, p_card, 'virtual',"
    "    '2026-01-02') $$;";

static void
run (PGconn *pg, const char *sql)
{
  g_autoptr (PGresult) result = PQexec (pg, sql);

  g_assert_cmpstr (PQresultErrorMessage (result), ==, "");
}

static void
set_up (PGconn **pg, gconstpointer data)
{
  *pg = PQconnectdb (cluster.conninfo);
  run (*pg, "begin");
  run (*pg, helpers_sql);
}

static void
tear_down (PGconn **pg, gconstpointer data)
{
  run (*pg, "rollback");
  PQfinish (*pg);
}

static void
assert_answer (PGconn *pg, const char *sql, const char *expected)
{
  g_autoptr (PGresult) result = PQexec (pg, sql);

  g_assert_cmpstr (PQresultErrorMessage (result), ==, "");
  g_assert_cmpint (PQntuples (result), ==, 1);
  g_assert_cmpstr (PQgetvalue (result, 0, 0), ==, expected);
}

/* @field: of the error; the transaction goes on as if @sql had not been. */
static void
assert_refused (PGconn *pg, const char *sql, int field, const char *expected)
{
  run (pg, "savepoint before");
  {
    g_autoptr (PGresult) result = PQexec (pg, sql);

    g_test_message ("%s", sql);
    g_assert_cmpstr (PQresultErrorField (result, field), ==, expected);
  }
  run (pg, "rollback to before");
}

static const char rows_to_lean_on_sql[] =
    "insert into laurel.stores (store, name) values ('s1', 'One');"
    "insert into laurel.store_segments values ('big', 's1');"
    "insert into laurel.product_groups (product_group, name) values ('g1', 'Drinks');"
    "insert into laurel.products (product, name, product_group) values ('p1', 'Tea', 'g1');"
    "insert into laurel.product_segments values ('hot', 'p1');"
    "insert into laurel.programs values (1, '{}', now (), 'anna');"
    "insert into laurel.program_draft (document, changed_at, changed_by)"
    "  values ('{}', now (), 'anna')";

static void
test_catalog_refuses (PGconn **pg, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *constraint;
  } rows[] = {
    { "insert into laurel.stores (store, name) values ('', 'x')", "stores_code_length" },
    { "insert into laurel.stores (store, name) values (repeat ('x', 65), 'x')",
      "stores_code_length" },
    { "insert into laurel.stores (store, name, channel) values ('x', 'x', 'fax')",
      "stores_channel_known" },
    { "insert into laurel.store_segments values ('big', 'nowhere')", "store_segments_store_fkey" },
    { "update laurel.product_groups set parent = 'g1'", "product_groups_not_own_parent" },
    { "delete from laurel.product_groups", "products_product_group_fkey" },
    { "insert into laurel.products (product, name) values ('', 'x')", "products_code_length" },
    { "update laurel.products set price = -1", "products_price_range" },
    { "update laurel.products set price = 100000000001", "products_price_range" },
    { "update laurel.products set min_price = -1", "products_min_price_range" },
    { "update laurel.products set max_discount = 10001", "products_max_discount_range" },
    { "update laurel.products set flags = array['free']", "products_flags_known" },
    { "insert into laurel.programs values (0, '', now (), '')", "programs_version_from_one" },
    { "insert into laurel.programs values (1, '', now (), '')", "programs_pkey" },
    { "insert into laurel.program_draft values (false, '', 1, now (), '')",
      "program_draft_is_one_row" },
    { "insert into laurel.catalog_state values (true, 1)", "catalog_state_pkey" },
    { "insert into laurel.catalog_state values (false, 1)", "catalog_state_is_one_row" },
  };

  run (*pg, rows_to_lean_on_sql);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (*pg, rows[i].sql, PG_DIAG_CONSTRAINT_NAME, rows[i].constraint);

  /* What goes takes its places in segments with it. */
  run (*pg, "delete from laurel.stores; delete from laurel.products");
  assert_answer (*pg, "select count (*) from laurel.store_segments", "0");
  assert_answer (*pg, "select count (*) from laurel.product_segments", "0");
}

static void
test_clients_refuse (PGconn **pg, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *constraint;
  } rows[] = {
    { "update laurel.clients set gender = 'x'", "clients_gender_known" },
    { "update laurel.clients set phone = '89161234567'", "clients_phone_e164" },
    { "update laurel.clients set phone = '+0916123456'", "clients_phone_e164" },
    { "update laurel.clients set email = 'Anna@example.org'", "clients_email_shape" },
    { "update laurel.clients set email = 'anna'", "clients_email_shape" },
    { "update laurel.clients set channel = 'fax'", "clients_channel_known" },
    { "update laurel.clients set referrer_id = client_id", "clients_not_own_referrer" },
    { "insert into laurel.card_numbers values ('12 34', 1)", "card_numbers_shape" },
    { "insert into laurel.card_numbers values ('77', 2)", "card_numbers_pkey" },
    { "insert into laurel.client_phones values ('+79161234567', 2)", "client_phones_pkey" },
    { "insert into laurel.client_emails values ('anna@example.org', 2)", "client_emails_pkey" },
    { "update laurel.cards set kind = 'wooden'", "cards_kind_known" },
    { "update laurel.cards set state = 'eaten'", "cards_state_known" },
    { "update laurel.consents set channel = 'fax'", "consents_channel_known" },
    { "update laurel.consents set how = 'rumour'", "consents_how_known" },
  };

  assert_answer (*pg,
                 "select pg_temp.open ('k', 1, true, '+79161234567', 'anna@example.org', '77')",
                 "done");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (*pg, rows[i].sql, PG_DIAG_CONSTRAINT_NAME, rows[i].constraint);

  /* The words by which a client is found follow the name by themselves. */
  assert_answer (*pg,
                 "select count (*) from laurel.clients where words @@ to_tsquery ('simple', "
                 "'ivanova & ann:*')",
                 "1");
}

static void
test_lookups_refuse (PGconn **pg, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *constraint;
  } rows[] = {
    { "insert into laurel.segment_names values ('tills', 'a', 'x')", "segment_names_kind_known" },
    { "insert into laurel.segment_names values ('stores', '', 'x')",
      "segment_names_segment_length" },
    { "insert into laurel.segment_names values ('stores', 'a', '')", "segment_names_name_length" },
    { "insert into laurel.segment_names values ('stores', 'a', repeat ('x', 201))",
      "segment_names_name_length" },
    { "insert into laurel.segment_names values ('products', 'hot', 'x')", "segment_names_pkey" },
  };

  run (*pg, "insert into laurel.segment_names values ('products', 'hot', 'Hot drinks')");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (*pg, rows[i].sql, PG_DIAG_CONSTRAINT_NAME, rows[i].constraint);

  /* Segments of one code may be of several kinds. */
  run (*pg, "insert into laurel.segment_names values ('stores', 'hot', 'In the south')");
}

static void
test_role_has_no_more_than_it_needs (PGconn **pg, gconstpointer data)
{
  static const struct
  {
    const char *tables;
    const char *may;
  } rows[] = {
    /* 0002-catalog */
    { "stores,store_segments,product_groups,products,product_segments",
      "SELECT,INSERT,UPDATE,DELETE" },
    { "programs", "SELECT,INSERT" },
    { "program_draft", "SELECT,INSERT,UPDATE" },
    { "catalog_state", "SELECT,UPDATE" },
    /* 0003-clients */
    { "clients,card_numbers,cards", "SELECT,INSERT,UPDATE" },
    { "client_phones,client_emails", "SELECT,INSERT,UPDATE,DELETE" },
    { "consents", "SELECT,INSERT" },
    { "client_segments", "SELECT,INSERT,DELETE" },
    /* 0004-ledger: what has happened is added by laurel.post() alone, and never changed. */
    { "sales,sale_lines,returns,return_lines,transactions,entries,turnovers,level_changes,"
      "operations,receipt_numbers,lots,holds,hold_parts,purchases,forgivings,consumptions",
      "SELECT" },
    { "accounts", "SELECT,INSERT" },
    /* 0007-uses: counted by laurel.post_uses() alone, issued by laurel.issue_promo_codes(). */
    { "uses,use_totals,promo_codes,promo_code_uses,promo_code_holds", "SELECT" },
    { "promo_code_series", "SELECT,INSERT,UPDATE" },
    /* 0010-lookups, and the figures of 0006-office: laurel.roll_up() alone writes these. */
    { "segment_names", "SELECT,INSERT,UPDATE" },
    { "rolled_days,day_figures,day_discounts,day_discount_clients", "SELECT" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) tables = g_strsplit (rows[i].tables, ",", -1);

      for (gsize j = 0; tables[j] != NULL; j++)
        {
          g_autofree char *sql = g_strdup_printf (
              "select string_agg (p, ',' order by n) from unnest (array['SELECT', 'INSERT',"
              " 'UPDATE', 'DELETE', 'TRUNCATE']) with ordinality x (p, n)"
              " where has_table_privilege ('laurel_app', 'laurel.%s', p)"
              " or p not in ('DELETE', 'TRUNCATE')"
              "   and has_any_column_privilege ('laurel_app', 'laurel.%s', p)",
              tables[j],
              tables[j]);

          g_test_message ("%s", tables[j]);
          assert_answer (*pg, sql, rows[i].may);
        }
    }
}

static void
test_functions_are_the_servers_alone (PGconn **pg, gconstpointer data)
{
  static const char *const functions[] = {
    "post",          "open_account",      "attach_card",        "post_uses",
    "post_together", "issue_promo_codes", "post_together_uses", "roll_up"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("select concat_ws (' ', has_function_privilege ('laurel_app', oid,"
                           " 'execute'), has_function_privilege ('public', oid, 'execute'),"
                           " prosecdef, proconfig[1]) from pg_proc"
                           " where pronamespace = 'laurel'::regnamespace and proname = '%s'",
                           functions[i]);

      assert_answer (*pg, sql, "t f t search_path=pg_catalog");
    }
}

/* ---- 0011-uses-together ---- */

/* What many postings claim of one total is claimed at once: all of it, or nothing. */
static void
test_totals_are_claimed_together (PGconn **pg, gconstpointer data)
{
  static const char use_of[] =
      "select laurel.post_together_uses ('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', "
      "'{}',"
      "  '{}', '{}', '{}', '{}', '{}', '{}', '{}',"
      "  array (select row (1, %d + n, 'leaf', '2026-01-01', 10, true, false)::laurel.uses"
      "    from generate_series (1, %d) n),"
      "  array (select row ('leaf', 1, 10, 5, 1000)::laurel.use_claim from generate_series (1, %d) "
      "n),"
      "  '{}', '{}', %s)";
  static const char totals[] = "select concat_ws (' ', count, money) from laurel.use_totals";
  g_autofree char  *six = g_strdup_printf (use_of, 0, 6, 6, "'{}'");
  g_autofree char  *three = g_strdup_printf (use_of, 0, 3, 3, "'{}'");
  g_autofree char  *three_more = g_strdup_printf (use_of, 3, 3, 3, "'{}'");
  g_autofree char  *and_one_back =
      g_strdup_printf (use_of, 3, 3, 3, "array[row (1, 1)]::laurel.sale_ref[]");

  run (*pg, "set local role laurel_app");
  assert_refused (*pg, six, PG_DIAG_SQLSTATE, "LR005");
  run (*pg, three);
  assert_answer (*pg, totals, "3 30");
  assert_refused (*pg, three_more, PG_DIAG_SQLSTATE, "LR005");

  /* What one of them gives back is there for the others. */
  run (*pg, and_one_back);
  assert_answer (*pg, totals, "5 50");
  assert_answer (*pg, "select sale_id from laurel.uses where voided", "1");
}

/* ---- 0008-together ---- */

static void
test_together_or_not_at_all (PGconn **pg, gconstpointer data)
{
  static const char *const refused[] = {
    "select pg_temp.together ('{0,1,0}', '{a,b,c}')",     /* 2 is stale */
    "select pg_temp.together ('{0,0,0}', '{a,a,c}')",     /* a key and a receipt number twice */
    "select pg_temp.together ('{0,0,0,0}', '{a,b,c,d}')", /* 4 is not there */
  };

  run (*pg, "insert into laurel.accounts (client_id) values (1), (2), (3)");

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      assert_refused (*pg, refused[i], PG_DIAG_SQLSTATE, "LR006");
      assert_answer (*pg,
                     "select concat_ws (' ', (select sum (version) from laurel.accounts),"
                     " (select count (*) from laurel.operations),"
                     " (select count (*) from laurel.sales))",
                     "0 0 0");
    }

  run (*pg, "select pg_temp.together ('{0,0,0}', '{a,b,c}')");
  assert_answer (*pg,
                 "select concat_ws (' ', (select string_agg (version::text, ',')"
                 "   from laurel.accounts), (select count (*) from laurel.operations),"
                 " (select count (*) from laurel.receipt_numbers),"
                 " (select count (*) from laurel.sales))",
                 "1,1,1 3 3 3");
  assert_refused (*pg, "select pg_temp.together ('{1,1,1}', '{d,e,a}')", PG_DIAG_SQLSTATE, "LR006");
}

/* ---- 0007-uses ---- */

static const char series_sql[] =
    "insert into laurel.promo_code_series (series, name, kind, enabled, uses_per_code, created_at,"
    "    created_by)"
    "  values ('once', 'Once', 'unique', true, 1, now (), 'anna'),"
    "    ('word', 'Word', 'shared', true, null, now (), 'anna')";

static void
test_uses_refuse (PGconn **pg, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *constraint;
  } rows[] = {
    { "insert into laurel.uses values (1, 1, 'leaf', '2026-01-01', -1, true, false)",
      "uses_money_not_negative" },
    { "insert into laurel.use_totals values ('leaf', -1, 0)", "use_totals_not_negative" },
    { "insert into laurel.use_totals values ('leaf', 0, -1)", "use_totals_not_negative" },
    { "update laurel.promo_code_series set series = ''", "promo_code_series_code_length" },
    { "update laurel.promo_code_series set kind = 'odd'", "promo_code_series_kind_known" },
    { "update laurel.promo_code_series set uses_per_code = null where series = 'once'",
      "promo_code_series_unique_is_counted" },
    { "update laurel.promo_code_series set valid_from = '2026-01-02', valid_to = '2026-01-01'",
      "promo_code_series_dates_in_order" },
    { "update laurel.promo_code_series set valid_days = -1", "promo_code_series_days_range" },
    { "update laurel.promo_code_series set uses_per_code = 0 where series = 'once'",
      "promo_code_series_uses_from_one" },
    { "update laurel.promo_code_series set uses_per_client = 0",
      "promo_code_series_uses_from_one" },
    { "update laurel.promo_code_series set issue_limit = 1, issued = 2",
      "promo_code_series_issued_within" },
    { "update laurel.promo_codes set code = 'small'", "promo_codes_shape" },
    { "update laurel.promo_codes set used = -1", "promo_codes_used_not_negative" },
  };

  run (*pg, series_sql);
  assert_answer (*pg, "select pg_temp.issue ('once', '{A}', 1)", "issued {}");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (*pg, rows[i].sql, PG_DIAG_CONSTRAINT_NAME, rows[i].constraint);
}

static void
test_totals_stay_within_limits (PGconn **pg, gconstpointer data)
{
  static const char use_of[] =
      "select pg_temp.use (array[row (%d, %d, 'leaf', '2026-01-01', %d, true, "
      "false)]::laurel.uses[],"
      "  array[row ('leaf', 1, %d, 2, 100)]::laurel.use_claim[], '{}', '{}', '{}')";
  static const char totals[] = "select concat_ws (' ', count, money) from laurel.use_totals";
  static const char undo[] =
      "select pg_temp.use ('{}', '{}', '{}', '{}', array[row (1, 1)]::laurel.sale_ref[])";
  g_autofree char *first = g_strdup_printf (use_of, 1, 1, 60, 60);
  g_autofree char *dear = g_strdup_printf (use_of, 1, 2, 41, 41);
  g_autofree char *second = g_strdup_printf (use_of, 1, 2, 40, 40);
  g_autofree char *third = g_strdup_printf (use_of, 1, 3, 0, 0);

  run (*pg, "set local role laurel_app");
  assert_answer (*pg, first, "posted");
  assert_refused (*pg, dear, PG_DIAG_SQLSTATE, "LR005");
  assert_answer (*pg, totals, "1 60");
  assert_answer (*pg, second, "posted");
  assert_answer (*pg, totals, "2 100");
  assert_refused (*pg, third, PG_DIAG_SQLSTATE, "LR005");
  assert_answer (*pg, "select count (*) from laurel.uses", "2");

  /* A sale that is undone gives back what it used, once. */
  assert_answer (*pg, undo, "posted");
  assert_answer (*pg, undo, "posted");
  assert_answer (*pg, totals, "1 40");
  assert_answer (*pg, "select sale_id from laurel.uses where voided", "1");
  assert_answer (*pg, third, "posted");
}

static void
test_totals_without_limits_only_count (PGconn **pg, gconstpointer data)
{
  static const char count[] =
      "select pg_temp.use ('{}', array[row ('a', 3, 500, null, null), row ('b', 1, 1, null, 1)]"
      "  ::laurel.use_claim[], '{}', '{}', '{}')";

  assert_answer (*pg, count, "posted");
  assert_refused (*pg, count, PG_DIAG_SQLSTATE, "LR005");
  assert_answer (*pg,
                 "select concat_ws (' ', count, money) from laurel.use_totals where leaf = 'a'",
                 "3 500");
}

static void
test_codes_are_used_once (PGconn **pg, gconstpointer data)
{
  static const char use_of[] =
      "select pg_temp.use ('{}', '{}', array[row (1, %d, '%s', 'x', false, false, '2026-01-01')]"
      "  ::laurel.promo_code_uses[], '{}', '{}')";
  static const char hold_of[] =
      "select pg_temp.use ('{}', '{}', '{}', array[row (1, %d, 'A', '2026-01-01')]"
      "  ::laurel.promo_code_holds[], '{}')";
  static const char undo[] = "select pg_temp.use ('{}', '{}', '{}', '{}', array[row (1, 1), row "
                             "(1, 3)]::laurel.sale_ref[])";
  g_autofree char  *first = g_strdup_printf (use_of, 1, "A");
  g_autofree char  *second = g_strdup_printf (use_of, 2, "A");
  g_autofree char  *word = g_strdup_printf (use_of, 3, "WORD");
  g_autofree char  *hold = g_strdup_printf (hold_of, 7);
  g_autofree char  *other_hold = g_strdup_printf (hold_of, 8);

  run (*pg, series_sql);
  run (*pg, "insert into laurel.accounts (client_id) values (1)");
  assert_answer (*pg, "select pg_temp.issue ('once', '{A,B}', 2)", "issued {}");
  assert_answer (*pg, "select pg_temp.issue ('word', '{WORD}', 1)", "issued {}");

  assert_answer (*pg, first, "posted");
  assert_refused (*pg, second, PG_DIAG_SQLSTATE, "LR005");
  assert_refused (*pg, hold, PG_DIAG_SQLSTATE, "LR005");
  assert_answer (*pg, word, "posted");
  assert_answer (*pg,
                 "select string_agg (code || used, ' ' order by code) from laurel.promo_codes",
                 "A1 B0 WORD0");
  assert_answer (*pg, undo, "posted");
  assert_answer (*pg,
                 "select string_agg (code || used, ' ' order by code) from laurel.promo_codes",
                 "A0 B0 WORD0");
  assert_answer (*pg, "select count (*) from laurel.promo_code_uses where voided", "2");

  /* What an open hold reserves is nobody else's, until it ends or its time is over. */
  run (*pg,
       "insert into laurel.holds values (1, 7, 1, '2026-01-01', '2026-01-02', 0, 'open', null)");
  assert_answer (*pg, hold, "posted");
  assert_refused (*pg, second, PG_DIAG_SQLSTATE, "LR005");
  assert_refused (*pg, other_hold, PG_DIAG_SQLSTATE, "LR005");
  run (*pg, "update laurel.holds set until = '2026-01-01'");
  assert_answer (*pg, second, "posted");
}

static void
test_codes_are_issued_within_limits (PGconn **pg, gconstpointer data)
{
  run (*pg, series_sql);
  run (*pg, "update laurel.promo_code_series set issue_limit = 3, valid_days = 9");
  run (*pg, "set local role laurel_app");
  assert_answer (*pg, "select pg_temp.issue ('none', '{A}', 1)", "unknown_series {}");
  assert_answer (*pg, "select pg_temp.issue ('once', '{A,B}', 2)", "issued 3 {}");
  assert_answer (*pg, "select pg_temp.issue ('word', '{B,C}', 2)", "taken 3 {B}");
  assert_answer (*pg, "select pg_temp.issue ('once', '{C,D}', 2)", "issue_limit 1 {}");
  assert_answer (*pg, "select pg_temp.issue ('once', '{B,C,D}', 1)", "issued 1 {B}");
  assert_answer (*pg,
                 "select string_agg (series || issued, ' ' order by series)"
                 " from laurel.promo_code_series",
                 "once3 word0");
  assert_answer (*pg,
                 "select string_agg (code, '' order by code) || max (valid_to) || min (valid_to)"
                 " from laurel.promo_codes",
                 "ABC2026-01-102026-01-10");
}

/* ---- 0012-plain-codes ---- */

/* By their bytes, in which digits come before letters and a dash before both. */
static void
test_codes_are_plain_letters (PGconn **pg, gconstpointer data)
{
  static const char *const wrong[] = { "''",         "'a'",  "'A B'",
                                       "'\xd0\x90'", "'A.'", "repeat ('A', 65)" };

  run (*pg, series_sql);
  assert_answer (*pg, "select pg_temp.issue ('once', '{B_,B,B0,B-,0}', 5)", "issued {}");
  assert_answer (*pg,
                 "select string_agg (code, ' ' order by code) from laurel.promo_codes",
                 "0 B B- B0 B_");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("update laurel.promo_codes set code = %s where code = 'B'", wrong[i]);

      assert_refused (*pg, sql, PG_DIAG_CONSTRAINT_NAME, "promo_codes_shape");
    }
  run (*pg, "update laurel.promo_codes set code = repeat ('Z', 64) where code = 'B'");
}

/* ---- 0004-ledger: laurel.post() ---- */

static void
test_post_writes_everything (PGconn **pg, gconstpointer data)
{
  run (*pg, "insert into laurel.accounts (client_id) values (1); set local role laurel_app");
  assert_answer (*pg, "select pg_temp.post (0, 'k1', 'first', '{\"sale_id\": 1}', '{}')", "posted");
  assert_answer (*pg,
                 "select concat_ws (' ', (select version from laurel.accounts),"
                 " (select count (*) from laurel.sales), (select sum (amount) from laurel.entries),"
                 " (select count (*) from laurel.entries), (select remaining from laurel.lots),"
                 " (select body from laurel.operations),"
                 " (select store || '/' || receipt from laurel.receipt_numbers))",
                 "1 1 0 2 500 first #7/x");

  /* A lot that is there keeps what was granted and takes what is left of it. */
  assert_answer (*pg,
                 "select pg_temp.post (1, 'k2', 'second', '{\"sale_id\": 2, \"receipt\": \"y\"}',"
                 " '{\"remaining\": 300, \"consumed\": 200, \"origin\": \"manual\"}')",
                 "posted");
  assert_answer (*pg,
                 "select concat_ws (' ', granted, remaining, consumed, origin) from laurel.lots",
                 "500 300 200 sale");
}

static void
test_post_is_refused_when_stale (PGconn **pg, gconstpointer data)
{
  static const char *const stale[] = { "1", "-1" };

  run (*pg, "insert into laurel.accounts (client_id) values (1)");
  for (gsize i = 0; i < G_N_ELEMENTS (stale); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("select pg_temp.post (%s, 'k', 'body', '{\"sale_id\": 1}', '{}')",
                           stale[i]);

      assert_answer (*pg, sql, "stale");
    }

  run (*pg, "delete from laurel.accounts");
  assert_answer (*pg, "select pg_temp.post (0, 'k', 'body', '{\"sale_id\": 1}', '{}')", "stale");
  assert_answer (*pg,
                 "select (select count (*) from laurel.operations)"
                 " + (select count (*) from laurel.sales)"
                 " + (select count (*) from laurel.transactions)"
                 " + (select count (*) from laurel.receipt_numbers)",
                 "0");
}

static void
test_post_replays_a_known_key (PGconn **pg, gconstpointer data)
{
  run (*pg, "insert into laurel.accounts (client_id) values (1)");
  assert_answer (*pg, "select pg_temp.post (0, 'k', 'first', '{\"sale_id\": 1}', '{}')", "posted");
  assert_answer (*pg,
                 "select pg_temp.post (1, 'k', 'second', '{\"sale_id\": 2, \"receipt\": \"y\"}',"
                 " '{}')",
                 "replay 201 first");
  assert_answer (*pg,
                 "select concat_ws (' ', (select version from laurel.accounts),"
                 " (select count (*) from laurel.sales))",
                 "1 1");
}

static void
test_post_takes_a_receipt_number_once (PGconn **pg, gconstpointer data)
{
  static const char again[] =
      "select pg_temp.post (1, 'k2', 'second', '{\"sale_id\": 2, \"store\": \"s1\"}', '{}')";

  run (*pg, "insert into laurel.accounts (client_id) values (1)");
  assert_answer (*pg,
                 "select pg_temp.post (0, 'k1', 'first', '{\"sale_id\": 1, \"store\": \"s1\"}',"
                 " '{}')",
                 "posted");
  assert_refused (*pg, again, PG_DIAG_SQLSTATE, "LR001");

  /* Another day, another store and a till of no store have numbers of their own. */
  assert_answer (*pg,
                 "select pg_temp.post (1, 'k2', '', '{\"sale_id\": 2, \"store\": \"s1\", \"day\":"
                 " \"2026-01-02\"}', '{}')",
                 "posted");
  assert_answer (*pg,
                 "select pg_temp.post (2, 'k3', '', '{\"sale_id\": 3, \"store\": \"s2\"}', '{}')",
                 "posted");
  assert_answer (*pg, "select pg_temp.post (3, 'k4', '', '{\"sale_id\": 4}', '{}')", "posted");
  assert_refused (*pg,
                  "select pg_temp.post (4, 'k5', '', '{\"sale_id\": 5}', '{}')",
                  PG_DIAG_SQLSTATE,
                  "LR001");
}

static void
test_ledger_adds_up (PGconn **pg, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *constraint;
  } rows[] = {
    { "select pg_temp.post (0, 'k', '', '{\"sale_id\": 1}', '{\"remaining\": 499}')",
      "lots_add_up" },
    { "select pg_temp.post (0, 'k', '', '{\"sale_id\": 1}', '{\"held\": 501}')",
      "lots_held_of_remaining" },
    { "select pg_temp.post (0, 'k', '', '{\"sale_id\": 1}', '{\"lost\": 1}')",
      "lots_lost_of_expired" },
    { "update laurel.accounts set debt = -1", "accounts_debt_not_negative" },
    { "update laurel.accounts set purchase_count = -1", "accounts_purchases_not_negative" },
    { "insert into laurel.forgivings values (1, 1, 1, now (), false, 5, 6)",
      "forgivings_left_of_amount" },
    { "insert into laurel.consumptions values (1, 'sale', 1, 1, 1, 5, 6, null)",
      "consumptions_restored_of_points" },
  };

  run (*pg, "insert into laurel.accounts (client_id) values (1)");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (*pg, rows[i].sql, PG_DIAG_CONSTRAINT_NAME, rows[i].constraint);
}

/* ---- 0005-registration ---- */

static void
test_account_is_opened_once (PGconn **pg, gconstpointer data)
{
  run (*pg, "set local role laurel_app");
  assert_answer (*pg,
                 "select pg_temp.open ('k1', 1, true, '+79161234567', 'anna@example.org', '77')",
                 "done");
  assert_answer (*pg,
                 "select concat_ws (' ', c.registered, a.version, d.state, n.client_id,"
                 " (select string_agg (channel || given, ',' order by channel)"
                 "   from laurel.consents))"
                 " from laurel.clients c join laurel.accounts a using (client_id)"
                 " join laurel.cards d using (client_id) join laurel.card_numbers n using (number)",
                 "t 0 active 1 emailfalse,smstrue");

  assert_answer (*pg,
                 "select pg_temp.open ('k1', 2, true, '+79160000000', null, '78')",
                 "replay 201 opened 1");
  assert_refused (*pg,
                  "select pg_temp.open ('k2', 2, true, '+79161234567', null, '78')",
                  PG_DIAG_SQLSTATE,
                  "LR002");
  assert_refused (*pg,
                  "select pg_temp.open ('k2', 2, true, null, 'anna@example.org', '78')",
                  PG_DIAG_SQLSTATE,
                  "LR003");
  assert_refused (*pg,
                  "select pg_temp.open ('k2', 2, true, null, null, '77')",
                  PG_DIAG_SQLSTATE,
                  "LR004");
  assert_answer (*pg, "select count (*) from laurel.clients", "1");
}

static void
test_issued_card_is_claimed_once (PGconn **pg, gconstpointer data)
{
  static const char claim[] = "select pg_temp.open ('%s', 1, true, '%s', null, '77', true)";
  g_autofree char  *first = g_strdup_printf (claim, "k2", "+79161234567");
  g_autofree char  *second = g_strdup_printf (claim, "k3", "+79160000000");

  assert_answer (*pg, "select pg_temp.open ('k1', 1, false, null, null, '77')", "done");
  assert_answer (*pg, "select state from laurel.cards", "issued");
  assert_answer (*pg, first, "done");
  assert_answer (*pg,
                 "select concat_ws (' ', state, registered, phone)"
                 " from laurel.cards join laurel.clients using (client_id)",
                 "active t +79161234567");
  assert_refused (*pg, second, PG_DIAG_SQLSTATE, "LR004");
}

static void
test_card_is_attached (PGconn **pg, gconstpointer data)
{
  run (*pg, "set local role laurel_app");
  assert_answer (*pg, "select pg_temp.open ('k1', 1, true, null, null, '77')", "done");
  assert_answer (*pg, "select pg_temp.open ('k2', 2, true, null, null, '88')", "done");
  assert_answer (*pg, "select pg_temp.open ('k3', 3, false, null, null, '99')", "done");

  /* A new one, the same again under the same key, and one that nobody has claimed. */
  assert_answer (*pg, "select pg_temp.attach ('k4', 1, '78')", "done");
  assert_answer (*pg, "select pg_temp.attach ('k4', 2, '79')", "replay 201 attached 1");
  assert_answer (*pg, "select pg_temp.attach ('k5', 1, '99')", "done");
  assert_answer (*pg,
                 "select string_agg (number || state || client_id, ' ' order by number)"
                 " from laurel.cards",
                 "77active1 78active1 88active2 99active1");
  assert_answer (*pg,
                 "select concat_ws (' ', c.merged_into, a.merged, n.client_id)"
                 " from laurel.clients c join laurel.accounts a using (client_id)"
                 " cross join laurel.card_numbers n where c.client_id = 3 and n.number = '99'",
                 "1 t 1");

  assert_refused (*pg, "select pg_temp.attach ('k6', 1, '88')", PG_DIAG_SQLSTATE, "LR004");
}

static void
test_used_card_stays (PGconn **pg, gconstpointer data)
{
  assert_answer (*pg, "select pg_temp.open ('k1', 1, false, null, null, '77')", "done");
  assert_answer (*pg, "select pg_temp.open ('k2', 2, true, null, null, '88')", "done");
  assert_answer (*pg, "select pg_temp.post (0, 'k3', '', '{\"sale_id\": 1}', '{}')", "posted");
  assert_refused (*pg, "select pg_temp.attach ('k4', 2, '77')", PG_DIAG_SQLSTATE, "LR004");
  assert_answer (*pg, "select client_id from laurel.card_numbers where number = '77'", "1");
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_cluster_start (&cluster);
#define ADD(path, function) g_test_add (path, PGconn *, NULL, set_up, function, tear_down)
  ADD ("/store/0002-catalog/refuses", test_catalog_refuses);
  ADD ("/store/0003-clients/refuse", test_clients_refuse);
  ADD ("/store/0010-lookups/refuse", test_lookups_refuse);
  ADD ("/store/0004-ledger/adds-up", test_ledger_adds_up);
  ADD ("/store/0004-ledger/post/everything", test_post_writes_everything);
  ADD ("/store/0004-ledger/post/stale", test_post_is_refused_when_stale);
  ADD ("/store/0004-ledger/post/replay", test_post_replays_a_known_key);
  ADD ("/store/0004-ledger/post/receipt-taken", test_post_takes_a_receipt_number_once);
  ADD ("/store/0005-registration/opened-once", test_account_is_opened_once);
  ADD ("/store/0005-registration/claimed-once", test_issued_card_is_claimed_once);
  ADD ("/store/0005-registration/attached", test_card_is_attached);
  ADD ("/store/0005-registration/used-card-stays", test_used_card_stays);
  ADD ("/store/0007-uses/refuse", test_uses_refuse);
  ADD ("/store/0007-uses/totals", test_totals_stay_within_limits);
  ADD ("/store/0007-uses/no-limits", test_totals_without_limits_only_count);
  ADD ("/store/0007-uses/codes", test_codes_are_used_once);
  ADD ("/store/0007-uses/issued", test_codes_are_issued_within_limits);
  ADD ("/store/0012-plain-codes/shape", test_codes_are_plain_letters);
  ADD ("/store/0011-uses-together/totals", test_totals_are_claimed_together);
  ADD ("/store/0008-together/all-or-none", test_together_or_not_at_all);
  ADD ("/store/rights/tables", test_role_has_no_more_than_it_needs);
  ADD ("/store/rights/functions", test_functions_are_the_servers_alone);
#undef ADD
  status = g_test_run ();
  laurel_test_cluster_stop (&cluster);

  return status;
}
