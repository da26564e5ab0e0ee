"""Designators: the alphabets that they count in, and the members of a range (``(3) through (5)``).

An act counts its parts in alphabets by level (House Legislative Counsel's Manual on Drafting Style, section 312), a
section of the CFR in the same ones in another order (1 CFR 21.11)::

    subsection (a)  paragraph (1)  subparagraph (A)  clause (i)  subclause (I)  item (aa)  subitem (AA)
"""

from __future__ import annotations

from lawdiff.parsers.markers import LETTERS, letter, ordinal, roman

LONGEST_RANGE = 80
"""Members to which a range is written out; a longer one is a misprint, or no range of siblings (there are 50 in the
longest list of redesignated paragraphs seen)."""

ROMAN_LEVELS = frozenset({"clause", "subclause", "title", "part"})
"""Levels that count in Roman numerals where a designator could be a letter as well."""

_NUMERALS = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def designator(count: int, alphabet: str) -> str:
    """Return the designator with an ordinal in an alphabet; after ``z`` come ``aa``, ``bb``, …."""
    if alphabet == "number":
        return str(count)
    if alphabet in ("roman", "ROMAN"):
        numeral = ""
        for value, letters in _NUMERALS:
            while count >= value:
                numeral += letters
                count -= value
    else:
        numeral = chr(ord("a") + (count - 1) % LETTERS) * ((count - 1) // LETTERS + 1)
    return numeral.upper() if alphabet.isupper() else numeral


def alphabets(printed: str) -> frozenset[str]:
    """Return the alphabets that a designator can be of: ``number``, ``letter``, ``LETTER``, ``roman``, ``ROMAN``."""
    if printed[:1].isdigit():
        return frozenset({"number"})
    low, upper = printed.lower(), printed.isupper()
    found = {"LETTER" if upper else "letter"} if letter(low) > 0 else set()
    if roman(low) > 0:
        found.add("ROMAN" if upper else "roman")
    return frozenset(found)


def siblings(first: str, second: str) -> bool:
    """Say whether two designators can stand beside each other at one level."""
    return bool(alphabets(first) & alphabets(second))


def run(first: str, last: str, alphabet: str) -> tuple[str, ...]:
    """Return the designators from one to another in an alphabet; empty where they are no ends of a range in it."""
    low, high = _ordinal(first, alphabet), _ordinal(last, alphabet)
    if not low or not low <= high <= low + LONGEST_RANGE:
        return ()
    return tuple(designator(count, alphabet) for count in range(low, high + 1))


def _ordinal(printed: str, alphabet: str) -> int:
    if alphabet == "ROMAN":
        return roman(printed.lower()) if printed.isupper() else 0
    return ordinal(printed, alphabet)


def members(first: str, last: str, level: str) -> tuple[str, ...]:
    """Return the designators from one to another, in the alphabet that both can be of; empty where there is none.

    Args:
        first: ``3``, ``C``, ``ii``.
        last: of the same alphabet.
        level: decides between letters and numerals.
    """
    common = alphabets(first) & alphabets(last)
    order = ("roman", "ROMAN", "number", "letter", "LETTER")
    if level not in ROMAN_LEVELS:
        order = ("number", "letter", "LETTER", "roman", "ROMAN")
    alphabet = next((each for each in order if each in common), "")
    return run(first, last, alphabet) if alphabet else ()
