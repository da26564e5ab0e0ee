"""Runs: words of one provision that stand close together, in their order, in another one.

old  the carrier files the manifest at the port of first arrival in the district
new  Towers are built where sensors fail. the carrier files a manifest at the port of first arrival
                                          [------------------------ one run ---------------------]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.annotations.alignment import counterparts
from lawdiff.annotations.anchor import tokenise
from lawdiff.annotations.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawdiff.annotations.words import Word
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
    """Return the runs of old words among some words of one new provision; no word is in two.

    The largest comes first; each has the same words before and behind it, also where these are not among `new`.
    """
    if not new:
        return []
    there = words_of(new[0].holder)
    places = {word.start: place for place, word in enumerate(there)}
    stretches = _stretches(words, new, places)
    found = sorted(
        (_extended(kept, words, there, places) for kept in stretches), key=lambda run: -run.letters
    )
    grown: list[Run] = []
    taken: set[int] = set()
    for run in found:
        own = {word.start for word in run.kept.values()}
        if taken.isdisjoint(own):
            grown.append(run)
            taken |= own
    return grown


def _stretches(
    words: Sequence[str], new: Sequence[Word], places: Mapping[int, int]
) -> Iterator[dict[int, Word]]:
    """Yield the stretches in which words of the old provision stand close together in the same order."""
    kept: dict[int, Word] = {}
    last, before = 0, 0
    for index, position in enumerate(counterparts(words, [word.text for word in new])):
        if position < 0:
            continue
        word = new[position]
        place = places[word.start]
        if kept and (index - last > GAP + 1 or place - before > GAP + 1):
            yield kept
            kept = {}
        kept[index] = word
        last, before = index, place
    if kept:
        yield kept


def words_between(one: Word | None, two: Word | None) -> int:
    """Return how many words of a new provision stand between two of its words, or to its beginning or end."""
    word = one or two
    if word is None or (one is not None and two is not None and one.holder is not two.holder):
        return sys.maxsize
    start = one.end if one is not None else len(word.holder.number)
    return len(tokenise(word.holder.own_words[start : two.start if two is not None else None]))


def _extended(
    kept: Mapping[int, Word], words: Sequence[str], there: Sequence[Word], places: Mapping[int, int]
) -> Run:
    """Return a run with the same words before and behind it: what was there before may have had them, too."""
    grown = dict(kept)
    first, last = min(kept), max(kept)
    index, place = first - 1, places[kept[first].start] - 1
    while index >= 0 and place >= 0 and words[index] == there[place].text:
        grown[index] = there[place]
        index, place = index - 1, place - 1
    index, place = last + 1, places[kept[last].start] + 1
    while index < len(words) and place < len(there) and words[index] == there[place].text:
        grown[index] = there[place]
        index, place = index + 1, place + 1
    return Run(dict(sorted(grown.items())))


def is_dense(run: Run, words: Sequence[str]) -> bool:
    """Return whether a run is mostly kept words, on both sides."""
    old = sum(map(len, words[min(run.kept) : max(run.kept) + 1]))
    new = sum(len(word.text) for word in run.stretch)
    return run.letters >= DENSE * max(old, new)
