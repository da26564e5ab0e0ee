"""Links in another version: each end follows its provision, and the link keeps both places.

The link itself stays as it was made. An end that was rewritten has lost its place there, which is said, like a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.annotations.carry import follow_target
from lawdiff.annotations.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawdiff.annotations.links import Side
    from lawdiff.annotations.note import CarryState, Link, Target
    from lawdiff.annotations.store import Store
    from lawdiff.parsers.document import Document


@dataclass(frozen=True, slots=True)
class CarriedLink:
    """What became of one end of a link.

    Attributes:
        link: its id.
        side: which end.
        old: where it stood.
        new: where it stands: several for a split, one with an empty address where it is lost.
        state: as in `CarryState`.
    """

    link: str
    side: Side
    old: Target
    new: tuple[Target, ...]
    state: CarryState


def carry_links(
    store: Store,
    old: Document,
    new: Document,
    crosswalk: Mapping[str, Sequence[str]],
    *,
    dry_run: bool = False,
    author: str = "",
) -> tuple[CarriedLink, ...]:
    """Give the links of the old document their places in the new one; those that have one there stay as they are.

    Args:
        store: where the links are.
        old: the document in which they have an end.
        new: the document that gets a place for it.
        crosswalk: old address -> new addresses, as `Comparison.crosswalk` gives it.
        dry_run: say what would be done, and do nothing.
        author: who carries, for the history.

    Raises:
        StoreError: the database cannot be written; then nothing was carried.
    """
    ground = Ground(old, new, crosswalk)
    carried: list[CarriedLink] = []
    with store.transaction():
        for link in store.links(old):
            found = [
                CarriedLink(link.id, side, end, outcome.targets, outcome.state)
                for side, end in _ends(link, old.sha256, new.sha256)
                for outcome in [follow_target(ground, end)]
            ]
            carried += found
            if found and not dry_run:
                store.add_document(new)
                places = [(each.side, target) for each in found for target in each.new]
                store.carry_link(link, places, author=author)
    return tuple(carried)


def _ends(link: Link, old: str, new: str) -> Iterator[tuple[Side, Target]]:
    """Yield the ends that stand in the old document and have no place in the new one."""
    ends: list[tuple[Side, Target]] = [("source", link.source), ("target", link.target), *link.places]
    there = {side for side, end in ends if end.document == new}
    for side, end in ends:
        if end.document == old and end.address and side not in there:
            yield side, end
