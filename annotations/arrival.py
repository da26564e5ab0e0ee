"""What arrives from another program, before the store takes it in: the same for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawdiff.annotations.note import Link, Note, Tag


@dataclass(frozen=True, slots=True)
class Arrival:
    """The content of a file, made ready.

    Attributes:
        notes, links, tags: to be taken in as they are, with their ids, authors and times.
        documents: what is known of their documents: rows of the table `documents`, `identity` as an object.
        unplaced: a sentence for each note that has no place here, and why.
    """

    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Tag, ...] = ()
    documents: tuple[Mapping[str, Any], ...] = ()
    unplaced: tuple[str, ...] = ()
