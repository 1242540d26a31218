-- 0002-catalog: stores, assortment and published programs: what every receipt is priced by.
-- Reference tables: small, the same on every node, read into memory by each server.

create table laurel.stores (
    store       text        primary key,
    name        text        not null,
    channel     text        not null default 'store',
    region      text,
    city        text,
    time_zone   text,
    deleted_at  timestamptz,

    constraint stores_code_length check (length (store) between 1 and 64),
    constraint stores_channel_known
        check (channel in ('store', 'site', 'delivery', 'showroom', 'app', 'phone'))
);

comment on table laurel.stores is
    'Where things are sold, by a short code of the chain''s own. A deleted store stays in the journals.';

create table laurel.store_segments (
    segment     text        not null,
    store       text        not null references laurel.stores on delete cascade,

    primary key (segment, store)
);

comment on table laurel.store_segments is 'Which stores belong to which segment of stores.';

create table laurel.product_groups (
    product_group   text    primary key,
    parent          text    references laurel.product_groups on delete restrict,
    name            text    not null,
    position        integer not null default 0,

    constraint product_groups_not_own_parent check (parent is distinct from product_group)
);

comment on table laurel.product_groups is 'The tree of the assortment; a group without a parent is a root.';

create table laurel.products (
    product         text    primary key,
    name            text    not null,
    product_group   text    references laurel.product_groups on delete restrict,
    price           bigint,
    min_price       bigint  not null default 0,
    max_discount    integer not null default 10000,
    flags           text[]  not null default '{}',

    constraint products_code_length check (length (product) between 1 and 64),
    constraint products_price_range check (price between 0 and 100000000000),
    constraint products_min_price_range check (min_price between 0 and 100000000000000),
    constraint products_max_discount_range check (max_discount between 0 and 10000),
    constraint products_flags_known check (flags <@ array['no_discount', 'no_accrual', 'no_turnover'])
);

comment on table laurel.products is
    'The assortment. Prices in minor units; min_price and max_discount guard what discounts may do.';

create index products_of_group on laurel.products (product_group);

create table laurel.product_segments (
    segment     text        not null,
    product     text        not null references laurel.products on delete cascade,

    primary key (segment, product)
);

comment on table laurel.product_segments is 'Which products belong to which segment of products.';

create table laurel.programs (
    version         integer     primary key,
    document        text        not null,
    published_at    timestamptz not null,
    published_by    text        not null,
    comment         text        not null default '',

    constraint programs_version_from_one check (version >= 1)
);

comment on table laurel.programs is
    'Published programs, immutable: every sale keeps the number of the one that priced it. The newest holds; an older sale is priced by the one that held at its time.';

create table laurel.program_draft (
    one         boolean     primary key default true,
    document    text        not null,
    revision    bigint      not null default 1,
    changed_at  timestamptz not null,
    changed_by  text        not null,

    constraint program_draft_is_one_row check (one)
);

comment on table laurel.program_draft is 'The program as it is being edited; publishing makes a version of it.';

create table laurel.catalog_state (
    one         boolean     primary key default true,
    version     bigint      not null default 1,

    constraint catalog_state_is_one_row check (one)
);

insert into laurel.catalog_state default values;

comment on table laurel.catalog_state is
    'Grows with each change of stores, products or segments, so that servers know when to read them anew.';

grant select on all tables in schema laurel to laurel_app;
grant insert, update, delete on laurel.stores, laurel.store_segments, laurel.product_groups,
    laurel.products, laurel.product_segments to laurel_app;
grant insert on laurel.programs to laurel_app;
grant insert, update on laurel.program_draft to laurel_app;
grant update on laurel.catalog_state to laurel_app;
