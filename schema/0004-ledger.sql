-- 0004-ledger: sales, returns and points. Written by laurel.post() alone, and only ever added to.
-- Every table is owned by a client and has client_id first in its key. An anonymous sale belongs to
-- the owner -N of its till's key N, so that it has a place without having an account.

create table laurel.sales (
    client_id           bigint      not null,
    sale_id             bigint      not null,
    till_id             bigint      not null,
    key                 text        not null,
    receipt             text        not null,
    store               text,
    till                text,
    cashier             text,
    channel             text,
    card                text,
    "time"              timestamptz not null,
    posted              timestamptz not null,
    day                 date        not null,
    late                boolean     not null,
    program_version     integer     not null,
    tx_no               bigint,
    lines               integer     not null,
    goods               bigint      not null,
    gross               bigint      not null,
    external            bigint      not null,
    discount            bigint      not null,
    redeemed            bigint      not null,
    redeemed_points     bigint      not null,
    rounding            bigint      not null,
    to_pay              bigint      not null,
    certificates        bigint      not null,
    points              bigint      not null,
    referrer_points     bigint      not null,
    turnover            bigint      not null,
    referrer_id         bigint,
    facts               text        compression lz4 not null,

    primary key (client_id, sale_id)
);

comment on table laurel.sales is
    'One row for each committed receipt. facts is what the engine was told, so that the price can be computed again.';

create index sales_by_id on laurel.sales (sale_id);
create index sales_by_time on laurel.sales ("time" desc, sale_id desc);
create index sales_of_client on laurel.sales (client_id, "time" desc, sale_id desc);
create index sales_of_store on laurel.sales (store, "time" desc, sale_id desc);
create index sales_by_day on laurel.sales (day, store, channel)
    include (to_pay, discount, points, redeemed_points, client_id);

create table laurel.sale_lines (
    client_id           bigint      not null,
    sale_id             bigint      not null,
    n                   bigint      not null,
    product             text        not null,
    quantity            bigint      not null,
    price               bigint      not null,
    gross               bigint      not null,
    external            bigint      not null,
    discount            bigint      not null,
    redeemed            bigint      not null,
    redeemed_points     bigint      not null,
    rounding            bigint      not null,
    to_pay              bigint      not null,
    points              bigint      not null,
    turnover            bigint      not null,
    leaves              text[]      not null,
    leaf_money          bigint[]    not null,
    leaf_points         bigint[]    not null,
    lots                bigint[]    not null,
    lot_points          bigint[]    not null,
    referrer_lots       bigint[]    not null,
    referrer_points     bigint[]    not null,
    "time"              timestamptz not null,
    store               text,

    primary key (client_id, sale_id, n)
);

comment on table laurel.sale_lines is
    'The lines of sales with the effects of discounts on them (leaves, their money and points) and the points that each lot got from the line.';

create type laurel.return_kind as enum ('return', 'void', 'unlinked');

create table laurel.returns (
    client_id           bigint      not null,
    return_id           bigint      not null,
    sale_id             bigint,
    kind                laurel.return_kind not null,
    till_id             bigint      not null,
    key                 text        not null,
    receipt             text,
    store               text,
    till                text,
    cashier             text,
    channel             text,
    card                text,
    "time"              timestamptz not null,
    posted              timestamptz not null,
    day                 date        not null,
    tx_no               bigint,
    lines               integer     not null,
    goods               bigint      not null,
    discount            bigint      not null,
    to_pay              bigint      not null,
    refund              bigint      not null,
    certificates        bigint      not null,
    turnover            bigint      not null,
    restored_points     bigint      not null,
    expired_points      bigint      not null,
    reversed_points     bigint      not null,
    referrer_points     bigint      not null,
    owed_points         bigint      not null,
    forgiven_points     bigint      not null,

    primary key (client_id, return_id)
);

comment on table laurel.returns is
    'What came back: parts of a sale, a whole sale (void), or goods whose sale is not known (unlinked).';

create index returns_by_id on laurel.returns (return_id);
create index returns_of_sale on laurel.returns (client_id, sale_id) where sale_id is not null;
create index returns_by_time on laurel.returns ("time" desc, return_id desc);
create index returns_of_client on laurel.returns (client_id, "time" desc, return_id desc);
create index returns_of_store on laurel.returns (store, "time" desc, return_id desc);
create index returns_by_day on laurel.returns (day, store, channel)
    include (refund, certificates, discount, kind, reversed_points, restored_points, client_id);

create table laurel.return_lines (
    client_id           bigint      not null,
    return_id           bigint      not null,
    n                   bigint      not null,
    sale_id             bigint,
    product             text        not null,
    quantity            bigint      not null,
    price               bigint      not null,
    to_pay              bigint      not null,

    primary key (client_id, return_id, n)
);

comment on table laurel.return_lines is
    'Which goods came back in each return, and what they had been paid for.';

create index return_lines_of_sale on laurel.return_lines (client_id, sale_id) where sale_id is not null;

