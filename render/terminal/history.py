"""A history in the terminal: a strip of signs a section, one sign a version, and the citations where they changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from lawdiff.render.history import LEGEND, cell, counts, is_eventful, name_of
from lawdiff.render.terminal.pieces import cells
from lawdiff.render.words import count

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from lawdiff.differ.history import History, Thread

STYLES = {"+": "new", "x": "old", ">": "old", "#": "fact", "~": "fact"}
"""Style of a sign in the strip; the sign itself is the cue without colour."""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The threads of a history, one a line.

    Attributes:
        history: what to show.
        everything: also the sections to which nothing happened.
    """

    history: History
    everything: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the versions with their counts, the legend, and a line a thread."""
        del console
        for place, (document, tally) in enumerate(
            zip(self.history.documents, counts(self.history), strict=True)
        ):
            said = ", ".join(f"{number} {state}" for state, number in tally.items())
            yield Text(f"{place + 1}  {cells(document.title)}: {said}")
        yield Text("\n" + "   ".join(LEGEND) + "\n")
        shown = [thread for thread in self.history.threads if self.everything or is_eventful(thread)]
        table = Table.grid(padding=(0, 2), expand=False)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True, overflow="ellipsis", max_width=max(24, options.max_width // 2))
        table.add_column(overflow="fold", style="quiet")
        for thread in shown:
            table.add_row(_strip(thread), Text(cells(name_of(thread))), Text(_steps(thread)))
        yield table
        quiet = len(self.history.threads) - len(shown)
        if quiet:
            yield Text(f"\n{count(quiet, 'section')} to which nothing happened (--all shows them).")


def _strip(thread: Thread) -> Text:
    strip = Text()
    for stop in thread.stops:
        sign = cell(stop).sign
        strip.append(sign, STYLES.get(sign, ""))
    return strip


def _steps(thread: Thread) -> str:
    """Return what happened, version by version, where it was more than staying the same."""
    steps = []
    for place, stop in enumerate(thread.stops, start=1):
        shown = cell(stop)
        if stop.state in ("absent", "first") or shown.words == "unchanged":
            continue
        number = f" as {shown.name}" if stop.renumbered and shown.name else ""
        steps.append(f"{place}: {shown.words}{number}")
    return cells("; ".join(steps))
