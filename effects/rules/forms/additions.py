"""Provisions that are added.

adding paragraphs (a)(3) through (5)             ->  add each to (a), in the order of its number
Add § 180.1406 to subpart D                      ->  add to the subpart
Add subpart E                                    ->  with all that is printed in it
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form
from lawdiff.effects.rules.forms.single import single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.operation import Operation
    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context


@form("addition")
def addition(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read what comes in."""
    del name
    clause = clauses[0]
    if clause.verbs not in (("add",), ("add", "reserve")):
        return None
    if not clause.objects:
        if clause.unknown:
            return None
        raise NotReadError("it does not say what is added")
    inside = context.narrowed([named for named in clause.where if named.kind not in ("quote", "mark")])
    operations: list[Operation] = []
    missed: list[tuple[int, int, str]] = []
    for named in clause.objects:
        try:
            made = single(clause, named, inside)
        except NotReadError as error:
            missed.append((named.start, named.end, str(error)))
            continue
        operations.extend(each for each in made if not _printed_within(each, operations, context))
        if named.kind == "comments":
            inside = inside.narrowed([named])
    if missed and not operations:
        raise NotReadError(missed[0][2])
    return Found(tuple(operations), missed=tuple(missed))


def _printed_within(operation: Operation, before: Sequence[Operation], context: Context) -> bool:
    """Return whether what is added came in with something added before: a heading brings its comments."""
    del context
    return any(
        address != other and address.startswith(f"{other}/")
        for address in operation.payload
        for earlier in before
        if earlier.target.part == "whole" and operation.target.part == "whole"
        for other in earlier.payload
    )
