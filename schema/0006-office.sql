-- 0006-office: what people read: lists in their orders, clients that became one, figures by day.

-- Lists of clients, in orders that have a place for a name or a date that is not there.
create index clients_in_order_of_name on laurel.clients
    ((coalesce (last_name, '') = ''), (coalesce (last_name, '')), (coalesce (first_name, '')), client_id)
    where merged_into is null;
create index accounts_in_order_of_purchase on laurel.accounts
    ((coalesce (last_purchase_day - date '1970-01-01', -1)) desc, client_id desc);

-- They take the places of these.
drop index laurel.clients_by_name;
drop index laurel.accounts_by_last_purchase;

create index clients_merged on laurel.clients (merged_into) where merged_into is not null;

-- A receipt is looked for by the beginning of its number.
create index sales_by_receipt on laurel.sales (receipt text_pattern_ops);
create index returns_by_receipt on laurel.returns (receipt text_pattern_ops) where receipt is not null;

-- What was granted by hand has no sale whose day would tell of it.
create index entries_by_hand_by_day on laurel.entries (day) include (amount)
    where account = 'issued' and movement in ('manual', 'import');

-- What was posted since an instant, for what was owed then: rows lie in the order of their posting.
create index transactions_by_posted on laurel.transactions using brin (posted);

-- A client's sales stay with the account that made them when it is merged into another one: whoever
-- looks at a client looks at all of these.
create function laurel.accounts_of (p_client_id bigint) returns setof bigint
    language sql stable rows 2
    set search_path = pg_catalog
as $$
    select p_client_id
    union all
    select c.client_id from laurel.clients c where c.merged_into = p_client_id
$$;

comment on function laurel.accounts_of is 'A client, and everyone who has been merged into them.';

-- Figures by day. Sales and returns are only ever added, so a day whose numbers of them are those that
-- were rolled up has not changed since, whoever wrote it and whenever: this is held against the tables
-- themselves each time before the figures are read, and a day that differs is summed up anew.
create table laurel.rolled_days (
    day         date        primary key,
    sales       bigint      not null,
    returns     bigint      not null
);

comment on table laurel.rolled_days is
    'How many sales and returns of a day its figures contain. Other numbers in the tables: the day is out of date.';

create table laurel.day_figures (
    day         date        not null,
    store       text        not null,
    channel     text        not null,
    receipts    bigint      not null,
    with_card   bigint      not null,
    turnover    bigint      not null,
    discount    bigint      not null,
    issued      bigint      not null,
    redeemed    bigint      not null,

    primary key (day, store, channel)
);

comment on table laurel.day_figures is
    'Sums of a day, a store and a channel ('''': none): sales that were not voided, less what came back.';

create table laurel.day_discounts (
    day         date        not null,
    store       text        not null,
    channel     text        not null,
    leaf        text        not null,
    money       bigint      not null,
    receipts    bigint      not null,

    primary key (day, store, channel, leaf)
);

comment on table laurel.day_discounts is
    'What each discount took off in the sales of a day that were not voided, and in how many of them.';

create function laurel.days_out_of_date (p_from date, p_to date) returns setof date
    language sql stable
    set search_path = pg_catalog
as $$
    with sold as (
        select s.day, count (*) as n from laurel.sales s where s.day between p_from and p_to group by 1
    ), returned as (
        select r.day, count (*) as n from laurel.returns r where r.day between p_from and p_to group by 1
    ), rolled as (
        select d.day, d.sales, d.returns from laurel.rolled_days d where d.day between p_from and p_to
    )
    select day
        from sold full join returned using (day) full join rolled using (day)
        where coalesce (sold.n, 0) <> coalesce (rolled.sales, 0)
            or coalesce (returned.n, 0) <> coalesce (rolled.returns, 0)
$$;

comment on function laurel.days_out_of_date is 'Days of a period whose figures are not those of their sales and returns.';

-- Sums up at most p_most days of the period that are out of date, the latest first, and says how many
-- are left. One at a time: of two who sum up the same day, the second sees what the first has done.
create function laurel.roll_up (p_from date, p_to date, p_most integer) returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_days  date[];
    v_left  integer;
begin
    select coalesce ((array_agg (d order by d desc))[1:p_most], '{}'), count (*)
        into v_days, v_left
        from laurel.days_out_of_date (p_from, p_to) d;
    if v_left = 0 then
        return 0;
    end if;

    v_left := v_left - cardinality (v_days);
    lock table laurel.rolled_days in exclusive mode;

    -- What somebody else has summed up while we waited is not done again.
    select coalesce (array_agg (d), '{}') into v_days
        from laurel.days_out_of_date (v_days[cardinality (v_days)], v_days[1]) d
        where d = any (v_days);

    delete from laurel.rolled_days where day = any (v_days);
    delete from laurel.day_figures where day = any (v_days);
    delete from laurel.day_discounts where day = any (v_days);

    -- One statement, so that the figures and the numbers that vouch for them are of one instant.
    with sold as materialized (
        select s.client_id, s.sale_id, s.day, coalesce (s.store, '') as store,
                coalesce (s.channel, '') as channel, s.to_pay, s.discount,
                s.points + s.referrer_points as issued, s.redeemed_points
            from laurel.sales s
            where s.day = any (v_days)
    ), returned as materialized (
        select r.client_id, r.sale_id, r.kind, r.day, coalesce (r.store, '') as store,
                coalesce (r.channel, '') as channel,
                case r.kind when 'unlinked' then r.to_pay else r.refund + r.certificates end as to_pay,
                r.discount, r.reversed_points + r.referrer_points as issued, r.restored_points
            from laurel.returns r
            where r.day = any (v_days)
    ), figures as (
        insert into laurel.day_figures
            select day, store, channel, sum (receipts), sum (with_card), sum (to_pay), sum (discount),
                    sum (issued), sum (redeemed)
                from (select day, store, channel, 1 as receipts, (client_id > 0)::integer as with_card,
                            to_pay, discount, issued, redeemed_points as redeemed
                        from sold
                      union all
                      select day, store, channel, -(kind = 'void')::integer,
                            -(kind = 'void' and client_id > 0)::integer, -to_pay, -discount, -issued,
                            -restored_points
                        from returned) moved
                group by 1, 2, 3
    ), discounts as (
        insert into laurel.day_discounts
            select day, store, channel, leaf, sum (money), count (*)
                from (select s.day, s.store, s.channel, s.sale_id, e.leaf, sum (e.money) as money
                        from sold s
                            join laurel.sale_lines l on (l.client_id, l.sale_id) = (s.client_id, s.sale_id)
                            cross join unnest (l.leaves, l.leaf_money) as e (leaf, money)
                        where e.money > 0 and not exists (
                            select from laurel.returns v
                                where (v.client_id, v.sale_id) = (s.client_id, s.sale_id) and v.kind = 'void')
                        group by 1, 2, 3, 4, 5) given
                group by 1, 2, 3, 4
    )
    insert into laurel.rolled_days
        select d, (select count (*) from sold where day = d), (select count (*) from returned where day = d)
            from unnest (v_days) d;

    return v_left;
end
$$;

comment on function laurel.roll_up is 'Brings figures of a period up to date, some days at a time.';

revoke all on function laurel.roll_up from public;
grant execute on function laurel.roll_up to laurel_app;
grant select on laurel.rolled_days, laurel.day_figures, laurel.day_discounts to laurel_app;
