"""How well masks fit labels, strictly: half a name left standing is a name that leaked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.etl.masking.labelled import Note

# An honorific or a title that goes with the name does no harm; a sentence does.
_SPARE = 5

Spans = Sequence[tuple[int, int, str]]


@dataclass
class Score:
    """What was found of what is labelled, and what was masked for nothing."""

    labelled: int = 0
    found: int = 0
    masked: int = 0
    right: int = 0
    same_kind: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of labels of which every letter and digit is masked."""
        return self.found / self.labelled

    @property
    def precision(self) -> float:
        """Share of masks that lie on a label and take hardly anything else away."""
        return self.right / self.masked

    def text(self) -> str:
        """Return the figures and every fault."""
        figures = (
            f"recall {self.found}/{self.labelled} = {self.recall:.3f}, "
            f"precision {self.right}/{self.masked} = {self.precision:.3f}, "
            f"same kind {self.same_kind}/{self.found}"
        )
        return "\n".join([figures, *self.faults])


def score(notes: Sequence[Note], spans_of: Callable[[str], Spans]) -> Score:
    """Return how well the spans fit the labels of the notes."""
    total = Score()
    for note in notes:
        spans = spans_of(note.text)
        for start, end, kind in note.spans:
            letters = [place for place in range(start, end) if note.text[place].isalnum()]
            is_found = all(_of(spans, place) for place in letters)
            total.labelled += 1
            total.found += is_found
            total.same_kind += is_found and kind == _of(spans, letters[0])
            if not is_found:
                total.faults.append(f"left:   {note.text[start:end]} ({kind}) in: {note.text}")
        for start, end, kind in spans:
            outside = [
                place
                for place in range(start, end)
                if note.text[place].isalnum() and not _of(note.spans, place)
            ]
            inside = any(_of(note.spans, place) for place in range(start, end))
            is_right = inside and len(outside) <= _SPARE
            total.masked += 1
            total.right += is_right
            if not is_right:
                total.faults.append(f"masked: {note.text[start:end]} ({kind}) in: {note.text}")
    return total


def _of(spans: Spans, place: int) -> str | None:
    return next((kind for start, end, kind in spans if start <= place < end), None)
