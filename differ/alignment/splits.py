"""Last step: what is left over was split off a matched unit, or merged into one, if most of it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.differ.alignment.board import of_group
from lawdiff.differ.alignment.evidence import SHRINK
from lawdiff.differ.alignment.outcome import Pair
from lawdiff.differ.alignment.same_topic import reason
from lawdiff.differ.features import WEIGHT

if TYPE_CHECKING:
    from lawdiff.differ.alignment.board import Board

SHARE = 0.5
"""A left-over unit of which at least this much (by weight of rare phrases) stands in a matched one belongs to it."""

ENOUGH = 8 * WEIGHT
"""It needs this many rare phrases in common: a sentence or two."""

PART_OF_TOPIC = 0.3
"""Cosine from which a left-over unit went into another one, or came from it, when the next best is far off."""

LEAD = 0.15
"""How far off the next best must be for that."""

USED_UP = 0.6
"""A unit of which more than this share is in its own partner has no room for another one by topic alone."""


def step(board: Board) -> None:
    """Tie what is left over to the unit that holds most of it, or that alone is about the same thing."""
    in_old, in_new = _largest_shares(board)
    for unit in board.free_new():
        if unit.telling:
            tie = _by_phrases(board, unit.place, in_old, of_old=False) or _by_topic(
                board, unit.place, of_old=False
            )
            if tie is not None:
                board.alignment.splits.append(tie)
                board.alignment.ambiguous_new.pop(unit.place, None)
    for unit in board.free_old():
        if unit.telling:
            tie = _by_phrases(board, unit.place, in_new, of_old=True) or _by_topic(
                board, unit.place, of_old=True
            )
            if tie is not None:
                board.alignment.merges.append(tie)
                board.alignment.ambiguous_old.pop(unit.place, None)


def _largest_shares(board: Board) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Return, for free new and free old units, the matched unit that holds most of it, as (weight, -place)."""
    in_old: dict[int, tuple[int, int]] = {}
    in_new: dict[int, tuple[int, int]] = {}
    for (old, new), shared in board.likeness.shared.items():
        if shared < ENOUGH:
            continue
        if new not in board.by_new and old in board.alignment.pairs:
            in_old[new] = max(in_old.get(new, (0, 0)), (shared, -old))
        elif old not in board.alignment.pairs and new in board.by_new:
            in_new[old] = max(in_new.get(old, (0, 0)), (shared, -new))
    return in_old, in_new


def _by_phrases(board: Board, place: int, best: dict[int, tuple[int, int]], *, of_old: bool) -> Pair | None:
    """Return the tie of a unit to the one that holds most of its rare phrases, None where none holds enough."""
    if place not in best:
        return None
    shared, negative = best[place]
    share = shared / (board.likeness.old[place] if of_old else board.likeness.new[place])
    if share < SHARE:
        return None
    return _tie(place, -negative, share, f"{share:.0%} of its rare phrases stand there", of_old=of_old)


def _by_topic(board: Board, place: int, *, of_old: bool) -> Pair | None:
    """Return the tie of a unit to the only one that is about the same thing and has room for it, else None."""
    if not board.topics.within_budget:
        return None
    group = (board.old if of_old else board.new)[place].group
    units = board.new if of_old else board.old
    ranking = board.topics.likest(place, of_old=of_old, among=of_group(units, group, range(len(units))))
    if not ranking or ranking[0][0] < PART_OF_TOPIC:
        return None
    like, best = ranking[0]
    if len(ranking) > 1 and like - ranking[1][0] < LEAD:
        return None
    return (
        None if _used_up(board, best, of_old=of_old) else _tie(place, best, like, reason(like), of_old=of_old)
    )


def _used_up(board: Board, best: int, *, of_old: bool) -> bool:
    """Return whether a unit has no partner, or its own partner accounts for most of it already."""
    pair = board.alignment.pairs.get(board.by_new.get(best, -1) if of_old else best)
    if pair is None:
        return True
    shared = board.likeness.shared.get((pair.old, pair.new), 0)
    whole = board.likeness.new[pair.new] if of_old else board.likeness.old[pair.old]
    return shared > USED_UP * (whole + SHRINK)


def _tie(place: int, other: int, score: float, why: str, *, of_old: bool) -> Pair:
    return Pair(place, other, score, why) if of_old else Pair(other, place, score, why)
