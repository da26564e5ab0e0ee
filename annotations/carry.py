"""Taking notes from one version of a document to another.

    comparison = lawdiff.compare(old, new)
    for carried in carry(store, old, new, comparison.crosswalk):
        print(carried.note, carried.state, carried.evidence)

The notes stay where they are in the old version and get a target in the new one. What was carried once is not
carried again, so running it twice changes nothing; it works backwards, and along a chain of versions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.annotations.errors import NoteError
from lawdiff.annotations.ground import Ground
from lawdiff.annotations.outcome import Outcome, settled, unsettled
from lawdiff.annotations.passage import carry_quote
from lawdiff.annotations.place import occurrences, place
from lawdiff.annotations.whole import carry_whole
from lawdiff.parsers.locate import Locator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.annotations.note import CarryState, Target
    from lawdiff.annotations.standing import Stand
    from lawdiff.annotations.store import Store
    from lawdiff.parsers.document import Document

LOST = "orphan"
"""The decision of a person that a note has no place in the new version."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one target of one note.

    Attributes:
        note: the note's id.
        body: what the note says.
        old: the target in the old document.
        new: its targets in the new one; one with an empty address where it is orphaned or ambiguous.
        state, score, evidence: as in `lawdiff.annotations.outcome.Outcome`.
        candidates: addresses that were as good, or nearest to what is gone.
        known: whether the note stood in the new document already, so that nothing was done.
    """

    note: str
    body: str
    old: Target
    new: tuple[Target, ...]
    state: CarryState
    score: float
    evidence: str
    candidates: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one target; see `lawdiff.annotations.review`.

    Attributes:
        note: the note's id.
        address: of its target in the old document.
        quote: of that target.
        at: the name of the provision in the new document where it belongs, or `LOST`.
    """

    note: str
    address: str
    quote: str
    at: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done about one target: nothing where it is known, or put it in the place of others."""

    stand: Stand
    outcome: Outcome
    known: bool = False
    replaces: bool = False


def carry(
    store: Store,
    old: Document,
    new: Document,
    crosswalk: Mapping[str, Sequence[str]],
    *,
    dry_run: bool = False,
    author: str = "",
    decisions: Sequence[Decision] = (),
) -> tuple[Carried, ...]:
    """Give every note of the old document its place in the new one.

    Args:
        store: where the notes are.
        old: the document that has them.
        new: the document that gets them.
        crosswalk: old address -> new addresses, as `Comparison.crosswalk` gives it.
        dry_run: say what would be done, and do nothing.
        author: who carries, for the history.
        decisions: what a person decided; it goes before everything that the words say.

    Returns:
        One entry a target of the old document, in the order of the old document.

    Raises:
        NoteError: both documents are the same, or a decision names a provision that is not there.
        StoreError: the database cannot be written; then nothing was carried.
    """
    if old.sha256 == new.sha256:
        raise NoteError(f"{old.source} and {new.source} are the same document; there is nothing to carry")
    ground = Ground(old, new, crosswalk)
    decided = {(each.note, each.address, each.quote): each.at for each in decisions if each.at}
    locator = Locator(new)
    there: dict[int, list[Target]] = {}
    for stand in store.stands(new.sha256):
        there.setdefault(stand.root, []).append(stand.target)
    planned: list[_Plan] = []
    for stand in _in_order(store.stands(old.sha256), old):
        wanted = decided.get((stand.note, stand.target.address, stand.target.quote), "")
        known = tuple(there.get(stand.root, ()))
        if wanted and all(target.origin for target in known):
            outcome = _by_hand(stand.target, locator, wanted)
            same = _places(known) == _places(outcome.targets)
            planned.append(_Plan(stand, outcome, known=same, replaces=bool(known)))
        elif known:
            planned.append(_Plan(stand, _standing(known), known=True))
        else:
            planned.append(_Plan(stand, follow_target(ground, stand.target)))
    if not dry_run:
        _write(store, new, planned, author)
    bodies = {note.id: note.body for note in store.notes(old)}
    return tuple(
        Carried(
            plan.stand.note,
            bodies.get(plan.stand.note, ""),
            plan.stand.target,
            plan.outcome.targets,
            plan.outcome.state,
            plan.outcome.score,
            plan.outcome.evidence,
            plan.outcome.candidates,
            plan.known,
        )
        for plan in planned
    )


def follow_target(ground: Ground, target: Target) -> Outcome:
    """Return what became of a target of the old document."""
    return carry_quote(ground, target) if target.quote else carry_whole(ground, target)


def _write(store: Store, new: Document, planned: Sequence[_Plan], author: str) -> None:
    """Write what was planned, in one transaction; what another process did meanwhile stays as it is."""
    with store.transaction():
        store.add_document(new)
        there = {stand.root for stand in store.stands(new.sha256)}
        origins = {plan.stand.target.document for plan in planned}
        alive = {stand.key for origin in origins for stand in store.stands(origin)}
        for plan in planned:
            stand, outcome = plan.stand, plan.outcome
            if plan.known or stand.key not in alive or (stand.root in there and not plan.replaces):
                continue
            detail = {
                "from": stand.target.address,
                "to": [target.address for target in outcome.targets],
                "state": outcome.state,
                "score": outcome.score,
            }
            if plan.replaces:
                store.replace_targets(stand, outcome.targets[0], author, detail)
            else:
                store.put_targets(stand, outcome.targets, author, "carry", detail)


def _by_hand(old: Target, locator: Locator, wanted: str) -> Outcome:
    """Return the outcome that a person decided; the quote is kept where the provision holds it once."""
    new = locator.document
    if wanted.casefold() == LOST:
        return unsettled(old, new.sha256, "orphaned", "decided by a person: it has no place here")
    provision = locator.find(wanted)
    holds = old.quote and len(occurrences(provision.own_words, old.quote)) == 1
    target = place(locator, provision, old.quote if holds else "")
    same = holds or (not old.quote and target.text == old.text)
    state: CarryState = "carried-edited" if not same else "moved"
    if same and target.address == old.address:
        state = "carried"
    return settled(old, (target,), state, 1.0, f"decided by a person: it belongs to {target.citation}")


def _standing(known: tuple[Target, ...]) -> Outcome:
    """Return the outcome that the new document has already."""
    first = known[0]
    return Outcome(first.state, first.score, first.evidence, known)


def _places(targets: Sequence[Target]) -> set[tuple[str, int, str]]:
    return {(target.address, target.start, target.quote) for target in targets}


def _in_order(stands: Sequence[Stand], document: Document) -> list[Stand]:
    """Return the stands in the order of their document, those without a place last."""
    order = {provision.address: position for position, provision in enumerate(document.provisions)}
    last = len(order)
    return sorted(
        stands, key=lambda stand: (order.get(stand.target.address, last), stand.target.start, stand.key)
    )
