"""Which paragraphs are moves, and in which range of moved text they stand.

A passage out of order is spelled twice (`lawdiff.render.spell`), ``from`` its old place ``to`` its new one, in one
section or across two. Word ties both places by the name of a range (`w:moveFromRangeStart`, `w:moveToRangeStart`,
ECMA-376 part 1, 17.13.5.22 and 17.13.5.26). Paragraphs that went together are one range::

    from (b) x, from (i) y   …   to (d) x, to (i) z          one range of two paragraphs
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.render.spell import Paragraph

Pair = tuple[str, str]
"""Old and new address of a provision."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a moved paragraph stands in its range.

    Attributes:
        name: of the range, the same at the old place and the new.
        first, last: whether the range begins or ends with it.
    """

    name: str
    first: bool
    last: bool


def find_moves(paragraphs: Sequence[Paragraph]) -> Mapping[int, Place]:
    """Return the moved paragraphs by their index, at both places.

    A pair without a word in common is none: it was struck at one place, and something else was put in at another.
    The same goes for a passage of which the comparison shows one place only.
    """
    sources, targets = _at(paragraphs, "from"), _at(paragraphs, "to")
    pairs = [pair for pair in sources if pair in targets]
    places: dict[int, Place] = {}
    for number, group in enumerate(_together([(sources[pair], targets[pair]) for pair in pairs]), start=1):
        last = len(group) - 1
        for index, ends in enumerate(group):
            place = Place(f"move{number}", index == 0, index == last)
            places.update(dict.fromkeys(ends, place))
    return places


def _at(paragraphs: Sequence[Paragraph], place: str) -> dict[Pair, int]:
    """Return the index of each passage at its old place, or its new, in order."""
    found: dict[Pair, int] = {}
    for index, paragraph in enumerate(paragraphs):
        part = paragraph.part
        if paragraph.place != place or part is None or part.old is None or part.new is None:
            continue
        if any(operation == "=" and text.strip() for operation, text in part.edits):
            found[part.old.address, part.new.address] = index
    return found


def _together(places: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return moves in groups whose paragraphs follow each other at both places."""
    groups: list[list[tuple[int, int]]] = []
    for source, target in places:
        if groups and groups[-1][-1] == (source - 1, target - 1):
            groups[-1].append((source, target))
        else:
            groups.append([(source, target)])
    return groups
