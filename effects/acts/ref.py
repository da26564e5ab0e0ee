"""One reference, and the words that references are made of: levels, ordinals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.effects.ordinals import ORDINALS as IN_WORDS

if TYPE_CHECKING:
    from lawdiff.effects.operation import Part, Place, Step

CONTAINERS = (
    "division",
    "title",
    "subtitle",
    "chapter",
    "subchapter",
    "part",
    "subpart",
    "article",
    "schedule",
    "appendix",
    "rule",
)
BELOW = ("subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem")
LEVELS = {name: name for name in (*CONTAINERS, "section", *BELOW)}
PLURALS = {f"{name}s": name for name in LEVELS}
NAMES = LEVELS | PLURALS | {"sec.": "section", "secs.": "section"}


ORDINALS = IN_WORDS | {
    "1st": 1,
    "2d": 2,
    "2nd": 2,
    "3d": 3,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
    "6th": 6,
}


@dataclass(frozen=True, slots=True)
class Ref:
    """One reference.

    Attributes:
        path: from the outside in.
        work: the law, where it is named; see `Place.work`.
        back: what ``such`` goes back to: ``law``, or the level of the provision; empty where nothing does.
        part, ordinal, term: see `Place`.
        also: places by citation; see `Place.also`.
    """

    path: tuple[Step, ...] = ()
    work: str = ""
    back: str = ""
    part: Part = "whole"
    ordinal: int = 0
    term: str = ""
    also: tuple[Place, ...] = ()


Refs = tuple[Ref, ...]
