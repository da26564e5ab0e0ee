"""Sections as runs of words: what is compared of them, what is indexed, and how much of one stands in another.

A passage is the words of a section, lower case, without punctuation, without the numbers of its paragraphs and
without its own heading: two sections that differ in those alone have the same passage.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from lawdiff.differ.tokens import words
from lawdiff.parsers.document import CONTAINER_LEVELS, UNIT_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawdiff.parsers import Document, Provision

LEVELS = UNIT_LEVELS.difference(
    CONTAINER_LEVELS, ("front matter", "back matter", "table of contents", "document")
)
"""Units that are compared: what holds text. Containers hold sections, a table of contents repeats their headings, and
the first and last pages of all bills say the same."""

RUN = 8
"""Words that two texts must have in common one after the other before they count as shared. Of 400 sections drawn
from 18 bills, with runs of 5 words 24 had 40 % or more in common with a section of another bill, nearly all of it
"of the Internal Revenue Code of 1986 is amended" and its like; with runs of 8 it was 6, and those share a clause."""

WINDOW = 5
"""Of this many runs in a row, at least one is in the index (winnowing; Schleimer, Wilkerson and Aiken, SIGMOD 2003).
So every `RUN` + `WINDOW` - 1 = 12 words that two passages have in common are found, and the index holds a third of
the runs."""


@dataclass(frozen=True)
class Passage:
    """The words of a section.

    Attributes:
        words: at least `RUN` of them; a section with fewer says too little to be known again.
    """

    words: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(self.words)

    @cached_property
    def digest(self) -> bytes:
        """What tells it from all other passages: SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).digest()

    @cached_property
    def runs(self) -> Mapping[str, Sequence[int]]:
        """All runs of `RUN` words -> where they begin."""
        found: dict[str, list[int]] = {}
        for place, run in enumerate(_runs(self.words)):
            found.setdefault(run, []).append(place)
        return found

    @cached_property
    def fingerprints(self) -> frozenset[int]:
        """The runs that are in the index, as numbers of 32 bits: the same on every machine.

        Two runs that get the same number make a candidate too many, which is measured and found to share nothing.
        """
        numbers = [zlib.crc32(run.encode()) for run in _runs(self.words)]
        windows = zip(*(islice(numbers, start, None) for start in range(WINDOW)), strict=False)
        return frozenset(map(min, windows)) or frozenset((min(numbers),))


def _runs(sequence: Sequence[str]) -> list[str]:
    columns = (islice(sequence, start, None) for start in range(RUN))
    return list(map(" ".join, zip(*columns, strict=False)))


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a document that is long enough to be compared.

    Attributes:
        unit: the provision.
        passage: its words.
        quoted: for each word, whether it stands in law that is only quoted.
    """

    unit: Provision
    passage: Passage
    quoted: tuple[bool, ...]


def sections_of(document: Document) -> list[Section]:
    """Return the sections of a document that are compared, in its order."""
    found = []
    for unit in document.units:
        if unit.level in LEVELS:
            said: list[str] = []
            quoted: list[bool] = []
            for inner in unit.walk_unit():
                more = words(inner.text if inner is unit else f"{inner.heading} {inner.text}")
                said += more
                quoted += [inner.quoted and not unit.quoted] * len(more)
            if len(said) >= RUN:
                found.append(Section(unit, Passage(tuple(said)), tuple(quoted)))
    return found


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of each of two passages stands in the other.

    Attributes:
        here, there: the words of each that stand in a run of `RUN` or more that the other has too, by their places.
        identical: whether they are the same, word for word.
    """

    here: frozenset[int]
    there: frozenset[int]
    identical: bool = False


def overlap(here: Passage, there: Passage) -> Overlap:
    """Measure, on the words themselves, how much two passages have in common."""
    if here.words == there.words:
        every = frozenset(range(len(here.words)))
        return Overlap(here=every, there=every, identical=True)
    starts: set[int] = set()
    theirs = []
    for place, run in enumerate(_runs(there.words)):
        if run in here.runs:
            theirs.append(place)
            starts.update(here.runs[run])
    return Overlap(_covered(sorted(starts)), _covered(theirs))


def _covered(starts: Iterable[int]) -> frozenset[int]:
    """Return the places of the words in runs that begin at some places, given in order."""
    found: set[int] = set()
    first = end = 0
    for start in starts:
        if start > end:
            found.update(range(first, end))
            first = start
        end = start + RUN
    found.update(range(first, end))
    return frozenset(found)
