"""Official documents by their names: how the command asks for them, with a progress bar where somebody watches."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from lawdiff.cli.options import OFFLINE
from lawdiff.parsers import UnreadableSource
from lawdiff.sources.client import Client
from lawdiff.sources.fetch import fetch_all, fetch_one, understood
from lawdiff.sources.names import LONGEST, UNDERSTOOD, parse_name
from lawdiff.sources.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lawdiff.sources.fetched import Fetched
    from lawdiff.sources.names import Name

_LIKE_A_FILE = re.compile(r"[/\\]|\.\w{1,5}(?:#.*)?$")
"""A folder or an ending: who writes that means a file."""


def fetched(names: Sequence[str], *, several: bool = False) -> Mapping[str, tuple[Fetched, ...]]:
    """Return the documents of each name; none for what looks like a file's name, which parsing will miss.

    Args:
        names: as they were typed; all are understood before anybody is asked.
        several: whether one name may stand for several documents.

    Raises:
        UnreadableSource: one is neither a file nor a name.
        SourceError: one names a document that cannot be had.
    """
    named = {name: _named(name) for name in names}
    with asking() as client:
        return {
            name: _all(one, client) if several else (fetch_one(one, client),)
            for name, one in named.items()
            if one is not None
        }


def fetched_anew(names: Sequence[str], cache: Path | None, *, refresh: bool) -> list[Fetched]:
    """Return all documents of all names, each once, in the order of the names; files of that name do not matter.

    Args:
        names: as they were typed; all are understood before anybody is asked.
        cache: the folder of answers; None for that of the environment.
        refresh: whether services are asked to confirm what is kept.

    Raises:
        SourceError: one is no name, or names a document that cannot be had.
    """
    named = [understood(name) for name in names]
    with asking(cache, refresh=refresh) as client:
        found = {one.file_name: one for name in named for one in _all(name, client)}
    return list(found.values())


def _all(name: Name, client: Client) -> tuple[Fetched, ...]:
    """Return all documents that a name names; say on standard error what has no text."""
    found = fetch_all(name, client)
    for line in found.without_text:
        click.echo(f"lawdiff: warning: {line}", err=True)
    return found.documents


def _named(name: str) -> Name | None:
    named = parse_name(name)
    if named is None and 0 < len(name) <= LONGEST and name.isprintable() and not _LIKE_A_FILE.search(name):
        forms = ", ".join(UNDERSTOOD)
        raise UnreadableSource(name, f"there is no such file, and official documents have names like {forms}")
    return named


@contextmanager
def asking(cache: Path | None = None, *, refresh: bool = False) -> Iterator[Client]:
    """Open a client with the settings of environment and options, and a progress bar on a terminal."""
    context = click.get_current_context(silent=True)
    offline = context.meta.get(OFFLINE) if context else None
    chosen = settings(os.environ, cache=cache, offline=offline or None, refresh=refresh)
    if not sys.stderr.isatty():
        with Client(chosen) as client:
            yield client
        return
    from lawdiff.render.terminal.progress import downloading  # noqa: PLC0415 - only where somebody watches

    with downloading() as watch, Client(chosen, watch=watch) as client:
        yield client
