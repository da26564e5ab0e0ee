"""Which unit of the old document became which of the new one.

    H.R. 1 as passed by the House         as enacted
    sec. 60003 (title VI)          ->     sec. 90004 (title IX): renumbered and edited, not "removed" and "added"
    sec. 10012 "Alien SNAP …"      ->     sec. 10108: same heading, half rewritten
    12 sections "[Reserved]"       ->     nothing to say about where they went

One module a step, taken in this order: what a reviewer decided; units with the very same words; pairs by evidence
(rare phrases, heading, number), best first; what is left and about the same thing; containers by where their sections
went; what stands in the same place; at last splits and mergers among what is left over.
docs/how-alignment-works.md explains the scores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.differ.alignment import containers, decided, likest, places, same_topic, same_words, splits
from lawdiff.differ.alignment.board import Board
from lawdiff.differ.alignment.outcome import Alignment, Pair
from lawdiff.differ.decisions import Decided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.differ.features import Unit

NOTHING_DECIDED = Decided()

__all__ = ["Alignment", "Pair", "align", "swapped"]


def align(
    old: Sequence[Unit],
    new: Sequence[Unit],
    *,
    codified: bool,
    reviewed: Decided = NOTHING_DECIDED,
) -> Alignment:
    """Align the units of two documents.

    Args:
        old: all units of the old document, in order.
        new: all units of the new one.
        codified: whether numbers are stable (US Code, CFR, rules).
        reviewed: what a reviewer decided; it comes before all else.
    """
    if swapped(old, new):
        # Every step runs on one orientation of a pair of documents, so that swapping them swaps the outcome.
        return _run(Board(new, old, codified=codified, swapped=True), reviewed.inverted()).inverted()
    return _run(Board(old, new, codified=codified, swapped=False), reviewed)


def swapped(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Return whether two documents are taken the other way round, so that each pair of them is taken one way only."""
    return _key(new) < _key(old)


def _key(units: Sequence[Unit]) -> tuple[int, list[tuple[str, tuple[str, ...]]]]:
    return len(units), [(unit.provision.address, unit.text) for unit in units]


def _run(board: Board, reviewed: Decided) -> Alignment:
    decided.step(board, reviewed)
    same_words.step(board)
    likest.step(board)
    same_topic.step(board)
    containers.step(board)
    places.step(board)
    containers.step(board)
    splits.step(board)
    _forget_decided(board)
    board.alignment.settled_old = frozenset(board.settled_old)
    board.alignment.settled_new = frozenset(board.settled_new)
    return board.alignment


def _forget_decided(board: Board) -> None:
    """Drop from the candidates of ambiguous units those that have found a partner since."""
    alignment = board.alignment
    for ambiguous, taken in (
        (alignment.ambiguous_old, board.by_new.keys()),
        (alignment.ambiguous_new, alignment.pairs.keys()),
    ):
        for place, candidates in [*ambiguous.items()]:
            left = [candidate for candidate in candidates if candidate[0] not in taken]
            if left:
                ambiguous[place] = left
            else:
                del ambiguous[place]
