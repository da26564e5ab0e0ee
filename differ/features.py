"""What the aligner knows of a unit of comparison: its words, shingles, heading, number, place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import TYPE_CHECKING

from lawdiff.differ.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawdiff.parsers import Provision

SHINGLE = 4
"""Words in a shingle. Four found good candidates on H.R. 1 (334 x 310 sections); three bring in boilerplate such as
"the Secretary shall", five lose sections half rewritten."""

STUB_WORDS = 8
"""A unit with fewer words of text than this says too little to be known again elsewhere: ``[Reserved]``,
"Section 12 is repealed." Stubs match each other at 80-96 % by likeness, so they are matched by number and place."""

COMMON_IN = 12
"""A shingle that stands in more units than this on either side is boilerplate and says nothing."""

WEIGHT = 27_720
"""Weight of a shingle that stands in one unit a side; divisible by every number up to `COMMON_IN`."""

GROUPS = {
    "section": "section",
    "appendix": "section",
    "heading": "heading",
    "preamble": "preamble",
    "instruction": "instruction",
    "front matter": "front matter",
    "back matter": "back matter",
    "table of contents": "table of contents",
    "appropriations major": "appropriations",
    "appropriations intermediate": "appropriations",
    "appropriations small": "appropriations",
    "document": "document",
}
"""Only units of one group are matched with each other; the levels not named here are containers."""


_SUBJECT = re.compile(
    r"(?:§+|[Ss]ections?)\s*(?P<section>\d+(?:[\w.–-]*\w)?)"
    r"|\b(?P<piece>[Aa]ppendix|[Ss]upplement|[Ss]ubpart)\s+(?P<letter>[A-Z0-9]{1,5}(?:-\d+)?)\b"
    r"|\b(?P<authority>authority\s+citation)"
)
"""What an instruction amends is the first thing that it names; the Federal Register's Document Drafting Handbook
(sec. 2.14) wants each to name it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of comparison with what is compared of it.

    Attributes:
        provision: the unit.
        place: its index among the units of its document.
        parent: the index of the unit that it stands in, -1 at the top.
        group: see `GROUPS`.
        heading: the words of its heading joined by a space, lower case; of an instruction what it amends
            (``1026.35``, ``appendix a in 1026``), as far as it says so.
        text: all words of the unit (heading and text of all provisions in it, numbers left out).
        shingles: numbers of all runs of `SHINGLE` words of the text, see `Shingles`.
    """

    provision: Provision
    place: int
    parent: int
    group: str
    heading: str
    text: tuple[str, ...]
    shingles: frozenset[int]

    @property
    def stub(self) -> bool:
        """Whether it says too little to be known again by its words."""
        return len(self.text) < STUB_WORDS

    @property
    def telling(self) -> bool:
        """Whether its words can tell where it went: neither a stub nor a container."""
        return self.group != "container" and not self.stub

    @property
    def designator(self) -> str:
        """Its number, in lower case; of an appendix with what it is an appendix to, for each part has an appendix A."""
        if self.provision.level == "appendix" and self.provision.designator:
            return self.provision.address.partition("~")[0].lower()
        return self.provision.designator.lower()


def words_of(
    provisions: Iterable[Provision], known: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return address -> the words of heading and own text, for all provisions; numbers are left out.

    Args:
        provisions: of a document.
        known: text -> its words; what is found is added, so that what both documents say is taken apart once.
    """
    found = {}
    for provision in provisions:
        text = f"{provision.heading} {provision.text}"
        own = known.get(text)
        if own is None:
            own = known[text] = tuple(words(text))
        found[provision.address] = own
    return found


def units_of(
    provisions: Iterable[Provision], own_words: Mapping[str, tuple[str, ...]], shingles: Shingles
) -> list[Unit]:
    """Return the features of all units among the provisions of a document (in document order).

    Args:
        provisions: all of the document.
        own_words: see `words_of`.
        shingles: their numbers, the same for both documents.
    """
    units: list[Unit] = []
    index: dict[str, int] = {}
    for provision in provisions:
        if not provision.is_unit:
            continue
        parent = index.get(provision.parent, -1)
        group = GROUPS.get(provision.level, "container")
        if group == "heading" and parent >= 0:
            above = units[parent]
            if above.provision.level == "appendix" or above.group == "appendix heading":
                group = "appendix heading"
        text: list[str] = []
        if provision.level != "table of contents":
            for inner in provision.walk_unit():
                text += own_words[inner.address]
        index[provision.address] = len(units)
        heading = " ".join(words(provision.heading))
        if group == "instruction":
            heading = subject(provision.text, units[parent].provision.designator if parent >= 0 else "")
        unit = Unit(
            provision,
            len(units),
            parent,
            group,
            heading,
            tuple(text),
            shingles.of(text),
        )
        units.append(unit)
    return units


