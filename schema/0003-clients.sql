-- 0003-clients: people, their cards and consents, and the look-ups that lead to them.
-- Every table that belongs to a client has client_id first in its key; what must be unique over all
-- clients (card number, phone, e-mail) stands in small look-up tables of its own.

create table laurel.clients (
    client_id       bigint      primary key,
    registered      boolean     not null,
    last_name       text,
    first_name      text,
    patronymic      text,
    birth_date      date,
    gender          text,
    phone           text,
    email           text,
    region          text,
    city            text,
    street          text,
    house           text,
    flat            text,
    postal_code     text,
    language        text        not null default 'ru',
    channel         text,
    notes           text        not null default '',
    tags            text[]      not null default '{}',
    referrer_id     bigint,
    referral_code   text,
    merged_into     bigint,
    created_at      timestamptz not null,
    created_day     date        not null,
    created_how     text        not null default 'desktop',
    words           tsvector    generated always as
                    (to_tsvector ('simple'::regconfig, coalesce (last_name, '') || ' ' ||
                     coalesce (first_name, '') || ' ' || coalesce (patronymic, ''))) stored,

    constraint clients_gender_known check (gender in ('f', 'm')),
    constraint clients_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    constraint clients_email_shape check (email = lower (email) and email like '%_@_%'),
    constraint clients_channel_known check (channel in ('sms', 'email')),
    constraint clients_not_own_referrer check (referrer_id is distinct from client_id)
);

comment on table laurel.clients is
    'Owners of points: a registered person, or (registered = false) a card that nobody has claimed yet.';

create index clients_by_words on laurel.clients using gin (words);
create index clients_by_phone on laurel.clients (phone text_pattern_ops);
create index clients_by_phone_end on laurel.clients (reverse (phone) text_pattern_ops);
create index clients_by_email on laurel.clients (email text_pattern_ops);
create index clients_by_name on laurel.clients (last_name, first_name, client_id) where registered;
create index clients_by_created_day on laurel.clients (created_day) where registered;
create index clients_by_referral_code on laurel.clients (referral_code) where referral_code is not null;

create table laurel.card_numbers (
    number      text        primary key,
    client_id   bigint      not null,

    constraint card_numbers_shape check (number ~ '^[0-9A-Za-z-]{1,64}$')
);

comment on table laurel.card_numbers is 'Look-up: which account a card number leads to.';

create index card_numbers_of_client on laurel.card_numbers (client_id);
create index card_numbers_by_prefix on laurel.card_numbers (number text_pattern_ops);

create table laurel.client_phones (
    phone       text        primary key,
    client_id   bigint      not null
);

comment on table laurel.client_phones is 'Look-up: a phone number belongs to one client at most.';

create table laurel.client_emails (
    email       text        primary key,
    client_id   bigint      not null
);

comment on table laurel.client_emails is 'Look-up: an e-mail address belongs to one client at most.';

create table laurel.cards (
    client_id       bigint      not null,
    number          text        not null,
    kind            text        not null,
    state           text        not null,
    since           timestamptz not null,
    reason          text,
    blocked_until   date,

    primary key (client_id, number),
    constraint cards_kind_known check (kind in ('plastic', 'virtual')),
    constraint cards_state_known check (state in ('issued', 'active', 'blocked', 'replaced', 'lost'))
);

comment on table laurel.cards is 'The cards of an account. A blocked, replaced or lost card neither earns nor spends.';

create table laurel.consents (
    client_id   bigint      not null,
    channel     text        not null,
    at          timestamptz not null,
    given       boolean     not null,
    how         text        not null,
    wording     text        not null default '',
    who         text        not null default '',

    primary key (client_id, channel, at),
    constraint consents_channel_known check (channel in ('sms', 'email')),
    constraint consents_how_known check (how in ('till', 'site', 'desktop', 'import'))
);

comment on table laurel.consents is
    'Each time a client agreed to a channel or withdrew, with the evidence. The latest row decides.';

create table laurel.client_segments (
    client_id   bigint      not null,
    segment     text        not null,
    since       timestamptz not null,

    primary key (client_id, segment)
);

comment on table laurel.client_segments is 'Which clients belong to which segment of clients, and since when.';

grant select, insert, update on laurel.clients, laurel.card_numbers, laurel.client_phones,
    laurel.client_emails, laurel.cards to laurel_app;
grant delete on laurel.client_phones, laurel.client_emails to laurel_app;
grant select, insert on laurel.consents to laurel_app;
grant select, insert, delete on laurel.client_segments to laurel_app;
