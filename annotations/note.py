"""Notes, their targets, tags and links: the words of the store, as values.

A target names text the way the W3C Web Annotation model does (Web Annotation Data Model, section 4.2): by address
(a fragment selector), by quote with prefix and suffix (TextQuoteSelector) and by position (TextPositionSelector).
A note on a whole provision has no quote; its target keeps the provision's words all the same, as evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CarryState = Literal["made here", "carried", "carried-edited", "moved", "split", "ambiguous", "orphaned"]
"""How a target came to stand where it stands; ``made here`` where nobody carried it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a note stands in one document.

    Attributes:
        document: SHA-256 of the document's source.
        address: the provision's address; empty for an orphan.
        citation: the same for a reader, as it was when the note was put there.
        quote: the exact words it is about; empty where it is about the whole provision.
        prefix, suffix: some words before and after the quote, to tell one occurrence from another.
        start: where the quote begins in the provision's `own_words`, in characters; -1 without a quote.
        text: the provision's `own_words` when the note was put there.
        state: how it came here.
        score: how sure the carrying was, 0 to 1; 1 where it was made here.
        evidence: why it was put here, in one sentence.
        origin: SHA-256 of the document that it was carried from; empty where it was made here.
    """

    document: str
    address: str
    citation: str
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    text: str = ""
    state: CarryState = "made here"
    score: float = 1.0
    evidence: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about one or more places.

    Attributes:
        id: stable and unique, over databases too (a UUID, or the id that it was imported with).
        body: free text, untrusted.
        tags: names of tags, sorted.
        author: who wrote it, untrusted text.
        created, updated: UTC, ISO 8601 with a ``Z``.
        state: ``open`` or ``resolved``.
        targets: at least one; one a document and place.
    """

    id: str
    body: str
    tags: tuple[str, ...]
    author: str
    created: str
    updated: str
    state: Literal["open", "resolved"]
    targets: tuple[Target, ...]

    def targets_in(self, document: str) -> tuple[Target, ...]:
        """Return the targets in the document with this SHA-256."""
        return tuple(target for target in self.targets if target.document == document)


@dataclass(frozen=True, slots=True)
class Tag:
    """An entry of the codebook.

    Attributes:
        name: what it is called; unique without regard to case.
        definition: when it is to be used.
        colour: ``#rrggbb``, or empty.
        parent: the name of the tag that it belongs under, or empty.
    """

    name: str
    definition: str = ""
    colour: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between provisions of two documents: a rule's paragraph and the section of the act that pays for it.

    Attributes:
        id: stable and unique.
        source: the one end, target: the other; each a place without a quote or with one.
        relation: what ties them, in a word or two: ``funded by``, ``authority``, ``see also``.
        note: a sentence, or empty.
        author, created: as for a note.
        places: where its ends stand in other versions, as they were carried: the side, ``source`` or ``target``, and
            the place, with an empty address where it is lost.
    """

    id: str
    source: Target
    target: Target
    relation: str
    note: str
    author: str
    created: str
    places: tuple[tuple[Literal["source", "target"], Target], ...] = ()

    def ends_in(self, document: str) -> tuple[Target, ...]:
        """Return its ends in the document with this SHA-256, those that were carried there as well."""
        ends = (self.source, self.target, *(place for _, place in self.places))
        return tuple(end for end in ends if end.document == document)
