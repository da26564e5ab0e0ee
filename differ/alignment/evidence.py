"""How likely an old and a new unit are one: content, heading and number as independent evidence.

content   rare phrases in common, of both (dice), or of the smaller one alone, discounted (it may be a piece)
heading   the same, discounted by how many units have it; or much alike, if some words are shared besides
number    as much as numbers are worth in these documents
score     1 - (1 - content) (1 - heading) (1 - number): one less the chance that all three mislead
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from lawdiff.differ.features import WEIGHT

if TYPE_CHECKING:
    from lawdiff.differ.alignment.board import Board
    from lawdiff.differ.features import Unit

ACCEPT = 0.5
"""Lowest score of a pair: as likely as not."""

SAME_HEADING = 0.75
"""What the same heading alone says, when no other unit of the document has it."""

LIKE_HEADING = 0.6
"""What a heading that is nearly the same says; needs shared words besides (`SOME_CONTENT`)."""

LIKE_FROM = 0.75
"""Headings less alike than this (token_sort_ratio, 0 to 1) say nothing."""

SOME_CONTENT = 0.05
"""Share of the words that makes a likeness of headings or numbers believable."""

CONTAINED = 0.85
"""What it says that one unit holds all of another: less than being the same (1.0), for it may be a merger."""

CODIFIED_NUMBER = 0.95
"""What the same number says where numbers are stable: US Code, CFR, and rules that amend the CFR."""

SHRINK = 4 * WEIGHT
"""Added to both sides' weight, so that a few shared phrases of a very short unit are no proof."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a pair.

    Attributes:
        score: how likely the two are one, 0 to 1.
        whole: the same if being a piece of the other does not count.
        shared: weight of the rare phrases in common.
        reason: the evidence as a clause.
    """

    score: float
    whole: float
    shared: int
    reason: str


def weigh(board: Board, old: int, new: int) -> Evidence | None:
    """Return what speaks for the pair of an old and a new unit; None where it is too little (`ACCEPT`)."""
    first, second = board.old[old], board.new[new]
    shared = board.likeness.shared.get((old, new), 0)
    weights = board.likeness.old[old], board.likeness.new[new]
    dice = 2 * shared / (sum(weights) + SHRINK)
    content = max(dice, CONTAINED * shared / (min(weights) + SHRINK))
    heading = _heading(board, first, second, content)
    number = 0.0
    if first.designator and first.designator == second.designator:
        if board.stable_numbers(first):
            number = CODIFIED_NUMBER
        elif content >= SOME_CONTENT or heading:
            number = board.number_weight
    doubt = (1 - heading) * (1 - number)
    score = 1 - (1 - content) * doubt
    if score < ACCEPT:
        return None
    old_weight, new_weight = reversed(weights) if board.swapped else weights
    said = _shared(shared, old_weight, new_weight)
    if heading:
        said.append(_named(first, second))
    if number:
        said.append("the same number")
    reason = ", ".join(said) or "the same place"
    return Evidence(score, 1 - (1 - dice) * doubt, shared, reason)


def _heading(board: Board, first: Unit, second: Unit, content: float) -> float:
    """Return what the headings say, 0 to 1."""
    if not first.heading or not second.heading:
        return 0.0
    if first.heading == second.heading:
        key = (first.group, first.heading)
        return SAME_HEADING / max(board.headings_old[key], board.headings_new[key])
    if content < SOME_CONTENT:
        return 0.0
    likeness = fuzz.token_sort_ratio(first.heading, second.heading) / 100
    return LIKE_HEADING * (likeness - LIKE_FROM) / (1 - LIKE_FROM) if likeness > LIKE_FROM else 0.0


def _shared(shared: int, old_weight: int, new_weight: int) -> list[str]:
    """Return what is shared both ways as a clause; none where nothing is."""
    if not shared:
        return []
    kept = shared / old_weight if old_weight else 0.0
    new = shared / new_weight if new_weight else 0.0
    return [f"{kept:.0%} of the old and {new:.0%} of the new rare phrases in common"]


def _named(first: Unit, second: Unit) -> str:
    """Return what the headings have in common as a clause."""
    if first.heading != second.heading:
        return "a heading much alike"
    return "they amend the same provision" if first.group == "instruction" else "the same heading"
