"""Where the cells of a table stand.

The text of a row is its cells in the order of the source, a tab between two; that is what is compared. A renderer that
draws the table needs more: which rows head it, and which cells span columns or lines. GPO nests the cells of a head by
depth (``CHED/@H``), CALS (bills) names columns, HTML (USLM, eCFR) counts spans::

    <CHED H="1">Age</CHED> <CHED H="1">Intake</CHED> <CHED H="2">Now</CHED> <CHED H="2">Then</CHED>

        Age  |    Intake            Cell(0, 1, 0, 2)   Cell(1, 2, 0, 1)
             |  Now   | Then                           Cell(1, 1, 1, 1)   Cell(2, 1, 1, 1)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_COLUMNS = 100
"""Columns or lines that one cell may span: a source that says more is wrong, and no page could show it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands in its table.

    Attributes:
        column: its first column, from 0.
        columns: how many it spans.
        line: in which line of its row it stands, from 0; only the head of a GPO table has several.
        lines: how many lines it spans, those of the rows below counted.
        heads: whether it is the head of its columns.
    """

    column: int
    columns: int = 1
    line: int = 0
    lines: int = 1
    heads: bool = False


def nested_head(depths: Sequence[int]) -> tuple[Cell, ...]:
    """Return the places of the cells of a head that nests by depth, 1 the outermost; the cells in it follow a cell."""
    if len(depths) > MOST_COLUMNS:
        return tuple(Cell(index, heads=True) for index in range(len(depths)))
    deepest = max(depths, default=1)
    cells = []
    column = 0
    for index, depth in enumerate(depths):
        inside = 0
        for at in range(index + 1, len(depths)):
            if depths[at] <= depth:
                break
            inside += (
                at + 1 == len(depths) or depths[at + 1] <= depths[at]
            )  # one without cells in it has a column
        lines = 1 if inside else deepest - depth + 1
        cells.append(Cell(column, max(1, inside), depth - 1, lines, heads=True))
        column += not inside
    return tuple(cells)


def number(value: str | None) -> int:
    """Return the number of columns, lines or levels in an attribute; 0 where it has none that makes sense."""
    digits = value.strip().lstrip("0") if value else ""
    if not (digits.isascii() and digits.isdigit()):
        return 0
    return int(digits) if len(digits) <= len(str(MOST_COLUMNS)) and int(digits) <= MOST_COLUMNS else 0


def span(value: str | None) -> int:
    """Return the columns or lines that an attribute asks for: ``2`` of ``"2"``, and 1 where it asks for nothing."""
    return max(1, number(value))


@dataclass(slots=True)
class Grid:
    """Places cells row by row, past those that reach down from the rows above.

    Attributes:
        taken: columns that cells above reach into, with the rows that they still do.
    """

    taken: dict[int, int] = field(default_factory=dict)

    def row(self, spans: Iterable[tuple[int, int, bool]]) -> tuple[Cell, ...]:
        """Return the places of the cells of the next row.

        Args:
            spans: of each cell the columns and lines that it spans, and whether it is a head.
        """
        cells = []
        column = 0
        below = {at: left - 1 for at, left in self.taken.items() if left > 1}
        for columns, lines, heads in spans:
            while column in self.taken:
                column += 1
            cells.append(Cell(column, columns, 0, lines, heads=heads))
            if lines > 1:
                below.update(dict.fromkeys(range(column, column + columns), lines - 1))
            column += columns
        self.taken = below
        return tuple(cells)


def said(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the places of cells as a provision keeps them: none where they stand a column each, from the first."""
    return () if all(cell == Cell(index) for index, cell in enumerate(cells)) else tuple(cells)
