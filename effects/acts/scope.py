"""Where an instruction stands: the places named above it, and what `such section` goes back to.

Section 5 of the Inland Ports Act (33 U.S.C. 99) is amended—        base: section 5
  (1) in subsection (a)—                                            base: section 5(a)
    (A) in paragraph (2), by striking …                             target: section 5(a)(2)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lawdiff.effects.acts.laws import TAX_CODE
from lawdiff.effects.acts.ref import CONTAINERS, Ref
from lawdiff.effects.acts.refs import SUCH
from lawdiff.effects.designators import alphabets
from lawdiff.effects.operation import Place, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

UNIQUE_SECTIONS = (TAX_CODE, " USC")
"""Laws in which a section's number is unique, so that the chapter above it says nothing more."""


@dataclass(slots=True)
class Memory:
    """What was named so far, as the document is read in order.

    Attributes:
        law: the law that an instruction named last.
        place: the provision that an instruction amended last.
        default: the law that is meant where none is named (a clause at the head of a title says so).
        defaults: the same, by the address of the provision for which a clause says so.
        recent: what the clause before made of provisions: ``and by moving such paragraphs``.
    """

    law: str = ""
    place: Place | None = None
    default: str = ""
    defaults: dict[str, str] = field(default_factory=dict)
    recent: tuple[Place, ...] = ()

    def note(self, places: Sequence[Place]) -> None:
        """Remember what an instruction amends."""
        if places:
            self.place = places[-1]
            if places[-1].work:
                self.law = places[-1].work


def resolve(ref: Ref, base: Place | None, memory: Memory) -> Place:
    """Return the place that a reference leads to.

    Args:
        ref: as it was written.
        base: what it stands in; None at the head of an instruction.
        memory: what ``such`` goes back to, and which law is meant where none is named.
    """
    if ref.path and ref.path[-1] == Step("item", SUCH):
        section = [
            step.designator for step in (memory.place.path if memory.place else ()) if step.level == "section"
        ]
        ref = replace(ref, path=(*ref.path[:-1], Step("item", section[-1] if section else "")))
    if ref.back and ref.back != "law":
        return _back(ref, memory, base)
    if ref.back:
        return _known(Place(memory.law, ref.path, ref.part, ref.ordinal, ref.term, ref.also))
    if ref.work:
        return _known(Place(ref.work, ref.path, ref.part, ref.ordinal, ref.term, ref.also))
    if base is None:
        return _known(Place(memory.default, ref.path, ref.part, ref.ordinal, ref.term, ref.also))
    return _under(ref, base)


def resolve_all(refs: Sequence[Ref], bases: Sequence[Place | None], memory: Memory) -> tuple[Place, ...]:
    """Return the places that references lead to from each base; each is remembered before the next."""
    places = []
    for base in bases:
        for ref in refs:
            places.append(resolve(ref, base, memory))
            memory.note(places[-1:])
    return tuple(places)


def _known(place: Place) -> Place:
    """Name the title of the Code that an act is, where it is one, and leave out what says nothing."""
    place = replace(place, path=_without_containers(place.work, place.path))
    if place.work == TAX_CODE and not any(other.work == "26 USC" for other in place.also):
        return replace(place, also=(*place.also, Place("26 USC", place.path)))
    return place


def _without_containers(work: str, path: tuple[Step, ...]) -> tuple[Step, ...]:
    if not work.endswith(UNIQUE_SECTIONS):
        return path
    for at, step in enumerate(path):
        if step.level == "section":
            return path[at:]
    return path


def _under(ref: Ref, base: Place) -> Place:
    """Put a relative reference into its base, and into the base's citations.

    A reference that begins at a level of the base takes its place: ``paragraph (3)`` under ``section 5(a)(2)`` is
    section 5(a)(3).
    """
    ordinal, part, term = ref.ordinal, ref.part, ref.term
    if part == "whole" and not ref.path:
        part, ordinal, term = base.part, base.ordinal, base.term
    added = ref.path
    if base.part == "continuation" and ref.part == "sentence" and not added:
        added = (
            Step("continuation", ""),
        )  # "in the matter following paragraph (12), in the second sentence"
    path = joined(base.path, added)
    also = tuple(replace(place, path=joined(place.path, added)) for place in base.also)
    if added and added[0].level in ("section", *CONTAINERS) and base.work != TAX_CODE:
        also = ref.also  # a citation of the Code does not follow an act's own sections
    path = _without_containers(base.work, path)
    if base.work == TAX_CODE:
        also = (Place("26 USC", path),)
    return Place(base.work, path, part, ordinal, term, also)


def joined(base: tuple[Step, ...], path: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return a path inside another one; from the level on at which both have a step, the inner one counts."""
    if not path:
        return base
    first = path[0].level
    levels = levels_of(base)
    if first in levels:
        return (*base[: levels.index(first)], *path)
    return (*base, *path)


_BELOW_SECTION = (
    ("subsection", "letter"),
    ("paragraph", "number"),
    ("subparagraph", "LETTER"),
    ("clause", "roman"),
    ("subclause", "ROMAN"),
    ("item", "letter"),
    ("subitem", "LETTER"),
)


def levels_of(path: tuple[Step, ...]) -> tuple[str, ...]:
    """Return the level of each step: as it was called, or as its alphabet says at that depth."""
    levels: list[str] = []
    depth = 0
    for step in path:
        level = step.level
        if not level:
            kinds = alphabets(step.designator)
            fits = [at for at in range(depth, len(_BELOW_SECTION)) if _BELOW_SECTION[at][1] in kinds]
            level = _BELOW_SECTION[fits[0]][0] if fits else ""
        names = [name for name, _ in _BELOW_SECTION]
        if level in names:
            depth = names.index(level) + 1
        levels.append(level)
    return tuple(levels)


def _back(ref: Ref, memory: Memory, base: Place | None) -> Place:
    """Return what ``such section``, ``such paragraph (3)`` goes back to: the last place, up to that level."""
    last = memory.place or base or Place("")
    levels = levels_of(last.path)
    path = last.path[: levels.index(ref.back) + 1] if ref.back in levels else last.path
    if ref.back == "title" and last.work.endswith(" USC"):
        path = ()  # a title of the Code is the work itself
    if ref.path and ref.back == ref.path[0].level:
        path = path[:-1] if ref.back in levels else path
    cut = len(path) - len(last.path)
    also = tuple(replace(place, path=place.path[:cut] if cut else place.path) for place in last.also)
    return _under(replace(ref, back=""), Place(last.work, path, also=also))
