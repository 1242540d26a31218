-- 0011-uses-together: uses of several postings in one call.

-- What postings use and give back, after all their other rows. Every lock is taken in one order, however
-- many postings there are: codes by their letters, then totals by their discounts; and each total is
-- changed once, by all of them together. What was used up meanwhile raises LR005.
create function laurel.count_uses (
    p_uses          laurel.uses[],
    p_use_claims    laurel.use_claim[],
    p_code_uses     laurel.promo_code_uses[],
    p_code_holds    laurel.promo_code_holds[],
    p_voided        laurel.sale_ref[])
    returns void
    language plpgsql volatile
    set search_path = pg_catalog
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_code_use  laurel.promo_code_uses;
    v_code_hold laurel.promo_code_holds;
    v_total     record;
begin
    insert into laurel.uses select * from unnest (p_uses);

    if cardinality (p_code_uses) + cardinality (p_code_holds) + cardinality (p_voided) > 0 then
        perform from laurel.promo_codes c
            where c.code in (
                select u.code from unnest (p_code_uses) u
                union select h.code from unnest (p_code_holds) h
                union select u.code from unnest (p_voided) v
                    join laurel.promo_code_uses u using (client_id, sale_id) where u.counted)
                and exists (select from laurel.promo_code_series s
                    where s.series = c.series and s.uses_per_code is not null)
            order by c.code
            for update of c;
    end if;

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

    if cardinality (p_voided) > 0 then
        with given as (
            update laurel.promo_code_uses u set voided = true
                from unnest (p_voided) v
                where u.client_id = v.client_id and u.sale_id = v.sale_id and not u.voided
                returning u.code, u.counted)
        update laurel.promo_codes c set used = c.used - g.count
            from (select code, count (*) as count from given where counted group by code) g
            where c.code = g.code;
    end if;

    for v_total in
        with given as (
            update laurel.uses u set voided = true
                from unnest (p_voided) v
                where u.client_id = v.client_id and u.sale_id = v.sale_id and not u.voided
                returning u.leaf, u.money, u.shared),
        changes as (
            select leaf, count, money, total, total_money from unnest (p_use_claims)
            union all select leaf, -1, - money, null, null from given where shared)
        select leaf, sum (count)::bigint as count, sum (money)::bigint as money, min (total) as total,
                min (total_money) as total_money
            from changes group by leaf order by leaf
    loop
        update laurel.use_totals t
            set count = t.count + v_total.count, money = t.money + v_total.money
            where t.leaf = v_total.leaf
                and (v_total.total is null or t.count + v_total.count <= v_total.total)
                and (v_total.total_money is null or t.money + v_total.money <= v_total.total_money);
        if not found then
            insert into laurel.use_totals
                select v_total.leaf, v_total.count, v_total.money
                    where (v_total.total is null or v_total.count <= v_total.total)
                        and (v_total.total_money is null or v_total.money <= v_total.total_money)
                on conflict on constraint use_totals_pkey do nothing;
        end if;
        if not found then
            raise exception 'discount used up' using errcode = 'LR005';
        end if;
    end loop;
end
$$;

comment on function laurel.count_uses is
    'Counts what postings use; for laurel.post_uses() and laurel.post_together_uses().';

create or replace function laurel.post_uses (
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
begin
    select p.outcome, p.status, p.digest, p.body
        into outcome, post_uses.status, post_uses.digest, post_uses.body
        from laurel.post (p_accounts, p_versions, p_operations, p_sales, p_sale_lines, p_returns,
            p_return_lines, p_lots, p_transactions, p_entries, p_holds, p_hold_parts, p_purchases,
            p_turnovers, p_forgivings, p_level_changes, p_consumptions) p;
    if outcome = 'posted' then
        perform laurel.count_uses (p_uses, p_use_claims, p_code_uses, p_code_holds, p_voided);
    end if;
end
$$;

create function laurel.post_together_uses (
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
    p_voided        laurel.sale_ref[])
    returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
begin
    perform laurel.post_together (p_accounts, p_versions, p_operations, p_sales, p_sale_lines, p_returns,
        p_return_lines, p_lots, p_transactions, p_entries, p_holds, p_hold_parts, p_purchases,
        p_turnovers, p_forgivings, p_level_changes, p_consumptions);
    perform laurel.count_uses (p_uses, p_use_claims, p_code_uses, p_code_holds, p_voided);
end
$$;

comment on function laurel.post_together_uses is
    'As laurel.post_together(), with the uses that come or go. A total that many postings want is held once for all of them.';

revoke all on function laurel.count_uses, laurel.post_together_uses from public;
grant execute on function laurel.post_together_uses to laurel_app;
