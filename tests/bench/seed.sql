-- seed.sql - the chain of the benchmarks: the same rows each time, for :clients, :products and :stores
--
-- SPDX-License-Identifier: GPL-3.0-or-later

begin;

insert into laurel.stores (store, name, time_zone)
    select 'store-' || n, 'Store ' || n, 'Europe/Moscow' from generate_series (1, :stores) n;
insert into laurel.products (product, name, price, min_price, max_discount)
    select 'product-' || n, 'Product ' || n, 5000 + n % 1000 * 100,
           case when n % 10 = 0 then 5000 else 0 end, case when n % 20 = 0 then 2000 else 10000 end
    from generate_series (1, :products) n;
insert into laurel.product_segments
    select distinct 'segment-' || (n * 7 + k * 331) % 1000, 'product-' || n
    from generate_series (1, :products) n, generate_series (0, 2) k;
update laurel.catalog_state set version = version + 1;

insert into laurel.clients
    (client_id, registered, last_name, first_name, birth_date, gender, phone, created_at, created_day)
    select n, true, 'Family' || n % 5000, 'Name' || n % 300, date '1960-01-01' + (n * 37 % 18000)::int,
           case when n % 3 = 0 then 'm' else 'f' end, '+7' || (9000000000 + n), now () - interval '1 year',
           current_date - 365
    from generate_series (1, :clients) n;
insert into laurel.client_phones select phone, client_id from laurel.clients;
insert into laurel.card_numbers
    select '29' || lpad (n::text, 10, '0'), n from generate_series (1, :clients) n;
insert into laurel.cards (client_id, number, kind, state, since)
    select client_id, number, 'plastic', 'active', now () - interval '1 year' from laurel.card_numbers;
insert into laurel.client_segments
    select distinct n, 'club-' || (n * 13 + k * 97) % 500, now ()
    from generate_series (1, :clients) n, generate_series (1, 4) k;

insert into laurel.accounts
    (client_id, version, last_lot, posted, turnover, purchase_count, last_purchase_time,
     last_purchase_day, activity_day, level, level_since)
    select n, 1, 2, now () - interval '60 days', 6000000, 7, now () - interval '60 days',
           current_date - 60, current_date - 60, 'friend', now () - interval '200 days'
    from generate_series (1, :clients) n;
insert into laurel.lots
    select n, k, 'sale', 'sale', n, k, 1, now () - interval '60 days', 'inactivity', null,
           current_date - 60, 365, false, false, 100000, 100000, 0, 0, 0, 0, 0, 0, 0
    from generate_series (1, :clients) n, generate_series (1, 2) k;

commit;

vacuum (analyze);
checkpoint;
