"""The last word on what a pattern has found: check digits, lengths, what is a date after all."""

import re
from collections.abc import Callable
from typing import Final

_DATE: Final = re.compile(
    r"(?:19|20)\d{2}[-/. ]?(?:0?[1-9]|1[0-2])(?:[-/. ]?(?:[0-2]?\d|3[01]))?\b"
)

_LAST_LONG_AGO: Final = 2005
_ERAS: Final = {
    **dict.fromkeys(("明治", "M"), 1868),
    **dict.fromkeys(("大正", "T"), 1912),
    **dict.fromkeys(("昭和", "S"), 1926),
    **dict.fromkeys(("平成", "H"), 1989),
    **dict.fromkeys(("令和", "R"), 2019),
}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the one that the others ask for."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_card(text: str) -> bool:
    """Whether it is a card number: 14 to 19 digits of a card's range that check."""
    digits = _digits(text)
    # 13 digits are a bar code far more often than an old card.
    return 14 <= len(digits) <= 19 and digits[0] in "23456" and is_luhn(digits)


def is_iban(text: str) -> bool:
    """Whether an international account number checks."""
    packed = text.replace(" ", "")
    turned = packed[4:] + packed[:4]
    number = "".join(str(int(letter, 36)) for letter in turned)
    return 15 <= len(packed) <= 34 and int(number) % 97 == 1


def is_national_phone(text: str) -> bool:
    """Whether it has as many digits as a phone number with its area code."""
    number = re.split(r"\s?\(?(?:内線|ext)", text)[0]
    digits = _digits(number)
    if digits.isdigit() and number == digits and len(digits) == 11:
        return digits[1:3] in ("20", "50", "60", "70", "80", "90") or digits[1] == "7"
    return len(digits) in (10, 11) and digits[1] != "0"


def is_spoken_phone(text: str) -> bool:
    """Whether figures in kanji are as many as those of a phone number."""
    return sum(sign in "〇零一二三四五六七八九" for sign in text) in (10, 11)


def is_international_phone(text: str) -> bool:
    """Whether it has as many digits as a phone number with its country."""
    return 8 <= len(_digits(text)) <= 18


def is_short_phone(text: str) -> bool:
    """Whether it may be a number that somebody is to be called on: no date, no sum."""
    return 6 <= len(_digits(text)) <= 15 and not _DATE.match(text.strip())


def is_long_ago(text: str) -> bool:
    """Whether a date lies so far back that it is hardly that of a case or a contract."""
    if not re.search(r"\d", text):
        # Dictated in kanji: an era that is over.
        return not text.startswith("令和")
    numbers = [int(number) for number in re.findall(r"\d+", text.replace("元", "1"))]
    era = next((first for sign, first in _ERAS.items() if text.startswith(sign)), None)
    if era is not None:
        return 1900 <= era + numbers[0] - 1 <= _LAST_LONG_AGO
    return any(1900 <= number <= _LAST_LONG_AGO for number in numbers)


CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    check.__name__: check
    for check in (
        is_card,
        is_iban,
        is_long_ago,
        is_national_phone,
        is_international_phone,
        is_short_phone,
        is_spoken_phone,
    )
}
