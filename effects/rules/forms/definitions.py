"""Definitions, which are found by the term that they define.

adding the definition of “Active FAD” in alphabetical order    ->  add, alphabetical
removing the definition of “Nest”                              ->  remove
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.rules.forms.form import form
from lawdiff.effects.rules.forms.single import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context
    from lawdiff.effects.rules.forms.form import Found


@form("definition")
def definition(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read definitions."""
    del name
    clause = clauses[0]
    if not any(named.part == "definition" for named in clause.objects) or clause.verbs not in (
        ("add",),
        ("revise",),
        ("remove",),
    ):
        return None
    inside = context.narrowed([named for named in clause.where if named.kind != "quote"])
    return listed(clause, inside)
