"""Text -> tokens that a reader would not want cut in two.

    "by striking $75,000,000 in section 101(a)(15)(B)"
    word by word:  … "$75,000,000" "in" "section" "101(a" ")(15)(B)"       (cut inside a citation)
    wanted:        … "$75,000,000" "in" "section" "101(a)(15)(B)"

Joining the tokens of a text gives the text back, character by character; white space goes with the token before it.
"""

from __future__ import annotations

import re

_ENUMERATORS = r"\((?:[A-Za-z]{1,5}(?:[–-]\d{1,2})?|\d{1,3}(?:[–-]\d{1,2})?)\)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_PLAIN = r"\w[\w\u0300-\u036f]*"
_SCALE = r"(?:(?:\s+|-)(?:thousand|million|billion|trillion)\b)?"
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_FRACTION = rf"(?:\d+\s?[/⁄]\s?\d+|[{_VULGAR}])"
_OF_A_TITLE = r"\d+\s+(?:U\.S\.C\.|USC|CFR|C\.F\.R\.|Stat\.|FR|Fed\.\sReg\.)\s+"

WITH_LETTERS = (
    rf"{_MONTH}\s+\d{{1,2}},\s+\d{{4}}",  # July 4, 2025
    rf"{_MONTH}\s+\d{{4}}",  # July 2025
    r"(?:Public\s+Law|Pub\.\s+L\.)\s+(?:No\.\s+)?\d+[–-]\d+",
    r"https?://[^\s<>()“”]*[^\s<>()“”.,;:]",
    r"(?:[A-Za-z]\.){2,}",  # U.S.C.
)
"""What is one token and begins with a letter, first match wins: a date, a public law, a link, an abbreviation."""

WITH_FIGURES = (
    rf"\d{{1,2}}\s+{_MONTH}\s+\d{{4}}",  # 4 July 2025
    rf"{_OF_A_TITLE}(?:[Pp]arts?\s+|App\.\s+)?\d[\w.–-]*\w(?:{_ENUMERATORS})*(?:-\d+\w*)?",
    rf"{_OF_A_TITLE}(?:App\.\s+)?\d(?:{_ENUMERATORS})*",  # 13 U.S.C. 8(a)
    rf"\$\d+(?:,\d{{3}})*(?:\.\d+)?{_SCALE}",  # $673,000,000, $1.5 billion
    rf"(?:\d[\d,]*(?:\.\d+)?(?:\s{_FRACTION}|[{_VULGAR}]|/\d+)?|[{_VULGAR}])\s?(?:percentage\spoints?|percent|per\scentum|%)",
    r"\d{1,2}/\d{1,2}/\d{4}",
    rf"(?:\d+\s)?\d+[/⁄]\d+(?![/\d])|\d+[{_VULGAR}]",  # 1/2, 1 3/32, 12½
    r"\d{1,2}:\d\d(?:\s?(?:[AaPp]\.[Mm]\.|[AaPp][Mm]\b))?",  # 9:00 AM
    rf"\d[\w.–-]*\w(?:{_ENUMERATORS})+(?:-\d+\w*)?|\d(?:{_ENUMERATORS})+",  # 101(a)(15)(B), 215.8(a), 1.401(a)(9)-5
    rf"(?:{_ENUMERATORS})+(?:[–-](?:{_ENUMERATORS})+)?",  # (a)(1), (A)-(C)
    r"\d+(?:[.,]\d+)+(?:[–-]\d+(?:\.\d+)+|(?:st|nd|rd|th)\b)?",  # 215.8, 1,000, 1.106-1.109, 1,000th
)
"""The same for what begins with a digit, a sign or a bracket: a citation, an amount, a time, a designator, a number."""

WORD = rf"{_PLAIN}(?:[’'‐‑–-]{_PLAIN})*"
"""Words, also fifty-two and Secretary's; they come last."""

_TOKEN = re.compile(
    # Most tokens are small words before a space: they come first, and the patterns are tried only where one can begin.
    rf"(?:[a-z]++\ |(?=[\d$({_VULGAR}])(?:{'|'.join(WITH_FIGURES)})"
    rf"|(?=[JFMASONDPh]|[A-Za-z]\.)(?:{'|'.join(WITH_LETTERS)})|{WORD}|[^\w\s])\s*|\s+"
)


def tokens(text: str) -> list[str]:
    """Return the tokens of a text; joined they are the text again."""
    return _TOKEN.findall(text)


_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Return the words of a text for matching: lower case, without punctuation."""
    return _WORD.findall(text.lower())


SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to"})
"""Words that say nothing in a heading."""

LONG_WORD = 3
"""A word of more letters than this may stand in the plural."""


def heading_key(heading: str) -> frozenset[str]:
    """Return what a heading says: "Effective date" and "EFFECTIVE DATES", or the same words in another order.

    "Dodd-Frank Act Section 1022(b)(2)" is "Section 1022(b)(2) of the Dodd-Frank Act" in the next rule.
    """
    found = (word.removesuffix("s") if len(word) > LONG_WORD else word for word in words(heading))
    return frozenset(found) - SMALL
