"""What the commands about notes share: the database, the author, lists in every format."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

import click

from lawdiff.annotations.store import Store
from lawdiff.cli.margin import DEFAULT
from lawdiff.cli.output import emit, present
from lawdiff.render.notes import listing_csv, listing_json
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
    if form == "json":
        emit(listing_json(listing), output)
    elif form == "csv":
        emit(listing_csv(listing), output)
    else:
        present(ListingView(listing), output, width)


def words_or_stdin(words: str) -> str:
    """Return what was typed, or standard input where that is ``-``."""
    return sys.stdin.read().strip() if words == "-" else words


def tell(line: str) -> None:
    """Say on standard error what was done, so that standard output stays for results."""
    text = "".join(character if character.isprintable() else " " for character in line)
    click.echo(text, err=True)


def edited(start: str) -> str:
    """Open the user's editor and return what was saved; empty where nothing was.

    Raises:
        click.UsageError: there is no editor to open.
    """
    if not sys.stdin.isatty() and not os.environ.get("EDITOR") and not os.environ.get("VISUAL"):
        raise click.UsageError(
            "There is no terminal for an editor; give the body as an argument, or - to read it."
        )
    return (click.edit(start) or "").strip()
