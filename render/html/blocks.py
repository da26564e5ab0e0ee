"""Long text in blocks that a browser leaves alone until they come near the screen, and how high text will stand.

A table of contents of 700 lines, or 200 folded sections that a search opens at once, would be laid out whole for the
few lines that are seen of it. With ``content-visibility: auto`` (CSS Containment Level 2) a browser lays out what is
near the screen; what is left out keeps its place, is found by its find-in-page, can be linked to and is printed. The
height of what is left out is guessed from its length here, so that the bar at the side tells the truth.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROWS = 24
"""Paragraphs in a block: some two screens, so that a block near the screen costs little more than the screen."""

TALLEST = 96.0
"""Height of a block, in rem: where paragraphs are long, fewer make a block. benchmarks/page.py measured both."""

LETTERS = 72
"""Letters on a line of text; page.css sets its measure."""

NOTE_LETTERS = 40
"""Letters on a line of a note in the margin."""

LINE = 1.65
"""Height of a line of text, in rem (page.css: 1.0625 rem by 1.55)."""

NOTE_LINE = 1.25
"""Height of a line of a note, in rem (page.css: .85 rem by 1.45)."""

TABLE_LINE = 1.9
"""Height of a row of a table, in rem (page.css: .85 rem by 1.4, and what stands above and below)."""

GAP = 0.35
"""Between two paragraphs, in rem."""

SIZES = (4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)
"""Heights that page.css has a class for, in rem: ``z1`` to ``z14``."""

_TAG = re.compile("<[^>]*>")
_ASIDE = re.compile("<aside.*?</aside>", re.DOTALL)
_FOLDED = re.compile("<details class=u><summary>(.*?)</summary>.*?</details>", re.DOTALL)


def size_class(height: float) -> str:
    """Return the class of the nearest height that is not lower."""
    return f"z{min(bisect_left(SIZES, height), len(SIZES) - 1) + 1}"


def height_of(row: str) -> float:
    """Return how high a row will stand, in rem, without what is folded in it and without its margin."""
    text = _FOLDED.sub(r"\1", _ASIDE.sub("", row))
    if "<table" in text:
        return text.count("<tr") * TABLE_LINE + GAP
    return _lines(text, LETTERS) * LINE + GAP


def blocks(rows: Sequence[str]) -> Iterator[str]:
    """Yield rows in blocks; as they are where they would make one block alone."""
    first, *others = _blocks(rows) if rows else [_Block()]
    if not others:
        yield from rows
        return
    for block in (first, *others):
        yield f"<div class='q {size_class(block.height)}'>{''.join(block.rows)}</div>"


@dataclass(slots=True)
class _Block:
    """Rows that stand together.

    Attributes:
        rows: their markup.
        height: of their text, in rem.
        notes: how far down the notes in the margin reach. A block holds its notes, so one that ended beside a long
            note would tear the text apart.
    """

    rows: list[str] = field(default_factory=list)
    height: float = 0.0
    notes: float = 0.0

    def add(self, row: str) -> None:
        """Add a row below."""
        self.rows.append(row)
        asides = "".join(_ASIDE.findall(row))
        if asides:
            self.notes = max(self.notes, self.height) + (_lines(asides, NOTE_LETTERS) + 2) * NOTE_LINE
        self.height += height_of(row)

    @property
    def full(self) -> bool:
        """Whether the next row belongs to a new block."""
        return (len(self.rows) >= ROWS or self.height >= TALLEST) and self.notes <= self.height


def _blocks(rows: Iterable[str]) -> Iterator[_Block]:
    block = _Block()
    for row in rows:
        if block.full:
            yield block
            block = _Block()
        block.add(row)
    if block.rows:
        yield block


def _lines(markup: str, letters: int) -> int:
    """Return how many lines the text of some markup takes, one paragraph at least."""
    return -(-max(1, len(_TAG.sub("", markup))) // letters)
