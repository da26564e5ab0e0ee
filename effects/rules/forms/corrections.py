"""Corrections of a document that was published before.

In amendatory instruction 5 appearing on page 65325 in the Federal Register on November 3, 2014, change “…” to read “…”
    ->  correct FR page 65325, instruction 5: “…” by “…”
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.effects.operation import Place, Step
from lawdiff.effects.rules.forms.form import Found, form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context

_CORRECTED = re.compile(
    r"(?:amendatory instruction (?P<number>[0-9]+[a-z.]*?)\.?,? )?(?:appearing )?on page (?P<page>[0-9]+)",
    re.IGNORECASE,
)


@form("correction of a published document")
def correction(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read a correction of words."""
    clause = clauses[0]
    match = _CORRECTED.search(context.holder.text)
    if match is None or not clause.verbs:
        return None
    quotes = [
        named for named in (*clause.objects, *clause.where, *clause.to, *clause.by) if named.kind == "quote"
    ]
    if len(clauses) > 1 and len(quotes) == 1:
        quotes += [named for named in (*clauses[1].objects, *clauses[1].where) if named.kind == "quote"]
    if len(quotes) != 2:  # noqa: PLR2004 - what is wrong and what is right
        return None
    steps = (Step("instruction", match["number"]),) if match["number"] else ()
    place = Place(f"FR page {match['page']}", steps)
    struck, inserted = sorted(quotes, key=lambda named: named.start)
    for each in clauses:
        each.unknown.clear()  # "in the third column, in the second line": where it was printed, not what it says
    return Found(
        (
            context.operation(
                "correct",
                place,
                clause,
                name,
                struck,
                struck=struck.words,
                inserted=inserted.words.rstrip(".") if not struck.words.endswith(".") else inserted.words,
            ),
        ),
        len(clauses),
    )
