"""Provisions, headings and introductory texts that are amended to read as follows.

revising the section heading and paragraphs (a) and (b)        ->  revise each
Amend § 1.1 to read as follows:                                ->  revise
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


@form("revision")
def revision(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read what is set out anew."""
    del name
    clause = clauses[0]
    if clause.verbs not in (("revise",), ("republish",), ("revise", "republish")) or not clause.objects:
        return None
    inside = context.narrowed([named for named in clause.where if named.kind not in ("quote", "mark")])
    return listed(clause, inside)
