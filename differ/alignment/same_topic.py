"""Third step: units that were rewritten, known by what they are about. See `lawdiff.differ.topics`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.differ.alignment.board import alike, of_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.differ.alignment.board import Board
    from lawdiff.differ.features import Unit

SAME_TOPIC = 0.295
"""Cosine from which two left-over units that prefer each other to all others are one, rewritten. On the labelled pairs
of H.R. 1 the last right one lies at 0.30, the first wrong one at 0.28."""

LEAD = 0.1
"""How far the cosine of the best partner must lie above that of the next one, if that could stand for it."""

Ranking = list[tuple[float, int]]
"""Units of the other side by falling cosine, as (cosine, place)."""


def step(board: Board) -> None:
    """Pair what is left and about the same thing, if each prefers the other."""
    if not board.topics.within_budget:
        return
    free_old = [unit for unit in board.free_old() if unit.telling]
    free_new = [unit for unit in board.free_new() if unit.telling]
    old_places = [unit.place for unit in free_old]
    new_places = [unit.place for unit in free_new]
    found: list[tuple[int, int, float]] = []
    for unit in free_old:
        ranking = board.topics.likest(
            unit.place, of_old=True, among=of_group(board.new, unit.group, new_places)
        )
        if not ranking or ranking[0][0] < SAME_TOPIC:
            continue
        like, new = ranking[0]
        back = board.topics.likest(new, of_old=False, among=of_group(board.old, unit.group, old_places))
        if _prefer(board, unit.place, ranking, back):
            found.append((unit.place, new, like))
    for old, new, like in found:
        board.pair(old, new, like, reason(like))


def _prefer(board: Board, old: int, ranking: Ranking, back: Ranking) -> bool:
    """Return whether a unit and the likest of the other side prefer each other."""
    return back[0][1] == old and _leads(ranking, board.new) and _leads(back, board.old)


def _leads(ranking: Ranking, units: Sequence[Unit]) -> bool:
    """Return whether the first of a ranking leads; a rival that is another part of one whole does not count."""
    first = units[ranking[0][1]]
    return all(ranking[0][0] - like >= LEAD or not alike(first, units[place]) for like, place in ranking[1:2])


def reason(like: float) -> str:
    """Return the reason for a pair or tie by topic."""
    return f"about the same thing (likeness of rare words {like:.2f}), and nothing else is"
