"""Rows of tables: what an entry is called, which rows it is, and which printed ones are its new text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from lawdiff.differ.stars import is_stars
from lawdiff.effects.rules.payload import TERM_EDGE, begins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.operation import Place
    from lawdiff.effects.rules.payload import Payload


class Row(Protocol):
    """A row: a provision or a draft of one."""

    @property
    def text(self) -> str:
        """Its cells, with a tab between them."""


AnyRow = TypeVar("AnyRow", bound=Row)

_TERM = re.compile(
    r"(?P<table>table of contents|table(?: (?!entr)[\w.-]+)?)?(?:, )?(?P<entry>.*)", re.IGNORECASE | re.DOTALL
)
_HEAD = re.compile(
    r"(?P<count>.*?)\b(?:new )?(?:entry|entries|rows?)\b(?:,? (?:for|under|entitled|of|in)\b)?"
    r"(?: the)?(?: (?:headings?|words?|terms?|sections?|citations?)\b)?",
    re.IGNORECASE | re.DOTALL,
)
_UNDER = re.compile(r"\bunder\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryName:
    """An entry as an instruction calls it.

    Attributes:
        table: the name of the table, as it is called: ``table 1``, ``table of contents``; or empty.
        name: what stands in the first cell; empty where the whole table is meant, or entries are only counted.
        under: whether the name is that of a heading in the table, and the rows below it are meant.
        counted: whether it speaks of entries without naming them.
    """

    table: str
    name: str
    under: bool = False
    counted: bool = False

    def rows(self, rows: Sequence[AnyRow]) -> list[AnyRow]:
        """Return the rows that the entry is, in order; none where the table does not have it."""
        if self.table == "table of contents":
            return [row for row in rows if _begins(row.text, self.name)]
        return rows_below(rows, self.name) if self.under else rows_called(rows, self.name)


def entry_of(term: str) -> EntryName:
    """Return what the term of a table says: ``table 1, entry for “lamp”`` (see `Place.term`)."""
    found = _TERM.fullmatch(term)
    table, said = (found["table"] or "", found["entry"]) if found else ("", term)
    head = _HEAD.match(said)
    name = (said[head.end() :] if head else said).strip(f"{TERM_EDGE}§").strip()
    under = head is not None and _UNDER.search(head[0]) is not None
    return EntryName(table, name, under=under, counted=bool(said) and not name)


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
    if not name:
        return (tables[0].address,) if len(tables) == 1 else ()
    find = rows_below if how == "under" else rows_called
    every = [[row for row in table.walk() if row.level == "row"] for table in tables]
    found_rows = [rows for each in every if (rows := find(each, name))]
    return tuple(row.address for row in found_rows[0]) if len(found_rows) == 1 else ()


def rows_called(rows: Sequence[AnyRow], name: str) -> list[AnyRow]:
    """Return the rows whose first cell is a name, each with those behind it whose first cell is empty."""
    found: list[AnyRow] = []
    inside = False
    for row in rows:
        first = cell(row)
        inside = first == _folded(name) or (inside and not first and not is_stars(row.text))
        if inside:
            found.append(row)
    return found


def rows_below(rows: Sequence[AnyRow], name: str) -> list[AnyRow]:
    """Return the rows below a heading of a table, up to the next heading or to stars."""
    at = next((at for at, row in enumerate(rows) if _folded(row.text) == _folded(name)), len(rows))
    found: list[AnyRow] = []
    for row in rows[at + 1 :]:
        if is_stars(row.text) or "\t" not in row.text:
            break
        found.append(row)
    return found


def cell(row: Row) -> str:
    """Return the first cell of a row, without case, marks and the kinds of dashes."""
    return _folded(row.text.partition("\t")[0])


def _folded(text: str) -> str:
    return text.replace("–", "-").strip(TERM_EDGE).casefold()


def _begins(text: str, name: str) -> bool:
    return re.match(rf"(?i)(?:sec\.\s+|§\s*)?{re.escape(name)}(?![\w(])", text.strip("“ ")) is not None
