"""A table of a document as a table of the page: its caption, its head, its rows, edits inside their cells.

Rows come one by one, as they stand in a document or a comparison (`runs` finds what makes one table). Where an edit
keeps the cells of a row, it stands in them; where cells came or went, the row stands twice, as it was and as it is::

    Fee | $24   -> Fee | $30            Fee | [$24] {$30}
    Fee—$24     -> Fee— | $30 | a day   before Fee—[$24]
                                        now Fee— | {$30} | {a day}
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawdiff.parsers.grid import Cell
from lawdiff.render.html.markup import edits_html, indent_class, with_margin
from lawdiff.render.spell import NEW_ALONE, OLD_ALONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lawdiff.parsers import Document, Provision
    from lawdiff.render.spell import Shown

_FIGURE = re.compile(r"[−–-]?\(?\$?\d[\d,]*(?:\.\d+)?\)?%?")
"""A cell that is set to the right, so that the places of its digits stand below each other."""

BEFORE, AFTER = "<span class=l>before</span> ", "<span class=l>now</span> "
"""What stands before the two lines of a row that stands twice."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or a line of text in one.

    Attributes:
        provision: the row.
        edits: its words.
        attributes: of its element, as markup: its id.
        label: markup before its words: what happened to it beyond them.
        old: the id of its old side, where something can lead there; empty where nothing can.
        words: markup in place of its words, where not they are shown but a line that leads to them.
        changed: whether something happened to it.
        spelled: gives the markup of its edits.
    """

    provision: Provision
    edits: Sequence[Shown]
    attributes: str = ""
    label: str = ""
    old: str = ""
    words: str = ""
    changed: bool = False
    spelled: Callable[[Sequence[Shown]], str] = edits_html

    @property
    def spot(self) -> str:
        """A place for links to its old side."""
        return f"<span id='{self.old}'></span>" if self.old else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of the page, which may be a row of a table.

    Attributes:
        row: as a row.
        paragraph: as a paragraph, as markup.
        aside: what stands beside it, as markup.
        place: the table that it stands in, by side and address; empty where it stands in none.
        depth: how many levels it stands below its unit.
        quiet: whether it needs no attention.
    """

    row: Row
    paragraph: str
    aside: str = ""
    place: str = ""
    depth: int = 0
    quiet: bool = True


def place_of(side: str, provision: Provision, document: Document) -> str:
    """Return what tells the table of a row or of a caption from others; empty for what stands in none."""
    if provision.level == "table":
        return f"{side}:{provision.address}" if provision.own_words else ""
    if provision.level not in ("row", "text"):
        return ""
    above = document.by_address.get(provision.parent)
    return f"{side}:{above.address}" if above is not None and above.level == "table" else ""


