"""The words that answers and judgements are given in."""

from typing import Final

ANSWERS: Final = ("right", "wrong", "unclear")
NEEDED: Final = ("yes", "no", "unclear")
# Who answered, as a function on the floor. A name is never asked for and has no place to go.
ROLES: Final = ("operator", "leader", "supervisor", "manager", "quality")
# What people write about a week: what they know, and what they decide.
NOTE_KINDS: Final = ("note", "decision")
