"""Words put in the place of words, the new ones said first.

by substituting “three” for “two”
by substituting “Commission” for “Board” each place it appears
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.acts import phrases
from lawdiff.effects.acts.grammar import Clause, form, narrowed, operation

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation


@form("substitution", "substituting")
def substitution(clause: Clause) -> list[Operation]:
    """Read one quotation for another."""
    cursor = clause.cursor
    new = phrases.quotations(cursor)
    old = phrases.quotations(cursor) if cursor.skip("for", "in lieu of", "in place of") else ()
    if len(new) != 1 or len(old) != 1:
        return []
    found = phrases.where(cursor)
    targets = narrowed(clause, found)
    return [
        operation(
            "replace",
            target,
            struck=old[0],
            inserted=new[0],
            occurrence=found.occurrence,
            count=found.count if len(targets) == 1 else 0,
            excepted=clause.excepted(found, target),
        )
        for target in targets
        if not found.position
    ]
