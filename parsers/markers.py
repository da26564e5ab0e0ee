"""The markers of paragraphs: ``(a)``, ``(1)``, ``(iii)``, ``(B)`` and what they can mean.

A section of the CFR counts its paragraphs in six alphabets, one a level (1 CFR 21.11; Document Drafting Handbook,
section 3.3)::

    (a)  (1)  (i)  (A)  (1) in italics  (i) in italics

and the official interpretations of the banking agencies in others: ``1.``, ``i.``, ``A.``, ``1.`` in italics.
One printed marker can belong to several: ``(i)`` is the ninth letter and the first roman numeral, ``(ii)`` the
second numeral and the letter after ``(hh)``. This module lists the possibilities; `readings` chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lawdiff.parsers.quick import quick_tuple
from lawdiff.parsers.text import whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

LETTERS = 26

MISPRINT = 1.0
"""Cost of reading a marker against its type face: italics were lost in a conversion, or set by mistake."""


class Place(NamedTuple):
    """One thing that a marker can be: a level (from 1), the ordinal in that level's alphabet, the cost of it."""

    level: int
    ordinal: int
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to number paragraphs.

    Attributes:
        marker: finds one marker at a position; group 1 is its designator.
        brackets: whether its markers stand in brackets, so that ranges (``(a)-(c)``) and text tell them apart.
        levels: names of the levels, outermost first.
        alphabets: what counts at each level: ``letter``, ``number``, ``roman``, ``LETTER``, with a leading ``/``
            where it prints in italics.
        below: the first marker of the level below, behind a heading in italics that has no stop.
        tentative: whether the paragraphs need not be numbered so: then a reading that does not come out is given up.
    """

    marker: re.Pattern[str]
    brackets: bool
    levels: tuple[str, ...]
    alphabets: tuple[str, ...]
    below: re.Pattern[str]
    tentative: bool = False


CFR = Scheme(
    re.compile(r"\s*\(\s?([a-z]{1,8}|[A-Z]{1,3}|[0-9]{1,3})\s?\)"),
    brackets=True,
    levels=("paragraph", "subparagraph", "clause", "subclause", "item", "subitem"),
    alphabets=("letter", "number", "roman", "LETTER", "/number", "/roman"),
    below=re.compile(r"\s?(?=\((?:1|i|A)\)\s?[—–])"),
)
"""Paragraphs of a section. All are "paragraph" in a citation; the names tell the depths apart."""

NUMBER_FIRST = replace(CFR, alphabets=("number", "letter", "roman", "LETTER", "/number", "/roman"))
"""Sections that count (1), (2) above (a), (b), as some agencies do against 1 CFR 21.11."""

APPENDIX = replace(CFR, tentative=True)
"""Appendices number their paragraphs as they please; many do as sections do."""

COMMENT = Scheme(
    re.compile(r"\s*([0-9]{1,3}|[a-z]{1,8}|[A-Z]{1,2})\.(?=\s|$|(?<=[0-9]\.)[A-Z“])"),
    brackets=False,
    levels=("comment", "subcomment", "comment clause", "comment item", "comment subitem"),
    alphabets=("number", "roman", "LETTER", "/number", "/roman"),
    below=re.compile(r"\s(?=(?:i|A|1)\.\s)"),
)
"""Comments of official interpretations (12 CFR 1026, Supplement I, Introduction, 4: "Comment designations")."""

TENTATIVE = (
    APPENDIX,
    NUMBER_FIRST,
    replace(CFR, levels=CFR.levels[2:], alphabets=CFR.alphabets[2:]),
    *(
        replace(COMMENT, levels=CFR.levels[: len(alphabets)], alphabets=alphabets)
        for alphabets in (
            ("number", "letter", "roman", "LETTER"),
            ("number", "letter", "roman", "letter"),
            ("number", "roman", "LETTER", "/number", "/roman"),
            ("LETTER", "number", "letter", "roman"),
            ("letter", "roman", "LETTER"),
        )
    ),
)
"""How appendices number their paragraphs, in the order in which it is tried: ``(a) (1) (i)``, ``(1) (a) (i)``,
``(i) (A)`` under a heading ``(b)(3)``, ``1. a. i. A.``, ``1. a. i. a.``, ``1. i. A.``, ``A. 1. a.``, ``a. i.``
under a heading ``1.``."""

_ROMAN = re.compile(r"(l?x{0,3}|xl)(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman(numeral: str) -> int:
    """Return the value of a lower-case roman numeral up to 89, or 0 for anything else."""
    if not numeral or not _ROMAN.fullmatch(numeral):
        return 0
    total = 0
    for character, after in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _VALUES[character]
        total += -value if after and _VALUES[after] > value else value
    return total


def letter(designator: str) -> int:
    """Return the ordinal of ``a`` … ``z``, ``aa`` (27) … ``zz``, ``aaa``; 0 for anything else."""
    if len(set(designator)) != 1 or not designator.isalpha():
        return 0
    return (len(designator) - 1) * LETTERS + ord(designator[0].lower()) - ord("a") + 1


def ordinal(designator: str, alphabet: str) -> int:
    """Return the place of a designator in an alphabet, from 1, or 0 where it does not belong to it."""
    if alphabet == "number":
        return whole_number(designator) or 0
    if alphabet == "letter":
        return letter(designator) if designator.islower() else 0
    if alphabet == "LETTER":
        return letter(designator) if designator.isupper() else 0
    return roman(designator) if designator.islower() else 0


def counted(designator: str, open_styles: Mapping[str, int]) -> tuple[str, int]:
    """Return the alphabet of a part of an instruction (``C.``, ``iii.``, ``a.``) and its place in it.

    Args:
        designator: without its stop.
        open_styles: alphabet -> place of the parts that are open, which tell ``i.`` after ``h.`` from the first ``i.``.
    """
    if designator.isdigit():
        return "number", int(designator)
    if designator.isupper():
        return "LETTER", letter(designator)
    value, place = roman(designator), letter(designator)
    if value and open_styles.get("roman") == value - 1 and value > 1:
        return "roman", value
    if place and open_styles.get("letter") == place - 1 and place > 1:
        return "letter", place
    if value and (value == 1 or not place or len(designator) > 1):
        return "roman", value
    return "letter", place


@lru_cache(maxsize=4096)
def places(designator: str, alphabets: tuple[str, ...], italic: bool) -> tuple[Place, ...]:
    """Return everything that a designator can be, outermost level first."""
    found = []
    for level, alphabet in enumerate(alphabets, 1):
        count = ordinal(designator, alphabet.removeprefix("/"))
        if count:
            fits = alphabet.startswith("/") == italic or (
                not designator.islower() and not designator.isdigit()
            )
            found.append(Place(level, count, 0.0 if fits else MISPRINT))
    return tuple(found)


class Paragraph(NamedTuple):
    """One printed paragraph (a named tuple: there are as many as lines in a rule, and they live for a moment).

    Attributes:
        text: with its markers.
        italics: (start, end) of the italic stretches in it.
        refs: (offset, label) of its footnote references.
        line: the source line.
        scheme: how to read its markers; None for a paragraph that is known to have none.
    """

    text: str
    italics: tuple[tuple[int, int], ...] = ()
    refs: tuple[tuple[int, str], ...] = ()
    line: int = 0
    scheme: Scheme | None = CFR


class Token(NamedTuple):
    """One marker of a paragraph, with the heading that runs in after it (a named tuple, as `Paragraph`).

    Attributes:
        number: as printed: ``(a)``, ``(a)-(c)``.
        designator: ``a``, ``a-c``.
        first: what it can be.
        last: what the end of a range can be; the same as `first` for a single marker.
        heading: or empty.
        heading_at: where the heading begins in the paragraph.
        text_at: where the text after it begins.
        text: stars that stand for its own text where the next marker is joined to it: ``(3) * * * (i) …``.
    """

    number: str
    designator: str
    first: tuple[Place, ...]
    last: tuple[Place, ...]
    heading: str
    heading_at: int
    text_at: int
    text: str = ""


_new_token = quick_tuple(Token)

_RANGE = re.compile(
    r"\s*(?:[-–—]|through|and|to|,)\s*[(]([A-Za-z0-9]{1,5})[)]"
    r"(?=[.\s]*(?:(?:\[?[Rr]eserved|\*\s\*\s\*|\[[Rr]emoved)|$))",
)
_STARS = re.compile(r"\* \* \*\s*(?=\()")
"""Stars before a marker: what stands between two markers and is left out."""
_STOP = re.compile(r"\.—|[.:](?=\s|$)|\s?[—–](?=\()")
"""What ends a heading right after its italics: ``</E>.``, ``</E>—(1)``."""
_PLAIN_HEADING = re.compile(r"“?[A-Z][^.;:()]{2,120}[—–](?=\((?:1|i|A)\))")
"""A heading without italics is sure only before the first marker of the level below: ``(c) Definitions—(1) …``."""
_FAR = len("“A—(") + 120
"""How far behind its marker such a heading ends at most."""
_JOINED_AT_END = re.compile(r"(?<=[.:?—])\s(?=(?:1|i|A)\.$)")
"""Before the first marker of the level below, where it is set in italics with the heading: ``Examples. 1.``"""
_HEADING_ENDS = (".", ":", "—", "–", ".”", "?")
LONGEST_HEADING = 240
"""A longer stretch of italics is emphasis, not a heading; the longest heading in the corpus has 198 characters."""


def split(paragraph: Paragraph) -> list[Token]:
    """Return the markers at the start of a paragraph, each with its run-in heading; none for plain text.

    ``(b) <i>Scope.</i> (1) This part …``  ->  ``(b)`` with the heading "Scope.", then ``(1)``.
    ``(3) * * * (i) This part …``          ->  ``(3)`` with stars for its text, then ``(i)``.
    """
    scheme, text = paragraph.scheme, paragraph.text
    tokens: list[Token] = []
    at = 0
    while scheme is not None and (match := scheme.marker.match(text, at)):
        first = places(match[1], scheme.alphabets, _italic(paragraph, match.start(1)))
        if tokens:
            first = _one_deeper(tokens[-1].last, first)
        if not first:
            break
        if tokens and tokens[-1].text_at < at:
            tokens[-1] = tokens[-1]._replace(text=text[tokens[-1].text_at : at].strip())
        token = _token(paragraph, match, first, scheme)
        tokens.append(token)
        starred = scheme.brackets and text.startswith("*", token.text_at)
        stars = _STARS.match(text, token.text_at) if starred else None
        at = stars.end() if stars else token.text_at
        if at >= len(text) or (scheme.brackets and text[at] not in "( "):
            break
    return tokens


def _one_deeper(above: tuple[Place, ...], places_: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places of a joined marker that stand right below the marker before it."""
    levels = {place.level + 1 for place in above}
    return tuple(place for place in places_ if place.level in levels)


