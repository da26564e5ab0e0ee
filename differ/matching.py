"""Which provision of a unit became which: by words, by place and number, by heading, by children; best first.

    old (j)(2) "Due diligence …"   (3) "Limitation on credit …"    new (g)(2) "Limitation on credits …"
    by number                      (2) would become (2)
    here                           (3) became (2), and the old (2) is gone

What can only be one (the same words; the same number and nearly the same words) comes first, then what is alike and has
words of its own, best first, then what stands in the same place and has a little in common, then the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from lawdiff.differ.one_side import ANY_FIRST
from lawdiff.differ.resemblance import (
    LIKE,
    LIKE_IN_PLACE,
    MUCH_ALIKE,
    NEARLY_THE_SAME,
    Letters,
    Spelled,
    likeness,
    say_the_same,
    says_again,
)
from lawdiff.differ.stars import is_stars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.differ.one_side import Name, Side

KNOWN_AGAIN = 6
"""Provisions with at least this many words are paired wherever they stand in the unit, if the words are the same."""

NEAR = 0.1
"""Added for the same number, and again for the same parent, when the best of several partners is sought."""

MOSTLY_KEPT = 0.75
"""Words of which so much is the same can be told as kept where they stand now (`lawdiff.differ.passages`); what was
rewritten more than that is better read as edited, whatever stands above it."""

LONG = 12
"""With fewer words than this, what was edited in them can be seen where they are struck and inserted."""

MANY = 8
"""More siblings than this with one name are told apart by their words alone."""

COMMON_WORDS = 12
"""A pair of neighbouring words in more provisions of the unit than this finds no candidates."""

NONE: frozenset[str] = frozenset()
NO_PLACE = -2
"""What no provision has for a parent."""


class Matcher:
    """Holds the pairs found so far, old index -> new index.

    Attributes:
        old, new: the two sides.
        codified: whether paragraphs keep their numbers as long as they are the same.
        pairs, back: the pairs, both ways.
        spelled: the words of both sides, a letter a word.
    """

    def __init__(self, old: Side, new: Side, *, codified: bool) -> None:
        self.old = old
        self.new = new
        self.codified = codified
        self.pairs: dict[int, int] = {}
        self.back: dict[int, int] = {}
        letters = Letters()
        self.spelled = Spelled(old.words, letters), Spelled(new.words, letters)

    def run(self, given: Sequence[tuple[int, int]]) -> None:
        """Take the steps in turn, after the pairs that are given."""
        for old, new in given:
            self.pair(old, new)
        self.pair(0, 0)
        self.same_words()
        self.in_place(firm=True)
        self.alike(early=True)
        self.in_place(firm=False)
        self.alike(early=False)
        self.by_children()
        self.in_place(firm=False)

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
        paths = {self.new.paths[place]: place for place in reversed(news)}
        left = []
        for place in olds:
            same = paths.get(self.old.paths[place])
            if same is not None and same not in self.back and place not in self.pairs:
                self.pair(place, same)
            elif place not in self.pairs:
                left.append(place)
        right = [place for place in news if place not in self.back]
        if len(left) == len(right):
            for both in zip(left, right, strict=True):
                self.pair(*both)

    def in_place(self, *, firm: bool) -> None:
        """Pair children of pairs that have the same number (or kind and order) and words enough in common.

        Args:
            firm: whether that must be so many words (`MUCH_ALIKE`) that no provision elsewhere need be looked at.
        """
        children, theirs = self.old.children, self.new.children
        stack = sorted(self.pairs, reverse=True)
        while stack:
            old = stack.pop()
            new = self.pairs[old]
            if old in children and new in theirs:
                stack += self.children_in_place(children[old], theirs[new], firm=firm)

    def children_in_place(self, olds: Sequence[int], news: Sequence[int], *, firm: bool) -> list[int]:
        """Pair the children of one pair; return the old ones that found a partner."""
        if all(place in self.pairs for place in olds) or all(place in self.back for place in news):
            return []
        if len(olds) > MANY and len(news) > MANY:
            self.in_sequence(olds, news)
        found = self.by_heading(olds, news, firm=firm)
        free: dict[Name, list[int]] = defaultdict(list)
        for place in news:
            if place not in self.back:
                free[self.new.name(place)].append(place)
        for place in olds:
            if place in self.pairs:
                continue
            same = free.get(self.old.name(place), [])
            if len(same) > MANY:
                # Their name says nothing, and `in_sequence` has paired what it could.
                continue
            best = max(same, key=lambda other: (self.likeness(place, other), -other), default=None)
            if best is not None and self.belongs(place, best, firm=firm):
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

    def by_heading(self, olds: Sequence[int], news: Sequence[int], *, firm: bool) -> list[int]:
        """Pair siblings by a heading that only one of each side has; return the old ones that found a partner."""
        first, second = self.old.by_heading(olds), self.new.by_heading(news)
        found = []
        for heading, places in first.items():
            others = second.get(heading, ())
            if len(places) != 1 or len(others) != 1 or places[0] in self.pairs or others[0] in self.back:
                continue
            if self.at_odds(places[0], others[0]):
                continue
            if self.heads(places[0], others[0], firm=firm):
                self.pair(places[0], others[0])
                found += places
        return found

    def heads(self, old: int, new: int, *, firm: bool = False) -> bool:
        """Return whether two with the same heading are one for sure: some words in common, or a heading over nothing.

        Where the words of the one stand under the other, rewritten, they are its partner: what "(d) Effective dates
        (1) In general …" says is edited into "(c) Effective date …".
        """
        first, second = self.old.provisions[old].text, self.new.provisions[new].text
        if first and second:
            return not firm or self.likeness(old, new) >= LIKE_IN_PLACE
        inner = [(old, child) for child in self.new.children.get(new, ())] if first else []
        inner += [(child, new) for child in self.old.children.get(old, ())] if second else []
        return not any(self.rewritten(*pair) for pair in inner)

    def rewritten(self, old: int, new: int) -> bool:
        """Return whether two are alike, and differ too much to be a piece or nearly the same."""
        lengths = len(self.old.words[old]), len(self.new.words[new])
        if lengths[0] < LONG:
            return False
        like = self.likeness(old, new, LIKE)
        return LIKE <= like < MOSTLY_KEPT and round(like * sum(lengths)) < 2 * min(lengths)

    def belongs(self, old: int, new: int, *, firm: bool) -> bool:
        """Return whether two provisions at the same place have enough in common to be one."""
        first, second = self.old.provisions[old], self.new.provisions[new]
        words = self.old.words[old], self.new.words[new]
        if not words[0] and not words[1]:
            return True
        if first.designator and (is_stars(first.text) or is_stars(second.text)):
            return True
        if self.at_odds(old, new):
            return False
        return self.same_heading(old, new) or self.enough(old, new, firm=firm)

    def same_heading(self, old: int, new: int) -> bool:
        """Return whether two provisions at the same place have the same heading, and it says something."""
        first, second = self.old.provisions[old], self.new.provisions[new]
        if self.codified and first.designator and not first.text and not second.text:
            return True  # paragraph (a) is paragraph (a) under another heading
        heading = first.heading.casefold()
        if not heading or heading != second.heading.casefold():
            return False
        if bool(first.text) != bool(second.text):
            return self.heads(old, new)
        return heading != ANY_FIRST or not first.text

    def enough(self, old: int, new: int, *, firm: bool) -> bool:
        """Return whether two provisions at the same place have enough words in common."""
        if firm:
            return self.likeness(old, new, MUCH_ALIKE) >= MUCH_ALIKE
        if self.likeness(old, new) >= LIKE_IN_PLACE:
            return True
        return bool(self.old.provisions[old].designator) and says_again(
            self.old.words[old], self.new.words[new]
        )

    def likeness(self, old: int, new: int, least: float = 0.0) -> float:
        """Return 2 * words kept / words of both; 0 where that is less than is asked for."""
        return likeness(self.spelled[0][old], self.spelled[1][new], least)

    def alike(self, *, early: bool) -> None:
        """Pair what is left by likeness of words, best first.

        Args:
            early: whether the same number is still to be looked at: then words of their own must speak for a pair.
        """
        scored = []
        for old, others in self.candidates():
            above = self.pairs.get(self.old.parents[old], NO_PLACE)
            for new in others:
                beside = above == self.new.parents[new]
                enough = MUCH_ALIKE if early and not beside else self.needed(old, new, beside=beside)
                like = self.likeness(old, new, enough)
                if like >= enough and self.may_be_one(old, new, like, beside=beside, early=early):
                    near = NEAR * beside + NEAR * (self.old.name(old) == self.new.name(new))
                    scored.append((-(like + near), abs(old - new), old + new, old, new))
        for *_, old, new in sorted(scored):
            self.pair(old, new)

    def may_be_one(self, old: int, new: int, like: float, *, beside: bool, early: bool) -> bool:
        """Return whether nothing speaks against two that are alike: what they amend, where they stand, formulas."""
        if self.at_odds(old, new) or (early and self.divided(old, new)):
            return False
        if not beside and like < NEARLY_THE_SAME and self.unprinted(old, new):
            return False
        if (early or not beside) and not say_the_same(self.old.words[old], self.new.words[new]):
            return False
        return beside or not early or not self.stands_as_well(old, new, like)

    def stands_as_well(self, old: int, new: int, like: float) -> bool:
        """Return whether one of two has a free look-alike under its own path: each of nine fees is adjusted alike."""
        there, here = self.new.by_path.get(self.old.paths[old]), self.old.by_path.get(self.new.paths[new])
        return (
            there is not None and there not in self.back and self.likeness(old, there, LIKE) >= like - NEAR
        ) or (here is not None and here not in self.pairs and self.likeness(here, new, LIKE) >= like - NEAR)

    def unprinted(self, old: int, new: int) -> bool:
        """Return whether one of two stands where the other document prints ``* * *``: there it stays as it is."""
        return self.new.omits(self.old, old) or self.old.omits(self.new, new)

    def at_odds(self, old: int, new: int) -> bool:
        """Return whether two provisions amend different sections."""
        ours, theirs = self.old.amended.get(old), self.new.amended.get(new)
        return ours is not None and theirs is not None and ours != theirs

    def divided(self, old: int, new: int) -> bool:
        """Return whether the one stands under what is now where the other was: a subsection made of paragraphs.

        It is still that subsection if that one says something, or if its words are kept in its paragraphs.
        """
        above, over = self.old.parents[old], self.new.parents[new]
        says = self.in_its_place(old, over) and self.new.provisions[over].text
        says = says or (self.in_its_place(above, new) and self.old.provisions[above].text)
        if says:
            return True
        holds = self.in_its_place(old, over) or self.in_its_place(above, new)
        return holds and self.likeness(old, new, MOSTLY_KEPT) >= MOSTLY_KEPT

    def in_its_place(self, old: int, new: int) -> bool:
        """Return whether two provisions are free and have the same name under the same parent."""
        if min(old, new) < 0 or old in self.pairs or new in self.back:
            return False
        return self.same_parent(old, new) and self.old.name(old) == self.new.name(new)

    def needed(self, old: int, new: int, *, beside: bool) -> float:
        """Return how alike two provisions must be: less where they alone name one law, and stand beside each other."""
        first, second = self.old.provisions[old], self.new.provisions[new]
        if (self.old.parents[old] < 0 and not first.text) or (self.new.parents[new] < 0 and not second.text):
            return MUCH_ALIKE  # a section that became a paragraph, by its heading alone
        common = beside and self.old.named.get(old, NONE) & self.new.named.get(new, NONE)
        return LIKE_IN_PLACE if common else LIKE

    def same_parent(self, old: int, new: int) -> bool:
        """Return whether the parents of two provisions are a pair."""
        parent = self.old.parents[old]
        return parent >= 0 and self.pairs.get(parent) == self.new.parents[new]

    def candidates(self) -> Iterator[tuple[int, set[int]]]:
        """Yield each free old one with the free new ones that share two neighbouring words with it, no boilerplate."""
        where: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place in range(1, len(self.new.words)):
            if place not in self.back:
                for bigram in set(pairwise(self.spelled[1][place])):
                    where[bigram].append(place)
        common = [bigram for bigram, places in where.items() if len(places) > COMMON_WORDS]
        for bigram in common:
            del where[bigram]
        for place in range(1, len(self.old.words)):
            if place not in self.pairs:
                found: set[int] = set()
                for bigram in where.keys() & pairwise(self.spelled[0][place]):
                    found.update(where[bigram])
                if found:
                    yield place, found

    def by_children(self) -> None:
        """Pair parents that have no partner by where most of their children went, from the bottom up."""
        children, theirs = self.old.children, self.new.children
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
