"""The words of provisions, and which provisions share runs of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lawdiff.annotations.anchor import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.parsers.document import Provision

SHINGLE = 4
"""Words that a passage must share in a row with a provision to be compared with it: a passage that is kept to four
fifths has at least one such run in every twenty words."""

LIKELY = 12
"""How many provisions are compared in full, those that share most shingles: the right one was always among the
first three in the documents tried; the rest is for look-alikes, which have to be seen to be called ambiguous."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a provision: as it is compared, and where it stands in `own_words`; the number is a label."""

    text: str
    holder: Provision
    start: int
    end: int
    label: bool


def words_of(provision: Provision) -> list[Word]:
    """Return the words of one provision, those of its printed number marked as a label."""
    number = len(provision.number)
    return [
        Word(token.text, provision, token.start, token.end, token.end <= number)
        for token in tokenise(provision.own_words)
    ]


@lru_cache(maxsize=8192)
def _bare_words(words: str, number: int) -> list[str]:
    """Return the words of a provision whose printed number has so many characters; kept, for it is compared often."""
    return [token.text for token in tokenise(words) if token.end > number]


def bare_words(provision: Provision) -> list[str]:
    """Return the words of one provision without its printed number."""
    return _bare_words(provision.own_words, len(provision.number))


def subtree_words(provision: Provision) -> list[str]:
    """Return the words of a provision with all below it, without printed numbers."""
    return [word for below in provision.walk() for word in bare_words(below)]


class Index:
    """Runs of words -> the provisions that hold them."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.provisions = provisions
        self.positions: dict[tuple[str, ...], list[int]] = {}
        for position, provision in enumerate(provisions):
            for shingle in dict.fromkeys(_shingles(bare_words(provision))):
                self.positions.setdefault(shingle, []).append(position)

    def likely(self, words: Sequence[str], level: str, but: str) -> list[Provision]:
        """Return the provisions that share most runs of words, without the one at an address."""
        shared: dict[int, int] = {}
        for shingle in dict.fromkeys(_shingles(words)):
            for position in self.positions.get(shingle, ()):
                shared[position] = shared.get(position, 0) + 1
        ranked = sorted(shared, key=lambda position: (-shared[position], position))
        found = (self.provisions[position] for position in ranked)
        return [each for each in found if level in ("", each.level) and each.address != but][:LIKELY]


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))
