"""The authority citation of a part or subpart.

The authority citation for part 215 continues to read as follows:    ->  nothing is done
The authority citation for part 215 is revised to read as follows:   ->  revise its authority
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.operation import Place, Step
from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context


@form("authority continues")
def continues(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read that a citation stays as it is."""
    del context, name
    clause = clauses[0]
    if "continues" in clause.marks and not clause.verbs:
        return Found(())
    return None


@form("authority citation")
def authority(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read a new authority citation."""
    clause = clauses[0]
    cited = [named for named in clause.objects if named.part in ("authority", "source")]
    if (
        not cited
        or len(cited) != len(clause.objects)
        or clause.verbs not in (("revise",), ("add",), ("amend",))
    ):
        return None
    if "continues" in clause.marks:
        return Found(())
    printed = context.payload.authority()
    if printed is None:
        raise NotReadError("the authority citation is not printed below the instruction")
    operations = []
    for named in cited:
        if named.kind == "here":
            place = Place(context.work, (Step("part", context.part),), part=named.part)
        else:
            place = replace(context.resolve(named)[0])
        operations.append(context.operation("revise", place, clause, name, named, payload=(printed.address,)))
    return Found(tuple(operations))
