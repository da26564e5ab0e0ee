"""What is to be compared: pairs of files, each with the name that its results have."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from lawdiff.render.batch import PassedOver

LONGEST_NAME = 100
"""Characters of a pair's name, which names a folder: file systems allow 255 bytes, some paths 260 in all."""

_UNSAFE = re.compile(r"[^a-z0-9._]+")


@dataclass(frozen=True, slots=True)
class Side:
    """One document of a pair.

    Attributes:
        path: the file to read.
        shown: what the results call it: the path from the folder or the manifest, so that they are the same
            wherever the folder stands; with ``#NUMBER`` where one document of an issue was chosen.
        choose: that number; else empty.
    """

    path: Path
    shown: str
    choose: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to compare.

    Attributes:
        name: unique in its plan, and safe as the name of a folder on any system.
        old, new: the documents.
        group: the text that both are versions of; empty in a manifest.
        reading: which text to take where a reported bill prints both: ``inserted`` or ``struck``.
        hide: significances to leave out.
    """

    name: str
    old: Side
    new: Side
    group: str = ""
    reading: str = "inserted"
    hide: tuple[str, ...] = ()

    @property
    def options(self) -> dict[str, str]:
        """What was asked for beyond the default, by name."""
        options = {} if self.reading == "inserted" else {"reading": self.reading}
        return options | ({"hide": ",".join(sorted(self.hide))} if self.hide else {})


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a batch is to compare.

    Attributes:
        source: the name of the manifest or the folder.
        pairs: in the order in which the results show them.
        passed_over: files that are in no pair, and why.
    """

    source: str
    pairs: tuple[Pair, ...]
    passed_over: tuple[PassedOver, ...] = ()


def file_name(words: Iterable[str]) -> str:
    """Return words as a name that is safe for a folder: ``H.R. 1``, ``Enrolled-Bill`` -> ``h.r.-1_enrolled-bill``.

    Letters are folded to ASCII in lower case, because some file systems hold ``A`` and ``a`` for one name; what comes
    from a file can lead out of no folder.
    """
    plain = (unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower() for word in words)
    safe = "_".join(filter(None, (_UNSAFE.sub("-", word).strip("-._") for word in plain)))
    return safe[:LONGEST_NAME].strip("-._") or "pair"


def unique(name: str, taken: Container[str]) -> str:
    """Return a name that is not taken: the name itself, else with ``-2``, ``-3`` and so on."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
