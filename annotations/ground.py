"""What two documents and their crosswalk say about words: which are new where, and which were there before.

Made once for a pair of documents and asked for every target, so everything costly is kept.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lawdiff.annotations.alignment import counterparts
from lawdiff.annotations.place import plain
from lawdiff.annotations.words import Index, bare_words, subtree_words, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from lawdiff.annotations.alignment import SharedRow
    from lawdiff.annotations.twins import Twins
    from lawdiff.annotations.words import Word
    from lawdiff.parsers.document import Document, Provision


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
        self.claims: dict[str, Sequence[SharedRow]] = {}
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
    def _new_index(self) -> Index:
        """Of the provisions that are new in the new document."""
        return Index([each for each in self.new.provisions if each.address not in self.origins])

    @cached_property
    def _whole_index(self) -> Index:
        return Index(self.new.provisions)

    @cached_property
    def _old_index(self) -> Index:
        return Index(self.old.provisions)

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
