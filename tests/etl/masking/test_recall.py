"""How much of what is personal is found in notes, and how little else is taken away."""

import pytest

from etl.masking import Masker
from tests.etl.masking.labelled import composed, held_out
from tests.etl.masking.scoring import score

# They hold on notes that the rules were written against and on notes that they were not.
RECALL = 0.98
PRECISION = 0.95


@pytest.mark.parametrize("notes_of", [composed, held_out])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_personal_data_is_found_and_little_else_is_masked(language, notes_of):
    found = score(notes_of(language), Masker().spans)
    assert found.recall >= RECALL, found.text()
    assert found.precision >= PRECISION, found.text()
    # A mask says what stood there.
    assert found.same_kind >= 0.95 * found.found, found.text()


def test_there_are_enough_notes_with_and_without_something_to_mask():
    for language, least in (("ja", 300), ("en", 200)):
        notes = composed(language) + held_out(language)
        empty = [note for note in notes if not note.spans]
        assert len(notes) >= least
        assert 0.25 * len(notes) <= len(empty) <= 0.75 * len(notes)


def test_masked_notes_are_left_as_they_are():
    masker = Masker()
    for language in ("ja", "en"):
        for note in held_out(language):
            masked = masker.masked(note.text).text
            assert masker.masked(masked).text == masked
