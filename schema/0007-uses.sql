-- 0007-uses: how often limited discounts and promo codes have been used, and the codes themselves.
-- What one client used is guarded by the account's version, as everything else about them. What all
-- clients share (the total of a discount, the uses of a code) is counted by guarded statements, the
-- last ones of a posting: codes in their order, then totals in theirs, so that two sales never wait
-- for each other in a circle, and a row that many want is held no longer than the commit takes.

create table laurel.uses (
    client_id           bigint      not null,
    sale_id             bigint      not null,
    leaf                text        not null,
    day                 date        not null,
    money               bigint      not null,
    shared              boolean     not null,
    voided              boolean     not null,

    primary key (client_id, sale_id, leaf),
    constraint uses_money_not_negative check (money >= 0)
);

comment on table laurel.uses is
    'One row for each discount with limits that gave something in a sale. shared: it is counted in use_totals too. voided: the sale was undone, and the use given back.';

create index uses_of_client on laurel.uses (client_id, leaf, day) where client_id > 0 and not voided;

-- Room in each page, so that counting moves no row and touches no index.
create table laurel.use_totals (
    leaf                text        primary key,
    count               bigint      not null,
    money               bigint      not null,

    constraint use_totals_not_negative check (count >= 0 and money >= 0)
) with (fillfactor = 20);

comment on table laurel.use_totals is
    'What all clients together have used of each discount that has a limit on that.';

create table laurel.promo_code_series (
    series              text        primary key,
    name                text        not null,
    kind                text        not null,
    enabled             boolean     not null,
    valid_from          date,
    valid_to            date,
    valid_days          integer,
    uses_per_code       bigint,
    uses_per_client     bigint,
    issue_limit         bigint,
    issued              bigint      not null default 0,
    revision            bigint      not null default 1,
    created_at          timestamptz not null,
    created_by          text        not null,

    constraint promo_code_series_code_length check (length (series) between 1 and 64),
    constraint promo_code_series_kind_known check (kind in ('shared', 'unique')),
    constraint promo_code_series_unique_is_counted check (kind = 'shared' or uses_per_code is not null),
    constraint promo_code_series_dates_in_order check (valid_from <= valid_to),
    constraint promo_code_series_days_range check (valid_days between 0 and 36500),
    constraint promo_code_series_uses_from_one check (uses_per_code >= 1 and uses_per_client >= 1),
    constraint promo_code_series_issued_within check (issued between 0 and issue_limit)
);

comment on table laurel.promo_code_series is
    'What promo codes have in common. Dates are local to the sale and included; uses_per_code null: any number, which is not counted. issue_limit: how many codes it may have at most.';

create table laurel.promo_codes (
    code                text        primary key,
    series              text        not null,
    client_id           bigint,
    used                bigint      not null default 0,
    valid_to            date,
    issued_at           timestamptz not null,

    constraint promo_codes_shape check (code ~ '^[0-9A-Z_-]{1,64}$'),
    constraint promo_codes_used_not_negative check (used >= 0)
) with (fillfactor = 90);

comment on table laurel.promo_codes is
    'Look-up: codes in the one form in which they are compared. client_id: nobody else may use it. used: counted where the series limits it. valid_to: of codes that are good for some days from their issue.';

create index promo_codes_of_series on laurel.promo_codes (series, code);

create table laurel.promo_code_uses (
    client_id           bigint      not null,
    sale_id             bigint      not null,
    code                text        not null,
    series              text        not null,
    counted             boolean     not null,
    voided              boolean     not null,
    posted              timestamptz not null,

    primary key (client_id, sale_id, code)
);

comment on table laurel.promo_code_uses is
    'One row for each code that had an effect in a sale. counted: in promo_codes.used. voided: the sale was undone, and the use given back.';

create index promo_code_uses_of_code on laurel.promo_code_uses (code, sale_id);
create index promo_code_uses_of_client on laurel.promo_code_uses (client_id, series)
    where client_id > 0 and not voided;

create table laurel.promo_code_holds (
    client_id           bigint      not null,
    hold                bigint      not null,
    code                text        not null,
    posted              timestamptz not null,

    primary key (client_id, hold)
);

comment on table laurel.promo_code_holds is
    'Which code a hold reserves, for as long as the hold is open.';