create table laurel.accounts (
    client_id           bigint      primary key,
    version             bigint      not null default 0,
    last_lot            bigint      not null default 0,
    posted              timestamptz,
    debt                bigint      not null default 0,
    turnover            bigint      not null default 0,
    purchase_count      bigint      not null default 0,
    last_purchase_time  timestamptz,
    last_purchase_day   date,
    activity_day        date,
    level               text,
    level_since         timestamptz,
    level_review        date,
    manual_level        text,
    manual_until        date,
    next_due            timestamptz,
    merged              boolean     not null default false,

    constraint accounts_debt_not_negative check (debt >= 0),
    constraint accounts_purchases_not_negative check (purchase_count >= 0)
);

comment on table laurel.accounts is
    'One row for each owner of points. version is the number of its last transaction: a posting that was computed from an older one is refused and computed again.';

create index accounts_by_due on laurel.accounts (next_due) where next_due is not null;
create index accounts_by_level on laurel.accounts (coalesce (manual_level, level));
create index accounts_by_last_purchase on laurel.accounts (last_purchase_day desc, client_id desc);
create index accounts_by_turnover on laurel.accounts (turnover desc, client_id desc);

create type laurel.document_kind as enum
    ('none', 'sale', 'return', 'void', 'hold', 'grant', 'write_off', 'undo', 'merge', 'level');
create type laurel.lot_origin as enum ('sale', 'referral', 'manual', 'import', 'restored');
create type laurel.lot_expiry as enum ('none', 'days', 'end_of', 'inactivity');

create table laurel.lots (
    client_id           bigint      not null,
    lot_no              bigint      not null,
    origin              laurel.lot_origin not null,
    document_kind       laurel.document_kind not null,
    document            bigint      not null,
    root                bigint      not null,
    tx_no               bigint      not null,
    active_from         timestamptz not null,
    expiry              laurel.lot_expiry not null,
    active_to           timestamptz,
    own_day             date,
    inactivity_days     integer     not null,
    sealed              boolean     not null,
    undone              boolean     not null,
    granted             bigint      not null,
    remaining           bigint      not null,
    held                bigint      not null,
    expired             bigint      not null,
    lost                bigint      not null,
    consumed            bigint      not null,
    reversed            bigint      not null,
    paid                bigint      not null,
    moved               bigint      not null,

    primary key (client_id, lot_no),
    constraint lots_add_up
        check (granted = remaining + expired + consumed + reversed + paid + moved),
    constraint lots_held_of_remaining check (held between 0 and remaining),
    constraint lots_lost_of_expired check (lost between 0 and expired)
);

comment on table laurel.lots is
    'Points of one grant. A lot that follows the account''s activity (expiry inactivity, no active_to) burns own or last purchase date + inactivity_days + 1.';

create index lots_open on laurel.lots (client_id) where remaining > 0;
create index lots_of_document on laurel.lots (client_id, document);

create type laurel.tx_kind as enum ('sale', 'referral', 'return', 'void', 'hold', 'release', 'grant',
    'write_off', 'undo', 'merge', 'level', 'expire', 'hold_end');

create table laurel.transactions (
    client_id           bigint      not null,
    tx_no               bigint      not null,
    kind                laurel.tx_kind not null,
    "time"              timestamptz not null,
    posted              timestamptz not null,
    document_kind       laurel.document_kind not null,
    document            bigint      not null,
    actor               bigint      not null,

    primary key (client_id, tx_no)
);

comment on table laurel.transactions is
    'Append-only: every movement of an account''s points. time is the business time, posted the order of the ledger.';

create type laurel.entry_account as enum
    ('lot', 'debt', 'issued', 'redeemed', 'expired', 'reversed', 'written_off', 'forgiven');
create type laurel.movement as enum ('grant', 'referral', 'manual', 'import', 'redeem', 'restore',
    'write_off', 'reverse', 'forgive', 'make_good', 'expire', 'unexpire', 'pay_debt', 'merge');

create table laurel.entries (
    client_id           bigint      not null,
    tx_no               bigint      not null,
    entry_no            integer     not null,
    movement            laurel.movement not null,
    account             laurel.entry_account not null,
    lot_no              bigint      not null,
    amount              bigint      not null,
    day                 date        not null,

    primary key (client_id, tx_no, entry_no)
);

comment on table laurel.entries is
    'Append-only: the two sides of each transaction, which sum to zero. day is the program''s date of its business time.';

create index entries_of_lot on laurel.entries (client_id, lot_no);
create index entries_burnt_by_day on laurel.entries (day) include (amount) where account = 'expired';

create type laurel.hold_end as enum ('open', 'used', 'released', 'timed_out');

create table laurel.holds (
    client_id           bigint      not null,
    hold                bigint      not null,
    tx_no               bigint      not null,
    posted              timestamptz not null,
    until               timestamptz not null,
    points              bigint      not null,
    ending              laurel.hold_end not null,
    ended               timestamptz,

    primary key (client_id, hold)
);

comment on table laurel.holds is 'Reserved points. A hold ends once: used, released, or at its limit.';

create index holds_by_id on laurel.holds (hold);
create index holds_open on laurel.holds (client_id) where ending = 'open';

