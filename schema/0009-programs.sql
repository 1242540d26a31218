-- 0009-programs: drafts that can be thrown away, and versions that wait for a date or for a second person.

alter table laurel.programs add column approved_by text;

comment on column laurel.programs.approved_by is 'The second person, where one was needed.';

alter table laurel.program_draft
    add column base      integer references laurel.programs,
    add column discarded bigint;

comment on column laurel.program_draft.base is
    'The program that was in force when the draft was begun. A newer one has changes that the draft does not know.';
comment on column laurel.program_draft.discarded is
    'The revision by which the draft was thrown away: as long as it is the latest there is no draft. So revisions never come again, and a server that knows nothing of this sees the old document.';

create table laurel.program_submissions (
    submission      bigint      generated always as identity primary key,
    document        text        not null,
    comment         text        not null,
    from_at         timestamptz,
    submitted_at    timestamptz not null,
    submitted_by    text        not null,
    user_id         bigint      not null references laurel.users on delete restrict,
    state           text        not null,
    decided_at      timestamptz,
    decided_by      text,
    version         integer     references laurel.programs,

    constraint program_submissions_state_known
        check (state in ('waiting', 'scheduled', 'published', 'refused', 'cancelled')),
    constraint program_submissions_scheduled_has_date check (state <> 'scheduled' or from_at is not null),
    constraint program_submissions_published_has_version check ((state = 'published') = (version is not null)),
    constraint program_submissions_version_unique unique (version)
);

comment on table laurel.program_submissions is
    'Programs on their way: waiting for another person, or scheduled for a date. The document never changes.';

create index program_submissions_open on laurel.program_submissions (state, from_at)
    where state in ('waiting', 'scheduled');

grant select on laurel.program_submissions to laurel_app;

-- What a desktop listens to. The payload is that of the server's events.
create function laurel.tell_event (p_event text, p_data jsonb) returns void
    language sql volatile
    set search_path = pg_catalog
as $$
    select pg_notify ('laurel_events', jsonb_build_object ('event', p_event, 'data', p_data)::text)
$$;

create function laurel.tell_submission (p_submission bigint, p_state text) returns void
    language sql volatile
    set search_path = pg_catalog
as $$
    select laurel.tell_event ('program_submission',
        jsonb_build_object ('submission', to_hex (p_submission), 'state', p_state))
$$;

-- Makes a document the next version. Whoever calls holds the lock of laurel.lock_programs(). A draft
-- that is this very document has nothing in it that the program has not.
create function laurel.release_program (
    p_document      text,
    p_at            timestamptz,
    p_by            text,
    p_approved_by   text,
    p_comment       text)
    returns integer
    language plpgsql volatile
    set search_path = pg_catalog
as $$
declare
    v_version   integer;
begin
    insert into laurel.programs (version, document, published_at, published_by, comment, approved_by)
        select coalesce (max (p.version), 0) + 1, p_document, p_at, p_by, p_comment, p_approved_by
            from laurel.programs p
        returning version into strict v_version;

    update laurel.program_draft set base = v_version where document = p_document;

    perform pg_notify ('laurel_program', v_version::text);
    perform laurel.tell_event ('program', jsonb_build_object ('version', v_version));

    return v_version;
end
$$;

-- One at a time: of two who publish at once, the second sees what the first has done. Readers go on.
create function laurel.lock_programs () returns void
    language sql volatile
    set search_path = pg_catalog
as $$
    lock table laurel.programs in share row exclusive mode
$$;

-- What is scheduled for a date until p_now takes effect, in the order of the dates, each from its own
-- date on however late this runs. Gives how many did.
create function laurel.release_due_programs (p_now timestamptz) returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_due       laurel.program_submissions;
    v_version   integer;
    v_n         integer := 0;
begin
    if not exists (select from laurel.program_submissions s where s.state = 'scheduled' and s.from_at <= p_now) then
        return 0;
    end if;

    perform laurel.lock_programs ();
    for v_due in
        select * from laurel.program_submissions s
            where s.state = 'scheduled' and s.from_at <= p_now
            order by s.from_at, s.submission
            for update
    loop
        v_version := laurel.release_program (v_due.document, v_due.from_at, v_due.submitted_by,
            v_due.decided_by, v_due.comment);
        update laurel.program_submissions set state = 'published', version = v_version
            where submission = v_due.submission;
        insert into laurel.audit (user_name, action, subject, after)
            values (v_due.submitted_by, 'program.take_effect', 'program ' || v_version,
                jsonb_build_object ('version', v_version, 'submission', to_hex (v_due.submission)));
        v_n := v_n + 1;
    end loop;

    return v_n;
end
$$;

comment on function laurel.release_due_programs is
    'Lets scheduled programs take effect; run by every server, when the first date has come.';

-- Keeps p_document as the draft in the place of revision p_seen (0: there is none), or with no
-- document throws that away. With p_begin it is begun anew, from the program in force. revision is the
-- new one; 0: somebody else was faster, and nothing has happened.
create function laurel.save_draft (
    p_document  text,
    p_seen      bigint,
    p_begin     boolean,
    p_now       timestamptz,
    p_by        text,
    out revision    bigint,
    out base        integer)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_draft     laurel.program_draft;
    v_current   integer;
