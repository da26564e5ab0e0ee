"""What a rule of significance is given and gives; the registry of rules; weighing all hunks of a provision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lawdiff.differ.change import Edit, Significance


@dataclass(frozen=True, slots=True)
class Hunk:
    """What was struck and inserted in one place.

    Attributes:
        old, new: the texts; one may be empty.
        before: the text before it on the old side, from the start of the provision.
        zone: ``number``, ``heading`` or ``text``, by where the hunk begins on the old side.
    """

    old: str
    new: str
    before: str
    zone: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the comparison knows of renumbering.

    Attributes:
        sections: old designator of a section or container (lower case) -> new designators that it became.
        inner: the same for the provisions inside the unit at hand.
    """

    sections: Mapping[str, frozenset[str]]
    inner: Mapping[str, frozenset[str]]


Rule = "Callable[[Hunk, Context], bool]"


@dataclass(frozen=True, slots=True)
class Registered:
    """A rule: its name, the significance that it gives, and the test whether it explains a hunk."""

    name: str
    significance: Significance
    explains: Callable[[Hunk, Context], bool]


RULES: list[Registered] = []


def rule(
    name: str, significance: Significance
) -> Callable[[Callable[[Hunk, Context], bool]], Callable[[Hunk, Context], bool]]:
    """Register a function as a rule; the rules are asked in the order of their modules' names."""

    def register(explains: Callable[[Hunk, Context], bool]) -> Callable[[Hunk, Context], bool]:
        RULES.append(Registered(name, significance, explains))
        RULES.sort(key=lambda entry: (ORDER[entry.significance], entry.name))
        return explains

    return register


ORDER: Mapping[Significance, int] = {"none": 0, "editorial": 1, "conforming": 2, "substantive": 3}
"""From the weakest to the strongest."""


def weigh(edits: tuple[Edit, ...], number: str, heading: str, context: Context) -> tuple[Significance, str]:
    """Return the significance of a provision's edits and the names of the rules that decided.

    Args:
        edits: over number, heading and text of the provision.
        number: of the old side, to tell where in the provision a hunk stands.
        heading: the same.
        context: what was renumbered.
    """
    strongest: Significance = "none"
    names: list[str] = []
    for hunk in hunks(edits, len(number), len(number) + len(heading) + 1):
        found = next((entry for entry in RULES if entry.explains(hunk, context)), None)
        significance: Significance = found.significance if found else "substantive"
        name = found.name if found else "words changed"
        if ORDER[significance] > ORDER[strongest]:
            strongest = significance
            names = [name]
        elif significance == strongest and name not in names:
            names.append(name)
    return strongest, ", ".join(names)


def hunks(edits: tuple[Edit, ...], number_end: int, heading_end: int) -> Iterator[Hunk]:
    """Yield what was struck and inserted, place by place."""
    before = ""
    old = new = ""
    for operation, text in (*edits, ("=", "")):
        if operation == "-":
            old += text
        elif operation == "+":
            new += text
        else:
            if old or new:
                place = len(before)
                zone = "number" if place < number_end else "heading" if place < heading_end else "text"
                yield Hunk(old, new, before, zone)
                before += old
                old = new = ""
            before += text
