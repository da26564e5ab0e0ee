"""Provisions that are removed, or removed and their number reserved.

removing paragraphs (d) and (e)            ->  remove
Section 52.1886 is removed and reserved    ->  reserve
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import form
from lawdiff.effects.rules.forms.single import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context
    from lawdiff.effects.rules.forms.form import Found


@form("removal")
def removal(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read what goes."""
    del name
    clause = clauses[0]
    if clause.verbs not in (("remove",), ("reserve",), ("remove", "reserve")) or not clause.objects:
        return None
    if clause.after or clause.before:
        raise NotReadError("it names what goes by what stands beside it")
    inside = context.narrowed([named for named in clause.where if named.kind != "quote"])
    return listed(clause, inside)
