"""Many versions of one text: each section followed through all of them.

    H.R. 1           reported    engrossed   calendar    enrolled    public law
    sec. 60003       edited      unchanged   unchanged   → 90004, edited      unchanged

A thread begins where a section appears and ends where it falls away. Where a section is split, the main piece goes
on in its thread and the others begin threads of their own, which say where they come from; where sections are
merged, the main one goes on and the others end, and say where they went.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from lawdiff.differ.compare import compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lawdiff.differ.change import Change, Comparison, Significance
    from lawdiff.parsers import Document, Provision

State = Literal["absent", "first", "appeared", "split off", "unchanged", "edited", "fell away", "merged"]
"""What happened to a section at a version, against the version before.

``first`` is the first version of all; ``absent`` before it appeared and after it fell away.
"""

UNITS = frozenset({"section", "appendix", "appropriations small", "heading"})
"""Levels that are followed; containers only hold them."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A section at one version.

    Attributes:
        state: see `State`.
        unit: the section as it stands there; None where it does not.
        renumbered, moved: further facts of the step to this version.
        changed: share of the words that changed in that step, 0 to 1 (what was struck and inserted, of both sides).
        significance: of that step.
        other: where it was split off from, or merged into: the citation in the version before, or here.
    """

    state: State
    unit: Provision | None = None
    renumbered: bool = False
    moved: bool = False
    changed: float = 0.0
    significance: Significance = "none"
    other: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """One section through all versions: a stop a version, in order."""

    stops: tuple[Stop, ...]

    @property
    def latest(self) -> Provision:
        """The section as it last stood."""
        return next(stop.unit for stop in reversed(self.stops) if stop.unit is not None)


@dataclass(frozen=True, slots=True)
class History:
    """All threads through a chain of versions.

    Attributes:
        documents: the versions, in the order given.
        comparisons: of each version with the next.
        threads: in the order of the last version; those that ended before it stand where they fell away.
    """

    documents: tuple[Document, ...]
    comparisons: tuple[Comparison, ...]
    threads: tuple[Thread, ...]


def history(
    documents: Sequence[Document],
    comparing: Callable[[Document, Document], Comparison] = compare,
) -> History:
    """Follow each section through a chain of versions.

    Args:
        documents: at least two, in the order of time.
        comparing: compares one version with the next.

    Raises:
        ValueError: fewer than two documents.
    """
    if len(documents) < 2:  # noqa: PLR2004 - a chain has two ends
        raise ValueError("a history needs at least two versions")
    comparisons = tuple(comparing(old, new) for old, new in pairwise(documents))
    first = [unit for unit in documents[0].units if _is_followed(unit)]
    threads = [[Stop("first", unit)] for unit in first]
    for step, comparison in enumerate(comparisons, start=1):
        threads = _advance(threads, comparison, step)
    return History(tuple(documents), comparisons, tuple(Thread(tuple(stops)) for stops in threads))


def _is_followed(unit: Provision) -> bool:
    return unit.level in UNITS


def _advance(threads: list[list[Stop]], comparison: Comparison, step: int) -> list[list[Stop]]:
    """Return the threads taken one version further, in the order of the comparison's changes."""
    at = {stops[-1].unit.address: stops for stops in threads if stops[-1].unit is not None}
    moved: list[list[Stop]] = []
    seen: set[int] = set()
    for change in comparison.changes:
        for stops in _of_change(change, at, step):
            moved.append(stops)
            seen.add(id(stops))
    # Threads that ended earlier have no change of their own: they stay behind the one that they stood behind.
    return _with_ended(threads, moved, seen)


def _of_change(change: Change, at: dict[str, list[Stop]], step: int) -> Iterable[list[Stop]]:
    """Yield the threads that a change goes on with, ends or begins."""
    olds = [unit for unit in change.old if _is_followed(unit)]
    news = [unit for unit in change.new if _is_followed(unit)]
    for place, unit in enumerate(olds):
        stops = at.get(unit.address)
        if stops is None:
            continue
        if place == 0 and news:
            stops.append(_kept(change, news[0]))
        elif news:
            stops.append(Stop("merged", other=news[0].citation))
        elif change.relation == "unchanged":
            stops.append(Stop("unchanged", unit))
        else:
            stops.append(Stop("fell away"))
        yield stops
    for place, unit in enumerate(news):
        if olds and place == 0:
            continue
        state: State = "split off" if olds else "appeared"
        yield [*[Stop("absent")] * step, Stop(state, unit, other=olds[0].citation if olds else "")]


def _kept(change: Change, unit: Provision) -> Stop:
    state: State = "unchanged" if change.relation == "unchanged" else "edited"
    return Stop(state, unit, change.renumbered, change.moved, _share(change), change.significance)


def _share(change: Change) -> float:
    """Return the share of the words that changed: struck and inserted, of the words of both sides."""
    changed = total = 0
    for part in change.parts:
        for operation, text in part.edits:
            count = len(text.split())
            total += count * (2 if operation == "=" else 1)
            changed += 0 if operation == "=" else count
    return changed / total if total else 0.0


def _with_ended(threads: list[list[Stop]], moved: list[list[Stop]], seen: set[int]) -> list[list[Stop]]:
    """Return the threads in order, the ended ones behind what they stood behind."""
    behind: dict[int, list[list[Stop]]] = {}
    anchor = 0
    for stops in threads:
        if id(stops) in seen:
            anchor = id(stops)
        else:
            stops.append(Stop("absent"))
            behind.setdefault(anchor, []).append(stops)
    done = list(behind.get(0, ()))
    for stops in moved:
        done.append(stops)
        done += behind.get(id(stops), ())
    return done
