"""What a shell offers when a word is completed: files for documents, addresses for ``--at``.

lawdiff diff house.xml enacted.xml --at s900<TAB>      s90001  s90002  s90003  s90004 …
lawdiff diff house.xml enacted.xml --at s90004/<TAB>   s90004/a  s90004/b
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

import lawdiff

if TYPE_CHECKING:
    import click

    from lawdiff.parsers import Document, Provision

DOCUMENTS = ("new", "old", "file")
"""Names of the arguments that are documents, the one that ``--at`` speaks of first."""


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer files."""
    del ctx, param
    return [CompletionItem(incomplete, type="file")]


def places(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the addresses that begin so, one level at a time, of the first document that can be read."""
    del param
    # Where --at has no value yet, click leaves the arguments unread, as they were typed.
    given = [*(ctx.params.get(name) for name in DOCUMENTS), *reversed(ctx.args)]
    for name in given:
        document = _read(name) if isinstance(name, str) and name else None
        if document is not None:
            return [
                CompletionItem(provision.address, help=provision.heading or provision.number or None)
                for provision in document.provisions
                if _is_next(provision, incomplete)
            ]
    return []


def _read(name: str) -> Document | None:
    """Read a document; standard input is left alone, and a file that is none has nothing to offer."""
    if name == "-":
        return None
    try:
        return lawdiff.parse(name)
    except (OSError, lawdiff.LawdiffError):
        return None


def _is_next(provision: Provision, incomplete: str) -> bool:
    """Return whether an address begins so and the one above it does not; with nothing typed, whether it is a unit."""
    if not incomplete:
        return provision.is_unit
    return provision.address.startswith(incomplete) and not provision.parent.startswith(incomplete)
