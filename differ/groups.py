"""From an alignment to what will be one change each, in the order of the new document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.differ.alignment import swapped
from lawdiff.differ.alignment.decided import REASON as REVIEWED
from lawdiff.differ.order import longest_rise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.differ.alignment import Alignment, Pair
    from lawdiff.differ.features import Unit
    from lawdiff.differ.sides import Sides
    from lawdiff.parsers import Provision


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes one change: the places of its units, and what the aligner said.

    Attributes:
        old: places of the old units; the first is the main one.
        new: places of the new ones.
        score: of the main pair, 0 where there is none.
        reason: why, as a clause.
        moved: whether the main pair moved.
        candidates: places on the other side, with scores, where nobody could decide.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    reason: str
    moved: bool = False
    candidates: tuple[tuple[int, float], ...] = ()

    def main_pair(self, sides: Sides) -> tuple[Provision, Provision] | None:
        """Return the old and the new unit that belong together, None where one side has none."""
        if not self.old or not self.new:
            return None
        return sides.old[self.old[0]].provision, sides.new[self.new[0]].provision


def groups_of(sides: Sides, alignment: Alignment) -> list[Group]:
    """Return the changes to be, in the order of the new document, removed units behind what they followed."""
    moved = _moved_units(sides, alignment.pairs)
    split: dict[int, list[Pair]] = defaultdict(list)
    merged: dict[int, list[Pair]] = defaultdict(list)
    for pair in alignment.splits:
        split[pair.old].append(pair)
    for pair in alignment.merges:
        merged[pair.new].append(pair)
    ties = _resolve_ties(alignment, split, merged)
    by_new: dict[int, Group] = {}
    for old, pair in alignment.pairs.items():
        extra_new = tuple(tie.new for tie in ties.split.get(old, ()))
        extra_old = tuple(tie.old for tie in ties.merged.get(pair.new, ()))
        reasons = [pair.reason]
        reasons += [
            f"{sides.new[tie.new].provision.citation}: {tie.reason}" for tie in ties.split.get(old, ())
        ]
        reasons += [
            f"{sides.old[tie.old].provision.citation}: {tie.reason}" for tie in ties.merged.get(pair.new, ())
        ]
        by_new[pair.new] = Group(
            (old, *extra_old),
            (pair.new, *extra_new),
            pair.score,
            "; ".join(reasons),
            old in moved,
        )
    used_old = {place for group in by_new.values() for place in group.old}
    used_new = {place for group in by_new.values() for place in group.new}
    return _in_order(sides, alignment, by_new, used_old, used_new)


@dataclass(frozen=True, slots=True)
class _Ties:
    split: Mapping[int, Sequence[Pair]]
    merged: Mapping[int, Sequence[Pair]]


def _resolve_ties(
    alignment: Alignment, split: Mapping[int, Sequence[Pair]], merged: Mapping[int, Sequence[Pair]]
) -> _Ties:
    """Return the splits and mergers, in order of place; both can hold for one pair."""
    return _Ties(
        {
            old: sorted(pairs, key=lambda pair: pair.new)
            for old, pairs in split.items()
            if old in alignment.pairs
        },
        {new: sorted(pairs, key=lambda pair: pair.old) for new, pairs in merged.items()},
    )


def _in_order(
    sides: Sides,
    alignment: Alignment,
    by_new: Mapping[int, Group],
    used_old: set[int],
    used_new: set[int],
) -> list[Group]:
    """Put matched, added and removed units into one order."""
    behind: dict[int, list[Group]] = defaultdict(list)
    last = -1
    for unit in sides.old:
        place = unit.place
        pair = alignment.pairs.get(place)
        if pair is not None:
            last = pair.new if not by_new[pair.new].moved else last
        elif place not in used_old:
            candidates = tuple(alignment.ambiguous_old.get(place, ()))
            behind[last].append(Group((place,), (), 0.0, _why_alone(unit, candidates), candidates=candidates))
    groups = list(behind[-1])
    for unit in sides.new:
        place = unit.place
        if place in by_new:
            groups.append(by_new[place])
        elif place not in used_new:
            candidates = tuple(alignment.ambiguous_new.get(place, ()))
            reason = REVIEWED if place in alignment.settled_new else _why_alone(unit, candidates)
            groups.append(Group((), (place,), 0.0, reason, candidates=candidates))
        groups += behind.get(place, ())
    return groups


def _why_alone(unit: Unit, candidates: Sequence[tuple[int, float]]) -> str:
    if candidates:
        if len(candidates) == 1:
            return "several units are as good for the one on the other side; none was chosen"
        return f"{len(candidates)} units on the other side are as good as each other; none was chosen"
    if unit.stub:
        return "too few words to be known again elsewhere, and nothing in its place"
    return "nothing on the other side has enough of its words, its heading or its number"


def _moved_units(sides: Sides, pairs: Mapping[int, Pair]) -> frozenset[int]:
    """Return the old places of units that moved: into another container, or out of the order of their siblings.

    A unit is in the container that stands above it and has a counterpart: what was put between, or is gone, moves
    nothing, and where the own container is gone it may go anywhere inside the counterpart of what is above that.
    Order is that among units of one group: sections behind their title's appropriations, or before them, have not
    moved. Found on one orientation of the documents, for of two sections that changed places either may have moved.
    """
    there = {old: pair.new for old, pair in pairs.items()}
    if not swapped(sides.old, sides.new):
        return _moved_in(sides.old, sides.new, there)
    back = {new: old for old, new in there.items()}
    return frozenset(back[place] for place in _moved_in(sides.new, sides.old, back))


def _moved_in(old: Sequence[Unit], new: Sequence[Unit], pairs: Mapping[int, int]) -> frozenset[int]:
    back = {place: other for other, place in pairs.items()}
    holding = {unit.parent for unit in old}, {unit.parent for unit in new}
    families: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    moved = set()
    for place in sorted(pairs):
        first, second = old[place], new[pairs[place]]
        if not (_can_move(first, holding[0]) and _can_move(second, holding[1])):
            continue
        above, other = _matched_above(old, first, pairs), _matched_above(new, second, back)
        expected, origin = (table[at] if at >= 0 else -1 for table, at in ((pairs, above), (back, other)))
        if other == expected:
            families[above, other, first.group].append(place)
        elif not (
            (first.parent != above and _is_in(new, other, expected))
            or (second.parent != other and _is_in(old, above, origin))
        ):
            moved.add(place)
    for family in families.values():
        kept = longest_rise([pairs[place] for place in family])
        moved.update(place for index, place in enumerate(family) if index not in kept)
    return frozenset(moved)


def _matched_above(units: Sequence[Unit], unit: Unit, pairs: Mapping[int, int]) -> int:
    """Return the nearest place above a unit that has a counterpart, -1 for the document."""
    place = unit.parent
    while place >= 0 and place not in pairs:
        place = units[place].parent
    return place


def _is_in(units: Sequence[Unit], place: int, container: int) -> bool:
    """Return whether a place is a container or below it; -1 is the document, which holds all."""
    while place >= 0 and place != container:
        place = units[place].parent
    return place == container


def _can_move(unit: Unit, holding: set[int]) -> bool:
    """Return whether it means anything that a unit stands elsewhere: it holds others, or says something itself.

    "Subpart E—Special Rules for Certain Home Mortgage Transactions" is printed before whatever section of subpart E a
    rule amends first, and a heading of a preamble without a text says no more.
    """
    if unit.place in holding:
        return unit.group == "container" or not unit.stub
    return not unit.stub and any(inner.text for inner in unit.provision.walk_unit())
