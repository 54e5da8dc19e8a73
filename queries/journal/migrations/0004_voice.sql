-- migration: 0004
-- makes:     voice, how many people of a desk and week answered a question so; voice_rejected
-- notes:     numbers only: no row is one person's answer, and there is no column for who gave it.
--            Rows are only ever added; the last import of a week, desk and question counts.

create table voice (
    voice_id ${identity},
    week date not null,
    center text,
    team text,
    question text not null,
    answer integer not null check (answer between 1 and 5),
    people integer not null check (people >= 0),
    imported_at ${stamp} not null
);

create table voice_rejected (
    rejected_id ${identity},
    file text not null,
    row_number integer not null,
    reason text not null,
    imported_at ${stamp} not null
);
