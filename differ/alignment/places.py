"""What is left in the same container, with the same number or heading, is one; stubs are paired here and only here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lawdiff.differ.alignment.evidence import ACCEPT
from lawdiff.differ.tokens import heading_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lawdiff.differ.alignment.board import Board
    from lawdiff.differ.features import Unit

ONE_A_DOCUMENT = ("front matter", "back matter", "table of contents", "preamble")
"""Groups known by their place and heading alone."""


EMPTY = frozenset({"reserved", "repealed", "omitted", "transferred", "vacant", "renumbered"})
"""Words of headings that say that there is nothing: such stubs are known by their number alone."""

NUMBERS_KEPT = 0.5
"""What the same number must say (`Board.number_weight`, 0.8 at most) for a few words under the same number to be one,
where one side has all words of the other: "$0." and "$0 (increased by $10,000,000)." in two prints of a bill."""


LONG_HEADING = 6
"""So many words at the beginning of two headings are no chance: "Potential Benefits and Costs to Consumers …"."""


def step(board: Board) -> None:
    """Pair the free units that stand in the same container and may be one, where both sides have as many."""
    for unit in board.old:
        # A container that was paired a moment ago opens the way for what stands in it: so one at a time, in order.
        if unit.place in board.alignment.pairs or unit.place in board.settled_old:
            continue
        parent = board.alignment.pairs[unit.parent].new if unit.parent in board.alignment.pairs else -1
        if unit.parent >= 0 and parent < 0:
            continue
        for fits in (_fits, _fits_by_heading):
            found = [
                other for other in _siblings(board, "new", parent, unit.group) if fits(board, unit, other)
            ]
            if not found:
                continue
            olds = _siblings(board, "old", unit.parent, unit.group)
            rivals = [other for other in olds if fits(board, other, found[0])]
            if len(found) == len(rivals) and (len(found) == 1 or _is_settled(board, unit, found[0], fits)):
                board.pair(
                    unit.place, found[0].place, ACCEPT, "the same place, and the same number or heading"
                )
            break


def _is_settled(board: Board, old: Unit, new: Unit, fits: Callable[[Board, Unit, Unit], bool]) -> bool:
    """Return whether the first of several on each side may be taken: by a strict rule, undoubted."""
    doubted = old.place in board.alignment.ambiguous_old or new.place in board.alignment.ambiguous_new
    return fits is _fits and not doubted


def _siblings(board: Board, side: str, parent: int, group: str) -> Sequence[Unit]:
    """Return the free units of a group in one container."""
    if side == "old":
        taken = board.alignment.pairs.keys() | board.settled_old
        units = board.old
    else:
        taken = board.by_new.keys() | board.settled_new
        units = board.new
    return [unit for unit in _family(board, side, units).get((parent, group), ()) if unit.place not in taken]


def _family(board: Board, side: str, units: Sequence[Unit]) -> dict[tuple[int, str], list[Unit]]:
    """Return the units by container and group, made once a side."""
    family = board.families.get(side)
    if family is None:
        family = defaultdict(list)
        for unit in units:
            family[unit.parent, unit.group].append(unit)
        board.families[side] = family
    return family


def _fits(board: Board, old: Unit, new: Unit) -> bool:
    """Return whether two units in the same container may be one: by number or heading, as the level has it."""
    if old.provision.level != new.provision.level:
        return False
    same_heading = bool(old.heading) and old.heading == new.heading
    if old.group in ONE_A_DOCUMENT:
        return old.heading == new.heading
    same_number = bool(old.designator) and old.designator == new.designator
    if same_number and not old.text and not new.text:
        return True  # "Paragraph 23(b)" over nothing: the number is all that it says
    if _is_empty(old, new):
        return same_number
    return same_heading or (same_number and (board.stable_numbers(old) or _says_on(board, old, new)))


def _is_empty(old: Unit, new: Unit) -> bool:
    """Return whether two units only say that there is nothing."""
    return old.stub and new.stub and bool(EMPTY & {*old.heading.split(), *new.heading.split()})


def _fits_by_heading(board: Board, old: Unit, new: Unit) -> bool:  # noqa: ARG001 - one of two rules
    """Return whether two headings in the same container say the same in other words.

    Or one was printed in one line with the heading below it.
    """
    if old.provision.level != new.provision.level or not old.heading or not new.heading:
        return False
    if _is_empty(old, new):
        return False
    first, second = old.heading.split(), new.heading.split()
    if heading_key(old.heading) == heading_key(new.heading):
        return True
    shorter = min(len(first), len(second))
    return shorter >= LONG_HEADING and first[:shorter] == second[:shorter]


def _says_on(board: Board, old: Unit, new: Unit) -> bool:
    """Return whether one of two units with the same number says all that the other says, where numbers are kept."""
    if board.number_weight < NUMBERS_KEPT or not old.text or not new.text:
        return False
    first, second = set(old.text), set(new.text)
    return first <= second or second <= first
