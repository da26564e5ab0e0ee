"""Lists in the terminal: a table that wraps its long columns and says what is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from lawdiff.render.notes import plain_cell

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from lawdiff.render.notes import Listing

LONG = {"body": 4, "quote": 3, "new_quote": 3, "definition": 5, "note": 3, "evidence": 3}
"""Columns of free text, with their share of the room."""

NARROW = frozenset({"state", "author", "score"})
"""Columns that never wrap: one word each."""


@dataclass(frozen=True, slots=True)
class ListingView:
    """A listing as a table; columns in which nothing stands are left out."""

    listing: Listing

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show the table, or the sentence for an empty list."""
        del console, options
        listing = self.listing
        if not listing.rows:
            yield Text(listing.empty)
            return
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False)
        places = [listing.columns.index(column) for column in listing.shown]
        used = [place for place in places if any(row[place] for row in listing.rows)]
        names = [listing.columns[place] for place in used]
        for name in names:
            ratio = LONG.get(name)
            table.add_column(name.replace("_", " "), ratio=ratio, no_wrap=name in NARROW, overflow="fold")
        for row in listing.rows:
            cells = zip(names, used, strict=True)
            table.add_row(*(Text(plain_cell(name, row[place])) for name, place in cells))
        yield table
