-- 0010-lookups: goods found while somebody types, segments with names, and what discounts cost.

-- The beginning of a list, and what a list of goods tells of each of them.
create index products_by_name on laurel.products (name, product);
create index product_segments_of_product on laurel.product_segments (product);

create table laurel.segment_names (
    kind        text        not null,
    segment     text        not null,
    name        text        not null,

    primary key (kind, segment),
    constraint segment_names_kind_known check (kind in ('products', 'stores', 'clients')),
    constraint segment_names_segment_length check (length (segment) between 1 and 64),
    constraint segment_names_name_length check (length (name) between 1 and 200)
);

comment on table laurel.segment_names is
    'What people call the segments that memberships and programs know by their codes.';

grant select, insert, update on laurel.segment_names to laurel_app;

-- A discount costs points as well as money, and what it costs is held against the clients it reached.
alter table laurel.day_discounts
    add column points bigint not null default 0,
    add column lines bigint not null default 0;

comment on table laurel.day_discounts is
    'What each discount (or ''base'', or ''rounding'') took off and gave in the sales of a day that were not voided, and in how many of them and of their lines.';

-- Clients of several days are no sum: whoever asks for a period has to see who they were. They stand
-- apart, so that sums do not have to wade through them.
create table laurel.day_discount_clients (
    day         date        not null,
    store       text        not null,
    channel     text        not null,
    leaf        text        not null,
    clients     bigint[]    compression lz4 not null,

    primary key (day, store, channel, leaf)
);

comment on table laurel.day_discount_clients is
    'The accounts that each discount of a day reached, each once.';

grant select on laurel.day_discount_clients to laurel_app;

-- Sums up at most p_most days of the period that are out of date, the latest first, and not many more
-- sales than a statement has time for; says how many days are left. One at a time: of two who sum up
-- the same day, the second sees what the first has done.
create or replace function laurel.roll_up (p_from date, p_to date, p_most integer) returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_sales constant bigint := 20000;
    v_days  date[];
    v_left  integer;
begin
    select coalesce (array_agg (day order by day desc) filter (where n = 1 or n <= p_most and sales <= v_sales), '{}'),
            count (*)
        into v_days, v_left
        from (select day, row_number () over newest as n, sum (sales) over newest as sales
                from (select d.day, (select count (*) from laurel.sales s where s.day = d.day) as sales
                        from laurel.days_out_of_date (p_from, p_to) as d (day)) counted
                window newest as (order by day desc)) late;
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
    delete from laurel.day_discount_clients where day = any (v_days);

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
    ), given as materialized (
        select s.day, s.store, s.channel, s.client_id, s.sale_id, e.leaf, sum (e.money) as money,
                sum (e.points) as points, count (*) as lines
            from sold s
                join laurel.sale_lines l on (l.client_id, l.sale_id) = (s.client_id, s.sale_id)
                cross join unnest (l.leaves, l.leaf_money, l.leaf_points) as e (leaf, money, points)
            where (e.money <> 0 or e.points <> 0) and not exists (
                select from laurel.returns v
                    where (v.client_id, v.sale_id) = (s.client_id, s.sale_id) and v.kind = 'void')
            group by 1, 2, 3, 4, 5, 6
    ), discounts as (
        insert into laurel.day_discounts (day, store, channel, leaf, money, receipts, points, lines)
            select day, store, channel, leaf, sum (money), count (*), sum (points), sum (lines)
                from given
                group by 1, 2, 3, 4
    ), clients as (
        insert into laurel.day_discount_clients
            select day, store, channel, leaf, array_agg (distinct client_id)
                from given
                where client_id > 0 and leaf not in ('base', 'rounding')
                group by 1, 2, 3, 4
    )
    insert into laurel.rolled_days
        select d, (select count (*) from sold where day = d), (select count (*) from returned where day = d)
            from unnest (v_days) d;

    return v_left;
end
$$;

-- Figures of days that were summed up without all this are summed up anew when they are asked for.
truncate laurel.rolled_days, laurel.day_figures, laurel.day_discounts;