create table laurel.hold_parts (
    client_id           bigint      not null,
    hold                bigint      not null,
    part_no             integer     not null,
    lot_no              bigint      not null,
    points              bigint      not null,

    primary key (client_id, hold, part_no)
);

comment on table laurel.hold_parts is 'Which lots a hold keeps points of, in the order in which they would be consumed.';

create table laurel.purchases (
    client_id           bigint      not null,
    sale_id             bigint      not null,
    "time"              timestamptz not null,
    day                 date        not null,
    posted              timestamptz not null,
    voided              timestamptz,

    primary key (client_id, sale_id)
);

comment on table laurel.purchases is
    'What counts as activity of an account: its sales, and those of accounts merged into it.';

create table laurel.turnovers (
    client_id           bigint      not null,
    tx_no               bigint      not null,
    day                 date        not null,
    amount              bigint      not null,

    primary key (client_id, tx_no, day)
);

comment on table laurel.turnovers is 'Append-only: what moved an account''s turnover, on the date it counts for.';

create table laurel.forgivings (
    client_id           bigint      not null,
    tx_no               bigint      not null,
    lot_no              bigint      not null,
    posted              timestamptz not null,
    any_lot             boolean     not null,
    amount              bigint      not null,
    "left"              bigint      not null,

    primary key (client_id, tx_no, lot_no),
    constraint forgivings_left_of_amount check ("left" between 0 and amount)
);

comment on table laurel.forgivings is
    'Points that were lacking in a return and were forgiven; points that come back make them good.';

create index forgivings_open on laurel.forgivings (client_id) where "left" > 0;

create type laurel.level_cause as enum ('turnover', 'void', 'review', 'date', 'hand', 'hand_ended', 'merge');

create table laurel.level_changes (
    client_id           bigint      not null,
    tx_no               bigint      not null,
    change_no           integer     not null,
    "time"              timestamptz not null,
    cause               laurel.level_cause not null,
    document_kind       laurel.document_kind not null,
    document            bigint      not null,
    before_level        text,
    before_since        timestamptz,
    before_review       date,
    before_manual       text,
    before_manual_until date,
    after_level         text,
    after_since         timestamptz,
    after_review        date,
    after_manual        text,
    after_manual_until  date,
    from_level          text,
    to_level            text,
    direction           integer     not null,

    primary key (client_id, tx_no, change_no)
);

comment on table laurel.level_changes is 'Append-only: every change of an account''s level, with its cause.';

create index level_changes_of_document on laurel.level_changes (client_id, document);

create table laurel.consumptions (
    client_id           bigint      not null,
    document_kind       laurel.document_kind not null,
    document            bigint      not null,
    order_no            bigint      not null,
    lot_no              bigint      not null,
    points              bigint      not null,
    restored            bigint      not null,
    life                bigint,

    primary key (client_id, document, order_no),
    constraint consumptions_restored_of_points check (restored between 0 and points)
);

comment on table laurel.consumptions is
    'Which lots a redemption or a write-off took, in order, and how much came back. life: seconds that the lot had left then; none: it does not burn.';

create table laurel.operations (
    till_id             bigint      not null,
    key                 text        not null,
    digest              bytea       not null,
    status              integer     not null,
    body                text        compression lz4 not null,
    client_id           bigint,
    document_kind       laurel.document_kind not null,
    document            bigint      not null,
    posted              timestamptz not null,

    primary key (till_id, key)
);

comment on table laurel.operations is
    'Each operation of a till by its key, with the answer it got: sent again, it gets the same answer and has no second effect. An answer is several kB, and lz4 packs it in a sixth of the time of the default.';

create table laurel.receipt_numbers (
    store               text        not null,
    day                 date        not null,
    receipt             text        not null,
    client_id           bigint      not null,
    sale_id             bigint      not null,

    primary key (store, day, receipt)
);

comment on table laurel.receipt_numbers is
    'Look-up: the till''s own number of a receipt, unique per store and date. A till of no store has its own numbers, under the store #TILL.';

-- One transaction of the ledger, computed by the caller from the accounts as they were at
-- p_versions. Locks the accounts in the order given (by client_id), and refuses when one has moved on.
-- outcome: posted; stale (compute again); replay (the key is known: its stored answer is given);
-- receipt_taken.
create function laurel.post (
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
            merged = v_account.merged
            where a.client_id = v_account.client_id;
    end loop;

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

    outcome := 'posted';
end
$$;

comment on function laurel.post is
    'The one way to move points. All or nothing, and nothing at all when an account has changed since it was read.';

revoke all on function laurel.post from public;
grant execute on function laurel.post to laurel_app;
grant select on laurel.sales, laurel.sale_lines, laurel.returns, laurel.return_lines, laurel.accounts,
    laurel.lots, laurel.transactions, laurel.entries, laurel.holds, laurel.hold_parts, laurel.purchases,
    laurel.turnovers, laurel.forgivings, laurel.level_changes, laurel.consumptions, laurel.operations,
    laurel.receipt_numbers to laurel_app;
grant insert on laurel.accounts to laurel_app;
