"""Text that left one unit and came into another: kept, not struck here and written anew there.

old sec. 3(b)  "A surveillance tower may be bought only if …"     (the rest of sec. 3 stays sec. 3)
new sec. 7(d)  "A surveillance tower may be bought only if …"
without this   sec. 3(b) removed, sec. 7(d) added
here           sec. 3(b) moved to sec. 7(d), and the word edits between the two
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from lawdiff.differ.features import COMMON_IN
from lawdiff.differ.resemblance import FORMULA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.differ.change import Change
    from lawdiff.differ.features import Shingles
    from lawdiff.differ.sides import Sides

ENOUGH_WORDS = 12
"""Provisions with fewer words are not looked for in other units: "in paragraph (1), by striking" is everywhere."""

SAME_TEXT = 0.75
"""Likeness (2 * kept / both) from which a provision in another unit is the same text, edited; higher than inside a
unit, where place and number speak for a pair too."""

CLEAR_LEAD = 0.05
"""How far the second best must lie behind; otherwise nothing is said."""


TELLING = 8
"""So many runs of four words must stand in both provisions and in no other section of either document. "The amendments
made by subsection (a) shall apply to taxable years beginning after December 31, 2025" left no section for another."""

OWN_WORDS = 6
"""So many different words that are no formula must stand in both."""

LONG_WORD = 4
"""Letters that one of them has at least: enumerators have fewer."""

BY_REFERENCE = "the meaning given"
"""A definition that only says where it stands is no text of a section's own."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A provision that left one change and came into another, by index.

    Attributes:
        from_change, from_part: where the removed part stands.
        to_change, to_part: where the added part stands.
    """

    from_change: int
    from_part: int
    to_change: int
    to_part: int


@dataclass(frozen=True, slots=True)
class _Loose:
    """A removed or added part: its place, its words, and its shingles."""

    change: int
    part: int
    words: tuple[str, ...]
    shingles: frozenset[int]


def crossings(changes: Sequence[Change], sides: Sides, settled: str) -> list[Crossing]:
    """Return the removed parts that are added parts of another change, each part at most once.

    Args:
        changes: all changes of a comparison.
        sides: both documents.
        settled: the reason of changes that a reviewer settled as alone: nothing of theirs is looked for elsewhere.
    """
    gone: list[_Loose] = []
    come: list[_Loose] = []
    for index, change in enumerate(changes):
        if change.reason == settled and not (change.old and change.new):
            continue
        for place, part in enumerate(change.parts):
            if part.relation == "removed" and part.old is not None:
                _gather(gone, index, place, sides.old_words[part.old.address], sides.shingles)
            elif part.relation == "added" and part.new is not None:
                _gather(come, index, place, sides.new_words[part.new.address], sides.shingles)
    common = _shingles_of(gone) & _shingles_of(come)
    shared = [[loose.shingles & common for loose in side] for side in (gone, come)]
    back = _best(come, gone, shared[1], shared[0])
    pairs = [
        (gone[first], come[second])
        for first, second in _best(gone, come, *shared).items()
        if back.get(second) == first and gone[first].change != come[second].change
    ]
    return [
        Crossing(old.change, old.part, new.change, new.part) for old, new in pairs if _tells(old, new, sides)
    ]


def _tells(old: _Loose, new: _Loose, sides: Sides) -> bool:
    """Return whether two provisions share what no other section has, and that is no formula."""
    own = {word for word in old.words if word not in FORMULA and len(word) >= LONG_WORD} & {*new.words}
    if len(own) < OWN_WORDS or BY_REFERENCE in " ".join(old.words):
        return False
    common = old.shingles & new.shingles
    seen = [
        Counter(chain.from_iterable(unit.shingles & common for unit in units))
        for units in (sides.old, sides.new)
    ]
    return sum(seen[0][run] == seen[1][run] == 1 for run in common) >= TELLING


def _shingles_of(side: Sequence[_Loose]) -> frozenset[int]:
    return frozenset(chain.from_iterable(loose.shingles for loose in side))


def _gather(loose: list[_Loose], change: int, part: int, words: tuple[str, ...], shingles: Shingles) -> None:
    if len(words) >= ENOUGH_WORDS:
        loose.append(_Loose(change, part, words, shingles.of(words)))


def _best(
    these: Sequence[_Loose],
    those: Sequence[_Loose],
    ours: Sequence[frozenset[int]],
    theirs: Sequence[frozenset[int]],
) -> dict[int, int]:
    """Return for each of these the one of those that is clearly most like it, by index.

    Args:
        these: the parts to find a counterpart for.
        those: the parts that may be one.
        ours: of each of these, the shingles that any of those has.
        theirs: the same the other way round.
    """
    where: dict[int, list[int]] = defaultdict(list)
    for index, shared in enumerate(theirs):
        for shingle in shared:
            where[shingle].append(index)
    best: dict[int, int] = {}
    for index, (loose, shared) in enumerate(zip(these, ours, strict=True)):
        # A third of the longer one's shingles survive the edits that leave three quarters of the words.
        if 3 * len(shared) < len(loose.shingles):
            continue
        found = (where[shingle] for shingle in shared)
        counts = Counter(chain.from_iterable(places for places in found if len(places) <= COMMON_IN))
        likely = [
            other
            for other, count in counts.items()
            if 3 * count >= max(len(loose.shingles), len(those[other].shingles))
        ]
        ranked = sorted(
            ((Indel.normalized_similarity(loose.words, those[other].words), -other) for other in likely),
            reverse=True,
        )
        if (
            ranked
            and ranked[0][0] >= SAME_TEXT
            and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= CLEAR_LEAD)
        ):
            best[index] = -ranked[0][1]
    return best
