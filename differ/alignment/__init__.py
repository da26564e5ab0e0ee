"""Which unit of the old document became which of the new one.

    H.R. 1 as passed by the House         as enacted
    sec. 60003 (title VI)          ->     sec. 90004 (title IX): renumbered and edited, not "removed" and "added"
    sec. 10012 "Alien SNAP …"      ->     sec. 10108: same heading, half rewritten
    12 sections "[Reserved]"       ->     nothing to say about where they went

One module a step, taken in this order: units with the very same words; pairs by evidence (rare phrases, heading,
number), best first; what is left and about the same thing; containers by where their sections went; what stands in
the same place; at last splits and mergers among what is left over. docs/how-alignment-works.md explains the scores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.differ.alignment import containers, likest, places, same_topic, same_words, splits
from lawdiff.differ.alignment.board import Board
from lawdiff.differ.alignment.outcome import Alignment, Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.differ.features import Unit

__all__ = ["Alignment", "Pair", "align"]


def align(old: Sequence[Unit], new: Sequence[Unit], *, codified: bool) -> Alignment:
    """Align the units of two documents.

    Args:
        old: all units of the old document, in order.
        new: all units of the new one.
        codified: whether numbers are stable (US Code, CFR, rules).
    """
    if _key(new) < _key(old):
        # Every step runs on one orientation of a pair of documents, so that swapping them swaps the outcome.
        return _run(Board(new, old, codified=codified, swapped=True)).inverted()
    return _run(Board(old, new, codified=codified, swapped=False))


def _key(units: Sequence[Unit]) -> tuple[int, list[tuple[str, tuple[str, ...]]]]:
    return len(units), [(unit.provision.address, unit.text) for unit in units]


def _run(board: Board) -> Alignment:
    same_words.step(board)
    likest.step(board)
    same_topic.step(board)
    containers.step(board)
    places.step(board)
    containers.step(board)
    splits.step(board)
    return board.alignment
