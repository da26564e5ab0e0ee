"""Links: ties between provisions of two documents."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from lawdiff.annotations.clock import as_utc, now
from lawdiff.annotations.documents import Documents
from lawdiff.annotations.errors import EntryExists, NoSuchEntry, NoteError, SeveralEntries
from lawdiff.annotations.note import Link
from lawdiff.annotations.rows import row_of, target_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.annotations.note import Target
    from lawdiff.parsers.document import Document

Side = Literal["source", "target"]
"""The two ends of a link."""


class Links(Documents):
    """The part of the store that keeps links."""

    def add_link(
        self,
        source: Target,
        target: Target,
        relation: str,
        *,
        note: str = "",
        author: str = "",
        created: str = "",
        id: str = "",  # noqa: A002 - the field's name, and only ever given by keyword
        places: Sequence[tuple[Side, Target]] = (),
    ) -> Link:
        """Tie two places together; `lawdiff.annotations.place.place` makes their targets.

        Their documents must be known (`add_document`), those of `places` as well. Adding the same link with the
        same id again changes nothing, but for places in documents where it has none.

        Raises:
            NoteError: there is no relation.
            EntryExists: there is another link with this id.
            StoreError: the database cannot be written, or a document is not known.
        """
        if not relation.strip():
            raise NoteError("a link needs a relation, such as 'funded by'")
        moment = as_utc(created) if created else now()
        made = Link(id or str(uuid.uuid4()), source, target, " ".join(relation.split()), note, author, moment)
        with self.transaction():
            known = next((link for link in self._links(made.id) if link.id == made.id), None)
            if known is not None:
                if _says(known) != _says(made):
                    raise EntryExists("link", made.id)
                self._put_places(known, places)
                return self.link(known.id)
            row = {
                "id": made.id,
                "relation": made.relation,
                "note": note,
                "author": author,
                "created": moment,
            }
            key = self._db.table("links").insert(row, pk="key").last_pk
            ends = (("source", source), ("target", target))
            self._db.table("link_ends").insert_all(
                {"link": key, "side": side, **row_of(end)} for side, end in ends
            )
            detail = {"source": source.citation, "relation": made.relation, "target": target.citation}
            self._record("add", "link", made.id, author, detail)
            self._put_places(made, places)
        return replace(made, places=tuple(places))

    def carry_link(self, link: Link, places: Sequence[tuple[Side, Target]], *, author: str = "") -> None:
        """Give the ends of a link their places in another version, once a side and document; see `add_link`."""
        with self.transaction():
            if self._put_places(self.link(link.id), places):
                detail = {"to": [[side, place.address] for side, place in places]}
                self._record("carry", "link", link.id, author, detail)

    def _put_places(self, link: Link, places: Sequence[tuple[Side, Target]]) -> int:
        """Keep places in documents where the link has none on that side; return how many."""
        taken = {(side, place.document) for side, place in link.places}
        rows = self._rows("SELECT key FROM links WHERE id = ?", [link.id])
        new = [
            {"link": rows[0]["key"], "side": side, **row_of(place)}
            for side, place in places
            if (side, place.document) not in taken
        ]
        self._db.table("link_places").insert_all(new)
        return len(new)

    def links(self, document: str | Document = "", *, address: str = "") -> tuple[Link, ...]:
        """Return the links, oldest first.

        Args:
            document: only those with an end in this document (or the one with this SHA-256), or carried to it.
            address: only those with an end at this address.
        """
        sha256 = document if isinstance(document, str) else document.sha256
        return tuple(
            link
            for link in self._links()
            if any(
                sha256 in ("", end.document) and address in ("", end.address)
                for end in (link.source, link.target, *(place for _, place in link.places))
            )
        )

    def link(self, id: str) -> Link:  # noqa: A002 - as above
        """Return the link with this id, or with the only id that begins so.

        Raises:
            NoSuchEntry: there is none.
            SeveralEntries: several ids begin so.
        """
        found = self._links(id.strip()) if id.strip() else ()
        exact = [link for link in found if link.id == id.strip()] or found
        if not exact:
            raise NoSuchEntry("link", id)
        if len(exact) > 1:
            raise SeveralEntries("link", id, tuple(link.id for link in exact))
        return exact[0]

    def delete_link(self, id: str, *, author: str = "") -> Link:  # noqa: A002 - as above
        """Take a link away; the history keeps what it said."""
        with self.transaction():
            link = self.link(id)
            detail = {
                "source": [link.source.document, link.source.address],
                "relation": link.relation,
                "target": [link.target.document, link.target.address],
                "note": link.note,
                "author": link.author,
                "created": link.created,
            }
            self._db.execute("DELETE FROM links WHERE id = ?", [link.id])
            self._record("delete", "link", link.id, author, detail)
            return link

    def _links(self, beginning: str = "") -> tuple[Link, ...]:
        rows = self._rows(
            "SELECT * FROM links WHERE substr(id, 1, length(:id)) = :id ORDER BY created, key",
            {"id": beginning},
        )
        ends: dict[tuple[int, str], Target] = {
            (row["link"], row["side"]): target_of(row) for row in self._rows("SELECT * FROM link_ends")
        }
        places: dict[int, list[tuple[Side, Target]]] = {}
        for row in self._rows("SELECT * FROM link_places ORDER BY key"):
            places.setdefault(row["link"], []).append((row["side"], target_of(row)))
        return tuple(
            Link(
                row["id"],
                ends[row["key"], "source"],
                ends[row["key"], "target"],
                row["relation"],
                row["note"],
                row["author"],
                row["created"],
                tuple(places.get(row["key"], ())),
            )
            for row in rows
        )


def _says(link: Link) -> tuple[str, ...]:
    """Return what makes a link the same link."""
    source, target = link.source, link.target
    return (source.document, source.address, link.relation, target.document, target.address, link.note)
