"""What became of each provision inside matched units.

    old (a)(3) "$673,000,000 for the biometric system …"  ->  new (a)(4) "The biometric system …": edited, renumbered
    old (b) "No funds … southern border"                  ->  new (b), edited
    new (c)                                               ->  added

The same words first, then likeness of words, then place and number; a parent without words of its own follows its
children. What shares too little is removed and added, not "edited" into something else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from lawdiff.differ.order import longest_rise
from lawdiff.differ.stars import is_stars

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawdiff.parsers import Provision

KNOWN_AGAIN = 6
"""Provisions with at least this many words are paired wherever they stand in the unit, if the words are the same."""

LIKE = 0.5
"""Provisions whose words are at least this much alike (2 * kept / both) are one provision, wherever they stand."""

OWN_WORDS = (2, 0.4)
"""Under another parent a provision must have so many words in common with its partner, and such a share of both, that
are no `FORMULA`. "by striking “or” at the end" is not "by adding at the end", nor the one definition the other."""

FORMULA = frozenset(
    """
    a adding after all amended amendment amendments an and any application apply as at be before beginning by clause
    conforming date each effective end following follows for from general have if in inserting insert is it its item
    made make may means new no not of on or other paragraph paragraphs period purposes read redesignating respectively
    section sections semicolon shall so striking subclause subparagraph subparagraphs subsection subsections such take
    taken term terms than that the their there this to under was were which with year years
    """.split()  # noqa: SIM905 - a hundred words on a hundred lines say no more
)
"""Words of which amendments and definitions are made, and the small words of the language: in every provision."""

LIKE_IN_PLACE = 0.3
"""The same, for provisions with the same number under the same parent; differ.edits.REPLACED_BELOW is its twin."""

NEAR = 0.1
"""Added for the same number, and again for the same parent, when the best of several partners is sought."""

MANY = 8
"""More siblings than this with one name are told apart by their words alone."""

COMMON_WORDS = 12
"""A pair of neighbouring words in more provisions of the unit than this finds no candidates."""


@dataclass(frozen=True, slots=True)
class Matched:
    """An old and a new provision inside a unit that belong together; one is None where the other has no partner.

    Attributes:
        moved: it stands in another place than its parent's pairing and its siblings' order explain.
    """

    old: Provision | None
    new: Provision | None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """The provisions of one side in order, with the index of each one's parent (-1 for the units themselves)."""

    provisions: Sequence[Provision]
    parents: Sequence[int]
    words: Sequence[tuple[str, ...]]


def match_provisions(
    old: Sequence[Provision],
    new: Sequence[Provision],
    old_words: Mapping[str, tuple[str, ...]],
    new_words: Mapping[str, tuple[str, ...]],
    reviewed: Sequence[tuple[str, str]] = (),
) -> list[Matched]:
    """Match the provisions of matched units.

    Args:
        old: the units of the old side (several for a merger); the first one of each side belong together.
        new: the units of the new side (several for a split).
        old_words: address -> the words of heading and own text.
        new_words: the same for the new side.
        reviewed: pairs of addresses that a reviewer decided; those that are not in these units do not matter.

    Returns:
        Every provision of both sides once, in the order of the new side, what was removed where it stood.
    """
    first, second = _side(old, old_words), _side(new, new_words)
    if not reviewed and first.words == second.words and _levels(first) == _levels(second):
        return [Matched(*both) for both in zip(first.provisions, second.provisions, strict=True)]
    given = _given(first, second, reviewed)
    if _is_swapped(first, second):
        matcher = _Matcher(second, first)
        matcher.run([(after, before) for before, after in given])
        pairs = {old: new for new, old in matcher.pairs.items()}
    else:
        matcher = _Matcher(first, second)
        matcher.run(given)
        pairs = matcher.pairs
    return _in_order(first, second, pairs, _moved_either_way(first, second, pairs))


def _levels(side: _Side) -> list[str]:
    return [provision.level for provision in side.provisions]


