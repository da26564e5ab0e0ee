"""`lawdiff git-setup`, and what git calls then: `lawdiff git-diff` and `lawdiff git-text`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from lawdiff.cli.output import PIPE_WIDTH, emit, screen_for
from lawdiff.corpora.git_driver import answer, as_text, read_call
from lawdiff.corpora.git_setup import Scope, set_up, take_down
from lawdiff.parsers import UnreadableSource
from lawdiff.parsers.sniff import is_legal
from lawdiff.render.beside import beside


@click.command("git-setup")
@click.option(
    "--global/--local", "everywhere", help="For all of your repositories, or for this one [default]."
)
@click.option("--undo", is_flag=True, help="Take out what was written.")
@click.option(
    "--pattern",
    "patterns",
    multiple=True,
    default=("*.xml",),
    show_default=True,
    metavar="PATTERN",
    help="Which files; give it again for more. What in them is no legal XML is shown as ever.",
)
def git_setup(*, everywhere: bool, undo: bool, patterns: tuple[str, ...]) -> None:
    """Have git show legal XML through lawdiff, and say what was changed for that.

    `git diff` then shows what lawdiff shows; `git log -p`, `git show` and `git blame` compare the text, a provision
    a line (with --ext-diff, `git log -p` and `git show` have lawdiff compare, too). Writes the section diff.lawdiff of
    git's configuration, and .gitattributes in the repository, or with --global your own file of attributes.
    """
    scope: Scope = "global" if everywhere else "local"
    steps = take_down(scope, Path.cwd()) if undo else set_up(scope, Path.cwd(), patterns)
    for step in steps:
        said = (
            ("taken out" if step.done else "not there")
            if undo
            else ("written" if step.done else "there already")
        )
        emit(f"{said}: {step.where}: {step.what}\n", None)


@click.command("git-diff", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, metavar="PATH OLD HEX MODE NEW HEX MODE", type=click.UNPROCESSED)
def git_diff(arguments: tuple[str, ...]) -> None:
    """Compare two files for git, which calls this as its external diff (see git-setup).

    What is no legal XML is shown as git would show it. The exit code is always 0, as git demands.
    """
    from lawdiff.render.terminal import ComparisonView, to_text  # noqa: PLC0415 - the views' library, only for views

    call = read_call(arguments)
    if call is None:
        emit(f"* Unmerged path {arguments[0]}\n", None)
        return
    found = answer(call)
    emit("".join(f"{line}\n" for line in found.head), None)
    if found.comparison is None:
        emit(found.text, None)
        return
    paged = sys.stdout.isatty() or os.environ.get("GIT_PAGER_IN_USE") == "true"
    emit(
        to_text(ComparisonView(found.comparison, beside()), screen_for(terminal=paged, width=_columns())),
        None,
    )


def _columns() -> int:
    """Return the width of the terminal, also behind git's pager, or that of a pipe."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            return os.get_terminal_size(stream.fileno()).columns
    return PIPE_WIDTH


@click.command("git-text")
@click.argument("file")
def git_text(file: str) -> None:
    """Write a legal document as text for git, a provision a line (see git-setup); any other file as it is."""
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise UnreadableSource(file, f"cannot be read ({error.strerror or error})") from error
    try:
        lines = "".join(as_text(data, file)) if is_legal(data) else None
    except UnreadableSource:
        lines = None  # git is to show what there is
    emit(data if lines is None else lines, None)
