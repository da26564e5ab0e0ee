"""Names and numbers of bills and Congresses: ``H. R. 1`` -> ``H.R. 1``, ``One Hundred Nineteenth`` -> ``119``."""

from __future__ import annotations

import re

_TYPES = {
    "hr": "H.R.",
    "s": "S.",
    "hres": "H. Res.",
    "sres": "S. Res.",
    "hconres": "H. Con. Res.",
    "sconres": "S. Con. Res.",
    "hjres": "H. J. Res.",
    "sjres": "S. J. Res.",
}
_NUMBERED = re.compile(r"\s*([A-Za-z. ]+?)\s*(\d+)\s*")
_NOT_LETTER = re.compile(r"[^a-z]")
_DIGITS = re.compile(r"\d+")
_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TENTHS = [ten.removesuffix("y") + "ieth" for ten in _TENS]
_VALUES = (
    {word: value for value, word in enumerate(_ORDINALS, 1)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {word: 10 * value for value, word in enumerate(_TENTHS, 2)}
    | {"hundred": 100, "hundredth": 100}
)
_WORD = re.compile(r"[a-z]+")


def bill_number(text: str) -> str:
    """Return the number of a bill or resolution in one spelling: ``H. CON. RES. 105`` -> ``H. Con. Res. 105``.

    What is no such number comes back as it is.
    """
    match = _NUMBERED.fullmatch(text)
    kind = _TYPES.get(_NOT_LETTER.sub("", match[1].lower())) if match else None
    return f"{kind} {match[2]}" if match and kind else text


_CHAMBERS = {"house": "House", "senate": "Senate"}


def spoken_stage(stage: str) -> str:
    """Return a stage as one writes it: ``engrossed-in-house`` -> ``engrossed in House``."""
    words = stage.removesuffix("-bill").split("-")
    return " ".join(_CHAMBERS.get(word, word) for word in words)


def ordinal(text: str) -> str:
    """Return the number that a line on a Congress or a session gives, in digits; empty where it gives none.

    ``119th CONGRESS`` -> ``119``; ``One Hundred Nineteenth Congress`` -> ``119``; ``At the First Session`` -> ``1``.
    """
    digits = _DIGITS.search(text)
    if digits:
        return digits[0]
    total = sum(_VALUES.get(word, 0) for word in _WORD.findall(text.lower()))
    return str(total) if total else ""


def iso_date(compact: str) -> str:
    """Return ``20250130`` as ``2025-01-30``; a date that is ISO already stays, anything else gives an empty string."""
    if re.fullmatch(r"\d{8}", compact):
        return f"{compact[:4]}-{compact[4:6]}-{compact[6:]}"
    return compact if re.fullmatch(r"\d{4}-\d{2}-\d{2}", compact) else ""
