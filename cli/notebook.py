"""What the commands about notes share: the database, the author, lists in every format."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

import click

from lawdiff.annotations.store import Store
from lawdiff.cli.config import command_name, in_force
from lawdiff.cli.margin import DEFAULT
from lawdiff.cli.output import emit, emit_result, present
from lawdiff.render.notes import listing_csv, listing_result
from lawdiff.render.terminal import ListingView

if TYPE_CHECKING:
    from lawdiff.render.notes import Listing


def login() -> str:
    """Return the name of the account, or an empty string where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no entry for this user, and none of LOGNAME, USER, … is set
        return ""


author = click.option(
    "--author",
    metavar="NAME",
    envvar="LAWDIFF_AUTHOR",
    default=login,
    show_default="your login",
    help="Who writes it.",
)
tags = click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; give it again for more.")


def notebook(db: str | None, *, create: bool = False) -> Store:
    """Open the notes' database; only a command that writes something new makes one."""
    return Store(db or DEFAULT, create=create)


def list_out(listing: Listing, form: str, output: str | None, width: int | None) -> None:
    """Show a listing in the format that was asked for."""
    if form in ("json", "jsonl"):
        emit_result(listing_result(listing, command_name(), in_force(arguments=True)), form, output)
    elif form == "csv":
        emit(listing_csv(listing), output)
    else:
        present(ListingView(listing), output, width)


def said(body: str | None, *, from_stdin: bool, editor: bool) -> str | None:
    """Return the body of a note: what was typed, or standard input where that is wanted; None where nothing was said.

    Raises:
        click.UsageError: it was given in two ways.
    """
    if not from_stdin and body != "-":
        return body
    if editor or body not in (None, "-"):
        raise click.UsageError("Give the body once: as an argument, in the editor or from standard input.")
    return sys.stdin.read().strip()


def edited(start: str) -> str:
    """Open the user's editor and return what was saved; empty where nothing was.

    Raises:
        click.UsageError: there is no editor to open.
    """
    if not sys.stdin.isatty() and not os.environ.get("EDITOR") and not os.environ.get("VISUAL"):
        raise click.UsageError(
            "There is no terminal for an editor; give the body as an argument, or with --from-stdin."
        )
    return (click.edit(start) or "").strip()
