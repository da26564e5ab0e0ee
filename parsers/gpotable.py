"""Tables: GPO's own (``GPOTABLE``) and the HTML tables of the eCFR -> a ``table`` with its ``row``s.

Cells are separated by a tab. The header cells stand in one row, in the order of the source: ``CHED/@H`` nests them,
and a row a depth would put words out of order; `Provision.cells` says where each stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.draft import Draft
from lawdiff.parsers.grid import Grid, nested_head, number, said, span
from lawdiff.parsers.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from lawdiff.parsers.fr_text import Reader
    from lawdiff.parsers.grid import Cell

SKIPPED = frozenset({"PRTPAGE", "COL", "COLGROUP", "col", "colgroup", "RULE", "HRULE"})


def table(reader: Reader, element: etree._Element) -> Draft:
    """Return a table; its title is the heading, its description and notes are rows of text around the cells."""
    draft = Draft("table", source_line=element.sourceline or 0)
    _fill(reader, element, draft, Grid())
    return draft


def _fill(reader: Reader, element: etree._Element, draft: Draft, grid: Grid) -> None:
    _stray(element.text, draft, element)
    for child in element:
        tag = str(child.tag).upper()
        if tag in ("TTITLE", "CAPTION") and not draft.heading and not draft.children:
            inline = reader.inline(child)
            draft.heading = inline.text
            reader.refer(draft, ((0, label) for _, label in inline.refs))
        elif tag in ("BOXHD", "ROW", "TR"):
            _row(reader, child, draft, grid)
        elif tag in ("THEAD", "TBODY", "TFOOT", "TABLE", "DIV"):
            _fill(reader, child, draft, grid)
        elif tag == "FTNT":
            reader.footnote(child, draft)
        elif tag not in SKIPPED:
            inline = reader.inline(child)
            _line(reader, draft, Draft("text", text=inline.text, source_line=inline.line), inline.refs)
        _stray(child.tail, draft, child)


def _row(reader: Reader, element: etree._Element, draft: Draft, grid: Grid) -> None:
    cells: list[str] = []
    places: list[etree._Element | None] = []
    refs: list[tuple[int, str]] = []
    length = 0
    _stray(element.text, draft, element)
    for cell in element:
        if cell.tag in SKIPPED:
            continue
        inline = reader.inline(cell)
        refs.extend((length + offset, label) for offset, label in inline.refs)
        cells.append(inline.text)
        places.append(cell)
        length += len(inline.text) + 1
        if cell.tail and not cell.tail.isspace():
            cells.append(fold(cell.tail))
            places.append(None)
            length += len(cells[-1]) + 1
    row = Draft("row", text="\t".join(cells), source_line=element.sourceline or 0)
    row.cells = said(_places(element, places, grid))
    _line(reader, draft, row, refs)


def _places(element: etree._Element, cells: Sequence[etree._Element | None], grid: Grid) -> Sequence[Cell]:
    """Return where the cells of a row stand: a head by ``CHED/@H``, others by the columns and lines that they span.

    ``ENT/@A`` is the number of further columns, behind a letter that says how the cell is set (``L02``).
    """
    if element.tag == "BOXHD":
        return nested_head([span(cell.get("H")) if cell is not None else 1 for cell in cells])
    return grid.row(_spans(cell) if cell is not None else (1, 1, False) for cell in cells)


def _spans(cell: etree._Element) -> tuple[int, int, bool]:
    """Return the columns and lines that a cell spans, and whether it is a head."""
    further = number(cell.get("A", "").strip("LRCJ"))
    columns = further + 1 if further else span(cell.get("colspan"))
    return columns, span(cell.get("rowspan")), str(cell.tag).upper() == "TH"


def _line(reader: Reader, draft: Draft, line: Draft, refs: Iterable[tuple[int, str]]) -> None:
    if line.text.strip():
        reader.refer(draft.add(line), refs)


def _stray(text: str | None, draft: Draft, element: etree._Element) -> None:
    """Keep text that stands between the rows, where none should."""
    if text and not text.isspace():
        draft.add(Draft("text", text=fold(text), source_line=element.sourceline or 0))
