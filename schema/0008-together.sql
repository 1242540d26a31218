-- 0008-together: several accounts loaded, and several postings written, in one call.

alter table laurel.accounts add column open_ends bigint not null default 0;

comment on column laurel.accounts.open_ends is
    'How many open holds there are, and forgivings with something left: who loads an account looks for them only where there are any.';

update laurel.accounts a set open_ends = x.n
    from (select client_id, count (*) as n
        from (select client_id from laurel.holds where ending = 'open'
            union all select client_id from laurel.forgivings where "left" > 0) y
        group by client_id) x
    where x.client_id = a.client_id;

-- What a posting adds besides accounts, keys and sales.
create function laurel.post_rows (
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
    p_consumptions  laurel.consumptions[])
    returns void
    language plpgsql volatile
    set search_path = pg_catalog
as $$
begin
    if cardinality (p_sale_lines) > 0 then
        insert into laurel.sale_lines select * from unnest (p_sale_lines);
    end if;
    if cardinality (p_returns) > 0 then
        insert into laurel.returns select * from unnest (p_returns);
    end if;
    if cardinality (p_return_lines) > 0 then
        insert into laurel.return_lines select * from unnest (p_return_lines);
    end if;
    if cardinality (p_transactions) > 0 then
        insert into laurel.transactions select * from unnest (p_transactions);
        insert into laurel.entries select * from unnest (p_entries);
    end if;
    if cardinality (p_lots) > 0 then
        insert into laurel.lots as t select * from unnest (p_lots)
            on conflict on constraint lots_pkey do update set
                active_to = excluded.active_to,
                sealed = excluded.sealed,
                undone = excluded.undone,
                remaining = excluded.remaining,
                held = excluded.held,
                expired = excluded.expired,
                lost = excluded.lost,
                consumed = excluded.consumed,
                reversed = excluded.reversed,
                paid = excluded.paid,
                moved = excluded.moved;
    end if;
    if cardinality (p_holds) > 0 then
        insert into laurel.holds select * from unnest (p_holds)
            on conflict on constraint holds_pkey do update set
                ending = excluded.ending,
                ended = excluded.ended;
    end if;
    if cardinality (p_hold_parts) > 0 then
        insert into laurel.hold_parts select * from unnest (p_hold_parts);
    end if;
    if cardinality (p_purchases) > 0 then
        insert into laurel.purchases select * from unnest (p_purchases)
            on conflict on constraint purchases_pkey do update set voided = excluded.voided;
    end if;
    if cardinality (p_turnovers) > 0 then
        insert into laurel.turnovers select * from unnest (p_turnovers);
    end if;
    if cardinality (p_forgivings) > 0 then
        insert into laurel.forgivings select * from unnest (p_forgivings)
            on conflict on constraint forgivings_pkey do update set "left" = excluded."left";
    end if;
    if cardinality (p_level_changes) > 0 then
        insert into laurel.level_changes select * from unnest (p_level_changes);
    end if;
    if cardinality (p_consumptions) > 0 then
        insert into laurel.consumptions select * from unnest (p_consumptions)
            on conflict on constraint consumptions_pkey do update set restored = excluded.restored;
    end if;
end
$$;

comment on function laurel.post_rows is
    'Writes the rows of postings that have been found good; for laurel.post() and laurel.post_together().';

create or replace function laurel.post (
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
    out outcome     text,
    out status      integer,
    out digest      bytea,
    out body        text)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_version   bigint;
    v_account   laurel.accounts;
    v_operation laurel.operations;
    v_sale      laurel.sales;
