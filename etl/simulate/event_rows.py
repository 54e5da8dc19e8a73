"""Collect the events of one week as arrays, and turn them into rows of the canonical log."""

import numpy as np
import polars as pl

from etl.simulate.dice import Bools, Ints
from etl.simulate.vocabulary import (
    ACTOR,
    AXIS,
    EVENT,
    MEANS,
    MODE,
    NOTE,
    OUTCOME,
    PLACE,
    REASON,
    SLOT,
    TARGET,
    Words,
)

# columns that hold a word, and the words they may hold; the rest are plain numbers
WORDS_OF = {
    "actor": ACTOR,
    "target": TARGET,
    "mode": MODE,
    "axis": AXIS,
    "reason": REASON,
    "means": MEANS,
    "outcome": OUTCOME,
    "slot": SLOT,
    "note": NOTE,
}
NUMBERS = ("level", "target_level", "step", "impact", "urgency", "amount")
COLUMNS = (*WORDS_OF, *NUMBERS, "rule", "hop", "emergency", "team")


class EventRows:
    """Events added one kind at a time; a contact's events after its `last_moment` are dropped."""

    def __init__(self, last_moment: Ints) -> None:
        """`last_moment` has one entry per contact: when the log ends or the customer left."""
        self.last_moment = last_moment
        self._parts: list[tuple[int, Ints, Ints, dict[str, Ints | int]]] = []

    def is_in_log(self, who: Ints, moment: Ints) -> Bools:
        """Whether an event of these contacts at these moments will be in the log."""
        return np.asarray(moment < self.last_moment[who])

    def add(self, event: str, who: Ints, moment: Ints, **values: Ints | int) -> None:
        """Add one event per contact of `who`; a value of -1 means not recorded."""
        keep = self.is_in_log(who, moment)
        if not keep.all():
            who, moment = who[keep], moment[keep]
            values = {
                name: value if isinstance(value, int) else value[keep]
                for name, value in values.items()
            }
        self._parts.append((EVENT[event], who, moment, values))

    def leave(self, who: Ints, moment: Ints) -> Ints:
        """From now on drop what these contacts would do after these moments.

        Returns the moments that held before, so that `stay` can take a departure back.
        """
        before = self.last_moment[who]
        self.last_moment[who] = np.minimum(before, moment)
        return before

    def stay(self, who: Ints, moment: Ints) -> None:
        """Take a departure back."""
        self.last_moment[who] = moment

    def frame(self, contacts: pl.DataFrame, rules: Words) -> pl.DataFrame:
        """The canonical columns, sorted by contact and time; `occurred_at` is the local clock."""
        who = np.concatenate([part[1] for part in self._parts])
        moment = np.concatenate([part[2] for part in self._parts])
        # events added first come first among equals: a stable sort keeps the order of telling
        order = np.argsort((who << 32) + (moment - moment.min()), kind="stable")
        who, moment = who[order], moment[order]
        starts = np.flatnonzero(np.diff(who, prepend=-1))
        lengths = np.diff(starts, append=len(who))
        seq = np.arange(len(who)) - np.repeat(starts, lengths) + 1
        kinds = np.concatenate(
            [np.full(len(part[1]), part[0], dtype=np.int16) for part in self._parts]
        )
        values = {name: self._column(name)[order] for name in COLUMNS}
        context = contacts[who]
        return canonical_frame(context, moment, seq, kinds[order], values, rules)

    def _column(self, name: str) -> Ints:
        pieces = [
            np.full(len(who), values[name], dtype=np.int32)
            if isinstance(values.get(name, -1), int) and name in values
            else np.asarray(values.get(name, np.full(len(who), -1, dtype=np.int32)), dtype=np.int32)
            for _, who, _, values in self._parts
        ]
        return np.concatenate(pieces)


def canonical_frame(
    context: pl.DataFrame,
    moment: Ints,
    seq: Ints,
    kinds: Ints,
    values: dict[str, Ints],
    rules: Words,
) -> pl.DataFrame:
    """The rows in the order of the canonical log; words are Enum columns."""
    word = {name: word_series(values[name], words) for name, words in WORDS_OF.items()}
    plain = {name: _known(values[name]) for name in NUMBERS}
    hop = pl.Series("hop", values["hop"], dtype=pl.Int32)
    team = word_series(values["team"], PLACE)
    frame = context.with_columns(
        occurred_at=pl.Series(moment * 1_000_000).cast(pl.Datetime("us")),
        seq=pl.Series(seq, dtype=pl.Int64),
        event=word_series(kinds, EVENT),
        moved_to=team.cast(pl.String),
        rule_id=word_series(values["rule"], rules),
        emergency=pl.Series(values["emergency"], dtype=pl.Int32),
        hop=hop,
        **{name: series.alias(name) for name, series in {**word, **plain}.items()},
    )
    return frame.select(
        "contact_id",
        "occurred_at",
        "seq",
        pl.when(pl.col("hop") > 0)
        .then(pl.format("{}-{}", pl.col("contact_id").str.replace("C", "E"), pl.col("hop")))
        .alias("escalation_id"),
        "event",
        "center",
        pl.coalesce("moved_to", pl.col("team").cast(pl.String)).alias("team"),
        "channel",
        "category",
        "subcategory",
        "product",
        "customer_id",
        "actor",
        "level",
        "target",
        "target_level",
        "mode",
        "axis",
        "rule_id",
        "reason",
        "means",
        "step",
        "outcome",
        "slot",
        "impact",
        "urgency",
        pl.when(pl.col("emergency") >= 0).then(pl.col("emergency") == 1).alias("emergency"),
        pl.col("amount").cast(pl.Float64),
        "note",
    )


def word_series(codes: Ints, words: Words) -> pl.Series:
    """The words that the codes stand for, as an Enum; -1 becomes null."""
    vocabulary = pl.Series([*words.all, None], dtype=pl.Enum(words.all))
    return vocabulary.gather(np.where(codes < 0, len(words), codes))


def _known(numbers: Ints) -> pl.Series:
    series = pl.Series(numbers, dtype=pl.Int32)
    return series.to_frame("n").select(pl.when(pl.col("n") >= 0).then("n")).to_series()
