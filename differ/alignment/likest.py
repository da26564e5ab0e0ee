"""Second step: pairs by evidence, best first; two equally good partners are told apart by place, or left ambiguous."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.differ.alignment.board import alike, may_be_one
from lawdiff.differ.alignment.evidence import ACCEPT, SHRINK, weigh
from lawdiff.differ.features import WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawdiff.differ.alignment.board import Board
    from lawdiff.differ.features import Unit

TIE = 0.02
"""Scores closer than this are equally good; then number, container and neighbours decide, or nobody does."""

FEW = 2 * WEIGHT
"""Pairs that share fewer rare phrases than two cannot be accepted for them; heading or number may name them still."""

MANY = 20
"""A heading or number that more units than this share finds no candidates; their words must."""

CLEAR = 0.4
"""Likeness of rare phrases (Dice) that makes a pair by itself, where no other unit has half as much."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """A pair that is good enough, and its rank (the lowest is the best)."""

    rank: tuple[float, ...]
    score: float
    old: int
    new: int
    reason: str


def step(board: Board) -> None:
    """Pair what belongs together by evidence."""
    scored = sorted(_scored(board), key=lambda pair: (pair.rank, pair.old))
    by_old: dict[int, list[_Scored]] = defaultdict(list)
    by_new: dict[int, list[_Scored]] = defaultdict(list)
    for pair in scored:
        by_old[pair.old].append(pair)
        by_new[pair.new].append(pair)
    undecided = []
    for pair in scored:
        if not board.free(pair.old, pair.new):
            continue
        rivals = [rival for rival in (*by_old[pair.old], *by_new[pair.new]) if _is_rival(board, pair, rival)]
        if _stands_out(board, pair, rivals):
            board.pair(pair.old, pair.new, pair.score, pair.reason)
        else:
            undecided.append(pair)
    _decide_late(board, undecided)
    _take_clear(board)


def _take_clear(board: Board) -> None:
    """Pair what shares rather less than is asked for, but with nothing else half as much, from both sides."""
    likeness = board.likeness
    by_old: dict[int, list[tuple[float, int]]] = defaultdict(list)
    by_new: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (old, new), shared in likeness.shared.items():
        if board.free(old, new) and _may_pair(board, board.old[old], board.new[new]):
            dice = 2 * shared / (likeness.old[old] + likeness.new[new] + SHRINK)
            by_old[old].append((dice, new))
            by_new[new].append((dice, old))
    found = []
    for old, those in by_old.items():
        dice, new = max(those, key=lambda item: (item[0], -item[1]))
        if dice < CLEAR or old in board.alignment.ambiguous_old or new in board.alignment.ambiguous_new:
            continue
        rivals = [other for other, place in those if place != new]
        rivals += [other for other, place in by_new[new] if place != old]
        if 2 * max(rivals, default=0.0) <= dice:
            found.append((old, new, dice))
    for old, new, dice in found:
        board.pair(
            old, new, dice, f"{dice:.0%} of the rare phrases of both in common, and no other has half as many"
        )


def _scored(board: Board) -> Iterable[_Scored]:
    for old, new in _possible(board):
        evidence = weigh(board, old, new)
        if evidence is None:
            continue
        off = (abs(old - new), old + new)
        # What only holds the other, or is held by it, may be one of several pieces: the largest first.
        if evidence.whole >= ACCEPT:
            rank: tuple[float, ...] = (0, -evidence.score, -evidence.shared, *off)
        else:
            rank = (1, -evidence.shared, -evidence.score, *off)
        yield _Scored(rank, evidence.score, old, new, evidence.reason)


def _possible(board: Board) -> list[tuple[int, int]]:
    """Return the free pairs worth weighing: shared rare phrases, the same heading, the same number."""
    shared = board.likeness.shared.items()
    pairs = dict.fromkeys(pair for pair, weight in shared if weight >= FEW and board.free(*pair))
    for name in (_heading, _number):
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for unit in board.free_new():
            if name(unit):
                places[unit.group, name(unit)].append(unit.place)
        for unit in board.free_old():
            others: Sequence[int] = places.get((unit.group, name(unit)), ())
            if len(others) <= MANY:
                pairs.update(dict.fromkeys((unit.place, other) for other in others))
    return [(old, new) for old, new in pairs if _may_pair(board, board.old[old], board.new[new])]


def _heading(unit: Unit) -> str:
    return unit.heading


def _number(unit: Unit) -> str:
    return unit.designator


def _may_pair(board: Board, old: Unit, new: Unit) -> bool:
    """Return whether evidence may pair two units: containers follow their sections, stubs their place.

    Stubs that keep their number by law are no question: "Supplement I to Part 1026" goes before a longer one that was
    printed as a correction of it.
    """
    if old.group == "container" or not may_be_one(old, new):
        return False
    same_number = bool(old.designator) and old.designator == new.designator
    return not (old.stub and new.stub) or (same_number and board.stable_numbers(old))


def _is_rival(board: Board, pair: _Scored, rival: _Scored) -> bool:
    """Return whether another pair with one of the same units is as good, and could stand for it."""
    if pair.score - rival.score >= TIE or not board.free(rival.old, rival.new):
        return False
    if rival.old == pair.old:
        return rival.new != pair.new and alike(board.new[pair.new], board.new[rival.new])
    return alike(board.old[pair.old], board.old[rival.old])


def _stands_out(board: Board, pair: _Scored, rivals: Sequence[_Scored]) -> bool:
    """Return whether the circumstances prefer a pair to every rival."""
    if not rivals:
        return True
    own = board.context(pair.old, pair.new)
    return all(own > board.context(rival.old, rival.new) for rival in rivals)


def _decide_late(board: Board, undecided: Sequence[_Scored]) -> None:
    """Take what has become clear since; list the rest as ambiguous."""
    for pair in undecided:
        if not board.free(pair.old, pair.new):
            continue
        rivals = [
            rival
            for rival in undecided
            if (rival.old == pair.old) != (rival.new == pair.new)
            and pair.score - rival.score < TIE
            and board.free(rival.old, rival.new)
        ]
        if _stands_out(board, pair, rivals):
            board.pair(pair.old, pair.new, pair.score, pair.reason)
    for pair in undecided:
        if board.free(pair.old, pair.new):
            board.alignment.ambiguous_old.setdefault(pair.old, []).append((pair.new, pair.score))
            board.alignment.ambiguous_new.setdefault(pair.new, []).append((pair.old, pair.score))
