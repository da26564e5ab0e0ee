"""Designators of acts: their alphabets, and the members of a range (``(3) through (5)``).

An act counts its parts in alphabets by level (House Legislative Counsel's Manual on Drafting Style, section 312)::

    subsection (a)  paragraph (1)  subparagraph (A)  clause (i)  subclause (I)  item (aa)  subitem (AA)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.markers import letter, roman

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_RANGE = 60
"""Members to which a range is written out; a longer one is a slip, or no range of siblings (there are 50 in the
longest list of redesignated paragraphs seen)."""

ROMAN_LEVELS = frozenset({"clause", "subclause", "title", "part"})
"""Levels that count in Roman numerals where a designator could be a letter as well."""

LETTERS = 26
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


def to_letter(number: int) -> str:
    """Return the letter of an ordinal; after ``z`` come ``aa``, ``bb``, …."""
    return chr(ord("a") + (number - 1) % LETTERS) * ((number - 1) // LETTERS + 1)


def to_roman(number: int) -> str:
    """Return a Roman numeral in lower case."""
    result = ""
    for value, numeral in _NUMERALS:
        while number >= value:
            result += numeral
            number -= value
    return result


def alphabets(designator: str) -> frozenset[str]:
    """Return the alphabets that a designator can be of: ``number``, ``letter``, ``LETTER``, ``roman``, ``ROMAN``."""
    if designator[:1].isdigit():
        return frozenset({"number"})
    low, upper = designator.lower(), designator.isupper()
    found = {"LETTER" if upper else "letter"} if letter(low) > 0 else set()
    if roman(low) > 0:
        found.add("ROMAN" if upper else "roman")
    return frozenset(found)


def siblings(first: str, second: str) -> bool:
    """Say whether two designators can stand beside each other at one level."""
    return bool(alphabets(first) & alphabets(second))


def members(first: str, last: str, level: str) -> tuple[str, ...]:
    """Return the designators from one to another; empty where they are no ends of a range.

    Args:
        first: ``3``, ``C``, ``ii``.
        last: of the same alphabet.
        level: decides between letters and numerals.
    """
    if first.isdecimal() and last.isdecimal():
        return _between(int(first), int(last), str)
    if first.isupper() != last.isupper():
        return ()
    low, high = first.lower(), last.lower()
    both_roman = roman(low) > 0 and roman(high) > 0
    if both_roman and (level in ROMAN_LEVELS or not (letter(low) > 0 and letter(high) > 0)):
        found = _between(roman(low), roman(high), to_roman)
    elif letter(low) > 0 and letter(high) > 0:
        found = _between(letter(low), letter(high), to_letter)
    else:
        return ()
    return tuple(name.upper() for name in found) if first.isupper() else found


def _between(first: int, last: int, write: Callable[[int], str]) -> tuple[str, ...]:
    if not first <= last < first + LONGEST_RANGE:
        return ()
    return tuple(write(number) for number in range(first, last + 1))
