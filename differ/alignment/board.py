"""The state that the steps of the aligner share: the units, what is matched so far, and what speaks for a pair."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lawdiff.differ.alignment.outcome import Alignment, Pair
from lawdiff.differ.features import likeness
from lawdiff.differ.topics import topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawdiff.differ.features import Unit

ALIKE = 0.8
"""Units of one side of which this much is the same (share of the larger one's shingles) could stand for each other."""


NEIGHBOURHOOD = 8
"""So many units without a partner may lie between two neighbours."""


class Board:
    """The units of both sides and the alignment in the making.

    Attributes:
        old, new: the units in order; `Unit.place` is the index.
        codified: whether numbers are stable.
        swapped: whether old and new were exchanged, which only the wording of reasons must know.
        likeness: the rare phrases that units share.
        topics: the rare words of the units.
        number_weight: what the same number says where numbers are not stable, 0 to 1; `same_words` learns it.
        alignment: the outcome so far.
        by_new: new place -> old place of the pairs so far.
        settled_old: old places that a reviewer settled without a pair: they get none.
        settled_new: the same for new places.
        families: side -> (container, group) -> units; `places` fills it.
        headings_old, headings_new: how many units of a group have a heading.
    """

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], *, codified: bool, swapped: bool) -> None:
        self.old = old
        self.new = new
        self.codified = codified
        self.swapped = swapped
        self.likeness = likeness(old, new)
        self.topics = topics(old, new)
        self.number_weight = 0.0
        self.alignment = Alignment()
        self.by_new: dict[int, int] = {}
        self.settled_old: set[int] = set()
        self.settled_new: set[int] = set()
        self.families: dict[str, dict[tuple[int, str], list[Unit]]] = {}
        self.headings_old = Counter((unit.group, unit.heading) for unit in old)
        self.headings_new = Counter((unit.group, unit.heading) for unit in new)
        if not self.topics.within_budget:
            self.alignment.limits.append("there are too many sections to look for rewritten ones by topic")

    def pair(self, old: int, new: int, score: float, reason: str) -> None:
        """Record a pair."""
        self.alignment.pairs[old] = Pair(old, new, score, reason)
        self.by_new[new] = old

    def free(self, old: int, new: int) -> bool:
        """Return whether both of the two may still be paired."""
        return (
            old not in self.alignment.pairs
            and new not in self.by_new
            and old not in self.settled_old
            and new not in self.settled_new
        )

    def free_old(self) -> list[Unit]:
        """Return the old units that may still be paired, in order."""
        taken = self.alignment.pairs.keys() | self.settled_old
        return [unit for unit in self.old if unit.place not in taken]

    def free_new(self) -> list[Unit]:
        """Return the new units that may still be paired, in order."""
        taken = self.by_new.keys() | self.settled_new
        return [unit for unit in self.new if unit.place not in taken]

    def stable_numbers(self, unit: Unit) -> bool:
        """Return whether a unit keeps its number as long as it is the same: sections and parts of codified law.

        The headings of a preamble and the instructions of a rule are numbered anew in each document.
        """
        return self.codified and unit.group in ("section", "container")

    def context(self, old: int, new: int) -> int:
        """Return how many circumstances speak for a pair: number (twice), container's heading, heading, neighbours."""
        first, second = self.old[old], self.new[new]
        count = 2 * (bool(first.designator) and first.designator == second.designator)
        count += parent_heading(self.old, first) == parent_heading(self.new, second)
        count += first.heading == second.heading
        return count + sum(self._beside(old, new, step) for step in (-1, 1))

    def _beside(self, old: int, new: int, step: int) -> bool:
        """Return whether the nearest paired neighbours on one side of two units are each other's partners.

        Between sec. 3547 and sec. 3549, of which the first became sec. 3557, an appropriation fell away.
        """
        here, there = old + step, new + step
        for _ in range(NEIGHBOURHOOD):
            if here in self.alignment.pairs or not 0 <= here < len(self.old):
                break
            here += step
        for _ in range(NEIGHBOURHOOD):
            if there in self.by_new or not 0 <= there < len(self.new):
                break
            there += step
        neighbour = self.alignment.pairs.get(here)
        return neighbour is not None and neighbour.new == there


def parent_heading(units: Sequence[Unit], unit: Unit) -> str:
    """Return the heading of the container of a unit, empty at the top."""
    return units[unit.parent].heading if unit.parent >= 0 else ""


def ancestors(units: Sequence[Unit], place: int) -> list[int]:
    """Return the places of the units above a unit, nearest first."""
    above = []
    place = units[place].parent
    while place >= 0:
        above.append(place)
        place = units[place].parent
    return above


def alike(first: Unit, second: Unit) -> bool:
    """Return whether two units of one side could stand for each other."""
    larger = max(len(first.shingles), len(second.shingles))
    return larger > 0 and len(first.shingles & second.shingles) >= ALIKE * larger


def comparable(unit: Unit, units: Sequence[Unit], places: Iterable[int]) -> list[int]:
    """Return the places of those units among some that a unit of the other side may belong to."""
    group = unit.group
    found = [place for place in places if units[place].group == group]
    return found if group != "instruction" else [place for place in found if may_be_one(unit, units[place])]


def may_be_one(first: Unit, second: Unit) -> bool:
    """Return whether two units can belong together: of one group, and instructions only if they amend the same."""
    if first.group != second.group:
        return False
    return (
        first.group != "instruction"
        or first.heading == second.heading
        or not (first.heading and second.heading)
    )
