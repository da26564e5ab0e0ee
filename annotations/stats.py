"""Counting the codebook: which tags stand on which documents, how they came there, and which stand together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, takewhile
from typing import TYPE_CHECKING, get_args

from lawdiff.annotations.note import CarryState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawdiff.annotations.note import Note, Target
    from lawdiff.annotations.store import Store

STATES: tuple[CarryState, ...] = get_args(CarryState)

LOST: tuple[CarryState, ...] = ("ambiguous", "orphaned")
"""States without a place: what it went through before does not matter."""

CHANGED: tuple[CarryState, ...] = ("split", "carried-edited")
"""States that stay true of a place through later versions, the stronger first."""


@dataclass(frozen=True, slots=True)
class TagCount:
    """How one tag stands on one document.

    Attributes:
        tag: its name.
        document: SHA-256 of the document.
        notes: how many notes with the tag have a place in the document, or lost it there.
        states: how many places there are of each state, in the order of `STATES`: of 40 places tagged "retention",
            31 carried, 4 edited, 5 orphaned.
    """

    tag: str
    document: str
    notes: int
    states: Mapping[CarryState, int]


def tag_counts(notes: Iterable[Note]) -> tuple[TagCount, ...]:
    """Return the counts of every tag on every document, sorted by tag, documents in the order of the notes."""
    found: dict[str, dict[str, list[tuple[str, CarryState]]]] = {}
    for note in notes:
        for tag in note.tags:
            for target in note.targets:
                found.setdefault(tag, {}).setdefault(target.document, []).append((note.id, target.state))
    return tuple(
        TagCount(
            tag,
            document,
            len({note for note, _ in places}),
            {state: sum(each == state for _, each in places) for state in STATES},
        )
        for tag in sorted(found, key=str.casefold)
        for document, places in found[tag].items()
    )


def tags_together(notes: Iterable[Note]) -> tuple[tuple[str, str, int], ...]:
    """Return the pairs of tags that stand on the same note, and on how many, most frequent first."""
    pairs = Counter(pair for note in notes for pair in combinations(note.tags, 2))
    ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return tuple((one, two, count) for (one, two), count in ranked)


@dataclass(frozen=True, slots=True)
class Survival:
    """What became of the places of one tag from one version to another.

    Attributes:
        tag: its name.
        places: how many places of notes with the tag there are in the old version.
        states: how many of them are in the new version in which state; ``made here`` for a note that was made there
            and carried back to the old one.
        missing: how many nobody has carried yet.
    """

    tag: str
    places: int
    states: Mapping[CarryState, int]
    missing: int


def survival(store: Store, old: str, new: str) -> tuple[Survival, ...]:
    """Return how the tags of one document fared in another, sorted by tag; both named by their SHA-256.

    A place that was split counts once. A chain of versions counts as one step: of 40 places tagged "retention" in
    the proposal, 31 stand word for word in the law, if no step between them changed their words.
    """
    tags = {note.id: note.tags for note in store.notes(old)}
    known = _Known(store)
    found: dict[str, list[CarryState | None]] = {}
    for root, note in {stand.root: stand.note for stand in store.stands(old) if stand.target.address}.items():
        for tag in tags[note]:
            found.setdefault(tag, []).append(_fate(known, root, old, new))
    return tuple(
        Survival(
            tag,
            len(fates),
            {state: fates.count(state) for state in STATES},
            fates.count(None),
        )
        for tag, fates in sorted(found.items(), key=lambda item: item[0].casefold())
    )


class _Known:
    """Where notes stand in the documents of a store, by the place that they go back to; each is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._places: dict[str, dict[int, Target]] = {}

    def chain(self, root: int, document: str) -> list[tuple[str, CarryState]]:
        """Return the documents from one back to where a note was made, with how it came to each."""
        steps: list[tuple[str, CarryState]] = []
        while document and document not in (seen for seen, _ in steps):
            if document not in self._places:
                self._places[document] = {stand.root: stand.target for stand in self._store.stands(document)}
            target = self._places[document].get(root)
            if target is None:
                break
            steps.append((document, target.state))
            document = target.origin
        return steps


def _fate(known: _Known, root: int, old: str, new: str) -> CarryState | None:
    """Return what became of a place on the way from one document to another, whichever way round it was carried."""
    back, there = known.chain(root, old), known.chain(root, new)
    if not there:
        return None
    ends = [document for document, _ in back]
    steps = list(takewhile(lambda step: step[0] not in ends, there))
    meeting = there[len(steps)][0] if len(steps) < len(there) else ""
    steps += takewhile(lambda step: step[0] != meeting, back)
    last = there[0][1]
    if last in LOST:
        return last
    states = [state for _, state in steps]
    return next((state for state in CHANGED if state in states), last)
