"""What a terminal or a pipe can show, and a view as text for it."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column
from rich.theme import Theme

from lawdiff.render.terminal.pieces import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import RenderableType

NARROWEST = 40
"""Columns below which views no longer wrap to the screen: a citation and a few words need as much."""

BAR_WIDTH, COUNT_WIDTH, TIME_WIDTH = 20, 9, 8
"""Columns of a bar of progress, of ``1234/5678`` beside it, of ``0:12:34``; what is done has the rest of the line."""

THEME = Theme(
    {
        "old": "red strike",
        "new": "green underline",
        "elsewhere": "yellow italic",
        "name": "bold",
        "fact": "yellow",
        "quiet": "dim",
        "note": "cyan",
        "title": "bold underline",
    }
)
"""The 16 colours of the terminal's own theme, each with a second cue for those who see none of them."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What the output can do.

    Attributes:
        width: in columns.
        colour: whether it shows colours and styles; without, text carries ``[-old-]`` and ``{+new+}``.
        links: whether it shows hyperlinks (OSC 8); only together with colour.
    """

    width: int
    colour: bool = False
    links: bool = False


_LINK_ID = re.compile(r"(?<=\x1b\]8;)id=[^;\x1b]*(?=;)")
"""Rich gives each link a random id; the same input must give the same bytes."""

_LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")


def to_text(view: RenderableType, screen: Screen) -> str:
    """Render a view as text, with escape sequences only where the screen shows colour."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(NARROWEST, screen.width),
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        theme=THEME,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    console.print(view)
    text = out.getvalue()
    if screen.colour:
        return _LINK_ID.sub("", text) if screen.links else _LINK.sub("", text)
    return "\n".join(line.rstrip() for line in text.split("\n"))


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal's standard error that long work is under way; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(what):
        yield


@contextmanager
def progress() -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar on standard error while many things are done; yield what is told of each: done, of how many, what.

    Where standard error is no terminal, each is a line.
    """
    if not sys.stderr.isatty():
        yield lambda done, of, what: _line(f"[{done}/{of}] {cells(what)}")
        return
    counts = MofNCompleteColumn(table_column=Column(no_wrap=True, min_width=COUNT_WIDTH))
    left = TimeRemainingColumn(table_column=Column(no_wrap=True, min_width=TIME_WIDTH))
    name = TextColumn(
        "{task.description}", table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1, min_width=1)
    )
    columns = (BarColumn(BAR_WIDTH), counts, left, name)
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True, expand=True) as bar:
        running = bar.add_task("")

        def tell(done: int, of: int, what: str) -> None:
            bar.update(running, completed=done, total=of, description=escape(cells(what)))

        yield tell


def _line(text: str) -> None:
    sys.stderr.write(f"{text}\n")