create index promo_code_holds_of_code on laurel.promo_code_holds (code);

create type laurel.use_claim as (
    leaf                text,
    count               bigint,
    money               bigint,
    total               bigint,
    total_money         bigint
);

comment on type laurel.use_claim is
    'What a posting adds to the totals of a discount, and the limits that they must not pass; null: none.';

create type laurel.sale_ref as (
    client_id           bigint,
    sale_id             bigint
);

-- Makes sure that the code has a use left that nobody reserves, and keeps it until the end of the
-- transaction. A code whose uses are not counted is neither locked nor changed.
create function laurel.reserve_promo_code (
    p_code              text,
    p_now               timestamptz,
    out counted         boolean)
    language plpgsql volatile
    set search_path = pg_catalog
as $$
declare
    v_limit     bigint;
    v_used      bigint;
    v_held      bigint;
begin
    select s.uses_per_code into v_limit
        from laurel.promo_codes c join laurel.promo_code_series s using (series)
        where c.code = p_code;
    counted := v_limit is not null;
    if not counted then
        return;
    end if;

    select c.used into v_used from laurel.promo_codes c where c.code = p_code for update;
    select count (*) into v_held
        from laurel.promo_code_holds p join laurel.holds h using (client_id, hold)
        where p.code = p_code and h.ending = 'open' and h.until > p_now;
    if v_used + v_held >= v_limit then
        raise exception 'promo code used up' using errcode = 'LR005';
    end if;
end
$$;

comment on function laurel.reserve_promo_code is
    'Raises LR005 where every use of the code is taken or reserved.';

-- laurel.post(), and in the same transaction the uses that come or go with it. outcome: as there. What
-- was used up meanwhile raises LR005, and nothing has happened: the caller computes again.
create function laurel.post_uses (
    p_accounts      laurel.accounts[],
    p_versions      bigint[],
    p_operations    laurel.operations[],
    p_sales         laurel.sales[],
    p_sale_lines    laurel.sale_lines[],
    p_returns       laurel.returns[],
    p_return_lines  laurel.return_lines[],
    p_lots          laurel.lots[],
    p_transactions  laurel.transactions[],
    p_entries       laurel.entries[],
    p_holds         laurel.holds[],
    p_hold_parts    laurel.hold_parts[],
    p_purchases     laurel.purchases[],
    p_turnovers     laurel.turnovers[],
    p_forgivings    laurel.forgivings[],
    p_level_changes laurel.level_changes[],
    p_consumptions  laurel.consumptions[],
    p_uses          laurel.uses[],
    p_use_claims    laurel.use_claim[],
    p_code_uses     laurel.promo_code_uses[],
    p_code_holds    laurel.promo_code_holds[],
    p_voided        laurel.sale_ref[],
    out outcome     text,
    out status      integer,
    out digest      bytea,
    out body        text)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_code_use  laurel.promo_code_uses;
    v_code_hold laurel.promo_code_holds;
    v_claim     laurel.use_claim;
    v_back      record;
