"""What leads through the page of a comparison: filters, the figures, the crosswalk."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from lawdiff.render.conditions import FACTS
from lawdiff.render.html.markup import anchor, change_id, edits_html, esc, safe
from lawdiff.render.summary import RELATIONS, SIGNIFICANCES, differs, facts_of
from lawdiff.render.words import difference, name_of, what_happened, where_is

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from lawdiff.differ.change import Change, Comparison, FigureChange
    from lawdiff.render.beside import Beside


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: what to keep, and how many changes have it."""

    group: str
    name: str
    number: int


def choices_of(comparison: Comparison, index: Beside) -> list[Choice]:
    """Return the filters that narrow anything."""
    changed = [change for change in comparison.changes if differs(change)]
    counts: list[tuple[str, str, Sequence[str]]] = [
        ("r", name, [change.relation for change in changed]) for name in RELATIONS[1:]
    ]
    counts += [("f", name, [fact for change in changed for fact in facts_of(change)]) for name in FACTS]
    counts += [("s", name, [change.significance for change in changed]) for name in SIGNIFICANCES[:3]]
    notes = index.within((comparison.old.sha256, comparison.new.sha256))
    tags = [tag for note in notes for tag in note.tags]
    authors = [note.author for note in notes if note.author]
    counts += [("t", tag, tags) for tag in sorted(set(tags))]
    counts += [("a", author, authors) for author in sorted(set(authors))]
    choices = [Choice(group, name, seen.count(name)) for group, name, seen in counts]
    return [choice for choice in choices if choice.number]


OPEN_ROWS = 60
"""Figures of one kind up to which their table stands open: two screens."""


SHEET_ROWS = 40
"""Rows of a long table that stand in one sheet: a table of its own, which a browser lays out when it comes near the
screen. A table is laid out whole, and one of 600 rows takes the better part of a second (benchmarks/page.py)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of a long table.

    Attributes:
        first, last: their place in the whole table, counted from 1.
        rows: as markup.
    """

    first: int
    last: int
    rows: Markup


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of one kind that changed.

    Attributes:
        kind: ``money``, ``date``, ….
        number: how many there are.
        opened: whether the table stands open; a long one is laid out only when somebody wants to see it.
        sheets: the rows, as markup.
    """

    kind: str
    number: int
    opened: bool
    sheets: Sequence[Sheet]


def figures(comparison: Comparison) -> list[FigureTable]:
    """Return a table for each kind of figure, money first."""
    found = comparison.figures
    kinds = sorted(dict.fromkeys(figure.kind for figure in found), key=lambda kind: kind != "money")
    tables = []
    for kind in kinds:
        some = [figure for figure in found if figure.kind == kind]
        sheets = list(_sheets(_groups(some, comparison)))
        tables.append(FigureTable(kind, len(some), len(some) <= OPEN_ROWS, sheets))
    return tables


def _sheets(groups: Iterable[list[str]]) -> Iterator[Sheet]:
    """Yield rows in sheets; a group stands in one."""
    first = 1
    rows: list[str] = []
    for group in groups:
        if rows and len(rows) + len(group) > SHEET_ROWS:
            yield Sheet(first, first + len(rows) - 1, safe("".join(rows)))
            first, rows = first + len(rows), []
        rows += group
    if rows:
        yield Sheet(first, first + len(rows) - 1, safe("".join(rows)))


def _groups(figures: Sequence[FigureChange], comparison: Comparison) -> Iterator[list[str]]:
    """Yield the rows of a table of figures, in groups: a place that several stand at is named once."""
    for place, group in groupby(figures, key=lambda figure: (figure.old_address, figure.new_address)):
        some = list(group)
        rows = []
        where = f"<th scope=row rowspan={len(some)}>{_where(some[0], place, comparison)}"
        for number, figure in enumerate(some):
            old = edits_html((("-", figure.old),)) if figure.old else ""
            new = edits_html((("+", figure.new),)) if figure.new else ""
            gain = f"<td class=num>{difference(figure)}" if figure.kind == "money" else ""
            rows.append(f"<tr>{where if number == 0 else ''}<td>{old}<td>{new}{gain}\n")
        yield rows


def _where(figure: FigureChange, place: tuple[str, str], comparison: Comparison) -> str:
    old, new = place
    href = anchor("n", new) if new else anchor("o", old)
    return f"<a href='#{esc(href)}'>{esc(where_is(figure, comparison))}</a>"


def crosswalk(comparison: Comparison) -> list[Sheet]:
    """Return the crosswalk: where each unit went, and where that stands on the page."""
    return list(
        _sheets([_went(change)] for change in comparison.changes if change.old or change.new),
    )


def _went(change: Change) -> str:
    """Return old names, new names and what happened, as a row."""
    old, new = (esc("; ".join(map(name_of, units))) for units in (change.old, change.new))
    goal = change_id(change) if differs(change) else anchor("n", change.lead.address)
    return f"<tr><td>{old}<td>{new}<td><a href='#{esc(goal)}'>{esc(what_happened(change))}</a>\n"
