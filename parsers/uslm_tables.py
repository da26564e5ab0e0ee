"""Tables and tables of contents in USLM: a draft each, a row an entry, a tab between two cells."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from lawdiff.parsers.document import Apparatus
from lawdiff.parsers.draft import Draft
from lawdiff.parsers.grid import Grid, said, span
from lawdiff.parsers.text import fold, join
from lawdiff.parsers.uslm_elements import FURNITURE

if TYPE_CHECKING:
    from lxml import etree

_ROWS = frozenset({"referenceItem", "tocItem", "header"})


class Tables(ABC):
    """The part of `uslm_body.Body` that reads tables; the body gives `name`, `draft` and `line`."""

    _references: dict[str, tuple[Draft, int, str]]

    @abstractmethod
    def name(self, element: etree._Element) -> str:
        """Return an element's name without its namespace."""

    @abstractmethod
    def draft(self, element: etree._Element, level: str) -> Draft:
        """Return an empty draft for an element."""

    @abstractmethod
    def line(self, element: etree._Element, draft: Draft) -> str:
        """Return the text of an element as one line; notes in it join the draft's apparatus."""

    def _contents(self, element: etree._Element, parent: Draft) -> None:
        """Read a table of contents: a row an entry, its columns separated by tabs.

        The US Code leaves the heading of the notes that follow (``Editorial Notes``, ``Amendments``) in the table.
        """
        contents = self.draft(element, "table of contents")
        heads = self._entries(element, contents)
        last = len(contents.children)
        while last and id(contents.children[last - 1]) in heads:
            last -= 1
        contents.apparatus += (
            Apparatus("editorial note", "", head.text) for head in contents.children[last:]
        )
        del contents.children[last:]
        if contents.children:
            parent.add(contents)

    def _entries(self, element: etree._Element, contents: Draft) -> set[int]:
        """Read the entries into the table; return the ids of rows that are headings."""
        heads: set[int] = set()
        self._stray(element.text, contents)
        for child in element:
            name = self.name(child)
            if name in _ROWS:
                self._cells(child, contents, Grid())
                if name == "header" and contents.children:
                    heads.add(id(contents.children[-1]))
            elif name == "heading" and not contents.children:
                contents.heading = self.line(child, contents)
            elif name in ("layout", "groupItem"):
                heads |= self._entries(child, contents)
            elif name not in FURNITURE:
                self._row([self.line(child, contents)], child, contents)
            self._stray(child.tail, contents)
        return heads

    def _stray(self, text: str | None, table: Draft) -> None:
        """Keep text that stands between the rows of a table."""
        if text and not text.isspace():
            table.add(Draft("row", text=fold(text)))

    def _cells(self, row: etree._Element, table: Draft, grid: Grid) -> None:
        """Read a row: a cell a child, and text between them with the cell before it."""
        cells = [fold(row.text)] if row.text and not row.text.isspace() else []
        spans = [(1, 1, False)] * len(cells)
        references, notes, rows = len(self._references), len(table.apparatus), len(table.children)
        for cell in row:
            after = fold(cell.tail) if cell.tail and not cell.tail.isspace() else ""
            cells.append(join((self.line(cell, table), after)))
            spans.append((span(cell.get("colspan")), span(cell.get("rowspan")), self.name(cell) == "th"))
        self._row(cells, row, table)
        places = grid.row(spans)
        if len(table.children) > rows:  # the row has words: its notes are its own
            line = table.children[-1]
            first = next(index for index, text in enumerate(cells) if text)
            line.cells = said(places[first : first + line.text.count("\t") + 1])
            line.apparatus += table.apparatus[notes:]
            del table.apparatus[notes:]
            for reference, (_, _, label) in list(self._references.items())[references:]:
                self._references[reference] = (line, -1, label)

    def _row(self, cells: list[str], element: etree._Element, table: Draft) -> None:
        text = "\t".join(cells).strip("\t")
        if text:
            table.add(Draft("row", text=text, source_line=element.sourceline or 0))

    def _table(self, element: etree._Element, parent: Draft) -> None:
        table = self.draft(element, "table")
        self._rows(element, table, Grid())
        if table.children or table.heading:
            parent.add(table)
        else:
            parent.apparatus.extend(table.apparatus)

    def _rows(self, element: etree._Element, table: Draft, grid: Grid) -> None:
        """Read the rows of a table, a tab between two cells; other text in it is a row of its own."""
        self._stray(element.text, table)
        for child in element:
            name = self.name(child)
            if name == "tr":
                self._cells(child, table, grid)
            elif name in ("thead", "tbody", "tfoot"):
                self._rows(child, table, grid)
            elif name == "caption" and not table.children:
                table.heading = join((table.heading, self.line(child, table)))
            elif name not in FURNITURE:
                self._row([self.line(child, table)], child, table)
            self._stray(child.tail, table)
