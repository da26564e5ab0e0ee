"""What stands in the margin: notes, links and tags, found by the document and the address they are on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawdiff.annotations.note import Link, Note, Tag, Target

Place = tuple[str, str]
"""SHA-256 of a document and an address in it."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One end of a link, as seen from the other.

    Attributes:
        link: the link.
        here, there: its ends.
        outward: whether `here` is the link's source.
    """

    link: Link
    here: Target
    there: Target
    outward: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Notes, links and tags, with an index by place.

    Attributes:
        notes, links, tags: all that were given, in that order.
        titles: of the documents that links lead to, by SHA-256.
        by_place: the notes on each place, with the target that stands there.
        ties: the links that end at each place.
    """

    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Tag, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    by_place: dict[Place, list[tuple[Note, Target]]] = field(default_factory=dict)
    ties: dict[Place, list[Tie]] = field(default_factory=dict)

    def on(self, document: str, address: str) -> list[tuple[Note, Target]]:
        """Return the notes on a provision of the document with this SHA-256."""
        return self.by_place.get((document, address), [])

    def tied(self, document: str, address: str) -> list[Tie]:
        """Return the links that end at a provision of the document with this SHA-256."""
        return self.ties.get((document, address), [])

    def orphans(self, document: str) -> list[tuple[Note, Target]]:
        """Return the notes of a document that have no place in it any more."""
        return self.on(document, "")

    def placed_in(self, document: str) -> frozenset[str]:
        """Return the ids of the notes that have a place in a document, and need not stand on an older one, too."""
        return frozenset(
            note.id for note in self.notes if any(target.address for target in note.targets_in(document))
        )

    def within(self, documents: Iterable[str]) -> tuple[Note, ...]:
        """Return the notes that have a target in one of these documents."""
        wanted = set(documents)
        return tuple(note for note in self.notes if any(target.document in wanted for target in note.targets))


def beside(
    notes: Iterable[Note] = (),
    links: Iterable[Link] = (),
    tags: Iterable[Tag] = (),
    titles: Mapping[str, str] | None = None,
) -> Beside:
    """Index notes, links and tags by place."""
    margin = Beside(tuple(notes), tuple(links), tuple(tags), dict(titles or {}))
    for note in margin.notes:
        for target in note.targets:
            margin.by_place.setdefault((target.document, target.address), []).append((note, target))
    for link in margin.links:
        for here, there, outward in ((link.source, link.target, True), (link.target, link.source, False)):
            margin.ties.setdefault((here.document, here.address), []).append(Tie(link, here, there, outward))
        for side, place in link.places:
            outward = side == "source"
            there = link.target if outward else link.source
            margin.ties.setdefault((place.document, place.address), []).append(
                Tie(link, place, there, outward)
            )
    return margin
