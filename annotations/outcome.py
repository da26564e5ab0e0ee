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

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.annotations.ground import Ground
    from lawdiff.annotations.note import CarryState, Target
    from lawdiff.parsers.document import Provision

STILL = "open, as in the version before"
"""How the evidence begins of what stays open; then comes what it was open between."""


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


def settle(old: Target, new: tuple[Target, ...], score: float, why: str, *, same_words: bool) -> Outcome:
    """Return the outcome of a target that has a place: the strongest state that is true of it, and the evidence."""
    state: CarryState = "carried" if new[0].address == old.address else "moved"
    if not same_words:
        state = "carried-edited"
    if len(new) > 1:
        state = "split"
    where = ", ".join(target.citation for target in new)
    way = f"stays in {where}" if new[0].address == old.address else f"goes from {old.citation} to {where}"
    words = "word for word" if same_words else "with changed words"
    return settled(old, new, state, score, f"{way}, {words}; {why}")


def undecided(ground: Ground, target: Target, rivals: Sequence[Provision]) -> Outcome:
    """Return the outcome of a target that could as well go to several places."""
    times = Counter(provision.address for provision in rivals)
    named = (address + (f" ({count} times)" if count > 1 else "") for address, count in times.items())
    evidence = f"as good in {len(rivals)} places, none chosen: {', '.join(named)}"
    return unsettled(target, ground.new.sha256, "ambiguous", evidence, tuple(times))


def orphan(ground: Ground, target: Target, mapped: Sequence[Provision]) -> Outcome:
    """Return the outcome of a target that is gone, or whose words were rewritten.

    What was open between several places is not gone because nothing new decides between them: it stays open.
    """
    if target.state == "ambiguous" and not target.address:
        evidence = target.evidence if target.evidence.startswith(STILL) else f"{STILL}: {target.evidence}"
        return unsettled(target, ground.new.sha256, "ambiguous", evidence)
    place = target.citation
    if mapped:
        where = ", ".join(provision.citation for provision in mapped)
        evidence = f"the crosswalk leads from {place} to {where}, which does not say it any more"
    elif not target.address:
        evidence = "it had no place in the old document, and nothing that is new in this one is like it"
    else:
        evidence = f"nothing in the new document is like it, and {place} has no counterpart there"
    near = tuple(provision.address for provision in mapped)
    return unsettled(target, ground.new.sha256, "orphaned", evidence, near)
