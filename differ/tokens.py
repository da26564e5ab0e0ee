"""Text -> tokens that a reader would not want cut in two.

    "by striking $75,000,000 in section 101(a)(15)(B)"
    word by word:  … "$75,000,000" "in" "section" "101(a" ")(15)(B)"       (cut inside a citation)
    wanted:        … "$75,000,000" "in" "section" "101(a)(15)(B)"

Joining the tokens of a text gives the text back, character by character; white space goes with the token before it.
"""

from __future__ import annotations

import re

_ENUMERATORS = r"\((?:[A-Za-z]{1,5}|\d{1,3})\)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)

ATOMS = (
    rf"{_MONTH}\s+\d{{1,2}},\s+\d{{4}}",  # July 4, 2025
    rf"{_MONTH}\s+\d{{4}}",  # July 2025
    rf"\d+\s+(?:U\.S\.C\.|USC|CFR|C\.F\.R\.|Stat\.|FR|Fed\.\sReg\.)\s+(?:[Pp]arts?\s+)?\d[\w.–-]*\w(?:{_ENUMERATORS})*",
    rf"\d+\s+(?:U\.S\.C\.|USC|CFR|C\.F\.R\.|Stat\.|FR)\s+\d(?:{_ENUMERATORS})*",  # 13 U.S.C. 8(a)
    r"(?:Public\s+Law|Pub\.\s+L\.)\s+\d+[–-]\d+",
    r"\$\d+(?:,\d{3})*(?:\.\d+)?(?:\s+(?:million|billion|trillion))?",  # $673,000,000, $1.5 billion
    r"\d[\d,]*(?:\.\d+)?\s?(?:percent|per\scentum|%)",
    rf"\d[\w.–-]*\w(?:{_ENUMERATORS})+|\d(?:{_ENUMERATORS})+",  # 101(a)(15)(B), 215.8(a)
    rf"(?:{_ENUMERATORS})+",  # (a)(1)
    r"\d+(?:[.,]\d+)+",  # 215.8, 1,000
    r"(?:[A-Za-z]\.){2,}",  # U.S.C.
    r"\w+(?:[’'‐‑–-]\w+)*",  # words, also fifty-two and Secretary's
)
"""What is one token, first match wins: a date, a citation, an amount, a designator, a number, a word."""

_TOKEN = re.compile("(?:" + "|".join(ATOMS) + r"|[^\w\s])\s*|\s+")


def tokens(text: str) -> list[str]:
    """Return the tokens of a text; joined they are the text again."""
    return _TOKEN.findall(text)


_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Return the words of a text for matching: lower case, without punctuation."""
    return _WORD.findall(text.lower())
