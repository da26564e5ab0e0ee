"""What two documents and their crosswalk say about words: which are new where, and which were there before.

Made once for a pair of documents and asked for every target, so everything costly is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lawdiff.annotations.anchor import counterparts, tokenise
from lawdiff.annotations.place import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from lawdiff.annotations.foreign import Row
    from lawdiff.annotations.twins import Twins
    from lawdiff.parsers.document import Document, Provision

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


class Ground:
    """The words of two documents, seen through a crosswalk from the one to the other.

    Attributes:
        old: where the targets are.
        new: where they go.
        crosswalk: old address -> new addresses.
        twins: old address -> what `lawdiff.annotations.twins.told_apart` found, kept.
        claims, foreign: what `lawdiff.annotations.foreign` found about new provisions, and about pairs; kept.
    """

    def __init__(self, old: Document, new: Document, crosswalk: Mapping[str, Sequence[str]]) -> None:
        self.old = old
        self.new = new
        self.crosswalk = crosswalk
        self.twins: dict[str, Twins] = {}
        self.claims: dict[str, Sequence[Row]] = {}
        self.foreign: dict[tuple[str, str], Collection[int]] = {}
        self._subtrees: dict[str, list[str]] = {}
        self._fresh: dict[tuple[str, str], list[Word]] = {}

    def mapped(self, address: str) -> tuple[Provision, ...]:
        """Return the new provisions that the crosswalk leads to, each once."""
        found = (self.new.by_address.get(target) for target in self.crosswalk.get(address, ()))
        led = tuple({provision.address: provision for provision in found if provision is not None}.values())
        return led or self._in_its_place(address)

    def _in_its_place(self, address: str) -> tuple[Provision, ...]:
        """Return what has the number of an old provision, in its parent, where the crosswalk leads neither.

        What was a few words ("(D) Online materials.") and had others put behind them is like nothing by its words.
        """
        source = self.old.by_address.get(address)
        if source is None or not source.designator:
            return ()
        beside = [
            child
            for target in self.crosswalk.get(source.parent, ())
            if target in self.new.by_address
            for child in self.new.by_address[target].children
        ]
        return tuple(
            each
            for each in beside
            if (each.level, each.designator) == (source.level, source.designator)
            and each.address not in self.origins
        )

    def is_among_its_own(self, address: str, provision: Provision) -> bool:
        """Return whether a new provision stands in what became of an old one's parent."""
        source = self.old.by_address.get(address)
        above = self.mapped(source.parent) if source is not None else ()
        return provision.parent in {each.address for each in above}

    @cached_property
    def origins(self) -> Mapping[str, tuple[Provision, ...]]:
        """New address -> the old provisions that lead to it; no entry for a provision that is new."""
        origins: dict[str, dict[str, Provision]] = {}
        for address, targets in self.crosswalk.items():
            provision = self.old.by_address.get(address)
            if provision is not None:
                for target in targets:
                    origins.setdefault(target, {})[address] = provision
        return {address: tuple(found.values()) for address, found in origins.items()}

    def origin_addresses(self, provision: Provision) -> set[str]:
        """Return the addresses of the old provisions that lead to a new one."""
        return {origin.address for origin in self.origins.get(provision.address, ())}

    def bare_words(self, address: str) -> list[str]:
        """Return the words of one old provision, its printed number left out."""
        source = self.old.by_address.get(address)
        return bare_words(source) if source is not None else []

    @cached_property
    def _old_words(self) -> Mapping[str, str]:
        return {provision.address: plain(provision.own_words) for provision in self.old.provisions}

    @cached_property
    def _new_words(self) -> Sequence[tuple[Provision, str]]:
        return [(provision, plain(provision.own_words)) for provision in self.new.provisions]

    def times_in_old(self, wanted: str) -> int:
        """Return how often some words, in plain typography, stand in the old document."""
        return sum(words.count(wanted) for words in self._old_words.values())

    def arrivals(self, wanted: str, address: str) -> Iterator[Provision]:
        """Yield the new provisions that say some words oftener than the old provisions that led to them.

        Args:
            wanted: the words in plain typography.
            address: of the old provision that they come from; its own occurrence may have moved inside it.
        """
        for provision, words in self._new_words:
            if wanted in words:
                before = self.origin_addresses(provision)
                count = sum(self._old_words[origin].count(wanted) for origin in before) - (address in before)
                if words.count(wanted) > count:
                    yield provision

    def was_there(self, provision: Provision, start: int, end: int, address: str) -> bool:
        """Return whether most of some words of a new provision stood in the old provisions that led to it.

        Args:
            provision: the new one.
            start: of the words in its `own_words`.
            end: likewise.
            address: of the old provision that does not count.
        """
        new = words_of(provision)
        inside = [index for index, word in enumerate(new) if word.end > start and word.start < end]
        texts = [word.text for word in new]
        return any(
            2 * len(kept.intersection(inside)) > len(inside)
            for origin in self.origins.get(provision.address, ())
            if origin.address != address
            for kept in [set(counterparts([word.text for word in words_of(origin)], texts))]
        )

    def fresh(self, provision: Provision, address: str) -> Sequence[Word]:
        """Return the words of a new provision that none of the old ones that led to it said.

        Args:
            provision: the new one.
            address: of the old provision that does not count.
        """
        origins = self.origin_addresses(provision) - {address}
        key = (provision.address, address if len(origins) < len(self.origin_addresses(provision)) else "")
        if key not in self._fresh:
            new = words_of(provision)
            texts = [word.text for word in new]
            said: set[int] = set()
            for origin in sorted(origins):
                said.update(
                    counterparts([word.text for word in words_of(self.old.by_address[origin])], texts)
                )
            self._fresh[key] = [word for index, word in enumerate(new) if index not in said]
        return self._fresh[key]

    def beside(self, mapped: Sequence[Provision], address: str) -> Sequence[Provision]:
        """Return what stands around an old provision's place in the new document: parent, siblings and children."""
        source = self.old.by_address.get(address)
        above = list(self.mapped(source.parent)) if source is not None else []
        above += [self.new.by_address[each.parent] for each in mapped if each.parent in self.new.by_address]
        around = [each for top in above for each in (top, *top.children)]
        return [*around, *(child for each in mapped for child in each.children)]

    @cached_property
    def _new_index(self) -> _Index:
        """Of the provisions that are new in the new document."""
        return _Index([each for each in self.new.provisions if each.address not in self.origins])

    @cached_property
    def _whole_index(self) -> _Index:
        return _Index(self.new.provisions)

    @cached_property
    def _old_index(self) -> _Index:
        return _Index(self.old.provisions)

    def likely(self, words: Sequence[str], level: str = "") -> list[Provision]:
        """Return the provisions, new in the new document, that share most runs of words with a passage.

        Args:
            words: of the passage.
            level: only provisions of this level; empty for any.
        """
        return self._new_index.likely(words, level, "")

    def holders(self, words: Sequence[str]) -> list[Provision]:
        """Return the provisions of the new document that share most runs of words with a passage."""
        return self._whole_index.likely(words, "", "")

    def strangers(self, words: Sequence[str], address: str, level: str = "") -> list[Provision]:
        """Return the old provisions that share most runs of words with a passage and are not its own.

        Where one of them is as like it as what was found in the new document, likeness says nothing: the passage
        is boilerplate.
        """
        return self._old_index.likely(words, level, address)

    def subtree(self, provision: Provision) -> list[str]:
        """Return `subtree_words` of a provision of the new document."""
        if provision.address not in self._subtrees:
            self._subtrees[provision.address] = subtree_words(provision)
        return self._subtrees[provision.address]

    def stretch(self, mapped: Sequence[Provision], address: str) -> list[Word]:
        """Return the words to align an old provision with: those of its counterparts and of what is new below them.

        Args:
            mapped: the counterparts.
            address: of the old provision.
        """
        chosen: dict[str, Provision] = {}
        for top in mapped:
            for provision in top.walk():
                if provision in mapped or not self.origin_addresses(provision) - {address}:
                    chosen[provision.address] = provision
        return [word for provision in chosen.values() for word in words_of(provision)]


class _Index:
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
