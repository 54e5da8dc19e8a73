"""Notes whose meaning a person has said beforehand, and what they make of contacts and reports."""

import unicodedata
from random import Random

from tests.second_opinion.story import Event, Row, Story

SPOKEN = ("told", "complained", "feedback", "triggered")
WRITTEN = ("escalated", "reported")
# Each with what the customer says by it.
CUSTOMER: dict[str, set[str]] = {
    "さっき言ったのに、また聞くんですか。": {"said_before"},
    "Ｉ ａｌｒｅａｄｙ told you twice.": {"said_before"},
    "急いでいます。": {"in_a_hurry"},
    "I'm in a hurry, as I said.": {"said_before", "in_a_hurry"},
    "至急。もう許せません": {"in_a_hurry", "angry"},
    "This is unacceptable": {"angry"},
    "お急ぎ便の荷物が届かない": set(),
    "He was not angry, and there is no rush.": set(),
    "ありがとうございました": set(),
}
# Each with whether there is a figure in it, and whether it is heated.
REPORT: dict[str, tuple[bool, bool]] = {
    "注文３件が未着。調査をお願いします": (True, False),
    "三名のお客様に影響": (True, False),
    "Two customers cannot log in": (True, False),
    "十分に確認しました。": (False, False),
    "お客様は「ふざけるな」と発言": (False, False),
    "本当にしつこい!!": (False, True),
    "This is ridiculous:  5 calls": (True, True),
    "ｶﾞｽ　漏れ ": (False, False),
}


def write_notes(random: Random, events: list[Event]) -> None:
    """Put notes on some events, and on some whose notes are nobody's words or report."""
    for event in events:
        kind = event["event"]
        if kind in SPOKEN and random.random() < 0.3:
            event["note"] = random.choice(list(CUSTOMER))
        elif kind in WRITTEN and random.random() < 0.5:
            event["note"] = random.choice(list(REPORT))
        elif kind in ("opened", "advised", "resolved") and random.random() < 0.2:
            event["note"] = random.choice([*CUSTOMER, *REPORT])


def spoken(story: Story) -> Row:
    """What the customer's words of a contact say; None where no word is on record."""
    notes = [e["note"] for e in story.of(*SPOKEN) if e.get("note")]
    heard = set().union(*(CUSTOMER[note] for note in notes)) if notes else None
    return {
        "has_said_before": None if heard is None else "said_before" in heard,
        "is_in_a_hurry": None if heard is None else "in_a_hurry" in heard,
        "has_impatience": None if heard is None else bool(heard & {"said_before", "in_a_hurry"}),
        "is_angry": None if heard is None else "angry" in heard,
    }


def written(hop: Event, reports: list[Event]) -> Row:
    """How a report is written: every different note of it once; None without any."""
    notes = {e["note"] for e in (hop, *reports) if e.get("note")}
    return {
        "report_length": sum(map(length, notes)) if notes else None,
        "has_report_number": any(REPORT[note][0] for note in notes) if notes else None,
        "is_report_heated": any(REPORT[note][1] for note in notes) if notes else None,
    }


def length(note: str) -> int:
    """How many characters a note has, whatever their width and the spaces between words."""
    return len(" ".join(unicodedata.normalize("NFKC", note).split()))