def subject(instruction: str, part: str) -> str:
    """Return what an amendatory instruction amends, in lower case; empty where it does not name it.

    "8. Section 1026.41 is amended by revising paragraph (a)" and "16. Section 1026.35 is amended by revising paragraph
    (b)" are nearly the same words, and no reader takes the one for the other.

    Args:
        instruction: its text.
        part: the number of the part that it stands under: each part has an appendix A, and an authority citation.
    """
    match = _SUBJECT.search(instruction)
    if match is None:
        return ""
    if match["section"]:
        return match["section"]
    named = f"{match['piece']} {match['letter']}" if match["piece"] else "authority citation"
    return f"{named} in {part}".lower()


class Shingles:
    """Numbers for runs of `SHINGLE` words: the same run has the same number in all texts that were asked about.

    They are small and rise with the text, so that sets of them lie close together in memory: half a million look-ups
    in sets of hashes would cost twice as much.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._unused = count()

    def of(self, text: Sequence[str]) -> frozenset[int]:
        """Return the numbers of all runs of words in a text; of the whole where it is shorter."""
        if len(text) < SHINGLE:
            runs: Iterable[tuple[str, ...]] = (tuple(text),) if text else ()
        else:
            runs = zip(*(islice(text, start, None) for start in range(SHINGLE)), strict=False)
        return frozenset(map(self._numbers.setdefault, map(hash, runs), self._unused))


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the shingles say of two sets of units.

    Attributes:
        shared: (old place, new place) -> weight of the shingles in common, for units of one group.
        old, new: the weight of each unit, by place.
    """

    shared: Mapping[tuple[int, int], int]
    old: Sequence[int]
    new: Sequence[int]


def likeness(old: Sequence[Unit], new: Sequence[Unit]) -> Likeness:
    """Weigh all shingles by how rare they are, and return what the units share.

    A shingle in one unit a side weighs `WEIGHT`; in n units of the side where it is commonest a n-th of that; in
    more than `COMMON_IN` nothing. So what every section says ("is amended by striking") is no likeness. The weights
    are whole numbers, so that no sum depends on its order.
    """
    (seen_old, more_old), (seen_new, more_new) = _counted(old), _counted(new)
    weights = {
        shingle: WEIGHT // count if count <= COMMON_IN else 0
        for shingle, count in (more_old | more_new).items()
    }
    repeated = frozenset(weights)
    common = (seen_old & seen_new).difference([shingle for shingle, weight in weights.items() if not weight])
    where: dict[int, list[int]] = defaultdict(list)
    for unit in new:
        for shingle in unit.shingles & common:
            where[shingle].append(unit.place)
    pairs: dict[tuple[int, int], int] = {}
    for unit in old:
        for place, weight in _shared_by(unit.shingles & common, weights, where).items():
            if new[place].group == unit.group:
                pairs[unit.place, place] = weight

    def weight_of(unit: Unit) -> int:
        several = unit.shingles & repeated
        return WEIGHT * (len(unit.shingles) - len(several)) + sum([weights[shingle] for shingle in several])

    return Likeness(pairs, [weight_of(unit) for unit in old], [weight_of(unit) for unit in new])


def _counted(units: Sequence[Unit]) -> tuple[set[int], Counter[int]]:
    """Return the shingles of units, and in how many units those stand that stand in several."""
    seen: set[int] = set()
    repeated: set[int] = set()
    for unit in units:
        repeated |= seen & unit.shingles
        seen |= unit.shingles
    return seen, Counter(chain.from_iterable([unit.shingles & repeated for unit in units]))


def _shared_by(
    shingles: Iterable[int], weights: Mapping[int, int], where: Mapping[int, Sequence[int]]
) -> dict[int, int]:
    """Return what shingles of an old unit weigh in each new unit, by place."""
    found: dict[int, int] = defaultdict(int)
    for shingle in shingles:
        weight = weights.get(shingle, WEIGHT)
        for place in where[shingle]:
            found[place] += weight
    return found
