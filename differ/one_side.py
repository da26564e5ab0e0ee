"""One side of matched units: its provisions in order, and what each can be known by."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import chain, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from lawdiff.differ.resemblance import amended, named
from lawdiff.differ.stars import is_stars
from lawdiff.differ.tokens import heading_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.parsers import Provision

ANY_FIRST = "in general"
"""The heading of whatever comes first says nothing about it."""

Name = tuple[str, str]
"""What siblings are told apart by: level and designator; unnumbered ones share the name of their level."""


NO_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Side:
    """The provisions of one side in order.

    Attributes:
        provisions: of all the units, each unit followed by what stands in it.
        parents: the index of each one's parent, -1 for the units themselves.
        words: of heading and own text of each, as far as they are given.
        index: address -> place.
    """

    def __init__(self, units: Sequence[Provision], words: Mapping[str, tuple[str, ...]] = NO_WORDS) -> None:
        self.provisions = [provision for unit in units for provision in unit.walk_unit()]
        index = {provision.address: place for place, provision in enumerate(self.provisions)}
        roots = {unit.address for unit in units}
        self.parents = [-1 if p.address in roots else index.get(p.parent, -1) for p in self.provisions]
        self.words = [words.get(provision.address, ()) for provision in self.provisions]
        self.index = index

    @cached_property
    def levels(self) -> list[str]:
        """The level of each provision."""
        return [provision.level for provision in self.provisions]

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The children of each provision that has some."""
        children: dict[int, list[int]] = defaultdict(list)
        for place, parent in enumerate(self.parents):
            if parent >= 0:
                children[parent].append(place)
        return children

    @cached_property
    def by_path(self) -> dict[tuple[Name, ...], int]:
        """The first provision under each path of names."""
        return {path: place for place, path in reversed([*enumerate(self.paths)])}

    @cached_property
    def amended(self) -> dict[int, str]:
        """The section that each provision amends, of those that amend one."""
        found = ((place, amended(provision.text)) for place, provision in enumerate(self.provisions))
        return {place: section for place, section in found if section}

    @cached_property
    def named(self) -> dict[int, frozenset[str]]:
        """The laws that each provision names and no other one of this side."""
        names = [named(provision.text) for provision in self.provisions]
        often = Counter(chain.from_iterable(names))
        return {
            place: frozenset(name for name in those if often[name] == 1)
            for place, those in enumerate(names)
            if those
        }

    def name(self, place: int) -> Name:
        """Return the name of a provision among its siblings."""
        provision = self.provisions[place]
        return provision.level, provision.designator

    @cached_property
    def paths(self) -> list[tuple[Name, ...]]:
        """The names from below the unit down to each provision."""
        paths: list[tuple[Name, ...]] = []
        for place, parent in enumerate(self.parents):
            paths.append((*paths[parent], self.name(place)) if parent >= 0 else ())
        return paths

    @cached_property
    def stars(self) -> frozenset[int]:
        """The provisions that are nothing but ``* * *``, and have no number."""
        return frozenset(
            place
            for place, provision in enumerate(self.provisions)
            if not provision.designator and is_stars(provision.text)
        )

    def omits(self, other: Side, place: int) -> bool:
        """Return whether this side prints ``* * *`` where a provision of the other one would stand.

        38(e)(3) of a rule whose section opens with ``* * *``, in another one that opens with ``* * *`` and (i).
        """
        if not self.stars:
            return False
        line = [place]
        while other.parents[line[-1]] >= 0:
            line.append(other.parents[line[-1]])
        here = 0
        for above, inner in pairwise(reversed(line)):
            children = self.children.get(here, [])
            found = {self.name(child): at for at, child in enumerate(children)}
            if other.name(inner) in found:
                here = children[found[other.name(inner)]]
                continue
            siblings = other.children[above]
            at = siblings.index(inner)
            before = [found[name] for name in map(other.name, siblings[:at]) if name[1] and name in found]
            after = [found[name] for name in map(other.name, siblings[at + 1 :]) if name[1] and name in found]
            between = children[max(before, default=-1) + 1 : min(after, default=len(children))]
            return any(child in self.stars for child in between)
        return False

    def by_heading(self, places: Sequence[int]) -> dict[tuple[str, frozenset[str]], list[int]]:
        """Return places by level and heading, those without one and those that any list begins with left out."""
        found: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
        for place in places:
            key = self.heading_keys.get(place)
            if key is not None:
                found[self.levels[place], key].append(place)
        return found

    @cached_property
    def heading_keys(self) -> dict[int, frozenset[str]]:
        """What each heading says, of those that say something."""
        return {
            place: heading_key(provision.heading)
            for place, provision in enumerate(self.provisions)
            if provision.heading and provision.heading.casefold() != ANY_FIRST
        }
