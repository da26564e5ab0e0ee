"""Before all other steps: what a reviewer decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.differ.alignment.outcome import Pair

if TYPE_CHECKING:
    from lawdiff.differ.alignment.board import Board
    from lawdiff.differ.decisions import Decided

REASON = "decided in the reviewed crosswalk"


def step(board: Board, decided: Decided) -> None:
    """Take the reviewer's pairs, splits and mergers, and keep the others from what must stay alone."""
    for old, new in decided.pairs:
        if board.free(old, new):
            board.pair(old, new, 1.0, REASON)
        elif new not in board.by_new:
            board.alignment.splits.append(Pair(old, new, 1.0, REASON))
            board.settled_new.add(new)
        elif old not in board.alignment.pairs:
            board.alignment.merges.append(Pair(old, new, 1.0, REASON))
            board.settled_old.add(old)
    board.settled_old |= decided.removed
    board.settled_new |= decided.added
