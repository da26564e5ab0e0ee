"""Where words from elsewhere stand: a quote with what surrounded it, looked up in the documents of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.annotations.anchor import MARGIN, context_score
from lawdiff.annotations.note import Target
from lawdiff.annotations.place import CONTEXT, occurrences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.annotations.documents import StoredProvision
    from lawdiff.annotations.store import Store

SEVERAL = 3
"""How many places a report names; more do not help to choose."""


class Finder:
    """The provisions of some documents of a store, read once each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._provisions: dict[str, tuple[StoredProvision, ...]] = {}

    def provisions(self, document: str) -> tuple[StoredProvision, ...]:
        """Return the provisions of the document with this SHA-256."""
        if document not in self._provisions:
            self._provisions[document] = self._store.stored_provisions(document)
        return self._provisions[document]

    def place(
        self, quote: str, prefix: str, suffix: str, documents: Sequence[str]
    ) -> tuple[Target | None, str]:
        """Return where a quote stands, or None and why not.

        Args:
            quote: the words; white space and typography do not count.
            prefix: what stood before them.
            suffix: what stood after them.
            documents: SHA-256 of those that it may stand in.
        """
        if not quote.strip():
            return None, "it quotes nothing"
        if not any(map(self.provisions, documents)):
            return None, "no document is known here; name it with --document"
        found = [
            (
                context_score(each.own_words, start, start + len(" ".join(quote.split())), prefix, suffix),
                each,
                start,
            )
            for document in documents
            for each in self.provisions(document)
            for start in occurrences(each.own_words, quote)
        ]
        found.sort(key=lambda entry: -entry[0])
        if not found:
            return None, "no provision of a document that is known here says its words"
        best, provision, start = found[0]
        rivals = [each for score, each, _ in found if best - score < MARGIN]
        if len(rivals) > 1:
            named = ", ".join(dict.fromkeys(each.citation for each in rivals[:SEVERAL]))
            return None, f"its words stand in {len(rivals)} places ({named}, …)"
        return target_at(provision, start, len(" ".join(quote.split()))), ""


def target_at(provision: StoredProvision, start: int, length: int) -> Target:
    """Return a target on some characters of a stored provision's words."""
    words = provision.own_words
    end = start + length
    return Target(
        provision.document,
        provision.address,
        provision.citation,
        words[start:end],
        words[max(0, start - CONTEXT) : start],
        words[end : end + CONTEXT],
        start,
        words,
    )


def target_whole(provision: StoredProvision) -> Target:
    """Return a target on a whole stored provision."""
    return Target(provision.document, provision.address, provision.citation, text=provision.own_words)
