"""Tables: entries that are added, revised or removed.

In § 52.1870, the table in paragraph (e) is amended by revising the entries under … to read as follows:
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context


@form("entry of a table")
def entry(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Say that a clause is about entries of a table: which rows they are is not told by any designator."""
    del name
    clause = clauses[0]
    entries = [named for named in (*clause.objects, *clause.where) if named.kind == "entry"]
    tables = [named for named in (*clause.objects, *clause.where) if named.part == "table"]
    if entries or tables or any(place.part == "table" for place in context.focus):
        raise NotReadError("it changes entries of a table, which have no designators to find them by")
    return None
