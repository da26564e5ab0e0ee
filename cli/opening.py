"""Reading what an argument names: a file, or an official document by the name that people use.

A file that exists always wins over a document of that name. `lawdiff.sources` is imported only for what is no file.
"""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.cli.common import Volume, volume
from lawdiff.parsers import Document, parse, parse_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.sources.fetched import Fetched

STDIN = "-"


def working(what: str) -> AbstractContextManager[None]:
    """Show on a terminal that long work is under way; nothing elsewhere."""
    if not sys.stderr.isatty() or volume() is Volume.QUIET:
        return nullcontext()
    from lawdiff.render import terminal  # noqa: PLC0415 - the views' library, only where somebody watches

    return terminal.working(what)


@dataclass(frozen=True, slots=True)
class Text:
    """A document before it is parsed: the name of a file, or what was fetched."""

    name: str
    fetched: Fetched | None = None

    def read(self, reading: str) -> Document:
        """Parse it.

        Raises:
            UnreadableSource: it cannot be read.
        """
        if self.fetched is None:
            return parse(self.name, reading=reading)
        one = self.fetched
        return parse_bytes(one.data, one.address, reading=reading, edition=one.edition)


def opened(name: str, reading: str = "inserted") -> Document:
    """Read one document: a file, ``-``, or an official document by its name.

    Raises:
        UnreadableSource: it cannot be read.
        SourceError: it names an official document that cannot be had.
    """
    return gathered((name,))[0].read(reading)


def opened_all(names: Sequence[str], reading: str = "inserted") -> list[Document]:
    """Read documents; the name of a rulemaking (``RIN 1651-AB12``) stands for all that it names, oldest first.

    Raises:
        UnreadableSource: one of them cannot be read.
        SourceError: one of them names an official document that cannot be had.
    """
    texts = gathered(names, several=True)
    with working(f"Reading {len(texts)} documents"):
        return [text.read(reading) for text in texts]


def gathered(names: Sequence[str], *, several: bool = False) -> list[Text]:
    """Return the documents that are named, after fetching those that are no files.

    Args:
        names: as they were typed.
        several: whether one name may stand for several documents.

    Raises:
        UnreadableSource: one is neither a file nor a name.
        SourceError: one names an official document that cannot be had.
    """
    if all(map(is_file, names)):
        return [Text(name) for name in names]
    from lawdiff.cli import official  # noqa: PLC0415 - only for names of official documents

    found = official.fetched([name for name in names if not is_file(name)], several=several)
    return [Text(name, one) for name in names for one in found.get(name) or (None,)]


def is_file(name: str) -> bool:
    """Return whether a name is standard input, a file, or a document of one (``FILE#2024-02705``)."""
    file, sharp, _ = name.rpartition("#")
    # Not Path.exists, which raises for names that no file can have.
    return name == STDIN or os.path.exists(name) or bool(sharp and os.path.exists(file))  # noqa: PTH110 - see above