def _given(old: _Side, new: _Side, reviewed: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Return the reviewed pairs that lie in these units, as indices."""
    if not reviewed:
        return []
    olds = {provision.address: place for place, provision in enumerate(old.provisions)}
    news = {provision.address: place for place, provision in enumerate(new.provisions)}
    return [(olds[before], news[after]) for before, after in reviewed if before in olds and after in news]


def _side(units: Sequence[Provision], words: Mapping[str, tuple[str, ...]]) -> _Side:
    provisions = [provision for unit in units for provision in unit.walk_unit()]
    index = {provision.address: place for place, provision in enumerate(provisions)}
    roots = {unit.address for unit in units}
    parents = [-1 if p.address in roots else index.get(p.parent, -1) for p in provisions]
    return _Side(provisions, parents, [words[p.address] for p in provisions])


class _Matcher:
    """Holds the pairs found so far, old index -> new index."""

    def __init__(self, old: _Side, new: _Side) -> None:
        self.old = old
        self.new = new
        self.children = _children(old), _children(new)
        self.pairs: dict[int, int] = {}
        self.back: dict[int, int] = {}

    def run(self, given: Sequence[tuple[int, int]]) -> None:
        """Take the steps in turn, after the pairs that are given."""
        for old, new in given:
            self.pair(old, new)
        self.pair(0, 0)
        self.same_words()
        self.in_place()
        self.alike()
        self.by_children()
        self.in_place()

    def pair(self, old: int, new: int) -> None:
        """Record a pair, unless one of the two has a partner."""
        if old not in self.pairs and new not in self.back:
            self.pairs[old] = new
            self.back[new] = old

    def same_words(self) -> None:
        """Pair provisions with the same words: unique ones wherever they are, look-alikes by path."""
        places: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for which, side in enumerate((self.old, self.new)):
            for place, text in enumerate(side.words):
                if len(text) >= KNOWN_AGAIN and side.parents[place] >= 0:
                    places[text][which].append(place)
        for olds, news in places.values():
            if len(olds) == 1 and len(news) == 1:
                self.pair(olds[0], news[0])
        for olds, news in places.values():
            if olds and news and len(olds) + len(news) > 2:  # noqa: PLR2004 - one on each side is done
                self.look_alikes(olds, news)

    def look_alikes(self, olds: list[int], news: list[int]) -> None:
        """Pair provisions that say the same: by the path of designators first, then in order if each has one."""
        paths = {_path(self.new, place): place for place in reversed(news)}
        left = []
        for place in olds:
            same = paths.get(_path(self.old, place))
            if same is not None and same not in self.back and place not in self.pairs:
                self.pair(place, same)
            elif place not in self.pairs:
                left.append(place)
        right = [place for place in news if place not in self.back]
        if len(left) == len(right):
            for both in zip(left, right, strict=True):
                self.pair(*both)

    def in_place(self) -> None:
        """Pair children of pairs that have the same number (or kind and order) and words enough in common."""
        children, theirs = self.children
        stack = sorted(self.pairs, reverse=True)
        while stack:
            old = stack.pop()
            new = self.pairs[old]
            if old in children and new in theirs:
                stack += self.children_in_place(children[old], theirs[new])

    def children_in_place(self, olds: Sequence[int], news: Sequence[int]) -> list[int]:
        """Pair the children of one pair; return the old ones that found a partner."""
        if len(olds) > MANY and len(news) > MANY:
            self.in_sequence(olds, news)
        free: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place in news:
            if place not in self.back:
                free[_name(self.new.provisions[place])].append(place)
        found = []
        for place in olds:
            if place in self.pairs:
                continue
            same = free.get(_name(self.old.provisions[place]), [])
            if len(same) > MANY:
                # Their name says nothing, and `in_sequence` has paired what it could.
                continue
            best = max(same, key=lambda other: (self.likeness(place, other), -other), default=None)
            if best is not None and self.belongs(place, best):
                self.pair(place, best)
                same.remove(best)
                found.append(place)
        return found

    def in_sequence(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair the rows of a table or list that say the same, as far as they keep their order."""
        left = [
            place for place in olds if place not in self.pairs and not self.old.provisions[place].designator
        ]
        right = [
            place for place in news if place not in self.back and not self.new.provisions[place].designator
        ]
        keys = [self.old.words[place] for place in left], [self.new.words[place] for place in right]
        for run in Indel.opcodes(*keys):
            if run.tag == "equal":
                for step in range(run.src_end - run.src_start):
                    self.pair(left[run.src_start + step], right[run.dest_start + step])

    def belongs(self, old: int, new: int) -> bool:
        """Return whether two provisions at the same place have enough in common to be one."""
        first, second = self.old.provisions[old], self.new.provisions[new]
        if not self.old.words[old] and not self.new.words[new]:
            return True
        if first.heading and first.heading.casefold() == second.heading.casefold():
            return True
        if first.designator and (is_stars(first.text) or is_stars(second.text)):
            return True
        return self.likeness(old, new) >= LIKE_IN_PLACE

    def likeness(self, old: int, new: int, least: float = 0.0) -> float:
        """Return 2 * words kept / words of both; 0 where that is less than is asked for, which is found out sooner."""
        first, second = self.old.words[old], self.new.words[new]
        if 2 * min(len(first), len(second)) < least * (len(first) + len(second)):
            return 0.0
        if first == second:
            return 1.0
        if not first or not second:
            return 0.0
        # Swapping the sides must give the same figure to the last digit: Indel's is symmetric.
        return Indel.normalized_similarity(first, second, score_cutoff=least)

    def alike(self) -> None:
        """Pair what is left by likeness of words, best first."""
        scored = []
        for old, new in self.candidates():
            like = self.likeness(old, new, LIKE)
            if like >= LIKE and (self.same_parent(old, new) or self.says_the_same(old, new)):
                scored.append((-(like + self.nearness(old, new)), abs(old - new), old + new, old, new))
        for *_, old, new in sorted(scored):
            self.pair(old, new)

    def nearness(self, old: int, new: int) -> float:
        """Return what number and parent add to the likeness."""
        same_name = _name(self.old.provisions[old]) == _name(self.new.provisions[new])
        return NEAR * same_name + NEAR * self.same_parent(old, new)

    def same_parent(self, old: int, new: int) -> bool:
        """Return whether the parents of two provisions are a pair."""
        parent = self.old.parents[old]
        return parent >= 0 and self.pairs.get(parent) == self.new.parents[new]

    def says_the_same(self, old: int, new: int) -> bool:
        """Return whether two provisions have enough words of their own in common (`OWN_WORDS`)."""
        first, second = (
            Counter(word for word in words if word not in FORMULA)
            for words in (self.old.words[old], self.new.words[new])
        )
        common = (first & second).total()
        return common >= OWN_WORDS[0] and 2 * common >= OWN_WORDS[1] * (first.total() + second.total())

    def candidates(self) -> Iterable[tuple[int, int]]:
        """Return the free pairs that share two neighbouring words, as far as these are no boilerplate."""
        where: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, text in enumerate(self.new.words):
            if place not in self.back and self.new.parents[place] >= 0:
                for bigram in set(pairwise(text)):
                    where[bigram].append(place)
        pairs: dict[tuple[int, int], None] = {}
        for place, text in enumerate(self.old.words):
            if place in self.pairs or self.old.parents[place] < 0:
                continue
            for bigram in where.keys() & pairwise(text):
                others = where[bigram]
                if len(others) <= COMMON_WORDS:
                    pairs.update(dict.fromkeys(zip(repeat(place), others)))
        return pairs

    def by_children(self) -> None:
        """Pair parents that have no partner by where most of their children went, from the bottom up."""
        children, theirs = self.children
        for place in range(len(self.old.provisions) - 1, -1, -1):
            if place in self.pairs or place not in children:
                continue
            matched = (child for child in children[place] if child in self.pairs)
            votes = Counter(self.new.parents[self.pairs[child]] for child in matched)
            for other, count in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
                if other < 0 or other in self.back:
                    continue
                most = 2 * count >= max(len(children[place]), len(theirs[other]))
                if self.follows(place, other, most=most):
                    self.pair(place, other)
                    break

    def follows(self, old: int, new: int, *, most: bool) -> bool:
        """Return whether a parent may follow its children: it says nothing, or something alike, or most of them went.

        Args:
            old: the parent.
            new: where its children went.
            most: whether half of the children of both went from the one to the other.
        """
        first, second = self.old.provisions[old], self.new.provisions[new]
        if self.old.parents[old] < 0 or self.new.parents[new] < 0:
            # A subsection that became a section of its own, or the other way round.
            return most
        if first.level != second.level:
            return False
        if most and first.designator and first.designator == second.designator:
            return True
        if not self.old.words[old] or not self.new.words[new]:
            return True
        return self.likeness(old, new) >= LIKE_IN_PLACE


def _children(side: _Side) -> dict[int, list[int]]:
    children: dict[int, list[int]] = defaultdict(list)
    for place, parent in enumerate(side.parents):
        if parent >= 0:
            children[parent].append(place)
    return children


def _name(provision: Provision) -> tuple[str, str]:
    """Return what siblings are told apart by; unnumbered ones share the name of their level."""
    return provision.level, provision.designator


def _path(side: _Side, place: int) -> tuple[tuple[str, str], ...]:
    """Return the names from the unit down to a provision."""
    names = []
    while place >= 0:
        names.append(_name(side.provisions[place]))
        place = side.parents[place]
    return tuple(names[:-1])


def _in_order(old: _Side, new: _Side, pairs: Mapping[int, int], moved: frozenset[int]) -> list[Matched]:
    """Return all provisions in the order of the new side; removed ones behind what they followed."""
    back = {place: other for other, place in pairs.items()}
    behind: dict[int, list[int]] = defaultdict(list)
    last = -1
    for place in range(len(old.provisions)):
        if place not in pairs:
            behind[last].append(place)
        elif place not in moved:
            last = pairs[place]
    rows = [Matched(old.provisions[gone], None) for gone in behind[-1]]
    for place, provision in enumerate(new.provisions):
        origin = back.get(place)
        if origin is None:
            rows.append(Matched(None, provision))
        else:
            rows.append(Matched(old.provisions[origin], provision, origin in moved))
        rows += [Matched(old.provisions[gone], None) for gone in behind.get(place, ())]
    return rows


def _moved_either_way(old: _Side, new: _Side, pairs: Mapping[int, int]) -> frozenset[int]:
    """Return the old provisions that moved, found on one orientation of the two sides."""
    if not _is_swapped(old, new):
        return _moved(old, new, pairs)
    back = {place: other for other, place in pairs.items()}
    return frozenset(back[place] for place in _moved(new, old, back))


def _is_swapped(old: _Side, new: _Side) -> bool:
    """Return whether two sides are taken the other way round, so that swapping the documents swaps the outcome."""
    return (len(new.words), new.words) < (len(old.words), old.words)


def _moved(old: _Side, new: _Side, pairs: Mapping[int, int]) -> frozenset[int]:
    """Return the old provisions that moved: to another parent, or out of the order of their siblings.

    What says nothing itself (a block that only holds quoted law) does not move; what stands in it does, or not.
    """
    families: dict[int, list[int]] = defaultdict(list)
    moved = set()
    for place in sorted(pairs):
        parent = old.parents[place]
        if parent < 0 or new.parents[pairs[place]] < 0:
            if (
                parent != new.parents[pairs[place]]
            ):  # a section that became a subsection, or the other way round
                moved.add(place)
            continue
        if not old.words[place] or not new.words[pairs[place]]:
            continue
        if pairs.get(parent) != new.parents[pairs[place]]:
            moved.add(place)
        else:
            families[parent].append(place)
    for family in families.values():
        kept = longest_rise([pairs[place] for place in family])
        moved.update(place for index, place in enumerate(family) if index not in kept)
    return frozenset(moved)
