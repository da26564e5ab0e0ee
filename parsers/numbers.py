"""Numbers of provisions: how they are printed, and the designator in them.

TITLE I—        number "TITLE I"       designator "I"
SEC. 90004.     number "SEC. 90004."   designator "90004"
“(3)            number "“(3)"          designator "3"
[§ 225.         number "[§ 225."       designator "225"
"""

from __future__ import annotations

import re
from functools import cache

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
_RANGE = re.compile(r"\s+(?:to|through|thru)\s+|\s*(?:–|\.\.\.)\s*")
_LIST = re.compile(r",?\s+and\s+|,\s*")
_AROUND = "“”‘’\"'[]■•.,:;—– \u2009\u2002\u202f"


@cache
def designator(number: str) -> str:
    """Return the number alone, as a citation has it: ``SEC. 90004.`` -> ``90004``, ``“(3)`` -> ``3``."""
    bare = number.strip(_AROUND)
    bare = _WORD.sub("", bare, count=1) if _WORD.match(bare) else bare
    bare = bare.lstrip("§ ").strip(_AROUND)
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    return _LIST.sub(",", _RANGE.sub("–", bare.strip()))


def tidy(number: str) -> str:
    """Return a folded number without the dash that joins it to its heading in print, and without bullets."""
    return number.rstrip("—–- ").lstrip("■• ")
