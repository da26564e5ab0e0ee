"""What the forms have in common: what is put in, and where something stands.

by striking “and” at the end of subparagraph (A)      where: in subparagraph (A), the last place
by inserting “or fee” after “tax” each place it appears      where: after “tax”, each place
by inserting after paragraph (3) the following new paragraph: …      where: after a provision; content: a block
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.effects.acts.cursor import Cursor
from lawdiff.effects.acts.ref import ORDINALS
from lawdiff.effects.acts.refs import references
from lawdiff.effects.acts.remarks import qualified
from lawdiff.effects.acts.tokens import tokens

if TYPE_CHECKING:
    from lawdiff.effects.acts.ref import Refs
    from lawdiff.effects.operation import Occurrence, Position

STOPS = {
    "period": ".",
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
    "dash": "—",
    "em-dash": "—",
    "hyphen": "-",
}
"""Punctuation marks that an instruction calls by their names."""

_PLACES: dict[str, Occurrence] = {
    "1st": "first",
    "2d": "second",
    "2nd": "second",
    "3d": "third",
    "3rd": "third",
    "first": "first",
    "second": "second",
    "third": "third",
    "fourth": "fourth",
    "last": "last",
    "final": "last",
}
_COUNTED = {
    **dict.fromkeys(("both places", "two places", "in two places", "each of the two places"), 2),
    **dict.fromkeys(("three places", "all three places", "each of the three places"), 3),
}
"""Places that are counted -> how many they are."""
_EVERY = ("each place", "each of the places", "all places", "wherever", "every place", "each time")
_EXCEPT = ("other than in", "except in", "except for in")
_EXCEPTION = re.compile(r"(?:other than|except(?: for)?)\b(?: in\b)?\s*(?P<places>.*)", re.DOTALL)
_LONGEST_SUBJECT = 8
"""Words between `each place` and `appears`: ``each place such term``, ``each place the term “X”``."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is put in.

    Attributes:
        texts: the words, one for each quotation.
        blocks: addresses of quoted blocks.
        provisions: whether the instruction calls it a provision (``the following new paragraph``).
    """

    texts: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


@dataclass(slots=True)
class Where:
    """Where something stands, or is put.

    Attributes:
        refs: the provisions that it stands in.
        occurrence: which of several places.
        position: see `Operation.position`.
        anchor_text: the words before or after which.
        anchor: the provision before or after which.
        last: whether it is what stands at the end.
        count: in how many places; 0 where nothing is said.
        excepted: provisions in which nothing happens.
    """

    refs: Refs = ()
    occurrence: Occurrence = "only"
    position: Position = ""
    anchor_text: str = ""
    anchor: Refs = ()
    last: bool = False
    count: int = 0
    excepted: Refs = ()


def stop(cursor: Cursor) -> str:
    """Take ``the period``, ``a semicolon``; return the mark."""
    at = cursor.at
    cursor.skip("the", "a", "an", "such")
    mark = STOPS.get(cursor.low(), "")
    if mark:
        cursor.at += 1
    else:
        cursor.at = at
    return mark


_QUOTED = (
    *("term", "terms", "word", "words", "phrase", "phrases", "figure", "figures", "number", "amount", "date"),
    *("dollar amount", "percentage", "parenthetical"),
)
"""What an instruction may call the words that it quotes: ``striking the term “X”``."""


def quotations(cursor: Cursor) -> tuple[str, ...]:
    """Take quotations in a list: ``“A”``, ``“A” and “B”``."""
    texts: list[str] = []
    at = cursor.at
    cursor.skip("the", "both")
    cursor.skip(*_QUOTED)
    if cursor.kind() != "quote":
        cursor.at = at
        return ()
    while (token := cursor.take("quote")) is not None:
        texts.append(token.text)
        at = cursor.at
        cursor.skip(", and", ",", "and", "or")
        if cursor.kind() != "quote":
            cursor.at = at
            break
    return tuple(texts)


def content(cursor: Cursor) -> Content | None:
    """Take what is put in: quoted words, quoted blocks, a punctuation mark by its name."""
    start = cursor.at
    cursor.skip(":")
    if cursor.skip("the following", "following", "a new", "the new", "new"):
        while (token := cursor.peek()) is not None and token.kind in ("word", "number", "enum", "paren"):
            cursor.at += 1
        while cursor.skip(":", "—", ","):
            pass
    mark = stop(cursor)
    if mark:
        return Content((mark,))
    texts = quotations(cursor)
    blocks: list[str] = []
    while (block := cursor.take("block")) is not None:
        blocks.append(block.text)
    if texts or blocks:
        return Content(texts, tuple(blocks))
    cursor.at = start
    return None


def where(cursor: Cursor, known: Where | None = None) -> Where:
    """Take all that says where, as far as it goes."""
    found = known or Where()
    while not cursor.done:
        at = cursor.at
        comma = cursor.skip(",")
        if not _place(cursor, found) and not _exception(cursor, found):
            cursor.at = before = at
            if _is_exception(cursor):
                break  # it says more than was read
            qualified(cursor, ())
            if cursor.at == before:
                if comma and cursor.sees(", respectively"):
                    cursor.at += 2
                    continue
                break
    return found


def _place(cursor: Cursor, found: Where) -> bool:
    """Take one phrase that says where; say whether there was one."""
    return (
        _each(cursor, found)
        or _end(cursor, found)
        or _order(cursor, found)
        or _beside(cursor, found)
        or _inside(cursor, found)
        or bool(cursor.skip("thereof", "respectively", "in the text", "of such text", "in lieu thereof"))
        or _margins(cursor)
    )


def _is_exception(cursor: Cursor) -> bool:
    token = cursor.peek()
    return token is not None and token.kind == "paren" and _EXCEPTION.match(token.text) is not None


def _exception(cursor: Cursor, found: Where) -> bool:
    """Take ``(other than in subsection (c))``, ``, except in the heading``."""
    at = cursor.at
    token = cursor.peek()
    if token is not None and token.kind == "paren" and (said := _EXCEPTION.match(token.text)) is not None:
        inner = Cursor(tuple(tokens(said["places"], token.address)))
        refs = references(inner)
        if refs and inner.done:
            cursor.at += 1
            found.excepted += refs
            return True
    elif cursor.skip(*_EXCEPT) and (refs := references(cursor)):
        found.excepted += refs
        return True
    cursor.at = at
    return False


def _margins(cursor: Cursor) -> bool:
    """Take remarks on the layout, which say nothing about the words: ``and indenting appropriately``."""
    at = cursor.at
    cursor.skip(",")
    if cursor.skip("and") and cursor.skip(
        "moving",
        "by moving",
        "indenting",
        "adjusting",
        "by indenting",
        "by adjusting",
        "moving the margins",
        "conforming",
    ):
        while cursor.kind() in ("word", "enum", "number") and not cursor.sees("and", "by"):
            cursor.at += 1
        return True
    cursor.at = at
    return bool(cursor.skip("with appropriate indentation", "with appropriate indentations"))


def _each(cursor: Cursor, found: Where) -> bool:
    """Take ``each place it appears``, ``both places such term appears``, ``the first place it appears``."""
    at = cursor.at
    occurrence: Occurrence = "each"
    cursor.skip("in", "at")
    if cursor.skip("each such place"):
        found.occurrence = occurrence
        return True
    count = _COUNTED.get(cursor.skip(*_COUNTED), 0)
    if not count and not cursor.skip(*_EVERY):
        cursor.skip("the")
        named = _PLACES.get(cursor.low())
        if named is None or cursor.low(1) not in ("place", "time"):
            cursor.at = at
            return False
        occurrence = named
        cursor.at += 2
    for ahead in range(_LONGEST_SUBJECT):
        if cursor.low(ahead) in ("appears", "appear", "occurs", "appearing"):
            cursor.at += ahead + 1
            if found.position in ("before", "after") or found.occurrence == "only":
                found.occurrence = occurrence
                found.count = count
            cursor.skip("therein")
            return True
    if count:
        found.occurrence, found.count = occurrence, count
        return True
    cursor.at = at
    return False


def _end(cursor: Cursor, found: Where) -> bool:
    """Take ``at the end``, ``at the end of subparagraph (A)``, ``at the beginning``."""
    at = cursor.at
    end = cursor.skip("at the end", "at the beginning", "to the end", "from the end", "thereto")
    if not end:
        return False
    found.last = end != "at the beginning"
    if not found.position:
        found.position = "end" if found.last else "beginning"
    inner = cursor.at
    if cursor.skip("of", "in") and not cursor.skip("thereof"):
        refs = references(cursor)
        if refs:
            found.refs = found.refs or refs
        else:
            cursor.at = inner
    cursor.skip("thereof")
    return cursor.at > at


def _order(cursor: Cursor, found: Where) -> bool:
    """Take ``in alphabetical order``, ``in the appropriate numerical order``, ``at the appropriate place``."""
    at = cursor.at
    cursor.skip("at", "in")
    cursor.skip("the")
    appropriate = cursor.skip("appropriate")
    order = cursor.skip("alphabetical", "numerical", "alphabetic")
    noun = cursor.skip("order", "place", "position", "sequence", "location")
    if not noun or not (appropriate or order):
        cursor.at = at
        return False
    found.position = "numerical" if order == "numerical" else "alphabetical"
    return True


def _beside(cursor: Cursor, found: Where) -> bool:
    """Take ``after “X”``, ``before the period at the end``, ``immediately after paragraph (3)``."""
    at = cursor.at
    cursor.skip("immediately")
    side = cursor.skip("after", "before", "following", "preceding", "prior to")
    if not side:
        cursor.at = at
        return False
    position: Position = "after" if side in ("after", "following") else "before"
    texts = quotations(cursor)
    mark = "" if texts else stop(cursor)
    refs = () if texts or mark else references(cursor)
    if not (texts[:1] or mark or refs) or len(texts) > 1:
        cursor.at = at
        return False
    found.position, found.anchor_text, found.anchor = position, "".join(texts) or mark, refs
    if mark:
        inner = cursor.at
        if cursor.skip("at the end"):
            found.occurrence = "last"
            _of(cursor, found)
        else:
            cursor.at = inner
    return True


def _of(cursor: Cursor, found: Where) -> None:
    at = cursor.at
    if cursor.skip("of", "in"):
        refs = references(cursor)
        if refs:
            found.refs = found.refs or refs
        else:
            cursor.at = at


def _inside(cursor: Cursor, found: Where) -> bool:
    """Take ``in paragraph (2)``, ``in the heading``, ``of such subsection``."""
    at = cursor.at
    if not cursor.skip("in", "from", "of", "under"):
        return False
    refs = references(cursor)
    if not refs or found.refs:
        cursor.at = at
        return False
    found.refs = refs
    return True


def ordinal(word: str) -> int:
    """Return what an ordinal counts; 0 for any other word."""
    return ORDINALS.get(word, 0)