begin
    revision := 0;
    select max (p.version) into v_current from laurel.programs p;
    select * into v_draft from laurel.program_draft d for update;

    if not found then
        if p_seen <> 0 or p_document is null then
            return;
        end if;
        insert into laurel.program_draft as d (document, changed_at, changed_by, base)
            values (p_document, p_now, p_by, v_current)
            on conflict do nothing
            returning d.revision, d.base into revision, base;
        -- Of two who begin one at once, the second comes too late.
        if not found then
            revision := 0;
            return;
        end if;
    elsif p_seen <> (case when v_draft.discarded = v_draft.revision then 0 else v_draft.revision end) then
        return;
    else
        revision := v_draft.revision + 1;
        base := case when p_begin or p_seen = 0 or v_draft.base is null then v_current else v_draft.base end;
        update laurel.program_draft d
            set document = coalesce (p_document, d.document),
                revision = save_draft.revision,
                changed_at = p_now,
                changed_by = p_by,
                base = save_draft.base,
                discarded = case when p_document is null then save_draft.revision end;
    end if;

    perform laurel.tell_event ('draft',
        jsonb_build_object ('revision', case when p_document is null then 0 else revision end));
end
$$;

comment on function laurel.save_draft is 'Each change of the draft, guarded by the revision that was seen.';

-- Publishes the draft of p_revision, now or from a date on, or hands it to a second person where the
-- setting program.approval wants one. state is published, scheduled, waiting, or stale: that is not the
-- draft any more, and nothing has happened.
create function laurel.submit_draft (
    p_revision  bigint,
    p_comment   text,
    p_from      timestamptz,
    p_now       timestamptz,
    p_user_id   bigint,
    p_by        text,
    out state       text,
    out submission  bigint,
    out version     integer)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_document  text;
begin
    perform laurel.lock_programs ();
    -- What was due before this is the older version of the two.
    perform laurel.release_due_programs (p_now);

    select d.document into v_document from laurel.program_draft d
        where d.revision = p_revision and d.discarded is distinct from d.revision
        for update;
    if not found then
        state := 'stale';
        return;
    end if;

    state := case
        when exists (select from laurel.settings s where s.name = 'program.approval' and s.value = 'true')
            then 'waiting'
        when p_from > p_now then 'scheduled'
        else 'published' end;

    if state = 'published' then
        version := laurel.release_program (v_document, p_now, p_by, null, p_comment);
        return;
    end if;

    insert into laurel.program_submissions as s
            (document, comment, from_at, submitted_at, submitted_by, user_id, state)
        values (v_document, p_comment, p_from, p_now, p_by, p_user_id, submit_draft.state)
        returning s.submission into strict submission;
    perform laurel.tell_submission (submission, state);
end
$$;

comment on function laurel.submit_draft is 'Publishes the draft, schedules it or hands it in.';

-- Ends the wait of a submission: p_decision is publish or refuse for one that waits for a second
-- person, cancel for one that is scheduled. state is what it is then; own: nobody is his own second
-- person; none: there is no such submission to decide on any more.
create function laurel.decide_submission (
    p_submission    bigint,
    p_decision      text,
    p_now           timestamptz,
    p_user_id       bigint,
    p_by            text,
    out state       text,
    out version     integer)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    v_row   laurel.program_submissions;
begin
    perform laurel.lock_programs ();
    perform laurel.release_due_programs (p_now);

    select * into v_row from laurel.program_submissions s
        where s.submission = p_submission
            and s.state = case p_decision when 'cancel' then 'scheduled' else 'waiting' end
        for update;
    if not found then
        state := 'none';
        return;
    end if;
    if p_decision = 'publish' and v_row.user_id = p_user_id then
        state := 'own';
        return;
    end if;

    state := case
        when p_decision = 'cancel' then 'cancelled'
        when p_decision = 'refuse' then 'refused'
        when v_row.from_at > p_now then 'scheduled'
        else 'published' end;
    if state = 'published' then
        version := laurel.release_program (v_row.document, p_now, v_row.submitted_by, p_by, v_row.comment);
    end if;

    update laurel.program_submissions s
        set state = decide_submission.state,
            version = decide_submission.version,
            decided_at = p_now,
            decided_by = case p_decision when 'cancel' then s.decided_by else p_by end
        where s.submission = p_submission;
    perform laurel.tell_submission (p_submission, state);
end
$$;

comment on function laurel.decide_submission is 'Approves, refuses or cancels a program on its way.';

revoke all on function laurel.tell_event, laurel.tell_submission, laurel.release_program,
    laurel.lock_programs, laurel.release_due_programs, laurel.save_draft, laurel.submit_draft,
    laurel.decide_submission from public;
grant execute on function laurel.release_due_programs, laurel.save_draft, laurel.submit_draft,
    laurel.decide_submission to laurel_app;
