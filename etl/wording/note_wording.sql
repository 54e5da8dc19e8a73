-- read:   what each note says by its wording
-- gives:  note, text_length, has_said_before, is_in_a_hurry, is_angry, has_number, is_heated
-- source: given_note
-- notes:  what is a word in another sense is taken out first; a signal without words is NULL

select
    g.note,
    length(g.text)::integer as text_length,
    case
        when g.is_customer
            then regexp_matches(
                regexp_replace(g.text, $said_before_except, ' ', 'g'), $said_before
            )
    end as has_said_before,
    case
        when g.is_customer
            then regexp_matches(regexp_replace(g.text, $in_a_hurry_except, ' ', 'g'), $in_a_hurry)
    end as is_in_a_hurry,
    case
        when g.is_customer
            then regexp_matches(regexp_replace(g.text, $angry_except, ' ', 'g'), $angry)
    end as is_angry,
    case
        when g.is_report
            then regexp_matches(regexp_replace(g.text, $number_except, ' ', 'g'), $number)
    end as has_number,
    case
        when g.is_report
            then regexp_matches(regexp_replace(g.text, $heated_except, ' ', 'g'), $heated)
    end as is_heated
from given_note as g
