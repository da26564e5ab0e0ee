"""What a rule of significance is given and gives; the registry of rules; weighing all hunks of a provision."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawdiff.differ.change import new_side, old_side
from lawdiff.parsers.citations import citations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lawdiff.differ.change import Edit, Significance
    from lawdiff.parsers import Provision
    from lawdiff.parsers.citations import Citation


@dataclass(frozen=True, slots=True)
class Hunk:
    """What was struck and inserted in one place.

    Attributes:
        old, new: the texts; one may be empty.
        before, after: the text before and behind it on the old side, from the start of the provision to its end.
        zone: ``number``, ``heading`` or ``text``, by where the hunk begins; the latter of both sides.
        old_cited, new_cited: the citations that stand in the hunk, or that it stands in.
        old_rest, new_rest: the hunk without the words of its citations.
    """

    old: str
    new: str
    before: str
    zone: str
    after: str = ""
    old_cited: tuple[Citation, ...] = ()
    new_cited: tuple[Citation, ...] = ()
    old_rest: str = ""
    new_rest: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the comparison knows of renumbering.

    Attributes:
        sections: the level and old designator of a container (``title vi``) -> what it became (``title ix``).
        places: old place of a provision (``60003(a)(3)``) -> new places; all that stand on both sides.
        quoted: the same for the numbers of sections that the unit at hand quotes (``6050AA``).
        here: the places of the provision at hand, old and new.
        depths: how many enumerators deep the provision at hand stands in its act, old and new: a subparagraph 3, also
            where the section has no subsections; 0 where its level has no place in that order.
    """

    sections: Mapping[str, frozenset[str]]
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    quoted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    here: tuple[str, str] = ("", "")
    depths: tuple[int, int] = (0, 0)


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


_DESIGNATES = re.compile(r"[0-9(]")
_WORD = re.compile(r"\w+")
SECTION_WORD = re.compile(r"^(?:section|sec\.?|§)\s*", re.IGNORECASE)
"""What stands before the designator of a section."""

ZONES = ("number", "heading", "text")
"""The parts of a provision's words, in order."""

WORDS_CHANGED = "words changed"
"""What stands in the place of a rule's name where no rule explains a hunk."""

ORDER: Mapping[Significance, int] = {"none": 0, "editorial": 1, "conforming": 2, "substantive": 3}
"""From the weakest to the strongest."""


def weigh(
    edits: tuple[Edit, ...], old: Provision, new: Provision, context: Context, *, cite: bool = True
) -> tuple[Significance, str]:
    """Return the significance of a provision's edits and the names of the rules that decided.

    Args:
        edits: over number, heading and text of the provision.
        old: the provision on the old side, to tell where in it a hunk stands.
        new: the same on the new side.
        context: what was renumbered.
        cite: whether to look for citations; not where the provision is weighed again with all that is known.
    """
    strongest: Significance = "none"
    names: list[str] = []
    for hunk in hunks(edits, old, new, cite=cite):
        found = next((entry for entry in RULES if entry.explains(hunk, context)), None)
        if found is None:
            return (
                "substantive",
                WORDS_CHANGED,
            )  # nothing is stronger, so that the other hunks need not be asked about
        significance, name = found.significance, found.name
        if ORDER[significance] > ORDER[strongest]:
            strongest = significance
            names = [name]
        elif significance == strongest and name not in names:
            names.append(name)
    return strongest, ", ".join(names)


def hunks(edits: tuple[Edit, ...], old: Provision, new: Provision, *, cite: bool = True) -> Iterator[Hunk]:
    """Yield what was struck and inserted, place by place, with the citations in it."""
    text = old_side(edits)
    found: tuple[Sequence[Citation], Sequence[Citation]] = (), ()
    if cite and may_cite(edits, len(old.number)):
        found = citations(text), citations(new_side(edits))
    for place, new_place, struck, inserted in stretches(edits):
        old_cited, old_rest = _cited(struck, place, found[0])
        new_cited, new_rest = _cited(inserted, new_place, found[1])
        zone = max(_zone(old, place), _zone(new, new_place), key=ZONES.index)
        after = text[place + len(struck) :]
        yield Hunk(struck, inserted, text[:place], zone, after, old_cited, new_cited, old_rest, new_rest)


def _zone(provision: Provision, place: int) -> str:
    """Return in which part of a provision's words a place is; before the text where there is no heading is text."""
    if place < len(provision.number):
        return "number"
    return "heading" if place < len(provision.number) + len(provision.heading) + 1 else "text"


def may_cite(edits: tuple[Edit, ...], number_end: int) -> bool:
    """Return whether citations can decide: a digit or an enumerator is among what was struck and inserted.

    The number of the provision itself is none; most provisions of a renumbered bill have no other. And where
    other words changed besides, the provision is substantive wherever its references lead.
    """
    found = False
    for place, _, old, new in stretches(edits):
        if place < number_end:
            continue
        if _DESIGNATES.search(old) or _DESIGNATES.search(new):
            found = True
        elif _WORD.findall(old.casefold()) != _WORD.findall(new.casefold()):
            return False
    return found


def stretches(edits: tuple[Edit, ...]) -> Iterator[tuple[int, int, str, str]]:
    """Yield each place where words were struck or inserted: where it begins on both sides, and both texts."""
    place = new_place = 0
    old = new = ""
    for operation, text in (*edits, ("=", "")):
        if operation == "-":
            old += text
        elif operation == "+":
            new += text
        else:
            if old or new:
                yield place, new_place, old, new
                place += len(old)
                new_place += len(new)
                old = new = ""
            place += len(text)
            new_place += len(text)


def _cited(text: str, start: int, found: Sequence[Citation]) -> tuple[tuple[Citation, ...], str]:
    """Return the citations that touch a stretch of words, and the rest of the stretch."""
    if not found:
        return (), " ".join(text.split())
    end = start + len(text)
    touched = tuple(citation for citation in found if citation.start < end and citation.end > start)
    rest, at = "", start
    for citation in touched:
        rest += text[at - start : max(0, citation.start - start)]
        at = max(at, min(end, citation.end))
    return touched, " ".join((rest + text[at - start :]).split())
