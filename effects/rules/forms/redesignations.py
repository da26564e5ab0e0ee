"""Numbers that change.

redesignating paragraphs (b) through (d) as paragraphs (c) through (e)    ->  b as c, c as d, d as e
Redesignate § 22.75 as § 22.325 and transfer to subpart E
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context


@form("redesignation")
def redesignation(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read what gets another number."""
    clause = clauses[0]
    if clause.verbs != ("redesignate",):
        return None
    owners = [replace(named, steps=named.steps[:1]) for named in clause.objects if named.kind == "section"]
    around = owners if all(named.kind == "paragraph" for named in clause.to) else []
    inside = context.narrowed([*around[:1], *(named for named in clause.where if named.kind != "quote")])
    old, new = inside.all(clause.objects), inside.all(clause.to)
    if not old or len(old) != len(new):
        raise NotReadError(f"{len(old)} provisions get {len(new)} new numbers")
    used = 1
    if len(clauses) > 1 and clauses[1].verbs == ("transfer",) and len(clauses[1].where) == 1:
        into = context.resolve(clauses[1].where[0])[0].path
        new = tuple(replace(place, path=(*into, *place.path)) for place in new)
        used = 2
    if any(a.path[-1].level != b.path[-1].level for a, b in zip(old, new, strict=True) if a.path and b.path):
        raise NotReadError("what gets the number and the number are of different kinds")
    if any(place.part != "whole" for place in (*old, *new)):
        raise NotReadError("only a part of a provision gets a number")
    return Found(
        tuple(
            context.operation("redesignate", source, clause, name, named, to=target)
            for source, target, named in zip(old, new, clause.objects, strict=False)
        ),
        used,
    )
