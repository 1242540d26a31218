-- 0001-foundation: who may come in, who did what, and what this installation has been set to.
--
-- Applied in one transaction as laurel_owner, with the search path "laurel". The server speaks as
-- laurel_app, which owns nothing and has the rights that are granted here, no more.

create function refuse_change () returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

comment on function refuse_change is
    'For triggers on tables whose rows are never changed nor deleted, not even by their owner.';

create table settings (
    name  text primary key,
    value text not null,

    constraint settings_name_form check (name ~ '^[a-z0-9.-]{1,64}$')
);

comment on table settings is
    'Named values that belong to this database: whether it is a sandbox, for instance.';

grant select, insert, update on settings to laurel_app;

create table users (
    id         bigint      generated always as identity primary key,
    login      text        not null,
    name       text        not null default '',
    role       text        not null,
    password   text,
    technical  boolean     not null default false,
    disabled   boolean     not null default false,
    created_at timestamptz not null default now (),
    seen_at    timestamptz,

    constraint users_login_form check (login ~ '^[a-z0-9][a-z0-9._@-]{0,63}$'),
    constraint users_name_length check (length (name) <= 200),
    constraint users_role_known check (role in ('analyst', 'marketer', 'manager', 'admin')),
    constraint users_password_argon2id check (password like '$argon2id$%'),
    constraint users_technical_no_password check (technical = (password is null))
);

comment on table users is
    'People who work with Laurel, and technical users behind the tokens of programs. Never deleted, because the audit speaks of them; disabled instead.';

create unique index users_login_unique on users (login);

grant select, insert, update on users to laurel_app;

create function keep_an_admin () returns trigger
    language plpgsql
    set search_path = laurel, pg_temp
as $$
begin
    if old.role = 'admin' and not old.disabled and (new.role <> 'admin' or new.disabled) then
        -- Two admins who take each other's rights away at the same moment queue up here.
        perform pg_catalog.pg_advisory_xact_lock (7813204418);
        if not exists (select from users u
                           where u.role = 'admin' and not u.disabled and not u.technical
                             and u.id <> old.id) and not old.technical then
            raise exception 'the last admin stays'
                using errcode = 'check_violation', constraint = 'users_one_admin';
        end if;
    end if;
    return new;
end
$$;

create trigger users_one_admin
    before update of role, disabled on users
    for each row execute function keep_an_admin ();

create table sessions (
    id           bigint      generated always as identity primary key,
    user_id      bigint      not null references users on delete restrict,
    hash         bytea       not null,
    refresh_hash bytea       not null,
    spent_hash   bytea,
    address      text        not null,
    begun_at     timestamptz not null default now (),
    seen_at      timestamptz not null default now (),
    ended_at     timestamptz,

    constraint sessions_hash_length check (length (hash) = 32 and length (refresh_hash) = 32)
);

comment on table sessions is
    'Logins of people. Of the tokens only SHA-256 is kept; spent_hash is that of the refresh token before this one, whose return means that it was stolen.';

create unique index sessions_hash_unique on sessions (hash);
create unique index sessions_refresh_hash_unique on sessions (refresh_hash);
create index sessions_spent_hash on sessions (spent_hash) where spent_hash is not null;
create index sessions_of_user on sessions (user_id) where ended_at is null;
create index sessions_begun on sessions (begun_at);

grant select, insert, update, delete on sessions to laurel_app;

create table api_keys (
    id         bigint      generated always as identity primary key,
    hash       bytea       not null,
    store      text,
    till       text,
    name       text        not null default '',
    user_id    bigint      references users on delete restrict,
    created_at timestamptz not null default now (),
    revoked_at timestamptz,

    constraint api_keys_hash_length check (length (hash) = 32),
    constraint api_keys_store_length check (length (store) between 1 and 64),
    constraint api_keys_till_length check (length (till) between 1 and 64),
    constraint api_keys_name_length check (length (name) <= 200),
    constraint api_keys_till_has_store check (till is null or store is not null),
    constraint api_keys_till_or_user check (user_id is null or store is null)
);

comment on table api_keys is
    'Keys of tills, and long-lived tokens of technical users (those with user_id). Only SHA-256 of the secret is kept.';

create unique index api_keys_hash_unique on api_keys (hash);

grant select, insert, update on api_keys to laurel_app;

create table login_attempts (
    subject  bytea       primary key,
    attempts int         not null,
    since    timestamptz not null,
    retry_at timestamptz not null
);

comment on table login_attempts is
    'How often a login, or an address, has tried lately, by the SHA-256 of either. Also for logins that do not exist, so that nobody learns which do.';

grant select, insert, update, delete on login_attempts to laurel_app;

-- One attempt of a subject that may try p_free times and then waits p_first, twice as long each
-- time, up to p_most. Gives when it may try; an attempt before that does not count.
create function begin_attempt (
    p_subject bytea,
    p_free    int,
    p_window  interval,
    p_first   interval,
    p_most    interval)
    returns timestamptz
    language plpgsql volatile
    set search_path = laurel, pg_temp
as $$
declare
    v_now timestamptz := clock_timestamp ();
    v_row login_attempts;
begin
    insert into login_attempts as a (subject, attempts, since, retry_at)
        values (p_subject, 0, v_now, v_now)
        on conflict (subject) do update set attempts = a.attempts
        returning * into strict v_row;

    if v_row.retry_at > v_now then
        return v_row.retry_at;
    end if;

    if v_row.since < v_now - p_window then
        v_row.attempts := 0;
        v_row.since := v_now;
    end if;

    update login_attempts a
        set attempts = v_row.attempts + 1,
            since = v_row.since,
            retry_at = case
                when v_row.attempts + 1 < p_free then v_now
                else v_now + least (p_most, p_first * power (2, least (v_row.attempts + 1 - p_free, 20)))
            end
        where a.subject = p_subject;

    return v_now;
end
$$;

revoke all on function begin_attempt from public;
grant execute on function begin_attempt to laurel_app;

create table audit (
    id        bigint      generated always as identity primary key,
    at        timestamptz not null default now (),
    user_id   bigint      references users on delete restrict,
    user_name text        not null,
    address   text,
    action    text        not null,
    subject   text        not null,
    before    jsonb,
    after     jsonb
);

comment on table audit is
    'Every change a person made: who, when, from where, to what, what it was and what it became. user_id is empty for the command line.';

create index audit_of_subject on audit (subject, id);
create index audit_of_user on audit (user_id, id);

create trigger audit_append_only
    before update or delete or truncate on audit
    for each statement execute function refuse_change ();

grant select, insert on audit to laurel_app;
