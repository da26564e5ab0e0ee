"""Words struck, or struck and others put in.

by striking “14 days”
by striking “14 days” each place it appears and inserting “12 hours”
by striking the period at the end of subparagraph (B) and inserting “; and”
by striking “and” at the end
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.acts import phrases
from lawdiff.effects.acts.grammar import STRIKE, Clause, form, narrowed, operation

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation


@form("words", *STRIKE)
def words(clause: Clause) -> list[Operation]:
    """Read the striking of words, by quotation or by the name of a mark."""
    cursor = clause.cursor
    struck = phrases.quotations(cursor)
    if not struck:
        mark = phrases.stop(cursor)
        struck = (mark,) if mark else ()
    if not struck:
        return []
    found = phrases.where(cursor)
    contents: tuple[str, ...] = ()
    payload: tuple[str, ...] = ()
    if clause.paired is not None:
        content = phrases.content(clause.paired)
        if content is None:
            return []
        phrases.where(clause.paired, found)
        text, payload = clause.put_in(content)
        contents = (
            content.texts if len(content.texts) == len(struck) > 1 and not payload else (text,) * len(struck)
        )
    occurrence = "last" if found.last and found.occurrence == "only" else found.occurrence
    at_end = found.last and not found.anchor_text
    beside = found.position if found.position in ("before", "after") else "end" if at_end else ""
    anchor = clause.resolve(found.anchor[0], clause.bases[0]) if found.anchor else None
    targets = narrowed(clause, found)
    return [
        operation(
            "replace" if clause.paired is not None else "strike",
            target,
            struck=word,
            inserted=contents[at] if contents else "",
            payload=payload,
            occurrence=occurrence,
            count=found.count if len(targets) == 1 else 0,
            excepted=clause.excepted(found, target),
            position=beside,
            anchor_text=found.anchor_text,
            anchor=anchor,
        )
        for target in targets
        for at, word in enumerate(struck)
    ]
