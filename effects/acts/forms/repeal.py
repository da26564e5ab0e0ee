"""Provisions repealed.

Section 134 of the Clean Air Act (42 U.S.C. 7434) is repealed.
by repealing subsection (c)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.acts.grammar import Clause, form, operation
from lawdiff.effects.acts.refs import references

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation


@form("repeal", "repealing")
def repeal(clause: Clause) -> list[Operation]:
    """Read a repeal that is one clause of several (``is repealed`` is a head of its own: `sentence`)."""
    refs = references(clause.cursor)
    return [operation("remove", place) for place in clause.targets(refs)] if refs else []