def runs(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield entries in runs: one that stands in no table alone, those of a table together.

    Rows of both sides make one table: what was struck stands where it stood. A caption, or a row of another table of
    the same side, begins a new one.
    """
    run: list[Entry] = []
    places: dict[str, str] = {}
    for entry in entries:
        side = entry.place[:1]
        same = entry.place and places.get(side, entry.place) == entry.place
        if run and (not same or not run[0].place or entry.row.provision.level == "table"):
            yield run
            run, places = [], {}
        run.append(entry)
        places[side] = entry.place
    if run:
        yield run


def run_html(run: Sequence[Entry]) -> str:
    """Return a run as markup, with its margin."""
    rows = [entry.row for entry in run if entry.row.provision.level != "table"]
    if not run[0].place or not rows:
        return "".join(with_margin(entry.paragraph, entry.aside) for entry in run)
    first = run[0].row
    caption = ""
    if first.provision.level == "table":
        words = first.words or first.spelled(first.edits)
        caption = f"<caption{first.attributes}>{first.spot}{first.label}{words}</caption>\n"
    level = run[-1].depth - 1  # the table's own: the last of the run is a row
    return with_margin(table_html(rows, caption, level), "".join(entry.aside for entry in run))


def table_html(rows: Sequence[Row], caption: str = "", level: int = 0) -> str:
    """Return rows as a table.

    Args:
        rows: in order; those that head it come first (`lawdiff.parsers.grid.Cell.heads`).
        caption: its heading, as markup of a ``<caption>``; empty where it has none.
        level: how many levels the table stands below its unit.
    """
    drawn = _Drawn(max((_width(row) for row in rows), default=1))
    heads = next((index for index, row in enumerate(rows) if not is_head(row)), len(rows))
    head, body = (
        "".join(drawn.groups(name, some)) for name, some in (("thead", rows[:heads]), ("tbody", rows[heads:]))
    )
    return f"<div class='tx {indent_class(level)}'><table class=g>{caption}{head}{body}</table></div>"


def cells_of(edits: Sequence[Shown]) -> list[list[Shown]] | None:
    """Return the edits of a row cell by cell; None where the two sides do not have the same cells."""
    signs = {operation for operation, text in edits if text}
    alone = signs <= set(OLD_ALONE) or signs <= set(NEW_ALONE)
    cells: list[list[Shown]] = [[]]
    for operation, text in edits:
        first, *others = text.split("\t")
        if others and operation != "=" and not alone:
            return None
        cells[-1].append((operation, first))
        cells.extend([(operation, other)] for other in others)
    return [[edit for edit in cell if edit[1]] for cell in cells]


@dataclass(slots=True)
class _Drawn:
    """Draws lines one below the other.

    Attributes:
        width: columns of the table.
        reach: columns that cells above reach into, with the lines that they still do.
    """

    width: int
    reach: dict[int, int] = field(default_factory=dict)

    def groups(self, name: str, rows: Sequence[Row]) -> Iterator[str]:
        """Yield groups of rows; a head of several lines has a group to itself, with its id."""
        plain: list[str] = []
        for row in rows:
            deep = row.words == "" and any(cell.line for cell in row.provision.cells)
            lines = "".join(self.lines(row, "" if deep else row.attributes))
            if not deep:
                plain.append(lines)
                continue
            if plain:
                yield f"<{name}>{''.join(plain)}</{name}>"
                plain = []
            yield f"<{name}{row.attributes}>{lines}</{name}>"
        if plain:
            yield f"<{name}>{''.join(plain)}</{name}>"

    def lines(self, row: Row, attributes: str) -> Iterator[str]:
        """Yield the lines that a row of the document takes: mostly one."""
        tr = f"<tr{' class=e' if row.changed else ''}"
        if row.words or row.provision.level != "row":
            words = row.words or row.spelled(row.edits)
            yield f"{tr}{attributes}><td colspan={self.width}>{row.spot}{row.label}{words}</td></tr>\n"
            return
        cells = cells_of(row.edits)
        if cells is None:
            old = f" id='{row.old}'" if row.old else ""
            yield f"{tr}{old}>{self.line(row, _side(row.edits, NEW_ALONE), (), BEFORE)}</tr>\n"
            yield f"{tr}{attributes}>{self.line(row, _side(row.edits, OLD_ALONE), (), AFTER + row.label)}</tr>\n"
            return
        places = row.provision.cells if len(row.provision.cells) == len(cells) else ()
        for line in range(max((place.line for place in places), default=0) + 1):
            some = [index for index in range(len(cells)) if not places or places[index].line == line]
            inside = self.line(
                row,
                [cells[index] for index in some],
                [places[index] for index in some if places],
                "" if line else row.spot + row.label,
            )
            yield f"{tr}{'' if line else attributes}>{inside}</tr>\n"

    def line(self, row: Row, cells: Sequence[Sequence[Shown]], places: Sequence[Cell], label: str) -> str:
        """Return cells, those that are missing before them filled up; words of two cells never run together."""
        pieces = []
        below = {column: left - 1 for column, left in self.reach.items() if left > 1}
        column = 0
        for cell, place in zip(cells, places or [Cell(at) for at in range(len(cells))], strict=True):
            pieces += ["<td></td>" for at in range(column, place.column) if at not in self.reach]
            column = place.column + place.columns
            pieces.append(_cell(cell, place, label + row.spelled(cell)))
            label = ""
            if place.lines > 1:
                below.update(dict.fromkeys(range(place.column, column), place.lines - 1))
        self.reach = below
        return " ".join(pieces)


def _side(edits: Sequence[Shown], unwanted: str) -> list[list[Shown]]:
    """Return the edits of one side, cell by cell."""
    cells: list[list[Shown]] = [[]]
    for operation, text in edits:
        if operation not in unwanted:
            first, *others = text.split("\t")
            cells[-1].append((operation, first))
            cells.extend([(operation, other)] for other in others)
    return [[edit for edit in cell if edit[1]] for cell in cells]


def _cell(edits: Sequence[Shown], place: Cell, inside: str) -> str:
    """Return a cell: a head of columns, a head of its row, or one of figures or of words."""
    words = "".join(text for operation, text in edits if operation not in OLD_ALONE).strip()
    name, kind = "td", ""
    if place.heads:
        name, kind = "th", f" scope={'colgroup' if place.columns > 1 else 'col'}"
    elif place.column == 0 and words and not _FIGURE.fullmatch(words):
        name, kind = "th", " scope=row"
    elif _FIGURE.fullmatch(words):
        kind = " class=num"
    spans = f" colspan={place.columns}" if place.columns > 1 else ""
    spans += f" rowspan={place.lines}" if place.lines > 1 else ""
    return f"<{name}{kind}{spans}>{inside}</{name}>"


def is_head(row: Row) -> bool:
    """Return whether a row heads its table."""
    cells = row.provision.cells
    return bool(cells) and all(cell.heads for cell in cells)


def _width(row: Row) -> int:
    """Return how many columns a row has."""
    cells = row.provision.cells
    if cells:
        return max(cell.column + cell.columns for cell in cells)
    sides = (
        sum(text.count("\t") for operation, text in row.edits if operation not in unwanted)
        for unwanted in (OLD_ALONE, NEW_ALONE)
    )
    return max(sides) + 1