begin
    for i in 1 .. cardinality (p_accounts) loop
        select a.version into v_version
            from laurel.accounts a
            where a.client_id = p_accounts[i].client_id
            for update;
        if v_version is distinct from p_versions[i] then
            outcome := 'stale';
            return;
        end if;
    end loop;

    foreach v_operation in array p_operations loop
        insert into laurel.operations select v_operation.*
            on conflict on constraint operations_pkey do nothing;
        if not found then
            select 'replay', o.status, o.digest, o.body
                into outcome, post.status, post.digest, post.body
                from laurel.operations o
                where o.till_id = v_operation.till_id and o.key = v_operation.key;
            return;
        end if;
    end loop;

    foreach v_sale in array p_sales loop
        insert into laurel.receipt_numbers
            values (coalesce (v_sale.store, '#' || v_sale.till_id), v_sale.day, v_sale.receipt, v_sale.client_id, v_sale.sale_id)
            on conflict on constraint receipt_numbers_pkey do nothing;
        if not found then
            raise exception 'receipt number taken' using errcode = 'LR001';
        end if;
        insert into laurel.sales select v_sale.*;
    end loop;

    foreach v_account in array p_accounts loop
        update laurel.accounts a set
            version = v_account.version,
            last_lot = v_account.last_lot,
            posted = v_account.posted,
            debt = v_account.debt,
            turnover = v_account.turnover,
            purchase_count = v_account.purchase_count,
            last_purchase_time = v_account.last_purchase_time,
            last_purchase_day = v_account.last_purchase_day,
            activity_day = v_account.activity_day,
            level = v_account.level,
            level_since = v_account.level_since,
            level_review = v_account.level_review,
            manual_level = v_account.manual_level,
            manual_until = v_account.manual_until,
            next_due = v_account.next_due,
            merged = v_account.merged,
            open_ends = v_account.open_ends
            where a.client_id = v_account.client_id;
    end loop;

    perform laurel.post_rows (p_sale_lines, p_returns, p_return_lines, p_lots, p_transactions, p_entries, p_holds,
        p_hold_parts, p_purchases, p_turnovers, p_forgivings, p_level_changes, p_consumptions);
    outcome := 'posted';
end
$$;

-- Many postings of accounts of their own, as laurel.post() commits each: all or none, and none
-- when one of them is stale, known, or takes a receipt's number (LR006). The accounts are updated, and so
-- locked, in the order given: the joins are nested loops over the arrays, whatever the tables' sizes.
create function laurel.post_together (
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
    p_consumptions  laurel.consumptions[])
    returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    n   bigint;
begin
    update laurel.accounts a set
        version = v.version,
        last_lot = v.last_lot,
        posted = v.posted,
        debt = v.debt,
        turnover = v.turnover,
        purchase_count = v.purchase_count,
        last_purchase_time = v.last_purchase_time,
        last_purchase_day = v.last_purchase_day,
        activity_day = v.activity_day,
        level = v.level,
        level_since = v.level_since,
        level_review = v.level_review,
        manual_level = v.manual_level,
        manual_until = v.manual_until,
        next_due = v.next_due,
        merged = v.merged,
        open_ends = v.open_ends
        from rows from (unnest (p_accounts), unnest (p_versions))
            as v (client_id, version, last_lot, posted, debt, turnover, purchase_count, last_purchase_time, last_purchase_day, activity_day, level, level_since, level_review, manual_level, manual_until, next_due, merged, open_ends, was)
        where a.client_id = v.client_id and a.version = v.was;
    get diagnostics n = row_count;
    if n <> cardinality (p_accounts) then
        raise exception 'not all can be posted' using errcode = 'LR006';
    end if;

    insert into laurel.operations select * from unnest (p_operations)
        on conflict on constraint operations_pkey do nothing;
    get diagnostics n = row_count;
    if n <> cardinality (p_operations) then
        raise exception 'not all can be posted' using errcode = 'LR006';
    end if;

    insert into laurel.receipt_numbers
        select coalesce (s.store, '#' || s.till_id), s.day, s.receipt, s.client_id, s.sale_id
            from unnest (p_sales) as s
        on conflict on constraint receipt_numbers_pkey do nothing;
    get diagnostics n = row_count;
    if n <> cardinality (p_sales) then
        raise exception 'not all can be posted' using errcode = 'LR006';
    end if;
    insert into laurel.sales select * from unnest (p_sales);

    perform laurel.post_rows (p_sale_lines, p_returns, p_return_lines, p_lots, p_transactions, p_entries, p_holds,
        p_hold_parts, p_purchases, p_turnovers, p_forgivings, p_level_changes, p_consumptions);
end
$$;

comment on function laurel.post_together is
    'Many postings in one transaction: each statement is begun once, and one flush commits all.';

revoke all on function laurel.post_rows, laurel.post_together from public;
grant execute on function laurel.post_together to laurel_app;
