-- migration: 0001
-- makes:     flag_answer, what people say about a flag: right, wrong or unclear
-- notes:     rows are only ever added; the last answer to a flag counts. `answered_by` is a role,
--            never a person. `status` is what the flag said when it was answered.

create table flag_answer (
    answer_id ${identity},
    rule_id text not null,
    kind text not null,
    review_week date not null,
    status text not null,
    answer text not null check (answer in ('right', 'wrong', 'unclear')),
    note text,
    answered_at ${stamp} not null,
    answered_by text,
    build_id text not null
);

create index flag_answer_flag on flag_answer (rule_id, kind, review_week);
