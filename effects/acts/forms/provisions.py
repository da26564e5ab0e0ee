"""Provisions, headings and sentences struck, or struck and others put in.

by striking paragraph (3)
by striking subsections (a) and (b) and inserting the following: …
by striking the second sentence
by striking the heading and inserting “Fees”
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.acts import phrases
from lawdiff.effects.acts.grammar import STRIKE, Clause, form, operation
from lawdiff.effects.acts.refs import references

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation


@form("provisions", *STRIKE)
def provisions(clause: Clause) -> list[Operation]:
    """Read the striking of provisions.

    Where several give way to one text, it takes the place of the first, and the others go before that.
    """
    cursor = clause.cursor
    refs = references(cursor)
    if not refs or any(ref.work for ref in refs):
        return []
    found = phrases.where(cursor)
    bases = clause.targets(found.refs)
    if clause.paired is None:
        return [operation("remove", clause.resolve(ref, base)) for base in bases for ref in refs]
    content = phrases.content(clause.paired)
    if content is None:
        return []
    phrases.where(clause.paired)
    text, payload = clause.put_in(content)
    made: list[Operation] = []
    for base in bases:
        places = [clause.resolve(ref, base) for ref in refs]
        if len(content.texts) == len(places) > 1:
            made += (
                operation("replace", place, inserted=words)
                for place, words in zip(places, content.texts, strict=True)
            )
            continue
        made += (operation("remove", place) for place in places[1:])
        made.append(operation("replace", places[0], inserted=text, payload=payload))
    return made
