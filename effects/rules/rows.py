"""The rows of a printed table that are the new text of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.differ.stars import is_stars
from lawdiff.effects.rules.payload import TERM_EDGE, begins

if TYPE_CHECKING:
    from lawdiff.effects.operation import Place
    from lawdiff.effects.rules.payload import Payload
    from lawdiff.parsers import Provision


def new_entries(payload: Payload, where: Place, name: str, how: str) -> tuple[str, ...]:
    """Return the addresses of the printed rows of an entry, or of the table where it has no name; none where none is.

    Args:
        payload: what is printed below the instruction.
        where: what the table stands in.
        name: what the entry is called by; empty where the instruction only counts it.
        how: ``under`` where the name is that of a heading in the table, ``contents`` where the entry is one of a
            table of contents: the heading itself is printed then, and reads as the entry does.
    """
    top = payload.find(where.path)
    if top is None:
        return ()
    if how == "contents":
        found = [each for each in top.walk() if each.level in ("heading", "row") and begins(each, name)]
        return (found[0].address,) if name and len(found) == 1 else ()
    tables = [each for each in top.walk() if each.level == "table"]
    if where.term not in ("", "table") and len(tables) > 1:
        tables = [each for each in tables if begins(each, where.term)]
    if name:
        rows = [found for table in tables if (found := _rows(table, name, under=how == "under"))]
        return tuple(row.address for row in rows[0]) if len(rows) == 1 else ()
    return (tables[0].address,) if len(tables) == 1 else ()


def _rows(table: Provision, name: str, *, under: bool) -> list[Provision]:
    """Return the rows whose first cell is a name, or those below a heading of that name up to the next or to stars."""
    rows = [row for row in table.walk() if row.level == "row"]
    if not under:
        return [row for row in rows if _cell(row.text.partition("\t")[0]) == _cell(name)]
    at = next((at for at, row in enumerate(rows) if _cell(row.text) == _cell(name)), len(rows))
    found: list[Provision] = []
    for row in rows[at + 1 :]:
        if is_stars(row.text) or "\t" not in row.text:
            break
        found.append(row)
    return found


def _cell(text: str) -> str:
    """Return what names an entry, without case, marks and the kinds of dashes."""
    return text.replace("–", "-").strip(TERM_EDGE).casefold()
