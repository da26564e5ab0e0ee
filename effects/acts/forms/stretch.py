"""A stretch of text struck by its ends.

by striking “two years” and all that follows through “consent” and inserting “one year”
by striking “two years” and all that follows through the period at the end
by striking “except” and all that follows
by striking subsection (a) and all that follows through subsection (c) and inserting …
by striking all that precedes paragraph (2) and inserting …
by striking the section designation and all that follows through the end of subsection (a) and inserting …
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.acts import phrases
from lawdiff.effects.acts.grammar import STRIKE, Clause, form, operation
from lawdiff.effects.acts.refs import references

if TYPE_CHECKING:
    from lawdiff.effects.acts.cursor import Cursor
    from lawdiff.effects.acts.ref import Refs
    from lawdiff.effects.operation import Operation

END = "$"
BEGINNING = "^"


@form("stretch", *STRIKE)
def stretch(clause: Clause) -> list[Operation]:
    """Read the striking of all from some words on."""
    cursor = clause.cursor
    if cursor.skip("all that precedes", "all that comes before", "everything that precedes"):
        return _before(clause)
    bounded = bool(cursor.skip(*_BEGINNING_WITH))
    first = cursor.take("quote")
    opening: Refs = ()
    if first is None:
        opening = references(cursor)
        if len(opening) != 1:
            return []
    found = phrases.where(cursor)
    cursor.skip(",")
    if not _goes_on(cursor, bounded=bounded, words=first is not None):
        return []
    last, through, short = _ending(cursor)
    phrases.where(cursor, found)
    inserted = ""
    payload: tuple[str, ...] = ()
    if clause.paired is not None:
        content = phrases.content(clause.paired)
        if content is None:
            return []
        phrases.where(clause.paired, found)
        inserted, payload = clause.put_in(content)
    if found.excepted:
        return []
    made = []
    for target in clause.targets(found.refs):
        begin = clause.resolve(opening[0], target) if opening else target
        end = clause.resolve(through[0], replace(target, part="whole", ordinal=0)) if through else None
        made.append(
            operation(
                "replace" if clause.paired is not None else "strike",
                begin,
                struck=first.text if first is not None else BEGINNING,
                struck_to=last,
                inserted=inserted,
                payload=payload,
                occurrence=found.occurrence,
                position="before" if short else "",
                through=end,
            )
        )
    return made


_BEGINNING_WITH = ("the matter beginning with", "the language beginning with", "all matter beginning with")
_FOLLOWS = ("and all that follows", "all that follows", "and everything that follows", "and all the follows")


def _goes_on(cursor: Cursor, *, bounded: bool, words: bool) -> bool:
    """Take what says that all behind the first words is struck too; say whether it was there."""
    if bounded and cursor.skip("and ending with", "and ending at"):
        cursor.at -= 1  # "with “Y”" says what it ends with, as "through “Y”" does
        return True
    if cursor.sees("through") and words:
        return True  # striking “X” through “Y”
    return bool(cursor.skip(*_FOLLOWS))


def _before(clause: Clause) -> list[Operation]:
    """Read the striking of all from the beginning up to words, or up to a provision."""
    words = clause.cursor.take("quote")
    through = () if words is not None else references(clause.cursor)
    if words is None and len(through) != 1:
        return []
    found = phrases.where(clause.cursor)
    content = phrases.content(clause.paired) if clause.paired is not None else None
    inserted, payload = clause.put_in(content) if content is not None else ("", ())
    return [
        operation(
            "strike" if content is None else "replace",
            base,
            struck=BEGINNING,
            struck_to=words.text if words is not None else "",
            through=clause.resolve(through[0], base) if through else None,
            position="before",
            inserted=inserted,
            payload=payload,
        )
        for base in clause.targets(found.refs)
    ]


def _ending(cursor: Cursor) -> tuple[str, Refs, bool]:
    """Take how far the stretch goes: what ends it, the provision that this stands in, whether it stops before."""
    if not cursor.skip("through", "up to", "before", "to", "with", "at"):
        return END, (), False
    until = cursor.tokens[cursor.at - 1].low == "before"
    token = cursor.take("quote")
    if token is not None:
        return token.text, _in(cursor), until
    if cursor.skip("the end"):
        cursor.skip("of the sentence", "of such sentence", "thereof")
        return END, _in(cursor), until
    mark = phrases.stop(cursor)
    if mark:
        end = cursor.skip("at the end")
        return (END if end else mark), _in(cursor), until
    return END, references(cursor), until


def _in(cursor: Cursor) -> Refs:
    """Take the provision that the end stands in: ``of paragraph (2)``, ``in subsection (b)``."""
    at = cursor.at
    refs = references(cursor) if cursor.skip("of", "in") else ()
    if not refs:
        cursor.at = at
    return refs
