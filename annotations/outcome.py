"""What became of one target when its note was carried: the states, and which of them wins.

Several things can be true at once; the state says the one that the reader of the note has to know first:

    orphaned         nothing in the new document is what the note was about (or it was rewritten)
    ambiguous        two places are as good; none was chosen
    split            what it was about stands in several provisions now; it has a target on each
    carried-edited   the words that it was about have changed (they may stand elsewhere, too; the evidence says so)
    moved            word for word, but at another address: renumbered, or in another place
    carried          word for word, at the same address
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawdiff.annotations.note import CarryState, Target


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one target.

    Attributes:
        state: as in `CarryState`.
        score: how sure it is, 0 to 1; 0 for an orphan.
        evidence: why, in one sentence.
        targets: in the new document: one, several for a split; for an orphan or an ambiguous one a target with an
            empty address that keeps the words as they were.
        candidates: addresses of the places that were as good, or nearest to what is gone.
    """

    state: CarryState
    score: float
    evidence: str
    targets: tuple[Target, ...]
    candidates: tuple[str, ...] = ()


def settled(old: Target, new: tuple[Target, ...], state: CarryState, score: float, evidence: str) -> Outcome:
    """Return an outcome with a place, its state, score and evidence written into the new targets."""
    rounded = round(score, 4)
    placed = tuple(
        replace(target, state=state, score=rounded, evidence=evidence, origin=old.document) for target in new
    )
    return Outcome(state, rounded, evidence, placed)


def unsettled(
    old: Target, document: str, state: CarryState, evidence: str, candidates: tuple[str, ...] = ()
) -> Outcome:
    """Return an outcome without a place: the new document's target keeps what the old one had, at no address."""
    lost = replace(
        old,
        document=document,
        address="",
        state=state,
        score=0.0,
        evidence=evidence,
        origin=old.document,
    )
    return Outcome(state, 0.0, evidence, (lost,), candidates)
