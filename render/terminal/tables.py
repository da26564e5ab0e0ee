"""Lists in the terminal: a table that wraps its long columns, or a sentence where there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from lawdiff.render.notes import Listing

NARROW = frozenset({"id", "state", "notes"})
"""Columns that never wrap: one word or number each, or to be copied whole."""

WIDEST = {"tag": 28}
"""Columns of the terminal that a name takes at most, so that a long one leaves room for the rest: a third of 80."""


@dataclass(frozen=True, slots=True)
class ListingView:
    """A listing as a table."""

    listing: Listing

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show the table, or the sentence for an empty list."""
        del console, options
        listing = self.listing
        if not listing.table:
            yield Text(listing.empty)
            return
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="name", padding=(0, 1, 0, 0))
        for name in listing.shown:
            table.add_column(name, no_wrap=name in NARROW, max_width=WIDEST.get(name), overflow="fold")
        for row in listing.table:
            table.add_row(*map(Text, row))
        yield table
