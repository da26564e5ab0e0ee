"""Numbers of provisions: how they are printed, and the designator in them.

TITLE I—        number "TITLE I"       designator "I"
SEC. 90004.     number "SEC. 90004."   designator "90004"
“(3)            number "“(3)"          designator "3"
[§ 225.         number "[§ 225."       designator "225"
"""

from __future__ import annotations

import re
from functools import lru_cache

from lawdiff.parsers.text import fold

PRINTED_WORDS = {
    "division": "DIVISION",
    "subdivision": "SUBDIVISION",
    "title": "TITLE",
    "subtitle": "Subtitle",
    "chapter": "CHAPTER",
    "subchapter": "Subchapter",
    "part": "PART",
    "subpart": "Subpart",
    "article": "ARTICLE",
}
"""Level -> the word that the Government Publishing Office prints before its number in acts of Congress."""

_WORD = re.compile(
    r"(?:sec(?:tion|s)?|division|subdivision|(?:sub)?title|(?:sub)?chapter|(?:sub)?part|article|appendix)\b\.?\s*",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s+(?:to|through|thru)\s+|\s*(?:[–—]|\.\.\.)\s*")
_LIST = re.compile(r",?\s+and\s+|,\s*")
_REMEMBERED = 4096
"""Numbers to remember: there are few different ones (`(a)`, `(1)`, …) and many provisions."""

_AROUND = "“”‘’\"'[]■•.,:;—– \u2009\u2002\u202f"


@lru_cache(_REMEMBERED)
def designator(number: str) -> str:
    """Return the number alone, as a citation has it: ``SEC. 90004.`` -> ``90004``, ``“(3)`` -> ``3``."""
    bare = number.strip(_AROUND)
    bare = _WORD.sub("", bare, count=1) if _WORD.match(bare) else bare
    bare = bare.lstrip("§ ").strip(_AROUND)
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    return _LIST.sub(",", _RANGE.sub("-", bare.strip()))


def tidy(number: str) -> str:
    """Return a folded number without the dash that joins it to its heading in print, and without bullets."""
    return number.rstrip("—–- ").lstrip("■• ")


@lru_cache(_REMEMBERED)
def read_number(raw: str) -> tuple[str, str]:
    """Return the number and the designator of a raw ``num``: ``TITLE I—`` -> ``("TITLE I", "I")``."""
    number = tidy(fold(raw))
    return number, designator(number)


@lru_cache(_REMEMBERED)
def printed_number(raw: str, level: str, first: bool, code: bool) -> tuple[str, str]:
    """Return a number of bill.dtd with the word that print puts before it, and its designator.

    Args:
        raw: the number as the source has it: ``2.``, ``I``, ``(a)``.
        level: of the provision: sections and what stands above them have a word.
        first: whether it is the section that print introduces with ``SECTION`` in full.
        code: whether it is a section in the style of the US Code: ``§ 1181.``.
    """
    bare = fold(raw)
    word = ""
    if bare and level == "section":
        if not (bare[0] == "§" or bare[0].isalpha()):
            word = "§" if code else "SECTION" if first else "SEC."
    elif bare:
        word = PRINTED_WORDS.get(level, "")
        if bare.lower().startswith(word.lower()):
            word = ""
    return (f"{word} {bare}" if word else bare), designator(bare)
