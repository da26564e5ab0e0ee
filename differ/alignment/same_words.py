"""First step: units that say the very same are one; and they tell how stable the numbers are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lawdiff.differ.alignment.board import parent_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.differ.alignment.board import Board
    from lawdiff.differ.features import Unit

MOST_BY_NUMBER = 0.8
"""What the same number says at most where numbers are not stable by law."""

BEFORE = (2, 6)
"""What is taken for seen before any pair was: two numbers kept in six. Bills are renumbered at every stage."""


def step(board: Board) -> None:
    """Pair the units with the same words: unique ones, then look-alikes."""
    olds, news = _by_words(board.free_old()), _by_words(board.free_new())
    both = [(places, news[key]) for key, places in olds.items() if key in news]
    for old_places, new_places in both:
        if len(old_places) == len(new_places) == 1:
            board.pair(old_places[0], new_places[0], 1.0, "the same words")
    board.number_weight = _learn_numbers(board)
    for old_places, new_places in both:
        if len(old_places) > 1 or len(new_places) > 1:
            _look_alikes(board, old_places, new_places)


def _by_words(units: Sequence[Unit]) -> dict[tuple[str, tuple[str, ...]], list[int]]:
    places: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for unit in units:
        if unit.telling:
            places[unit.group, unit.text].append(unit.place)
    return places


def _learn_numbers(board: Board) -> float:
    """Return what the same number says, from how often units with the same words kept theirs."""
    kept = [
        board.old[pair.old].designator == board.new[pair.new].designator
        for pair in board.alignment.pairs.values()
        if board.old[pair.old].designator and not board.stable_numbers(board.old[pair.old])
    ]
    return MOST_BY_NUMBER * (sum(kept) + BEFORE[0]) / (len(kept) + BEFORE[1])


def _look_alikes(board: Board, olds: list[int], news: list[int]) -> None:
    """Pair units that all say the same: by number, else by order where each has a partner."""
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in news:
        unit = board.new[place]
        numbers[unit.designator, parent_heading(board.new, unit)].append(place)
    left = []
    for place in olds:
        unit = board.old[place]
        same = numbers.get((unit.designator, parent_heading(board.old, unit)), [])
        if unit.designator and len(same) == 1 and board.free(place, same[0]):
            board.pair(place, same[0], 1.0, "the same words and number")
        else:
            left.append(place)
    right = [place for place in news if place not in board.by_new and place not in board.settled_new]
    if len(left) == len(right):
        for old, new in zip(left, right, strict=True):
            board.pair(old, new, 1.0, "the same words, in the same order as their look-alikes")
