"""A table of a document as a table of the page: its caption, its head, its rows, edits inside their cells.

Rows come one by one, as they stand in a document or a comparison (`runs` finds what makes one table). Where an edit
keeps the cells of a row, it stands in them; where cells came or went, the row stands twice, as it was and as it is::

    Fee | =  $24 - $30 +                    Fee | $24 $30
    Fee | $24 -   Fee of 2025 | $30 | x +   Fee | $24                  struck
                                            Fee of 2025 | $30 | x      put in
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lawdiff.parsers.grid import Cell
from lawdiff.render.html.markup import edits_html, indent_class, with_margin
from lawdiff.render.spell import NEW_ALONE, OLD_ALONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawdiff.parsers import Document, Provision
    from lawdiff.render.spell import Shown

_FIGURE = re.compile(r"[−–-]?\(?\$?\d[\d,]*(?:\.\d+)?\)?%?")
"""A cell that is set to the right, so that the places of its digits stand below each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or a line of text in one.

    Attributes:
        provision: the row.
        edits: its words.
        attributes: of its element, as markup: its id.
        label: markup before its words: what happened to it beyond them.
        words: markup in place of its words, where not they are shown but a line that leads to them.
        changed: whether something happened to it.
    """

    provision: Provision
    edits: Sequence[Shown]
    attributes: str = ""
    label: str = ""
    words: str = ""
    changed: bool = False


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
        words = first.words or edits_html(first.edits)
        caption = f"<caption{first.attributes}>{first.label}{words}</caption>\n"
    level = run[-1].depth - 1  # the table's own: the last of the run is a row
    return with_margin(table_html(rows, caption, level), "".join(entry.aside for entry in run))


def table_html(rows: Sequence[Row], caption: str = "", level: int = 0) -> str:
    """Return rows as a table.

    Args:
        rows: in order; those that head it come first (`lawdiff.parsers.grid.Cell.heads`).
        caption: its heading, as markup of a ``<caption>``; empty where it has none.
        level: how many levels the table stands below its unit.
    """
    width = max((_width(row) for row in rows), default=1)
    heads = next((index for index, row in enumerate(rows) if not is_head(row)), len(rows))
    head, body = (
        "".join(_group(name, some, width))
        for name, some in (("thead", rows[:heads]), ("tbody", rows[heads:]))
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


def _group(name: str, rows: Sequence[Row], width: int) -> Iterator[str]:
    """Yield groups of rows; a row of the document that takes several here has a group to itself, with its id."""
    plain: list[str] = []
    for row in rows:
        lines = list(_lines(row, width))
        if len(lines) == 1:
            plain.append(_tr(row, lines[0], row.attributes))
            continue
        if plain:
            yield f"<{name}>{''.join(plain)}</{name}>"
            plain = []
        yield f"<{name}{row.attributes}>{''.join(_tr(row, line) for line in lines)}</{name}>"
    if plain:
        yield f"<{name}>{''.join(plain)}</{name}>"


def _tr(row: Row, line: str, attributes: str = "") -> str:
    return f"<tr{' class=e' if row.changed else ''}{attributes}>{line}</tr>\n"


def _lines(row: Row, width: int) -> Iterator[str]:
    """Yield the lines that a row of the document takes: mostly one."""
    if row.words or row.provision.level != "row":
        yield f"<td colspan={width}>{row.label}{row.words or edits_html(row.edits)}</td>"
        return
    cells = cells_of(row.edits)
    if cells is None:
        yield _line(_side(row.edits, "-", NEW_ALONE), (), "")
        yield _line(_side(row.edits, "+", OLD_ALONE), (), row.label)
        return
    places = row.provision.cells if len(row.provision.cells) == len(cells) else ()
    if not any(place.line for place in places):
        yield _line(cells, places, row.label)
        return
    for line in range(max(place.line for place in places) + 1):
        some = [(cell, place) for cell, place in zip(cells, places, strict=True) if place.line == line]
        yield _line([cell for cell, _ in some], [place for _, place in some], "" if line else row.label)


def _side(edits: Sequence[Shown], sign: Literal["-", "+"], unwanted: str) -> list[list[Shown]]:
    """Return the cells of one side, each struck or put in as a whole."""
    side = "".join(text for operation, text in edits if operation not in unwanted)
    return [[(sign, text)] if text else [] for text in side.split("\t")]


def _line(cells: Sequence[Sequence[Shown]], places: Sequence[Cell], label: str) -> str:
    """Return cells, those that are missing before them filled up; words of two cells never run together."""
    pieces = []
    column = 0
    for index, (cell, place) in enumerate(
        zip(cells, places or [Cell(at) for at in range(len(cells))], strict=True)
    ):
        if not place.line:  # in a lower line of a head, cells of the line above reach down
            pieces += ["<td></td>"] * min(place.column - column, 1 if index else place.column)
        column = place.column + place.columns
        pieces.append(_cell(cell, place, label if not index else ""))
    return " ".join(pieces)


def _cell(edits: Sequence[Shown], place: Cell, label: str) -> str:
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
    return f"<{name}{kind}{spans}>{label}{edits_html(edits)}</{name}>"


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
