"""What the ends of a route's links are called: a target, a level, or how the contact ended."""

from dashboard.frame.view import View
from dashboard.reading import data

LEVEL = "level:"
END = "end:"
COLUMNS = ("link_from", "link_to")


def is_end(code: str | None) -> bool:
    """Whether a link leads to how the contact ended, and to nobody."""
    return code is not None and code.startswith(END)


def named(code: str | None, view: View) -> str:
    """A place in words; a target is the log's own word."""
    words = view.words
    if code is None:
        return words("common.unknown")
    if is_end(code):
        return words(f"paths.end_{code.removeprefix(END)}")
    if code.startswith(LEVEL):
        level = code.removeprefix(LEVEL)
        known = {str(one): name for one, name in data.levels(view.build, view.lang).items()}
        return known.get(level) or words("paths.level", level=level)
    return words.named("target", code)
