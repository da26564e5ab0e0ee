"""What is said on standard error, so that standard output stays for results: one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lawdiff.cli.common import Volume, volume

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.render.warned import Warned


def tell(line: str) -> None:
    """Say what was done, unless it is to be quiet."""
    if volume() < Volume.QUIET:
        _say(line)


def warn(warned: Iterable[Warned]) -> None:
    """Say what a reader should be warned of: the parser's notices, a line for each kind; with --verbose everything."""
    if volume() is Volume.QUIET:
        return
    from lawdiff.render.warned import warning_lines  # noqa: PLC0415 - it brings the differ; not every command warns

    for line in warning_lines(warned, each=volume() is Volume.VERBOSE):
        _say(f"lawdiff: warning: {line}")


def _say(line: str) -> None:
    """Print one line, without control characters from file names or XML."""
    text = "".join(character if character.isprintable() else " " for character in line)
    click.echo(text, err=True)
