"""Where results go: standard output, a pager, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawdiff.render.result import result_lines, result_pieces
from lawdiff.render.whole_file import pieces, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawdiff.render.result import Result
    from lawdiff.render.terminal import Screen, View

PIPE_WIDTH = 100
"""Columns where the output is no terminal and nobody said a width: what a pull request or a mail shows unwrapped."""


def emit(result: str | bytes | Iterable[str], output: str | None) -> None:
    """Write a result, text as UTF-8, to the file, or to standard output where no file (or ``-``) is given.

    Pieces of text are written as they are made, so that a long result need not be in memory as a whole.
    """
    if output and output != "-":
        write_whole(Path(output), result)
        return
    if isinstance(result, bytes) and sys.stdout.isatty():
        raise click.UsageError("this format is no text for a terminal; name a file with -o FILE")
    sys.stdout.flush()
    sys.stdout.buffer.writelines(pieces(result))
    sys.stdout.buffer.flush()


def emit_result(result: Result, form: str, output: str | None) -> None:
    """Write a result for programs as ``json`` or ``jsonl``."""
    emit(result_lines(result) if form == "jsonl" else result_pieces(result), output)


def present(view: View, output: str | None, width: int | None = None) -> None:
    """Show a terminal view: to the file as plain text, to a pipe as plain text, to a terminal through its pager."""
    from lawdiff.render.terminal import to_text  # noqa: PLC0415 - the views' library, only for views

    terminal = sys.stdout.isatty() and not output
    screen = screen_for(terminal=terminal, width=width)
    text = to_text(view, screen)
    if not terminal:
        emit(text, output)
        return
    if text.count("\n") < shutil.get_terminal_size().lines:
        click.echo(text, nl=False, color=screen.colour)
    else:
        os.environ.setdefault("LESS", "-FRX")
        click.echo_via_pager(text, color=screen.colour)


def screen_for(*, terminal: bool, width: int | None) -> Screen:
    """Return what the output can do: its width, and colour unless NO_COLOR is set or it is no terminal."""
    from lawdiff.render.terminal import Screen  # noqa: PLC0415 - as above

    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(width or _width(terminal=terminal), colour=colour, links=colour and has_links(os.environ))


LINKING_TERMINALS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm")
"""Values of TERM of terminals that show hyperlinks (OSC 8)."""

LINKING_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio")
"""The same for TERM_PROGRAM."""

OLDEST_VTE = 5000
"""VTE_VERSION of GNOME Terminal and its kin: 0.50 was the first with hyperlinks."""


def has_links(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal shows hyperlinks: FORCE_HYPERLINK (0 or 1) says so, else what it calls itself.

    A terminal that is not known to have them gets none: some print the address into the text.
    """
    forced = environment.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    vte = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM", "").startswith(LINKING_TERMINALS)
        or environment.get("TERM_PROGRAM", "") in LINKING_PROGRAMS
        or (vte.isdecimal() and int(vte) >= OLDEST_VTE)
        or any(environment.get(name) for name in ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID"))
    )


def _width(*, terminal: bool) -> int:
    """Return the columns of the terminal, or of COLUMNS, or `PIPE_WIDTH`."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    return os.get_terminal_size(sys.stdout.fileno()).columns if terminal else PIPE_WIDTH
