-- migration: 0006
-- makes:     published_report, a report as it was given out, with its figures
-- notes:     rows are only ever added; publishing a week again adds an edition. `figures`
--            is JSON. There is no column for a person: `published_by` is a role.

create table published_report (
    report_id ${identity},
    week date not null,
    lang text not null,
    figures text not null,
    text text not null,
    html text not null,
    build_id text not null,
    as_of text not null,
    published_at ${stamp} not null,
    published_by text
);

create index published_report_week on published_report (week);
