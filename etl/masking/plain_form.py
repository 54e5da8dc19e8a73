"""A text as the patterns read it, and where each of its characters stands in the text itself."""

import unicodedata
from dataclasses import dataclass
from typing import Final

# Dashes of every kind are one; NFKC leaves these apart. Old forms of characters in names are new
# ones. Each stands for one character, so that no place moves.
_DASHES: Final = "‐‑‒–—―−﹣⁃"
_OLD_FORMS: Final = "髙﨑邊邉齋齊斉澤濱廣嶋嶌國櫻𠮷眞瀧條冨德黑惠壽會榮圓淵瀨槗桒萬"
_NEW_FORMS: Final = "高崎辺辺斎斎斎沢浜広島島国桜吉真滝条富徳黒恵寿会栄円渕瀬橋桑万"
OLD_FORMS: Final = str.maketrans(_OLD_FORMS, _NEW_FORMS)
_TABLE: Final = str.maketrans(_DASHES + _OLD_FORMS, "-" * len(_DASHES) + _NEW_FORMS)
_SPACES: Final = str.maketrans("\t\u00a0", "  ")


@dataclass(frozen=True)
class PlainForm:
    """The plain form; `places` says where each of its characters began, None if none moved."""

    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the plain form stands in the text itself."""
        if self.places is None:
            return start, end
        stop = self.places[end - 1]
        # Several characters may be of one in the text: it goes whole.
        while end < len(self.places) and self.places[end] == stop:
            end += 1
        return self.places[start], self.places[end]


def plain_form(text: str) -> PlainForm:
    """Return NFKC of a text, its dashes and old character forms made one."""
    if text.isascii():
        return PlainForm(text.translate(_SPACES), None)
    if unicodedata.is_normalized("NFKC", text):
        return PlainForm(text.translate(_TABLE).translate(_SPACES), None)
    letters: list[str] = []
    places: list[int] = []
    for start, cluster in _clusters(text):
        normal = unicodedata.normalize("NFKC", cluster)
        letters.append(normal)
        places += [start] * len(normal)
    plain = "".join(letters).translate(_TABLE).translate(_SPACES)
    return PlainForm(plain, (*places, len(text)))


def _clusters(text: str) -> list[tuple[int, str]]:
    """Return each character with the marks that NFKC may join to it, and where it begins."""
    clusters: list[tuple[int, str]] = []
    for place, letter in enumerate(text):
        is_mark = letter in "ﾞﾟ" or unicodedata.combining(letter)
        if is_mark and clusters:
            start, before = clusters[-1]
            clusters[-1] = (start, before + letter)
        else:
            clusters.append((place, letter))
    return clusters
