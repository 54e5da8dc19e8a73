-- migration: 0005
-- makes:     saved_view, a page with its filters under a name; note, what people write about a week
-- notes:     rows are only ever added; the last one for a name, or for a note, counts. `params` and
--            `scope` are JSON. There is no column for a person: `written_by` is a role.

create table saved_view (
    view_id ${identity},
    name text not null,
    page text not null,
    params text not null,
    action text not null check (action in ('save', 'remove')),
    saved_at ${stamp} not null
);

create table note (
    note_id ${identity},
    week date not null,
    page text not null,
    scope text not null,
    text text not null,
    action text not null check (action in ('write', 'remove')),
    written_at ${stamp} not null,
    written_by text
);

create index note_week on note (week);
