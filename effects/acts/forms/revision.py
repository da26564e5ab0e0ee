"""Provisions that are to read as follows.

Section 6(f) … is amended to read as follows: …
by amending paragraph (2) to read as follows: …
The heading for section 9 is amended to read as follows: “Fees”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.acts import phrases
from lawdiff.effects.acts.grammar import Clause, form, operation
from lawdiff.effects.acts.refs import references

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation


@form("revision", "amending", "revising", "read")
def revision(clause: Clause) -> list[Operation]:
    """Read a text that takes the place of its target."""
    cursor = clause.cursor
    refs = references(cursor) if clause.verb != "read" else ()
    cursor.skip(",")
    cursor.skip("so as")
    if not cursor.skip("to read"):
        return []
    cursor.skip("as follows")
    cursor.skip(":", "—", ",")
    content = phrases.content(cursor)
    if content is None:
        return []
    text, payload = clause.put_in(content)
    places = clause.targets(refs)
    made = [operation("remove", place) for place in places[1:]]
    return [*made, operation("revise", places[0], inserted=text, payload=payload)]
