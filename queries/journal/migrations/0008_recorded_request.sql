-- migration: 0008
-- makes:     recorded_request, recorded_week: what was entered on the recording form
-- notes:     rows are only ever added and the last one of a request counts; a NULL is unknown, an
--            empty list is none. Days and clocks are those of the center, as people read them off
--            the wall. There is no place for who made or received a request.

create table recorded_request (
    recorded_id ${identity},
    request_id text not null,
    contact_id text not null,
    asked_on date not null,
    asked_clock time,
    answered_clock time,
    target text,
    means text,
    mode text check (mode in ('consult', 'takeover', 'emergency')),
    reason text,
    rule_id text,
    not_reached text,
    ending text check (ending in ('advised', 'taken_over', 'returned', 'further_up', 'call_back')),
    judgement text check (
        judgement in ('needed', 'could_have_stayed', 'too_late', 'wrong_level')
    ),
    asked_again text,
    action text not null check (action in ('keep', 'remove')),
    kept_at ${stamp} not null
);

create table recorded_week (
    mark_id ${identity},
    week date not null,
    extent text not null check (extent in ('complete', 'sampled', 'unknown')),
    marked_at ${stamp} not null
);
