"""Words and provisions put in, and provisions added.

by inserting “or fee” after “tax”
by inserting “, and” before the period at the end
by inserting after paragraph (3) the following new paragraph: …
by adding at the end the following: …
by adding “and” at the end
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.acts import phrases
from lawdiff.effects.acts.grammar import Clause, form, narrowed, operation
from lawdiff.effects.acts.ref import NAMES

if TYPE_CHECKING:
    from lawdiff.effects.acts.cursor import Cursor
    from lawdiff.effects.operation import Operation


def _the_following(cursor: Cursor, found: phrases.Where) -> None:
    """Take ``the following new paragraph at the end``, before what follows."""
    at = cursor.at
    if cursor.skip("the following"):
        cursor.skip("new")
        if cursor.low() in NAMES or cursor.low() in ("sentence", "sentences", "item", "items"):
            cursor.at += 1
        phrases.where(cursor, found)
    if not found.position:
        cursor.at = at


@form("insertion", "inserting", "adding")
def insertion(clause: Clause) -> list[Operation]:
    """Read what is put in, and where: before it, behind it, or both."""
    cursor = clause.cursor
    found = phrases.where(cursor)
    cursor.skip(",")
    if not found.position:
        _the_following(cursor, found)
    content = phrases.content(cursor)
    if content is None:
        return []
    phrases.where(cursor, found)
    if not found.position:
        return []
    text, payload = clause.put_in(content)
    made = []
    targets = narrowed(clause, found)
    for base in targets:
        anchors = [clause.resolve(ref, base) for ref in found.anchor]
        made.append(
            operation(
                "add" if payload else "insert",
                base,
                inserted=text,
                payload=payload,
                position=found.position,
                anchor=anchors[-1] if anchors else None,
                anchor_text=found.anchor_text,
                occurrence=found.occurrence,
                count=found.count if len(targets) == 1 else 0,
                excepted=clause.excepted(found, base),
            )
        )
    return made
