"""Provisions that are suspended, stayed or withdrawn, or whose suspension is lifted: no word of the law changes.

Suspend § 1.9(b) indefinitely    ->  listed, with the reason
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context


@form("suspension")
def suspension(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Say that a clause is about the force of a provision and not about its words."""
    del context, name
    if clauses[0].verbs in (("suspend",), ("withdraw",)):
        raise NotReadError("it says whether the law is in force, and changes no word of it")
    return None
