"""Provisions given other designators.

by redesignating paragraph (3) as paragraph (4)
by redesignating paragraphs (3) through (5) as paragraphs (4) through (6), respectively
by redesignating section 224 as section 225
by redesignating the item relating to section 224 as relating to section 225
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.acts import phrases
from lawdiff.effects.acts.grammar import Clause, form, operation
from lawdiff.effects.acts.ref import Ref
from lawdiff.effects.acts.refs import references
from lawdiff.effects.operation import Place, Step

if TYPE_CHECKING:
    from lawdiff.effects.acts.cursor import Cursor
    from lawdiff.effects.acts.ref import Refs
    from lawdiff.effects.operation import Operation


@form("redesignation", "redesignating", "renumbering", "designating")
def redesignation(clause: Clause) -> list[Operation]:
    """Read what is redesignated as what, one by one.

    They are put in an order in which none takes a designator that another one still has: the last first where the
    numbers go up.
    """
    cursor = clause.cursor
    old = references(cursor)
    cursor.skip(",")
    if not old or not cursor.skip("as", "to be", "to"):
        return []
    new = _new(cursor)
    if len(new) != len(old):
        return []
    found = phrases.where(cursor)
    made = []
    for base in clause.targets(found.refs):
        pairs = []
        for before, after in zip(old, new, strict=True):
            target = clause.resolve(before, base)
            above = replace(
                target, path=target.path[:-1] if before.path else target.path, part="whole", also=_up(target)
            )
            pairs.append(operation("redesignate", target, to=clause.resolve(after, above)))
        made += _safe(pairs)
    return made


def _up(target: Place) -> tuple[Place, ...]:
    return tuple(replace(place, path=place.path[:-1]) for place in target.also)


def _new(cursor: Cursor) -> Refs:
    """Take the new designators; ``as relating to section 225`` names the row of a table."""
    if cursor.skip("relating to", "an item relating to", "items relating to", "the item relating to"):
        named = references(cursor)
        return tuple(Ref((Step("item", ref.path[-1].designator),)) for ref in named if ref.path)
    return references(cursor)


def _safe(pairs: list[Operation]) -> list[Operation]:
    """Return redesignations in an order in which no number is taken while something has it."""
    olds = [pair.target.path for pair in pairs]
    for at, pair in enumerate(pairs):
        if pair.to is not None and pair.to.path in olds[at + 1 :]:
            return pairs[::-1]
    return pairs
