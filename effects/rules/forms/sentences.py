"""Sentences that are added, revised or removed.

revising the first sentence of paragraph (b)     ->  revise sentence 1 of (b)
adding a third sentence to paragraph (a)(1)      ->  add sentence 3 to (a)(1)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form
from lawdiff.effects.rules.forms.single import single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.operation import Operation, Place
    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context
    from lawdiff.effects.rules.named import Named


@form("sentence")
def sentence(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read sentences, and what stands with them in one list."""
    clause = clauses[0]
    if not any(named.part == "sentence" for named in clause.objects) or clause.verbs not in (
        ("add",),
        ("revise",),
        ("remove",),
    ):
        return None
    operations: list[Operation] = []
    missed: list[tuple[int, int, str]] = []
    for named in clause.objects:
        try:
            operations.extend(_each(clause, named, context, name))
        except NotReadError as error:
            missed.append((named.start, named.end, str(error)))
    if missed and not operations:
        raise NotReadError(missed[0][2])
    return Found(tuple(operations), missed=tuple(missed))


def _each(clause: Clause, named: Named, context: Context, name: str) -> list[Operation]:
    if named.part != "sentence":
        return single(clause, named, context)
    inside = context
    if named.kind == "here":
        inside = context.narrowed([each for each in clause.where if each.kind != "quote"])
    return [_one(clause, named, place, context, name) for place in inside.resolve(named)]


def _further(clause: Clause, named: Named) -> int:
    """Return how many sentences of the same provision the list still has behind one."""
    at = next(count for count, each in enumerate(clause.objects) if each is named)
    return sum(
        each.part == "sentence" and (each.kind, each.steps) == (named.kind, named.steps)
        for each in clause.objects[at + 1 :]
    )


def _one(clause: Clause, named: Named, place: Place, context: Context, name: str) -> Operation:
    if clause.verbs == ("remove",):
        if not place.ordinal:
            raise NotReadError("it does not say which sentence")
        return context.operation("remove", place, clause, name, named)
    if clause.verbs == ("revise",) and not place.ordinal:
        raise NotReadError("it does not say which sentence")
    printed = context.payload.find(place.path)
    further = _further(clause, named)
    new = context.payload.new_sentences(printed, 1, further) if printed is not None else []
    if printed is None or not new:
        raise NotReadError("the new sentence is not printed below the instruction")
    more: dict[str, Any] = {"payload": (printed.address,), "inserted": new[0]}
    if clause.verbs == ("revise",):
        return context.operation("revise", place, clause, name, named, **more)
    beside = [each for each in (*clause.after, *clause.before) if each.part == "sentence"]
    if beside:
        anchor = replace(place, ordinal=beside[0].ordinal)
        position = "after" if clause.after else "before"
        return context.operation("add", place, clause, name, named, position=position, anchor=anchor, **more)
    if "end" in clause.marks or not place.ordinal:
        return context.operation("add", place, clause, name, named, position="end", **more)
    return context.operation("add", place, clause, name, named, **more)
