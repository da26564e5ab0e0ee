"""The documents that have notes, and their provisions as they stood."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from lawdiff.annotations.base import Base, match_words
from lawdiff.annotations.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawdiff.annotations.base import Row
    from lawdiff.parsers.document import Document, Identity


FOUND_WORDS = 24
"""Words of a provision that a search shows: two lines of a terminal (the most that FTS5 gives is 64)."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the store knows it.

    Attributes:
        sha256: of the source's bytes.
        kind, title, family: as in `lawdiff.parsers.Document`.
        identity: the fields of `lawdiff.parsers.Identity` that are not empty.
        added: when it was first seen, UTC.
    """

    sha256: str
    kind: str
    title: str
    family: str
    identity: Mapping[str, object]
    added: str


@dataclass(frozen=True, slots=True)
class StoredProvision:
    """A provision as it stood when its document was first seen.

    Attributes:
        document: SHA-256 of the document.
        address, parent, citation, level, number, heading, text: as in `lawdiff.parsers.Provision`.
    """

    document: str
    address: str
    parent: str
    citation: str
    level: str
    number: str
    heading: str
    text: str

    @property
    def own_words(self) -> str:
        """As `lawdiff.parsers.Provision.own_words`."""
        return " ".join(part for part in (self.number, self.heading, self.text) if part)


class Documents(Base):
    """The part of the store that keeps documents."""

    def add_document(self, document: Document) -> str:
        """Keep a document and its provisions, once; return its SHA-256."""
        identity = json.dumps(_identity(document.identity), ensure_ascii=False, sort_keys=True)
        with self.transaction():
            self.know_document(
                {
                    "sha256": document.sha256,
                    "kind": document.kind,
                    "title": document.title,
                    "family": document.family,
                    "identity": identity,
                    "added": now(),
                },
            )
            if not self._rows(
                "SELECT 1 AS here FROM provisions WHERE document = ? LIMIT 1", [document.sha256]
            ):
                self._db.table("provisions").insert_all(_provisions(document))
        return document.sha256

    def _has_provisions_of(self, document: Document) -> bool:
        """Return whether its provisions are kept; an issue of the Federal Register is one file of many documents."""
        first = next((provision.address for provision in document.provisions), None)
        sql = "SELECT 1 AS here FROM provisions WHERE document = ? AND address = ?"
        return first is None or bool(self._rows(sql, [document.sha256, first]))

    def know_document(self, row: Row) -> None:
        """Keep what a row of `documents` says, if the document is not known: another store's notes need no more."""
        with self.transaction():
            if not self._rows("SELECT 1 AS known FROM documents WHERE sha256 = ?", [row["sha256"]]):
                self._db.table("documents").insert(row)

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return the documents in the order in which they came."""
        rows = self._rows("SELECT * FROM documents ORDER BY added, rowid")
        return tuple(
            StoredDocument(
                row["sha256"],
                row["kind"],
                row["title"],
                row["family"],
                json.loads(row["identity"]),
                row["added"],
            )
            for row in rows
        )

    def keep_provisions(self, document: str, provisions: Sequence[StoredProvision]) -> None:
        """Keep the provisions that another store has of a document, if this one knows it by its name alone."""
        with self.transaction():
            if provisions and not self.stored_provisions(document):
                self._db.table("provisions").insert_all(
                    {**{name: getattr(each, name) for name in each.__slots__}, "position": position}
                    for position, each in enumerate(provisions)
                )

    def stored_provisions(self, document: str) -> tuple[StoredProvision, ...]:
        """Return the provisions of the document with this SHA-256, in its order; none where only its name is known."""
        rows = self._rows(
            "SELECT document, address, parent, citation, level, number, heading, text FROM provisions"
            " WHERE document = ? ORDER BY position",
            [document],
        )
        return tuple(StoredProvision(**row) for row in rows)

    def search_provisions(
        self, text: str, document: str | Document = ""
    ) -> tuple[tuple[StoredProvision, str], ...]:
        """Return the provisions whose heading or own text holds some words, with the words around them.

        Args:
            text: words, all of which are wanted, in any form that English gives them.
            document: only in this document (or the one with this SHA-256).

        Returns:
            In the order of the documents, each with a stretch of `FOUND_WORDS` words.
        """
        wanted = match_words(text)
        if not wanted:
            return ()
        rows = self._rows(
            "SELECT document, address, snippet(provisions_fts, 2, '', '', '…', :words) AS found FROM provisions_fts"
            " WHERE provisions_fts MATCH :text AND (:document = '' OR document = :document)",
            {
                "text": f"words : ({wanted})",
                "words": FOUND_WORDS,
                "document": document if isinstance(document, str) else document.sha256,
            },
        )
        found = {(row["document"], row["address"]): row["found"] for row in rows}
        order = [
            each.sha256 for each in self.documents() if any(each.sha256 == sha256 for sha256, _ in found)
        ]
        return tuple(
            (each, found[each.document, each.address])
            for sha256 in order
            for each in self.stored_provisions(sha256)
            if (each.document, each.address) in found
        )

    def titles(self) -> Mapping[str, str]:
        """Return what to call each document, SHA-256 -> title; where several have one title, with what differs."""
        documents = self.documents()
        names = {each.sha256: each.title for each in documents}
        for tell in (_edition, lambda each: each.sha256[:8]):
            times = Counter(names.values())
            for each in documents:
                if times[names[each.sha256]] > 1 and tell(each):
                    names[each.sha256] = f"{names[each.sha256]} ({tell(each)})"
        return names


def _edition(document: StoredDocument) -> str:
    """Return what tells a document from others of the same title: its citation, stage, edition or kind."""
    named = (document.identity.get(key) for key in ("fr_citation", "stage", "release_point", "edition"))
    return str(next(filter(None, named), document.kind))


def _identity(identity: Identity) -> dict[str, object]:
    """Return the fields of an identity that say something, as JSON can hold them."""
    kept: dict[str, object] = {}
    for field in fields(identity):
        value = getattr(identity, field.name)
        if field.name == "dates":
            value = dict(value)
        if value:
            kept[field.name] = value
    return kept


def _provisions(document: Document) -> Iterator[Row]:
    for position, provision in enumerate(document.provisions):
        yield {
            "document": document.sha256,
            "address": provision.address,
            "parent": provision.parent,
            "position": position,
            "citation": provision.citation,
            "level": provision.level,
            "number": provision.number,
            "heading": provision.heading,
            "text": provision.text,
        }
