"""Where results go: standard output, a pager, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawdiff.render.result import result_json, result_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    sys.stdout.buffer.writelines(_pieces(result))
    sys.stdout.buffer.flush()


def emit_result(result: Result, form: str, output: str | None) -> None:
    """Write a result for programs as ``json`` or ``jsonl``."""
    emit(result_lines(result) if form == "jsonl" else result_json(result), output)


def _pieces(result: str | bytes | Iterable[str]) -> Iterator[bytes]:
    """Yield the bytes of a result."""
    if isinstance(result, str | bytes):
        yield _encoded(result)
    else:
        yield from map(_encoded, result)


def _encoded(result: str | bytes) -> bytes:
    """Return bytes; what is no text (a file name in no known encoding) becomes question marks."""
    return result if isinstance(result, bytes) else result.encode(errors="replace")


def write_whole(path: Path, result: str | bytes | Iterable[str]) -> None:
    """Write a file so that a reader sees the old content or the new, never a part.

    Raises:
        OSError: the folder is missing, the disk is full, ….
    """
    path = path.resolve()
    if path.exists() and not path.is_file():  # /dev/null, a named pipe: there is nothing to replace
        with path.open("wb") as file:
            file.writelines(_pieces(result))
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(_pieces(result))
        os.chmod(name, _mode(path))  # noqa: PTH101 - mkstemp gives a name, not a Path
        os.replace(name, path)  # noqa: PTH105 - as above
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the permissions that the file has, or that a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


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
