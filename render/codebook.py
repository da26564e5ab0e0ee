"""The codebook and its counts, as listings."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

from lawdiff.annotations.note import CarryState
from lawdiff.render.notes import Listing, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    from lawdiff.annotations.note import Tag

    class Fared(Protocol):
        """What `lawdiff.annotations.stats.Survival` has; this room takes the words of the notes alone."""

        @property
        def tag(self) -> str:
            """Its name."""

        @property
        def places(self) -> int:
            """How many there are in the old version."""

        @property
        def states(self) -> Mapping[CarryState, int]:
            """How many are in the new one in which state."""

        @property
        def missing(self) -> int:
            """How many nobody has carried."""


FATES: Mapping[str, tuple[CarryState, ...]] = {
    "word for word": ("made here", "carried", "moved"),
    "edited": ("carried-edited",),
    "split": ("split",),
    "ambiguous": ("ambiguous",),
    "gone": ("orphaned",),
}
"""What became of a place, in the words of a table."""


def tag_listing(tags: Iterable[Tag], counts: Mapping[str, int]) -> Listing:
    """List the codebook with how many notes have each tag, children under their parents."""
    ordered = list(_by_parent(tuple(tags)))
    columns = ("name", "definition", "colour", "parent", "notes")
    rows = tuple(
        (tag.name, tag.definition, tag.colour, tag.parent, str(counts.get(tag.name, 0))) for _, tag in ordered
    )
    table = tuple(
        ("  " * depth + plain(tag.name), str(counts.get(tag.name, 0)), plain(tag.definition))
        for depth, tag in ordered
    )
    entries = tuple({**asdict(tag), "notes": counts.get(tag.name, 0)} for _, tag in ordered)
    return Listing("tags", columns, rows, ("tag", "notes", "definition"), table, entries, "No tags.")


def _by_parent(tags: Sequence[Tag], parent: str = "", depth: int = 0) -> Iterable[tuple[int, Tag]]:
    for tag in tags:
        if tag.parent == parent:
            yield depth, tag
            yield from _by_parent(tags, tag.name, depth + 1)


def stats_listing(counts: Iterable[tuple[str, str, int, Mapping[CarryState, int]]]) -> Listing:
    """List how tags stand on documents: tag, title, notes, places by state. A state that nowhere occurs is left out."""
    kept = tuple(counts)
    states = [state for state in get_args(CarryState) if any(each[3][state] for each in kept)]
    columns = ("tag", "document", "notes", *states)
    rows = tuple(
        (tag, title, str(notes), *(str(by_state[state]) for state in states))
        for tag, title, notes, by_state in kept
    )
    table = tuple(
        (
            plain(tag),
            plain(title),
            str(notes),
            ", ".join(f"{n} {state}" for state, n in by_state.items() if n),
        )
        for tag, title, notes, by_state in kept
    )
    entries = tuple(
        {"tag": tag, "document": title, "notes": notes, "states": dict(by_state)}
        for tag, title, notes, by_state in kept
    )
    shown = ("tag", "document", "notes", "places")
    return Listing("counts", columns, rows, shown, table, entries, "No tags on notes.")


def pairs_listing(pairs: Iterable[tuple[str, str, int]]) -> Listing:
    """List the tags that stand on the same notes."""
    kept = tuple(pairs)
    columns = ("tag", "with", "notes")
    rows = tuple((one, two, str(count)) for one, two, count in kept)
    entries = tuple({"tags": [one, two], "notes": count} for one, two, count in kept)
    table = tuple(tuple(map(plain, row)) for row in rows)
    return Listing("pairs", columns, rows, columns, table, entries, "No tags stand together.")


def survival_listing(found: Iterable[Fared]) -> Listing:
    """List what became of the places of each tag in another version."""
    kept = tuple(found)
    counts = [
        {fate: sum(each.states[state] for state in states) for fate, states in FATES.items()} for each in kept
    ]
    columns = ("tag", "places", *(fate.replace(" ", "_") for fate in FATES), "not_carried")
    rows = tuple(
        (each.tag, str(each.places), *map(str, by_fate.values()), str(each.missing))
        for each, by_fate in zip(kept, counts, strict=True)
    )
    table = tuple(
        (
            plain(each.tag),
            str(each.places),
            ", ".join(f"{n} {fate}" for fate, n in {**by_fate, "not carried yet": each.missing}.items() if n),
        )
        for each, by_fate in zip(kept, counts, strict=True)
    )
    entries = tuple(
        {"tag": each.tag, "places": each.places, "states": dict(each.states), "not_carried": each.missing}
        for each in kept
    )
    shown = ("tag", "places", "what became of them")
    return Listing("survival", columns, rows, shown, table, entries, "No tags on notes there.")
