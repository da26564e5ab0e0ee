"""Notes beside the law: authority citations below a section, footnotes, centre headings.

Removing the authority citation immediately preceding paragraph (b)    ->  read, and for a person to do
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context


@form("note beside the law")
def note(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Say that a clause is about a note alone; in a list, the other objects are read by their own forms."""
    del context, name
    clause = clauses[0]
    notes = [named for named in clause.objects if named.kind in ("note", "centre")]
    if not notes:
        return None
    if len(notes) < len(clause.objects):
        return None
    what = notes[0].term or "heading"
    raise NotReadError(f"{what} is apparatus beside the law, which no operation changes")