begin
    select p.outcome, p.status, p.digest, p.body
        into outcome, post_uses.status, post_uses.digest, post_uses.body
        from laurel.post (p_accounts, p_versions, p_operations, p_sales, p_sale_lines, p_returns,
            p_return_lines, p_lots, p_transactions, p_entries, p_holds, p_hold_parts, p_purchases,
            p_turnovers, p_forgivings, p_level_changes, p_consumptions) p;
    if outcome <> 'posted' then
        return;
    end if;

    insert into laurel.uses select * from unnest (p_uses);

    foreach v_code_use in array p_code_uses loop
        v_code_use.counted := laurel.reserve_promo_code (v_code_use.code, v_code_use.posted);
        if v_code_use.counted then
            update laurel.promo_codes c set used = c.used + 1 where c.code = v_code_use.code;
        end if;
        insert into laurel.promo_code_uses select v_code_use.*;
    end loop;

    foreach v_code_hold in array p_code_holds loop
        perform laurel.reserve_promo_code (v_code_hold.code, v_code_hold.posted);
        insert into laurel.promo_code_holds select v_code_hold.*;
    end loop;

    for v_back in
        with given as (
            update laurel.promo_code_uses u set voided = true
                from unnest (p_voided) v
                where u.client_id = v.client_id and u.sale_id = v.sale_id and not u.voided
                returning u.code, u.counted)
        select g.code, count (*) as count from given g where g.counted group by g.code order by g.code
    loop
        update laurel.promo_codes c set used = c.used - v_back.count where c.code = v_back.code;
    end loop;

    foreach v_claim in array p_use_claims loop
        insert into laurel.use_totals as t values (v_claim.leaf, v_claim.count, v_claim.money)
            on conflict on constraint use_totals_pkey do update
                set count = t.count + excluded.count, money = t.money + excluded.money
                where (v_claim.total is null or t.count + excluded.count <= v_claim.total)
                    and (v_claim.total_money is null
                        or t.money + excluded.money <= v_claim.total_money);
        if not found then
            raise exception 'discount used up' using errcode = 'LR005';
        end if;
    end loop;

    for v_back in
        with given as (
            update laurel.uses u set voided = true
                from unnest (p_voided) v
                where u.client_id = v.client_id and u.sale_id = v.sale_id and not u.voided
                returning u.leaf, u.money, u.shared)
        select g.leaf, count (*) as count, sum (g.money)::bigint as money
            from given g where g.shared group by g.leaf order by g.leaf
    loop
        update laurel.use_totals t set count = t.count - v_back.count, money = t.money - v_back.money
            where t.leaf = v_back.leaf;
    end loop;
end
$$;

comment on function laurel.post_uses is
    'As laurel.post(), with the uses of discounts and promo codes that the posting takes or gives back.';

-- Adds codes to a series: the first p_count of p_codes that are none yet. outcome: issued;
-- unknown_series; unknown_client; issue_limit (room says how many more it may have); taken (fewer are free: the first
-- of those that are not).
create function laurel.issue_promo_codes (
    p_series        text,
    p_codes         text[],
    p_count         bigint,
    p_client_id     bigint,
    p_day           date,
    p_now           timestamptz,
    out outcome     text,
    out room        bigint,
    out taken       text[])
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_series    laurel.promo_code_series;
    v_known     bigint;
    v_added     bigint;
begin
    taken := '{}';
    select s.* into v_series from laurel.promo_code_series s where s.series = p_series for update;
    if not found then
        outcome := 'unknown_series';
        return;
    end if;

    if p_client_id is not null
        and not exists (select from laurel.clients c where c.client_id = p_client_id) then
        outcome := 'unknown_client';
        return;
    end if;

    room := v_series.issue_limit - v_series.issued;
    if room < p_count then
        outcome := 'issue_limit';
        return;
    end if;

    select count (*), coalesce ((array_agg (c.code order by c.code))[1:20], '{}') into v_known, taken
        from laurel.promo_codes c where c.code = any (p_codes);
    if cardinality (p_codes) - v_known < p_count then
        outcome := 'taken';
        return;
    end if;

    insert into laurel.promo_codes (code, series, client_id, valid_to, issued_at)
        select f.code, p_series, p_client_id, p_day + v_series.valid_days, p_now
            from (select x.code from unnest (p_codes) with ordinality as x (code, n)
                where v_known = 0
                    or not exists (select from laurel.promo_codes c where c.code = x.code)
                order by x.n limit p_count) f
            order by f.code
        on conflict on constraint promo_codes_pkey do nothing;
    get diagnostics v_added = row_count;
    if v_added < p_count then
        raise exception 'a code was taken meanwhile' using errcode = 'serialization_failure';
    end if;

    update laurel.promo_code_series s set issued = s.issued + v_added where s.series = p_series;
    outcome := 'issued';
end
$$;

comment on function laurel.issue_promo_codes is
    'The one way to new promo codes, which counts them against the series'' limit.';

revoke all on function laurel.reserve_promo_code, laurel.post_uses, laurel.issue_promo_codes from public;
grant execute on function laurel.post_uses, laurel.issue_promo_codes to laurel_app;
grant select on laurel.uses, laurel.use_totals, laurel.promo_codes, laurel.promo_code_uses,
    laurel.promo_code_holds to laurel_app;
grant select, insert, update on laurel.promo_code_series to laurel_app;
