"""Runs: words of one provision that stand close together, in their order, in another one.

old  the carrier files the manifest at the port of first arrival in the district
new  Towers are built where sensors fail. the carrier files a manifest at the port of first arrival
                                          [------------------------ one run ---------------------]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.annotations.anchor import counterparts, tokenise
from lawdiff.annotations.ground import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawdiff.annotations.ground import Word
    from lawdiff.parsers.document import Provision

GAP = 3
"""Most words that may have been put into a run, or taken out of it, in one place."""

DENSE = 0.7
"""Least share of the letters between the ends of a run, on both sides, that its kept words have."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of the old provision that stand together in one new provision.

    Attributes:
        kept: index of each old word -> the new word that it became.
    """

    kept: Mapping[int, Word]

    @property
    def holder(self) -> Provision:
        """Return the new provision."""
        return next(iter(self.kept.values())).holder

    @property
    def stretch(self) -> list[Word]:
        """Return the new words from the first to the last, with those that were put in between."""
        first, last = min(self.kept), max(self.kept)
        low, high = self.kept[first].start, self.kept[last].start
        return [word for word in words_of(self.holder) if low <= word.start <= high]

    @property
    def words(self) -> list[str]:
        """Return the kept words."""
        return [word.text for word in self.kept.values()]

    @property
    def letters(self) -> int:
        """Return how many letters the kept words have."""
        return sum(len(word.text) for word in self.kept.values())

    @property
    def said(self) -> int:
        """Return how many words were kept, signs left out."""
        return sum(word.text[-1].isalnum() for word in self.kept.values())

    def within(self, first: int, last: int) -> Run:
        """Return the part of the run that is of the old words from one index to another, both included."""
        return Run({index: word for index, word in self.kept.items() if first <= index <= last})


def find_runs(words: Sequence[str], new: Sequence[Word]) -> list[Run]:
    """Return the runs, the largest first, each with the same words before and behind it; no word is in two."""
    found = sorted((_extended(run, words) for run in _stretches(words, new)), key=lambda run: -run.letters)
    grown: list[Run] = []
    for run in found:
        taken = {word.start for other in grown for word in other.kept.values()}
        if taken.isdisjoint(word.start for word in run.kept.values()):
            grown.append(run)
    return grown


def _stretches(words: Sequence[str], new: Sequence[Word]) -> Iterator[Run]:
    """Yield the stretches in which words of the old provision stand close together in the same order."""
    found = counterparts(words, [word.text for word in new])
    kept: dict[int, Word] = {}
    for index, word in ((index, new[place]) for index, place in enumerate(found) if place >= 0):
        if kept and not _goes_on(kept, index, word):
            yield Run(kept)
            kept = {}
        kept[index] = word
    if kept:
        yield Run(kept)


def _goes_on(kept: Mapping[int, Word], index: int, word: Word) -> bool:
    """Return whether a kept word is near enough to those before it, on both sides, to be of one run with them."""
    last = max(kept)
    return index - last <= GAP + 1 and words_between(kept[last], word) <= GAP


def words_between(one: Word | None, two: Word | None) -> int:
    """Return how many words of a new provision stand between two of its words, or to its beginning or end."""
    word = one or two
    if word is None or (one is not None and two is not None and one.holder is not two.holder):
        return sys.maxsize
    start = one.end if one is not None else len(word.holder.number)
    return len(tokenise(word.holder.own_words[start : two.start if two is not None else None]))


def _extended(run: Run, words: Sequence[str]) -> Run:
    """Return a run with the same words before and behind it: what was there before may have had them, too."""
    there = words_of(run.holder)
    kept = dict(run.kept)
    places = {word.start: place for place, word in enumerate(there)}
    index, place = min(kept) - 1, places[kept[min(kept)].start] - 1
    while index >= 0 and place >= 0 and words[index] == there[place].text:
        kept[index] = there[place]
        index, place = index - 1, place - 1
    index, place = max(kept) + 1, places[kept[max(kept)].start] + 1
    while index < len(words) and place < len(there) and words[index] == there[place].text:
        kept[index] = there[place]
        index, place = index + 1, place + 1
    return Run(dict(sorted(kept.items())))


def is_dense(run: Run, words: Sequence[str]) -> bool:
    """Return whether a run is mostly kept words, on both sides."""
    old = sum(map(len, words[min(run.kept) : max(run.kept) + 1]))
    new = sum(len(word.text) for word in run.stretch)
    return run.letters >= DENSE * max(old, new)
