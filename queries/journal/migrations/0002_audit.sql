-- migration: 0002
-- makes:     audit_draw, audit_case, audit_judgement, audit_rejected: the weekly audit of contacts
--            that were not escalated
-- notes:     a week is drawn once and stays as drawn; judgements are only ever added and the last
--            one counts; rows of a sheet that could not be taken are kept with their reason

create table audit_draw (
    draw_id text not null primary key,
    week date not null unique,
    seed bigint not null,
    population integer not null,
    still_open integer not null,
    drawn_at ${stamp} not null,
    build_id text not null
);

create table audit_case (
    draw_id text not null references audit_draw (draw_id),
    place integer not null,
    contact_id text not null,
    stratum text not null,
    stratum_size integer not null check (stratum_size > 0),
    primary key (draw_id, contact_id)
);

create table audit_judgement (
    judgement_id ${identity},
    draw_id text not null,
    contact_id text not null,
    needed text not null check (needed in ('yes', 'no', 'unclear')),
    needed_level integer,
    note text,
    judged_at ${stamp} not null,
    foreign key (draw_id, contact_id) references audit_case (draw_id, contact_id)
);

create table audit_rejected (
    rejected_id ${identity},
    sheet text not null,
    row_number integer not null,
    cells text not null,
    reason text not null,
    imported_at ${stamp} not null
);
