"""What the import says, in English or Japanese."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("texts.toml")


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(lang: str, key: str, **values: object) -> str:
    """Return a text in `en` or `ja`, its values filled in."""
    return _texts()[key][lang].format(**values)


def listed(lang: str, names: list[str], most: int = 12) -> str:
    """Return names one after the other; of many only the first and how many more."""
    mark = "、" if lang == "ja" else ", "
    shown = mark.join(names[:most])
    rest = len(names) - most
    return shown if rest <= 0 else f"{shown}{mark}{say(lang, 'more', count=rest)}"
