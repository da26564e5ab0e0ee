"""Amending instructions in the terminal: the operations by instruction, and verbatim what was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from lawdiff.render.instructions import Row, counts, name_at, rows
from lawdiff.render.terminal.pieces import cells, indented

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from lawdiff.effects.operation import Reading
    from lawdiff.parsers import Document


@dataclass(frozen=True, slots=True)
class InstructionsView:
    """What an act or a rule does, one operation after the other.

    Attributes:
        document: the amending document.
        reading: what was read from it.
    """

    document: Document
    reading: Reading

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the counts, the operations by the provision that orders them, and the passages not understood."""
        del console, options
        yield Text(f"{cells(self.document.title)}: {counts(self.reading)}")
        before, condition = "", ""
        for row in rows(self.document, self.reading):
            if row.address != before:
                yield Text(f"\n{cells(row.instruction)}", style="name")
            yield _operation(row, told=row.condition == condition)
            before, condition = row.address, row.condition
        if self.reading.not_understood:
            yield Text("\nNot understood:", style="name")
        for missed in self.reading.not_understood:
            name = cells(name_at(self.document, missed.span.address))
            yield Text(f"\n{name}: {cells(missed.reason)}.")
            yield indented(Text(cells(missed.text), style="quiet"), 1)


def _operation(row: Row, *, told: bool) -> Table:
    """Show what is done and where, what is struck and put in, and the condition unless it was told just before."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=False)
    table.add_column(no_wrap=True, width=VERB_WIDTH, justify="right", style="fact")
    table.add_column(overflow="fold")
    table.add_row(row.verb, Text(cells(row.place)))
    for sign, style, words in (("-", "old", row.struck), ("+", "new", row.inserted)):
        if words:
            table.add_row("", Text(f"{sign} {cells(words)}", style=style))
    if row.condition and not told:
        table.add_row("", Text(cells(row.condition), style="quiet"))
    return table


VERB_WIDTH = 13
"""Columns of the verb: those of the longest, ``redesignate``, and an indent."""
