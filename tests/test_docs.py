"""docs/cli.md is what the commands say of themselves, and every command has something to say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from lawdiff.cli.group import lawdiff_command

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


def all_commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    """Yield ``lawdiff note add`` and the command, for every command that a user can call."""
    yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None, f"{' '.join(path)} lists {name} and does not have it"
            yield from all_commands(below, (*path, name))


@pytest.fixture(scope="module")
def commands() -> dict[str, click.Command]:
    return dict(all_commands(lawdiff_command, ("lawdiff",)))


def test_the_page_is_current() -> None:
    narrow = {**os.environ, "COLUMNS": "40", "LAWDIFF_DB": "elsewhere.db"}  # neither may show in it
    done = subprocess.run(
        [sys.executable, "docs/generate_cli.py", "--check"],
        cwd=ROOT,
        env=narrow,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_is_on_the_page(commands: dict[str, click.Command]) -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert len(commands) > 10
    assert [path for path in commands if f" `{path}`\n" not in page] == []


def test_every_command_and_option_says_what_it_is_for(commands: dict[str, click.Command]) -> None:
    silent = [path for path, command in commands.items() if not command.get_short_help_str(200)]
    silent += [
        f"{path} {'/'.join(option.opts)}"
        for path, command in commands.items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def test_examples_keep_their_lines(commands: dict[str, click.Command]) -> None:
    """Click's mark for that is the character backspace; a backslash and a b would be printed."""
    assert [path for path, command in commands.items() if "\\b" in (command.help or "")] == []
