"""Airworthiness directives, which are added to § 39.13 without a designator.

The FAA amends § 39.13 by adding the following new airworthiness directive:   ->  add the quoted text at the end
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context

_NAMES = ("airworthiness directive", "airworthiness directives")


@form("airworthiness directive")
def directive(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read a directive that is added."""
    clause = clauses[0]
    if clause.verbs != ("add",) or _said(clause) not in _NAMES:
        return None
    printed = context.payload.below("quoted text", "section", "heading")
    if not printed or len(context.homes) != 1:
        raise NotReadError("the directive is not printed below the instruction")
    payload = tuple(provision.address for provision in printed if provision.level == "quoted text")
    if not payload:
        raise NotReadError("the directive is not printed below the instruction")
    return Found((context.operation("add", context.homes[0], clause, name, payload=payload, position="end"),))


def _said(clause: Clause) -> str:
    return " ".join(token.value.lower() for token in clause.unknown)
