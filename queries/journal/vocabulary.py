"""The words that answers and judgements are given in."""

from typing import Final

ANSWERS: Final = ("right", "wrong", "unclear")
NEEDED: Final = ("yes", "no", "unclear")
# Who answered, as a function on the floor. A name is never asked for and has no place to go.
ROLES: Final = ("operator", "leader", "supervisor", "manager", "quality")
# What people write about a week: what they know, and what they decide.
NOTE_KINDS: Final = ("note", "decision")
# What the recording form offers beside the words of the event log: a permitted skip of the route
# stands in the place of consult and take-over, and a request ends in one of five ways.
FORM_MODES: Final = ("consult", "takeover", "emergency")
ENDINGS: Final = ("advised", "taken_over", "returned", "further_up", "call_back")
JUDGEMENTS: Final = ("needed", "could_have_stayed", "too_late", "wrong_level")
# How much of a week was recorded; nothing follows from a blank in a week that is a sample.
EXTENTS: Final = ("complete", "sampled", "unknown")
