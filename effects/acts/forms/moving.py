"""Provisions moved to another place.

by moving such paragraphs before paragraph (4)
by transferring subsection (d) to appear after subsection (f)
by moving paragraph (2) to the end
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.acts import phrases
from lawdiff.effects.acts.grammar import Clause, form, operation
from lawdiff.effects.acts.ref import PLURALS
from lawdiff.effects.acts.refs import references

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation


@form("moving", "moving", "transferring")
def moving(clause: Clause) -> list[Operation]:
    """Read a move to a place beside another provision, or to an end."""
    cursor = clause.cursor
    if cursor.low() == "such" and cursor.low(1) in PLURALS:
        cursor.at += 2
        places = clause.memory.recent
    else:
        places = clause.targets(references(cursor))
    cursor.skip("so as")
    if not cursor.skip("to appear") and not cursor.sees("to the end"):
        cursor.skip("to")
    found = phrases.where(cursor)
    if not found.position or found.refs:
        return []
    anchor = clause.resolve(found.anchor[0], clause.bases[0]) if found.anchor else None
    return [operation("move", place, position=found.position, anchor=anchor) for place in places]
