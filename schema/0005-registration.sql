-- 0005-registration: opening accounts, and giving them an owner.

-- One transaction: the key, the client with the look-ups, the account, the card, the consents.
-- outcome: done; replay (the key is known: its stored answer is given). What is taken raises
-- LR002 (phone), LR003 (e-mail) or LR004 (card), and nothing has happened.
create function laurel.open_account (
    p_operations    laurel.operations[],
    p_client_id     bigint,
    p_exists        boolean,
    p_registered    boolean,
    p_last_name     text,
    p_first_name    text,
    p_patronymic    text,
    p_birth_date    date,
    p_gender        text,
    p_phone         text,
    p_email         text,
    p_referrer_id   bigint,
    p_now           timestamptz,
    p_day           date,
    p_how           text,
    p_card          text,
    p_card_kind     text,
    p_channels      text[],
    p_given         boolean[],
    p_who           text,
    out outcome     text,
    out status      integer,
    out digest      bytea,
    out body        text)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_operation laurel.operations;
begin
    foreach v_operation in array p_operations loop
        insert into laurel.operations select v_operation.*
            on conflict on constraint operations_pkey do nothing;
        if not found then
            select 'replay', o.status, o.digest, o.body
                into outcome, open_account.status, open_account.digest, open_account.body
                from laurel.operations o
                where o.till_id = v_operation.till_id and o.key = v_operation.key;
            return;
        end if;
    end loop;

    if p_phone is not null then
        insert into laurel.client_phones values (p_phone, p_client_id) on conflict do nothing;
        if not found then
            raise exception 'phone taken' using errcode = 'LR002';
        end if;
    end if;
    if p_email is not null then
        insert into laurel.client_emails values (p_email, p_client_id) on conflict do nothing;
        if not found then
            raise exception 'e-mail taken' using errcode = 'LR003';
        end if;
    end if;

    if p_exists then
        update laurel.clients c set
            registered = true, last_name = p_last_name, first_name = p_first_name,
            patronymic = p_patronymic, birth_date = p_birth_date, gender = p_gender,
            phone = p_phone, email = p_email, referrer_id = p_referrer_id,
            created_at = p_now, created_day = p_day, created_how = p_how
            where c.client_id = p_client_id and not c.registered and c.merged_into is null;
        if not found then
            raise exception 'card taken' using errcode = 'LR004';
        end if;
    else
        insert into laurel.clients (client_id, registered, last_name, first_name, patronymic, birth_date,
                gender, phone, email, referrer_id, created_at, created_day, created_how)
            values (p_client_id, p_registered, p_last_name, p_first_name, p_patronymic, p_birth_date,
                p_gender, p_phone, p_email, p_referrer_id, p_now, p_day, p_how);
        insert into laurel.accounts (client_id) values (p_client_id);
    end if;

    if p_card is not null and not p_exists then
        insert into laurel.card_numbers values (p_card, p_client_id) on conflict do nothing;
        if not found then
            raise exception 'card taken' using errcode = 'LR004';
        end if;
        insert into laurel.cards (client_id, number, kind, state, since)
            values (p_client_id, p_card, p_card_kind,
                case when p_registered then 'active' else 'issued' end, p_now);
    elsif p_card is not null then
        update laurel.cards c set state = 'active', since = p_now
            where c.client_id = p_client_id and c.number = p_card and c.state = 'issued';
    end if;

    insert into laurel.consents (client_id, channel, at, given, how, who)
        select p_client_id, x.channel, p_now, x.given, p_how, p_who
            from unnest (p_channels, p_given) as x (channel, given);

    outcome := 'done';
end
$$;

comment on function laurel.open_account is
    'Registers a client (with a card that is new, or one that nobody had claimed), or issues a card with an account of its own.';

-- A card for an account that is there: an unknown number is issued; one that nobody has claimed and
-- that has never been used changes hands. Answers as open_account.
create function laurel.attach_card (
    p_operations    laurel.operations[],
    p_client_id     bigint,
    p_card          text,
    p_card_kind     text,
    p_now           timestamptz,
    out outcome     text,
    out status      integer,
    out digest      bytea,
    out body        text)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_operation laurel.operations;
    v_owner     bigint;
begin
    foreach v_operation in array p_operations loop
        insert into laurel.operations select v_operation.*
            on conflict on constraint operations_pkey do nothing;
        if not found then
            select 'replay', o.status, o.digest, o.body
                into outcome, attach_card.status, attach_card.digest, attach_card.body
                from laurel.operations o
                where o.till_id = v_operation.till_id and o.key = v_operation.key;
            return;
        end if;
    end loop;

    insert into laurel.card_numbers values (p_card, p_client_id) on conflict do nothing;
    if not found then
        select n.client_id into v_owner from laurel.card_numbers n where n.number = p_card for update;
        if v_owner <> p_client_id then
            perform from laurel.accounts a join laurel.clients c using (client_id)
                where a.client_id = v_owner and a.version = 0 and not c.registered for update of a;
            if not found then
                raise exception 'card taken' using errcode = 'LR004';
            end if;
            update laurel.card_numbers n set client_id = p_client_id where n.number = p_card;
            update laurel.cards c set client_id = p_client_id
                where c.client_id = v_owner and c.number = p_card;
            update laurel.clients c set merged_into = p_client_id where c.client_id = v_owner;
            update laurel.accounts a set merged = true where a.client_id = v_owner;
        end if;
    end if;

    insert into laurel.cards (client_id, number, kind, state, since)
        values (p_client_id, p_card, p_card_kind, 'active', p_now)
        on conflict on constraint cards_pkey do update set state = 'active', since = excluded.since
            where laurel.cards.state = 'issued';

    outcome := 'done';
end
$$;

comment on function laurel.attach_card is 'Gives a client one more card.';

revoke all on function laurel.open_account, laurel.attach_card from public;
grant execute on function laurel.open_account, laurel.attach_card to laurel_app;
