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
    if _in_place(clauses):
        return _replaced(clauses, context, name)
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


def _in_place(clauses: Sequence[Clause]) -> bool:
    """Return whether sentences take the place of one: ``removing the first sentence and adding two in its place``."""
    return (
        len(clauses) > 1
        and clauses[0].verbs == ("remove",)
        and clauses[1].verbs == ("add",)
        and "inplace" in clauses[1].marks
        and all(len(each.objects) == 1 and each.objects[0].part == "sentence" for each in clauses[:2])
    )


def _replaced(clauses: Sequence[Clause], context: Context, name: str) -> Found:
    gone, new = clauses[0].objects[0], clauses[1].objects[0]
    inside = context.narrowed([each for each in clauses[0].where if each.kind != "quote"])
    operations = []
    for place in inside.resolve(gone):
        if not place.ordinal:
            raise NotReadError("it does not say which sentence")
        printed = context.payload.find(place.path)
        count = int(new.words or 1)
        found = context.payload.new_sentences(printed, count) if printed is not None else []
        if printed is None or len(found) < count:
            raise NotReadError("the new sentence is not printed below the instruction")
        operations.append(
            context.operation(
                "revise", place, clauses[0], name, gone, payload=(printed.address,), inserted=" ".join(found)
            )
        )
    return Found(tuple(operations), 2)


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
    count = int(named.words or 1)
    new = context.payload.new_sentences(printed, count, further) if printed is not None else []
    if printed is None or not new or (count > 1 and len(new) < count):
        raise NotReadError("the new sentence is not printed below the instruction")
    more: dict[str, Any] = {"payload": (printed.address,), "inserted": " ".join(new)}
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