def _token(paragraph: Paragraph, match: re.Match[str], first: tuple[Place, ...], scheme: Scheme) -> Token:
    text, end, last = paragraph.text, match.end(), first
    designator = match[1]
    until = _RANGE.match(text, end) if scheme.brackets else None
    if until:
        closing = places(until[1], scheme.alphabets, _italic(paragraph, until.start(1)))
        if closing:
            end, last, designator = until.end(), closing, f"{designator}-{until[1]}"
    number = text[match.start() : end].strip()
    start = end + 1 if text[end : end + 1] == " " else end
    stop = _heading_end(paragraph, start)
    heading = text[start:stop].strip()
    text_at = stop + 1 if text[stop : stop + 1] == " " else stop
    return _new_token((number, designator, first, last, heading, start, text_at, ""))


def _italic(paragraph: Paragraph, at: int) -> bool:
    italics = paragraph.italics
    return bool(italics) and any(start <= at < end for start, end in italics)


def _heading_end(paragraph: Paragraph, start: int) -> int:
    """Return where the run-in heading that begins at `start` ends; `start` itself where there is none."""
    text = paragraph.text
    for begin, end in paragraph.italics:
        if begin > start:
            break
        if end <= start:
            continue
        stop = _STOP.match(text, end)
        if stop:
            end = stop.end()  # noqa: PLW2901 - the stop after the italics belongs to the heading
        heading = text[start:end].rstrip()
        scheme = paragraph.scheme
        if begin <= start and scheme is not None and scheme.below.match(text, end):
            return end
        if not heading.endswith(_HEADING_ENDS) or len(heading) > LONGEST_HEADING:
            return start
        if heading[0].isalnum() or heading[0] in "“§[":
            joined = _JOINED_AT_END.search(heading) if scheme is not None and not scheme.brackets else None
            return start + joined.start() if joined else end
    dash = max(text.rfind("—(", start, start + _FAR), text.rfind("–(", start, start + _FAR))
    roman_type = _PLAIN_HEADING.match(text, start) if dash > start else None
    return roman_type.end() if roman_type else start
