"""What the benchmarks of effects have in common: rows, sections, and the page that they are published on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Row:
    """One row of a table: what was counted; of it found rightly, found in all, to be found."""

    truth: str
    kind: str
    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is to be found that was; 1 where nothing is."""
        return self.right / self.wanted if self.wanted else 1.0

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the row in a page."""
        counts = (str(self.right), str(self.found), str(self.wanted))
        return (self.truth, self.kind, *counts, f"{self.precision:.3f}", f"{self.recall:.3f}")


@dataclass(frozen=True)
class Table:
    """Rows of any columns; numbers stand to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> list[str]:
        """Return the table in Markdown."""
        numeric = [all(_is_number(row[at]) for row in self.rows) for at in range(len(self.columns))]
        rule = "|".join("---:" if right else "---" for right in numeric)
        return [
            f"| {' | '.join(self.columns)} |",
            f"|{rule}|",
            *(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in self.rows),
        ]


SCORES = ("truth", "action", "right", "found", "wanted", "precision", "recall")


def scores(rows: Iterable[Row]) -> Table:
    """Return scored rows as a table."""
    return Table(SCORES, tuple(row.cells() for row in rows))


@dataclass(frozen=True)
class Section:
    """One part of the page: a heading, and paragraphs and tables under it."""

    heading: str
    content: tuple[str | Table, ...]

    def lines(self) -> list[str]:
        """Return the section in Markdown."""
        lines = [f"## {self.heading}", ""]
        for part in self.content:
            lines += [*(part.lines() if isinstance(part, Table) else [part]), ""]
        return lines


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").replace("%", "").strip().isdecimal()
