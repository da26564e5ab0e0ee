"""What a terminal or a pipe can show, and a view as text for it."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

NARROWEST = 40
"""Columns below which views no longer wrap to the screen: a citation and a few words need as much."""

THEME = Theme(
    {
        "old": "red strike",
        "new": "green underline",
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
