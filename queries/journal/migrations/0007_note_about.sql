-- migration: 0007
-- makes:     what a note is about, and notes that are decisions: who does it and until when
-- notes:     `about` is a metric, or an item of the meeting; null is the week as a whole. There is
--            no column for a person: `assigned_to` is a role.

alter table note add column about text;
alter table note add column kind text not null default 'note' check (kind in ('note', 'decision'));
alter table note add column assigned_to text;
alter table note add column due date;

create index note_about on note (about);
