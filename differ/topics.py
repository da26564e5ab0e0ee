"""What a unit is about: its rare words, weighed, for sections that were rewritten.

    House    42101  "Repeal and rescission relating to clean heavy-duty vehicles": repeal section 132, rescind …
    enacted  60001  "Rescission of funding for clean heavy-duty vehicles": unobligated balances of section 132 …

Hardly a run of four words is the same, and any reader sees that it is one section. The words are weighed by
tf-idf (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988) and units compared by the
cosine of their vectors.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from lawdiff.differ.features import Unit

HEADING = 2
"""How many times more a word of the heading counts: it stands once in the text already, and says what it is about."""

COMMON_WORD = 96
"""A word in more units than this (both sides together) tells no topics apart, and would cost the most."""

WORK = 40_000_000
"""Most products of two words' weights computed for one comparison, some ten seconds; see `Topics.within_budget`."""


SCALE = 1 << 20
"""Weights are whole multiples of 1 / SCALE, so that no sum depends on its order."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The weighed words of the units of two documents.

    Attributes:
        old: place -> word -> weight; the squares of the weights of all words of a unit add up to `SCALE` squared.
        new: the same for the new document.
        in_old: word -> the places and weights of the old units that have it.
        in_new: the same for the new document.
        products: (of old, place) -> place on the other side -> product; filled as it is asked for.
        within_budget: False where there was more to compare than `WORK` allows; then all of them are empty.
    """

    old: Mapping[int, Mapping[str, int]]
    new: Mapping[int, Mapping[str, int]]
    in_old: Mapping[str, Sequence[tuple[int, int]]]
    in_new: Mapping[str, Sequence[tuple[int, int]]]
    within_budget: bool = True
    products: dict[tuple[bool, int], dict[int, int]] = field(default_factory=dict)

    def likest(self, place: int, *, of_old: bool, among: Iterable[int]) -> list[tuple[float, int]]:
        """Return the two units of the other side that are likest to one unit, as (cosine, place), the likest first.

        Args:
            place: the unit.
            of_old: whether it is a unit of the old document.
            among: the places on the other side to look at.
        """
        return _first_two(self._sums(place, of_old=of_old), among, SCALE**2)

    def _sums(self, place: int, *, of_old: bool) -> Mapping[int, int]:
        """Return the products of a unit with all of the other side, by place; computed once."""
        known = self.products.get((of_old, place))
        if known is None:
            known = defaultdict(int)
            others = self.in_new if of_old else self.in_old
            for word, weight in (self.old if of_old else self.new).get(place, {}).items():
                for other, other_weight in others.get(word, ()):
                    known[other] += weight * other_weight
            self.products[of_old, place] = known
        return known

    def within(self, first: int, second: int, *, of_old: bool) -> float:
        """Return the cosine of two units of one side."""
        vectors = self.old if of_old else self.new
        one, other = vectors.get(first, {}), vectors.get(second, {})
        return sum(weight * other[word] for word, weight in one.items() if word in other) / SCALE**2

    def covered(self, place: int, *, of_old: bool, among: Iterable[int]) -> list[tuple[float, int]]:
        """Return the two units of the other side that have most of one unit's topic, as (share, place), most first."""
        own = (self.old if of_old else self.new).get(place, {})
        others = self.in_new if of_old else self.in_old
        sums: dict[int, int] = defaultdict(int)
        for word, weight in own.items():
            square = weight * weight
            for other, _ in others.get(word, ()):
                sums[other] += square
        return _first_two(sums, among, sum(weight * weight for weight in own.values()) or 1)

    def covered_within(self, first: int, second: int, *, of_old: bool) -> float:
        """Return the share of the first unit's topic that the second one of the same side has."""
        vectors = self.old if of_old else self.new
        one, other = vectors.get(first, {}), vectors.get(second, {})
        whole = sum(weight * weight for weight in one.values()) or 1
        return sum(weight * weight for word, weight in one.items() if word in other) / whole

    def own_share(self, place: int, sibling: int, other: int, *, of_old: bool) -> float:
        """Return how much of what tells a unit from another of its side a unit of the other side has, 0 to 1.

        Args:
            place: the unit.
            sibling: the other unit of its side.
            other: the unit of the other side.
            of_old: whether the first two are of the old document.
        """
        vectors, others = (self.old, self.new) if of_old else (self.new, self.old)
        beside, there = vectors.get(sibling, {}), others.get(other, {})
        own, found = SCALE * SCALE, 0
        for word, weight in vectors.get(place, {}).items():
            if word in beside:
                own -= weight * weight
            elif word in there:
                found += weight * weight
        return found / own if own > 0 else 0.0


def topics(old: Sequence[Unit], new: Sequence[Unit]) -> Topics:
    """Return the weighed words of the units of two documents (containers and tables of contents have none)."""
    told = [
        [unit for unit in side if unit.group not in ("container", "table of contents")] for side in (old, new)
    ]
    frequency: Counter[str] = Counter()
    for side in told:
        for unit in side:
            frequency.update(set(unit.text))
    if sum(times * times for times in frequency.values() if 1 < times <= COMMON_WORD) > WORK:
        return Topics({}, {}, {}, {}, within_budget=False)
    count = sum(map(len, told))
    rarity = {word: math.log(count / times) for word, times in frequency.items()}
    telling = {word for word, times in frequency.items() if 1 < times <= COMMON_WORD}
    first, second = ({unit.place: _vector(unit, rarity, telling) for unit in side} for side in told)
    return Topics(first, second, _postings(first), _postings(second))


def _vector(unit: Unit, rarity: Mapping[str, float], telling: AbstractSet[str]) -> dict[str, int]:
    """Return the weights of those words of a unit that can be told of another one, to the length of all of them."""
    counts = Counter(unit.text)
    for word in unit.heading.split():
        if word in counts:  # what an instruction amends is put together, and is no word of its text
            counts[word] += HEADING
    weights = {
        word: rarity[word] if times == 1 else (1 + math.log(times)) * rarity[word]
        for word, times in counts.items()
    }
    length = math.sqrt(math.fsum([weight * weight for weight in weights.values()]))
    if not length:
        return {}
    return {word: round(SCALE * weight / length) for word, weight in weights.items() if word in telling}


def _first_two(sums: Mapping[int, int], among: Iterable[int], whole: int) -> list[tuple[float, int]]:
    """Return the two places among some that have most, as (share of the whole, place)."""
    ranked = sorted([(-sums.get(place, 0), place) for place in among])
    return [(-less / whole, place) for less, place in ranked[:2]]


def _postings(vectors: Mapping[int, Mapping[str, int]]) -> dict[str, list[tuple[int, int]]]:
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, vector in vectors.items():
        for word, weight in vector.items():
            postings[word].append((place, weight))
    return postings
