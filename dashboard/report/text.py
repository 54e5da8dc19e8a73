"""A report as plain text or Markdown, in columns that hold in Japanese and English alike."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dashboard.report.contents import Report

WIDTH = 112
MARGIN = "  "
GAP = "  "
# A line must not begin with one of these.
CLOSING = "、。)」)】,.!?:;%ー–々っゃゅょッャュョ"
# A Latin word or a number stays whole, with the punctuation that follows it.
_PIECES = re.compile(rf"[!-~]+[{CLOSING}]*|\s+|.[{CLOSING}]*")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def as_text(report: Report) -> str:
    """The report as plain text, no line wider than WIDTH (a Japanese character takes two)."""
    blocks = [[report.title, *report.head, report.conclusion]]
    blocks += [[section.title, *_columns(section.rows)] for section in report.sections]
    lines = [
        line for block in [*blocks, [report.foot]] for text in (*block, "") for line in _fit(text)
    ]
    return "\n".join(lines).rstrip() + "\n"


def as_markdown(report: Report) -> str:
    """The report as Markdown: headings and bullets."""
    head = (*report.head, report.conclusion)
    blocks = [f"# {report.title}", "\n".join(f"- {line}" for line in head)]
    for section in report.sections:
        bullets = [f"- {_bullet(row)}" for row in section.rows]
        blocks.append("\n".join([f"## {section.title}", "", *bullets]))
    return "\n\n".join([*blocks, report.foot]) + "\n"


def _bullet(row: tuple[str, ...]) -> str:
    first, *rest = row
    return first if not rest else f"**{first}**{GAP}{GAP.join(cell for cell in rest if cell)}"


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows with their cells below one another; a cell on its own line sets no width."""
    several = [row for row in rows if len(row) > 1]
    widths = [max(map(width, column)) for column in zip(*several, strict=False)]
    return [MARGIN + GAP.join(_padded(row, widths)).rstrip() for row in rows]


def _padded(row: tuple[str, ...], widths: Sequence[int]) -> Iterator[str]:
    for place, cell in enumerate(row):
        is_last = place == len(row) - 1
        yield cell if is_last else cell + " " * (widths[place] - width(cell))


def width(text: str) -> int:
    """How many columns a text takes: two for each full-width character."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _fit(line: str) -> list[str]:
    """A line broken where it gets too wide; what follows is set in a little further."""
    plain = _STRONG.sub(r"\1", line)
    inset = MARGIN * (2 if plain.startswith(MARGIN) else 1)
    fitted, current = [], ""
    for piece in _PIECES.findall(plain):
        if current.strip() and width(current + piece.rstrip()) > WIDTH:
            fitted.append(current.rstrip())
            current = inset + piece.lstrip()
        else:
            current += piece
    return [*fitted, current.rstrip()]
