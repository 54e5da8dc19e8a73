-- migration: 0003
-- makes:     baseline, from which week on a person has locked a metric's usual range
-- notes:     rows are only ever added; the last one for a metric and a week counts. `set_by` is a
--            role, never a person.

create table baseline (
    baseline_id ${identity},
    metric text not null,
    first_week date not null,
    action text not null check (action in ('lock', 'unlock')),
    reason text not null,
    set_at ${stamp} not null,
    set_by text
);

create index baseline_metric on baseline (metric, first_week);
